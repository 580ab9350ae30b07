/* Every change goes through pk_store_commit, alone in the folder thanks to its lock:
 *
 *     look      read the files again if somebody else wrote them; put unsaved changes on top
 *     check     would the change bring an error, do its cells still hold what it expects
 *     apply     to the plan in memory; it is now pending
 *     write     its tables to temporary files; look once more; rename
 *
 * The step "write" is what acknowledges a change; an append to a journal can stand in its place.
 * When it fails the change stays pending: in the plan, not in the files, and tried again together
 * with those that follow.  Tables that one change alters are written together or not at all; a
 * table that cannot be written does not hold up the others.
 */
#include "config.h"

#include "planek/store.h"

#include <errno.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "planek/check.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/text.h"
#include "store/disk.h"
#include "store/io.h"
#include "store/lock.h"
#include "store/pending.h"
#include "store/save.h"

#define MOVING_WAIT_MS 2000
#define MOVING_STEP_MS 50
#define WRITE_ATTEMPTS 3

struct pk_store {
    char *folder;
    bool read_only, swept;
    struct pk_plan *plan;
    struct pk_faults faults;
    struct pk_disk disk;
    struct pk_pendings pending;
    unsigned unsynced;       /* tables in their places that a power cut might still undo */
    uint64_t lost;           /* serial of the last pending change that was given up */
    struct pk_diag lost_why;
    struct pk_buf notice, told;
    char *who; /* NULL until it is needed */
};

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

enum pk_err pk_store_open(struct pk_store **out, const char *folder, bool read_only,
                          struct pk_diag *diag)
{
    *out = NULL;
    enum pk_err err = folder_look(folder, diag);
    if (err) {
        return err;
    }
    struct pk_store *store = pk_new(1, sizeof *store);
    store->folder = pk_strdup(folder);
    store->read_only = read_only;
    struct pk_lock lock;
    if (pk_lock_take(&lock, folder, true, NULL) != PK_OK) {
        lock.fd = -1; /* reading needs no lock; each file by itself is whole anyway */
    }
    err = pk_disk_load(&store->disk, &store->plan, NULL, &store->faults, folder, diag);
    pk_lock_release(&lock);
    if (err) {
        pk_store_close(store);
    } else {
        *out = store;
    }
    return err;
}

void pk_store_close(struct pk_store *store)
{
    if (!store) {
        return;
    }
    pk_plan_free(store->plan);
    pk_faults_dispose(&store->faults);
    pk_pendings_dispose(&store->pending);
    pk_buf_dispose(&store->notice);
    pk_buf_dispose(&store->told);
    free(store->folder);
    free(store->who);
    free(store);
}

struct pk_plan *pk_store_plan(struct pk_store *store)
{
    return store->plan;
}

const char *pk_store_folder(const struct pk_store *store)
{
    return store->folder;
}

bool pk_store_read_only(const struct pk_store *store)
{
    return store->read_only;
}

const struct pk_faults *pk_store_faults(const struct pk_store *store)
{
    return &store->faults;
}

bool pk_store_unsaved(const struct pk_store *store)
{
    return store->pending.count || store->unsynced;
}

const char *pk_store_notice(struct pk_store *store)
{
    if (!store->notice.len) {
        return NULL;
    }
    pk_buf_dispose(&store->told);
    store->told = store->notice;
    store->notice = (struct pk_buf){ 0 };
    return pk_buf_text(&store->told);
}

static enum pk_err store_reload(struct pk_store *store, struct pk_diag *diag)
{
    struct pk_disk disk;
    struct pk_plan *plan;
    struct pk_faults faults = { 0 };
    enum pk_err err = pk_disk_load(&disk, &plan, store->plan, &faults, store->folder, diag);
    if (err) {
        pk_faults_dispose(&faults);
        return err;
    }
    struct pk_diag why;
    uint64_t lost = pk_pendings_apply(&store->pending, plan, store->plan, &store->notice, &why);
    if (lost) {
        store->lost = lost;
        store->lost_why = why;
    }
    for (int table = 0; table < PK_TABLES; table++) {
        if (pk_plan_broken(plan, (enum pk_table)table)) {
            store->unsynced &= ~(1u << table);
        }
    }
    pk_plan_free(store->plan);
    pk_faults_dispose(&store->faults);
    store->plan = plan;
    store->faults = faults;
    store->disk = disk;
    return PK_OK;
}

