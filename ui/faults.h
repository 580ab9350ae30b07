/* faults.h: what is wrong with the plan, as a list from which one goes to the record.
 */
#ifndef PLANEK_UI_FAULTS_H
#define PLANEK_UI_FAULTS_H

#include "ui/app.h"

/* Opens the list: faults of the files, and with check also those of the cells. */
void ui_faults_open(struct ui_app *app, bool check);

#endif
