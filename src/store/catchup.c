#include "config.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "planek/atomic.h"
#include "planek/i18n.h"
#include "planek/waiting.h"
#include "store/fold.h"
#include "store/git.h"
#include "store/io.h"
#include "store/kept.h"
#include "store/sides.h"
#include "store/store_private.h"

#define WAIT_MS 2000
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

/* ---- one step ---- */

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

static void follow(struct pk_store *store, const struct pk_change *change)
{
    store->behind |= pk_change_tables(change) & ~(1u << PK_HISTORY);
    snprintf(store->last, sizeof store->last, "%s", change->txn);
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
        follow(store, change);
    }
    return err;
}

/* ---- others' changes ---- */

static void tell_change(struct pk_store *store, const struct pk_change *change)
{
    struct pk_buf what = { 0 };
    pk_change_describe(&what, store->plan, change);
    pk_store_tell(store, "%s: %s", pk_who_shown(change->who), pk_buf_text(&what));
    pk_buf_dispose(&what);
}

static void tell_changes(struct pk_store *store, size_t count)
{
    pk_store_tell(store, ngettext("%zu change by others", "%zu changes by others", count), count);
}

/* False when one does not fit: what is known of the files is then not right any more. */
static bool follow_all(struct pk_store *store, const struct pk_history *history)
{
    for (size_t i = 0; i < history->count; i++) {
        const struct pk_change *change = &history->items[i];
        if (history->count == 1 && store->telling) {
            tell_change(store, change);
        }
        if (pk_change_apply(store->plan, change, NULL) != PK_OK) {
            return false;
        }
        follow(store, change);
    }
    if (history->count > 1 && store->telling) {
        tell_changes(store, history->count);
    }
    return true;
}

enum pk_err pk_store_catch_up(struct pk_store *store, bool replaced, struct pk_diag *diag)
{
    struct pk_journal *journal = &store->journal;
    if (replaced || store->unsaved.count || store->outside.count) {
        bool grew = replaced || pk_journal_size(journal) > journal->end;
        return grew ? pk_store_reread(store, replaced, diag) : PK_OK;
    }
    if (pk_journal_size(journal) <= journal->end) {
        return PK_OK;
    }
    char *bytes;
    size_t length, end;
    enum pk_err err = pk_journal_read(journal, journal->end, &bytes, &length, diag);
    if (err) {
        return err;
    }
    struct pk_history history = { 0 };
    pk_history_decode(&history, store->plan, bytes, length, 1, NULL, &end);
    free(bytes);
    bool fits = follow_all(store, &history);
    pk_history_dispose(&history);
    if (!fits) {
        return pk_store_reread(store, false, diag);
    }
    if (end) {
        pk_journal_read_to(journal, journal->end + end);
    }
    return PK_OK;
}

/* ---- everything anew ---- */

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

static void install(struct pk_store *store, struct pk_reading *reading)
{
    pk_plan_free(store->plan);
    free(store->settings);
    pk_faults_dispose(&store->faults);
    pk_change_dispose(&store->outside);
    store->plan = reading->plan;
    store->settings = reading->settings;
    store->settings_length = reading->settings_length;
    store->faults = reading->faults;
    store->disk = reading->disk;
    memcpy(store->notes, reading->notes, sizeof store->notes);
    store->noted = reading->noted;
    store->behind = reading->behind;
    store->uncopied = reading->merged;
    store->readings++;
    memcpy(store->last, reading->last, sizeof store->last);
    store->outside = reading->outside;
    store->outside_clashes = reading->clashes;
}

/* What was acknowledged here and is not in the history that has taken the place of the old one is
 * to be written again, before what came later. */
