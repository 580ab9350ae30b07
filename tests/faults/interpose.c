/* A library to be preloaded (LD_PRELOAD): it stands between a program and the calls that change
 * files in one folder, counts them, notes them down, and lets one of them go wrong.
 *
 *     PK_FAULTS_DIR     the folder; calls about other places pass untouched
 *     PK_FAULTS_LOG     a file elsewhere that gets a record of each call (record.h)
 *     PK_FAULTS_AT      the number of the call that goes wrong, counted from 1
 *     PK_FAULTS_WITH    how: ENOSPC EIO EINTR EFBIG, KILL (the call is done, then the program is
 *                       killed) or KILLBEFORE
 *     PK_FAULTS_STICKY  and so does every later one that needs room (EIO: every later one)
 *     PK_FAULTS_SHORT   where it is a write, half of it is written and that is what it returns; the
 *                       call after it fails
 *
 * Syncs are not passed on: a killed program loses nothing that it wrote, and what a lost power
 * leaves is worked out from the log.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include "record.h"

struct call {
    struct record_head head;
    char path[PATH_MAX], other[PATH_MAX];
    const void *bytes;
};

static struct {
    char folder[PATH_MAX];
    size_t length; /* 0: nothing is watched */
    int log;
    long at, count;
    int error; /* 0: it kills */
    bool kill, before, sticky, brief;
} faults = { .log = -1 };

static int error_of(const char *name)
{
    static const struct {
        const char *name;
        int error;
    } errors[] = { { "ENOSPC", ENOSPC }, { "EIO", EIO }, { "EINTR", EINTR }, { "EFBIG", EFBIG } };
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
        if (strcmp(name, errors[i].name) == 0) {
            return errors[i].error;
        }
    }
    return 0;
}

static const char *setting(const char *name)
{
    const char *value = getenv(name);
    return value ? value : "";
}

static long raw_open(int at, const char *path, int flags, mode_t mode)
{
    return syscall(SYS_openat, at, path, flags, mode);
}

__attribute__((constructor)) static void begin(void)
{
    const char *with = setting("PK_FAULTS_WITH"), *log = setting("PK_FAULTS_LOG");
    if (!*setting("PK_FAULTS_DIR") || !realpath(setting("PK_FAULTS_DIR"), faults.folder)) {
        return;
    }
    faults.length = strlen(faults.folder);
    faults.at = atol(setting("PK_FAULTS_AT"));
    faults.error = error_of(with);
    faults.before = strcmp(with, "KILLBEFORE") == 0;
    faults.kill = faults.before || strcmp(with, "KILL") == 0;
    faults.sticky = *setting("PK_FAULTS_STICKY") != '\0';
    faults.brief = *setting("PK_FAULTS_SHORT") != '\0';
    if (*log) {
        faults.log = (int)raw_open(AT_FDCWD, log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    }
}

/* ---- which file a call is about ---- */

/* Takes the folder off an absolute path; false where it lies elsewhere. */
static bool inside(char *out, const char *path)
{
    if (!faults.length || strncmp(path, faults.folder, faults.length) != 0
        || (path[faults.length] && path[faults.length] != '/')) {
        return false;
    }
    path += faults.length;
    snprintf(out, PATH_MAX, "%s", *path ? path + 1 : path);
    return true;
}

static bool name_of(int fd, char *out)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, out, PATH_MAX - 1);
    out[length < 0 ? 0 : length] = '\0';
    return length > 0;
}

/* The folder of a path may be named in any way; its last part is not followed. */
static bool at_path(char *out, int at, const char *path)
{
    char whole[2 * PATH_MAX] = "", folder[PATH_MAX], resolved[2 * PATH_MAX];
    if (*path != '/') {
        if (at == AT_FDCWD ? !getcwd(folder, sizeof folder) : !name_of(at, folder)) {
            return false;
        }
        snprintf(whole, sizeof whole, "%s/", folder);
    }
    size_t taken = strlen(whole);
    snprintf(whole + taken, sizeof whole - taken, "%s", path);
    char *slash = strrchr(whole, '/');
    if (!slash[1] || strcmp(slash, "/.") == 0) {
        return realpath(whole, folder) && inside(out, folder);
    }
    *slash = '\0';
    if (!realpath(*whole ? whole : "/", folder)) {
        return false;
    }
    snprintf(resolved, sizeof resolved, "%s/%s", folder, slash + 1);
    return inside(out, resolved);
}

