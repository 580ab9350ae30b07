#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "planek/buf.h"
#include "planek/faults.h"

static void expect_order(const struct pk_faults *faults, const char *expected)
{
    struct pk_buf found = { 0 };
    for (size_t i = 0; i < faults->count; i++) {
        pk_buf_printf(&found, "%s:%zu:%s ", faults->items[i].file, faults->items[i].line,
                      faults->items[i].text);
    }
    assert_string_equal(pk_buf_text(&found), expected);
    pk_buf_dispose(&found);
}

static void a_fault_keeps_its_own_copy_of_file_and_text(void **state)
{
    (void)state;
    struct pk_faults faults = { 0 };
    char file[] = "goals.csv", word[] = "late";
    pk_faults_add(&faults, PK_ERROR, file, 7, "status %s, %d times", word, 3);
    file[0] = word[0] = '!';
    assert_int_equal(faults.count, 1);
    assert_string_equal(faults.items[0].file, "goals.csv");
    assert_int_equal(faults.items[0].line, 7);
    assert_int_equal(faults.items[0].severity, PK_ERROR);
    assert_string_equal(faults.items[0].text, "status late, 3 times");
    pk_faults_dispose(&faults);
    assert_int_equal(faults.count, 0);
}

static void counting_leaves_out_what_is_less_severe(void **state)
{
    (void)state;
    struct pk_faults faults = { 0 };
    assert_int_equal(pk_faults_count(&faults, PK_WARNING), 0);
    pk_faults_add(&faults, PK_FATAL, "a", 1, "x");
    pk_faults_add(&faults, PK_WARNING, "a", 1, "x");
    pk_faults_add(&faults, PK_ERROR, "a", 1, "x");
    pk_faults_add(&faults, PK_WARNING, "a", 1, "x");
    assert_int_equal(pk_faults_count(&faults, PK_WARNING), 4);
    assert_int_equal(pk_faults_count(&faults, PK_ERROR), 2);
    assert_int_equal(pk_faults_count(&faults, PK_FATAL), 1);
    pk_faults_dispose(&faults);
}

static void sorting_keeps_files_as_first_seen_and_orders_lines(void **state)
{
    (void)state;
    struct pk_faults faults = { 0 };
    pk_faults_add(&faults, PK_ERROR, "plan.ini", 3, "a");
    pk_faults_add(&faults, PK_ERROR, "goals.csv", 9, "b");
    pk_faults_add(&faults, PK_ERROR, "activities.csv", 10, "c");
    pk_faults_add(&faults, PK_ERROR, "activities.csv", 2, "d");
    pk_faults_add(&faults, PK_ERROR, "goals.csv", 0, "e");
    pk_faults_add(&faults, PK_ERROR, "plan.ini", 1, "f");
    pk_faults_sort(&faults);
    expect_order(&faults, "plan.ini:1:f plan.ini:3:a goals.csv:0:e goals.csv:9:b "
                          "activities.csv:2:d activities.csv:10:c ");
    pk_faults_dispose(&faults);
}

static void sorting_keeps_the_order_of_faults_on_one_line(void **state)
{
    (void)state;
    struct pk_faults faults = { 0 };
    for (int i = 0; i < 100; i++) {
        pk_faults_add(&faults, PK_ERROR, i % 2 ? "a" : "b", (size_t)(i % 5), "%d", i);
    }
    pk_faults_sort(&faults);
    for (size_t i = 1; i < faults.count; i++) {
        const struct pk_fault *a = &faults.items[i - 1], *b = &faults.items[i];
        int first = 0, second = 0;
        assert_int_equal(sscanf(a->text, "%d", &first), 1);
        assert_int_equal(sscanf(b->text, "%d", &second), 1);
        assert_true(a->file[0] >= b->file[0]);
        if (a->file[0] == b->file[0]) {
            assert_true(a->line <= b->line);
            assert_true(a->line < b->line || first < second);
        }
    }
    pk_faults_dispose(&faults);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fault_keeps_its_own_copy_of_file_and_text),
        cmocka_unit_test(counting_leaves_out_what_is_less_severe),
        cmocka_unit_test(sorting_keeps_files_as_first_seen_and_orders_lines),
        cmocka_unit_test(sorting_keeps_the_order_of_faults_on_one_line),
    };
    return cmocka_run_group_tests_name("faults", tests, NULL, NULL);
}
