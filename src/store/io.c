#include "config.h"

#include "store/io.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "planek/buf.h"
#include "planek/i18n.h"

static const struct reason {
    int error;
    const char *text;
} reasons[] = {
    { ENOSPC, N_("the disk is full: make room on it") },
    { EDQUOT, N_("your disk quota is used up: remove something of yours") },
    { EFBIG, N_("it would be larger than files may be here: ask the administrator") },
    { EACCES, N_("you have no permission: ask the owner of the file and its folder") },
    { EPERM, N_("the system forbids it: ask the owner of the file and its folder") },
    { EROFS, N_("the disk can only be read: copy the folder to another one") },
    { EIO, N_("the disk or the network failed: copy the folder to another disk") },
    { ENOENT, N_("its folder is not there: it was moved, or its disk is not connected") },
    { ENOTDIR, N_("a part of its path is no folder: correct the path") },
    { ELOOP, N_("its links lead in a circle: correct them") },
    { EMFILE, N_("too many files are open: close something") },
    { ENFILE, N_("too many files are open: close something") },
    { EBUSY, N_("another program holds it: close it there") },
    { ETXTBSY, N_("another program holds it: close it there") },
};

const char *pk_io_reason(int error)
{
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        if (reasons[i].error == error) {
            return _(reasons[i].text);
        }
    }
    return strerror(error);
}

int pk_io_open(int at, const char *path, int flags, mode_t mode)
{
    int fd;
    do {
        fd = openat(at, path, flags | O_CLOEXEC | O_NOCTTY, mode);
    } while (fd < 0 && errno == EINTR);
    return fd;
}

bool pk_io_write_at(int fd, const char *bytes, size_t length, size_t offset)
{
    while (length) {
        ssize_t written = pwrite(fd, bytes, length, (off_t)offset);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            errno = written ? errno : ENOSPC;
            return false;
        }
        bytes += written;
        length -= (size_t)written;
        offset += (size_t)written;
    }
    return true;
}

bool pk_io_read_at(int fd, char *bytes, size_t length, size_t offset)
{
    while (length) {
        ssize_t got = pread(fd, bytes, length, (off_t)offset);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            errno = got ? errno : EIO;
            return false;
        }
        bytes += got;
        length -= (size_t)got;
        offset += (size_t)got;
    }
    return true;
}

bool pk_io_sync(int fd)
{
    int failed;
    do {
        failed = fsync(fd);
    } while (failed && errno == EINTR);
    return !failed;
}

bool pk_io_truncate(int fd, size_t length)
{
    int failed;
    do {
        failed = ftruncate(fd, (off_t)length);
    } while (failed && errno == EINTR);
    return !failed;
}

bool pk_io_sync_data(int fd)
{
    int failed;
    do {
        failed = fdatasync(fd);
    } while (failed && errno == EINTR);
    return !failed;
}

bool pk_io_sync_folder(const char *folder)
{
    int fd = pk_io_open(AT_FDCWD, folder, O_RDONLY | O_DIRECTORY, 0);
    if (fd < 0) {
        return errno == EACCES;
    }
    bool good = pk_io_sync(fd) || errno == EINVAL;
    int error = errno;
    close(fd);
    errno = error;
    return good;
}

void pk_io_keep_group(int fd, const char *folder)
{
    struct stat of_folder, of_file;
    if (stat(folder, &of_folder) != 0 || fstat(fd, &of_file) != 0) {
        return;
    }
    if (of_folder.st_gid != of_file.st_gid) {
        (void)!fchown(fd, (uid_t)-1, of_folder.st_gid);
    }
    bool shared = of_folder.st_mode & S_ISGID && of_folder.st_mode & S_IWGRP;
    if (shared && of_file.st_mode & S_IRGRP) {
        (void)!fchmod(fd, (of_file.st_mode & 07777) | S_IWGRP);
    }
}

uint64_t pk_io_random(void)
{
    uint64_t bits;
    if (getrandom(&bits, sizeof bits, GRND_NONBLOCK) != (ssize_t)sizeof bits) {
        struct timespec now;
        clock_gettime(CLOCK_REALTIME, &now);
        bits = (uint64_t)now.tv_nsec << 32 ^ (uint64_t)now.tv_sec ^ (uint64_t)getpid() << 48;
    }
    return bits;
}

void pk_io_pause(int milliseconds)
{
    struct timespec left = { .tv_sec = milliseconds / 1000,
                             .tv_nsec = milliseconds % 1000 * 1000000L };
    while (nanosleep(&left, &left) != 0 && errno == EINTR) {
        ;
    }
}

/* After EINTR Linux has closed the file already; a second close could hit another file. */
bool pk_io_close(int fd)
{
    return close(fd) == 0 || errno == EINTR;
}

char *pk_io_path(const char *folder, const char *name)
{
    struct pk_buf path = { 0 };
    size_t length = strlen(folder);
    pk_buf_add(&path, folder, length);
    if (!length || folder[length - 1] != '/') {
        pk_buf_char(&path, '/');
    }
    pk_buf_str(&path, name);
    return pk_buf_take(&path);
}
