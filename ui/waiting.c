#include "config.h"

#include "ui/waiting.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/value.h"
#include "planek/waiting.h"
#include "planek/when.h"
#include "ui/app.h"
#include "ui/field.h"

static void add(struct ui_waiting *waiting, enum pk_table table, const char *id,
                const char *when)
{
    size_t count = waiting->list.count;
    waiting->items = pk_reserve(waiting->items, &waiting->capacity, count + 1,
                                sizeof *waiting->items);
    waiting->items[count] = (struct ui_waiting_item){
        table, pk_arena_text(&waiting->arena, id, strlen(id)),
        pk_arena_text(&waiting->arena, when, strlen(when)), "",
    };
    waiting->list.count = count + 1;
}

static void add_subject(struct ui_waiting *waiting, const struct pk_record *row)
{
    const char *table = row->text[PK_PENDING_TABLE], *id = row->text[PK_PENDING_RECORD];
    waiting->subjects = pk_reserve(waiting->subjects, &waiting->subject_capacity,
                                   waiting->subject_count + 1, sizeof *waiting->subjects);
    waiting->subjects[waiting->subject_count++] = (struct ui_waiting_subject){
        pk_arena_text(&waiting->arena, table, strlen(table)),
        pk_arena_text(&waiting->arena, id, strlen(id)),
    };
}

static int compare_subjects(const void *a, const void *b)
{
    const struct ui_waiting_subject *left = a, *right = b;
    int order = strcmp(left->id, right->id);
    return order ? order : strcmp(left->table, right->table);
}

static void add_rows(struct ui_waiting *waiting, const struct pk_plan *plan, enum pk_table table)
{
    for (size_t i = pk_plan_count(plan, table); i > 0; i--) {
        const struct pk_record *row = pk_plan_at(plan, table, i - 1);
        add(waiting, table, row->text[PK_PENDING_ID], row->text[PK_PENDING_WHEN]);
        add_subject(waiting, row);
    }
}

static void add_activities(struct ui_waiting *waiting, const struct pk_plan *plan)
{
    for (size_t i = pk_plan_count(plan, PK_ACTIVITIES); i > 0; i--) {
        const struct pk_record *record = pk_plan_at(plan, PK_ACTIVITIES, i - 1);
        if (((const struct pk_activity *)record)->status == PK_PROPOSED) {
            add(waiting, PK_ACTIVITIES, record->text[PK_ACTIVITY_ID], "");
        }
    }
}

/* Newest first; of those without a moment, and of the same, conflicts come first. */
static int compare(const void *a, const void *b)
{
    const struct ui_waiting_item *left = a, *right = b;
    int order = strcmp(right->when, left->when);
    if (order == 0) {
        order = (int)right->table - (int)left->table;
    }
    return order ? order : strcmp(left->id, right->id);
}

/* Puts the cursor on an item; false when it is not there. */
static bool seek(struct ui_waiting *waiting, enum pk_table table, const char *id)
{
    for (size_t i = 0; i < waiting->list.count; i++) {
        if (waiting->items[i].table == table && strcmp(waiting->items[i].id, id) == 0) {
            waiting->list.cursor = i;
            return true;
        }
    }
    return false;
}

static void sort(struct ui_waiting *waiting)
{
    if (waiting->list.count) {
        qsort(waiting->items, waiting->list.count, sizeof *waiting->items, compare);
    }
}

void ui_waiting_build(struct ui_waiting *waiting, const struct pk_plan *plan)
{
    const struct ui_waiting_item *item = ui_waiting_item(waiting);
    enum pk_table table = item ? item->table : PK_CONFLICTS;
    char *id = pk_strdup(item ? item->id : "");
    pk_arena_dispose(&waiting->arena);
    waiting->list.count = waiting->subject_count = 0;
    add_rows(waiting, plan, PK_CONFLICTS);
    add_rows(waiting, plan, PK_PROPOSALS);
    add_activities(waiting, plan);
    sort(waiting);
    if (waiting->subject_count) {
        qsort(waiting->subjects, waiting->subject_count, sizeof *waiting->subjects,
              compare_subjects);
    }
    if (!seek(waiting, table, id) && waiting->list.cursor >= waiting->list.count) {
        waiting->list.cursor = waiting->list.count ? waiting->list.count - 1 : 0;
    }
    free(id);
}

static bool is_proposed(const struct pk_record *record)
{
    return record && ((const struct pk_activity *)record)->status == PK_PROPOSED;
}

