/* Rows are taken in the plan's order and put into one of two lists, which become one at the end.
 * Whether an amount belongs to the figure is asked of its posting; of a row without one (left out
 * of all totals) it is asked of the sources that it names.
 */
#include "config.h"

#include "planek/budgetrows.h"

#include <stdlib.h>
#include <string.h>

#include "planek/mem.h"
#include "planek/text.h"

struct list {
    struct pk_budget_row *items;
    size_t count, capacity;
};

struct search {
    const struct pk_plan *plan;
    const struct pk_query *filter; /* NULL: all */
    const struct pk_figure_of *of;
    struct list adding, left_out;
    pk_money sum;
};

static void add(struct search *search, const struct pk_record *record, pk_money amount,
                pk_money whole, enum pk_omission why)
{
    struct list *list = why == PK_OMIT_NOTHING ? &search->adding : &search->left_out;
    list->items = pk_reserve(list->items, &list->capacity, list->count + 1, sizeof *list->items);
    list->items[list->count++] = (struct pk_budget_row){ record, amount, whole, why };
    if (why == PK_OMIT_NOTHING) {
        search->sum = pk_money_add(search->sum, amount);
    }
}

static bool in_source(const struct search *search, const char *source)
{
    const char *wanted = search->of->source;
    return !wanted || strcmp(pk_budget_row_of(search->plan, source), wanted) == 0;
}

static bool in_goal(const struct search *search, size_t group)
{
    return !search->of->of_goal || search->of->group == group;
}

const struct pk_activity *pk_budget_host(const struct pk_plan *plan,
                                         const struct pk_activity *activity)
{
    const struct pk_activity *at = activity;
    for (int steps = 0; at && at->cost_in[0]; steps++) {
        if (steps == PK_COST_IN_MAX) {
            return NULL;
        }
        at = pk_plan_activity(plan, at->cost_in);
    }
    return at == activity ? NULL : at;
}

/* Whether a source that the text names has its amounts in the row wanted; shares that are faulty
 * still name sources. */
static bool names_source(const struct search *search, const char *text)
{
    size_t length;
    const char *item, *cursor = text;
    bool none = true;
    while ((item = pk_text_item(&cursor, &length))) {
        const char *colon = memchr(item, ':', length);
        length = colon ? (size_t)(colon - item) : length;
        item = pk_text_trim(item, &length);
        char *id = pk_strndup(item, length);
        bool found = in_source(search, id);
        free(id);
        none = false;
        if (found) {
            return true;
        }
    }
    return none && in_source(search, "");
}

static bool belongs(const struct search *search, const struct pk_activity *activity)
{
    const char *sources = activity->source;
    if (!*sources && *activity->cost_in) {
        const struct pk_activity *host = pk_budget_host(search->plan, activity);
        sources = host ? host->source : sources;
    }
    return names_source(search, sources);
}

static enum pk_omission omission(const struct pk_activity *activity, enum pk_counted counted)
{
    switch (counted) {
    case PK_COUNTED: return PK_OMIT_NOTHING;
    case PK_COUNTED_STATUS:
        return activity->status == PK_DROPPED ? PK_OMIT_DROPPED : PK_OMIT_PROPOSED;
    case PK_COUNTED_FAULT: return PK_OMIT_FAULT;
    case PK_COUNTED_IN: return PK_OMIT_ELSEWHERE;
    case PK_COUNTED_NOT_SET: return PK_OMIT_NOT_SET;
    }
    return PK_OMIT_FAULT;
}

static bool is_later(const struct search *search, pk_day day)
{
    return search->of->up_to && (day == PK_NO_DAY || day > search->of->until);
}

static bool matches(const struct search *search, const struct pk_activity *activity)
{
    return !search->filter || (activity && pk_query_match(search->filter, activity));
}

/* The shares of one posting that are in the figure's source are one row. */
static void add_posting(struct search *search, const struct pk_record *record,
                        const struct pk_posting *posting, enum pk_omission why, int sign)
{
    pk_money amount = 0, whole = 0;
    bool found = false, all = true;
    for (int i = 0; i < posting->shares.count; i++) {
        const struct pk_share *share = &posting->shares.items[i];
        bool here = in_source(search, share->source);
        whole = pk_money_add(whole, share->amount);
        amount = here ? pk_money_add(amount, share->amount) : amount;
        found = found || here;
        all = all && here;
    }
    if (found) {
        add(search, record, sign * amount, all ? PK_NO_MONEY : whole, why);
    }
}

