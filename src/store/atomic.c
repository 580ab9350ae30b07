/* A file is never written in place.  Its new content goes to a temporary file beside it, is synced
 * there, and takes the name by a rename, so that at any moment, and after a power cut, the name
 * stands for the whole old file or the whole new one.
 *
 *     begin    .planek-81f0c2….tmp   written, owner and mode of the target, fsync, close
 *     commit   rename                then fsync of the folder, which makes the rename last
 *
 * The temporary file's name is random and it is created only if nothing of that name is there, so
 * a link that somebody has put in its way leads nowhere.
 */
#include "config.h"

#include "planek/atomic.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "planek/buf.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "store/io.h"

#define TEMPORARY_HEAD ".planek-"
#define TEMPORARY_TAIL ".tmp"
enum { TEMPORARY_DIGITS = 16, LEFTOVER_SECONDS = 600 };

static struct pk_filemark mark_of(const struct stat *status)
{
    return (struct pk_filemark){ .exists = true,
                                 .device = status->st_dev,
                                 .inode = status->st_ino,
                                 .size = (uint64_t)status->st_size,
                                 .seconds = status->st_ctim.tv_sec,
                                 .nanoseconds = status->st_ctim.tv_nsec };
}

bool pk_filemark_same(const struct pk_filemark *a, const struct pk_filemark *b)
{
    if (!a->exists || !b->exists) {
        return a->exists == b->exists;
    }
    return a->device == b->device && a->inode == b->inode && a->size == b->size
           && a->seconds == b->seconds && a->nanoseconds == b->nanoseconds;
}

void pk_filemark_look(const char *path, struct pk_filemark *mark)
{
    struct stat status;
    *mark = (struct pk_filemark){ 0 };
    if (stat(path, &status) == 0) {
        *mark = mark_of(&status);
    }
}

static bool is_link(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0 && S_ISLNK(status.st_mode);
}

static enum pk_err fail_read(struct pk_diag *diag, const char *path, int error)
{
    return pk_fail_at(diag, PK_ERR_IO, path, 0, _("cannot be read: %s"), pk_io_reason(error));
}

static enum pk_err fail_write(struct pk_diag *diag, const char *path, int error)
{
    return pk_fail_at(diag, PK_ERR_IO, path, 0, _("cannot be saved: %s"), pk_io_reason(error));
}

static enum pk_err fail_open(struct pk_diag *diag, const char *path, int error)
{
    if (error != ENOENT) {
        return fail_read(diag, path, error);
    }
    if (is_link(path)) {
        return pk_fail_at(diag, PK_ERR_IO, path, 0,
                          _("cannot be read: it is a link to a file that is not there"));
    }
    return pk_fail_at(diag, PK_ERR_UNKNOWN, path, 0, _("there is no such file"));
}

/* Reads to the end, however long the file has become; false and errno on failure. */
static bool read_all(int fd, struct pk_buf *out, size_t expected)
{
    char *room = pk_new(expected + 1, 1);
    *out = (struct pk_buf){ .data = room, .cap = expected + 1 };
    for (;;) {
        if (out->len + 1 >= out->cap) {
            out->data = pk_reserve(out->data, &out->cap, out->len + 4096, 1);
        }
        ssize_t got = read(fd, out->data + out->len, out->cap - out->len - 1);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got > 0) {
            out->len += (size_t)got;
        }
        if (out->len > PK_FILE_MAX) {
            errno = EFBIG;
        }
        if (got < 0 || out->len > PK_FILE_MAX) {
            return false;
        }
        out->data[out->len] = '\0';
        if (!got) {
            return true;
        }
    }
}

/* O_NONBLOCK: a pipe of that name must not keep us waiting. */
enum pk_err pk_file_read(const char *path, char **bytes, size_t *length, struct pk_filemark *mark,
                         struct pk_diag *diag)
{
    *bytes = NULL;
    *length = 0;
    if (mark) {
        *mark = (struct pk_filemark){ 0 };
    }
    int fd = pk_io_open(AT_FDCWD, path, O_RDONLY | O_NONBLOCK, 0);
    if (fd < 0) {
        return fail_open(diag, path, errno);
    }

