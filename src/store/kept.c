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

static bool kept_make(int at, const char *temporary, const char *bytes, size_t length,
                      enum readers readers)
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
    if (!good) {
        unlinkat(at, temporary, 0);
        errno = error;
    }
    return good;
}

static void keeping_end(struct pk_keeping *keeping)
{
    int error = errno;
    close(keeping->at);
    free(keeping->name);
    free(keeping->temporary);
    *keeping = (struct pk_keeping){ .at = -1 };
    errno = error;
}

static bool keeping_write(struct pk_keeping *keeping, const char *folder, const char *name,
                          const char *bytes, size_t length, enum readers readers)
{
    struct pk_buf temporary = { 0 };
    *keeping = (struct pk_keeping){ .at = pk_private_open(folder, true) };
    if (keeping->at < 0) {
        return false;
    }
    pk_temporary_name(&temporary);
    keeping->name = pk_strdup(name);
    keeping->temporary = pk_buf_take(&temporary);
    bool good = kept_make(keeping->at, keeping->temporary, bytes, length, readers);
    if (!good) {
        keeping_end(keeping);
    }
    return good;
}

bool pk_keeping_write(struct pk_keeping *keeping, const char *folder, const char *name,
                      const char *bytes, size_t length)
{
    return keeping_write(keeping, folder, name, bytes, length, EVERYBODY);
}

void pk_keeping_drop(struct pk_keeping *keeping)
{
    if (keeping->at < 0) {
        return;
    }
    int error = errno;
    unlinkat(keeping->at, keeping->temporary, 0);
    errno = error;
    keeping_end(keeping);
}

/* On failure nothing is kept. */
static bool keeping_rename(struct pk_keeping *keeping)
{
    bool good = renameat(keeping->at, keeping->temporary, keeping->at, keeping->name) == 0;
    if (!good) {
        pk_keeping_drop(keeping);
    }
    return good;
}

bool pk_keeping_place(struct pk_keeping *keeping)
{
    bool good = keeping_rename(keeping);
    if (good) {
        keeping_end(keeping);
    }
    return good;
}

static bool kept_write(const char *folder, const char *name, const char *bytes, size_t length,
                       enum readers readers, bool lasting)
{
    struct pk_keeping keeping;
    if (!keeping_write(&keeping, folder, name, bytes, length, readers)) {
        return false;
    }
    if (!keeping_rename(&keeping)) {
        return false;
    }
    bool good = !lasting || pk_io_sync(keeping.at) || errno == EINVAL;
    keeping_end(&keeping);
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
