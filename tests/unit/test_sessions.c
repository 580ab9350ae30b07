/* Several sessions on one plan, and histories that git put in the place of the old one. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "planek/mem.h"
#include "tests/unit/storecase.h"

#define KNOWN "me: goals g name Goal>Known\n"

static void changes_to_different_cells_are_both_there(void **state)
{
    struct pk_store *one = open_store(*state), *two = open_store(*state);
    set(one, "a", PK_ACTIVITY_NOTE, "one");
    set(two, "b", PK_ACTIVITY_NOTE, "two");
    expect_cell(two, "a", PK_ACTIVITY_NOTE, "one");
    expect_cell(one, "b", PK_ACTIVITY_NOTE, "");
    expect_refresh(one, true);
    expect_refresh(one, false);
    expect_cell(one, "b", PK_ACTIVITY_NOTE, "two");
    const char *notice = pk_store_notice(one);
    assert_non_null(notice);
    assert_int_equal(strncmp(notice, pk_store_who(two), strlen(pk_store_who(two))), 0);
    assert_non_null(strstr(notice, "Web"));
    pk_store_close(one);
    pk_store_close(two);
}

static void several_changes_by_others_are_told_as_their_number(void **state)
{
    struct pk_store *one = open_store(*state), *two = open_store(*state);
    set(two, "b", PK_ACTIVITY_NOTE, "1");
    set(two, "b", PK_ACTIVITY_NOTE, "2");
    expect_refresh(one, true);
    expect_notice(one, "2 changes");
    expect_cell(one, "b", PK_ACTIVITY_NOTE, "2");
    pk_store_close(one);
    pk_store_close(two);
}

static void a_checkpoint_of_another_session_is_no_outside_edit(void **state)
{
    struct pk_store *one = open_store(*state), *two = open_store(*state);
    for (int i = 0; i < 3; i++) {
        set(one, "a", PK_ACTIVITY_NOTE, i % 2 ? "x" : "y");
        set(two, "b", PK_ACTIVITY_NOTE, i % 2 ? "x" : "y");
        checkpoint(i % 2 ? one : two);
        expect_refresh(one, i % 2 == 0);
        (void)!pk_store_notice(one);
        bool changed;
        assert_int_equal(pk_store_refresh(two, &changed, NULL), PK_OK);
    }
    close_at_checkpoint(two);
    close_at_checkpoint(one);
    struct pk_store *store = open_store(*state);
    assert_false(pk_store_behind(store));
    assert_int_equal(count_of_changes(store), 6);
    expect_waiting(store, PK_CONFLICTS, "");
    pk_store_close(store);
    temp_expect(*state, "activities.csv",
                ACTIVITIES_HEAD "a,g,Film,2024-06-30,100,planned,y\nb,g,Web,,,planned,y\n");
}

/* Both want to set a's note; the change also sets b's. */
static void prepare_clash(struct pk_store *one, struct pk_store *two, struct pk_change *change)
{
    pk_change_init(change);
    will_set(change, one, "b", PK_ACTIVITY_NOTE, "ours");
    will_set(change, one, "a", PK_ACTIVITY_NOTE, "ours");
    set(two, "a", PK_ACTIVITY_NOTE, "theirs");
}

static void the_same_cell_is_a_conflict_and_nothing_happens(void **state)
{
    struct pk_store *one = open_store(*state), *two = open_store(*state);
    struct pk_change change;
    struct pk_diag diag;
    prepare_clash(one, two, &change);
    assert_int_equal(pk_store_commit(one, &change, &diag), PK_ERR_CONFLICT);
    assert_non_null(strstr(diag.text, "theirs"));
    expect_cell(one, "a", PK_ACTIVITY_NOTE, "theirs");
    expect_cell(one, "b", PK_ACTIVITY_NOTE, "");
    assert_false(pk_store_unsaved(one));
    expect_history(one, "me: activities a note first>theirs\n");
    pk_change_dispose(&change);
    pk_store_close(one);
    pk_store_close(two);
}

