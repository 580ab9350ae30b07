/* theme.h: what a role looks like on a terminal.  Knows no terminal.
 */
#ifndef PLANEK_UI_THEME_H
#define PLANEK_UI_THEME_H

#include "planek/grid.h"

enum { UI_BOLD = 1, UI_DIM = 2, UI_UNDERLINE = 4, UI_REVERSE = 8 };

struct ui_style {
    short color; /* of the eight of ANSI; -1: the terminal's own */
    unsigned attributes;
};

/* One style for each role.  Every role of the monochrome one that means something differs from
 * the text by its attributes. */
extern const struct ui_style ui_theme_color[PK_ROLES], ui_theme_mono[PK_ROLES];

#endif
