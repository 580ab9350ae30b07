/* atomic.h: whole files: read, and replaced all at once.
 *
 * Knows nothing of plans.  Every system call that fails is told with its reason.
 */
#ifndef PLANEK_ATOMIC_H
#define PLANEK_ATOMIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planek/buf.h"
#include "planek/error.h"

/* What tells one state of a file from another without reading it.  The time is that of the last
 * change of status (ctime), which no program can set back. */
struct pk_filemark {
    bool exists;
    uint64_t device, inode, size;
    int64_t seconds, nanoseconds;
};

/* Reads a whole regular file (malloc'd, taken by the caller, a NUL behind its last byte).
 * PK_ERR_UNKNOWN when there is none, PK_ERR_IO with the reason otherwise (a folder, a link to
 * nothing, no permission, more than PK_FILE_MAX bytes); *bytes is then NULL.  mark may be NULL; it
 * is that from before reading, so that a file written to meanwhile shows as changed. */
#define PK_FILE_MAX ((size_t)1 << 30)
PK_MUST_USE enum pk_err pk_file_read(const char *path, char **bytes, size_t *length,
                                     struct pk_filemark *mark, struct pk_diag *diag);

/* Replaces the file: a temporary one beside it with the same mode and group, fsync, rename, fsync
 * of the folder; a link is followed to its file.  A file that may not be written to is refused,
 * even where its folder would allow the rename.  On failure (PK_ERR_IO) the old file stands and
 * the temporary one is gone; only when the folder's fsync is what failed does the new file stand.
 * mark may be NULL. */
PK_MUST_USE enum pk_err pk_file_replace(const char *path, const char *bytes, size_t length,
                                        struct pk_filemark *mark, struct pk_diag *diag);

/* The same in steps, so that several files can be ready before the first one is replaced. */
struct pk_replacement {
    char *target;            /* links followed */
    char *temporary;         /* beside it; NULL once renamed or abandoned */
    struct pk_filemark mark; /* of the new file, valid once it is in place */
};

/* Writes and syncs the temporary file.  On failure nothing is left behind and *out is empty. */
PK_MUST_USE enum pk_err pk_replacement_begin(struct pk_replacement *out, const char *path,
                                             const char *bytes, size_t length,
                                             struct pk_diag *diag);

/* Renames in order and syncs the folders.  *done gets how many are in place: less than count when
 * a rename failed; all of them with PK_ERR_IO when it was a folder's sync.  The items are to be
 * given to pk_replacement_abandon afterwards in any case. */
PK_MUST_USE enum pk_err pk_replacement_commit(struct pk_replacement *items, size_t count,
                                              size_t *done, struct pk_diag *diag);

/* Or, to see what is replaced: exchange gives the temporary file the old content (false where that
 * is not possible; exchanging again takes it back), settle then removes it, sync makes it last. */
bool pk_replacement_exchange(struct pk_replacement *item);
/* Or, where no file is to be replaced: false and EEXIST when there is one, another errno where the
 * file system cannot tell. */
bool pk_replacement_create(struct pk_replacement *item);
void pk_replacement_settle(struct pk_replacement *item);
PK_MUST_USE enum pk_err pk_replacement_sync(struct pk_replacement *item, struct pk_diag *diag);

/* Removes the temporary files that are still there and frees the items. */
void pk_replacement_abandon(struct pk_replacement *items, size_t count);

/* Appends a name that nobody can guess for such a file. */
void pk_temporary_name(struct pk_buf *out);

/* Removes the temporary files that programs which were killed left in the folder: those untouched
 * for ten minutes. */
void pk_replacement_sweep(const char *folder);

bool pk_filemark_same(const struct pk_filemark *a, const struct pk_filemark *b);
/* Of the file that path names, links followed; exists is false when it cannot be looked at. */
void pk_filemark_look(const char *path, struct pk_filemark *mark);

#endif