static void conceding_commits_what_fits_and_keeps_both_sides_of_the_rest(void **state)
{
    struct pk_store *one = open_store(*state), *two = open_store(*state);
    struct pk_change change;
    size_t clashes = 7;
    prepare_clash(one, two, &change);
    change.why = "because";
    assert_int_equal(pk_store_commit(one, &change, NULL), PK_ERR_CONFLICT);
    assert_int_equal(pk_store_concede(one, &change, &clashes, NULL), PK_OK);
    assert_int_equal(clashes, 1);
    assert_string_not_equal(change.txn, "");
    assert_string_equal(change.why, "because");
    expect_cell(one, "a", PK_ACTIVITY_NOTE, "theirs");
    expect_cell(one, "b", PK_ACTIVITY_NOTE, "ours");
    expect_waiting(one, PK_CONFLICTS, "activities a note: first | theirs | ours (me)\n");
    assert_int_equal(pk_change_tables(&change), 1u << PK_ACTIVITIES | 1u << PK_CONFLICTS);
    pk_change_dispose(&change);
    close_at_checkpoint(one);
    expect_refresh(two, true);
    expect_waiting(two, PK_CONFLICTS, "activities a note: first | theirs | ours (me)\n");
    pk_store_close(two);
}

static void conceding_where_nothing_clashes_is_committing(void **state)
{
    struct pk_store *store = open_store(*state);
    struct pk_change change;
    size_t clashes = 7;
    pk_change_init(&change);
    will_set(&change, store, "b", PK_ACTIVITY_NOTE, "ours");
    assert_int_equal(pk_store_concede(store, &change, &clashes, NULL), PK_OK);
    pk_change_dispose(&change);
    assert_int_equal(clashes, 0);
    expect_history(store, "me: activities b note >ours\n");
    pk_store_close(store);
}

static void a_record_that_is_gone_is_a_conflict(void **state)
{
    struct pk_store *one = open_store(*state), *two = open_store(*state);
    struct pk_change change, removal;
    size_t clashes;
    pk_change_init(&change);
    will_set(&change, one, "b", PK_ACTIVITY_NOTE, "ours");
    pk_change_init(&removal);
    static const int fields[] = { PK_ACTIVITY_STATUS, PK_ACTIVITY_TITLE, PK_ACTIVITY_GOAL,
                                  PK_ACTIVITY_ID };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        will_set(&removal, two, "b", fields[i], "");
    }
    commit(two, &removal);
    assert_int_equal(pk_store_commit(one, &change, NULL), PK_ERR_CONFLICT);
    assert_null(cell_of(one, PK_ACTIVITIES, "b", PK_ACTIVITY_TITLE));
    assert_int_equal(pk_store_concede(one, &change, &clashes, NULL), PK_OK);
    assert_int_equal(clashes, 1);
    pk_change_dispose(&change);
    pk_store_close(one);
    pk_store_close(two);
}

/* ---- histories that took the place of the old one ---- */

static void what_was_acknowledged_is_appended_to_a_history_that_lacks_it(void **state)
{
    struct pk_store *store = open_known(*state);
    char *old = temp_read(*state, "history.csv");
    set(store, "a", PK_ACTIVITY_NOTE, "one");
    put_anew(*state, "history.csv", old);
    expect_refresh(store, true);
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "one");
    expect_history(store, KNOWN "me: activities a note first>one\n");
    set(store, "b", PK_ACTIVITY_NOTE, "two");
    expect_history(store, KNOWN "me: activities a note first>one\nme: activities b note >two\n");
    close_at_checkpoint(store);
    temp_expect(*state, "activities.csv",
                ACTIVITIES_HEAD "a,g,Film,2024-06-30,100,planned,one\nb,g,Web,,,planned,two\n");
    free(old);
}

static void that_is_so_after_a_checkpoint_and_at_the_next_commit_too(void **state)
{
    struct pk_store *store = open_known(*state);
    char *old = temp_read(*state, "history.csv");
    set(store, "a", PK_ACTIVITY_NOTE, "one");
    checkpoint(store);
    put_anew(*state, "history.csv", old);
    set(store, "b", PK_ACTIVITY_NOTE, "two");
    expect_history(store, KNOWN "me: activities a note first>one\nme: activities b note >two\n");
    expect_waiting(store, PK_CONFLICTS, "");
    close_at_checkpoint(store);
    temp_expect(*state, "activities.csv",
                ACTIVITIES_HEAD "a,g,Film,2024-06-30,100,planned,one\nb,g,Web,,,planned,two\n");
    free(old);
}

