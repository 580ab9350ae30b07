/* posting.c: what one row of a plan brings to its totals.
 */
#include "config.h"

#include <stdio.h>

#include "planek/budget.h"

/* Whether following cost_in from the activity ends at one that has none. */
static bool cost_in_ends(const struct pk_plan *plan, const struct pk_activity *activity)
{
    const struct pk_activity *at = activity;
    for (int steps = 0; at && at->cost_in[0]; steps++) {
        at = pk_plan_activity(plan, at->cost_in);
        if (steps == PK_COST_IN_MAX) {
            return false;
        }
    }
    return at != NULL;
}

/* As pk_budget_counted; shares get what each source pays. */
static enum pk_counted weigh(const struct pk_plan *plan, const struct pk_activity *activity,
                             struct pk_shares *shares, pk_money *amount)
{
    *amount = 0;
    shares->count = 0;
    if (activity->status == PK_PROPOSED || activity->status == PK_DROPPED) {
        return PK_COUNTED_STATUS;
    }
    if (pk_record_bad(&activity->record, PK_ACTIVITY_COST)) {
        return PK_COUNTED_FAULT;
    }
    if (activity->cost_in[0]) {
        bool covered = activity->cost == PK_NO_MONEY && cost_in_ends(plan, activity);
        return covered ? PK_COUNTED_IN : PK_COUNTED_FAULT;
    }
    if (pk_shares_parse(shares, activity->source, NULL) != PK_OK ||
        pk_shares_settle(shares, activity->cost, NULL) != PK_OK) {
        return PK_COUNTED_FAULT;
    }
    if (activity->cost == PK_NO_MONEY) {
        return PK_COUNTED_NOT_SET;
    }
    *amount = activity->cost;
    return PK_COUNTED;
}

enum pk_counted pk_budget_counted(const struct pk_plan *plan, const struct pk_activity *activity,
                                  pk_money *amount)
{
    struct pk_shares shares;
    return weigh(plan, activity, &shares, amount);
}

static bool is_listed(const struct pk_plan *plan)
{
    return pk_plan_has_table(plan, PK_SOURCES);
}

const char *pk_budget_row_of(const struct pk_plan *plan, const char *source)
{
    return is_listed(plan) && !pk_plan_source(plan, source) ? "" : source;
}

static void share_out(struct pk_posting *out, const char *source, pk_money amount)
{
    struct pk_share *share = &out->shares.items[0];
    snprintf(share->source, sizeof share->source, "%s", source);
    share->amount = amount;
    out->shares.count = 1;
}

void pk_posting_activity(struct pk_posting *out, const struct pk_plan *plan,
                         const struct pk_activity *activity)
{
    pk_money amount;
    out->account = PK_ACCOUNT_PLANNED;
    out->group = activity->group;
    out->counted = weigh(plan, activity, &out->shares, &amount);
    if (out->counted != PK_COUNTED) {
        out->shares.count = 0;
    } else if (out->shares.count == 0) {
        share_out(out, "", amount);
    }
}

static size_t without_goal(const struct pk_plan *plan)
{
    const struct pk_group *groups;
    return pk_plan_groups(plan, &groups) - 1;
}

void pk_posting_spending(struct pk_posting *out, const struct pk_plan *plan,
                         const struct pk_spending *spending)
{
    const struct pk_activity *activity = pk_plan_activity(plan, spending->activity);
    out->account = spending->state == PK_ORDERED ? PK_ACCOUNT_COMMITTED : PK_ACCOUNT_SPENT;
    out->group = activity ? activity->group : without_goal(plan);
    out->counted = spending->amount == PK_NO_MONEY ? PK_COUNTED_FAULT : PK_COUNTED;
    out->shares.count = 0;
    if (out->counted != PK_COUNTED) {
        return;
    }
    bool own = spending->source[0] || !activity;
    if (!own && pk_shares_parse(&out->shares, activity->source, NULL) == PK_OK &&
        out->shares.count == 1) {
        out->shares.items[0].amount = spending->amount;
        return;
    }
    share_out(out, spending->source, spending->amount);
}
