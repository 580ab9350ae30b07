/* What other programs do to the files of an open plan. */
#include "config.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utime.h>

#include <cmocka.h>

#include "planek/atomic.h"
#include "tests/unit/storecase.h"

#define FILM_THEIRS "a,g,Film,2024-06-30,100,planned,theirs\n"
#define UNNOTICED ACTIVITIES_HEAD FILM_THEIRS "b,g,Web,,,planned,them\n"

/* Stand in for the system's: a clock of files that ticks a hundred times a second, as most do. */
static int coarse(struct stat *status, int failed)
{
    if (!failed) {
        status->st_ctim.tv_nsec -= status->st_ctim.tv_nsec % 10000000 - 1;
    }
    return failed;
}

int stat(const char *path, struct stat *status)
{
    return coarse(status, fstatat(AT_FDCWD, path, status, 0));
}

int fstat(int fd, struct stat *status)
{
    return coarse(status, fstatat(fd, "", status, AT_EMPTY_PATH));
}

static void nothing_changed_keeps_the_plan(void **state)
{
    struct pk_store *store = open_store(*state);
    const struct pk_plan *plan = pk_store_plan(store);
    expect_refresh(store, false);
    set(store, "a", PK_ACTIVITY_NOTE, "x");
    expect_refresh(store, false);
    assert_ptr_equal(pk_store_plan(store), plan);
    pk_store_close(store);
}

static void a_file_that_was_only_touched_keeps_the_plan(void **state)
{
    struct pk_store *store = open_store(*state);
    char *path = temp_path(*state, "activities.csv");
    assert_int_equal(utime(path, NULL), 0);
    expect_refresh(store, false);
    put_anew(*state, "goals.csv", GOALS);
    expect_refresh(store, false);
    pk_store_close(store);
    free(path);
}

static void refresh_reads_what_somebody_else_wrote(void **state)
{
    struct pk_store *store = open_store(*state);
    put_anew(*state, "activities.csv", ACTIVITIES_HEAD FILM_THEIRS);
    expect_refresh(store, true);
    assert_string_equal(cell_of(store, PK_ACTIVITIES, "a", PK_ACTIVITY_NOTE), "theirs");
    assert_null(cell_of(store, PK_ACTIVITIES, "b", PK_ACTIVITY_TITLE));
    expect_refresh(store, false);
    put_anew(*state, "glossary.csv", "id,term,meaning\nosv,OSV,Odbor\n");
    expect_refresh(store, true);
    assert_string_equal(cell_of(store, PK_GLOSSARY, "osv", PK_TERM_MEANING), "Odbor");
    pk_store_close(store);
}

static void another_year_reads_everything_anew(void **state)
{
    struct pk_store *store = open_store(*state);
    put_anew(*state, "plan.ini", "[plan]\nyear = 2025\n");
    expect_refresh(store, true);
    assert_int_equal(pk_plan_settings(pk_store_plan(store))->year, 2025);
    assert_string_equal(cell_of(store, PK_ACTIVITIES, "a", PK_ACTIVITY_TITLE), "Film");
    pk_store_close(store);
}

static void a_commit_keeps_what_somebody_else_wrote_elsewhere(void **state)
{
    struct pk_store *store = open_store(*state);
    put_anew(*state, "activities.csv", ACTIVITIES_HEAD FILM_THEIRS WEB "c,g,Third,,,,\n");
    set(store, "b", PK_ACTIVITY_NOTE, "ours");
    assert_string_equal(cell_of(store, PK_ACTIVITIES, "a", PK_ACTIVITY_NOTE), "theirs");
    pk_store_close(store);
    temp_expect(*state, "activities.csv",
                ACTIVITIES_HEAD FILM_THEIRS "b,g,Web,,,planned,ours\nc,g,Third,,,,\n");
}

static void a_commit_waits_for_a_file_that_is_being_written_in_place(void **state)
{
    struct pk_store *store = open_store(*state);
    set(store, "b", PK_ACTIVITY_NOTE, "one");
    temp_put(*state, "activities.csv", ACTIVITIES_HEAD FILM "b,g,Web,,,planned,two\n");
    expect_refresh(store, false);
    set(store, "a", PK_ACTIVITY_NOTE, "ours");
    assert_string_equal(cell_of(store, PK_ACTIVITIES, "b", PK_ACTIVITY_NOTE), "two");
    pk_store_close(store);
    temp_expect(*state, "activities.csv",
                ACTIVITIES_HEAD "a,g,Film,2024-06-30,100,planned,ours\nb,g,Web,,,planned,two\n");
}

/* Writes the note in place, in the same length and so soon after a commit that neither size nor
 * time of the file tell; false when that never came about. */
static bool write_unnoticed(const char *folder, struct pk_store *store)
{
    char *path = temp_path(folder, "activities.csv");
    struct pk_filemark before, after;
    bool same = false;
    for (int i = 0; i < 50 && !same; i++) {
        put_anew(folder, "activities.csv", ACTIVITIES_HEAD FILM_THEIRS WEB);
        expect_refresh(store, true);
        set(store, "b", PK_ACTIVITY_NOTE, "ours");
        pk_filemark_look(path, &before);
        temp_write_bytes(path, UNNOTICED, strlen(UNNOTICED));
        pk_filemark_look(path, &after);
        same = pk_filemark_same(&before, &after);
    }
    free(path);
    return same;
}

static void a_change_within_one_tick_of_the_clock_is_seen(void **state)
{
    struct pk_store *store = open_store(*state);
    bool unnoticed = write_unnoticed(*state, store);
    if (!unnoticed) {
        pk_store_close(store);
        skip();
    }
    usleep(350000);
    expect_refresh(store, true);
    assert_string_equal(cell_of(store, PK_ACTIVITIES, "b", PK_ACTIVITY_NOTE), "them");
    pk_store_close(store);
}