static void an_old_state_of_all_files_gets_the_change_again(void **state)
{
    struct pk_store *store = open_known(*state);
    char *old = temp_read(*state, "history.csv");
    set(store, "a", PK_ACTIVITY_NOTE, "one");
    checkpoint(store);
    put_anew(*state, "history.csv", old);
    put_anew(*state, "activities.csv", ACTIVITIES);
    expect_refresh(store, true);
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "one");
    expect_history(store, KNOWN "me: activities a note first>one\n");
    expect_waiting(store, PK_CONFLICTS, "");
    close_at_checkpoint(store);
    temp_expect(*state, "activities.csv",
                ACTIVITIES_HEAD "a,g,Film,2024-06-30,100,planned,one\n" WEB);
    free(old);
}

static void a_clash_with_the_new_history_is_a_conflict(void **state)
{
    struct pk_store *store = open_known(*state);
    char *old = temp_read(*state, "history.csv");
    set(store, "a", PK_ACTIVITY_NOTE, "ours");
    put_anew(*state, "history.csv", old);
    struct pk_store *other = open_store(*state);
    set(other, "a", PK_ACTIVITY_NOTE, "theirs");
    pk_store_close(other);
    expect_refresh(store, true);
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "theirs");
    expect_waiting(store, PK_CONFLICTS, "activities a note: first | theirs | ours (me)\n");
    pk_store_close(store);
    free(old);
}

static void each_session_appends_its_own(void **state)
{
    struct pk_store *one = open_known(*state), *two = open_store(*state);
    char *old = temp_read(*state, "history.csv");
    set(one, "a", PK_ACTIVITY_NOTE, "one");
    set(two, "b", PK_ACTIVITY_NOTE, "two");
    put_anew(*state, "history.csv", old);
    expect_refresh(one, true);
    expect_refresh(two, true);
    expect_refresh(one, true);
    expect_history(one, KNOWN "me: activities a note first>one\nme: activities b note >two\n");
    expect_cell(one, "b", PK_ACTIVITY_NOTE, "two");
    expect_cell(two, "a", PK_ACTIVITY_NOTE, "one");
    pk_store_close(one);
    pk_store_close(two);
    free(old);
}

static void what_is_unsaved_comes_after_what_was_acknowledged(void **state)
{
    struct pk_store *store = open_known(*state);
    struct rlimit limit;
    char *old = temp_read(*state, "history.csv");
    set(store, "a", PK_ACTIVITY_NOTE, "one");
    temp_limit(20, &limit);
    enum pk_err err = set_cell(store, "a", PK_ACTIVITY_NOTE, "two", NULL);
    temp_unlimit(&limit);
    assert_int_equal(err, PK_ERR_IO);
    put_anew(*state, "history.csv", old);
    assert_int_equal(pk_store_retry(store, NULL), PK_OK);
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "two");
    expect_history(store, KNOWN "me: activities a note first>one\n"
                                "me: activities a note one>two\n");
    expect_waiting(store, PK_CONFLICTS, "");
    pk_store_close(store);
    free(old);
}

static void a_history_that_vanished_is_begun_again_with_it(void **state)
{
    struct pk_store *store = open_known(*state);
    char *path = temp_path(*state, "history.csv");
    set(store, "a", PK_ACTIVITY_NOTE, "one");
    assert_int_equal(unlink(path), 0);
    expect_refresh(store, true);
    set(store, "b", PK_ACTIVITY_NOTE, "two");
    expect_history(store, KNOWN "me: activities a note first>one\nme: activities b note >two\n");
    pk_store_close(store);
    free(path);
}

/* ---- histories that git merged ---- */

/* The rows of a change that sets a's note, made in a clone. */
static char *rows_of(const char *folder, const char *now)
{
    char *before = temp_read(folder, "history.csv"), *path = temp_path(folder, "history.csv");
    struct pk_store *store = open_store(folder);
    set(store, "a", PK_ACTIVITY_NOTE, now);
    pk_store_close(store);
    char *all = temp_read(folder, "history.csv"), *rows = pk_strdup(all + strlen(before));
    temp_write_bytes(path, before, strlen(before));
    free(before);
    free(path);
    free(all);
    return rows;
}

