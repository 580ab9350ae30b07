/* gridsvg.h: a grid of cells as an SVG picture: what a terminal would show, for documents.
 *
 * The same grid gives the same bytes.  No font comes with it: every run of text is told how wide
 * it is, and signs that bars and rules are made of are drawn, so that they meet.
 */
#ifndef PLANEK_GRIDSVG_H
#define PLANEK_GRIDSVG_H

#include <stdbool.h>

#include "planek/buf.h"
#include "planek/grid.h"

/* What a role looks like: colours as SVG writes them. */
struct pk_svgstyle {
    const char *ink;
    const char *paper; /* NULL: the picture's */
    bool bold, underline;
};

struct pk_svglook {
    struct pk_svgstyle roles[PK_ROLES];
    const char *ink, *paper; /* of the picture */
};

/* Appends the picture. */
void pk_grid_svg(const struct pk_grid *grid, const struct pk_svglook *look, struct pk_buf *out);

#endif
