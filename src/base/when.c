#include "config.h"

#include "planek/when.h"

#include <string.h>
#include <time.h>

#define DAY_SECONDS 86400
#define FIRST_YEAR 1970
#define LAST INT64_C(253402300799) /* 9999-12-31T23:59:59Z */

void pk_when_format(struct pk_buf *out, int64_t when)
{
    int64_t moment = when < 0 ? 0 : when > LAST ? LAST : when;
    struct pk_ymd day = pk_day_ymd((pk_day)(moment / DAY_SECONDS));
    int second = (int)(moment % DAY_SECONDS);
    pk_buf_printf(out, "%04d-%02d-%02dT%02d:%02d:%02dZ", day.year, day.month, day.day,
                  second / 3600, second / 60 % 60, second % 60);
}

static bool has_the_form(const char *text)
{
    static const char form[] = "0000-00-00T00:00:00Z";
    for (size_t i = 0; i < sizeof(form); i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';
        if (form[i] == '0' ? !digit : text[i] != form[i]) {
            return false;
        }
    }
    return true;
}

static int number(const char *digits, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++) {
        value = value * 10 + (digits[i] - '0');
    }
    return value;
}

bool pk_when_parse(int64_t *when, const char *text)
{
    *when = 0;
    if (!has_the_form(text)) {
        return false;
    }
    int year = number(text, 4), month = number(text + 5, 2), day = number(text + 8, 2);
    int hour = number(text + 11, 2), minute = number(text + 14, 2), second = number(text + 17, 2);
    if (year < FIRST_YEAR || !pk_day_valid(year, month, day) || hour > 23 || minute > 59 ||
        second > 59) {
        return false;
    }
    *when = (int64_t)pk_day_make(year, month, day) * DAY_SECONDS + hour * 3600 + minute * 60 +
            second;
    return true;
}

int64_t pk_when_day_ends(pk_day day)
{
    struct pk_ymd next = pk_day_ymd(day + 1);
    struct tm local = { .tm_year = next.year - 1900,
                        .tm_mon = next.month - 1,
                        .tm_mday = next.day,
                        .tm_isdst = -1 };
    return (int64_t)mktime(&local);
}
