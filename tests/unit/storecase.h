/* storecase.h: a small plan in a fresh folder for the tests of the store.  Comes after cmocka.h.
 */
#ifndef PLANEK_TESTS_STORECASE_H
#define PLANEK_TESTS_STORECASE_H

#include "planek/store.h"
#include "tests/unit/tempfolder.h"

#define INI "[plan]\ntitle = A plan\nyear = 2024\n"
#define GOALS "id,name,priority\ng,Goal,1\n"
#define ACTIVITIES_HEAD "id,goal,title,due,cost,status,note\n"
#define FILM "a,g,Film,2024-06-30,100,planned,first\n"
#define WEB "b,g,Web,,,planned,\n"
#define ACTIVITIES ACTIVITIES_HEAD FILM WEB

static inline int plan_setup(void **state)
{
    if (temp_setup(state))
        return -1;
    temp_put(*state, "plan.ini", INI);
    temp_put(*state, "goals.csv", GOALS);
    temp_put(*state, "activities.csv", ACTIVITIES);
    return 0;
}

#define PLAN_TEST(name) cmocka_unit_test_setup_teardown(name, plan_setup, temp_teardown)

static inline struct pk_store *open_store(const char *folder)
{
    struct pk_store *store;
    struct pk_diag diag;
    if (pk_store_open(&store, folder, false, &diag))
        fail_msg("%s: %s", diag.file, diag.text);
    return store;
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

static inline void set(struct pk_store *store, const char *id, int field, const char *now)
{
    struct pk_diag diag;
    if (set_cell(store, id, field, now, &diag))
        fail_msg("%s: %s", diag.file, diag.text);
}

static inline void will_add_source(struct pk_change *change, const char *id)
{
    pk_change_add(change, PK_SOURCES, PK_SOURCE_ID, id, "", id);
    pk_change_add(change, PK_SOURCES, PK_SOURCE_NAME, id, "", "Name");
}

/* Replaces a file as a careful program does: whole, under a new inode. */
static inline void put_anew(const char *folder, const char *name, const char *text)
{
    char *fresh = temp_write(folder, "fresh", text), *path = temp_path(folder, name);
    assert_int_equal(rename(fresh, path), 0);
    free(fresh);
    free(path);
}

static inline void expect_refresh(struct pk_store *store, bool expected)
{
    struct pk_diag diag;
    bool changed = !expected;
    if (pk_store_refresh(store, &changed, &diag))
        fail_msg("%s: %s", diag.file, diag.text);
    assert_int_equal(changed, expected);
}

#endif
