/* removal.c: removing records that nothing refers to.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/bulkrows.h"
#include "model/place.h"
#include "model/reference.h"
#include "planek/bulkedit.h"
#include "planek/i18n.h"
#include "planek/text.h"

enum { NAMED = 3 };

/* Those that refer to a record, each once, by their titles. */
struct referrers {
    struct pk_buf names;
    size_t count;
    const struct pk_record *last;
};

static void add_referrer(struct referrers *referrers, const struct pk_record *record)
{
    if (referrers->last == record) {
        return;
    }
    referrers->last = record;
    if (referrers->count++ < NAMED) {
        pk_buf_printf(&referrers->names, "%s%s", referrers->names.len ? ", " : "",
                      pk_record_title(record));
    }
}

static enum pk_err refuse(struct referrers *referrers, const struct pk_record *record,
                          struct pk_diag *diag)
{
    size_t more = referrers->count > NAMED ? referrers->count - NAMED : 0;
    if (more) {
        pk_buf_printf(&referrers->names, ngettext(" and %zu more", " and %zu more", more), more);
    }
    return pk_fail(diag, PK_ERR_REFUSED,
                   ngettext("\"%s\" stays: it is referred to by %s; change that first",
                            "\"%s\" stays: it is referred to by %s; change those first",
                            referrers->count),
                   pk_text_quote(pk_record_title(record)).text, pk_buf_text(&referrers->names));
}

static void remove_cells(struct pk_change *change, const struct pk_plan *plan,
                         const struct pk_record *record)
{
    enum pk_table table = (enum pk_table)record->table;
    int cells = pk_schema(table)->field_count + pk_plan_extra_count(plan, table);
    for (int i = cells - 1; i > 0; i--) {
        if (*record->text[i]) {
            pk_change_add(change, table, i, record->text[0], record->text[i], "");
        }
    }
    pk_change_add(change, table, PK_FIELD_PLACE, record->text[0], pk_place_of(plan, record), "");
    pk_change_add(change, table, 0, record->text[0], record->text[0], "");
}

enum pk_err pk_edit_remove(struct pk_change *change, const struct pk_plan *plan,
                           const struct pk_record *record, struct pk_diag *diag)
{
    struct referrers referrers = { .count = 0 };
    for (int table = 0; table < PK_TABLES; table++) {
        for (size_t i = 0; i < pk_plan_count(plan, (enum pk_table)table); i++) {
            const struct pk_record *other = pk_plan_at(plan, (enum pk_table)table, i);
            if (pk_reference_exists(other, record)) {
                add_referrer(&referrers, other);
            }
        }
    }
    enum pk_err err = PK_OK;
    if (referrers.count) {
        err = refuse(&referrers, record, diag);
    } else {
        remove_cells(change, plan, record);
    }
    pk_buf_dispose(&referrers.names);
    return err;
}

/* ---- many at once ---- */

/* Which records of a table are to go, and who keeps them. */
struct removal {
    const struct pk_plan *plan;
    enum pk_table table;
    bool *goes;                    /* by place */
    struct referrers *referrers;   /* by place */
    const struct pk_record **left; /* stay after all, what they refer to not yet looked at */
    size_t left_count, left_capacity;
};

static void keep(struct removal *removal, const struct pk_record *record,
                 const struct pk_record *referrer)
{
    add_referrer(&removal->referrers[record->place], referrer);
    if (removal->goes[record->place]) {
        removal->goes[record->place] = false;
        removal->left = pk_reserve(removal->left, &removal->left_capacity,
                                   removal->left_count + 1, sizeof(*removal->left));
        removal->left[removal->left_count++] = record;
    }
}

