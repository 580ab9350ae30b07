/* readbeside.h: a reading of the plan that goes on beside the keys.
 *
 * It sees the folder as another session would, with a lock of its own, and touches nothing of the
 * store; what it gives is as if it had been read a moment ago.
 */
#ifndef PLANEK_STORE_READBESIDE_H
#define PLANEK_STORE_READBESIDE_H

#include "store/reading.h"

struct pk_readbeside;

/* Unknown columns keep the numbers that they have in the plan `like`.  NULL where no thread can be
 * had. */
struct pk_readbeside *pk_readbeside_begin(const char *folder, const struct pk_plan *like);

/* True when it is done; how far it is otherwise, in bytes. */
bool pk_readbeside_done(struct pk_readbeside *beside, size_t *done, size_t *total);

/* Which journal was read, how far, and a hash of the bytes before (see struct pk_journal). */
struct pk_readto {
    uint64_t device, inode, last;
    size_t end;
};

/* Waits until it is done and frees it: *out is what pk_reading_do gives. */
PK_MUST_USE enum pk_err pk_readbeside_take(struct pk_readbeside *beside, struct pk_reading *out,
                                           struct pk_readto *to, struct pk_diag *diag);

/* Gives it up; NULL is a no-op. */
void pk_readbeside_stop(struct pk_readbeside *beside);

#endif
