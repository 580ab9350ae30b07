#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "planek/change.h"
#include "planek/edit.h"
#include "planek/mem.h"
#include "planek/undo.h"
#include "planek/waiting.h"
#include "tests/unit/support.h"

static struct pk_plan *make_plan(void)
{
    return plan_of("goals", "id,name\ng,Goal\nh,Other\n", "activities",
                   "id,goal,title,due,cost,status,x\na,g,A,2024-06-30,100,,one\n"
                   "b,g,B,,,active,two\nc,h,C,,,,\n",
                   NULL);
}

/* The table as its file would be. */
static char *image_of(const struct pk_plan *plan, enum pk_table table)
{
    struct pk_image image;
    pk_plan_encode(plan, table, &image);
    char *text = pk_buf_take(&image.bytes);
    pk_image_dispose(&image);
    return text;
}

static void a_cell_that_holds_something_else_is_a_conflict(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan();
    char *before = image_of(plan, PK_ACTIVITIES);
    struct pk_change change;
    struct pk_diag diag;
    pk_change_init(&change);
    pk_change_add(&change, PK_ACTIVITIES, PK_ACTIVITY_TITLE, "b", "B", "X");
    pk_change_add(&change, PK_ACTIVITIES, PK_ACTIVITY_COST, "a", "200", "300");
    assert_int_equal(pk_change_apply(plan, &change, &diag), PK_ERR_CONFLICT);
    assert_non_null(strstr(diag.text, "100"));
    char *after = image_of(plan, PK_ACTIVITIES);
    assert_string_equal(after, before);
    free(before);
    free(after);
    pk_change_dispose(&change);
    pk_plan_free(plan);
}

static void cells_are_compared_as_values(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan();
    struct pk_change change;
    pk_change_init(&change);
    pk_change_add(&change, PK_ACTIVITIES, PK_ACTIVITY_DUE, "a", "30.06.2024", "2024-07-01");
    pk_change_add(&change, PK_ACTIVITIES, PK_ACTIVITY_COST, "a", "100,00", "5");
    assert_int_equal(pk_change_apply(plan, &change, NULL), PK_OK);
    assert_int_equal(activity_of(plan, "a")->cost, 500);
    pk_change_dispose(&change);
    pk_plan_free(plan);
}

static void a_record_that_is_gone_is_a_conflict(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan();
    struct pk_change change;
    pk_change_init(&change);
    pk_change_add(&change, PK_ACTIVITIES, PK_ACTIVITY_TITLE, "nobody", "", "X");
    assert_int_equal(pk_change_apply(plan, &change, NULL), PK_ERR_CONFLICT);
    pk_change_dispose(&change);
    pk_plan_free(plan);
}

static void a_removed_record_comes_back_whole(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan();
    char *before = image_of(plan, PK_ACTIVITIES);
    struct pk_change change, back;
    pk_change_init(&change);
    assert_int_equal(pk_edit_remove(&change, plan, record_of(plan, PK_ACTIVITIES, "a"), NULL),
                     PK_OK);
    assert_int_equal(pk_change_apply(plan, &change, NULL), PK_OK);
    assert_null(pk_plan_activity(plan, "a"));
    assert_int_equal(pk_plan_count(plan, PK_ACTIVITIES), 2);
    pk_change_invert(&back, &change);
    assert_int_equal(pk_change_apply(plan, &back, NULL), PK_OK);
    char *after = image_of(plan, PK_ACTIVITIES);
    assert_string_equal(after, before);
    free(before);
    free(after);
    pk_change_dispose(&change);
    pk_change_dispose(&back);
    pk_plan_free(plan);
}

static void a_file_that_is_not_understood_takes_no_change(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan();
    struct pk_change change;
    pk_change_init(&change);
    pk_change_add(&change, PK_ACTIVITIES, PK_ACTIVITY_TITLE, "b", "B", "X");
    pk_plan_set_broken(plan, PK_ACTIVITIES);
    assert_int_equal(pk_change_apply(plan, &change, NULL), PK_ERR_STRUCTURE);
    assert_string_equal(activity_of(plan, "b")->title, "B");
    pk_change_dispose(&change);
    pk_plan_free(plan);
}

