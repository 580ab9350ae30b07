/* pending.h: the changes that are in the plan but not yet in its files.
 */
#ifndef PLANEK_STORE_PENDING_H
#define PLANEK_STORE_PENDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planek/change.h"
#include "planek/plan.h"

struct pk_pending_change {
    struct pk_change change; /* only its cells in tables that are not yet written */
    uint64_t serial;
    bool applied; /* false while the file of one of its tables is not understood */
};

struct pk_pendings {
    struct pk_pending_change *items; /* in the order in which they were made */
    size_t count, capacity;
    uint64_t serial; /* of the newest ever added; the first is 1 */
};

/* Remembers a copy of a change that was applied. */
void pk_pendings_add(struct pk_pendings *pendings, const struct pk_change *change);

/* The tables that applied changes alter, as bits. */
unsigned pk_pendings_tables(const struct pk_pendings *pendings);

/* The given tables and all that must be written together with them, since a change alters both. */
unsigned pk_pendings_together(const struct pk_pendings *pendings, unsigned tables);

/* Whether something of the change of that serial still waits. */
bool pk_pendings_holds(const struct pk_pendings *pendings, uint64_t serial);

/* The tables were written: forgets the applied cells in them. */
void pk_pendings_wrote(struct pk_pendings *pendings, unsigned tables);

/* Applies all to a plan that was read anew.  Those that no longer fit are forgotten and described
 * in notice (a sentence each, in the words of the plan `before`); returns the serial of the last
 * such one, with the reason in why, or 0. */
uint64_t pk_pendings_apply(struct pk_pendings *pendings, struct pk_plan *plan,
                           const struct pk_plan *before, struct pk_buf *notice,
                           struct pk_diag *why);

void pk_pendings_dispose(struct pk_pendings *pendings);

#endif
