/* checkpoint.h: .planek/checkpoint says how far the table files are, and .planek/TABLE.csv holds a
 * copy of each as it was known last.
 *
 * For each table it names two states of the file, before and after the last checkpoint, since that
 * may have been cut short between any two renames: each is a hash and the last change of the
 * history that is in it.
 */
#ifndef PLANEK_STORE_CHECKPOINT_H
#define PLANEK_STORE_CHECKPOINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planek/error.h"
#include "planek/schema.h"

enum { PK_TXN_MAX = 63 };

/* A state of a table's file. */
struct pk_note {
    bool known;
    bool exists;
    uint64_t hash;
    char txn[PK_TXN_MAX + 1]; /* of the last change in it; "" when none of the history is */
};

struct pk_checkpoint {
    bool known;                         /* false: there is none, or it is not understood */
    size_t history_end;    /* what of the history had been read then */
    uint64_t history_last; /* a hash of the bytes before it, see pk_journal_begins */
    uint64_t history_device, history_inode; /* which file it was */
    struct pk_note before[PK_TABLES], after[PK_TABLES];
};

void pk_checkpoint_read(struct pk_checkpoint *out, const char *folder);
/* PK_ERR_IO with the reason. */
PK_MUST_USE enum pk_err pk_checkpoint_write(const struct pk_checkpoint *checkpoint,
                                            const char *folder, struct pk_diag *diag);

void pk_note_set(struct pk_note *note, bool exists, uint64_t hash, const char *txn);

/* The copy of a table's file (malloc'd), NULL when there is none; a file that was not there leaves
 * no copy. */
char *pk_copy_read(const char *folder, enum pk_table table, size_t *length);
/* bytes NULL: there is no such file any more.  False: the copy is not renewed.  A power cut may
 * bring back the old copy, which the checkpoint then still names. */
bool pk_copy_write(const char *folder, enum pk_table table, const char *bytes, size_t length);

#endif
