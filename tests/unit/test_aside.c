/* Long work that goes on beside the keys: what others do meanwhile, and what is done here. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/storecase.h"

enum { LARGE = 1200000, PAUSE_US = 1000, TURNS = 20000 };

/* One long cell makes the file large. */
static char *large_file(const char *first, const char *second)
{
    struct pk_buf text = { 0 };
    pk_buf_printf(&text, "%s%s%sz,g,Long,,,planned,", ACTIVITIES_HEAD, first, second);
    pk_buf_fill(&text, 'x', LARGE);
    pk_buf_str(&text, "\n");
    return pk_buf_take(&text);
}

static void put_large(const char *folder, const char *first, const char *second)
{
    char *text = large_file(first, second);
    put_anew(folder, "activities.csv", text);
    free(text);
}

static void expect_file(const char *folder, const char *name, const char *first,
                        const char *second)
{
    char *text = large_file(first, second), *found = temp_read(folder, name);
    assert_int_equal(strcmp(text, found), 0);
    free(found);
    free(text);
}

/* As a screen does it: in steps, until nothing is left to be done.  How many refreshes said that
 * something changed. */
static int go_on(struct pk_store *store)
{
    int news = 0;
    for (int i = 0; i < TURNS && pk_store_busy(store); i++) {
        struct pk_diag diag = { 0 };
        bool changed;
        usleep(PAUSE_US);
        expect_ok(pk_store_refresh(store, &changed, &diag), &diag);
        news += changed;
    }
    assert_false(pk_store_busy(store));
    return news;
}

static void write_tables(struct pk_store *store)
{
    for (int i = 0; i < TURNS && pk_store_behind(store); i++) {
        struct pk_diag diag = { 0 };
        expect_ok(pk_store_checkpoint(store, &diag), &diag);
        go_on(store);
    }
    assert_false(pk_store_behind(store));
}

#define FILM_THEIRS "a,g,Film,2024-06-30,100,planned,theirs\n"
#define WEB_OURS "b,g,Web,,,planned,ours\n"

/* A large plan whose files a checkpoint knows. */
static struct pk_store *open_large(const char *folder)
{
    put_large(folder, FILM, WEB);
    struct pk_store *store = open_known(folder);
    pk_store_work_aside(store, true);
    return store;
}

/* Begins to read what another program made of the file. */
static struct pk_store *open_reading(const char *folder)
{
    struct pk_store *store = open_large(folder);
    put_large(folder, FILM_THEIRS, WEB);
    expect_refresh(store, false);
    assert_true(pk_store_busy(store));
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "first");
    return store;
}

static void a_large_file_is_read_while_the_plan_is_as_it_was(void **state)
{
    struct pk_store *store = open_reading(*state);
    assert_int_equal(go_on(store), 1);
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "theirs");
    expect_notice(store, "activities.csv");
    expect_history(store, "me: goals g name Goal>Known\n"
                          "(outside): activities a note first>theirs\n");
    expect_file(*state, "activities.csv", FILM_THEIRS, WEB);
    expect_file(*state, ".planek/activities.csv", FILM_THEIRS, WEB);
    assert_false(pk_store_behind(store));
    pk_store_close(store);
}

static void what_others_do_meanwhile_comes_on_top(void **state)
{
    struct pk_store *store = open_reading(*state), *other = open_store(*state);
    name_goal(other, "Theirs");
    set(other, "b", PK_ACTIVITY_NOTE, "ours");
    pk_store_close(other);
    go_on(store);
    expect_refresh(store, false);
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "theirs");
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "ours");
    assert_string_equal(cell_of(store, PK_GOALS, "g", PK_GOAL_NAME), "Theirs");
    write_tables(store);
    expect_file(*state, "activities.csv", FILM_THEIRS, WEB_OURS);
    pk_store_close(store);
}

static void what_is_changed_here_meanwhile_waits_for_the_newest(void **state)
{
    struct pk_store *store = open_reading(*state);
    set(store, "b", PK_ACTIVITY_NOTE, "ours");
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "theirs");
    go_on(store);
    write_tables(store);
    expect_file(*state, "activities.csv", FILM_THEIRS, WEB_OURS);
    expect_file(*state, ".planek/activities.csv", FILM_THEIRS, WEB_OURS);
    pk_store_close(store);
}

static void a_file_that_changes_once_more_is_read_once_more(void **state)
{
    struct pk_store *store = open_reading(*state);
    put_large(*state, FILM_THEIRS, WEB_OURS);
    go_on(store);
    expect_refresh(store, false);
    go_on(store);
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "theirs");
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "ours");
    expect_file(*state, ".planek/activities.csv", FILM_THEIRS, WEB_OURS);
    pk_store_close(store);
}

