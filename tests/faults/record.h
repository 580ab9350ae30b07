/* record.h: a call that changes files, as the interposer notes it down and the tests read it.
 *
 * A log is one record behind the other, in the order in which the calls ended: this head, then
 * `path`, `other` and `data` bytes (no NUL behind them).
 */
#ifndef PLANEK_TESTS_RECORD_H
#define PLANEK_TESTS_RECORD_H

#include <stdint.h>

enum record_kind {
    RECORD_OPEN, /* for writing, or to create */
    RECORD_WRITE,
    RECORD_SYNC,
    RECORD_TRUNCATE,
    RECORD_RENAME,
    RECORD_LINK,
    RECORD_SYMLINK,
    RECORD_UNLINK,
    RECORD_RMDIR,
    RECORD_MKDIR,
    RECORD_MODE, /* or owner */
    RECORD_KINDS,
};

enum { RECORD_MAGIC = 0x706b6661 };

struct record_head {
    uint32_t magic;
    int32_t kind;
    int32_t pid;
    int32_t error;   /* errno where the result is negative */
    int64_t time;    /* microseconds of the clock that never goes back */
    int64_t result;  /* what the call returned */
    int64_t offset;  /* where it wrote; the new length for RECORD_TRUNCATE */
    uint64_t inode;  /* of the file it was about, as the system numbers them */
    int32_t flags;   /* of open or rename; 1 for a sync of the data only */
    int32_t created; /* whether open made the file */
    uint32_t path, other, data; /* how many bytes follow of each */
    uint32_t unused;
};

#endif
