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

#include "planek/budget.h"
#include "budgetcase.h"
#include "planek/buf.h"
#include "support.h"

static void write_money(struct pk_buf *out, pk_money amount)
{
    if (amount == PK_NO_MONEY) {
        pk_buf_str(out, " -");
    } else {
        pk_buf_char(out, ' ');
        pk_money_encode(out, amount);
    }
}

static bool source_is_empty(const struct pk_budget_source *row)
{
    return !row->planned && !row->committed && !row->spent;
}

/* "osv 1000: planned committed spent free left", "goal g1: planned spent", "all: planned ..." a
 * line; the rows of no source and of no goal only where something is in them. */
static void write_budget(struct pk_buf *out, const struct pk_budget *budget)
{
    for (size_t i = 0; i < budget->source_count; i++) {
        const struct pk_budget_source *row = &budget->sources[i];
        if (!row->id[0] && source_is_empty(row)) {
            continue;
        }
        pk_buf_str(out, row->id[0] ? row->id : "none");
        const pk_money columns[] = { row->allocation, row->planned, row->committed,
                                     row->spent,      row->free,    row->left };
        for (size_t column = 0; column < 6; column++) {
            write_money(out, columns[column]);
        }
        pk_buf_char(out, '\n');
    }
    for (size_t i = 0; i < budget->goal_count; i++) {
        const struct pk_budget_goal *row = &budget->goals[i];
        if (row->goal || row->planned || row->spent) {
            pk_buf_printf(out, "goal %s", row->goal ? row->goal->id : "none");
            write_money(out, row->planned);
            write_money(out, row->spent);
            pk_buf_char(out, '\n');
        }
    }
    pk_buf_str(out, "all");
    write_money(out, budget->planned);
    write_money(out, budget->committed);
    write_money(out, budget->spent);
}

static void expect_filtered(struct pk_plan *plan, const char *word, const char *expected)
{
    struct pk_query *filter = NULL;
    if (word) {
        assert_int_equal(
            pk_query_parse(&filter, &word, 1, plan, pk_day_make(2024, 6, 12), NULL), PK_OK);
    }
    struct pk_budget budget;
    struct pk_buf found = { 0 };
    pk_budget_make(&budget, plan, filter);
    write_budget(&found, &budget);
    assert_string_equal(pk_buf_text(&found), expected);
    pk_buf_dispose(&found);
    pk_budget_dispose(&budget);
    pk_query_free(filter);
}

static void expect_budget(struct pk_plan *plan, const char *expected)
{
    expect_filtered(plan, NULL, expected);
    pk_plan_free(plan);
}

static void expect_counted(const char *header, const char *rows, const char *id,
                           enum pk_counted expected, pk_money expected_amount)
{
    char text[1024];
    snprintf(text, sizeof(text), "%s\n%s", header, rows);
    struct pk_plan *plan = plan_of("sources", sources, "activities", text, NULL);
    pk_money amount = -1;
    enum pk_counted counted = pk_budget_counted(plan, activity_of(plan, id), &amount);
    if (counted != expected || amount != expected_amount) {
        fail_msg("%s of %s: %d instead of %d, %lld", id, rows, counted, expected,
                 (long long)amount);
    }
    pk_plan_free(plan);
}

static void costs_add_up_by_source_and_by_goal(void **state)
{
    (void)state;
    expect_budget(plan_of("goals", goals, "sources", sources, "activities",
                          "id,goal,title,cost,source\n"
                          "a,g1,A,300,osv\n"
                          "b,g2,B,100.50,osv\n"
                          "c,g2,C,60,kraj\n"
                          "d,g1,D,7,nadace\n",
                          NULL),
                  "osv 1000 400.50 0 0 599.50 1000\n"
                  "nadace - 7 0 0 - -\n"
                  "kraj 50 60 0 0 -10 50\n"
                  "goal g1 307 0\n"
                  "goal g2 160.50 0\n"
                  "all 467.50 0 0");
}

