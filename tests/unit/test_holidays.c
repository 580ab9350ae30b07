#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "planek/holidays.h"

static pk_day day(int year, int month, int number)
{
    return pk_day_make(year, month, number);
}

static void easter_falls_where_it_is_known_to_have_fallen(void **state)
{
    (void)state;
    static const struct pk_ymd sundays[] = {
        { 1583, 4, 10 }, { 1818, 3, 22 }, { 1943, 4, 25 }, { 2000, 4, 23 }, { 2016, 3, 27 },
        { 2019, 4, 21 }, { 2023, 4, 9 },  { 2024, 3, 31 }, { 2025, 4, 20 }, { 2026, 4, 5 },
        { 2027, 3, 28 }, { 2038, 4, 25 }, { 2285, 3, 22 },
    };
    for (size_t i = 0; i < sizeof sundays / sizeof sundays[0]; i++) {
        assert_int_equal(pk_easter(sundays[i].year),
                         day(sundays[i].year, sundays[i].month, sundays[i].day));
    }
}

static void easter_is_a_sunday_from_22_march_to_25_april_in_any_year(void **state)
{
    (void)state;
    for (int year = 1; year <= 9999; year++) {
        pk_day easter = pk_easter(year);
        assert_int_equal(pk_day_weekday(easter), 6);
        assert_in_range(easter - day(year, 3, 22), 0, 34);
    }
}

/* All holidays of a year, in order; ends with month 0. */
static void expect_year(int year, const struct pk_ymd *expected)
{
    for (pk_day at = day(year, 1, 1); at <= day(year, 12, 31); at++) {
        bool wanted = expected->month && at == day(year, expected->month, expected->day);
        assert_int_equal(pk_holiday_name(at) != NULL, wanted);
        expected += wanted;
    }
    assert_int_equal(expected->month, 0);
}

static void a_year_has_the_holidays_of_its_law(void **state)
{
    (void)state;
    static const struct pk_ymd of_2024[] = {
        { 0, 1, 1 },  { 0, 3, 29 }, { 0, 4, 1 },   { 0, 5, 1 },   { 0, 5, 8 },
        { 0, 7, 5 },  { 0, 7, 6 },  { 0, 9, 28 },  { 0, 10, 28 }, { 0, 11, 17 },
        { 0, 12, 24 }, { 0, 12, 25 }, { 0, 12, 26 }, { 0, 0, 0 },
    };
    static const struct pk_ymd of_2026[] = {
        { 0, 1, 1 },  { 0, 4, 3 },  { 0, 4, 6 },   { 0, 5, 1 },   { 0, 5, 8 },
        { 0, 7, 5 },  { 0, 7, 6 },  { 0, 9, 28 },  { 0, 10, 28 }, { 0, 11, 17 },
        { 0, 12, 24 }, { 0, 12, 25 }, { 0, 12, 26 }, { 0, 0, 0 },
    };
    static const struct pk_ymd of_2015[] = {
        { 0, 1, 1 },  { 0, 4, 6 },   { 0, 5, 1 },   { 0, 5, 8 },   { 0, 7, 5 },   { 0, 7, 6 },
        { 0, 9, 28 }, { 0, 10, 28 }, { 0, 11, 17 }, { 0, 12, 24 }, { 0, 12, 25 }, { 0, 12, 26 },
        { 0, 0, 0 },
    };
    expect_year(2024, of_2024);
    expect_year(2026, of_2026);
    expect_year(2015, of_2015);
}

static void good_friday_is_one_since_2016(void **state)
{
    (void)state;
    assert_null(pk_holiday_name(day(2015, 4, 3)));
    assert_string_equal(pk_holiday_name(day(2016, 3, 25)), "Good Friday");
    assert_string_equal(pk_holiday_name(day(2016, 3, 28)), "Easter Monday");
}

static void statehood_day_and_17_november_are_holidays_since_2000(void **state)
{
    (void)state;
    assert_null(pk_holiday_name(day(1999, 9, 28)));
    assert_non_null(pk_holiday_name(day(2000, 9, 28)));
    assert_null(pk_holiday_name(day(1999, 11, 17)));
    assert_non_null(pk_holiday_name(day(2000, 11, 17)));
}

static void a_day_off_is_a_weekend_or_a_holiday(void **state)
{
    (void)state;
    assert_true(pk_day_off(day(2024, 6, 8)));
    assert_true(pk_day_off(day(2024, 6, 9)));
    assert_false(pk_day_off(day(2024, 6, 10)));
    assert_true(pk_day_off(day(2024, 7, 5)));
    assert_false(pk_day_off(day(2024, 7, 4)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(easter_falls_where_it_is_known_to_have_fallen),
        cmocka_unit_test(easter_is_a_sunday_from_22_march_to_25_april_in_any_year),
        cmocka_unit_test(a_year_has_the_holidays_of_its_law),
        cmocka_unit_test(good_friday_is_one_since_2016),
        cmocka_unit_test(statehood_day_and_17_november_are_holidays_since_2000),
        cmocka_unit_test(a_day_off_is_a_weekend_or_a_holiday),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
