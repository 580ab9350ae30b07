#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "budgetcase.h"
#include "planek/budgetmonths.h"
#include "planek/budgetrows.h"

static const char *const reasons[] = {
    [PK_OMIT_NOTHING] = "",         [PK_OMIT_PROPOSED] = "proposed", [PK_OMIT_DROPPED] = "dropped",
    [PK_OMIT_FAULT] = "fault",      [PK_OMIT_ELSEWHERE] = "elsewhere",
    [PK_OMIT_NOT_SET] = "not set",  [PK_OMIT_ORDERED] = "ordered",   [PK_OMIT_PAID] = "paid",
    [PK_OMIT_LATER] = "later",      [PK_OMIT_FILTER] = "filter",
};

/* "id amount[/whole]" a row, "sum", then "id amount reason" a row left out. */
static void write_rows(struct pk_buf *out, const struct pk_budget_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        const struct pk_budget_row *row = &rows->items[i];
        if (i == rows->adding) {
            pk_buf_str(out, "= ");
            pk_money_encode(out, rows->sum);
            pk_buf_char(out, '\n');
        }
        pk_buf_printf(out, "%s ", row->record->text[0]);
        pk_money_encode(out, row->amount);
        if (row->whole != PK_NO_MONEY) {
            pk_buf_char(out, '/');
            pk_money_encode(out, row->whole);
        }
        pk_buf_printf(out, "%s%s\n", row->why ? " " : "", reasons[row->why]);
    }
    if (rows->adding == rows->count) {
        pk_buf_str(out, "= ");
        pk_money_encode(out, rows->sum);
        pk_buf_char(out, '\n');
    }
}

static void expect_rows(const struct pk_plan *plan, struct pk_figure_of of, const char *word,
                        const char *expected)
{
    struct pk_query *filter = NULL;
    if (word) {
        assert_int_equal(
            pk_query_parse(&filter, &word, 1, plan, pk_day_make(2024, 6, 12), NULL), PK_OK);
    }
    struct pk_budget_rows rows;
    struct pk_buf found = { 0 };
    pk_budget_rows_make(&rows, plan, filter, &of);
    write_rows(&found, &rows);
    assert_string_equal(pk_buf_text(&found), expected);
    pk_buf_dispose(&found);
    pk_budget_rows_dispose(&rows);
    pk_query_free(filter);
}

static struct pk_figure_of of_source(enum pk_figure figure, const char *source)
{
    return (struct pk_figure_of){ .figure = figure, .source = source };
}

static struct pk_plan *small_plan(void)
{
    return plan_of("goals", goals, "sources", sources, "activities",
                   "id,goal,title,cost,cost_in,source,status\n"
                   "a,g2,A,300,,osv,\n"
                   "b,g1,B,100,,osv:40; kraj,\n"
                   "c,g1,C,7,,osv,proposed\n"
                   "d,g1,D,8,,osv,dropped\n"
                   "e,g2,E,,a,,\n"
                   "f,g1,F,,,osv,\n"
                   "g,g1,G,?,,osv,\n"
                   "h,g1,H,5,,osv:1; kraj:1,\n"
                   "i,g1,I,9,,,\n",
                   "spending",
                   "id,date,activity,source,amount,state\n"
                   "s1,2024-02-01,a,,11,\n"
                   "s2,2024-02-01,a,,12,ordered\n"
                   "s3,2024-02-01,b,kraj,13,\n"
                   "s4,2024-02-01,a,,?,\n",
                   NULL);
}

static void planned_lists_shares_of_costs_and_names_why_the_rest_is_left_out(void **state)
{
    (void)state;
    struct pk_plan *plan = small_plan();
    expect_rows(plan, of_source(PK_FIGURE_PLANNED, "osv"), NULL,
                "b 40/100\n"
                "a 300\n"
                "= 340\n"
                "c 7 proposed\n"
                "d 8 dropped\n"
                "f  not set\n"
                "g  fault\n"
                "h 5 fault\n"
                "e  elsewhere\n");
    expect_rows(plan, of_source(PK_FIGURE_PLANNED, ""), NULL, "i 9\n= 9\n");
    pk_plan_free(plan);
}