static void look_at_activity(struct search *search, const struct pk_activity *activity, int sign)
{
    struct pk_posting posting;
    pk_posting_activity(&posting, search->plan, activity);
    if (!in_goal(search, posting.group)) {
        return;
    }
    enum pk_omission why = omission(activity, posting.counted);
    if (why == PK_OMIT_NOTHING) {
        why = is_later(search, activity->due.last) ? PK_OMIT_LATER : why;
        why = matches(search, activity) ? why : PK_OMIT_FILTER;
        add_posting(search, &activity->record, &posting, why, sign);
    } else if (belongs(search, activity)) {
        bool valued = activity->cost != PK_NO_MONEY;
        add(search, &activity->record, valued ? sign * activity->cost : PK_NO_MONEY, PK_NO_MONEY,
            why);
    }
}

static enum pk_omission omission_of(const struct search *search, const struct pk_posting *posting)
{
    bool ordered = posting->account == PK_ACCOUNT_COMMITTED;
    if (search->of->figure == PK_FIGURE_SPENT && ordered) {
        return PK_OMIT_ORDERED;
    }
    return search->of->figure == PK_FIGURE_COMMITTED && !ordered ? PK_OMIT_PAID : PK_OMIT_NOTHING;
}

static void look_at_spending(struct search *search, const struct pk_spending *spending, int sign)
{
    struct pk_posting posting;
    const struct pk_activity *activity = pk_plan_activity(search->plan, spending->activity);
    pk_posting_spending(&posting, search->plan, spending);
    if (!in_goal(search, posting.group)) {
        return;
    }
    if (posting.counted == PK_COUNTED_FAULT) {
        bool own = spending->source[0] || !activity;
        if (names_source(search, own ? spending->source : activity->source)) {
            add(search, &spending->record, PK_NO_MONEY, PK_NO_MONEY, PK_OMIT_FAULT);
        }
        return;
    }
    enum pk_omission why = omission_of(search, &posting);
    if (why == PK_OMIT_NOTHING && is_later(search, spending->date)) {
        why = PK_OMIT_LATER;
    }
    if ((why == PK_OMIT_NOTHING || why == PK_OMIT_LATER) && !matches(search, activity)) {
        why = PK_OMIT_FILTER;
    }
    add_posting(search, &spending->record, &posting, why, sign);
}

/* In the order that people see. */
static void look_at_activities(struct search *search, int sign)
{
    const struct pk_group *groups;
    size_t count = pk_plan_groups(search->plan, &groups);
    for (size_t g = 0; g < count; g++) {
        for (size_t i = 0; i < groups[g].count; i++) {
            look_at_activity(search, groups[g].activities[i], sign);
        }
    }
}

static void look_at_all_spending(struct search *search, int sign)
{
    size_t count = pk_plan_count(search->plan, PK_SPENDING);
    for (size_t i = 0; i < count; i++) {
        look_at_spending(
            search, (const struct pk_spending *)pk_plan_at(search->plan, PK_SPENDING, i), sign);
    }
}

/* False where there is no limit, and so no figure. */
static bool look_at_allocation(struct search *search)
{
    const char *id = search->of->source;
    const struct pk_source *source = id ? pk_plan_source(search->plan, id) : NULL;
    if (!source || source->allocation == PK_NO_MONEY) {
        search->sum = PK_NO_MONEY;
        return false;
    }
    add(search, &source->record, source->allocation, PK_NO_MONEY, PK_OMIT_NOTHING);
    return true;
}

static void look(struct search *search)
{
    switch (search->of->figure) {
    case PK_FIGURE_ALLOCATION: look_at_allocation(search); break;
    case PK_FIGURE_PLANNED: look_at_activities(search, 1); break;
    case PK_FIGURE_COMMITTED:
    case PK_FIGURE_SPENT: look_at_all_spending(search, 1); break;
    case PK_FIGURE_FREE:
        if (look_at_allocation(search)) {
            look_at_activities(search, -1);
        }
        break;
    case PK_FIGURE_LEFT:
        if (look_at_allocation(search)) {
            look_at_all_spending(search, -1);
        }
        break;
    case PK_FIGURES: break;
    }
}

void pk_budget_rows_make(struct pk_budget_rows *out, const struct pk_plan *plan,
                         const struct pk_query *filter, const struct pk_figure_of *of)
{
    struct search search = { .plan = plan,
                             .filter = pk_query_all(filter) ? NULL : filter,
                             .of = of };
    look(&search);
    size_t adding = search.adding.count, left_out = search.left_out.count;
    *out = (struct pk_budget_rows){ .items = search.adding.items,
                                    .count = adding + left_out,
                                    .adding = adding,
                                    .sum = search.sum };
    if (left_out) {
        out->items = pk_reserve(out->items, &search.adding.capacity, adding + left_out,
                                sizeof *out->items);
        memcpy(out->items + adding, search.left_out.items, left_out * sizeof *out->items);
    }
    free(search.left_out.items);
}

void pk_budget_rows_dispose(struct pk_budget_rows *rows)
{
    free(rows->items);
    *rows = (struct pk_budget_rows){ 0 };
}
