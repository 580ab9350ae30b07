/* lineedit.h: a text being typed: one line, or several.
 *
 * Correct with combining and wide characters: moves and deletes by graphemes.  Pasted text is
 * text: control characters in it become blanks, in a text of one line line breaks do, too.
 */
#ifndef PLANEK_UI_LINEEDIT_H
#define PLANEK_UI_LINEEDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "planek/buf.h"
#include "planek/grid.h"
#include "ui/key.h"

struct ui_lineedit {
    struct pk_buf text;
    size_t at;     /* of the cursor, in bytes */
    size_t scroll; /* first byte shown */
    bool lines;    /* several lines: Enter, Up and Down are its own */
    int cells;     /* the width it was last drawn with, for Up and Down */
    struct pk_buf killed; /* what Ctrl-K, Ctrl-U and Ctrl-W took last; Ctrl-Y gives it back */
};

/* The cursor stands at the end. */
void ui_lineedit_set(struct ui_lineedit *edit, const char *text);
void ui_lineedit_dispose(struct ui_lineedit *edit);

/* True when the key was one of its own. */
bool ui_lineedit_key(struct ui_lineedit *edit, const struct ui_key *key);

/* Puts text at the cursor. */
void ui_lineedit_insert(struct ui_lineedit *edit, const char *text, size_t length);

/* Draws a part that holds the cursor; with focus the grid's cursor is put there. */
void ui_lineedit_draw(struct ui_lineedit *edit, struct pk_grid *grid, struct pk_rect rect,
                      enum pk_role role, bool focus);

/* Lines the text takes when wrapped to so many cells; at least 1. */
int ui_lineedit_rows(const struct ui_lineedit *edit, int cells);

#endif
