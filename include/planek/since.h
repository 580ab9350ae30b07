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

struct pk_since {
    struct pk_moving *items; /* by place: those there now in the plan's order, then those gone */
    size_t count;
    size_t changed, appeared, gone;
    uint32_t *by_id; /* their places, sorted by id */
};

void pk_since_make(struct pk_since *out, const struct pk_plan *then, const struct pk_plan *now);
void pk_since_dispose(struct pk_since *since);

/* The activity of that id, or NULL when it is as it was. */
const struct pk_moving *pk_since_find(const struct pk_since *since, const char *id);

/* The day of the last meeting before that day (of meetings.csv), or PK_NO_DAY. */
pk_day pk_since_meeting(const struct pk_plan *plan, pk_day before);

/* Whether, and by how many days, the last day of its deadline is another one; later is positive.
 * False where one of them has none. */
bool pk_moving_days(const struct pk_moving *moving, int *days);

#endif
