#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "planek/change.h"
#include "planek/edit.h"
#include "tests/unit/support.h"

static struct pk_plan *make_plan(void)
{
    return plan_of("goals", "id,name\ng,Goal\nh,Other\nempty,Empty\n", "sources",
                   "id,name\nosv,OSV\nmzdy,Mzdy\n", "activities",
                   "id,goal,title,due,cost,cost_in,source,status,target,done,depends\n"
                   "a,g,A,2024-06-30,100,,osv,planned,2,0,\n"
                   "b,g,B,2024-Q3,,a,osv,active,,,a\n"
                   "c,h,C,ongoing,,,,planned,,,\n"
                   "d,h,D,,,,,done,,,\n",
                   "spending", "id,date,activity,amount\ns,2024-02-01,d,5\n", NULL);
}

/* Commits what was collected and disposes of it. */
static void apply(struct pk_plan *plan, struct pk_change *change)
{
    assert_int_equal(pk_change_apply(plan, change, NULL), PK_OK);
    pk_change_dispose(change);
}

static enum pk_err set(struct pk_plan *plan, const char *id, const char *field, const char *value,
                       struct pk_diag *diag)
{
    struct pk_change change;
    struct pk_assignment assignment = { field, value };
    pk_change_init(&change);
    enum pk_err err = pk_edit_set(&change, plan, record_of(plan, PK_ACTIVITIES, id), &assignment,
                                  1, pk_day_make(2024, 6, 12), diag);
    if (err == PK_OK) {
        apply(plan, &change);
    } else {
        pk_change_dispose(&change);
    }
    return err;
}

static void values_are_read_as_people_type_them(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        { "cost", "30.000,- Kč", "30000" },   { "cost", "1,5 tis.", "1500" },
        { "cost", "", "" },                   { "due", "31. 8.", "2024-08-31" },
        { "due", "srpen", "2024-08" },        { "due", "+14d", "2024-06-26" },
        { "due", "průběžně", "ongoing" },     { "start", "1.2.2024", "2024-02-01" },
        { "status", "Done", "done" },         { "goal", "2", "h" },
        { "depends", "1.1; d", "b; d" },      { "source", "osv:60; mzdy", "osv:60; mzdy" },
        { "responsible", " A ;B;", "A; B" },  { "title", "  Nový název ", "Nový název" },
        { "target", "3", "3" },               { "cost_in", "2.2", "c" },
    };
    struct pk_plan *plan = make_plan();
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct pk_diag diag = { .text = "" };
        enum pk_err err = set(plan, "a", cases[i][0], cases[i][1], &diag);
        assert_string_equal(diag.text, "");
        assert_int_equal(err, PK_OK);
        int field = pk_schema_find_field(PK_ACTIVITIES, cases[i][0]);
        assert_string_equal(record_of(plan, PK_ACTIVITIES, "a")->text[field], cases[i][2]);
    }
    pk_plan_free(plan);
}

static void what_is_no_value_is_refused_with_its_field(void **state)
{
    (void)state;
    static const struct {
        const char *field, *value, *says;
        enum pk_err err;
    } cases[] = {
        { "due", "31.6.", "30", PK_ERR_USAGE },
        { "cost", "1e5", "cost", PK_ERR_USAGE },
        { "cost", "-5", "below zero", PK_ERR_USAGE },
        { "status", "hotovo?", "planned", PK_ERR_USAGE },
        { "goal", "nikde", "nikde", PK_ERR_UNKNOWN },
        { "source", "osvv", "osv", PK_ERR_UNKNOWN },
        { "depends", "a; nic", "nic", PK_ERR_UNKNOWN },
        { "title", "", "empty", PK_ERR_USAGE },
        { "title", "a\nb", "one line", PK_ERR_USAGE },
        { "titel", "x", "title", PK_ERR_USAGE },
        { "id", "x", "id", PK_ERR_USAGE },
        { "note", "\xff", "UTF-8", PK_ERR_USAGE },
    };
    struct pk_plan *plan = make_plan();
    uint64_t revision = pk_plan_revision(plan);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct pk_diag diag;
        assert_int_equal(set(plan, "b", cases[i].field, cases[i].value, &diag), cases[i].err);
        assert_non_null(strstr(diag.text, cases[i].says));
    }
    assert_int_equal(pk_plan_revision(plan), revision);
    pk_plan_free(plan);
}

static void a_value_that_is_there_already_adds_no_cell(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan();
    struct pk_change change;
    struct pk_assignment same[] = { { "due", "30. 6. 2024" }, { "cost", "100,00 Kč" } };
    pk_change_init(&change);
    assert_int_equal(pk_edit_set(&change, plan, record_of(plan, PK_ACTIVITIES, "a"), same, 2,
                                 PK_NO_DAY, NULL),
                     PK_OK);
    assert_int_equal(change.count, 0);
    pk_change_dispose(&change);
    pk_plan_free(plan);
}