static void the_same_cell_is_a_conflict_and_nothing_is_overwritten(void **state)
{
    struct pk_store *store = open_store(*state);
    struct pk_diag diag;
    struct pk_change change;
    pk_change_init(&change);
    will_set(&change, store, "b", PK_ACTIVITY_NOTE, "ours");
    will_set(&change, store, "a", PK_ACTIVITY_NOTE, "ours");
    put_anew(*state, "activities.csv", ACTIVITIES_HEAD FILM_THEIRS WEB);
    assert_int_equal(pk_store_commit(store, &change, &diag), PK_ERR_CONFLICT);
    assert_string_equal(cell_of(store, PK_ACTIVITIES, "a", PK_ACTIVITY_NOTE), "theirs");
    assert_string_equal(cell_of(store, PK_ACTIVITIES, "b", PK_ACTIVITY_NOTE), "");
    assert_false(pk_store_unsaved(store));
    pk_change_dispose(&change);
    pk_store_close(store);
    temp_expect(*state, "activities.csv", ACTIVITIES_HEAD FILM_THEIRS WEB);
}

static void a_cell_spelt_anew_has_not_changed(void **state)
{
    struct pk_store *store = open_store(*state);
    struct pk_change change;
    pk_change_init(&change);
    will_set(&change, store, "a", PK_ACTIVITY_DUE, "2024-07");
    put_anew(*state, "activities.csv",
             ACTIVITIES_HEAD "a,g,Film,30.06.2024,100,planned,first\n" WEB);
    assert_int_equal(pk_store_commit(store, &change, NULL), PK_OK);
    pk_change_dispose(&change);
    pk_store_close(store);
    temp_expect(*state, "activities.csv",
                ACTIVITIES_HEAD "a,g,Film,2024-07,100,planned,first\n" WEB);
}

static void a_record_removed_outside_is_a_conflict(void **state)
{
    struct pk_store *store = open_store(*state);
    struct pk_change change;
    pk_change_init(&change);
    will_set(&change, store, "b", PK_ACTIVITY_NOTE, "ours");
    put_anew(*state, "activities.csv", ACTIVITIES_HEAD FILM);
    assert_int_equal(pk_store_commit(store, &change, NULL), PK_ERR_CONFLICT);
    pk_change_dispose(&change);
    pk_store_close(store);
    temp_expect(*state, "activities.csv", ACTIVITIES_HEAD FILM);
}

static void a_file_broken_outside_becomes_read_only_until_it_is_mended(void **state)
{
    static const char broken[] = ACTIVITIES_HEAD FILM "b,g\n";
    struct pk_store *store = open_store(*state);
    put_anew(*state, "activities.csv", broken);
    expect_refresh(store, true);
    assert_int_equal(pk_store_faults(store)->count, 1);
    assert_int_equal(pk_store_faults(store)->items[0].line, 3);
    assert_string_equal(cell_of(store, PK_ACTIVITIES, "a", PK_ACTIVITY_TITLE), "Film");
    assert_int_equal(set_cell(store, "a", PK_ACTIVITY_NOTE, "x", NULL), PK_ERR_STRUCTURE);
    temp_expect(*state, "activities.csv", broken);

    put_anew(*state, "activities.csv", ACTIVITIES);
    set(store, "a", PK_ACTIVITY_NOTE, "x");
    assert_int_equal(pk_store_faults(store)->count, 0);
    pk_store_close(store);
}

static void columns_in_another_order_take_the_change_in_the_right_one(void **state)
{
    temp_put(*state, "activities.csv", "id,goal,title,left,right\na,g,Film,,\n");
    struct pk_store *store = open_store(*state);
    struct pk_change change;
    pk_change_init(&change);
    will_set(&change, store, "a", PK_ACTIVITY_FIELDS, "L");
    put_anew(*state, "activities.csv", "id,goal,title,right,left\na,g,Film,,\n");
    assert_int_equal(pk_store_commit(store, &change, NULL), PK_OK);
    pk_change_dispose(&change);
    temp_expect(*state, "activities.csv", "id,goal,title,right,left\na,g,Film,,L\n");

    pk_change_init(&change);
    will_set(&change, store, "a", PK_ACTIVITY_FIELDS + 1, "R");
    put_anew(*state, "activities.csv", "id,goal,title,left\na,g,Film,L\n");
    assert_int_equal(pk_store_commit(store, &change, NULL), PK_OK);
    pk_change_dispose(&change);
    pk_store_close(store);
    temp_expect(*state, "activities.csv", "id,goal,title,left,right\na,g,Film,L,R\n");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        PLAN_TEST(nothing_changed_keeps_the_plan),
        PLAN_TEST(a_file_that_was_only_touched_keeps_the_plan),
        PLAN_TEST(refresh_reads_what_somebody_else_wrote),
        PLAN_TEST(another_year_reads_everything_anew),
        PLAN_TEST(a_commit_keeps_what_somebody_else_wrote_elsewhere),
        PLAN_TEST(a_commit_waits_for_a_file_that_is_being_written_in_place),
        PLAN_TEST(a_change_within_one_tick_of_the_clock_is_seen),
        PLAN_TEST(the_same_cell_is_a_conflict_and_nothing_is_overwritten),
        PLAN_TEST(a_cell_spelt_anew_has_not_changed),
        PLAN_TEST(a_record_removed_outside_is_a_conflict),
        PLAN_TEST(a_file_broken_outside_becomes_read_only_until_it_is_mended),
        PLAN_TEST(columns_in_another_order_take_the_change_in_the_right_one),
    };
    return cmocka_run_group_tests_name("outside", tests, NULL, NULL);
}
