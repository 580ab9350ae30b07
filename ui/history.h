/* history.h: who changed what and when: of one record or of the whole plan, newest first.
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
/* Writes it down. */
void ui_history_give_why(struct ui_app *app, const char *why);

/* Takes the change back by a new one. */
void ui_history_take_back(struct ui_app *app, const struct pk_change *change);

/* Who gave the first cell that does not hold what the change expects the value it has now; ""
 * where it is not known.  To be given to free(). */
char *ui_history_who(struct ui_app *app, const struct pk_change *change);

/* Shows all cells of a change as a text. */
void ui_history_view(struct ui_app *app, const struct pk_change *change);

#endif
