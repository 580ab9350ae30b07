/* picture.h: the screen as a picture for documents.
 */
#ifndef PLANEK_UI_PICTURE_H
#define PLANEK_UI_PICTURE_H

#include "planek/buf.h"
#include "planek/grid.h"

/* Appends the grid as SVG, in the colours that the usual theme has on a dark terminal. */
void ui_picture(const struct pk_grid *grid, struct pk_buf *out);

#endif
