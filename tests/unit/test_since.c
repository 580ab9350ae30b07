/* What is different between a plan as it stood and as it stands. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "planek/edit.h"
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

/* ---- by goals: plans straight from text ---- */

#define THEN_GOALS "id,name\ng,Goal\nh,Other\nlost,Lost\n"
#define THEN_ACTIVITIES                                                                           \
    "id,goal,title,due\n"                                                                         \
    "late,g,Late,2024-11-30\nopen,g,Open,\nsoon,g,Soon,2024-05-31\nsame,g,Same,2024-05-31\n"     \
    "other,h,Other,2024-06-30\nwith,lost,With it,2024-03-31\nfree,,Free,2024-02-29\n"

static struct pk_plan *plan_of(const char *goals, const char *activities)
{
    struct pk_plan *plan = pk_plan_new();
    struct pk_faults faults = { 0 };
    pk_plan_read_settings(plan, INI, strlen(INI), &faults);
    pk_plan_read_table(plan, PK_GOALS, strdup(goals), strlen(goals), &faults);
    pk_plan_read_table(plan, PK_ACTIVITIES, strdup(activities), strlen(activities), &faults);
    pk_faults_dispose(&faults);
    return plan;
}

struct texts {
    struct pk_plan *then, *now;
    struct pk_since since;
};

static struct texts compare_texts(const char *goals, const char *activities)
{
    struct texts texts = { .then = plan_of(THEN_GOALS, THEN_ACTIVITIES),
                           .now = plan_of(goals, activities) };
    pk_since_make(&texts.since, texts.then, texts.now);
    return texts;
}

static void dispose_texts(struct texts *texts)
{
    pk_since_dispose(&texts->since);
    pk_plan_free(texts->then);
    pk_plan_free(texts->now);
}

static void what_is_gone_stands_in_its_goal_by_deadline(void **state)
{
    size_t count;
    (void)state;
    struct texts texts = compare_texts("id,name\nh,Other\ng,Goal\nlost,Lost\n",
                                       "id,goal,title,due\nsame,g,Same,2024-05-31\n");
    const struct pk_activity *const *gone = pk_since_gone_from(&texts.since, 1, &count);
    assert_int_equal(count, 3);
    assert_string_equal(gone[0]->id, "open");
    assert_string_equal(gone[1]->id, "soon");
    assert_string_equal(gone[2]->id, "late");
    gone = pk_since_gone_from(&texts.since, 0, &count);
    assert_int_equal(count, 1);
    assert_string_equal(gone[0]->id, "other");
    gone = pk_since_gone_from(&texts.since, 3, &count);
    assert_int_equal(count, 1);
    assert_string_equal(gone[0]->id, "free");
    assert_null(pk_since_gone_from(&texts.since, 4, &count));
    assert_int_equal(count, 0);
    dispose_texts(&texts);
}

static void the_first_gone_that_was_due_from_a_day_on_is_found(void **state)
{
    size_t count;
    (void)state;
    struct texts texts = compare_texts(THEN_GOALS, "id,goal,title,due\n");
    const struct pk_activity *const *gone = pk_since_gone_from(&texts.since, 0, &count);
    assert_int_equal(count, 4);
    assert_int_equal(pk_since_due_from(gone, count, pk_day_make(2024, 1, 1)), 1);
    assert_int_equal(pk_since_due_from(gone, count, pk_day_make(2024, 5, 31)), 1);
    assert_int_equal(pk_since_due_from(gone, count, pk_day_make(2024, 6, 1)), 3);
    assert_int_equal(pk_since_due_from(gone, count, pk_day_make(2024, 12, 1)), 4);
    dispose_texts(&texts);
}

static void what_went_with_its_goal_is_in_no_group(void **state)
{
    size_t count;
    (void)state;
    struct texts texts = compare_texts("id,name\ng,Goal\nh,Other\nnew,New\n",
                                       "id,goal,title,due\nlate,g,Late,2024-11-30\n"
                                       "open,g,Open,\nsoon,g,Soon,2024-05-31\n"
                                       "same,g,Same,2024-05-31\nother,h,Other,2024-06-30\n"
                                       "free,,Free,2024-02-29\n");
    assert_int_equal(texts.since.gone, 1);
    for (size_t group = 0; group < texts.since.group_count; group++) {
        assert_null(pk_since_gone_from(&texts.since, group, &count));
    }
    assert_string_equal(texts.since.gone_ones[0]->id, "with");
    assert_int_equal(texts.since.goals_gone, 1);
    assert_string_equal(texts.since.goals[0]->id, "lost");
    assert_int_equal(texts.since.goals_appeared, 1);
    dispose_texts(&texts);
}

static void what_changed_and_appeared_is_counted_where_it_is_now(void **state)
{
    (void)state;
    struct texts texts = compare_texts(THEN_GOALS,
                                       "id,goal,title,due\nlate,h,Late,2024-11-30\n"
                                       "open,g,Open,\nsoon,g,Soon,2024-06-30\n"
                                       "same,g,Same,2024-05-31\nother,h,Other,2024-06-30\n"
                                       "with,lost,With it,2024-03-31\nnew,unknown,New,\n");
    assert_int_equal(texts.since.groups[0].changed, 1);
    assert_int_equal(texts.since.groups[0].gone, 0);
    assert_int_equal(texts.since.groups[1].changed, 1);
    assert_int_equal(texts.since.groups[2].changed, 0);
    assert_int_equal(texts.since.groups[3].appeared, 1);
    assert_int_equal(texts.since.groups[3].gone, 1);
    dispose_texts(&texts);
}

