/* Headings over a timeline.  The scale is cut into parts (weeks, months, or so many months that a
 * label has room), each labelled where it begins.  A cell belongs to the part that has most of its
 * days, so that months are evenly wide.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "planek/buf.h"
#include "planek/i18n.h"
#include "planek/text.h"
#include "planek/timeline.h"

/* In a longer span of days of one cell months are told. */
enum { NARROW_DAYS = 62 };

enum { WIDE_MONTH = 41, NAME_CELLS = 4, NUMBER_CELLS = 3, YEAR_CELLS = 5 };

/* How long a part is, in months, or: */
enum { DAYS = -1, WEEKS = 0 };

enum form {
    YEAR,             /* 2024 */
    MONTH_YEAR,       /* červen 2024 */
    MONTH_NAME,       /* červen */
    MONTH_SHORT,      /* čvn */
    MONTH_NUMBER,     /* 6 */
    WEEK_MONTH,       /* 24. týden · červen 2024 */
    WEEK_DATE_NUMBER, /* 10. 6. · 24. týden */
    WEEK_DATE_SHORT,  /* 10. 6. · t24 */
    WEEK_NUMBER,      /* 24. týden */
    WEEK_DATE,        /* 10. 6. */
    WEEK_SHORT,       /* t24 */
    DAY_DATE,         /* po 10. 6. */
    DAY_NUMBER,       /* po 10 */
    DAY_NAME,         /* po */
    DAY_INITIAL,      /* p */
    NO_FORM
};

struct division {
    int months; /* of a part; DAYS, WEEKS */
    enum form form;
    int step; /* only every so many of the weeks are labelled */
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
        return (struct division){ WEEKS, WEEK_DATE, 1 };
    }
    if (has_room(scale, 1, NUMBER_CELLS)) {
        bool names = has_room(scale, 1, NAME_CELLS);
        return (struct division){ 1, names ? MONTH_SHORT : MONTH_NUMBER, 1 };
    }
    if (has_room(scale, 3, NUMBER_CELLS)) {
        return (struct division){ 3, MONTH_NUMBER, 1 };
    }
    int years = 1;
    while (years < 10000 && !has_room(scale, 12 * years, YEAR_CELLS)) {
        years++;
    }
    return (struct division){ 12 * years, YEAR, 1 };
}

/* The first day of the part that the day lies in. */
static pk_day part_begin(int months, pk_day day)
{
    if (months == DAYS) {
        return day;
    }
    if (months == WEEKS) {
        return day - pk_day_weekday(day);
    }
    struct pk_ymd ymd = pk_day_ymd(day);
    int month = (ymd.year - 1) * 12 + ymd.month - 1;
    month -= month % months;
    return pk_day_make(month / 12 + 1, month % 12 + 1, 1);
}

