/* What follows a plan by differences is, after each change, what would be made anew. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "planek/alterations.h"
#include "planek/edit.h"
#include "tests/unit/support.h"
#include "ui/links.h"
#include "ui/money.h"
#include "ui/outline.h"
#include "ui/waiting.h"

enum { EDITS = 1500 };

/* All that hangs on a plan. */
struct derived {
    struct ui_outline outline;
    struct ui_money money;
    struct ui_links links;
    struct ui_waiting waiting;
    uint64_t revision;
    size_t followed; /* times that the figures could be brought up to date */
    size_t lost;     /* times that the plan could not tell what altered */
};

static pk_day today(void)
{
    return pk_day_make(2024, 6, 12);
}

static struct pk_plan *sample(void)
{
    return plan_of(
        "goals", "id,name\ng,Příprava\nh,Kampaň\ni,Závěr\n", "sources",
        "id,name,allocation\nosv,OSV,1000\nnad,Nadace,\n", "activities",
        "id,goal,title,responsible,start,due,cost,cost_in,source,status,target,done,depends\n"
        "a,g,Kavárna,Čapek,2024-01-05,2024-02-01,100,,osv,done,,,\n"
        "b,g,Káva,Čapek,,2024-12-31,200,,osv:150; nad:50,active,4,1,a\n"
        "c,h,Kampaň,,,2024-05-01,,b,,planned,,,\n"
        "d,h,Tisk,,,2024-Q3,300,,nad,proposed,,,a; b\n"
        "e,,Volné,Čapek,2024-03-01,,,,,planned,,,x\n"
        "f,h,Film,Čapek,2024-02-01,2024-11-30,50,,osv,dropped,,,\n",
        "spending", "id,activity,source,amount,state,date\n1,a,,40,paid,2024-02-02\n"
        "2,b,nad,30,ordered,\n3,,osv,5,paid,2024-03-01\n", NULL);
}

static void make(struct derived *derived, const struct pk_plan *plan, const char *filter)
{
    struct pk_query *query = NULL;
    derived->outline.plan = plan;
    if (filter) {
        assert_int_equal(ui_outline_filter(&derived->outline, filter, today(), NULL), PK_OK);
    }
    ui_outline_build(&derived->outline, plan, today());
    query = derived->outline.filter;
    ui_money_make(&derived->money, plan, query, today());
    ui_links_build(&derived->links, plan);
    ui_waiting_build(&derived->waiting, plan);
    derived->revision = pk_plan_revision(plan);
}

static void follow(struct derived *derived, const struct pk_plan *plan)
{
    struct pk_alterations altered;
    bool known = pk_plan_altered(plan, derived->revision, &altered), same = false;
    derived->lost += !known;
    if (!known) {
        ui_outline_build(&derived->outline, plan, today());
    } else {
        same = ui_outline_follow(&derived->outline, plan, today(), &altered);
    }
    const struct pk_query *filter = derived->outline.filter;
    bool filters = filter || derived->money.narrowed;
    if (!known || (filters && !same) ||
        !ui_money_follow(&derived->money, plan, filter, today(), &altered)) {
        ui_money_make(&derived->money, plan, filter, today());
    } else {
        derived->followed++;
    }
    if (known) {
        ui_links_follow(&derived->links, &altered);
        ui_waiting_follow(&derived->waiting, plan, &altered);
    } else {
        ui_links_build(&derived->links, plan);
        ui_waiting_build(&derived->waiting, plan);
    }
    derived->revision = pk_plan_revision(plan);
}

static void dispose(struct derived *derived)
{
    ui_outline_dispose(&derived->outline);
    ui_money_dispose(&derived->money);
    ui_links_dispose(&derived->links);
    ui_waiting_dispose(&derived->waiting);
}

static void expect_same_rows(const struct ui_outline *a, const struct ui_outline *b)
{
    assert_int_equal(a->list.count, b->list.count);
    assert_int_equal(a->shown, b->shown);
    for (size_t i = 0; i < a->list.count; i++) {
        assert_int_equal(a->rows[i].group, b->rows[i].group);
        assert_ptr_equal(a->rows[i].activity, b->rows[i].activity);
    }
}

static void expect_same_budget(const struct pk_budget *a, const struct pk_budget *b)
{
    const size_t counts[][2] = {
        { a->counted, b->counted },   { a->counted_in, b->counted_in },
        { a->not_set, b->not_set },   { a->left_out_by_status, b->left_out_by_status },
        { a->faulty, b->faulty },     { a->faulty_spending, b->faulty_spending },
        { a->shown, b->shown },       { a->source_count, b->source_count },
        { a->goal_count, b->goal_count },
    };
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        assert_int_equal(counts[i][0], counts[i][1]);
    }
    assert_true(a->planned == b->planned && a->committed == b->committed && a->spent == b->spent);
    for (size_t i = 0; i < a->source_count; i++) {
        const struct pk_budget_source *x = &a->sources[i], *y = &b->sources[i];
        assert_string_equal(x->id, y->id);
        assert_true(x->planned == y->planned && x->committed == y->committed);
        assert_true(x->spent == y->spent && x->free == y->free && x->left == y->left);
    }
    for (size_t i = 0; i < a->goal_count; i++) {
        const struct pk_budget_goal *x = &a->goals[i], *y = &b->goals[i];
        assert_true(x->planned == y->planned && x->committed == y->committed);
        assert_true(x->spent == y->spent);
    }
}

