/* Changes that could not be written at once, and tables that could not follow. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>

#include <cmocka.h>

#include "tests/unit/storecase.h"

/* Stand in for the system's: the call of that number fails, 0 for none. */
static int exchange_fails, fsync_fails, fdatasync_fails;
static bool rename_fails;
/* What another program does just when something is synced: a file of this folder is replaced. */
static const char *meddled_folder, *meddled_text;

static void meddle(void)
{
    const char *folder = meddled_folder;
    meddled_folder = NULL;
    if (folder) {
        put_anew(folder, "activities.csv", meddled_text);
    }
}

static bool fails(int *count)
{
    if (*count && !--*count) {
        errno = EIO;
        return true;
    }
    return false;
}

int rename(const char *from, const char *to)
{
    errno = EIO;
    return rename_fails ? -1 : renameat(AT_FDCWD, from, AT_FDCWD, to);
}

int renameat2(int from_at, const char *from, int to_at, const char *to, unsigned flags)
{
    if (fails(&exchange_fails)) {
        return -1;
    }
    return (int)syscall(SYS_renameat2, from_at, from, to_at, to, flags);
}

int fsync(int fd)
{
    meddle();
    return fails(&fsync_fails) ? -1 : (int)syscall(SYS_fsync, fd);
}

int fdatasync(int fd)
{
    return fails(&fdatasync_fails) ? -1 : (int)syscall(SYS_fdatasync, fd);
}

static void retry(struct pk_store *store)
{
    struct pk_diag diag = { 0 };
    expect_ok(pk_store_retry(store, &diag), &diag);
    assert_false(pk_store_unsaved(store));
}

/* Sets a note that cannot be written, since no file may hold more than so many bytes. */
static void set_unsaved_at(struct pk_store *store, const char *id, const char *note, rlim_t limit)
{
    struct rlimit old;
    struct pk_diag diag;
    temp_limit(limit, &old);
    enum pk_err err = set_cell(store, id, PK_ACTIVITY_NOTE, note, &diag);
    temp_unlimit(&old);
    assert_int_equal(err, PK_ERR_IO);
    assert_non_null(strstr(diag.file, "history.csv"));
    assert_non_null(strstr(diag.text, "larger"));
    assert_true(pk_store_unsaved(store));
    expect_cell(store, id, PK_ACTIVITY_NOTE, note);
}

static void set_unsaved(struct pk_store *store, const char *id, const char *note)
{
    set_unsaved_at(store, id, note, 20);
}

#define KNOWN "me: goals g name Goal>Known\n"
#define KEPT "me: activities b note >kept\n"
#define THEIRS ACTIVITIES_HEAD "a,g,Film,2024-06-30,100,planned,theirs\n" WEB
#define BOTH ACTIVITIES_HEAD "a,g,Film,2024-06-30,100,planned,theirs\nb,g,Web,,,planned,ours\n"

static void a_change_that_cannot_be_written_is_kept_and_written_later(void **state)
{
    struct pk_store *store = open_known(*state);
    struct rlimit old;
    struct pk_diag diag;
    char *before = temp_read(*state, "history.csv");
    set_unsaved(store, "b", "kept");
    temp_expect(*state, "history.csv", before);
    assert_int_equal(temp_count(*state), FILES_OF_A_CHANGED_PLAN);

    temp_limit(20, &old);
    enum pk_err err = pk_store_retry(store, &diag);
    temp_unlimit(&old);
    assert_int_equal(err, PK_ERR_IO);
    assert_non_null(strstr(diag.file, "history.csv"));
    assert_non_null(strstr(diag.text, "larger"));
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "kept");

    retry(store);
    pk_store_close(store);
    store = open_store(*state);
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "kept");
    expect_history(store, KNOWN KEPT);
    pk_store_close(store);
    free(before);
}

static void the_very_first_change_may_have_to_wait_too(void **state)
{
    struct pk_store *store = open_store(*state);
    set_unsaved(store, "b", "kept");
    temp_expect(*state, "activities.csv", ACTIVITIES);
    retry(store);
    expect_history(store, KEPT);
    close_at_checkpoint(store);
    temp_expect(*state, "activities.csv", ACTIVITIES_HEAD FILM "b,g,Web,,,planned,kept\n");
}

