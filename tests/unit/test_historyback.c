#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "planek/when.h"
#include "tests/unit/historycase.h"

#define WHY(txn, of, was, now) txn "," AT ",you,,history," of ",why," was "," now ",0\n"

static void the_reason_given_last_counts(void **state)
{
    (void)state;
    struct reading reading =
        read_text("t1," AT ",me,own,activities,a,title,A,B,0\n" TITLE("t2", "B", "C")
                      WHY("t3", "t1", "own", "first") WHY("t4", "t1", "first", "second")
                          TITLE("t5", "C", "D") WHY("t6", "t5", "", "x") WHY("t7", "t5", "x", ""));
    assert_int_equal(reading.faults.count, 0);
    assert_string_equal(pk_history_why(&reading.history, item_of(&reading, "t1")), "second");
    assert_string_equal(pk_history_why(&reading.history, item_of(&reading, "t2")), "");
    assert_string_equal(pk_history_why(&reading.history, item_of(&reading, "t5")), "");
    static const char later[] = WHY("t8", "t2", "", "late");
    reading_go_on(&reading, later, strlen(later));
    assert_string_equal(pk_history_why(&reading.history, item_of(&reading, "t2")), "late");
    reading_dispose(&reading);
}

static void a_reason_of_its_own_counts_while_none_is_given(void **state)
{
    (void)state;
    struct reading reading = read_text("t1," AT ",me,own,activities,a,title,A,B,0\n");
    assert_string_equal(pk_history_why(&reading.history, item_of(&reading, "t1")), "own");
    reading_dispose(&reading);
}

static void a_reason_given_later_is_described_by_its_text(void **state)
{
    (void)state;
    struct reading reading = read_text(WHY("t3", "t1", "", "resolution 12"));
    struct pk_buf text = { 0 };
    pk_change_describe(&text, reading.plan, item_of(&reading, "t3"));
    assert_string_equal(pk_buf_text(&text), "reason: resolution 12");
    pk_buf_dispose(&text);
    reading_dispose(&reading);
}

static void values_before_the_last_change_are_known(void **state)
{
    (void)state;
    struct reading reading = read_text(
        TITLE("t1", "A", "B") TITLE("t2", "B", "C") "t3," AT
        ",me,,activities,a,due,2024-06-30,2024-07-31,0\n"
        "t4," AT ",me,,activities,c,id,,c,0\nt5," AT ",me,,activities,a,x,one,two,0\n");
    static const struct {
        int field;
        const char *id, *value;
        bool had;
    } cases[] = {
        { PK_ACTIVITY_TITLE, "a", "A", true },
        { PK_ACTIVITY_TITLE, "a", "B", true },
        { PK_ACTIVITY_TITLE, "a", "C", false },
        { PK_ACTIVITY_TITLE, "a", "", false },
        { PK_ACTIVITY_TITLE, "b", "A", false },
        { PK_ACTIVITY_DETAIL, "a", "A", false },
        { PK_ACTIVITY_DUE, "a", "30.06.2024", true },
        { PK_ACTIVITY_DUE, "a", "2024-07-31", false },
        { 0, "c", "", true },
        { 0, "c", "c", false },
        { 0, "a", "", false },
        { PK_ACTIVITY_FIELDS, "a", "one", true },
        { PK_ACTIVITY_FIELDS, "a", "two", false },
        { PK_FIELD_PLACE, "a", "", false },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_cell cell = { PK_ACTIVITIES, cases[i].field, cases[i].id, "", "" };
        assert_int_equal(
            pk_history_had(&reading.history, reading.plan, &cell, cases[i].value), cases[i].had);
    }
    struct pk_history none = { 0 };
    struct pk_cell cell = { PK_ACTIVITIES, PK_ACTIVITY_TITLE, "a", "", "" };
    assert_false(pk_history_had(&none, reading.plan, &cell, "A"));
    reading_dispose(&reading);
}

