/* timeline.h: the geometry of the year: dates and a width in, cells out.
 *
 * Pure functions without drawing: the screen, the printed snapshot and the SVG draw what comes
 * out of here.  A scale maps the half-open span of days [from, to) to `cells` cells.
 */
#ifndef PLANEK_TIMELINE_H
#define PLANEK_TIMELINE_H

#include <stdbool.h>
#include <stddef.h>

#include "planek/date.h"
#include "planek/plan.h"

struct pk_scale {
    pk_day from, to;
    int cells;
};

/* The (first) cell of a day; below 0 or from cells on when it is outside. */
int pk_scale_cell(struct pk_scale scale, pk_day day);
/* The first day of a cell; where a day has several cells, their day. */
pk_day pk_scale_day(struct pk_scale scale, int cell);

/* What stands in one cell of an activity's line. */
enum pk_mark {
    PK_MARK_NONE,
    PK_MARK_DONE,     /* █ what is done of it */
    PK_MARK_LEFT,     /* ░ what is left */
    PK_MARK_FINISHED, /* ▬ of a finished one */
    PK_MARK_LINE,     /* ─ only a deadline is known */
    PK_MARK_ONGOING,  /* ═ */
    PK_MARK_ARROW,    /* ► ongoing goes on */
    PK_MARK_UNTIL,    /* ╡ ongoing ends here */
    PK_MARK_DUE,      /* ♦ a deadline that is a day */
    PK_MARK_DUE_SOFT, /* ◊ one that is a month, quarter or half */
    PK_MARK_DROPPED,  /* × the deadline of what was dropped */
    PK_MARK_OVERDUE,  /* ! days past the deadline */
    PK_MARK_TODAY,    /* │ where nothing else stands */
    PK_MARK_BEFORE,   /* ◄ the deadline lies before what is shown */
    PK_MARK_BEYOND,   /* ► or after it */
    PK_MARK_REST,     /* · a Saturday or Sunday */
    PK_MARK_HOLIDAY,  /* + a public holiday */
    PK_MARK_GOAL_FROM, /* ┌ a goal's line begins with its first activity */
    PK_MARK_GOAL_DONE, /* ▬ the share that is done */
    PK_MARK_GOAL_LEFT, /* ─ */
    PK_MARK_GOAL_TO,   /* ┐ and ends with its last deadline */
    PK_MARK_GOAL_BEFORE, /* ◄ which lies before what is shown */
    PK_MARK_GOAL_BEYOND, /* ► or after it, or some activity has none */
    PK_MARKS
};

/* Fills marks (scale.cells of them) with an activity's line: a bar from start to
 * deadline once it is under way or says when it starts (an empty start is then the beginning of
 * the year), else a line from today to the deadline; proposed and dropped ones have lines only.
 * What is ongoing, or has a start but no deadline, goes to the year's end.  Where the scale shows
 * a part of the year, the line is cut, and a deadline outside is an arrow at that edge.  A year
 * that is none: the scale's ends stand for it. */
void pk_timeline_activity(enum pk_mark *marks, struct pk_scale scale,
                          const struct pk_activity *activity, int year, pk_day today);

/* The empty line with only today in it. */
void pk_timeline_empty(enum pk_mark *marks, struct pk_scale scale, pk_day today);

/* Marks the empty cells of Saturdays, Sundays and public holidays, where every day has a cell. */
void pk_timeline_shade(enum pk_mark *marks, struct pk_scale scale);

/* The cells that an activity's line begins and ends with; they may lie outside of the scale. */
struct pk_ends {
    bool known; /* false: it has no line */
    int begin, end;
};
struct pk_ends pk_timeline_ends(struct pk_scale scale, const struct pk_activity *activity,
                                int year, pk_day today);

/* Where a text of so many cells stands beside the line that these marks show: on free cells or
 * days of rest, with a blank on either side.  -1: there is no room, or the end is not shown.
 * after: behind the end (one cell further where it can be, so that a line may go down there), what
 * is overdue and today if they follow.  before: ahead of its beginning. */
int pk_timeline_after(const enum pk_mark *marks, struct pk_scale scale, struct pk_ends ends,
                      int cells);
