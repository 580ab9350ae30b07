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

#include "store/checkpoint.h"
#include "tests/unit/storecase.h"

/* Stands in for the system's: the call of that number fails, 0 for none; then no rename goes. */
static int exchange_fails;
static bool rename_fails;

int renameat2(int from_at, const char *from, int to_at, const char *to, unsigned flags)
{
    if (exchange_fails && !--exchange_fails) {
        rename_fails = true;
        errno = EIO;
        return -1;
    }
    return (int)syscall(SYS_renameat2, from_at, from, to_at, to, flags);
}

int rename(const char *from, const char *to)
{
    errno = EIO;
    return rename_fails ? -1 : renameat(AT_FDCWD, from, AT_FDCWD, to);
}

/* ---- the file ---- */

static struct pk_checkpoint sample(void)
{
    struct pk_checkpoint sample = { .history_end = 7, .history_last = UINT64_MAX,
                                    .history_device = 3, .history_inode = 9 };
    pk_note_set(&sample.before[PK_GOALS], true, 1, "");
    pk_note_set(&sample.after[PK_GOALS], true, UINT64_MAX, "20240612T081500Z-x");
    pk_note_set(&sample.before[PK_ACTIVITIES], false, 0, "t1");
    pk_note_set(&sample.after[PK_ACTIVITIES], true, 0, "t2");
    pk_note_set(&sample.before[PK_GLOSSARY], true, 5, "t1");
    pk_note_set(&sample.after[PK_GLOSSARY], false, 0, "t2");
    return sample;
}

static void expect_note(const struct pk_note *note, const struct pk_note *expected)
{
    assert_int_equal(note->known, expected->known);
    assert_int_equal(note->exists, expected->exists);
    assert_true(note->hash == expected->hash);
    assert_string_equal(note->txn, expected->txn);
}

static void what_was_written_is_read(void **state)
{
    const struct pk_checkpoint written = sample();
    struct pk_checkpoint read;
    pk_checkpoint_read(&read, *state);
    assert_false(read.known);
    assert_int_equal(pk_checkpoint_write(&written, *state, NULL), PK_OK);
    pk_checkpoint_read(&read, *state);
    assert_true(read.known);
    assert_true(read.history_end == 7);
    assert_true(read.history_last == UINT64_MAX);
    for (int table = 0; table < PK_TABLES; table++) {
        expect_note(&read.before[table], &written.before[table]);
        expect_note(&read.after[table], &written.after[table]);
    }
}

static void a_damaged_checkpoint_is_none(void **state)
{
    const struct pk_checkpoint written = sample();
    struct pk_checkpoint read;
    assert_int_equal(pk_checkpoint_write(&written, *state, NULL), PK_OK);
    char *text = temp_read(*state, ".planek/checkpoint");
    size_t length = strlen(text);
    for (size_t cut = 0; cut + 1 < length; cut++) {
        char *path = temp_path(*state, ".planek/checkpoint");
        temp_write_bytes(path, text, cut);
        free(path);
        pk_checkpoint_read(&read, *state);
        if (read.known) {
            fail_msg("known after %zu bytes", cut);
        }
    }
    static const char *const others[] = {
        "planek 2\nhistory 1 2 3 4\nend\n",
        "planek 1\nhistory x 1 3 4\nend\n",
        "planek 1\nhistory 1 2 3 4\ngoals before 12 t after zz t\nend\n",
        "planek 1\nhistory 1 2 3 4\ngoals before 12 t after\nend\n",
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        temp_put(*state, ".planek/checkpoint", others[i]);
        pk_checkpoint_read(&read, *state);
        if (read.known) {
            fail_msg("known: %s", others[i]);
        }
    }
    temp_put(*state, ".planek/checkpoint",
             "planek 1\nhistory 1 2 3 4\nunheard before 1 t after 2 t\nend\n");
    pk_checkpoint_read(&read, *state);
    assert_true(read.known); /* of a later version that has one more table */
    free(text);
}

static void a_copy_is_kept_until_there_is_no_such_file_any_more(void **state)
{
    size_t length;
    assert_null(pk_copy_read(*state, PK_GOALS, &length));
    assert_true(pk_copy_write(*state, PK_GOALS, "a\0b", 3));
    char *copy = pk_copy_read(*state, PK_GOALS, &length);
    assert_int_equal(length, 3);
    assert_memory_equal(copy, "a\0b", 4);
    free(copy);
    assert_true(pk_copy_write(*state, PK_GOALS, "", 0));
    copy = pk_copy_read(*state, PK_GOALS, &length);
    assert_non_null(copy);
    assert_int_equal(length, 0);
    free(copy);
    assert_true(pk_copy_write(*state, PK_GOALS, NULL, 0));
    assert_null(pk_copy_read(*state, PK_GOALS, &length));
}

