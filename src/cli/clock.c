#include "config.h"

#include "cli/clock.h"

#include <time.h>

pk_day pk_clock_day(int64_t moment)
{
    time_t seconds = (time_t)moment;
    struct tm local;
    if (!localtime_r(&seconds, &local)) {
        return pk_day_make(1970, 1, 1);
    }
    return pk_day_make(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

int64_t pk_clock_begin(pk_day day)
{
    struct pk_ymd ymd = pk_day_ymd(day);
    struct tm local = { .tm_year = ymd.year - 1900, .tm_mon = ymd.month - 1, .tm_mday = ymd.day,
                        .tm_isdst = -1 };
    return mktime(&local);
}
