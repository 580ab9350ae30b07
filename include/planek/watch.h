/* watch.h: being told when something in a plan's folder changes (inotify).
 *
 * Only tells that it is worth looking; what changed is found by looking (pk_store_refresh,
 * pk_presence_look).  Network file systems tell nothing, so a look every few seconds is needed
 * anyway.
 */
#ifndef PLANEK_WATCH_H
#define PLANEK_WATCH_H

#include <stdbool.h>

struct pk_watch {
    int fd; /* becomes readable; -1 where the system cannot tell */
    int folder, here; /* watch descriptors; -1 while there is none */
    int inner;        /* of .planek, until it has its folder `here` */
};

/* Watches the folder and its .planek/here (once that is there). */
void pk_watch_begin(struct pk_watch *watch, const char *folder);
void pk_watch_end(struct pk_watch *watch);

/* Takes what was told.  Bits: PK_WATCH_FILES the plan's files, PK_WATCH_HERE who is here.  Other
 * files and temporary ones do not count; what this program itself does to the plan's files does.
 * Begins to watch .planek/here when it appears, and a folder that was put in the place of one
 * watched before; for that it is also worth calling when nothing was told. */
enum { PK_WATCH_FILES = 1, PK_WATCH_HERE = 2 };
unsigned pk_watch_take(struct pk_watch *watch, const char *folder);

#endif
