/* budgetlines.h: the budget as lines of figures and bars, of which the pane shows a part.
 */
#ifndef PLANEK_UI_BUDGETLINES_H
#define PLANEK_UI_BUDGETLINES_H

#include "ui/app.h"

/* Lines it has, and wants to have shown. */
int ui_budget_lines(const struct ui_app *app);

/* The line on which the source under the cursor begins. */
int ui_budget_line_of(const struct ui_app *app, size_t source);

void ui_budget_put(const struct ui_app *app, struct pk_grid *grid, struct pk_rect line,
                   int number, bool focus);

/* Sources that have a row: all, and that of no source where it holds something. */
size_t ui_budget_sources(const struct ui_app *app);

#endif
