/* change.c: the one door by which a plan alters.
 *
 * A change is applied cell by cell; when one does not fit, those before it are taken back in
 * reverse order, so that all apply or none.  The cells of a new record follow its id cell, those
 * of a removed one precede it, and its place cell stands beside the id cell: so the same cells
 * backwards are the inverse.
 */
#include "config.h"

#include "planek/change.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/plan_private.h"
#include "planek/i18n.h"
#include "planek/text.h"

void pk_change_init(struct pk_change *change)
{
    *change = (struct pk_change){ .who = "", .why = "", .txn = "" };
}

void pk_change_dispose(struct pk_change *change)
{
    free(change->cells);
    pk_arena_dispose(&change->arena);
    pk_change_init(change);
}

static const char *keep(struct pk_change *change, const char *text)
{
    return pk_arena_text(&change->arena, text, strlen(text));
}

void pk_change_add(struct pk_change *change, enum pk_table table, int field, const char *id,
                   const char *was, const char *now)
{
    change->cells =
        pk_reserve(change->cells, &change->capacity, change->count + 1, sizeof(*change->cells));
    change->cells[change->count++] = (struct pk_cell){
        table, field, keep(change, id), keep(change, was), keep(change, now)
    };
}

void pk_change_invert(struct pk_change *out, const struct pk_change *change)
{
    pk_change_init(out);
    for (size_t i = change->count; i-- > 0;) {
        const struct pk_cell *cell = &change->cells[i];
        pk_change_add(out, cell->table, cell->field, cell->id, cell->now, cell->was);
    }
}

void pk_change_copy(struct pk_change *out, const struct pk_change *change)
{
    pk_change_init(out);
    for (size_t i = 0; i < change->count; i++) {
        const struct pk_cell *cell = &change->cells[i];
        pk_change_add(out, cell->table, cell->field, cell->id, cell->was, cell->now);
    }
    out->who = keep(out, change->who);
    out->why = keep(out, change->why);
    out->txn = keep(out, change->txn);
    out->when = change->when;
    out->restores = change->restores;
}

unsigned pk_change_tables(const struct pk_change *change)
{
    unsigned tables = 0;
    for (size_t i = 0; i < change->count; i++) {
        tables |= 1u << change->cells[i].table;
    }
    return tables;
}

bool pk_change_several(const struct pk_change *change, unsigned tables)
{
    const struct pk_cell *first = NULL;
    bool several = false;
    for (size_t i = 0; i < change->count; i++) {
        const struct pk_cell *cell = &change->cells[i];
        if (!(tables >> cell->table & 1)) {
            continue;
        }
        if (cell->field == 0 && *cell->now) {
            return false;
        }
        first = first ? first : cell;
        several = several || strcmp(first->id, cell->id) != 0;
    }
    return several;
}

/* ---- applying ---- */

static enum pk_err gone(const struct pk_cell *cell, struct pk_diag *diag)
{
    return pk_fail_at(diag, PK_ERR_CONFLICT, pk_schema(cell->table)->file, 0,
                      _("\"%s\" is not there any more; somebody removed it"), cell->id);
}

static enum pk_err apply_id(struct pk_plan *plan, const struct pk_cell *cell,
                            struct pk_diag *diag)
{
    struct pk_tabledata *data = &plan->tables[cell->table];
    struct pk_record *record = pk_tabledata_find(data, cell->id);
    if (!*cell->now) {
        if (!record) {
            return gone(cell, diag);
        }
        pk_touch(plan, record, PK_TOUCH_MOVED);
        pk_groups_leave(plan, record);
        pk_tabledata_take_out(data, record);
        return PK_OK;
    }
    if (record) {
        return pk_fail_at(diag, PK_ERR_CONFLICT, data->schema->file, 0,
                          _("there is a \"%s\" already; choose another id"), cell->id);
    }
    for (int i = 0; !data->has_file && i < data->schema->field_count; i++) {
        pk_tabledata_need_column(data, i);
    }
    record = pk_tabledata_new_record(data, &plan->arena, plan->settings.year);
    record->touched = true;
    pk_record_set(record, 0, pk_arena_text(&plan->arena, cell->now, strlen(cell->now)),
                  plan->settings.year);
    (void)pk_tabledata_insert(data, record, data->count);
    pk_touch(plan, record, PK_TOUCH_NEW);
    pk_groups_join(plan, record);
    return PK_OK;
}

