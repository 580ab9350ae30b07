#include "config.h"

#include "planek/check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "planek/budget.h"
#include "planek/mem.h"
#include "support.h"

#define HEADER                                                                                   \
    "id,goal,title,responsible,start,due,cost,cost_in,source,status,target,done,depends\n"
#define GOALS "id,name,priority\ng,Goal,1\n"
#define SOURCES "id,name,allocation\nosv,Budget,1000\nmzdy,Wages,\n"

/* All that is found, a line each, as `check` prints it. */
static char *findings(const struct pk_plan *plan)
{
    struct pk_faults faults = { 0 };
    struct pk_buf out = { 0 };
    pk_check_plan(plan, &faults);
    pk_check_sources(plan, &faults);
    for (size_t i = 0; i < faults.count; i++) {
        pk_buf_printf(&out, "%s:%zu: %s: %s\n", faults.items[i].file, faults.items[i].line,
                      faults.items[i].severity == PK_ERROR ? "error" : "warning",
                      faults.items[i].text);
    }
    pk_faults_dispose(&faults);
    return pk_buf_take(&out);
}

static void expect_findings(struct pk_plan *plan, const char *expected)
{
    char *found = findings(plan);
    assert_string_equal(found, expected);
    free(found);
    pk_plan_free(plan);
}

/* A plan of one goal, two sources and these rows of activities. */
static struct pk_plan *plan_with(const char *rows)
{
    struct pk_buf activities = { 0 };
    pk_buf_printf(&activities, HEADER "%s", rows);
    struct pk_plan *plan = plan_of("goals", GOALS, "sources", SOURCES, "activities",
                                   pk_buf_text(&activities), NULL);
    pk_buf_dispose(&activities);
    return plan;
}

static void a_sound_plan_has_no_findings(void **state)
{
    (void)state;
    expect_findings(
        plan_with("web,g,Web,Boss,2024-01-01,2024-06-30,500.50,,osv:500; mzdy,active,2,2,\n"
                  "ppc,g,PPC,Boss; Team,,ongoing,,web,osv,,,,web\n"
                  "face,g,Face,Boss,,2024-Q4,0,,,dropped,5,,web; ppc\n"),
        "");
}

/* Expects one finding that begins like this. */
static void expect_finding(struct pk_plan *plan, const char *beginning)
{
    char *found = findings(plan);
    if (strncmp(found, beginning, strlen(beginning)) != 0 ||
        strchr(found, '\n') != found + strlen(found) - 1) {
        fail_msg("found %snot %s", found, beginning);
    }
    free(found);
    pk_plan_free(plan);
}

