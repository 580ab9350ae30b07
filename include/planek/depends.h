/* depends.h: activities that wait for others.
 *
 * Dependencies warn; they never move a date.
 */
#ifndef PLANEK_DEPENDS_H
#define PLANEK_DEPENDS_H

#include <stdbool.h>

#include "planek/plan.h"

/* Walks what an activity waits for: *cursor starts at activity->depends; NULL at the end.  Ids of
 * nothing are passed over. */
const struct pk_activity *pk_depends_next(const struct pk_plan *plan, const char **cursor);

/* Whether one that is planned or under way is due before what it waits for, which is not done
 * yet. */
bool pk_depends_clash(const struct pk_activity *activity, const struct pk_activity *on);

/* The first of those it waits for that it clashes with; NULL when there is none. */
const struct pk_activity *pk_depends_later(const struct pk_plan *plan,
                                           const struct pk_activity *activity);

#endif
