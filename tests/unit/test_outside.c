/* What other programs do to the files of an open plan. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utime.h>

#include <cmocka.h>

#include "planek/atomic.h"
#include "planek/edit.h"
#include "planek/mem.h"
#include "tests/unit/storecase.h"

#ifndef ROUNDS
#define ROUNDS 100
#endif

#define FILM_THEIRS "a,g,Film,2024-06-30,100,planned,theirs\n"
#define UNNOTICED ACTIVITIES_HEAD FILM "b,g,Web,,,planned,xxx\n"

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
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "theirs");
    assert_null(cell_of(store, PK_ACTIVITIES, "b", PK_ACTIVITY_TITLE));
    expect_refresh(store, false);
    put_anew(*state, "glossary.csv", "id,term,meaning\nosv,OSV,Odbor\n");
    expect_refresh(store, true);
    assert_string_equal(cell_of(store, PK_GLOSSARY, "osv", PK_TERM_MEANING), "Odbor");
    pk_store_close(store);
}

#define KNOWN "me: goals g name Goal>Known\n"
#define THEIR_NOTE "(outside): activities a note first>theirs\n"

static void what_somebody_else_wrote_stands_in_the_history_once(void **state)
{
    struct pk_store *store = open_known(*state);
    assert_null(pk_store_notice(store));
    put_anew(*state, "activities.csv", ACTIVITIES_HEAD FILM_THEIRS WEB);
    expect_refresh(store, true);
    expect_notice(store, "activities.csv");
    expect_history(store, KNOWN THEIR_NOTE);
    expect_refresh(store, false);
    close_at_checkpoint(store);
    for (int i = 0; i < 2; i++) {
        store = open_store(*state);
        assert_false(pk_store_behind(store));
        set(store, "b", PK_ACTIVITY_NOTE, i ? "" : "x");
        close_at_checkpoint(store);
    }
    store = open_store(*state);
    expect_history(store, KNOWN THEIR_NOTE "me: activities b note >x\nme: activities b note x>\n");
    pk_store_close(store);
    temp_expect(*state, "activities.csv", ACTIVITIES_HEAD FILM_THEIRS WEB);
}

static void what_was_written_between_two_runs_is_taken_over(void **state)
{
    pk_store_close(open_known(*state));
    put_anew(*state, "activities.csv", ACTIVITIES_HEAD FILM_THEIRS "c,g,New,,,,\n");
    struct pk_store *store = open_store(*state);
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "theirs");
    expect_history(store, KNOWN); /* opening writes nothing */
    name_goal(store, "Aim");
    assert_null(cell_of(store, PK_ACTIVITIES, "b", PK_ACTIVITY_TITLE));
    char *text = history_text(store);
    assert_non_null(strstr(text, "(outside): "));
    assert_non_null(strstr(text, "activities a note first>theirs"));
    assert_non_null(strstr(text, "activities b id b>"));
    assert_non_null(strstr(text, "activities c id >c"));
    free(text);
    close_at_checkpoint(store);
    temp_expect(*state, "activities.csv", ACTIVITIES_HEAD FILM_THEIRS "c,g,New,,,,\n");
}

static void another_year_reads_everything_anew(void **state)
{
    struct pk_store *store = open_store(*state);
    put_anew(*state, "plan.ini", "[plan]\nyear = 2025\n");
    expect_refresh(store, true);
    assert_int_equal(pk_plan_settings(pk_store_plan(store))->year, 2025);
    expect_cell(store, "a", PK_ACTIVITY_TITLE, "Film");
    pk_store_close(store);
}

static void a_checkpoint_keeps_what_somebody_else_wrote_elsewhere(void **state)
{
    struct pk_store *store = open_known(*state);
    put_anew(*state, "activities.csv", ACTIVITIES_HEAD FILM_THEIRS WEB "c,g,Third,,,,\n");
    set(store, "b", PK_ACTIVITY_NOTE, "ours");
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "first"); /* a commit asks the journal only */
    checkpoint(store);
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "theirs");
    pk_store_close(store);
    temp_expect(*state, "activities.csv",
                ACTIVITIES_HEAD FILM_THEIRS "b,g,Web,,,planned,ours\nc,g,Third,,,,\n");
}

