#include "config.h"

#include "ui/history.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/value.h"
#include "ui/app.h"
#include "ui/edit.h"
#include "ui/field.h"
#include "ui/moment.h"
#include "ui/pager.h"

static void forget(struct ui_history *history)
{
    pk_history_dispose(&history->all);
    history->all = (struct pk_history){ 0 };
    history->list.count = history->reason_count = 0;
}

void ui_history_dispose(struct ui_history *history)
{
    forget(history);
    free(history->rows);
    free(history->reasons);
    free(history->id);
    *history = (struct ui_history){ 0 };
}

static bool gives_reason(const struct pk_change *change)
{
    return change->count > 0 && change->cells[0].table == PK_HISTORY;
}

static bool concerns(const struct ui_history *history, const struct pk_change *change)
{
    if (!history->id) {
        return true;
    }
    for (size_t i = 0; i < change->count; i++) {
        const struct pk_cell *cell = &change->cells[i];
        if (cell->table == history->table && strcmp(cell->id, history->id) == 0) {
            return true;
        }
    }
    return false;
}

static void collect(struct ui_history *history)
{
    for (size_t i = history->all.count; i > 0; i--) {
        const struct pk_change *change = &history->all.items[i - 1];
        if (gives_reason(change)) {
            history->reasons = pk_reserve(history->reasons, &history->reason_capacity,
                                          history->reason_count + 1, sizeof(uint32_t));
            history->reasons[history->reason_count++] = (uint32_t)(i - 1);
        } else if (concerns(history, change)) {
            history->rows = pk_reserve(history->rows, &history->capacity,
                                       history->list.count + 1, sizeof(uint32_t));
            history->rows[history->list.count++] = (uint32_t)(i - 1);
        }
    }
}

static bool read_all(struct ui_app *app)
{
    struct pk_diag diag;
    forget(&app->history);
    if (pk_store_history(app->store, &app->history.all, NULL, &diag)) {
        ui_complain(app, &diag);
        return false;
    }
    collect(&app->history);
    return true;
}

void ui_history_open(struct ui_app *app, const struct pk_record *record)
{
    struct ui_history *history = &app->history;
    ui_history_dispose(history);
    if (record) {
        history->table = (enum pk_table)record->table;
        history->id = pk_strdup(record->text[0]);
    }
    if (read_all(app)) {
        ui_app_open(app, &ui_pane_history);
    }
}

/* The cursor stays on its change; on the newest it stays with the newest. */
void ui_history_renew(struct ui_app *app)
{
    struct ui_history *history = &app->history;
    if (!ui_app_has(app, &ui_pane_history)) {
        return;
    }
    size_t cursor = history->list.cursor, from_end = history->list.count - cursor;
    if (read_all(app) && cursor > 0 && history->list.count >= from_end) {
        size_t moved = history->list.count - from_end;
        history->list.top += moved > cursor ? moved - cursor : 0;
        history->list.cursor = moved;
    }
}

const struct pk_change *ui_history_change(const struct ui_history *history, size_t row)
{
    return row < history->list.count ? &history->all.items[history->rows[row]] : NULL;
}

const char *ui_history_why(const struct ui_history *history, const struct pk_change *change)
{
    for (size_t i = 0; i < history->reason_count; i++) {
        const struct pk_cell *cell = &history->all.items[history->reasons[i]].cells[0];
        if (strcmp(cell->id, change->txn) == 0) {
            return cell->now;
        }
    }
    return change->why;
}

/* What the history says of a change in this moment; to be given to free(). */
static char *present_why(struct ui_app *app, const char *txn)
{
    struct pk_history all = { 0 };
    char *why = NULL;
    if (pk_store_history(app->store, &all, NULL, NULL) == PK_OK) {
        const struct pk_change *change = pk_history_find(&all, txn);
        why = pk_strdup(change ? pk_history_why(&all, change) : "");
    }
    pk_history_dispose(&all);
    return why ? why : pk_strdup("");
}

void ui_history_ask_why(struct ui_app *app, const char *txn)
{
    char *why = present_why(app, txn), *of = pk_strdup(txn);
    free(app->reason_of);
    app->reason_of = of;
    ui_prompt_open(app, UI_ASK_WHY, why);
    free(why);
}

void ui_history_give_why(struct ui_app *app, const char *why)
{
    struct pk_change change;
    char *was = present_why(app, app->reason_of);
    pk_change_init(&change);
    if (strcmp(was, why) != 0) {
        pk_change_add(&change, PK_HISTORY, pk_schema_find_field(PK_HISTORY, "why"),
                      app->reason_of, was, why);
    }
    if (ui_commit(app, &change) && change.count) {
        ui_say(app, _("reason: %s"), *why ? why : _("(none)"));
        ui_tell_unsaved(app);
    }
    ui_history_renew(app);
    pk_change_dispose(&change);
    free(was);
}

