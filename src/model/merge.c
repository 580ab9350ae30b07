/* merge.c: what theirs did to a table since base, as cells for ours.
 *
 * The records of all sides get numbers, each says whether it is in what comes out, and their order
 * is found (mergeorder.c).  Ours is then brought there: first the cells of records that stay, then
 * what goes (the last first, which costs least in an array), then along the new order what comes
 * and what moves.  A linked list follows what ours looks like in between, so that each place cell
 * is right at its moment.
 */
#include "config.h"

#include "planek/merge.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/merging.h"

void pk_clashes_add(struct pk_clashes *clashes, const struct pk_clash *clash)
{
    struct pk_clash copy = *clash;
    const char **const texts[] = { &copy.id, &copy.base, &copy.ours, &copy.theirs };
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        *texts[i] = pk_arena_text(&clashes->arena, *texts[i], strlen(*texts[i]));
    }
    clashes->items = pk_reserve(clashes->items, &clashes->capacity, clashes->count + 1,
                                sizeof(*clashes->items));
    clashes->items[clashes->count++] = copy;
}

void pk_clashes_dispose(struct pk_clashes *clashes)
{
    free(clashes->items);
    pk_arena_dispose(&clashes->arena);
    *clashes = (struct pk_clashes){ 0 };
}

/* ---- the sides ---- */

static int find_extra(const struct pk_plan *plan, enum pk_table table, const char *name)
{
    for (int i = 0; i < pk_plan_extra_count(plan, table); i++) {
        if (strcmp(pk_plan_extra_name(plan, table, i), name) == 0) {
            return pk_schema(table)->field_count + i;
        }
    }
    return -1;
}

static void map_columns(struct pk_merging *merging, struct pk_plan *ours,
                        const struct pk_plan *const *plans)
{
    enum pk_table table = merging->table;
    int known = pk_schema(table)->field_count;
    int not_learned = known + pk_plan_extra_count(ours, table);
    for (int i = 0; i < pk_plan_extra_count(plans[PK_THEIRS], table); i++) {
        (void)pk_plan_extra_field(ours, table, pk_plan_extra_name(plans[PK_THEIRS], table, i));
    }
    merging->fields = known + pk_plan_extra_count(ours, table);
    for (int side = 0; side < PK_SIDES; side++) {
        int *column = pk_arena_alloc(&merging->arena, (size_t)merging->fields * sizeof(*column));
        for (int i = 0; i < merging->fields; i++) {
            column[i] = i < known ? i
                                  : find_extra(plans[side], table,
                                               pk_plan_extra_name(ours, table, i - known));
        }
        merging->column[side] = column;
    }
    for (int i = not_learned; i < merging->fields; i++) {
        merging->column[PK_OURS][i] = -1;
    }
}

/* The number of the record in earlier sides, or a new one. */
static size_t number_of(struct pk_merging *merging, const struct pk_plan *const *plans,
                        enum pk_side side, const char *id)
{
    for (int other = PK_BASE; other < (int)side; other++) {
        const struct pk_record *record = pk_plan_find(plans[other], merging->table, id);
        if (record) {
            return merging->list[other][record->place];
        }
    }
    merging->records[merging->count] = (struct pk_merged){ .id = id };
    return merging->count++;
}

static void collect_records(struct pk_merging *merging, const struct pk_plan *const *plans)
{
    size_t most = 0;
    for (int side = 0; side < PK_SIDES; side++) {
        merging->length[side] = pk_plan_count(plans[side], merging->table);
        most += merging->length[side];
    }
    merging->records = pk_arena_alloc(&merging->arena, most * sizeof(*merging->records));
    for (int side = 0; side < PK_SIDES; side++) {
        size_t length = merging->length[side];
        merging->list[side] = pk_arena_alloc(&merging->arena, length * sizeof(size_t));
        for (size_t i = 0; i < length; i++) {
            const struct pk_record *record = pk_plan_at(plans[side], merging->table, i);
            size_t number = number_of(merging, plans, (enum pk_side)side, record->text[0]);
            merging->list[side][i] = number;
            merging->records[number].of[side] = record;
        }
    }
    merging->base_count = merging->length[PK_BASE];
}

/* ---- from ours to what comes out ---- */

/* Ours as it is in between: for each record the one before and the one behind; `head` is in front
 * of the first. */
struct line {
    size_t *before, *behind;
    size_t head;
};

static void put_behind(struct line *line, size_t item, size_t before)
{
    size_t behind = line->behind[before];
    line->before[item] = before;
    line->behind[item] = behind;
    line->behind[before] = item;
    line->before[behind] = item;
}

