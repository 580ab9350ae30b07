/* due.h: what the sources about days and deadlines share.
 */
#ifndef BASE_DUE_H
#define BASE_DUE_H

#include <stdbool.h>

#include "planek/date.h"

#define PK_DAY_FIRST (-719162) /* 0001-01-01 */
#define PK_DAY_LAST 2932896    /* 9999-12-31 */

#define PK_DUE_EMPTY \
    ((struct pk_due){ .kind = PK_DUE_NONE, .first = PK_NO_DAY, .last = PK_NO_DAY })

/* The months of a period of that kind, 0 for the kinds that are none. */
int pk_due_months(enum pk_due_kind kind);

/* The month, quarter or half of that number, from 1, in a year from 1 to 9999. */
struct pk_due pk_due_period(enum pk_due_kind kind, int year, int number);

/* A step as in "+14d": whole days or whole months. */
struct pk_step {
    int days, months;
};

/* Reads a step and moves *at behind it; false where none stands there. */
bool pk_step_read(struct pk_step *step, const char **at);

/* The day a step away, PK_NO_DAY outside the years 1 to 9999. */
pk_day pk_step_from(pk_day day, struct pk_step step);

/* Appends the day by a pattern of strftime's tokens %d %m %Y %b %a, of which '-' takes the zero. */
void pk_day_pattern(struct pk_buf *out, const char *pattern, pk_day day);

#endif