static void what_is_free_is_the_allocation_less_what_is_planned(void **state)
{
    (void)state;
    struct pk_plan *plan = small_plan();
    expect_rows(plan, of_source(PK_FIGURE_FREE, "kraj"), NULL,
                "kraj 50\n"
                "b -60/100\n"
                "= -10\n"
                "h -5 fault\n");
    expect_rows(plan, of_source(PK_FIGURE_FREE, "nadace"), NULL, "= \n");
    expect_rows(plan, of_source(PK_FIGURE_ALLOCATION, "kraj"), NULL, "kraj 50\n= 50\n");
    pk_plan_free(plan);
}

static void spent_leaves_out_what_is_ordered_and_left_does_not(void **state)
{
    (void)state;
    struct pk_plan *plan = small_plan();
    expect_rows(plan, of_source(PK_FIGURE_SPENT, "osv"), NULL,
                "s1 11\n= 11\ns2 12 ordered\ns4  fault\n");
    expect_rows(plan, of_source(PK_FIGURE_COMMITTED, "osv"), NULL,
                "s2 12\n= 12\ns1 11 paid\ns4  fault\n");
    expect_rows(plan, of_source(PK_FIGURE_LEFT, "osv"), NULL,
                "osv 1000\ns1 -11\ns2 -12\n= 977\ns4  fault\n");
    pk_plan_free(plan);
}

static void a_goal_has_rows_of_all_sources(void **state)
{
    (void)state;
    struct pk_plan *plan = small_plan();
    struct pk_figure_of second = { .figure = PK_FIGURE_PLANNED, .of_goal = true, .group = 1 };
    expect_rows(plan, second, NULL, "a 300\n= 300\ne  elsewhere\n");
    second.figure = PK_FIGURE_SPENT;
    expect_rows(plan, second, NULL, "s1 11\n= 11\ns2 12 ordered\ns4  fault\n");
    pk_plan_free(plan);
}

static void what_the_filter_leaves_out_is_told_after_the_rest(void **state)
{
    (void)state;
    struct pk_plan *plan = small_plan();
    expect_rows(plan, of_source(PK_FIGURE_PLANNED, "kraj"), "goal:g2",
                "= 0\nb 60/100 filter\nh 5 fault\n");
    expect_rows(plan, of_source(PK_FIGURE_SPENT, NULL), "goal:g2",
                "s1 11\n= 11\ns2 12 ordered\ns3 13 filter\ns4  fault\n");
    pk_plan_free(plan);
}

static void up_to_a_day_what_is_later_or_has_no_day_is_left_out(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of("goals", goals, "sources", sources, "activities",
                                   "id,goal,title,due,cost,source\n"
                                   "a,g1,A,2024-06-30,1,osv\n"
                                   "b,g1,B,2024-07,2,osv\n"
                                   "c,g1,C,,4,osv\n"
                                   "d,g1,D,2023-05-01,8,osv\n"
                                   "e,g2,E,2024-Q2,16,osv\n",
                                   "spending",
                                   "id,date,activity,source,amount,state\n"
                                   "s1,2024-06-30,a,,11,\n"
                                   "s2,2024-07-01,a,,12,\n"
                                   "s3,,a,,13,\n"
                                   "s4,2024-07-01,a,,14,ordered\n",
                                   NULL);
    struct pk_figure_of of = of_source(PK_FIGURE_PLANNED, "osv");
    of.up_to = true;
    of.until = pk_day_make(2024, 6, 30);
    expect_rows(plan, of, NULL, "a 1\nd 8\ne 16\n= 25\nb 2 later\nc 4 later\n");
    expect_rows(plan, of, "goal:g1", "a 1\nd 8\n= 9\nb 2 later\nc 4 later\ne 16 filter\n");
    of.figure = PK_FIGURE_SPENT;
    expect_rows(plan, of, NULL, "s1 11\n= 11\ns2 12 later\ns3 13 later\ns4 14 ordered\n");
    pk_plan_free(plan);
}

