#include "config.h"

#include "planek/waiting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "planek/text.h"
#include "waitingcase.h"

/* ---- conflicts ---- */

static const struct pk_clash cost_clash = { PK_ACTIVITIES, PK_ACTIVITY_COST, "web", "500", "600",
                                            "700" };

/* Adds the rows of clashes to the plan. */
static void add_conflicts(struct pk_plan *plan, const struct pk_clash *clashes, size_t count)
{
    struct pk_change change;
    pk_change_init(&change);
    for (size_t i = 0; i < count; i++) {
        pk_conflict_add(&change, plan, &clashes[i], "jana", WHEN);
    }
    apply(plan, &change);
}

static void a_clash_becomes_a_row_with_all_three_values(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan(PENDING, PENDING);
    add_conflicts(plan, &cost_clash, 1);
    expect_rows(plan, PK_CONFLICTS, "activities,web,cost,500,600,700,jana," MOMENT "\n");
    assert_string_equal(text_of(plan, "web", PK_ACTIVITY_COST), "500");
    int field;
    const struct pk_record *row = pk_plan_at(plan, PK_CONFLICTS, 0);
    assert_ptr_equal(pk_waiting_record(plan, (const struct pk_pending *)row, &field),
                     record_of(plan, PK_ACTIVITIES, "web"));
    assert_int_equal(field, PK_ACTIVITY_COST);
    pk_plan_free(plan);
}

static void the_same_clash_waits_once_whichever_side_tells_of_it(void **state)
{
    (void)state;
    static const struct pk_clash twice[] = {
        { PK_ACTIVITIES, PK_ACTIVITY_COST, "web", "500", "600", "700" },
        { PK_ACTIVITIES, PK_ACTIVITY_COST, "web", "500", "600", "700" },
        { PK_ACTIVITIES, PK_ACTIVITY_COST, "web", "500", "700", "600" },
    };
    struct pk_plan *plan = make_plan(PENDING, PENDING);
    add_conflicts(plan, twice, 3);
    assert_int_equal(pk_plan_count(plan, PK_CONFLICTS), 1);
    add_conflicts(plan, twice, 3);
    assert_int_equal(pk_plan_count(plan, PK_CONFLICTS), 1);
    pk_plan_free(plan);
}

static void two_who_meet_a_clash_from_either_side_make_one_id(void **state)
{
    (void)state;
    struct pk_clash other = cost_clash;
    other.ours = cost_clash.theirs;
    other.theirs = cost_clash.ours;
    struct pk_plan *ours = make_plan(PENDING, PENDING), *theirs = make_plan(PENDING, PENDING);
    add_conflicts(ours, &cost_clash, 1);
    add_conflicts(theirs, &other, 1);
    assert_string_equal(pk_plan_at(ours, PK_CONFLICTS, 0)->text[0],
                        pk_plan_at(theirs, PK_CONFLICTS, 0)->text[0]);
    pk_plan_free(ours);
    pk_plan_free(theirs);
}

static void clashes_that_differ_in_anything_wait_each(void **state)
{
    (void)state;
    static const struct pk_clash clashes[] = {
        { PK_ACTIVITIES, PK_ACTIVITY_COST, "web", "500", "600", "700" },
        { PK_ACTIVITIES, PK_ACTIVITY_COST, "web", "", "600", "700" },
        { PK_ACTIVITIES, PK_ACTIVITY_COST, "web", "500", "600", "" },
        { PK_ACTIVITIES, PK_ACTIVITY_COST, "web", "500", "", "700" },
        { PK_ACTIVITIES, PK_ACTIVITY_COST, "film", "500", "600", "700" },
        { PK_ACTIVITIES, PK_ACTIVITY_DONE, "web", "500", "600", "700" },
        { PK_SPENDING, PK_SPENDING_AMOUNT, "web", "500", "600", "700" },
        { PK_ACTIVITIES, PK_ACTIVITY_COST, "web", "50", "0600", "700" },
    };
    enum { COUNT = sizeof(clashes) / sizeof(*clashes) };
    struct pk_plan *plan = make_plan(PENDING, PENDING);
    add_conflicts(plan, clashes, COUNT);
    assert_int_equal(pk_plan_count(plan, PK_CONFLICTS), COUNT);
    pk_plan_free(plan);
}

