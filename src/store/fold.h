/* fold.h: bringing a plan to what the journal says. */
#ifndef PLANEK_STORE_FOLD_H
#define PLANEK_STORE_FOLD_H

#include <stdbool.h>

#include "planek/change.h"
#include "planek/history.h"
#include "planek/merge.h"

/* Makes of a change the one that can be applied to the plan as it stands (out is initialised): its
 * cells in the tables (bits), each with `was` as the plan has it; what is so already is left out.
 * A cell that holds neither `was` nor `now` stays, and is told in clashes (theirs is what the
 * change wants); a record is removed only if nothing else was written to it since. clashes may be
 * NULL. */
void pk_fit(struct pk_change *out, struct pk_clashes *clashes, const struct pk_plan *plan,
            const struct pk_change *change, unsigned tables);

/* Fits and applies, record by record.  Broken tables stay. */
void pk_fold(struct pk_plan *plan, const struct pk_change *change, unsigned tables,
             struct pk_clashes *clashes);

/* For files of which nobody knows how much of the history they hold: a cell that holds the `was` of
 * its last change takes its `now`, every other stays.  Returns the tables that were altered. */
unsigned pk_fold_last(struct pk_plan *plan, const struct pk_history *history, unsigned tables);

#endif
