/* termkeys.h: what terminals send, as keys: the sequences of xterm, tmux, screen, linux and PuTTY,
 * known whatever TERM says.  Knows no ncurses: term.c gives it the sequences.
 */
#ifndef PLANEK_UI_TERMKEYS_H
#define PLANEK_UI_TERMKEYS_H

#include <stddef.h>
#include <stdint.h>

#include "ui/key.h"

/* Codes that sequences are given, beyond those of ncurses. */
enum {
    UI_TERMKEYS_FIRST = 0x400,
    UI_TERMKEYS_PASTE_BEGIN = 0x600,
    UI_TERMKEYS_PASTE_END
};

enum { UI_TERMKEYS_ROOM = 8 };

/* The sequences one after another; NULL when there are no more.  Some are made in room.  firm: it
 * means this on every terminal, else only where the terminal does not say otherwise. */
const char *ui_termkeys_sequence(size_t index, char room[UI_TERMKEYS_ROOM], int *code,
                                 bool *firm);

/* The key of such a code; of a character that was read. */
void ui_termkeys_of_code(struct ui_key *key, int code);
void ui_termkeys_of_character(struct ui_key *key, uint32_t character);

#endif
