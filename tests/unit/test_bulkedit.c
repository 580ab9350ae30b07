#include "config.h"

#include "planek/bulkedit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "planek/buf.h"
#include "tests/unit/support.h"

enum { RECORDS_MOST = 16 };

static struct pk_plan *plan_of_many(void)
{
    return plan_of("goals", "id,name\ng,Goal\nh,Other\nempty,Empty\n", "activities",
                   "id,goal,title,responsible,due,cost_in,status,target,done,depends\n"
                   "a,g,A,Koord; Tým,2024-06-30,,planned,2,0,\n"
                   "x,h,X,Tým,2024-Q3,,planned,,,\n"
                   "b,g,B,Tým ;Koord; Nový,2024-07-31,a,active,,,a\n"
                   "c,g,C,Koord,,,done,,,b\n"
                   "y,h,Y,Nový,ongoing,,dropped,,,\n"
                   "d,g,D,Vedoucí,2024-01-31,,proposed,,,\n",
                   "meetings", "id,date\nm,2024-05-02\n", "decisions",
                   "id,meeting,activity,text,responsible,status\np,m,y,Úkol,Koord,open\n"
                   "q,m,,Hotovo,Koord,done\n",
                   NULL);
}

/* The activities of those one-letter ids, in that order. */
static size_t pick(const struct pk_record *records[RECORDS_MOST], const struct pk_plan *plan,
                   const char *ids)
{
    size_t count = strlen(ids);
    for (size_t i = 0; i < count; i++) {
        char id[] = { ids[i], '\0' };
        records[i] = record_of(plan, PK_ACTIVITIES, id);
    }
    return count;
}

static char *file_of(const struct pk_plan *plan, enum pk_table table)
{
    struct pk_image image = { 0 };
    pk_plan_encode(plan, table, &image);
    char *text = pk_buf_take(&image.bytes);
    pk_image_dispose(&image);
    return text;
}

static void add_order(struct pk_buf *out, const struct pk_plan *plan)
{
    for (size_t i = 0; i < pk_plan_count(plan, PK_ACTIVITIES); i++) {
        pk_buf_str(out, pk_plan_at(plan, PK_ACTIVITIES, i)->text[0]);
    }
}

static void expect_order(const struct pk_plan *plan, const char *expected)
{
    struct pk_buf found = { 0 };
    add_order(&found, plan);
    assert_string_equal(pk_buf_text(&found), expected);
    pk_buf_dispose(&found);
}

/* Applies the change, looks at the order of the ids, and takes it back to the very bytes. */
static void expect_there_and_back(struct pk_plan *plan, const struct pk_bulk *bulk,
                                  const char *expected)
{
    struct pk_change back;
    char *before = file_of(plan, PK_ACTIVITIES);
    assert_int_equal(pk_change_apply(plan, &bulk->change, NULL), PK_OK);
    expect_order(plan, expected);
    pk_change_invert(&back, &bulk->change);
    back.restores = true;
    assert_int_equal(pk_change_apply(plan, &back, NULL), PK_OK);
    char *after = file_of(plan, PK_ACTIVITIES);
    assert_string_equal(after, before);
    pk_change_dispose(&back);
    free(before);
    free(after);
}

static const struct pk_bulk_row *row_of(const struct pk_bulk *bulk, const char *id)
{
    for (size_t i = 0; i < bulk->count; i++) {
        if (strcmp(bulk->rows[i].id, id) == 0) {
            return &bulk->rows[i];
        }
    }
    fail_msg("there is no row for %s", id);
    return NULL;
}

static enum pk_err shift_a_day(struct pk_change *change, const struct pk_plan *plan,
                               const struct pk_record *record, const void *how,
                               struct pk_diag *diag)
{
    const struct pk_activity *activity = (const struct pk_activity *)record;
    return pk_edit_shift(change, plan, activity, how, diag) ? PK_ERR_REFUSED : PK_OK;
}

static enum pk_err set_status(struct pk_change *change, const struct pk_plan *plan,
                              const struct pk_record *record, const void *how,
                              struct pk_diag *diag)
{
    struct pk_assignment set = { "status", how };
    return pk_edit_set(change, plan, record, &set, 1, PK_NO_DAY, diag);
}