static bool on_path(struct call *call, enum record_kind kind, int at, const char *path)
{
    int error = errno;
    call->head = (struct record_head){ .magic = RECORD_MAGIC, .kind = (int32_t)kind };
    call->other[0] = '\0';
    call->bytes = NULL;
    bool found = faults.length && at_path(call->path, at, path);
    errno = error;
    return found;
}

static bool on_file(struct call *call, enum record_kind kind, int fd)
{
    char path[PATH_MAX];
    struct stat status;
    int error = errno;
    call->head = (struct record_head){ .magic = RECORD_MAGIC, .kind = (int32_t)kind };
    call->other[0] = '\0';
    call->bytes = NULL;
    bool found = faults.length && fd != faults.log && name_of(fd, path)
                 && inside(call->path, path) && fstat(fd, &status) == 0;
    if (found) {
        call->head.inode = status.st_ino;
    }
    errno = error;
    return found;
}

/* ---- counting, noting, failing ---- */

static void note(struct call *call)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    call->head.time = now.tv_sec * INT64_C(1000000) + now.tv_nsec / 1000;
    call->head.pid = (int32_t)getpid();
    call->head.path = (uint32_t)strlen(call->path);
    call->head.other = (uint32_t)strlen(call->other);
    struct iovec parts[] = {
        { &call->head, sizeof call->head },
        { call->path, call->head.path },
        { call->other, call->head.other },
        { (void *)(uintptr_t)call->bytes, call->head.data },
    };
    if (faults.log >= 0) {
        (void)syscall(SYS_writev, faults.log, parts, sizeof parts / sizeof *parts);
    }
}

static void die(void)
{
    kill(getpid(), SIGKILL);
    for (;;) {
        pause();
    }
}

/* Whether a call of that kind fails for want of room. */
static bool needs_room(const struct call *call)
{
    switch (call->head.kind) {
    case RECORD_UNLINK:
    case RECORD_RMDIR:
    case RECORD_TRUNCATE:
    case RECORD_MODE: return false;
    case RECORD_OPEN: return call->head.flags & O_CREAT;
    default: return true;
    }
}

/* Counts the call; true when it is to be done, in part where *length becomes smaller. */
static bool allow(struct call *call, size_t *length)
{
    faults.count++;
    if (!faults.at || faults.count < faults.at) {
        return true;
    }
    if (faults.count == faults.at && faults.brief && length && *length > 1) {
        *length /= 2;
        faults.at++;
        faults.brief = false;
        return true;
    }
    if (faults.count == faults.at && faults.before) {
        die();
    }
    if (faults.kill || !faults.error) {
        return true;
    }
    return faults.count > faults.at
           && (!faults.sticky || (faults.error != EIO && !needs_room(call)));
}

static int refuse(struct call *call)
{
    call->head.result = -1;
    call->head.error = faults.error;
    note(call);
    errno = faults.error;
    return -1;
}

static long done(struct call *call, long result)
{
    int error = errno;
    call->head.result = result;
    call->head.error = result < 0 ? error : 0;
    note(call);
    if (faults.kill && faults.count == faults.at) {
        die();
    }
    errno = error;
    return result;
}

/* ---- the calls ---- */

static int open_any(int at, const char *path, int flags, mode_t mode)
{
    struct call call;
    struct stat status;
    if (!(flags & (O_CREAT | O_WRONLY | O_RDWR | O_TRUNC))
        || !on_path(&call, RECORD_OPEN, at, path)) {
        return (int)raw_open(at, path, flags, mode);
    }
    call.head.flags = flags;
    call.head.created = fstatat(at, path, &status, 0) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
    if (!allow(&call, NULL)) {
        return refuse(&call);
    }
    int fd = (int)raw_open(at, path, flags, mode);
    if (fd >= 0 && fstat(fd, &status) == 0) {
        call.head.inode = status.st_ino;
    }
    return (int)done(&call, fd);
}

static mode_t mode_of(int flags, va_list list)
{
    return flags & O_CREAT || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(list, mode_t) : 0;
}

#define OPEN_WITH_MODE(at, path, flags)                                                           \
    va_list list;                                                                                 \
    va_start(list, flags);                                                                        \
    mode_t mode = mode_of(flags, list);                                                           \
    va_end(list);                                                                                 \
    return open_any(at, path, flags, mode)

