/* save.h: some tables of a plan written to their files together.
 */
#ifndef PLANEK_STORE_SAVE_H
#define PLANEK_STORE_SAVE_H

#include "planek/atomic.h"
#include "planek/plan.h"
#include "store/disk.h"

struct pk_save {
    enum pk_table tables[PK_TABLES];
    struct pk_image images[PK_TABLES];
    struct pk_replacement files[PK_TABLES];
    uint64_t hashes[PK_TABLES]; /* of the images */
    size_t count;
};

/* Encodes the tables (bits) and writes each to a temporary file.  On failure nothing is left
 * behind, and *failed is the table (a bit) whose file could not be written. */
PK_MUST_USE enum pk_err pk_save_begin(struct pk_save *save, const struct pk_plan *plan,
                                      const char *folder, unsigned tables, unsigned *failed,
                                      struct pk_diag *diag);

/* The same in two steps: the second one needs no plan any more. */
void pk_save_encode(struct pk_save *save, const struct pk_plan *plan, unsigned tables);
PK_MUST_USE enum pk_err pk_save_write(struct pk_save *save, const char *folder, unsigned *failed,
                                      struct pk_diag *diag);

/* Exchanges the files with those on disk and tells plan and disk of each; what went otherwise than
 * the person expects is added to notice.  *written gets the tables that are in place now.
 * PK_ERR_CONFLICT: a file was not the one that disk knows, and stays, with those after it;
 * PK_ERR_IO: some are in place, or all when they may not survive a power cut.  The save is empty
 * afterwards. */
PK_MUST_USE enum pk_err pk_save_commit(struct pk_save *save, struct pk_plan *plan,
                                       struct pk_disk *disk, unsigned *written,
                                       struct pk_buf *notice, struct pk_diag *diag);

void pk_save_abandon(struct pk_save *save);

#endif
