/* The lock is an open-file-description lock on the file itself, so it is gone with the process that
 * held it.  A file that is replaced (by git, or after a failed sync) takes the lock's meaning with
 * it; so whoever has got the lock looks whether the name still stands for the file that is locked.
 *
 * After a failed sync nobody knows what the disk holds, and a second sync may say that all is well:
 * so the file is written anew without what could not be synced.
 */
#include "config.h"

#include "store/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "planek/atomic.h"
#include "planek/buf.h"
#include "planek/history.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "store/hash.h"
#include "store/io.h"
#include "store/kept.h"
#include "store/private.h"

#ifndef PK_LOCK_WAIT_MS
#define PK_LOCK_WAIT_MS 3000
#endif
#define LOCK_STEP_MS 2

enum { KNOWN_BY = 256, FIRST_BLOCK = 1 << 16 };

void pk_journal_init(struct pk_journal *journal, const char *folder)
{
    *journal = (struct pk_journal){ .folder = pk_strdup(folder),
                                    .path = pk_io_path(folder, "history.csv"),
                                    .fd = -1,
                                    .patience = PK_LOCK_WAIT_MS };
}

void pk_journal_hasten(struct pk_journal *journal, int milliseconds)
{
    journal->patience = milliseconds < 0 ? PK_LOCK_WAIT_MS : milliseconds;
}

static void journal_close(struct pk_journal *journal)
{
    if (journal->fd >= 0) {
        close(journal->fd);
    }
    journal->fd = -1;
    journal->locked = false;
}

void pk_journal_dispose(struct pk_journal *journal)
{
    journal_close(journal);
    free(journal->folder);
    free(journal->path);
}

static enum pk_err fail_read(const struct pk_journal *journal, struct pk_diag *diag)
{
    return pk_fail_at(diag, PK_ERR_IO, journal->path, 0, _("cannot be read: %s"),
                      pk_io_reason(errno));
}

static enum pk_err fail_write(const struct pk_journal *journal, struct pk_diag *diag)
{
    return pk_fail_at(diag, PK_ERR_IO, journal->path, 0, _("cannot be saved: %s"),
                      pk_io_reason(errno));
}

/* A link to nothing is not followed when the file is made: it could lead anywhere. */
static int journal_open(const struct pk_journal *journal, bool exclusive)
{
    if (!exclusive) {
        return pk_io_open(AT_FDCWD, journal->path, O_RDONLY | O_NONBLOCK, 0);
    }
    int fd = pk_io_open(AT_FDCWD, journal->path, O_RDWR | O_NONBLOCK, 0);
    if (fd >= 0 || errno != ENOENT) {
        return fd;
    }
    fd = pk_io_open(AT_FDCWD, journal->path, O_RDWR | O_CREAT | O_NOFOLLOW, 0666);
    if (fd >= 0) {
        pk_io_keep_group(fd, journal->folder);
    }
    return fd;
}

/* False and EAGAIN when somebody else holds it all the while; where the file system has no locks,
 * true without one. */
static bool journal_wait(int fd, bool exclusive, int patience)
{
    struct flock lock = { .l_type = exclusive ? F_WRLCK : F_RDLCK, .l_whence = SEEK_SET };
    for (int waited = 0;; waited += LOCK_STEP_MS) {
        if (fcntl(fd, F_OFD_SETLK, &lock) == 0) {
            return true;
        }
        if (errno != EAGAIN && errno != EACCES && errno != EINTR) {
            return true;
        }
        if (waited >= patience) {
            return false;
        }
        pk_io_pause(LOCK_STEP_MS);
    }
}

static bool has_name(const struct pk_journal *journal, const struct stat *open)
{
    struct stat named;
    return stat(journal->path, &named) == 0 && named.st_dev == open->st_dev
        && named.st_ino == open->st_ino;
}

/* A hash of the bytes before an offset; false when the file is shorter. */
static bool hash_before(const struct pk_journal *journal, size_t end, uint64_t *hash)
{
    char bytes[KNOWN_BY];
    size_t length = end < sizeof bytes ? end : sizeof bytes;
    if (!pk_io_read_at(journal->fd, bytes, length, end - length)) {
        return false;
    }
    *hash = pk_hash(bytes, length);
    return true;
}

bool pk_journal_begins(const struct pk_journal *journal, size_t end, uint64_t last)
{
    uint64_t hash;
    return !end || (hash_before(journal, end, &hash) && hash == last);
}

/* Whether the file that was opened goes on from what was read before. */
static bool journal_same(const struct pk_journal *journal, const struct stat *now)
{
    if (!journal->end) {
        return journal->device == now->st_dev && journal->inode == now->st_ino;
    }
    return pk_journal_begins(journal, journal->end, journal->last);
}

/* Gives a new file its header; the folder is synced first, so that no row is in a file that a
 * power cut takes away. */
