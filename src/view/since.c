#include "config.h"

#include "planek/since.h"

#include <stdlib.h>
#include <string.h>

#include "planek/mem.h"

enum { REST = 63 };

static void add(struct pk_since *since, struct pk_moving moving)
{
    since->items =
        pk_reserve(since->items, &since->capacity, since->count + 1, sizeof *since->items);
    since->items[since->count++] = moving;
    switch (moving.how) {
    case PK_MOVED_CHANGED: since->changed++; break;
    case PK_MOVED_APPEARED: since->appeared++; break;
    case PK_MOVED_GONE: since->gone++; break;
    }
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

static void compare(struct pk_since *since, const struct pk_plan *then,
                    const struct pk_plan *now, const struct pk_activity *activity)
{
    const struct pk_activity *was = pk_plan_activity(then, activity->id);
    if (!was) {
        add(since, (struct pk_moving){ activity->id, PK_MOVED_APPEARED, 0, NULL, activity });
        return;
    }
    uint64_t fields = differing(then, &was->record, now, &activity->record);
    if (fields) {
        add(since, (struct pk_moving){ activity->id, PK_MOVED_CHANGED, fields, was, activity });
    }
}

static void add_gone(struct pk_since *since, const struct pk_activity *was)
{
    add(since, (struct pk_moving){ was->id, PK_MOVED_GONE, 0, was, NULL });
}

static int compare_ids(const void *a, const void *b, void *items)
{
    const struct pk_moving *moving = items;
    return strcmp(moving[*(const uint32_t *)a].id, moving[*(const uint32_t *)b].id);
}

/* What is gone, and the number of the group that it would be in. */
struct gone {
    size_t group;
    const struct pk_activity *activity;
};

static int compare_gone(const void *a, const void *b)
{
    const struct gone *x = a, *y = b;
    if (x->group != y->group) {
        return x->group < y->group ? -1 : 1;
    }
    pk_day p = x->activity->due.last, q = y->activity->due.last;
    if (p != q) {
        return p < q ? -1 : 1;
    }
    return x->activity->record.place < y->activity->record.place ? -1 : 1;
}

/* The group of what is there. */
static size_t group_of(const struct pk_since *since, const struct pk_plan *now,
                       const struct pk_activity *activity)
{
    const struct pk_goal *goal = pk_plan_goal(now, activity->goal);
    return goal ? goal->record.place : since->group_count - 1;
}

/* The group that what is gone would be in; behind the last one where its goal is gone, too. */
static size_t group_of_gone(const struct pk_since *since, const struct pk_plan *then,
                            const struct pk_plan *now, const struct pk_activity *was)
{
    if (pk_plan_goal(then, was->goal) && !pk_plan_goal(now, was->goal)) {
        return since->group_count;
    }
    return group_of(since, now, was);
}

static void count_in(struct pk_since *since, size_t group, enum pk_moved how)
{
    if (group < since->group_count) {
        struct pk_since_group *of = &since->groups[group];
        switch (how) {
        case PK_MOVED_CHANGED: of->changed++; break;
        case PK_MOVED_APPEARED: of->appeared++; break;
        case PK_MOVED_GONE: of->gone++; break;
        }
    }
}

static void sort_gone(struct pk_since *since, struct gone *gone)
{
    if (since->gone) {
        qsort(gone, since->gone, sizeof *gone, compare_gone);
    }
    since->gone_ones = pk_new(since->gone, sizeof *since->gone_ones);
    for (size_t i = since->gone; i-- > 0;) {
        since->gone_ones[i] = gone[i].activity;
        if (gone[i].group < since->group_count) {
            since->groups[gone[i].group].first_gone = i;
        }
    }
}

static void group_all(struct pk_since *since, const struct pk_plan *then,
                      const struct pk_plan *now)
{
    struct gone *gone = pk_new(since->gone, sizeof *gone);
    size_t lost = 0;
    since->group_count = pk_plan_count(now, PK_GOALS) + 1;
    since->groups = pk_new(since->group_count, sizeof *since->groups);
    for (size_t i = 0; i < since->count; i++) {
        const struct pk_moving *moving = &since->items[i];
        if (moving->now) {
            count_in(since, group_of(since, now, moving->now), moving->how);
        } else {
            size_t group = group_of_gone(since, then, now, moving->then);
            gone[lost++] = (struct gone){ group, moving->then };
            count_in(since, group, moving->how);
        }
    }
    sort_gone(since, gone);
    free(gone);
}

static void compare_goals(struct pk_since *since, const struct pk_plan *then,
                          const struct pk_plan *now)
{
    size_t capacity = 0;
    if (pk_plan_broken(now, PK_GOALS)) {
        return;
    }
    for (size_t i = 0; i < pk_plan_count(then, PK_GOALS); i++) {
        const struct pk_record *was = pk_plan_at(then, PK_GOALS, i);
        if (!pk_plan_goal(now, was->text[PK_GOAL_ID])) {
            since->goals =
                pk_reserve(since->goals, &capacity, since->goals_gone + 1, sizeof *since->goals);
            since->goals[since->goals_gone++] = (const struct pk_goal *)was;
        }
    }
    for (size_t i = 0; i < pk_plan_count(now, PK_GOALS); i++) {
        const struct pk_record *is = pk_plan_at(now, PK_GOALS, i);
        since->goals_appeared += !pk_plan_goal(then, is->text[PK_GOAL_ID]);
    }
}

static void index_ids(struct pk_since *since)
{
    since->by_id = pk_new(since->count, sizeof *since->by_id);
    for (size_t i = 0; i < since->count; i++) {
        since->by_id[i] = (uint32_t)i;
    }
    if (since->count) {
        qsort_r(since->by_id, since->count, sizeof *since->by_id, compare_ids, since->items);
    }
}

static void compare_activities(struct pk_since *since, const struct pk_plan *then,
                               const struct pk_plan *now)
{
    if (pk_plan_broken(now, PK_ACTIVITIES)) {
        return;
    }
    for (size_t i = 0; i < pk_plan_count(now, PK_ACTIVITIES); i++) {
        compare(since, then, now, (const struct pk_activity *)pk_plan_at(now, PK_ACTIVITIES, i));
    }
    for (size_t i = 0; i < pk_plan_count(then, PK_ACTIVITIES); i++) {
        const struct pk_activity *was =
            (const struct pk_activity *)pk_plan_at(then, PK_ACTIVITIES, i);
        if (!pk_plan_activity(now, was->id)) {
            add_gone(since, was);
        }
    }
}

void pk_since_make(struct pk_since *out, const struct pk_plan *then, const struct pk_plan *now)
{
    *out = (struct pk_since){ 0 };
    compare_activities(out, then, now);
    compare_goals(out, then, now);
    index_ids(out);
    group_all(out, then, now);
}

/* ---- following a plan that altered ---- */

static bool is_among(const struct pk_alterations *altered, const struct pk_activity *activity)
{
    for (size_t i = 0; i < altered->count; i++) {
        if (altered->items[i].self == &activity->record) {
            return true;
        }
    }
    return false;
}

static bool concerns(const struct pk_alterations *altered, enum pk_table table)
{
    for (size_t i = 0; i < altered->count; i++) {
        if (altered->items[i].table == table) {
            return true;
        }
    }
    return false;
}

static bool is_noted_gone(const struct pk_since *since, const struct pk_activity *was)
{
    for (size_t i = 0; i < since->count; i++) {
        if (!since->items[i].now && since->items[i].then == was) {
            return true;
        }
    }
    return false;
}

static void compare_altered(struct pk_since *since, const struct pk_plan *then,
                            const struct pk_plan *now, const struct pk_alteration *altered)
{
    if (altered->table != PK_ACTIVITIES) {
        return;
    }
    if (altered->now) {
        compare(since, then, now, (const struct pk_activity *)altered->now);
    }
    const char *id = altered->was ? altered->was->text[PK_ACTIVITY_ID] : NULL;
    const struct pk_activity *was = id ? pk_plan_activity(then, id) : NULL;
    if (was && !pk_plan_activity(now, id) && !is_noted_gone(since, was)) {
        add_gone(since, was);
    }
}

/* Those there now first. */
static int compare_places(const void *a, const void *b)
{
    const struct pk_moving *x = a, *y = b;
    if (!x->now != !y->now) {
        return x->now ? -1 : 1;
    }
    uint32_t p = x->now ? x->now->record.place : x->then->record.place;
    uint32_t q = y->now ? y->now->record.place : y->then->record.place;
    return p < q ? -1 : p > q;
}

void pk_since_follow(struct pk_since *since, const struct pk_plan *then, const struct pk_plan *now,
                     const struct pk_alterations *altered)
{
    struct pk_since fresh = { 0 };
    for (size_t i = 0; i < since->count; i++) {
        const struct pk_moving *moving = &since->items[i];
        if (moving->now ? !is_among(altered, moving->now) : !pk_plan_activity(now, moving->id)) {
            add(&fresh, *moving);
        }
    }
    for (size_t i = 0; i < altered->count; i++) {
        compare_altered(&fresh, then, now, &altered->items[i]);
    }
    if (fresh.count) {
        qsort(fresh.items, fresh.count, sizeof *fresh.items, compare_places);
    }
    if (concerns(altered, PK_GOALS)) {
        compare_goals(&fresh, then, now);
    } else {
        fresh.goals = since->goals;
        fresh.goals_gone = since->goals_gone;
        fresh.goals_appeared = since->goals_appeared;
        since->goals = NULL;
    }
    index_ids(&fresh);
    group_all(&fresh, then, now);
    pk_since_dispose(since);
    *since = fresh;
}

void pk_since_dispose(struct pk_since *since)
{
    free(since->items);
    free(since->by_id);
    free(since->groups);
    free(since->gone_ones);
    free(since->goals);
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

const struct pk_activity *const *pk_since_gone_from(const struct pk_since *since, size_t group,
                                                    size_t *count)
{
    const struct pk_since_group *of = group < since->group_count ? &since->groups[group] : NULL;
    *count = of ? of->gone : 0;
    return *count ? since->gone_ones + of->first_gone : NULL;
}

size_t pk_since_due_from(const struct pk_activity *const *gone, size_t count, pk_day day)
{
    size_t from = 0, to = count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (gone[middle]->due.last < day) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from;
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