static void an_id_is_short_whatever_it_is_about(void **state)
{
    (void)state;
    static const char *const records[] = {
        "web", "výlet-do-lesa", "rodinna-konference-pestounu-2024", "\xE2\x9C\x93", "a",
        "nejneobhospodarovatelnejsimi-a-dalsimi",
    };
    struct pk_plan *plan = make_plan(PENDING, PENDING);
    for (size_t i = 0; i < sizeof(records) / sizeof(*records); i++) {
        struct pk_clash clash = { PK_ACTIVITIES, PK_ACTIVITY_RESPONSIBLE, records[i], "", "a",
                                  "b" };
        add_conflicts(plan, &clash, 1);
        const char *id = pk_plan_at(plan, PK_CONFLICTS, i)->text[0];
        assert_true(strlen(id) <= 32);
        assert_true(pk_text_is_id(id));
    }
    assert_int_equal(strncmp(pk_plan_at(plan, PK_CONFLICTS, 0)->text[0], "web-responsible-", 16),
                     0);
    pk_plan_free(plan);
}

static void a_row_of_that_id_about_something_else_is_no_reason_to_lose_the_clash(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan(PENDING, PENDING);
    add_conflicts(plan, &cost_clash, 1);
    struct pk_buf rows = { 0 };
    pk_buf_printf(&rows, PENDING "%s,activities,web,cost,1,2,3,,\n",
                  pk_plan_at(plan, PK_CONFLICTS, 0)->text[0]);
    pk_plan_free(plan);
    plan = make_plan(PENDING, pk_buf_text(&rows));
    add_conflicts(plan, &cost_clash, 1);
    add_conflicts(plan, &cost_clash, 1);
    expect_rows(plan, PK_CONFLICTS,
                "activities,web,cost,1,2,3,,\n"
                "activities,web,cost,500,600,700,jana," MOMENT "\n");
    pk_buf_dispose(&rows);
    pk_plan_free(plan);
}

static void a_clash_in_an_unknown_column_is_named_by_the_column(void **state)
{
    (void)state;
    struct pk_clash clash = { PK_ACTIVITIES, PK_ACTIVITY_FIELDS, "web", "red", "green", "blue" };
    struct pk_plan *plan = make_plan(PENDING, PENDING);
    add_conflicts(plan, &clash, 1);
    expect_rows(plan, PK_CONFLICTS, "activities,web,colour,red,green,blue,jana," MOMENT "\n");
    int field;
    (void)pk_waiting_record(
        plan, (const struct pk_pending *)pk_plan_at(plan, PK_CONFLICTS, 0), &field);
    assert_int_equal(field, PK_ACTIVITY_FIELDS);
    pk_plan_free(plan);
}

static void a_removal_against_a_change_waits_as_a_removal_on_both_sides(void **state)
{
    (void)state;
    static const struct pk_clash sides[] = {
        { PK_ACTIVITIES, 0, "web", "web", "web", "" },
        { PK_ACTIVITIES, 0, "web", "web", "", "web" },
    };
    static const char *const rows[] = {
        "activities,web,id,web,web,,jana," MOMENT "\n",
        "activities,web,id,web,web,,," MOMENT "\n",
    };
    for (size_t i = 0; i < 2; i++) {
        struct pk_plan *plan = make_plan(PENDING, PENDING);
        add_conflicts(plan, &sides[i], 1);
        expect_rows(plan, PK_CONFLICTS, rows[i]);
        add_conflicts(plan, &sides[1 - i], 1);
        assert_int_equal(pk_plan_count(plan, PK_CONFLICTS), 1);
        pk_plan_free(plan);
    }
}

static void a_change_to_a_record_that_stays_gone_waits_as_it_is(void **state)
{
    (void)state;
    struct pk_clash clash = { PK_ACTIVITIES, 0, "gone", "gone", "", "gone" };
    struct pk_plan *plan = make_plan(PENDING, PENDING);
    add_conflicts(plan, &clash, 1);
    expect_rows(plan, PK_CONFLICTS, "activities,gone,id,gone,,gone,jana," MOMENT "\n");
    pk_plan_free(plan);
}

static void a_clash_about_a_conflict_is_no_conflict(void **state)
{
    (void)state;
    struct pk_clash clash = { PK_CONFLICTS, PK_PENDING_OURS, "c", "", "600", "700" };
    struct pk_plan *plan = make_plan(PENDING, PENDING);
    add_conflicts(plan, &clash, 1);
    assert_int_equal(pk_plan_count(plan, PK_CONFLICTS), 0);
    pk_plan_free(plan);
}

/* ---- settling ---- */

#define CONFLICTS                                                                                \
    PENDING "cost,activities,web,cost,400,500,700,jana,\n"                                      \
            "same,activities,web,due,2024-05-31,2024-05-31,30. 6. 2024,jana,\n"                  \
            "colour,activities,web,colour,white,red,blue,jana,\n"                               \
            "web,activities,web,id,web,web,,jana,\n"                                            \
            "ppc,activities,ppc,id,ppc,ppc,,jana,\n"                                            \
            "keep,activities,web,id,web,,web,jana,\n"                                           \
            "gone,activities,gone,id,gone,,gone,jana,\n"                                        \
            "cell,activities,gone,cost,1,2,3,jana,\n"                                           \
            "field,activities,web,costs,1,2,3,jana,\n"                                          \
            "table,tables,web,cost,1,2,3,jana,\n"

