/* faults.h: what is wrong with the plan, as a list from which one goes to the record.
 */
#ifndef PLANEK_UI_FAULTS_H
#define PLANEK_UI_FAULTS_H

#include "ui/app.h"

/* Opens the list: faults of the files, and with check also those of the cells. */
void ui_faults_open(struct ui_app *app, bool check);
/* The plan is another one: the list where it is open holds what is wrong now; one that opened by
 * itself closes when that is nothing. */
void ui_faults_renew(struct ui_app *app);
/* Adds to the message which file is understood again; false when there is none. */
bool ui_faults_tell_mended(struct ui_app *app);

#endif
