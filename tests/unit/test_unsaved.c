/* Changes that could not be written at once. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/syscall.h>

#include <cmocka.h>

#include "tests/unit/storecase.h"

/* Stand in for the system's: the call of that number fails, 0 for none. */
static int rename_fails, fsync_fails;
/* What another program does just when something is synced: files of this folder are replaced. */
static const char *meddled_folder, *meddled_text;

static void meddle(void)
{
    const char *folder = meddled_folder;
    meddled_folder = NULL;
    if (folder) {
        put_anew(folder, "activities.csv", meddled_text);
    }
}

int rename(const char *from, const char *to)
{
    if (rename_fails && !--rename_fails) {
        errno = EIO;
        return -1;
    }
    return renameat(AT_FDCWD, from, AT_FDCWD, to);
}

int fsync(int fd)
{
    meddle();
    if (fsync_fails && !--fsync_fails) {
        errno = EIO;
        return -1;
    }
    return (int)syscall(SYS_fsync, fd);
}

static void retry(struct pk_store *store)
{
    struct pk_diag diag;
    if (pk_store_retry(store, &diag)) {
        fail_msg("%s: %s", diag.file, diag.text);
    }
    assert_false(pk_store_unsaved(store));
}

/* Sets a note that cannot be written, since no file may hold more than so many bytes. */
static void set_unsaved(struct pk_store *store, const char *id, const char *note)
{
    struct rlimit old;
    struct pk_diag diag;
    temp_limit(20, &old);
    enum pk_err err = set_cell(store, id, PK_ACTIVITY_NOTE, note, &diag);
    temp_unlimit(&old);
    assert_int_equal(err, PK_ERR_IO);
    assert_true(pk_store_unsaved(store));
    assert_string_equal(cell_of(store, PK_ACTIVITIES, id, PK_ACTIVITY_NOTE), note);
}

static void a_change_that_cannot_be_written_is_kept_and_written_later(void **state)
{
    struct pk_store *store = open_store(*state);
    struct rlimit old;
    struct pk_diag diag;
    set_unsaved(store, "b", "kept");
    temp_expect(*state, "activities.csv", ACTIVITIES);
    assert_int_equal(temp_count(*state), 3);

    temp_limit(20, &old);
    enum pk_err err = pk_store_retry(store, &diag);
    temp_unlimit(&old);
    assert_int_equal(err, PK_ERR_IO);
    assert_non_null(strstr(diag.file, "activities.csv"));
    assert_non_null(strstr(diag.text, "larger"));

    retry(store);
    pk_store_close(store);
    temp_expect(*state, "activities.csv", ACTIVITIES_HEAD FILM "b,g,Web,,,planned,kept\n");
    assert_int_equal(temp_count(*state), 3);
}

static void unsaved_changes_add_up_and_go_with_the_next_one(void **state)
{
    struct pk_store *store = open_store(*state);
    set_unsaved(store, "b", "one");
    set_unsaved(store, "b", "two");
    set_unsaved(store, "a", "film");
    set(store, "a", PK_ACTIVITY_COST, "5");
    assert_false(pk_store_unsaved(store));
    pk_store_close(store);
    temp_expect(*state, "activities.csv",
                ACTIVITIES_HEAD "a,g,Film,2024-06-30,5,planned,film\nb,g,Web,,,planned,two\n");
}

static void a_folder_that_vanishes_loses_nothing_when_it_comes_back(void **state)
{
    char *folder = temp_path(*state, "folder"), *away = temp_path(*state, "away");
    struct pk_diag diag;
    bool changed;
    assert_int_equal(mkdir(folder, 0700), 0);
    temp_put(folder, "plan.ini", INI);
    temp_put(folder, "goals.csv", GOALS);
    temp_put(folder, "activities.csv", ACTIVITIES);
    struct pk_store *store = open_store(folder);
    assert_int_equal(rename(folder, away), 0);
    assert_int_equal(set_cell(store, "b", PK_ACTIVITY_NOTE, "kept", &diag), PK_ERR_IO);
    assert_string_equal(diag.file, folder);
    assert_true(pk_store_unsaved(store));
    assert_int_equal(pk_store_refresh(store, &changed, &diag), PK_ERR_IO);
    assert_false(changed);
    assert_string_equal(cell_of(store, PK_ACTIVITIES, "b", PK_ACTIVITY_NOTE), "kept");
    assert_int_equal(rename(away, folder), 0);
    retry(store);
    temp_expect(folder, "activities.csv", ACTIVITIES_HEAD FILM "b,g,Web,,,planned,kept\n");
    pk_store_close(store);
    free(folder);
    free(away);
}