/* Where a record comes to stand behind `after` ("" for the first place). */
static bool place_behind(const struct pk_tabledata *data, const struct pk_record *record,
                         const char *after, size_t *place)
{
    const struct pk_record *before = pk_tabledata_find(data, after);
    if (*after && !before) {
        return false;
    }
    if (!before) {
        *place = 0;
    } else {
        *place = before->place + (before->place < record->place ? 1 : 0);
    }
    return true;
}

static enum pk_err apply_place(struct pk_plan *plan, const struct pk_cell *cell, bool added,
                               struct pk_diag *diag)
{
    struct pk_tabledata *data = &plan->tables[cell->table];
    struct pk_record *record = pk_tabledata_find(data, cell->id);
    if (!record) {
        return gone(cell, diag);
    }
    size_t place;
    if (place_behind(data, record, cell->now, &place)) {
        pk_touch(plan, record, PK_TOUCH_MOVED);
        pk_groups_leave(plan, record);
        pk_tabledata_move(data, record, place);
        pk_groups_join(plan, record);
    } else if (!added) {
        return pk_fail_at(diag, PK_ERR_CONFLICT, data->schema->file, 0,
                          _("\"%s\", behind which it should stand, is not there any more"),
                          cell->now);
    }
    return PK_OK;
}

/* The text as the table's dialect writes it: a decimal comma in a semicolon file. */
static const char *dialect_text(struct pk_plan *plan, const struct pk_tabledata *data, int field,
                                const char *text)
{
    if (!*text) {
        return "";
    }
    size_t length = strlen(text);
    const char *copy = pk_arena_text(&plan->arena, text, length);
    bool number = field < data->schema->field_count &&
                  (data->schema->fields[field].type == PK_TYPE_MONEY ||
                   data->schema->fields[field].type == PK_TYPE_NUMBER);
    pk_money amount;
    if (!number || data->dialect.separator != ';' || pk_money_parse(&amount, text, NULL)) {
        return copy;
    }
    struct pk_buf buf = { 0 };
    pk_money_encode(&buf, amount);
    char *dot = memchr(pk_buf_text(&buf), '.', buf.len) ? strchr(buf.data, '.') : NULL;
    if (dot && strcmp(buf.data, text) == 0) {
        *dot = ',';
        copy = pk_arena_text(&plan->arena, buf.data, buf.len);
    }
    pk_buf_dispose(&buf);
    return copy;
}

static enum pk_err apply_field(struct pk_plan *plan, const struct pk_cell *cell,
                               struct pk_diag *diag)
{
    struct pk_tabledata *data = &plan->tables[cell->table];
    struct pk_record *record = pk_tabledata_find(data, cell->id);
    if (!record) {
        return gone(cell, diag);
    }
    assert(cell->field < data->schema->field_count + data->columns.extra_count);
    if (!pk_plan_same(plan, cell->table, cell->field, record->text[cell->field], cell->was)) {
        return pk_fail_at(diag, PK_ERR_CONFLICT, data->schema->file, record->line,
                          _("somebody changed this cell of \"%s\" meanwhile; it is now \"%s\""),
                          cell->id, pk_text_quote(record->text[cell->field]).text);
    }
    bool regroups = cell->table == PK_ACTIVITIES && cell->field == PK_ACTIVITY_GOAL;
    pk_touch(plan, record, regroups ? PK_TOUCH_MOVED : PK_TOUCH_ALTERED);
    if (regroups) {
        pk_groups_leave(plan, record);
    }
    pk_record_set(record, cell->field, dialect_text(plan, data, cell->field, cell->now),
                  plan->settings.year);
    if (regroups) {
        pk_groups_join(plan, record);
    }
    record->touched = true;
    if (*cell->now) {
        pk_tabledata_need_column(data, cell->field);
    }
    return PK_OK;
}