static void what_was_written_of_a_change_is_cut_off_again(void **state)
{
    struct pk_store *store = open_known(*state);
    char *before = temp_read(*state, "history.csv");
    set_unsaved_at(store, "b", "kept", strlen(before) + 30);
    temp_expect(*state, "history.csv", before);
    retry(store);
    expect_history(store, KNOWN KEPT);
    pk_store_close(store);
    free(before);
}

static void unsaved_changes_add_up_and_go_with_the_next_one(void **state)
{
    struct pk_store *store = open_store(*state);
    set_unsaved(store, "b", "one");
    set_unsaved(store, "b", "two");
    set_unsaved(store, "a", "film");
    set(store, "a", PK_ACTIVITY_COST, "5");
    assert_false(pk_store_unsaved(store));
    expect_history(store, "me: activities b note >one\nme: activities b note one>two\n"
                          "me: activities a note first>film\nme: activities a cost 100>5\n");
    close_at_checkpoint(store);
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
    set(store, "a", PK_ACTIVITY_NOTE, "before");
    assert_int_equal(rename(folder, away), 0);
    assert_int_equal(set_cell(store, "b", PK_ACTIVITY_NOTE, "kept", &diag), PK_ERR_IO);
    assert_true(pk_store_unsaved(store));
    assert_int_equal(pk_store_refresh(store, &changed, &diag), PK_ERR_IO);
    assert_false(changed);
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "kept");
    assert_int_equal(rename(away, folder), 0);
    retry(store);
    expect_history(store, "me: activities a note first>before\n" KEPT);
    close_at_checkpoint(store);
    temp_expect(folder, "activities.csv",
                ACTIVITIES_HEAD "a,g,Film,2024-06-30,100,planned,before\nb,g,Web,,,planned,kept\n");
    free(folder);
    free(away);
}

static void an_outside_edit_meanwhile_is_kept_beside_it(void **state)
{
    struct pk_store *store = open_known(*state);
    set_unsaved(store, "b", "ours");
    put_anew(*state, "activities.csv", THEIRS);
    expect_refresh(store, true);
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "theirs");
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "ours");
    assert_false(pk_store_unsaved(store));
    expect_history(store, KNOWN "(outside): activities a note first>theirs\n"
                                "me: activities b note >ours\n");
    close_at_checkpoint(store);
    temp_expect(*state, "activities.csv", BOTH);
}

static void an_outside_edit_of_the_same_cell_stands_and_ours_waits_to_be_settled(void **state)
{
    static const char theirs[] = ACTIVITIES_HEAD FILM "b,g,Web,,,planned,theirs\n";
    struct pk_store *store = open_known(*state);
    set_unsaved(store, "b", "ours");
    put_anew(*state, "activities.csv", theirs);
    retry(store);
    expect_notice(store, "1 of your changes");
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "theirs");
    expect_waiting(store, PK_CONFLICTS, "activities b note:  | theirs | ours (me)\n");
    close_at_checkpoint(store);
    temp_expect(*state, "activities.csv", theirs);
}

static void what_is_unsaved_is_there_while_another_program_writes(void **state)
{
    struct pk_store *store = open_known(*state);
    set_unsaved(store, "b", "ours");
    files_move = true;
    put_anew(*state, "activities.csv", THEIRS);
    expect_refresh(store, false);
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "ours");
    assert_true(pk_store_unsaved(store));
    files_move = false;
    expect_refresh(store, true);
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "theirs");
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "ours");
    pk_store_close(store);
}

static void a_file_broken_meanwhile_is_waited_for(void **state)
{
    struct pk_store *store = open_known(*state);
    struct pk_diag diag;
    set_unsaved(store, "b", "kept");
    put_anew(*state, "activities.csv", "id,goal\na\n");
    assert_int_equal(pk_store_retry(store, &diag), PK_ERR_IO);
    assert_true(pk_store_unsaved(store));
    name_goal(store, "Aim");
    assert_true(pk_store_unsaved(store));
    temp_expect(*state, "activities.csv", "id,goal\na\n");
    put_anew(*state, "activities.csv", ACTIVITIES);
    retry(store);
    expect_history(store, KNOWN "me: goals g name Known>Aim\n" KEPT);
    close_at_checkpoint(store);
    temp_expect(*state, "activities.csv", ACTIVITIES_HEAD FILM "b,g,Web,,,planned,kept\n");
}

