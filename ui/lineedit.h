/* lineedit.h: a text being typed: one line, or several, with the keys of readline.
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

/* How it stood before a step that Ctrl-_ takes back. */
struct ui_linestep {
    char *text;
    size_t at;
};

struct ui_lineedit {
    struct pk_buf text;
    size_t at;     /* of the cursor, in bytes */
    size_t scroll; /* first byte shown */
    bool lines;    /* several lines: Enter, Up and Down are its own */
    int cells;     /* the width it was last drawn with, for Up and Down */
    struct pk_buf killed; /* what Ctrl-K, Ctrl-U, Ctrl-W and such took; Ctrl-Y gives it back */
    bool selected;        /* all of it: what is typed or pasted takes its place */
    bool kills, types;    /* the last key did: the next one goes on with it */
    struct ui_linestep *steps;
    size_t step_count, step_capacity;
    struct pk_buf ghost;  /* what could follow the cursor, shown dimmed; "" */
    struct pk_buf offer;  /* what then stands from offered_at to the cursor and for the ghost */
    size_t offered_at;
};

/* Begins with a text; the cursor stands at its end, there is nothing to be taken back. */
void ui_lineedit_set(struct ui_lineedit *edit, const char *text);
/* Another text in place of this one, as a step that Ctrl-_ takes back. */
void ui_lineedit_replace(struct ui_lineedit *edit, const char *text);
void ui_lineedit_dispose(struct ui_lineedit *edit);

/* What is typed next replaces the text of a line; any other key edits it as it stands. */
void ui_lineedit_select(struct ui_lineedit *edit);

/* True when the key was one of its own. */
bool ui_lineedit_key(struct ui_lineedit *edit, const struct ui_key *key);
/* The same for one of several lines that share what was cut out of any of them. */
bool ui_lineedit_key_shared(struct ui_lineedit *edit, const struct ui_key *key,
                            struct pk_buf *killed);

/* Puts text at the cursor. */
void ui_lineedit_insert(struct ui_lineedit *edit, const char *text, size_t length);

/* Shows `rest` dimmed behind the cursor; taking it puts `whole` in place of what stands from
 * `from` to the cursor.  Any key that alters the text withdraws it. */
void ui_lineedit_offer(struct ui_lineedit *edit, size_t from, const char *whole,
                       const char *rest);
/* Takes what is shown dimmed; false when nothing is. */
bool ui_lineedit_take_ghost(struct ui_lineedit *edit);

/* Ticks the box that begins the line with the cursor, or unticks it; a line without gets one. */
void ui_lineedit_tick(struct ui_lineedit *edit);

/* Draws a part that holds the cursor; with focus the grid's cursor is put there. */
void ui_lineedit_draw(struct ui_lineedit *edit, struct pk_grid *grid, struct pk_rect rect,
                      enum pk_role role, bool focus);

/* Lines the text takes when wrapped to so many cells; at least 1. */
int ui_lineedit_rows(const struct ui_lineedit *edit, int cells);

#endif