static void shares_divide_a_cost_over_sources(void **state)
{
    (void)state;
    expect_budget(plan_of("goals", goals, "sources", sources, "activities",
                          "id,goal,title,cost,source\n"
                          "a,g1,A,300,osv:100; nadace\n"
                          "b,g1,B,50,osv:20; nadace:5; kraj:25\n",
                          NULL),
                  "osv 1000 120 0 0 880 1000\n"
                  "nadace - 205 0 0 - -\n"
                  "kraj 50 25 0 0 25 50\n"
                  "goal g1 350 0\n"
                  "goal g2 0 0\n"
                  "all 350 0 0");
}

static void what_has_no_source_or_no_goal_has_a_row_of_its_own(void **state)
{
    (void)state;
    expect_budget(plan_of("goals", goals, "sources", sources, "activities",
                          "id,goal,title,cost,source\n"
                          "a,g1,A,300,\n"
                          "b,,B,50,osv\n"
                          "c,nothing,C,7,nobody\n"
                          "d,g2,D,10,osv:4; nobody\n",
                          NULL),
                  "osv 1000 54 0 0 946 1000\n"
                  "nadace - 0 0 0 - -\n"
                  "kraj 50 0 0 0 50 50\n"
                  "none - 313 0 0 - -\n"
                  "goal g1 300 0\n"
                  "goal g2 10 0\n"
                  "goal none 57 0\n"
                  "all 367 0 0");
}

static void the_rows_of_no_source_and_no_goal_are_last_and_always_there(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of("goals", goals, "activities", "id,title\n", NULL);
    struct pk_budget budget;
    pk_budget_make(&budget, plan, NULL);
    assert_int_equal(budget.source_count, 1);
    assert_string_equal(budget.sources[0].id, "");
    assert_string_equal(budget.sources[0].name, "");
    assert_int_equal(budget.sources[0].allocation, PK_NO_MONEY);
    assert_int_equal(budget.goal_count, 3);
    assert_null(budget.goals[2].goal);
    pk_budget_dispose(&budget);
    pk_plan_free(plan);
}

static void without_a_table_sources_are_those_that_are_named(void **state)
{
    (void)state;
    expect_budget(plan_of("goals", goals, "activities",
                          "id,goal,title,cost,source,status\n"
                          "a,g1,A,300,osv:100; nadace,\n"
                          "b,g1,B,5,mzdy,dropped\n"
                          "c,g1,C,50,osv,\n"
                          "d,g1,D,4,,\n",
                          "spending",
                          "id,date,activity,source,amount\n"
                          "s1,2024-02-01,c,,11\n"
                          "s2,2024-02-01,,sbirka,12\n",
                          NULL),
                  "osv - 150 0 11 - -\n"
                  "nadace - 200 0 0 - -\n"
                  "mzdy - 0 0 0 - -\n"
                  "sbirka - 0 0 12 - -\n"
                  "none - 4 0 0 - -\n"
                  "goal g1 354 11\n"
                  "goal g2 0 0\n"
                  "goal none 0 12\n"
                  "all 354 0 23");
}

static void an_empty_table_of_sources_knows_none(void **state)
{
    (void)state;
    expect_budget(plan_of("goals", goals, "sources", "id,name\n", "activities",
                          "id,goal,title,cost,source\n"
                          "a,g1,A,300,osv\n",
                          NULL),
                  "none - 300 0 0 - -\n"
                  "goal g1 300 0\n"
                  "goal g2 0 0\n"
                  "all 300 0 0");
}