/* Makes the plan what the files hold, with the pending changes on top. */
static enum pk_err store_catch_up(struct pk_store *store, struct pk_diag *diag)
{
    for (int waited = 0; waited < MOVING_WAIT_MS; waited += MOVING_STEP_MS) {
        switch (pk_disk_look(&store->disk, store->folder)) {
        case PK_DISK_SAME:
            return PK_OK;
        case PK_DISK_CHANGED:
            return store_reload(store, diag);
        case PK_DISK_MOVING:
            pk_lock_pause(MOVING_STEP_MS);
        }
    }
    return pk_fail_at(diag, PK_ERR_IO, store->folder, 0,
                      _("another program is writing to the plan's files: wait until it is done"));
}

/* Takes the lock and catches up; the lock is released on failure. */
static enum pk_err store_enter(struct pk_store *store, struct pk_lock *lock, struct pk_diag *diag)
{
    enum pk_err err = pk_lock_take(lock, store->folder, false, diag);
    if (err) {
        return err;
    }
    if (!store->swept) {
        pk_replacement_sweep(store->folder);
        store->swept = true;
    }
    err = store_catch_up(store, diag);
    if (err) {
        pk_lock_release(lock);
    }
    return err;
}

static unsigned store_due(const struct pk_store *store)
{
    return pk_pendings_tables(&store->pending) | store->unsynced;
}

/* Puts prepared files in their places; *failed gets the tables that are not, or not surely. */
static enum pk_err store_replace(struct pk_store *store, struct pk_save *save, unsigned tables,
                                 unsigned *failed, struct pk_diag *diag)
{
    unsigned written;
    enum pk_err err =
        pk_save_commit(save, store->plan, &store->disk, &written, &store->notice, diag);
    pk_pendings_wrote(&store->pending, written);
    store->unsynced = err ? store->unsynced | written : store->unsynced & ~written;
    *failed = tables & ~written ? tables & ~written : written;
    return err;
}

/* Writes tables together.  The time that it takes to prepare them is time for programs that know
 * no lock, so the files are looked at once more before they are replaced. */
static enum pk_err store_write(struct pk_store *store, unsigned tables, unsigned *failed,
                               struct pk_diag *diag)
{
    for (int attempt = 0; attempt < WRITE_ATTEMPTS && tables; attempt++) {
        struct pk_save save;
        enum pk_err err = pk_save_begin(&save, store->plan, store->folder, tables, failed, diag);
        if (err) {
            return err;
        }
        if (pk_disk_look(&store->disk, store->folder) == PK_DISK_SAME) {
            return store_replace(store, &save, tables, failed, diag);
        }
        pk_save_abandon(&save);
        *failed = tables;
        err = store_catch_up(store, diag);
        if (err) {
            return err;
        }
        tables &= store_due(store);
    }
    if (!tables) {
        return PK_OK;
    }
    return pk_fail_at(diag, PK_ERR_IO, store->folder, 0,
                      _("another program keeps writing to the plan's files: close it there"));
}

/* Writes all that is due.  A table that fails, and what must be written together with it, is
 * left out and the rest tried again; diag tells of the first failure. */
static enum pk_err store_write_due(struct pk_store *store, struct pk_diag *diag)
{
    enum pk_err err = PK_OK;
    unsigned left_out = 0, tables;
    while ((tables = store_due(store) & ~left_out)) {
        unsigned failed;
        struct pk_diag why;
        enum pk_err one = store_write(store, tables, &failed, &why);
        if (!one) {
            break;
        }
        if (!err) {
            err = one;
            *diag = why;
        }
        left_out |= pk_pendings_together(&store->pending, failed);
    }
    return err;
}

static enum pk_err fail_waiting(struct pk_store *store, struct pk_diag *diag)
{
    return pk_fail_at(diag, PK_ERR_IO, store->folder, 0,
                      _("a file is not understood any more, and the change waits for it to be "
                        "mended (planek check names the faults)"));
}

