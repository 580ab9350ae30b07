/* pane.h: a pane is a const table of functions.
 *
 * A handler never draws and never waits: it returns what is stale.  Any function may be NULL.
 */
#ifndef PLANEK_UI_PANE_H
#define PLANEK_UI_PANE_H

#include <stdbool.h>

#include "planek/buf.h"
#include "planek/grid.h"
#include "ui/key.h"
#include "ui/list.h"

struct ui_app;

/* What a handler asks the main loop for, as bits. */
enum ui_stale {
    UI_FRESH = 0,
    UI_DRAW = 1,       /* something shown has changed */
    UI_REPAINT = 2,    /* the terminal's contents cannot be trusted */
    UI_DUMP = 4,       /* print the screen as text */
    UI_DUMP_ROLES = 8, /* print the roles of its cells */
    UI_SUSPEND = 16,
    UI_QUIT = 32
};

/* Where a key is bound; see keymap.h for which of them takes what from another. */
enum ui_context {
    UI_ANYWHERE,
    UI_MOVING,     /* in all that has a cursor to move */
    UI_IN_CHART,   /* and the panes below it */
    UI_IN_LIST,    /* help, menu, faults and other texts that cover the screen */
    UI_IN_BUDGET,  /* the chart's keys, and those of figures */
    UI_IN_LINE, /* where letters are text: in forms and prompts */
    UI_IN_FORM,
    UI_IN_CHOICES, /* the list of what can be chosen for a field */
    UI_IN_PROMPT,
    UI_IN_WAITING, /* what waits for a decision */
    UI_IN_HISTORY,
    UI_IN_PICKER,   /* a list of command lines, narrowed by typing */
    UI_IN_TABLE,    /* the records of a table */
    UI_IN_CALENDAR, /* a day being chosen */
    UI_IN_MEETING, /* a point of the meeting */
    UI_IN_AGENDA,  /* all of them */
    UI_IN_PRESENT, /* who is present */
    UI_IN_MINUTES,
    UI_IN_PREVIEW, /* a change of many rows, before it is made */
    UI_IN_EXPLAIN, /* the rows of a figure */
    UI_CONTEXTS
};

struct ui_pane {
    enum ui_context context;
    /* Appends what stands above it. */
    void (*title)(const struct ui_app *app, struct pk_buf *out);
    /* Makes it a box over what is beneath: gets the most there is, gives what it would like to
     * have, the same all the time it is open.  NULL: it covers the screen. */
    void (*size)(const struct ui_app *app, int *width, int *height);
    void (*draw)(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect);
    /* Sees a key before the bindings do; false when it is none of its own. */
    bool (*key)(struct ui_app *app, const struct ui_key *key, unsigned *stale);
    /* Sees what the mouse does inside of it before anything else; false when it is nothing of
     * its own. */
    bool (*mouse)(struct ui_app *app, const struct ui_key *key, unsigned *stale);
    unsigned (*move)(struct ui_app *app, enum ui_motion motion);
    /* Enter. */
    unsigned (*choose)(struct ui_app *app);
    /* Told when it is closed. */
    void (*closed)(struct ui_app *app);
};

extern const struct ui_pane ui_pane_chart, ui_pane_budget, ui_pane_activity;
extern const struct ui_pane ui_pane_pager, ui_pane_faults, ui_pane_menu, ui_pane_explain;
extern const struct ui_pane ui_pane_form, ui_pane_choices, ui_pane_calendar, ui_pane_table;
extern const struct ui_pane ui_pane_waiting, ui_pane_history, ui_pane_picker, ui_pane_bulk;

#endif
