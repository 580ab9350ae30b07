#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#include <cmocka.h>

#include "tests/unit/storecase.h"

static void a_folder_that_is_no_plan_is_refused_with_what_to_do(void **state)
{
    char *empty = temp_path(*state, "empty"), *none = temp_path(*state, "none");
    char *file = temp_path(*state, "goals.csv"), *odd = temp_path(*state, "odd");
    char *ini = temp_path(odd, "plan.ini");
    assert_int_equal(mkdir(empty, 0700), 0);
    assert_int_equal(mkdir(odd, 0700), 0);
    assert_int_equal(mkdir(ini, 0700), 0);
    const struct {
        const char *folder, *file, *says;
    } cases[] = {
        { none, none, "no such folder" },
        { empty, empty, "holds no plan.ini" },
        { file, file, "give the folder" },
        { odd, ini, "cannot be read" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_store *store;
        struct pk_diag diag;
        assert_int_equal(pk_store_open(&store, cases[i].folder, NULL, &diag), PK_ERR_IO);
        assert_null(store);
        assert_string_equal(diag.file, cases[i].file);
        if (!strstr(diag.text, cases[i].says)) {
            fail_msg("case %zu: %s", i, diag.text);
        }
    }
    free(empty);
    free(none);
    free(file);
    free(odd);
    free(ini);
}

/* The first fault of the file; the test fails where there is none. */
static struct pk_fault fault_in(struct pk_store *store, const char *file)
{
    const struct pk_faults *faults = pk_store_faults(store);
    for (size_t i = 0; i < faults->count; i++) {
        if (strcmp(faults->items[i].file, file) == 0) {
            return faults->items[i];
        }
    }
    fail_msg("no fault in %s", file);
    return (struct pk_fault){ .text = "" };
}

static void a_table_that_is_missing_or_no_file_is_a_fault_and_stays_as_it_is(void **state)
{
    char *goals = temp_path(*state, "goals.csv"), *sources = temp_path(*state, "sources.csv");
    assert_int_equal(unlink(goals), 0);
    assert_int_equal(mkdir(sources, 0700), 0);
    struct pk_store *store = open_store(*state);
    assert_int_equal(pk_store_faults(store)->count, 2);
    assert_int_equal(fault_in(store, "goals.csv").severity, PK_FATAL);
    assert_non_null(strstr(fault_in(store, "goals.csv").text, "id,name,priority"));
    assert_int_equal(fault_in(store, "sources.csv").severity, PK_FATAL);

    struct pk_change change;
    pk_change_init(&change);
    will_add_source(&change, "osv");
    assert_int_equal(pk_store_commit(store, &change, NULL), PK_ERR_STRUCTURE);
    pk_change_dispose(&change);
    pk_change_init(&change);
    pk_change_add(&change, PK_GOALS, PK_GOAL_ID, "h", "", "h");
    pk_change_add(&change, PK_GOALS, PK_GOAL_NAME, "h", "", "Other");
    assert_int_equal(pk_store_commit(store, &change, NULL), PK_ERR_STRUCTURE);
    pk_change_dispose(&change);
    assert_int_not_equal(access(goals, F_OK), 0);
    assert_false(pk_store_unsaved(store));
    pk_store_close(store);
    free(goals);
    free(sources);
}

static void a_change_survives_reopening(void **state)
{
    struct pk_store *store = open_store(*state);
    set(store, "b", PK_ACTIVITY_NOTE, "kept");
    assert_false(pk_store_unsaved(store));
    assert_null(pk_store_notice(store));
    pk_store_close(store);
    temp_expect(*state, "activities.csv", ACTIVITIES);
    store = open_store(*state);
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "kept");
    assert_true(pk_store_behind(store));
    pk_store_close(store);
    assert_int_equal(temp_count(*state), FILES_OF_A_CHANGED_PLAN);
}

static void the_files_follow_at_a_checkpoint(void **state)
{
    struct pk_store *store = open_store(*state);
    assert_false(pk_store_behind(store));
    set(store, "b", PK_ACTIVITY_NOTE, "kept");
    assert_true(pk_store_behind(store));
    close_at_checkpoint(store);
    temp_expect(*state, "activities.csv", ACTIVITIES_HEAD FILM "b,g,Web,,,planned,kept\n");
    temp_expect(*state, "goals.csv", GOALS);
    assert_int_equal(temp_count(*state), FILES_OF_A_CHANGED_PLAN);
    store = open_store(*state);
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "kept");
    assert_false(pk_store_behind(store));
    assert_int_equal(count_of_changes(store), 1);
    pk_store_close(store);
}

