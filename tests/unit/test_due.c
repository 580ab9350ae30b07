#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "planek/date.h"
#include "planek/text.h"

static const struct pk_dates in_june = { .year = 2024, .base = 19886 /* 2024-06-12 */ };
static const struct pk_dates in_a_file = { .year = 0, .base = PK_NO_DAY };

static const char *encoded(struct pk_buf *buf, struct pk_due due)
{
    pk_buf_cut(buf, 0);
    pk_due_encode(buf, due);
    return pk_buf_text(buf);
}

static void deadlines_are_read_as_officials_write_them(void **state)
{
    static const char *const cases[][2] = {
        { "2024-08-31", "2024-08-31" },
        { "31.8.", "2024-08-31" },
        { "2024-08", "2024-08" },
        { "2024-8", "2024-08" },
        { "8/2024", "2024-08" },
        { "08/2024", "2024-08" },
        { "12.2024", "2024-12" },
        { "12. 2024", "2024-12" },
        { "srpen", "2024-08" },
        { "SRPEN", "2024-08" },
        { "srpen 2023", "2023-08" },
        { "srpna 2023", "2023-08" },
        { "srp. 2023", "2023-08" },
        { "září", "2024-09" },
        { "ČERVEN", "2024-06" },
        { "červenec", "2024-07" },
        { "čvn", "2024-06" },
        { "August 2024", "2024-08" },
        { "aug", "2024-08" },
        { "May", "2024-05" },
        { "2024-Q3", "2024-Q3" },
        { "2024-q3", "2024-Q3" },
        { "2024 Q3", "2024-Q3" },
        { "2024Q3", "2024-Q3" },
        { "Q3", "2024-Q3" },
        { "q3 2023", "2023-Q3" },
        { "Q3/2023", "2023-Q3" },
        { "3. čtvrtletí", "2024-Q3" },
        { "3. ctvrtleti 2023", "2023-Q3" },
        { "3.čtvrtletí", "2024-Q3" },
        { "3. čtvrt.", "2024-Q3" },
        { "III. čtvrtletí 2023", "2023-Q3" },
        { "2024-H1", "2024-H1" },
        { "H2", "2024-H2" },
        { "H2 2023", "2023-H2" },
        { "1. pololetí", "2024-H1" },
        { "1. pololetí 2023", "2023-H1" },
        { "II. POLOLETÍ", "2024-H2" },
        { "ongoing", "ongoing" },
        { "Ongoing", "ongoing" },
        { "průběžně", "ongoing" },
        { "průběžné", "ongoing" },
        { "PRUBEZNE", "ongoing" },
        { "  Průběžně  ", "ongoing" },
        { "ongoing/2024-09-30", "ongoing/2024-09-30" },
        { "ongoing until 30 Sep", "ongoing/2024-09-30" },
        { "průběžně do 30. 9.", "ongoing/2024-09-30" },
        { "průběžné do 30.9.2023", "ongoing/2023-09-30" },
        { "prubezne do 30. zari 2023", "ongoing/2023-09-30" },
        { "+14d", "2024-06-26" },
    };
    (void)state;
    struct pk_buf buf = { 0 };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_due due;
        struct pk_diag diag = { .text = "" };
        enum pk_err err = pk_due_parse(&due, cases[i][0], &in_june, &diag);
        if (err || strcmp(encoded(&buf, due), cases[i][1]) != 0) {
            fail_msg("'%s' is read as %s: %s", cases[i][0], pk_buf_text(&buf), diag.text);
        }
    }
    pk_buf_dispose(&buf);
}