static pk_money sum_of_rows(const struct pk_budget_rows *rows)
{
    pk_money sum = 0;
    for (size_t i = 0; i < rows->adding; i++) {
        assert_int_equal(rows->items[i].why, PK_OMIT_NOTHING);
        sum += rows->items[i].amount;
    }
    for (size_t i = rows->adding; i < rows->count; i++) {
        assert_int_not_equal(rows->items[i].why, PK_OMIT_NOTHING);
    }
    return sum;
}

/* The sum of the rows is the figure, and is what the rows say it is. */
static bool explained(const struct pk_plan *plan, const struct pk_query *filter,
                      struct pk_figure_of of, pk_money figure)
{
    struct pk_budget_rows rows;
    pk_budget_rows_make(&rows, plan, filter, &of);
    bool none = figure == PK_NO_MONEY && rows.count == 0 && rows.sum == PK_NO_MONEY;
    bool agrees = none || (rows.sum == figure && sum_of_rows(&rows) == figure);
    pk_budget_rows_dispose(&rows);
    return agrees;
}

static bool source_explained(const struct pk_plan *plan, const struct pk_query *filter,
                             const struct pk_budget_source *row)
{
    const char *id = row->id;
    return explained(plan, filter, of_source(PK_FIGURE_ALLOCATION, id), row->allocation) &&
           explained(plan, filter, of_source(PK_FIGURE_PLANNED, id), row->planned) &&
           explained(plan, filter, of_source(PK_FIGURE_COMMITTED, id), row->committed) &&
           explained(plan, filter, of_source(PK_FIGURE_SPENT, id), row->spent) &&
           explained(plan, filter, of_source(PK_FIGURE_FREE, id), row->free) &&
           explained(plan, filter, of_source(PK_FIGURE_LEFT, id), row->left);
}

static bool sums_explained(const struct pk_plan *plan, const struct pk_query *filter,
                           bool of_goal, size_t group, const struct pk_budget_goal *sums)
{
    struct pk_figure_of of = { .figure = PK_FIGURE_PLANNED, .of_goal = of_goal, .group = group };
    bool planned = explained(plan, filter, of, sums->planned);
    of.figure = PK_FIGURE_COMMITTED;
    bool committed = explained(plan, filter, of, sums->committed);
    of.figure = PK_FIGURE_SPENT;
    return planned && committed && explained(plan, filter, of, sums->spent);
}

static bool all_explained(const struct pk_plan *plan, const struct pk_query *filter)
{
    struct pk_budget budget;
    pk_budget_make(&budget, plan, filter);
    struct pk_budget_goal total = { NULL, budget.planned, budget.committed, budget.spent };
    bool agrees = sums_explained(plan, filter, false, 0, &total);
    for (size_t i = 0; i < budget.source_count; i++) {
        agrees = agrees && source_explained(plan, filter, &budget.sources[i]);
    }
    for (size_t i = 0; i < budget.goal_count; i++) {
        agrees = agrees && sums_explained(plan, filter, true, i, &budget.goals[i]);
    }
    pk_budget_dispose(&budget);
    return agrees;
}

static void every_figure_is_the_sum_of_its_rows_with_and_without_a_filter(void **state)
{
    (void)state;
    unsigned first = (unsigned)time(NULL);
    const char *word = "goal:g1";
    for (unsigned run = 0; run < 300; run++) {
        unsigned seed = first + run;
        struct pk_plan *plan = random_plan(&seed);
        struct pk_query *filter;
        assert_int_equal(
            pk_query_parse(&filter, &word, 1, plan, pk_day_make(2024, 6, 12), NULL), PK_OK);
        if (!all_explained(plan, NULL) || !all_explained(plan, filter)) {
            fail_msg("a figure is not the sum of its rows with seed %u", first + run);
        }
        pk_query_free(filter);
        pk_plan_free(plan);
    }
}

/* The figure of a month: in December all, whenever it is due. */
static struct pk_figure_of up_to_month(enum pk_figure figure, const char *source, int month)
{
    struct pk_figure_of of = of_source(figure, source);
    of.up_to = month < 12;
    of.until = pk_day_make(2024, month, pk_month_days(2024, month));
    return of;
}