static void looking_at_a_plan_writes_nothing(void **state)
{
    struct pk_store *store = open_store(*state);
    struct pk_change change;
    pk_change_init(&change);
    commit(store, &change);
    close_at_checkpoint(store);
    assert_int_equal(temp_count(*state), 3);
}

static void a_session_knows_what_it_found_so_that_it_sees_what_others_do(void **state)
{
    struct pk_store *store = open_store(*state);
    expect_refresh(store, false);
    assert_int_equal(count_of_changes(store), 0);
    put_anew(*state, "activities.csv", ACTIVITIES_HEAD "a,g,Film,2024-06-30,200,planned,first\n" WEB);
    expect_refresh(store, true);
    assert_int_equal(count_of_changes(store), 1);
    pk_store_close(store);
}

static void several_changes_follow_each_other(void **state)
{
    struct pk_store *store = open_store(*state);
    const struct pk_plan *plan = pk_store_plan(store);
    set(store, "b", PK_ACTIVITY_NOTE, "one");
    set(store, "a", PK_ACTIVITY_COST, "200");
    set(store, "b", PK_ACTIVITY_NOTE, "two");
    assert_ptr_equal(pk_store_plan(store), plan);
    expect_history(store, "me: activities b note >one\nme: activities a cost 100>200\n"
                          "me: activities b note one>two\n");
    close_at_checkpoint(store);
    temp_expect(*state, "activities.csv",
                ACTIVITIES_HEAD "a,g,Film,2024-06-30,200,planned,first\nb,g,Web,,,planned,two\n");
}

static void who_when_and_its_name_are_filled_in(void **state)
{
    struct pk_store *store = open_store(*state);
    struct pk_change change;
    int64_t before = (int64_t)time(NULL);
    pk_change_init(&change);
    will_set(&change, store, "a", PK_ACTIVITY_NOTE, "x");
    assert_int_equal(pk_store_commit(store, &change, NULL), PK_OK);
    assert_true(change.when >= before && change.when <= (int64_t)time(NULL));
    assert_string_not_equal(change.who, "");
    assert_string_not_equal(change.txn, "");
    pk_change_dispose(&change);
    pk_store_close(store);
}

/* As redo does: what is done again is a change of its own, or the history would count it once. */
static void a_change_that_is_made_again_is_another_change(void **state)
{
    struct pk_store *store = open_store(*state);
    struct pk_change change, back;
    pk_change_init(&change);
    will_set(&change, store, "a", PK_ACTIVITY_NOTE, "again");
    assert_int_equal(pk_store_commit(store, &change, NULL), PK_OK);
    pk_change_invert(&back, &change);
    assert_int_equal(pk_store_commit(store, &back, NULL), PK_OK);
    assert_int_equal(pk_store_commit(store, &change, NULL), PK_OK);
    assert_int_equal(count_of_changes(store), 3);
    pk_change_dispose(&change);
    pk_change_dispose(&back);
    pk_store_close(store);
}

static void new_files_are_for_the_group_that_shares_the_folder(void **state)
{
    static const struct {
        mode_t folder, umask, file;
    } cases[] = {
        { 02775, 022, 0664 }, { 02770, 027, 0660 }, { 02775, 077, 0600 }, { 0775, 022, 0644 },
    };
    char *history = temp_path(*state, "history.csv");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct stat status;
        mode_t old = umask(cases[i].umask);
        assert_int_equal(chmod(*state, cases[i].folder), 0);
        struct pk_store *store = open_store(*state);
        set(store, "a", PK_ACTIVITY_NOTE, i % 2 ? "x" : "y");
        pk_store_close(store);
        (void)umask(old);
        assert_int_equal(stat(history, &status), 0);
        assert_int_equal(status.st_mode & 0777, cases[i].file);
        assert_int_equal(unlink(history), 0);
    }
    free(history);
}

static void a_refused_change_leaves_no_trace(void **state)
{
    struct pk_store *store = open_store(*state);
    struct pk_diag diag;
    assert_int_equal(set_cell(store, "a", PK_ACTIVITY_COST, "nonsense", &diag), PK_ERR_USAGE);
    expect_cell(store, "a", PK_ACTIVITY_COST, "100");
    assert_false(pk_store_unsaved(store));
    expect_history(store, "");
    close_at_checkpoint(store);
    temp_expect(*state, "activities.csv", ACTIVITIES);
}

