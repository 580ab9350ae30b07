/* What is done while git is at work in the folder: nothing. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "store/git.h"
#include "tests/unit/storecase.h"

#define THEIRS ACTIVITIES_HEAD FILM "b,g,Web,,,planned,theirs\n"

static void make_folder(const char *folder, const char *name)
{
    char *path = temp_path(folder, name);
    assert_int_equal(mkdir(path, 0700), 0);
    free(path);
}

static void expect_lock(const char *folder, const char *expected)
{
    char *lock = pk_git_lock(folder), *real = realpath(folder, NULL);
    char *path = expected ? temp_path(real, expected) : NULL;
    if (expected) {
        assert_non_null(lock);
        assert_string_equal(lock, path);
    } else {
        assert_null(lock);
    }
    free(real);
    free(path);
    free(lock);
}

static void a_folder_outside_of_any_repository_has_no_lock(void **state)
{
    (void)state;
    expect_lock("/proc", NULL);
    assert_false(pk_git_busy(NULL));
}

static void the_lock_is_that_of_the_repository_around_the_folder(void **state)
{
    make_folder(*state, ".git");
    make_folder(*state, "inside");
    char *inside = temp_path(*state, "inside"), *lock = pk_git_lock(inside);
    expect_lock(*state, ".git/index.lock");
    assert_non_null(lock);
    assert_non_null(strstr(lock, "/.git/index.lock"));
    assert_null(strstr(lock, "/inside/"));
    assert_false(pk_git_busy(lock));
    temp_put(*state, ".git/index.lock", "");
    assert_true(pk_git_busy(lock));
    free(inside);
    free(lock);
}

static void a_linked_work_tree_says_where_its_lock_is(void **state)
{
    temp_put(*state, ".git", "gitdir: away/.git/worktrees/x\n");
    expect_lock(*state, "away/.git/worktrees/x/index.lock");
    temp_put(*state, ".git", "gitdir: /elsewhere/.git/worktrees/x\r\n");
    char *lock = pk_git_lock(*state);
    assert_string_equal(lock, "/elsewhere/.git/worktrees/x/index.lock");
    free(lock);
    temp_put(*state, ".git", "something else");
    expect_lock(*state, NULL);
}

/* ---- the store ---- */

static int git_setup(void **state)
{
    if (plan_setup(state)) {
        return -1;
    }
    make_folder(*state, ".git");
    return 0;
}

static void git_begins(const char *folder)
{
    temp_put(folder, ".git/index.lock", "");
}

static void git_ends(const char *folder)
{
    char *lock = temp_path(folder, ".git/index.lock");
    assert_int_equal(unlink(lock), 0);
    free(lock);
}

static void nothing_is_acknowledged_while_git_is_at_work(void **state)
{
    struct pk_store *store = open_known(*state);
    struct pk_diag diag;
    char *before = temp_read(*state, "history.csv");
    git_begins(*state);
    assert_int_equal(set_cell(store, "b", PK_ACTIVITY_NOTE, "kept", &diag), PK_ERR_IO);
    assert_non_null(strstr(diag.text, "git is at work"));
    assert_non_null(strstr(diag.file, "index.lock"));
    assert_true(pk_store_unsaved(store));
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "kept");
    temp_expect(*state, "history.csv", before);
    git_ends(*state);
    expect_refresh(store, true);
    assert_false(pk_store_unsaved(store));
    close_at_checkpoint(store);
    temp_expect(*state, "activities.csv", ACTIVITIES_HEAD FILM "b,g,Web,,,planned,kept\n");
    free(before);
}

static void a_screen_does_not_wait_for_git(void **state)
{
    struct pk_store *store = open_known(*state);
    struct timespec before, after;
    pk_store_hurry(store, true);
    git_begins(*state);
    clock_gettime(CLOCK_MONOTONIC, &before);
    assert_int_equal(set_cell(store, "b", PK_ACTIVITY_NOTE, "kept", NULL), PK_ERR_IO);
    clock_gettime(CLOCK_MONOTONIC, &after);
    assert_true(after.tv_sec - before.tv_sec < 2);
    assert_true(pk_store_unsaved(store));
    git_ends(*state);
    assert_int_equal(pk_store_retry(store, NULL), PK_OK);
    pk_store_close(store);
}

