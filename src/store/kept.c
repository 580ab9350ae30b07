#include "config.h"

#include "store/kept.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "planek/atomic.h"
#include "planek/buf.h"
#include "planek/mem.h"
#include "store/io.h"
#include "store/private.h"

char *pk_kept_read(const char *folder, const char *name, size_t *length)
{
    struct stat status;
    int at = pk_private_open(folder, false);
    int fd = at < 0 ? -1 : pk_io_open(at, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, 0);
    char *bytes = NULL;
    if (fd >= 0 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode)
        && (size_t)status.st_size <= PK_FILE_MAX) {
        *length = (size_t)status.st_size;
        bytes = pk_new(*length + 1, 1);
        if (*length && !pk_io_read_at(fd, bytes, *length, 0)) {
            free(bytes);
            bytes = NULL;
        }
    }
    int error = errno;
    if (fd >= 0) {
        close(fd);
    }
    if (at >= 0) {
        close(at);
    }
    errno = error;
    return bytes;
}

enum readers { ONESELF, EVERYBODY };

/* Whoever may use the plan's folder may replace the file, and is mostly to read it, too. */
static bool let_read(int at, int fd)
{
    struct stat folder;
    return fstat(at, &folder) == 0 && (fchmod(fd, folder.st_mode & 0666) == 0 || errno == EPERM);
}

static bool kept_fill(int at, int fd, const char *bytes, size_t length, enum readers readers)
{
    return pk_io_write_at(fd, bytes, length, 0) && (readers == ONESELF || let_read(at, fd))
        && pk_io_sync(fd);
}

static bool kept_replace(int at, const char *name, const char *temporary, const char *bytes,
                         size_t length, enum readers readers)
{
    int fd = pk_io_open(at, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
    if (fd < 0) {
        return false;
    }
    bool good = kept_fill(at, fd, bytes, length, readers);
    int error = errno;
    if (!pk_io_close(fd) && good) {
        good = false;
        error = errno;
    }
    if (good && renameat(at, temporary, at, name) != 0) {
        good = false;
        error = errno;
    }
    if (!good) {
        unlinkat(at, temporary, 0);
        errno = error;
    }
    return good;
}

static bool kept_write(const char *folder, const char *name, const char *bytes, size_t length,
                       enum readers readers, bool lasting)
{
    int at = pk_private_open(folder, true);
    if (at < 0) {
        return false;
    }
    struct pk_buf temporary = { 0 };
    pk_temporary_name(&temporary);
    bool good = kept_replace(at, name, pk_buf_text(&temporary), bytes, length, readers)
             && (!lasting || pk_io_sync(at) || errno == EINVAL);
    int error = errno;
    pk_buf_dispose(&temporary);
    close(at);
    errno = error;
    return good;
}

bool pk_kept_write(const char *folder, const char *name, const char *bytes, size_t length,
                   bool lasting)
{
    return kept_write(folder, name, bytes, length, EVERYBODY, lasting);
}

bool pk_kept_write_own(const char *folder, const char *name, const char *bytes, size_t length)
{
    return kept_write(folder, name, bytes, length, ONESELF, false);
}

void pk_kept_remove(const char *folder, const char *name)
{
    int at = pk_private_open(folder, false);
    if (at >= 0) {
        unlinkat(at, name, 0);
        close(at);
    }
}

void pk_kept_sweep(const char *folder)
{
    int at = pk_private_open(folder, false);
    if (at >= 0) {
        char *path = pk_io_path(folder, PK_PRIVATE_NAME);
        pk_replacement_sweep(path);
        free(path);
        close(at);
    }
}
