#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "planek/date.h"

#define FIRST_DAY (-719162)
#define LAST_DAY 2932896

static const char *encoded(struct pk_buf *buf, pk_day day)
{
    pk_buf_cut(buf, 0);
    pk_day_encode(buf, day);
    return pk_buf_text(buf);
}

static void days_count_from_1970(void **state)
{
    (void)state;
    assert_int_equal(pk_day_make(1970, 1, 1), 0);
    assert_int_equal(pk_day_make(1969, 12, 31), -1);
    assert_int_equal(pk_day_make(2000, 3, 1), 11017);
    assert_int_equal(pk_day_make(2024, 6, 12), 19886);
    assert_int_equal(pk_day_make(1, 1, 1), FIRST_DAY);
    assert_int_equal(pk_day_make(9999, 12, 31), LAST_DAY);
}

static void every_day_follows_the_one_before_and_comes_back(void **state)
{
    (void)state;
    struct pk_ymd expected = { 1, 1, 1 };
    for (pk_day day = FIRST_DAY; day <= LAST_DAY; day++) {
        struct pk_ymd at = pk_day_ymd(day);
        if (at.year != expected.year || at.month != expected.month || at.day != expected.day
            || pk_day_make(at.year, at.month, at.day) != day) {
            fail_msg("day %d is %d-%d-%d", day, at.year, at.month, at.day);
        }
        if (expected.day++ == pk_month_days(expected.year, expected.month)) {
            expected.day = 1;
            expected.year += expected.month == 12;
            expected.month = expected.month % 12 + 1;
        }
    }
    assert_int_equal(expected.year, 10000);
}

static void a_leap_day_is_a_day_only_in_leap_years(void **state)
{
    (void)state;
    assert_true(pk_day_valid(2024, 2, 29));
    assert_false(pk_day_valid(2023, 2, 29));
    assert_false(pk_day_valid(1900, 2, 29));
    assert_true(pk_day_valid(2000, 2, 29));
    assert_int_equal(pk_month_days(2024, 2), 29);
    assert_int_equal(pk_month_days(2100, 2), 28);
}

static void what_no_calendar_has_is_not_valid(void **state)
{
    (void)state;
    assert_false(pk_day_valid(2024, 6, 31));
    assert_false(pk_day_valid(2024, 0, 1));
    assert_false(pk_day_valid(2024, 13, 1));
    assert_false(pk_day_valid(2024, 1, 0));
    assert_false(pk_day_valid(2024, 1, 32));
    assert_false(pk_day_valid(0, 1, 1));
    assert_false(pk_day_valid(10000, 1, 1));
    assert_true(pk_day_valid(1, 1, 1));
    assert_true(pk_day_valid(9999, 12, 31));
}

static void weekdays_begin_on_monday(void **state)
{
    (void)state;
    assert_int_equal(pk_day_weekday(pk_day_make(2024, 6, 10)), 0);
    assert_int_equal(pk_day_weekday(pk_day_make(2024, 6, 12)), 2);
    assert_int_equal(pk_day_weekday(pk_day_make(2024, 6, 16)), 6);
    assert_int_equal(pk_day_weekday(pk_day_make(1969, 12, 28)), 6);
    assert_int_equal(pk_day_weekday(pk_day_make(1, 1, 1)), 0);
}

static void weeks_are_those_of_iso_8601(void **state)
{
    static const struct {
        int year, month, day, week;
    } cases[] = {
        { 2024, 1, 1, 1 },    { 2023, 1, 1, 52 },   { 2021, 1, 3, 53 },  { 2021, 1, 4, 1 },
        { 2024, 12, 29, 52 }, { 2024, 12, 30, 1 },  { 2020, 12, 31, 53 }, { 2024, 6, 12, 24 },
        { 1, 1, 1, 1 },       { 9999, 12, 31, 52 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(
            pk_day_iso_week(pk_day_make(cases[i].year, cases[i].month, cases[i].day)),
            cases[i].week);
    }
}

static void months_later_keeps_the_day_or_takes_the_last(void **state)
{
    static const struct {
        int year, month, day, months;
        const char *expected;
    } cases[] = {
        { 2024, 1, 31, 1, "2024-02-29" },   { 2023, 1, 31, 1, "2023-02-28" },
        { 2024, 1, 31, 2, "2024-03-31" },   { 2024, 1, 31, 12, "2025-01-31" },
        { 2024, 1, 31, -1, "2023-12-31" },  { 2024, 3, 31, -1, "2024-02-29" },
        { 2024, 6, 12, 0, "2024-06-12" },   { 2024, 6, 12, -18, "2022-12-12" },
        { 2024, 12, 31, 11, "2025-11-30" },
    };
    (void)state;
    struct pk_buf buf = { 0 };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pk_day day = pk_day_make(cases[i].year, cases[i].month, cases[i].day);
        assert_string_equal(encoded(&buf, pk_day_add_months(day, cases[i].months)),
                            cases[i].expected);
    }
    pk_buf_dispose(&buf);
}