static void spending_is_paid_or_ordered_and_lessens_what_is_left(void **state)
{
    (void)state;
    expect_budget(plan_of("goals", goals, "sources", sources, "activities",
                          "id,goal,title,cost,source,status\n"
                          "a,g1,A,300,osv,done\n"
                          "b,g2,B,40,osv:20; kraj:20,active\n"
                          "c,g2,C,9,kraj,dropped\n",
                          "spending",
                          "id,date,activity,source,amount,state\n"
                          "s1,2024-02-01,a,,120.50,paid\n"
                          "s2,2024-02-02,a,,80,ordered\n"
                          "s3,2024-02-03,a,nadace,10,\n"
                          "s4,2024-02-04,a,,-0.50,paid\n"
                          "s5,2024-02-05,b,,15,paid\n"
                          "s6,2024-02-06,b,kraj,5,paid\n"
                          "s7,2024-02-07,,kraj,3,paid\n"
                          "s8,2024-02-08,nothing,,2,paid\n"
                          "s9,2024-02-09,c,nobody,1,paid\n"
                          "s10,2024-02-10,c,,6,paid\n",
                          NULL),
                  "osv 1000 320 80 120 680 800\n"
                  "nadace - 0 0 10 - -\n"
                  "kraj 50 20 0 14 30 36\n"
                  "none - 0 0 18 - -\n"
                  "goal g1 300 130\n"
                  "goal g2 40 27\n"
                  "goal none 0 5\n"
                  "all 340 80 162");
}

static void spending_whose_amount_is_none_is_told_and_adds_nothing(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of("goals", goals, "activities", "id,title\na,A\n", "spending",
                                   "id,date,activity,amount\n"
                                   "s1,2024-02-01,a,much\n"
                                   "s2,2024-02-01,a,\n"
                                   "s3,2024-02-01,a,5\n",
                                   NULL);
    struct pk_budget budget;
    pk_budget_make(&budget, plan, NULL);
    assert_int_equal(budget.faulty_spending, 2);
    assert_int_equal(budget.spent, 500);
    pk_budget_dispose(&budget);
    pk_plan_free(plan);
}

static void a_cost_counted_in_another_row_adds_nothing(void **state)
{
    (void)state;
    static const char header[] = "id,title,cost,cost_in,source,status";
    static const char rows[] = "web,Web,500,,osv,\n"
                               "facebook,Facebook,,web,osv,\n"
                               "story,Story,,facebook,,\n";
    expect_counted(header, rows, "web", PK_COUNTED, 50000);
    expect_counted(header, rows, "facebook", PK_COUNTED_IN, 0);
    expect_counted(header, rows, "story", PK_COUNTED_IN, 0);
}

static void what_is_counted_in_nothing_itself_or_a_circle_is_faulty(void **state)
{
    (void)state;
    static const char header[] = "id,title,cost,cost_in,source,status";
    static const char rows[] = "a,A,,nothing,,\n"
                               "b,B,,b,,\n"
                               "c,C,,d,,\n"
                               "d,D,,e,,\n"
                               "e,E,,c,,\n"
                               "f,F,,e,,\n"
                               "g,G,5,h,,\n"
                               "h,H,5,,,\n";
    for (const char *id = "a\0b\0c\0d\0e\0f\0g\0"; *id; id += 2) {
        expect_counted(header, rows, id, PK_COUNTED_FAULT, 0);
    }
    expect_counted(header, rows, "h", PK_COUNTED, 500);
}

static void a_chain_of_a_hundred_is_followed_and_a_longer_one_is_faulty(void **state)
{
    (void)state;
    struct pk_buf text = { 0 };
    pk_buf_str(&text, "id,title,cost,cost_in\nx0,End,5,\n");
    for (int i = 1; i <= PK_COST_IN_MAX + 1; i++) {
        pk_buf_printf(&text, "x%d,Step,,x%d\n", i, i - 1);
    }
    struct pk_plan *plan = plan_of("activities", pk_buf_text(&text), NULL);
    struct pk_budget budget;
    pk_budget_make(&budget, plan, NULL);
    assert_int_equal(budget.counted_in, PK_COST_IN_MAX);
    assert_int_equal(budget.faulty, 1);
    pk_budget_dispose(&budget);
    pk_plan_free(plan);
    pk_buf_dispose(&text);
}

