#include "config.h"

#include "store/io.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "planek/buf.h"
#include "planek/i18n.h"

static const struct reason {
    int error;
    const char *text;
} reasons[] = {
    { ENOSPC, N_("the disk is full: make room on it") },
    { EDQUOT, N_("your share of the disk is used up: remove something of yours") },
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

bool pk_io_write(int fd, const char *bytes, size_t length)
{
    while (length) {
        ssize_t written = write(fd, bytes, length);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            errno = written ? errno : ENOSPC;
            return false;
        }
        bytes += written;
        length -= (size_t)written;
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
