/* budgetremarks.h: the lines below the figures of the budget: what they leave out.
 */
#ifndef PLANEK_UI_BUDGETREMARKS_H
#define PLANEK_UI_BUDGETREMARKS_H

#include "planek/grid.h"

struct ui_app;

/* "Counted elsewhere: 4 activities (3 → Webové stránky, …)" */
void ui_remark_elsewhere(const struct ui_app *app, struct pk_grid *grid, struct pk_rect line);
/* "No cost given: 2 activities   ! faulty: 1" */
void ui_remark_open(const struct ui_app *app, struct pk_grid *grid, struct pk_rect line);

#endif
