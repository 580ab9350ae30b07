/* Headings over a timeline.  The scale is cut into parts (weeks, months, or so many months that a
 * label has room), each labelled where it begins.  A cell belongs to the part that has most of its
 * days, so that months are evenly wide.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "planek/buf.h"
#include "planek/text.h"
#include "planek/timeline.h"

enum { WIDE_MONTH = 41, NAME_CELLS = 4, NUMBER_CELLS = 3, YEAR_CELLS = 5 };

struct division {
    int months; /* of a part; 0: a week */
    bool names;
};

/* Whether so many months have that many cells, a month being half of 61 days. */
static bool has_room(struct pk_scale scale, int months, int cells)
{
    int64_t days = (int64_t)scale.to - scale.from;
    return (int64_t)scale.cells * months * 61 >= 2 * cells * days;
}

static struct division divide(struct pk_scale scale)
{
    if (has_room(scale, 1, WIDE_MONTH)) {
        return (struct division){ 0, false };
    }
    if (has_room(scale, 1, NUMBER_CELLS)) {
        return (struct division){ 1, has_room(scale, 1, NAME_CELLS) };
    }
    if (has_room(scale, 3, NUMBER_CELLS)) {
        return (struct division){ 3, false };
    }
    int years = 1;
    while (years < 10000 && !has_room(scale, 12 * years, YEAR_CELLS)) {
        years++;
    }
    return (struct division){ 12 * years, false };
}

/* The first day of the part that the day lies in. */
static pk_day part_begin(struct division division, pk_day day)
{
    if (division.months == 0) {
        return day - pk_day_weekday(day);
    }
    struct pk_ymd ymd = pk_day_ymd(day);
    int month = (ymd.year - 1) * 12 + ymd.month - 1;
    month -= month % division.months;
    return pk_day_make(month / 12 + 1, month % 12 + 1, 1);
}

/* The first day after the part, at most `to`. */
static pk_day part_end(struct division division, pk_day begin, pk_day to)
{
    if (division.months == 0) {
        return begin + 7 < to ? begin + 7 : to;
    }
    struct pk_ymd ymd = pk_day_ymd(begin);
    int month = (ymd.year - 1) * 12 + ymd.month - 1 + division.months;
    if (!pk_day_valid(month / 12 + 1, month % 12 + 1, 1)) {
        return to;
    }
    pk_day end = pk_day_make(month / 12 + 1, month % 12 + 1, 1);
    return end < to ? end : to;
}

static int nearest_cell(struct pk_scale scale, pk_day day)
{
    int64_t days = (int64_t)scale.to - scale.from;
    return (int)((2 * ((int64_t)day - scale.from) * scale.cells + days) / (2 * days));
}

static void label_part(struct pk_buf *out, struct division division, pk_day day)
{
    struct pk_ymd ymd = pk_day_ymd(day);
    if (division.months == 0) {
        pk_day_format(out, day, PK_DAY_SHORT);
    } else if (division.months >= 12) {
        pk_buf_printf(out, "%d", ymd.year);
    } else if (division.names) {
        pk_buf_str(out, pk_month_short(ymd.month));
    } else {
        pk_buf_printf(out, "%d", ymd.month);
    }
}

/* Takes the label into the tick if it leaves a blank before the next one. */
static void set_label(struct pk_tick *tick, const struct pk_buf *label, bool last)
{
    int width = pk_text_width(pk_buf_text(label), label->len);
    bool fits = width < tick->cells || (last && width == tick->cells);
    if (fits && label->len < sizeof(tick->label)) {
        memcpy(tick->label, pk_buf_text(label), label->len + 1);
    }
}

size_t pk_timeline_ticks(struct pk_tick *ticks, size_t max, struct pk_scale scale)
{
    size_t count = 0;
    if (scale.to <= scale.from || scale.cells <= 0) {
        return 0;
    }
    struct division division = divide(scale);
    pk_day begin = scale.from;
    while (begin < scale.to && count < max) {
        pk_day end = part_end(division, part_begin(division, begin), scale.to);
        struct pk_buf label = { 0 };
        struct pk_tick *tick = &ticks[count++];
        *tick = (struct pk_tick){ .cell = nearest_cell(scale, begin) };
        tick->cells = nearest_cell(scale, end) - tick->cell;
        label_part(&label, division, begin);
        set_label(tick, &label, end == scale.to);
        pk_buf_dispose(&label);
        begin = end;
    }
    return count;
}
