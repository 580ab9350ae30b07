#include "config.h"

#include "store/git.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "planek/atomic.h"
#include "planek/buf.h"
#include "planek/mem.h"
#include "store/io.h"

#define LOCK_NAME "index.lock"
#define POINTER "gitdir: "

/* In a linked work tree .git is a file that says where the folder is. */
static char *lock_by_pointer(const char *folder, const char *file)
{
    char *text;
    size_t length;
    if (pk_file_read(file, &text, &length, NULL, NULL) != PK_OK) {
        return NULL;
    }
    char *lock = NULL;
    text[strcspn(text, "\r\n")] = '\0';
    if (strncmp(text, POINTER, strlen(POINTER)) == 0) {
        const char *to = text + strlen(POINTER);
        char *at = *to == '/' ? pk_strdup(to) : pk_io_path(folder, to);
        lock = pk_io_path(at, LOCK_NAME);
        free(at);
    }
    free(text);
    return lock;
}

/* The lock of the repository whose top the folder is; *top tells whether it is one. */
static char *lock_at(const char *folder, bool *top)
{
    struct stat status;
    char *git = pk_io_path(folder, ".git"), *lock = NULL;
    *top = stat(git, &status) == 0;
    if (*top) {
        lock = S_ISDIR(status.st_mode) ? pk_io_path(git, LOCK_NAME) : lock_by_pointer(folder, git);
    }
    free(git);
    return lock;
}

char *pk_git_lock(const char *folder)
{
    char *at = realpath(folder, NULL), *lock = NULL;
    bool top = false;
    while (at && !top) {
        lock = lock_at(at, &top);
        char *slash = strrchr(at, '/');
        if (!slash || !at[1]) {
            break;
        }
        slash[slash == at] = '\0';
    }
    free(at);
    return lock;
}

bool pk_git_busy(const char *lock)
{
    return lock && access(lock, F_OK) == 0;
}
