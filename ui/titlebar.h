/* titlebar.h: the first line: the plan's title, the day, who else is here, what waits, and whether
 * everything is saved.
 */
#ifndef PLANEK_UI_TITLEBAR_H
#define PLANEK_UI_TITLEBAR_H

#include "ui/app.h"

void ui_titlebar_draw(const struct ui_app *app, struct pk_grid *grid, struct pk_rect rect);

/* Puts another text where the drawn line is emptiest, if it has room there. */
void ui_titlebar_add(struct pk_grid *grid, struct pk_rect rect, const char *text);

#endif
