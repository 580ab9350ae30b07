/* replay.c: a change brought to a plan that may hold some of it already.
 *
 * Its cells are looked at one by one and those that are missing are collected, then applied at
 * once.  So that later cells see what the earlier ones do, the cells are also sorted by record and
 * field: each record remembers whether it is there, each cell what it leaves behind.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/merging.h"
#include "model/place.h"

struct sorted {
    const struct pk_cell *cell;
    const struct pk_cell *last; /* of the same field in this change */
    const char *left;           /* what the field holds after it */
    struct replayed *of;
};

/* A record that the change touches. */
struct replayed {
    const struct pk_record *record; /* as it was before, or NULL */
    size_t from, to;                /* its cells in sorted */
    const struct pk_cell *id;       /* the last one of its id, or NULL */
    bool there, told;
};

struct replay {
    struct pk_plan *plan;
    const struct pk_change *change;
    struct pk_clashes *clashes;
    struct sorted *sorted;
    size_t *place; /* by cell: where it is in sorted, or count */
    size_t count;
    struct replayed *records;
    size_t record_count;
    struct pk_change missing;
};

static int compare_records(const struct pk_cell *a, enum pk_table table, const char *id)
{
    return a->table != table ? (a->table < table ? -1 : 1) : strcmp(a->id, id);
}

static int compare_sorted(const void *left, const void *right)
{
    const struct pk_cell *a = ((const struct sorted *)left)->cell;
    const struct pk_cell *b = ((const struct sorted *)right)->cell;
    int order = compare_records(a, b->table, b->id);
    if (!order) {
        order = (a->field > b->field) - (a->field < b->field);
    }
    return order ? order : (a > b) - (a < b);
}

static bool same_field(const struct pk_cell *a, const struct pk_cell *b)
{
    return compare_records(a, b->table, b->id) == 0 && a->field == b->field;
}

static bool concerns(const struct pk_plan *plan, const struct pk_cell *cell, unsigned tables)
{
    return (tables >> cell->table & 1) && cell->table != PK_HISTORY &&
           !pk_plan_broken(plan, cell->table) && *cell->id;
}

static void sort_cells(struct replay *replay, unsigned tables)
{
    const struct pk_change *change = replay->change;
    replay->sorted = pk_new(change->count + 1, sizeof(*replay->sorted));
    replay->place = pk_new(change->count + 1, sizeof(*replay->place));
    for (size_t i = 0; i < change->count; i++) {
        if (concerns(replay->plan, &change->cells[i], tables)) {
            replay->sorted[replay->count++].cell = &change->cells[i];
        }
        replay->place[i] = change->count;
    }
    qsort(replay->sorted, replay->count, sizeof(*replay->sorted), compare_sorted);
    for (size_t i = replay->count; i-- > 0;) {
        struct sorted *sorted = &replay->sorted[i];
        replay->place[sorted->cell - change->cells] = i;
        sorted->last = i + 1 < replay->count && same_field(sorted->cell, sorted[1].cell)
                           ? sorted[1].last
                           : sorted->cell;
    }
}

static void group_by_record(struct replay *replay)
{
    replay->records = pk_new(replay->count + 1, sizeof(*replay->records));
    for (size_t i = 0; i < replay->count; i++) {
        struct sorted *sorted = &replay->sorted[i];
        const struct pk_cell *cell = sorted->cell;
        if (i == 0 || compare_records(sorted[-1].cell, cell->table, cell->id) != 0) {
            struct replayed *record = &replay->records[replay->record_count++];
            record->record = pk_plan_find(replay->plan, cell->table, cell->id);
            record->there = record->record;
            record->from = i;
        }
        sorted->of = &replay->records[replay->record_count - 1];
        sorted->of->to = i + 1;
        if (cell->field == 0) {
            sorted->of->id = cell;
        }
    }
}

static bool is_there(const struct replay *replay, enum pk_table table, const char *id)
{
    size_t low = 0, high = replay->record_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct replayed *record = &replay->records[middle];
        int order = compare_records(replay->sorted[record->from].cell, table, id);
        if (order == 0) {
            return record->there;
        }
        low = order < 0 ? middle + 1 : low;
        high = order < 0 ? high : middle;
    }
    return pk_plan_find(replay->plan, table, id);
}

static bool same(const struct replay *replay, const struct pk_cell *cell, const char *a,
                 const char *b)
{
    return pk_merge_same(cell->table, cell->field, a, b, pk_plan_settings(replay->plan)->year);
}

static void tell_field(struct replay *replay, const struct pk_cell *cell, const char *here)
{
    const struct pk_clash clash = { cell->table, cell->field, cell->id,
                                    cell->was,   here,        cell->now };
    pk_clashes_add(replay->clashes, &clash);
}

/* ours and theirs are the id where the record is, and "" where it was removed. */
static void tell_record(struct replay *replay, const struct pk_cell *cell, const char *ours,
                        const char *theirs)
{
    const struct pk_clash clash = { cell->table, 0, cell->id, cell->id, ours, theirs };
    pk_clashes_add(replay->clashes, &clash);
}

