#include "config.h"

#include "ui/moment.h"

#include <time.h>

static pk_day local_day(struct tm *local, int64_t when)
{
    time_t seconds = (time_t)when;
    if (!localtime_r(&seconds, local)) {
        return PK_NO_DAY;
    }
    int year = local->tm_year + 1900;
    return pk_day_valid(year, local->tm_mon + 1, local->tm_mday)
               ? pk_day_make(year, local->tm_mon + 1, local->tm_mday)
               : PK_NO_DAY;
}

pk_day ui_moment_day(int64_t when)
{
    struct tm local;
    return local_day(&local, when);
}

static void add_time(struct pk_buf *out, const struct tm *local)
{
    pk_buf_printf(out, "%d:%02d", local->tm_hour, local->tm_min);
}

void ui_moment_short(struct pk_buf *out, int64_t when, pk_day today)
{
    struct tm local;
    pk_day day = local_day(&local, when);
    if (day == PK_NO_DAY) {
        return;
    }
    if (day == today) {
        add_time(out, &local);
    } else if (pk_day_ymd(day).year == pk_day_ymd(today).year) {
        pk_day_format(out, day, PK_DAY_SHORT);
        pk_buf_char(out, ' ');
        add_time(out, &local);
    } else {
        pk_day_format(out, day, PK_DAY_FULL);
    }
}

void ui_moment_full(struct pk_buf *out, int64_t when)
{
    struct tm local;
    pk_day day = local_day(&local, when);
    if (day != PK_NO_DAY) {
        pk_day_format(out, day, PK_DAY_WEEKDAY);
        pk_buf_char(out, ' ');
        add_time(out, &local);
    }
}
