/* app.h: the state of the screen, the first argument of everything in ui/.
 *
 * The plan is only looked at; changes go through ui_commit (edit.h).
 */
#ifndef PLANEK_UI_APP_H
#define PLANEK_UI_APP_H

#include <stdbool.h>
#include <stdio.h>

#include "planek/atomic.h"
#include "planek/chart.h"
#include "planek/cli.h"
#include "planek/faults.h"
#include "planek/store.h"
#include "planek/undo.h"
#include "ui/calendar.h"
#include "ui/explain.h"
#include "ui/bulk.h"
#include "ui/form.h"
#include "ui/formtotals.h"
#include "ui/history.h"
#include "ui/keymap.h"
#include "ui/layout.h"
#include "ui/links.h"
#include "ui/live.h"
#include "ui/meeting.h"
#include "ui/marks.h"
#include "ui/money.h"
#include "ui/mouse.h"
#include "ui/outline.h"
#include "ui/palette.h"
#include "ui/pane.h"
#include "ui/picker.h"
#include "ui/prompt.h"
#include "ui/since.h"
#include "ui/table.h"
#include "ui/textlines.h"
#include "ui/theme.h"
#include "ui/waiting.h"

enum { UI_OVERLAYS_MAX = 32 }; /* each pane stands there once */

enum ui_focus { UI_ON_CHART, UI_ON_BUDGET, UI_ON_ACTIVITY };

/* The sentence on the lowest lines until the next key. */
struct ui_message {
    struct pk_buf text;
    bool fault;
};

/* The timeline's span. */
struct ui_span {
    enum pk_zoom zoom;
    pk_day from; /* where it begins, unless it is the year */
};

/* What the budget is divided by. */
enum ui_budgetview { UI_BY_SOURCE, UI_BY_GOAL, UI_BY_MONTH };

/* What stands below the chart. */
struct ui_below {
    enum ui_focus focus;
    bool activity_shown; /* narrow: the activity instead of the budget */
    bool hidden;         /* nothing is there: the chart has the room */
    enum ui_budgetview view;
    enum pk_figure figure; /* the one lit in the budget's row */
    int month;             /* the one lit over the months, from 0 */
    struct ui_list sources, text; /* cursor in the budget, scrolling of the activity's text */
    char *text_of;                /* id of the record whose text it is */
};

/* A text that covers the screen: help, snapshot, an activity's whole text. */
struct ui_pager {
    char *title;
    struct pk_buf text;
    struct ui_list list;
    struct ui_textlines lines;
    bool as_is;    /* a page: nothing is wrapped, no margin */
    int key_cells; /* help: lines that begin with a blank have a key's name that wide */
};

/* The minutes, and the file that they can be written to. */
struct ui_minutes {
    struct ui_pager page;
    struct pk_buf text; /* of the file */
    char *path;
    bool named;  /* by the person, not beside the plan */
    bool warned; /* that another text is replaced, in the file of that mark */
    struct pk_filemark mark;
};

/* The faults pane: what reading found, then what check finds. */
struct ui_findings {
    struct pk_faults faults;
    struct ui_list list;
    bool check;     /* with what check finds */
    bool by_itself; /* nobody asked for it */
};

struct ui_app {
    const struct pk_options *options; /* own */
    struct pk_options own;            /* as given; as_of says what is shown */
    bool ascii;
    bool sample; /* a copy of the sample plan, which the welcome offered */
    FILE *dump; /* where dump-screen prints; NULL on a terminal */
    struct ui_term *term; /* for what takes long; NULL in scripts */

    struct pk_store *store;
    pk_day today;             /* in the present; in the past it is that day */
    struct pk_store *present; /* the present's, while another one is shown; NULL otherwise */
    struct pk_plan *plan; /* the store's; may be another one after a change */
    uint64_t revision;    /* of the plan when what is shown was built */
    struct pk_undo undo;
    struct pk_diag unsaved; /* why what is in the plan is not on disk */
    unsigned broken;        /* tables that are not understood, as bits; they were told */
    unsigned mended;        /* tables that are understood again, which is not told yet */
    size_t fatal;           /* faults of structure that were told */
    char *reason_of;        /* txn of the change that a reason was asked for last; NULL */
    char *last_txn;         /* of the last change made here; NULL: none yet */
    char *elsewhere;        /* the folder that all was saved to; NULL: none */
    uint64_t elsewhere_at;  /* the plan's revision then */