static enum pk_err miss_own(struct pk_store *store, struct pk_diag *diag)
{
    struct pk_history history = { 0 };
    struct pk_unsaved missed = { 0 };
    enum pk_err err = pk_store_history(store, &history, NULL, diag);
    if (err) {
        return err;
    }
    size_t kept = 0;
    for (size_t i = 0; i < store->own.count; i++) {
        struct pk_change *change = &store->own.items[i];
        if (pk_history_find(&history, change->txn)) {
            store->own.items[kept++] = *change;
        } else {
            pk_unsaved_add(&missed, change);
            pk_change_dispose(change);
        }
    }
    store->own.count = kept;
    store->missed += missed.count;
    for (size_t i = 0; i < store->unsaved.count; i++) {
        pk_unsaved_add(&missed, &store->unsaved.items[i]);
    }
    pk_unsaved_dispose(&store->unsaved);
    store->unsaved = missed;
    pk_history_dispose(&history);
    return PK_OK;
}

/* Of an unsaved change what fits the plan, with rows of conflicts.csv for what does not. */
static void refit(struct pk_change *fitted, size_t *clashing, const struct pk_store *store,
                  const struct pk_change *change)
{
    struct pk_clashes clashes = { 0 };
    pk_change_init(fitted);
    pk_fit(fitted, &clashes, store->plan, change, ~0u);
    for (size_t i = 0; i < clashes.count; i++) {
        pk_conflict_add(fitted, store->plan, &clashes.items[i], change->who, change->when);
    }
    *clashing = clashes.count;
    fitted->who = pk_arena_text(&fitted->arena, change->who, strlen(change->who));
    fitted->why = pk_arena_text(&fitted->arena, change->why, strlen(change->why));
    fitted->txn = pk_arena_text(&fitted->arena, change->txn, strlen(change->txn));
    fitted->when = change->when;
    fitted->restores = change->restores;
    pk_clashes_dispose(&clashes);
}

static void tell_clashing(struct pk_store *store, size_t count)
{
    if (count) {
        pk_store_tell(store,
                      ngettext("%zu of your changes clashes with what somebody else wrote and "
                               "waits to be settled.",
                               "%zu of your changes clash with what somebody else wrote and wait "
                               "to be settled.",
                               count),
                      count);
    }
}

static bool touches_broken(const struct pk_store *store, const struct pk_change *change)
{
    unsigned tables = pk_change_tables(change);
    for (int table = 0; table < PK_TABLES; table++) {
        if (tables >> table & 1 && pk_plan_broken(store->plan, (enum pk_table)table)) {
            return true;
        }
    }
    return false;
}

enum topped { TOP_WAITS, TOP_NEEDLESS, TOP_THERE };

/* Puts an unsaved change on top of the plan, and makes of it what was put there.  One that was
 * acknowledged before is to stand in the history even where the files brought it along. */
static enum topped top_one(struct pk_store *store, struct pk_change *change, bool missed)
{
    if (touches_broken(store, change)) {
        return TOP_WAITS;
    }
    if (pk_change_apply(store->plan, change, NULL) == PK_OK) {
        return TOP_THERE;
    }
    struct pk_change fitted;
    size_t clashing;
    refit(&fitted, &clashing, store, change);
    if (!fitted.count) {
        pk_change_dispose(&fitted);
        return missed ? TOP_THERE : TOP_NEEDLESS;
    }
    if (pk_change_apply(store->plan, &fitted, NULL) != PK_OK) {
        pk_change_dispose(&fitted);
        return TOP_WAITS;
    }
    tell_clashing(store, clashing);
    pk_change_dispose(change);
    *change = fitted;
    return TOP_THERE;
}

/* Puts the unsaved changes on top of the plan again, and into the journal when append says so.
 * Those that can be neither stay. */
static enum pk_err top(struct pk_store *store, bool append, struct pk_diag *diag)
{
    enum pk_err err = PK_OK;
    size_t kept = 0, missed = 0;
    for (size_t i = 0; i < store->unsaved.count; i++) {
        struct pk_change *change = &store->unsaved.items[i];
        enum topped topped = top_one(store, change, i < store->missed);
        bool written = topped == TOP_NEEDLESS;
        if (topped == TOP_THERE && append && !err) {
            err = pk_store_append(store, change, diag);
            written = !err;
            if (written) {
                pk_unsaved_add(&store->own, change);
            }
        }
        if (written) {
            pk_change_dispose(change);
        } else {
            missed += i < store->missed;
            store->unsaved.items[kept++] = *change;
        }
    }
    store->unsaved.count = kept;
    store->missed = missed;
    return err;
}

