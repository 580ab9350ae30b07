/* since.h: what is different between a plan as it stood and as it stands now.
 *
 * Compares records by id and cells as values; knows no history and no files: pk_store_plan_at gives
 * the plan as it stood.  The place of a record among others does not count.  Of a table that is not
 * understood nothing is said.
 */
#ifndef PLANEK_SINCE_H
#define PLANEK_SINCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planek/alterations.h"
#include "planek/plan.h"

enum pk_moved {
    PK_MOVED_CHANGED,  /* some of its cells are others */
    PK_MOVED_APPEARED, /* it was not there */
    PK_MOVED_GONE      /* it is not there any more */
};

/* An activity that is not what it was.  Text and records are borrowed from the two plans, which
 * must outlive it and stay as they are. */
struct pk_moving {
    const char *id;
    enum pk_moved how;
    uint64_t fields; /* bits of enum pk_activity_field that differ; unknown columns: bit 63 */
    const struct pk_activity *then, *now; /* NULL where it is not there */
};

/* What is different in a group of pk_plan_groups of the plan of now. */
struct pk_since_group {
    size_t changed, appeared, gone;
    size_t first_gone; /* of them, among pk_since.gone_ones */
};

struct pk_since {
    struct pk_moving *items; /* by place: those there now in the plan's order, then those gone */
    size_t count, capacity;
    size_t changed, appeared, gone;
    uint32_t *by_id; /* their places, sorted by id */
    struct pk_since_group *groups;
    size_t group_count; /* the last one is that of what has no goal */
    /* Those gone by the group that they would be in now, then by the last day of their deadline,
     * those without one first; at the end those whose goal is gone, too. */
    const struct pk_activity **gone_ones;
    const struct pk_goal **goals; /* goals that are gone, in the order of then */
    size_t goals_gone;
    size_t goals_appeared;
};

void pk_since_make(struct pk_since *out, const struct pk_plan *then, const struct pk_plan *now);
/* Brings it up to date after the plan of now altered: at the cost of what is different, not of the
 * plan. */
void pk_since_follow(struct pk_since *since, const struct pk_plan *then, const struct pk_plan *now,
                     const struct pk_alterations *altered);
void pk_since_dispose(struct pk_since *since);

/* The activity of that id, or NULL when it is as it was. */
const struct pk_moving *pk_since_find(const struct pk_since *since, const char *id);

/* Those gone from a group, *count of them from the pointer returned. */
const struct pk_activity *const *pk_since_gone_from(const struct pk_since *since, size_t group,
                                                    size_t *count);
/* Of such a list the place of the first that was due on that day or later; count: none was. */
size_t pk_since_due_from(const struct pk_activity *const *gone, size_t count, pk_day day);

/* The day of the last meeting before that day (of meetings.csv), or PK_NO_DAY. */
pk_day pk_since_meeting(const struct pk_plan *plan, pk_day before);

/* Whether, and by how many days, the last day of its deadline is another one; later is positive.
 * False where one of them has none. */
bool pk_moving_days(const struct pk_moving *moving, int *days);

#endif
