/* budgetmonths.h: the budget over the months of a year: what is planned by deadline against what
 * is spent by date.
 *
 * Both add up from month to month, so that December holds the whole figure of budget.h: a
 * deadline's last day says its month, what lies before the year is there from January on, and what
 * lies after it or has no last day (or no date) is counted at the year's end.
 */
#ifndef PLANEK_BUDGETMONTHS_H
#define PLANEK_BUDGETMONTHS_H

#include "planek/budget.h"

enum { PK_MONTHS = 12 };

struct pk_budget_months {
    int year;
    pk_money planned[PK_MONTHS], spent[PK_MONTHS]; /* up to each month's end */
    pk_money planned_open, spent_open; /* counted at the year's end without a day of its own */
    int last_spent; /* the last month that something paid is dated in; -1: none */
};

/* Fills budget->source_count + 1 of them in one pass: for each row of the budget's sources, then
 * for all together.  filter: NULL for none; the budget may be that of another one, its rows are
 * the same. */
void pk_budget_months_make(struct pk_budget_months *rows, const struct pk_budget *budget,
                           const struct pk_plan *plan, const struct pk_query *filter, int year);

#endif