/* The first day after the part, at most `to`. */
static pk_day part_end(int months, pk_day begin, pk_day to)
{
    if (months <= WEEKS) {
        pk_day end = begin + (months == DAYS ? 1 : 7);
        return end < to ? end : to;
    }
    struct pk_ymd ymd = pk_day_ymd(begin);
    int month = (ymd.year - 1) * 12 + ymd.month - 1 + months;
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

static void add_month_year(struct pk_buf *out, struct pk_ymd ymd)
{
    pk_buf_printf(out, "%s %d", pk_month_name(ymd.month), ymd.year);
}

static void add_week(struct pk_buf *out, pk_day day)
{
    pk_buf_printf(out, _("week %d"), pk_day_iso_week(day));
}

static void add_initial(struct pk_buf *out, pk_day day)
{
    const char *name = pk_weekday_short(pk_day_weekday(day));
    pk_buf_add(out, name, pk_text_next(name, strlen(name), NULL));
}

static void label_days(struct pk_buf *out, enum form form, pk_day day)
{
    if (form == DAY_INITIAL) {
        add_initial(out, day);
        return;
    }
    pk_buf_str(out, pk_weekday_short(pk_day_weekday(day)));
    if (form == DAY_NUMBER) {
        pk_buf_printf(out, " %d", pk_day_ymd(day).day);
    } else if (form == DAY_DATE) {
        pk_buf_char(out, ' ');
        pk_day_format(out, day, PK_DAY_SHORT);
    }
}

static void label_week(struct pk_buf *out, enum form form, pk_day day)
{
    bool dated = form == WEEK_DATE || form == WEEK_DATE_NUMBER || form == WEEK_DATE_SHORT;
    if (dated) {
        pk_day_format(out, day, PK_DAY_SHORT);
    }
    if (dated && form != WEEK_DATE) {
        pk_buf_str(out, " · ");
    }
    if (form == WEEK_SHORT || form == WEEK_DATE_SHORT) {
        /* TRANSLATORS: the number of a week, as short as can be */
        pk_buf_printf(out, C_("week", "w%d"), pk_day_iso_week(day));
    } else if (form != WEEK_DATE) {
        add_week(out, day);
    }
    if (form == WEEK_MONTH) {
        pk_buf_str(out, " · ");
        add_month_year(out, pk_day_ymd(day));
    }
}

static void label_part(struct pk_buf *out, enum form form, pk_day day)
{
    struct pk_ymd ymd = pk_day_ymd(day);
    switch (form) {
    case YEAR: pk_buf_printf(out, "%d", ymd.year); break;
    case MONTH_YEAR: add_month_year(out, ymd); break;
    case MONTH_NAME: pk_buf_str(out, pk_month_name(ymd.month)); break;
    case MONTH_SHORT: pk_buf_str(out, pk_month_short(ymd.month)); break;
    case MONTH_NUMBER: pk_buf_printf(out, "%d", ymd.month); break;
    case WEEK_MONTH:
    case WEEK_DATE_NUMBER:
    case WEEK_DATE_SHORT:
    case WEEK_NUMBER:
    case WEEK_DATE:
    case WEEK_SHORT: label_week(out, form, day); break;
    case DAY_DATE:
    case DAY_NUMBER:
    case DAY_NAME:
    case DAY_INITIAL: label_days(out, form, day); break;
    case NO_FORM: break;
    }
}

/* Takes the label into the tick if it leaves a blank before the next one, which the last need
 * not. */
static bool set_label(struct pk_tick *tick, const struct pk_buf *label, int room, bool tight)
{
    int width = pk_text_width(pk_buf_text(label), label->len);
    bool fits = width < room || (tight && width == room);
    if (fits && label->len < sizeof(tick->label)) {
        memcpy(tick->label, pk_buf_text(label), label->len + 1);
    }
    return fits;
}

/* Whether the week is one of those that have a label, wherever the scale begins. */
static bool is_labelled(struct division division, pk_day begin)
{
    return division.step <= 1 || (begin - pk_day_weekday(begin)) / 7 % division.step == 0;
}

/* The cells from a part's first one to the next part that has a label. */
static int room_of(struct pk_scale scale, struct division division, int cell, pk_day end)
{
    int64_t next = (int64_t)end + (division.step - 1) * 7;
    int until = next < scale.to ? nearest_cell(scale, (pk_day)next) : scale.cells;
    return until - cell;
}

/* Fills ticks; *fits tells whether every part that is whole has its label.  Goes no further than
 * the first that has not, unless it is to be done anyway. */
static size_t walk(struct pk_tick *ticks, size_t max, struct pk_scale scale,
                   struct division division, bool *fits, bool anyway)
{
    size_t count = 0;
    pk_day begin = scale.from;
    *fits = true;
    while (begin < scale.to && count < max && (*fits || anyway)) {
        pk_day whole = part_begin(division.months, begin);
        pk_day end = part_end(division.months, whole, scale.to);
        struct pk_buf label = { 0 };
        struct pk_tick *tick = &ticks[count++];
        *tick = (struct pk_tick){ .day = begin, .cell = nearest_cell(scale, begin) };
        tick->cells = nearest_cell(scale, end) - tick->cell;
        if (is_labelled(division, begin)) {
            label_part(&label, division.form, begin);
            bool tight = end == scale.to;
            int room = room_of(scale, division, tick->cell, end);
            bool set = set_label(tick, &label, room, tight);
            bool cut = begin != whole || part_end(division.months, whole, end + 1) > end ||
                       (division.step > 1 && end == scale.to);
            *fits = *fits && (set || cut);
        }
        pk_buf_dispose(&label);
        begin = end;
    }
    return count;
}

size_t pk_timeline_ticks(struct pk_tick *ticks, size_t max, struct pk_scale scale)
{
    bool fits;
    if (scale.to <= scale.from || scale.cells <= 0) {
        return 0;
    }
    return walk(ticks, max, scale, divide(scale), &fits, true);
}

/* The first of the forms that has room everywhere, else the last of them. */
static enum form lay_line(struct pk_heading *line, size_t max, struct pk_scale scale, int months,
                          const enum form *forms)
{
    bool fits = false;
    enum form form = NO_FORM;
    for (int i = 0; !fits && forms[i] != NO_FORM; i++) {
        form = forms[i];
        struct division division = { months, form, 1 };
        bool last = forms[i + 1] == NO_FORM;
        line->count = walk(line->ticks, max, scale, division, &fits, last);
    }
    return form;
}

static int lay_days(struct pk_heading lines[2], size_t max, struct pk_scale scale)
{
    static const enum form days[] = { DAY_DATE, DAY_NUMBER, DAY_NAME, DAY_INITIAL, NO_FORM };
    static const enum form weeks[] = { WEEK_DATE_NUMBER, WEEK_DATE_SHORT, WEEK_DATE,
                                       NO_FORM };
    static const enum form numbers[] = { WEEK_MONTH, WEEK_NUMBER, WEEK_SHORT, NO_FORM };
    enum form form = lay_line(&lines[1], max, scale, DAYS, days);
    bool dated = form == DAY_DATE || form == DAY_NUMBER;
    lay_line(&lines[0], max, scale, WEEKS, dated ? numbers : weeks);
    lines[1].days = true;
    return 2;
}

/* Initials without a blank between them cannot be read: days of one cell have only their weeks. */
static int lay_narrow_days(struct pk_heading lines[2], size_t max, struct pk_scale scale)
{
    static const enum form dates[] = { WEEK_DATE, NO_FORM }, numbers[] = { WEEK_SHORT, NO_FORM };
    lay_line(&lines[0], max, scale, WEEKS, dates);
    lay_line(&lines[1], max, scale, WEEKS, numbers);
    return 2;
}

/* Weeks below months: every one of them is labelled, or every other one. */
static bool lay_weeks(struct pk_heading *line, size_t max, struct pk_scale scale)
{
    static const struct division weeks[] = { { WEEKS, WEEK_DATE_SHORT, 1 },
                                             { WEEKS, WEEK_SHORT, 1 },
                                             { WEEKS, WEEK_SHORT, 2 } };
    bool fits = false;
    for (size_t i = 0; !fits && i < sizeof weeks / sizeof weeks[0]; i++) {
        line->count = walk(line->ticks, max, scale, weeks[i], &fits, false);
    }
    return fits;
}

int pk_timeline_headings(struct pk_heading lines[2], size_t max, struct pk_scale scale)
{
    static const enum form months[] = { MONTH_YEAR, MONTH_NAME, MONTH_SHORT, MONTH_NUMBER,
                                        NO_FORM };
    static const enum form quarters[] = { MONTH_SHORT, MONTH_NUMBER, NO_FORM };
    lines[0].count = lines[1].count = 0;
    lines[0].days = lines[1].days = false;
    if (scale.to <= scale.from || scale.cells <= 0) {
        return 1;
    }
    int64_t days = (int64_t)scale.to - scale.from;
    if (scale.cells > days && scale.cells % days == 0) {
        return lay_days(lines, max, scale);
    }
    if (scale.cells == days && days <= NARROW_DAYS) {
        return lay_narrow_days(lines, max, scale);
    }
    struct division division = divide(scale);
    if (division.months > 3) {
        lines[0].count = pk_timeline_ticks(lines[0].ticks, max, scale);
    } else if (division.months == 3) {
        lay_line(&lines[0], max, scale, 3, quarters);
    } else {
        lay_line(&lines[0], max, scale, 1, months + (days > 200));
    }
    return days <= 200 && lay_weeks(&lines[1], max, scale) ? 2 : 1;
}
