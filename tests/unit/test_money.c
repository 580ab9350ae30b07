#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "planek/money.h"

#define NBSP "\xC2\xA0"
#define NARROW_NBSP "\xE2\x80\xAF"
#define THIN_SPACE "\xE2\x80\x89"
#define MINUS "\xE2\x88\x92"

/* $PLANEK_SEED repeats a run that failed. */
static void seed_random(void)
{
    const char *given = getenv("PLANEK_SEED");
    unsigned seed = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL);
    print_message("PLANEK_SEED=%u\n", seed);
    srandom(seed);
}

static void amounts_are_read_as_people_type_them(void **state)
{
    static const struct {
        const char *text;
        pk_money amount;
    } cases[] = {
        { "30000", 3000000 },
        { "0", 0 },
        { "007", 700 },
        { "30000.50", 3000050 },
        { "30000,50", 3000050 },
        { "30000.5", 3000050 },
        { "30000,5", 3000050 },
        { "1.23", 123 },
        { "1,23", 123 },
        { "0.05", 5 },
        { "  30000 ", 3000000 },
        { NBSP "30000" NBSP, 3000000 },
        { "30 000", 3000000 },
        { "30 000,50", 3000050 },
        { "30 000.50", 3000050 },
        { "30" NBSP "000", 3000000 },
        { "30" NARROW_NBSP "000", 3000000 },
        { "30" THIN_SPACE "000", 3000000 },
        { "1 234 567", 123456700 },
        { "1.234", 123400 },
        { "1.234.567", 123456700 },
        { "1.234,5", 123450 },
        { "1.234.567,89", 123456789 },
        { "30.000,- Kč", 3000000 },
        { "30.000,-Kč", 3000000 },
        { "30.000,-", 3000000 },
        { "30.000,--", 3000000 },
        { "30.000,–", 3000000 },
        { "30.000,— Kč", 3000000 },
        { "30.000.-", 3000000 },
        { "0,-", 0 },
        { "0,- Kč", 0 },
        { "500 Kč", 50000 },
        { "500Kč", 50000 },
        { "500 KČ", 50000 },
        { "500 kc", 50000 },
        { "500" NBSP "Kč", 50000 },
        { "30 000,50 Kč", 3000050 },
        { "100 CZK", 10000 },
        { "CZK 100", 10000 },
        { "Kč 1 000,50", 100050 },
        { "czk100", 10000 },
        { "15 tis.", 1500000 },
        { "15 tis", 1500000 },
        { "15tis.", 1500000 },
        { "15 tis. Kč", 1500000 },
        { "15 tisíc", 1500000 },
        { "1,5 tis.", 150000 },
        { "1,5 mil.", 150000000 },
        { "1.5 mil Kč", 150000000 },
        { "2 miliony", 200000000 },
        { "5 milionů Kč", 500000000 },
        { "1.234 tis.", 123400000 },
        { "-5", -500 },
        { "-0", 0 },
        { "-1,5", -150 },
        { "- 30 000", -3000000 },
        { MINUS "30 000 Kč", -3000000 },
        { "CZK -100", -10000 },
        { "-CZK 100", -10000 },
        { "-1,5 mil.", -150000000 },
        { "1000000000000", PK_MONEY_MAX },
        { "1 000 000 000 000,00", PK_MONEY_MAX },
        { "-1000000000000", -PK_MONEY_MAX },
        { "1 000 000 mil.", PK_MONEY_MAX },
        { "999999999999.99", PK_MONEY_MAX - 1 },
        { "000000000000000001", 100 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_diag diag = { .text = "" };
        pk_money amount;
        enum pk_err err = pk_money_parse(&amount, cases[i].text, &diag);
        if (err || amount != cases[i].amount) {
            fail_msg("'%s' is read as %lld: %s", cases[i].text, (long long)amount, diag.text);
        }
    }
}

static void what_is_ambiguous_or_no_number_is_refused_with_a_sentence(void **state)
{
    static const struct {
        const char *text, *part_of_message;
    } cases[] = {
        { "1,234", "two decimals" },
        { "1,234,567", "two decimals" },
        { "1,234.50", "two decimals" },
        { "1,2,3", "two decimals" },
        { "1,234 mil.", "two decimals" },
        { "30000,500", "two decimals" },
        { "1.234 567", "in two ways" },
        { "1 234.567", "in two ways" },
        { "1 00", "by threes" },
        { "30.00.000", "by threes" },
        { "1234.567", "by threes" },
        { "1234 567", "by threes" },
        { "30 000 50", "by threes" },
        { "30 0000", "by threes" },
        { "1.2345", "by threes" },
        { "0.500", "by threes" },
        { "31.8.24", "by threes" },
        { "1e5", "not a number" },
        { "1E5", "not a number" },
        { "0x10", "not a number" },
        { "+5", "not a number" },
        { "--5", "not a number" },
        { "-", "not a number" },
        { ",-", "not a number" },
        { ".5", "not a number" },
        { ",50", "not a number" },
        { "5.", "not a number" },
        { "5,", "not a number" },
        { "5,50,-", "not a number" },
        { "5,- tis.", "not a number" },
        { "Kč", "not a number" },
        { "Kč 5 Kč", "not a number" },
        { "5 Kčs", "not a number" },
        { "5 EUR", "not a number" },
        { "5 %", "not a number" },
        { "5 5 korun", "by threes" },
        { "tis.", "not a number" },
        { "5 tis. mil.", "not a number" },
        { "pět", "not a number" },
        { "10²", "not a number" },
        { "½", "not a number" },
        { "٣", "not a number" },
        { "31. 8. 2024", "not a number" },
        { "\xFF" "5", "not a number" },
        { "1000000000000.01", "too large" },
        { "1000000000001", "too large" },
        { "99999999999999999999999999999999", "too large" },
        { "9223372036854775808", "too large" },
        { "1 000 001 mil.", "too large" },
        { "-1000000000001", "too large" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_diag diag = { .text = "" };
        pk_money amount = 1;
        if (pk_money_parse(&amount, cases[i].text, &diag) != PK_ERR_USAGE) {
            fail_msg("'%s' is read as %lld", cases[i].text, (long long)amount);
        }
        assert_true(amount == PK_NO_MONEY);
        if (!strstr(diag.text, cases[i].part_of_message)) {
            fail_msg("'%s' gets: %s", cases[i].text, diag.text);
        }
    }
}

static void the_empty_text_is_no_amount_and_no_fault(void **state)
{
    static const char *const texts[] = { "", " ", NBSP, "\t \n" };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        pk_money amount = 1;
        assert_int_equal(pk_money_parse(&amount, texts[i], NULL), PK_OK);
        assert_true(amount == PK_NO_MONEY);
    }
}

static void a_refusal_shows_control_characters_as_signs(void **state)
{
    (void)state;
    struct pk_diag diag;
    pk_money amount;
    assert_int_equal(pk_money_parse(&amount, "5\x1b[31m", &diag), PK_ERR_USAGE);
    assert_null(strchr(diag.text, '\x1b'));
    assert_non_null(strstr(diag.text, "5�[31m"));
}

static void check_written(pk_money amount, const char *encoded, const char *formatted)
{
    struct pk_buf buf = { 0 };
    pk_money_encode(&buf, amount);
    assert_string_equal(pk_buf_text(&buf), encoded);
    pk_buf_cut(&buf, 0);
    pk_money_format(&buf, amount);
    assert_string_equal(pk_buf_text(&buf), formatted);
    pk_buf_dispose(&buf);
}

static void amounts_are_written_for_files_and_for_people(void **state)
{
    (void)state;
    check_written(3000000, "30000", "30 000");
    check_written(3000050, "30000.50", "30 000.50");
    check_written(5, "0.05", "0.05");
    check_written(0, "0", "0");
    check_written(-500, "-5", "-5");
    check_written(-5, "-0.05", "-0.05");
    check_written(-123456789, "-1234567.89", "-1 234 567.89");
    check_written(99900, "999", "999");
    check_written(100000, "1000", "1 000");
    check_written(PK_NO_MONEY, "", "");
    check_written(INT64_MAX, "92233720368547758.07", "92 233 720 368 547 758.07");
    check_written(-INT64_MAX, "-92233720368547758.07", "-92 233 720 368 547 758.07");
}

static void what_is_written_is_read_as_the_same_amount(void **state)
{
    (void)state;
    seed_random();
    for (int i = 0; i < 20000; i++) {
        pk_money wide = (pk_money)random() << 31 | random();
        pk_money amount = wide % (INT64_C(1) << (i % 46 + 1));
        if (i % 2) {
            amount = -amount;
        }
        struct pk_buf buf = { 0 };
        pk_money back;
        pk_money_encode(&buf, amount);
        assert_int_equal(pk_money_parse(&back, pk_buf_text(&buf), NULL), PK_OK);
        assert_true(back == amount);
        pk_buf_cut(&buf, 0);
        pk_money_format(&buf, amount);
        assert_int_equal(pk_money_parse(&back, pk_buf_text(&buf), NULL), PK_OK);
        assert_true(back == amount);
        pk_buf_dispose(&buf);
    }
}

static void any_bytes_are_read_or_refused(void **state)
{
    static const char alphabet[] = "0123 .,-Kčtismlzk\xC2\xA0\xE2\x88\x92+e";
    (void)state;
    seed_random();
    for (int i = 0; i < 50000; i++) {
        char text[20] = "";
        int len = (int)(random() % 19);
        for (int at = 0; at < len; at++) {
            text[at] = alphabet[(size_t)random() % (sizeof alphabet - 1)];
        }
        pk_money amount;
        struct pk_diag diag = { .text = "" };
        enum pk_err err = pk_money_parse(&amount, text, &diag);
        assert_true(err == PK_OK || (err == PK_ERR_USAGE && amount == PK_NO_MONEY));
        assert_true((err == PK_OK) == (diag.text[0] == '\0'));
        if (err == PK_OK && amount != PK_NO_MONEY) {
            assert_true(amount >= -PK_MONEY_MAX && amount <= PK_MONEY_MAX);
        }
    }
}

static void sums_stop_at_the_ends_of_the_type(void **state)
{
    (void)state;
    assert_true(pk_money_add(2, 3) == 5);
    assert_true(pk_money_sub(2, 3) == -1);
    assert_true(pk_money_add(PK_NO_MONEY, 3) == 3);
    assert_true(pk_money_add(3, PK_NO_MONEY) == 3);
    assert_true(pk_money_sub(3, PK_NO_MONEY) == 3);
    assert_true(pk_money_sub(PK_NO_MONEY, 3) == -3);
    assert_true(pk_money_add(PK_NO_MONEY, PK_NO_MONEY) == 0);
    assert_true(pk_money_add(INT64_MAX, 1) == INT64_MAX);
    assert_true(pk_money_sub(INT64_MAX, -1) == INT64_MAX);
    assert_true(pk_money_add(-INT64_MAX, -1) == -INT64_MAX);
    assert_true(pk_money_add(-INT64_MAX, -INT64_MAX) == -INT64_MAX);
    assert_true(pk_money_sub(-INT64_MAX, 1) == -INT64_MAX);
}

static void percent_is_rounded_half_away_from_zero(void **state)
{
    static const struct {
        pk_money part, whole;
        int percent;
    } cases[] = {
        { 0, 100, 0 },
        { 50, 100, 50 },
        { 1, 3, 33 },
        { 2, 3, 67 },
        { 5, 1000, 1 },
        { 4, 1000, 0 },
        { -5, 1000, -1 },
        { -4, 1000, 0 },
        { 118400, 750000, 16 },
        { 1, 0, 0 },
        { 1, -5, 0 },
        { 1, PK_NO_MONEY, 0 },
        { PK_NO_MONEY, 100, 0 },
        { 1000000, 1, 9999 },
        { -1000000, 1, -9999 },
        { INT64_MAX, INT64_MAX, 100 },
        { INT64_MAX, 1, 9999 },
        { -INT64_MAX, INT64_MAX, -100 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(pk_percent(cases[i].part, cases[i].whole), cases[i].percent);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(amounts_are_read_as_people_type_them),
        cmocka_unit_test(what_is_ambiguous_or_no_number_is_refused_with_a_sentence),
        cmocka_unit_test(the_empty_text_is_no_amount_and_no_fault),
        cmocka_unit_test(a_refusal_shows_control_characters_as_signs),
        cmocka_unit_test(amounts_are_written_for_files_and_for_people),
        cmocka_unit_test(what_is_written_is_read_as_the_same_amount),
        cmocka_unit_test(any_bytes_are_read_or_refused),
        cmocka_unit_test(sums_stop_at_the_ends_of_the_type),
        cmocka_unit_test(percent_is_rounded_half_away_from_zero),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