static void rows_come_in_the_order_of_the_screen_each_once(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of_many();
    const struct pk_record *records[RECORDS_MOST];
    struct pk_bulk bulk;
    size_t count = pick(records, plan, "yxxbay");
    pk_bulk_init(&bulk);
    assert_int_equal(pk_bulk_each(&bulk, plan, records, count, set_status, "done", NULL), PK_OK);
    assert_int_equal(bulk.count, 4);
    assert_string_equal(bulk.rows[0].id, "a");
    assert_string_equal(bulk.rows[1].id, "b");
    assert_string_equal(bulk.rows[2].id, "x");
    assert_string_equal(bulk.rows[3].id, "y");
    assert_int_equal(bulk.changed, 4);
    pk_bulk_dispose(&bulk);
    pk_plan_free(plan);
}

static void what_is_not_possible_is_told_and_the_others_go_on(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of_many();
    const struct pk_record *records[RECORDS_MOST];
    struct pk_bulk bulk;
    size_t count = pick(records, plan, "abxc");
    pk_bulk_init(&bulk);
    assert_int_equal(pk_bulk_each(&bulk, plan, records, count, shift_a_day, "+1d", NULL), PK_OK);
    assert_int_equal(bulk.changed, 2);
    assert_int_equal(bulk.refused, 2);
    assert_non_null(strstr(row_of(&bulk, "c")->refusal, "has no deadline"));
    assert_non_null(row_of(&bulk, "x")->refusal);
    assert_int_equal(row_of(&bulk, "x")->count, 0);
    assert_null(row_of(&bulk, "a")->refusal);
    assert_int_equal(bulk.change.count, 2);
    expect_there_and_back(plan, &bulk, "axbcyd");
    pk_bulk_dispose(&bulk);
    pk_plan_free(plan);
}

static void a_value_that_is_none_is_refused_for_all_at_once(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of_many();
    const struct pk_record *records[RECORDS_MOST];
    struct pk_bulk bulk;
    struct pk_diag diag = { .text = "" };
    size_t count = pick(records, plan, "ab");
    pk_bulk_init(&bulk);
    assert_int_equal(pk_bulk_each(&bulk, plan, records, count, set_status, "nearly", &diag),
                     PK_ERR_USAGE);
    assert_non_null(strstr(diag.text, "status"));
    assert_int_equal(bulk.count, 0);
    assert_int_equal(bulk.change.count, 0);
    pk_bulk_dispose(&bulk);
    pk_plan_free(plan);
}

static void expect_removed(const char *ids, const char *left, const char *refused)
{
    struct pk_plan *plan = plan_of_many();
    const struct pk_record *records[RECORDS_MOST];
    struct pk_bulk bulk;
    struct pk_buf kept = { 0 };
    size_t count = pick(records, plan, ids);
    pk_bulk_init(&bulk);
    pk_bulk_remove(&bulk, plan, records, count);
    for (size_t i = 0; i < bulk.count; i++) {
        pk_buf_str(&kept, bulk.rows[i].refusal ? bulk.rows[i].id : "");
        assert_true(!bulk.rows[i].refusal == (bulk.rows[i].count > 0));
    }
    assert_string_equal(pk_buf_text(&kept), refused);
    assert_int_equal(bulk.refused, strlen(refused));
    expect_there_and_back(plan, &bulk, left);
    pk_buf_dispose(&kept);
    pk_bulk_dispose(&bulk);
    pk_plan_free(plan);
}

static void records_that_refer_to_each_other_go_together(void **state)
{
    (void)state;
    expect_removed("cab", "xyd", "");
    expect_removed("dx", "abcy", "");
}

static void one_that_is_referred_to_stays_and_keeps_what_it_refers_to(void **state)
{
    (void)state;
    expect_removed("ab", "axbcyd", "ab");
    expect_removed("a", "axbcyd", "a");
    expect_removed("yd", "axbcy", "y");
}

static void who_keeps_a_record_is_named(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of_many();
    const struct pk_record *records[RECORDS_MOST];
    struct pk_bulk bulk;
    size_t count = pick(records, plan, "ad");
    pk_bulk_init(&bulk);
    pk_bulk_remove(&bulk, plan, records, count);
    assert_string_equal(row_of(&bulk, "a")->refusal,
                        "\"A\" stays: it is referred to by B; change that first");
    pk_bulk_dispose(&bulk);
    pk_plan_free(plan);
}

