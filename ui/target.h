/* target.h: what a command works on: the record under the cursor of an open table, else the row of
 * the chart under the cursor, or the source under the cursor while the budget has the focus.
 */
#ifndef PLANEK_UI_TARGET_H
#define PLANEK_UI_TARGET_H

#include "ui/app.h"

/* The table that a record is added to. */
enum pk_table ui_target_table(const struct ui_app *app);
/* NULL when there is none. */
const struct pk_record *ui_target(const struct ui_app *app);
/* The same where it is an activity, else NULL. */
const struct pk_activity *ui_target_activity(const struct ui_app *app);

#endif
