#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "planek/buf.h"
#include "planek/meeting.h"
#include "support.h"

#define TODAY pk_day_make(2024, 6, 12)

static const char goals[] = "id,name\ng,Goal\n";
static const char columns[] = "id,goal,title,due,status,target,done,detail,note\n";

static struct pk_plan *plan_with(const char *activities, const char *decisions)
{
    struct pk_buf rows = { 0 };
    pk_buf_printf(&rows, "%s%s", columns, activities);
    struct pk_plan *plan =
        plan_of("goals", goals, "activities", pk_buf_text(&rows), "sources",
                "id,name,allocation\nosv,OSV,1000\n", "meetings",
                "id,date,present,note\nm1,2024-06-05,A,\nm2,2024-06-12,A,\n", "decisions",
                decisions ? decisions : "id,meeting,activity,text,responsible,due,status\n", NULL);
    pk_buf_dispose(&rows);
    return plan;
}

/* "late web +moved" a point: reason, record, other reasons. */
static void tell(struct pk_buf *out, const struct pk_points *points)
{
    static const char *const names[] = { "late", "soon", "moved", "stuck", "over", "decision",
                                         "proposed" };
    for (size_t i = 0; i < points->count; i++) {
        const struct pk_point *point = &points->items[i];
        pk_buf_printf(out, "%s %s", names[point->reason], point->id);
        for (int reason = 0; reason < PK_REASONS; reason++) {
            if (point->tags >> reason & 1) {
                pk_buf_printf(out, " +%s", names[reason]);
            }
        }
        pk_buf_char(out, '\n');
    }
}

static void expect_points(struct pk_plan *then, struct pk_plan *now, const char *expected)
{
    struct pk_since since = { 0 };
    struct pk_points points;
    struct pk_buf told = { 0 };
    if (then) {
        pk_since_make(&since, then, now);
    }
    pk_points_make(&points, now, then, then ? &since : NULL, TODAY, 14);
    tell(&told, &points);
    assert_string_equal(pk_buf_text(&told), expected);
    for (size_t i = 0; i < points.count; i++) {
        const struct pk_point *point = &points.items[i];
        assert_ptr_equal(pk_points_find(&points, point->table, point->id), point);
    }
    assert_null(pk_points_find(&points, PK_ACTIVITIES, "nobody"));
    pk_buf_dispose(&told);
    pk_points_dispose(&points);
    pk_since_dispose(&since);
    pk_plan_free(then);
    pk_plan_free(now);
}

static void late_comes_first_then_what_is_due_soon_by_deadline(void **state)
{
    (void)state;
    expect_points(NULL,
                  plan_with("b,g,B,2024-06-20,planned,,,,\n"
                            "a,g,A,2024-06-12,planned,,,,\n"
                            "far,g,Far,2024-06-26,planned,,,,\n"
                            "late2,g,Late,2024-06-11,active,,,,\n"
                            "late1,g,Later,2024-05-01,planned,,,,\n"
                            "done,g,Done,2024-05-01,done,,,,\n", NULL),
                  "late late1\nlate late2\nsoon a\nsoon b\n");
}

static void each_activity_comes_once_and_its_other_reasons_are_tags(void **state)
{
    (void)state;
    expect_points(plan_with("a,g,A,2024-05-01,active,2,1,,\n"
                            "b,g,B,2024-12-01,active,2,1,,\n", NULL),
                  plan_with("a,g,A,2024-06-01,active,2,1,,\n"
                            "b,g,B,2024-12-02,active,2,1,,\n", NULL),
                  "late a +moved +stuck\nmoved b +stuck\n");
}

static void what_is_new_and_what_is_gone_has_moved(void **state)
{
    (void)state;
    expect_points(plan_with("gone,g,Gone,2024-05-01,planned,,,,\n"
                            "same,g,Same,2024-12-01,planned,,,,\n", NULL),
                  plan_with("new,g,New,2024-12-01,planned,,,,\n"
                            "same,g,Same,2024-12-01,planned,,,,\n", NULL),
                  "moved new\nmoved gone\n");
}

static void under_way_without_a_count_or_a_tick_more_is_stuck(void **state)
{
    (void)state;
    expect_points(plan_with("a,g,A,2024-12-01,active,2,1,,\n"
                            "b,g,B,2024-12-01,active,2,1,,\n"
                            "c,g,C,2024-12-01,active,,,[ ] one,\n"
                            "d,g,D,2024-12-01,planned,,,,\n", NULL),
                  plan_with("a,g,A,2024-12-01,active,2,1,,\n"
                            "b,g,B,2024-12-01,active,2,2,,\n"
                            "c,g,C,2024-12-01,active,,,[x] one,\n"
                            "d,g,D,2024-12-01,active,,,,\n", NULL),
                  "moved b\nmoved c\nmoved d\nstuck a\n");
}

