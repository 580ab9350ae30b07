/* money.h: the plan's figures as the screen needs them, added up once for each state of the plan.
 */
#ifndef PLANEK_UI_MONEY_H
#define PLANEK_UI_MONEY_H

#include <stddef.h>

#include "planek/budgetmonths.h"
#include "planek/timeline.h"

/* An activity whose cost another one covers. */
struct ui_covered {
    const struct pk_activity *activity;
    const char *by; /* id of the one that covers it */
};

/* One that covers others, and how many of them count there. */
struct ui_host {
    const char *id;
    size_t count;
};

enum { UI_HOSTS_MAX = 3 };

/* Activities of a group of pk_plan_groups. */
struct ui_tally {
    size_t count, done, late;
    struct pk_summary line; /* what the goal's line shows */
    bool stale;             /* it has to be counted again */
};

/* The money of a row of the budget over the months. */
struct ui_curve {
    const struct pk_budget_months *all, *filtered; /* filtered: all where there is no filter */
    pk_money allocation; /* PK_NO_MONEY: of what it shows something has no limit */
};

struct ui_money {
    struct pk_budget all;
    struct pk_budget filtered; /* empty when there is no filter */
    bool narrowed;             /* there is one */
    size_t sources_used;       /* that anything is planned, ordered or spent from */
    size_t *first_line;        /* of each source in the pane, and behind the last: see below */
    int cells, filtered_cells; /* of the widest amounts */
    struct pk_budget_months *months, *months_filtered; /* of all rows; NULL until asked for */
    struct ui_covered *covered; /* by the id of the one that covers, then in the plan's order */
    size_t covered_count;
    struct ui_host hosts[UI_HOSTS_MAX]; /* those that cover most */
    size_t host_count;                  /* all of them */
    struct ui_tally *tallies; /* one for each group */
};

void ui_money_make(struct ui_money *money, const struct pk_plan *plan,
                   const struct pk_query *filter, pk_day today);
/* Adds up anew what another filter leaves. */
void ui_money_narrow(struct ui_money *money, const struct pk_plan *plan,
                     const struct pk_query *filter);
/* Brings the figures of the plan up to date after it altered, at the cost of what did; the filter
 * is the same.  False: they have to be made anew. */
bool ui_money_follow(struct ui_money *money, const struct pk_plan *plan,
                     const struct pk_query *filter, pk_day today,
                     const struct pk_alterations *altered);
void ui_money_dispose(struct ui_money *money);

/* Lines that a source's figures take: what is planned and free, then what is spent and left where
 * it has a limit or something is spent, then what is ordered where something is. */
int ui_money_source_lines(const struct pk_budget_source *source);
/* The last source is the row of what has no source; it is there only if it holds something. */
size_t ui_money_sources(const struct ui_money *money);
/* The same of the goals. */
size_t ui_money_goals(const struct ui_money *money);

/* The row of that source's amounts; NULL where it has none yet. */
const struct pk_budget_source *ui_money_source(const struct ui_money *money,
                                               const struct pk_plan *plan, const char *source);

/* The curve of a row of all.sources (source_count: of all); the first one asked for adds up all of
 * them. */
struct ui_curve ui_money_curve(struct ui_money *money, const struct pk_plan *plan,
                               const struct pk_query *filter, size_t row, int year);

/* The activities that this one covers: *count of them from the pointer returned. */
const struct ui_covered *ui_money_covered_by(const struct ui_money *money, const char *id,
                                             size_t *count);

/* What a source has free when one activity is as `now` instead of `was` (either may be NULL):
 * PK_NO_MONEY where it has no limit. */
pk_money ui_money_free_after(const struct ui_money *money, const struct pk_plan *plan,
                             const char *source, const struct pk_activity *was,
                             const struct pk_activity *now);

#endif
