/* money.h: the plan's figures as the screen needs them, added up once for each state of the plan.
 */
#ifndef PLANEK_UI_MONEY_H
#define PLANEK_UI_MONEY_H

#include <stddef.h>

#include "planek/budget.h"

/* An activity whose cost another one covers. */
struct ui_covered {
    const struct pk_activity *activity;
    const char *by; /* id of the one that covers it */
};

/* Activities of a group of pk_plan_groups. */
struct ui_tally {
    size_t count, done, late;
};

struct ui_money {
    struct pk_budget all;
    struct pk_budget filtered; /* empty when there is no filter */
    struct ui_covered *covered; /* by the id of the one that covers, then in the plan's order */
    size_t covered_count;
    struct ui_tally *tallies; /* one for each group */
};

void ui_money_make(struct ui_money *money, const struct pk_plan *plan,
                   const struct pk_query *filter, pk_day today);
void ui_money_dispose(struct ui_money *money);

/* The activities that this one covers: *count of them from the pointer returned. */
const struct ui_covered *ui_money_covered_by(const struct ui_money *money, const char *id,
                                             size_t *count);

/* What a source has free when one activity is as `now` instead of `was` (either may be NULL):
 * PK_NO_MONEY where it has no limit. */
pk_money ui_money_free_after(const struct ui_money *money, const struct pk_plan *plan,
                             const char *source, const struct pk_activity *was,
                             const struct pk_activity *now);

#endif
