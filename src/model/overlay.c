#include "config.h"

#include "model/overlay.h"

#include <stdlib.h>
#include <string.h>

#include "model/plan_private.h"

static int compare_names(enum pk_table table, const char *id, enum pk_table other_table,
                         const char *other_id)
{
    return table != other_table ? (table < other_table ? -1 : 1) : strcmp(id, other_id);
}

/* By record; the cells of one record stay in the order of the change. */
static int compare_cells(const void *left, const void *right)
{
    const struct pk_cell *a = *(const struct pk_cell *const *)left;
    const struct pk_cell *b = *(const struct pk_cell *const *)right;
    int order = compare_names(a->table, a->id, b->table, b->id);
    return order ? order : a < b ? -1 : a > b;
}

/* A copy of the record, or a new one with all cells empty. */
static struct pk_record *make_record(struct pk_overlay *overlay, const struct pk_plan *plan,
                                     struct pk_overlaid *item)
{
    const struct pk_table_schema *schema = pk_schema(item->table);
    size_t cells =
        (size_t)(schema->field_count + pk_plan_extra_count(plan, item->table));
    struct pk_record *record = pk_arena_alloc(&overlay->arena, schema->record_size);
    const char **text = pk_arena_alloc(&overlay->arena, cells * sizeof(*text));
    if (item->before) {
        memcpy(record, item->before, schema->record_size);
        memcpy(text, item->before->text, cells * sizeof(*text));
        record->text = text;
        return record;
    }
    memset(record, 0, schema->record_size);
    record->table = (uint8_t)item->table;
    record->text = text;
    record->place =
        (uint32_t)(pk_plan_count(plan, item->table) + overlay->added[item->table]++);
    for (size_t i = 0; i < cells; i++) {
        pk_record_set(record, (int)i, "", pk_plan_settings(plan)->year);
    }
    return record;
}

static void set_cell(struct pk_overlay *overlay, const struct pk_plan *plan,
                     struct pk_overlaid *item, struct pk_record **record,
                     const struct pk_cell *cell)
{
    int fields = pk_schema(item->table)->field_count;
    if (cell->field < 0 || cell->field >= fields) {
        return;
    }
    item->changed |= UINT64_C(1) << cell->field;
    bool is_id = cell->field == 0;
    if (is_id && !*cell->now) {
        *record = NULL;
        return;
    }
    if (!*record && (is_id || item->before)) {
        *record = make_record(overlay, plan, item);
    }
    if (*record) {
        pk_record_set(*record, cell->field, cell->now, pk_plan_settings(plan)->year);
    }
}

static void add_item(struct pk_overlay *overlay, const struct pk_plan *plan,
                     const struct pk_cell *const *cells, size_t count)
{
    struct pk_overlaid *item = &overlay->items[overlay->count++];
    *item = (struct pk_overlaid){
        .table = cells[0]->table,
        .id = cells[0]->id,
        .before = pk_plan_find(plan, cells[0]->table, cells[0]->id),
    };
    struct pk_record *record = item->before ? make_record(overlay, plan, item) : NULL;
    for (size_t i = 0; i < count; i++) {
        set_cell(overlay, plan, item, &record, cells[i]);
    }
    item->after = record;
}

void pk_overlay_init(struct pk_overlay *overlay, const struct pk_plan *plan,
                     const struct pk_change *change)
{
    *overlay = (struct pk_overlay){ .items = pk_new(change->count + 1, sizeof(*overlay->items)) };
    const struct pk_cell **cells = pk_new(change->count + 1, sizeof(*cells));
    size_t count = 0;
    for (size_t i = 0; i < change->count; i++) {
        if (change->cells[i].table != PK_HISTORY) {
            cells[count++] = &change->cells[i];
        }
    }
    qsort(cells, count, sizeof(*cells), compare_cells);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count; to++) {
            if (compare_names(cells[from]->table, cells[from]->id, cells[to]->table,
                              cells[to]->id) != 0) {
                break;
            }
        }
        add_item(overlay, plan, cells + from, to - from);
    }
    free(cells);
}

void pk_overlay_dispose(struct pk_overlay *overlay)
{
    free(overlay->items);
    pk_arena_dispose(&overlay->arena);
}

static int compare_items(const void *left, const void *right)
{
    const struct pk_overlaid *a = left, *b = right;
    return compare_names(a->table, a->id, b->table, b->id);
}

bool pk_overlay_find(const struct pk_overlay *overlay, enum pk_table table, const char *id,
                     const struct pk_record **after)
{
    struct pk_overlaid wanted = { .table = table, .id = id };
    const struct pk_overlaid *found = bsearch(&wanted, overlay->items, overlay->count,
                                              sizeof(*overlay->items), compare_items);
    if (found) {
        *after = found->after;
    }
    return found;
}

size_t pk_overlay_added(const struct pk_overlay *overlay, enum pk_table table)
{
    return overlay->added[table];
}
