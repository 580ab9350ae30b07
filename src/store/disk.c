/* Whether a file is still the one last read or written is told by its mark (inode, size, time of
 * change) without reading it.  Two things make that right:
 *
 * A mark is trusted only once it has settled.  Two writes within one tick of the file system's
 * clock leave the same time; so while the last change was that near to the moment of looking, the
 * content is compared, too (by a hash of it).
 *
 * A file that another program is writing in place is not judged before it has stood still for a
 * while, since half of it would look like records that somebody removed.
 */
#include "config.h"

#include "store/disk.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "store/hash.h"
#include "store/io.h"

#define STILL_NS 300000000LL
#define FINE_TICK_NS 50000000LL     /* stamps with nanoseconds tick 100 times a second or more */
#define COARSE_TICK_NS 2000000000LL /* stamps without, as on FAT */

#define SETTINGS_NAME "plan.ini"

const char *pk_disk_name(int file)
{
    return file == PK_DISK_SETTINGS ? SETTINGS_NAME : pk_schema((enum pk_table)file)->file;
}

bool pk_disk_used(int file)
{
    return file == PK_DISK_SETTINGS || pk_schema((enum pk_table)file)->in_plan;
}

/* How long ago the mark's file changed, in ns; a clock that runs ahead (of a file server) counts
 * like one that lags. */
static int64_t age_of(const struct pk_filemark *mark)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    int64_t seconds = (int64_t)now.tv_sec - mark->seconds;
    if (seconds < -3600 || seconds > 3600) {
        return INT64_MAX;
    }
    int64_t age = seconds * 1000000000 + now.tv_nsec - mark->nanoseconds;
    return age < 0 ? -age : age;
}

static bool mark_settled(const struct pk_filemark *mark)
{
    return age_of(mark) > (mark->nanoseconds ? FINE_TICK_NS : COARSE_TICK_NS);
}

bool pk_disk_moving(const struct pk_filemark *mark)
{
    return age_of(mark) < STILL_NS;
}

/* Reads a file and says what is now known of it; *bytes is NULL unless it was read. */
static enum pk_err file_learn(struct pk_disk_file *known, const char *path, char **bytes,
                              size_t *length, struct pk_diag *diag)
{
    struct pk_filemark before;
    pk_filemark_look(path, &before);
    bool settled = mark_settled(&before);

    *known = (struct pk_disk_file){ 0 };
    enum pk_err err = pk_file_read(path, bytes, length, &known->mark, diag);
    if (err == PK_OK) {
        known->state = PK_DISK_READ;
        known->young = pk_disk_moving(&before);
        known->settled = settled && pk_filemark_same(&before, &known->mark);
        known->hash = pk_hash(*bytes, *length);
        return PK_OK;
    }
    known->state = err == PK_ERR_UNKNOWN ? PK_DISK_NONE : PK_DISK_UNREADABLE;
    known->mark = before;
    known->settled = true;
    return err;
}

void pk_disk_read(struct pk_disk *disk, int file, const char *folder, struct pk_disk_text *text)
{
    char *path = pk_io_path(folder, pk_disk_name(file));
    *text = (struct pk_disk_text){ 0 };
    (void)!file_learn(&disk->files[file], path, &text->bytes, &text->length, &text->why);
    free(path);
}

bool pk_disk_other(struct pk_disk *disk, int file, const char *folder,
                   struct pk_disk_file *fresh)
{
    struct pk_disk_file *known = &disk->files[file];
    struct pk_filemark now;
    char *path = pk_io_path(folder, pk_disk_name(file)), *bytes = NULL;
    size_t length;
    pk_filemark_look(path, &now);
    bool same = known->settled && pk_filemark_same(&now, &known->mark);
    if (!same) {
        (void)!file_learn(fresh, path, &bytes, &length, NULL);
        free(bytes);
        same = fresh->state == known->state && fresh->hash == known->hash;
        if (same) {
            *known = *fresh;
        }
    }
    free(path);
    return !same;
}

static enum pk_disk_fate file_look(struct pk_disk *disk, int file, const char *folder)
{
    struct pk_disk_file fresh;
    const struct pk_disk_file *known = &disk->files[file];
    if (!pk_disk_other(disk, file, folder, &fresh)) {
        return PK_DISK_SAME;
    }
    bool in_place = fresh.state == PK_DISK_READ && known->state == PK_DISK_READ
                    && fresh.mark.device == known->mark.device
                    && fresh.mark.inode == known->mark.inode;
    return in_place && fresh.young ? PK_DISK_MOVING : PK_DISK_CHANGED;
}

enum pk_disk_fate pk_disk_look(struct pk_disk *disk, const char *folder)
{
    enum pk_disk_fate fate = PK_DISK_SAME;
    for (int file = 0; file < PK_DISK_FILES; file++) {
        if (!pk_disk_used(file)) {
            continue;
        }
        enum pk_disk_fate one = file_look(disk, file, folder);
        if (one == PK_DISK_MOVING) {
            return PK_DISK_MOVING;
        }
        if (one == PK_DISK_CHANGED) {
            fate = PK_DISK_CHANGED;
        }
    }
    return fate;
}

size_t pk_disk_bytes(const struct pk_disk *disk)
{
    size_t bytes = 0;
    for (int table = 0; table < PK_TABLES; table++) {
        bytes += disk->files[table].mark.size;
    }
    return bytes;
}

void pk_disk_wrote(struct pk_disk *disk, enum pk_table table, const struct pk_filemark *mark,
                   uint64_t hash)
{
    disk->files[table] = (struct pk_disk_file){ .state = PK_DISK_READ,
                                                .mark = *mark,
                                                .settled = false,
                                                .hash = hash };
}
