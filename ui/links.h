/* links.h: what the selected activity waits for and what waits for it, on the chart.
 *
 * Who waits for whom is looked up once for each state of the plan; a draw costs what is visible.
 */
#ifndef PLANEK_UI_LINKS_H
#define PLANEK_UI_LINKS_H

#include "planek/chart.h"
#include "planek/mem.h"
#include "ui/outline.h"

struct ui_app;

/* An activity that waits for another one. */
struct ui_waiter {
    const struct pk_activity *activity;
    const char *on; /* id of that one; it need not be there */
};

struct ui_links {
    struct ui_waiter *waiters; /* by the id of the one waited for, then in the plan's order */
    size_t count, capacity;
    struct pk_arena texts; /* owns the ids */
};

void ui_links_build(struct ui_links *links, const struct pk_plan *plan);
/* After the plan altered. */
void ui_links_follow(struct ui_links *links, const struct pk_alterations *altered);
void ui_links_dispose(struct ui_links *links);

/* Those that wait for the activity: *count of them from the pointer returned. */
const struct ui_waiter *ui_links_of(const struct ui_links *links,
                                    const struct pk_activity *activity, size_t *count);

/* Draws the selected activity's dependencies onto the rows of the chart, which are drawn. */
void ui_links_put(const struct ui_app *app, struct pk_grid *grid, struct pk_rect rows,
                  const struct pk_chart *chart);

#endif