static void expect_same_money(const struct ui_money *a, const struct ui_money *b)
{
    expect_same_budget(&a->all, &b->all);
    assert_int_equal(a->narrowed, b->narrowed);
    if (a->narrowed) {
        expect_same_budget(&a->filtered, &b->filtered);
    }
    assert_int_equal(a->sources_used, b->sources_used);
    assert_int_equal(a->covered_count, b->covered_count);
    assert_int_equal(a->host_count, b->host_count);
    for (size_t i = 0; i < a->all.goal_count; i++) {
        const struct ui_tally *x = &a->tallies[i], *y = &b->tallies[i];
        assert_int_equal(x->count, y->count);
        assert_int_equal(x->done, y->done);
        assert_int_equal(x->late, y->late);
        assert_int_equal(x->line.count, y->line.count);
        assert_int_equal(x->line.late, y->line.late);
        assert_int_equal(x->line.open, y->line.open);
        assert_int_equal(x->line.percents, y->line.percents);
        assert_int_equal(x->line.dated, y->line.dated);
        if (x->line.dated) {
            assert_true(x->line.first == y->line.first && x->line.last == y->line.last);
        }
    }
}

static void expect_same(const struct derived *a, const struct derived *b)
{
    expect_same_rows(&a->outline, &b->outline);
    expect_same_money(&a->money, &b->money);
    assert_int_equal(a->links.count, b->links.count);
    for (size_t i = 0; i < a->links.count; i++) {
        assert_ptr_equal(a->links.waiters[i].activity, b->links.waiters[i].activity);
        assert_string_equal(a->links.waiters[i].on, b->links.waiters[i].on);
    }
    assert_int_equal(a->waiting.list.count, b->waiting.list.count);
    for (size_t i = 0; i < a->waiting.list.count; i++) {
        assert_string_equal(a->waiting.items[i].id, b->waiting.items[i].id);
    }
}

static const char *one_of(const char *const *texts, size_t count)
{
    return texts[(size_t)rand() % count];
}
#define ONE_OF(...) one_of((const char *const[]){ __VA_ARGS__ }, \
                           sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *))

static struct pk_assignment random_cell(void)
{
    switch (rand() % 12) {
    case 0: return (struct pk_assignment){ "title", ONE_OF("Tisk", "Kavárna", "Film") };
    case 1: return (struct pk_assignment){ "goal", ONE_OF("g", "h", "i", "") };
    case 2:
        return (struct pk_assignment){ "due", ONE_OF("2024-02-01", "2024-12-31", "", "ongoing") };
    case 3: return (struct pk_assignment){ "start", ONE_OF("2024-01-05", "", "2024-01-01") };
    case 4: return (struct pk_assignment){ "cost", ONE_OF("10", "20", "", "300") };
    case 5: return (struct pk_assignment){ "source", ONE_OF("osv", "nad", "", "osv:5; nad") };
    case 6: return (struct pk_assignment){ "done", ONE_OF("1", "2", "") };
    case 7: return (struct pk_assignment){ "depends", ONE_OF("a", "", "", "b; a") };
    case 8: return (struct pk_assignment){ "cost_in", ONE_OF("a", "", "", "b") };
    default:
        return (struct pk_assignment){ "status", ONE_OF("planned", "active", "done", "dropped",
                                                        "proposed", "active") };
    }
}

static struct pk_assignment random_spending(void)
{
    switch (rand() % 3) {
    case 0: return (struct pk_assignment){ "amount", ONE_OF("1", "22", "333") };
    case 1: return (struct pk_assignment){ "activity", ONE_OF("a", "b", "f", "") };
    default: return (struct pk_assignment){ "state", ONE_OF("paid", "ordered") };
    }
}

static const struct pk_record *any(const struct pk_plan *plan, enum pk_table table)
{
    size_t count = pk_plan_count(plan, table);
    return count ? pk_plan_at(plan, table, (size_t)rand() % count) : NULL;
}