static void a_field_given_twice_is_refused(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan();
    struct pk_change change;
    struct pk_assignment twice[] = { { "cost", "1" }, { "cost", "2" } };
    pk_change_init(&change);
    assert_int_equal(pk_edit_set(&change, plan, record_of(plan, PK_ACTIVITIES, "a"), twice, 2,
                                 PK_NO_DAY, NULL),
                     PK_ERR_USAGE);
    pk_change_dispose(&change);
    pk_plan_free(plan);
}

static void a_field_may_be_called_by_its_label(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan();
    struct pk_change change;
    struct pk_diag diag;
    struct pk_assignment twice[] = { { "cost", "1" }, { "Cost", "2" } };
    struct pk_assignment new[] = { { "Title", "Leták" }, { "Goal", "h" } };
    const char *id;
    assert_int_equal(set(plan, "a", "paid FROM", "mzdy", NULL), PK_OK);
    assert_string_equal(activity_of(plan, "a")->source, "mzdy");
    assert_int_equal(set(plan, "a", "Deadline", "31. 6.", &diag), PK_ERR_USAGE);
    assert_ptr_equal(strstr(diag.text, "Deadline: "), diag.text);
    assert_int_equal(set(plan, "a", "Deadlin", "31. 5.", &diag), PK_ERR_USAGE);
    assert_string_equal(diag.text, "activities have no field \"Deadlin\"; did you mean "
                                   "\"Deadline\"?");
    pk_change_init(&change);
    assert_int_equal(pk_edit_set(&change, plan, record_of(plan, PK_ACTIVITIES, "a"), twice, 2,
                                 PK_NO_DAY, NULL),
                     PK_ERR_USAGE);
    assert_int_equal(pk_edit_add(&change, plan, PK_ACTIVITIES, new, 2, NULL, PK_NO_DAY, &id,
                                 NULL),
                     PK_OK);
    assert_string_equal(id, "letak");
    pk_change_dispose(&change);
    pk_plan_free(plan);
}

static const char *add(struct pk_plan *plan, const char *title, const char *goal, char *id)
{
    struct pk_change change;
    struct pk_assignment set_to[] = { { "title", title }, { "goal", goal } };
    const char *new_id;
    pk_change_init(&change);
    assert_int_equal(pk_edit_add(&change, plan, PK_ACTIVITIES, set_to, 2, NULL, PK_NO_DAY,
                                 &new_id, NULL),
                     PK_OK);
    strcpy(id, new_id);
    apply(plan, &change);
    return id;
}

static void a_new_activity_ends_its_goal_and_is_planned(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan();
    char id[129];
    assert_string_equal(add(plan, "Běh naděje", "g", id), "beh-nadeje");
    assert_int_equal(record_of(plan, PK_ACTIVITIES, id)->place, 2);
    assert_int_equal(activity_of(plan, id)->status, PK_PLANNED);
    assert_string_equal(add(plan, "Běh naděje", "g", id), "beh-nadeje-2");
    assert_string_equal(add(plan, "G", "empty", id), "g-2"); /* goals share the name space */
    assert_int_equal(record_of(plan, PK_ACTIVITIES, id)->place, 6);
    pk_plan_free(plan);
}

static void an_activity_needs_a_title_and_an_id_of_its_own(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan();
    struct pk_change change;
    struct pk_diag diag;
    const char *id;
    struct pk_assignment none[] = { { "goal", "g" } };
    struct pk_assignment taken[] = { { "id", "h" }, { "title", "x" } };
    struct pk_assignment bad[] = { { "id", "a b" }, { "title", "x" } };
    pk_change_init(&change);
    assert_int_equal(
        pk_edit_add(&change, plan, PK_ACTIVITIES, none, 1, NULL, PK_NO_DAY, &id, &diag),
        PK_ERR_USAGE);
    assert_non_null(strstr(diag.text, "title"));
    assert_int_equal(
        pk_edit_add(&change, plan, PK_ACTIVITIES, taken, 2, NULL, PK_NO_DAY, &id, &diag),
        PK_ERR_USAGE);
    assert_int_equal(
        pk_edit_add(&change, plan, PK_ACTIVITIES, bad, 2, NULL, PK_NO_DAY, &id, &diag),
        PK_ERR_USAGE);
    pk_change_dispose(&change);
    pk_plan_free(plan);
}

