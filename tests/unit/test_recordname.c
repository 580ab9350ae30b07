#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "planek/change.h"
#include "planek/plan.h"
#include "tests/unit/support.h"

static struct pk_plan *make_plan(void)
{
    return plan_of("goals", "id,name\ng,Goal\n", "activities", "id,goal,title\nweb,g,Web pages\n",
                   "spending", "id,date,activity,amount,document\ns1,2024-06-12,web,500,\n"
                   "s2,2023-12-31,,-40,FA 7\ns3,2024-02-01,,1,\ns4,soon,gone,much,\n",
                   "meetings", "id,date\nm,2024-06-12\n", "indicators", "id,name\ni,Visitors\n",
                   "measurements", "id,indicator,date,value\nv,i,2024-05-31,340\n", "evaluation",
                   "id,rating\nweb,2\n", "glossary", "id,term,meaning\nt,OSPOD,\n", NULL);
}

static void a_record_without_a_title_is_named_by_what_tells_it_from_others(void **state)
{
    (void)state;
    static const struct {
        enum pk_table table;
        const char *id, *name;
    } cases[] = {
        { PK_SPENDING, "s1", "spending 12 Jun, 500 Kč, Web pages" },
        { PK_SPENDING, "s2", "spending 31 Dec 2023, -40 Kč, FA 7" },
        { PK_SPENDING, "s3", "spending 1 Feb, 1 Kč" },
        { PK_SPENDING, "s4", "spending soon, much Kč, gone" },
        { PK_MEASUREMENTS, "v", "340, 31 May, Visitors" },
        { PK_MEETINGS, "m", "meeting 12 Jun 2024" },
        { PK_EVALUATION, "web", "evaluation of Web pages" },
        { PK_ACTIVITIES, "web", "Web pages" },
        { PK_GLOSSARY, "t", "OSPOD" },
    };
    struct pk_plan *plan = make_plan();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_buf name = { 0 };
        pk_record_name(&name, plan, record_of(plan, cases[i].table, cases[i].id));
        assert_string_equal(pk_buf_text(&name), cases[i].name);
        pk_buf_dispose(&name);
    }
    pk_plan_free(plan);
}

static void expect_told(const struct pk_plan *plan, const struct pk_change *change,
                        const char *told)
{
    struct pk_buf text = { 0 };
    pk_change_describe(&text, plan, change);
    assert_string_equal(pk_buf_text(&text), told);
    pk_buf_dispose(&text);
}

static void a_value_names_what_its_ids_stand_for(void **state)
{
    (void)state;
    static const struct {
        enum pk_activity_field field;
        const char *was, *now, *told;
    } cases[] = {
        { PK_ACTIVITY_SOURCE, "", "osv", "Web pages: Paid from nothing → OSV budget" },
        { PK_ACTIVITY_SOURCE, "osv:300; nad", "gone",
          "Web pages: Paid from OSV budget 300; Foundation the rest → gone" },
        { PK_ACTIVITY_SOURCE, "osv", "osv: x",
          "Web pages: Paid from OSV budget → osv: x" },
        { PK_ACTIVITY_DEPENDS, "", "film; gone", "Web pages: Waits for nothing → The film; gone" },
        { PK_ACTIVITY_GOAL, "g", "h", "Web pages: Goal Goal → h" },
    };
    struct pk_plan *plan =
        plan_of("goals", "id,name\ng,Goal\n", "sources", "id,name\nosv,OSV budget\n"
                "nad,Foundation\n", "activities", "id,title\nweb,Web pages\nfilm,The film\n",
                NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_change change;
        pk_change_init(&change);
        pk_change_add(&change, PK_ACTIVITIES, (int)cases[i].field, "web", cases[i].was,
                      cases[i].now);
        expect_told(plan, &change, cases[i].told);
        pk_change_dispose(&change);
    }
    pk_plan_free(plan);
}

static void an_expense_that_is_not_there_is_named_as_the_change_has_it(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan();
    struct pk_change change, back;
    pk_change_init(&change);
    pk_change_add(&change, PK_SPENDING, PK_SPENDING_ID, "s9", "", "s9");
    pk_change_add(&change, PK_SPENDING, PK_SPENDING_DATE, "s9", "", "2024-03-01");
    pk_change_add(&change, PK_SPENDING, PK_SPENDING_AMOUNT, "s9", "", "70");
    pk_change_add(&change, PK_SPENDING, PK_SPENDING_ACTIVITY, "s9", "", "web");
    expect_told(plan, &change, "added: spending 1 Mar, 70 Kč, Web pages");
    pk_change_invert(&back, &change);
    expect_told(plan, &back, "removed: spending 1 Mar, 70 Kč, Web pages");
    pk_change_dispose(&back);
    pk_change_dispose(&change);
    pk_plan_free(plan);
}

static void a_changed_expense_is_named_as_it_was(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan();
    struct pk_change change;
    pk_change_init(&change);
    pk_change_add(&change, PK_SPENDING, PK_SPENDING_AMOUNT, "s1", "500", "600");
    expect_told(plan, &change, "spending 12 Jun, 500 Kč, Web pages: Amount 500 → 600");
    pk_change_dispose(&change);
    pk_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_without_a_title_is_named_by_what_tells_it_from_others),
        cmocka_unit_test(a_value_names_what_its_ids_stand_for),
        cmocka_unit_test(an_expense_that_is_not_there_is_named_as_the_change_has_it),
        cmocka_unit_test(a_changed_expense_is_named_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