/* ---- checkpoints that were cut short ---- */

enum { GOALS_FILE, ACTIVITIES_FILE, CHECKPOINT, GOALS_COPY, ACTIVITIES_COPY, PARTS };

static const char *const part_names[] = { "goals.csv", "activities.csv", ".planek/checkpoint",
                                          ".planek/goals.csv", ".planek/activities.csv" };

static void take_parts(char *parts[PARTS], const char *folder)
{
    for (int i = 0; i < PARTS; i++) {
        parts[i] = temp_read(folder, part_names[i]);
    }
}

static void free_parts(char *parts[PARTS])
{
    for (int i = 0; i < PARTS; i++) {
        free(parts[i]);
    }
}

#define NOTE_DONE "a,g,Film,2024-06-30,100,planned,new\n"
#define WEB_DONE "b,g,Web,,,planned,new\n"
#define HISTORY                                                                                   \
    "me: goals g name Goal>Known\nme: goals g name Known>Aim\n"                                   \
    "me: activities a note first>new\nme: activities b note >new\n"

/* Each letter tells of which time the part is: 0 before the checkpoint, 1 after it. */
static const char *const cut_short[] = { "00000", "00100", "10100", "01100", "11100",
                                         "11110", "11101", "11111" };

static void put_parts(const char *folder, char *const before[PARTS], char *const after[PARTS],
                      const char *mix)
{
    for (int i = 0; i < PARTS; i++) {
        temp_put(folder, part_names[i], mix[i] == '0' ? before[i] : after[i]);
    }
}

/* A plan with changes, and its parts before and after the checkpoint. */
static void make_parts(const char *folder, char *before[PARTS], char *after[PARTS])
{
    struct pk_store *store = open_known(folder);
    name_goal(store, "Aim");
    set(store, "a", PK_ACTIVITY_NOTE, "new");
    set(store, "b", PK_ACTIVITY_NOTE, "new");
    take_parts(before, folder);
    close_at_checkpoint(store);
    take_parts(after, folder);
}

static void expect_all(struct pk_store *store)
{
    expect_cell(store, "a", PK_ACTIVITY_NOTE, "new");
    expect_cell(store, "b", PK_ACTIVITY_NOTE, "new");
    assert_string_equal(cell_of(store, PK_GOALS, "g", PK_GOAL_NAME), "Aim");
    expect_waiting(store, PK_CONFLICTS, "");
}

static void a_checkpoint_that_was_cut_short_anywhere_loses_nothing(void **state)
{
    char *before[PARTS], *after[PARTS];
    make_parts(*state, before, after);
    char *history = temp_read(*state, "history.csv"), *path = temp_path(*state, "history.csv");
    for (size_t i = 0; i < sizeof cut_short / sizeof *cut_short; i++) {
        put_parts(*state, before, after, cut_short[i]);
        temp_write_bytes(path, history, strlen(history));
        for (int times = 0; times < 2; times++) {
            struct pk_store *store = open_store(*state);
            expect_all(store);
            expect_history(store, HISTORY);
            pk_store_close(store);
        }
        struct pk_store *store = open_store(*state);
        set(store, "a", PK_ACTIVITY_COST, "7");
        set(store, "a", PK_ACTIVITY_COST, "100");
        expect_all(store);
        close_at_checkpoint(store);
        store = open_store(*state);
        assert_false(pk_store_behind(store));
        assert_int_equal(count_of_changes(store), 6);
        pk_store_close(store);
        temp_expect(*state, "goals.csv", after[GOALS_FILE]);
        temp_expect(*state, "activities.csv", ACTIVITIES_HEAD NOTE_DONE WEB_DONE);
    }
    free_parts(before);
    free_parts(after);
    free(history);
    free(path);
}

