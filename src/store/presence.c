/* A session is here as long as the kernel holds its lock, so nothing has to be tidied up after one
 * that was killed, and nobody has to guess by the time whether it still lives.
 *
 *     .81f0c2…   made and locked      nobody looks at it
 *      81f0c2…   renamed into place   here while locked, a leftover otherwise
 *
 * A file in place is thus never one that somebody is about to lock, and its name, being random, is
 * never used again: what has once been found without a lock can be removed without a race.
 */
#include "config.h"

#include "planek/presence.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "planek/mem.h"
#include "planek/text.h"
#include "store/io.h"
#include "store/private.h"

#define HERE "here"
enum {
    DIGITS = 16,
    NAME_BYTES = 256,       /* read of others' files */
    OTHERS = 1000,          /* more are not looked at */
    LEFTOVER_SECONDS = 3600 /* of a file that was never put in place */
};

struct names {
    char **items;
    size_t count, capacity;
};

struct pk_presence {
    char *folder, *line; /* our name and a line end */
    int fd;              /* of our file, which holds the lock; -1 while nobody is told */
    char file[DIGITS + 1];
    struct names others;
};

/* ---- locks ---- */

enum lock_state { LOCK_UNKNOWN, LOCK_FREE, LOCK_HELD };

static bool lock_take(int fd)
{
    struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
    return fcntl(fd, F_OFD_SETLK, &lock) == 0;
}

static enum lock_state lock_look(int fd)
{
    struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
    if (fcntl(fd, F_OFD_GETLK, &lock) != 0) {
        return LOCK_UNKNOWN;
    }
    return lock.l_type == F_UNLCK ? LOCK_FREE : LOCK_HELD;
}

/* ---- our own file ---- */

static int open_here(const struct pk_presence *presence, bool make)
{
    int folder = pk_private_open(presence->folder, make);
    if (folder < 0) {
        return -1;
    }
    int here = pk_private_enter(folder, HERE, make);
    close(folder);
    return here;
}

static void choose_name(char file[DIGITS + 1])
{
    uint64_t bits;
    if (getrandom(&bits, sizeof(bits), GRND_NONBLOCK) != (ssize_t)sizeof(bits)) {
        struct timespec now;
        clock_gettime(CLOCK_REALTIME, &now);
        bits = ((uint64_t)now.tv_sec << 30 ^ (uint64_t)now.tv_nsec) * 0x9e3779b97f4a7c15u ^
               (uint64_t)getpid();
    }
    snprintf(file, DIGITS + 1, "%0*" PRIx64, DIGITS, bits);
}

/* Whoever can see the plan may read who is here; only we write. */
static void let_read(int fd, int here)
{
    struct stat status;
    if (fstat(here, &status) == 0) {
        (void)fchmod(fd, S_IRUSR | S_IWUSR | (status.st_mode & (S_IRGRP | S_IROTH)));
    }
}

