/* waiting.h: the list of what waits for somebody's decision: conflicts, proposals, and activities
 * that are only proposed; newest first.
 */
#ifndef PLANEK_UI_WAITING_H
#define PLANEK_UI_WAITING_H

#include <stdbool.h>
#include <stddef.h>

#include "planek/alterations.h"
#include "planek/change.h"
#include "planek/mem.h"
#include "planek/plan.h"
#include "ui/list.h"

struct ui_app;

struct ui_waiting_item {
    enum pk_table table; /* PK_CONFLICTS, PK_PROPOSALS or PK_ACTIVITIES */
    const char *id;      /* of the row, or of the activity */
    const char *when;    /* as in files; "" */
    const char *who;     /* of an activity: who proposed it, as in the history; "" */
};

/* A record about which a row waits. */
struct ui_waiting_subject {
    const char *table, *id;
};

struct ui_waiting {
    struct ui_waiting_item *items;
    size_t capacity;
    struct ui_waiting_subject *subjects; /* sorted, so that drawing a row need not look at all */
    size_t subject_count, subject_capacity;
    struct pk_arena arena; /* owns the texts */
    struct ui_list list;
};

/* Collects anew; the cursor stays on its item, or where it was when that is settled. */
void ui_waiting_build(struct ui_waiting *waiting, const struct pk_plan *plan);
/* After the plan altered. */
void ui_waiting_follow(struct ui_waiting *waiting, const struct pk_plan *plan,
                       const struct pk_alterations *altered);
/* While the pane is open: finds in the history who proposed the activities, and when. */
void ui_waiting_trace(struct ui_app *app);
void ui_waiting_dispose(struct ui_waiting *waiting);

/* The item under the cursor, NULL when there is none, and the record behind it. */
const struct ui_waiting_item *ui_waiting_item(const struct ui_waiting *waiting);
const struct pk_record *ui_waiting_row(const struct ui_app *app,
                                       const struct ui_waiting_item *item);

/* Opens the pane; after a conflict the cursor is on the first row that the change made. */
void ui_waiting_open(struct ui_app *app, const struct pk_change *change);

/* Whether something waits that is about the record. */
bool ui_waiting_about(const struct ui_waiting *waiting, const struct pk_record *record);

/* Appends a value of the row (base, ours, theirs: the cell's text as in files) for people. */
void ui_waiting_value(struct pk_buf *out, const struct pk_plan *plan,
                      const struct pk_pending *row, const char *text);
/* Whether the value that waits is the one of whoever sits here. */
bool ui_waiting_mine(const struct ui_app *app, const struct pk_pending *row);
/* Appends how the value that waits is called. */
void ui_waiting_wanted(struct pk_buf *out, const struct ui_app *app,
                       const struct pk_pending *row);

/* Appends what the plan holds now in the cell that the row is about. */
void ui_waiting_now(struct pk_buf *out, const struct pk_plan *plan, const struct pk_pending *row);
/* The name of the field that the row is about, translated. */
const char *ui_waiting_label(const struct pk_pending *row);

/* Appends "4.1 Webové stránky · Deadline", or what is left of it when the record is gone. */
void ui_waiting_subject(struct pk_buf *out, const struct ui_app *app,
                        const struct pk_record *record);

/* Whether that command line makes sense for the item under the cursor. */
bool ui_waiting_offers(const struct ui_app *app, const char *line);
/* What it does there in a word or two, NULL for what it always does. */
const char *ui_waiting_brief(const struct ui_app *app, const char *line);
/* Which keys choose between the two sides of the item under the cursor. */
const char *ui_waiting_choice(const struct ui_app *app);

#endif
