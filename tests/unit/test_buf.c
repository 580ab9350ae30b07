#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "planek/buf.h"

static void an_empty_buffer_is_the_empty_text(void **state)
{
    (void)state;
    struct pk_buf buf = { 0 };
    assert_string_equal(pk_buf_text(&buf), "");
    pk_buf_add(&buf, NULL, 0);
    pk_buf_fill(&buf, 'x', 0);
    pk_buf_cut(&buf, 0);
    assert_string_equal(pk_buf_text(&buf), "");
    char *taken = pk_buf_take(&buf);
    assert_string_equal(taken, "");
    free(taken);
    pk_buf_dispose(&buf);
}

static void what_is_added_stands_one_after_another(void **state)
{
    (void)state;
    struct pk_buf buf = { 0 };
    pk_buf_str(&buf, "cíl ");
    pk_buf_add(&buf, "12345", 2);
    pk_buf_char(&buf, ':');
    pk_buf_fill(&buf, '-', 3);
    pk_buf_printf(&buf, "%s %d", "web", 7);
    assert_string_equal(pk_buf_text(&buf), "cíl 12:---web 7");
    assert_int_equal(buf.len, strlen("cíl 12:---web 7"));
    pk_buf_dispose(&buf);
    assert_null(buf.data);
}

static void a_buffer_may_hold_nul_bytes(void **state)
{
    (void)state;
    struct pk_buf buf = { 0 };
    pk_buf_add(&buf, "a\0b", 3);
    pk_buf_char(&buf, '\0');
    assert_int_equal(buf.len, 4);
    assert_memory_equal(buf.data, "a\0b\0\0", 5);
    pk_buf_dispose(&buf);
}

static void a_buffer_grows_by_every_way_of_adding(void **state)
{
    (void)state;
    struct pk_buf buf = { 0 };
    for (int i = 0; i < 5000; i++) {
        pk_buf_char(&buf, (char)('a' + i % 26));
    }
    pk_buf_fill(&buf, '.', 20000);
    pk_buf_printf(&buf, "%050000d", 7);
    assert_int_equal(buf.len, 75000);
    assert_int_equal(strlen(pk_buf_text(&buf)), 75000);
    assert_int_equal(buf.data[4999], 'a' + 4999 % 26);
    assert_int_equal(buf.data[24999], '.');
    assert_int_equal(buf.data[74999], '7');
    pk_buf_dispose(&buf);
}

static void splicing_replaces_a_part(void **state)
{
    static const struct {
        size_t from, to;
        const char *text, *expected;
    } cases[] = {
        { 0, 0, "x", "xabcdef" },     { 6, 6, "x", "abcdefx" }, { 2, 4, "", "abef" },
        { 1, 3, "xyz", "axyzdef" },   { 0, 6, "", "" },         { 0, 6, "new", "new" },
        { 2, 5, "x", "abxf" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_buf buf = { 0 };
        pk_buf_str(&buf, "abcdef");
        pk_buf_splice(&buf, cases[i].from, cases[i].to, cases[i].text, strlen(cases[i].text));
        assert_string_equal(pk_buf_text(&buf), cases[i].expected);
        assert_int_equal(buf.len, strlen(cases[i].expected));
        pk_buf_dispose(&buf);
    }
}

static void cutting_shortens_and_never_lengthens(void **state)
{
    (void)state;
    struct pk_buf buf = { 0 };
    pk_buf_str(&buf, "abcdef");
    pk_buf_cut(&buf, 9);
    assert_string_equal(pk_buf_text(&buf), "abcdef");
    pk_buf_cut(&buf, 2);
    assert_string_equal(pk_buf_text(&buf), "ab");
    assert_int_equal(buf.len, 2);
    pk_buf_dispose(&buf);
}

static void taking_leaves_the_buffer_empty(void **state)
{
    (void)state;
    struct pk_buf buf = { 0 };
    pk_buf_str(&buf, "abc");
    char *taken = pk_buf_take(&buf);
    assert_string_equal(taken, "abc");
    assert_int_equal(buf.len, 0);
    pk_buf_str(&buf, "next");
    assert_string_equal(pk_buf_text(&buf), "next");
    assert_string_equal(taken, "abc");
    free(taken);
    pk_buf_dispose(&buf);
}

static void a_number_is_in_decimal_figures(void **state)
{
    (void)state;
    struct pk_buf buf = { 0 };
    pk_buf_number(&buf, 0);
    pk_buf_char(&buf, ' ');
    pk_buf_number(&buf, 10);
    pk_buf_char(&buf, ' ');
    pk_buf_number(&buf, 4294967295u);
    assert_string_equal(pk_buf_text(&buf), "0 10 4294967295");
    pk_buf_dispose(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_buffer_is_the_empty_text),
        cmocka_unit_test(what_is_added_stands_one_after_another),
        cmocka_unit_test(a_buffer_may_hold_nul_bytes),
        cmocka_unit_test(a_buffer_grows_by_every_way_of_adding),
        cmocka_unit_test(a_number_is_in_decimal_figures),
        cmocka_unit_test(splicing_replaces_a_part),
        cmocka_unit_test(cutting_shortens_and_never_lengthens),
        cmocka_unit_test(taking_leaves_the_buffer_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
