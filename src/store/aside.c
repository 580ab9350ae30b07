/* aside.c: what takes its time with a large plan, done beside whoever waits for keys.
 *
 *     read     as another session would, with a lock of its own (readbeside.c); what was read is
 *              taken up as if it had been read a moment ago: if the journal is still the one that
 *              it was read with, and what was appended since comes on top
 *     write    the tables to temporary files; with the lock they are put in their places, if
 *              neither plan nor files have changed meanwhile (tables.c)
 *     copy     the files that came of that to .planek, before the tables are written again
 *
 * Whatever comes to nothing is begun again; after some readings that did, everything is read at
 * once, for somebody writes all the time.
 */
#include "config.h"

#include <stdlib.h>
#include <time.h>

#include "planek/mem.h"
#include "store/io.h"
#include "store/store_private.h"

/* Files that large take so long that somebody would notice. */
#ifndef PK_ASIDE_FROM
#define PK_ASIDE_FROM (1 << 20)
#endif

enum {
    BRIEF_MS = 10,     /* that a lock may be waited for before a key */
    WAITS_MAX = 100,
    GIVEN_UP_MAX = 3,
    OLD_S = 60,        /* a temporary file that old is written anew: others sweep old ones away */
    STEP_MS = 10
};

struct pk_writing {
    struct pk_writebeside *beside;
    bool copies;
    unsigned readings, behind; /* of the store when it was begun */
    uint64_t revision;
    time_t begun;
};

static bool is_large(const struct pk_store *store, int table)
{
    return store->disk.files[table].mark.size >= PK_ASIDE_FROM;
}

unsigned pk_store_left_aside(const struct pk_store *store, unsigned tables)
{
    unsigned left = 0;
    for (int table = 0; table < PK_TABLES; table++) {
        left |= store->aside && is_large(store, table) ? 1u << table : 0;
    }
    return left & tables;
}

bool pk_store_aside(const struct pk_store *store)
{
    return pk_store_left_aside(store, ~0u);
}

void pk_store_hasten(struct pk_store *store, bool on)
{
    store->later = on && pk_store_aside(store);
    pk_journal_hasten(&store->journal, store->later ? BRIEF_MS : -1);
}

bool pk_store_comes_later(struct pk_store *store)
{
    bool busy = store->later && store->journal.busy;
    store->waits = busy ? store->waits + 1 : 0;
    return busy && store->waits <= WAITS_MAX;
}

/* ---- reading ---- */

/* Copies come first: by them the files are told from what others make of them. */
bool pk_store_read_aside(struct pk_store *store)
{
    if (store->writing && store->writing->copies) {
        return true;
    }
    if (!store->reading && store->given_up < GIVEN_UP_MAX) {
        store->reading = pk_readbeside_begin(store->folder, store->plan);
    }
    return store->reading;
}

bool pk_store_reads_later(struct pk_store *store)
{
    bool newly = store->newly;
    store->newly = false;
    return store->later && !newly && !store->unsaved.count && pk_store_read_aside(store);
}

static bool same_journal(const struct pk_store *store, const struct pk_readto *to)
{
    const struct pk_journal *journal = &store->journal;
    return journal->device == to->device && journal->inode == to->inode
        && pk_journal_begins(journal, to->end, to->last);
}

/* With the lock. */
static enum pk_err take(struct pk_store *store, struct pk_reading *reading,
                        const struct pk_readto *to, struct pk_diag *diag)
{
    if (reading->moving) {
        store->moving = true;
        pk_reading_dispose(reading);
        return PK_OK;
    }
    store->newly = true;
    pk_journal_read_to(&store->journal, to->end);
    enum pk_err err = pk_store_install(store, reading, store->replaced, diag);
    if (!err) {
        err = pk_store_put_on_top(store, false, diag);
    }
    if (!err) {
        store->telling = true;
        err = pk_store_catch_up(store, store->replaced, diag);
        store->telling = false;
    }
    store->given_up = store->reading ? store->given_up + 1 : 0;
    return err;
}

/* A reading that cannot be taken up is begun again by the next refresh. */
enum pk_err pk_store_take_aside(struct pk_store *store, bool waits, struct pk_diag *diag)
{
    size_t done, total;
    if (!waits && !pk_readbeside_done(store->reading, &done, &total)) {
        return PK_OK;
    }
    struct pk_reading reading;
    struct pk_readto to;
    bool replaced;
    enum pk_err err = pk_readbeside_take(store->reading, &reading, &to, diag);
    store->reading = NULL;
    store->due = true;
    if (err) {
        store->given_up++;
        return err;
    }
    err = pk_journal_lock(&store->journal, false, &replaced, diag);
    store->replaced = store->replaced || (!err && replaced);
    if (!err && same_journal(store, &to)) {
        err = take(store, &reading, &to, diag);
    } else {
        store->given_up++;
        pk_reading_dispose(&reading);
    }
    pk_journal_unlock(&store->journal);
    return err;
}

/* ---- writing ---- */

static bool begin(struct pk_store *store, struct pk_writebeside *beside, bool copies)
{
    if (!beside) {
        return false;
    }
    store->writing = pk_new(1, sizeof *store->writing);
    *store->writing = (struct pk_writing){ .beside = beside,
                                           .copies = copies,
                                           .readings = store->readings,
                                           .behind = store->behind,
                                           .revision = pk_plan_revision(store->plan),
                                           .begun = time(NULL) };
    return true;
}

