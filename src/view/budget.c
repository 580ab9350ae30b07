/* One pass over the activities, one over the spending; a single function books an amount, into the
 * row of a source, the row of a goal and the total at once, so that the three sums cannot differ.
 */
#include "config.h"

#include "planek/budget.h"

#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/shares.h"

/* Where a source that stands in no sources.csv has its row; a node of a tree (search.h). */
struct named {
    const char *id;
    size_t row;
};

struct ledger {
    struct pk_budget *out;
    const struct pk_plan *plan;
    bool listed; /* the plan has a sources.csv: rows are in its order */
    void *named; /* the tree, when it has none */
    size_t capacity;
};

static const struct pk_activity *activity_at(const struct pk_plan *plan, size_t place)
{
    return (const struct pk_activity *)pk_plan_at(plan, PK_ACTIVITIES, place);
}

static const struct pk_spending *spending_at(const struct pk_plan *plan, size_t place)
{
    return (const struct pk_spending *)pk_plan_at(plan, PK_SPENDING, place);
}

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

static int compare_named(const void *a, const void *b)
{
    return strcmp(((const struct named *)a)->id, ((const struct named *)b)->id);
}

/* For tdestroy: the nodes lie in the budget's arena. */
static void keep(void *node)
{
    (void)node;
}

static void add_row(struct ledger *ledger, const char *id, const char *name, pk_money allocation)
{
    struct pk_budget *out = ledger->out;
    out->sources = pk_reserve(out->sources, &ledger->capacity, out->source_count + 1,
                              sizeof(*out->sources));
    out->sources[out->source_count++] =
        (struct pk_budget_source){ .id = id, .name = name, .allocation = allocation };
}

static void add_named(struct ledger *ledger, const char *id)
{
    struct named *named = &(struct named){ .id = id };
    if (!id[0] || tfind(named, &ledger->named, compare_named)) {
        return;
    }
    named = pk_arena_alloc(&ledger->out->texts, sizeof(*named));
    named->id = pk_arena_text(&ledger->out->texts, id, strlen(id));
    named->row = ledger->out->source_count;
    if (!tsearch(named, &ledger->named, compare_named)) {
        pk_die(_("out of memory"));
    }
    add_row(ledger, named->id, named->id, PK_NO_MONEY);
}

static void add_listed_rows(struct ledger *ledger)
{
    size_t count = pk_plan_count(ledger->plan, PK_SOURCES);
    for (size_t i = 0; i < count; i++) {
        const struct pk_source *source =
            (const struct pk_source *)pk_plan_at(ledger->plan, PK_SOURCES, i);
        add_row(ledger, source->id, source->name, source->allocation);
    }
}

static void add_named_rows(struct ledger *ledger)
{
    size_t activities = pk_plan_count(ledger->plan, PK_ACTIVITIES);
    for (size_t i = 0; i < activities; i++) {
        struct pk_shares shares;
        if (pk_shares_parse(&shares, activity_at(ledger->plan, i)->source, NULL) != PK_OK) {
            continue;
        }
        for (int share = 0; share < shares.count; share++) {
            add_named(ledger, shares.items[share].source);
        }
    }
    size_t spending = pk_plan_count(ledger->plan, PK_SPENDING);
    for (size_t i = 0; i < spending; i++) {
        add_named(ledger, spending_at(ledger->plan, i)->source);
    }
}

static struct pk_budget_source *find_row(const struct ledger *ledger, const char *id)
{
    struct pk_budget *out = ledger->out;
    size_t row = out->source_count - 1;
    if (ledger->listed) {
        const struct pk_source *source = pk_plan_source(ledger->plan, id);
        row = source ? source->record.place : row;
    } else {
        struct named *const *node =
            tfind(&(struct named){ .id = id }, &ledger->named, compare_named);
        row = node ? (*node)->row : row;
    }
    return &out->sources[row];
}

static void add(pk_money *sum, pk_money amount)
{
    *sum = pk_money_add(*sum, amount);
}

