#include "config.h"

#include "planek/waiting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "planek/edit.h"
#include "waitingcase.h"

/* "film" is jana's alone. */
static bool owns(const char *activity, void *user)
{
    return strcmp(user, "jana") == 0 && strcmp(activity, "film") == 0;
}

static struct pk_proposer proposer_of(const char *who)
{
    return (struct pk_proposer){ who, WHEN, owns, (void *)(uintptr_t)who };
}

/* Proposes what the change does, and takes the change. */
static enum pk_err propose(struct pk_plan *plan, struct pk_change *change, const char *who,
                           struct pk_diag *diag)
{
    struct pk_change proposal;
    struct pk_proposer proposer = proposer_of(who);
    pk_change_init(&proposal);
    enum pk_err err = pk_propose(&proposal, plan, change, &proposer, diag);
    if (err == PK_OK) {
        apply(plan, &proposal);
    } else {
        pk_change_dispose(&proposal);
    }
    pk_change_dispose(change);
    return err;
}

static enum pk_err propose_cell(struct pk_plan *plan, int field, const char *was, const char *now,
                                const char *who)
{
    struct pk_change change;
    pk_change_init(&change);
    pk_change_add(&change, PK_ACTIVITIES, field, "web", was, now);
    return propose(plan, &change, who, NULL);
}

static void cells_that_are_set_become_proposals(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan(PENDING, PENDING);
    struct pk_change change;
    pk_change_init(&change);
    change.why = "cheaper";
    pk_change_add(&change, PK_ACTIVITIES, PK_ACTIVITY_COST, "web", "400", "450");
    pk_change_add(&change, PK_ACTIVITIES, PK_ACTIVITY_FIELDS, "web", "red", "");
    pk_change_add(&change, PK_GOALS, PK_GOAL_NAME, "g", "Goal", "Aim");
    struct pk_change proposal;
    struct pk_proposer jana = proposer_of("jana");
    pk_change_init(&proposal);
    assert_int_equal(pk_propose(&proposal, plan, &change, &jana, NULL), PK_OK);
    assert_string_equal(proposal.who, "jana");
    assert_string_equal(proposal.why, "cheaper");
    assert_true(proposal.when == WHEN);
    apply(plan, &proposal);
    pk_change_dispose(&change);
    expect_rows(plan, PK_PROPOSALS,
                "activities,web,cost,400,500,450,jana," MOMENT "\n"
                "activities,web,colour,red,red,,jana," MOMENT "\n"
                "goals,g,name,Goal,Goal,Aim,jana," MOMENT "\n");
    assert_string_equal(text_of(plan, "web", PK_ACTIVITY_COST), "500");
    pk_plan_free(plan);
}

static void what_the_cell_holds_already_needs_no_proposal(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan(PENDING, PENDING);
    assert_int_equal(propose_cell(plan, PK_ACTIVITY_DUE, "2024-05", "30.6.2024", "jana"), PK_OK);
    assert_int_equal(pk_plan_count(plan, PK_PROPOSALS), 0);
    pk_plan_free(plan);
}

static void an_added_activity_is_proposed_whatever_status_it_was_given(void **state)
{
    (void)state;
    static const char *const statuses[] = { NULL, "done", "proposed", "" };
    for (size_t i = 0; i < sizeof(statuses) / sizeof(*statuses); i++) {
        struct pk_plan *plan = make_plan(PENDING, PENDING);
        struct pk_change change;
        struct pk_assignment set[] = { { "title", "Leták" },
                                       { "goal", "g" },
                                       { "cost", "20" },
                                       { "status", statuses[i] } };
        const char *id;
        pk_change_init(&change);
        assert_int_equal(pk_edit_add(&change, plan, PK_ACTIVITIES, set, statuses[i] ? 4 : 3,
                                     record_of(plan, PK_ACTIVITIES, "web"), PK_NO_DAY, &id, NULL),
                         PK_OK);
        assert_int_equal(propose(plan, &change, "jana", NULL), PK_OK);
        const struct pk_activity *added = activity_of(plan, "letak");
        assert_int_equal(added->status, PK_PROPOSED);
        assert_string_equal(added->title, "Leták");
        assert_int_equal(added->cost, 2000);
        assert_int_equal(added->record.place, 1);
        assert_int_equal(pk_plan_count(plan, PK_PROPOSALS), 0);
        pk_plan_free(plan);
    }
}

