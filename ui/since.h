/* since.h: the plan beside what it was at a point of comparison: the last meeting, the day it was
 * adopted, or any day.
 *
 * The plan of then is read when the comparison is turned on; what is different is looked up again
 * when the plan of now is another.
 */
#ifndef PLANEK_UI_SINCE_H
#define PLANEK_UI_SINCE_H

#include <stdbool.h>

#include "planek/budgetmonths.h"
#include "planek/budgetrows.h"
#include "planek/chart.h"
#include "planek/since.h"

struct ui_app;

/* The figure of then that app->explain tells of. */
struct ui_since_rows {
    bool known;                 /* false: nothing is explained, or nothing compared */
    pk_money sum;
    struct pk_budget_row *rows; /* that added to it, sorted by record */
    struct pk_budget_row *gone; /* those of them that are no rows of the figure now, in order */
    size_t count, gone_count;
};

struct ui_since {
    bool shown;           /* marked on the screen */
    pk_day day;           /* compared with the end of this day */
    struct pk_plan *then; /* NULL: nothing is compared */
    struct pk_since since;
    struct pk_budget budget; /* of then */
    struct pk_budget_months *months; /* of then: each row of budget, then all */
    struct ui_since_rows explained;
};

/* Compares with the end of that day; false, and said, when the history cannot be read. */
bool ui_since_begin(struct ui_app *app, pk_day day);
/* Compares with the last meeting unless something is compared already; false, and said, when
 * there was none. */
bool ui_since_ready(struct ui_app *app);
/* Says why there is no last meeting to compare with. */
void ui_since_refuse(struct ui_app *app);
/* The plan of now is another one, or altered: NULL where that is not known. */
void ui_since_renew(struct ui_app *app, const struct pk_alterations *altered);
void ui_since_end(struct ui_app *app);

/* Whether the activity is other than then, or was not there; false while nothing is compared. */
bool ui_since_changed(const struct ui_app *app, const char *id);
/* Whether there was no such goal; false while nothing is compared. */
bool ui_since_new_goal(const struct ui_app *app, const char *id);

/* The last day of the activity's deadline then, where it is another one, while that is shown;
 * else PK_NO_DAY. */
pk_day ui_since_was_due(const struct ui_app *app, const struct pk_activity *activity);
/* Marks on the activity's line what has moved, while that is shown. */
void ui_since_put(const struct ui_app *app, struct pk_grid *grid, int y,
                  const struct pk_chart *chart, const struct pk_activity *activity);
/* What a goal's row says of it; where it is folded also what the rows below it would. */
struct pk_chart_since ui_since_of_group(const struct ui_app *app, size_t group, bool folded);
/* Its money then: nothing where the goal was not there. */
const struct pk_budget_goal *ui_since_goal(const struct ui_app *app, size_t group);
/* Marks on the goal's line where what is gone from it was due. */
void ui_since_put_gone(const struct ui_app *app, struct pk_grid *grid, int y,
                       const struct pk_chart *chart, size_t group);
/* Appends lines for the goal's pane, "since 5. 6.: planned 50 000 → 90 000 Kč" and what is gone
 * from it, or nothing. */
void ui_since_tell_group(const struct ui_app *app, struct pk_buf *out, size_t group);
/* Appends "since 5. 6.: 3 changed, 1 new, 1 gone", in short where the room is less. */
void ui_since_banner(const struct ui_app *app, struct pk_buf *out, bool brief);
/* Appends a line for the activity's pane, "since 5. 6.: deadline 31. 5. → 30. 6.", or nothing. */
void ui_since_tell(const struct ui_app *app, struct pk_buf *out,
                   const struct pk_activity *activity);
/* Whether a figure of the budget pane's row is another one than then, while that is shown. */
bool ui_since_moved(const struct ui_app *app, size_t row, enum pk_figure figure, pk_money *then);
/* Appends " · was 740 000" for the figure that is lit, or nothing. */
void ui_since_figure(const struct ui_app *app, struct pk_buf *out);
/* The money of then over the months, in that row of app->money.all.sources (source_count: of
 * all); NULL while it is not shown. */
const struct pk_budget_months *ui_since_months(const struct ui_app *app, size_t row);
/* Appends "was 740 000". */
void ui_since_was(struct pk_buf *out, pk_money amount);

/* Looks up what the figure that app->explain tells of was: after its rows, or what it is compared
 * with, were made. */
void ui_since_explain(struct ui_app *app);
void ui_since_explain_end(struct ui_app *app);
/* Whether the figure that is explained is another one than then, while that is shown; whether this
 * row of it adds another amount. */
bool ui_since_explained(const struct ui_app *app, pk_money *then);
bool ui_since_row(const struct ui_app *app, const struct pk_budget_row *row, pk_money *then);

/* Appends everything that is different, in words. */
void ui_since_text(const struct ui_app *app, struct pk_buf *out);

#endif
