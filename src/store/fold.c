/* A change in the journal was right when it was written.  Brought to a plan that is not quite the
 * one it was made for, its cells are looked at one by one; those of a record that the change adds
 * count as empty before.
 */
#include "config.h"

#include "store/fold.h"

#include <stdlib.h>
#include <string.h>

#include "model/place.h"
#include "planek/mem.h"

struct fitting {
    struct pk_change *out;
    struct pk_clashes *clashes;
    const struct pk_plan *plan;
    const struct pk_change *change;
    bool adding; /* the record of the last cells is being added */
};

static void tell(const struct fitting *fitting, const struct pk_cell *cell, int field,
                 const char *here, const char *wanted)
{
    if (fitting->clashes) {
        const struct pk_clash clash = {
            .table = cell->table,
            .field = field,
            .id = cell->id,
            .base = field ? cell->was : cell->id,
            .ours = here,
            .theirs = wanted,
        };
        pk_clashes_add(fitting->clashes, &clash);
    }
}

static void keep(const struct fitting *fitting, const struct pk_cell *cell, const char *was)
{
    pk_change_add(fitting->out, cell->table, cell->field, cell->id, was, cell->now);
}

static bool same_record(const struct pk_cell *a, const struct pk_cell *b)
{
    return a->table == b->table && strcmp(a->id, b->id) == 0;
}

/* What the cell of a record that is there holds. */
static const char *text_of(const struct fitting *fitting, const struct pk_record *record,
                           const struct pk_cell *cell)
{
    return cell->field == PK_FIELD_PLACE ? pk_place_of(fitting->plan, record)
                                         : record->text[cell->field];
}

/* Whether a cell that the removal does not name holds something: somebody wrote to it since. */
static bool holds_more(const struct fitting *fitting, const struct pk_record *record, size_t from,
                       size_t to)
{
    enum pk_table table = (enum pk_table)record->table;
    int fields = pk_schema(table)->field_count + pk_plan_extra_count(fitting->plan, table);
    for (int field = 1; field < fields; field++) {
        bool named = !*record->text[field];
        for (size_t i = from; i < to && !named; i++) {
            named = fitting->change->cells[i].field == field;
        }
        if (!named) {
            return true;
        }
    }
    return false;
}

/* The cells [from, to) are of one record and end with the removal of it. */
static void fit_removal(const struct fitting *fitting, size_t from, size_t to)
{
    const struct pk_cell *cells = fitting->change->cells, *id = &cells[to - 1];
    const struct pk_record *record = pk_plan_find(fitting->plan, id->table, id->id);
    if (!record) {
        return;
    }
    if (holds_more(fitting, record, from, to)) {
        tell(fitting, id, 0, id->id, "");
        return;
    }
    for (size_t i = from; i < to; i++) {
        const char *here = text_of(fitting, record, &cells[i]);
        if (cells[i].field > 0 && *here
            && !pk_plan_same(fitting->plan, id->table, cells[i].field, here, cells[i].was)) {
            tell(fitting, id, 0, id->id, "");
            return;
        }
    }
    for (size_t i = from; i < to; i++) {
        keep(fitting, &cells[i], text_of(fitting, record, &cells[i]));
    }
}

static void fit_field(const struct fitting *fitting, const struct pk_cell *cell,
                      const struct pk_record *record)
{
    const char *here = record ? record->text[cell->field] : "";
    bool expected = pk_plan_same(fitting->plan, cell->table, cell->field, here, cell->was);
    if (pk_plan_same(fitting->plan, cell->table, cell->field, here, cell->now)) {
        return;
    }
    if (expected) {
        keep(fitting, cell, here);
    } else {
        tell(fitting, cell, cell->field, here, cell->now);
    }
}

static void fit_place(const struct fitting *fitting, const struct pk_cell *cell,
                      const struct pk_record *record)
{
    const char *here = record ? pk_place_of(fitting->plan, record) : cell->was;
    bool possible = !*cell->now || pk_plan_find(fitting->plan, cell->table, cell->now);
    size_t count = fitting->out->count;
    const struct pk_cell *before = count ? &fitting->out->cells[count - 1] : NULL;
    bool beside_id = before && before->field == 0 && same_record(before, cell);
    if (fitting->adding ? possible || beside_id : possible && strcmp(here, cell->now) != 0) {
        keep(fitting, cell, here);
    }
}

/* The cells [from, to) are of one record that the change does not remove. */
static void fit_record(struct fitting *fitting, size_t from, size_t to)
{
    const struct pk_cell *cells = fitting->change->cells;
    const struct pk_record *record =
        pk_plan_find(fitting->plan, cells[from].table, cells[from].id);
    fitting->adding = !record && cells[from].field == 0;
    if (!record && !fitting->adding) {
        tell(fitting, &cells[from], 0, "", cells[from].id);
        return;
    }
    for (size_t i = from; i < to; i++) {
        if (cells[i].field == PK_FIELD_PLACE) {
            fit_place(fitting, &cells[i], record);
        } else if (cells[i].field > 0) {
            fit_field(fitting, &cells[i], record);
        } else if (fitting->adding) {
            keep(fitting, &cells[i], "");
        }
    }
}

