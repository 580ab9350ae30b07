/* What is different between a plan as it stood and as it stands. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "planek/since.h"
#include "planek/when.h"
#include "tests/unit/storecase.h"

#define CELL(txn, day, field, was, now, left)                                                     \
    txn ",2024-" day "T12:00:00Z,jana,," field "," was "," now "," left "\n"

/* In March a's deadline moved and b was added; in April c, which had been there, was removed. */
static const char history[] =
    "txn,when,who,why,table,id,field,was,now,left\n"
    CELL("t1", "03-10", "activities,a,due", "2024-05-31", "2024-06-30", "0")
    CELL("t2", "03-11", "activities,b,id", "", "b", "3")
    CELL("t2", "03-11", "activities,b,title", "", "Web", "2")
    CELL("t2", "03-11", "activities,b,status", "", "planned", "1")
    CELL("t2", "03-11", "activities,b,goal", "", "g", "0")
    CELL("t3", "04-10", "activities,c,title", "Leaflet", "", "1")
    CELL("t3", "04-10", "activities,c,id", "c", "", "0");

struct pair {
    struct pk_store *store;
    struct pk_plan *then;
    struct pk_since since;
};

static struct pair compare(const char *folder, int month, int day)
{
    struct pair pair = { .store = open_store(folder) };
    struct pk_diag diag = { 0 };
    int64_t moment = pk_when_day_ends(pk_day_make(2024, month, day));
    expect_ok(pk_store_plan_at(pair.store, moment, &pair.then, &diag), &diag);
    pk_plan_verify(pair.then);
    pk_since_make(&pair.since, pair.then, pk_store_plan(pair.store));
    return pair;
}

static void dispose(struct pair *pair)
{
    pk_since_dispose(&pair->since);
    pk_plan_free(pair->then);
    pk_store_close(pair->store);
}

static void what_moved_appeared_and_went_is_told_apart(void **state)
{
    temp_put(*state, "history.csv", history);
    struct pair pair = compare(*state, 3, 1);
    assert_int_equal(pair.since.changed, 1);
    assert_int_equal(pair.since.appeared, 1);
    assert_int_equal(pair.since.gone, 1);
    const struct pk_moving *moved = pk_since_find(&pair.since, "a");
    int days = 0;
    assert_non_null(moved);
    assert_int_equal(moved->how, PK_MOVED_CHANGED);
    assert_true(moved->fields == UINT64_C(1) << PK_ACTIVITY_DUE);
    assert_true(pk_moving_days(moved, &days));
    assert_int_equal(days, 30);
    assert_int_equal(pk_since_find(&pair.since, "b")->how, PK_MOVED_APPEARED);
    assert_string_equal(pk_since_find(&pair.since, "c")->then->title, "Leaflet");
    assert_null(pk_since_find(&pair.since, "d"));
    dispose(&pair);
}

static void what_happened_before_does_not_count(void **state)
{
    temp_put(*state, "history.csv", history);
    struct pair pair = compare(*state, 3, 31);
    assert_null(pk_since_find(&pair.since, "a"));
    assert_null(pk_since_find(&pair.since, "b"));
    assert_int_equal(pair.since.gone, 1);
    dispose(&pair);
    pair = compare(*state, 4, 10);
    assert_int_equal(pair.since.count, 0);
    dispose(&pair);
}

static void a_table_that_is_not_understood_says_nothing(void **state)
{
    temp_put(*state, "history.csv", history);
    temp_put(*state, "activities.csv", ACTIVITIES_HEAD FILM FILM);
    struct pair pair = compare(*state, 3, 1);
    assert_int_equal(pair.since.count, 0);
    dispose(&pair);
}

static void the_last_meeting_is_the_latest_one_before_the_day(void **state)
{
    temp_put(*state, "meetings.csv",
             "id,date,present,note\nm1,2024-05-29,,\nm3,2024-06-12,,\nm2,2024-06-05,,\nm4,,,\n");
    struct pk_store *store = open_store(*state);
    const struct pk_plan *plan = pk_store_plan(store);
    assert_int_equal(pk_since_meeting(plan, pk_day_make(2024, 6, 12)), pk_day_make(2024, 6, 5));
    assert_int_equal(pk_since_meeting(plan, pk_day_make(2024, 6, 13)), pk_day_make(2024, 6, 12));
    assert_int_equal(pk_since_meeting(plan, pk_day_make(2024, 5, 29)), PK_NO_DAY);
    pk_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLAN_TEST(what_moved_appeared_and_went_is_told_apart),
        PLAN_TEST(what_happened_before_does_not_count),
        PLAN_TEST(a_table_that_is_not_understood_says_nothing),
        PLAN_TEST(the_last_meeting_is_the_latest_one_before_the_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