static void change_both_tables(struct pk_store *store)
{
    struct pk_change change;
    pk_change_init(&change);
    pk_change_add(&change, PK_GOALS, PK_GOAL_NAME, "g", "Known", "Aim");
    will_set(&change, store, "a", PK_ACTIVITY_NOTE, "both");
    commit(store, &change);
}

static void expect_both_tables(const char *folder)
{
    temp_expect(folder, "goals.csv", "id,name,priority\ng,Aim,1\n");
    temp_expect(folder, "activities.csv",
                ACTIVITIES_HEAD "a,g,Film,2024-06-30,100,planned,both\n" WEB);
    assert_int_equal(temp_count(folder), FILES_OF_A_CHANGED_PLAN);
}

static void no_table_is_put_in_place_before_all_are_ready(void **state)
{
    struct pk_store *store = open_known(*state);
    struct rlimit old;
    struct pk_diag diag;
    change_both_tables(store);
    temp_limit(60, &old); /* room for the goals only */
    enum pk_err err = pk_store_checkpoint(store, &diag);
    temp_unlimit(&old);
    assert_int_equal(err, PK_ERR_IO);
    assert_non_null(strstr(diag.file, "activities.csv"));
    temp_expect(*state, "goals.csv", "id,name,priority\ng,Known,1\n");
    assert_int_equal(temp_count(*state), FILES_OF_A_CHANGED_PLAN);
    assert_true(pk_store_behind(store));
    assert_false(pk_store_unsaved(store));
    close_at_checkpoint(store);
    expect_both_tables(*state);
}

static void a_rename_that_fails_halfway_is_told_and_finished_later(void **state)
{
    for (int reopen = 0; reopen < 2; reopen++) {
        temp_put(*state, "goals.csv", GOALS);
        temp_put(*state, "activities.csv", ACTIVITIES);
        struct pk_store *store = open_known(*state);
        struct pk_diag diag;
        change_both_tables(store);
        exchange_fails = 2;
        rename_fails = true;
        assert_int_equal(pk_store_checkpoint(store, &diag), PK_ERR_IO);
        rename_fails = false;
        assert_int_equal(exchange_fails, 0);
        assert_non_null(strstr(diag.file, "activities.csv"));
        temp_expect(*state, "goals.csv", "id,name,priority\ng,Aim,1\n");
        temp_expect(*state, "activities.csv", ACTIVITIES);
        if (reopen) {
            pk_store_close(store);
            store = open_store(*state);
            expect_cell(store, "a", PK_ACTIVITY_NOTE, "both");
        }
        assert_true(pk_store_behind(store));
        expect_history(store, KNOWN "me: goals g name Known>Aim, activities a note first>both\n");
        close_at_checkpoint(store);
        expect_both_tables(*state);
        forget_history(*state);
    }
}

static void a_file_system_that_cannot_exchange_gets_a_rename(void **state)
{
    struct pk_store *store = open_known(*state);
    change_both_tables(store);
    exchange_fails = 1;
    close_at_checkpoint(store);
    assert_int_equal(exchange_fails, 0);
    expect_both_tables(*state);
}

static uint64_t inode_of(const char *folder, const char *name)
{
    struct stat status;
    char *path = temp_path(folder, name);
    assert_int_equal(stat(path, &status), 0);
    free(path);
    return status.st_ino;
}