static void accepting_puts_their_value_into_the_cell_and_the_row_is_gone(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan(PENDING, CONFLICTS);
    assert_int_equal(settle(plan, PK_CONFLICTS, "cost", true, NULL), PK_OK);
    assert_string_equal(text_of(plan, "web", PK_ACTIVITY_COST), "700");
    assert_null(pk_plan_find(plan, PK_CONFLICTS, "cost"));
    assert_int_equal(settle(plan, PK_CONFLICTS, "colour", true, NULL), PK_OK);
    assert_string_equal(text_of(plan, "web", PK_ACTIVITY_FIELDS), "blue");
    assert_int_equal(settle(plan, PK_CONFLICTS, "same", true, NULL), PK_OK);
    assert_string_equal(text_of(plan, "web", PK_ACTIVITY_DUE), "2024-06-30");
    assert_null(pk_plan_find(plan, PK_CONFLICTS, "same"));
    pk_plan_free(plan);
}

static void rejecting_leaves_the_cell_and_the_row_is_gone(void **state)
{
    (void)state;
    static const char *const rows[] = { "cost", "web", "keep", "gone", "cell", "field", "table" };
    struct pk_plan *plan = make_plan(PENDING, CONFLICTS);
    size_t count = pk_plan_count(plan, PK_CONFLICTS);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        assert_int_equal(settle(plan, PK_CONFLICTS, rows[i], false, NULL), PK_OK);
        assert_int_equal(pk_plan_count(plan, PK_CONFLICTS), --count);
        assert_string_equal(text_of(plan, "web", PK_ACTIVITY_COST), "500");
    }
    pk_plan_free(plan);
}

static void accepting_a_removal_removes_the_record(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan(PENDING, CONFLICTS);
    assert_int_equal(settle(plan, PK_CONFLICTS, "web", true, NULL), PK_OK);
    assert_null(pk_plan_find(plan, PK_ACTIVITIES, "web"));
    assert_null(pk_plan_find(plan, PK_CONFLICTS, "web"));
    pk_plan_free(plan);
}

static void a_removal_of_what_others_refer_to_is_refused_and_goes_on_waiting(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan(PENDING, CONFLICTS);
    struct pk_diag diag = { 0 };
    assert_int_equal(settle(plan, PK_CONFLICTS, "ppc", true, &diag), PK_ERR_REFUSED);
    assert_non_null(strstr(diag.text, "Radio"));
    assert_non_null(pk_plan_find(plan, PK_ACTIVITIES, "ppc"));
    assert_non_null(pk_plan_find(plan, PK_CONFLICTS, "ppc"));
    pk_plan_free(plan);
}

static void accepting_that_a_record_stays_only_settles(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan(PENDING, CONFLICTS);
    assert_int_equal(settle(plan, PK_CONFLICTS, "keep", true, NULL), PK_OK);
    assert_non_null(pk_plan_find(plan, PK_ACTIVITIES, "web"));
    assert_null(pk_plan_find(plan, PK_CONFLICTS, "keep"));
    pk_plan_free(plan);
}

static void what_is_about_nothing_cannot_be_accepted(void **state)
{
    (void)state;
    static const struct {
        const char *row, *sentence;
    } cases[] = {
        { "gone",
          "there is no id of \"gone\" any more, so this cannot be accepted; reject it" },
        { "cell",
          "there is no cost of \"gone\" any more, so this cannot be accepted; reject it" },
        { "field",
          "there is no costs of \"web\" any more, so this cannot be accepted; reject it" },
        { "table", "there is no cost of \"web\" any more, so this cannot be accepted; reject it" },
    };
    struct pk_plan *plan = make_plan(PENDING, CONFLICTS);
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct pk_diag diag = { 0 };
        assert_int_equal(settle(plan, PK_CONFLICTS, cases[i].row, true, &diag), PK_ERR_UNKNOWN);
        assert_string_equal(diag.text, cases[i].sentence);
        assert_non_null(pk_plan_find(plan, PK_CONFLICTS, cases[i].row));
    }
    pk_plan_free(plan);
}

static void a_row_names_its_record_and_field_where_they_are_there(void **state)
{
    (void)state;
    static const struct {
        const char *row, *record;
        int field;
    } cases[] = {
        { "cost", "web", PK_ACTIVITY_COST }, { "web", "web", 0 },
        { "gone", NULL, 0 },                 { "cell", NULL, PK_ACTIVITY_COST },
        { "field", "web", -1 },              { "table", NULL, -1 },
        { "colour", "web", PK_ACTIVITY_FIELDS },
    };
    struct pk_plan *plan = make_plan(PENDING, CONFLICTS);
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        const struct pk_record *row = record_of(plan, PK_CONFLICTS, cases[i].row);
        int field = -2;
        const struct pk_record *record =
            pk_waiting_record(plan, (const struct pk_pending *)row, &field);
        assert_int_equal(field, cases[i].field);
        assert_ptr_equal(record, cases[i].record ? record_of(plan, PK_ACTIVITIES, cases[i].record)
                                                 : NULL);
    }
    pk_plan_free(plan);
}