/* Somebody edits the file before planek comes to it again. */
static void an_outside_edit_after_a_checkpoint_that_was_cut_short_is_merged(void **state)
{
    char *before[PARTS], *after[PARTS];
    make_parts(*state, before, after);
    char *history = temp_read(*state, "history.csv"), *path = temp_path(*state, "history.csv");
    for (size_t i = 0; i < sizeof cut_short / sizeof *cut_short; i++) {
        put_parts(*state, before, after, cut_short[i]);
        temp_write_bytes(path, history, strlen(history));
        put_anew(*state, "activities.csv",
                 cut_short[i][ACTIVITIES_FILE] == '0'
                     ? ACTIVITIES_HEAD "a,g,Film,2024-06-30,50,planned,first\n" WEB
                     : ACTIVITIES_HEAD "a,g,Film,2024-06-30,50,planned,new\n" WEB_DONE);
        struct pk_store *store = open_store(*state);
        expect_cell(store, "a", PK_ACTIVITY_COST, "50");
        expect_all(store);
        name_goal(store, "Better");
        expect_history(store, HISTORY "(outside): activities a cost 100>50\n"
                                      "me: goals g name Aim>Better\n");
        close_at_checkpoint(store);
        temp_expect(*state, "activities.csv",
                    ACTIVITIES_HEAD "a,g,Film,2024-06-30,50,planned,new\n" WEB_DONE);
    }
    free_parts(before);
    free_parts(after);
    free(history);
    free(path);
}

static void however_many_checkpoints_die_nothing_is_lost(void **state)
{
    struct pk_store *store = open_known(*state);
    for (int i = 1; i <= 12; i++) {
        char text[16];
        snprintf(text, sizeof text, "%d", i);
        set(store, "a", PK_ACTIVITY_NOTE, text);
        name_goal(store, text);
        exchange_fails = 1 + i % 3;
        (void)!pk_store_checkpoint(store, NULL);
        exchange_fails = 0;
        rename_fails = false;
        pk_store_close(store);
        store = open_store(*state);
        expect_cell(store, "a", PK_ACTIVITY_NOTE, text);
        assert_string_equal(cell_of(store, PK_GOALS, "g", PK_GOAL_NAME), text);
        assert_int_equal(count_of_changes(store), 1 + 2 * i);
    }
    close_at_checkpoint(store);
    temp_expect(*state, "goals.csv", "id,name,priority\ng,12,1\n");
    assert_int_equal(temp_count(*state), FILES_OF_A_CHANGED_PLAN);
}

/* ---- nothing known ---- */

static void forget_checkpoint(const char *folder)
{
    char *path = temp_path(folder, ".planek");
    temp_remove(path);
    free(path);
}

static void a_fresh_clone_takes_what_the_last_change_of_a_cell_explains(void **state)
{
    static const struct {
        const char *file, *opened;
    } cases[] = {
        /* nothing, some, and all of the history */
        { ACTIVITIES, ACTIVITIES },
        { ACTIVITIES_HEAD "a,g,Film,2024-06-30,100,planned,second\n" WEB,
          ACTIVITIES_HEAD "a,g,Film,2024-06-30,100,planned,third\n" WEB },
        { ACTIVITIES_HEAD "a,g,Film,2024-06-30,100,planned,third\n" WEB,
          ACTIVITIES_HEAD "a,g,Film,2024-06-30,100,planned,third\n" WEB },
        /* a value that nobody knows of */
        { ACTIVITIES_HEAD "a,g,Film,2024-06-30,100,planned,odd\n" WEB,
          ACTIVITIES_HEAD "a,g,Film,2024-06-30,100,planned,odd\n" WEB },
    };
    struct pk_store *store = open_store(*state);
    set(store, "a", PK_ACTIVITY_NOTE, "second");
    set(store, "a", PK_ACTIVITY_NOTE, "third");
    pk_store_close(store);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        forget_checkpoint(*state);
        temp_put(*state, "activities.csv", cases[i].file);
        for (int times = 0; times < 2; times++) {
            store = open_store(*state);
            checkpoint(store);
            assert_int_equal(count_of_changes(store), 2);
            expect_waiting(store, PK_CONFLICTS, "");
            pk_store_close(store);
            temp_expect(*state, "activities.csv", cases[i].opened);
        }
    }
}

static void a_fresh_clone_gets_the_records_that_it_lacks(void **state)
{
    struct pk_store *store = open_store(*state);
    struct pk_change change;
    pk_change_init(&change);
    will_add_source(&change, "osv");
    commit(store, &change);
    set(store, "a", PK_ACTIVITY_SOURCE, "osv");
    pk_store_close(store);
    forget_checkpoint(*state);
    store = open_store(*state);
    assert_string_equal(cell_of(store, PK_SOURCES, "osv", PK_SOURCE_NAME), "Name");
    expect_cell(store, "a", PK_ACTIVITY_SOURCE, "osv");
    close_at_checkpoint(store);
    temp_expect(*state, "sources.csv", "id,name,allocation\nosv,Name,\n");
}