static void the_first_source_brings_the_others_along(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of("goals", "id,name\ng,G\n", "activities",
                                   "id,goal,title,cost,source\na,g,A,5,osv\n"
                                   "b,g,B,9,osv:4; mzdy\nc,g,C,1,nadace\n",
                                   NULL);
    struct pk_change change;
    struct pk_assignment set_to[] = { { "id", "osv" }, { "name", "OSV" }, { "allocation", "10" } };
    const char *id;
    pk_change_init(&change);
    assert_int_equal(pk_edit_add(&change, plan, PK_SOURCES, set_to, 3, NULL, PK_NO_DAY, &id, NULL),
                     PK_OK);
    assert_string_equal(id, "osv");
    apply(plan, &change);
    assert_int_equal(pk_plan_count(plan, PK_SOURCES), 3);
    assert_string_equal(pk_plan_source(plan, "osv")->name, "OSV");
    assert_int_equal(pk_plan_source(plan, "osv")->allocation, 1000);
    assert_string_equal(record_of(plan, PK_SOURCES, "mzdy")->text[PK_SOURCE_NAME], "mzdy");
    assert_int_equal(record_of(plan, PK_SOURCES, "nadace")->place, 2);
    pk_plan_free(plan);
}

static void what_others_refer_to_is_not_removed(void **state)
{
    (void)state;
    static const struct {
        enum pk_table table;
        const char *id, *names;
    } cases[] = {
        { PK_ACTIVITIES, "a", "B" },   /* counted in it, and waits for it */
        { PK_ACTIVITIES, "d", "2024-02-01" }, /* spending on it */
        { PK_GOALS, "h", "C, D" },
        { PK_SOURCES, "osv", "A, B" },
    };
    struct pk_plan *plan = make_plan();
    struct pk_change change;
    struct pk_diag diag;
    pk_change_init(&change);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_int_equal(pk_edit_remove(&change, plan,
                                        record_of(plan, cases[i].table, cases[i].id), &diag),
                         PK_ERR_REFUSED);
        assert_non_null(strstr(diag.text, cases[i].names));
        assert_int_equal(change.count, 0);
    }
    assert_int_equal(pk_edit_remove(&change, plan, record_of(plan, PK_GOALS, "empty"), &diag),
                     PK_OK);
    apply(plan, &change);
    assert_int_equal(pk_plan_count(plan, PK_GOALS), 2);
    pk_plan_free(plan);
}

/* The ids by goal, as the screen shows them: "g:a,b h:c,d empty:". */
static const char *order(const struct pk_plan *plan, struct pk_buf *out)
{
    const struct pk_group *groups;
    size_t count = pk_plan_groups(plan, &groups);
    pk_buf_cut(out, 0);
    for (size_t i = 0; i + 1 < count; i++) {
        pk_buf_printf(out, "%s%s:", i ? " " : "", groups[i].goal->id);
        for (size_t k = 0; k < groups[i].count; k++) {
            pk_buf_printf(out, "%s%s", k ? "," : "", groups[i].activities[k]->id);
        }
    }
    return pk_buf_text(out);
}

static void steps_lead_through_goals(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        int direction;
        const char *order;
    } steps[] = {
        { "b", -1, "g:b,a h:c,d empty:" },   { "b", -1, "g:b,a h:c,d empty:" },
        { "b", +1, "g:a,b h:c,d empty:" },   { "b", +1, "g:a h:b,c,d empty:" },
        { "d", +1, "g:a h:b,c empty:d" },    { "d", +1, "g:a h:b,c empty:d" },
        { "d", -1, "g:a h:b,c,d empty:" },   { "b", -1, "g:a,b h:c,d empty:" },
    };
    struct pk_plan *plan = make_plan();
    struct pk_buf text = { 0 };
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
        struct pk_change change;
        pk_change_init(&change);
        assert_int_equal(pk_edit_step(&change, plan, record_of(plan, PK_ACTIVITIES, steps[i].id),
                                      steps[i].direction, NULL),
                         PK_OK);
        apply(plan, &change);
        assert_string_equal(order(plan, &text), steps[i].order);
    }
    pk_buf_dispose(&text);
    pk_plan_free(plan);
}

static void several_steps_at_once_lead_as_far_as_they_would_one_by_one(void **state)
{
    (void)state;
    static const char *const ids[] = { "a", "b", "c", "d" };
    for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
        for (int steps = -7; steps <= 7; steps++) {
            struct pk_plan *one = make_plan(), *all = make_plan();
            struct pk_buf expected = { 0 }, got = { 0 };
            struct pk_change change;
            for (int k = steps; k != 0; k -= steps < 0 ? -1 : 1) {
                pk_change_init(&change);
                assert_int_equal(pk_edit_step(&change, one, record_of(one, PK_ACTIVITIES, ids[i]),
                                              steps < 0 ? -1 : 1, NULL),
                                 PK_OK);
                apply(one, &change);
            }
            pk_change_init(&change);
            assert_int_equal(pk_edit_step(&change, all, record_of(all, PK_ACTIVITIES, ids[i]),
                                          steps, NULL),
                             PK_OK);
            apply(all, &change);
            assert_string_equal(order(all, &got), order(one, &expected));
            pk_buf_dispose(&expected);
            pk_buf_dispose(&got);
            pk_plan_free(one);
            pk_plan_free(all);
        }
    }
}