void ui_waiting_follow(struct ui_waiting *waiting, const struct pk_plan *plan,
                       const struct pk_alterations *altered)
{
    for (size_t i = 0; i < altered->count; i++) {
        const struct pk_alteration *one = &altered->items[i];
        bool waits = one->table == PK_CONFLICTS || one->table == PK_PROPOSALS;
        bool may = one->table == PK_ACTIVITIES && is_proposed(one->was) != is_proposed(one->now);
        if (waits || may) {
            ui_waiting_build(waiting, plan);
            return;
        }
    }
}

/* The activity was added by the change: the last one that did is the one that proposed it. */
static void note_origin(struct ui_waiting *waiting, const struct pk_change *change)
{
    struct pk_buf when = { 0 };
    pk_when_format(&when, change->when);
    for (size_t c = 0; c < change->count; c++) {
        const struct pk_cell *cell = &change->cells[c];
        bool adds = cell->table == PK_ACTIVITIES && cell->field == 0 && *cell->now;
        for (size_t i = 0; adds && i < waiting->list.count; i++) {
            struct ui_waiting_item *item = &waiting->items[i];
            if (item->table == PK_ACTIVITIES && strcmp(item->id, cell->id) == 0) {
                item->who = pk_arena_text(&waiting->arena, change->who, strlen(change->who));
                item->when = pk_arena_text(&waiting->arena, pk_buf_text(&when), when.len);
            }
        }
    }
    pk_buf_dispose(&when);
}

void ui_waiting_trace(struct ui_app *app)
{
    struct ui_waiting *waiting = &app->waiting;
    struct pk_history all = { 0 };
    bool proposed = false;
    for (size_t i = 0; i < waiting->list.count && !proposed; i++) {
        proposed = waiting->items[i].table == PK_ACTIVITIES;
    }
    if (!proposed || !ui_app_has(app, &ui_pane_waiting) ||
        pk_store_history(app->store, &all, NULL, NULL)) {
        return;
    }
    struct ui_waiting_item under = waiting->items[waiting->list.cursor];
    for (size_t i = 0; i < all.count; i++) {
        note_origin(waiting, &all.items[i]);
    }
    sort(waiting);
    seek(waiting, under.table, under.id);
    pk_history_dispose(&all);
}

void ui_waiting_dispose(struct ui_waiting *waiting)
{
    free(waiting->items);
    free(waiting->subjects);
    pk_arena_dispose(&waiting->arena);
}

const struct ui_waiting_item *ui_waiting_item(const struct ui_waiting *waiting)
{
    return waiting->list.count ? &waiting->items[waiting->list.cursor] : NULL;
}

const struct pk_record *ui_waiting_row(const struct ui_app *app,
                                       const struct ui_waiting_item *item)
{
    return pk_plan_find(app->plan, item->table, item->id);
}

void ui_waiting_open(struct ui_app *app, const struct pk_change *change)
{
    bool found = false;
    for (size_t i = 0; change && i < change->count && !found; i++) {
        const struct pk_cell *cell = &change->cells[i];
        found = cell->table == PK_CONFLICTS && cell->field == PK_PENDING_ID &&
                seek(&app->waiting, PK_CONFLICTS, cell->id);
    }
    ui_app_open(app, &ui_pane_waiting);
    ui_waiting_trace(app);
    if (!found) {
        app->waiting.list.cursor = 0;
    }
}

bool ui_waiting_about(const struct ui_waiting *waiting, const struct pk_record *record)
{
    const struct ui_waiting_subject wanted = { pk_schema(record->table)->name, record->text[0] };
    return waiting->subject_count &&
           bsearch(&wanted, waiting->subjects, waiting->subject_count, sizeof wanted,
                   compare_subjects);
}

/* The field of the schema that the row is about, or NULL. */
static const struct pk_field *field_of(const struct pk_pending *row, int *table)
{
    *table = pk_schema_find_table(row->table);
    int field = *table < 0 ? -1 : pk_schema_find_field((enum pk_table)*table, row->field);
    return field < 0 ? NULL : pk_schema_field((enum pk_table)*table, field);
}

static void add_reference(struct pk_buf *out, const struct pk_plan *plan, unsigned tables,
                          const char *id)
{
    for (int table = 0; table < PK_TABLES; table++) {
        const struct pk_record *record =
            tables >> table & 1 ? pk_plan_find(plan, (enum pk_table)table, id) : NULL;
        if (record) {
            ui_record_label(out, plan, record);
            return;
        }
    }
    pk_buf_str(out, id);
}