static void a_checkpoint_waits_for_a_file_that_is_being_written_in_place(void **state)
{
    static const char theirs[] = ACTIVITIES_HEAD FILM "b,g,Web,,,planned,two\n";
    struct pk_store *store = open_store(*state);
    struct pk_diag diag;
    set(store, "b", PK_ACTIVITY_NOTE, "one");
    checkpoint(store);
    files_move = true;
    temp_put(*state, "activities.csv", theirs);
    expect_refresh(store, false);
    set(store, "a", PK_ACTIVITY_NOTE, "ours");
    assert_int_equal(pk_store_checkpoint(store, &diag), PK_ERR_IO);
    assert_non_null(strstr(diag.text, "another program"));
    assert_true(pk_store_behind(store));
    assert_false(pk_store_unsaved(store));
    temp_expect(*state, "activities.csv", theirs);
    usleep(350000);
    files_move = false;
    checkpoint(store);
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "two");
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
        char number[16];
        snprintf(number, sizeof number, "%03d", i);
        set(store, "b", PK_ACTIVITY_NOTE, number);
        checkpoint(store);
        pk_filemark_look(path, &before);
        temp_write_bytes(path, UNNOTICED, strlen(UNNOTICED));
        pk_filemark_look(path, &after);
        same = pk_filemark_same(&before, &after);
        usleep(same ? 0 : 350000);
    }
    free(path);
    return same;
}

static void a_change_within_one_tick_of_the_clock_is_seen(void **state)
{
    struct pk_store *store = open_store(*state);
    files_move = true;
    bool unnoticed = write_unnoticed(*state, store);
    if (!unnoticed) {
        files_move = false;
        pk_store_close(store);
        skip();
    }
    usleep(350000);
    expect_refresh(store, true);
    files_move = false;
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "xxx");
    pk_store_close(store);
}

static void a_cell_that_both_changed_keeps_ours_and_theirs_waits(void **state)
{
    struct pk_store *store = open_known(*state);
    set(store, "a", PK_ACTIVITY_NOTE, "ours");
    put_anew(*state, "activities.csv", ACTIVITIES_HEAD FILM_THEIRS WEB);
    expect_refresh(store, true);
    expect_notice(store, "conflict");
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "ours");
    expect_waiting(store, PK_CONFLICTS,
                   "activities a note: first | ours | theirs ((outside))\n");
    close_at_checkpoint(store);
    temp_expect(*state, "activities.csv",
                ACTIVITIES_HEAD "a,g,Film,2024-06-30,100,planned,ours\n" WEB);
    store = open_store(*state);
    set(store, "b", PK_ACTIVITY_NOTE, "x");
    expect_waiting(store, PK_CONFLICTS,
                   "activities a note: first | ours | theirs ((outside))\n");
    pk_store_close(store);
}

static void a_cell_that_both_changed_alike_is_no_conflict(void **state)
{
    struct pk_store *store = open_known(*state);
    set(store, "a", PK_ACTIVITY_NOTE, "theirs");
    put_anew(*state, "activities.csv", ACTIVITIES_HEAD FILM_THEIRS WEB);
    expect_refresh(store, true);
    expect_waiting(store, PK_CONFLICTS, "");
    expect_history(store, KNOWN "me: activities a note first>theirs\n");
    close_at_checkpoint(store);
    temp_expect(*state, "activities.csv", ACTIVITIES_HEAD FILM_THEIRS WEB);
}

static void the_stale_copy_of_a_spreadsheet_takes_nothing_back(void **state)
{
    struct pk_store *store = open_known(*state);
    set(store, "b", PK_ACTIVITY_NOTE, "one");
    checkpoint(store);
    put_anew(*state, "activities.csv", ACTIVITIES_HEAD FILM_THEIRS WEB);
    expect_refresh(store, true);
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "theirs");
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "one");
    expect_waiting(store, PK_CONFLICTS, "activities b note: one | one |  ((outside))\n");
    close_at_checkpoint(store);
    temp_expect(*state, "activities.csv",
                ACTIVITIES_HEAD FILM_THEIRS "b,g,Web,,,planned,one\n");
}