static enum pk_err random_edit(struct pk_change *change, const struct pk_plan *plan)
{
    const struct pk_record *record = any(plan, PK_ACTIVITIES);
    const struct pk_record *spending = any(plan, PK_SPENDING);
    struct pk_assignment cells[] = { random_cell(), { "title", "Nový" } };
    struct pk_assignment paid = random_spending();
    const char *id;
    pk_change_init(change);
    switch (rand() % 16) {
    case 0:
        return pk_edit_add(change, plan, PK_ACTIVITIES, cells + 1, 1, record, today(), &id, NULL);
    case 1: return pk_edit_remove(change, plan, record, NULL);
    case 2:
    case 3: return pk_edit_step(change, plan, record, rand() % 7 - 3, NULL);
    case 4: return pk_edit_set(change, plan, spending, &paid, 1, today(), NULL);
    case 5:
        pk_edit_duplicate(change, plan, (const struct pk_activity *)record, &id);
        return PK_OK;
    case 6:
        return rand() % 8 ? pk_edit_step(change, plan, any(plan, PK_GOALS), 1, NULL)
                          : pk_edit_set(change, plan, any(plan, PK_SOURCES),
                                        &(struct pk_assignment){ "allocation", "77" }, 1, today(),
                                        NULL);
    default: return pk_edit_set(change, plan, record, cells, 1, today(), NULL);
    }
}

/* The plan stays small, so that most that can happen does. */
static bool grows_too_far(const struct pk_plan *plan, const struct pk_change *change)
{
    size_t count = pk_plan_count(plan, PK_ACTIVITIES);
    bool adds = change->cells[0].field == 0 && *change->cells[0].now;
    return adds ? count > 9 : count < 4 && change->cells[change->count - 1].field == 0;
}

/* Many random edits, each followed and compared. */
static void follow_edits(const char *filter, bool folds, unsigned seed)
{
    struct pk_plan *plan = sample();
    struct derived followed = { .revision = 0 };
    srand(seed);
    make(&followed, plan, filter);
    follow(&followed, plan);
    for (int i = 0; i < EDITS; i++) {
        struct pk_change change;
        struct derived fresh = { .revision = 0 };
        if (folds && i % 50 == 0) {
            ui_outline_fold(&followed.outline, pk_plan_goal(plan, ONE_OF("g", "h")), i % 100 == 0);
        }
        while (random_edit(&change, plan) || !change.count || grows_too_far(plan, &change)) {
            pk_change_dispose(&change);
        }
        ui_outline_hold(&followed.outline);
        enum pk_err err = pk_change_apply(plan, &change, NULL);
        assert_true(err == PK_OK || err == PK_ERR_CONFLICT);
        follow(&followed, plan);
        for (size_t k = 0; k < followed.outline.folded_count; k++) {
            fresh.outline.plan = plan;
            ui_outline_fold(&fresh.outline, pk_plan_goal(plan, followed.outline.folded[k]), true);
        }
        make(&fresh, plan, filter);
        expect_same(&followed, &fresh);
        dispose(&fresh);
        pk_change_dispose(&change);
    }
    assert_true(followed.followed > EDITS / 10);
    assert_int_equal(followed.lost, 1); /* the first time */
    dispose(&followed);
    pk_plan_free(plan);
}

static void whatever_changes_is_followed(void **state)
{
    (void)state;
    follow_edits(NULL, false, 1);
    follow_edits(NULL, true, 2);
}

static void a_filter_is_followed_too(void **state)
{
    (void)state;
    follow_edits("status:active", false, 3);
    follow_edits("tisk", true, 4);
    follow_edits("late", false, 5);
    follow_edits("source:nad", false, 6);
    follow_edits("goal:kamp", true, 7);
}

static void pay_from(struct pk_plan *plan, const char *was, const char *now)
{
    struct pk_change change;
    pk_change_init(&change);
    pk_change_add(&change, PK_ACTIVITIES, PK_ACTIVITY_SOURCE, "a", was, now);
    assert_int_equal(pk_change_apply(plan, &change, NULL), PK_OK);
    pk_change_dispose(&change);
}

/* Nothing names what it asks for any more, so that it is none, until something does again. */
static void a_filter_that_was_not_understood_for_a_while_is_followed(void **state)
{
    (void)state;
    const char *const sources[] = { "cizí", "osv", "nad", "cizí" };
    struct pk_plan *plan = sample();
    struct derived followed = { .revision = 0 };
    pay_from(plan, "osv", "cizí");
    make(&followed, plan, "source:cizí");
    follow(&followed, plan);
    for (size_t i = 1; i < sizeof sources / sizeof sources[0]; i++) {
        struct derived fresh = { .revision = 0 };
        pay_from(plan, sources[i - 1], sources[i]);
        ui_outline_hold(&followed.outline);
        follow(&followed, plan);
        bool understood = strcmp(sources[i], "cizí") == 0;
        make(&fresh, plan, understood ? "source:cizí" : NULL);
        assert_int_equal(followed.outline.shown, understood ? 1 : pk_plan_count(plan, PK_ACTIVITIES));
        expect_same(&followed, &fresh);
        dispose(&fresh);
    }
    dispose(&followed);
    pk_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_changes_is_followed),
        cmocka_unit_test(a_filter_is_followed_too),
        cmocka_unit_test(a_filter_that_was_not_understood_for_a_while_is_followed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
