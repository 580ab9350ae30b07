/* budgetlines.h: the budget as lines of figures, of which the pane shows a part; its rows, of
 * which one is under the cursor, and the figure of it that is lit.
 *
 * A row is a source or a goal, the last one the total of all; a source takes several lines.  Over
 * the months one row is shown at a time.
 */
#ifndef PLANEK_UI_BUDGETLINES_H
#define PLANEK_UI_BUDGETLINES_H

#include "ui/app.h"

/* Whether nothing is planned, spent or allocated in all of the plan. */
bool ui_budget_is_empty(const struct ui_app *app);

enum ui_budgetkind {
    UI_BUDGET_PLANNED,
    UI_BUDGET_SPENT,
    UI_BUDGET_ORDERED,
    UI_BUDGET_GOALS_HEAD,
    UI_BUDGET_GOAL,
    UI_BUDGET_TOTAL,
    UI_BUDGET_TOTAL_ORDERED,
    UI_BUDGET_ELSEWHERE, /* what counts in another row */
    UI_BUDGET_OPEN,      /* what has no cost, and what is faulty */
    UI_BUDGET_NO_LINE
};

struct ui_budgetline {
    enum ui_budgetkind kind;
    size_t row; /* that it belongs to */
};

/* Lines it has; lines it wants to have on a screen of that width, 0: as usual. */
int ui_budget_lines(const struct ui_app *app);
int ui_budget_wants(const struct ui_app *app, int width);
struct ui_budgetline ui_budget_line(const struct ui_app *app, int number);
/* The first line of a row. */
int ui_budget_line_of(const struct ui_app *app, size_t row);

/* Rows that the cursor goes through, and whether a row is that of the total. */
size_t ui_budget_rows(const struct ui_app *app);
bool ui_budget_is_total(const struct ui_app *app, size_t row);

/* Whether the row has that figure; the one lit in the row under the cursor. */
bool ui_budget_has(const struct ui_app *app, size_t row, enum pk_figure figure);
enum pk_figure ui_budget_lit(const struct ui_app *app);
/* The figure of the row under the cursor that comes after that one, the first after the last; over
 * the months what is planned and what is spent. */
enum pk_figure ui_budget_next_figure(const struct ui_app *app, enum pk_figure figure);
/* As the pane's lists move; left and right light another figure, or month. */
void ui_budget_move(struct ui_app *app, enum ui_motion motion);

/* The source or goal under the cursor; NULL where it is in no table. */
const struct pk_record *ui_budget_record(const struct ui_app *app);

/* What is called so: a source, a goal, or the total. */
void ui_budget_name(const struct ui_app *app, size_t row, struct pk_buf *out);

/* The figure that is lit, for pk_budget_rows_make; texts are borrowed until the plan changes. */
struct pk_figure_of ui_budget_figure(const struct ui_app *app);

/* Draws so many lines from number `from` on. */
void ui_budget_draw(const struct ui_app *app, struct pk_grid *grid, struct pk_rect rect, int from);

#endif
