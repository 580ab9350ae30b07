/* disk.h: the files of a plan's folder as they were last known, and how they are read.
 */
#ifndef PLANEK_STORE_DISK_H
#define PLANEK_STORE_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planek/atomic.h"
#include "planek/schema.h"

/* By table, then plan.ini. */
enum { PK_DISK_SETTINGS = PK_TABLES, PK_DISK_FILES };

enum pk_disk_state { PK_DISK_NONE, PK_DISK_READ, PK_DISK_UNREADABLE };

struct pk_disk_file {
    enum pk_disk_state state;
    struct pk_filemark mark;
    bool young;   /* it had changed a moment before it was read: somebody may still be writing */
    bool settled; /* a change of content since would have changed the mark */
    uint64_t hash;
};

struct pk_disk {
    struct pk_disk_file files[PK_DISK_FILES];
};

/* What was read, by file. */
struct pk_disk_text {
    char *bytes; /* malloc'd, with a NUL behind; NULL unless it was read */
    size_t length;
    struct pk_diag why; /* when the file is there and could not be read */
};

/* Reads a file and says in disk what is now known of it. */
void pk_disk_read(struct pk_disk *disk, int file, const char *folder, struct pk_disk_text *text);

/* Whether the last change was so short ago that another program may still be writing it. */
bool pk_disk_moving(const struct pk_filemark *mark);

enum pk_disk_fate {
    PK_DISK_SAME,
    PK_DISK_MOVING, /* another program is writing to one of the files: look again later */
    PK_DISK_CHANGED
};

/* Compares the folder with what is known; reads only what looks different, and learns the new
 * mark of what turns out to be the same. */
enum pk_disk_fate pk_disk_look(struct pk_disk *disk, const char *folder);

/* Whether a file is another one than is known; fresh then gets what it is now. */
bool pk_disk_other(struct pk_disk *disk, int file, const char *folder,
                   struct pk_disk_file *fresh);

/* Told what a table's file holds now, by the hash of it. */
void pk_disk_wrote(struct pk_disk *disk, enum pk_table table, const struct pk_filemark *mark,
                   uint64_t hash);

/* How many bytes the files of the tables have. */
size_t pk_disk_bytes(const struct pk_disk *disk);

/* The name of the file, as in "activities.csv"; whether the plan reads it. */
const char *pk_disk_name(int file);
bool pk_disk_used(int file);

#endif
