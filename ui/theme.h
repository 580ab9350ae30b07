/* theme.h: what a role looks like on a terminal.  Knows no terminal.
 *
 * Colours are added to what marks and words say already: every theme can be read as a photocopy.
 */
#ifndef PLANEK_UI_THEME_H
#define PLANEK_UI_THEME_H

#include "planek/error.h"
#include "planek/grid.h"

enum { UI_BOLD = 1, UI_DIM = 2, UI_UNDERLINE = 4, UI_REVERSE = 8 };

/* A colour's number and 1; 0: the terminal's own. */
struct ui_style {
    short color; /* of the sixteen of ANSI; where there are eight, a bright one is bold */
    short fine;  /* of 256, where there are as many; 0: the same */
    unsigned attributes;
};

struct ui_theme {
    const char *name;
    const char *label; /* for people, to be given to gettext */
    short ground;      /* behind everything; a number and 1 as above */
    struct ui_style styles[PK_ROLES];
};

/* Ends with a NULL name; the first is the usual one. */
extern const struct ui_theme ui_themes[];

/* For terminals without colours, and whoever wants none: every role that means something differs
 * from the text by its attributes. */
const struct ui_theme *ui_theme_mono(void);

/* The theme of that name; PK_ERR_USAGE when there is none: the nearest is named. */
PK_MUST_USE enum pk_err ui_theme_find(const struct ui_theme **out, const char *name,
                                      struct pk_diag *diag);

#endif
