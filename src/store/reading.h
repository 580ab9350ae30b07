/* reading.h: a plan read from its files, and brought to what the journal says.
 *
 * Writes nothing.
 */
#ifndef PLANEK_STORE_READING_H
#define PLANEK_STORE_READING_H

#include <stdbool.h>

#include "planek/change.h"
#include "planek/faults.h"
#include "planek/plan.h"
#include "store/checkpoint.h"
#include "store/disk.h"
#include "store/journal.h"
#include "store/meter.h"

struct pk_reading {
    struct pk_plan *plan;
    struct pk_faults faults;
    struct pk_disk disk;
    char *settings; /* the bytes of plan.ini, malloc'd */
    size_t settings_length;
    struct pk_note notes[PK_TABLES]; /* what each file holds; unknown where nobody can tell; of one
                                        that is not understood any more, its copy */
    bool noted;                      /* .planek/checkpoint says the same of every file */
    unsigned behind;                 /* tables whose files lack something of the plan, as bits */
    unsigned merged;                 /* tables that other programs wrote, as bits */
    struct pk_change outside; /* what other programs did to the files and the history does not know
                                 yet, with what clashes as rows of conflicts.csv; it is in the
                                 plan */
    size_t clashes;           /* how many */
    char last[PK_TXN_MAX + 1]; /* the last change of the history; "" when there is none */
    bool moved;  /* the history is another file than at the checkpoint */
    bool moving; /* another program may still be writing one of the files */
};

/* The journal is locked, and told how far it was read.  Unknown columns keep the numbers that they
 * have in the plan `before` (NULL when there is none).  PK_ERR_IO when plan.ini or the journal
 * cannot be read, PK_ERR_STOPPED when the meter's user has had enough: nothing is given then. */
PK_MUST_USE enum pk_err pk_reading_do(struct pk_reading *out, struct pk_journal *journal,
                                      const char *folder, const struct pk_plan *before,
                                      struct pk_meter *meter, struct pk_diag *diag);
void pk_reading_dispose(struct pk_reading *reading);

#endif
