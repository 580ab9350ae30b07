/* budgetcurve.h: the budget over the months, as columns in a few lines.
 */
#ifndef PLANEK_UI_BUDGETCURVE_H
#define PLANEK_UI_BUDGETCURVE_H

#include "ui/app.h"

/* Draws the row of the budget that the cursor is on. */
void ui_curve_draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect);

/* The year it shows, and the month of today in it; December where that is another year. */
int ui_curve_year(const struct ui_app *app);
int ui_curve_month(const struct ui_app *app);
/* The last day of the month chosen. */
pk_day ui_curve_month_end(const struct ui_app *app);

#endif
