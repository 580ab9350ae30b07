/* alterations.c: a short list of the records that changes altered, each with a copy as it was.
 *
 * When it is full the changes before the last are forgotten: whoever follows the plan asks after
 * each change.
 */
#include "config.h"

#include "planek/alterations.h"

#include <stdlib.h>
#include <string.h>

#include "model/plan_private.h"

enum { TOUCHED_MAX = 64 };

struct touched {
    uint64_t revision; /* that the plan has since */
    const struct pk_record *record;
    struct pk_record *was;
    bool moved;
};

struct pk_touches {
    bool wanted;
    uint64_t since; /* all that altered after this revision is here */
    struct touched items[TOUCHED_MAX];
    size_t count;
    struct pk_alteration told[TOUCHED_MAX];
};

struct pk_touches *pk_touches_new(void)
{
    return pk_new(1, sizeof(struct pk_touches));
}

static void empty(struct pk_touches *touches, uint64_t since)
{
    for (size_t i = 0; i < touches->count; i++) {
        free(touches->items[i].was);
    }
    touches->count = 0;
    touches->since = since;
}

void pk_touches_free(struct pk_touches *touches)
{
    empty(touches, 0);
    free(touches);
}

void pk_touches_lose(struct pk_plan *plan)
{
    empty(plan->touches, plan->revision + 1);
}

/* Only the change that is being applied is kept. */
static void forget_earlier(struct pk_touches *touches, uint64_t revision)
{
    size_t kept = 0;
    for (size_t i = 0; i < touches->count; i++) {
        if (touches->items[i].revision == revision) {
            touches->items[kept++] = touches->items[i];
        } else {
            free(touches->items[i].was);
        }
    }
    touches->count = kept;
    touches->since = revision - 1;
}

static struct pk_record *copy_of(const struct pk_plan *plan, const struct pk_record *record)
{
    const struct pk_tabledata *data = &plan->tables[record->table];
    size_t size = data->schema->record_size;
    size_t cells = (size_t)(data->schema->field_count + data->columns.extra_count);
    struct pk_record *copy = pk_new(1, size + cells * sizeof(*copy->text));
    memcpy(copy, record, size);
    copy->text = (const char **)((char *)copy + size);
    memcpy(copy->text, record->text, cells * sizeof(*copy->text));
    return copy;
}

/* The record's entry of the change that is being applied. */
static struct touched *find(struct pk_touches *touches, const struct pk_record *record,
                            uint64_t revision)
{
    for (size_t i = touches->count; i-- > 0 && touches->items[i].revision == revision;) {
        if (touches->items[i].record == record) {
            return &touches->items[i];
        }
    }
    return NULL;
}

void pk_touch(struct pk_plan *plan, const struct pk_record *record, enum pk_touch how)
{
    struct pk_touches *touches = plan->touches;
    uint64_t revision = plan->revision + 1;
    if (!touches->wanted || touches->since >= revision) {
        return;
    }
    struct touched *entry = find(touches, record, revision);
    bool placed = record->table != PK_ACTIVITIES || plan->cache->fresh;
    if (!entry && touches->count == TOUCHED_MAX) {
        forget_earlier(touches, revision);
    }
    if (!entry && (touches->count == TOUCHED_MAX || !placed)) {
        pk_touches_lose(plan);
        return;
    }
    if (!entry) {
        entry = &touches->items[touches->count++];
        *entry = (struct touched){ .revision = revision, .record = record };
        entry->was = how == PK_TOUCH_NEW ? NULL : copy_of(plan, record);
    }
    entry->moved = entry->moved || how == PK_TOUCH_MOVED;
}

static bool is_there(const struct pk_plan *plan, const struct pk_record *record)
{
    const struct pk_tabledata *data = &plan->tables[record->table];
    return record->place < data->count && data->rows[record->place] == record;
}

/* The first copy of several is the oldest. */
static void tell(struct pk_touches *touches, const struct pk_plan *plan,
                 const struct touched *entry, struct pk_alterations *out)
{
    for (size_t i = 0; i < out->count; i++) {
        if (touches->told[i].self == entry->record) {
            touches->told[i].moved = touches->told[i].moved || entry->moved;
            return;
        }
    }
    const struct pk_record *now = is_there(plan, entry->record) ? entry->record : NULL;
    touches->told[out->count++] = (struct pk_alteration){
        (enum pk_table)entry->record->table, entry->was, now, entry->record, entry->moved,
    };
}

bool pk_plan_altered(const struct pk_plan *plan, uint64_t since, struct pk_alterations *out)
{
    struct pk_touches *touches = plan->touches;
    bool known = touches->wanted && since >= touches->since && since <= plan->revision;
    if (!touches->wanted) {
        touches->wanted = true;
        touches->since = plan->revision;
    }
    *out = (struct pk_alterations){ touches->told, 0 };
    for (size_t i = 0; known && i < touches->count; i++) {
        if (touches->items[i].revision > since) {
            tell(touches, plan, &touches->items[i], out);
        }
    }
    return known;
}
