/* Days are counted in years that begin in March, so that the leap day is a year's last and the
 * days before a month follow from a linear formula; 400 such years always have 146,097 days.
 */
#include "config.h"

#include "planek/date.h"

#include "base/due.h"
#include "planek/i18n.h"

#define DAYS_IN_400_YEARS 146097
#define EPOCH_FROM_YEAR_0 719468 /* days from 0000-03-01 to 1970-01-01 */

static const char *const month_names[] = {
    N_("January"), N_("February"), N_("March"),     N_("April"),   N_("May"),      N_("June"),
    N_("July"),    N_("August"),   N_("September"), N_("October"), N_("November"), N_("December"),
};
_Static_assert(sizeof month_names / sizeof *month_names == 12, "a name for each month");

/* May is missing: the short name needs a context of its own. */
static const char *const month_shorts[] = {
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), NULL,      N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
};
_Static_assert(sizeof month_shorts / sizeof *month_shorts == 12, "a short name for each month");

static const char *const weekday_shorts[] = {
    N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"),
};
_Static_assert(sizeof weekday_shorts / sizeof *weekday_shorts == 7, "a name for each weekday");

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int pk_month_days(int year, int month)
{
    static const signed char days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool pk_day_valid(int year, int month, int day)
{
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1
        && day <= pk_month_days(year, month);
}

/* Division that rounds down, of a positive divisor. */
static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

pk_day pk_day_make(int year, int month, int day)
{
    int64_t from_march = (month + 9) % 12;
    int64_t years = (int64_t)year - (month <= 2);
    int64_t cycle = floor_div(years, 400);
    int64_t year_of_cycle = years - cycle * 400;
    int64_t day_of_year = (153 * from_march + 2) / 5 + day - 1;
    int64_t day_of_cycle
        = year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year;
    return (pk_day)(cycle * DAYS_IN_400_YEARS + day_of_cycle - EPOCH_FROM_YEAR_0);
}

struct pk_ymd pk_day_ymd(pk_day day)
{
    int64_t days = (int64_t)day + EPOCH_FROM_YEAR_0;
    int64_t cycle = floor_div(days, DAYS_IN_400_YEARS);
    int64_t day_of_cycle = days - cycle * DAYS_IN_400_YEARS;
    int64_t year_of_cycle = (day_of_cycle - day_of_cycle / 1460 + day_of_cycle / 36524
                             - day_of_cycle / (DAYS_IN_400_YEARS - 1)) / 365;
    int64_t day_of_year
        = day_of_cycle - (year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100);
    int64_t from_march = (5 * day_of_year + 2) / 153;
    int month = (int)(from_march < 10 ? from_march + 3 : from_march - 9);
    return (struct pk_ymd){
        .year = (int)(cycle * 400 + year_of_cycle) + (month <= 2),
        .month = month,
        .day = (int)(day_of_year - (153 * from_march + 2) / 5) + 1,
    };
}

int pk_day_weekday(pk_day day)
{
    int64_t from_monday = (int64_t)day + 3;
    return (int)(from_monday - floor_div(from_monday, 7) * 7);
}

int pk_day_iso_week(pk_day day)
{
    pk_day thursday = day - pk_day_weekday(day) + 3;
    return (thursday - pk_day_make(pk_day_ymd(thursday).year, 1, 1)) / 7 + 1;
}

pk_day pk_day_add_months(pk_day day, int months)
{
    struct pk_ymd from = pk_day_ymd(day);
    int64_t total = (int64_t)from.year * 12 + from.month - 1 + months;
    int year = (int)floor_div(total, 12);
    int month = (int)(total - (int64_t)year * 12) + 1;
    int last = pk_month_days(year, month);
    return pk_day_make(year, month, from.day < last ? from.day : last);
}

void pk_day_encode(struct pk_buf *out, pk_day day)
{
    if (day == PK_NO_DAY) {
        return;
    }
    struct pk_ymd at = pk_day_ymd(day);
    pk_buf_printf(out, "%04d-%02d-%02d", at.year, at.month, at.day);
}

const char *pk_month_short(int month)
{
    return month == 5 ? C_("short month", "May") : gettext(month_shorts[month - 1]);
}

const char *pk_month_name(int month)
{
    return gettext(month_names[month - 1]);
}

const char *pk_weekday_short(int weekday)
{
    return gettext(weekday_shorts[weekday]);
}

/* A day or a month. */
static void add_figure(struct pk_buf *out, int figure, bool padded)
{
    if (figure >= 10 || padded) {
        pk_buf_char(out, (char)('0' + figure / 10));
    }
    pk_buf_char(out, (char)('0' + figure % 10));
}

static void add_token(struct pk_buf *out, char token, bool padded, pk_day day)
{
    struct pk_ymd at = pk_day_ymd(day);
    switch (token) {
    case 'a':
        pk_buf_str(out, pk_weekday_short(pk_day_weekday(day)));
        break;
    case 'b':
        pk_buf_str(out, pk_month_short(at.month));
        break;
    case 'd':
        add_figure(out, at.day, padded);
        break;
    case 'm':
        add_figure(out, at.month, padded);
        break;
    case 'Y':
        pk_buf_printf(out, "%04d", at.year);
        break;
    default:
        pk_buf_char(out, token);
    }
}

void pk_day_pattern(struct pk_buf *out, const char *pattern, pk_day day)
{
    for (const char *at = pattern; *at; at++) {
        if (*at != '%' || at[1] == '\0') {
            pk_buf_char(out, *at);
            continue;
        }
        bool padded = *++at != '-';
        if (!padded && at[1]) {
            at++;
        }
        add_token(out, *at, padded, day);
    }
}

static const char *day_pattern(enum pk_day_style style)
{
    switch (style) {
    case PK_DAY_SHORT:
        /* TRANSLATORS: tokens are %d %m %Y %b %a as in strftime, %-d and %-m without a zero */
        /* xgettext:no-c-format */
        return C_("day and month", "%-d %b");
    case PK_DAY_FULL:
        /* xgettext:no-c-format */
        return _("%-d %b %Y");
    case PK_DAY_WEEKDAY:
        /* xgettext:no-c-format */
        return _("%a %-d %b %Y");
    }
    return "";
}

void pk_day_format(struct pk_buf *out, pk_day day, enum pk_day_style style)
{
    if (day != PK_NO_DAY) {
        pk_day_pattern(out, day_pattern(style), day);
    }
}
