#include "config.h"

#include "planek/query.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "planek/buf.h"
#include "support.h"

/* Today is 2024-06-15. */
static struct pk_plan *plan_to_ask(void)
{
    return plan_of("goals",
                   "id,name\nobsah,Obsah kampaně\nonline,Online prostor\n"
                   "offline,Mimo online prostor\n",
                   "sources", "id,name\nosv,Rozpočet OSV\nmzdy,Mzdy\n", "activities",
                   "id,goal,title,responsible,due,cost,source,status,note\n"
                   "video,obsah,Videopříběhy,Marketing,2024-05-31,10,osv,,\n"
                   "web,online,Stránky,Koordinátor; Marketing,2024-06-30,20,osv:15; mzdy,active,"
                   "spustit po prázdninách\n"
                   "radio,offline,Rozhlas,Koordinátor,2024-Q3,,mzdy,proposed,\n"
                   "fotky,obsah,Fotografie,Vedoucí oddělení,2024-05-31,,,done,pozdě\n"
                   "data,nikde,Sběr dat,Průvodce,ongoing,,fond,,\n"
                   "tisk,,Tisk 10:30,,2024-07-01,,,dropped,\n",
                   NULL);
}

static pk_day today(void)
{
    return pk_day_make(2024, 6, 15);
}

static void add_matches(struct pk_buf *out, const struct pk_query *query,
                        const struct pk_plan *plan)
{
    for (size_t i = 0; i < pk_plan_count(plan, PK_ACTIVITIES); i++) {
        const struct pk_record *record = pk_plan_at(plan, PK_ACTIVITIES, i);
        if (pk_query_match(query, (const struct pk_activity *)record)) {
            pk_buf_printf(out, "%s%s", out->len ? " " : "", record->text[0]);
        }
    }
}

static void expect_matches(const char *line, const char *expected)
{
    struct pk_plan *plan = plan_to_ask();
    struct pk_query *query;
    struct pk_diag diag = { .text = "" };
    struct pk_buf found = { 0 };
    enum pk_err err = pk_query_parse_line(&query, line, plan, today(), &diag);
    if (err != PK_OK) {
        fail_msg("%s: %s", line, diag.text);
    }
    add_matches(&found, query, plan);
    if (strcmp(pk_buf_text(&found), expected) != 0) {
        fail_msg("%s: found %s, not %s", line, pk_buf_text(&found), expected);
    }
    pk_query_free(query);
    pk_buf_dispose(&found);
    pk_plan_free(plan);
}

static void expect_failure(const char *line, enum pk_err expected, const char *text)
{
    struct pk_plan *plan = plan_to_ask();
    struct pk_query *query;
    struct pk_diag diag = { .text = "" };
    enum pk_err err = pk_query_parse_line(&query, line, plan, today(), &diag);
    assert_int_equal(err, expected);
    assert_string_equal(diag.text, text);
    assert_null(query);
    pk_plan_free(plan);
}