/* As a backup or git stash does: byte for byte what stood there before the last checkpoint. */
static void an_old_file_that_is_put_back_is_a_conflict(void **state)
{
    struct pk_store *store = open_known(*state);
    set(store, "b", PK_ACTIVITY_NOTE, "new");
    checkpoint(store);
    put_anew(*state, "activities.csv", ACTIVITIES);
    pk_store_close(store);
    store = open_store(*state);
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "new");
    expect_waiting(store, PK_CONFLICTS, "activities b note: new | new |  ((outside))\n");
    pk_store_close(store);
}

static void a_file_that_is_missing_for_a_moment_loses_nothing(void **state)
{
    temp_put(*state, "glossary.csv", "id,term,meaning\nosv,OSV,Odbor\n");
    struct pk_store *store = open_known(*state);
    char *path = temp_path(*state, "glossary.csv"), *away = temp_path(*state, "away");
    size_t count = count_of_changes(store);
    files_move = true;
    assert_int_equal(renameat(AT_FDCWD, path, AT_FDCWD, away), 0);
    expect_refresh(store, false);
    assert_int_equal(renameat(AT_FDCWD, away, AT_FDCWD, path), 0);
    files_move = false;
    expect_refresh(store, false);
    assert_int_equal(count_of_changes(store), count);
    expect_waiting(store, PK_CONFLICTS, "");
    assert_non_null(cell_of(store, PK_GLOSSARY, "osv", PK_TERM_MEANING));
    pk_store_close(store);
    free(path);
    free(away);
}

static void a_cell_spelt_anew_has_not_changed(void **state)
{
    struct pk_store *store = open_known(*state);
    set(store, "a", PK_ACTIVITY_DUE, "2024-07");
    put_anew(*state, "activities.csv",
             ACTIVITIES_HEAD "a,g,Film,30.06.2024,100,planned,first\n" WEB);
    expect_refresh(store, true);
    expect_waiting(store, PK_CONFLICTS, "");
    expect_history(store, KNOWN "me: activities a due 2024-06-30>2024-07\n");
    close_at_checkpoint(store);
    temp_expect(*state, "activities.csv",
                ACTIVITIES_HEAD "a,g,Film,2024-07,100,planned,first\n" WEB);
}

static void a_cell_spelt_anew_keeps_its_new_spelling(void **state)
{
    static const char anew[] = ACTIVITIES_HEAD "a,g,Film,30.06.2024,100,planned,first\n" WEB;
    struct pk_store *store = open_known(*state);
    put_anew(*state, "activities.csv", anew);
    expect_refresh(store, true);
    expect_history(store, KNOWN);
    close_at_checkpoint(store);
    temp_expect(*state, "activities.csv", anew);
    store = open_store(*state);
    assert_false(pk_store_behind(store));
    pk_store_close(store);
}

static void a_record_removed_outside_while_it_is_changed_is_one_conflict(void **state)
{
    struct pk_store *store = open_known(*state);
    set(store, "b", PK_ACTIVITY_NOTE, "ours");
    set(store, "b", PK_ACTIVITY_COST, "7");
    put_anew(*state, "activities.csv", ACTIVITIES_HEAD FILM);
    checkpoint(store);
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "ours");
    assert_int_equal(pk_plan_count(pk_store_plan(store), PK_CONFLICTS), 1);
    assert_string_equal(pk_plan_at(pk_store_plan(store), PK_CONFLICTS, 0)->text[PK_PENDING_RECORD],
                        "b");
    pk_store_close(store);
    temp_expect(*state, "activities.csv", ACTIVITIES_HEAD FILM "b,g,Web,,7,planned,ours\n");
}

static void a_file_removed_outside_takes_its_records_along(void **state)
{
    char *path = temp_path(*state, "glossary.csv");
    temp_put(*state, "glossary.csv", "id,term,meaning\nosv,OSV,Odbor\n");
    struct pk_store *store = open_known(*state);
    assert_int_equal(unlink(path), 0);
    expect_refresh(store, true);
    assert_int_equal(pk_plan_count(pk_store_plan(store), PK_GLOSSARY), 0);
    char *text = history_text(store);
    assert_non_null(strstr(text, "(outside): "));
    assert_non_null(strstr(text, "glossary osv id osv>"));
    free(text);
    close_at_checkpoint(store);
    store = open_store(*state);
    assert_int_equal(pk_plan_count(pk_store_plan(store), PK_GLOSSARY), 0);
    assert_int_equal(count_of_changes(store), 2);
    pk_store_close(store);
    free(path);
}

