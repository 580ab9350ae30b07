#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "planek/check.h"
#include "planek/depends.h"
#include "support.h"

static void what_an_activity_waits_for_is_walked_in_the_order_of_its_list(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of("activities",
                                   "id,title,depends\na,A,\nb,B,\nc,C,b; nothing ;a\n", NULL);
    const char *cursor = activity_of(plan, "c")->depends;
    assert_ptr_equal(pk_depends_next(plan, &cursor), activity_of(plan, "b"));
    assert_ptr_equal(pk_depends_next(plan, &cursor), activity_of(plan, "a"));
    assert_null(pk_depends_next(plan, &cursor));
    pk_plan_free(plan);
}

/* Whether an activity clashes with the one it waits for, each given as "due,status". */
static bool clashes(const char *waits, const char *on)
{
    char text[256];
    snprintf(text, sizeof text, "id,title,due,status,depends\na,A,%s,\nb,B,%s,a\n", on, waits);
    struct pk_plan *plan = plan_of("activities", text, NULL);
    const struct pk_activity *later = pk_depends_later(plan, activity_of(plan, "b"));
    bool clash = later != NULL;
    if (clash) {
        assert_ptr_equal(later, activity_of(plan, "a"));
    }
    assert_null(pk_depends_later(plan, activity_of(plan, "a")));
    pk_plan_free(plan);
    return clash;
}

static void a_deadline_before_that_of_what_it_waits_for_clashes(void **state)
{
    (void)state;
    assert_true(clashes("2024-06-30,planned", "2024-07-01,planned"));
    assert_true(clashes("2024-06-30,active", "2024-07,active"));
    assert_true(clashes("2024-06-30,active", "ongoing/2024-12-31,active"));
    assert_true(clashes("2024-06-30,planned", "2024-07-01,proposed"));
    assert_false(clashes("2024-07-01,planned", "2024-07-01,planned"));
    assert_false(clashes("2024-07-02,planned", "2024-07-01,planned"));
}

static void what_is_over_or_has_no_deadline_clashes_with_nothing(void **state)
{
    (void)state;
    assert_false(clashes("2024-06-30,done", "2024-07-01,planned"));
    assert_false(clashes("2024-06-30,dropped", "2024-07-01,planned"));
    assert_false(clashes("2024-06-30,proposed", "2024-07-01,planned"));
    assert_false(clashes("2024-06-30,planned", "2024-07-01,done"));
    assert_false(clashes("2024-06-30,planned", "2024-07-01,dropped"));
    assert_false(clashes(",planned", "2024-07-01,planned"));
    assert_false(clashes("2024-06-30,planned", ",planned"));
    assert_false(clashes("2024-06-30,planned", "ongoing,planned"));
}

static void checking_a_plan_warns_of_a_deadline_before_what_it_waits_for(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of("goals", "id,name\ng,G\n", "activities",
                                   "id,goal,title,responsible,due,status,depends\n"
                                   "film,g,Film,R,2024-07-31,planned,\n"
                                   "tisk,g,Tisk,R,2024-06-30,planned,film\n"
                                   "konec,g,Konec,R,2024-08-31,planned,film\n",
                                   NULL);
    struct pk_faults faults = { 0 };
    pk_check_plan(plan, &faults);
    assert_int_equal(pk_faults_count(&faults, PK_ERROR), 0);
    assert_int_equal(pk_faults_count(&faults, PK_WARNING), 1);
    assert_non_null(strstr(faults.items[0].text, "before that of \"Film\""));
    assert_int_equal(faults.items[0].line, 3);
    pk_faults_dispose(&faults);
    pk_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_an_activity_waits_for_is_walked_in_the_order_of_its_list),
        cmocka_unit_test(a_deadline_before_that_of_what_it_waits_for_clashes),
        cmocka_unit_test(what_is_over_or_has_no_deadline_clashes_with_nothing),
        cmocka_unit_test(checking_a_plan_warns_of_a_deadline_before_what_it_waits_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
