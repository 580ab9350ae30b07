/* An activity's line is a body and what stands at its end.  The body goes from its first cell to
 * the end's cell, the end stands on the last cell of the deadline's last day:
 *
 *     body    done  left     end  late    today
 *             █████░░░░░░░░░░♦    !!!!!!! │
 */
#include "config.h"

#include "planek/timeline.h"

#include <limits.h>

#include "planek/progress.h"

static int64_t floor_divide(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static int clamp(int64_t value)
{
    return value > INT_MAX / 2 ? INT_MAX / 2 : value < -(INT_MAX / 2) ? -(INT_MAX / 2) : (int)value;
}

static int64_t scale_days(struct pk_scale scale)
{
    return scale.to > scale.from ? (int64_t)scale.to - scale.from : 1;
}

int pk_scale_cell(struct pk_scale scale, pk_day day)
{
    int64_t days = (int64_t)day - scale.from;
    return clamp(floor_divide(days * scale.cells, scale_days(scale)));
}

pk_day pk_scale_day(struct pk_scale scale, int cell)
{
    if (scale.cells <= 0) {
        return scale.from;
    }
    int64_t days = -floor_divide(-(int64_t)cell * scale_days(scale), scale.cells);
    pk_day day = scale.from + (pk_day)days;
    return pk_scale_cell(scale, day) > cell ? day - 1 : day;
}

/* The last cell of a day; its only one unless the scale has more cells than days. */
static int last_cell(struct pk_scale scale, pk_day day)
{
    int cell = pk_scale_cell(scale, day), next = pk_scale_cell(scale, day + 1);
    return next - 1 > cell ? next - 1 : cell;
}

/* Marks the cells [from, to). */
static void fill(enum pk_mark *marks, struct pk_scale scale, int from, int to, enum pk_mark mark)
{
    for (int cell = from < 0 ? 0 : from; cell < to && cell < scale.cells; cell++) {
        marks[cell] = mark;
    }
}

static void fill_today(enum pk_mark *marks, struct pk_scale scale, pk_day today)
{
    int cell = pk_scale_cell(scale, today);
    if (cell >= 0 && cell < scale.cells && marks[cell] == PK_MARK_NONE) {
        marks[cell] = PK_MARK_TODAY;
    }
}

void pk_timeline_empty(enum pk_mark *marks, struct pk_scale scale, pk_day today)
{
    fill(marks, scale, 0, scale.cells, PK_MARK_NONE);
    fill_today(marks, scale, today);
}

/* The plan's year, or the scale where the plan has none. */
static struct pk_scale year_span(int year, struct pk_scale scale)
{
    if (pk_day_valid(year, 1, 1)) {
        scale.from = pk_day_make(year, 1, 1);
        scale.to = pk_day_make(year, 12, 31) + 1;
    }
    return scale;
}

static bool is_open(const struct pk_activity *activity)
{
    return activity->status == PK_PLANNED || activity->status == PK_ACTIVE;
}

static bool is_ongoing(const struct pk_activity *activity)
{
    return activity->due.kind == PK_DUE_ONGOING || activity->due.kind == PK_DUE_ONGOING_UNTIL;
}

static enum pk_mark end_mark(const struct pk_activity *activity)
{
    bool done = activity->status == PK_DONE;
    switch (activity->due.kind) {
    case PK_DUE_NONE:
        return PK_MARK_NONE;
    case PK_DUE_DAY:
        return PK_MARK_DUE;
    case PK_DUE_MONTH:
    case PK_DUE_QUARTER:
    case PK_DUE_HALF:
        return PK_MARK_DUE_SOFT;
    case PK_DUE_ONGOING:
        return done ? PK_MARK_NONE : PK_MARK_ARROW;
    case PK_DUE_ONGOING_UNTIL:
        return done ? PK_MARK_DUE : PK_MARK_ARROW;
    }
    return PK_MARK_NONE;
}

/* The first cell of the body; of what has not begun and does not say when, the one after today. */
static int body_begin(struct pk_scale scale, const struct pk_activity *activity, int year,
                      pk_day today)
{
    if (activity->start != PK_NO_DAY) {
        return pk_scale_cell(scale, activity->start);
    }
    if (activity->status == PK_ACTIVE || activity->status == PK_DONE || is_ongoing(activity)) {
        return pk_scale_cell(scale, year_span(year, scale).from);
    }
    return pk_scale_cell(scale, today) + 1;
}

/* Fills the cells [from, to) with what its status makes of them. */
static void fill_body(enum pk_mark *marks, struct pk_scale scale,
                      const struct pk_activity *activity, int from, int to)
{
    if (activity->status == PK_DONE) {
        fill(marks, scale, from, to, PK_MARK_FINISHED);
    } else if (!is_open(activity)) {
        fill(marks, scale, from, to, PK_MARK_LINE);
    } else if (is_ongoing(activity)) {
        fill(marks, scale, from, to, PK_MARK_ONGOING);
    } else if (activity->start == PK_NO_DAY && activity->status == PK_PLANNED) {
        fill(marks, scale, from, to, PK_MARK_LINE);
    } else if (from < to) {
        struct pk_progress progress = pk_progress_of(activity);
        int64_t cells = (int64_t)to - from;
        int done = progress.known ? (int)(cells * progress.percent / 100) : 0;
        fill(marks, scale, from, from + done, PK_MARK_DONE);
        fill(marks, scale, from + done, to, PK_MARK_LEFT);
    }
}

void pk_timeline_activity(enum pk_mark *marks, struct pk_scale scale,
                          const struct pk_activity *activity, int year, pk_day today)
{
    fill(marks, scale, 0, scale.cells, PK_MARK_NONE);
    bool nothing_known = activity->due.kind == PK_DUE_NONE && activity->start == PK_NO_DAY;
    if (!nothing_known) {
        pk_day last = activity->due.last;
        if (last == PK_NO_DAY) {
            last = year_span(year, scale).to - 1;
        }
        int end = last_cell(scale, last);
        enum pk_mark mark = end_mark(activity);
        int begin = body_begin(scale, activity, year, today);
        fill_body(marks, scale, activity, begin, mark == PK_MARK_NONE ? end + 1 : end);
        if (mark != PK_MARK_NONE) {
            fill(marks, scale, end, end + 1, mark);
        }
        if (pk_activity_late(activity, today)) {
            fill(marks, scale, end + 1, pk_scale_cell(scale, today), PK_MARK_OVERDUE);
        }
    }
    fill_today(marks, scale, today);
}

struct pk_scale pk_scale_zoom(enum pk_zoom zoom, int year, pk_day around, int cells)
{
    struct pk_ymd ymd = pk_day_ymd(around);
    int first = ymd.month, months = 1;
    switch (zoom) {
    case PK_ZOOM_YEAR:
        ymd.year = pk_day_valid(year, 1, 1) ? year : ymd.year;
        first = 1;
        months = 12;
        break;
    case PK_ZOOM_QUARTER:
        first = (ymd.month - 1) / 3 * 3 + 1;
        months = 3;
        break;
    case PK_ZOOM_MONTH:
        break;
    }
    pk_day from = pk_day_make(ymd.year, first, 1);
    return (struct pk_scale){ from, pk_day_add_months(from, months), cells };
}
