#include "config.h"

#include "store/private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/io.h"

#define INHERITED 03777 /* all but set-user-id */

/* Where the group cannot be given, ours may do only what everybody may. */
static void take_after(int fd, int parent)
{
    struct stat status, own;
    if (fstat(parent, &status) != 0 || fstat(fd, &own) != 0) {
        return;
    }
    mode_t mode = status.st_mode & INHERITED;
    if (own.st_gid != status.st_gid && fchown(fd, (uid_t)-1, status.st_gid) != 0) {
        mode = (mode & ~(mode_t)(S_ISGID | S_IRWXG)) | (mode & S_IRWXO) << 3;
    }
    (void)fchmod(fd, mode);
}

static int open_folder(int folder, const char *name)
{
    return pk_io_open(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
}

int pk_private_enter(int folder, const char *name, bool make)
{
    int fd = open_folder(folder, name);
    if (fd >= 0 || !make || errno != ENOENT) {
        return fd;
    }
    bool made = mkdirat(folder, name, 0777) == 0;
    if (!made && errno != EEXIST) {
        return -1;
    }
    fd = open_folder(folder, name);
    if (made && fd >= 0) {
        take_after(fd, folder);
    }
    return fd;
}

int pk_private_open(const char *folder, bool make)
{
    int parent = pk_io_open(AT_FDCWD, folder, O_RDONLY | O_DIRECTORY, 0);
    if (parent < 0) {
        return -1;
    }
    int fd = pk_private_enter(parent, PK_PRIVATE_NAME, make);
    int error = errno;
    close(parent);
    errno = error;
    return fd;
}