static void a_change_taken_back_is_not_taken_back_again(void **state)
{
    (void)state;
#define BY(txn, who, was, now) txn "," AT "," who ",,activities,a,title," was "," now ",0\n"
    static const struct {
        const char *text, *txn;
    } cases[] = {
        { "", NULL },
        { BY("t1", "me", "A", "B"), "t1" },
        { BY("t1", "me", "A", "B") BY("t2", "you", "B", "C"), "t1" },
        { BY("t1", "me", "A", "B") BY("t2", "me", "B", "C"), "t2" },
        { BY("t1", "me", "A", "B") BY("t2", "me", "B", "A"), NULL },
        { BY("t1", "me", "A", "B") BY("t2", "you", "B", "A"), "t1" },
        { BY("t1", "me", "A", "B") BY("t2", "me", "B", "C") BY("t3", "me", "C", "B"), "t1" },
        { BY("t1", "me", "A", "B") BY("t2", "me", "B", "A") BY("t3", "me", "A", "B"), "t3" },
        { BY("t1", "me", "A", "B") BY("t2", "me", "B", "C") BY("t3", "me", "C", "B")
              BY("t4", "me", "B", "A"), NULL },
        { BY("t1", "me", "A", "B") "t2," AT ",me,,activities,b,title,x,y,0\n"
              BY("t3", "me", "B", "A"), "t2" },
        { BY("t1", "me", "A", "B") "t2," AT ",me,,history,t1,why,,x,0\n", "t1" },
        { "t2," AT ",me,,history,t1,why,,x,0\n", NULL },
        { BY("t1", "you", "A", "B"), NULL },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading reading = read_text(cases[i].text);
        const struct pk_change *found = pk_history_undoable(&reading.history, "me");
        if (cases[i].txn) {
            assert_ptr_equal(found, item_of(&reading, cases[i].txn));
        } else {
            assert_null(found);
        }
        reading_dispose(&reading);
    }
}

static void the_one_before_a_change_is_by_the_same_person_and_stands(void **state)
{
    (void)state;
    struct reading reading = read_text(
        BY("t1", "me", "A", "B") BY("t2", "me", "B", "C") BY("t3", "you", "C", "D")
            BY("t4", "me", "D", "E") BY("t5", "me", "C", "B") BY("t6", "me", "E", "F"));
    const struct pk_change *before =
        pk_history_undoable_before(&reading.history, item_of(&reading, "t6"));
    assert_ptr_equal(before, item_of(&reading, "t4"));
    before = pk_history_undoable_before(&reading.history, before);
    assert_ptr_equal(before, item_of(&reading, "t1"));
    assert_null(pk_history_undoable_before(&reading.history, before));
    reading_dispose(&reading);
}

static void a_record_is_all_by_who_added_it_until_somebody_else_touches_it(void **state)
{
    (void)state;
#define ID(txn, who, was, now) txn "," AT "," who ",,activities,a,id," was "," now ",0\n"
    static const struct {
        const char *text;
        bool mine;
    } cases[] = {
        { "", false },
        { BY("t1", "me", "A", "B"), false },
        { ID("t1", "me", "", "a"), true },
        { ID("t1", "me", "", "a") BY("t2", "me", "", "B"), true },
        { ID("t1", "me", "", "a") BY("t2", "you", "", "B"), false },
        { ID("t1", "me", "", "a") BY("t2", "you", "", "B") BY("t3", "me", "B", "C"), false },
        { ID("t1", "you", "", "a") BY("t2", "me", "", "B"), false },
        { ID("t1", "you", "", "a") ID("t2", "you", "a", "") ID("t3", "me", "", "a"), true },
        { ID("t1", "me", "", "a") ID("t2", "you", "a", "") ID("t3", "you", "", "a"), false },
        { ID("t1", "me", "", "a") "t2," AT ",you,,activities,b,title,x,y,0\n", true },
    };
#undef ID
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading reading = read_text(cases[i].text);
        assert_int_equal(pk_history_all_by(&reading.history, PK_ACTIVITIES, "a", "me"),
                         cases[i].mine);
        reading_dispose(&reading);
    }
}

#undef BY

static void only_the_exact_inverse_takes_back(void **state)
{
    (void)state;
    struct reading reading =
        read_text("t1," AT ",me,,activities,a,title,A,B,1\nt1," AT ",me,,activities,a,note,,n,0\n"
                  "t2," AT ",me,,activities,a,note,n,,1\nt2," AT ",me,,activities,a,title,B,A,0\n"
                  "t3," AT ",me,,activities,a,title,A,B,1\nt3," AT ",me,,activities,a,note,,n,0\n"
                  "t4," AT ",me,,activities,a,note,n,,0\n");
    assert_ptr_equal(pk_history_undoable(&reading.history, "me"), item_of(&reading, "t4"));
    reading_dispose(&reading);
}

/* ---- going back ---- */

