#include "config.h"

#include "planek/watch.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "store/disk.h"
#include "store/io.h"
#include "store/private.h"

#define HERE_PATH PK_PRIVATE_NAME "/here"
#define ARRIVING (IN_CREATE | IN_MOVED_TO)
#define MOVING (ARRIVING | IN_DELETE | IN_MOVED_FROM)
#define SELF (IN_DELETE_SELF | IN_MOVE_SELF)

/* A file that is appended to and stays open tells only IN_MODIFY; a mode may shut a file out. */
#define FOLDER_EVENTS (MOVING | SELF | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB)
/* A session that is killed closes its file. */
#define HERE_EVENTS (MOVING | SELF | IN_CLOSE_WRITE)

static int add(int fd, const char *folder, const char *name, uint32_t events)
{
    char *path = pk_io_path(folder, name);
    int descriptor = inotify_add_watch(fd, path, events | IN_ONLYDIR | IN_DONT_FOLLOW);
    free(path);
    return descriptor;
}

static void drop(int fd, int *descriptor)
{
    if (*descriptor >= 0) {
        inotify_rm_watch(fd, *descriptor);
    }
    *descriptor = -1;
}

static void drop_private(struct pk_watch *watch)
{
    drop(watch->fd, &watch->inner);
    drop(watch->fd, &watch->here);
}

/* .planek is watched only until it has its folder `here`: much else happens in it.  It comes
 * first, so that `here` cannot appear unseen between the two. */
static unsigned begin_here(struct pk_watch *watch, const char *folder)
{
    int private = pk_private_open(folder, false);
    if (private < 0) {
        return 0;
    }
    close(private);
    watch->inner = add(watch->fd, folder, PK_PRIVATE_NAME, ARRIVING | SELF);
    watch->here = add(watch->fd, folder, HERE_PATH, HERE_EVENTS);
    if (watch->here < 0) {
        return 0;
    }
    drop(watch->fd, &watch->inner);
    return PK_WATCH_HERE;
}

/* Watches what is not watched yet; whatever begins to be watched has to be looked at. */
static unsigned begin_missing(struct pk_watch *watch, const char *folder)
{
    unsigned bits = 0;
    if (watch->folder < 0) {
        watch->folder = inotify_add_watch(watch->fd, folder, FOLDER_EVENTS | IN_ONLYDIR);
        bits |= watch->folder >= 0 ? PK_WATCH_FILES : 0;
    }
    if (watch->here < 0) {
        bits |= begin_here(watch, folder);
    }
    return bits;
}

void pk_watch_begin(struct pk_watch *watch, const char *folder)
{
    *watch = (struct pk_watch){ .fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC),
                                .folder = -1, .inner = -1, .here = -1 };
    if (watch->fd >= 0) {
        (void)begin_missing(watch, folder);
    }
}

void pk_watch_end(struct pk_watch *watch)
{
    if (watch->fd >= 0) {
        close(watch->fd);
    }
    watch->fd = watch->folder = watch->inner = watch->here = -1;
}

static bool is_plan_file(const char *name)
{
    for (int file = 0; file < PK_DISK_FILES; file++) {
        if (strcmp(name, pk_disk_name(file)) == 0) {
            return true;
        }
    }
    return false;
}

/* One that is gone, or stands somewhere else now, is no longer what its path means. */
static bool lost(struct pk_watch *watch, const struct inotify_event *event, int *descriptor)
{
    if (event->wd != *descriptor || !(event->mask & (SELF | IN_IGNORED | IN_UNMOUNT))) {
        return false;
    }
    drop(watch->fd, descriptor);
    return true;
}

static unsigned judge(struct pk_watch *watch, const struct inotify_event *event)
{
    const char *name = event->len ? event->name : "";
    if (event->mask & IN_Q_OVERFLOW) {
        return PK_WATCH_FILES | PK_WATCH_HERE;
    }
    if (event->wd < 0) {
        return 0;
    }
    if (lost(watch, event, &watch->folder)) {
        drop_private(watch);
        return PK_WATCH_FILES | PK_WATCH_HERE;
    }
    if (lost(watch, event, &watch->here)) {
        return PK_WATCH_HERE;
    }
    if (lost(watch, event, &watch->inner)) {
        return 0;
    }
    if (event->wd == watch->here) {
        return *name && *name != '.' ? PK_WATCH_HERE : 0;
    }
    if (event->wd == watch->folder && (event->mask & MOVING) &&
        strcmp(name, PK_PRIVATE_NAME) == 0) {
        drop_private(watch);
        return PK_WATCH_HERE;
    }
    return event->wd == watch->folder && is_plan_file(name) ? PK_WATCH_FILES : 0;
}

unsigned pk_watch_take(struct pk_watch *watch, const char *folder)
{
    _Alignas(struct inotify_event) char events[4096];
    unsigned bits = 0;
    ssize_t got;
    if (watch->fd < 0) {
        return 0;
    }
    while ((got = read(watch->fd, events, sizeof(events))) > 0) {
        for (const char *at = events; at < events + got;) {
            const struct inotify_event *event = (const void *)at;
            bits |= judge(watch, event);
            at += sizeof(*event) + event->len;
        }
    }
    return bits | begin_missing(watch, folder);
}