static void no_history_is_begun_while_git_is_at_work(void **state)
{
    struct pk_store *store = open_store(*state);
    char *history = temp_path(*state, "history.csv");
    git_begins(*state);
    assert_int_equal(set_cell(store, "b", PK_ACTIVITY_NOTE, "kept", NULL), PK_ERR_IO);
    assert_int_not_equal(access(history, F_OK), 0);
    git_ends(*state);
    assert_int_equal(pk_store_retry(store, NULL), PK_OK);
    expect_history(store, "me: activities b note >kept\n");
    pk_store_close(store);
    free(history);
}

static void no_table_is_written_while_git_is_at_work(void **state)
{
    struct pk_store *store = open_known(*state);
    struct pk_diag diag;
    set(store, "b", PK_ACTIVITY_NOTE, "kept");
    git_begins(*state);
    assert_int_equal(pk_store_checkpoint(store, &diag), PK_ERR_IO);
    assert_non_null(strstr(diag.text, "git is at work"));
    temp_expect(*state, "activities.csv", ACTIVITIES);
    git_ends(*state);
    close_at_checkpoint(store);
    temp_expect(*state, "activities.csv", ACTIVITIES_HEAD FILM "b,g,Web,,,planned,kept\n");
}

static void no_file_is_judged_before_git_has_ended(void **state)
{
    struct pk_store *store = open_known(*state);
    git_begins(*state);
    put_anew(*state, "activities.csv", THEIRS);
    expect_refresh(store, false);
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "");
    git_ends(*state);
    expect_refresh(store, true);
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "theirs");
    expect_history(store, "me: goals g name Goal>Known\n(outside): activities b note >theirs\n");
    pk_store_close(store);
}

static void what_was_seen_on_opening_while_git_was_at_work_is_not_taken_for_true(void **state)
{
    pk_store_close(open_known(*state));
    git_begins(*state);
    put_anew(*state, "activities.csv", THEIRS);
    struct pk_store *store = open_store(*state);
    put_anew(*state, "activities.csv", ACTIVITIES);
    git_ends(*state);
    set(store, "a", PK_ACTIVITY_NOTE, "x");
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "");
    expect_history(store, "me: goals g name Goal>Known\nme: activities a note first>x\n");
    pk_store_close(store);
}

static void a_history_replaced_by_git_gets_back_what_was_acknowledged(void **state)
{
    struct pk_store *store = open_known(*state);
    char *old = temp_read(*state, "history.csv");
    set(store, "a", PK_ACTIVITY_NOTE, "one");
    git_begins(*state);
    put_anew(*state, "history.csv", old);
    assert_int_equal(set_cell(store, "b", PK_ACTIVITY_NOTE, "two", NULL), PK_ERR_IO);
    git_ends(*state);
    assert_int_equal(pk_store_retry(store, NULL), PK_OK);
    expect_history(store, "me: goals g name Goal>Known\nme: activities a note first>one\n"
                          "me: activities b note >two\n");
    expect_waiting(store, PK_CONFLICTS, "");
    pk_store_close(store);
    free(old);
}

#define GIT_TEST(name) cmocka_unit_test_setup_teardown(name, git_setup, temp_teardown)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_folder_outside_of_any_repository_has_no_lock, temp_setup,
                                        temp_teardown),
        cmocka_unit_test_setup_teardown(the_lock_is_that_of_the_repository_around_the_folder,
                                        temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(a_linked_work_tree_says_where_its_lock_is, temp_setup,
                                        temp_teardown),
        GIT_TEST(nothing_is_acknowledged_while_git_is_at_work),
        GIT_TEST(a_screen_does_not_wait_for_git),
        GIT_TEST(no_history_is_begun_while_git_is_at_work),
        GIT_TEST(no_table_is_written_while_git_is_at_work),
        GIT_TEST(no_file_is_judged_before_git_has_ended),
        GIT_TEST(what_was_seen_on_opening_while_git_was_at_work_is_not_taken_for_true),
        GIT_TEST(a_history_replaced_by_git_gets_back_what_was_acknowledged),
    };
    return cmocka_run_group_tests_name("gitlock", tests, NULL, NULL);
}