void ui_waiting_value(struct pk_buf *out, const struct pk_plan *plan,
                      const struct pk_pending *row, const char *text)
{
    int table;
    const struct pk_field *field = field_of(row, &table);
    if (field && field->type == PK_TYPE_ID) {
        pk_buf_str(out, *text ? _("it stays, with what was changed") : _("it is removed"));
    } else if (!*text) {
        pk_buf_str(out, _("(empty)"));
    } else if (field && field->type == PK_TYPE_REF) {
        add_reference(out, plan, field->refers_to, text);
    } else if (field) {
        pk_value_format(out, field, text, 0);
    } else {
        pk_buf_str(out, text);
    }
}

bool ui_waiting_mine(const struct ui_app *app, const struct pk_pending *row)
{
    return strcmp(row->who, pk_store_who(app->store)) == 0;
}

void ui_waiting_wanted(struct pk_buf *out, const struct ui_app *app,
                       const struct pk_pending *row)
{
    if (row->record.table == PK_PROPOSALS) {
        pk_buf_printf(out, *row->who ? _("Proposal (%s)") : _("Proposal"),
                      pk_who_shown(row->who));
    } else if (ui_waiting_mine(app, row)) {
        pk_buf_str(out, _("Mine"));
    } else {
        pk_buf_str(out, *row->who ? pk_who_shown(row->who) : _("Other side"));
    }
}

void ui_waiting_now(struct pk_buf *out, const struct pk_plan *plan, const struct pk_pending *row)
{
    int field;
    const struct pk_record *record = pk_waiting_record(plan, row, &field);
    if (!record) {
        pk_buf_str(out, _("it was removed"));
    } else {
        ui_waiting_value(out, plan, row, field < 0 ? row->ours : record->text[field]);
    }
}

const char *ui_waiting_label(const struct pk_pending *row)
{
    int table;
    const struct pk_field *field = field_of(row, &table);
    if (field && field->type == PK_TYPE_ID) {
        return _("removed or changed");
    }
    return field ? _(field->label) : row->field;
}

void ui_waiting_subject(struct pk_buf *out, const struct ui_app *app,
                        const struct pk_record *record)
{
    if (record->table == PK_ACTIVITIES) {
        ui_record_label(out, app->plan, record);
        pk_buf_printf(out, " · %s", _("new activity"));
        return;
    }
    const struct pk_pending *row = (const struct pk_pending *)record;
    int field;
    const struct pk_record *about = pk_waiting_record(app->plan, row, &field);
    if (about) {
        ui_record_label(out, app->plan, about);
    } else {
        pk_buf_printf(out, "%s/%s", row->table, row->of);
    }
    pk_buf_printf(out, " · %s", ui_waiting_label(row));
}

bool ui_waiting_offers(const struct ui_app *app, const char *line)
{
    static const char *const sides[] = { "mine", "theirs" };
    static const char *const answers[] = { "approve", "reject" };
    const struct ui_waiting_item *item = ui_waiting_item(&app->waiting);
    const char *const *none = item && item->table == PK_CONFLICTS ? answers : sides;
    return strcmp(line, none[0]) != 0 && strcmp(line, none[1]) != 0;
}

/* The row of the conflict under the cursor, NULL when there is none. */
static const struct pk_pending *conflict(const struct ui_app *app)
{
    const struct ui_waiting_item *item = ui_waiting_item(&app->waiting);
    bool there = item && item->table == PK_CONFLICTS;
    return there ? (const struct pk_pending *)ui_waiting_row(app, item) : NULL;
}

const char *ui_waiting_brief(const struct ui_app *app, const char *line)
{
    const struct pk_pending *row = conflict(app);
    if (!row || ui_waiting_mine(app, row)) {
        return NULL;
    }
    return strcmp(line, "mine") == 0     ? _("in the plan")
           : strcmp(line, "theirs") == 0 ? _("other side")
                                         : NULL;
}

const char *ui_waiting_choice(const struct ui_app *app)
{
    const struct pk_pending *row = conflict(app);
    return row && ui_waiting_mine(app, row)
               ? _("m takes mine, t takes theirs; Esc leaves it for later")
               : _("m keeps what is in the plan, t takes the other; Esc leaves it for later");
}