static const char *login_name(struct pk_store *store)
{
    if (store->who) {
        return store->who;
    }
    const struct passwd *user = getpwuid(getuid());
    const char *name = user ? user->pw_name : getenv("LOGNAME");
    struct pk_buf plain = { 0 }, safe = { 0 };
    for (; name && *name; name++) {
        if ((unsigned char)*name >= ' ' && *name != 0x7f) {
            pk_buf_char(&plain, *name);
        }
    }
    if (!plain.len) {
        pk_buf_printf(&plain, "uid %lu", (unsigned long)getuid());
    }
    pk_text_safe(&safe, pk_buf_text(&plain), plain.len);
    pk_buf_dispose(&plain);
    return store->who = pk_buf_take(&safe);
}

/* Writes what is due; tells what became of the newest change. */
static enum pk_err store_acknowledge(struct pk_store *store, unsigned tables,
                                     struct pk_diag *diag)
{
    uint64_t serial = store->pending.serial;
    struct pk_diag why;
    enum pk_err err = store_write_due(store, &why);
    if (store->lost == serial) {
        why = store->lost_why;
        err = PK_ERR_CONFLICT;
    } else if (!pk_pendings_holds(&store->pending, serial) && !(store->unsynced & tables)) {
        return PK_OK;
    } else if (!err) {
        err = fail_waiting(store, &why);
    }
    if (diag) {
        *diag = why;
    }
    return err;
}

/* Into the plan in memory. */
static enum pk_err store_accept(struct pk_store *store, struct pk_change *change,
                                struct pk_diag *diag)
{
    enum pk_err err = pk_check_change(store->plan, change, diag);
    if (!err) {
        err = pk_change_apply(store->plan, change, diag);
    }
    if (err) {
        return err;
    }
    const char *who = login_name(store);
    change->who = pk_arena_text(&change->arena, who, strlen(who));
    change->when = (int64_t)time(NULL);
    pk_pendings_add(&store->pending, change);
    return PK_OK;
}

enum pk_err pk_store_commit(struct pk_store *store, struct pk_change *change,
                            struct pk_diag *diag)
{
    if (store->read_only) {
        return pk_fail(diag, PK_ERR_READONLY,
                       _("the plan is open for reading only: open it without --read-only"));
    }
    if (!change->count) {
        return PK_OK;
    }

    struct pk_lock lock;
    struct pk_diag why;
    enum pk_err entered = store_enter(store, &lock, &why);
    enum pk_err err = store_accept(store, change, diag);
    if (!err && !entered) {
        err = store_acknowledge(store, pk_change_tables(change), diag);
    } else if (!err) {
        err = entered;
        if (diag) {
            *diag = why;
        }
    }
    pk_lock_release(&lock);
    return err;
}

enum pk_err pk_store_retry(struct pk_store *store, struct pk_diag *diag)
{
    if (!pk_store_unsaved(store)) {
        return PK_OK;
    }
    uint64_t lost = store->lost;
    struct pk_diag why;
    struct pk_lock lock;
    enum pk_err err = store_enter(store, &lock, &why);
    if (!err) {
        err = store_write_due(store, &why);
        pk_lock_release(&lock);
    }
    if (!err && pk_store_unsaved(store)) {
        err = fail_waiting(store, &why);
    }
    if (!err && store->lost != lost) {
        err = PK_ERR_CONFLICT;
        why = store->lost_why;
    }
    if (err && diag) {
        *diag = why;
    }
    return err;
}

enum pk_err pk_store_refresh(struct pk_store *store, bool *changed, struct pk_diag *diag)
{
    *changed = false;
    if (pk_disk_look(&store->disk, store->folder) != PK_DISK_CHANGED) {
        return PK_OK;
    }
    struct pk_lock lock;
    enum pk_err err = pk_lock_take(&lock, store->folder, true, diag);
    if (err) {
        return err;
    }
    err = store_reload(store, diag);
    pk_lock_release(&lock);
    *changed = err == PK_OK;
    return err;
}