static void expect_moved(const char *ids, enum pk_table table, const char *after,
                         const char *expected, const char *goals)
{
    struct pk_plan *plan = plan_of_many();
    const struct pk_record *records[RECORDS_MOST];
    struct pk_bulk bulk;
    struct pk_buf found = { 0 };
    size_t count = pick(records, plan, ids);
    pk_bulk_init(&bulk);
    pk_bulk_move(&bulk, plan, records, count, record_of(plan, table, after));
    expect_there_and_back(plan, &bulk, expected);
    assert_int_equal(pk_change_apply(plan, &bulk.change, NULL), PK_OK);
    for (size_t i = 0; i < pk_plan_count(plan, PK_ACTIVITIES); i++) {
        pk_buf_char(&found, *pk_plan_at(plan, PK_ACTIVITIES, i)->text[PK_ACTIVITY_GOAL]);
    }
    assert_string_equal(pk_buf_text(&found), goals);
    pk_buf_dispose(&found);
    pk_bulk_dispose(&bulk);
    pk_plan_free(plan);
}

static void moved_activities_stand_together_behind_another(void **state)
{
    (void)state;
    expect_moved("ba", PK_ACTIVITIES, "y", "xcyabd", "hghhhg");
    expect_moved("dc", PK_ACTIVITIES, "a", "acdxby", "ggghgh");
    expect_moved("abc", PK_ACTIVITIES, "b", "xbacyd", "hggghg");
    expect_moved("xy", PK_ACTIVITIES, "d", "abcdxy", "gggggg");
}

static void moved_to_a_goal_they_stand_at_its_start(void **state)
{
    (void)state;
    expect_moved("cd", PK_GOALS, "h", "acdxby", "ghhhgh");
    expect_moved("bx", PK_GOALS, "h", "acbxyd", "gghhhg");
    expect_moved("yx", PK_GOALS, "g", "xyabcd", "gggggg");
}

static void a_goal_without_others_only_takes_them(void **state)
{
    (void)state;
    expect_moved("xd", PK_GOALS, "empty", "axbcyd", "gegghe");
}

/* ---- records of other tables ---- */

static struct pk_plan *plan_of_sources(void)
{
    return plan_of("sources",
                   "id,name,allocation\nosv,OSV,\nnadace,Nadace,\nmzdy,Mzdy,\ndar,Dar,\n",
                   "activities", "id,title,cost,source\nfilm,Film,50000,osv:30000; nadace\n",
                   "spending", "id,date,source,amount\ns1,2024-05-01,mzdy,100\n", NULL);
}

static const char *order_of_sources(struct pk_buf *out, const struct pk_plan *plan)
{
    pk_buf_cut(out, 0);
    for (size_t i = 0; i < pk_plan_count(plan, PK_SOURCES); i++) {
        pk_buf_printf(out, "%s ", pk_plan_at(plan, PK_SOURCES, i)->text[0]);
    }
    return pk_buf_text(out);
}

static void sources_that_shares_name_stay(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of_sources();
    const struct pk_record *records[4];
    struct pk_bulk bulk;
    struct pk_buf order = { 0 };
    for (size_t i = 0; i < 4; i++) {
        records[i] = pk_plan_at(plan, PK_SOURCES, 3 - i);
    }
    pk_bulk_init(&bulk);
    pk_bulk_remove(&bulk, plan, records, 4);
    assert_int_equal(bulk.refused, 3);
    assert_string_equal(bulk.rows[0].id, "osv");
    assert_non_null(strstr(row_of(&bulk, "osv")->refusal, "Film"));
    assert_non_null(strstr(row_of(&bulk, "nadace")->refusal, "Film"));
    assert_non_null(row_of(&bulk, "mzdy")->refusal);
    assert_int_equal(pk_change_apply(plan, &bulk.change, NULL), PK_OK);
    assert_string_equal(order_of_sources(&order, plan), "osv nadace mzdy ");
    pk_buf_dispose(&order);
    pk_bulk_dispose(&bulk);
    pk_plan_free(plan);
}

