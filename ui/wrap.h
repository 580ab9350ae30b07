/* wrap.h: texts of several lines in a rectangle, wrapped between words.
 */
#ifndef PLANEK_UI_WRAP_H
#define PLANEK_UI_WRAP_H

#include "planek/grid.h"

/* Lines that the text takes when wrapped to so many cells. */
int ui_text_lines(const char *text, int cells);

/* Puts the lines from number `from` on, as many as there is room for. */
void ui_text_put(struct pk_grid *grid, struct pk_rect rect, enum pk_role role, const char *text,
                 int from);

#endif
