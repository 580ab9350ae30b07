/* pendingrow.h: collecting the cells of rows of proposals.csv and conflicts.csv.
 */
#ifndef PLANEK_MODEL_PENDINGROW_H
#define PLANEK_MODEL_PENDINGROW_H

#include <stdbool.h>
#include <stdint.h>

#include "planek/change.h"
#include "planek/plan.h"

/* By field; "" is empty, none is NULL.  The id is chosen by what the row is about. */
struct pk_pendingrow {
    enum pk_table table; /* PK_PROPOSALS or PK_CONFLICTS */
    const char *text[PK_PENDING_FIELDS];
};

/* What a cell of the schema holds once the change is applied; "" where it is not there (the id of
 * a record that is there is never empty). */
const char *pk_cell_after(const struct pk_change *change, const struct pk_plan *plan,
                          enum pk_table table, int field, const char *id);

/* Appends the id for a row: a word or two of what it is about and six digits of a hash.  Of the
 * ids that `hash` may give the first that nobody has, or that is the id of the same row. */
typedef bool pk_pendingrow_same_fn(const struct pk_pendingrow *row, const struct pk_change *change,
                                   const struct pk_plan *plan, const char *id);
void pk_pendingrow_id(struct pk_buf *out, const struct pk_pendingrow *row, uint64_t hash,
                      const struct pk_change *change, const struct pk_plan *plan,
                      pk_pendingrow_same_fn *same);

/* The hash goes on from `hash` (begin with 0) with one text more. */
uint64_t pk_pendingrow_hash(uint64_t hash, const char *text);

/* Whether the row of that id is about the same cell. */
bool pk_pendingrow_same_cell(const struct pk_pendingrow *row, const struct pk_change *change,
                             const struct pk_plan *plan, const char *id);

/* Adds the cells of a new row of that id. */
void pk_pendingrow_add(struct pk_change *change, const struct pk_pendingrow *row, const char *id);

#endif