/* Without what is unsaved.  A file that another program may still be writing is left for later: the
 * plan is then as it was. */
static enum pk_err reread(struct pk_store *store, bool replaced, struct pk_diag *diag)
{
    struct pk_reading reading;
    size_t end = store->journal.end;
    enum pk_err err =
        pk_reading_do(&reading, &store->journal, store->folder, store->plan, diag);
    if (err) {
        pk_journal_read_to(&store->journal, end);
        return err;
    }
    store->moving = reading.moving;
    if (reading.moving && store->plan) {
        pk_journal_read_to(&store->journal, end);
        pk_reading_dispose(&reading);
        return PK_OK;
    }
    install(store, &reading);
    store->hasty = false;
    err = replaced && store->own.count ? miss_own(store, diag) : PK_OK;
    store->replaced = store->replaced && err;
    return err;
}

enum pk_err pk_store_reread(struct pk_store *store, bool replaced, struct pk_diag *diag)
{
    enum pk_err err = reread(store, replaced, diag);
    return err || store->moving ? err : top(store, false, diag);
}

/* Another planek's checkpoint wrote the files: they hold what the journal says. */
static bool recognise(struct pk_store *store)
{
    struct pk_checkpoint checkpoint;
    struct pk_disk disk = store->disk;
    struct pk_note notes[PK_TABLES];
    unsigned others = 0;
    pk_checkpoint_read(&checkpoint, store->folder);
    if (!checkpoint.known || checkpoint.history_end > store->journal.end
        || !pk_journal_begins(&store->journal, checkpoint.history_end, checkpoint.history_last)) {
        return false;
    }
    for (int file = 0; file < PK_DISK_FILES; file++) {
        struct pk_disk_file fresh;
        if (!pk_disk_used(file) || !pk_disk_other(&disk, file, store->folder, &fresh)) {
            continue;
        }
        const struct pk_note *note =
            file < PK_TABLES ? pk_sides_note(&checkpoint, file, &fresh) : NULL;
        if (!note || pk_plan_broken(store->plan, (enum pk_table)file)) {
            return false;
        }
        disk.files[file] = fresh;
        notes[file] = *note;
        others |= 1u << file;
    }
    for (int table = 0; table < PK_TABLES; table++) {
        if (others >> table & 1) {
            store->notes[table] = notes[table];
            bool all = strcmp(notes[table].txn, store->last) == 0;
            store->behind &= all ? ~(1u << table) : ~0u;
        }
    }
    store->disk = disk;
    store->copies_known = false;
    return true;
}

enum pk_err pk_store_take_files(struct pk_store *store, struct pk_diag *diag)
{
    return recognise(store) ? PK_OK : pk_store_reread(store, false, diag);
}

/* ---- writing ---- */

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
    enum pk_err err = pk_store_append(store, &store->outside, diag);
    if (!err) {
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
    bool anew = store->unsaved.count || replaced || store->hasty
             || (!store->noted && may_be_noted(store));
    enum pk_err err = anew ? reread(store, replaced, diag)
                           : pk_store_catch_up(store, replaced, diag);
    if (err || store->moving) {
        return err;
    }
    if (pk_journal_size(&store->journal) > store->journal.end) {
        err = cut_tail(store, diag);
    }
    if (!err && store->outside.count) {
        err = write_outside(store, diag);
    }
    if (!err && !store->noted) {
        err = pk_store_note_tables(store, diag);
    }
    bool write = !err && !store->moving;
    enum pk_err own = anew ? top(store, write, write ? diag : NULL) : PK_OK;
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
    return err || *git ? err : bring_together(store, store->replaced, diag);
}

enum pk_err pk_store_enter(struct pk_store *store, struct pk_diag *diag)
{
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
        if (waited >= WAIT_MS) {
            return git ? fail_git(store, diag) : fail_moving(store, diag);
        }
        pk_io_pause(STEP_MS);
    }
}

void pk_store_leave(struct pk_store *store)
{
    pk_journal_unlock(&store->journal);
}
