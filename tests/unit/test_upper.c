#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "planek/buf.h"
#include "planek/text.h"

static void expect_upper(const char *text, size_t length, const char *expected)
{
    struct pk_buf out = { 0 };
    pk_text_upper(&out, text, length);
    assert_string_equal(pk_buf_text(&out), expected);
    pk_buf_dispose(&out);
}

static void czech_letters_become_capitals(void **state)
{
    (void)state;
    static const char text[] = "Příběhy žluťoučkých 2";
    expect_upper(text, strlen(text), "PŘÍBĚHY ŽLUŤOUČKÝCH 2");
}

static void combining_marks_and_bytes_that_are_no_text_stay(void **state)
{
    (void)state;
    expect_upper("c\xCC\x8C\xFFx", 5, "C\xCC\x8C\xFFX");
    expect_upper("abc", 2, "AB");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(czech_letters_become_capitals),
        cmocka_unit_test(combining_marks_and_bytes_that_are_no_text_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
