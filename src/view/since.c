#include "config.h"

#include "planek/since.h"

#include <stdlib.h>
#include <string.h>

#include "planek/mem.h"

enum { REST = 63 };

static void add(struct pk_since *since, size_t *capacity, struct pk_moving moving)
{
    since->items = pk_reserve(since->items, capacity, since->count + 1, sizeof *since->items);
    since->items[since->count++] = moving;
}

/* The bits of the fields that differ.  Unknown columns are matched by name. */
static uint64_t differing(const struct pk_plan *then, const struct pk_record *was,
                          const struct pk_plan *now, const struct pk_record *is)
{
    uint64_t fields = 0;
    for (int field = 0; field < PK_ACTIVITY_FIELDS; field++) {
        const char *a = was->text[field], *b = is->text[field];
        if (strcmp(a, b) != 0 && !pk_plan_same(now, PK_ACTIVITIES, field, a, b)) {
            fields |= UINT64_C(1) << field;
        }
    }
    int extras = pk_plan_extra_count(now, PK_ACTIVITIES);
    int known = pk_plan_extra_count(then, PK_ACTIVITIES);
    for (int extra = 0; extra < extras && extra < known; extra++) {
        int at = PK_ACTIVITY_FIELDS + extra;
        bool same_name = strcmp(pk_plan_extra_name(then, PK_ACTIVITIES, extra),
                                pk_plan_extra_name(now, PK_ACTIVITIES, extra)) == 0;
        if (same_name && strcmp(was->text[at], is->text[at]) != 0) {
            fields |= UINT64_C(1) << REST;
        }
    }
    return fields;
}

static void compare(struct pk_since *since, size_t *capacity, const struct pk_plan *then,
                    const struct pk_plan *now, const struct pk_activity *activity)
{
    const struct pk_activity *was = pk_plan_activity(then, activity->id);
    if (!was) {
        add(since, capacity,
            (struct pk_moving){ activity->id, PK_MOVED_APPEARED, 0, NULL, activity });
        since->appeared++;
        return;
    }
    uint64_t fields = differing(then, &was->record, now, &activity->record);
    if (fields) {
        add(since, capacity,
            (struct pk_moving){ activity->id, PK_MOVED_CHANGED, fields, was, activity });
        since->changed++;
    }
}

static int compare_ids(const void *a, const void *b, void *items)
{
    const struct pk_moving *moving = items;
    return strcmp(moving[*(const uint32_t *)a].id, moving[*(const uint32_t *)b].id);
}

void pk_since_make(struct pk_since *out, const struct pk_plan *then, const struct pk_plan *now)
{
    size_t capacity = 0;
    *out = (struct pk_since){ 0 };
    if (pk_plan_broken(now, PK_ACTIVITIES)) {
        return;
    }
    for (size_t i = 0; i < pk_plan_count(now, PK_ACTIVITIES); i++) {
        compare(out, &capacity, then, now,
                (const struct pk_activity *)pk_plan_at(now, PK_ACTIVITIES, i));
    }
    for (size_t i = 0; i < pk_plan_count(then, PK_ACTIVITIES); i++) {
        const struct pk_activity *was =
            (const struct pk_activity *)pk_plan_at(then, PK_ACTIVITIES, i);
        if (!pk_plan_activity(now, was->id)) {
            add(out, &capacity, (struct pk_moving){ was->id, PK_MOVED_GONE, 0, was, NULL });
            out->gone++;
        }
    }
    out->by_id = pk_new(out->count, sizeof *out->by_id);
    for (size_t i = 0; i < out->count; i++) {
        out->by_id[i] = (uint32_t)i;
    }
    if (out->count) {
        qsort_r(out->by_id, out->count, sizeof *out->by_id, compare_ids, out->items);
    }
}

void pk_since_dispose(struct pk_since *since)
{
    free(since->items);
    free(since->by_id);
    *since = (struct pk_since){ 0 };
}

const struct pk_moving *pk_since_find(const struct pk_since *since, const char *id)
{
    size_t from = 0, to = since->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        const struct pk_moving *at = &since->items[since->by_id[middle]];
        int order = strcmp(at->id, id);
        if (order == 0) {
            return at;
        }
        if (order < 0) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return NULL;
}

pk_day pk_since_meeting(const struct pk_plan *plan, pk_day before)
{
    pk_day last = PK_NO_DAY;
    for (size_t i = 0; i < pk_plan_count(plan, PK_MEETINGS); i++) {
        const struct pk_meeting *meeting =
            (const struct pk_meeting *)pk_plan_at(plan, PK_MEETINGS, i);
        bool counts = meeting->date != PK_NO_DAY && meeting->date < before;
        if (counts && (last == PK_NO_DAY || meeting->date > last)) {
            last = meeting->date;
        }
    }
    return last;
}

bool pk_moving_days(const struct pk_moving *moving, int *days)
{
    if (moving->how != PK_MOVED_CHANGED || moving->then->due.last == PK_NO_DAY ||
        moving->now->due.last == PK_NO_DAY) {
        return false;
    }
    *days = moving->now->due.last - moving->then->due.last;
    return *days != 0;
}
