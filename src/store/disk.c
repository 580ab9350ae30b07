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

#include "planek/i18n.h"
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

static uint64_t hash_of(const char *bytes, size_t length)
{
    const uint64_t factor = UINT64_C(0x9e3779b97f4a7c15);
    uint64_t hash = length * factor, word = 0;
    for (; length >= sizeof word; bytes += sizeof word, length -= sizeof word) {
        memcpy(&word, bytes, sizeof word);
        hash = (hash ^ word) * factor;
        hash ^= hash >> 32;
    }
    word = 0;
    memcpy(&word, bytes, length);
    hash = (hash ^ word) * factor;
    return hash ^ hash >> 32;
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
        known->settled = settled && pk_filemark_same(&before, &known->mark);
        known->hash = hash_of(*bytes, *length);
        return PK_OK;
    }
    known->state = err == PK_ERR_UNKNOWN ? PK_DISK_NONE : PK_DISK_UNREADABLE;
    known->mark = before;
    known->settled = true;
    return err;
}

/* The columns that a table's header needs, as help for who writes the file. */
static void fault_missing(struct pk_faults *faults, const struct pk_table_schema *schema)
{
    struct pk_buf header = { 0 };
    for (int i = 0; i < schema->field_count; i++) {
        pk_buf_printf(&header, "%s%s", i ? "," : "", schema->fields[i].name);
    }
    pk_faults_add(faults, PK_FATAL, schema->file, 0,
                  _("the file is missing: put it back, or make one that begins with the line %s"),
                  pk_buf_text(&header));
    pk_buf_dispose(&header);
}

static void load_table(struct pk_disk *disk, struct pk_plan *plan, enum pk_table table,
                       struct pk_faults *faults, const char *folder)
{
    const struct pk_table_schema *schema = pk_schema(table);
    char *path = pk_io_path(folder, schema->file), *bytes;
    size_t length;
    struct pk_diag diag;
    enum pk_err err = file_learn(&disk->files[table], path, &bytes, &length, &diag);
    free(path);
    if (err == PK_OK) {
        pk_plan_read_table(plan, table, bytes, length, faults);
        return;
    }
    if (err == PK_ERR_UNKNOWN && !schema->must_exist) {
        return;
    }
    if (err == PK_ERR_UNKNOWN) {
        fault_missing(faults, schema);
    } else {
        pk_faults_add(faults, PK_FATAL, schema->file, 0, "%s", diag.text);
    }
    pk_plan_set_broken(plan, table);
}

static enum pk_err load_settings(struct pk_disk *disk, struct pk_plan *plan,
                                 struct pk_faults *faults, const char *folder,
                                 struct pk_diag *diag)
{
    char *path = pk_io_path(folder, SETTINGS_NAME), *bytes;
    size_t length;
    enum pk_err err = file_learn(&disk->files[PK_DISK_SETTINGS], path, &bytes, &length, diag);
    free(path);
    if (err == PK_ERR_UNKNOWN) {
        return pk_fail_at(diag, PK_ERR_IO, folder, 0,
                          _("the folder holds no plan.ini, so it is no plan: give the folder of a "
                            "plan, or look at the sample with --demo"));
    }
    if (err) {
        return PK_ERR_IO;
    }
    pk_plan_read_settings(plan, bytes, length, faults);
    free(bytes);
    return PK_OK;
}

enum pk_err pk_disk_load(struct pk_disk *disk, struct pk_plan **plan,
                         const struct pk_plan *before, struct pk_faults *faults,
                         const char *folder, struct pk_diag *diag)
{
    struct pk_plan *fresh = pk_plan_new();
    enum pk_err err = load_settings(disk, fresh, faults, folder, diag);
    if (err) {
        pk_plan_free(fresh);
        return err;
    }
    if (before) {
        pk_plan_number_extras(fresh, before);
    }
    for (int table = 0; table < PK_TABLES; table++) {
        if (pk_disk_used(table)) {
            load_table(disk, fresh, (enum pk_table)table, faults, folder);
        }
    }
    *plan = fresh;
    return PK_OK;
}

static enum pk_disk_fate file_look(struct pk_disk_file *known, const char *path)
{
    struct pk_filemark now;
    pk_filemark_look(path, &now);
    if (known->settled && pk_filemark_same(&now, &known->mark)) {
        return PK_DISK_SAME;
    }

    struct pk_disk_file fresh;
    char *bytes;
    size_t length;
    enum pk_err err = file_learn(&fresh, path, &bytes, &length, NULL);
    if (err == PK_OK) {
        free(bytes);
    }
    if (fresh.state == known->state && fresh.hash == known->hash) {
        *known = fresh;
        return PK_DISK_SAME;
    }
    bool in_place = fresh.state == PK_DISK_READ && known->state == PK_DISK_READ
                    && fresh.mark.device == known->mark.device
                    && fresh.mark.inode == known->mark.inode;
    return in_place && age_of(&fresh.mark) < STILL_NS ? PK_DISK_MOVING : PK_DISK_CHANGED;
}

enum pk_disk_fate pk_disk_look(struct pk_disk *disk, const char *folder)
{
    enum pk_disk_fate fate = PK_DISK_SAME;
    for (int file = 0; file < PK_DISK_FILES; file++) {
        if (!pk_disk_used(file)) {
            continue;
        }
        char *path = pk_io_path(folder, pk_disk_name(file));
        enum pk_disk_fate one = file_look(&disk->files[file], path);
        free(path);
        if (one == PK_DISK_MOVING) {
            return PK_DISK_MOVING;
        }
        if (one == PK_DISK_CHANGED) {
            fate = PK_DISK_CHANGED;
        }
    }
    return fate;
}

void pk_disk_wrote(struct pk_disk *disk, enum pk_table table, const struct pk_filemark *mark,
                   const char *bytes, size_t length)
{
    disk->files[table] = (struct pk_disk_file){ .state = PK_DISK_READ,
                                                .mark = *mark,
                                                .settled = false,
                                                .hash = hash_of(bytes, length) };
}
