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
#include "planek/mem.h"

/* Of a source, or of all (NULL). */
static struct pk_budget_months months_of(const struct pk_plan *plan,
                                         const struct pk_query *filter, const char *source)
{
    struct pk_budget budget;
    pk_budget_make(&budget, plan, NULL);
    size_t row = 0;
    while (row < budget.source_count && (!source || strcmp(budget.sources[row].id, source))) {
        row++;
    }
    struct pk_budget_months *rows = pk_new(budget.source_count + 1, sizeof *rows);
    pk_budget_months_make(rows, &budget, plan, filter, 2024);
    struct pk_budget_months found = rows[row];
    free(rows);
    pk_budget_dispose(&budget);
    return found;
}

/* "planned spent" where either differs from the month before, by the month's number. */
static void expect_months(const struct pk_plan *plan, const char *source, const char *expected)
{
    struct pk_budget_months months = months_of(plan, NULL, source);
    struct pk_buf found = { 0 };
    pk_money planned = 0, spent = 0;
    for (int i = 0; i < PK_MONTHS; i++) {
        if (months.planned[i] != planned || months.spent[i] != spent) {
            pk_buf_printf(&found, "%d: ", i + 1);
            pk_money_encode(&found, planned = months.planned[i]);
            pk_buf_char(&found, ' ');
            pk_money_encode(&found, spent = months.spent[i]);
            pk_buf_char(&found, '\n');
        }
    }
    assert_string_equal(pk_buf_text(&found), expected);
    pk_buf_dispose(&found);
}

static struct pk_plan *small_plan(void)
{
    return plan_of("goals", goals, "sources", sources, "activities",
                   "id,goal,title,due,cost,source,status\n"
                   "a,g1,A,2024-03-31,300,osv,\n"
                   "b,g1,B,2024-Q3,40,osv:10; kraj,\n"
                   "c,g1,C,ongoing,5,osv,\n"
                   "d,g1,D,ongoing/2024-10-02,7,osv,\n"
                   "e,g1,E,,2,osv,\n"
                   "f,g1,F,2024-01-31,900,osv,proposed\n",
                   "spending",
                   "id,date,activity,source,amount,state\n"
                   "s1,2024-02-10,a,,11,\n"
                   "s2,2024-02-29,a,,4,\n"
                   "s3,2024-05-01,a,,100,ordered\n"
                   "s4,2024-06-01,b,kraj,6,\n"
                   "s5,,a,,1,\n",
                   NULL);
}

static void what_is_planned_adds_up_by_the_last_day_and_what_is_paid_by_its_date(void **state)
{
    (void)state;
    struct pk_plan *plan = small_plan();
    expect_months(plan, NULL,
                  "2: 0 15\n3: 300 15\n6: 300 21\n9: 340 21\n10: 347 21\n12: 354 22\n");
    expect_months(plan, "kraj", "6: 0 6\n9: 30 6\n");
    pk_plan_free(plan);
}

static void what_has_no_day_is_counted_at_the_years_end_and_told(void **state)
{
    (void)state;
    struct pk_plan *plan = small_plan();
    struct pk_budget_months months = months_of(plan, NULL, "osv");
    assert_int_equal(months.planned_open, 700);
    assert_int_equal(months.spent_open, 100);
    assert_int_equal(months.last_spent, 1);
    assert_int_equal(months_of(plan, NULL, "nadace").last_spent, -1);
    pk_plan_free(plan);
}

static void other_years_stand_at_the_ends_of_this_one(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of("activities",
                                   "id,title,due,cost\n"
                                   "a,A,2023-06-30,1\nb,B,2025-02-28,2\n",
                                   "spending",
                                   "id,date,activity,amount\n"
                                   "s1,2022-12-31,a,3\ns2,2025-01-01,a,4\n",
                                   NULL);
    expect_months(plan, NULL, "1: 1 3\n12: 3 7\n");
    pk_plan_free(plan);
}

static bool ends_at(const struct pk_plan *plan, const struct pk_query *filter, const char *source,
                    pk_money planned, pk_money spent)
{
    struct pk_budget_months months = months_of(plan, filter, source);
    return months.planned[PK_MONTHS - 1] == planned && months.spent[PK_MONTHS - 1] == spent;
}

static void december_holds_the_figures_of_the_budget(void **state)
{
    (void)state;
    unsigned first = (unsigned)time(NULL);
    const char *word = "goal:g1";
    for (unsigned run = 0; run < 200; run++) {
        unsigned seed = first + run;
        struct pk_plan *plan = random_plan(&seed);
        struct pk_query *filter = NULL;
        if (run % 2) {
            assert_int_equal(
                pk_query_parse(&filter, &word, 1, plan, pk_day_make(2024, 6, 12), NULL), PK_OK);
        }
        struct pk_budget budget;
        pk_budget_make(&budget, plan, filter);
        bool agrees = ends_at(plan, filter, NULL, budget.planned, budget.spent);
        for (size_t i = 0; i < budget.source_count; i++) {
            const struct pk_budget_source *row = &budget.sources[i];
            agrees = agrees && ends_at(plan, filter, row->id, row->planned, row->spent);
        }
        if (!agrees) {
            fail_msg("the year ends with another figure with seed %u", first + run);
        }
        pk_budget_dispose(&budget);
        pk_query_free(filter);
        pk_plan_free(plan);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_planned_adds_up_by_the_last_day_and_what_is_paid_by_its_date),
        cmocka_unit_test(what_has_no_day_is_counted_at_the_years_end_and_told),
        cmocka_unit_test(other_years_stand_at_the_ends_of_this_one),
        cmocka_unit_test(december_holds_the_figures_of_the_budget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
