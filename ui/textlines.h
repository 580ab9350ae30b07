/* textlines.h: where the lines of a wrapped text begin, so that showing some of them costs what is
 * shown, however long the text is.
 */
#ifndef PLANEK_UI_TEXTLINES_H
#define PLANEK_UI_TEXTLINES_H

#include <stddef.h>

#include "planek/grid.h"

/* Zero-initialised it knows no text yet. */
struct ui_textlines {
    size_t *starts;
    size_t count, capacity;
    int cells; /* that it was wrapped to; 0: nothing was */
};

/* Wraps the text, unless that was done for this width. */
void ui_textlines_wrap(struct ui_textlines *lines, const char *text, size_t length, int cells);
/* Puts the lines beginning with `from` into the rectangle. */
void ui_textlines_put(const struct ui_textlines *lines, struct pk_grid *grid, struct pk_rect rect,
                      enum pk_role role, const char *text, size_t length, size_t from);
void ui_textlines_dispose(struct ui_textlines *lines);

#endif
