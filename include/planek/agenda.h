/* agenda.h: what is late and what comes next, in the order of deadlines.
 */
#ifndef PLANEK_AGENDA_H
#define PLANEK_AGENDA_H

#include <stddef.h>

#include "planek/plan.h"
#include "planek/query.h"

struct pk_agenda_item {
    const struct pk_activity *activity;
    int days; /* from today to the deadline's last day; negative is late */
};

struct pk_agenda {
    struct pk_agenda_item *items; /* by deadline, then by the plan's order */
    size_t count;
    size_t late; /* the first so many are late */
};

/* Activities with a last day that are neither done, dropped nor proposed and whose deadline is
 * before today + days (days < 0: all to come), matching the filter (NULL: all). */
void pk_agenda_make(struct pk_agenda *out, const struct pk_plan *plan, pk_day today, int days,
                    const struct pk_query *filter);
void pk_agenda_dispose(struct pk_agenda *agenda);

#endif
