/* target.h: what a command works on: the row of the chart under the cursor, or the source under
 * the cursor while the budget has the focus.
 */
#ifndef PLANEK_UI_TARGET_H
#define PLANEK_UI_TARGET_H

#include "ui/app.h"

/* NULL when there is none. */
const struct pk_record *ui_target(const struct ui_app *app);
/* The same where it is an activity, else NULL. */
const struct pk_activity *ui_target_activity(const struct ui_app *app);

#endif