    struct stat status;
    struct pk_buf content = { 0 };
    enum pk_err err = PK_OK;
    if (fstat(fd, &status) != 0) {
        err = fail_read(diag, path, errno);
    } else if (!S_ISREG(status.st_mode)) {
        err = pk_fail_at(diag, PK_ERR_IO, path, 0,
                         _("cannot be read: it is no ordinary file: put a file in its place"));
    } else if ((uint64_t)status.st_size > PK_FILE_MAX) {
        err = pk_fail_at(diag, PK_ERR_IO, path, 0,
                         _("cannot be read: it is larger than a plan's file can be"));
    } else if (!read_all(fd, &content, (size_t)status.st_size)) {
        err = fail_read(diag, path, errno);
    }
    close(fd);
    if (err) {
        pk_buf_dispose(&content);
        return err;
    }
    if (mark) {
        *mark = mark_of(&status);
    }
    *length = content.len;
    *bytes = pk_buf_take(&content);
    return PK_OK;
}

static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash) {
        return pk_strdup(".");
    }
    return slash == path ? pk_strdup("/") : pk_strndup(path, (size_t)(slash - path));
}

void pk_temporary_name(struct pk_buf *out)
{
    pk_buf_printf(out, TEMPORARY_HEAD "%0*" PRIx64 TEMPORARY_TAIL, TEMPORARY_DIGITS,
                  pk_io_random());
}

static char *random_name(const char *target)
{
    struct pk_buf name = { 0 };
    char *folder = folder_of(target);
    pk_buf_printf(&name, "%s/", folder);
    pk_temporary_name(&name);
    free(folder);
    return pk_buf_take(&name);
}

/* Creates the temporary file; old is the target's status, NULL when there is none yet. */
static int temporary_open(struct pk_replacement *item, const struct stat *old)
{
    enum { TRIES = 100 };
    for (int i = 0; i < TRIES; i++) {
        item->temporary = random_name(item->target);
        int fd = pk_io_open(AT_FDCWD, item->temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW,
                            old ? 0600 : 0666);
        if (fd >= 0 && !old) {
            char *folder = folder_of(item->target);
            pk_io_keep_group(fd, folder);
            free(folder);
        }
        if (fd >= 0) {
            return fd;
        }
        int error = errno;
        free(item->temporary);
        item->temporary = NULL;
        errno = error;
        if (error != EEXIST) {
            break;
        }
    }
    return -1;
}

/* Where the group cannot be kept, no other group gets what the old one was allowed. */
static bool keep_owner_and_mode(int fd, const struct stat *old)
{
    struct stat now;
    mode_t mode = old->st_mode & 07777;
    if (fstat(fd, &now) != 0) {
        return false;
    }
    if (now.st_uid != old->st_uid || now.st_gid != old->st_gid) {
        if (fchown(fd, old->st_uid, old->st_gid) != 0
            && fchown(fd, (uid_t)-1, old->st_gid) != 0) {
            mode &= ~(mode_t)(S_ISUID | S_ISGID | S_IRWXG);
        }
    }
    return fchmod(fd, mode) == 0;
}

static bool temporary_fill(struct pk_replacement *item, const struct stat *old, const char *bytes,
                           size_t length)
{
    struct stat status;
    int fd = temporary_open(item, old);
    if (fd < 0) {
        return false;
    }
    bool good = pk_io_write_at(fd, bytes, length, 0) && (!old || keep_owner_and_mode(fd, old))
                && pk_io_sync(fd) && fstat(fd, &status) == 0;
    int error = errno;
    if (!pk_io_close(fd) && good) {
        good = false;
        error = errno;
    }
    if (good) {
        item->mark = mark_of(&status);
    }
    errno = error;
    return good;
}

/* Follows links to the file that is to be replaced; NULL and the reason when that cannot be.
 * *exists tells whether there is a file already, and *old its status. */
static char *target_of(const char *path, struct stat *old, bool *exists, struct pk_diag *diag)
{
    *exists = stat(path, old) == 0;
    int error = errno;
    if (!*exists && (error != ENOENT || is_link(path))) {
        (void)fail_open(diag, path, error);
        return NULL;
    }
    if (*exists && !S_ISREG(old->st_mode)) {
        (void)pk_fail_at(diag, PK_ERR_IO, path, 0,
                         _("cannot be saved: it is no ordinary file: put a file in its place"));
        return NULL;
    }
    if (*exists && faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) != 0) {
        (void)fail_write(diag, path, errno);
        return NULL;
    }
    if (!is_link(path)) {
        return pk_strdup(path);
    }
    char *real = realpath(path, NULL);
    if (!real) {
        (void)fail_write(diag, path, errno);
    }
    return real;
}