static void two_changes_of_a_cell_from_the_same_value_are_a_conflict(void **state)
{
    pk_store_close(open_known(*state));
    char *base = temp_read(*state, "history.csv");
    char *ours = rows_of(*state, "ours"), *theirs = rows_of(*state, "theirs");
    struct pk_buf merged = { 0 };
    pk_buf_printf(&merged, "%s%s%s", base, ours, theirs);
    put_anew(*state, "history.csv", pk_buf_text(&merged));
    for (int times = 0; times < 2; times++) {
        struct pk_store *store = open_store(*state);
        expect_cell(store, "a", PK_ACTIVITY_NOTE, "ours");
        expect_waiting(store, PK_CONFLICTS,
                       "activities a note: first | ours | theirs ((outside))\n");
        pk_store_close(store);
    }
    struct pk_store *store = open_store(*state);
    set(store, "b", PK_ACTIVITY_NOTE, "x");
    close_at_checkpoint(store);
    store = open_store(*state);
    expect_waiting(store, PK_CONFLICTS, "activities a note: first | ours | theirs ((outside))\n");
    pk_store_close(store);
    pk_buf_dispose(&merged);
    free(base);
    free(ours);
    free(theirs);
}

static void rows_that_came_in_between_take_effect(void **state)
{
    struct pk_store *store = open_known(*state);
    pk_store_close(store);
    char *base = temp_read(*state, "history.csv"), *theirs = rows_of(*state, "theirs");
    store = open_store(*state);
    set(store, "b", PK_ACTIVITY_NOTE, "ours");
    checkpoint(store);
    char *all = temp_read(*state, "history.csv");
    struct pk_buf merged = { 0 };
    pk_buf_printf(&merged, "%s%s%s", base, theirs, all + strlen(base));
    put_anew(*state, "history.csv", pk_buf_text(&merged));
    expect_refresh(store, true);
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "theirs");
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "ours");
    expect_waiting(store, PK_CONFLICTS, "");
    assert_int_equal(count_of_changes(store), 3);
    close_at_checkpoint(store);
    store = open_store(*state);
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "theirs");
    assert_int_equal(count_of_changes(store), 3);
    pk_store_close(store);
    pk_buf_dispose(&merged);
    free(base);
    free(theirs);
    free(all);
}

/* As git's union may do, when both sides got the line at another place. */
static void a_change_that_stands_twice_counts_once(void **state)
{
    struct pk_store *store = open_known(*state);
    set(store, "b", PK_ACTIVITY_NOTE, "first");
    char *history = temp_read(*state, "history.csv");
    char *last = strrchr(history, '\n');
    *last = '\0';
    char *line = pk_strdup(strrchr(history, '\n') + 1);
    *last = '\n';
    set(store, "b", PK_ACTIVITY_NOTE, "second");
    char *text = temp_read(*state, "history.csv");
    struct pk_buf twice = { 0 };
    pk_buf_printf(&twice, "%s%s\n", text, line);
    put_anew(*state, "history.csv", pk_buf_text(&twice));
    bool changed;
    assert_int_equal(pk_store_refresh(store, &changed, NULL), PK_OK);
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "second");
    pk_store_close(store);
    store = open_store(*state);
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "second");
    pk_store_close(store);
    pk_buf_dispose(&twice);
    free(text);
    free(line);
    free(history);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        PLAN_TEST(changes_to_different_cells_are_both_there),
        PLAN_TEST(several_changes_by_others_are_told_as_their_number),
        PLAN_TEST(a_checkpoint_of_another_session_is_no_outside_edit),
        PLAN_TEST(the_same_cell_is_a_conflict_and_nothing_happens),
        PLAN_TEST(conceding_commits_what_fits_and_keeps_both_sides_of_the_rest),
        PLAN_TEST(conceding_where_nothing_clashes_is_committing),
        PLAN_TEST(a_record_that_is_gone_is_a_conflict),
        PLAN_TEST(what_was_acknowledged_is_appended_to_a_history_that_lacks_it),
        PLAN_TEST(that_is_so_after_a_checkpoint_and_at_the_next_commit_too),
        PLAN_TEST(an_old_state_of_all_files_gets_the_change_again),
        PLAN_TEST(a_clash_with_the_new_history_is_a_conflict),
        PLAN_TEST(each_session_appends_its_own),
        PLAN_TEST(what_is_unsaved_comes_after_what_was_acknowledged),
        PLAN_TEST(a_history_that_vanished_is_begun_again_with_it),
        PLAN_TEST(two_changes_of_a_cell_from_the_same_value_are_a_conflict),
        PLAN_TEST(rows_that_came_in_between_take_effect),
        PLAN_TEST(a_change_that_stands_twice_counts_once),
    };
    return cmocka_run_group_tests_name("sessions", tests, NULL, NULL);
}