static void each_word_narrows_as_it_says(void **state)
{
    (void)state;
    static const struct {
        const char *line, *matches;
    } cases[] = {
        { "", "video web radio fotky data tisk" },
        { "  ", "video web radio fotky data tisk" },
        { "VIDEOPRIBEHY", "video" },
        { "stranky", "web" },
        { "marketing", "video web" },
        { "prazdninach", "web" },
        { "fot", "fotky" },
        { "koordinator marketing", "web" },
        { "\"vedoucí oddělení\"", "fotky" },
        { "goal:obsah", "video fotky" },
        { "goal:1", "video fotky" },
        { "goal:online", "web" },
        { "goal:prostor", "web radio" },
        { "goal:\"mimo online\"", "radio" },
        { "goal:nikde", "data" },
        { "cíl=obsah", "video fotky" },
        { "status:done", "fotky" },
        { "status:Done", "fotky" },
        { "status:planned", "video data" },
        { "stav:proposed", "radio" },
        { "source:osv", "video web" },
        { "source:mzdy", "web radio" },
        { "source:rozpocet", "video web" },
        { "source:fond", "data" },
        { "zdroj:2", "web radio" },
        { "role:KOORD", "web radio" },
        { "before:2024-06", "video fotky" },
        { "before:2024-06-30", "video fotky" },
        { "until:2024-06", "video web fotky" },
        { "do:30.6.", "video web fotky" },
        { "after:2024-06", "radio tisk" },
        { "after:30.6.", "radio tisk" },
        { "po:2024-06-30", "radio tisk" },
        { "since:2024-07", "radio tisk" },
        { "due<2024-06-30", "video fotky" },
        { "due<=2024-06-30", "video web fotky" },
        { "due>2024-07-01", "radio" },
        { "due>=2024-07-01", "radio tisk" },
        { "due=2024-H1", "video web fotky" },
        { "due:2024-05", "video fotky" },
        { "due>+14d", "web radio tisk" },
        { "late", "video" },
        { "Pozdě", "video" },
        { "\"pozdě\"", "fotky" },
        { "next", "" },
        { "next:14d", "" },
        { "next:15", "web" },
        { "next:3w", "web" },
        { "dalsi:1m", "web" },
        { "další:15", "web" },
        { "další unfinished", "" },
        { "next:0d", "" },
        { "10:30", "tisk" },
        { "goal:obsah status:planned", "video" },
        { "late goal:online", "" },
        { "unfinished", "video web radio data" },
        { "Nehotové", "video web radio data" },
        { "no:role", "tisk" },
        { "bez:role", "tisk" },
        { "no:source", "fotky tisk" },
        { "bez:zdroj", "fotky tisk" },
        { "no:goal", "tisk" },
        { "bez:termín", "" },
        { "no:cost", "radio fotky data tisk" },
        { "unfinished no:cost", "radio data" },
        { "\"unfinished\"", "" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        expect_matches(cases[i].line, cases[i].matches);
    }
}

static void a_word_that_is_not_understood_is_named(void **state)
{
    (void)state;
    expect_failure("gaol:web", PK_ERR_USAGE,
                   "gaol:web: there is no such filter; did you mean goal?");
    expect_failure("web foo:bar", PK_ERR_USAGE,
                   "foo:bar: there is no such filter; there are goal: status: source: role: "
                   "before: after: due: late next: unfinished no:");
    expect_failure("goal:", PK_ERR_USAGE, "goal:: a value is missing");
    expect_failure("status:plan", PK_ERR_USAGE,
                   "status:plan: no such status; choose one of: proposed, planned, active, done, "
                   "dropped");
    expect_failure("before:2024-02-30", PK_ERR_USAGE,
                   "before:2024-02-30: February 2024 has only 29 days");
    expect_failure("before:ongoing", PK_ERR_USAGE,
                   "before:ongoing: give a day, a month, a quarter or a half-year");
    expect_failure("goal<web", PK_ERR_USAGE,
                   "goal<web: only due can be compared; write goal:VALUE");
    expect_failure("late:yes", PK_ERR_USAGE, "late:yes: late stands alone, without a value");
    expect_failure("pozdě:ano", PK_ERR_USAGE, "pozdě:ano: pozdě stands alone, without a value");
    expect_failure("cíl<web", PK_ERR_USAGE, "cíl<web: only due can be compared; write cíl:VALUE");
    expect_failure("zdrojj:osv", PK_ERR_USAGE,
                   "zdrojj:osv: there is no such filter; did you mean zdroj?");
    expect_failure("next:soon", PK_ERR_USAGE,
                   "next:soon: give a time to come, such as 14d, 2w or 1m");
    expect_failure("next:-3d", PK_ERR_USAGE,
                   "next:-3d: give a time to come, such as 14d, 2w or 1m");
    expect_failure("unfinished:x", PK_ERR_USAGE,
                   "unfinished:x: unfinished stands alone, without a value");
    expect_failure("no:", PK_ERR_USAGE, "no:: a value is missing");
    expect_failure("no:money", PK_ERR_USAGE,
                   "no:money: write one of no:role no:source no:due no:cost no:goal");
    expect_failure("goal:obash", PK_ERR_UNKNOWN,
                   "goal:obash: there is no \"obash\"; did you mean \"obsah\"?");
}

static void words_of_a_command_line_hold_blanks_without_quotes(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_to_ask();
    struct pk_query *query, *again;
    struct pk_buf found = { 0 };
    const char *const words[] = { "role:Vedoucí oddělení", "", "fotografie" };
    assert_int_equal(pk_query_parse(&query, words, 3, plan, today(), NULL), PK_OK);
    add_matches(&found, query, plan);
    assert_string_equal(pk_buf_text(&found), "fotky");
    assert_string_equal(pk_query_text(query), "role:\"Vedoucí oddělení\" fotografie");
    assert_int_equal(pk_query_parse_line(&again, pk_query_text(query), plan, today(), NULL),
                     PK_OK);
    pk_buf_cut(&found, 0);
    add_matches(&found, again, plan);
    assert_string_equal(pk_buf_text(&found), "fotky");
    pk_query_free(query);
    pk_query_free(again);
    pk_buf_dispose(&found);
    pk_plan_free(plan);
}

static void a_query_without_words_narrows_nothing(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_to_ask();
    struct pk_query *query;
    assert_int_equal(pk_query_parse(&query, NULL, 0, plan, today(), NULL), PK_OK);
    assert_true(pk_query_all(query));
    assert_string_equal(pk_query_text(query), "");
    pk_query_free(query);
    assert_true(pk_query_all(NULL));
    assert_true(pk_query_match(NULL, activity_of(plan, "web")));
    assert_int_equal(pk_query_parse_line(&query, " late ", plan, today(), NULL), PK_OK);
    assert_false(pk_query_all(query));
    assert_string_equal(pk_query_text(query), "late");
    pk_query_free(query);
    pk_plan_free(plan);
}

static void a_cost_counted_in_another_row_is_not_missing(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of("activities",
                                   "id,title,responsible,cost,cost_in\nweb,Web,Vedoucí,5,\n"
                                   "fb,Facebook,;,,web\nx,X, ; ,,\n",
                                   NULL);
    struct pk_query *query;
    struct pk_buf found = { 0 };
    assert_int_equal(pk_query_parse_line(&query, "no:cost", plan, today(), NULL), PK_OK);
    add_matches(&found, query, plan);
    assert_string_equal(pk_buf_text(&found), "x");
    pk_query_free(query);
    pk_buf_cut(&found, 0);
    assert_int_equal(pk_query_parse_line(&query, "no:role", plan, today(), NULL), PK_OK);
    add_matches(&found, query, plan);
    assert_string_equal(pk_buf_text(&found), "fb x");
    pk_query_free(query);
    pk_buf_dispose(&found);
    pk_plan_free(plan);
}

static void a_quote_that_is_not_closed_yet_holds_the_rest(void **state)
{
    (void)state;
    expect_matches("role:\"vedoucí odd", "fotky");
    expect_matches("\"", "video web radio fotky data tisk");
}

static void a_joined_query_narrows_by_both(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of("activities",
                                   "id,title,responsible,cost\na,Web,X,5\nb,Web,,\nc,Tisk,,\n",
                                   NULL);
    static const char *const cases[][4] = { { "web", "no:role", "b", "web no:role" },
                                            { "", "no:role", "b c", "no:role" },
                                            { "web", "", "a b", "web" } };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct pk_query *query, *other;
        struct pk_buf found = { 0 };
        assert_int_equal(pk_query_parse_line(&query, cases[i][0], plan, today(), NULL), PK_OK);
        assert_int_equal(pk_query_parse_line(&other, cases[i][1], plan, today(), NULL), PK_OK);
        pk_query_join(query, other);
        add_matches(&found, query, plan);
        assert_string_equal(pk_buf_text(&found), cases[i][2]);
        assert_string_equal(pk_query_text(query), cases[i][3]);
        pk_query_free(query);
        pk_buf_dispose(&found);
    }
    pk_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_word_narrows_as_it_says),
        cmocka_unit_test(a_word_that_is_not_understood_is_named),
        cmocka_unit_test(words_of_a_command_line_hold_blanks_without_quotes),
        cmocka_unit_test(a_query_without_words_narrows_nothing),
        cmocka_unit_test(a_cost_counted_in_another_row_is_not_missing),
        cmocka_unit_test(a_quote_that_is_not_closed_yet_holds_the_rest),
        cmocka_unit_test(a_joined_query_narrows_by_both),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