static void each_activity_has_its_reason_to_be_counted_or_not(void **state)
{
    (void)state;
    static const struct {
        const char *row;
        enum pk_counted counted;
        pk_money amount;
    } cases[] = {
        { "a,A,5,,osv,\n", PK_COUNTED, 500 },
        { "a,A,5,,osv,active\n", PK_COUNTED, 500 },
        { "a,A,5,,osv,done\n", PK_COUNTED, 500 },
        { "a,A,5,,,planned\n", PK_COUNTED, 500 },
        { "a,A,0,,osv,\n", PK_COUNTED, 0 },
        { "a,A,,,osv,\n", PK_COUNTED_NOT_SET, 0 },
        { "a,A,,,,\n", PK_COUNTED_NOT_SET, 0 },
        { "a,A,5,,osv,proposed\n", PK_COUNTED_STATUS, 0 },
        { "a,A,five,,osv,dropped\n", PK_COUNTED_STATUS, 0 },
        { "a,A,five,,osv,\n", PK_COUNTED_FAULT, 0 },
        { "a,A,-5,,osv,\n", PK_COUNTED_FAULT, 0 },
        { "a,A,5,,osv:4,\n", PK_COUNTED_FAULT, 0 },
        { "a,A,5,,osv; kraj,\n", PK_COUNTED_FAULT, 0 },
        { "a,A,,,osv:4,\n", PK_COUNTED_FAULT, 0 },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        expect_counted("id,title,cost,cost_in,source,status", cases[i].row, "a",
                       cases[i].counted, cases[i].amount);
    }
}

static void activities_are_told_by_why_they_are_left_out(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of("activities",
                                   "id,title,cost,cost_in,status\n"
                                   "a,A,1,,\nb,B,2,,\nc,C,3,,\nd,D,4,,\n"
                                   "e,E,,a,\nf,F,,a,\n"
                                   "g,G,,,\nh,H,,,\ni,I,,,\n"
                                   "j,J,5,,proposed\nk,K,5,,dropped\n"
                                   "l,L,?,,\n",
                                   NULL);
    struct pk_budget budget;
    pk_budget_make(&budget, plan, NULL);
    assert_int_equal(budget.counted, 4);
    assert_int_equal(budget.counted_in, 2);
    assert_int_equal(budget.not_set, 3);
    assert_int_equal(budget.left_out_by_status, 2);
    assert_int_equal(budget.faulty, 1);
    assert_int_equal(budget.shown, 12);
    pk_budget_dispose(&budget);
    pk_plan_free(plan);
}

static void a_filter_leaves_the_rows_and_adds_up_what_matches(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of("goals", goals, "activities",
                                   "id,goal,title,cost,source,responsible\n"
                                   "a,g1,A,300,osv,Team\n"
                                   "b,g2,B,50,kraj,Office\n",
                                   "spending",
                                   "id,date,activity,source,amount\n"
                                   "s1,2024-02-01,a,,11\n"
                                   "s2,2024-02-01,b,,12\n"
                                   "s3,2024-02-01,,kraj,13\n",
                                   NULL);
    expect_filtered(plan, "role:office",
                    "osv - 0 0 0 - -\n"
                    "kraj - 50 0 12 - -\n"
                    "goal g1 0 0\n"
                    "goal g2 50 12\n"
                    "all 50 0 12");
    pk_plan_free(plan);
}

static void a_source_is_over_when_more_is_planned_than_allocated(void **state)
{
    (void)state;
    static const struct {
        pk_money allocation, planned;
        bool over;
    } cases[] = {
        { 100, 100, false }, { 100, 101, true }, { 0, 1, true },
        { 0, 0, false },     { PK_NO_MONEY, 1, false },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct pk_budget_source row = { .allocation = cases[i].allocation,
                                        .planned = cases[i].planned };
        assert_int_equal(pk_budget_over(&row), cases[i].over);
    }
}

