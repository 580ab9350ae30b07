/* since.h: the plan beside what it was at a point of comparison: the last meeting, the day it was
 * adopted, or any day.
 *
 * The plan of then is read when the comparison is turned on; what is different is looked up again
 * when the plan of now is another.
 */
#ifndef PLANEK_UI_SINCE_H
#define PLANEK_UI_SINCE_H

#include <stdbool.h>

#include "planek/budget.h"
#include "planek/budgetrows.h"
#include "planek/chart.h"
#include "planek/since.h"

struct ui_app;

struct ui_since {
    bool shown;           /* marked on the screen */
    pk_day day;           /* compared with the end of this day */
    struct pk_plan *then; /* NULL: nothing is compared */
    struct pk_since since;
    struct pk_budget budget; /* of then */
};

/* Compares with the end of that day; false, and said, when the history cannot be read. */
bool ui_since_begin(struct ui_app *app, pk_day day);
/* Compares with the last meeting unless something is compared already; false, and said, when
 * there was none. */
bool ui_since_ready(struct ui_app *app);
/* The plan of now is another one. */
void ui_since_renew(struct ui_app *app);
void ui_since_end(struct ui_app *app);

/* Whether the activity is other than then, or was not there; false while nothing is compared. */
bool ui_since_changed(const struct ui_app *app, const char *id);

/* Marks on the activity's line what has moved, while that is shown. */
void ui_since_put(const struct ui_app *app, struct pk_grid *grid, int y,
                  const struct pk_chart *chart, const struct pk_activity *activity);
/* Appends "since 5. 6.: 3 changed, 1 new, 1 gone", in short where the room is less. */
void ui_since_banner(const struct ui_app *app, struct pk_buf *out, bool brief);
/* Appends a line for the activity's pane, "since 5. 6.: deadline 31. 5. → 30. 6.", or nothing. */
void ui_since_tell(const struct ui_app *app, struct pk_buf *out,
                   const struct pk_activity *activity);
/* Whether a figure of the budget pane's row is another one than then, while that is shown. */
bool ui_since_moved(const struct ui_app *app, size_t row, enum pk_figure figure, pk_money *then);
/* Appends " · was 740 000" for the figure that is lit, or nothing. */
void ui_since_figure(const struct ui_app *app, struct pk_buf *out);
/* Appends everything that is different, in words. */
void ui_since_text(const struct ui_app *app, struct pk_buf *out);

#endif