static void adding_months_passes_the_last_year(void **state)
{
    (void)state;
    pk_day december = pk_day_make(9999, 12, 1);
    assert_int_equal(pk_day_add_months(december, 1), LAST_DAY + 1);
}

static void days_are_written_for_files_and_for_people(void **state)
{
    (void)state;
    struct pk_buf buf = { 0 };
    pk_day day = pk_day_make(2024, 8, 5);
    assert_string_equal(encoded(&buf, day), "2024-08-05");
    assert_string_equal(encoded(&buf, pk_day_make(33, 1, 2)), "0033-01-02");
    assert_string_equal(encoded(&buf, PK_NO_DAY), "");
    pk_day_format(&buf, PK_NO_DAY, PK_DAY_FULL);
    assert_string_equal(pk_buf_text(&buf), "");
    pk_day_format(&buf, day, PK_DAY_SHORT);
    pk_buf_char(&buf, '|');
    pk_day_format(&buf, day, PK_DAY_FULL);
    pk_buf_char(&buf, '|');
    pk_day_format(&buf, day, PK_DAY_WEEKDAY);
    pk_buf_char(&buf, '|');
    pk_day_format(&buf, pk_day_make(2024, 5, 31), PK_DAY_SHORT);
    assert_string_equal(pk_buf_text(&buf), "5 Aug|5 Aug 2024|Mon 5 Aug 2024|31 May");
    pk_buf_dispose(&buf);
}