/* A random edit of the plan, empty when there was nothing to do. */
static void random_edit(struct pk_change *change, const struct pk_plan *plan, unsigned number)
{
    pk_change_init(change);
    size_t count = pk_plan_count(plan, PK_ACTIVITIES);
    const struct pk_record *record =
        count ? pk_plan_at(plan, PK_ACTIVITIES, (size_t)rand() % count) : NULL;
    char title[32];
    const char *id;
    snprintf(title, sizeof(title), "Nový %u", number);
    struct pk_assignment set[] = { { "title", title },
                                   { "goal", rand() % 2 ? "g" : "h" },
                                   { "x", rand() % 2 ? "y" : "" } };
    int kind = record ? rand() % 5 : 0;
    enum pk_err err = PK_OK;
    if (kind == 0) {
        err = pk_edit_add(change, plan, PK_ACTIVITIES, set, 3, rand() % 2 ? record : NULL,
                          PK_NO_DAY, &id, NULL);
    } else if (kind == 1) {
        err = pk_edit_remove(change, plan, record, NULL);
    } else if (kind == 2) {
        err = pk_edit_set(change, plan, record, set, 3, PK_NO_DAY, NULL);
    } else if (kind == 3) {
        err = pk_edit_step(change, plan, record, rand() % 2 ? 1 : -1, NULL);
    } else {
        const struct pk_record *after = pk_plan_at(plan, PK_ACTIVITIES, (size_t)rand() % count);
        err = pk_edit_move(change, plan, record, after == record ? NULL : after, NULL);
    }
    assert_int_equal(err, PK_OK);
}

static void undoing_everything_gives_the_first_bytes_and_redoing_the_last(void **state)
{
    (void)state;
    unsigned seed = (unsigned)time(NULL);
    print_message("seed %u\n", seed);
    srand(seed);
    struct pk_plan *plan = make_plan();
    struct pk_undo undo = { 0 };
    struct pk_change change;
    char *first = image_of(plan, PK_ACTIVITIES);
    for (unsigned i = 0; i < 300; i++) {
        random_edit(&change, plan, i);
        assert_int_equal(pk_change_apply(plan, &change, NULL), PK_OK);
        pk_undo_push(&undo, &change);
        pk_change_dispose(&change);
    }
    char *last = image_of(plan, PK_ACTIVITIES);
    for (int back = 1; back >= 0; back--) {
        while (back ? pk_undo_back(&undo, &change) : pk_undo_forth(&undo, &change)) {
            assert_int_equal(pk_change_apply(plan, &change, NULL), PK_OK);
            back ? pk_undo_went_back(&undo) : pk_undo_went_forth(&undo);
            pk_change_dispose(&change);
        }
        char *image = image_of(plan, PK_ACTIVITIES);
        assert_string_equal(image, back ? first : last);
        free(image);
    }
    free(first);
    free(last);
    pk_undo_dispose(&undo);
    pk_plan_free(plan);
}

static void a_new_change_forgets_what_was_undone(void **state)
{
    (void)state;
    struct pk_undo undo = { 0 };
    struct pk_change change, out;
    pk_change_init(&change);
    pk_change_add(&change, PK_GOALS, PK_GOAL_NAME, "g", "a", "b");
    pk_undo_push(&undo, &change);
    assert_false(pk_undo_forth(&undo, &out));
    assert_true(pk_undo_back(&undo, &out));
    assert_string_equal(out.cells[0].now, "a");
    pk_change_dispose(&out);
    pk_undo_went_back(&undo);
    pk_undo_push(&undo, &change);
    assert_false(pk_undo_forth(&undo, &out));
    pk_undo_dispose(&undo);
    pk_change_dispose(&change);
}

static void a_change_is_told_in_one_line(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan();
    struct pk_change change;
    struct pk_buf text = { 0 };
    pk_change_init(&change);
    pk_change_add(&change, PK_ACTIVITIES, PK_ACTIVITY_TITLE, "b", "B", "Be\nt\x1b[2Ja");
    pk_change_describe(&text, plan, &change);
    assert_string_equal(pk_buf_text(&text), "B: Title B → Be t\xEF\xBF\xBD[2Ja");
    pk_buf_dispose(&text);
    pk_change_dispose(&change);
    pk_plan_free(plan);
}

/* A plan in which two values wait, and a proposed activity. */
static struct pk_plan *make_waiting_plan(void)
{
    return plan_of("goals", "id,name\ng,Goal\n", "activities",
                   "id,goal,title,due,cost,status\na,g,A,2024-06-30,100,\n"
                   "b,g,B,,,proposed\n",
                   "proposals",
                   "id,table,record,field,base,ours,theirs,who,when\n"
                   "p,activities,a,cost,100,100,90,jana,2024-06-10T08:15:00Z\n",
                   "conflicts",
                   "id,table,record,field,base,ours,theirs,who,when\n"
                   "c,activities,a,audience,all,,some,petr,2024-06-10T08:15:00Z\n"
                   "r,activities,b,id,b,b,,petr,2024-06-10T08:15:00Z\n",
                   NULL);
}

static void expect_told(const struct pk_plan *plan, const struct pk_change *change,
                        const char *wanted)
{
    struct pk_buf text = { 0 };
    pk_change_describe(&text, plan, change);
    assert_string_equal(pk_buf_text(&text), wanted);
    pk_buf_dispose(&text);
}

