/* termscreen.h: what a terminal shows and how it is drawn there; only ui/term.c and ui/termdraw.c,
 * which alone know ncurses, may include it.
 */
#ifndef PLANEK_UI_TERMSCREEN_H
#define PLANEK_UI_TERMSCREEN_H

#include <curses.h>
#include <termios.h>

#include "planek/cli.h"
#include "planek/grid.h"
#include "ui/terminput.h"
#include "ui/termoutput.h"
#include "ui/theme.h"

struct ui_term {
    SCREEN *screen;
    struct termios settings; /* as they were */
    struct ui_terminput input;
    struct ui_termoutput output;
    enum pk_color color;
    bool mouse; /* told to say what it does */
    const struct ui_theme *theme;
    attr_t attributes[PK_ROLES];
    short pairs[PK_ROLES];
    cchar_t blanks[PK_ROLES]; /* with a role's attributes and pair */
    struct {
        short color, ground;
    } made[PK_ROLES]; /* the pairs that there are */
    short pair_count;
    bool inks[PK_ROLES];  /* roles that are seen on a blank */
    bool asks;            /* the next frame asks whether it repeats characters */
    struct pk_grid shown; /* what the terminal shows */
    bool stale;           /* it is not that any more */
    cchar_t *line;        /* a row on its way to the terminal */
};

/* The whole screen scrolls, whatever size it was said to have before.  The cursor is anywhere
 * afterwards. */
void ui_term_unset_margins(void);

#endif