static void after_a_sync_that_fails_the_history_is_written_anew_without_the_change(void **state)
{
    struct pk_store *store = open_known(*state);
    struct pk_diag diag;
    char *before = temp_read(*state, "history.csv");
    uint64_t inode = inode_of(*state, "history.csv");
    fdatasync_fails = 1;
    assert_int_equal(set_cell(store, "b", PK_ACTIVITY_NOTE, "kept", &diag), PK_ERR_IO);
    assert_int_equal(fdatasync_fails, 0);
    assert_non_null(strstr(diag.file, "history.csv"));
    assert_true(pk_store_unsaved(store));
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "kept");
    temp_expect(*state, "history.csv", before);
    assert_true(inode_of(*state, "history.csv") != inode);
    retry(store);
    pk_store_close(store);
    store = open_store(*state);
    expect_history(store, KNOWN KEPT);
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "kept");
    expect_waiting(store, PK_CONFLICTS, "");
    close_at_checkpoint(store);
    temp_expect(*state, "activities.csv", ACTIVITIES_HEAD FILM "b,g,Web,,,planned,kept\n");
    free(before);
}

/* Whichever sync of a checkpoint fails, it can be finished, in this session and in the next. */
static void a_sync_that_fails_at_a_checkpoint_is_told_and_nothing_is_lost(void **state)
{
    struct pk_store *store = open_known(*state);
    int failures = 0;
    for (int call = 1;; call++) {
        char text[16];
        snprintf(text, sizeof text, "%d", call);
        set(store, "b", PK_ACTIVITY_NOTE, text);
        fsync_fails = call;
        enum pk_err err = pk_store_checkpoint(store, NULL);
        bool failed = !fsync_fails;
        fsync_fails = 0;
        failures += err != PK_OK;
        if (call % 2) {
            pk_store_close(store);
            store = open_store(*state);
        }
        expect_cell(store, "b", PK_ACTIVITY_NOTE, text);
        checkpoint(store);
        char *file = temp_read(*state, "activities.csv"), expected[32];
        snprintf(expected, sizeof expected, "b,g,Web,,,planned,%d\n", call);
        assert_non_null(strstr(file, expected));
        free(file);
        if (!failed) {
            assert_int_equal(err, PK_OK);
            assert_int_equal(count_of_changes(store), call + 1);
            break;
        }
    }
    assert_true(failures >= 4); /* of table, checkpoint, both folders */
    pk_store_close(store);
    assert_int_equal(temp_count(*state), FILES_OF_A_CHANGED_PLAN);
}

static void a_file_written_while_ours_is_prepared_is_read_again(void **state)
{
    struct pk_store *store = open_known(*state);
    set(store, "b", PK_ACTIVITY_NOTE, "ours");
    meddled_folder = *state;
    meddled_text = THEIRS;
    close_at_checkpoint(store);
    assert_null(meddled_folder);
    temp_expect(*state, "activities.csv", BOTH);
    assert_int_equal(temp_count(*state), FILES_OF_A_CHANGED_PLAN);
}

static void a_conflict_that_comes_up_while_ours_is_prepared_is_one(void **state)
{
    struct pk_store *store = open_known(*state);
    set(store, "b", PK_ACTIVITY_NOTE, "ours");
    meddled_folder = *state;
    meddled_text = ACTIVITIES_HEAD FILM "b,g,Web,,,planned,theirs\n";
    checkpoint(store);
    assert_null(meddled_folder);
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "ours");
    expect_waiting(store, PK_CONFLICTS, "activities b note:  | ours | theirs ((outside))\n");
    pk_store_close(store);
    temp_expect(*state, "activities.csv", ACTIVITIES_HEAD FILM "b,g,Web,,,planned,ours\n");
}

static void a_file_that_breaks_while_ours_is_prepared_is_left_alone(void **state)
{
    struct pk_store *store = open_known(*state);
    set(store, "b", PK_ACTIVITY_NOTE, "kept");
    meddled_folder = *state;
    meddled_text = "id,goal\nb\n";
    (void)!pk_store_checkpoint(store, NULL);
    assert_null(meddled_folder);
    temp_expect(*state, "activities.csv", meddled_text);
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "kept");
    put_anew(*state, "activities.csv", ACTIVITIES);
    expect_refresh(store, true);
    close_at_checkpoint(store);
    temp_expect(*state, "activities.csv", ACTIVITIES_HEAD FILM "b,g,Web,,,planned,kept\n");
}