static void a_missing_copy_lets_the_file_speak_and_keeps_what_it_lacks(void **state)
{
    char *copy = temp_path(*state, ".planek/activities.csv");
    struct pk_store *store = open_known(*state);
    set(store, "a", PK_ACTIVITY_NOTE, "ours");
    pk_store_close(store);
    assert_int_equal(unlink(copy), 0);
    put_anew(*state, "activities.csv",
             ACTIVITIES_HEAD FILM "b,g,Web,,,planned,theirs\n");
    for (int times = 0; times < 2; times++) {
        store = open_store(*state);
        expect_cell(store, "a", PK_ACTIVITY_NOTE, "ours");
        expect_cell(store, "b", PK_ACTIVITY_NOTE, "theirs");
        expect_waiting(store, PK_CONFLICTS, "");
        close_at_checkpoint(store);
    }
    temp_expect(*state, "activities.csv",
                ACTIVITIES_HEAD "a,g,Film,2024-06-30,100,planned,ours\nb,g,Web,,,planned,theirs\n");
    free(copy);
}

static void a_damaged_checkpoint_costs_no_change(void **state)
{
    static const char *const texts[] = { "", "planek 1\n", "\xff\xfe",
                                         "planek 1\nhistory 1 1\nend\n" };
    struct pk_store *store = open_known(*state);
    set(store, "a", PK_ACTIVITY_NOTE, "ours");
    pk_store_close(store);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        temp_put(*state, ".planek/checkpoint", texts[i]);
        store = open_store(*state);
        expect_cell(store, "a", PK_ACTIVITY_NOTE, "ours");
        assert_int_equal(count_of_changes(store), 2);
        pk_store_close(store);
    }
}

/* ---- links ---- */

static void links_in_the_private_folder_lead_nowhere(void **state)
{
    static const char *const names[] = { "checkpoint", "goals.csv", "activities.csv" };
    char *victim = temp_write(*state, "victim", "mine");
    pk_store_close(open_known(*state));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char name[64], text[16];
        snprintf(name, sizeof name, ".planek/%s", names[i]);
        char *path = temp_path(*state, name);
        assert_int_equal(unlink(path), 0);
        assert_int_equal(symlink(victim, path), 0);
        struct pk_store *store = open_store(*state);
        snprintf(text, sizeof text, "%zu", i);
        set(store, "a", PK_ACTIVITY_NOTE, text);
        name_goal(store, text);
        close_at_checkpoint(store);
        temp_expect(*state, "victim", "mine");
        store = open_store(*state);
        expect_cell(store, "a", PK_ACTIVITY_NOTE, text);
        pk_store_close(store);
        free(path);
    }
    free(victim);
}

static void a_private_folder_that_is_a_link_is_not_entered(void **state)
{
    char *victim = temp_path(*state, "victim"), *link = temp_path(*state, ".planek");
    struct pk_diag diag;
    assert_int_equal(mkdir(victim, 0700), 0);
    assert_int_equal(symlink("victim", link), 0);
    struct pk_store *store = open_store(*state);
    assert_int_equal(set_cell(store, "a", PK_ACTIVITY_NOTE, "x", &diag), PK_ERR_IO);
    assert_non_null(strstr(diag.text, ".planek"));
    assert_true(pk_store_unsaved(store));
    assert_int_equal(temp_count(victim), 0);
    assert_int_equal(unlink(link), 0);
    assert_int_equal(pk_store_retry(store, &diag), PK_OK);
    close_at_checkpoint(store);
    assert_int_equal(temp_count(victim), 0);
    free(victim);
    free(link);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        PLAN_TEST(what_was_written_is_read),
        PLAN_TEST(a_damaged_checkpoint_is_none),
        PLAN_TEST(a_copy_is_kept_until_there_is_no_such_file_any_more),
        PLAN_TEST(a_checkpoint_that_was_cut_short_anywhere_loses_nothing),
        PLAN_TEST(an_outside_edit_after_a_checkpoint_that_was_cut_short_is_merged),
        PLAN_TEST(however_many_checkpoints_die_nothing_is_lost),
        PLAN_TEST(a_fresh_clone_takes_what_the_last_change_of_a_cell_explains),
        PLAN_TEST(a_fresh_clone_gets_the_records_that_it_lacks),
        PLAN_TEST(a_missing_copy_lets_the_file_speak_and_keeps_what_it_lacks),
        PLAN_TEST(a_damaged_checkpoint_costs_no_change),
        PLAN_TEST(links_in_the_private_folder_lead_nowhere),
        PLAN_TEST(a_private_folder_that_is_a_link_is_not_entered),
    };
    return cmocka_run_group_tests_name("checkpoint", tests, NULL, NULL);
}