static bool begin_copies(struct pk_store *store)
{
    uint64_t hashes[PK_TABLES];
    unsigned tables = 0;
    for (int table = 0; table < PK_TABLES; table++) {
        const struct pk_note *note = &store->notes[table];
        bool there = note->known && note->exists
                  && !pk_plan_broken(store->plan, (enum pk_table)table);
        hashes[table] = note->hash;
        tables |= there ? 1u << table : 0;
    }
    tables &= pk_store_left_aside(store, store->uncopied & ~store->behind);
    return tables && begin(store,
                           pk_writebeside_copies(store->folder, store->plan, tables, hashes),
                           true);
}

static bool begin_tables(struct pk_store *store)
{
    return store->behind && begin(store,
                                  pk_writebeside_tables(store->folder, store->plan,
                                                        store->behind),
                                  false);
}

/* With the lock: each file that was copied is still the one that the last checkpoint noted, whoever
 * wrote that. */
static void place_copies(struct pk_store *store, struct pk_written *written)
{
    struct pk_checkpoint checkpoint;
    pk_checkpoint_read(&checkpoint, store->folder);
    for (size_t i = 0; i < written->save.count; i++) {
        int table = (int)written->save.tables[i];
        const struct pk_note *note = &store->notes[table], *after = &checkpoint.after[table];
        uint64_t hash = written->save.hashes[i];
        if (written->copies[i].at >= 0 && checkpoint.known && note->exists && note->hash == hash
            && after->exists && after->hash == hash && pk_keeping_place(&written->copies[i])) {
            store->uncopied &= ~(1u << table);
        }
    }
}

/* With the lock.  Files that others wrote are for the next refresh. */
static enum pk_err place_tables(struct pk_store *store, const struct pk_writing *writing,
                                struct pk_save *save, struct pk_diag *diag)
{
    if (pk_disk_look(&store->disk, store->folder) != PK_DISK_SAME) {
        store->due = true;
        return PK_OK;
    }
    bool good = store->readings == writing->readings && store->behind == writing->behind
             && pk_plan_revision(store->plan) == writing->revision
             && time(NULL) - writing->begun < OLD_S;
    if (!good) {
        return PK_OK;
    }
    store->urgent = false;
    enum pk_err err = pk_store_put_in_place(store, save, diag);
    return err == PK_ERR_CONFLICT ? PK_OK : err;
}

/* What was written takes its place with the lock (entered), else it is given up. */
static enum pk_err end_writing(struct pk_store *store, bool entered, struct pk_diag *diag)
{
    struct pk_writing *writing = store->writing;
    struct pk_written written;
    enum pk_err err = pk_writebeside_take(writing->beside, &written, diag);
    store->writing = NULL;
    if (!err && entered) {
        if (writing->copies) {
            place_copies(store, &written);
        } else {
            err = place_tables(store, writing, &written.save, diag);
        }
    }
    pk_written_dispose(&written);
    free(writing);
    return err;
}

void pk_store_copy_aside(struct pk_store *store)
{
    if (store->writing) {
        (void)!end_writing(store, false, NULL); /* what stands in place is another by now */
    }
    (void)begin_copies(store);
}

void pk_store_end_copies(struct pk_store *store)
{
    if (store->writing && store->writing->copies) {
        (void)!end_writing(store, true, NULL);
    }
}

bool pk_store_writes_aside(struct pk_store *store)
{
    return pk_store_aside(store)
        && (store->reading || store->writing || begin_tables(store) || begin_copies(store));
}

enum pk_err pk_store_write_aside(struct pk_store *store, struct pk_diag *diag)
{
    bool done = store->writing && pk_writebeside_done(store->writing->beside);
    if (!done || (store->reading && !store->writing->copies)) {
        return PK_OK;
    }
    pk_store_hasten(store, true);
    enum pk_err err = pk_store_enter(store, diag);
    bool busy = err && (store->reading || pk_store_comes_later(store));
    pk_store_hasten(store, false);
    if (!busy && store->writing) {
        enum pk_err written = end_writing(store, !err, err ? NULL : diag);
        err = err ? err : written;
    }
    pk_store_leave(store);
    return busy ? PK_OK : err;
}

/* ---- from outside ---- */

void pk_store_interrupt(struct pk_store *store)
{
    store->due = store->due || store->reading;
    pk_readbeside_stop(store->reading);
    store->reading = NULL;
    if (store->writing) {
        (void)!end_writing(store, false, NULL);
    }
}

void pk_store_work_aside(struct pk_store *store, bool on)
{
    if (!on) {
        pk_store_interrupt(store);
    }
    store->aside = on && !store->suggest; /* links are looked for before each reading */
}

bool pk_store_busy(const struct pk_store *store)
{
    return store->reading || store->writing || store->due || store->urgent;
}

bool pk_store_reading(const struct pk_store *store)
{
    return store->reading;
}

enum pk_err pk_store_wait(struct pk_store *store, pk_store_progress_fn *progress, void *user)
{
    size_t done, total;
    while (store->reading && !pk_readbeside_done(store->reading, &done, &total)) {
        if (!progress(done, total, user)) {
            return PK_ERR_STOPPED;
        }
        pk_io_pause(STEP_MS);
    }
    return PK_OK;
}