static void a_file_that_must_be_there_leaves_its_last_state_when_it_is_removed(void **state)
{
    char *path = temp_path(*state, "goals.csv");
    struct pk_store *store = open_known(*state);
    assert_int_equal(unlink(path), 0);
    expect_refresh(store, true);
    assert_int_equal(pk_store_faults(store)->count, 1);
    assert_string_equal(cell_of(store, PK_GOALS, "g", PK_GOAL_NAME), "Known");
    set(store, "a", PK_ACTIVITY_NOTE, "x");
    close_at_checkpoint(store);
    assert_int_not_equal(access(path, F_OK), 0);
    store = open_store(*state);
    assert_string_equal(cell_of(store, PK_GOALS, "g", PK_GOAL_NAME), "Known");
    pk_store_close(store);
    free(path);
}

static const char broken_outside[] = ACTIVITIES_HEAD FILM "b,g\n";

static void a_file_broken_outside_becomes_read_only_until_it_is_mended(void **state)
{
    struct pk_store *store = open_known(*state);
    put_anew(*state, "activities.csv", broken_outside);
    expect_refresh(store, true);
    assert_int_equal(pk_store_faults(store)->count, 1);
    assert_int_equal(pk_store_faults(store)->items[0].line, 3);
    expect_cell(store, "b", PK_ACTIVITY_TITLE, "Web");
    assert_int_equal(set_cell(store, "a", PK_ACTIVITY_NOTE, "x", NULL), PK_ERR_STRUCTURE);
    name_goal(store, "Aim");
    checkpoint(store);
    temp_expect(*state, "activities.csv", broken_outside);
    temp_expect(*state, "goals.csv", "id,name,priority\ng,Aim,1\n");

    put_anew(*state, "activities.csv", ACTIVITIES_HEAD FILM_THEIRS WEB);
    expect_refresh(store, true);
    assert_int_equal(pk_store_faults(store)->count, 0);
    set(store, "b", PK_ACTIVITY_NOTE, "x");
    expect_history(store, KNOWN "me: goals g name Known>Aim\n" THEIR_NOTE
                                "me: activities b note >x\n");
    close_at_checkpoint(store);
    temp_expect(*state, "activities.csv",
                ACTIVITIES_HEAD FILM_THEIRS "b,g,Web,,,planned,x\n");
}

static void a_file_broken_while_it_is_behind_is_not_overwritten_and_nothing_is_lost(void **state)
{
    struct pk_store *store = open_known(*state);
    set(store, "a", PK_ACTIVITY_NOTE, "ours");
    put_anew(*state, "activities.csv", broken_outside);
    assert_int_equal(pk_store_checkpoint(store, NULL), PK_OK);
    temp_expect(*state, "activities.csv", broken_outside);
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "ours");
    name_goal(store, "Aim");
    assert_int_equal(pk_store_checkpoint(store, NULL), PK_OK);
    pk_store_close(store);
    temp_expect(*state, "activities.csv", broken_outside);

    store = open_store(*state);
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "ours");
    expect_cell(store, "b", PK_ACTIVITY_TITLE, "Web");
    name_goal(store, "Better");
    assert_int_equal(pk_store_checkpoint(store, NULL), PK_OK);
    temp_expect(*state, "activities.csv", broken_outside);
    put_anew(*state, "activities.csv", ACTIVITIES_HEAD FILM "b,g,Web,,,planned,theirs\n");
    expect_refresh(store, true);
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "ours");
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "theirs");
    expect_waiting(store, PK_CONFLICTS, "");
    close_at_checkpoint(store);
    temp_expect(*state, "activities.csv",
                ACTIVITIES_HEAD "a,g,Film,2024-06-30,100,planned,ours\nb,g,Web,,,planned,theirs\n");
}