/* Another program that holds the history as long as the descriptor is open. */
static int hold_history(const char *folder)
{
    struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
    char *path = temp_path(folder, "history.csv");
    int fd = open(path, O_RDWR);
    assert_int_equal(fcntl(fd, F_OFD_SETLK, &lock), 0);
    free(path);
    return fd;
}

static void a_lock_that_is_not_given_back_is_waited_for_only_so_long(void **state)
{
    struct pk_store *store = open_known(*state);
    struct pk_diag diag;
    int fd = hold_history(*state);
    assert_int_equal(set_cell(store, "b", PK_ACTIVITY_NOTE, "kept", &diag), PK_ERR_IO);
    assert_non_null(strstr(diag.text, "another planek"));
    assert_true(pk_store_unsaved(store));
    expect_history(store, KNOWN);
    close(fd);
    retry(store);
    expect_history(store, KNOWN KEPT);
    pk_store_close(store);
}

static void a_plan_that_somebody_holds_can_be_looked_at_as_it_stands(void **state)
{
    struct pk_store *store = open_known(*state);
    set(store, "b", PK_ACTIVITY_NOTE, "kept");
    pk_store_close(store);
    int fd = hold_history(*state);
    store = open_store(*state);
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "kept");
    expect_history(store, KNOWN KEPT);
    close(fd);
    set(store, "a", PK_ACTIVITY_NOTE, "x");
    expect_history(store, KNOWN KEPT "me: activities a note first>x\n");
    pk_store_close(store);
}

static void what_the_next_one_cannot_write_either_stays_in_its_order(void **state)
{
    struct pk_store *store = open_known(*state);
    fdatasync_fails = 1;
    assert_int_equal(set_cell(store, "b", PK_ACTIVITY_NOTE, "one", NULL), PK_ERR_IO);
    fdatasync_fails = 1;
    assert_int_equal(set_cell(store, "b", PK_ACTIVITY_NOTE, "two", NULL), PK_ERR_IO);
    retry(store);
    expect_history(store, KNOWN "me: activities b note >one\nme: activities b note one>two\n");
    pk_store_close(store);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        PLAN_TEST(a_change_that_cannot_be_written_is_kept_and_written_later),
        PLAN_TEST(the_very_first_change_may_have_to_wait_too),
        PLAN_TEST(what_was_written_of_a_change_is_cut_off_again),
        PLAN_TEST(unsaved_changes_add_up_and_go_with_the_next_one),
        PLAN_TEST(a_folder_that_vanishes_loses_nothing_when_it_comes_back),
        PLAN_TEST(an_outside_edit_meanwhile_is_kept_beside_it),
        PLAN_TEST(an_outside_edit_of_the_same_cell_stands_and_ours_waits_to_be_settled),
        PLAN_TEST(what_is_unsaved_is_there_while_another_program_writes),
        PLAN_TEST(a_file_broken_meanwhile_is_waited_for),
        PLAN_TEST(no_table_is_put_in_place_before_all_are_ready),
        PLAN_TEST(a_rename_that_fails_halfway_is_told_and_finished_later),
        PLAN_TEST(a_file_system_that_cannot_exchange_gets_a_rename),
        PLAN_TEST(after_a_sync_that_fails_the_history_is_written_anew_without_the_change),
        PLAN_TEST(a_sync_that_fails_at_a_checkpoint_is_told_and_nothing_is_lost),
        PLAN_TEST(a_file_written_while_ours_is_prepared_is_read_again),
        PLAN_TEST(a_conflict_that_comes_up_while_ours_is_prepared_is_one),
        PLAN_TEST(a_file_that_breaks_while_ours_is_prepared_is_left_alone),
        PLAN_TEST(a_lock_that_is_not_given_back_is_waited_for_only_so_long),
        PLAN_TEST(a_plan_that_somebody_holds_can_be_looked_at_as_it_stands),
        PLAN_TEST(what_the_next_one_cannot_write_either_stays_in_its_order),
    };
    return cmocka_run_group_tests_name("unsaved", tests, NULL, NULL);
}
