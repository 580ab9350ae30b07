/* chart.h: goals and activities as rows: number or mark, title, deadline, cost, and the timeline.
 *
 * The screen's main pane and the printed snapshot draw the same rows with these functions.
 *
 *      › ► Webové stránky  1/2          30. 6.  500 000  ████████░░░░♦      on the screen
 *      ► 4.1 Webové stránky  1/2        30. 6.  500 000  ████████░░░░♦      in print
 *      x     title                        due     cost     line
 */
#ifndef PLANEK_CHART_H
#define PLANEK_CHART_H

#include <stdbool.h>

#include "planek/grid.h"
#include "planek/plan.h"
#include "planek/timeline.h"

/* The most cells a timeline is drawn with. */
enum { PK_CHART_LINE_MAX = 512 };

/* Cells that a cost has where nothing is measured. */
enum { PK_CHART_COST_MOST = 12 };

struct pk_chart {
    const struct pk_plan *plan;
    pk_day today;
    int x, width;
    int goal_x;               /* where goals begin: their number, then their name */
    int mark_x;               /* an activity's mark; on the screen › stands two cells before it */
    int title_x, title_cells; /* an activity's title */
    int due_x, due_cells;
    int cost_x, cost_cells; /* 0 cells: no room for costs */
    int line_x;
    int number_cells; /* in print, 4.1 stands before the title; 0 on the screen */
    bool wraps;       /* a title too long goes on in the next line (print); else it is cut */
    bool stacked;     /* deadline, cost and line stand below the title (narrow print) */
    struct pk_scale scale; /* scale.cells wide, from line_x */
};

/* Divides [x, x + width) of the screen into columns for the plan: costs give way first, then the
 * timeline down to 12 cells, then the title.  from/to: the span of the timeline.  Costs the same
 * however large the plan is. */
void pk_chart_layout(struct pk_chart *chart, const struct pk_plan *plan, pk_day today, int x,
                     int width, pk_day from, pk_day to);

/* The same for print: [0, width) with numbers; the columns fit what is in them, nothing is cut. */
void pk_chart_layout_print(struct pk_chart *chart, const struct pk_plan *plan, pk_day today,
                           int width, pk_day from, pk_day to);

/* The line of column and month headings. */
void pk_chart_heading(struct pk_grid *grid, int y, const struct pk_chart *chart);

/* A goal's row: number, name, rank ("!1"), the sum of its activities' costs.  folded shows that
 * its activities are hidden (their number).  planned PK_NO_MONEY or 0: no sum is shown.  number
 * is the goal's place from 1; a group without a goal is told in words. */
void pk_chart_goal(struct pk_grid *grid, int y, const struct pk_chart *chart,
                   const struct pk_group *group, int number, pk_money planned, bool folded);

/* An activity's row.  selected lights it from its mark to its cost and puts › before it. */
void pk_chart_activity(struct pk_grid *grid, int y, const struct pk_chart *chart,
                       const struct pk_activity *activity, bool selected);

/* How many lines of the grid they take: 1 where nothing wraps and nothing is stacked. */
int pk_chart_goal_lines(const struct pk_grid *grid, const struct pk_chart *chart,
                        const struct pk_group *group);
int pk_chart_activity_lines(const struct pk_grid *grid, const struct pk_chart *chart,
                            const struct pk_activity *activity);

/* What the mark before a title says; late comes before planned, active and ongoing. */
enum pk_state {
    PK_STATE_DONE,     /* √ */
    PK_STATE_ACTIVE,   /* ► */
    PK_STATE_PLANNED,  /* · */
    PK_STATE_LATE,     /* ! */
    PK_STATE_PROPOSED, /* ? */
    PK_STATE_DROPPED,  /* × */
    PK_STATE_ONGOING,  /* ∞ */
    PK_STATES
};
enum pk_state pk_chart_state(const struct pk_activity *activity, pk_day today);
/* "under way", by gettext. */
const char *pk_chart_state_name(enum pk_state state);

/* The mark before a title and its ASCII form. */
const char *pk_chart_mark(const struct pk_activity *activity, pk_day today, char *ascii);
const char *pk_chart_state_mark(enum pk_state state, char *ascii);

/* Appends the cost as the chart shows it: "500 000" (in thousands, "12 346 tis.", where that has no
 * room), "×" where the cell is no value, "→ web" or, where the id does not fit into
 * so many cells, "→ 4.1" for a cost counted there, nothing where none is given. */
void pk_chart_cost(struct pk_buf *out, const struct pk_plan *plan,
                   const struct pk_activity *activity, int cells);

/* Appends a goal's name and rank: "Online prostor  !3". */
void pk_chart_goal_text(struct pk_buf *out, const struct pk_group *group);

/* Appends "1/2", what is counted of an activity with a target; nothing without one. */
void pk_chart_count(struct pk_buf *out, const struct pk_activity *activity);

/* The sign of a timeline's cell and its ASCII form. */
const char *pk_chart_line_glyph(enum pk_mark mark, char *ascii);

/* Draws a bar of part / whole: █ and ░; over 100 % the whole bar with a ! at its end. */
void pk_chart_bar(struct pk_grid *grid, int x, int y, int cells, pk_money part, pk_money whole);

#endif
