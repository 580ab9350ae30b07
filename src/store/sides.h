/* sides.h: what a reading works with: files, copies and history of a plan, not yet together. */
#ifndef PLANEK_STORE_SIDES_H
#define PLANEK_STORE_SIDES_H

#include "planek/history.h"
#include "store/reading.h"

/* Where a table's records come from. */
enum pk_side {
    PK_SIDE_FILE,    /* the file is one that the checkpoint knows */
    PK_SIDE_OUTSIDE, /* somebody else wrote the file; the copy is the one that was known */
    PK_SIDE_UNKNOWN  /* nobody knows how much of the history the file holds */
};

struct pk_sides {
    const char *folder;
    struct pk_disk disk;
    struct pk_disk_text texts[PK_DISK_FILES];
    struct pk_checkpoint checkpoint;
    enum pk_side side[PK_TABLES];
    char *copies[PK_TABLES]; /* of tables that are outside; NULL: there was no such file */
    size_t copy_lengths[PK_TABLES];
    const char *txn[PK_TABLES]; /* the last change in the file, or in the copy; not if unknown */
    size_t pending[PK_TABLES];  /* the first change of the history that is not in it */
    bool moved;                 /* the history is another file than at the checkpoint */
    bool replaced;              /* the history does not go on from that at the checkpoint */
    struct pk_history history;  /* from the first pending change on, or all of it */
};

/* Reads the files and the checkpoint, and tells them apart.  PK_ERR_IO: no plan.ini. */
PK_MUST_USE enum pk_err pk_sides_read(struct pk_sides *sides, const char *folder,
                                      const struct pk_journal *journal, struct pk_diag *diag);
/* Which of the checkpoint's states of a table's file it is; NULL when neither. */
const struct pk_note *pk_sides_note(const struct pk_checkpoint *checkpoint, int table,
                                    const struct pk_disk_file *file);
/* The tables of that side, as bits. */
unsigned pk_sides_of(const struct pk_sides *sides, enum pk_side side);
void pk_sides_dispose(struct pk_sides *sides);

/* Reads plan.ini into a plan; comes before the tables. */
void pk_sides_settings(const struct pk_sides *sides, struct pk_plan *plan,
                       struct pk_faults *faults);
/* Reads tables (bits) into a plan: each from its file, or, where copies says so, from the copy that
 * stands for a file which somebody else wrote.  What is wrong goes to faults. */
void pk_sides_load(const struct pk_sides *sides, struct pk_plan *plan, unsigned tables,
                   bool copies, struct pk_faults *faults);

#endif
