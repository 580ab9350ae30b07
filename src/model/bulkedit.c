#include "config.h"

#include "planek/bulkedit.h"

#include <stdlib.h>
#include <string.h>

#include "model/bulkrows.h"
#include "planek/mem.h"
#include "planek/text.h"

void pk_bulk_init(struct pk_bulk *bulk)
{
    *bulk = (struct pk_bulk){ .count = 0 };
    pk_change_init(&bulk->change);
}

void pk_bulk_dispose(struct pk_bulk *bulk)
{
    pk_change_dispose(&bulk->change);
    free(bulk->rows);
    pk_arena_dispose(&bulk->texts);
    pk_bulk_init(bulk);
}

struct pk_bulk_row *pk_bulkrows_add(struct pk_bulk *bulk, const struct pk_record *record)
{
    bulk->rows =
        pk_reserve(bulk->rows, &bulk->capacity, bulk->count + 1, sizeof(*bulk->rows));
    struct pk_bulk_row *row = &bulk->rows[bulk->count++];
    const char *id = record->text[0];
    *row = (struct pk_bulk_row){ (enum pk_table)record->table,
                                 pk_arena_text(&bulk->texts, id, strlen(id)),
                                 bulk->change.count, 0, NULL };
    return row;
}

void pk_bulkrows_end(struct pk_bulk *bulk, struct pk_bulk_row *row)
{
    row->count = bulk->change.count - row->first;
    bulk->changed += row->count > 0;
}

static int compare_on_screen(const void *a, const void *b)
{
    const struct pk_record *one = *(const struct pk_record *const *)a;
    const struct pk_record *other = *(const struct pk_record *const *)b;
    if (one->table != PK_ACTIVITIES) {
        return (one->place > other->place) - (one->place < other->place);
    }
    const struct pk_activity *left = *(const struct pk_activity *const *)a;
    const struct pk_activity *right = *(const struct pk_activity *const *)b;
    if (left->group != right->group) {
        return left->group < right->group ? -1 : 1;
    }
    return (left->position > right->position) - (left->position < right->position);
}

const struct pk_record **pk_bulkrows_begin(struct pk_bulk *bulk, const struct pk_plan *plan,
                                           const struct pk_record *const *records,
                                           size_t *count)
{
    const struct pk_group *groups;
    const struct pk_record **sorted = pk_new(*count + 1, sizeof(*sorted));
    (void)pk_plan_groups(plan, &groups);
    for (size_t i = 0; i < *count; i++) {
        sorted[i] = records[i];
    }
    qsort(sorted, *count, sizeof(*sorted), compare_on_screen);
    size_t end = 0;
    for (size_t i = 0; i < *count; i++) {
        if (end == 0 || sorted[end - 1] != sorted[i]) {
            sorted[end++] = sorted[i];
            pk_bulkrows_add(bulk, sorted[i]);
        }
    }
    *count = end;
    return sorted;
}

/* A failure that would be the same for every row. */
static bool is_general(enum pk_err err)
{
    return err == PK_ERR_USAGE || err == PK_ERR_UNKNOWN;
}

enum pk_err pk_bulk_each(struct pk_bulk *bulk, const struct pk_plan *plan,
                         const struct pk_record *const *records, size_t count,
                         pk_bulk_edit *edit, const void *how, struct pk_diag *diag)
{
    const struct pk_record **sorted = pk_bulkrows_begin(bulk, plan, records, &count);
    enum pk_err general = PK_OK;
    for (size_t i = 0; i < count && !general; i++) {
        struct pk_bulk_row *row = &bulk->rows[i];
        struct pk_diag why = { .text = "" };
        row->first = bulk->change.count;
        enum pk_err err = edit(&bulk->change, plan, sorted[i], how, &why);
        if (is_general(err)) {
            general = pk_fail(diag, err, "%s", why.text);
        } else if (err) {
            bulk->change.count = row->first;
            row->refusal = pk_arena_text(&bulk->texts, why.text, strlen(why.text));
            bulk->refused++;
        } else {
            pk_bulkrows_end(bulk, row);
        }
    }
    free(sorted);
    if (general) {
        pk_bulk_dispose(bulk);
    }
    return general;
}
