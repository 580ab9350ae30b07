/* explain.h: the pane that tells what a figure of the budget is made of.
 */
#ifndef PLANEK_UI_EXPLAIN_H
#define PLANEK_UI_EXPLAIN_H

#include "planek/budgetrows.h"
#include "ui/list.h"

struct ui_app;

struct ui_explain {
    struct pk_figure_of of;
    char *source; /* what of.source is: own */
    char *goal;   /* id of the goal that it is of; NULL: none, or those without one */
    struct pk_budget_rows rows;
    struct ui_list list; /* its cursor is among the rows, then those of since.h that are gone */
    size_t top;          /* the first line shown */
    bool filtered;       /* the figure is that of what matches the filter */
};

/* Opens it for the figure that is lit in the budget. */
void ui_explain_open(struct ui_app *app);

/* Goes on to the next figure of the same row, which is lit in the budget then. */
void ui_explain_turn(struct ui_app *app);

/* The plan or the filter is another one: what is open is made again. */
void ui_explain_renew(struct ui_app *app);

void ui_explain_dispose(struct ui_explain *explain);

#endif