static void what_is_no_deadline_is_refused_with_a_sentence(void **state)
{
    static const char *const cases[][2] = {
        { "31.6.", "June has only 30 days" },
        { "13/2024", "there is no month 13" },
        { "0/2024", "there is no month 0" },
        { "2024-13", "there is no month 13" },
        { "2024-00", "there is no month 0" },
        { "2024-Q5", "there is no quarter 5" },
        { "2024-Q0", "there is no quarter 0" },
        { "5. čtvrtletí", "there is no quarter 5" },
        { "2024-H3", "there is no half-year 3" },
        { "3. pololetí", "there is no half-year 3" },
        { "srpen 24", "four digits" },
        { "Q3 24", "four digits" },
        { "8/202", "four digits" },
        { "0000-08", "years 1 to 9999" },
        { "0000-Q1", "years 1 to 9999" },
        { "2024", "not a deadline" },
        { "2024-", "not a deadline" },
        { "2024-Q", "not a deadline" },
        { "2024 8", "not a deadline" },
        { "Q", "not a deadline" },
        { "Q3/", "not a deadline" },
        { "3. průběžně", "not a deadline" },
        { "srpen srpen", "not a deadline" },
        { "ongoing/", "not a deadline" },
        { "ongoing/2024-09", "not a deadline" },
        { "ongoing/ongoing", "not a deadline" },
        { "ongoing 2024-09-30", "not a deadline" },
        { "ongoing/2024-09-31", "September has only 30 days" },
        { "brzy", "not a deadline" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_due due = { PK_DUE_DAY, 1, 1 };
        struct pk_diag diag = { .text = "" };
        if (pk_due_parse(&due, cases[i][0], &in_june, &diag) != PK_ERR_USAGE) {
            fail_msg("'%s' is read as kind %d", cases[i][0], due.kind);
        }
        assert_int_equal(due.kind, PK_DUE_NONE);
        assert_int_equal(due.last, PK_NO_DAY);
        if (!strstr(diag.text, cases[i][1])) {
            fail_msg("'%s' gets: %s", cases[i][0], diag.text);
        }
    }
}

static void the_empty_text_is_no_deadline_and_no_fault(void **state)
{
    (void)state;
    struct pk_due due = { PK_DUE_DAY, 1, 1 };
    assert_int_equal(pk_due_parse(&due, " ", &in_june, NULL), PK_OK);
    assert_int_equal(due.kind, PK_DUE_NONE);
}

static void a_period_reaches_from_its_first_to_its_last_day(void **state)
{
    static const char *const cases[][3] = {
        { "2024-08-31", "2024-08-31", "2024-08-31" },
        { "2024-02", "2024-02-01", "2024-02-29" },
        { "2024-12", "2024-12-01", "2024-12-31" },
        { "2024-Q1", "2024-01-01", "2024-03-31" },
        { "2024-Q4", "2024-10-01", "2024-12-31" },
        { "2024-H1", "2024-01-01", "2024-06-30" },
        { "9999-H2", "9999-07-01", "9999-12-31" },
        { "ongoing", "", "" },
        { "ongoing/2024-09-30", "", "2024-09-30" },
    };
    (void)state;
    struct pk_buf buf = { 0 };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_due due;
        assert_int_equal(pk_due_parse(&due, cases[i][0], &in_a_file, NULL), PK_OK);
        pk_buf_cut(&buf, 0);
        pk_day_encode(&buf, due.first);
        assert_string_equal(pk_buf_text(&buf), cases[i][1]);
        pk_buf_cut(&buf, 0);
        pk_day_encode(&buf, due.last);
        assert_string_equal(pk_buf_text(&buf), cases[i][2]);
    }
    pk_buf_dispose(&buf);
}

/* $PLANEK_SEED repeats a run that failed. */
static void seed_random(void)
{
    const char *given = getenv("PLANEK_SEED");
    unsigned seed = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL);
    print_message("PLANEK_SEED=%u\n", seed);
    srandom(seed);
}

static struct pk_due random_due(void)
{
    int year = (int)(random() % 9999) + 1, number = (int)(random() % 12) + 1;
    struct pk_buf text = { 0 }, back = { 0 };
    switch (random() % 6) {
    case 0:
        pk_buf_printf(&text, "%04d-%02d-%02ld", year, number, random() % 28 + 1);
        break;
    case 1:
        pk_buf_printf(&text, "%04d-%02d", year, number);
        break;
    case 2:
        pk_buf_printf(&text, "%04d-Q%d", year, (number + 2) / 3);
        break;
    case 3:
        pk_buf_printf(&text, "%04d-H%d", year, (number + 5) / 6);
        break;
    case 4:
        pk_buf_str(&text, "ongoing");
        break;
    default:
        pk_buf_printf(&text, "ongoing/%04d-%02d-%02ld", year, number, random() % 28 + 1);
    }
    struct pk_due due;
    assert_int_equal(pk_due_parse(&due, pk_buf_text(&text), &in_a_file, NULL), PK_OK);
    assert_string_equal(encoded(&back, due), pk_buf_text(&text));
    pk_buf_dispose(&back);
    pk_buf_dispose(&text);
    return due;
}