static void a_moved_activity_joins_the_goal_it_comes_to(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan();
    struct pk_buf text = { 0 };
    struct pk_change change;
    pk_change_init(&change);
    assert_int_equal(pk_edit_move(&change, plan, record_of(plan, PK_ACTIVITIES, "a"),
                                  record_of(plan, PK_ACTIVITIES, "c"), NULL),
                     PK_OK);
    apply(plan, &change);
    assert_string_equal(order(plan, &text), "g:b h:c,a,d empty:");
    assert_int_equal(pk_edit_move(&change, plan, record_of(plan, PK_ACTIVITIES, "d"), NULL, NULL),
                     PK_OK);
    apply(plan, &change);
    assert_string_equal(order(plan, &text), "g:b h:d,c,a empty:");
    assert_int_equal(pk_edit_move(&change, plan, record_of(plan, PK_ACTIVITIES, "a"),
                                  record_of(plan, PK_GOALS, "g"), NULL),
                     PK_OK);
    apply(plan, &change);
    assert_string_equal(order(plan, &text), "g:a,b h:d,c empty:");
    assert_int_equal(pk_edit_move(&change, plan, record_of(plan, PK_GOALS, "h"), NULL, NULL),
                     PK_OK);
    apply(plan, &change);
    assert_string_equal(order(plan, &text), "h:d,c g:a,b empty:");
    pk_buf_dispose(&text);
    pk_plan_free(plan);
}

static void one_key_edits_do_what_they_say(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan();
    struct pk_change change;
    pk_change_init(&change);
    assert_int_equal(pk_edit_shift(&change, plan, activity_of(plan, "a"), "+1w", NULL), PK_OK);
    apply(plan, &change);
    assert_int_equal(activity_of(plan, "a")->due.last, pk_day_make(2024, 7, 7));
    assert_int_equal(pk_edit_shift(&change, plan, activity_of(plan, "d"), "+1w", NULL),
                     PK_ERR_REFUSED);
    assert_int_equal(pk_edit_count(&change, plan, activity_of(plan, "a"), 1, NULL), PK_OK);
    apply(plan, &change);
    assert_int_equal(activity_of(plan, "a")->done, 100);
    assert_int_equal(activity_of(plan, "a")->status, PK_ACTIVE);
    assert_int_equal(pk_edit_count(&change, plan, activity_of(plan, "a"), -5, NULL), PK_OK);
    apply(plan, &change);
    assert_int_equal(activity_of(plan, "a")->done, 0);
    assert_int_equal(pk_edit_count(&change, plan, activity_of(plan, "c"), 1, NULL),
                     PK_ERR_REFUSED);
    assert_int_equal(pk_edit_toggle_done(&change, plan, activity_of(plan, "a"), NULL), PK_OK);
    apply(plan, &change);
    assert_int_equal(activity_of(plan, "a")->status, PK_DONE);
    assert_int_equal(pk_edit_toggle_done(&change, plan, activity_of(plan, "a"), NULL), PK_OK);
    apply(plan, &change);
    assert_int_equal(activity_of(plan, "a")->status, PK_PLANNED);
    assert_int_equal(set(plan, "a", "status", "dropped", NULL), PK_OK);
    assert_int_equal(pk_edit_toggle_done(&change, plan, activity_of(plan, "a"), NULL),
                     PK_ERR_REFUSED);
    pk_plan_free(plan);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_read_as_people_type_them),
        cmocka_unit_test(what_is_no_value_is_refused_with_its_field),
        cmocka_unit_test(a_value_that_is_there_already_adds_no_cell),
        cmocka_unit_test(a_field_given_twice_is_refused),
        cmocka_unit_test(a_field_may_be_called_by_its_label),
        cmocka_unit_test(a_new_activity_ends_its_goal_and_is_planned),
        cmocka_unit_test(an_activity_needs_a_title_and_an_id_of_its_own),
        cmocka_unit_test(the_first_source_brings_the_others_along),
        cmocka_unit_test(what_others_refer_to_is_not_removed),
        cmocka_unit_test(steps_lead_through_goals),
        cmocka_unit_test(several_steps_at_once_lead_as_far_as_they_would_one_by_one),
        cmocka_unit_test(a_moved_activity_joins_the_goal_it_comes_to),
        cmocka_unit_test(one_key_edits_do_what_they_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
