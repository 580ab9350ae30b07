/* disk.h: the files of a plan's folder as they were last known, and a plan read from them.
 */
#ifndef PLANEK_STORE_DISK_H
#define PLANEK_STORE_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planek/atomic.h"
#include "planek/faults.h"
#include "planek/plan.h"

/* By table, then plan.ini. */
enum { PK_DISK_SETTINGS = PK_TABLES, PK_DISK_FILES };

enum pk_disk_state { PK_DISK_NONE, PK_DISK_READ, PK_DISK_UNREADABLE };

struct pk_disk_file {
    enum pk_disk_state state;
    struct pk_filemark mark;
    bool settled; /* a change of content since would have changed the mark */
    uint64_t hash;
};

struct pk_disk {
    struct pk_disk_file files[PK_DISK_FILES];
};

/* Reads plan.ini and the tables.  PK_ERR_IO when plan.ini cannot be read: nothing is given then.
 * All else that is wrong goes to faults.  Unknown columns keep the numbers that they have in the
 * plan `before` (NULL when there is none). */
PK_MUST_USE enum pk_err pk_disk_load(struct pk_disk *disk, struct pk_plan **plan,
                                     const struct pk_plan *before, struct pk_faults *faults,
                                     const char *folder, struct pk_diag *diag);

enum pk_disk_fate {
    PK_DISK_SAME,
    PK_DISK_MOVING, /* another program is writing to one of the files: look again later */
    PK_DISK_CHANGED
};

/* Compares the folder with what is known; reads only what looks different, and learns the new
 * mark of what turns out to be the same. */
enum pk_disk_fate pk_disk_look(struct pk_disk *disk, const char *folder);

/* Told what a table's file holds now. */
void pk_disk_wrote(struct pk_disk *disk, enum pk_table table, const struct pk_filemark *mark,
                   const char *bytes, size_t length);

/* The name of the file, as in "activities.csv"; whether the plan reads it. */
const char *pk_disk_name(int file);
bool pk_disk_used(int file);

#endif