static void a_broken_file_that_gets_its_old_bytes_back_is_understood_again(void **state)
{
    struct pk_store *store = open_known(*state);
    put_anew(*state, "activities.csv", broken_outside);
    expect_refresh(store, true);
    put_anew(*state, "activities.csv", ACTIVITIES);
    expect_refresh(store, true);
    assert_int_equal(pk_store_faults(store)->count, 0);
    set(store, "a", PK_ACTIVITY_NOTE, "x");
    expect_history(store, KNOWN "me: activities a note first>x\n");
    pk_store_close(store);
}

static void columns_in_another_order_take_the_change_in_the_right_one(void **state)
{
    temp_put(*state, "activities.csv", "id,goal,title,left,right\na,g,Film,,\n");
    struct pk_store *store = open_known(*state);
    struct pk_change change;
    pk_change_init(&change);
    will_set(&change, store, "a", PK_ACTIVITY_FIELDS, "L");
    put_anew(*state, "activities.csv", "id,goal,title,right,left\na,g,Film,,\n");
    commit(store, &change);
    checkpoint(store);
    temp_expect(*state, "activities.csv", "id,goal,title,right,left\na,g,Film,,L\n");

    pk_change_init(&change);
    will_set(&change, store, "a", PK_ACTIVITY_FIELDS + 1, "R");
    put_anew(*state, "activities.csv", "id,goal,title,left\na,g,Film,L\n");
    commit(store, &change);
    close_at_checkpoint(store);
    temp_expect(*state, "activities.csv", "id,goal,title,left,right\na,g,Film,L,R\n");
}

static void a_column_added_outside_is_taken_over_with_its_cells(void **state)
{
    struct pk_store *store = open_known(*state);
    put_anew(*state, "activities.csv", "id,goal,title,colour\na,g,Film,red\nb,g,Web,\n");
    expect_refresh(store, true);
    int field = pk_plan_field(pk_store_plan(store), PK_ACTIVITIES, "colour");
    expect_cell(store, "a", field, "red");
    set(store, "b", field, "blue");
    close_at_checkpoint(store);
    store = open_store(*state);
    expect_cell(store, "b", pk_plan_field(pk_store_plan(store), PK_ACTIVITIES, "colour"), "blue");
    pk_store_close(store);
}

/* ---- whatever it is ---- */

static uint32_t next(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 8) % below;
}

static const char *const some_ids[] = { "a", "b", "c", "d", "e" };

#define ID(seed) some_ids[next(seed, 5)]

/* A file of activities in some order, with some columns. */
static void write_some(const char *folder, uint32_t *seed)
{
    static const char *const heads[] = { "id,goal,title,note\n", "id,goal,title,note,x\n",
                                         "id,goal,title,x,note\n" };
    struct pk_buf text = { 0 };
    uint32_t head = next(seed, 3), order = next(seed, 5), step = 1 + next(seed, 4);
    pk_buf_str(&text, heads[head]);
    for (uint32_t i = 0; i < 5; i++) {
        if (next(seed, 4)) {
            pk_buf_printf(&text, "%s,g,T%u,%.*s%u\n", some_ids[(order + i * step) % 5],
                          next(seed, 2), head == 0 ? 0 : 2, "9,", next(seed, 3));
        }
    }
    put_anew(folder, "activities.csv", pk_buf_text(&text));
    pk_buf_dispose(&text);
}

/* A change to the activities as planek makes them; it may be refused. */
static void change_some(struct pk_store *store, uint32_t *seed)
{
    const char *id = ID(seed), *other = ID(seed), *values[] = { "", "0", "1", "2" };
    const struct pk_plan *plan = pk_store_plan(store);
    const struct pk_record *record = pk_plan_find(plan, PK_ACTIVITIES, id);
    struct pk_assignment set[] = { { "note", values[next(seed, 4)] }, { "title", "New" },
                                   { "goal", "g" }, { "id", id } };
    struct pk_change change;
    enum pk_err err = PK_OK;
    pk_change_init(&change);
    if (!record) {
        err = pk_edit_add(&change, plan, PK_ACTIVITIES, set, 4, NULL, 19800, &id, NULL);
    } else if (next(seed, 4) == 0) {
        err = pk_edit_remove(&change, plan, record, NULL);
    } else if (next(seed, 3) == 0) {
        const struct pk_record *after = pk_plan_find(plan, PK_ACTIVITIES, other);
        err = after == record ? PK_OK : pk_edit_move(&change, plan, record, after, NULL);
    } else {
        err = pk_edit_set(&change, plan, record, set, 1, 19800, NULL);
    }
    if (!err) {
        (void)!pk_store_commit(store, &change, NULL);
    }
    pk_change_dispose(&change);
}

