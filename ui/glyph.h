/* glyph.h: a cell's glyph as the wide characters of the C library.
 */
#ifndef PLANEK_UI_GLYPH_H
#define PLANEK_UI_GLYPH_H

#include <wchar.h>

#include "planek/grid.h"

/* Fills out (of `most` characters, NUL included).  Where the C library does not agree with the
 * grid about the width, U+FFFD, or a blank in a wide cell; *width gets the cells it takes. */
void ui_glyph_widen(wchar_t *out, int most, const struct pk_gridcell *cell, int *width);

#endif
