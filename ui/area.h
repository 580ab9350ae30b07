/* area.h: a text of several lines, wrapped between words, with the cursor moving in what is seen.
 *
 * The part of lineedit.h that knows about rows.
 */
#ifndef PLANEK_UI_AREA_H
#define PLANEK_UI_AREA_H

#include "ui/lineedit.h"

/* Rows when wrapped to so many cells, at least 1: a line break at the end begins another. */
int ui_area_rows(const struct ui_lineedit *edit, int cells);

/* The cursor a row up (-1) or down (+1); false at the first and the last row. */
bool ui_area_step(struct ui_lineedit *edit, int direction);

void ui_area_draw(struct ui_lineedit *edit, struct pk_grid *grid, struct pk_rect rect,
                  enum pk_role role, bool focus);

#endif
