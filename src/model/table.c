/* table.c: the records of a table in display order, and an index of their ids.
 *
 * The index is open addressing with linear probing over the records themselves, at most half
 * full; taking a record out shifts those behind it back, so that no slot is ever wasted.
 */
#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/plan_private.h"
#include "planek/value.h"

#ifndef PK_FIRST_SLOTS
#define PK_FIRST_SLOTS 64
#endif

static const char *record_id(const struct pk_record *record)
{
    return record->text[0]; /* every table's first field is its id */
}

/* FNV-1a, 64 bits. */
static size_t hash_id(const char *id)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (; *id; id++) {
        hash = (hash ^ (unsigned char)*id) * UINT64_C(1099511628211);
    }
    return (size_t)(hash ^ hash >> 32);
}

/* The slot that holds the id, or the empty one where it would go. */
static size_t find_slot(const struct pk_tabledata *data, const char *id, size_t hash)
{
    size_t slot = hash & (data->slot_count - 1);
    while (data->slots[slot].record &&
           (data->slots[slot].hash != hash ||
            strcmp(record_id(data->slots[slot].record), id) != 0)) {
        slot = (slot + 1) & (data->slot_count - 1);
    }
    return slot;
}

static void grow_index(struct pk_tabledata *data)
{
    struct pk_slot *old = data->slots;
    size_t old_count = data->slot_count;
    data->slot_count = old_count ? old_count * 4 : PK_FIRST_SLOTS;
    data->slots = pk_new(data->slot_count, sizeof(*data->slots));
    for (size_t i = 0; i < old_count; i++) {
        size_t slot = old[i].hash & (data->slot_count - 1);
        while (old[i].record && data->slots[slot].record) {
            slot = (slot + 1) & (data->slot_count - 1);
        }
        if (old[i].record) {
            data->slots[slot] = old[i];
        }
    }
    free(old);
}

static bool index_add(struct pk_tabledata *data, struct pk_record *record)
{
    if (!*record_id(record)) {
        return false;
    }
    if ((data->slot_used + 1) * 2 > data->slot_count) {
        grow_index(data);
    }
    size_t hash = hash_id(record_id(record));
    size_t slot = find_slot(data, record_id(record), hash);
    if (data->slots[slot].record) {
        return false;
    }
    data->slots[slot] = (struct pk_slot){ hash, record };
    data->slot_used++;
    return true;
}

static void index_take_out(struct pk_tabledata *data, const struct pk_record *record)
{
    if (!*record_id(record) || data->slot_count == 0) {
        return;
    }
    size_t mask = data->slot_count - 1;
    size_t hole = find_slot(data, record_id(record), hash_id(record_id(record)));
    if (data->slots[hole].record != record) {
        return;
    }
    data->slot_used--;
    for (size_t next = (hole + 1) & mask; data->slots[next].record; next = (next + 1) & mask) {
        size_t home = data->slots[next].hash & mask;
        if (((next - home) & mask) >= ((next - hole) & mask)) {
            data->slots[hole] = data->slots[next];
            hole = next;
        }
    }
    data->slots[hole].record = NULL;
}

void pk_tabledata_init(struct pk_tabledata *data, enum pk_table table)
{
    data->schema = pk_schema(table);
    data->dialect = pk_dialect_default;
}

void pk_tabledata_dispose(struct pk_tabledata *data)
{
    free(data->rows);
    free(data->slots);
    free(data->bytes);
    free(data->columns.field);
    free(data->columns.extra);
}

struct pk_record *pk_tabledata_find(const struct pk_tabledata *data, const char *id)
{
    return data->slot_count && *id ? data->slots[find_slot(data, id, hash_id(id))].record : NULL;
}

/* Every new record is a copy of the table's blank one, whose empty cells are decoded once. */
static void make_blank(struct pk_tabledata *data, struct pk_arena *arena, size_t size, size_t cells,
                       int year)
{
    struct pk_record *blank = pk_arena_alloc(arena, size);
    memset(blank, 0, size);
    blank->table = (uint8_t)pk_schema_find_table(data->schema->name);
    blank->text = (const char **)((char *)blank + data->schema->record_size);
    for (size_t i = 0; i < cells; i++) {
        pk_record_set(blank, (int)i, "", year);
    }
    data->blank = blank;
    data->blank_size = size;
}

/* Every record has room for so many cells. */
static size_t room_for_cells(const struct pk_tabledata *data)
{
    size_t cells = (size_t)(data->schema->field_count + data->columns.extra_count);
    return cells > data->cell_room ? cells : data->cell_room;
}

