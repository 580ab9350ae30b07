/* loading.h: what is shown while something takes long, such as reading a large plan: how far it is,
 * and that Esc stops it.
 *
 * The terminal is opened only when it takes long, so that nothing flashes up otherwise.
 */
#ifndef PLANEK_UI_LOADING_H
#define PLANEK_UI_LOADING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planek/cli.h"
#include "planek/grid.h"
#include "ui/term.h"

struct ui_app;

struct ui_loading {
    const struct pk_options *options;
    const char *what; /* in the language of the screen when it began */
    const char *esc;  /* what Esc does */
    struct ui_term *term; /* NULL: not open yet; whoever began gets it */
    bool silent;          /* there is no terminal to show anything on */
    int64_t next; /* when there is something to be done */
    int percent;  /* shown; -1: none */
    bool stopped; /* by a key */
};

/* `term` may be NULL, or a terminal that is open already. */
void ui_loading_begin(struct ui_loading *loading, const struct pk_options *options,
                      struct ui_term *term);

/* In an app, for other work than that of reading the plan. */
void ui_loading_begin_in(struct ui_loading *loading, const struct ui_app *app, const char *what);

/* What was typed meanwhile is for whoever reads keys next; of what was stopped nobody gets it. */
void ui_loading_end(struct ui_loading *loading);

/* Shows how far it is; false when the person wants it to end.  As pk_store_progress_fn wants it,
 * with the loading as user. */
bool ui_loading_progress(size_t done, size_t total, void *loading);

void ui_loading_draw(const struct ui_loading *loading, struct pk_grid *grid, int width, int height);

#endif
