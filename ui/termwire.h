/* termwire.h: what ncurses sends, in fewer bytes: a slow line shows the same sooner.  Knows
 * neither ncurses nor a terminal: bytes in, bytes out.
 *
 * It relies on what planek never does: no character set but the usual one is ever chosen, and a
 * line feed is sent as it is (ONLCR is off).
 */
#ifndef PLANEK_UI_TERMWIRE_H
#define PLANEK_UI_TERMWIRE_H

#include <stddef.h>

#include "planek/buf.h"
#include "ui/termpen.h"

enum {
    UI_WIRE_FIRST = 1, /* whoever had the terminal may have left it in any character set */
    UI_WIRE_LINES = 2, /* a character in the last column leaves the cursor on its line */
    UI_WIRE_COLUMNS = 4, /* the terminal can go to a column of its line */
    UI_WIRE_LATE = 8,    /* its cursor may move while attributes are on */
    UI_WIRE_REPEATS = 16 /* it repeats a character, and was seen to */
};

/* What the terminal draws with, from frame to frame. */
struct ui_wire_pen {
    struct ui_pen now, wanted; /* by the terminal; by what was sent last */
    bool known;                /* what the terminal draws with */
    bool told;                 /* attributes were ever sent */
    bool strange;              /* some of them are not known here */
};

/* Appends the bytes of a frame, after which the terminal draws with what was wanted last. */
void ui_wire_shorten(struct pk_buf *out, struct ui_wire_pen *pen, const char *bytes,
                     size_t length, unsigned flags);

#endif