static void take_away(struct line *line, size_t item)
{
    line->behind[line->before[item]] = line->behind[item];
    line->before[line->behind[item]] = line->before[item];
}

static void line_up(struct line *line, struct pk_merging *merging)
{
    size_t size = (merging->count + 1) * sizeof(size_t);
    line->before = pk_arena_alloc(&merging->arena, size);
    line->behind = pk_arena_alloc(&merging->arena, size);
    line->head = merging->count;
    line->before[line->head] = line->behind[line->head] = line->head;
    for (size_t i = 0; i < merging->length[PK_OURS]; i++) {
        put_behind(line, merging->list[PK_OURS][i], line->before[line->head]);
    }
}

static const char *id_at(const struct pk_merging *merging, size_t number)
{
    return number < merging->count ? merging->records[number].id : "";
}

/* Those of ours that need not move to get into the new order, by their place in it. */
static bool *find_resting(struct pk_merging *merging, const size_t *order, size_t count)
{
    size_t *place = pk_arena_alloc(&merging->arena, merging->count * sizeof(*place));
    size_t *wanted = pk_arena_alloc(&merging->arena, count * sizeof(*wanted));
    bool *rests = pk_arena_alloc(&merging->arena, count * sizeof(*rests));
    size_t staying = 0;
    for (size_t i = 0; i < count; i++) {
        place[order[i]] = i;
    }
    for (size_t i = 0; i < merging->length[PK_OURS]; i++) {
        size_t number = merging->list[PK_OURS][i];
        if (merging->records[number].there) {
            wanted[staying++] = place[number];
        }
    }
    pk_merge_rising(&merging->arena, wanted, staying, rests, count);
    return rests;
}

static void change_and_remove(struct pk_merging *merging, struct line *line)
{
    for (size_t i = 0; i < merging->length[PK_OURS]; i++) {
        const struct pk_merged *record = &merging->records[merging->list[PK_OURS][i]];
        if (record->there && record->of[PK_THEIRS]) {
            pk_merge_cells(merging, record);
        }
    }
    for (size_t i = merging->length[PK_OURS]; i-- > 0;) {
        size_t number = merging->list[PK_OURS][i];
        if (!merging->records[number].there) {
            pk_merge_remove(merging, &merging->records[number],
                            id_at(merging, line->before[number]));
            take_away(line, number);
        }
    }
}

static void add_and_move(struct pk_merging *merging, struct line *line, const size_t *order,
                         size_t count)
{
    const bool *rests = find_resting(merging, order, count);
    size_t after = line->head;
    for (size_t i = 0; i < count; i++) {
        size_t number = order[i];
        const struct pk_merged *record = &merging->records[number];
        if (!record->of[PK_OURS]) {
            pk_merge_add(merging, record, id_at(merging, after));
            put_behind(line, number, after);
        } else if (!rests[i] && line->before[number] != after) {
            pk_change_add(merging->change, merging->table, PK_FIELD_PLACE, record->id,
                          id_at(merging, line->before[number]), id_at(merging, after));
            take_away(line, number);
            put_behind(line, number, after);
        }
        after = number;
    }
}

void pk_merge_table(struct pk_change *change, struct pk_clashes *clashes, struct pk_plan *ours,
                    const struct pk_plan *base, const struct pk_plan *theirs, enum pk_table table,
                    pk_merge_doubt_fn *doubt, void *user)
{
    const struct pk_plan *const plans[] = {
        [PK_BASE] = base, [PK_OURS] = ours, [PK_THEIRS] = theirs
    };
    struct pk_merging merging = { .change = change,
                                  .clashes = clashes,
                                  .table = table,
                                  .ours = ours,
                                  .doubt = doubt,
                                  .user = user };
    for (int side = 0; side < PK_SIDES; side++) {
        assert(!pk_plan_broken(plans[side], table));
    }
    map_columns(&merging, ours, plans);
    collect_records(&merging, plans);
    for (size_t i = 0; i < merging.count; i++) {
        merging.records[i].there = pk_merge_stays(&merging, &merging.records[i]);
    }
    size_t *order = pk_arena_alloc(&merging.arena, merging.count * sizeof(*order));
    size_t count = pk_merge_order(&merging, order);
    struct line line;
    line_up(&line, &merging);
    change_and_remove(&merging, &line);
    add_and_move(&merging, &line, order, count);
    pk_arena_dispose(&merging.arena);
}
