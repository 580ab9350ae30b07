/* bar.h: the lowest line: the keys that are most useful where the person is.
 */
#ifndef PLANEK_UI_BAR_H
#define PLANEK_UI_BAR_H

#include "planek/grid.h"

struct ui_app;

/* As many as fit, by their ranks, ten at most; at its end the count being typed. */
void ui_bar_draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect);

/* The most useful ones at the right end of what is left beside a message. */
void ui_bar_draw_end(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect);

#endif
