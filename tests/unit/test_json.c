#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "planek/report.h"
#include "report/json.h"
#include "support.h"

static void expect_text(const char *text, const char *json_text)
{
    struct pk_buf out = { 0 };
    struct pk_json json = { .out = &out };
    pk_json_text(&json, NULL, text);
    assert_string_equal(pk_buf_text(&out), json_text);
    pk_buf_dispose(&out);
}

static void control_and_direction_characters_are_escaped(void **state)
{
    (void)state;
    expect_text("", "\"\"");
    expect_text("Žluťoučký", "\"Žluťoučký\"");
    expect_text("say \"x\" \\", "\"say \\\"x\\\" \\\\\"");
    expect_text("\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\"");
    expect_text("a\x1b[31m\x7f", "\"a\\u001b[31m\\u007f\"");
    expect_text("\xc2\x9b|\xd8\x9c|\xe2\x80\x8e|\xe2\x80\x8f",
                "\"\\u009b|\\u061c|\\u200e|\\u200f\"");
    expect_text("\xe2\x80\xa8|\xe2\x80\xaa|\xe2\x80\xae", "\"\\u2028|\\u202a|\\u202e\"");
    expect_text("\xe2\x81\xa6|\xe2\x81\xa9", "\"\\u2066|\\u2069\"");
    expect_text("– … \xe2\x81\xa0", "\"– … \xe2\x81\xa0\"");
}

static void expect_money(pk_money amount, const char *json_text)
{
    struct pk_buf out = { 0 };
    struct pk_json json = { .out = &out };
    pk_json_money(&json, NULL, amount);
    assert_string_equal(pk_buf_text(&out), json_text);
    pk_buf_dispose(&out);
}

static void amounts_are_exact(void **state)
{
    (void)state;
    expect_money(PK_NO_MONEY, "null");
    expect_money(0, "0");
    expect_money(10, "0.10");
    expect_money(-5, "-0.05");
    expect_money(PK_MONEY_MAX + 1, "1000000000000.01");
}

static void values_nest_and_are_divided_by_commas(void **state)
{
    (void)state;
    struct pk_buf out = { 0 };
    struct pk_json json = { .out = &out };
    pk_json_open(&json, NULL, '{');
    pk_json_open(&json, "rows", '[');
    pk_json_integer(&json, NULL, -3);
    pk_json_bool(&json, NULL, true);
    pk_json_open(&json, NULL, '{');
    pk_json_close(&json, '}');
    pk_json_close(&json, ']');
    pk_json_cell(&json, "none", "");
    pk_json_close(&json, '}');
    pk_json_end(&json);
    assert_string_equal(pk_buf_text(&out), "{\n\"rows\": [-3, true, {}],\n\"none\": null\n}\n");
    pk_buf_dispose(&out);
}

static json_t *parsed(struct pk_buf *out)
{
    json_error_t error;
    json_t *root = json_loadb(pk_buf_text(out), out->len, JSON_REJECT_DUPLICATES, &error);
    if (!root) {
        fail_msg("line %d: %s: %s", error.line, error.text, pk_buf_text(out));
    }
    pk_buf_dispose(out);
    return root;
}

static struct pk_plan *hostile_plan(void)
{
    return plan_of("goals", "id,name\ng,\"Goal \"\"1\"\"\"\n", "activities",
                   "id,goal,title,due,cost,cost_in,source,status,target,number,days,counted\n"
                   "a,g,\"\\ \x1b \xe2\x80\xae\",2024-06-01,0.10,,osv,planned,2.50,x,y,z\n"
                   "b,nowhere,Web,2024-13-01,1e5,a,zz:1,bad,,,,\n",
                   "sources", "id,name,allocation\nosv,OSV,1000\n", NULL);
}

static void a_list_parses_whatever_the_plan_holds(void **state)
{
    (void)state;
    struct pk_plan *plan = hostile_plan();
    struct pk_report report = { .plan = plan, .today = pk_day_make(2024, 6, 12), .width = 80 };
    struct pk_buf out = { 0 };
    pk_report_list(&out, &report, PK_FORMAT_JSON);
    json_t *root = parsed(&out), *a = json_array_get(root, 0), *b = json_array_get(root, 1);
    assert_int_equal(json_array_size(root), 2);
    assert_string_equal(json_string_value(json_object_get(a, "title")),
                        "\\ \x1b \xe2\x80\xae");
    assert_string_equal(json_string_value(json_object_get(a, "number")), "1.1");
    assert_string_equal(json_string_value(json_object_get(a, "number_")), "x");
    assert_string_equal(json_string_value(json_object_get(a, "days")), "y");
    assert_true(json_is_true(json_object_get(a, "late")));
    assert_true(json_real_value(json_object_get(a, "target")) == 2.5);
    const char *const faulty[] = { "goal", "due", "cost", "source", "status" };
    for (size_t i = 0; i < sizeof faulty / sizeof faulty[0]; i++) {
        assert_true(json_is_null(json_object_get(b, faulty[i])));
    }
    assert_string_equal(json_string_value(json_object_get(b, "cost_in")), "a");
    assert_int_equal(json_integer_value(json_object_get(b, "counted")), 0);
    json_decref(root);
    pk_plan_free(plan);
}

static void an_agenda_has_days_and_no_key_twice(void **state)
{
    (void)state;
    struct pk_plan *plan = hostile_plan();
    struct pk_report report = { .plan = plan, .today = pk_day_make(2024, 6, 12), .width = 80 };
    struct pk_buf out = { 0 };
    pk_report_agenda(&out, &report, -1, PK_FORMAT_JSON);
    json_t *root = parsed(&out), *a = json_array_get(root, 0);
    assert_int_equal(json_array_size(root), 1);
    assert_int_equal(json_integer_value(json_object_get(a, "days")), -11);
    assert_string_equal(json_string_value(json_object_get(a, "days_")), "y");
    json_decref(root);
    pk_plan_free(plan);
}

static void a_budget_and_findings_parse(void **state)
{
    (void)state;
    struct pk_plan *plan = hostile_plan();
    struct pk_report report = { .plan = plan, .today = pk_day_make(2024, 6, 12), .width = 80 };
    struct pk_buf out = { 0 };
    pk_report_budget(&out, &report, PK_FORMAT_JSON);
    json_t *root = parsed(&out);
    json_t *source = json_array_get(json_object_get(root, "sources"), 0);
    assert_true(json_real_value(json_object_get(source, "planned")) == 0.1);
    json_decref(root);

    struct pk_faults faults = { 0 };
    pk_faults_add(&faults, PK_WARNING, "goals.csv", 2, "say \"x\"");
    pk_faults_add(&faults, PK_FATAL, "", 0, "\x1b");
    pk_report_faults(&out, &faults, PK_FORMAT_JSON, false);
    root = parsed(&out);
    json_t *second = json_array_get(root, 1);
    assert_true(json_is_null(json_object_get(second, "line")));
    assert_string_equal(json_string_value(json_object_get(second, "severity")), "fatal");
    json_decref(root);
    pk_faults_dispose(&faults);
    pk_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(control_and_direction_characters_are_escaped),
        cmocka_unit_test(amounts_are_exact),
        cmocka_unit_test(values_nest_and_are_divided_by_commas),
        cmocka_unit_test(a_list_parses_whatever_the_plan_holds),
        cmocka_unit_test(an_agenda_has_days_and_no_key_twice),
        cmocka_unit_test(a_budget_and_findings_parse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
