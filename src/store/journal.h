/* journal.h: the file history.csv: locked, read from where one has read to, appended to.
 *
 * Knows rows only as bytes.  Whoever appends holds the lock and has read to the end before.
 */
#ifndef PLANEK_STORE_JOURNAL_H
#define PLANEK_STORE_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planek/error.h"

struct pk_journal {
    char *folder, *path;
    int fd;                  /* -1 while there is no file, or it is not open */
    bool exclusive;          /* fd is open for writing */
    bool locked;
    bool busy;               /* the last lock was not to be had: somebody else held it */
    int patience;            /* milliseconds to wait for the lock */
    bool other;              /* another file than was read last, even if it begins alike: set here,
                                cleared by who reads all of it */
    bool foreign;            /* another program saved it: it can be read at most */
    uint64_t device, inode;  /* of the file read last; 0 when there was none */
    size_t end;              /* what has been read: behind the last whole change */
    uint64_t last;           /* a hash of the bytes before end, to know the file again by */
};

void pk_journal_init(struct pk_journal *journal, const char *folder);
void pk_journal_dispose(struct pk_journal *journal);

/* Opens the file that has the name now and locks it: shared for reading (PK_OK without a lock when
 * there is none, or where locks cannot be had), or exclusive for appending, when it is made with
 * its header if there is none.  *replaced tells that it does not begin with what was read before;
 * end is then 0.  PK_ERR_IO with the reason; a file that somebody else holds can be read then. */
PK_MUST_USE enum pk_err pk_journal_lock(struct pk_journal *journal, bool exclusive,
                                        bool *replaced, struct pk_diag *diag);
void pk_journal_unlock(struct pk_journal *journal);

/* Opens the file for reading, without a lock, where it is not open (see pk_journal_append). */
void pk_journal_open(struct pk_journal *journal);

/* Bytes of the file now; 0 when there is none. */
size_t pk_journal_size(const struct pk_journal *journal);

/* Whether it looks other than when it was read, without a lock. */
bool pk_journal_grew(const struct pk_journal *journal);

/* Reads from an offset to the end (malloc'd, taken by the caller). */
PK_MUST_USE enum pk_err pk_journal_read(const struct pk_journal *journal, size_t from,
                                        char **bytes, size_t *length, struct pk_diag *diag);

/* Where the rows behind the change of that txn begin, looked for from the end of the file; false
 * when it is not there. */
bool pk_journal_find(const struct pk_journal *journal, const char *txn, size_t *behind);

/* Whether the file begins with so many bytes of which the last ones have that hash: then it is the
 * one that was read so far, whatever was appended to it and however often it was copied. */
bool pk_journal_begins(const struct pk_journal *journal, size_t end, uint64_t last);

/* Told how far the file was read. */
void pk_journal_read_to(struct pk_journal *journal, size_t end);

/* Appends rows behind end and syncs them, with the exclusive lock held: on PK_OK they will be
 * there after a power cut.  PK_ERR_IO: they are not in the file (or nobody can tell). */
PK_MUST_USE enum pk_err pk_journal_append(struct pk_journal *journal, const char *rows,
                                          size_t length, struct pk_diag *diag);

/* How long a lock is waited for: so many milliseconds, or as long as usual (-1). */
void pk_journal_hasten(struct pk_journal *journal, int milliseconds);

/* Moves what stands behind end, the rest of a change whose writer was killed, into a file of its
 * own, with the exclusive lock held.  *name gets that file's (malloc'd; NULL when there was
 * nothing to move). */
PK_MUST_USE enum pk_err pk_journal_cut(struct pk_journal *journal, char **name,
                                       struct pk_diag *diag);

#endif