static void a_second_proposal_of_the_same_person_replaces_the_first(void **state)
{
    (void)state;
    struct pk_plan *plan =
        make_plan(PENDING "mine,activities,web,title,Web,Web,Site,jana,\n", PENDING);
    assert_int_equal(propose_cell(plan, PK_ACTIVITY_COST, "500", "450", "jana"), PK_OK);
    assert_int_equal(propose_cell(plan, PK_ACTIVITY_COST, "500", "400", "petr"), PK_OK);
    assert_int_equal(propose_cell(plan, PK_ACTIVITY_COST, "500", "", "jana"), PK_OK);
    assert_int_equal(propose_cell(plan, PK_ACTIVITY_TITLE, "Web", "Pages", "jana"), PK_OK);
    expect_rows(plan, PK_PROPOSALS,
                "activities,web,title,Web,Web,Pages,jana," MOMENT "\n"
                "activities,web,cost,500,500,,jana," MOMENT "\n"
                "activities,web,cost,500,500,400,petr," MOMENT "\n");
    pk_plan_free(plan);
}

static void a_cell_set_twice_in_one_change_is_one_proposal(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan(PENDING, PENDING);
    struct pk_change change;
    pk_change_init(&change);
    pk_change_add(&change, PK_ACTIVITIES, PK_ACTIVITY_TITLE, "web", "Web", "A");
    pk_change_add(&change, PK_ACTIVITIES, PK_ACTIVITY_TITLE, "web", "Web", "B");
    assert_int_equal(propose(plan, &change, "jana", NULL), PK_OK);
    expect_rows(plan, PK_PROPOSALS, "activities,web,title,Web,Web,B,jana," MOMENT "\n");
    pk_plan_free(plan);
}

static void an_accepted_proposal_is_in_the_plan(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan(PENDING, PENDING);
    assert_int_equal(propose_cell(plan, PK_ACTIVITY_COST, "500", "450", "jana"), PK_OK);
    const char *id = pk_plan_at(plan, PK_PROPOSALS, 0)->text[0];
    assert_int_equal(settle(plan, PK_PROPOSALS, id, true, NULL), PK_OK);
    assert_string_equal(text_of(plan, "web", PK_ACTIVITY_COST), "450");
    assert_int_equal(pk_plan_count(plan, PK_PROPOSALS), 0);
    pk_plan_free(plan);
}