static void a_reading_that_is_interrupted_begins_again(void **state)
{
    struct pk_store *store = open_reading(*state);
    pk_store_interrupt(store);
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "first");
    assert_int_equal(go_on(store), 1);
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "theirs");
    pk_store_close(store);
}

static void a_plan_that_is_closed_meanwhile_is_taken_up_the_next_time(void **state)
{
    pk_store_close(open_reading(*state));
    struct pk_store *store = open_store(*state);
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "theirs");
    expect_history(store, "me: goals g name Goal>Known\n");
    set(store, "b", PK_ACTIVITY_NOTE, "ours");
    expect_history(store, "me: goals g name Goal>Known\n"
                          "(outside): activities a note first>theirs\n"
                          "me: activities b note >ours\n");
    pk_store_close(store);
}

static void a_file_that_is_not_understood_is_told_and_stays(void **state)
{
    struct pk_store *store = open_large(*state);
    char *text = large_file("a,g,\"Film\n", WEB);
    put_anew(*state, "activities.csv", text);
    expect_refresh(store, false);
    assert_int_equal(go_on(store), 1);
    assert_true(pk_plan_broken(pk_store_plan(store), PK_ACTIVITIES));
    char *found = temp_read(*state, "activities.csv");
    assert_int_equal(strcmp(found, text), 0);
    free(found);
    free(text);
    pk_store_close(store);
}

static void large_tables_are_written_in_steps(void **state)
{
    struct pk_store *store = open_large(*state);
    struct pk_diag diag = { 0 };
    set(store, "b", PK_ACTIVITY_NOTE, "ours");
    expect_ok(pk_store_checkpoint(store, &diag), &diag);
    assert_true(pk_store_behind(store));
    expect_file(*state, "activities.csv", FILM, WEB);
    write_tables(store);
    expect_file(*state, "activities.csv", FILM, WEB_OURS);
    expect_file(*state, ".planek/activities.csv", FILM, WEB_OURS);
    expect_refresh(store, false);
    pk_store_close(store);
}

static void a_change_while_they_are_written_is_not_lost(void **state)
{
    struct pk_store *store = open_large(*state);
    struct pk_diag diag = { 0 };
    set(store, "b", PK_ACTIVITY_NOTE, "ours");
    expect_ok(pk_store_checkpoint(store, &diag), &diag);
    set(store, "a", PK_ACTIVITY_NOTE, "theirs");
    write_tables(store);
    expect_file(*state, "activities.csv", FILM_THEIRS, WEB_OURS);
    pk_store_close(store);
}

static void a_file_written_by_another_program_meanwhile_is_not_overwritten(void **state)
{
    struct pk_store *store = open_large(*state);
    struct pk_diag diag = { 0 };
    set(store, "b", PK_ACTIVITY_NOTE, "ours");
    expect_ok(pk_store_checkpoint(store, &diag), &diag);
    put_large(*state, FILM_THEIRS, WEB);
    write_tables(store);
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "theirs");
    expect_file(*state, "activities.csv", FILM_THEIRS, WEB_OURS);
    pk_store_close(store);
}

/* At the end there is time. */
static void what_was_begun_is_done_at_once_when_nobody_is_in_a_hurry(void **state)
{
    struct pk_store *store = open_large(*state);
    struct pk_diag diag = { 0 };
    set(store, "b", PK_ACTIVITY_NOTE, "ours");
    expect_ok(pk_store_checkpoint(store, &diag), &diag);
    pk_store_hurry(store, false);
    close_at_checkpoint(store);
    expect_file(*state, "activities.csv", FILM, WEB_OURS);
    expect_file(*state, ".planek/activities.csv", FILM, WEB_OURS);
    assert_int_equal(temp_count(*state), FILES_OF_A_CHANGED_PLAN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLAN_TEST(a_large_file_is_read_while_the_plan_is_as_it_was),
        PLAN_TEST(what_others_do_meanwhile_comes_on_top),
        PLAN_TEST(what_is_changed_here_meanwhile_waits_for_the_newest),
        PLAN_TEST(a_file_that_changes_once_more_is_read_once_more),
        PLAN_TEST(a_reading_that_is_interrupted_begins_again),
        PLAN_TEST(a_plan_that_is_closed_meanwhile_is_taken_up_the_next_time),
        PLAN_TEST(a_file_that_is_not_understood_is_told_and_stays),
        PLAN_TEST(large_tables_are_written_in_steps),
        PLAN_TEST(a_change_while_they_are_written_is_not_lost),
        PLAN_TEST(a_file_written_by_another_program_meanwhile_is_not_overwritten),
        PLAN_TEST(what_was_begun_is_done_at_once_when_nobody_is_in_a_hurry),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
