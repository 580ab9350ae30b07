/* termkeys.h: what terminals send, as keys: the sequences of xterm, tmux, screen, linux, rxvt and
 * PuTTY are known whatever TERM says.  Bytes in, keys out; knows no terminal.
 *
 * A sequence may come in pieces: ui_termkeys_next then has nothing to give until the rest is there,
 * or until it is told that nothing more will come in time.
 */
#ifndef PLANEK_UI_TERMKEYS_H
#define PLANEK_UI_TERMKEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planek/buf.h"
#include "ui/key.h"

enum { UI_TERMKEYS_EXTRA = 64 };

/* A sequence that this terminal has for a key, beyond those that are known. */
struct ui_termkey {
    const char *sequence; /* borrowed */
    uint32_t code;
    unsigned mods;
    bool firm; /* holds even where the sequence is known for another key */
};

struct ui_termkeys {
    struct pk_buf bytes; /* that came and are not taken yet */
    size_t taken;
    bool asked; /* where the cursor is on the second line: the answer, ESC [ 2 ; column R, is no
                   key then, wherever it comes */
    int column; /* that was answered; 0: none */
    struct pk_buf paste; /* what was pasted */
    bool pasting;
    bool holds; /* what is taken is kept, to be given again */
    const uint32_t *high; /* characters of the bytes from 0x80 on, 0 for none; NULL: UTF-8 */
    struct ui_termkey extra[UI_TERMKEYS_EXTRA];
    size_t extra_count;
};

void ui_termkeys_dispose(struct ui_termkeys *keys);

/* Tells a sequence of this terminal.  One that is NULL or empty is left out. */
void ui_termkeys_add(struct ui_termkeys *keys, const struct ui_termkey *extra);

/* Takes bytes as the terminal sent them. */
void ui_termkeys_feed(struct ui_termkeys *keys, const char *bytes, size_t length);

/* Fills code, mods, text and what belongs to the mouse of the next key; false when there is none
 * yet.  complete: no byte comes in time to belong to those that are there.  What no key is known
 * for is left out.  text is borrowed until the next call. */
bool ui_termkeys_next(struct ui_termkeys *keys, struct ui_key *key, bool complete);

/* The keys from here on are looked at only: ui_termkeys_release has all of them come again. */
void ui_termkeys_hold(struct ui_termkeys *keys);
void ui_termkeys_release(struct ui_termkeys *keys);

/* Whether the beginning of something is there; of a paste, which may take longer. */
bool ui_termkeys_begun(const struct ui_termkeys *keys);

#endif
