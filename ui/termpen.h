/* termpen.h: what a terminal draws with: attributes and colours, as its sequences ESC [ numbers m
 * set them.  Knows no terminal: numbers in, bytes out.
 */
#ifndef PLANEK_UI_TERMPEN_H
#define PLANEK_UI_TERMPEN_H

#include <stdbool.h>

#include "planek/buf.h"

/* All zero: as after a reset. */
struct ui_pen {
    unsigned modes; /* bit n: what the number n turns on */
    int color, ground;
};

/* Takes the numbers of a sequence.  False when one of them is not known: the pen is not what the
 * terminal draws with then. */
bool ui_pen_take(struct ui_pen *pen, const int *numbers, int count);

bool ui_pen_same(const struct ui_pen *a, const struct ui_pen *b);

/* Whether blanks of both look the same. */
bool ui_pen_blanks_same(const struct ui_pen *a, const struct ui_pen *b);

/* Appends the shortest sequence from one to the other; nothing when they are the same.  NULL: what
 * the terminal draws with is not known. */
void ui_pen_change(struct pk_buf *out, const struct ui_pen *from, const struct ui_pen *to);

#endif
