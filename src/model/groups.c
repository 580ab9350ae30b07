/* groups.c: activities by goal, made when asked for (a counting sort: two walks over the
 * activities, whatever their number) and kept up to date while changes are applied; only goals
 * that come, go or move make them anew.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/plan_private.h"

static void forget(struct pk_groupcache *cache)
{
    for (size_t i = 0; i < cache->count; i++) {
        free(cache->members[i].items);
    }
    free(cache->members);
    free(cache->groups);
}

void pk_groupcache_free(struct pk_groupcache *cache)
{
    forget(cache);
    free(cache);
}

static uint32_t group_of(const struct pk_plan *plan, const struct pk_activity *activity,
                         size_t none)
{
    const struct pk_goal *goal = pk_plan_goal(plan, activity->goal);
    return goal ? goal->record.place : (uint32_t)none;
}

static void make_room(struct pk_groupcache *cache, size_t group, size_t count)
{
    struct pk_members *members = &cache->members[group];
    members->items = pk_reserve(members->items, &members->capacity, count,
                                sizeof(*members->items));
    cache->groups[group].activities = (const struct pk_activity *const *)members->items;
}

static void make_groups(const struct pk_plan *plan, struct pk_groupcache *cache)
{
    const struct pk_tabledata *goals = &plan->tables[PK_GOALS];
    const struct pk_tabledata *activities = &plan->tables[PK_ACTIVITIES];
    forget(cache);
    cache->count = goals->count + 1;
    cache->groups = pk_new(cache->count, sizeof(*cache->groups));
    cache->members = pk_new(cache->count, sizeof(*cache->members));
    for (size_t i = 0; i < activities->count; i++) {
        struct pk_activity *activity = (struct pk_activity *)activities->rows[i];
        activity->group = group_of(plan, activity, goals->count);
        activity->position = (uint32_t)cache->groups[activity->group].count++;
    }
    for (size_t i = 0; i < cache->count; i++) {
        cache->groups[i].goal = i < goals->count ? (const struct pk_goal *)goals->rows[i] : NULL;
        make_room(cache, i, cache->groups[i].count);
    }
    for (size_t i = 0; i < activities->count; i++) {
        struct pk_activity *activity = (struct pk_activity *)activities->rows[i];
        cache->members[activity->group].items[activity->position] = activity;
    }
    cache->fresh = true;
}

size_t pk_plan_groups(const struct pk_plan *plan, const struct pk_group **groups)
{
    if (!plan->cache->fresh) {
        make_groups(plan, plan->cache);
    }
    *groups = plan->cache->groups;
    return plan->cache->count;
}

/* Those of a group, from a position on. */
static void renumber(struct pk_groupcache *cache, size_t group, size_t position)
{
    for (size_t i = position; i < cache->groups[group].count; i++) {
        cache->members[group].items[i]->position = (uint32_t)i;
    }
}

/* Whether there is anything to keep up to date. */
static bool concerns(struct pk_plan *plan, const struct pk_record *record)
{
    if (record->table == PK_GOALS) {
        plan->cache->fresh = false;
    }
    return plan->cache->fresh && record->table == PK_ACTIVITIES;
}

void pk_groups_leave(struct pk_plan *plan, const struct pk_record *record)
{
    struct pk_groupcache *cache = plan->cache;
    if (!concerns(plan, record)) {
        return;
    }
    const struct pk_activity *activity = (const struct pk_activity *)record;
    struct pk_group *group = &cache->groups[activity->group];
    struct pk_activity **at = cache->members[activity->group].items + activity->position;
    group->count--;
    memmove(at, at + 1, (group->count - activity->position) * sizeof(*at));
    renumber(cache, activity->group, activity->position);
}

/* How many of the group's stand before that place in the table. */
static size_t position_for(const struct pk_group *group, uint32_t place)
{
    size_t from = 0, to = group->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (group->activities[middle]->record.place < place) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from;
}

void pk_groups_join(struct pk_plan *plan, struct pk_record *record)
{
    struct pk_groupcache *cache = plan->cache;
    if (!concerns(plan, record)) {
        return;
    }
    struct pk_activity *activity = (struct pk_activity *)record;
    activity->group = group_of(plan, activity, cache->count - 1);
    struct pk_group *group = &cache->groups[activity->group];
    size_t position = position_for(group, record->place);
    make_room(cache, activity->group, group->count + 1);
    struct pk_activity **at = cache->members[activity->group].items + position;
    memmove(at + 1, at, (group->count - position) * sizeof(*at));
    *at = activity;
    group->count++;
    renumber(cache, activity->group, position);
}