static void the_rows_about_a_record_are_found_in_turn(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan(PENDING "p,goals,g,name,,,X,,\n", CONFLICTS);
    const struct pk_record *web = record_of(plan, PK_ACTIVITIES, "web");
    static const char *const ids[] = { "cost", "same", "colour", "web", "keep", "field" };
    const struct pk_pending *row = NULL;
    for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++) {
        row = pk_waiting_next(plan, PK_CONFLICTS, web, row);
        assert_non_null(row);
        assert_string_equal(row->id, ids[i]);
    }
    assert_null(pk_waiting_next(plan, PK_CONFLICTS, web, row));
    assert_null(pk_waiting_next(plan, PK_PROPOSALS, web, NULL));
    assert_non_null(
        pk_waiting_next(plan, PK_PROPOSALS, record_of(plan, PK_GOALS, "g"), NULL));
    pk_plan_free(plan);
}

static void a_proposed_activity_is_planned_or_removed(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan(PENDING, PENDING);
    assert_int_equal(settle(plan, PK_ACTIVITIES, "film", true, NULL), PK_OK);
    assert_string_equal(text_of(plan, "film", PK_ACTIVITY_STATUS), "planned");
    pk_plan_free(plan);
    plan = make_plan(PENDING, PENDING);
    assert_int_equal(settle(plan, PK_ACTIVITIES, "film", false, NULL), PK_OK);
    assert_null(pk_plan_find(plan, PK_ACTIVITIES, "film"));
    pk_plan_free(plan);
}

static void a_rejected_activity_that_others_refer_to_is_dropped(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan(PENDING, PENDING);
    assert_int_equal(settle(plan, PK_ACTIVITIES, "ppc", false, NULL), PK_OK);
    assert_string_equal(text_of(plan, "ppc", PK_ACTIVITY_STATUS), "dropped");
    pk_plan_free(plan);
}

static void what_waits_for_nothing_cannot_be_settled(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan(PENDING, PENDING);
    struct pk_diag diag = { 0 };
    assert_int_equal(settle(plan, PK_ACTIVITIES, "web", true, &diag), PK_ERR_USAGE);
    assert_string_equal(diag.text, "\"Web\" does not wait for a decision");
    assert_int_equal(settle(plan, PK_ACTIVITIES, "web", false, &diag), PK_ERR_USAGE);
    assert_int_equal(settle(plan, PK_GOALS, "g", true, &diag), PK_ERR_USAGE);
    pk_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clash_becomes_a_row_with_all_three_values),
        cmocka_unit_test(the_same_clash_waits_once_whichever_side_tells_of_it),
        cmocka_unit_test(two_who_meet_a_clash_from_either_side_make_one_id),
        cmocka_unit_test(clashes_that_differ_in_anything_wait_each),
        cmocka_unit_test(an_id_is_short_whatever_it_is_about),
        cmocka_unit_test(a_row_of_that_id_about_something_else_is_no_reason_to_lose_the_clash),
        cmocka_unit_test(a_clash_in_an_unknown_column_is_named_by_the_column),
        cmocka_unit_test(a_removal_against_a_change_waits_as_a_removal_on_both_sides),
        cmocka_unit_test(a_change_to_a_record_that_stays_gone_waits_as_it_is),
        cmocka_unit_test(a_clash_about_a_conflict_is_no_conflict),
        cmocka_unit_test(accepting_puts_their_value_into_the_cell_and_the_row_is_gone),
        cmocka_unit_test(rejecting_leaves_the_cell_and_the_row_is_gone),
        cmocka_unit_test(accepting_a_removal_removes_the_record),
        cmocka_unit_test(a_removal_of_what_others_refer_to_is_refused_and_goes_on_waiting),
        cmocka_unit_test(accepting_that_a_record_stays_only_settles),
        cmocka_unit_test(what_is_about_nothing_cannot_be_accepted),
        cmocka_unit_test(a_row_names_its_record_and_field_where_they_are_there),
        cmocka_unit_test(the_rows_about_a_record_are_found_in_turn),
        cmocka_unit_test(a_proposed_activity_is_planned_or_removed),
        cmocka_unit_test(a_rejected_activity_that_others_refer_to_is_dropped),
        cmocka_unit_test(what_waits_for_nothing_cannot_be_settled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