static enum pk_err journal_begin(struct pk_journal *journal, struct pk_diag *diag)
{
    size_t length = strlen(pk_history_header);
    if (!pk_io_sync_folder(journal->folder)
        || !pk_io_write_at(journal->fd, pk_history_header, length, 0)
        || !pk_io_sync(journal->fd)) {
        enum pk_err err = fail_write(journal, diag);
        (void)pk_io_truncate(journal->fd, 0);
        journal_close(journal);
        return err;
    }
    pk_journal_read_to(journal, length);
    return PK_OK;
}

/* Whether rows in it stand as they are written here: not in a file that another program saved.  A
 * power cut while the file was made leaves a header that is not whole, or zeros in its place. */
static bool begins_well(const struct pk_journal *journal, const struct stat *status, bool *whole)
{
    char head[128];
    size_t length = strlen(pk_history_header), there = (size_t)status->st_size, at = 0;
    bool only_head = there <= length;
    there = only_head ? there : length;
    if (length > sizeof head || !pk_io_read_at(journal->fd, head, there, 0)) {
        return false;
    }
    while (at < there && head[at] == pk_history_header[at]) {
        at++;
    }
    *whole = at == length;
    while (at < there && !head[at]) {
        at++;
    }
    return *whole || (only_head && at == there);
}

static enum pk_err fail_foreign(const struct pk_journal *journal, struct pk_diag *diag)
{
    return pk_fail_at(diag, PK_ERR_IO, journal->path, 1,
                      _("another program saved the history in a way of its own, so nothing is "
                        "added to it: bring back the last good copy, or move it away"));
}

static enum pk_err journal_enter(struct pk_journal *journal, bool *replaced,
                                 const struct stat *status, struct pk_diag *diag)
{
    journal->locked = true;
    bool other = journal->device != status->st_dev || journal->inode != status->st_ino;
    journal->other = journal->other || (journal->inode && other);
    *replaced = journal->inode && !journal_same(journal, status);
    if (*replaced) {
        journal->end = 0;
    }
    journal->device = status->st_dev;
    journal->inode = status->st_ino;
    journal->foreign = journal->foreign && !*replaced;
    bool whole = true;
    if (!journal->end) {
        journal->foreign = !begins_well(journal, status, &whole);
    }
    if (journal->exclusive && journal->foreign) {
        pk_journal_unlock(journal);
        return fail_foreign(journal, diag);
    }
    return journal->exclusive && !whole ? journal_begin(journal, diag) : PK_OK;
}

static enum pk_err journal_none(struct pk_journal *journal, bool *replaced)
{
    *replaced = journal->inode != 0;
    journal->inode = journal->device = 0;
    journal->end = 0;
    return PK_OK;
}

/* The file stays open: it can be read as it stands. */
static enum pk_err journal_busy(struct pk_journal *journal, struct pk_diag *diag)
{
    struct stat status;
    if (!journal->inode && fstat(journal->fd, &status) == 0) {
        journal->device = status.st_dev;
        journal->inode = status.st_ino;
    }
    return pk_fail_at(diag, PK_ERR_IO, journal->folder, 0,
                      _("another planek is writing to this folder and does not finish: "
                        "wait for it or end it"));
}

enum pk_err pk_journal_lock(struct pk_journal *journal, bool exclusive, bool *replaced,
                            struct pk_diag *diag)
{
    *replaced = journal->busy = false;
    for (;;) {
        struct stat status;
        if (journal->fd >= 0 && exclusive && !journal->exclusive) {
            journal_close(journal);
        }
        if (journal->fd < 0) {
            journal->fd = journal_open(journal, exclusive);
            journal->exclusive = exclusive;
        }
        if (journal->fd < 0 && errno == ENOENT && !exclusive) {
            return journal_none(journal, replaced);
        }
        if (journal->fd < 0) {
            return exclusive ? fail_write(journal, diag) : fail_read(journal, diag);
        }
        if (!journal_wait(journal->fd, exclusive, journal->patience)) {
            journal->busy = true;
            return journal_busy(journal, diag);
        }
        if (fstat(journal->fd, &status) != 0) {
            enum pk_err err = fail_read(journal, diag);
            journal_close(journal);
            return err;
        }
        if (!S_ISREG(status.st_mode)) {
            journal_close(journal);
            return pk_fail_at(diag, PK_ERR_IO, journal->path, 0,
                              _("cannot be read: it is no ordinary file: put a file in its place"));
        }
        if (has_name(journal, &status)) {
            return journal_enter(journal, replaced, &status, diag);
        }
        journal_close(journal);
    }
}

void pk_journal_unlock(struct pk_journal *journal)
{
    struct flock lock = { .l_type = F_UNLCK, .l_whence = SEEK_SET };
    if (journal->fd >= 0 && journal->locked) {
        (void)fcntl(journal->fd, F_OFD_SETLK, &lock);
    }
    journal->locked = false;
}

void pk_journal_open(struct pk_journal *journal)
{
    if (journal->fd < 0) {
        journal->fd = journal_open(journal, false);
        journal->exclusive = false;
    }
}

