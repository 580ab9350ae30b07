/* Plans opened otherwise than usual: as of a day, by somebody who may only propose; and saved
 * elsewhere. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "planek/history.h"
#include "planek/when.h"
#include "tests/unit/storecase.h"

#define ROW(txn, day, was, now)                                                                   \
    txn ",2024-" day "T12:00:00Z,jana,,activities,a,note," was "," now ",0\n"

static struct pk_store *open_as_of(const char *folder, int month, int day)
{
    const struct pk_store_options options = {
        .past = true, .as_of = pk_day_make(2024, month, day)
    };
    struct pk_store *store;
    struct pk_diag diag = { 0 };
    expect_ok(pk_store_open(&store, folder, &options, &diag), &diag);
    return store;
}

static void put_history(const char *folder)
{
    struct pk_buf text = { 0 };
    pk_buf_str(&text, pk_history_header);
    pk_buf_str(&text, ROW("t1", "03-10", "", "one") ROW("t2", "04-10", "one", "two")
                          ROW("t3", "05-10", "two", "first"));
    temp_put(folder, "history.csv", pk_buf_text(&text));
    pk_buf_dispose(&text);
}

static void the_plan_is_shown_as_it_stood_at_the_end_of_a_day(void **state)
{
    static const struct {
        int month, day;
        const char *note;
    } cases[] = { { 1, 1, "" },      { 3, 9, "" },     { 3, 10, "one" }, { 4, 9, "one" },
                  { 4, 10, "two" }, { 5, 9, "two" }, { 5, 10, "first" }, { 12, 31, "first" } };
    put_history(*state);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_store *store = open_as_of(*state, cases[i].month, cases[i].day);
        expect_cell(store, "a", PK_ACTIVITY_NOTE, cases[i].note);
        expect_cell(store, "b", PK_ACTIVITY_TITLE, "Web");
        pk_store_close(store);
    }
}

static void the_past_cannot_be_changed_and_says_how_far_it_reaches(void **state)
{
    int64_t first;
    put_history(*state);
    struct pk_store *store = open_as_of(*state, 4, 1);
    assert_true(pk_when_parse(&first, "2024-03-10T12:00:00Z"));
    assert_true(pk_store_reaches_back(store) == first);
    assert_true(pk_store_read_only(store));
    assert_int_equal(set_cell(store, "a", PK_ACTIVITY_NOTE, "x", NULL), PK_ERR_READONLY);
    put_anew(*state, "activities.csv", ACTIVITIES_HEAD);
    expect_refresh(store, false);
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "one");
    close_at_checkpoint(store);
    assert_int_equal(temp_count(*state), 4);
}

static void a_plan_without_history_is_as_it_is_on_every_day(void **state)
{
    struct pk_store *store = open_as_of(*state, 1, 1);
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "first");
    assert_true(pk_store_reaches_back(store) == 0);
    pk_store_close(store);
}

static void what_the_files_lack_is_known_in_the_past_too(void **state)
{
    struct pk_store *store = open_known(*state);
    set(store, "a", PK_ACTIVITY_NOTE, "now");
    pk_store_close(store);
    store = open_as_of(*state, 1, 1);
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "first");
    assert_string_equal(cell_of(store, PK_GOALS, "g", PK_GOAL_NAME), "Goal");
    pk_store_close(store);
}

/* ---- proposing ---- */

static const struct pk_store_options proposing = { .suggest = "jana\x1b[\n" };

static struct pk_store *open_proposing(const char *folder)
{
    struct pk_store *store;
    struct pk_diag diag = { 0 };
    expect_ok(pk_store_open(&store, folder, &proposing, &diag), &diag);
    return store;
}

static void what_is_set_by_who_may_only_propose_is_a_proposal(void **state)
{
    struct pk_store *store = open_proposing(*state);
    struct pk_change change;
    assert_string_equal(pk_store_who(store), "jana[");
    assert_non_null(pk_store_suggests(store));
    pk_change_init(&change);
    will_set(&change, store, "a", PK_ACTIVITY_NOTE, "mine");
    change.why = "better";
    assert_int_equal(pk_store_commit(store, &change, NULL), PK_OK);
    assert_int_equal(pk_change_tables(&change), 1u << PK_PROPOSALS);
    assert_string_equal(change.why, "better");
    pk_change_dispose(&change);
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "first");
    expect_waiting(store, PK_PROPOSALS, "activities a note: first | first | mine (me)\n");
    close_at_checkpoint(store);
    temp_expect(*state, "activities.csv", ACTIVITIES);
    store = open_store(*state);
    expect_waiting(store, PK_PROPOSALS, "activities a note: first | first | mine (jana[)\n");
    pk_store_close(store);
}

static void what_cannot_be_proposed_is_refused(void **state)
{
    struct pk_store *store = open_proposing(*state);
    struct pk_change change;
    struct pk_diag diag;
    pk_change_init(&change);
    pk_change_add(&change, PK_ACTIVITIES, PK_FIELD_PLACE, "b", "a", "");
    assert_int_equal(pk_store_commit(store, &change, &diag), PK_ERR_REFUSED);
    assert_int_equal(change.count, 1);
    pk_change_dispose(&change);
    expect_history(store, "");
    assert_false(pk_store_unsaved(store));
    pk_store_close(store);
}

static void who_may_only_propose_follows_no_link(void **state)
{
    static const char *const names[] = { "plan.ini",    "goals.csv", "activities.csv",
                                         "sources.csv",
                                         "history.csv", ".planek",   "proposals.csv" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct pk_store *store;
        struct pk_diag diag;
        char *path = temp_path(*state, names[i]), *away = temp_path(*state, "away");
        bool there = rename(path, away) == 0;
        assert_int_equal(symlink("away", path), 0);
        assert_int_equal(pk_store_open(&store, *state, &proposing, &diag), PK_ERR_IO);
        assert_null(store);
        assert_string_equal(diag.file, path);
        assert_non_null(strstr(diag.text, "symbolic link"));
        assert_int_equal(unlink(path), 0);
        assert_true(!there || rename(away, path) == 0);
        free(path);
        free(away);
    }
}

