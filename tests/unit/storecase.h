/* storecase.h: a small plan in a fresh folder for the tests of the store.  Comes after cmocka.h.
 */
#ifndef PLANEK_TESTS_STORECASE_H
#define PLANEK_TESTS_STORECASE_H

#include <fcntl.h>
#include <sys/stat.h>

#include "planek/store.h"
#include "tests/unit/tempfolder.h"

#define INI "[plan]\ntitle = A plan\nyear = 2024\n"
#define GOALS "id,name,priority\ng,Goal,1\n"
#define ACTIVITIES_HEAD "id,goal,title,due,cost,status,note\n"
#define FILM "a,g,Film,2024-06-30,100,planned,first\n"
#define WEB "b,g,Web,,,planned,\n"
#define ACTIVITIES ACTIVITIES_HEAD FILM WEB

/* Stand in for the system's: a clock of files that ticks a hundred times a second, as most do, and
 * that lags by a second, so that files stand still at once, unless they are said to move. */
static bool files_move;

static inline int coarse(struct stat *status, int failed)
{
    if (!failed) {
        status->st_ctim.tv_nsec -= status->st_ctim.tv_nsec % 10000000 - 1;
        status->st_ctim.tv_sec -= files_move ? 0 : 1;
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

static inline int plan_setup(void **state)
{
    if (temp_setup(state)) {
        return -1;
    }
    temp_put(*state, "plan.ini", INI);
    temp_put(*state, "goals.csv", GOALS);
    temp_put(*state, "activities.csv", ACTIVITIES);
    return 0;
}

#define PLAN_TEST(name) cmocka_unit_test_setup_teardown(name, plan_setup, temp_teardown)

/* What a folder holds when its plan was changed: three files, the history, planek's own folder. */
#define FILES_OF_A_CHANGED_PLAN 5

static inline void expect_ok(enum pk_err err, const struct pk_diag *diag)
{
    if (err) {
        fail_msg("error %d: %s: %s", (int)err, diag->file, diag->text);
    }
}

static inline struct pk_store *open_store(const char *folder)
{
    struct pk_store *store;
    struct pk_diag diag = { 0 };
    expect_ok(pk_store_open(&store, folder, NULL, &diag), &diag);
    return store;
}

static inline void checkpoint(struct pk_store *store)
{
    struct pk_diag diag = { 0 };
    expect_ok(pk_store_checkpoint(store, &diag), &diag);
    assert_false(pk_store_behind(store));
}

static inline void close_at_checkpoint(struct pk_store *store)
{
    checkpoint(store);
    pk_store_close(store);
}

/* The cell as the store's plan has it; NULL when there is no such record. */
static inline const char *cell_of(struct pk_store *store, enum pk_table table, const char *id,
                                  int field)
{
    const struct pk_record *record = pk_plan_find(pk_store_plan(store), table, id);
    return record ? record->text[field] : NULL;
}

/* Adds to the change what sets a cell of an activity. */
static inline void will_set(struct pk_change *change, struct pk_store *store, const char *id,
                            int field, const char *now)
{
    pk_change_add(change, PK_ACTIVITIES, field, id, cell_of(store, PK_ACTIVITIES, id, field), now);
}

static inline enum pk_err set_cell(struct pk_store *store, const char *id, int field,
                                   const char *now, struct pk_diag *diag)
{
    struct pk_change change;
    pk_change_init(&change);
    will_set(&change, store, id, field, now);
    enum pk_err err = pk_store_commit(store, &change, diag);
    pk_change_dispose(&change);
    return err;
}

static inline void commit(struct pk_store *store, struct pk_change *change)
{
    struct pk_diag diag = { 0 };
    expect_ok(pk_store_commit(store, change, &diag), &diag);
    pk_change_dispose(change);
}

static inline void set(struct pk_store *store, const char *id, int field, const char *now)
{
    struct pk_change change;
    pk_change_init(&change);
    will_set(&change, store, id, field, now);
    commit(store, &change);
}

static inline void will_add_source(struct pk_change *change, const char *id)
{
    pk_change_add(change, PK_SOURCES, PK_SOURCE_ID, id, "", id);
    pk_change_add(change, PK_SOURCES, PK_SOURCE_NAME, id, "", "Name");
}

/* Names the only goal: a change that leaves the activities alone. */
static inline void name_goal(struct pk_store *store, const char *name)
{
    struct pk_change change;
    pk_change_init(&change);
    pk_change_add(&change, PK_GOALS, PK_GOAL_NAME, "g", cell_of(store, PK_GOALS, "g", PK_GOAL_NAME),
                  name);
    commit(store, &change);
}

/* A plan whose files a checkpoint knows; activities.csv is as it was. */
static inline struct pk_store *open_known(const char *folder)
{
    struct pk_store *store = open_store(folder);
    name_goal(store, "Known");
    checkpoint(store);
    return store;
}

/* Replaces a file as a careful program does: whole, under a new inode. */
static inline void put_anew(const char *folder, const char *name, const char *text)
{
    char *fresh = temp_write(folder, "fresh", text), *path = temp_path(folder, name);
    assert_int_equal(renameat(AT_FDCWD, fresh, AT_FDCWD, path), 0);
    free(fresh);
    free(path);
}

/* As in a folder that planek has never written to. */
static inline void forget_history(const char *folder)
{
    static const char *const names[] = { "history.csv", ".planek" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *path = temp_path(folder, names[i]);
        temp_remove(path);
        free(path);
    }
}

static inline void expect_refresh(struct pk_store *store, bool expected)
{
    struct pk_diag diag = { 0 };
    bool changed = !expected;
    expect_ok(pk_store_refresh(store, &changed, &diag), &diag);
    assert_int_equal(changed, expected);
}

static inline void expect_cell(struct pk_store *store, const char *id, int field, const char *text)
{
    const char *cell = cell_of(store, PK_ACTIVITIES, id, field);
    if (!cell) {
        fail_msg("there is no %s", id);
    }
    assert_string_equal(cell, text);
}

/* The rows of conflicts.csv or proposals.csv but for their ids and moments, one a line:
 * "activities b note: base | ours | theirs (who)"; whoever runs the test is "me". */
static inline void expect_waiting(struct pk_store *store, enum pk_table table, const char *expected)
{
    struct pk_buf rows = { 0 };
    const struct pk_plan *plan = pk_store_plan(store);
    for (size_t i = 0; i < pk_plan_count(plan, table); i++) {
        const char *const *text = pk_plan_at(plan, table, i)->text;
        pk_buf_printf(&rows, "%s %s %s: %s | %s | %s (%s)\n", text[PK_PENDING_TABLE],
                      text[PK_PENDING_RECORD], text[PK_PENDING_FIELD], text[PK_PENDING_BASE],
                      text[PK_PENDING_OURS], text[PK_PENDING_THEIRS],
                      strcmp(text[PK_PENDING_WHO], pk_store_who(store)) == 0
                          ? "me"
                          : text[PK_PENDING_WHO]);
    }
    assert_string_equal(pk_buf_text(&rows), expected);
    pk_buf_dispose(&rows);
}

/* The history, a change a line: "who: table id field was>now, ..."; whoever runs the test is "me".
 * The caller frees it. */
static inline char *history_text(struct pk_store *store)
{
    struct pk_history history;
    struct pk_buf text = { 0 };
    struct pk_diag diag = { 0 };
    expect_ok(pk_store_history(store, &history, NULL, &diag), &diag);
    for (size_t i = 0; i < history.count; i++) {
        const struct pk_change *change = &history.items[i];
        bool me = strcmp(change->who, pk_store_who(store)) == 0;
        pk_buf_printf(&text, "%s:", me ? "me" : change->who);
        for (size_t k = 0; k < change->count; k++) {
            const struct pk_cell *cell = &change->cells[k];
            pk_buf_printf(&text, "%s %s %s %s %s>%s", k ? "," : "", pk_schema(cell->table)->name,
                          cell->id,
                          pk_plan_field_name(pk_store_plan(store), cell->table, cell->field),
                          cell->was, cell->now);
        }
        pk_buf_char(&text, '\n');
    }
    pk_history_dispose(&history);
    pk_buf_str(&text, "");
    return pk_buf_take(&text);
}

static inline void expect_history(struct pk_store *store, const char *expected)
{
    char *text = history_text(store);
    assert_string_equal(text, expected);
    free(text);
}

static inline size_t count_of_changes(struct pk_store *store)
{
    struct pk_history history;
    struct pk_diag diag = { 0 };
    expect_ok(pk_store_history(store, &history, NULL, &diag), &diag);
    size_t count = history.count;
    pk_history_dispose(&history);
    return count;
}

static inline void expect_notice(struct pk_store *store, const char *part)
{
    const char *notice = pk_store_notice(store);
    if (!notice || !strstr(notice, part)) {
        fail_msg("\"%s\" is not said in: %s", part, notice ? notice : "nothing");
    }
}

#endif
