#include "config.h"

#include "store/save.h"

#include <errno.h>
#include <stdlib.h>

#include "planek/i18n.h"
#include "store/hash.h"
#include "store/io.h"

void pk_save_encode(struct pk_save *save, const struct pk_plan *plan, unsigned tables)
{
    *save = (struct pk_save){ 0 };
    for (int table = 0; table < PK_TABLES; table++) {
        if (tables >> table & 1) {
            size_t at = save->count++;
            save->tables[at] = (enum pk_table)table;
            pk_plan_encode(plan, save->tables[at], &save->images[at]);
        }
    }
}

enum pk_err pk_save_write(struct pk_save *save, const char *folder, unsigned *failed,
                          struct pk_diag *diag)
{
    for (size_t at = 0; at < save->count; at++) {
        const struct pk_buf *bytes = &save->images[at].bytes;
        char *path = pk_io_path(folder, pk_disk_name((int)save->tables[at]));
        save->hashes[at] = pk_hash(pk_buf_text(bytes), bytes->len);
        enum pk_err err = pk_replacement_begin(&save->files[at], path, pk_buf_text(bytes),
                                               bytes->len, diag);
        free(path);
        if (err) {
            *failed = 1u << save->tables[at];
            pk_save_abandon(save);
            return err;
        }
    }
    return PK_OK;
}

enum pk_err pk_save_begin(struct pk_save *save, const struct pk_plan *plan, const char *folder,
                          unsigned tables, unsigned *failed, struct pk_diag *diag)
{
    pk_save_encode(save, plan, tables);
    return pk_save_write(save, folder, failed, diag);
}

static bool is_known(const struct pk_disk_file *known, const char *path)
{
    char *bytes;
    size_t length;
    if (pk_file_read(path, &bytes, &length, NULL, NULL) != PK_OK) {
        return false;
    }
    bool same = pk_hash(bytes, length) == known->hash;
    free(bytes);
    return same;
}

/* Puts back the file that another program wrote a moment ago; ours goes where it cannot be
 * exchanged again. */
static enum pk_err take_back(struct pk_replacement *item, struct pk_diag *diag)
{
    size_t done;
    if (pk_replacement_exchange(item)) {
        return PK_ERR_CONFLICT;
    }
    enum pk_err err = pk_replacement_commit(item, 1, &done, diag);
    return err ? err : PK_ERR_CONFLICT;
}

/* Exchanges the two files, so that nothing is lost that another program wrote a moment ago; where
 * the file system cannot, the old file is replaced. */
static enum pk_err put(struct pk_replacement *item, const struct pk_disk_file *known,
                       struct pk_diag *diag)
{
    bool exists = known->state == PK_DISK_READ;
    if (exists && pk_replacement_exchange(item)) {
        if (is_known(known, item->temporary)) {
            pk_replacement_settle(item);
            return PK_OK;
        }
        return take_back(item, diag);
    }
    if (!exists && pk_replacement_create(item)) {
        return PK_OK;
    }
    if (!exists && errno == EEXIST) {
        return PK_ERR_CONFLICT;
    }
    size_t done;
    return pk_replacement_commit(item, 1, &done, diag);
}

static void tell_converted(const struct pk_image *image, enum pk_table table,
                           struct pk_buf *notice)
{
    if (image->converted) {
        pk_buf_printf(notice,
                      _("%s%s is UTF-8 from now on: Windows-1250 cannot hold what was written"),
                      notice->len ? " " : "", pk_disk_name((int)table));
    }
}

enum pk_err pk_save_commit(struct pk_save *save, struct pk_plan *plan, struct pk_disk *disk,
                           unsigned *written, struct pk_buf *notice, struct pk_diag *diag)
{
    enum pk_err err = PK_OK;
    *written = 0;
    for (size_t i = 0; i < save->count && !err; i++) {
        struct pk_image *image = &save->images[i];
        enum pk_table table = save->tables[i];
        err = put(&save->files[i], &disk->files[table], diag);
        if (!err) {
            pk_disk_wrote(disk, table, &save->files[i].mark, save->hashes[i]);
            tell_converted(image, table, notice);
            pk_plan_saved(plan, table, image);
            *written |= 1u << table;
        }
    }
    for (size_t i = 0; i < save->count && !err; i++) {
        err = pk_replacement_sync(&save->files[i], diag);
    }
    pk_save_abandon(save);
    return err;
}

void pk_save_abandon(struct pk_save *save)
{
    pk_replacement_abandon(save->files, save->count);
    for (size_t i = 0; i < save->count; i++) {
        pk_image_dispose(&save->images[i]);
    }
    *save = (struct pk_save){ 0 };
}
