/* alterations.h: which records of a plan altered lately, so that what is derived from a plan can
 * follow it by differences instead of being made anew.
 */
#ifndef PLANEK_ALTERATIONS_H
#define PLANEK_ALTERATIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planek/plan.h"

struct pk_alteration {
    enum pk_table table;
    const struct pk_record *was; /* a copy, with its place, group and position; NULL: it is new */
    const struct pk_record *now; /* NULL: it is gone */
    const struct pk_record *self; /* its address in the plan, also when it is gone: not to be
                                     looked into, but to be found again by */
    bool moved; /* it stands elsewhere among the others, or in another group */
};

struct pk_alterations {
    const struct pk_alteration *items; /* one for each record, in no order */
    size_t count;
};

/* What altered since the plan had that revision (pk_plan_revision).  Good until the plan changes.
 * False when that is not known: the revision is another plan's, too much altered, or nobody asked
 * before: a plan begins to take note when it is asked first. */
bool pk_plan_altered(const struct pk_plan *plan, uint64_t since, struct pk_alterations *out);

#endif