int open(const char *path, int flags, ...)
{
    OPEN_WITH_MODE(AT_FDCWD, path, flags);
}

int open64(const char *path, int flags, ...)
{
    OPEN_WITH_MODE(AT_FDCWD, path, flags);
}

int openat(int at, const char *path, int flags, ...)
{
    OPEN_WITH_MODE(at, path, flags);
}

int openat64(int at, const char *path, int flags, ...)
{
    OPEN_WITH_MODE(at, path, flags);
}

/* What the headers make of open and openat in a fortified program. */
int __open_2(const char *path, int flags);
int __open64_2(const char *path, int flags);
int __openat_2(int at, const char *path, int flags);
int __openat64_2(int at, const char *path, int flags);

int __open_2(const char *path, int flags)
{
    return open_any(AT_FDCWD, path, flags, 0);
}

int __open64_2(const char *path, int flags)
{
    return open_any(AT_FDCWD, path, flags, 0);
}

int __openat_2(int at, const char *path, int flags)
{
    return open_any(at, path, flags, 0);
}

int __openat64_2(int at, const char *path, int flags)
{
    return open_any(at, path, flags, 0);
}

int creat(const char *path, mode_t mode)
{
    return open_any(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

/* offset < 0: where the file stands, or at its end. */
static ssize_t write_any(int fd, const void *bytes, size_t length, off_t offset)
{
    struct call call;
    struct stat status;
    bool watched = on_file(&call, RECORD_WRITE, fd);
    if (watched) {
        call.head.offset = offset;
        if (fcntl(fd, F_GETFL) & O_APPEND && fstat(fd, &status) == 0) {
            call.head.offset = status.st_size;
        } else if (offset < 0) {
            call.head.offset = lseek(fd, 0, SEEK_CUR);
        }
        if (!allow(&call, &length)) {
            return refuse(&call);
        }
    }
    ssize_t result = offset < 0 ? syscall(SYS_write, fd, bytes, length)
                                : syscall(SYS_pwrite64, fd, bytes, length, offset);
    if (!watched) {
        return result;
    }
    call.bytes = bytes;
    call.head.data = result > 0 ? (uint32_t)result : 0;
    return done(&call, result);
}

ssize_t write(int fd, const void *bytes, size_t length)
{
    return write_any(fd, bytes, length, -1);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset)
{
    return write_any(fd, bytes, length, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset)
{
    return write_any(fd, bytes, length, offset);
}

ssize_t writev(int fd, const struct iovec *parts, int count)
{
    struct call call;
    if (!on_file(&call, RECORD_WRITE, fd)) {
        return syscall(SYS_writev, fd, parts, count);
    }
    size_t length = 0;
    for (int i = 0; i < count; i++) {
        length += parts[i].iov_len;
    }
    char *bytes = malloc(length + 1), *end = bytes;
    if (!bytes) {
        abort();
    }
    for (int i = 0; i < count; i++) {
        end = mempcpy(end, parts[i].iov_base, parts[i].iov_len);
    }
    ssize_t written = write_any(fd, bytes, length, -1);
    free(bytes);
    return written;
}

static int sync_any(long number, int fd, int flags)
{
    struct call call;
    if (!on_file(&call, RECORD_SYNC, fd)) {
        return (int)syscall(number, fd);
    }
    call.head.flags = flags;
    return allow(&call, NULL) ? (int)done(&call, 0) : refuse(&call);
}

int fsync(int fd)
{
    return sync_any(SYS_fsync, fd, 0);
}

int fdatasync(int fd)
{
    return sync_any(SYS_fdatasync, fd, 1);
}

int ftruncate(int fd, off_t length)
{
    struct call call;
    if (!on_file(&call, RECORD_TRUNCATE, fd)) {
        return (int)syscall(SYS_ftruncate, fd, length);
    }
    call.head.offset = length;
    return allow(&call, NULL) ? (int)done(&call, syscall(SYS_ftruncate, fd, length))
                              : refuse(&call);
}

int ftruncate64(int fd, off64_t length)
{
    return ftruncate(fd, length);
}

static int rename_any(int from_at, const char *from, int to_at, const char *to, unsigned flags)
{
    struct call call, target;
    bool here = on_path(&call, RECORD_RENAME, from_at, from);
    if (!on_path(&target, RECORD_RENAME, to_at, to) || !here) {
        return (int)syscall(SYS_renameat2, from_at, from, to_at, to, flags);
    }
    memcpy(call.other, target.path, sizeof call.other);
    call.head.flags = (int32_t)flags;
    return allow(&call, NULL)
               ? (int)done(&call, syscall(SYS_renameat2, from_at, from, to_at, to, flags))
               : refuse(&call);
}

int rename(const char *from, const char *to)
{
    return rename_any(AT_FDCWD, from, AT_FDCWD, to, 0);
}

int renameat(int from_at, const char *from, int to_at, const char *to)
{
    return rename_any(from_at, from, to_at, to, 0);
}

int renameat2(int from_at, const char *from, int to_at, const char *to, unsigned flags)
{
    return rename_any(from_at, from, to_at, to, flags);
}

int linkat(int from_at, const char *from, int to_at, const char *to, int flags)
{
    struct call call;
    struct stat status;
    if (!on_path(&call, RECORD_LINK, to_at, to)) {
        return (int)syscall(SYS_linkat, from_at, from, to_at, to, flags);
    }
    if (!allow(&call, NULL)) {
        return refuse(&call);
    }
    long result = syscall(SYS_linkat, from_at, from, to_at, to, flags);
    if (result == 0 && fstatat(to_at, to, &status, AT_SYMLINK_NOFOLLOW) == 0) {
        call.head.inode = status.st_ino;
    }
    return (int)done(&call, result);
}

int link(const char *from, const char *to)
{
    return linkat(AT_FDCWD, from, AT_FDCWD, to, 0);
}

int symlinkat(const char *text, int at, const char *path)
{
    struct call call;
    if (!on_path(&call, RECORD_SYMLINK, at, path)) {
        return (int)syscall(SYS_symlinkat, text, at, path);
    }
    return allow(&call, NULL) ? (int)done(&call, syscall(SYS_symlinkat, text, at, path))
                              : refuse(&call);
}

int symlink(const char *text, const char *path)
{
    return symlinkat(text, AT_FDCWD, path);
}

int unlinkat(int at, const char *path, int flags)
{
    struct call call;
    if (!on_path(&call, flags & AT_REMOVEDIR ? RECORD_RMDIR : RECORD_UNLINK, at, path)) {
        return (int)syscall(SYS_unlinkat, at, path, flags);
    }
    return allow(&call, NULL) ? (int)done(&call, syscall(SYS_unlinkat, at, path, flags))
                              : refuse(&call);
}

int unlink(const char *path)
{
    return unlinkat(AT_FDCWD, path, 0);
}

int rmdir(const char *path)
{
    return unlinkat(AT_FDCWD, path, AT_REMOVEDIR);
}

int mkdirat(int at, const char *path, mode_t mode)
{
    struct call call;
    struct stat status;
    if (!on_path(&call, RECORD_MKDIR, at, path)) {
        return (int)syscall(SYS_mkdirat, at, path, mode);
    }
    if (!allow(&call, NULL)) {
        return refuse(&call);
    }
    long result = syscall(SYS_mkdirat, at, path, mode);
    if (result == 0 && fstatat(at, path, &status, AT_SYMLINK_NOFOLLOW) == 0) {
        call.head.inode = status.st_ino;
    }
    return (int)done(&call, result);
}

int mkdir(const char *path, mode_t mode)
{
    return mkdirat(AT_FDCWD, path, mode);
}

int fchmod(int fd, mode_t mode)
{
    struct call call;
    if (!on_file(&call, RECORD_MODE, fd)) {
        return (int)syscall(SYS_fchmod, fd, mode);
    }
    return allow(&call, NULL) ? (int)done(&call, syscall(SYS_fchmod, fd, mode)) : refuse(&call);
}

int fchmodat(int at, const char *path, mode_t mode, int flags)
{
    struct call call;
    if (!on_path(&call, RECORD_MODE, at, path)) {
        return (int)syscall(SYS_fchmodat, at, path, mode, flags);
    }
    return allow(&call, NULL) ? (int)done(&call, syscall(SYS_fchmodat, at, path, mode, flags))
                              : refuse(&call);
}

int fchown(int fd, uid_t owner, gid_t group)
{
    struct call call;
    if (!on_file(&call, RECORD_MODE, fd)) {
        return (int)syscall(SYS_fchown, fd, owner, group);
    }
    return allow(&call, NULL) ? (int)done(&call, syscall(SYS_fchown, fd, owner, group))
                              : refuse(&call);
}
