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

static bool is_later(const struct ui_app *app, const struct pk_change *change)
{
    return ui_app_past(app) && ui_moment_day(change->when) > app->options->as_of;
}

static void collect(struct ui_app *app)
{
    struct ui_history *history = &app->history;
    for (size_t i = history->all.count; i > 0; i--) {
        const struct pk_change *change = &history->all.items[i - 1];
        if (is_later(app, change)) {
            continue;
        }
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
    collect(app);
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

static void set_reason_of(struct ui_app *app, const char *txn)
{
    char *of = pk_strdup(txn);
    free(app->reason_of);
    app->reason_of = of;
}

void ui_history_ask_why(struct ui_app *app, const char *txn)
{
    char *why = present_why(app, txn);
    set_reason_of(app, txn);
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

void ui_history_give_why_of(struct ui_app *app, const char *txn, const char *why)
{
    set_reason_of(app, txn);
    ui_history_give_why(app, why);
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
    ui_commit_back(app, &back, change);
    pk_change_dispose(&back);
}

/* Whether the change adds the record of the cell. */
static bool is_added(const struct pk_change *change, const struct pk_cell *cell)
{
    for (size_t i = 0; i < change->count; i++) {
        const struct pk_cell *other = &change->cells[i];
        if (other->field == 0 && !*other->was && other->table == cell->table &&
            strcmp(other->id, cell->id) == 0) {
            return true;
        }
    }
    return false;
}

static bool holds(const struct pk_plan *plan, const struct pk_change *change,
                  const struct pk_cell *cell)
{
    const struct pk_table_schema *schema = pk_schema(cell->table);
    const struct pk_record *record =
        schema->in_plan ? pk_plan_find(plan, cell->table, cell->id) : NULL;
    if (!record) {
        return !schema->in_plan || is_added(change, cell);
    }
    if (cell->field == PK_FIELD_PLACE) {
        return true;
    }
    const char *text = record->text[cell->field];
    return cell->field < schema->field_count
               ? pk_value_equal(&schema->fields[cell->field], text, cell->was,
                                pk_plan_settings(plan)->year)
               : strcmp(text, cell->was) == 0;
}

/* The newest change of that cell, or of its record's existence; NULL when there is none. */
static const struct pk_change *last_change(const struct pk_history *all,
                                           const struct pk_cell *cell)
{
    for (size_t i = all->count; i > 0; i--) {
        const struct pk_change *change = &all->items[i - 1];
        for (size_t c = 0; c < change->count; c++) {
            const struct pk_cell *other = &change->cells[c];
            bool same = other->field == cell->field || (other->field == 0 && !*other->now);
            if (same && other->table == cell->table && strcmp(other->id, cell->id) == 0) {
                return change;
            }
        }
    }
    return NULL;
}

/* What a record that is gone was called before that change. */
static const char *title_before(const struct pk_change *change, const struct pk_cell *cell)
{
    int title = pk_schema_title_field(cell->table);
    for (size_t i = 0; change && i < change->count; i++) {
        const struct pk_cell *other = &change->cells[i];
        if (other->table == cell->table && other->field == title && *other->was &&
            strcmp(other->id, cell->id) == 0) {
            return other->was;
        }
    }
    return cell->id;
}

/* The first cell that does not hold what the change expects, or NULL. */
static const struct pk_cell *other_cell(const struct pk_plan *plan, const struct pk_change *change)
{
    size_t at = 0;
    while (at < change->count && holds(plan, change, &change->cells[at])) {
        at++;
    }
    return at < change->count ? &change->cells[at] : NULL;
}

char *ui_history_who(struct ui_app *app, const struct pk_change *change)
{
    struct pk_history all = { 0 };
    char *who = NULL;
    const struct pk_cell *cell = other_cell(app->plan, change);
    if (cell && pk_store_history(app->store, &all, NULL, NULL) == PK_OK) {
        const struct pk_change *last = last_change(&all, cell);
        who = pk_strdup(last ? last->who : "");
    }
    pk_history_dispose(&all);
    return who ? who : pk_strdup("");
}

/* What stands in the cell, in one line. */
static void add_standing(struct pk_buf *out, const struct ui_app *app, const struct pk_cell *cell,
                         const struct pk_record *record)
{
    const struct pk_table_schema *schema = pk_schema(cell->table);
    const char *text = record->text[cell->field];
    if (!*text) {
        pk_buf_str(out, _("nothing"));
    } else if (cell->field < schema->field_count) {
        pk_value_name(out, app->plan, &schema->fields[cell->field], text,
                      pk_plan_settings(app->plan)->year);
    } else {
        pk_buf_str(out, text);
    }
}

bool ui_history_tell_other(struct pk_buf *out, struct ui_app *app, const struct pk_change *change)
{
    const struct pk_cell *cell = other_cell(app->plan, change);
    if (!cell) {
        return false;
    }
    const struct pk_record *record = pk_plan_find(app->plan, cell->table, cell->id);
    struct pk_history all = { 0 };
    struct pk_buf value = { 0 }, name = { 0 };
    (void)!pk_store_history(app->store, &all, NULL, NULL);
    const struct pk_change *last = last_change(&all, cell);
    const char *who = last && *last->who ? pk_who_shown(last->who) : _("somebody");
    if (record) {
        pk_record_name(&name, app->plan, record);
    }
    const char *title = record ? pk_buf_text(&name) : title_before(last, cell);
    if (!record) {
        pk_buf_printf(out, _("%s – removed meanwhile by: %s"), title, who);
    } else if (cell->field <= 0) {
        pk_buf_printf(out, _("%s – changed meanwhile by: %s"), title, who);
    } else {
        add_standing(&value, app, cell, record);
        pk_buf_printf(out, _("%s: %s – changed meanwhile by: %s (%s)"), title,
                      ui_cell_label(app->plan, cell), who, pk_buf_text(&value));
    }
    pk_buf_dispose(&value);
    pk_buf_dispose(&name);
    pk_history_dispose(&all);
    return true;
}

/* ---- rows that wait for a decision ---- */

bool ui_history_waits(const struct pk_cell *cell)
{
    return cell->table == PK_PROPOSALS || cell->table == PK_CONFLICTS;
}

const char *ui_history_row(const struct ui_history *history, const struct pk_change *change,
                           const struct pk_cell *row, int field)
{
    const struct pk_history *all = &history->all;
    for (size_t i = 0; i <= all->count; i++) {
        const struct pk_change *told = i ? &all->items[i - 1] : change;
        for (size_t c = 0; c < told->count; c++) {
            const struct pk_cell *cell = &told->cells[c];
            if (cell->table == row->table && cell->field == field &&
                strcmp(cell->id, row->id) == 0) {
                return *cell->now ? cell->now : cell->was;
            }
        }
    }
    return "";
}

/* A row that is proposed once more has only the cells that are others now. */
void ui_history_describe(struct pk_buf *out, const struct ui_app *app,
                         const struct pk_change *change)
{
    static const int fields[] = { PK_PENDING_TABLE, PK_PENDING_RECORD, PK_PENDING_FIELD };
    if (change->count == 0 || !ui_history_waits(&change->cells[0]) ||
        pk_plan_find(app->plan, change->cells[0].table, change->cells[0].id)) {
        pk_change_describe(out, app->plan, change);
        return;
    }
    struct pk_change whole;
    pk_change_copy(&whole, change);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        const struct pk_cell *row = &change->cells[0];
        const char *text = ui_history_row(&app->history, change, row, fields[i]);
        pk_change_add(&whole, row->table, fields[i], row->id, text, text);
    }
    pk_change_describe(out, app->plan, &whole);
    pk_change_dispose(&whole);
}
