/* history.h: who changed what and when: of one record or of the whole plan, newest first; of the
 * plan as it stood on a day only what had happened by then.
 *
 * The whole history is read once when the pane opens, and again when it has grown; only what is
 * shown is put into words.
 */
#ifndef PLANEK_UI_HISTORY_H
#define PLANEK_UI_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planek/history.h"
#include "ui/list.h"

struct ui_app;

struct ui_history {
    struct pk_history all;
    char *id; /* NULL: of the whole plan */
    enum pk_table table;
    uint32_t *rows; /* places in all, newest first */
    size_t capacity;
    uint32_t *reasons; /* changes that give a reason to another one */
    size_t reason_count, reason_capacity;
    struct ui_list list;
};

/* Opens the pane; record NULL: the whole plan's history. */
void ui_history_open(struct ui_app *app, const struct pk_record *record);
void ui_history_dispose(struct ui_history *history);
/* Reads again where the pane is open: the plan has changed. */
void ui_history_renew(struct ui_app *app);

/* The change in that row; the reason that was given for it last. */
const struct pk_change *ui_history_change(const struct ui_history *history, size_t row);
const char *ui_history_why(const struct ui_history *history, const struct pk_change *change);

/* Asks for the reason of a change, showing the one it has. */
void ui_history_ask_why(struct ui_app *app, const char *txn);
/* Writes it down: of the change that was asked about, of that one. */
void ui_history_give_why(struct ui_app *app, const char *why);
void ui_history_give_why_of(struct ui_app *app, const char *txn, const char *why);

/* Takes the change back by a new one. */
void ui_history_take_back(struct ui_app *app, const struct pk_change *change);

/* Who gave the first cell that does not hold what the change expects the value it has now; ""
 * where it is not known.  To be given to free(). */
char *ui_history_who(struct ui_app *app, const struct pk_change *change);
/* Appends a sentence about that cell: whose it is, who changed it and what it holds; false when
 * every cell holds what the change expects. */
bool ui_history_tell_other(struct pk_buf *out, struct ui_app *app, const struct pk_change *change);

/* Appends what a change of the open history does, with what only the history knows of it. */
void ui_history_describe(struct pk_buf *out, const struct ui_app *app,
                         const struct pk_change *change);

/* Whether the cell is one of a row that waits for a decision, and what that row holds in a field,
 * or held before the change took it away. */
bool ui_history_waits(const struct pk_cell *cell);
const char *ui_history_row(const struct ui_history *history, const struct pk_change *change,
                           const struct pk_cell *row, int field);

#endif