static void of_goals_that_are_not_understood_none_is_gone(void **state)
{
    (void)state;
    struct texts texts = compare_texts("id,name\ng,Goal,and more\n", THEN_ACTIVITIES);
    assert_int_equal(texts.since.goals_gone, 0);
    assert_int_equal(texts.since.count, 0);
    dispose_texts(&texts);
}

/* ---- following edits ---- */

static void expect_same(const struct pk_since *a, const struct pk_since *b)
{
    assert_int_equal(a->count, b->count);
    assert_true(a->changed == b->changed && a->appeared == b->appeared && a->gone == b->gone);
    for (size_t i = 0; i < a->count; i++) {
        assert_string_equal(a->items[i].id, b->items[i].id);
        assert_int_equal(a->items[i].how, b->items[i].how);
        assert_true(a->items[i].fields == b->items[i].fields);
        assert_ptr_equal(a->items[i].now, b->items[i].now);
        assert_ptr_equal(a->items[i].then, b->items[i].then);
        assert_int_equal(a->by_id[i], b->by_id[i]);
    }
    assert_int_equal(a->group_count, b->group_count);
    assert_memory_equal(a->groups, b->groups, a->group_count * sizeof *a->groups);
    for (size_t i = 0; i < a->gone; i++) {
        assert_ptr_equal(a->gone_ones[i], b->gone_ones[i]);
    }
    assert_int_equal(a->goals_gone, b->goals_gone);
    assert_int_equal(a->goals_appeared, b->goals_appeared);
}

static const struct pk_record *any(const struct pk_plan *plan, enum pk_table table)
{
    size_t count = pk_plan_count(plan, table);
    return count ? pk_plan_at(plan, table, (size_t)rand() % count) : NULL;
}

/* Ids that were there before come back, too. */
static enum pk_err random_edit(struct pk_change *change, const struct pk_plan *plan)
{
    static const char *const titles[] = { "Late", "Soon", "Open", "Free" };
    static const char *const goals[] = { "g", "h", "", "lost" };
    static const char *const dues[] = { "2024-05-31", "", "2024-11-30" };
    const pk_day today = pk_day_make(2024, 6, 12);
    const struct pk_record *record = any(plan, PK_ACTIVITIES), *goal = any(plan, PK_GOALS);
    struct pk_assignment cells[] = { { "title", titles[rand() % 4] },
                                     { "goal", goals[rand() % 4] },
                                     { "due", dues[rand() % 3] } };
    const char *id;
    pk_change_init(change);
    switch (record ? rand() % 8 : 0) {
    case 0:
    case 1: return pk_edit_add(change, plan, PK_ACTIVITIES, cells, 1, record, today, &id, NULL);
    case 2: return pk_edit_remove(change, plan, record, NULL);
    case 3: return pk_edit_step(change, plan, record, rand() % 5 - 2, NULL);
    case 4: return goal ? pk_edit_remove(change, plan, goal, NULL) : PK_ERR_UNKNOWN;
    case 5:
        return pk_edit_add(change, plan, PK_GOALS,
                           &(struct pk_assignment){ "name", rand() % 2 ? "Lost" : "G" }, 1, goal,
                           today, &id, NULL);
    default: return pk_edit_set(change, plan, record, cells + 1 + rand() % 2, 1, today, NULL);
    }
}

static void whatever_changes_is_followed(void **state)
{
    (void)state;
    struct texts texts = compare_texts(THEN_GOALS, THEN_ACTIVITIES);
    size_t followed = 0, gone = 0;
    uint64_t revision = pk_plan_revision(texts.now);
    srand(7);
    for (int i = 0; i < 2000; i++) {
        struct pk_change change;
        struct pk_alterations altered;
        struct pk_since fresh;
        enum pk_err refused = random_edit(&change, texts.now);
        if (!refused && change.count && !pk_change_apply(texts.now, &change, NULL)) {
            if (pk_plan_altered(texts.now, revision, &altered)) {
                pk_since_follow(&texts.since, texts.then, texts.now, &altered);
                followed++;
            } else {
                pk_since_dispose(&texts.since);
                pk_since_make(&texts.since, texts.then, texts.now);
            }
            revision = pk_plan_revision(texts.now);
            pk_since_make(&fresh, texts.then, texts.now);
            expect_same(&texts.since, &fresh);
            gone += fresh.gone;
            pk_since_dispose(&fresh);
        }
        pk_change_dispose(&change);
    }
    assert_true(followed > 1000);
    assert_true(gone > 1000);
    dispose_texts(&texts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLAN_TEST(what_moved_appeared_and_went_is_told_apart),
        PLAN_TEST(what_happened_before_does_not_count),
        PLAN_TEST(a_table_that_is_not_understood_says_nothing),
        cmocka_unit_test(what_is_gone_stands_in_its_goal_by_deadline),
        cmocka_unit_test(the_first_gone_that_was_due_from_a_day_on_is_found),
        cmocka_unit_test(what_went_with_its_goal_is_in_no_group),
        cmocka_unit_test(what_changed_and_appeared_is_counted_where_it_is_now),
        cmocka_unit_test(whatever_changes_is_followed),
        cmocka_unit_test(of_goals_that_are_not_understood_none_is_gone),
        PLAN_TEST(the_last_meeting_is_the_latest_one_before_the_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
