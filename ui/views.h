/* views.h: what the chart shows, in which order: filters, those of planek.ini under their names,
 * and those that need no words.
 */
#ifndef PLANEK_UI_VIEWS_H
#define PLANEK_UI_VIEWS_H

#include <stdbool.h>

#include "planek/buf.h"
#include "planek/chart.h"
#include "planek/error.h"

struct ui_app;

/* Sets the filter: the name of one in planek.ini, or words (NULL or blank: none).  A fault in a
 * named one tells its file and line. */
PK_MUST_USE enum pk_err ui_views_filter(struct ui_app *app, const char *text,
                                        struct pk_diag *diag);

/* Whether a filter of planek.ini is called that. */
bool ui_views_named(const struct ui_app *app, const char *name);

/* Only what has changed since the last meeting; false, and said, when that is not known. */
bool ui_views_changed(struct ui_app *app);

/* The plan is another one: told before the rows are built. */
void ui_views_renew(struct ui_app *app);

/* Only what that role does (`key` "role"), or that source pays ("source"); says what is wrong. */
void ui_views_choose(struct ui_app *app, const char *key, const char *value);

/* The list of views; of roles, of sources to choose one of. */
void ui_views_open(struct ui_app *app);
void ui_views_open_roles(struct ui_app *app);
void ui_views_open_sources(struct ui_app *app);
/* The list of orders. */
void ui_views_open_orders(struct ui_app *app);

/* Appends "2 marked · 3 of 25: late · by deadline", where that has no room in so many cells
 * "*2 · 3 of 25: late · by deadline"; false where all is shown as in the plan and
 * nothing is marked. */
bool ui_views_banner(const struct ui_app *app, struct pk_buf *out, int cells);

/* In the row of a goal without activities. */
void ui_views_hint(struct pk_grid *grid, int y, const struct pk_chart *chart);
/* What to do where there is no row. */
const char *ui_views_nothing(const struct ui_app *app);
/* Appends which hit of what was looked for the row under the cursor is, or what to do where there
 * is none, and returns false. */
bool ui_find_tell(const struct ui_app *app, struct pk_buf *out);
/* Says which hit of the search the row under the cursor is, or what to do where there is none. */
void ui_tell_hits(struct ui_app *app, const char *needle);

#endif
