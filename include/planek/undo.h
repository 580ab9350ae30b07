/* undo.h: the changes of this session, back and forth without limit.
 *
 * Holds changes; applies none.  To undo, ask for the change that takes the last one back, commit
 * it, and say that it was done.
 */
#ifndef PLANEK_UNDO_H
#define PLANEK_UNDO_H

#include <stdbool.h>

#include "planek/change.h"

struct pk_undo {
    struct pk_change *items;
    size_t count, capacity;
    size_t at; /* changes before it can be undone, those from it on done again */
};

/* Remembers a copy of a change that was applied; what had been undone is forgotten. */
void pk_undo_push(struct pk_undo *undo, const struct pk_change *change);

/* Fills out (not initialised) with the change to commit; false when there is none. */
bool pk_undo_back(const struct pk_undo *undo, struct pk_change *out);
bool pk_undo_forth(const struct pk_undo *undo, struct pk_change *out);

/* Told after that change was applied. */
void pk_undo_went_back(struct pk_undo *undo);
void pk_undo_went_forth(struct pk_undo *undo);

/* Forgets the change that could not be undone, or not done again, because the plan is another
 * one meanwhile; those beyond it come next. */
void pk_undo_drop_back(struct pk_undo *undo);
void pk_undo_drop_forth(struct pk_undo *undo);

void pk_undo_dispose(struct pk_undo *undo);

#endif