static void come(struct pk_presence *presence)
{
    char making[DIGITS + 2] = ".";
    int here = open_here(presence, true);
    if (here < 0) {
        return;
    }
    choose_name(presence->file);
    memcpy(making + 1, presence->file, DIGITS + 1);
    int fd = pk_io_open(here, making, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
    if (fd >= 0) {
        let_read(fd, here);
        if (lock_take(fd) && pk_io_write_at(fd, presence->line, strlen(presence->line), 0) &&
            renameat(here, making, here, presence->file) == 0) {
            presence->fd = fd;
        } else {
            unlinkat(here, making, 0);
            close(fd);
        }
    }
    close(here);
}

/* Whether our file is still in its place: .planek may be cleaned away, or be another one now. */
static bool in_place(const struct pk_presence *presence, int here)
{
    struct stat own, there;
    return presence->fd >= 0 && fstat(presence->fd, &own) == 0 &&
           fstatat(here, presence->file, &there, AT_SYMLINK_NOFOLLOW) == 0 &&
           own.st_dev == there.st_dev && own.st_ino == there.st_ino;
}

static void leave(struct pk_presence *presence)
{
    int here = presence->fd >= 0 ? open_here(presence, false) : -1;
    if (here >= 0) {
        if (in_place(presence, here)) {
            unlinkat(here, presence->file, 0);
        }
        close(here);
    }
    if (presence->fd >= 0) {
        close(presence->fd);
    }
    presence->fd = -1;
}

struct pk_presence *pk_presence_begin(const char *folder, const char *who)
{
    struct pk_presence *presence = pk_new(1, sizeof(*presence));
    struct pk_buf line = { 0 };
    pk_text_safe(&line, who, strlen(who));
    if (line.len > NAME_BYTES - 1) {
        pk_buf_cut(&line, pk_text_valid(line.data, NAME_BYTES - 1));
    }
    pk_buf_char(&line, '\n');
    presence->folder = pk_strdup(folder);
    presence->line = pk_buf_take(&line);
    presence->fd = -1;
    come(presence);
    return presence;
}

static void names_clear(struct names *names)
{
    while (names->count > 0) {
        free(names->items[--names->count]);
    }
    free(names->items);
    *names = (struct names){ 0 };
}

void pk_presence_end(struct pk_presence *presence)
{
    if (!presence) {
        return;
    }
    leave(presence);
    names_clear(&presence->others);
    free(presence->folder);
    free(presence->line);
    free(presence);
}

/* ---- the others ---- */

static bool is_digits(const char *name)
{
    return strlen(name) == DIGITS && strspn(name, "0123456789abcdef") == DIGITS;
}

static int open_other(int here, const char *name, struct stat *status)
{
    if (fstatat(here, name, status, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(status->st_mode)) {
        return -1;
    }
    return pk_io_open(here, name, O_RDONLY | O_NONBLOCK | O_NOFOLLOW, 0);
}

static void add_name(struct names *names, int fd)
{
    char bytes[NAME_BYTES];
    ssize_t got = pread(fd, bytes, sizeof(bytes), 0);
    size_t length = got > 0 ? (size_t)got : 0;
    const char *end = memchr(bytes, '\n', length);
    struct pk_buf name = { 0 };
    pk_text_safe(&name, bytes, end ? (size_t)(end - bytes) : length);
    if (name.len == 0) {
        pk_buf_char(&name, '?');
    }
    names->items = pk_reserve(names->items, &names->capacity, names->count + 1,
                              sizeof(*names->items));
    names->items[names->count++] = pk_buf_take(&name);
}

/* Where our own lock could not be had, that another is not held says nothing. */
static void look_at(const struct pk_presence *presence, int here, const char *name,
                    struct names *names)
{
    struct stat status;
    bool placed = is_digits(name);
    if ((!placed && !(*name == '.' && is_digits(name + 1))) ||
        strcmp(name, presence->file) == 0) {
        return;
    }
    int fd = open_other(here, name, &status);
    if (fd < 0) {
        return;
    }
    enum lock_state state = lock_look(fd);
    bool old = time(NULL) - status.st_mtime > LEFTOVER_SECONDS;
    if (state == LOCK_HELD && placed) {
        add_name(names, fd);
    } else if (state == LOCK_FREE && presence->fd >= 0 && (placed || old)) {
        unlinkat(here, name, 0);
    }
    close(fd);
}

static void look_around(const struct pk_presence *presence, int here, struct names *names)
{
    DIR *entries = fdopendir(here);
    if (!entries) {
        close(here);
        return;
    }
    const struct dirent *entry;
    while (names->count < OTHERS && (entry = readdir(entries))) {
        look_at(presence, here, entry->d_name, names);
    }
    closedir(entries);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool names_equal(const struct names *a, const struct names *b)
{
    bool equal = a->count == b->count;
    for (size_t i = 0; equal && i < a->count; i++) {
        equal = strcmp(a->items[i], b->items[i]) == 0;
    }
    return equal;
}

bool pk_presence_look(struct pk_presence *presence)
{
    int here = open_here(presence, false);
    if (here < 0 || !in_place(presence, here)) {
        if (here >= 0) {
            close(here);
        }
        leave(presence);
        come(presence);
        here = open_here(presence, false);
    }
    struct names names = { 0 };
    if (here >= 0) {
        look_around(presence, here, &names);
    }
    if (names.count > 0) {
        qsort(names.items, names.count, sizeof(*names.items), compare_names);
    }
    bool changed = !names_equal(&names, &presence->others);
    names_clear(&presence->others);
    presence->others = names;
    return changed;
}

size_t pk_presence_count(const struct pk_presence *presence)
{
    return presence->others.count;
}

const char *pk_presence_name(const struct pk_presence *presence, size_t at)
{
    return presence->others.items[at];
}