static void an_outside_edit_meanwhile_is_kept_beside_it(void **state)
{
    struct pk_store *store = open_store(*state);
    set_unsaved(store, "b", "ours");
    put_anew(*state, "activities.csv",
             ACTIVITIES_HEAD "a,g,Film,2024-06-30,100,planned,theirs\n" WEB);
    expect_refresh(store, true);
    assert_string_equal(cell_of(store, PK_ACTIVITIES, "a", PK_ACTIVITY_NOTE), "theirs");
    assert_string_equal(cell_of(store, PK_ACTIVITIES, "b", PK_ACTIVITY_NOTE), "ours");
    assert_true(pk_store_unsaved(store));
    retry(store);
    pk_store_close(store);
    temp_expect(*state, "activities.csv",
                ACTIVITIES_HEAD "a,g,Film,2024-06-30,100,planned,theirs\nb,g,Web,,,planned,ours\n");
}

static void an_outside_edit_of_the_same_cell_is_told_and_stands(void **state)
{
    static const char theirs[] = ACTIVITIES_HEAD FILM "b,g,Web,,,planned,theirs\n";
    struct pk_store *store = open_store(*state);
    struct pk_diag diag;
    set_unsaved(store, "b", "ours");
    put_anew(*state, "activities.csv", theirs);
    assert_int_equal(pk_store_retry(store, &diag), PK_ERR_CONFLICT);
    assert_false(pk_store_unsaved(store));
    const char *notice = pk_store_notice(store);
    assert_non_null(notice);
    assert_non_null(strstr(notice, "Web"));
    assert_non_null(strstr(notice, "theirs"));
    pk_store_close(store);
    temp_expect(*state, "activities.csv", theirs);
}

static void a_file_broken_meanwhile_is_waited_for(void **state)
{
    struct pk_store *store = open_store(*state);
    struct pk_diag diag;
    set_unsaved(store, "b", "kept");
    put_anew(*state, "activities.csv", "id,goal\na\n");
    assert_int_equal(pk_store_retry(store, &diag), PK_ERR_IO);
    assert_true(pk_store_unsaved(store));
    temp_expect(*state, "activities.csv", "id,goal\na\n");
    put_anew(*state, "activities.csv", ACTIVITIES);
    retry(store);
    pk_store_close(store);
    temp_expect(*state, "activities.csv", ACTIVITIES_HEAD FILM "b,g,Web,,,planned,kept\n");
}

static void tables_of_one_change_are_written_together_or_not_at_all(void **state)
{
    struct pk_store *store = open_store(*state);
    struct rlimit old;
    struct pk_change change;
    pk_change_init(&change);
    pk_change_add(&change, PK_GOALS, PK_GOAL_NAME, "g", "Goal", "Aim");
    will_set(&change, store, "a", PK_ACTIVITY_NOTE, "both");
    temp_limit(60, &old); /* room for the goals only */
    enum pk_err err = pk_store_commit(store, &change, NULL);
    pk_change_dispose(&change);
    assert_int_equal(err, PK_ERR_IO);
    temp_expect(*state, "goals.csv", GOALS);

    pk_change_init(&change);
    will_add_source(&change, "osv");
    err = pk_store_commit(store, &change, NULL);
    pk_change_dispose(&change);
    temp_unlimit(&old);
    assert_int_equal(err, PK_OK); /* has nothing to do with what cannot be written */
    assert_true(pk_store_unsaved(store));
    temp_expect(*state, "goals.csv", GOALS);
    temp_expect(*state, "sources.csv", "id,name,allocation\nosv,Name,\n");
    assert_int_equal(temp_count(*state), 4);

    retry(store);
    pk_store_close(store);
    temp_expect(*state, "goals.csv", "id,name,priority\ng,Aim,1\n");
    temp_expect(*state, "activities.csv",
                ACTIVITIES_HEAD "a,g,Film,2024-06-30,100,planned,both\n" WEB);
}

static void a_rename_that_fails_halfway_is_told_and_finished_later(void **state)
{
    struct pk_store *store = open_store(*state);
    struct pk_diag diag;
    struct pk_change change;
    pk_change_init(&change);
    pk_change_add(&change, PK_GOALS, PK_GOAL_NAME, "g", "Goal", "Aim");
    will_set(&change, store, "a", PK_ACTIVITY_NOTE, "both");
    rename_fails = 2;
    assert_int_equal(pk_store_commit(store, &change, &diag), PK_ERR_IO);
    pk_change_dispose(&change);
    assert_non_null(strstr(diag.file, "activities.csv"));
    assert_non_null(strstr(pk_store_notice(store), "goals.csv"));
    temp_expect(*state, "goals.csv", "id,name,priority\ng,Aim,1\n");
    temp_expect(*state, "activities.csv", ACTIVITIES);
    assert_int_equal(temp_count(*state), 3);

    put_anew(*state, "goals.csv", "id,name,priority\ng,Theirs,1\n");
    retry(store);
    pk_store_close(store);
    temp_expect(*state, "goals.csv", "id,name,priority\ng,Theirs,1\n");
    temp_expect(*state, "activities.csv",
                ACTIVITIES_HEAD "a,g,Film,2024-06-30,100,planned,both\n" WEB);
}