static void months_and_weekdays_have_names(void **state)
{
    static const char *const shorts[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    static const char *const weekdays[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
    (void)state;
    for (int i = 0; i < 12; i++) {
        assert_string_equal(pk_month_short(i + 1), shorts[i]);
        assert_memory_equal(pk_month_name(i + 1), shorts[i], 3);
    }
    for (int i = 0; i < 7; i++) {
        assert_string_equal(pk_weekday_short(i), weekdays[i]);
    }
}

static const struct pk_dates in_june = { .year = 2024, .base = 19886 /* 2024-06-12 */ };
static const struct pk_dates in_a_file = { .year = 0, .base = PK_NO_DAY };

static void days_are_read_in_any_spelling(void **state)
{
    static const char *const cases[][2] = {
        { "2024-08-31", "2024-08-31" },
        { "2024-8-1", "2024-08-01" },
        { "2024/08/31", "2024-08-31" },
        { "0001-01-01", "0001-01-01" },
        { "9999-12-31", "9999-12-31" },
        { " 2024-08-31 ", "2024-08-31" },
        { "31. 8. 2024", "2024-08-31" },
        { "31.8.2024", "2024-08-31" },
        { "31.08.2024", "2024-08-31" },
        { "31.8. 2024", "2024-08-31" },
        { "31.\xC2\xA0" "8.\xC2\xA0" "2024", "2024-08-31" },
        { "\xE2\x80\xAF" "31.8.2024\t", "2024-08-31" },
        { "31/8/2024", "2024-08-31" },
        { "5/6/2024", "2024-06-05" },
        { "31. 8.", "2024-08-31" },
        { "31.8.", "2024-08-31" },
        { "31.8", "2024-08-31" },
        { "31/8", "2024-08-31" },
        { "29. 2.", "2024-02-29" },
        { "31. srpna 2024", "2024-08-31" },
        { "31. srpna", "2024-08-31" },
        { "31. SRPEN 2023", "2023-08-31" },
        { "1. září", "2024-09-01" },
        { "1. zari", "2024-09-01" },
        { "1. ČERVENCE 2024", "2024-07-01" },
        { "1. června 2024", "2024-06-01" },
        { "31 Aug 2024", "2024-08-31" },
        { "31 August", "2024-08-31" },
        { "5 May 2024", "2024-05-05" },
        { "dnes", "2024-06-12" },
        { "Dnes", "2024-06-12" },
        { "today", "2024-06-12" },
        { "zítra", "2024-06-13" },
        { "ZITRA", "2024-06-13" },
        { "tomorrow", "2024-06-13" },
        { "včera", "2024-06-11" },
        { "yesterday", "2024-06-11" },
        { "+14d", "2024-06-26" },
        { "-1w", "2024-06-05" },
        { "+2m", "2024-08-12" },
        { "+1q", "2024-09-12" },
        { "+2M", "2024-08-12" },
        { "+1m -1d", "2024-07-11" },
        { "pozítří", "2024-06-14" },
        { "pá", "2024-06-14" },
        { "Pátek", "2024-06-14" },
        { "st", "2024-06-19" },
        { "út", "2024-06-18" },
        { "ne", "2024-06-16" },
        { "čtvrtek", "2024-06-13" },
        { "Friday", "2024-06-14" },
        { "příští st", "2024-06-19" },
        { "příští pátek", "2024-06-21" },
        { "next mon", "2024-06-17" },
        { "za týden", "2024-06-19" },
        { "za 14 dní", "2024-06-26" },
        { "za 2 měsíce", "2024-08-12" },
        { "in 3 weeks", "2024-07-03" },
        { "so 31. 8. 2024", "2024-08-31" },
        { "so. 31.8.", "2024-08-31" },
    };
    (void)state;
    struct pk_buf buf = { 0 };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pk_day day;
        struct pk_diag diag = { .text = "" };
        enum pk_err err = pk_day_parse(&day, cases[i][0], &in_june, &diag);
        if (err || strcmp(encoded(&buf, day), cases[i][1]) != 0) {
            fail_msg("'%s' is read as %s: %s", cases[i][0], pk_buf_text(&buf), diag.text);
        }
    }
    pk_buf_dispose(&buf);
}

static void what_is_no_day_is_refused_with_a_sentence(void **state)
{
    static const char *const cases[][2] = {
        { "31.6.", "June has only 30 days" },
        { "31. 6. 2024", "June has only 30 days" },
        { "2024-06-31", "June has only 30 days" },
        { "45.8.2024", "August has only 31 days" },
        { "2024-02-30", "February 2024 has only 29 days" },
        { "29.2.2023", "February 2023 has only 28 days" },
        { "2023-02-29", "February 2023 has only 28 days" },
        { "0.8.2024", "the days of a month count from 1" },
        { "2024-08-00", "the days of a month count from 1" },
        { "31.13.2024", "there is no month 13; a year has 12" },
        { "2024-13-01", "there is no month 13; a year has 12" },
        { "2024-00-01", "there is no month 0; a year has 12" },
        { "8/31/2024", "there is no month 31; a year has 12" },
        { "31.8.24", "four digits" },
        { "5/6/24", "four digits" },
        { "31.8.024", "four digits" },
        { "31.8.0000", "years 1 to 9999" },
        { "31.8.12024", "years 1 to 9999" },
        { "0000-01-01", "years 1 to 9999" },
        { "+99999m", "years 1 to 9999" },
        { "-99999w -99999w", "years 1 to 9999" },
        { "8/2024", "not one day" },
        { "12.2024", "not one day" },
        { "srpen", "not one day" },
        { "2024-08", "not one day" },
        { "2024-Q3", "not one day" },
        { "průběžně", "not one day" },
        { "2024", "not a date" },
        { "31", "not a date" },
        { "45292", "not a date" },
        { "31.", "not a date" },
        { "31/8/", "not a date" },
        { "2024-08-", "not a date" },
        { "2024-08-311", "not a date" },
        { "2024-008-31", "not a date" },
        { "2024-08-31T00:00", "not a date" },
        { "2024-08-31 10:00", "not a date" },
        { "2024.08.31", "not a date" },
        { "05-06-2024", "not a date" },
        { "31.8.2024 x", "not a date" },
        { "31. cer. 2024", "not a date" },
        { "dnes x", "not a date" },
        { "+d", "not a date" },
        { "+1", "not a date" },
        { "+1x", "not a date" },
        { "+123456d", "not a date" },
        { "+1d x", "not a date" },
        { "někdy", "not a date" },
        { "pá 31. 8. 2024", "another day of the week: Sat" },
        { "pá x", "not a date" },
        { "pá 8/2024", "not a date" },
        { "příští", "not a date" },
        { "příští týden", "not a date" },
        { "za", "not a date" },
        { "za 2", "not a date" },
        { "za srpen", "not a date" },
        { "za 99999 měsíců", "years 1 to 9999" },
        { "za 123456 dní", "not a date" },
        { "3¹. 8. 2024", "not a date" },
        { "\xFF", "not a date" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pk_day day = 7;
        struct pk_diag diag = { .text = "" };
        if (pk_day_parse(&day, cases[i][0], &in_june, &diag) != PK_ERR_USAGE) {
            fail_msg("'%s' is read as %d", cases[i][0], day);
        }
        assert_int_equal(day, PK_NO_DAY);
        if (!strstr(diag.text, cases[i][1])) {
            fail_msg("'%s' gets: %s", cases[i][0], diag.text);
        }
    }
}

static void the_empty_text_is_no_day_and_no_fault(void **state)
{
    static const char *const texts[] = { "", "  ", "\xC2\xA0" };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        pk_day day = 7;
        assert_int_equal(pk_day_parse(&day, texts[i], &in_june, NULL), PK_OK);
        assert_int_equal(day, PK_NO_DAY);
    }
}

static void a_file_reads_whole_dates_only(void **state)
{
    (void)state;
    pk_day day;
    struct pk_diag diag;
    assert_int_equal(pk_day_parse(&day, "31. 8. 2024", &in_a_file, &diag), PK_OK);
    assert_int_equal(day, pk_day_make(2024, 8, 31));
    assert_int_equal(pk_day_parse(&day, "31. 8.", &in_a_file, &diag), PK_ERR_USAGE);
    assert_non_null(strstr(diag.text, "which year"));
    assert_int_equal(pk_day_parse(&day, "+14d", &in_a_file, &diag), PK_ERR_USAGE);
    assert_non_null(strstr(diag.text, "not known here"));
    assert_int_equal(pk_day_parse(&day, "dnes", &in_a_file, &diag), PK_ERR_USAGE);
    assert_non_null(strstr(diag.text, "not known here"));
}

static void a_long_text_is_cited_in_part(void **state)
{
    (void)state;
    char text[3000];
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    pk_day day;
    struct pk_diag diag;
    assert_int_equal(pk_day_parse(&day, text, &in_june, &diag), PK_ERR_USAGE);
    assert_true(strlen(diag.text) < 150);
    assert_non_null(strstr(diag.text, "aaa…\""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_count_from_1970),
        cmocka_unit_test(every_day_follows_the_one_before_and_comes_back),
        cmocka_unit_test(a_leap_day_is_a_day_only_in_leap_years),
        cmocka_unit_test(what_no_calendar_has_is_not_valid),
        cmocka_unit_test(weekdays_begin_on_monday),
        cmocka_unit_test(weeks_are_those_of_iso_8601),
        cmocka_unit_test(months_later_keeps_the_day_or_takes_the_last),
        cmocka_unit_test(adding_months_passes_the_last_year),
        cmocka_unit_test(days_are_written_for_files_and_for_people),
        cmocka_unit_test(months_and_weekdays_have_names),
        cmocka_unit_test(days_are_read_in_any_spelling),
        cmocka_unit_test(what_is_no_day_is_refused_with_a_sentence),
        cmocka_unit_test(the_empty_text_is_no_day_and_no_fault),
        cmocka_unit_test(a_file_reads_whole_dates_only),
        cmocka_unit_test(a_long_text_is_cited_in_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
