/* enter.c: the journal locked for appending, plan and journal brought together, and what a session
 * appends to it. */
#include "config.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "planek/atomic.h"
#include "planek/i18n.h"
#include "store/git.h"
#include "store/io.h"
#include "store/kept.h"
#include "store/store_private.h"

#define STEP_MS 50

void pk_store_tell(struct pk_store *store, const char *format, ...)
{
    va_list arguments;
    if (store->notice.len) {
        pk_buf_char(&store->notice, ' ');
    }
    va_start(arguments, format);
    pk_buf_vprintf(&store->notice, format, arguments);
    va_end(arguments);
}

void pk_store_sign(struct pk_change *change, const char *who)
{
    if (*change->txn) {
        return;
    }
    struct pk_buf txn = { 0 };
    change->when = (int64_t)time(NULL);
    change->who = pk_arena_text(&change->arena, who, strlen(who));
    pk_history_new_txn(&txn, change->when);
    change->txn = pk_arena_text(&change->arena, pk_buf_text(&txn), txn.len);
    pk_buf_dispose(&txn);
}

enum pk_err pk_store_append(struct pk_store *store, struct pk_change *change,
                            struct pk_diag *diag)
{
    struct pk_buf rows = { 0 };
    pk_history_encode(&rows, store->plan, change);
    enum pk_err err =
        pk_journal_append(&store->journal, pk_buf_text(&rows), rows.len, diag);
    pk_buf_dispose(&rows);
    if (!err) {
        pk_store_follow(store, change);
    }
    return err;
}

/* ---- bringing together ---- */

static void tell_outside(struct pk_store *store, const struct pk_change *outside, size_t clashes)
{
    struct pk_buf files = { 0 };
    unsigned tables = pk_change_tables(outside) & ~(1u << PK_CONFLICTS);
    for (int table = 0; table < PK_TABLES; table++) {
        if (tables >> table & 1) {
            pk_buf_printf(&files, "%s%s", files.len ? ", " : "",
                          pk_schema((enum pk_table)table)->file);
        }
    }
    if (files.len) {
        pk_store_tell(store, _("Changed by another program and taken over: %s."),
                      pk_buf_text(&files));
    }
    if (clashes) {
        pk_store_tell(store,
                      ngettext("%zu conflict with it waits to be settled.",
                               "%zu conflicts with it wait to be settled.", clashes),
                      clashes);
    }
    pk_buf_dispose(&files);
}

static enum pk_err cut_tail(struct pk_store *store, struct pk_diag *diag)
{
    char *name;
    enum pk_err err = pk_journal_cut(&store->journal, &name, diag);
    if (name) {
        pk_store_tell(store,
                      _("The end of history.csv was of a change that was never finished; it was "
                        "set aside in %s."),
                      name);
    }
    free(name);
    return err;
}

static enum pk_err write_outside(struct pk_store *store, struct pk_diag *diag)
{
    char who[64];
    snprintf(who, sizeof who, "%s", store->outside.who);
    pk_store_sign(&store->outside, who);
    unsigned behind = store->behind;
    enum pk_err err = pk_store_append(store, &store->outside, diag);
    if (!err) {
        store->behind = behind; /* it was in the plan before, and the files that it came from */
        tell_outside(store, &store->outside, store->outside_clashes);
        pk_change_dispose(&store->outside);
    }
    return err;
}

/* Whether another planek may have noted the files since they were read. */
static bool may_be_noted(struct pk_store *store)
{
    struct pk_checkpoint checkpoint;
    pk_checkpoint_read(&checkpoint, store->folder);
    return checkpoint.known || pk_disk_look(&store->disk, store->folder) != PK_DISK_SAME;
}

static enum pk_err bring_together(struct pk_store *store, bool replaced, struct pk_diag *diag)
{
    bool anew = store->unsaved.count || replaced || store->journal.other || store->hasty
             || (!store->noted && may_be_noted(store));
    if (anew && pk_store_reads_later(store)) {
        store->moving = true;
        return PK_OK;
    }
    enum pk_err err = anew ? pk_store_read_anew(store, replaced, diag)
                           : pk_store_catch_up(store, replaced, diag);
    if (err || store->moving) {
        return err;
    }
    if (pk_journal_size(&store->journal) > store->journal.end) {
        err = cut_tail(store, diag);
    }
    if (!err && store->moved) {
        store->moved = !pk_io_sync_folder(store->folder);
    }
    bool outside = !err && store->outside.count;
    if (outside) {
        err = write_outside(store, diag);
    }
    /* A file that was taken up is noted before it can be yet another. */
    if (!err && (outside || !store->noted)) {
        err = pk_store_note_tables(store, diag);
    }
    bool write = !err && !store->moving;
    enum pk_err own = anew ? pk_store_put_on_top(store, write, write ? diag : NULL) : PK_OK;
    return err ? err : own;
}

static enum pk_err fail_git(const struct pk_store *store, struct pk_diag *diag)
{
    return pk_fail_at(diag, PK_ERR_IO, store->git, 0,
                      _("git is at work in this folder: wait until it is done; if it is not "
                        "running, remove this file"));
}

static enum pk_err fail_moving(const struct pk_store *store, struct pk_diag *diag)
{
    return pk_fail_at(diag, PK_ERR_IO, store->folder, 0,
                      _("another program is writing to the plan's files: wait until it is done"));
}

static enum pk_err lock_and_look(struct pk_store *store, bool *git, struct pk_diag *diag)
{
    bool replaced;
    enum pk_err err = pk_journal_lock(&store->journal, true, &replaced, diag);
    store->replaced = store->replaced || replaced;
    *git = !err && pk_git_busy(store->git);
    if (!err && !*git) {
        pk_store_end_copies(store);
    }
    return err || *git ? err : bring_together(store, store->replaced, diag);
}

enum pk_err pk_store_enter(struct pk_store *store, struct pk_diag *diag)
{
    if (store->suggest && pk_store_refuse_links(store->folder, diag)) {
        return PK_ERR_IO;
    }
    if (store->reading) {
        (void)!pk_store_take_aside(store, true, NULL); /* what fails is read again below */
    }
    for (int waited = 0;; waited += STEP_MS) {
        bool git = pk_git_busy(store->git); /* then not even a lock is made */
        enum pk_err err = PK_OK;
        store->moving = false;
        if (!git) {
            err = lock_and_look(store, &git, diag);
        }
        if (!err && !git && !store->moving) {
            if (!store->swept) {
                pk_replacement_sweep(store->folder);
                pk_kept_sweep(store->folder);
                store->swept = true;
            }
            return PK_OK;
        }
        pk_store_leave(store);
        if (err) {
            return err;
        }
        if (waited >= store->patience) {
            return git ? fail_git(store, diag) : fail_moving(store, diag);
        }
        pk_io_pause(STEP_MS);
    }
}

void pk_store_leave(struct pk_store *store)
{
    pk_journal_unlock(&store->journal);
}