int pk_timeline_before(const enum pk_mark *marks, struct pk_scale scale, struct pk_ends ends,
                       int cells);

/* The cell of a bar that is done in part, and how many eighths of it are; false where the part
 * that is done ends with a cell, or is not shown. */
struct pk_part {
    int cell, eighths;
};
bool pk_timeline_part(struct pk_part *part, struct pk_scale scale,
                      const struct pk_activity *activity, int year, pk_day today);

/* What the activities of a goal come to; zero-initialise to begin.  Those proposed and dropped
 * count for nothing. */
struct pk_summary {
    bool dated;         /* first and last say something */
    pk_day first, last; /* the first start, the last deadline */
    size_t firsts, lasts; /* so many activities have them */
    size_t open;        /* so many go on without an end, for them the end of the year */
    size_t count;       /* activities */
    size_t percents;    /* sum over them of how much is done */
    size_t late;
};
void pk_summary_add(struct pk_summary *summary, const struct pk_activity *activity, int year,
                    pk_day today);
/* Takes an activity off again.  False when it was the only one to begin first or end last: what
 * the others come to has to be added up anew. */
bool pk_summary_take(struct pk_summary *summary, const struct pk_activity *activity, int year,
                     pk_day today);
/* A goal's line; today shows through it. */
void pk_timeline_summary(enum pk_mark *marks, struct pk_scale scale,
                         const struct pk_summary *summary, pk_day today);

/* Headings: the parts that the scale is divided into, from its first cell to its last; the first
 * and the last may be cut off. */
struct pk_tick {
    pk_day day;     /* the first of the part that is shown */
    int cell;       /* where its label begins: nearest to where the part does */
    int cells;      /* how wide its part is */
    char label[40]; /* fits its part with a blank after it; "" where it does not */
};
/* At most max ticks; returns their number.  Parts are months, labelled by name where each has 4
 * cells or more ("led"), else by number; where months are wider than 40 cells, weeks by the day
 * they begin ("3. 6."); where there are less than 3 cells for a month, quarters by their first
 * month, or else as many years as have room. */
size_t pk_timeline_ticks(struct pk_tick *ticks, size_t max, struct pk_scale scale);

/* The headings of the screen, in one line or two (returned).  lines[0] is the upper one.  Days are
 * only told where all of them are equally wide:
 *
 *      10. 6. · 24. týden     weeks, where every day has a cell
 *      po út st čt pá so ne   days: "po 10. 6.", "po 10", "po" or "p"
 *
 *      3. 6.  10. 6. 17. 6.   weeks, where every day of a month or two has just one cell
 *      t23    t24    t25      and their ISO numbers
 *
 *      květen      červen     months
 *      20. t. 22. t. 24. t.   ISO weeks, where two of them have room
 *
 *      květen      červen     else months, or fewer parts as in pk_timeline_ticks
 */
struct pk_heading {
    struct pk_tick *ticks; /* max of them */
    size_t count;
    bool days; /* each tick is a day */
};
int pk_timeline_headings(struct pk_heading lines[2], size_t max, struct pk_scale scale);

/* How close one looks.  The year is the plan's (around's where it is none); the others are spans
 * of so much time at least: half a year and a quarter by months, a month and a week by days. */
enum pk_zoom { PK_ZOOM_YEAR, PK_ZOOM_HALF, PK_ZOOM_QUARTER, PK_ZOOM_MONTH, PK_ZOOM_WEEK };
enum { PK_ZOOMS = PK_ZOOM_WEEK + 1 };

/* The span that begins with the half, quarter or month that the day around lies in, or with its
 * Monday.  Where days have a cell or more, all have as many: the scale may then take fewer cells
 * than there are and show more days than asked for. */
struct pk_scale pk_scale_zoom(enum pk_zoom zoom, int year, pk_day around, int cells);
/* The span that begins with that day. */
struct pk_scale pk_scale_at(enum pk_zoom zoom, pk_day from, int cells);
/* Where a span begins that is so many steps later: a quarter of a year for half a year, a month
 * for a quarter, a week for a month, a day for a week. */
pk_day pk_scale_step(enum pk_zoom zoom, pk_day from, int steps);

#endif
