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

enum {
    UI_WIRE_FIRST = 1, /* whoever had the terminal may have left it in any character set */
    UI_WIRE_LINES = 2, /* a character in the last column leaves the cursor on its line */
    UI_WIRE_COLUMNS = 4 /* the terminal can go to a column of its line */
};

/* Appends the bytes of a frame. */
void ui_wire_shorten(struct pk_buf *out, const char *bytes, size_t length, unsigned flags);

#endif