void ui_history_take_back(struct ui_app *app, const struct pk_change *change)
{
    struct pk_change back;
    for (size_t i = 0; i < change->count; i++) {
        if (!ui_app_writable(app, change->cells[i].table)) {
            return;
        }
    }
    pk_change_invert(&back, change);
    back.restores = true;
    ui_commit_back(app, &back);
    pk_change_dispose(&back);
}

static bool holds(const struct pk_plan *plan, const struct pk_cell *cell)
{
    const struct pk_record *record = pk_plan_find(plan, cell->table, cell->id);
    const struct pk_table_schema *schema = pk_schema(cell->table);
    if (!record || cell->field == PK_FIELD_PLACE) {
        return record != NULL;
    }
    const char *text = record->text[cell->field];
    return cell->field < schema->field_count
               ? pk_value_equal(&schema->fields[cell->field], text, cell->was,
                                pk_plan_settings(plan)->year)
               : strcmp(text, cell->was) == 0;
}

/* The newest change of that cell, or of its record's existence. */
static const char *last_who(const struct pk_history *all, const struct pk_cell *cell)
{
    for (size_t i = all->count; i > 0; i--) {
        const struct pk_change *change = &all->items[i - 1];
        for (size_t c = 0; c < change->count; c++) {
            const struct pk_cell *other = &change->cells[c];
            bool same = other->field == cell->field || (other->field == 0 && !*other->now);
            if (same && other->table == cell->table && strcmp(other->id, cell->id) == 0) {
                return change->who;
            }
        }
    }
    return "";
}

char *ui_history_who(struct ui_app *app, const struct pk_change *change)
{
    struct pk_history all = { 0 };
    char *who = NULL;
    size_t at = 0;
    while (at < change->count && holds(app->plan, &change->cells[at])) {
        at++;
    }
    if (at < change->count && pk_store_history(app->store, &all, NULL, NULL) == PK_OK) {
        who = pk_strdup(last_who(&all, &change->cells[at]));
    }
    pk_history_dispose(&all);
    return who ? who : pk_strdup("");
}

/* ---- one change in full ---- */

static void add_value(struct pk_buf *out, const struct pk_cell *cell, const char *text)
{
    const struct pk_table_schema *schema = pk_schema(cell->table);
    if (!*text) {
        pk_buf_str(out, _("(empty)"));
    } else if (cell->field >= 0 && cell->field < schema->field_count) {
        pk_value_format(out, &schema->fields[cell->field], text, 0);
    } else {
        pk_buf_str(out, text);
    }
    pk_buf_char(out, '\n');
}

static void add_cell(struct pk_buf *out, const struct ui_app *app, const struct pk_cell *cell)
{
    const struct pk_table_schema *schema = pk_schema(cell->table);
    const struct pk_record *record =
        schema->in_plan ? pk_plan_find(app->plan, cell->table, cell->id) : NULL;
    pk_buf_printf(out, "\n%s: ", _(schema->label));
    if (record) {
        ui_record_label(out, app->plan, record);
    } else {
        pk_buf_str(out, cell->id);
    }
    const char *label = cell->field == PK_FIELD_PLACE ? _("place, behind")
                        : cell->field < schema->field_count
                            ? _(schema->fields[cell->field].label)
                            : pk_plan_field_name(app->plan, cell->table, cell->field);
    pk_buf_printf(out, " · %s\n", label);
    pk_buf_printf(out, "    %s: ", _("Before"));
    add_value(out, cell, cell->was);
    pk_buf_printf(out, "    %s: ", _("After"));
    add_value(out, cell, cell->now);
}

void ui_history_view(struct ui_app *app, const struct pk_change *change)
{
    struct pk_buf text = { 0 }, title = { 0 };
    const char *why = ui_history_why(&app->history, change);
    ui_moment_full(&title, change->when);
    pk_buf_printf(&title, "  %s", pk_who_shown(change->who));
    if (*why) {
        pk_buf_printf(&text, _("reason: %s"), why);
        pk_buf_char(&text, '\n');
    }
    for (size_t i = 0; i < change->count; i++) {
        add_cell(&text, app, &change->cells[i]);
    }
    ui_pager_open(app, pk_buf_text(&title), &text);
    pk_buf_dispose(&title);
}
