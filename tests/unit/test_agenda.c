#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "planek/agenda.h"
#include "planek/buf.h"
#include "support.h"

static const char goals[] = "id,name\n"
                            "g1,First\n"
                            "g2,Second\n";

static const char activities[] = "id,goal,title,due,status,responsible\n"
                                 "late,g2,Late,2024-05-31,active,Team\n"
                                 "today,g2,Today,2024-06-12,planned,Team\n"
                                 "week,g1,In a week,2024-06-19,,Team\n"
                                 "june2,g2,June,2024-06,planned,Office\n"
                                 "june1,g1,June,2024-06-30,planned,Office\n"
                                 "june0,,June,2024-H1,planned,Office\n"
                                 "until,g1,Until,ongoing/2024-06-01,planned,Team\n"
                                 "ongoing,g1,Ongoing,ongoing,active,Team\n"
                                 "never,g1,Without a deadline,,active,Team\n"
                                 "done,g1,Done,2024-05-01,done,Team\n"
                                 "dropped,g1,Dropped,2024-05-01,dropped,Team\n"
                                 "proposed,g1,Proposed,2024-07-01,proposed,Team\n"
                                 "faulty,g1,Faulty,2024-06-31,planned,Team\n"
                                 "year,g1,The year,2024-12-31,planned,Office\n";

static void expect_agenda(int days, const char *word, const char *expected, size_t late)
{
    struct pk_plan *plan = plan_of("goals", goals, "activities", activities, NULL);
    pk_day today = pk_day_make(2024, 6, 12);
    struct pk_query *filter = NULL;
    if (word) {
        assert_int_equal(pk_query_parse(&filter, &word, 1, plan, today, NULL), PK_OK);
    }
    struct pk_agenda agenda;
    struct pk_buf found = { 0 };
    pk_agenda_make(&agenda, plan, today, days, filter);
    for (size_t i = 0; i < agenda.count; i++) {
        pk_buf_printf(&found, "%s %d\n", agenda.items[i].activity->id, agenda.items[i].days);
    }
    assert_string_equal(pk_buf_text(&found), expected);
    assert_int_equal(agenda.late, late);
    pk_buf_dispose(&found);
    pk_agenda_dispose(&agenda);
    pk_query_free(filter);
    pk_plan_free(plan);
}

static void what_is_late_comes_first_then_what_comes_next(void **state)
{
    (void)state;
    expect_agenda(-1, NULL,
                  "late -12\nuntil -11\ntoday 0\nweek 7\njune1 18\njune2 18\njune0 18\nyear 202\n",
                  2);
}

static void an_agenda_of_some_days_ends_before_the_day_after_them(void **state)
{
    (void)state;
    expect_agenda(0, NULL, "late -12\nuntil -11\n", 2);
    expect_agenda(1, NULL, "late -12\nuntil -11\ntoday 0\n", 2);
    expect_agenda(7, NULL, "late -12\nuntil -11\ntoday 0\n", 2);
    expect_agenda(8, NULL, "late -12\nuntil -11\ntoday 0\nweek 7\n", 2);
    expect_agenda(INT32_MAX, "role:team", "late -12\nuntil -11\ntoday 0\nweek 7\n", 2);
}

static void a_filter_narrows_the_agenda(void **state)
{
    (void)state;
    expect_agenda(-1, "role:office", "june1 18\njune2 18\njune0 18\nyear 202\n", 0);
    expect_agenda(-1, "role:nobody", "", 0);
}

static void a_plan_without_activities_has_an_empty_agenda(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of("goals", goals, "activities", "id,title\n", NULL);
    struct pk_agenda agenda;
    pk_agenda_make(&agenda, plan, pk_day_make(2024, 6, 12), -1, NULL);
    assert_int_equal(agenda.count, 0);
    assert_int_equal(agenda.late, 0);
    pk_agenda_dispose(&agenda);
    pk_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_late_comes_first_then_what_comes_next),
        cmocka_unit_test(an_agenda_of_some_days_ends_before_the_day_after_them),
        cmocka_unit_test(a_filter_narrows_the_agenda),
        cmocka_unit_test(a_plan_without_activities_has_an_empty_agenda),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
