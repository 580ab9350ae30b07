/* Where things are on a scale of days and cells. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "planek/timeline.h"
#include "support.h"

enum { MAX_CELLS = 800 };

/* June 2024 with cells for its 30 days. */
static struct pk_scale june(int cells)
{
    return (struct pk_scale){ pk_day_make(2024, 6, 1), pk_day_make(2024, 7, 1), cells };
}

static void the_ends_of_a_line_are_known_also_outside_of_what_is_shown(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of("activities",
                                   "id,title,start,due,status\na,A,2024-05-31,2024-07-01,active\n"
                                   "b,B,,2024-06-03,planned\nc,C,,,planned\n",
                                   NULL);
    pk_day today = pk_day_make(2024, 6, 12);
    struct pk_ends ends = pk_timeline_ends(june(30), activity_of(plan, "a"), 2024, today);
    assert_true(ends.known);
    assert_int_equal(ends.begin, -1);
    assert_int_equal(ends.end, 30);
    ends = pk_timeline_ends(june(30), activity_of(plan, "b"), 2024, today);
    assert_int_equal(ends.begin, 2);
    assert_int_equal(ends.end, 2);
    assert_false(pk_timeline_ends(june(30), activity_of(plan, "c"), 2024, today).known);
    pk_plan_free(plan);
}

/* A line in June, today the 12th, and the cells that a text has beside it. */
static void expect_beside(const char *cells, int width, int after, int before)
{
    char text[256];
    enum pk_mark marks[30];
    pk_day today = pk_day_make(2024, 6, 12);
    snprintf(text, sizeof(text), "id,title,start,due,status\na,A,%s\n", cells);
    struct pk_plan *plan = plan_of("activities", text, NULL);
    const struct pk_activity *activity = activity_of(plan, "a");
    struct pk_ends ends = pk_timeline_ends(june(30), activity, 2024, today);
    pk_timeline_activity(marks, june(30), activity, 2024, today);
    assert_int_equal(pk_timeline_after(marks, june(30), ends, width), after);
    assert_int_equal(pk_timeline_before(marks, june(30), ends, width), before);
    pk_timeline_shade(marks, june(30));
    assert_int_equal(pk_timeline_after(marks, june(30), ends, width), after);
    assert_int_equal(pk_timeline_before(marks, june(30), ends, width), before);
    pk_plan_free(plan);
}

static void a_text_has_room_behind_a_line_and_what_follows_it_or_before_it(void **state)
{
    (void)state;
    expect_beside("2024-06-14,2024-06-20,active", 5, 22, -1); /* today is before it */
    expect_beside("2024-06-20,2024-06-22,active", 5, 24, 13);
    expect_beside("2024-06-20,2024-06-22,active", 7, 23, -1); /* one blank */
    expect_beside("2024-06-20,2024-06-22,active", 8, -1, -1);
    expect_beside("2024-06-19,2024-06-23,active", 5, 25, -1);
    expect_beside("2024-06-03,2024-06-08,planned", 5, 13, -1); /* ♦!!│ 8 Jun */
    expect_beside("2024-06-03,2024-06-11,planned", 5, 13, -1); /* ♦│ 11 Jun */
    expect_beside("2024-06-01,2024-06-04,done", 5, 5, -1);     /* ♦ 4 Jun  │ */
    expect_beside("2024-06-01,2024-06-09,done", 5, 13, -1);    /* ♦  │ 9 Jun */
    expect_beside("2024-06-01,2024-06-08,done", 5, -1, -1);    /* too far behind */
    expect_beside("2024-06-01,2024-06-04,done", 6, -1, -1);
    expect_beside("2024-05-01,2024-07-04,active", 5, -1, -1);
    expect_beside("2024-05-01,2024-05-04,done", 5, -1, -1);
    expect_beside(",,planned", 5, -1, -1);
}

static void a_text_never_hides_a_holiday(void **state)
{
    (void)state;
    enum pk_mark marks[20];
    pk_day today = pk_day_make(2024, 6, 12);
    struct pk_scale scale = { pk_day_make(2024, 7, 1), pk_day_make(2024, 7, 21), 20 };
    struct pk_plan *plan =
        plan_of("activities", "id,title,start,due\na,A,2024-07-01,2024-07-02\n", NULL);
    struct pk_ends ends = pk_timeline_ends(scale, activity_of(plan, "a"), 2024, today);
    pk_timeline_activity(marks, scale, activity_of(plan, "a"), 2024, today);
    assert_int_equal(pk_timeline_after(marks, scale, ends, 2), 4);
    pk_timeline_shade(marks, scale);
    assert_int_equal(pk_timeline_after(marks, scale, ends, 2), -1); /* 5 and 6 July */
    pk_plan_free(plan);
}

static void a_deadline_on_the_last_day_falls_in_the_last_cell(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of("activities", "id,title,due\na,A,2024-12-31\n", NULL);
    for (int cells = 12; cells <= MAX_CELLS; cells++) {
        pk_day today = pk_day_make(2024, 6, 12);
        enum pk_mark marks[MAX_CELLS];
        pk_timeline_activity(marks, pk_scale_zoom(PK_ZOOM_YEAR, 2024, today, cells),
                             activity_of(plan, "a"), 2024, today);
        assert_int_equal(marks[cells - 1], PK_MARK_DUE);
    }
    pk_plan_free(plan);
}

static void a_day_has_its_cell_and_a_cell_its_first_day(void **state)
{
    (void)state;
    static const struct {
        int days, cell; /* of 36 cells in the year 2024 */
    } cases[] = {
        { 0, 0 },   { 10, 0 },   { 11, 1 },  { 163, 16 },  { 355, 34 },
        { 365, 35 }, { 366, 36 }, { -1, -1 }, { -11, -2 }, { 732, 72 },
    };
    struct pk_scale year = pk_scale_zoom(PK_ZOOM_YEAR, 2024, pk_day_make(2024, 1, 1), 36);
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        assert_int_equal(pk_scale_cell(year, year.from + cases[i].days), cases[i].cell);
    }
    for (year.cells = 1; year.cells <= MAX_CELLS; year.cells++) {
        for (int cell = 0; cell < year.cells; cell++) {
            pk_day day = pk_scale_day(year, cell);
            assert_in_range(day - year.from, 0, 365);
            if (year.cells <= 366) {
                assert_int_equal(pk_scale_cell(year, day), cell);
                assert_true(pk_scale_cell(year, day - 1) < cell);
            } else {
                assert_true(pk_scale_cell(year, day) <= cell);
                assert_true(pk_scale_cell(year, day + 1) > cell);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_ends_of_a_line_are_known_also_outside_of_what_is_shown),
        cmocka_unit_test(a_text_has_room_behind_a_line_and_what_follows_it_or_before_it),
        cmocka_unit_test(a_text_never_hides_a_holiday),
        cmocka_unit_test(a_deadline_on_the_last_day_falls_in_the_last_cell),
        cmocka_unit_test(a_day_has_its_cell_and_a_cell_its_first_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