void pk_fit(struct pk_change *out, struct pk_clashes *clashes, const struct pk_plan *plan,
            const struct pk_change *change, unsigned tables)
{
    struct fitting fitting = { out, clashes, plan, change, false };
    for (size_t from = 0, to; from < change->count; from = to) {
        const struct pk_cell *cells = change->cells;
        bool removal = false;
        for (to = from; to < change->count && !removal && same_record(&cells[from], &cells[to]);
             to++) {
            removal = cells[to].field == 0 && !*cells[to].now;
        }
        if (!(tables >> cells[from].table & 1)) {
            continue;
        }
        if (cells[from].table == PK_HISTORY) {
            keep(&fitting, &cells[from], cells[from].was);
        } else if (removal) {
            fit_removal(&fitting, from, to);
        } else {
            fit_record(&fitting, from, to);
        }
    }
}

static unsigned understood(const struct pk_plan *plan, unsigned tables)
{
    for (int table = 0; table < PK_TABLES; table++) {
        if (pk_plan_broken(plan, (enum pk_table)table)) {
            tables &= ~(1u << table);
        }
    }
    return tables;
}

/* Whether the cell is of another record than the one before, follows its removal, or is set a
 * second time. */
static bool begins_anew(const struct pk_change *change, size_t from, size_t at)
{
    const struct pk_cell *before = &change->cells[at - 1];
    if (before->field == 0 && !*before->now) {
        return true;
    }
    for (size_t i = from; i < at; i++) {
        if (!same_record(&change->cells[i], &change->cells[at])
            || change->cells[i].field == change->cells[at].field) {
            return true;
        }
    }
    return false;
}

/* Record by record, since later cells are to see what the earlier ones did. */
void pk_fold(struct pk_plan *plan, const struct pk_change *change, unsigned tables,
             struct pk_clashes *clashes)
{
    tables = understood(plan, tables) & ~(1u << PK_HISTORY);
    for (size_t from = 0, to; from < change->count; from = to) {
        to = from + 1;
        while (to < change->count && !begins_anew(change, from, to)) {
            to++;
        }
        const struct pk_change part = { .cells = change->cells + from, .count = to - from };
        struct pk_change fitted;
        pk_change_init(&fitted);
        pk_fit(&fitted, clashes, plan, &part, tables);
        if (fitted.count && pk_change_apply(plan, &fitted, NULL) != PK_OK) {
            pk_die("a change of the history could not be applied");
        }
        pk_change_dispose(&fitted);
    }
}

/* ---- by the last change of each cell ---- */

struct last {
    const struct pk_cell *cell;
    size_t at; /* in the order of the history */
};

static int compare_cells(const struct pk_cell *a, const struct pk_cell *b)
{
    if (a->table != b->table) {
        return a->table < b->table ? -1 : 1;
    }
    int order = strcmp(a->id, b->id);
    return order ? order : (a->field > b->field) - (a->field < b->field);
}

static int compare_lasts(const void *left, const void *right)
{
    const struct last *a = left, *b = right;
    int order = compare_cells(a->cell, b->cell);
    return order ? order : (a->at > b->at) - (a->at < b->at);
}

static int compare_order(const void *left, const void *right)
{
    const struct last *a = left, *b = right;
    return (a->at > b->at) - (a->at < b->at);
}

/* The cells of a history that no later one follows, in its order. */
static struct last *last_cells(const struct pk_history *history, unsigned tables, size_t *count)
{
    struct last *lasts = NULL;
    size_t capacity = 0, at = 0;
    *count = 0;
    for (size_t i = 0; i < history->count; i++) {
        for (size_t k = 0; k < history->items[i].count; k++, at++) {
            const struct pk_cell *cell = &history->items[i].cells[k];
            if (tables >> cell->table & 1) {
                lasts = pk_reserve(lasts, &capacity, *count + 1, sizeof *lasts);
                lasts[(*count)++] = (struct last){ cell, at };
            }
        }
    }
    if (!*count) {
        return lasts;
    }
    qsort(lasts, *count, sizeof *lasts, compare_lasts);
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++) {
        if (i + 1 == *count || compare_cells(lasts[i].cell, lasts[i + 1].cell) != 0) {
            lasts[kept++] = lasts[i];
        }
    }
    *count = kept;
    qsort(lasts, kept, sizeof *lasts, compare_order);
    return lasts;
}

unsigned pk_fold_last(struct pk_plan *plan, const struct pk_history *history, unsigned tables)
{
    size_t count;
    unsigned altered = 0;
    struct last *lasts = last_cells(history, understood(plan, tables) & ~(1u << PK_HISTORY),
                                    &count);
    for (size_t from = 0, to; from < count; from = to) {
        struct pk_change one;
        pk_change_init(&one);
        for (to = from; to < count && same_record(lasts[from].cell, lasts[to].cell); to++) {
            const struct pk_cell *cell = lasts[to].cell;
            pk_change_add(&one, cell->table, cell->field, cell->id, cell->was, cell->now);
        }
        struct pk_change fitted;
        pk_change_init(&fitted);
        pk_fit(&fitted, NULL, plan, &one, tables);
        if (fitted.count && pk_change_apply(plan, &fitted, NULL) != PK_OK) {
            pk_die("a change of the history could not be applied");
        }
        altered |= pk_change_tables(&fitted);
        pk_change_dispose(&fitted);
        pk_change_dispose(&one);
    }
    free(lasts);
    return altered;
}
