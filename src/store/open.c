/* open.c: a store made of a folder, and given up. */
#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/when.h"
#include "store/git.h"
#include "store/io.h"
#include "store/private.h"
#include "store/store_private.h"

#define WAIT_MS 2000
#define STEP_MS 50

static enum pk_err folder_look(const char *folder, struct pk_diag *diag)
{
    struct stat status;
    if (stat(folder, &status) != 0 && errno != ENOENT) {
        return pk_fail_at(diag, PK_ERR_IO, folder, 0, _("the folder cannot be opened: %s"),
                          pk_io_reason(errno));
    }
    if (stat(folder, &status) != 0) {
        return pk_fail_at(diag, PK_ERR_IO, folder, 0,
                          _("there is no such folder: give the folder of a plan, or look at the "
                            "sample with --demo"));
    }
    if (!S_ISDIR(status.st_mode)) {
        return pk_fail_at(diag, PK_ERR_IO, folder, 0,
                          _("this is a file: give the folder that holds plan.ini"));
    }
    return PK_OK;
}

enum pk_err pk_store_refuse_links(const char *folder, struct pk_diag *diag)
{
    enum pk_err err = PK_OK;
    for (int file = 0; file <= PK_DISK_FILES && !err; file++) {
        struct stat status;
        char *path = pk_io_path(folder, file < PK_DISK_FILES ? pk_disk_name(file)
                                                             : PK_PRIVATE_NAME);
        if (lstat(path, &status) == 0 && S_ISLNK(status.st_mode)) {
            err = pk_fail_at(diag, PK_ERR_IO, path, 0,
                             _("is a symbolic link, which is not followed for somebody who may "
                               "only propose: put the file itself in its place"));
        }
        free(path);
    }
    return err;
}

/* A file that another program is just writing is waited for, without the lock. */
static enum pk_err first_reading(struct pk_store *store, struct pk_diag *diag)
{
    for (int waited = 0;; waited += STEP_MS) {
        bool replaced, git = pk_git_busy(store->git);
        struct pk_diag why;
        enum pk_err locked = pk_journal_lock(&store->journal, false, &replaced, &why);
        enum pk_err err = pk_store_reread(store, false, diag);
        pk_journal_unlock(&store->journal);
        if (!err && locked) {
            pk_faults_add(&store->faults, store->journal.fd < 0 ? PK_FATAL : PK_WARNING,
                          "history.csv", 0, "%s", why.text);
        }
        store->hasty = store->moving || git;
        if (err || !store->moving || waited >= WAIT_MS) {
            return err;
        }
        if (!pk_meter_tell(&store->meter)) {
            return PK_ERR_STOPPED;
        }
        pk_io_pause(STEP_MS);
    }
}

static enum pk_err go_back(struct pk_store *store, pk_day day, struct pk_diag *diag)
{
    struct pk_history history = { 0 };
    enum pk_err err = pk_store_history(store, &history, NULL, diag);
    if (!err) {
        store->reaches_back = history.count ? history.items[0].when : 0;
        pk_history_rewind(&history, store->plan, pk_when_day_ends(day));
        pk_history_dispose(&history);
    }
    return err;
}

static struct pk_store *make_store(const char *folder, const struct pk_store_options *options)
{
    struct pk_store *store = pk_new(1, sizeof *store);
    store->folder = pk_strdup(folder);
    store->read_only = options->read_only || options->past;
    store->past = options->past;
    store->patience = WAIT_MS;
    store->suggest = options->suggest ? pk_strdup(options->suggest) : NULL;
    store->git = pk_git_lock(folder);
    store->meter = (struct pk_meter){ .progress = options->progress,
                                      .user = options->progress_user };
    pk_change_init(&store->outside);
    pk_journal_init(&store->journal, folder);
    return store;
}

enum pk_err pk_store_open(struct pk_store **out, const char *folder,
                          const struct pk_store_options *options, struct pk_diag *diag)
{
    static const struct pk_store_options usual = { 0 };
    options = options ? options : &usual;
    *out = NULL;
    enum pk_err err = folder_look(folder, diag);
    if (!err && options->suggest) {
        err = pk_store_refuse_links(folder, diag);
    }
    if (err) {
        return err;
    }
    struct pk_store *store = make_store(folder, options);
    err = first_reading(store, diag);
    store->meter = (struct pk_meter){ 0 };
    if (!err && options->past) {
        err = go_back(store, options->as_of, diag);
    }
    if (err == PK_ERR_STOPPED) {
        err = pk_fail(diag, err, "%s", "");
    }
    if (err) {
        pk_store_close(store);
    } else {
        *out = store;
    }
    return err;
}

void pk_store_watch(struct pk_store *store, pk_store_progress_fn *progress, void *user)
{
    store->meter = (struct pk_meter){ .progress = progress, .user = user };
}

/* The plan once more, from the bytes that its files would have; NULL when whoever watches has had
 * enough of it. */
static struct pk_plan *copy_plan(struct pk_store *store)
{
    struct pk_plan *copy = pk_plan_new();
    struct pk_faults known = { 0 };
    pk_meter_begin_bytes(&store->meter, pk_disk_bytes(&store->disk));
    pk_plan_watch_reading(copy, pk_meter_tell_table, &store->meter);
    pk_plan_read_settings(copy, store->settings, store->settings_length, &known);
    pk_plan_number_extras(copy, store->plan);
    for (int table = 0; table < PK_TABLES; table++) {
        struct pk_image image = { 0 };
        bool whole = pk_plan_has_table(store->plan, (enum pk_table)table) &&
                     !pk_plan_broken(store->plan, (enum pk_table)table);
        if (!pk_schema((enum pk_table)table)->in_plan || !whole) {
            continue;
        }
        pk_plan_encode(store->plan, (enum pk_table)table, &image);
        size_t length = image.bytes.len;
        pk_plan_read_table(copy, (enum pk_table)table, pk_buf_take(&image.bytes), length, &known);
        pk_image_dispose(&image);
    }
    pk_faults_dispose(&known);
    pk_plan_watch_reading(copy, NULL, NULL);
    if (store->meter.stopped) {
        pk_plan_free(copy);
        copy = NULL;
    }
    return copy;
}

enum pk_err pk_store_plan_at(struct pk_store *store, int64_t moment, struct pk_plan **out,
                             struct pk_diag *diag)
{
    struct pk_history history = { 0 };
    *out = NULL;
    enum pk_err err = pk_store_history(store, &history, NULL, diag);
    if (!err) {
        *out = copy_plan(store);
        if (*out) {
            pk_history_rewind(&history, *out, moment);
        } else {
            err = pk_fail(diag, PK_ERR_STOPPED, "%s", "");
        }
        pk_history_dispose(&history);
    }
    return err;
}

void pk_store_hurry(struct pk_store *store, bool hurry)
{
    store->patience = hurry ? 0 : WAIT_MS;
    if (!hurry) {
        pk_store_work_aside(store, false);
    }
}

void pk_store_close(struct pk_store *store)
{
    if (!store) {
        return;
    }
    pk_store_work_aside(store, false);
    pk_plan_free(store->plan);
    free(store->settings);
    pk_faults_dispose(&store->faults);
    pk_change_dispose(&store->outside);
    pk_unsaved_dispose(&store->unsaved);
    pk_unsaved_dispose(&store->own);
    pk_journal_dispose(&store->journal);
    pk_buf_dispose(&store->notice);
    pk_buf_dispose(&store->told);
    free(store->folder);
    free(store->suggest);
    free(store->who);
    free(store->git);
    free(store);
}