/* All that a record which stays refers to stays, too. */
static void keep_referred(struct removal *removal, const struct pk_record *referrer)
{
    const struct pk_table_schema *schema = pk_schema((enum pk_table)referrer->table);
    for (int number = 0; number < schema->field_count; number++) {
        const struct pk_field *field = &schema->fields[number];
        const char *cursor = referrer->text[number], *item;
        size_t length;
        while (field->refers_to >> removal->table & 1 && (item = pk_text_item(&cursor, &length))) {
            char *id = pk_strndup(item, length);
            id[field->type == PK_TYPE_SHARES ? strcspn(id, ":") : length] = '\0';
            const struct pk_record *record = pk_plan_find(removal->plan, removal->table, id);
            free(id);
            if (record && record != referrer &&
                (removal->goes[record->place] || removal->referrers[record->place].count)) {
                keep(removal, record, referrer);
            }
        }
    }
}

static void find_kept(struct removal *removal)
{
    for (int table = 0; table < PK_TABLES; table++) {
        for (size_t i = 0; i < pk_plan_count(removal->plan, (enum pk_table)table); i++) {
            const struct pk_record *record = pk_plan_at(removal->plan, (enum pk_table)table, i);
            bool marked = table == (int)removal->table &&
                          (removal->goes[i] || removal->referrers[i].count);
            if (!marked) {
                keep_referred(removal, record);
            }
        }
    }
    while (removal->left_count) {
        keep_referred(removal, removal->left[--removal->left_count]);
    }
}

static int compare_places_back(const void *a, const void *b)
{
    const struct pk_record *left = *(const struct pk_record *const *)a;
    const struct pk_record *right = *(const struct pk_record *const *)b;
    return (left->place < right->place) - (left->place > right->place);
}

/* The last one in the file first: then taking one out moves none that is still to go. */
static void collect(struct pk_bulk *bulk, const struct removal *removal,
                    const struct pk_record *const *records, size_t count)
{
    size_t places = pk_plan_count(removal->plan, removal->table);
    size_t *rows = pk_new(places + 1, sizeof(*rows));
    const struct pk_record **back = pk_new(count + 1, sizeof(*back));
    for (size_t i = 0; i < count; i++) {
        struct pk_diag diag;
        rows[records[i]->place] = i;
        back[i] = records[i];
        if (removal->goes[records[i]->place]) {
            bulk->rows[i].refusal = NULL;
        } else if (refuse(&removal->referrers[records[i]->place], records[i], &diag)) {
            bulk->rows[i].refusal =
                pk_arena_text(&bulk->texts, diag.text, strlen(diag.text));
            bulk->refused++;
        }
    }
    qsort(back, count, sizeof(*back), compare_places_back);
    for (size_t i = 0; i < count; i++) {
        struct pk_bulk_row *row = &bulk->rows[rows[back[i]->place]];
        row->first = bulk->change.count;
        if (!row->refusal) {
            remove_cells(&bulk->change, removal->plan, back[i]);
            bulk->changed++;
        }
        row->count = bulk->change.count - row->first;
    }
    free(rows);
    free(back);
}

void pk_bulk_remove(struct pk_bulk *bulk, const struct pk_plan *plan,
                    const struct pk_record *const *records, size_t count)
{
    if (count == 0) {
        return;
    }
    enum pk_table table = (enum pk_table)records[0]->table;
    size_t places = pk_plan_count(plan, table);
    const struct pk_record **sorted = pk_bulkrows_begin(bulk, plan, records, &count);
    struct removal removal = {
        .plan = plan,
        .table = table,
        .goes = pk_new(places + 1, sizeof(*removal.goes)),
        .referrers = pk_new(places + 1, sizeof(*removal.referrers)),
    };
    for (size_t i = 0; i < count; i++) {
        removal.goes[sorted[i]->place] = true;
    }
    find_kept(&removal);
    collect(bulk, &removal, sorted, count);
    for (size_t i = 0; i < places; i++) {
        pk_buf_dispose(&removal.referrers[i].names);
    }
    free(removal.goes);
    free(removal.referrers);
    free(removal.left);
    free(sorted);
}