static void what_is_written_is_read_as_the_same_deadline(void **state)
{
    (void)state;
    seed_random();
    struct pk_buf buf = { 0 };
    for (int i = 0; i < 20000; i++) {
        struct pk_due due = random_due(), back;
        pk_buf_cut(&buf, 0);
        pk_due_format(&buf, due, 2024);
        if (pk_due_parse(&back, pk_buf_text(&buf), &in_june, NULL) || !pk_due_equal(due, back)) {
            fail_msg("'%s' is not read as what it was", pk_buf_text(&buf));
        }
        pk_buf_cut(&buf, 0);
        pk_due_format_narrow(&buf, due, i % 2 ? 2024 : pk_day_ymd(due.last).year);
        if (pk_text_width(pk_buf_text(&buf), buf.len) > 10) {
            fail_msg("'%s' is too wide", pk_buf_text(&buf));
        }
    }
    pk_buf_dispose(&buf);
}

static void any_text_is_read_or_refused(void **state)
{
    static const char *const parts[] = { "31", ".", "8", "/", "2024", "-", " ", "Q", "3", "ongoing",
                                         "do", "srpen", "+", "d", "dnes", "čtvrtletí", "0", "I",
                                         "pá", "příští", "za", "týdny", "měsíc" };
    (void)state;
    seed_random();
    for (int i = 0; i < 50000; i++) {
        char text[100] = "";
        for (long left = random() % 7; left > 0; left--) {
            strcat(text, parts[(size_t)random() % (sizeof parts / sizeof *parts)]);
        }
        struct pk_due due;
        struct pk_diag diag = { .text = "" };
        enum pk_err err = pk_due_parse(&due, text, &in_june, &diag);
        assert_true(err == PK_OK || (err == PK_ERR_USAGE && due.kind == PK_DUE_NONE));
        assert_true((err == PK_OK) == (diag.text[0] == '\0'));
        struct pk_buf buf = { 0 };
        struct pk_due back;
        assert_int_equal(pk_due_parse(&back, encoded(&buf, due), &in_a_file, NULL), PK_OK);
        assert_true(pk_due_equal(due, back));
        pk_buf_dispose(&buf);
    }
}

static void a_step_moves_a_deadline_by_its_own_measure(void **state)
{
    static const char *const cases[][3] = {
        { "2024-08-31", "+14d", "2024-09-14" },
        { "2024-08-31", "-1w", "2024-08-24" },
        { "2024-08-31", "+1m", "2024-09-30" },
        { "2024-08-31", "+1q", "2024-11-30" },
        { "2024-08-31", " +1D ", "2024-09-01" },
        { "2024-12", "+1m", "2025-01" },
        { "2024-12", "-1q", "2024-09" },
        { "2024-Q4", "+1q", "2025-Q1" },
        { "2024-Q4", "-3m", "2024-Q3" },
        { "2024-H2", "+2q", "2025-H1" },
        { "2024-H2", "+6m", "2025-H1" },
        { "ongoing/2024-09-30", "+1m", "ongoing/2024-10-30" },
        { "ongoing/2024-09-30", "-1d", "ongoing/2024-09-29" },
    };
    (void)state;
    struct pk_buf buf = { 0 };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_due due;
        assert_int_equal(pk_due_parse(&due, cases[i][0], &in_a_file, NULL), PK_OK);
        assert_int_equal(pk_due_shift(&due, cases[i][1], NULL), PK_OK);
        assert_string_equal(encoded(&buf, due), cases[i][2]);
    }
    pk_buf_dispose(&buf);
}