static void collect(struct replay *replay, const struct pk_cell *cell, const char *was)
{
    pk_change_add(&replay->missing, cell->table, cell->field, cell->id, was, cell->now);
}

/* Whether the record holds nothing but what the change saw when it removed it. */
static bool as_expected(const struct replay *replay, const struct replayed *record)
{
    const struct pk_cell *id = record->id;
    int fields = pk_schema(id->table)->field_count + pk_plan_extra_count(replay->plan, id->table);
    size_t at = record->from;
    for (int field = 1; field < fields; field++) {
        const char *text = record->record->text[field];
        bool expected = !*text;
        for (; at < record->to && replay->sorted[at].cell->field <= field; at++) {
            const struct pk_cell *cell = replay->sorted[at].cell;
            expected |= cell->field == field && (same(replay, cell, text, cell->was) ||
                                                 same(replay, cell, text, cell->now));
        }
        if (!expected) {
            return false;
        }
    }
    return true;
}

static void replay_removal(struct replay *replay, struct replayed *record)
{
    const struct pk_cell *id = record->id;
    if (!record->there) {
        return;
    }
    if (as_expected(replay, record)) {
        collect(replay, id, id->id);
        record->there = false;
    } else {
        tell_record(replay, id, id->id, "");
    }
}

/* Whether a record stands already where the change puts it, also when others came in between:
 * beyond the one that it was to pass. */
static bool is_placed(const struct replay *replay, const struct pk_cell *cell,
                      const struct pk_record *record)
{
    const char *here = pk_place_of(replay->plan, record);
    const struct pk_record *was = pk_plan_find(replay->plan, cell->table, cell->was);
    const struct pk_record *now = pk_plan_find(replay->plan, cell->table, cell->now);
    if (strcmp(here, cell->now) == 0) {
        return true;
    }
    if (strcmp(here, cell->was) == 0 || (*cell->was && !was) || (*cell->now && !now)) {
        return false;
    }
    bool down = now && (!was || now->place > was->place);
    return down ? record->place > now->place : !was || record->place < was->place;
}

static void replay_place(struct replay *replay, const struct pk_cell *cell,
                         const struct replayed *record)
{
    bool possible = !*cell->now || is_there(replay, cell->table, cell->now);
    if (record->there && possible && strcmp(cell->now, cell->id) != 0 &&
        (!record->record || !is_placed(replay, cell, record->record))) {
        collect(replay, cell, cell->was);
    }
}

static const char *text_before(const struct replay *replay, const struct sorted *sorted)
{
    const struct pk_cell *cell = sorted->cell;
    if (sorted > replay->sorted && same_field(sorted[-1].cell, cell)) {
        return sorted[-1].left;
    }
    return sorted->of->record ? sorted->of->record->text[cell->field] : "";
}

static void replay_field(struct replay *replay, struct sorted *sorted)
{
    const struct pk_cell *cell = sorted->cell;
    if (!sorted->of->there) {
        if (!sorted->of->told) {
            tell_record(replay, cell, "", cell->id);
        }
        sorted->of->told = true;
        sorted->left = "";
        return;
    }
    sorted->left = text_before(replay, sorted);
    if (same(replay, cell, sorted->left, cell->now) ||
        same(replay, cell, sorted->left, sorted->last->now)) {
        return;
    }
    if (same(replay, cell, sorted->left, cell->was)) {
        collect(replay, cell, sorted->left);
        sorted->left = cell->now;
    } else {
        tell_field(replay, cell, sorted->left);
    }
}

static void replay_cell(struct replay *replay, struct sorted *sorted)
{
    const struct pk_cell *cell = sorted->cell;
    struct replayed *record = sorted->of;
    if (record->id && !*record->id->now) {
        if (cell == record->id) {
            replay_removal(replay, record);
        }
    } else if (cell->field == 0) {
        if (!record->there && strcmp(cell->now, cell->id) == 0) {
            collect(replay, cell, "");
            record->there = true;
        }
    } else if (cell->field == PK_FIELD_PLACE) {
        replay_place(replay, cell, record);
    } else {
        replay_field(replay, sorted);
    }
}

void pk_change_replay(struct pk_plan *plan, const struct pk_change *change, unsigned tables,
                      struct pk_clashes *clashes)
{
    struct replay replay = { .plan = plan, .change = change, .clashes = clashes };
    pk_change_init(&replay.missing);
    sort_cells(&replay, tables);
    group_by_record(&replay);
    for (size_t i = 0; i < change->count; i++) {
        if (replay.place[i] < change->count) {
            replay_cell(&replay, &replay.sorted[replay.place[i]]);
        }
    }
    if (replay.missing.count && pk_change_apply(plan, &replay.missing, NULL) != PK_OK) {
        pk_die("a change could not be replayed");
    }
    pk_change_dispose(&replay.missing);
    free(replay.sorted);
    free(replay.place);
    free(replay.records);
}
