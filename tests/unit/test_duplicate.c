#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "planek/change.h"
#include "planek/edit.h"
#include "tests/unit/support.h"

static struct pk_plan *plan_to_copy(void)
{
    return plan_of("goals", "id,name\ng,Goal\n", "activities",
                   "id,goal,title,detail,responsible,due,cost,status,target,done,note,barva\n"
                   "web,g,Web,\"Text [x] uvnitř\n- [X] prvý\n  [ ] druhý\n[x] třetí\",A; B,"
                   "2024-06-30,pět,done,3,2,Pozn.,modrá\n"
                   "x,g,X,,,,,active,,,,\n",
                   NULL);
}

static const struct pk_activity *copied(struct pk_plan *plan, const char *of)
{
    struct pk_change change;
    const char *id;
    pk_change_init(&change);
    pk_edit_duplicate(&change, plan, activity_of(plan, of), &id);
    assert_int_equal(pk_change_apply(plan, &change, NULL), PK_OK);
    const struct pk_activity *activity = activity_of(plan, id);
    pk_change_dispose(&change);
    return activity;
}

static void a_copy_stands_behind_and_is_not_done_yet(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_to_copy();
    const struct pk_activity *copy = copied(plan, "web");
    assert_string_equal(copy->id, "web-copy");
    assert_int_equal(copy->record.place, 1);
    assert_string_equal(copy->title, "Web (copy)");
    assert_string_equal(copy->record.text[PK_ACTIVITY_STATUS], "planned");
    assert_string_equal(copy->record.text[PK_ACTIVITY_TARGET], "3");
    assert_string_equal(copy->record.text[PK_ACTIVITY_DONE], "0");
    assert_string_equal(copy->responsible, "A; B");
    assert_string_equal(copy->goal, "g");
    assert_string_equal(copy->note, "Pozn.");
    assert_string_equal(copy->record.text[PK_ACTIVITY_FIELDS], "modrá");
    pk_plan_free(plan);
}

static void nothing_of_a_copied_checklist_is_ticked_off(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_to_copy();
    assert_string_equal(copied(plan, "web")->detail,
                        "Text [x] uvnitř\n- [ ] prvý\n  [ ] druhý\n[ ] třetí");
    pk_plan_free(plan);
}

static void a_cell_that_is_no_value_is_not_copied(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_to_copy();
    assert_true(pk_record_bad(record_of(plan, PK_ACTIVITIES, "web"), PK_ACTIVITY_COST));
    assert_string_equal(copied(plan, "web")->record.text[PK_ACTIVITY_COST], "");
    pk_plan_free(plan);
}

static void a_second_copy_has_an_id_of_its_own(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_to_copy();
    assert_string_equal(copied(plan, "x")->id, "x-copy");
    const struct pk_activity *second = copied(plan, "x");
    assert_string_equal(second->id, "x-copy-2");
    assert_string_equal(second->title, "X (copy 2)");
    assert_string_equal(second->record.text[PK_ACTIVITY_DONE], "");
    pk_plan_free(plan);
}

static void a_copy_of_a_copy_is_the_next_copy(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_to_copy();
    const char *id = copied(plan, "web")->id;
    assert_string_equal(copied(plan, id)->title, "Web (copy 2)");
    assert_string_equal(copied(plan, "web-copy-2")->title, "Web (copy 3)");
    assert_string_equal(copied(plan, "web")->title, "Web (copy 4)");
    assert_string_equal(copied(plan, "x")->title, "X (copy)");
    pk_plan_free(plan);
}

static void a_title_that_only_looks_like_a_copy_stays_whole(void **state)
{
    (void)state;
    struct pk_plan *plan =
        plan_of("goals", "id,name\ng,Goal\n", "activities",
                "id,goal,title\na,g,Tisk (copy )\nb,g,Tisk (copy 2) barevný\nc,g,(copy 7)\n",
                NULL);
    assert_string_equal(copied(plan, "a")->title, "Tisk (copy ) (copy)");
    assert_string_equal(copied(plan, "b")->title, "Tisk (copy 2) barevný (copy)");
    assert_string_equal(copied(plan, "c")->title, "(copy 7) (copy)");
    pk_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_copy_stands_behind_and_is_not_done_yet),
        cmocka_unit_test(nothing_of_a_copied_checklist_is_ticked_off),
        cmocka_unit_test(a_cell_that_is_no_value_is_not_copied),
        cmocka_unit_test(a_second_copy_has_an_id_of_its_own),
        cmocka_unit_test(a_copy_of_a_copy_is_the_next_copy),
        cmocka_unit_test(a_title_that_only_looks_like_a_copy_stays_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
