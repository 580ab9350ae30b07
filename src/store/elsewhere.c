/* elsewhere.c: a plan as it stands in memory, written to another folder. */
#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "planek/atomic.h"
#include "planek/i18n.h"
#include "store/io.h"
#include "store/store_private.h"

static enum pk_err prepare(const char *folder, struct pk_diag *diag)
{
    struct stat status;
    if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
        return pk_fail_at(diag, PK_ERR_IO, folder, 0, _("the folder cannot be made: %s"),
                          pk_io_reason(errno));
    }
    char *settings = pk_io_path(folder, pk_disk_name(PK_DISK_SETTINGS));
    bool taken = lstat(settings, &status) == 0;
    free(settings);
    if (taken) {
        return pk_fail_at(diag, PK_ERR_REFUSED, folder, 0,
                          _("the folder holds a plan already: name another one"));
    }
    return PK_OK;
}

static enum pk_err save_table(const struct pk_store *store, enum pk_table table,
                              const char *folder, struct pk_diag *diag)
{
    struct pk_image image;
    pk_plan_encode(store->plan, table, &image);
    char *path = pk_io_path(folder, pk_disk_name((int)table));
    enum pk_err err =
        pk_file_replace(path, pk_buf_text(&image.bytes), image.bytes.len, NULL, diag);
    free(path);
    pk_image_dispose(&image);
    return err;
}

static enum pk_err save_settings(const struct pk_store *store, const char *folder,
                                 struct pk_diag *diag)
{
    char *path = pk_io_path(folder, pk_disk_name(PK_DISK_SETTINGS));
    enum pk_err err = pk_file_replace(path, store->settings, store->settings_length, NULL, diag);
    free(path);
    return err;
}

/* plan.ini comes last: without it the folder is no plan. */
enum pk_err pk_store_save_as(struct pk_store *store, const char *folder, struct pk_diag *diag)
{
    if (store->suggest) {
        return pk_fail(diag, PK_ERR_REFUSED,
                       _("somebody who may only propose cannot save the plan elsewhere"));
    }
    enum pk_err err = prepare(folder, diag);
    for (int table = 0; table < PK_TABLES && !err; table++) {
        enum pk_table one = (enum pk_table)table;
        if (pk_disk_used(table) && pk_plan_has_table(store->plan, one)) {
            err = save_table(store, one, folder, diag);
        }
    }
    return err ? err : save_settings(store, folder, diag);
}