static char *image_of(const struct pk_plan *plan, enum pk_table table)
{
    struct pk_image image;
    pk_plan_encode(plan, table, &image);
    char *text = pk_buf_take(&image.bytes);
    pk_image_dispose(&image);
    return text;
}

static void apply(struct reading *reading)
{
    for (size_t i = 0; i < reading->history.count; i++) {
        assert_int_equal(pk_change_apply(reading->plan, &reading->history.items[i], NULL), PK_OK);
    }
}

static void the_plan_goes_back_to_how_it_stood(void **state)
{
    (void)state;
    static const char text[] =
        "t0,2024-06-10T10:00:00Z,me,,activities,b,title,B,BB,0\n"
        "t1,2024-06-11T10:00:00Z,me,,activities,c,id,,c,2\n"
        "t1,2024-06-11T10:00:00Z,me,,activities,c,place,,a,1\n"
        "t1,2024-06-11T10:00:00Z,me,,activities,c,title,,C,0\n"
        "t2,2024-06-12T10:00:00Z,me,,activities,a,title,A,,6\n"
        "t2,2024-06-12T10:00:00Z,me,,activities,a,goal,g,,5\n"
        "t2,2024-06-12T10:00:00Z,me,,activities,a,due,2024-06-30,,4\n"
        "t2,2024-06-12T10:00:00Z,me,,activities,a,cost,100,,3\n"
        "t2,2024-06-12T10:00:00Z,me,,activities,a,x,one,,2\n"
        "t2,2024-06-12T10:00:00Z,me,,activities,a,place,,,1\n"
        "t2,2024-06-12T10:00:00Z,me,,activities,a,id,a,,0\n"
        "t3,2024-06-12T11:00:00Z,me,,activities,c,title,C,D,0\n"
        "t4,2024-06-12T12:00:00Z,me,,history,t1,why,,x,0\n";
    struct reading reading = read_text(text);
    int64_t since;
    assert_items(&reading, "t0:1 t1:3 t2:7 t3:1 t4:1 ");
    assert_int_equal(pk_change_apply(reading.plan, &reading.history.items[0], NULL), PK_OK);
    char *first = image_of(reading.plan, PK_ACTIVITIES);
    for (size_t i = 1; i < reading.history.count; i++) {
        assert_int_equal(pk_change_apply(reading.plan, &reading.history.items[i], NULL), PK_OK);
    }
    assert_true(pk_when_parse(&since, "2024-06-11T10:00:00Z"));
    pk_history_rewind(&reading.history, reading.plan, since);
    char *then = image_of(reading.plan, PK_ACTIVITIES);
    assert_string_equal(then, first);
    free(first);
    free(then);
    reading_dispose(&reading);
}

static void a_cell_that_holds_something_else_stays_when_going_back(void **state)
{
    (void)state;
    struct reading reading = read_text(
        TITLE("t1", "A", "B") "t2," AT ",me,,activities,a,cost,100,200,1\n"
                              "t2," AT ",me,,activities,b,title,B,C,0\n"
                              "t3," AT ",me,,activities,gone,title,B,C,0\n");
    struct pk_change outside;
    reading.history.count--;
    apply(&reading);
    reading.history.count++;
    pk_change_init(&outside);
    pk_change_add(&outside, PK_ACTIVITIES, PK_ACTIVITY_COST, "a", "200", "250");
    assert_int_equal(pk_change_apply(reading.plan, &outside, NULL), PK_OK);
    pk_history_rewind(&reading.history, reading.plan, 0);
    assert_string_equal(activity_of(reading.plan, "a")->title, "A");
    assert_string_equal(activity_of(reading.plan, "b")->title, "B");
    assert_int_equal(activity_of(reading.plan, "a")->cost, 25000);
    pk_change_dispose(&outside);
    reading_dispose(&reading);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_reason_given_last_counts),
        cmocka_unit_test(a_reason_of_its_own_counts_while_none_is_given),
        cmocka_unit_test(a_reason_given_later_is_described_by_its_text),
        cmocka_unit_test(values_before_the_last_change_are_known),
        cmocka_unit_test(a_change_taken_back_is_not_taken_back_again),
        cmocka_unit_test(only_the_exact_inverse_takes_back),
        cmocka_unit_test(the_one_before_a_change_is_by_the_same_person_and_stands),
        cmocka_unit_test(a_record_is_all_by_who_added_it_until_somebody_else_touches_it),
        cmocka_unit_test(the_plan_goes_back_to_how_it_stood),
        cmocka_unit_test(a_cell_that_holds_something_else_stays_when_going_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
