#include "config.h"

#include "planek/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "planek/atomic.h"
#include "planek/i18n.h"
#include "store/disk.h"
#include "store/io.h"

#define OWN_PREFIX ".planek"
#define DEPTH_MAX 8

/* Nothing depends on the copy, so it is not synced. */
static bool write_file(int folder, const char *name, const char *bytes, size_t length)
{
    int fd = pk_io_open(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
    if (fd < 0) {
        return false;
    }
    bool good = pk_io_write_at(fd, bytes, length, 0);
    int error = errno;
    if (!pk_io_close(fd) && good) {
        return false;
    }
    errno = error;
    return good;
}

static enum pk_err copy_file(int folder, const char *from, const char *name, bool must_exist,
                             struct pk_diag *diag)
{
    char *path = pk_io_path(from, name), *bytes;
    size_t length;
    enum pk_err err = pk_file_read(path, &bytes, &length, NULL, diag);
    if (err == PK_ERR_UNKNOWN) {
        err = must_exist ? PK_ERR_IO : PK_OK;
    } else if (!err && !write_file(folder, name, bytes, length)) {
        err = pk_fail_at(diag, PK_ERR_IO, path, 0, _("cannot be copied: %s"),
                         pk_io_reason(errno));
    }
    free(bytes);
    free(path);
    return err;
}

static enum pk_err copy_files(int folder, const char *from, struct pk_diag *diag)
{
    enum pk_err err = PK_OK;
    for (int file = 0; file < PK_DISK_FILES && !err; file++) {
        if (pk_disk_used(file)) {
            err = copy_file(folder, from, pk_disk_name(file), file == PK_DISK_SETTINGS, diag);
        }
    }
    return err;
}

enum pk_err pk_folder_copy(char **out, const char *from, struct pk_diag *diag)
{
    const char *base = getenv("TMPDIR");
    if (!base || *base != '/') {
        base = "/tmp";
    }
    *out = NULL;
    char *path = pk_io_path(base, "planek-XXXXXX");
    if (!mkdtemp(path)) {
        free(path);
        return pk_fail_at(diag, PK_ERR_IO, base, 0,
                          _("no folder for the copy can be made here: %s"), pk_io_reason(errno));
    }
    enum pk_err err;
    int folder = pk_io_open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
    if (folder < 0) {
        err = pk_fail_at(diag, PK_ERR_IO, path, 0, _("the folder cannot be opened: %s"),
                         pk_io_reason(errno));
    } else {
        err = copy_files(folder, from, diag);
        close(folder);
    }
    if (!err) {
        *out = path;
        return PK_OK;
    }
    pk_folder_remove(path);
    free(path);
    return err;
}

static bool is_ours(const char *name)
{
    for (int file = 0; file < PK_DISK_FILES; file++) {
        if (strcmp(name, pk_disk_name(file)) == 0) {
            return true;
        }
    }
    return strncmp(name, OWN_PREFIX, strlen(OWN_PREFIX)) == 0;
}

static bool is_folder(int parent, const char *name)
{
    struct stat status;
    return fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(status.st_mode);
}

/* Removes what is in the folder: everything, or at depth 0 only what is ours. */
static void empty_folder(int parent, const char *path, int depth)
{
    int fd = pk_io_open(parent, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
    DIR *entries = fd < 0 ? NULL : fdopendir(fd);
    if (!entries) {
        if (fd >= 0) {
            close(fd);
        }
        return;
    }
    const struct dirent *entry;
    while ((entry = readdir(entries))) {
        const char *name = entry->d_name;
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || (!depth && !is_ours(name))) {
            continue;
        }
        if (!is_folder(fd, name)) {
            unlinkat(fd, name, 0);
        } else if (depth < DEPTH_MAX) {
            empty_folder(fd, name, depth + 1);
            unlinkat(fd, name, AT_REMOVEDIR);
        }
    }
    closedir(entries);
}

void pk_folder_remove(const char *folder)
{
    empty_folder(AT_FDCWD, folder, 0);
    rmdir(folder);
}
