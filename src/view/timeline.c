/* An activity's line is a body and what stands at its end.  The body goes from its first cell to
 * the end's cell, the end stands on the last cell of the deadline's last day:
 *
 *     body    done  left     end  late    today
 *             █████░░░░░░░░░░♦    !!!!!!! │
 *
 * An end outside of what is shown is an arrow at that edge.
 */
#include "config.h"

#include "planek/timeline.h"

#include <limits.h>

#include "planek/holidays.h"
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
    if (activity->status == PK_DROPPED && activity->due.kind != PK_DUE_NONE) {
        return PK_MARK_DROPPED;
    }
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
        return done ? PK_MARK_DUE : PK_MARK_UNTIL;
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

/* Every other cell, the last one blank, so that the end stands by itself. */
static void fill_dashes(enum pk_mark *marks, struct pk_scale scale, int from, int to)
{
    for (int cell = from < 0 ? 0 : from; cell < to && cell < scale.cells; cell++) {
        marks[cell] = (to - cell) % 2 == 0 ? PK_MARK_LINE : marks[cell];
    }
}

/* Fills the cells [from, to) with what its status makes of them. */
static void fill_body(enum pk_mark *marks, struct pk_scale scale,
                      const struct pk_activity *activity, int from, int to)
{
    if (activity->status == PK_DONE) {
        fill(marks, scale, from, to, PK_MARK_FINISHED);
    } else if (activity->status == PK_PROPOSED) {
        fill_dashes(marks, scale, from, to);
    } else if (activity->status == PK_DROPPED) {
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

/* Where the line of an activity lies, in cells that may be outside of the scale. */
struct body {
    bool known;         /* false: nothing is drawn */
    int begin, to, end; /* the body is [begin, to), its mark stands on end */
    enum pk_mark mark;
};

static struct body body_of(struct pk_scale scale, const struct pk_activity *activity, int year,
                           pk_day today)
{
    struct body body = { .mark = end_mark(activity) };
    body.known = activity->due.kind != PK_DUE_NONE || activity->start != PK_NO_DAY;
    if (body.known) {
        pk_day last = activity->due.last;
        if (last == PK_NO_DAY) {
            last = year_span(year, scale).to - 1;
        }
        body.begin = body_begin(scale, activity, year, today);
        body.end = last_cell(scale, last);
        body.to = body.mark == PK_MARK_NONE ? body.end + 1 : body.end;
    }
    return body;
}

/* The deadline is somewhere, if not here. */
static void fill_edges(enum pk_mark *marks, struct pk_scale scale, const struct body *body,
                       pk_day today)
{
    if (body->mark == PK_MARK_NONE || scale.cells <= 0) {
        return;
    }
    int edge = body->end < 0 ? 0 : scale.cells - 1;
    bool outside = body->end < 0 || body->end >= scale.cells;
    if (outside && pk_scale_cell(scale, today) != edge) {
        marks[edge] = body->end < 0 ? PK_MARK_BEFORE : PK_MARK_BEYOND;
    }
}

void pk_timeline_activity(enum pk_mark *marks, struct pk_scale scale,
                          const struct pk_activity *activity, int year, pk_day today)
{
    fill(marks, scale, 0, scale.cells, PK_MARK_NONE);
    struct body body = body_of(scale, activity, year, today);
    if (body.known) {
        fill_body(marks, scale, activity, body.begin, body.to);
        if (body.mark != PK_MARK_NONE) {
            fill(marks, scale, body.end, body.end + 1, body.mark);
        }
        if (pk_activity_late(activity, today)) {
            fill(marks, scale, body.end + 1, pk_scale_cell(scale, today), PK_MARK_OVERDUE);
        }
        fill_edges(marks, scale, &body, today);
    }
    fill_today(marks, scale, today);
}

struct pk_ends pk_timeline_ends(struct pk_scale scale, const struct pk_activity *activity,
                                int year, pk_day today)
{
    struct body body = body_of(scale, activity, year, today);
    if (!body.known) {
        return (struct pk_ends){ .known = false };
    }
    int begin = body.begin < body.end ? body.begin : body.end;
    return (struct pk_ends){ true, begin, body.end };
}

static bool ends_here(struct pk_scale scale, struct pk_ends ends)
{
    return ends.known && ends.end >= 0 && ends.end < scale.cells;
}

/* Whether nothing stands in the cells [from, to) that are shown. */
static bool is_blank(const enum pk_mark *marks, struct pk_scale scale, int from, int to)
{
    for (int cell = from < 0 ? 0 : from; cell < to && cell < scale.cells; cell++) {
        if (marks[cell] != PK_MARK_NONE && marks[cell] != PK_MARK_REST) {
            return false;
        }
    }
    return true;
}

/* Whether a text has room at that cell, with a blank on either side of it. */
static bool has_room(const enum pk_mark *marks, struct pk_scale scale, int at, int cells)
{
    return at >= 0 && at + cells <= scale.cells &&
           is_blank(marks, scale, at - 1, at + cells + 1);
}

int pk_timeline_after(const enum pk_mark *marks, struct pk_scale scale, struct pk_ends ends,
                      int cells)
{
    if (!ends_here(scale, ends)) {
        return -1;
    }
    int at = ends.end + 2;
    while (at <= scale.cells && marks[at - 1] == PK_MARK_OVERDUE) {
        at++;
    }
    for (int cell = at - 1; cell < scale.cells && cell <= at + 1; cell++) {
        at = marks[cell] == PK_MARK_TODAY ? cell + 2 : at;
    }
    if (!has_room(marks, scale, at, cells)) {
        return -1;
    }
    bool wide = at == ends.end + 2 && has_room(marks, scale, at + 1, cells);
    return wide ? at + 1 : at;
}

int pk_timeline_before(const enum pk_mark *marks, struct pk_scale scale, struct pk_ends ends,
                       int cells)
{
    int at = ends.begin - 1 - cells;
    return ends_here(scale, ends) && has_room(marks, scale, at, cells) ? at : -1;
}

bool pk_timeline_part(struct pk_part *part, struct pk_scale scale,
                      const struct pk_activity *activity, int year, pk_day today)
{
    enum { EIGHTHS = 8 };
    struct body body = body_of(scale, activity, year, today);
    struct pk_progress progress = pk_progress_of(activity);
    if (!body.known || body.to <= body.begin || !progress.known || !is_open(activity) ||
        is_ongoing(activity) ||
        (activity->start == PK_NO_DAY && activity->status == PK_PLANNED)) {
        return false;
    }
    int64_t done = ((int64_t)body.to - body.begin) * EIGHTHS * progress.percent / 100;
    part->cell = body.begin + (int)(done / EIGHTHS);
    part->eighths = (int)(done % EIGHTHS);
    return part->eighths > 0 && part->cell >= 0 && part->cell < scale.cells &&
           part->cell < body.to;
}

void pk_timeline_shade(enum pk_mark *marks, struct pk_scale scale)
{
    if (scale.cells < scale_days(scale)) {
        return;
    }
    for (int cell = 0; cell < scale.cells; cell++) {
        pk_day day = pk_scale_day(scale, cell);
        if (marks[cell] == PK_MARK_NONE && pk_day_off(day)) {
            bool first = pk_scale_cell(scale, day) == cell;
            marks[cell] = first && pk_holiday_name(day) ? PK_MARK_HOLIDAY : PK_MARK_REST;
        }
    }
}

static pk_day first_day(const struct pk_activity *activity, int year, pk_day today)
{
    if (activity->start != PK_NO_DAY) {
        return activity->start;
    }
    bool begun = activity->status == PK_ACTIVE || activity->status == PK_DONE ||
                 is_ongoing(activity);
    bool overdue = activity->due.last != PK_NO_DAY && activity->due.last <= today;
    if (begun) {
        return pk_day_make(year, 1, 1);
    }
    return overdue ? activity->due.last : today;
}

void pk_summary_add(struct pk_summary *summary, const struct pk_activity *activity, int year,
                    pk_day today)
{
    summary->late += pk_activity_late(activity, today);
    if (activity->status == PK_PROPOSED || activity->status == PK_DROPPED) {
        return;
    }
    struct pk_progress progress = pk_progress_of(activity);
    bool done = activity->status == PK_DONE;
    summary->count++;
    summary->percents += done ? 100 : progress.known ? (size_t)progress.percent : 0;
    if ((activity->due.kind == PK_DUE_NONE && activity->start == PK_NO_DAY) ||
        !pk_day_valid(year, 1, 1)) {
        return;
    }
    pk_day first = first_day(activity, year, today);
    pk_day last = activity->due.last == PK_NO_DAY ? pk_day_make(year, 12, 31)
                                                  : activity->due.last;
    if (!summary->dated || first < summary->first) {
        summary->first = first;
        summary->firsts = 0;
    }
    if (!summary->dated || last > summary->last) {
        summary->last = last;
        summary->lasts = 0;
    }
    summary->firsts += first == summary->first;
    summary->lasts += last == summary->last;
    summary->open += end_mark(activity) == PK_MARK_ARROW;
    summary->dated = true;
}

bool pk_summary_take(struct pk_summary *summary, const struct pk_activity *activity, int year,
                     pk_day today)
{
    struct pk_summary own = { 0 };
    pk_summary_add(&own, activity, year, today);
    summary->late -= own.late;
    summary->count -= own.count;
    summary->percents -= own.percents;
    summary->open -= own.open;
    summary->firsts -= own.dated && own.first == summary->first;
    summary->lasts -= own.dated && own.last == summary->last;
    return !own.dated || (summary->firsts && summary->lasts);
}

void pk_timeline_summary(enum pk_mark *marks, struct pk_scale scale,
                         const struct pk_summary *summary, pk_day today)
{
    fill(marks, scale, 0, scale.cells, PK_MARK_NONE);
    if (summary->dated) {
        int from = pk_scale_cell(scale, summary->first), to = last_cell(scale, summary->last);
        int64_t cells = (int64_t)to - from + 1;
        int done = (int)(cells * (int64_t)(summary->percents / summary->count) / 100);
        fill(marks, scale, from, to, PK_MARK_GOAL_LEFT);
        fill(marks, scale, from, from + 1, PK_MARK_GOAL_FROM);
        fill(marks, scale, from, from + done, PK_MARK_GOAL_DONE);
        fill(marks, scale, to, to + 1,
             summary->open ? PK_MARK_GOAL_BEYOND : PK_MARK_GOAL_TO);
        if (to < 0) {
            fill(marks, scale, 0, 1, PK_MARK_GOAL_BEFORE);
        } else if (to >= scale.cells) {
            fill(marks, scale, scale.cells - 1, scale.cells, PK_MARK_GOAL_BEYOND);
        }
    }
    int cell = pk_scale_cell(scale, today);
    fill(marks, scale, cell, cell + 1, PK_MARK_TODAY);
}
