#include "config.h"

#include "planek/holidays.h"

#include <stddef.h>

#include "planek/i18n.h"

enum { SATURDAY = 5, GOOD_FRIDAY_SINCE = 2016 };

static const struct {
    int month, day, since;
    const char *name;
} fixed[] = {
    { 1, 1, 0, N_("New Year, Day of Restoration of the Czech State") },
    { 5, 1, 0, N_("Labour Day") },
    { 5, 8, 0, N_("Victory Day") },
    { 7, 5, 0, N_("Saints Cyril and Methodius") },
    { 7, 6, 0, N_("Jan Hus Day") },
    { 9, 28, 2000, N_("Czech Statehood Day") },
    { 10, 28, 0, N_("Independent Czechoslovak State Day") },
    { 11, 17, 2000, N_("Struggle for Freedom and Democracy Day") },
    { 12, 24, 0, N_("Christmas Eve") },
    { 12, 25, 0, N_("Christmas Day") },
    { 12, 26, 0, N_("Saint Stephen's Day") },
};

/* The algorithm printed in Nature, 20 April 1876 (Meeus, Astronomical Algorithms, chapter 8). */
pk_day pk_easter(int year)
{
    int a = year % 19, b = year / 100, c = year % 100;
    int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4, k = c % 4;
    int l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int number = h + l - 7 * m + 114;
    return pk_day_make(year, number / 31, number % 31 + 1);
}

/* Not translated. */
static const char *name_of(pk_day day)
{
    struct pk_ymd ymd = pk_day_ymd(day);
    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++) {
        if (fixed[i].month == ymd.month && fixed[i].day == ymd.day) {
            return ymd.year >= fixed[i].since ? fixed[i].name : NULL;
        }
    }
    if ((ymd.month != 3 && ymd.month != 4) || !pk_day_valid(ymd.year, ymd.month, ymd.day)) {
        return NULL;
    }
    pk_day easter = pk_easter(ymd.year);
    if (day == easter + 1) {
        return N_("Easter Monday");
    }
    return day == easter - 2 && ymd.year >= GOOD_FRIDAY_SINCE ? N_("Good Friday") : NULL;
}

const char *pk_holiday_name(pk_day day)
{
    const char *name = name_of(day);
    return name ? _(name) : NULL;
}

bool pk_day_off(pk_day day)
{
    return pk_day_weekday(day) >= SATURDAY || name_of(day);
}
