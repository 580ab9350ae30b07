/* keytext.h: the help's text, in as many columns as there is room for:
 *
 *     The plan                         Moving
 *       Enter, F4    Edit the row        Up      A row up
 *       Esc          End the search,     Down    A row down
 *                    unmark
 *
 * A line that is not indented is a heading, one indented by two cells begins with keys.  What is
 * wrapped goes on below its own text.
 */
#ifndef PLANEK_UI_KEYTEXT_H
#define PLANEK_UI_KEYTEXT_H

#include "planek/grid.h"
#include "ui/list.h"

/* Draws from list->top on, which it corrects: a line where there is room for one column, else a
 * column, so that each keeps what it holds.  Says whether more is behind. */
bool ui_keytext_draw(struct ui_list *list, struct pk_grid *grid, struct pk_rect rect,
                     const char *text, int key_cells);

#endif
