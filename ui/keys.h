/* keys.h: keys bound to command lines, as tables; keymap.h makes a map of them.
 */
#ifndef PLANEK_UI_KEYS_H
#define PLANEK_UI_KEYS_H

#include "ui/pane.h"

struct ui_binding {
    enum ui_context context;
    const char *key; /* "": none, only in the menu */
    const char *line;
    const char *label; /* to be given to gettext; NULL: the command's */
    const char *brief; /* in the bottom bar; NULL: not there */
    int rank;          /* there: those of rank 1 are left out last */
};

/* Each ends with a NULL key; in this order in help and menu. */
extern const struct ui_binding ui_bindings_chart[], ui_bindings_lists[], ui_bindings_form[],
    ui_bindings_anywhere[];

#endif
