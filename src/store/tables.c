/* The table files follow the journal at a checkpoint: written and synced beside the old ones
 * without the lock, put in their places with it.
 *
 *     write     the tables that lack something, to temporary files
 *     lock      if the journal has grown meanwhile, take that up and write again
 *     look      is each file on disk still the one last known
 *     say       in .planek/checkpoint, for each table, what stands there now and what will
 *     exchange  the files, looking at what comes out
 *     copy      each new file to .planek
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "store/hash.h"
#include "store/io.h"
#include "store/save.h"
#include "store/store_private.h"

#define ALL_TABLES ((1u << PK_TABLES) - 1)

enum { ATTEMPTS = 3 };

static const struct pk_image *image_of(const struct pk_save *save, int table)
{
    for (size_t i = 0; i < save->count; i++) {
        if ((int)save->tables[i] == table) {
            return &save->images[i];
        }
    }
    return NULL;
}

/* What stands on disk now, and what will once the save is in place. */
static void foresee(const struct pk_store *store, const struct pk_save *save,
                    struct pk_checkpoint *checkpoint)
{
    *checkpoint = (struct pk_checkpoint){ .known = true,
                                          .history_end = store->journal.end,
                                          .history_last = store->journal.last,
                                          .history_device = store->journal.device,
                                          .history_inode = store->journal.inode };
    for (int table = 0; table < PK_TABLES; table++) {
        const struct pk_note *now = &store->notes[table];
        const struct pk_image *image = image_of(save, table);
        struct pk_note *after = &checkpoint->after[table];
        if (image) {
            pk_note_set(after, true, save->hashes[image - save->images], store->last);
        } else if (now->known && !(store->behind >> table & 1)
                   && !pk_plan_broken(store->plan, (enum pk_table)table)) {
            pk_note_set(after, now->exists, now->hash, store->last);
        } else {
            *after = *now;
        }
        checkpoint->before[table] = now->known ? *now : *after;
    }
}

static void copy_image(struct pk_store *store, enum pk_table table, const struct pk_image *image)
{
    if (!pk_copy_write(store->folder, table, pk_buf_text(&image->bytes), image->bytes.len)) {
        return;
    }
    store->uncopied &= ~(1u << table);
}

/* A table that is written as it stands gives the very bytes of its file. */
static void copy_file(struct pk_store *store, enum pk_table table)
{
    const struct pk_note *note = &store->notes[table];
    struct pk_image image;
    if (!note->exists) {
        (void)pk_copy_write(store->folder, table, NULL, 0);
        store->uncopied &= ~(1u << table);
        return;
    }
    pk_plan_encode(store->plan, table, &image);
    if (pk_hash(pk_buf_text(&image.bytes), image.bytes.len) == note->hash) {
        copy_image(store, table, &image);
    }
    pk_image_dispose(&image);
}

/* Large ones are copied beside the keys, where that is wanted. */
static void copy_all(struct pk_store *store)
{
    for (int table = 0; table < PK_TABLES; table++) {
        if (pk_store_left_aside(store, 1u << table)) {
            continue;
        }
        if (!store->notes[table].known || pk_plan_broken(store->plan, (enum pk_table)table)) {
            store->uncopied &= ~(1u << table);
        } else if (store->uncopied >> table & 1) {
            copy_file(store, (enum pk_table)table);
        }
    }
    if (pk_store_left_aside(store, store->uncopied)) {
        pk_store_copy_aside(store);
    }
}

/* A checkpoint that was cut short may have left the copy of an older file. */
static void find_old_copies(struct pk_store *store)
{
    for (int table = 0; table < PK_TABLES && !store->copies_known; table++) {
        const struct pk_note *note = &store->notes[table];
        if (store->uncopied >> table & 1) {
            continue;
        }
        size_t length = 0;
        char *copy = note->known ? pk_copy_read(store->folder, (enum pk_table)table, &length)
                                 : NULL;
        bool same = copy ? note->exists && pk_hash(copy, length) == note->hash : !note->exists;
        if (note->known && !same) {
            store->uncopied |= 1u << table;
        }
        free(copy);
    }
    store->copies_known = true;
}