static void a_sync_that_fails_is_told_whichever_it_is(void **state)
{
    struct pk_store *store = open_store(*state);
    for (int call = 1; call <= 2; call++) { /* the file's, the folder's */
        fsync_fails = call;
        assert_int_equal(set_cell(store, "b", PK_ACTIVITY_NOTE, call == 1 ? "1" : "2", NULL),
                         PK_ERR_IO);
        assert_int_equal(fsync_fails, 0);
        assert_true(pk_store_unsaved(store));
        assert_int_equal(temp_count(*state), 3);
        retry(store);
    }
    pk_store_close(store);
    temp_expect(*state, "activities.csv", ACTIVITIES_HEAD FILM "b,g,Web,,,planned,2\n");
}

static void a_file_written_while_ours_is_prepared_is_read_again(void **state)
{
    struct pk_store *store = open_store(*state);
    meddled_folder = *state;
    meddled_text = ACTIVITIES_HEAD "a,g,Film,2024-06-30,100,planned,theirs\n" WEB;
    set(store, "b", PK_ACTIVITY_NOTE, "ours");
    assert_null(meddled_folder);
    pk_store_close(store);
    temp_expect(*state, "activities.csv",
                ACTIVITIES_HEAD "a,g,Film,2024-06-30,100,planned,theirs\nb,g,Web,,,planned,ours\n");
    assert_int_equal(temp_count(*state), 3);
}

static void a_conflict_that_comes_up_while_writing_is_one(void **state)
{
    struct pk_store *store = open_store(*state);
    struct pk_diag diag;
    meddled_folder = *state;
    meddled_text = ACTIVITIES_HEAD FILM "b,g,Web,,,planned,theirs\n";
    assert_int_equal(set_cell(store, "b", PK_ACTIVITY_NOTE, "ours", &diag), PK_ERR_CONFLICT);
    assert_non_null(strstr(diag.text, "theirs"));
    assert_false(pk_store_unsaved(store));
    assert_string_equal(cell_of(store, PK_ACTIVITIES, "b", PK_ACTIVITY_NOTE), "theirs");
    pk_store_close(store);
    temp_expect(*state, "activities.csv", meddled_text);
}

static void a_file_that_breaks_while_ours_is_prepared_is_left_alone(void **state)
{
    struct pk_store *store = open_store(*state);
    struct pk_diag diag;
    meddled_folder = *state;
    meddled_text = "id,goal\nb\n";
    assert_int_equal(set_cell(store, "b", PK_ACTIVITY_NOTE, "kept", &diag), PK_ERR_IO);
    assert_true(pk_store_unsaved(store));
    temp_expect(*state, "activities.csv", meddled_text);
    put_anew(*state, "activities.csv", ACTIVITIES);
    retry(store);
    pk_store_close(store);
    temp_expect(*state, "activities.csv", ACTIVITIES_HEAD FILM "b,g,Web,,,planned,kept\n");
}

static void a_lock_that_is_not_given_back_is_waited_for_only_so_long(void **state)
{
    struct pk_store *store = open_store(*state);
    struct pk_diag diag;
    int folder = open(*state, O_RDONLY | O_DIRECTORY);
    assert_int_equal(flock(folder, LOCK_EX), 0);
    assert_int_equal(set_cell(store, "b", PK_ACTIVITY_NOTE, "kept", &diag), PK_ERR_IO);
    assert_non_null(strstr(diag.text, "another planek"));
    temp_expect(*state, "activities.csv", ACTIVITIES);
    close(folder);
    retry(store);
    pk_store_close(store);
    temp_expect(*state, "activities.csv", ACTIVITIES_HEAD FILM "b,g,Web,,,planned,kept\n");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        PLAN_TEST(a_change_that_cannot_be_written_is_kept_and_written_later),
        PLAN_TEST(unsaved_changes_add_up_and_go_with_the_next_one),
        PLAN_TEST(a_folder_that_vanishes_loses_nothing_when_it_comes_back),
        PLAN_TEST(an_outside_edit_meanwhile_is_kept_beside_it),
        PLAN_TEST(an_outside_edit_of_the_same_cell_is_told_and_stands),
        PLAN_TEST(a_file_broken_meanwhile_is_waited_for),
        PLAN_TEST(tables_of_one_change_are_written_together_or_not_at_all),
        PLAN_TEST(a_rename_that_fails_halfway_is_told_and_finished_later),
        PLAN_TEST(a_sync_that_fails_is_told_whichever_it_is),
        PLAN_TEST(a_file_written_while_ours_is_prepared_is_read_again),
        PLAN_TEST(a_conflict_that_comes_up_while_writing_is_one),
        PLAN_TEST(a_file_that_breaks_while_ours_is_prepared_is_left_alone),
        PLAN_TEST(a_lock_that_is_not_given_back_is_waited_for_only_so_long),
    };
    return cmocka_run_group_tests_name("unsaved", tests, NULL, NULL);
}
