/* budget.h: the money of a plan, added up once for screen, print and export.
 *
 * planned = costs of activities that are neither proposed nor dropped; spent = paid spending,
 * committed = ordered; free = allocation - planned; left = allocation - spent - committed.  What
 * has no source or no goal stands in a row of its own, so that the sum over sources, over goals
 * and over activities is one number.  A cost counted in another row adds nothing.
 *
 * A plan without sources.csv has the sources that its activities and spending name, in the order
 * of first appearance, without allocation.
 */
#ifndef PLANEK_BUDGET_H
#define PLANEK_BUDGET_H

#include <stdbool.h>
#include <stddef.h>

#include "planek/alterations.h"
#include "planek/mem.h"
#include "planek/plan.h"
#include "planek/query.h"
#include "planek/shares.h"

/* Why an activity's cost is in the totals, or not; of several reasons the first here. */
enum pk_counted {
    PK_COUNTED,         /* its cost is added (0 Kč too) */
    PK_COUNTED_STATUS,  /* proposed or dropped */
    PK_COUNTED_FAULT,   /* its cost, shares or cost_in are faulty, or it has cost and cost_in */
    PK_COUNTED_IN,      /* its cost is part of another activity's */
    PK_COUNTED_NOT_SET  /* no cost is given */
};

/* What an activity adds to the totals; *amount is 0 unless PK_COUNTED. */
enum pk_counted pk_budget_counted(const struct pk_plan *plan, const struct pk_activity *activity,
                                  pk_money *amount);

enum pk_account { PK_ACCOUNT_PLANNED, PK_ACCOUNT_COMMITTED, PK_ACCOUNT_SPENT };

/* What one row brings to the totals: the only thing that totals, explanations and curves are made
 * of, so that they cannot differ.  Of a plan whose groups were asked for. */
struct pk_posting {
    enum pk_account account;
    enum pk_counted counted;
    size_t group;            /* of pk_plan_groups */
    struct pk_shares shares; /* what is added to which source's row ("" among them); none unless
                                PK_COUNTED */
};
void pk_posting_activity(struct pk_posting *out, const struct pk_plan *plan,
                         const struct pk_activity *activity);
/* Spending without a source of its own is on its activity's if that has a single one. */
void pk_posting_spending(struct pk_posting *out, const struct pk_plan *plan,
                         const struct pk_spending *spending);

/* The id of the row that a source's amounts are in: "" where it stands in no sources.csv. */
const char *pk_budget_row_of(const struct pk_plan *plan, const char *source);

struct pk_budget_source {
    const char *id, *name; /* "" and "" for the row of what has no (known) source; borrowed from
                              the plan or the budget */
    pk_money allocation;   /* PK_NO_MONEY: no limit, then free and left are PK_NO_MONEY, too */
    pk_money planned, committed, spent, free, left;
};

struct pk_budget_goal {
    const struct pk_goal *goal; /* NULL for what has no (known) goal */
    pk_money planned, committed, spent;
};

struct pk_budget {
    struct pk_budget_source *sources;
    size_t source_count;
    struct pk_budget_goal *goals; /* one for each group of pk_plan_groups */
    size_t goal_count;
    pk_money planned, committed, spent; /* totals */
    size_t counted, counted_in, not_set, left_out_by_status, faulty; /* activities */
    size_t faulty_spending; /* spending rows whose amount is no value */
    size_t shown;           /* activities that matched the filter */
    struct pk_arena texts;  /* ids of sources that stand in no sources.csv */
};

/* Adds up the activities that match (NULL: all), and the spending on them; spending without a
 * (known) activity counts only without a filter.  The rows are those of the whole plan, whatever
 * the filter.
 * The row of no source (last of sources) and of no goal (last of goals) are always there; callers
 * leave them out where all is 0. */
void pk_budget_make(struct pk_budget *out, const struct pk_plan *plan,
                    const struct pk_query *filter);
/* Brings sums that were made for the plan, with the same filter, up to date after it altered.
 * False when that takes more than the altered rows: then they have to be made anew.  That is also
 * so when an activity came or went that others are counted in, which the caller knows. */
bool pk_budget_follow(struct pk_budget *budget, const struct pk_plan *plan,
                      const struct pk_query *filter, const struct pk_alterations *altered);
void pk_budget_dispose(struct pk_budget *budget);

/* True when its planned exceeds its allocation. */
bool pk_budget_over(const struct pk_budget_source *source);

/* Adds a warning for each source that is over its allocation, and sorts faults as pk_check_plan
 * does: the two belong together. */
void pk_check_sources(const struct pk_plan *plan, struct pk_faults *faults);

#endif
