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
    PK_MARK_DUE,      /* ♦ a deadline that is a day */
    PK_MARK_DUE_SOFT, /* ◊ one that is a month, quarter or half */
    PK_MARK_OVERDUE,  /* ! days past the deadline */
    PK_MARK_TODAY,    /* │ where nothing else stands */
    PK_MARKS
};

/* Fills marks (scale.cells of them) with an activity's line: a bar from start to
 * deadline once it is under way or says when it starts (an empty start is then the beginning of
 * the year), else a line from today to the deadline; proposed and dropped ones have lines only.
 * What is ongoing, or has a start but no deadline, goes to the year's end.  Where the scale shows
 * a part of the year, the line is cut.  A year that is none: the scale's ends stand for it. */
void pk_timeline_activity(enum pk_mark *marks, struct pk_scale scale,
                          const struct pk_activity *activity, int year, pk_day today);

/* The empty line with only today in it. */
void pk_timeline_empty(enum pk_mark *marks, struct pk_scale scale, pk_day today);

/* Headings: the parts that the scale is divided into, from its first cell to its last; the first
 * and the last may be cut off. */
struct pk_tick {
    int cell;       /* where its label begins: nearest to where the part does */
    int cells;      /* how wide its part is */
    char label[24]; /* fits its part with a blank after it; "" where it does not */
};
/* At most max ticks; returns their number.  Parts are months, labelled by name where each has 4
 * cells or more ("led"), else by number; where months are wider than 40 cells, weeks by the day
 * they begin ("3. 6."); where there are less than 3 cells for a month, quarters by their first
 * month, or else as many years as have room. */
size_t pk_timeline_ticks(struct pk_tick *ticks, size_t max, struct pk_scale scale);

/* The span shown at a zoom: the plan's year (around's where it is none), or the calendar quarter
 * or month that the day around lies in. */
enum pk_zoom { PK_ZOOM_YEAR, PK_ZOOM_QUARTER, PK_ZOOM_MONTH };
struct pk_scale pk_scale_zoom(enum pk_zoom zoom, int year, pk_day around, int cells);

#endif
