/* glyph.h: a cell's glyph as the wide characters of the C library.
 */
#ifndef PLANEK_UI_GLYPH_H
#define PLANEK_UI_GLYPH_H

#include <wchar.h>

#include "planek/grid.h"

/* Fills out (of `most` characters, NUL included) and returns the cells that it takes: those of
 * the cell, or 1 where the C library does not agree about the width; then out is U+FFFD, or in a
 * wide cell a blank, to be drawn twice. */
int ui_glyph_widen(wchar_t *out, int most, const struct pk_gridcell *cell);

#endif