    struct ui_keymap keymap;
    struct pk_faults warnings; /* of planek.ini */
    size_t warned;             /* of them are faults, the others are only to be noted */
    struct ui_outline outline;
    struct ui_marks marks;
    struct ui_bulk bulk; /* what becomes of them */
    char *handed;        /* the role that is being handed over; NULL */
    struct ui_money money;
    struct ui_links links;
    struct pk_chart chart; /* its columns stay while the plan and the width do */
    bool chart_stale;
    struct ui_layout layout;
    struct ui_span span;
    struct ui_below below;
    struct ui_pager pager;
    struct ui_minutes minutes;
    struct ui_findings findings;
    struct ui_explain explain;
    struct ui_formtotals totals; /* what the open form would do to them */
    struct ui_history history;
    struct ui_waiting waiting;
    struct ui_live live;
    struct ui_since since;
    struct ui_meeting meeting;
    struct ui_palette palette; /* what the menu and the list of commands offer */
    struct ui_forms forms;
    struct ui_calendar calendar;
    struct ui_table table;
    struct ui_prompt prompt;
    struct ui_picker picker;
    struct ui_mouse_state mouse;
    const struct ui_theme *theme;
    bool asks_key; /* the next key is to be told, not to be done */
    struct ui_message message;

    const struct ui_pane *overlays[UI_OVERLAYS_MAX];
    int overlay_count;

    int count;        /* digits typed before a command; 0: none */
    int64_t free_esc; /* when Esc was pressed with nothing to close; -1: not the last key */
    bool quit_warned; /* the next quit ends although something is not saved */
};

void ui_app_init(struct ui_app *app, const struct pk_options *options, struct pk_store *store);
void ui_app_dispose(struct ui_app *app);

/* Handles a key; returns what is stale (enum ui_stale). */
unsigned ui_app_key(struct ui_app *app, const struct ui_key *key);

/* The pane that keys go to. */
const struct ui_pane *ui_app_pane(const struct ui_app *app);
/* Covers the screen with a pane; one that is open already comes to the front. */
void ui_app_open(struct ui_app *app, const struct ui_pane *pane);
/* Takes a pane off the screen without telling it, wherever it stands. */
void ui_app_drop(struct ui_app *app, const struct ui_pane *pane);
/* Closes what is in front; false when there was nothing to close. */
bool ui_app_close(struct ui_app *app);
bool ui_app_covered(const struct ui_app *app);
/* Whether the pane covers the screen, or waits below one that does. */
bool ui_app_has(const struct ui_app *app, const struct ui_pane *pane);

/* Replaces the message on the lowest line.  A fault is shown in full. */
void ui_say(struct ui_app *app, const char *format, ...) PK_PRINTF(2, 3);
void ui_complain(struct ui_app *app, const struct pk_diag *diag);

/* Whether the plan is shown as it stood on some day. */
bool ui_app_past(const struct ui_app *app);

/* Builds again what hangs on the filter, or only on the order and the folds; the cursor stays on its
 * record.  ui_app_renew takes the plan from the store (after a change, which ui_outline_hold preceded). */
void ui_app_rebuild(struct ui_app *app);
void ui_app_rearrange(struct ui_app *app);
void ui_app_renew(struct ui_app *app);

/* Midnight has passed: what is late, and all else that hangs on the day, is built again. */
void ui_app_new_day(struct ui_app *app, pk_day day);

/* Whether the plan is another one, or altered, since it was last built: the store takes up what
 * others did whenever it writes. */
bool ui_app_outdated(const struct ui_app *app);

/* Shows only the activities that match (NULL or blank: all); says what is not understood. */
void ui_app_filter(struct ui_app *app, const char *text);

/* Whether changes to a table are possible; why not is appended, where it is not NULL, or said. */
bool ui_app_may_write(const struct ui_app *app, enum pk_table table, struct pk_buf *why);
bool ui_app_writable(struct ui_app *app, enum pk_table table);

/* Draws everything. */
void ui_draw(struct ui_app *app, struct pk_grid *grid, int width, int height);

#endif