static void a_plan_opened_for_reading_is_not_changed(void **state)
{
    struct pk_store *store;
    const struct pk_store_options options = { .read_only = true };
    struct pk_diag diag;
    struct pk_change change;
    size_t clashes;
    assert_int_equal(pk_store_open(&store, *state, &options, NULL), PK_OK);
    assert_true(pk_store_read_only(store));
    assert_int_equal(set_cell(store, "a", PK_ACTIVITY_NOTE, "x", &diag), PK_ERR_READONLY);
    pk_change_init(&change);
    will_set(&change, store, "a", PK_ACTIVITY_NOTE, "x");
    assert_int_equal(pk_store_concede(store, &change, &clashes, &diag), PK_ERR_READONLY);
    pk_change_dispose(&change);
    close_at_checkpoint(store);
    temp_expect(*state, "activities.csv", ACTIVITIES);
    assert_int_equal(temp_count(*state), 3);
}

static void the_first_record_of_a_table_makes_its_file(void **state)
{
    struct pk_store *store = open_store(*state);
    struct pk_change change;
    pk_change_init(&change);
    will_add_source(&change, "osv");
    will_set(&change, store, "a", PK_ACTIVITY_SOURCE, "osv");
    commit(store, &change);
    close_at_checkpoint(store);
    temp_expect(*state, "sources.csv", "id,name,allocation\nosv,Name,\n");
    temp_expect(*state, "activities.csv",
                "id,goal,title,due,cost,status,note,source\n"
                "a,g,Film,2024-06-30,100,planned,first,osv\nb,g,Web,,,planned,,\n");
}

