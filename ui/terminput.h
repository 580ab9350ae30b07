/* terminput.h: what comes from a terminal: keys, signals, its end, and news from elsewhere, waited
 * for together.  Knows the standard input and no ncurses.
 */
#ifndef PLANEK_UI_TERMINPUT_H
#define PLANEK_UI_TERMINPUT_H

#include "ui/key.h"
#include "ui/signals.h"
#include "ui/termkeys.h"

/* Milliseconds of a clock that never goes back. */
int64_t ui_terminput_now(void);

enum ui_input {
    UI_INPUT_KEY,
    UI_INPUT_NOTHING, /* in the time that was given */
    UI_INPUT_NEWS,    /* the other descriptor is readable */
    UI_INPUT_SIZE,    /* the terminal has another size */
    UI_INPUT_STOP,    /* the program is to be stopped */
    UI_INPUT_ENDED    /* no more will come */
};

struct ui_terminput {
    struct ui_signals signals;
    struct ui_termkeys keys;
    int esc_wait;          /* milliseconds until an Esc is known to be alone */
    struct ui_key pressed; /* the mouse's last press, with its time */
    uint32_t high[128];    /* characters of an 8-bit locale */
    int64_t asked;         /* when the terminal was asked */
    int empty;             /* times in a row that there was nothing to be read */
    bool size, stop, cancel, ended; /* signals that came and were not told yet */
};

/* Takes the signals; the locale says which characters the bytes are. */
void ui_terminput_begin(struct ui_terminput *input);
void ui_terminput_end(struct ui_terminput *input);

/* The terminal is asked now where the cursor is on the second line; keys.column will be it. */
void ui_terminput_asked(struct ui_terminput *input);
/* Waits a moment for an answer that is still on its way: left behind, it would be taken for what
 * somebody types. */
void ui_terminput_await(struct ui_terminput *input);

/* Takes the signals that have come, to tell them by and by. */
void ui_terminput_note(struct ui_terminput *input);

/* Keys that are read from here on are looked at only: they all come again afterwards. */
void ui_terminput_hold(struct ui_terminput *input, bool on);

/* Waits at most so many milliseconds (-1: as long as it takes), and for fd, too (-1: none). */
enum ui_input ui_terminput_read(struct ui_terminput *input, struct ui_key *key, int timeout,
                                int fd);

#endif