size_t pk_journal_size(const struct pk_journal *journal)
{
    struct stat status;
    return journal->fd >= 0 && fstat(journal->fd, &status) == 0 ? (size_t)status.st_size : 0;
}

bool pk_journal_grew(const struct pk_journal *journal)
{
    struct stat now;
    if (stat(journal->path, &now) != 0) {
        return journal->inode;
    }
    return journal->device != now.st_dev || journal->inode != now.st_ino
        || journal->end != (size_t)now.st_size;
}

enum pk_err pk_journal_read(const struct pk_journal *journal, size_t from, char **bytes,
                            size_t *length, struct pk_diag *diag)
{
    size_t size = pk_journal_size(journal);
    *length = size > from ? size - from : 0;
    if (*length > PK_FILE_MAX) {
        *bytes = NULL;
        return pk_fail_at(diag, PK_ERR_IO, journal->path, 0,
                          _("cannot be read: it is larger than a plan's file can be"));
    }
    *bytes = pk_new(*length + 1, 1);
    if (!*length || pk_io_read_at(journal->fd, *bytes, *length, from)) {
        return PK_OK;
    }
    free(*bytes);
    *bytes = NULL;
    return fail_read(journal, diag);
}

/* The last line in the block that begins with the word; -1 when there is none. */
static ptrdiff_t last_line_of(const char *block, size_t length, const char *word,
                              size_t word_length)
{
    for (size_t at = length; at-- > 0;) {
        bool begins = at == 0 || block[at - 1] == '\n';
        if (begins && length - at >= word_length && memcmp(block + at, word, word_length) == 0) {
            return (ptrdiff_t)at;
        }
    }
    return -1;
}

bool pk_journal_find(const struct pk_journal *journal, const char *txn, size_t *behind)
{
    size_t size = pk_journal_size(journal);
    struct pk_buf word = { 0 };
    pk_buf_printf(&word, "%s,", txn);
    bool found = false;
    for (size_t want = FIRST_BLOCK; !found && size && size <= PK_FILE_MAX; want *= 8) {
        size_t length = want < size ? want : size;
        char *block = pk_new(length + 1, 1);
        ptrdiff_t at = -1;
        if (pk_io_read_at(journal->fd, block, length, size - length)) {
            at = last_line_of(block, length, pk_buf_text(&word), word.len);
        }
        const char *line_end = at < 0 ? NULL : memchr(block + at, '\n', length - (size_t)at);
        if (line_end) {
            *behind = size - length + (size_t)(line_end + 1 - block);
            found = true;
        }
        free(block);
        if (length == size) {
            break;
        }
    }
    pk_buf_dispose(&word);
    return found;
}

void pk_journal_read_to(struct pk_journal *journal, size_t end)
{
    journal->end = end;
    if (!end || !hash_before(journal, end, &journal->last)) {
        journal->last = 0;
    }
}

/* Writes the file anew, up to end. */
static void journal_renew(struct pk_journal *journal)
{
    char *bytes = pk_new(journal->end + 1, 1);
    if (pk_io_read_at(journal->fd, bytes, journal->end, 0)) {
        (void)!pk_file_replace(journal->path, bytes, journal->end, NULL, NULL);
    }
    free(bytes);
    journal_close(journal);
}

enum pk_err pk_journal_append(struct pk_journal *journal, const char *rows, size_t length,
                              struct pk_diag *diag)
{
    if (!pk_io_write_at(journal->fd, rows, length, journal->end)) {
        enum pk_err err = fail_write(journal, diag);
        if (!pk_io_truncate(journal->fd, journal->end)) {
            journal_renew(journal);
        }
        return err;
    }
    if (!pk_io_sync_data(journal->fd)) {
        enum pk_err err = fail_write(journal, diag);
        (void)pk_io_truncate(journal->fd, journal->end);
        journal_renew(journal);
        return err;
    }
    pk_journal_read_to(journal, journal->end + length);
    return PK_OK;
}

enum pk_err pk_journal_cut(struct pk_journal *journal, char **name, struct pk_diag *diag)
{
    char *tail;
    size_t length;
    *name = NULL;
    enum pk_err err = pk_journal_read(journal, journal->end, &tail, &length, diag);
    if (err || !length) {
        free(tail);
        return err;
    }
    struct pk_buf file = { 0 };
    pk_buf_str(&file, "torn-");
    pk_history_new_txn(&file, (int64_t)time(NULL));
    pk_buf_str(&file, ".csv");
    if (!pk_kept_write(journal->folder, pk_buf_text(&file), tail, length, true)
        || !pk_io_truncate(journal->fd, journal->end) || !pk_io_sync(journal->fd)) {
        err = fail_write(journal, diag);
        pk_buf_dispose(&file);
    } else {
        *name = pk_io_path(PK_PRIVATE_NAME, pk_buf_text(&file));
        pk_buf_dispose(&file);
    }
    free(tail);
    return err;
}