static void a_file_keeps_its_dialect_and_every_other_byte(void **state)
{
    static const struct {
        const char *before, *after;
    } cases[] = {
        { "id;goal;title;note\r\na;g;\"Film\";x\r\n\r\nb ;g;Web;\r\n",
          "id;goal;title;note\r\na;g;Film;now\r\n\r\nb ;g;Web;\r\n" },
        { "\xef\xbb\xbfnote\tid\ttitle\tgoal\tzzz\n\ta\tFilm\tg\t 1\nx\tb\t\"Web\"\tg\t2",
          "\xef\xbb\xbfnote\tid\ttitle\tgoal\tzzz\nnow\ta\tFilm\tg\t\" 1\"\nx\tb\t\"Web\"\tg\t2" },
        { "id,goal,title,note\na,g,\x8a\xed\xf8,\nb,g,\"\x9elu\x9d\",x\n",
          "id,goal,title,note\na,g,\x8a\xed\xf8,now\nb,g,\"\x9elu\x9d\",x\n" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        temp_put(*state, "activities.csv", cases[i].before);
        struct pk_store *store = open_store(*state);
        assert_int_equal(pk_store_faults(store)->count, 0);
        set(store, "a", PK_ACTIVITY_NOTE, "then");
        set(store, "a", PK_ACTIVITY_NOTE, "now");
        close_at_checkpoint(store);
        temp_expect(*state, "activities.csv", cases[i].after);
        forget_history(*state);
    }
}

static void turning_a_file_into_utf8_is_said_once(void **state)
{
    temp_put(*state, "activities.csv", "id,goal,title,note\na,g,\x8a\xed\xf8,\n");
    struct pk_store *store = open_store(*state);
    set(store, "a", PK_ACTIVITY_NOTE, "→");
    checkpoint(store);
    const char *notice = pk_store_notice(store);
    assert_non_null(notice);
    assert_non_null(strstr(notice, "activities.csv"));
    assert_non_null(strstr(notice, "UTF-8"));
    assert_null(pk_store_notice(store));
    pk_store_close(store);
    temp_expect(*state, "activities.csv",
                "\xef\xbb\xbfid,goal,title,note\na,g,Šíř,→\n");
}

static void a_linked_file_stays_linked_and_keeps_its_mode(void **state)
{
    char *elsewhere = temp_path(*state, "elsewhere"), *link = temp_path(*state, "activities.csv");
    char *real = temp_path(elsewhere, "real.csv");
    struct stat status;
    assert_int_equal(mkdir(elsewhere, 0700), 0);
    assert_int_equal(rename(link, real), 0);
    assert_int_equal(chmod(real, 0660), 0);
    assert_int_equal(symlink("elsewhere/real.csv", link), 0);
    struct pk_store *store = open_store(*state);
    set(store, "a", PK_ACTIVITY_NOTE, "now");
    close_at_checkpoint(store);
    assert_int_equal(lstat(link, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_int_equal(lstat(real, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0660);
    temp_expect(elsewhere, "real.csv",
                ACTIVITIES_HEAD "a,g,Film,2024-06-30,100,planned,now\n" WEB);
    assert_int_equal(temp_count(elsewhere), 1);
    free(elsewhere);
    free(link);
    free(real);
}

static void a_broken_table_is_never_rewritten_and_the_others_are(void **state)
{
    static const char broken[] = "id,goal,title\na,g,\"Film\n";
    temp_put(*state, "activities.csv", broken);
    struct pk_store *store = open_store(*state);
    assert_int_equal(fault_in(store, "activities.csv").severity, PK_FATAL);
    struct pk_change change;
    pk_change_init(&change);
    pk_change_add(&change, PK_ACTIVITIES, PK_ACTIVITY_ID, "c", "", "c");
    pk_change_add(&change, PK_ACTIVITIES, PK_ACTIVITY_TITLE, "c", "", "New");
    pk_change_add(&change, PK_ACTIVITIES, PK_ACTIVITY_GOAL, "c", "", "g");
    assert_int_equal(pk_store_commit(store, &change, NULL), PK_ERR_STRUCTURE);
    pk_change_dispose(&change);
    name_goal(store, "Better");
    close_at_checkpoint(store);
    temp_expect(*state, "activities.csv", broken);
    temp_expect(*state, "goals.csv", "id,name,priority\ng,Better,1\n");
}

static void count_to(const char *folder, const char *id, int last)
{
    struct pk_store *store = open_store(folder);
    for (int i = 1; i <= last; i++) {
        char text[16];
        snprintf(text, sizeof text, "%d", i);
        set(store, id, PK_ACTIVITY_NOTE, text);
        if (i % 8 == 0) {
            (void)!pk_store_checkpoint(store, NULL);
        }
    }
    pk_store_close(store);
}

static void two_programs_at_once_lose_nothing(void **state)
{
    struct pk_store *store = open_store(*state);
    set(store, "a", PK_ACTIVITY_NOTE, "");
    pk_store_close(store);
    pid_t child = fork();
    if (child == 0) {
        count_to(*state, "a", 40);
        _exit(0);
    }
    count_to(*state, "b", 40);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    store = open_store(*state);
    assert_int_equal(count_of_changes(store), 81);
    expect_waiting(store, PK_CONFLICTS, "");
    close_at_checkpoint(store);
    temp_expect(*state, "activities.csv",
                ACTIVITIES_HEAD "a,g,Film,2024-06-30,100,planned,40\nb,g,Web,,,planned,40\n");
    assert_int_equal(temp_count(*state), FILES_OF_A_CHANGED_PLAN);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        PLAN_TEST(a_folder_that_is_no_plan_is_refused_with_what_to_do),
        PLAN_TEST(a_table_that_is_missing_or_no_file_is_a_fault_and_stays_as_it_is),
        PLAN_TEST(a_change_survives_reopening),
        PLAN_TEST(the_files_follow_at_a_checkpoint),
        PLAN_TEST(looking_at_a_plan_writes_nothing),
        PLAN_TEST(a_session_knows_what_it_found_so_that_it_sees_what_others_do),
        PLAN_TEST(several_changes_follow_each_other),
        PLAN_TEST(who_when_and_its_name_are_filled_in),
        PLAN_TEST(a_change_that_is_made_again_is_another_change),
        PLAN_TEST(new_files_are_for_the_group_that_shares_the_folder),
        PLAN_TEST(a_refused_change_leaves_no_trace),
        PLAN_TEST(a_plan_opened_for_reading_is_not_changed),
        PLAN_TEST(the_first_record_of_a_table_makes_its_file),
        PLAN_TEST(a_file_keeps_its_dialect_and_every_other_byte),
        PLAN_TEST(turning_a_file_into_utf8_is_said_once),
        PLAN_TEST(a_linked_file_stays_linked_and_keeps_its_mode),
        PLAN_TEST(a_broken_table_is_never_rewritten_and_the_others_are),
        PLAN_TEST(two_programs_at_once_lose_nothing),
    };
    return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
