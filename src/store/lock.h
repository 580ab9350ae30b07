/* lock.h: one at a time in a plan's folder: flock on the folder itself, waited for a while.
 */
#ifndef PLANEK_STORE_LOCK_H
#define PLANEK_STORE_LOCK_H

#include <stdbool.h>

#include "planek/error.h"

struct pk_lock {
    int fd; /* of the folder; -1 when nothing is held */
};

/* The folder is opened anew each time, so that the lock is on what now has that name.  PK_ERR_IO
 * when there is no such folder or somebody else holds the lock all the while; where the file
 * system has no locks, PK_OK without one. */
PK_MUST_USE enum pk_err pk_lock_take(struct pk_lock *out, const char *folder, bool shared,
                                     struct pk_diag *diag);
void pk_lock_release(struct pk_lock *lock);

/* Sleeps, through signals. */
void pk_lock_pause(int milliseconds);

#endif
