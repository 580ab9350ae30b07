/* groups.c: activities by goal, made when asked for and kept while the plan stays the same.
 *
 * A counting sort: two walks over the activities, whatever their number.
 */
#include "config.h"

#include <stdlib.h>

#include "model/plan_private.h"

void pk_groupcache_free(struct pk_groupcache *cache)
{
    free(cache->groups);
    free(cache->activities);
    free(cache);
}

static uint32_t group_of(const struct pk_plan *plan, const struct pk_activity *activity,
                         size_t none)
{
    const struct pk_goal *goal = pk_plan_goal(plan, activity->goal);
    return goal ? goal->record.place : (uint32_t)none;
}

static void make_groups(const struct pk_plan *plan, struct pk_groupcache *cache)
{
    const struct pk_tabledata *goals = &plan->tables[PK_GOALS];
    const struct pk_tabledata *activities = &plan->tables[PK_ACTIVITIES];
    free(cache->groups);
    free(cache->activities);
    cache->count = goals->count + 1;
    cache->groups = pk_new(cache->count, sizeof(*cache->groups));
    cache->activities = pk_new(activities->count + 1, sizeof(*cache->activities));
    for (size_t i = 0; i < activities->count; i++) {
        struct pk_activity *activity = (struct pk_activity *)activities->rows[i];
        activity->group = group_of(plan, activity, goals->count);
        activity->position = (uint32_t)cache->groups[activity->group].count++;
    }
    const struct pk_activity **next = cache->activities;
    for (size_t i = 0; i < cache->count; i++) {
        cache->groups[i].goal =
            i < goals->count ? (const struct pk_goal *)goals->rows[i] : NULL;
        cache->groups[i].activities = next;
        next += cache->groups[i].count;
    }
    for (size_t i = 0; i < activities->count; i++) {
        const struct pk_activity *activity = (const struct pk_activity *)activities->rows[i];
        size_t start = (size_t)(cache->groups[activity->group].activities -
                                (const struct pk_activity *const *)cache->activities);
        cache->activities[start + activity->position] = activity;
    }
    cache->revision = plan->revision;
}

size_t pk_plan_groups(const struct pk_plan *plan, const struct pk_group **groups)
{
    if (plan->cache->revision != plan->revision) {
        make_groups(plan, plan->cache);
    }
    *groups = plan->cache->groups;
    return plan->cache->count;
}