static void nothing_is_moved_or_stuck_before_the_first_meeting(void **state)
{
    (void)state;
    expect_points(NULL, plan_with("a,g,A,2024-12-01,active,2,1,,\n", NULL), "");
}

static void a_source_of_which_more_is_planned_or_spent_than_it_has_is_a_point(void **state)
{
    (void)state;
    expect_points(NULL,
                  plan_of("goals", goals, "activities",
                          "id,goal,title,cost,source,status\na,g,A,1001,osv,planned\n", "sources",
                          "id,name,allocation\nosv,OSV,1000\nfree,Free,\nspent,Spent,10\n",
                          "spending", "id,date,activity,source,amount\ns,2024-05-01,,spent,11\n",
                          NULL),
                  "over osv\nover spent\n");
}

static void open_decisions_come_late_ones_first(void **state)
{
    (void)state;
    expect_points(NULL,
                  plan_with("", "id,meeting,activity,text,responsible,due,status\n"
                                "never,m1,,Never,,,open\n"
                                "later,m1,,Later,,2024-07-01,\n"
                                "done,m1,,Done,,2024-05-01,done\n"
                                "late,m1,,Late,,2024-06-01,open\n"),
                  "decision late\ndecision later\ndecision never\n");
}

static void proposed_activities_and_proposed_cells_come_last(void **state)
{
    (void)state;
    expect_points(NULL,
                  plan_of("goals", goals, "activities",
                          "id,goal,title,due,status\nidea,g,Idea,2024-05-01,proposed\n"
                          "late,g,Late,2024-05-01,planned\n",
                          "proposals",
                          "id,table,record,field,base,ours,theirs,who,when\n"
                          "p1,activities,late,due,,,2024-07-01,petr,2024-06-01T08:00:00Z\n",
                          NULL),
                  "late late\nproposed idea\nproposed p1\n");
}

static struct pk_change due_change(const char *id, const char *was, const char *now)
{
    struct pk_change change;
    pk_change_init(&change);
    pk_change_add(&change, PK_ACTIVITIES, PK_ACTIVITY_DUE, id, was, now);
    return change;
}

static void only_a_deadline_moved_later_counts_as_put_off(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_with("a,g,A,2024-06-01,planned,,,,\n", NULL);
    struct pk_change changes[] = {
        due_change("a", "", "2024-04-01"),           due_change("a", "2024-04-01", "2024-05-01"),
        due_change("a", "2024-05-01", "2024-04-15"), due_change("a", "2024-04-15", "2024-06"),
        due_change("b", "2024-04-01", "2024-05-01"), due_change("a", "2024-06-30", "2024-07-31"),
    };
    size_t count = sizeof changes / sizeof changes[0];
    struct pk_history history = { .items = changes, .count = count };
    struct pk_points points;
    pk_points_make(&points, plan, NULL, NULL, TODAY, 14);
    pk_points_postponed(&points, &history, count - 1, 2024);
    assert_int_equal(points.items[0].postponed, 2);
    pk_points_dispose(&points);
    for (size_t i = 0; i < count; i++) {
        pk_change_dispose(&changes[i]);
    }
    pk_plan_free(plan);
}

static void expect_postponed(struct pk_change *changes, size_t count, int expected)
{
    struct pk_plan *plan = plan_with("a,g,A,2024-06-01,planned,,,,\n", NULL);
    struct pk_history history = { .items = changes, .count = count };
    struct pk_points points;
    pk_points_make(&points, plan, NULL, NULL, TODAY, 14);
    pk_points_postponed(&points, &history, count, 2024);
    assert_int_equal(points.items[0].postponed, expected);
    pk_points_dispose(&points);
    for (size_t i = 0; i < count; i++) {
        pk_change_dispose(&changes[i]);
    }
    pk_plan_free(plan);
}

static void a_delay_taken_back_and_done_again_is_one_delay(void **state)
{
    (void)state;
    struct pk_change again[] = {
        due_change("a", "2024-06-01", "2024-06-08"), due_change("a", "2024-06-08", "2024-06-01"),
        due_change("a", "2024-06-01", "2024-06-08"),
    };
    expect_postponed(again, 3, 1);
    struct pk_change back[] = {
        due_change("a", "2024-06-01", "2024-06-08"), due_change("a", "2024-06-08", "2024-06-01"),
    };
    expect_postponed(back, 2, 0);
}

