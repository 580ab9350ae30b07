/* budgetrows.h: what a figure of the budget is made of, and what it leaves out and why.
 *
 * Made of the same postings as the totals (budget.h), so that the rows listed sum to the figure
 * exactly.  Pure: a plan in, rows out.
 */
#ifndef PLANEK_BUDGETROWS_H
#define PLANEK_BUDGETROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "planek/budget.h"

enum pk_figure {
    PK_FIGURE_PLANNED,
    PK_FIGURE_COMMITTED,
    PK_FIGURE_SPENT,
    PK_FIGURE_ALLOCATION, /* of a source only, as free and left are */
    PK_FIGURE_FREE, /* the allocation, then what is planned as negative amounts */
    PK_FIGURE_LEFT, /* the allocation, then what is ordered and spent as negative amounts */
    PK_FIGURES
};

/* Which figure: of a source, of a goal, or of all; of the whole year or up to a day of it. */
struct pk_figure_of {
    enum pk_figure figure;
    bool up_to;   /* of planned and spent: only what is due, or paid, by that day */
    pk_day until; /* then the day; what has none of its own is later */
    const char *source; /* id of its row, "" for that of no source; NULL: whatever the source */
    bool of_goal;
    size_t group; /* then its number in pk_plan_groups */
};

/* Why a row adds nothing to the figure. */
enum pk_omission {
    PK_OMIT_NOTHING, /* it adds */
    PK_OMIT_PROPOSED,
    PK_OMIT_DROPPED,
    PK_OMIT_FAULT,
    PK_OMIT_ELSEWHERE, /* its cost is part of another activity's: cost_in */
    PK_OMIT_NOT_SET,   /* no cost is given */
    PK_OMIT_ORDERED,   /* ordered and not paid yet */
    PK_OMIT_PAID,      /* paid, so that it is ordered no more */
    PK_OMIT_LATER,     /* it is due, or was paid, after the day that the figure goes up to */
    PK_OMIT_FILTER     /* it would add, but does not match the filter */
};

struct pk_budget_row {
    const struct pk_record *record; /* an activity, spending, or the source with its allocation */
    pk_money amount; /* what it adds, or would; PK_NO_MONEY: nobody knows */
    pk_money whole;  /* of which the amount is a share; PK_NO_MONEY where it is all */
    enum pk_omission why;
};

struct pk_budget_rows {
    struct pk_budget_row *items; /* those that add, then those left out, in the plan's order */
    size_t count, adding;        /* the first so many add */
    pk_money sum;                /* PK_NO_MONEY: the source has no limit, so there is no figure */
};

/* Lists the rows of a figure as pk_budget_make adds it up with that filter (NULL: none).  Rows are
 * left out of planned that name the source, or lie in the goal, and add nothing; one whose source
 * is empty because another row covers it belongs to what that row's cost is paid from. */
void pk_budget_rows_make(struct pk_budget_rows *out, const struct pk_plan *plan,
                         const struct pk_query *filter, const struct pk_figure_of *of);
void pk_budget_rows_dispose(struct pk_budget_rows *rows);

/* The activity whose cost covers this one at the end of its chain; NULL where there is none. */
const struct pk_activity *pk_budget_host(const struct pk_plan *plan,
                                         const struct pk_activity *activity);

#endif
