/* progress.h: how much of an activity is done.
 */
#ifndef PLANEK_PROGRESS_H
#define PLANEK_PROGRESS_H

#include <stdbool.h>

#include "planek/plan.h"

struct pk_progress {
    bool known;          /* false: nothing tells */
    bool counted;        /* from target and done; else from the checklist or the status */
    pk_money done, total; /* hundredths of deliverables, or of ticks */
    int percent;         /* 0..100 when known; 100 only when all is done */
};

/* done/target, else ticked/all lines of the checklist in detail, else 100 % when done. */
struct pk_progress pk_progress_of(const struct pk_activity *activity);

/* The checklist in a text: lines that begin with "[ ]" or "[x]" (also "[X]", "- [ ]"). */
void pk_progress_checklist(const char *detail, int *ticked, int *all);

#endif