enum pk_err pk_replacement_begin(struct pk_replacement *out, const char *path, const char *bytes,
                                 size_t length, struct pk_diag *diag)
{
    struct stat old;
    bool exists;
    *out = (struct pk_replacement){ .target = target_of(path, &old, &exists, diag) };
    if (!out->target) {
        return PK_ERR_IO;
    }
    if (temporary_fill(out, exists ? &old : NULL, bytes, length)) {
        return PK_OK;
    }
    enum pk_err err = fail_write(diag, path, errno);
    pk_replacement_abandon(out, 1);
    return err;
}

static bool sync_folder_of(const char *target)
{
    char *folder = folder_of(target);
    bool good = pk_io_sync_folder(folder);
    int error = errno;
    free(folder);
    errno = error;
    return good;
}

/* The rename gave the file a new time of change; a file of another program that has already
 * taken the name must not pass for ours. */
static void settle(struct pk_replacement *item)
{
    struct pk_filemark now;
    pk_filemark_look(item->target, &now);
    if (now.device == item->mark.device && now.inode == item->mark.inode
        && now.size == item->mark.size) {
        item->mark = now;
    }
    free(item->temporary);
    item->temporary = NULL;
}

bool pk_replacement_exchange(struct pk_replacement *item)
{
    return renameat2(AT_FDCWD, item->temporary, AT_FDCWD, item->target, RENAME_EXCHANGE) == 0;
}

bool pk_replacement_create(struct pk_replacement *item)
{
    if (renameat2(AT_FDCWD, item->temporary, AT_FDCWD, item->target, RENAME_NOREPLACE) != 0) {
        return false;
    }
    settle(item);
    return true;
}

void pk_replacement_settle(struct pk_replacement *item)
{
    (void)unlink(item->temporary);
    settle(item);
}

enum pk_err pk_replacement_sync(struct pk_replacement *item, struct pk_diag *diag)
{
    return sync_folder_of(item->target) ? PK_OK : fail_write(diag, item->target, errno);
}

enum pk_err pk_replacement_commit(struct pk_replacement *items, size_t count, size_t *done,
                                  struct pk_diag *diag)
{
    enum pk_err err = PK_OK;
    for (*done = 0; *done < count; ++*done) {
        struct pk_replacement *item = &items[*done];
        if (rename(item->temporary, item->target) != 0) {
            err = fail_write(diag, item->target, errno);
            break;
        }
        settle(item);
    }
    for (size_t i = 0; i < *done; i++) {
        if (!sync_folder_of(items[i].target) && !err) {
            err = fail_write(diag, items[i].target, errno);
        }
    }
    return err;
}

void pk_replacement_abandon(struct pk_replacement *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (items[i].temporary) {
            unlink(items[i].temporary);
        }
        free(items[i].temporary);
        free(items[i].target);
        items[i] = (struct pk_replacement){ 0 };
    }
}

static bool is_temporary_name(const char *name)
{
    size_t head = strlen(TEMPORARY_HEAD);
    if (strncmp(name, TEMPORARY_HEAD, head) != 0) {
        return false;
    }
    name += head;
    return strspn(name, "0123456789abcdef") == TEMPORARY_DIGITS
        && strcmp(name + TEMPORARY_DIGITS, TEMPORARY_TAIL) == 0;
}

void pk_replacement_sweep(const char *folder)
{
    DIR *entries = opendir(folder);
    const struct dirent *entry;
    struct stat status;
    time_t now = time(NULL);
    while (entries && (entry = readdir(entries))) {
        if (is_temporary_name(entry->d_name)
            && fstatat(dirfd(entries), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0
            && S_ISREG(status.st_mode) && now - status.st_mtime > LEFTOVER_SECONDS) {
            (void)unlinkat(dirfd(entries), entry->d_name, 0);
        }
    }
    if (entries) {
        closedir(entries);
    }
}

enum pk_err pk_file_replace(const char *path, const char *bytes, size_t length,
                            struct pk_filemark *mark, struct pk_diag *diag)
{
    struct pk_replacement item;
    enum pk_err err = pk_replacement_begin(&item, path, bytes, length, diag);
    if (err) {
        return err;
    }
    size_t done;
    err = pk_replacement_commit(&item, 1, &done, diag);
    if (done && mark) {
        *mark = item.mark;
    }
    pk_replacement_abandon(&item, 1);
    return err;
}
