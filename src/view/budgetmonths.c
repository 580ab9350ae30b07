#include "config.h"

#include "planek/budgetmonths.h"

#include <stdlib.h>
#include <string.h>

#include "planek/mem.h"

struct calendar {
    struct pk_budget_months *rows;
    const struct pk_budget *budget;
    const struct pk_plan *plan;
    const struct pk_budget_source **by_id; /* where the plan lists no sources */
};

static int compare_ids(const void *a, const void *b)
{
    const struct pk_budget_source *const *x = a, *const *y = b;
    return strcmp((*x)->id, (*y)->id);
}

static void index_rows(struct calendar *calendar)
{
    const struct pk_budget *budget = calendar->budget;
    calendar->by_id = pk_new(budget->source_count, sizeof *calendar->by_id);
    for (size_t i = 0; i < budget->source_count; i++) {
        calendar->by_id[i] = &budget->sources[i];
    }
    qsort(calendar->by_id, budget->source_count, sizeof *calendar->by_id, compare_ids);
}

static size_t row_of(const struct calendar *calendar, const char *source)
{
    const struct pk_source *listed = pk_plan_source(calendar->plan, source);
    size_t last = calendar->budget->source_count - 1;
    if (listed || pk_plan_has_table(calendar->plan, PK_SOURCES)) {
        return listed ? listed->record.place : last;
    }
    const struct pk_budget_source key = { .id = source }, *wanted = &key;
    const struct pk_budget_source **found =
        bsearch(&wanted, calendar->by_id, last + 1, sizeof *calendar->by_id, compare_ids);
    return found ? (size_t)(*found - calendar->budget->sources) : last;
}

/* December for what has no day. */
static int month_of(int year, pk_day day)
{
    if (day == PK_NO_DAY) {
        return PK_MONTHS - 1;
    }
    struct pk_ymd date = pk_day_ymd(day);
    if (date.year != year) {
        return date.year < year ? 0 : PK_MONTHS - 1;
    }
    return date.month - 1;
}

static void add(pk_money *sum, pk_money amount)
{
    *sum = pk_money_add(*sum, amount);
}

static void add_planned(struct pk_budget_months *row, pk_day day, pk_money amount)
{
    add(&row->planned[month_of(row->year, day)], amount);
    if (day == PK_NO_DAY) {
        add(&row->planned_open, amount);
    }
}

static void add_spent(struct pk_budget_months *row, pk_day day, pk_money amount)
{
    int month = month_of(row->year, day);
    add(&row->spent[month], amount);
    if (day == PK_NO_DAY) {
        add(&row->spent_open, amount);
    } else if (month > row->last_spent) {
        row->last_spent = month;
    }
}

static void add_posting(const struct calendar *calendar, const struct pk_posting *posting,
                        pk_day day)
{
    struct pk_budget_months *all = &calendar->rows[calendar->budget->source_count];
    for (int i = 0; i < posting->shares.count; i++) {
        const struct pk_share *share = &posting->shares.items[i];
        struct pk_budget_months *row = &calendar->rows[row_of(calendar, share->source)];
        switch (posting->account) {
        case PK_ACCOUNT_PLANNED:
            add_planned(row, day, share->amount);
            add_planned(all, day, share->amount);
            break;
        case PK_ACCOUNT_COMMITTED: break;
        case PK_ACCOUNT_SPENT:
            add_spent(row, day, share->amount);
            add_spent(all, day, share->amount);
            break;
        }
    }
}

static void add_activities(const struct calendar *calendar, const struct pk_query *filter)
{
    size_t count = pk_plan_count(calendar->plan, PK_ACTIVITIES);
    for (size_t i = 0; i < count; i++) {
        const struct pk_activity *activity =
            (const struct pk_activity *)pk_plan_at(calendar->plan, PK_ACTIVITIES, i);
        if (!filter || pk_query_match(filter, activity)) {
            struct pk_posting posting;
            pk_posting_activity(&posting, calendar->plan, activity);
            add_posting(calendar, &posting, activity->due.last);
        }
    }
}

static void add_spending(const struct calendar *calendar, const struct pk_query *filter)
{
    size_t count = pk_plan_count(calendar->plan, PK_SPENDING);
    for (size_t i = 0; i < count; i++) {
        const struct pk_spending *spending =
            (const struct pk_spending *)pk_plan_at(calendar->plan, PK_SPENDING, i);
        const struct pk_activity *activity =
            pk_plan_activity(calendar->plan, spending->activity);
        if (!filter || (activity && pk_query_match(filter, activity))) {
            struct pk_posting posting;
            pk_posting_spending(&posting, calendar->plan, spending);
            add_posting(calendar, &posting, spending->date);
        }
    }
}

void pk_budget_months_make(struct pk_budget_months *rows, const struct pk_budget *budget,
                           const struct pk_plan *plan, const struct pk_query *filter, int year)
{
    const struct pk_group *groups;
    struct calendar calendar = { .rows = rows, .budget = budget, .plan = plan };
    (void)pk_plan_groups(plan, &groups);
    for (size_t i = 0; i <= budget->source_count; i++) {
        rows[i] = (struct pk_budget_months){ .year = year, .last_spent = -1 };
    }
    index_rows(&calendar);
    add_activities(&calendar, pk_query_all(filter) ? NULL : filter);
    add_spending(&calendar, pk_query_all(filter) ? NULL : filter);
    for (size_t i = 0; i <= budget->source_count; i++) {
        for (int month = 1; month < PK_MONTHS; month++) {
            add(&rows[i].planned[month], rows[i].planned[month - 1]);
            add(&rows[i].spent[month], rows[i].spent[month - 1]);
        }
    }
    free(calendar.by_id);
}