struct pk_record *pk_tabledata_new_record(struct pk_tabledata *data, struct pk_arena *arena,
                                          int year)
{
    size_t cells = room_for_cells(data);
    size_t size = data->schema->record_size + cells * sizeof(const char *);
    if (data->blank_size != size) {
        make_blank(data, arena, size, cells, year);
    }
    struct pk_record *record = pk_arena_alloc(arena, size);
    memcpy(record, data->blank, size);
    record->text = (const char **)((char *)record + data->schema->record_size);
    return record;
}

static void renumber(struct pk_tabledata *data, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        data->rows[i]->place = (uint32_t)i;
    }
}

bool pk_tabledata_insert(struct pk_tabledata *data, struct pk_record *record, size_t place)
{
    assert(place <= data->count);
    data->rows =
        pk_reserve(data->rows, &data->capacity, data->count + 1, sizeof(*data->rows));
    memmove(data->rows + place + 1, data->rows + place,
            (data->count - place) * sizeof(*data->rows));
    data->rows[place] = record;
    data->count++;
    renumber(data, place, data->count);
    return index_add(data, record);
}

void pk_tabledata_take_out(struct pk_tabledata *data, struct pk_record *record)
{
    size_t place = record->place;
    assert(data->rows[place] == record);
    index_take_out(data, record);
    data->count--;
    memmove(data->rows + place, data->rows + place + 1,
            (data->count - place) * sizeof(*data->rows));
    renumber(data, place, data->count);
}

void pk_tabledata_move(struct pk_tabledata *data, struct pk_record *record, size_t place)
{
    size_t from = record->place;
    assert(place < data->count);
    if (from < place) {
        memmove(data->rows + from, data->rows + from + 1, (place - from) * sizeof(*data->rows));
    } else {
        memmove(data->rows + place + 1, data->rows + place,
                (from - place) * sizeof(*data->rows));
    }
    data->rows[place] = record;
    renumber(data, from < place ? from : place, (from < place ? place : from) + 1);
}

void pk_record_set(struct pk_record *record, int field, const char *text, int year)
{
    const struct pk_table_schema *schema = pk_schema(record->table);
    record->text[field] = text;
    if (field >= schema->field_count) {
        return;
    }
    uint64_t bit = UINT64_C(1) << field;
    record->bad &= ~bit;
    if (!pk_value_decode(record, &schema->fields[field], text, year)) {
        record->bad |= bit;
    }
}

void pk_tabledata_need_column(struct pk_tabledata *data, int field)
{
    struct pk_columns *columns = &data->columns;
    for (int i = 0; i < columns->count; i++) {
        if (columns->field[i] == field) {
            return;
        }
    }
    columns->field =
        pk_renew(columns->field, (size_t)columns->count + 1, sizeof(*columns->field));
    int at = columns->count++;
    for (; at > columns->written && columns->field[at - 1] > field; at--) {
        columns->field[at] = columns->field[at - 1];
    }
    columns->field[at] = field;
}

static bool column_is_empty(const struct pk_tabledata *data, int field)
{
    for (size_t i = 0; i < data->count; i++) {
        if (*data->rows[i]->text[field]) {
            return false;
        }
    }
    return true;
}

void pk_tabledata_drop_columns(struct pk_tabledata *data)
{
    struct pk_columns *columns = &data->columns;
    int kept = columns->written;
    for (int i = kept; data->has_file && i < columns->count; i++) {
        if (!column_is_empty(data, columns->field[i])) {
            columns->field[kept++] = columns->field[i];
        }
    }
    columns->count = data->has_file ? kept : columns->count;
}

int pk_tabledata_extra(struct pk_tabledata *data, struct pk_arena *arena, const char *name,
                       size_t length)
{
    struct pk_columns *columns = &data->columns;
    columns->extra =
        pk_renew(columns->extra, (size_t)columns->extra_count + 1, sizeof(*columns->extra));
    struct pk_buf marked = { 0 };
    pk_buf_printf(&marked, "%c%.*s", PK_EXTRA_MARK, (int)length, name);
    columns->extra[columns->extra_count] =
        pk_arena_text(arena, pk_buf_text(&marked), marked.len) + 1;
    pk_buf_dispose(&marked);
    return data->schema->field_count + columns->extra_count++;
}

void pk_tabledata_widen(struct pk_tabledata *data, struct pk_arena *arena)
{
    size_t cells = (size_t)(data->schema->field_count + data->columns.extra_count);
    size_t had = data->cell_room ? data->cell_room : cells - 1;
    if (cells <= had) {
        return;
    }
    data->cell_room = cells * 2;
    for (size_t i = 0; i < data->count; i++) {
        const char **text = pk_arena_alloc(arena, data->cell_room * sizeof(*text));
        memcpy(text, data->rows[i]->text, had * sizeof(*text));
        for (size_t cell = had; cell < data->cell_room; cell++) {
            text[cell] = "";
        }
        data->rows[i]->text = text;
    }
}
