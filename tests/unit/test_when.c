#include "config.h"

#include "planek/when.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct {
    int64_t when;
    const char *text;
} moments[] = {
    { 0, "1970-01-01T00:00:00Z" },
    { 59, "1970-01-01T00:00:59Z" },
    { 951868799, "2000-02-29T23:59:59Z" },
    { 951868800, "2000-03-01T00:00:00Z" },
    { 1718180100, "2024-06-12T08:15:00Z" },
    { INT64_C(2147483648), "2038-01-19T03:14:08Z" },
    { INT64_C(253402300799), "9999-12-31T23:59:59Z" },
};

static void a_moment_is_written_in_utc_to_the_second(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(moments) / sizeof(*moments); i++) {
        struct pk_buf out = { 0 };
        pk_when_format(&out, moments[i].when);
        assert_string_equal(pk_buf_text(&out), moments[i].text);
        pk_buf_dispose(&out);
    }
}

static void what_is_written_is_read_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(moments) / sizeof(*moments); i++) {
        int64_t when = -1;
        assert_true(pk_when_parse(&when, moments[i].text));
        assert_true(when == moments[i].when);
    }
}

static void any_other_spelling_is_no_moment(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "2024-06-12",
        "2024-06-12T08:15:00",
        "2024-06-12T08:15:00z",
        "2024-06-12T08:15:00Z ",
        " 2024-06-12T08:15:00Z",
        "2024-06-12 08:15:00Z",
        "2024-06-12T08:15:00+02:00",
        "2024-06-12T08:15:00.5Z",
        "+024-06-12T08:15:00Z",
        "2024-6-12T08:15:00Z",
        "2024-06-31T08:15:00Z",
        "2023-02-29T08:15:00Z",
        "2024-00-12T08:15:00Z",
        "2024-06-12T24:00:00Z",
        "2024-06-12T08:60:00Z",
        "2024-06-12T08:15:60Z",
        "1969-12-31T23:59:59Z",
        "0000-01-01T00:00:00Z",
    };
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        int64_t when = 7;
        if (pk_when_parse(&when, texts[i])) {
            fail_msg("\"%s\" was read", texts[i]);
        }
        assert_true(when == 0);
    }
}

static void a_moment_that_only_a_wrong_clock_gives_is_the_nearest_that_can_be_read(void **state)
{
    (void)state;
    struct pk_buf early = { 0 }, late = { 0 };
    pk_when_format(&early, INT64_MIN);
    pk_when_format(&late, INT64_MAX);
    assert_string_equal(pk_buf_text(&early), "1970-01-01T00:00:00Z");
    assert_string_equal(pk_buf_text(&late), "9999-12-31T23:59:59Z");
    pk_buf_dispose(&early);
    pk_buf_dispose(&late);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_moment_is_written_in_utc_to_the_second),
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(any_other_spelling_is_no_moment),
        cmocka_unit_test(a_moment_that_only_a_wrong_clock_gives_is_the_nearest_that_can_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
