/* keys.h: keys bound to command lines, as tables; keymap.h makes a map of them.
 */
#ifndef PLANEK_UI_KEYS_H
#define PLANEK_UI_KEYS_H

#include "ui/pane.h"

/* Where the bottom bar shows an entry only now and then, as bits. */
enum ui_when {
    UI_WHEN_ACTIVITY = 1, /* the cursor is on an activity */
    UI_WHEN_GOAL = 2,     /* on a goal */
    UI_WHEN_SOURCE = 4,   /* the budget has the focus */
    UI_WHEN_EMPTY = 8,    /* there is no row */
    UI_WHEN_FILTERED = 16,
    UI_WHEN_MARKED = 32,
    UI_WHEN_FOUND = 64, /* what was looked for is lit */
    UI_WHEN_NARROW = 128, /* one pane at a time below the chart */
    UI_WHEN_WIDE = 256,
    UI_WHEN_COMPARED = 512, /* the plan beside what it was */
    UI_WHEN_FOLDED = 1024,  /* on a goal that is folded */
    UI_WHEN_ZOOMED = 2048   /* on a goal while the arrows scroll the timeline */
};

struct ui_binding {
    enum ui_context context;
    const char *key; /* "": none, only in the menu */
    const char *line;
    const char *label; /* to be given to gettext; NULL: the command's */
    const char *brief; /* in the bottom bar; NULL: not there */
    int rank;          /* there: those of rank 1 are left out last */
    unsigned when;     /* there: enum ui_when, 0 always.  Of entries with a `when` those of one
                          rank share a place, so that nothing beside them moves */
};

/* Each ends with a NULL key; in this order in help and menu. */
extern const struct ui_binding ui_bindings_chart[], ui_bindings_budget[], ui_bindings_lists[],
    ui_bindings_form[],    ui_bindings_meeting[], ui_bindings_anywhere[];

#endif