static void who_may_only_propose_cannot_save_elsewhere(void **state)
{
    char *away = temp_path(*state, "away");
    struct pk_store *store = open_proposing(*state);
    assert_int_equal(pk_store_save_as(store, away, NULL), PK_ERR_REFUSED);
    assert_int_not_equal(access(away, F_OK), 0);
    pk_store_close(store);
    free(away);
}

/* ---- saved elsewhere ---- */

static void a_plan_is_saved_elsewhere_with_what_is_unsaved(void **state)
{
    char *away = temp_path(*state, "away");
    struct rlimit old;
    struct pk_diag diag = { 0 };
    struct pk_store *store = open_store(*state);
    temp_limit(20, &old);
    enum pk_err err = set_cell(store, "b", PK_ACTIVITY_NOTE, "kept", NULL);
    temp_unlimit(&old);
    assert_int_equal(err, PK_ERR_IO);
    expect_ok(pk_store_save_as(store, away, &diag), &diag);
    assert_true(pk_store_unsaved(store));
    pk_store_close(store);
    temp_expect(away, "plan.ini", INI);
    temp_expect(away, "goals.csv", GOALS);
    temp_expect(away, "activities.csv", ACTIVITIES_HEAD FILM "b,g,Web,,,planned,kept\n");
    assert_int_equal(temp_count(away), 3);
    store = open_store(away);
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "kept");
    pk_store_close(store);
    free(away);
}

static void a_plan_whose_folder_is_gone_is_saved_elsewhere(void **state)
{
    char *folder = temp_path(*state, "folder"), *away = temp_path(*state, "away");
    char *gone = temp_path(*state, "gone");
    struct pk_diag diag = { 0 };
    assert_int_equal(mkdir(folder, 0700), 0);
    temp_put(folder, "plan.ini", INI);
    temp_put(folder, "goals.csv", GOALS);
    temp_put(folder, "activities.csv", ACTIVITIES);
    struct pk_store *store = open_store(folder);
    assert_int_equal(rename(folder, gone), 0);
    assert_int_equal(set_cell(store, "b", PK_ACTIVITY_NOTE, "kept", NULL), PK_ERR_IO);
    expect_ok(pk_store_save_as(store, away, &diag), &diag);
    pk_store_close(store);
    temp_expect(away, "plan.ini", INI);
    temp_expect(away, "activities.csv", ACTIVITIES_HEAD FILM "b,g,Web,,,planned,kept\n");
    free(folder);
    free(away);
    free(gone);
}

static void a_folder_that_holds_a_plan_is_not_saved_over(void **state)
{
    struct pk_diag diag;
    struct pk_store *store = open_store(*state);
    assert_int_equal(pk_store_save_as(store, *state, &diag), PK_ERR_REFUSED);
    assert_non_null(strstr(diag.text, "holds a plan already"));
    pk_store_close(store);
    temp_expect(*state, "activities.csv", ACTIVITIES);
}

static void a_table_that_is_not_understood_is_saved_elsewhere_as_it_is(void **state)
{
    static const char broken[] = "id,goal,title\na,g,\"Film\n";
    char *away = temp_path(*state, "away");
    struct pk_diag diag = { 0 };
    temp_put(*state, "activities.csv", broken);
    struct pk_store *store = open_store(*state);
    expect_ok(pk_store_save_as(store, away, &diag), &diag);
    pk_store_close(store);
    temp_expect(away, "activities.csv", broken);
    free(away);
}

static void a_link_that_is_put_there_later_is_not_followed_either(void **state)
{
    struct pk_store *store;
    assert_int_equal(pk_store_open(&store, *state, &proposing, NULL), PK_OK);
    char *elsewhere = temp_path(*state, "elsewhere"), *link = temp_path(*state, "history.csv");
    assert_int_equal(symlink(elsewhere, link), 0);
    struct pk_diag diag;
    assert_int_equal(set_cell(store, "a", PK_ACTIVITY_NOTE, "x", &diag), PK_ERR_IO);
    assert_non_null(strstr(diag.text, "symbolic link"));
    assert_int_not_equal(access(elsewhere, F_OK), 0);
    pk_store_close(store);
    free(elsewhere);
    free(link);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        PLAN_TEST(the_plan_is_shown_as_it_stood_at_the_end_of_a_day),
        PLAN_TEST(the_past_cannot_be_changed_and_says_how_far_it_reaches),
        PLAN_TEST(a_plan_without_history_is_as_it_is_on_every_day),
        PLAN_TEST(what_the_files_lack_is_known_in_the_past_too),
        PLAN_TEST(what_is_set_by_who_may_only_propose_is_a_proposal),
        PLAN_TEST(what_cannot_be_proposed_is_refused),
        PLAN_TEST(who_may_only_propose_follows_no_link),
        PLAN_TEST(who_may_only_propose_cannot_save_elsewhere),
        PLAN_TEST(a_plan_is_saved_elsewhere_with_what_is_unsaved),
        PLAN_TEST(a_plan_whose_folder_is_gone_is_saved_elsewhere),
        PLAN_TEST(a_folder_that_holds_a_plan_is_not_saved_over),
        PLAN_TEST(a_table_that_is_not_understood_is_saved_elsewhere_as_it_is),
        PLAN_TEST(a_link_that_is_put_there_later_is_not_followed_either),
    };
    return cmocka_run_group_tests_name("pastplan", tests, NULL, NULL);
}