/* The one place that adds up. */
static void book(struct ledger *ledger, const struct pk_posting *posting)
{
    struct pk_budget *out = ledger->out;
    struct pk_budget_goal *goal = &out->goals[posting->group];
    for (int i = 0; i < posting->shares.count; i++) {
        const struct pk_share *share = &posting->shares.items[i];
        struct pk_budget_source *row = find_row(ledger, share->source);
        switch (posting->account) {
        case PK_ACCOUNT_PLANNED:
            add(&row->planned, share->amount);
            add(&goal->planned, share->amount);
            add(&out->planned, share->amount);
            break;
        case PK_ACCOUNT_COMMITTED:
            add(&row->committed, share->amount);
            add(&goal->committed, share->amount);
            add(&out->committed, share->amount);
            break;
        case PK_ACCOUNT_SPENT:
            add(&row->spent, share->amount);
            add(&goal->spent, share->amount);
            add(&out->spent, share->amount);
            break;
        }
    }
}

static void book_activity(struct ledger *ledger, const struct pk_activity *activity)
{
    struct pk_budget *out = ledger->out;
    struct pk_posting posting;
    pk_posting_activity(&posting, ledger->plan, activity);
    out->shown++;
    switch (posting.counted) {
    case PK_COUNTED: out->counted++; break;
    case PK_COUNTED_STATUS: out->left_out_by_status++; break;
    case PK_COUNTED_FAULT: out->faulty++; break;
    case PK_COUNTED_IN: out->counted_in++; break;
    case PK_COUNTED_NOT_SET: out->not_set++; break;
    }
    book(ledger, &posting);
}

static void book_spending(struct ledger *ledger, const struct pk_spending *spending)
{
    struct pk_posting posting;
    pk_posting_spending(&posting, ledger->plan, spending);
    ledger->out->faulty_spending += posting.counted == PK_COUNTED_FAULT;
    book(ledger, &posting);
}

static void make_rows(struct ledger *ledger)
{
    struct pk_budget *out = ledger->out;
    const struct pk_group *groups;
    out->goal_count = pk_plan_groups(ledger->plan, &groups);
    out->goals = pk_new(out->goal_count, sizeof(*out->goals));
    for (size_t i = 0; i < out->goal_count; i++) {
        out->goals[i].goal = groups[i].goal;
    }
    if (ledger->listed) {
        add_listed_rows(ledger);
    } else {
        add_named_rows(ledger);
    }
    add_row(ledger, "", "", PK_NO_MONEY);
}

static void draw_balances(struct pk_budget *out)
{
    for (size_t i = 0; i < out->source_count; i++) {
        struct pk_budget_source *row = &out->sources[i];
        row->free = row->left = PK_NO_MONEY;
        if (row->allocation != PK_NO_MONEY) {
            row->free = pk_money_sub(row->allocation, row->planned);
            row->left = pk_money_sub(row->allocation, pk_money_add(row->spent, row->committed));
        }
    }
}

void pk_budget_make(struct pk_budget *out, const struct pk_plan *plan,
                    const struct pk_query *filter)
{
    *out = (struct pk_budget){ 0 };
    struct ledger ledger = { .out = out,
                             .plan = plan,
                             .listed = is_listed(plan) };
    bool all = pk_query_all(filter);
    make_rows(&ledger);
    size_t activities = pk_plan_count(plan, PK_ACTIVITIES);
    for (size_t i = 0; i < activities; i++) {
        if (all || pk_query_match(filter, activity_at(plan, i))) {
            book_activity(&ledger, activity_at(plan, i));
        }
    }
    size_t spending = pk_plan_count(plan, PK_SPENDING);
    for (size_t i = 0; i < spending; i++) {
        const struct pk_spending *row = spending_at(plan, i);
        const struct pk_activity *activity = pk_plan_activity(plan, row->activity);
        if (all || (activity && pk_query_match(filter, activity))) {
            book_spending(&ledger, row);
        }
    }
    draw_balances(out);
    tdestroy(ledger.named, keep);
}

void pk_budget_dispose(struct pk_budget *budget)
{
    free(budget->sources);
    free(budget->goals);
    pk_arena_dispose(&budget->texts);
    *budget = (struct pk_budget){ 0 };
}

bool pk_budget_over(const struct pk_budget_source *source)
{
    return source->allocation != PK_NO_MONEY && source->planned > source->allocation;
}