static void a_step_that_does_not_fit_leaves_the_deadline(void **state)
{
    static const char *const cases[][3] = {
        { "2024-08", "+14d", "a month" },
        { "2024-08", "+1w", "a month" },
        { "2024-Q3", "+1m", "a quarter" },
        { "2024-Q3", "+1d", "a quarter" },
        { "2024-H1", "+1q", "a half-year" },
        { "2024-H1", "+3m", "a half-year" },
        { "ongoing", "+1d", "ongoing has no day" },
        { "", "+1d", "no deadline" },
        { "2024-08-31", "14d", "not a step" },
        { "2024-08-31", "+14", "not a step" },
        { "2024-08-31", "+14d +1d", "not a step" },
        { "2024-08-31", "", "not a step" },
        { "2024-08-31", "+1y", "not a step" },
        { "9999-12-31", "+1d", "years 1 to 9999" },
        { "0001-01-01", "-1d", "years 1 to 9999" },
        { "9999-12", "+1m", "years 1 to 9999" },
        { "0001-Q1", "-1q", "years 1 to 9999" },
        { "2024-08-31", "+99999q", "years 1 to 9999" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_due due;
        struct pk_diag diag = { .text = "" };
        assert_int_equal(pk_due_parse(&due, cases[i][0], &in_a_file, NULL), PK_OK);
        struct pk_due before = due;
        assert_int_equal(pk_due_shift(&due, cases[i][1], &diag), PK_ERR_USAGE);
        assert_true(pk_due_equal(due, before));
        if (!strstr(diag.text, cases[i][2])) {
            fail_msg("%s %s gets: %s", cases[i][0], cases[i][1], diag.text);
        }
    }
}

static void the_year_is_named_where_it_is_another(void **state)
{
    static const char *const cases[][4] = {
        { "2024-08-31", "31 Aug", "31 Aug 2024", "2024-08-31" },
        { "2024-09", "September", "September 2024", "Sep 2024" },
        { "2024-Q3", "Q3", "Q3 2024", "Q3/2024" },
        { "2024-H1", "H1", "H1 2024", "H1/2024" },
        { "ongoing", "ongoing", "ongoing", "ongoing" },
        { "ongoing/2024-09-30", "ongoing until 30 Sep", "ongoing until 30 Sep 2024", "to 09/2024" },
        { "", "", "", "" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_buf buf = { 0 };
        struct pk_due due;
        assert_int_equal(pk_due_parse(&due, cases[i][0], &in_a_file, NULL), PK_OK);
        pk_due_format(&buf, due, 2024);
        assert_string_equal(pk_buf_text(&buf), cases[i][1]);
        pk_buf_cut(&buf, 0);
        pk_due_format(&buf, due, 2023);
        assert_string_equal(pk_buf_text(&buf), cases[i][2]);
        pk_buf_cut(&buf, 0);
        pk_due_format(&buf, due, 0);
        assert_string_equal(pk_buf_text(&buf), cases[i][2]);
        pk_buf_cut(&buf, 0);
        pk_due_format_narrow(&buf, due, 2023);
        assert_string_equal(pk_buf_text(&buf), cases[i][3]);
        pk_buf_dispose(&buf);
    }
}

static void deadlines_equal_only_as_a_whole(void **state)
{
    (void)state;
    struct pk_due day, month, ongoing;
    assert_int_equal(pk_due_parse(&day, "2024-08-31", &in_a_file, NULL), PK_OK);
    assert_int_equal(pk_due_parse(&month, "2024-08", &in_a_file, NULL), PK_OK);
    assert_int_equal(pk_due_parse(&ongoing, "ongoing/2024-08-31", &in_a_file, NULL), PK_OK);
    assert_true(pk_due_equal(day, day));
    assert_false(pk_due_equal(day, month));
    assert_false(pk_due_equal(day, ongoing));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(deadlines_are_read_as_officials_write_them),
        cmocka_unit_test(what_is_no_deadline_is_refused_with_a_sentence),
        cmocka_unit_test(the_empty_text_is_no_deadline_and_no_fault),
        cmocka_unit_test(a_period_reaches_from_its_first_to_its_last_day),
        cmocka_unit_test(what_is_written_is_read_as_the_same_deadline),
        cmocka_unit_test(any_text_is_read_or_refused),
        cmocka_unit_test(a_step_moves_a_deadline_by_its_own_measure),
        cmocka_unit_test(a_step_that_does_not_fit_leaves_the_deadline),
        cmocka_unit_test(the_year_is_named_where_it_is_another),
        cmocka_unit_test(deadlines_equal_only_as_a_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
