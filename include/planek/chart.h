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

#include "planek/alterations.h"
#include "planek/grid.h"
#include "planek/order.h"
#include "planek/plan.h"
#include "planek/timeline.h"

/* The most cells a timeline is drawn with. */
enum { PK_CHART_LINE_MAX = 512 };

/* Cells that a cost has where nothing is measured. */
enum { PK_CHART_COST_MOST = 12 };

/* Cells of the widest text of each column, as far as rows were looked at. */
struct pk_chart_widths {
    int title, goal, due, cost;
};

struct pk_chart {
    struct pk_chart_widths widest;
    const struct pk_plan *plan;
    pk_day today;
    int x, width;
    int goal_x;               /* where goals begin: their number, then their name */
    int mark_x;               /* an activity's mark; on the screen › stands two cells before it */
    int title_x, title_cells; /* an activity's title */
    int due_x, due_cells;
    bool due_full;          /* deadlines are told in full where they have room, else narrow */
    int cost_x, cost_cells; /* 0 cells: no room for costs */
    int line_x;
    int number_cells; /* 4.1 stands before the title: in print, and where goals have no rows */
    int role_x, role_cells; /* the leading role behind the title; 0 cells: it is not told */
    enum pk_order order;    /* the heading of what the screen's rows are sorted by is marked */
    bool wraps;       /* a title too long goes on in the next line (print); else it is cut */
    bool stacked;     /* deadline, cost and line stand below the title (narrow print) */
    bool fine;        /* the screen's bars end in eighths of a cell */
    int line_cells;        /* from line_x on */
    struct pk_scale scale; /* of them, from line_x on; all unless days are to be evenly wide */
    enum pk_mark rest[PK_CHART_LINE_MAX]; /* the screen's days of rest, worked out once */
};

/* Divides [x, x + width) of the screen into columns for the plan.  Titles and the timeline give
 * way first, the timeline down to 12 cells (31 where [from, to) is so short that days are to be
 * seen); then costs; the deadline and the mark stay.  from/to: the span of the timeline.  Costs
 * the same however large the plan is. */
void pk_chart_layout(struct pk_chart *chart, const struct pk_plan *plan, pk_day today, int x,
                     int width, pk_day from, pk_day to);

/* Of a layout of the screen: rows stand without goals in that order.  Their numbers get room, for
 * PK_ORDER_ROLE roles, too; the timeline gives way, then titles.  PK_ORDER_PLAN changes nothing. */
void pk_chart_flatten(struct pk_chart *chart, enum pk_order order);

/* Shows another span of time, of at most line_cells cells. */
void pk_chart_show(struct pk_chart *chart, struct pk_scale scale);

/* Whether the layout is still right for its plan after that altered. */
bool pk_chart_holds(const struct pk_chart *chart, const struct pk_alterations *altered);
/* The same for print: [0, width) with numbers; the columns fit what is in them, nothing is cut. */
void pk_chart_layout_print(struct pk_chart *chart, const struct pk_plan *plan, pk_day today,
                           int width, pk_day from, pk_day to);

/* The headings of columns and of time; returns how many lines they take: 1, on the screen also
 * 2. */
int pk_chart_heading(struct pk_grid *grid, int top, const struct pk_chart *chart);

/* What a goal's row says of what is other than on a day that the plan is compared with: the goal is
 * new ("+" behind the name); so many activities are gone, new and changed ("-1 +1 ~2"); how many it
 * has, its sum are others (~ before them). */
struct pk_chart_since {
    bool appeared_itself;
    size_t gone, appeared, changed;
    bool count, planned;
};

/* A goal's row: number, name, rank ("!1"), the sum of its activities' costs, its line.  A group
 * without a goal is told in words. */
struct pk_chart_group {
    const struct pk_group *group;
    int number;       /* the goal's place from 1 */
    pk_money planned; /* PK_NO_MONEY or 0: no sum is shown */
    bool folded;      /* its activities are hidden: their number is shown */
    const struct pk_summary *summary; /* NULL: no line */
    struct pk_chart_since since;      /* all 0: nothing is said */
};
void pk_chart_goal(struct pk_grid *grid, int y, const struct pk_chart *chart,
                   const struct pk_chart_group *row);

/* An activity's row.  selected lights it from its mark to its cost and puts › before it.  On
 * the screen ! before a deadline says that what it waits for is due later. */
void pk_chart_activity(struct pk_grid *grid, int y, const struct pk_chart *chart,
                       const struct pk_activity *activity, bool selected);
/* The same, with ○ where the deadline was; PK_NO_DAY: nowhere. */
void pk_chart_activity_since(struct pk_grid *grid, int y, const struct pk_chart *chart,
                             const struct pk_activity *activity, bool selected, pk_day was);

/* The cell that a deadline on that day stands in; outside of the scale where the day is. */
int pk_chart_due_cell(struct pk_scale scale, pk_day day);

/* Appends a deadline as the layout tells it in so many cells. */
void pk_chart_due(struct pk_buf *out, const struct pk_chart *chart, struct pk_due due, int cells);

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

/* Whether people know it by a number: one without a goal has none to be seen. */
bool pk_chart_numbered(const struct pk_plan *plan, const struct pk_activity *activity);

/* The mark before a title and its ASCII form. */
const char *pk_chart_mark(const struct pk_activity *activity, pk_day today, char *ascii);
const char *pk_chart_state_mark(enum pk_state state, char *ascii);

/* Appends the cost as the chart shows it: "500 000" (in thousands, "12 346 tis.", where that has no
 * room), "×" where the cell is no value, "→ 4.1" for a cost counted there, nothing where none is
 * given. */
void pk_chart_cost(struct pk_buf *out, const struct pk_plan *plan,
                   const struct pk_activity *activity, int cells);

/* Appends a goal's name and rank: "Online prostor  !3". */
void pk_chart_goal_text(struct pk_buf *out, const struct pk_group *group);

/* Appends "1/2", what is counted of an activity with a target; nothing without one. */
void pk_chart_count(struct pk_buf *out, const struct pk_activity *activity);

/* The sign of a timeline's cell and its ASCII form. */
const char *pk_chart_line_glyph(enum pk_mark mark, char *ascii);
/* Of a cell of which 1 to 7 eighths are done. */
const char *pk_chart_part_glyph(int count, char *ascii);

/* Draws a bar of part / whole: █ and ░; over 100 % the whole bar with a ! at its end. */
void pk_chart_bar(struct pk_grid *grid, int x, int y, int cells, pk_money part, pk_money whole);

#endif
