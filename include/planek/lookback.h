/* lookback.h: what a meeting looks back on: the plan as it stood at a point of comparison, and as
 * it stood when the meeting began.
 */
#ifndef PLANEK_LOOKBACK_H
#define PLANEK_LOOKBACK_H

#include <stdint.h>

#include "planek/history.h"
#include "planek/store.h"

struct pk_lookback {
    struct pk_plan *then;      /* NULL: there is nothing to compare with */
    struct pk_plan *begin;     /* when the meeting began; without one: as now */
    struct pk_history history; /* all of it */
    size_t began;              /* so many changes of it precede the meeting */
};

/* meeting: the id of its record, made or first altered on the day `today`; NULL for none.  since:
 * the moment to compare with; INT64_MIN for none.  On failure out is empty. */
PK_MUST_USE enum pk_err pk_lookback_read(struct pk_lookback *out, struct pk_store *store,
                                         const char *meeting, pk_day today, int64_t since,
                                         struct pk_diag *diag);
/* What the history was needed for is done. */
void pk_lookback_forget_history(struct pk_lookback *lookback);
void pk_lookback_dispose(struct pk_lookback *lookback);

#endif