/* Moves the second and the last, and takes it back. */
static void expect_sources_moved(const char *after, const char *expected)
{
    struct pk_plan *plan = plan_of_sources();
    const struct pk_record *records[] = { record_of(plan, PK_SOURCES, "dar"),
                                          record_of(plan, PK_SOURCES, "nadace") };
    struct pk_bulk bulk;
    struct pk_buf order = { 0 };
    struct pk_change back;
    pk_bulk_init(&bulk);
    pk_bulk_move(&bulk, plan, records, 2, after ? record_of(plan, PK_SOURCES, after) : NULL);
    assert_int_equal(pk_change_apply(plan, &bulk.change, NULL), PK_OK);
    assert_string_equal(order_of_sources(&order, plan), expected);
    pk_change_invert(&back, &bulk.change);
    back.restores = true;
    assert_int_equal(pk_change_apply(plan, &back, NULL), PK_OK);
    assert_string_equal(order_of_sources(&order, plan), "osv nadace mzdy dar ");
    pk_change_dispose(&back);
    pk_buf_dispose(&order);
    pk_bulk_dispose(&bulk);
    pk_plan_free(plan);
}

static void moved_records_stand_together_behind_another(void **state)
{
    (void)state;
    expect_sources_moved("osv", "osv nadace dar mzdy ");
    expect_sources_moved("mzdy", "osv mzdy nadace dar ");
    expect_sources_moved("dar", "osv mzdy dar nadace ");
}

static void moved_records_stand_at_the_first_place(void **state)
{
    (void)state;
    expect_sources_moved(NULL, "nadace dar osv mzdy ");
}

static void a_role_is_replaced_in_place_and_named_once(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of_many();
    struct pk_bulk bulk;
    size_t finished;
    pk_bulk_init(&bulk);
    pk_bulk_hand_over(&bulk, plan, "Koord", "Nový", &finished);
    assert_int_equal(finished, 1);
    assert_int_equal(bulk.count, 3);
    assert_int_equal(bulk.rows[2].table, PK_DECISIONS);
    assert_int_equal(pk_change_apply(plan, &bulk.change, NULL), PK_OK);
    assert_string_equal(activity_of(plan, "a")->responsible, "Nový; Tým");
    assert_string_equal(activity_of(plan, "b")->responsible, "Tým; Nový");
    assert_string_equal(activity_of(plan, "c")->responsible, "Koord");
    assert_string_equal(record_of(plan, PK_DECISIONS, "p")->text[PK_DECISION_RESPONSIBLE],
                        "Nový");
    assert_string_equal(record_of(plan, PK_DECISIONS, "q")->text[PK_DECISION_RESPONSIBLE],
                        "Koord");
    pk_bulk_dispose(&bulk);
    pk_plan_free(plan);
}

static void a_role_handed_to_itself_or_that_nobody_has_changes_nothing(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of_many();
    struct pk_bulk bulk;
    size_t finished;
    pk_bulk_init(&bulk);
    pk_bulk_hand_over(&bulk, plan, "Koord", "Koord", &finished);
    pk_bulk_hand_over(&bulk, plan, "koord", "Nový", &finished);
    assert_int_equal(bulk.count, 0);
    assert_int_equal(finished, 0);
    pk_bulk_dispose(&bulk);
    pk_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_come_in_the_order_of_the_screen_each_once),
        cmocka_unit_test(what_is_not_possible_is_told_and_the_others_go_on),
        cmocka_unit_test(a_value_that_is_none_is_refused_for_all_at_once),
        cmocka_unit_test(records_that_refer_to_each_other_go_together),
        cmocka_unit_test(one_that_is_referred_to_stays_and_keeps_what_it_refers_to),
        cmocka_unit_test(who_keeps_a_record_is_named),
        cmocka_unit_test(moved_activities_stand_together_behind_another),
        cmocka_unit_test(moved_to_a_goal_they_stand_at_its_start),
        cmocka_unit_test(a_goal_without_others_only_takes_them),
        cmocka_unit_test(sources_that_shares_name_stay),
        cmocka_unit_test(moved_records_stand_together_behind_another),
        cmocka_unit_test(moved_records_stand_at_the_first_place),
        cmocka_unit_test(a_role_is_replaced_in_place_and_named_once),
        cmocka_unit_test(a_role_handed_to_itself_or_that_nobody_has_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