static void each_fault_of_a_row_is_named_with_its_line(void **state)
{
    (void)state;
    /* What type readers say is theirs to test: here it is cut short. */
    static const struct {
        const char *row, *finding;
    } cases[] = {
        { "a,x,A,Boss,,,,,,,,,",
          "error: goal: there is no \"x\" in goals.csv; add it there or name another" },
        { "a,g,A,Boss,,,5,,ovs,,,,",
          "error: source: there is no \"ovs\" in sources.csv; did you mean \"osv\"?" },
        { "a,g,A,Boss,,,,,,plan,,,",
          "error: status \"plan\": this is none of: proposed, planned, active, done, dropped; "
          "choose one" },
        { "a,g,A,Boss,,2024-02-30,,,,,,,",
          "error: due \"2024-02-30\": February 2024 has only 29 days" },
        { "a,g,A,Boss,2024-05-02,2024-05-01,,,,,,,",
          "error: due \"2024-05-01\": the deadline lies before the start \"2024-05-02\"; change "
          "one of them" },
        { "a,g,A,Boss,2024-06-01,2024-05,,,,,,,",
          "error: due \"2024-05\": the deadline lies before the start \"2024-06-01\"; change one "
          "of them" },
        { "a,g,A,Boss,,2025-01-01,,,,,,,",
          "warning: due \"2025-01-01\": the deadline lies outside the plan's year 2024" },
        { "a,g,A,Boss,,2023-12-31,,,,,,,",
          "warning: due \"2023-12-31\": the deadline lies outside the plan's year 2024" },
        { "a,g,A,Boss,,ongoing/2025-03-31,,,,,,,",
          "warning: due \"ongoing/2025-03-31\": the deadline lies outside the plan's year 2024" },
        { "a,g,A,Boss,2025-02-01,,,,,,,,",
          "warning: start \"2025-02-01\": the start lies after the plan's year 2024" },
        { "a,g,,Boss,,,,,,,,,", "error: title: this must not be empty; fill it in" },
        { "a,g,A,Boss,,,-5,,osv,,,,",
          "error: cost: \"-5\" is below zero; give an amount of 0 or more" },
        { "a,g,A,Boss,,,,,,,-1,,",
          "error: target: \"-1\" is below zero; give an amount of 0 or more" },
        { "a,g,A,Boss,,,,,,,1,-1,",
          "error: done: \"-1\" is below zero; give an amount of 0 or more" },
        { "a,g,A,Boss,,,9,,,,,,", "warning: source: the cost has no source; say who pays" },
        { "a,g,A,,,,,,,,,,", "warning: responsible: nobody is responsible; name a role" },
        { "a,g,A, ; ,,,,,,,,,",
          "warning: responsible \" ; \": nobody is responsible; name a role" },
        { "a,g,A,Boss,,,30,,osv:10; mzdy:10,,,,",
          "error: source \"osv:10; mzdy:10\": the shares add up to 20, the cost is 30" },
        { "a,g,A,Boss,,,,,osv:10; mzdy,,,,",
          "error: source \"osv:10; mzdy\": there are shares but no cost" },
        { "a,g,A,Boss,,,30,,osv; osv:5,,,,",
          "error: source \"osv; osv:5\": " },
        { "a,g,A,Boss,,,,zzz,osv,,,,",
          "error: cost_in: there is no \"zzz\" in activities.csv; add it there or name another" },
        { "a,g,A,Boss,,,,a,osv,,,,",
          "error: cost_in \"a\": the cost cannot be counted in the activity itself; empty "
          "cost_in or name another" },
        { "a,g,A,Boss,,,,,,,,,a",
          "error: depends: an activity cannot wait for itself; remove \"a\"" },
        { "a,g,A,Boss,,,,,,,,,a; zzz",
          "error: depends \"a; zzz\": there is no \"zzz\" in activities.csv; add it there or "
          "name another" },
        { "a:b,g,A,Boss,,,,,,,,,",
          "error: id \"a:b\": an id has no blanks, none of ; : / = and at most 128 bytes; change "
          "it" },
        { "g,g,A,Boss,,,,,,,,,",
          "error: id \"g\": a goal has this id, too; give one of them another" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct pk_buf rows = { 0 }, expected = { 0 };
        pk_buf_printf(&rows, "first,g,First,Boss,,,,,,,,,\n%s\n", cases[i].row);
        pk_buf_printf(&expected, "activities.csv:3: %s", cases[i].finding);
        expect_finding(plan_with(pk_buf_text(&rows)), pk_buf_text(&expected));
        pk_buf_dispose(&rows);
        pk_buf_dispose(&expected);
    }
}

static void a_cost_that_is_no_number_says_how_to_write_one(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_with("a,g,A,Boss,,,lots,,osv,,,,\n");
    char *found = findings(plan);
    assert_non_null(strstr(found, "activities.csv:2: error: cost: \"lots\" is not a number"));
    free(found);
    pk_plan_free(plan);
}

static void values_reach_the_message_cut_and_without_control_characters(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_with("a,\x1b[31mgoal-with-a-name-that-is-far-longer-than-any-"
                                     "terminal-line-would-like-it,A,Boss,,,,,,,,,\n");
    char *found = findings(plan);
    assert_null(strchr(found, '\x1b'));
    assert_non_null(strstr(found, "there is no \"\xef\xbf\xbd[31mgoal"));
    assert_non_null(strstr(found, "…\" in goals.csv"));
    free(found);
    pk_plan_free(plan);
}

static void all_faults_of_a_plan_are_named_in_the_order_of_files_and_lines(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of(
        "activities", HEADER "a,g,A,,,,10,web,osv,,,,\nweb,,Web,Boss,,,2000,,osv,,,,\n",
        "goals", "id,name,priority\ng,Goal,1\nh,Empty,1\nk,,0\n", "sources", SOURCES,
        "spending", "id,date,activity,source,amount\np,2024-05-05,web,osv,-7\nq,,x,,\n",
        "evaluation", "id,rating\ng,6\nweb,1\nnobody,2\n", NULL);
    expect_findings(
        plan,
        "goals.csv:3: warning: id \"h\": the goal has no activity; add one or remove the goal\n"
        "goals.csv:3: warning: priority \"1\": \"Goal\" has this priority, too; give each its "
        "own\n"
        "goals.csv:4: warning: id \"k\": the goal has no activity; add one or remove the goal\n"
        "goals.csv:4: error: name: this must not be empty; fill it in\n"
        "goals.csv:4: error: priority: \"0\" is not a whole number from 1 to 99\n"
        "activities.csv:2: warning: responsible: nobody is responsible; name a role\n"
        "activities.csv:2: error: cost \"10\": cost_in says that \"web\" covers it; empty cost "
        "or cost_in\n"
        "spending.csv:3: error: date: this must not be empty; fill it in\n"
        "spending.csv:3: error: activity: there is no \"x\" in activities.csv; add it there or "
        "name another\n"
        "spending.csv:3: error: amount: this must not be empty; fill it in\n"
        "evaluation.csv:2: error: rating: \"6\" is not a whole number from 1 to 5\n"
        "evaluation.csv:4: error: id: there is no \"nobody\" in goals.csv, activities.csv; add "
        "it there or name another\n"
        "sources.csv:2: warning: allocation \"1000\": 2 000 is planned from \"osv\", "
        "1 000 more than that; plan less or raise the allocation\n");
}

#define CIRCLE                                                                                   \
    "the costs are counted in each other in a circle; empty cost_in of one of them\n"

static void each_row_of_a_cost_circle_is_named_once_and_what_leads_to_it_is_not(void **state)
{
    (void)state;
    expect_findings(plan_with("tail,g,T,Boss,,,,a,osv,,,,\n"
                              "a,g,A,Boss,,,,b,osv,,,,\n"
                              "b,g,B,Boss,,,,c,osv,,,,\n"
                              "c,g,C,Boss,,,,a,osv,,,,\n"
                              "x,g,X,Boss,,,,y,osv,,,,\n"
                              "y,g,Y,Boss,,,,x,osv,,,,\n"
                              "tail2,g,T,Boss,,,,tail,osv,,,,\n"),
                    "activities.csv:3: error: cost_in \"b\": " CIRCLE
                    "activities.csv:4: error: cost_in \"c\": " CIRCLE
                    "activities.csv:5: error: cost_in \"a\": " CIRCLE
                    "activities.csv:6: error: cost_in \"y\": " CIRCLE
                    "activities.csv:7: error: cost_in \"x\": " CIRCLE);
}

#define WAITING                                                                                  \
    "activities wait for each other in a circle; remove one of the dependencies\n"

static void activities_that_wait_for_each_other_are_warned_of(void **state)
{
    (void)state;
    expect_findings(plan_with("before,g,T,Boss,,,,,,,,,a\n"
                              "a,g,A,Boss,,,,,,,,,after; b\n"
                              "b,g,B,Boss,,,,,,,,,c; after\n"
                              "c,g,C,Boss,,,,,,,,,a\n"
                              "after,g,X,Boss,,,,,,,,,last\n"
                              "last,g,X,Boss,,,,,,,,,\n"),
                    "activities.csv:3: warning: depends \"after; b\": " WAITING
                    "activities.csv:4: warning: depends \"c; after\": " WAITING
                    "activities.csv:5: warning: depends \"a\": " WAITING);
}

static void a_cost_counted_in_a_row_that_does_not_count_is_warned_of(void **state)
{
    (void)state;
    expect_findings(
        plan_with("gone,g,G,Boss,,,5,,osv,dropped,,,\n"
                  "idea,g,I,Boss,,,5,,osv,proposed,,,\n"
                  "a,g,A,Boss,,,,gone,osv,,,,\n"
                  "b,g,B,Boss,,,,idea,osv,,,,\n"
                  "c,g,C,Boss,,,,gone,osv,dropped,,,\n"
                  "d,g,D,Boss,,,,idea,osv,proposed,,,\n"),
        "activities.csv:3: warning: status \"proposed\": \"idea\" waits for a decision: accept or "
        "reject it\n"
        "activities.csv:4: warning: cost_in \"gone\": that activity is dropped, so this cost is "
        "in no total; give it here\n"
        "activities.csv:5: warning: cost_in \"idea\": that activity is only proposed, so this "
        "cost is in no total yet\n"
        "activities.csv:7: warning: status \"proposed\": \"d\" waits for a decision: accept or "
        "reject it\n");
}

static void without_a_table_of_sources_any_source_is_known(void **state)
{
    (void)state;
    expect_findings(plan_of("goals", GOALS, "activities",
                            HEADER "a,g,A,Boss,,,5,,anybody,,,,\n", NULL),
                    "");
}

static void conflicts_that_nobody_settled_are_named(void **state)
{
    (void)state;
    expect_findings(
        plan_of("goals", GOALS, "activities", HEADER "a,g,A,Boss,,,,,,,,,\n", "conflicts",
                "id,table,record,field,base,ours,theirs,who\nc1,activities,a,title,A,B,C,Jana\n"
                "c2,activities,a,id,a,a,,\nc3,activities,a,cost,5000,,6000,\n",
                NULL),
        "conflicts.csv:2: warning: id \"c1\": Title of \"a\" waits for a decision: before "
        "\"A\", in the plan \"A\", Jana wants \"C\"; accept this or reject it\n"
        "conflicts.csv:3: warning: id \"c2\": \"a\" was changed by some and removed by others; "
        "accept the removal or reject it\n"
        "conflicts.csv:4: warning: id \"c3\": Cost of \"a\" waits for a decision: before "
        "\"5 000\", in the plan \"(empty)\", somebody wants \"6 000\"; accept this or reject it\n");
}

static void records_one_by_one_give_what_the_plan_gives(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of(
        "goals", "id,name,priority\ng,Goal,1\nh,Other,1\n", "activities",
        HEADER "a,g,A,,,2025-01,5,b,,,,,b; c\nb,g,B,Boss,,,,c,,,,,a\nc,h,C,Boss,x,,,b,q,,1,2,b\n",
        NULL);
    struct pk_faults whole = { 0 }, parts = { 0 };
    pk_check_plan(plan, &whole);
    for (int table = 0; table < PK_TABLES; table++) {
        for (size_t i = 0; i < pk_plan_count(plan, table); i++) {
            pk_check_record(plan, pk_plan_at(plan, table, i), &parts);
        }
    }
    assert_int_equal(whole.count, 11);
    assert_int_equal(parts.count, whole.count);
    for (size_t i = 0; i < whole.count; i++) {
        assert_string_equal(parts.items[i].text, whole.items[i].text);
    }
    pk_faults_dispose(&whole);
    pk_faults_dispose(&parts);
    pk_plan_free(plan);
}

static void a_cell_tells_its_own_fault_and_errors_before_warnings(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_with("a,g,A,,2025-06-01,2025-05-01,x,,,,,,\n");
    const struct pk_record *record = record_of(plan, PK_ACTIVITIES, "a");
    struct pk_diag diag;
    enum pk_severity severity;
    assert_false(pk_check_cell(plan, record, PK_ACTIVITY_TITLE, NULL, &diag));
    assert_true(pk_check_cell(plan, record, PK_ACTIVITY_RESPONSIBLE, &severity, &diag));
    assert_int_equal(severity, PK_WARNING);
    assert_string_equal(diag.text, "nobody is responsible; name a role");
    assert_true(pk_check_cell(plan, record, PK_ACTIVITY_DUE, &severity, &diag));
    assert_int_equal(severity, PK_ERROR);
    assert_string_equal(diag.text, "the deadline lies before the start \"2025-06-01\"; change one "
                                   "of them");
    pk_plan_free(plan);
}

/* ---- changes ---- */

struct edit {
    enum pk_table table;
    int field;
    const char *id, *was, *now;
};

/* Expects the error's text, or "" where the change may be made. */
static void expect_change(const struct pk_plan *plan, const struct edit *edits, size_t count,
                          const char *error)
{
    struct pk_change change;
    struct pk_diag diag = { .text = "" };
    uint64_t revision = pk_plan_revision(plan);
    pk_change_init(&change);
    for (size_t i = 0; i < count; i++) {
        pk_change_add(&change, edits[i].table, edits[i].field, edits[i].id, edits[i].was,
                      edits[i].now);
    }
    enum pk_err err = pk_check_change(plan, &change, &diag);
    assert_string_equal(err == PK_OK ? "" : diag.text, error);
    assert_int_equal(err, *error ? PK_ERR_USAGE : PK_OK);
    assert_int_equal(pk_plan_revision(plan), revision);
    pk_change_dispose(&change);
}
#define EXPECT_CHANGE(plan, error, ...)                                                          \
    expect_change(plan, (const struct edit[]){ __VA_ARGS__ },                                    \
                  sizeof((const struct edit[]){ __VA_ARGS__ }) / sizeof(struct edit), error)

static void a_change_that_brings_an_error_is_refused_and_alters_nothing(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_with("web,g,Web,Boss,,2024-05-01,50,,osv,,,,\n"
                                     "ppc,g,PPC,Boss,,,,web,osv,,,,\n");
    EXPECT_CHANGE(plan,
                  "due \"2024-05-01\": the deadline lies before the start \"2024-06-01\"; change "
                  "one of them",
                  { PK_ACTIVITIES, PK_ACTIVITY_START, "web", "", "2024-06-01" });
    EXPECT_CHANGE(plan,
                  "cost_in \"ppc\": the costs are counted in each other in a circle; empty "
                  "cost_in of one of them",
                  { PK_ACTIVITIES, PK_ACTIVITY_COST, "web", "50", "" },
                  { PK_ACTIVITIES, PK_ACTIVITY_COST_IN, "web", "", "ppc" });
    EXPECT_CHANGE(plan, "title: this must not be empty; fill it in",
                  { PK_ACTIVITIES, PK_ACTIVITY_ID, "new", "", "new" },
                  { PK_ACTIVITIES, PK_ACTIVITY_GOAL, "new", "", "g" });
    EXPECT_CHANGE(plan, "id \"web\": a goal has this id, too; give one of them another",
                  { PK_GOALS, PK_GOAL_ID, "web", "", "web" },
                  { PK_GOALS, PK_GOAL_NAME, "web", "", "Web" });
    assert_string_equal(activity_of(plan, "web")->record.text[PK_ACTIVITY_COST], "50");
    assert_int_equal(activity_of(plan, "web")->start, PK_NO_DAY);
    assert_null(pk_plan_activity(plan, "new"));
    pk_plan_verify(plan);
    pk_plan_free(plan);
}

static void a_change_that_brings_only_warnings_may_be_made(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_with("web,g,Web,Boss,,2024-05-01,50,,osv,,,,\n");
    EXPECT_CHANGE(plan, "", { PK_ACTIVITIES, PK_ACTIVITY_DUE, "web", "2024-05-01", "2025-05-01" },
                  { PK_ACTIVITIES, PK_ACTIVITY_RESPONSIBLE, "web", "Boss", "" });
    EXPECT_CHANGE(plan, "", { PK_ACTIVITIES, PK_ACTIVITY_TITLE, "web", "Web", "" },
                  { PK_ACTIVITIES, PK_ACTIVITY_ID, "web", "web", "" });
    pk_plan_free(plan);
}

static void a_record_may_keep_the_error_that_it_had(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_with("a,x,A,Boss,2024-06-01,2024-05-01,much,,,,,,\n");
    EXPECT_CHANGE(plan, "", { PK_ACTIVITIES, PK_ACTIVITY_TITLE, "a", "A", "B" });
    EXPECT_CHANGE(plan, "",
                  { PK_ACTIVITIES, PK_ACTIVITY_START, "a", "2024-06-01", "2024-07-01" });
    EXPECT_CHANGE(plan, "goal: there is no \"y\" in goals.csv; add it there or name another",
                  { PK_ACTIVITIES, PK_ACTIVITY_GOAL, "a", "x", "y" });
    pk_plan_free(plan);
}

static void the_records_of_one_change_know_of_each_other(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_with("web,g,Web,Boss,,,50,,osv,,,,\n");
    EXPECT_CHANGE(plan, "", { PK_ACTIVITIES, PK_ACTIVITY_ID, "new", "", "new" },
                  { PK_ACTIVITIES, PK_ACTIVITY_TITLE, "new", "", "New" },
                  { PK_ACTIVITIES, PK_ACTIVITY_GOAL, "new", "", "h" },
                  { PK_ACTIVITIES, PK_ACTIVITY_COST_IN, "new", "", "web" },
                  { PK_GOALS, PK_GOAL_ID, "h", "", "h" },
                  { PK_GOALS, PK_GOAL_NAME, "h", "", "H" });
    EXPECT_CHANGE(plan, "goal: there is no \"g\" in goals.csv; add it there or name another",
                  { PK_GOALS, PK_GOAL_ID, "g", "g", "" },
                  { PK_ACTIVITIES, PK_ACTIVITY_ID, "new", "", "new" },
                  { PK_ACTIVITIES, PK_ACTIVITY_TITLE, "new", "", "New" },
                  { PK_ACTIVITIES, PK_ACTIVITY_GOAL, "new", "", "g" });
    EXPECT_CHANGE(plan,
                  "cost_in \"two\": the costs are counted in each other in a circle; empty "
                  "cost_in of one of them",
                  { PK_ACTIVITIES, PK_ACTIVITY_ID, "one", "", "one" },
                  { PK_ACTIVITIES, PK_ACTIVITY_TITLE, "one", "", "One" },
                  { PK_ACTIVITIES, PK_ACTIVITY_COST_IN, "one", "", "two" },
                  { PK_ACTIVITIES, PK_ACTIVITY_ID, "two", "", "two" },
                  { PK_ACTIVITIES, PK_ACTIVITY_TITLE, "two", "", "Two" },
                  { PK_ACTIVITIES, PK_ACTIVITY_COST_IN, "two", "", "one" });
    pk_plan_free(plan);
}

static void a_long_chain_and_a_ring_are_walked_once(void **state)
{
    (void)state;
    enum { ROWS = 30000 };
    struct pk_buf rows = { 0 };
    for (int i = 0; i < ROWS; i++) {
        int next = i == ROWS - 1 ? ROWS / 2 : i + 1;
        pk_buf_printf(&rows, "a%d,g,A,Boss,,,,a%d,osv,,,,a%d\n", i, next, next);
    }
    struct pk_plan *plan = plan_with(pk_buf_text(&rows));
    struct pk_faults faults = { 0 };
    pk_check_plan(plan, &faults);
    assert_int_equal(pk_faults_count(&faults, PK_ERROR), ROWS / 2);
    assert_int_equal(faults.count, ROWS);
    assert_int_equal(faults.items[0].line, ROWS / 2 + 2);
    pk_faults_dispose(&faults);
    pk_plan_free(plan);
    pk_buf_dispose(&rows);
}

static void undo_may_bring_a_fault_back(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_with("a,g,A,r,,2024-05-01,5,,osv,,,,\n");
    struct pk_change change;
    pk_change_init(&change);
    pk_change_add(&change, PK_ACTIVITIES, PK_ACTIVITY_COST, "a", "5", "abc");
    assert_int_equal(pk_check_change(plan, &change, NULL), PK_ERR_USAGE);
    change.restores = true;
    assert_int_equal(pk_check_change(plan, &change, NULL), PK_OK);
    pk_change_dispose(&change);
    pk_plan_free(plan);
}

static void proposals_that_nobody_decided_are_named(void **state)
{
    (void)state;
    expect_findings(
        plan_of("goals", GOALS, "activities", HEADER "a,g,A,Boss,,,,,,,,,\n", "proposals",
                "id,table,record,field,base,ours,theirs,who\n"
                "p1,activities,a,title,A,A,Web,jana\np2,goals,g,priority,1,1,2,\n",
                NULL),
        "proposals.csv:2: warning: id \"p1\": Title of \"a\" waits for a decision: in the "
        "plan \"A\", jana proposes \"Web\"; accept or reject it\n"
        "proposals.csv:3: warning: id \"p2\": Priority of \"g\" waits for a decision: in the "
        "plan \"1\", somebody proposes \"2\"; accept or reject it\n");
}

static void a_row_about_what_is_not_there_says_so_and_nothing_else(void **state)
{
    (void)state;
    static const struct {
        const char *row, *finding;
    } cases[] = {
        { "c,tables,a,title,A,B,C\n",
          "table: there is no table \"tables\", so nothing can be decided; correct it or reject "
          "this row" },
        { "c,history,a,why,A,B,C\n",
          "table: there is no table \"history\", so nothing can be decided; correct it or reject "
          "this row" },
        { "c,,a,title,A,B,C\n",
          "table: there is no table \"\", so nothing can be decided; correct it or reject this "
          "row" },
        { "c,activities,gone,title,A,B,C\n",
          "record: there is no \"gone\" in activities.csv, so nothing can be accepted; correct it "
          "or reject this row" },
        { "c,sources,osv,name,A,B,C\n",
          "record: there is no \"osv\" in sources.csv, so nothing can be accepted; correct it or "
          "reject this row" },
        { "c,activities,a,titel,A,B,C\n",
          "field: activities have no field \"titel\", so nothing can be accepted; correct it or "
          "reject this row" },
    };
    static const char *const tables[] = { "conflicts", "proposals" };
    for (size_t i = 0; i < 2 * sizeof(cases) / sizeof(*cases); i++) {
        struct pk_buf rows = { 0 }, expected = { 0 };
        const char *table = tables[i % 2];
        pk_buf_printf(&rows, "id,table,record,field,base,ours,theirs\n%s", cases[i / 2].row);
        pk_buf_printf(&expected, "%s.csv:2: warning: %s\n", table, cases[i / 2].finding);
        expect_findings(plan_of("goals", GOALS, "activities", HEADER "a,g,A,Boss,,,,,,,,,\n",
                                table, pk_buf_text(&rows), NULL),
                        pk_buf_text(&expected));
        pk_buf_dispose(&rows);
        pk_buf_dispose(&expected);
    }
}

static void what_waits_may_be_about_an_unknown_column(void **state)
{
    (void)state;
    expect_finding(plan_of("goals", GOALS, "activities",
                           "id,goal,title,responsible,colour\na,g,A,Boss,red\n", "conflicts",
                           "id,table,record,field,base,ours,theirs\n"
                           "c,activities,a,colour,red,green,blue\n",
                           NULL),
                   "conflicts.csv:2: warning: id \"c\": colour of \"a\" waits for a decision: ");
}

static void what_a_file_that_is_not_understood_holds_is_not_judged(void **state)
{
    (void)state;
    struct pk_plan *plan =
        plan_of("goals", GOALS "h,Other,2\n", "activities", HEADER "a,g,A,Boss,,,,,,,,,\n",
                "conflicts",
                "id,table,record,field,base,ours,theirs\nc,activities,lost,title,A,B,C\n", NULL);
    pk_plan_set_broken(plan, PK_ACTIVITIES);
    expect_finding(plan, "conflicts.csv:2: warning: id \"c\": Title of \"lost\" waits for ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sound_plan_has_no_findings),
        cmocka_unit_test(each_fault_of_a_row_is_named_with_its_line),
        cmocka_unit_test(a_cost_that_is_no_number_says_how_to_write_one),
        cmocka_unit_test(values_reach_the_message_cut_and_without_control_characters),
        cmocka_unit_test(all_faults_of_a_plan_are_named_in_the_order_of_files_and_lines),
        cmocka_unit_test(each_row_of_a_cost_circle_is_named_once_and_what_leads_to_it_is_not),
        cmocka_unit_test(activities_that_wait_for_each_other_are_warned_of),
        cmocka_unit_test(a_cost_counted_in_a_row_that_does_not_count_is_warned_of),
        cmocka_unit_test(without_a_table_of_sources_any_source_is_known),
        cmocka_unit_test(conflicts_that_nobody_settled_are_named),
        cmocka_unit_test(records_one_by_one_give_what_the_plan_gives),
        cmocka_unit_test(a_cell_tells_its_own_fault_and_errors_before_warnings),
        cmocka_unit_test(a_change_that_brings_an_error_is_refused_and_alters_nothing),
        cmocka_unit_test(a_change_that_brings_only_warnings_may_be_made),
        cmocka_unit_test(a_record_may_keep_the_error_that_it_had),
        cmocka_unit_test(the_records_of_one_change_know_of_each_other),
        cmocka_unit_test(a_long_chain_and_a_ring_are_walked_once),
        cmocka_unit_test(undo_may_bring_a_fault_back),
        cmocka_unit_test(proposals_that_nobody_decided_are_named),
        cmocka_unit_test(a_row_about_what_is_not_there_says_so_and_nothing_else),
        cmocka_unit_test(what_waits_may_be_about_an_unknown_column),
        cmocka_unit_test(what_a_file_that_is_not_understood_holds_is_not_judged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