static bool same_record(const struct pk_change *change, size_t a, size_t b)
{
    return b < change->count && change->cells[a].table == change->cells[b].table &&
           strcmp(change->cells[a].id, change->cells[b].id) == 0;
}

static enum pk_err apply_cell(struct pk_plan *plan, const struct pk_change *change, size_t at,
                              struct pk_diag *diag)
{
    const struct pk_cell *cell = &change->cells[at];
    if (cell->table == PK_HISTORY) {
        return PK_OK;
    }
    if (cell->field == 0) {
        return apply_id(plan, cell, diag);
    }
    if (cell->field != PK_FIELD_PLACE) {
        return apply_field(plan, cell, diag);
    }
    bool added = at > 0 && same_record(change, at, at - 1) && change->cells[at - 1].field == 0;
    bool removed = same_record(change, at, at + 1) && change->cells[at + 1].field == 0;
    return removed ? PK_OK : apply_place(plan, cell, added, diag);
}

/* What the record of a place cell really stands behind, which `was` need not name any more. */
static const char *stands_behind(const struct pk_plan *plan, const struct pk_cell *cell)
{
    const struct pk_record *record =
        cell->field == PK_FIELD_PLACE ? pk_plan_find(plan, cell->table, cell->id) : NULL;
    bool first = !record || record->place == 0;
    return first ? "" : pk_plan_at(plan, cell->table, record->place - 1)->text[0];
}

static void take_back(struct pk_plan *plan, const struct pk_cell *cells, size_t count)
{
    struct pk_change done = { .count = count };
    struct pk_change back;
    done.cells = pk_new(count + 1, sizeof *done.cells);
    memcpy(done.cells, cells, count * sizeof *cells);
    pk_change_invert(&back, &done);
    free(done.cells);
    for (size_t i = 0; i < back.count; i++) {
        if (apply_cell(plan, &back, i, NULL) != PK_OK) {
            pk_die("a change could not be taken back");
        }
    }
    pk_change_dispose(&back);
}

enum pk_err pk_change_apply(struct pk_plan *plan, const struct pk_change *change,
                            struct pk_diag *diag)
{
    for (size_t i = 0; i < change->count; i++) {
        enum pk_table table = change->cells[i].table;
        if (plan->tables[table].broken) {
            return pk_fail_at(diag, PK_ERR_STRUCTURE, pk_schema(table)->file, 0,
                              _("the file is not understood, so it is not changed; mend it "
                                "first (planek check names the faults)"));
        }
    }
    enum pk_err err = PK_OK;
    size_t done = 0;
    struct pk_cell *as_was = pk_new(change->count + 1, sizeof *as_was);
    while (done < change->count) {
        as_was[done] = change->cells[done];
        if (as_was[done].field == PK_FIELD_PLACE) {
            as_was[done].was = stands_behind(plan, &as_was[done]);
        }
        err = apply_cell(plan, change, done, diag);
        if (err) {
            take_back(plan, as_was, done);
            break;
        }
        done++;
    }
    free(as_was);
    unsigned tables = pk_change_tables(change);
    for (int i = 0; i < PK_TABLES; i++) {
        if (tables >> i & 1) {
            pk_tabledata_drop_columns(&plan->tables[i]);
        }
    }
    plan->revision++;
#ifndef NDEBUG
    if (pk_plan_count(plan, PK_ACTIVITIES) < 1000) {
        pk_plan_verify(plan);
    }
#endif
    return err;
}
