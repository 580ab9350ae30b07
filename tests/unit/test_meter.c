/* Reading a plan tells how far it is, and stops when told to. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "planek/buf.h"
#include "planek/store.h"
#include "tests/unit/tempfolder.h"

enum { ROWS = 30000 };

struct watcher {
    size_t calls, last, total, most; /* calls after which it has had enough */
    bool back;
};

static int make_plan(void **state)
{
    struct pk_buf rows = { 0 };
    temp_setup(state);
    temp_put(*state, "plan.ini", "[plan]\nyear = 2024\n");
    temp_put(*state, "goals.csv", "id,name\ncil,Cíl\n");
    pk_buf_str(&rows, "id,goal,title\n");
    for (int i = 0; i < ROWS; i++) {
        pk_buf_printf(&rows, "k%d,cil,Krok\n", i);
    }
    temp_put(*state, "activities.csv", pk_buf_text(&rows));
    pk_buf_dispose(&rows);
    return 0;
}

static bool watch(size_t done, size_t total, void *user)
{
    struct watcher *watcher = user;
    watcher->back = watcher->back || done < watcher->last || done > total;
    watcher->last = done;
    watcher->total = total;
    return ++watcher->calls < watcher->most;
}

static enum pk_err open_watched(struct pk_store **out, const char *folder,
                                struct watcher *watcher, struct pk_diag *diag)
{
    const struct pk_store_options options = { .progress = watch, .progress_user = watcher };
    return pk_store_open(out, folder, &options, diag);
}

static void progress_goes_from_nothing_to_nearly_all(void **state)
{
    struct watcher watcher = { .most = SIZE_MAX };
    struct pk_store *store;
    assert_int_equal(open_watched(&store, *state, &watcher, NULL), PK_OK);
    assert_true(watcher.calls >= 5);
    assert_false(watcher.back);
    assert_true(watcher.last > watcher.total / 10 * 8);
    assert_int_equal(pk_plan_count(pk_store_plan(store), PK_ACTIVITIES), ROWS);
    pk_store_close(store);
}

static void whoever_has_had_enough_is_asked_no_more(void **state)
{
    for (size_t most = 1; most < 4; most++) {
        struct watcher watcher = { .most = most };
        struct pk_store *store;
        struct pk_diag diag;
        assert_int_equal(open_watched(&store, *state, &watcher, &diag), PK_ERR_STOPPED);
        assert_null(store);
        assert_int_equal(watcher.calls, most);
        assert_string_equal(diag.text, "");
    }
    assert_int_equal(temp_count(*state), 3);
}

/* What another program wrote is read beside what was known. */
static void a_file_that_somebody_else_wrote_counts_as_often_as_it_is_read(void **state)
{
    struct pk_store *store;
    assert_int_equal(pk_store_open(&store, *state, NULL, NULL), PK_OK);
    struct pk_change change;
    pk_change_init(&change);
    pk_change_add(&change, PK_GOALS, pk_plan_field(pk_store_plan(store), PK_GOALS, "name"), "cil",
                  "Cíl", "Jiný");
    assert_int_equal(pk_store_commit(store, &change, NULL), PK_OK);
    assert_int_equal(pk_store_checkpoint(store, NULL), PK_OK);
    pk_change_dispose(&change);
    pk_store_close(store);
    char *text = temp_read(*state, "activities.csv");
    char *row = strstr(text, "k7,cil,Krok");
    assert_non_null(row);
    memcpy(row, "k7,cil,Krak", strlen("k7,cil,Krak"));
    temp_put(*state, "activities.csv", text);
    free(text);

    assert_int_equal(pk_store_open(&store, *state, NULL, NULL), PK_OK); /* it stands still then */
    pk_store_close(store);
    struct watcher watcher = { .most = SIZE_MAX }, stopping = { .most = 12 };
    assert_int_equal(open_watched(&store, *state, &watcher, NULL), PK_OK);
    assert_true(watcher.calls > 20);
    assert_false(watcher.back);
    assert_string_equal(pk_plan_activity(pk_store_plan(store), "k7")->title, "Krak");
    pk_store_close(store);
    assert_int_equal(open_watched(&store, *state, &stopping, NULL), PK_ERR_STOPPED);
    assert_int_equal(stopping.calls, 12);
}

static void nobody_is_told_once_the_plan_is_open(void **state)
{
    struct watcher watcher = { .most = SIZE_MAX };
    struct pk_store *store;
    bool changed;
    assert_int_equal(open_watched(&store, *state, &watcher, NULL), PK_OK);
    size_t calls = watcher.calls;
    temp_put(*state, "goals.csv", "id,name\ncil,Cíl\njiny,Jiný\n");
    for (int i = 0; i < 100 && pk_plan_count(pk_store_plan(store), PK_GOALS) < 2; i++) {
        assert_int_equal(pk_store_refresh(store, &changed, NULL), PK_OK);
        usleep(20000);
    }
    assert_int_equal(pk_plan_count(pk_store_plan(store), PK_GOALS), 2);
    assert_int_equal(watcher.calls, calls);
    pk_store_close(store);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, make_plan, temp_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(progress_goes_from_nothing_to_nearly_all),
        TEST(whoever_has_had_enough_is_asked_no_more),
        TEST(a_file_that_somebody_else_wrote_counts_as_often_as_it_is_read),
        TEST(nobody_is_told_once_the_plan_is_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
