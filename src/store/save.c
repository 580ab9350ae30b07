#include "config.h"

#include "store/save.h"

#include <stdlib.h>

#include "planek/i18n.h"
#include "store/io.h"

enum pk_err pk_save_begin(struct pk_save *save, const struct pk_plan *plan, const char *folder,
                          unsigned tables, unsigned *failed, struct pk_diag *diag)
{
    *save = (struct pk_save){ 0 };
    for (int table = 0; table < PK_TABLES; table++) {
        if (!(tables >> table & 1)) {
            continue;
        }
        size_t at = save->count++;
        struct pk_image *image = &save->images[at];
        save->tables[at] = (enum pk_table)table;
        pk_plan_encode(plan, save->tables[at], image);
        char *path = pk_io_path(folder, pk_disk_name(table));
        enum pk_err err = pk_replacement_begin(&save->files[at], path, pk_buf_text(&image->bytes),
                                               image->bytes.len, diag);
        free(path);
        if (err) {
            *failed = 1u << table;
            pk_save_abandon(save);
            return err;
        }
    }
    return PK_OK;
}

/* Some files are in their places and the next one could not be put into its. */
static void tell_part(const struct pk_save *save, size_t done, struct pk_buf *notice)
{
    pk_buf_printf(notice, _("%sonly a part is in the files so far:"), notice->len ? " " : "");
    for (size_t i = 0; i < done; i++) {
        pk_buf_printf(notice, "%s %s", i ? "," : "", pk_disk_name((int)save->tables[i]));
    }
}

enum pk_err pk_save_commit(struct pk_save *save, struct pk_plan *plan, struct pk_disk *disk,
                           unsigned *written, struct pk_buf *notice, struct pk_diag *diag)
{
    size_t done;
    enum pk_err err = pk_replacement_commit(save->files, save->count, &done, diag);
    *written = 0;
    for (size_t i = 0; i < done; i++) {
        struct pk_image *image = &save->images[i];
        enum pk_table table = save->tables[i];
        pk_disk_wrote(disk, table, &save->files[i].mark, pk_buf_text(&image->bytes),
                      image->bytes.len);
        if (image->converted) {
            pk_buf_printf(notice,
                          _("%s%s is UTF-8 from now on: Windows-1250 cannot hold what was written"),
                          notice->len ? " " : "", pk_disk_name((int)table));
        }
        pk_plan_saved(plan, table, image);
        *written |= 1u << table;
    }
    if (done && done < save->count) {
        tell_part(save, done, notice);
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