static bool sums_agree(const struct pk_plan *plan, const struct pk_budget *budget)
{
    struct pk_budget_source sources_sum = { 0 };
    for (size_t i = 0; i < budget->source_count; i++) {
        sources_sum.planned += budget->sources[i].planned;
        sources_sum.committed += budget->sources[i].committed;
        sources_sum.spent += budget->sources[i].spent;
    }
    struct pk_budget_goal goals_sum = { 0 };
    for (size_t i = 0; i < budget->goal_count; i++) {
        goals_sum.planned += budget->goals[i].planned;
        goals_sum.committed += budget->goals[i].committed;
        goals_sum.spent += budget->goals[i].spent;
    }
    pk_money activities_sum = 0;
    for (size_t i = 0; i < pk_plan_count(plan, PK_ACTIVITIES); i++) {
        pk_money amount;
        pk_budget_counted(
            plan, (const struct pk_activity *)pk_plan_at(plan, PK_ACTIVITIES, i), &amount);
        activities_sum += amount;
    }
    pk_money spending_sum = 0;
    for (size_t i = 0; i < pk_plan_count(plan, PK_SPENDING); i++) {
        const struct pk_spending *row =
            (const struct pk_spending *)pk_plan_at(plan, PK_SPENDING, i);
        spending_sum += row->amount == PK_NO_MONEY ? 0 : row->amount;
    }
    return sources_sum.planned == budget->planned && goals_sum.planned == budget->planned &&
           activities_sum == budget->planned && sources_sum.spent == budget->spent &&
           goals_sum.spent == budget->spent && sources_sum.committed == budget->committed &&
           goals_sum.committed == budget->committed &&
           spending_sum == budget->spent + budget->committed;
}

static void sums_over_sources_goals_and_activities_are_one_number(void **state)
{
    (void)state;
    unsigned first = (unsigned)time(NULL);
    bool something = false;
    for (unsigned run = 0; run < 300; run++) {
        unsigned seed = first + run;
        struct pk_plan *plan = random_plan(&seed);
        struct pk_budget budget;
        pk_budget_make(&budget, plan, NULL);
        if (!sums_agree(plan, &budget)) {
            fail_msg("the sums differ with seed %u", first + run);
        }
        assert_int_equal(budget.counted + budget.counted_in + budget.not_set +
                             budget.left_out_by_status + budget.faulty,
                         budget.shown);
        something = something || (budget.planned && budget.spent && budget.committed);
        pk_budget_dispose(&budget);
        pk_plan_free(plan);
    }
    assert_true(something);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(costs_add_up_by_source_and_by_goal),
        cmocka_unit_test(shares_divide_a_cost_over_sources),
        cmocka_unit_test(what_has_no_source_or_no_goal_has_a_row_of_its_own),
        cmocka_unit_test(the_rows_of_no_source_and_no_goal_are_last_and_always_there),
        cmocka_unit_test(without_a_table_sources_are_those_that_are_named),
        cmocka_unit_test(an_empty_table_of_sources_knows_none),
        cmocka_unit_test(spending_is_paid_or_ordered_and_lessens_what_is_left),
        cmocka_unit_test(spending_whose_amount_is_none_is_told_and_adds_nothing),
        cmocka_unit_test(a_cost_counted_in_another_row_adds_nothing),
        cmocka_unit_test(what_is_counted_in_nothing_itself_or_a_circle_is_faulty),
        cmocka_unit_test(a_chain_of_a_hundred_is_followed_and_a_longer_one_is_faulty),
        cmocka_unit_test(each_activity_has_its_reason_to_be_counted_or_not),
        cmocka_unit_test(activities_are_told_by_why_they_are_left_out),
        cmocka_unit_test(a_filter_leaves_the_rows_and_adds_up_what_matches),
        cmocka_unit_test(a_source_is_over_when_more_is_planned_than_allocated),
        cmocka_unit_test(sums_over_sources_goals_and_activities_are_one_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