static bool months_explained(const struct pk_plan *plan, const struct pk_query *filter)
{
    struct pk_budget budget;
    bool agrees = true;
    pk_budget_make(&budget, plan, filter);
    struct pk_budget_months *rows = calloc(budget.source_count + 1, sizeof *rows);
    pk_budget_months_make(rows, &budget, plan, filter, 2024);
    for (size_t i = 0; i <= budget.source_count; i++) {
        const char *source = i < budget.source_count ? budget.sources[i].id : NULL;
        for (int month = 1; month <= PK_MONTHS; month++) {
            agrees = agrees &&
                     explained(plan, filter, up_to_month(PK_FIGURE_PLANNED, source, month),
                               rows[i].planned[month - 1]) &&
                     explained(plan, filter, up_to_month(PK_FIGURE_SPENT, source, month),
                               rows[i].spent[month - 1]);
        }
    }
    free(rows);
    pk_budget_dispose(&budget);
    return agrees;
}

static void every_month_of_the_curve_is_the_sum_of_its_rows(void **state)
{
    (void)state;
    unsigned first = (unsigned)time(NULL);
    const char *word = "goal:g1";
    for (unsigned run = 0; run < 100; run++) {
        unsigned seed = first + run;
        struct pk_plan *plan = random_plan(&seed);
        struct pk_query *filter;
        assert_int_equal(
            pk_query_parse(&filter, &word, 1, plan, pk_day_make(2024, 6, 12), NULL), PK_OK);
        if (!months_explained(plan, NULL) || !months_explained(plan, filter)) {
            fail_msg("a month is not the sum of its rows with seed %u", first + run);
        }
        pk_query_free(filter);
        pk_plan_free(plan);
    }
}

/* Of all sources together nothing is forgotten: a row adds, or is left out with a reason. */
static void every_activity_is_among_the_rows_of_all_planned(void **state)
{
    (void)state;
    unsigned first = (unsigned)time(NULL);
    const struct pk_figure_of all = { .figure = PK_FIGURE_PLANNED };
    for (unsigned run = 0; run < 100; run++) {
        unsigned seed = first + run;
        struct pk_plan *plan = random_plan(&seed);
        struct pk_budget_rows rows;
        pk_budget_rows_make(&rows, plan, NULL, &all);
        if (rows.count != pk_plan_count(plan, PK_ACTIVITIES)) {
            fail_msg("%zu rows with seed %u", rows.count, first + run);
        }
        pk_budget_rows_dispose(&rows);
        pk_plan_free(plan);
    }
}

static void the_host_is_the_end_of_the_chain_and_none_where_there_is_no_end(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of("activities",
                                   "id,title,cost,cost_in\n"
                                   "a,A,5,\nb,B,,a\nc,C,,b\nd,D,,nothing\ne,E,,f\nf,F,,e\n",
                                   NULL);
    assert_ptr_equal(pk_budget_host(plan, activity_of(plan, "c")), activity_of(plan, "a"));
    for (const char *id = "a\0d\0e\0"; *id; id += 2) {
        assert_null(pk_budget_host(plan, activity_of(plan, id)));
    }
    pk_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(planned_lists_shares_of_costs_and_names_why_the_rest_is_left_out),
        cmocka_unit_test(what_is_free_is_the_allocation_less_what_is_planned),
        cmocka_unit_test(spent_leaves_out_what_is_ordered_and_left_does_not),
        cmocka_unit_test(a_goal_has_rows_of_all_sources),
        cmocka_unit_test(what_the_filter_leaves_out_is_told_after_the_rest),
        cmocka_unit_test(every_figure_is_the_sum_of_its_rows_with_and_without_a_filter),
        cmocka_unit_test(up_to_a_day_what_is_later_or_has_no_day_is_left_out),
        cmocka_unit_test(every_month_of_the_curve_is_the_sum_of_its_rows),
        cmocka_unit_test(every_activity_is_among_the_rows_of_all_planned),
        cmocka_unit_test(the_host_is_the_end_of_the_chain_and_none_where_there_is_no_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
