/* key.h: a key as the screen sees it: a character, a named key, a pasted text, or something that
 * happened to the terminal.
 *
 * Written as in planek.ini and in scripts: `a`, `F2`, `PgDn`, `Ctrl-R`, `Alt-.`, `Shift-Up`.
 */
#ifndef PLANEK_UI_KEY_H
#define PLANEK_UI_KEY_H

#include <stdbool.h>
#include <stdint.h>

#include "planek/buf.h"

/* Beyond the last code point. */
enum ui_keycode {
    UI_KEY_NONE = 0x110000,
    UI_KEY_UP,
    UI_KEY_DOWN,
    UI_KEY_LEFT,
    UI_KEY_RIGHT,
    UI_KEY_PGUP,
    UI_KEY_PGDN,
    UI_KEY_HOME,
    UI_KEY_END,
    UI_KEY_ENTER,
    UI_KEY_ESC,
    UI_KEY_TAB,
    UI_KEY_BACKSPACE,
    UI_KEY_DEL,
    UI_KEY_INS,
    UI_KEY_F1, /* F2 .. F12 follow */
    UI_KEY_F12 = UI_KEY_F1 + 11,

    UI_KEY_PASTE,        /* text holds what was pasted */
    UI_KEY_MOUSE,        /* mouse, x and y hold what it did where */
    UI_KEY_RESIZE,       /* the terminal has another size */
    UI_KEY_RESUME,       /* back from being stopped: draw everything */
    UI_KEY_IDLE,         /* the time asked for has passed */
    UI_KEY_NEWS,         /* what the terminal was told to listen to has news */
    UI_KEY_HANGUP        /* no more keys will come: end */
};

enum { UI_SHIFT = 1, UI_ALT = 2, UI_CTRL = 4 };

enum ui_mouse { UI_MOUSE_PRESS, UI_MOUSE_DRAG, UI_MOUSE_RELEASE, UI_MOUSE_DOUBLE, UI_MOUSE_WHEEL_UP,
                UI_MOUSE_WHEEL_DOWN };

struct ui_key {
    uint32_t code; /* code point, Ctrl with a lower-case letter, or enum ui_keycode */
    unsigned mods;
    const char *text; /* pasted; borrowed until the next key is read */
    enum ui_mouse mouse; /* of the left button, except for the wheel */
    int x, y;            /* cell of the screen, from 0 */
    int64_t when;     /* milliseconds of a clock that never goes back */
};

/* Reads a key's name; false when there is no such key. */
bool ui_key_parse(struct ui_key *out, const char *name);

/* Appends the name, translated where people read it (Space). */
void ui_key_label(struct pk_buf *out, const struct ui_key *key);

bool ui_key_is(const struct ui_key *key, uint32_t code, unsigned mods);
bool ui_key_same(const struct ui_key *a, const struct ui_key *b);

/* Whether it is a character to be typed into a field. */
bool ui_key_types(const struct ui_key *key);

/* Appends a code point as UTF-8. */
void ui_key_utf8(struct pk_buf *out, uint32_t code);
/* The first code point of valid UTF-8 that is not empty; returns the bytes that it takes. */
size_t ui_key_character(uint32_t *code, const char *text);

#endif
