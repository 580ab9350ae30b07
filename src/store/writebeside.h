/* writebeside.h: files written and synced beside the keys, next to those whose place they are to
 * take; putting them there is for somebody who holds the lock.
 */
#ifndef PLANEK_STORE_WRITEBESIDE_H
#define PLANEK_STORE_WRITEBESIDE_H

#include <stdbool.h>
#include <stdint.h>

#include "store/kept.h"
#include "store/save.h"

/* Tables as they stood in the plan, on their way to their files or to the copies of those. */
struct pk_written {
    struct pk_save save;
    struct pk_keeping copies[PK_TABLES]; /* as in the save; at is -1 where there is none */
};

struct pk_writebeside;

/* The tables (bits) as they stand in the plan now; as copies those that have the hash, by table.
 * NULL where no thread can be had. */
struct pk_writebeside *pk_writebeside_tables(const char *folder, const struct pk_plan *plan,
                                             unsigned tables);
struct pk_writebeside *pk_writebeside_copies(const char *folder, const struct pk_plan *plan,
                                             unsigned tables, const uint64_t *hashes);

bool pk_writebeside_done(struct pk_writebeside *beside);

/* Waits until it is done, and frees it.  What was written is the caller's to put in place; then it
 * is to be given to pk_written_dispose, which gives up what is not. */
PK_MUST_USE enum pk_err pk_writebeside_take(struct pk_writebeside *beside,
                                            struct pk_written *written, struct pk_diag *diag);
void pk_written_dispose(struct pk_written *written);

#endif
