/* disk.h: what a disk may hold when the power goes, worked out from the calls that were made.
 *
 * A file's bytes last once the file was synced; that a name stands for a file lasts once its folder
 * was synced.  Until then each may have happened or not, in any order, and what was written may
 * have reached the disk in part, or only as a longer file full of zeros.  What a sync failed for
 * never lasts by a later sync: the system may have thrown it away.
 */
#ifndef PLANEK_TESTS_DISK_H
#define PLANEK_TESTS_DISK_H

#include <stdbool.h>
#include <stddef.h>

#include "command.h"
#include "image.h"

struct disk;

/* A disk on which all of that lasts. */
struct disk *disk_new(const struct image *start);
void disk_free(struct disk *disk);
/* One more call. */
void disk_take(struct disk *disk, const struct record *record);

/* What a program that goes on reading finds: everything. */
void disk_now(const struct disk *disk, struct image *out);

/* Calls back with each folder that could be found if the power went now (the same one perhaps more
 * than once); finely: files torn at every byte, not at some. */
typedef void disk_state_fn(const struct image *state, void *user);
void disk_states(const struct disk *disk, bool finely, disk_state_fn *state, void *user);

#endif
