/* catchup.c: the plan follows the journal and the files that others write. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "store/sides.h"
#include "store/store_private.h"

void pk_store_follow(struct pk_store *store, const struct pk_change *change)
{
    store->behind |= pk_change_tables(change) & ~(1u << PK_HISTORY);
    snprintf(store->last, sizeof store->last, "%s", change->txn);
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
        pk_store_follow(store, change);
    }
    if (history->count > 1 && store->telling) {
        tell_changes(store, history->count);
    }
    return true;
}

enum pk_err pk_store_catch_up(struct pk_store *store, bool replaced, struct pk_diag *diag)
{
    struct pk_journal *journal = &store->journal;
    replaced = replaced || journal->other;
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

enum pk_err pk_store_install(struct pk_store *store, struct pk_reading *reading, bool replaced,
                             struct pk_diag *diag)
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
    store->moved = store->moved || reading->moved;
    store->behind = reading->behind;
    store->uncopied = reading->merged;
    store->copies_known = false;
    store->tried = false;
    store->readings++;
    memcpy(store->last, reading->last, sizeof store->last);
    store->outside = reading->outside;
    store->outside_clashes = reading->clashes;
    store->journal.other = false;
    store->hasty = false;
    enum pk_err err = replaced && store->own.count ? pk_store_miss_own(store, diag) : PK_OK;
    store->replaced = store->replaced && err;
    return err;
}

/* Without what is unsaved.  A file that another program may still be writing is left for later: the
 * plan is then as it was. */
enum pk_err pk_store_read_anew(struct pk_store *store, bool replaced, struct pk_diag *diag)
{
    struct pk_reading reading;
    size_t end = store->journal.end;
    if (store->suggest && pk_store_refuse_links(store->folder, diag)) {
        return PK_ERR_IO;
    }
    enum pk_err err =
        pk_reading_do(&reading, &store->journal, store->folder, store->plan, &store->meter, diag);
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
    return pk_store_install(store, &reading, replaced, diag);
}

enum pk_err pk_store_reread(struct pk_store *store, bool replaced, struct pk_diag *diag)
{
    if (store->later && pk_store_read_aside(store)) {
        store->moving = true;
        return PK_OK;
    }
    enum pk_err err = pk_store_read_anew(store, replaced, diag);
    return err || store->moving ? err : pk_store_put_on_top(store, false, diag);
}

/* Another planek's checkpoint wrote the files: they hold what the journal says.  *young tells
 * whether one that does not may still be written to. */
static bool recognise(struct pk_store *store, bool *young)
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
        if (!note || note != &checkpoint.after[file]
            || pk_plan_broken(store->plan, (enum pk_table)file)) {
            *young = fresh.young;
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
    bool young = false;
    if (recognise(store, &young)) {
        return PK_OK;
    }
    if (store->later && young) {
        store->moving = true;
        return PK_OK;
    }
    return pk_store_reread(store, false, diag);
}