static void expect_cell_told(enum pk_table table, int field, const char *was, const char *now,
                             const char *wanted)
{
    struct pk_plan *plan = plan_of("decisions", "id,text\na,Hire\n", "activities",
                                   "id,title\na,A\n", NULL);
    struct pk_change change;
    pk_change_init(&change);
    pk_change_add(&change, table, field, "a", was, now);
    expect_told(plan, &change, wanted);
    pk_change_dispose(&change);
    pk_plan_free(plan);
}

static void a_note_that_got_a_line_is_told_as_added(void **state)
{
    (void)state;
    enum { NOTE = PK_ACTIVITY_NOTE };
    expect_cell_told(PK_ACTIVITIES, NOTE, "", "one", "A: note added");
    expect_cell_told(PK_ACTIVITIES, NOTE, "one", "one\ntwo", "A: note added");
    expect_cell_told(PK_ACTIVITIES, NOTE, "one", "two", "A: note rewritten");
    expect_cell_told(PK_ACTIVITIES, NOTE, "one\ntwo", "one", "A: note rewritten");
    expect_cell_told(PK_ACTIVITIES, NOTE, "one", "", "A: note removed");
}

static void an_empty_choice_is_told_as_what_it_means(void **state)
{
    (void)state;
    expect_cell_told(PK_DECISIONS, PK_DECISION_STATUS, "", "done",
                     "Hire: Status open → settled");
    expect_cell_told(PK_ACTIVITIES, PK_ACTIVITY_DUE, "", "2024-06-01",
                     "A: Deadline nothing → 1 Jun");
}

static void what_was_decided_is_told_before_and_after_it_is_done(void **state)
{
    static const struct {
        enum pk_table table;
        const char *id;
        bool accept;
        const char *told;
    } rows[] = {
        { PK_PROPOSALS, "p", true, "accepted: A: Cost 100 → 90" },
        { PK_PROPOSALS, "p", false, "rejected: A: Cost 90" },
        { PK_CONFLICTS, "c", true, "accepted: A: Audience nothing → some" },
        { PK_CONFLICTS, "c", false, "kept: A: Audience nothing" },
        { PK_CONFLICTS, "r", true, "accepted: B removed" },
        { PK_CONFLICTS, "r", false, "kept: B" },
        { PK_ACTIVITIES, "b", true, "accepted: B" },
        { PK_ACTIVITIES, "b", false, "rejected: B" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct pk_plan *plan = make_waiting_plan();
        const struct pk_record *record = record_of(plan, rows[i].table, rows[i].id);
        struct pk_change change;
        pk_change_init(&change);
        enum pk_err err = rows[i].accept ? pk_waiting_accept(&change, plan, record, NULL)
                                         : pk_waiting_reject(&change, plan, record, NULL);
        assert_int_equal(err, PK_OK);
        expect_told(plan, &change, rows[i].told);
        assert_int_equal(pk_change_apply(plan, &change, NULL), PK_OK);
        expect_told(plan, &change, rows[i].told);
        pk_change_dispose(&change);
        pk_plan_free(plan);
    }
}

static void what_is_proposed_once_more_is_told_by_its_cell(void **state)
{
    (void)state;
    struct pk_plan *plan = make_waiting_plan();
    struct pk_change change;
    pk_change_init(&change);
    pk_change_add(&change, PK_PROPOSALS, PK_PENDING_THEIRS, "p", "90", "80000");
    pk_change_add(&change, PK_PROPOSALS, PK_PENDING_WHEN, "p", "2024-06-10T08:15:00Z",
                  "2024-06-11T08:15:00Z");
    expect_told(plan, &change, "proposed: A: Cost 80 000");
    pk_change_dispose(&change);
    pk_plan_free(plan);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cell_that_holds_something_else_is_a_conflict),
        cmocka_unit_test(cells_are_compared_as_values),
        cmocka_unit_test(a_record_that_is_gone_is_a_conflict),
        cmocka_unit_test(a_removed_record_comes_back_whole),
        cmocka_unit_test(a_file_that_is_not_understood_takes_no_change),
        cmocka_unit_test(undoing_everything_gives_the_first_bytes_and_redoing_the_last),
        cmocka_unit_test(a_new_change_forgets_what_was_undone),
        cmocka_unit_test(a_change_is_told_in_one_line),
        cmocka_unit_test(a_note_that_got_a_line_is_told_as_added),
        cmocka_unit_test(an_empty_choice_is_told_as_what_it_means),
        cmocka_unit_test(what_was_decided_is_told_before_and_after_it_is_done),
        cmocka_unit_test(what_is_proposed_once_more_is_told_by_its_cell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
