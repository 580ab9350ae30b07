#include "config.h"

#include "planek/order.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "planek/buf.h"
#include "tests/unit/support.h"

enum { ROWS_MOST = 16 };

static struct pk_plan *plan_to_sort(void)
{
    return plan_of("goals", "id,name\ng,Goal\nh,Other\n", "activities",
                   "id,goal,title,responsible,due,cost,cost_in,status\n"
                   "a,h,A,Chalupa,2024-06-30,100,,planned\n"
                   "b,g,B,Čáp; Dvořák,2024-05-31,30.50,,active\n"
                   "c,g,C,Horák,2024-Q2,,b,done\n"
                   "d,g,D,,ongoing,,,planned\n"
                   "e,h,E,čáp,,500,,dropped\n"
                   "f,g,F,; Cibulka,2024-05,0,,proposed\n",
                   NULL);
}

/* Today is 2024-06-12. */
static void expect_order(enum pk_order order, const char *expected)
{
    struct pk_plan *plan = plan_to_sort();
    const struct pk_activity *rows[ROWS_MOST];
    const struct pk_group *groups;
    struct pk_buf found = { 0 };
    size_t count = pk_plan_count(plan, PK_ACTIVITIES);
    (void)pk_plan_groups(plan, &groups);
    for (size_t i = 0; i < count; i++) {
        rows[i] = (const struct pk_activity *)pk_plan_at(plan, PK_ACTIVITIES, count - 1 - i);
    }
    pk_order_sort(rows, count, order, pk_day_make(2024, 6, 12));
    for (size_t i = 0; i < count; i++) {
        pk_buf_str(&found, rows[i]->id);
    }
    assert_string_equal(pk_buf_text(&found), expected);
    pk_buf_dispose(&found);
    pk_plan_free(plan);
}

static void the_order_of_the_plan_is_by_goals(void **state)
{
    (void)state;
    expect_order(PK_ORDER_PLAN, "bcdfae");
}

static void deadlines_stand_by_their_last_day_and_what_has_none_comes_last(void **state)
{
    (void)state;
    expect_order(PK_ORDER_DUE, "bfcade");
}

static void the_dearest_comes_first_and_nothing_is_not_zero(void **state)
{
    (void)state;
    expect_order(PK_ORDER_COST, "eabfcd");
}

static void what_is_late_comes_before_what_is_under_way(void **state)
{
    (void)state;
    expect_order(PK_ORDER_STATUS, "bdafce");
}

static void roles_stand_in_czech_order_by_the_leading_one(void **state)
{
    (void)state;
    expect_order(PK_ORDER_ROLE, "febcad");
}

static void orders_are_found_by_their_names(void **state)
{
    (void)state;
    for (int i = 0; i < PK_ORDERS; i++) {
        assert_int_equal(pk_order_find(pk_order_name((enum pk_order)i)), i);
        assert_true(*pk_order_label((enum pk_order)i));
    }
    assert_int_equal(pk_order_find("colour"), -1);
}

static void nothing_can_be_sorted(void **state)
{
    (void)state;
    pk_order_sort(NULL, 0, PK_ORDER_ROLE, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_order_of_the_plan_is_by_goals),
        cmocka_unit_test(deadlines_stand_by_their_last_day_and_what_has_none_comes_last),
        cmocka_unit_test(the_dearest_comes_first_and_nothing_is_not_zero),
        cmocka_unit_test(what_is_late_comes_before_what_is_under_way),
        cmocka_unit_test(roles_stand_in_czech_order_by_the_leading_one),
        cmocka_unit_test(orders_are_found_by_their_names),
        cmocka_unit_test(nothing_can_be_sorted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