static void what_cannot_be_proposed_is_refused_with_a_way_out(void **state)
{
    (void)state;
    static const struct {
        enum pk_table table;
        int field;
        const char *id, *was, *now, *sentence;
    } cases[] = {
        { PK_ACTIVITIES, 0, "web", "web", "",
          "you may only propose, and removing \"web\" cannot be proposed: propose that it be "
          "dropped, or ask the coordinator" },
        { PK_ACTIVITIES, 0, "ppc", "ppc", "",
          "you may only propose, and removing \"ppc\" cannot be proposed: propose that it be "
          "dropped, or ask the coordinator" },
        { PK_ACTIVITIES, PK_FIELD_PLACE, "web", "", "film",
          "you may only propose, and moving \"web\" cannot be proposed: ask the coordinator" },
        { PK_SPENDING, 0, "s", "", "s",
          "you may only propose, and of new records only activities: ask the coordinator to add "
          "it" },
        { PK_CONFLICTS, 0, "c", "", "c",
          "you may only propose: what waits for a decision is decided by the coordinator" },
        { PK_CONFLICTS, PK_PENDING_THEIRS, "c", "3", "4",
          "you may only propose: what waits for a decision is decided by the coordinator" },
        { PK_PROPOSALS, 0, "p", "p", "",
          "you may only propose: what waits for a decision is decided by the coordinator" },
        { PK_PROPOSALS, PK_PENDING_THEIRS, "p", "600", "700",
          "you may only propose: what waits for a decision is decided by the coordinator" },
        { PK_PROPOSALS, PK_PENDING_WHO, "mine", "jana", "petr",
          "you may only propose: what waits for a decision is decided by the coordinator" },
        { PK_PROPOSALS, 0, "new", "", "new",
          "you may only propose: what waits for a decision is decided by the coordinator" },
        { PK_HISTORY, 3, "txn", "", "why",
          "you may only propose, and a reason cannot be proposed later: give it together with the "
          "proposal" },
        { PK_ACTIVITIES, PK_ACTIVITY_COST, "gone", "1", "2",
          "\"gone\" is not there, so nothing can be proposed for it" },
    };
    struct pk_plan *plan = make_plan(PENDING "p,activities,web,cost,500,500,600,petr,\n"
                                             "mine,activities,web,cost,500,500,600,jana,\n",
                                     PENDING "c,activities,web,cost,1,2,3,,\n");
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct pk_change change;
        struct pk_diag diag = { 0 };
        pk_change_init(&change);
        pk_change_add(&change, cases[i].table, cases[i].field, cases[i].id, cases[i].was,
                      cases[i].now);
        assert_int_equal(propose(plan, &change, "jana", &diag), PK_ERR_REFUSED);
        assert_string_equal(diag.text, cases[i].sentence);
    }
    pk_plan_free(plan);
}

static void proposals_of_ones_own_can_be_withdrawn_and_brought_back(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan(PENDING, PENDING);
    struct pk_change change, proposal, back;
    struct pk_proposer jana = proposer_of("jana");
    pk_change_init(&change);
    pk_change_init(&proposal);
    pk_change_add(&change, PK_ACTIVITIES, 0, "new", "", "new");
    pk_change_add(&change, PK_ACTIVITIES, PK_ACTIVITY_TITLE, "new", "", "New");
    pk_change_add(&change, PK_ACTIVITIES, PK_ACTIVITY_COST, "web", "500", "450");
    assert_int_equal(pk_propose(&proposal, plan, &change, &jana, NULL), PK_OK);
    pk_change_dispose(&change);
    pk_change_copy(&change, &proposal);
    apply(plan, &proposal);
    pk_change_invert(&back, &change);
    back.restores = true;
    assert_int_equal(propose(plan, &back, "jana", NULL), PK_OK);
    assert_null(pk_plan_find(plan, PK_ACTIVITIES, "new"));
    assert_int_equal(pk_plan_count(plan, PK_PROPOSALS), 0);
    change.restores = true;
    assert_int_equal(propose(plan, &change, "jana", NULL), PK_OK);
    assert_int_equal(activity_of(plan, "new")->status, PK_PROPOSED);
    expect_rows(plan, PK_PROPOSALS, "activities,web,cost,500,500,450,jana," MOMENT "\n");
    pk_plan_free(plan);
}

static void undo_by_another_person_does_not_withdraw_a_proposal(void **state)
{
    (void)state;
    struct pk_plan *plan =
        make_plan(PENDING "p,activities,web,cost,500,500,600,petr,\n", PENDING);
    struct pk_change change;
    pk_change_init(&change);
    assert_int_equal(
        pk_edit_remove(&change, plan, record_of(plan, PK_PROPOSALS, "p"), NULL), PK_OK);
    change.restores = true;
    assert_int_equal(propose(plan, &change, "jana", NULL), PK_ERR_REFUSED);
    pk_plan_free(plan);
}

