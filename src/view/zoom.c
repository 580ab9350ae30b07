/* Spans of time by how close one looks.  Where days are wide enough to have a cell, all have the
 * same number of cells: a week then always looks like a week.
 */
#include "config.h"

#include "planek/timeline.h"

enum {
    MONTH_DAYS = 31,
    WEEK_DAYS = 7,
    DAY_CELLS_MOST = 10 /* "po 10. 6." */
};

/* So many days or more from there, each as wide as they all can be. */
static struct pk_scale days_from(pk_day from, int least, int cells)
{
    if (cells < least) {
        return (struct pk_scale){ from, from + least, cells };
    }
    int each = cells / least;
    each = each > DAY_CELLS_MOST ? DAY_CELLS_MOST : each;
    int days = cells / each;
    return (struct pk_scale){ from, from + days, days * each };
}

struct pk_scale pk_scale_at(enum pk_zoom zoom, pk_day from, int cells)
{
    int months = 12;
    switch (zoom) {
    case PK_ZOOM_YEAR: break;
    case PK_ZOOM_HALF: months = 6; break;
    case PK_ZOOM_QUARTER: months = 3; break;
    case PK_ZOOM_MONTH: return days_from(from, MONTH_DAYS, cells);
    case PK_ZOOM_WEEK: return days_from(from, WEEK_DAYS, cells);
    }
    return (struct pk_scale){ from, pk_day_add_months(from, months), cells };
}

struct pk_scale pk_scale_zoom(enum pk_zoom zoom, int year, pk_day around, int cells)
{
    struct pk_ymd ymd = pk_day_ymd(around);
    int month = ymd.month;
    switch (zoom) {
    case PK_ZOOM_YEAR:
        ymd.year = pk_day_valid(year, 1, 1) ? year : ymd.year;
        month = 1;
        break;
    case PK_ZOOM_HALF: month = month > 6 ? 7 : 1; break;
    case PK_ZOOM_QUARTER: month = (month - 1) / 3 * 3 + 1; break;
    case PK_ZOOM_MONTH: break;
    case PK_ZOOM_WEEK: return pk_scale_at(zoom, around - pk_day_weekday(around), cells);
    }
    return pk_scale_at(zoom, pk_day_make(ymd.year, month, 1), cells);
}

pk_day pk_scale_step(enum pk_zoom zoom, pk_day from, int steps)
{
    switch (zoom) {
    case PK_ZOOM_YEAR: return pk_day_add_months(from, 12 * steps);
    case PK_ZOOM_HALF: return pk_day_add_months(from, 3 * steps);
    case PK_ZOOM_QUARTER: return pk_day_add_months(from, steps);
    case PK_ZOOM_MONTH: return from + 7 * steps;
    case PK_ZOOM_WEEK: return from + steps;
    }
    return from;
}