static char *image_of(struct pk_store *store)
{
    struct pk_image image;
    pk_plan_encode(pk_store_plan(store), PK_ACTIVITIES, &image);
    char *text = pk_strdup(pk_buf_text(&image.bytes));
    pk_image_dispose(&image);
    return text;
}

static void whatever_is_written_outside_the_files_and_the_history_agree(void **state)
{
    struct pk_store *store = open_known(*state);
    for (uint32_t round = 1; round <= ROUNDS; round++) {
        uint32_t seed = round * 7919;
        for (uint32_t i = next(&seed, 4); i-- > 0;) {
            change_some(store, &seed);
        }
        if (next(&seed, 3)) {
            write_some(*state, &seed);
        }
        if (next(&seed, 3) == 0) {
            bool changed;
            assert_int_equal(pk_store_refresh(store, &changed, NULL), PK_OK);
            change_some(store, &seed);
        }
        if (next(&seed, 2)) {
            pk_store_close(store);
            store = open_store(*state);
        }
        name_goal(store, round % 2 ? "odd" : "even");
        checkpoint(store);
        char *image = image_of(store);
        temp_expect(*state, "activities.csv", image);
        pk_store_close(store);
        store = open_store(*state);
        if (pk_store_behind(store)) {
            fail_msg("behind after round %u", round);
        }
        char *again = image_of(store);
        assert_string_equal(again, image);
        free(image);
        free(again);
        if (round % 50 == 0) {
            pk_store_close(store);
            forget_history(*state);
            temp_put(*state, "conflicts.csv", "id,table,record,field,base,ours,theirs,who,when\n");
            store = open_known(*state);
        }
    }
    pk_store_close(store);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        PLAN_TEST(nothing_changed_keeps_the_plan),
        PLAN_TEST(a_file_that_was_only_touched_keeps_the_plan),
        PLAN_TEST(refresh_reads_what_somebody_else_wrote),
        PLAN_TEST(what_somebody_else_wrote_stands_in_the_history_once),
        PLAN_TEST(what_was_written_between_two_runs_is_taken_over),
        PLAN_TEST(another_year_reads_everything_anew),
        PLAN_TEST(a_checkpoint_keeps_what_somebody_else_wrote_elsewhere),
        PLAN_TEST(a_checkpoint_waits_for_a_file_that_is_being_written_in_place),
        PLAN_TEST(a_change_within_one_tick_of_the_clock_is_seen),
        PLAN_TEST(a_cell_that_both_changed_keeps_ours_and_theirs_waits),
        PLAN_TEST(a_cell_that_both_changed_alike_is_no_conflict),
        PLAN_TEST(the_stale_copy_of_a_spreadsheet_takes_nothing_back),
        PLAN_TEST(an_old_file_that_is_put_back_is_a_conflict),
        PLAN_TEST(a_file_that_is_missing_for_a_moment_loses_nothing),
        PLAN_TEST(a_cell_spelt_anew_has_not_changed),
        PLAN_TEST(a_cell_spelt_anew_keeps_its_new_spelling),
        PLAN_TEST(a_record_removed_outside_while_it_is_changed_is_one_conflict),
        PLAN_TEST(a_file_removed_outside_takes_its_records_along),
        PLAN_TEST(a_file_that_must_be_there_leaves_its_last_state_when_it_is_removed),
        PLAN_TEST(a_file_broken_outside_becomes_read_only_until_it_is_mended),
        PLAN_TEST(a_file_broken_while_it_is_behind_is_not_overwritten_and_nothing_is_lost),
        PLAN_TEST(a_broken_file_that_gets_its_old_bytes_back_is_understood_again),
        PLAN_TEST(columns_in_another_order_take_the_change_in_the_right_one),
        PLAN_TEST(a_column_added_outside_is_taken_over_with_its_cells),
        PLAN_TEST(whatever_is_written_outside_the_files_and_the_history_agree),
    };
    return cmocka_run_group_tests_name("outside", tests, NULL, NULL);
}
