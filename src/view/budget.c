/* One pass over the activities, one over the spending; a single function books an amount, into the
 * row of a source, the row of a goal and the total at once, so that the three sums cannot differ.
 */
#include "config.h"

#include "planek/budget.h"

#include <search.h>
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
    bool takes;  /* what is booked is taken off */
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

/* The one place that adds up, and takes off again. */
static void book(struct ledger *ledger, const struct pk_posting *posting)
{
    struct pk_budget *out = ledger->out;
    struct pk_budget_goal *goal = &out->goals[posting->group];
    for (int i = 0; i < posting->shares.count; i++) {
        const struct pk_share *share = &posting->shares.items[i];
        struct pk_budget_source *row = find_row(ledger, share->source);
        pk_money amount = ledger->takes ? -share->amount : share->amount;
        switch (posting->account) {
        case PK_ACCOUNT_PLANNED:
            add(&row->planned, amount);
            add(&goal->planned, amount);
            add(&out->planned, amount);
            break;
        case PK_ACCOUNT_COMMITTED:
            add(&row->committed, amount);
            add(&goal->committed, amount);
            add(&out->committed, amount);
            break;
        case PK_ACCOUNT_SPENT:
            add(&row->spent, amount);
            add(&goal->spent, amount);
            add(&out->spent, amount);
            break;
        }
    }
}

static void count(const struct ledger *ledger, size_t *number)
{
    *number = ledger->takes ? *number - 1 : *number + 1;
}

static void book_activity(struct ledger *ledger, const struct pk_activity *activity)
{
    struct pk_budget *out = ledger->out;
    struct pk_posting posting;
    pk_posting_activity(&posting, ledger->plan, activity);
    count(ledger, &out->shown);
    switch (posting.counted) {
    case PK_COUNTED: count(ledger, &out->counted); break;
    case PK_COUNTED_STATUS: count(ledger, &out->left_out_by_status); break;
    case PK_COUNTED_FAULT: count(ledger, &out->faulty); break;
    case PK_COUNTED_IN: count(ledger, &out->counted_in); break;
    case PK_COUNTED_NOT_SET: count(ledger, &out->not_set); break;
    }
    book(ledger, &posting);
}

static void book_spending(struct ledger *ledger, const struct pk_spending *spending)
{
    struct pk_posting posting;
    pk_posting_spending(&posting, ledger->plan, spending);
    if (posting.counted == PK_COUNTED_FAULT) {
        count(ledger, &ledger->out->faulty_spending);
    }
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

static bool spending_matches(const struct pk_query *filter, const struct pk_plan *plan,
                             const struct pk_spending *spending)
{
    const struct pk_activity *activity = pk_plan_activity(plan, spending->activity);
    return pk_query_all(filter) || (activity && pk_query_match(filter, activity));
}

void pk_budget_make(struct pk_budget *out, const struct pk_plan *plan,
                    const struct pk_query *filter)
{
    *out = (struct pk_budget){ 0 };
    struct ledger ledger = { .out = out,
                             .plan = plan,
                             .listed = pk_plan_has_table(plan, PK_SOURCES) };
    make_rows(&ledger);
    size_t activities = pk_plan_count(plan, PK_ACTIVITIES);
    for (size_t i = 0; i < activities; i++) {
        if (pk_query_match(filter, activity_at(plan, i))) {
            book_activity(&ledger, activity_at(plan, i));
        }
    }
    size_t spending = pk_plan_count(plan, PK_SPENDING);
    for (size_t i = 0; i < spending; i++) {
        if (spending_matches(filter, plan, spending_at(plan, i))) {
            book_spending(&ledger, spending_at(plan, i));
        }
    }
    draw_balances(out);
    tdestroy(ledger.named, keep);
}

/* ---- following a plan ---- */

static const struct pk_activity *as_activity(const struct pk_record *record)
{
    return (const struct pk_activity *)record;
}

/* Whether spending on the activity may be booked elsewhere than before, or not at all. */
static bool disturbs_spending(const struct pk_alteration *one, const struct pk_query *filter)
{
    const struct pk_activity *was = as_activity(one->was), *now = as_activity(one->now);
    return !was || !now || was->group != now->group || strcmp(was->source, now->source) != 0 ||
           pk_query_match(filter, was) != pk_query_match(filter, now);
}

static bool is_spent_on(const struct pk_plan *plan, const char *activity)
{
    size_t rows = pk_plan_count(plan, PK_SPENDING);
    for (size_t i = 0; i < rows; i++) {
        if (strcmp(spending_at(plan, i)->activity, activity) == 0) {
            return true;
        }
    }
    return false;
}

static const char *cover_of(const struct pk_record *record)
{
    return record ? as_activity(record)->cost_in : "";
}

/* Whether what an activity is counted in is what it was, and it stands where it stood there. */
static bool cover_stays(const struct pk_alteration *one)
{
    const char *was = cover_of(one->was), *now = cover_of(one->now);
    return strcmp(was, now) == 0 && (!*now || !one->moved);
}

/* A sum that came to its limit has lost what it was made of. */
static bool is_exact(const struct pk_budget *budget)
{
    bool exact = true;
    for (size_t i = 0; exact && i < budget->source_count; i++) {
        const pk_money sums[] = { budget->sources[i].planned, budget->sources[i].committed,
                                  budget->sources[i].spent };
        for (size_t k = 0; k < sizeof sums / sizeof sums[0]; k++) {
            exact = exact && sums[k] > -INT64_MAX && sums[k] < INT64_MAX;
        }
    }
    return exact;
}

/* Whether the sums can be brought up to date by what the altered rows add. */
static bool can_follow(const struct pk_budget *budget, const struct pk_plan *plan,
                       const struct pk_query *filter, const struct pk_alterations *altered)
{
    bool spending = false, disturbed = false;
    for (size_t i = 0; i < altered->count; i++) {
        const struct pk_alteration *one = &altered->items[i];
        const struct pk_record *any = one->now ? one->now : one->was;
        spending = spending || one->table == PK_SPENDING;
        if (one->table == PK_GOALS || one->table == PK_SOURCES ||
            (one->table == PK_ACTIVITIES && !cover_stays(one))) {
            return false;
        }
        if (one->table == PK_ACTIVITIES && any && disturbs_spending(one, filter)) {
            disturbed = true;
            spending = spending || is_spent_on(plan, as_activity(any)->id);
        }
    }
    return pk_plan_has_table(plan, PK_SOURCES) && !(spending && disturbed) && is_exact(budget);
}

static void book_record(struct ledger *ledger, const struct pk_record *record,
                        const struct pk_query *filter)
{
    const struct pk_spending *spending = (const struct pk_spending *)record;
    if (!record) {
        return;
    }
    if (record->table == PK_ACTIVITIES && pk_query_match(filter, as_activity(record))) {
        book_activity(ledger, as_activity(record));
    } else if (record->table == PK_SPENDING &&
               spending_matches(filter, ledger->plan, spending)) {
        book_spending(ledger, spending);
    }
}

bool pk_budget_follow(struct pk_budget *budget, const struct pk_plan *plan,
                      const struct pk_query *filter, const struct pk_alterations *altered)
{
    struct ledger ledger = { .out = budget, .plan = plan, .listed = true };
    if (!can_follow(budget, plan, filter, altered)) {
        return false;
    }
    for (size_t i = 0; i < altered->count; i++) {
        ledger.takes = true;
        book_record(&ledger, altered->items[i].was, filter);
        ledger.takes = false;
        book_record(&ledger, altered->items[i].now, filter);
    }
    draw_balances(budget);
    return is_exact(budget);
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