static void an_activity_of_ones_own_is_corrected_and_withdrawn_while_it_is_proposed(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan(PENDING, PENDING);
    const struct pk_record *film = record_of(plan, PK_ACTIVITIES, "film");
    struct pk_assignment set[] = { { "title", "Movie" }, { "cost", "20" } };
    struct pk_change change;
    pk_change_init(&change);
    assert_int_equal(pk_edit_set(&change, plan, film, set, 2, PK_NO_DAY, NULL), PK_OK);
    assert_int_equal(propose(plan, &change, "jana", NULL), PK_OK);
    assert_string_equal(text_of(plan, "film", PK_ACTIVITY_TITLE), "Movie");
    assert_string_equal(text_of(plan, "film", PK_ACTIVITY_COST), "20");
    assert_int_equal(pk_plan_count(plan, PK_PROPOSALS), 0);
    pk_change_init(&change);
    assert_int_equal(pk_edit_remove(&change, plan, film, NULL), PK_OK);
    assert_int_equal(propose(plan, &change, "jana", NULL), PK_OK);
    assert_null(pk_plan_find(plan, PK_ACTIVITIES, "film"));
    pk_plan_free(plan);
}

static void nobody_decides_about_an_activity_of_their_own(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan(PENDING, PENDING);
    struct pk_change change;
    pk_change_init(&change);
    pk_change_add(&change, PK_ACTIVITIES, PK_ACTIVITY_STATUS, "film", "proposed", "planned");
    assert_int_equal(propose(plan, &change, "jana", NULL), PK_OK);
    assert_int_equal(activity_of(plan, "film")->status, PK_PROPOSED);
    expect_rows(plan, PK_PROPOSALS,
                "activities,film,status,proposed,proposed,planned,jana," MOMENT "\n");
    pk_plan_free(plan);
}

static void an_activity_of_somebody_else_or_accepted_is_not_touched(void **state)
{
    (void)state;
    static const struct {
        const char *who, *status;
    } cases[] = { { "petr", "proposed" }, { "jana", "planned" } };
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct pk_plan *plan = make_plan(PENDING, PENDING);
        const struct pk_record *film = record_of(plan, PK_ACTIVITIES, "film");
        struct pk_change change;
        pk_change_init(&change);
        pk_change_add(&change, PK_ACTIVITIES, PK_ACTIVITY_STATUS, "film", "proposed",
                      cases[i].status);
        apply(plan, &change);
        assert_int_equal(pk_edit_remove(&change, plan, film, NULL), PK_OK);
        assert_int_equal(propose(plan, &change, cases[i].who, NULL), PK_ERR_REFUSED);
        pk_change_init(&change);
        pk_change_add(&change, PK_ACTIVITIES, PK_ACTIVITY_TITLE, "film", "Film", "Movie");
        assert_int_equal(propose(plan, &change, cases[i].who, NULL), PK_OK);
        assert_string_equal(text_of(plan, "film", PK_ACTIVITY_TITLE), "Film");
        assert_int_equal(pk_plan_count(plan, PK_PROPOSALS), 1);
        pk_plan_free(plan);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_that_are_set_become_proposals),
        cmocka_unit_test(what_the_cell_holds_already_needs_no_proposal),
        cmocka_unit_test(an_added_activity_is_proposed_whatever_status_it_was_given),
        cmocka_unit_test(a_second_proposal_of_the_same_person_replaces_the_first),
        cmocka_unit_test(a_cell_set_twice_in_one_change_is_one_proposal),
        cmocka_unit_test(an_accepted_proposal_is_in_the_plan),
        cmocka_unit_test(what_cannot_be_proposed_is_refused_with_a_way_out),
        cmocka_unit_test(proposals_of_ones_own_can_be_withdrawn_and_brought_back),
        cmocka_unit_test(undo_by_another_person_does_not_withdraw_a_proposal),
        cmocka_unit_test(an_activity_of_ones_own_is_corrected_and_withdrawn_while_it_is_proposed),
        cmocka_unit_test(nobody_decides_about_an_activity_of_their_own),
        cmocka_unit_test(an_activity_of_somebody_else_or_accepted_is_not_touched),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