enum pk_err pk_store_put_in_place(struct pk_store *store, struct pk_save *save,
                                  struct pk_diag *diag)
{
    struct pk_checkpoint checkpoint;
    find_old_copies(store);
    foresee(store, save, &checkpoint);
    enum pk_err err = pk_checkpoint_write(&checkpoint, store->folder, diag);
    if (err) {
        pk_save_abandon(save);
        return err;
    }
    unsigned written;
    err = pk_save_commit(save, store->plan, &store->disk, &written, &store->notice, diag);
    store->uncopied |= store->noted ? written : ALL_TABLES;
    store->noted = true;
    for (int table = 0; table < PK_TABLES; table++) {
        if (written >> table & 1 || !(store->behind >> table & 1)) {
            store->notes[table] = checkpoint.after[table];
        }
    }
    store->behind &= ~written;
    if (!err) {
        copy_all(store);
    }
    return err;
}

enum pk_err pk_store_note_tables(struct pk_store *store, struct pk_diag *diag)
{
    struct pk_save save;
    unsigned failed, left = pk_store_left_aside(store, store->behind);
    store->urgent = left;
    enum pk_err err =
        pk_save_begin(&save, store->plan, store->folder, store->behind & ~left, &failed, diag);
    if (!err) {
        err = pk_store_put_in_place(store, &save, diag);
    }
    if (err == PK_ERR_CONFLICT) {
        store->moving = true;
        store->noted = false;
        err = PK_OK;
    }
    return err;
}

/* With the lock; *good tells whether what was prepared may take its place. */
static enum pk_err check_prepared(struct pk_store *store, unsigned readings, uint64_t revision,
                                  bool *good, struct pk_diag *diag)
{
    enum pk_err err = PK_OK;
    if (pk_disk_look(&store->disk, store->folder) != PK_DISK_SAME) {
        err = pk_store_take_files(store, diag);
    }
    if (!err && store->moving) {
        err = pk_fail_at(diag, PK_ERR_IO, store->folder, 0,
                         _("another program is writing to the plan's files: wait until it is "
                           "done"));
    }
    *good = !err && store->readings == readings && pk_plan_revision(store->plan) == revision;
    return err;
}

/* One attempt; the last one holds the lock all the while. */
static enum pk_err attempt(struct pk_store *store, bool locked, bool *done, struct pk_diag *diag)
{
    struct pk_save save;
    unsigned failed;
    enum pk_err err = locked ? pk_store_enter(store, diag) : PK_OK;
    if (err) {
        return err;
    }
    unsigned readings = store->readings, behind = store->behind;
    uint64_t revision = pk_plan_revision(store->plan);
    err = pk_save_begin(&save, store->plan, store->folder, store->behind, &failed, diag);
    if (err) {
        pk_store_leave(store);
        return err;
    }
    if (!locked) {
        err = pk_store_enter(store, diag);
    }
    bool good = false;
    if (!err) {
        err = check_prepared(store, readings, revision, &good, diag);
        good = good && store->behind == behind;
    }
    if (good && !err) {
        err = pk_store_put_in_place(store, &save, diag);
        *done = err != PK_ERR_CONFLICT;
    } else {
        pk_save_abandon(&save);
    }
    pk_store_leave(store);
    return err == PK_ERR_CONFLICT ? PK_OK : err;
}

enum pk_err pk_store_checkpoint(struct pk_store *store, struct pk_diag *diag)
{
    enum pk_err err = PK_OK;
    if (store->read_only || !pk_store_behind(store) || pk_store_unsaved(store)) {
        return PK_OK;
    }
    if (pk_store_writes_aside(store)) {
        return pk_store_write_aside(store, diag);
    }
    bool done = false;
    for (int i = 0; i < ATTEMPTS && !done && !err; i++) {
        err = attempt(store, i + 1 == ATTEMPTS, &done, diag);
    }
    return err;
}