static void a_deadline_moved_sooner_and_back_was_not_put_off(void **state)
{
    (void)state;
    struct pk_change changes[] = {
        due_change("a", "2024-06-08", "2024-06-01"), due_change("a", "2024-06-01", "2024-06-08"),
    };
    expect_postponed(changes, 2, 0);
}

static void a_deadline_that_came_back_by_another_way_was_not_put_off(void **state)
{
    (void)state;
    struct pk_change changes[] = {
        due_change("a", "2024-06-01", "2024-06-30"), due_change("a", "2024-06-30", "2024-06-15"),
        due_change("a", "2024-06-15", "2024-06-01"),
    };
    expect_postponed(changes, 3, 0);
    struct pk_change twice[] = {
        due_change("a", "2024-06-01", "2024-06-15"), due_change("a", "2024-06-15", "2024-06-30"),
    };
    expect_postponed(twice, 2, 2);
}

static void a_meeting_began_with_the_first_change_of_its_record_that_day(void **state)
{
    (void)state;
    struct pk_change changes[4];
    static const int64_t moments[] = { 100, 200, 300, 400 };
    for (int i = 0; i < 4; i++) {
        pk_change_init(&changes[i]);
        pk_change_add(&changes[i], i == 1 ? PK_ACTIVITIES : PK_MEETINGS, PK_MEETING_PRESENT,
                      "m2", "", "A");
        changes[i].when = moments[i];
    }
    struct pk_history history = { .items = changes, .count = 4 };
    assert_int_equal(pk_meeting_began(&history, "m2", 0), 0);
    assert_int_equal(pk_meeting_began(&history, "m2", 150), 2);
    assert_int_equal(pk_meeting_began(&history, "m1", 0), 4);
    for (int i = 0; i < 4; i++) {
        pk_change_dispose(&changes[i]);
    }
}

static void the_meeting_of_a_day_is_found_and_no_meeting_without_a_day(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of("goals", goals, "activities", "id,goal,title\n", "meetings",
                                   "id,date,present\nnone,,A\nm,2024-06-12,A\n", NULL);
    assert_string_equal(pk_meeting_on(plan, TODAY)->id, "m");
    assert_null(pk_meeting_on(plan, TODAY + 1));
    assert_null(pk_meeting_on(plan, PK_NO_DAY));
    pk_plan_free(plan);
}

static void expect_note(const char *note, const char *expected)
{
    pk_day day = PK_NO_DAY;
    size_t length = 0;
    const char *found = pk_note_before(note, TODAY, &day, &length);
    if (!expected) {
        assert_null(found);
        return;
    }
    assert_non_null(found);
    assert_int_equal(length, strlen(expected));
    assert_memory_equal(found, expected, length);
}

static void the_last_dated_line_before_today_is_what_was_noted_last(void **state)
{
    (void)state;
    expect_note("5. 6. 2024: waits", "waits");
    expect_note("Hall: booked\n29. 5. 2024: asked\n5. 6. 2024: waits for it\n12. 6. 2024: today",
                "waits for it");
    expect_note("12. 6. 2024: today", NULL);
    expect_note("Hall: booked", NULL);
    expect_note("", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(late_comes_first_then_what_is_due_soon_by_deadline),
        cmocka_unit_test(each_activity_comes_once_and_its_other_reasons_are_tags),
        cmocka_unit_test(what_is_new_and_what_is_gone_has_moved),
        cmocka_unit_test(under_way_without_a_count_or_a_tick_more_is_stuck),
        cmocka_unit_test(nothing_is_moved_or_stuck_before_the_first_meeting),
        cmocka_unit_test(a_source_of_which_more_is_planned_or_spent_than_it_has_is_a_point),
        cmocka_unit_test(open_decisions_come_late_ones_first),
        cmocka_unit_test(proposed_activities_and_proposed_cells_come_last),
        cmocka_unit_test(only_a_deadline_moved_later_counts_as_put_off),
        cmocka_unit_test(a_delay_taken_back_and_done_again_is_one_delay),
        cmocka_unit_test(a_deadline_moved_sooner_and_back_was_not_put_off),
        cmocka_unit_test(a_deadline_that_came_back_by_another_way_was_not_put_off),
        cmocka_unit_test(a_meeting_began_with_the_first_change_of_its_record_that_day),
        cmocka_unit_test(the_meeting_of_a_day_is_found_and_no_meeting_without_a_day),
        cmocka_unit_test(the_last_dated_line_before_today_is_what_was_noted_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
