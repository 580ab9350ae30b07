/* The plan is what the journal says; a file supplies only what the journal does not know.
 *
 *     load      each table from its file, or from the copy where somebody else wrote the file
 *     fold      the changes that are not in it yet; where nobody knows which, by the last change of
 *               each cell
 *     merge     what somebody else did to a file is the difference between the copy and the file
 *     settle    a table that somebody else wrote is loaded once more, from the file, and brought to
 *               the merged state: so it keeps the file's columns, dialect and untouched bytes
 */
#include "config.h"

#include "store/reading.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "planek/i18n.h"
#include "planek/merge.h"
#include "planek/waiting.h"
#include "store/fold.h"
#include "store/hash.h"
#include "store/hash.h"
#include "store/sides.h"

struct work {
    struct pk_reading *out;
    struct pk_meter *meter;
    struct pk_sides sides;
    struct pk_plan *plan;
    struct pk_clashes clashes;
    unsigned refused; /* tables of which somebody else made something that is not understood */
};

/* ---- history ---- */

/* Where the first change stands that one of the files lacks; 0 when all must be read. */
static size_t find_start(struct pk_sides *sides, const struct pk_journal *journal)
{
    bool all = journal->foreign || sides->moved || sides->replaced
            || pk_sides_of(sides, PK_SIDE_OUTSIDE);
    const char *known = NULL;
    size_t known_start = 0;
    size_t start = pk_journal_size(journal);
    for (int table = 0; table < PK_TABLES; table++) {
        if (!pk_disk_used(table) || sides->side[table] == PK_SIDE_UNKNOWN) {
            all = all || pk_disk_used(table);
            continue;
        }
        const char *txn = sides->txn[table];
        if (!known || strcmp(known, txn) != 0) {
            known = txn;
            known_start = 0;
            if (*txn && !pk_journal_find(journal, txn, &known_start)) {
                sides->side[table] = PK_SIDE_UNKNOWN;
                all = true;
                known = NULL;
                continue;
            }
        }
        start = known_start < start ? known_start : start;
    }
    return all ? 0 : start;
}

static enum pk_err read_from(struct work *work, struct pk_journal *journal, size_t start,
                             struct pk_faults *faults, struct pk_diag *diag)
{
    char *bytes;
    size_t length, end;
    enum pk_err err = pk_journal_read(journal, start, &bytes, &length, diag);
    if (err) {
        return err;
    }
    pk_history_decode(&work->sides.history, work->plan, bytes, length, 1, faults, &end);
    pk_journal_read_to(journal, start + end);
    free(bytes);
    return PK_OK;
}

/* A row that cannot be read is to be named with its line, so all is read once more then. */
static enum pk_err read_history(struct work *work, struct pk_journal *journal, size_t start,
                                struct pk_diag *diag)
{
    struct pk_faults faults = { 0 };
    enum pk_err err = read_from(work, journal, start, &faults, diag);
    if (!err && faults.count && start) {
        pk_history_dispose(&work->sides.history);
        work->sides.history = (struct pk_history){ 0 };
        err = read_from(work, journal, 0, &work->out->faults, diag);
    } else {
        for (size_t i = 0; i < faults.count; i++) {
            const struct pk_fault *fault = &faults.items[i];
            pk_faults_add(&work->out->faults, fault->severity, fault->file, fault->line, "%s",
                          fault->text);
        }
    }
    pk_faults_dispose(&faults);
    return err;
}

static void find_pending(struct pk_sides *sides)
{
    for (int table = 0; table < PK_TABLES; table++) {
        sides->pending[table] = 0;
        bool placed = pk_disk_used(table) && sides->side[table] != PK_SIDE_UNKNOWN;
        const struct pk_change *in =
            placed && *sides->txn[table] ? pk_history_find(&sides->history, sides->txn[table])
                                         : NULL;
        if (in) {
            sides->pending[table] = (size_t)(in - sides->history.items) + 1;
        }
    }
}

static void note_last(struct work *work)
{
    const struct pk_sides *sides = &work->sides;
    const char *last = "";
    if (sides->history.count) {
        last = sides->history.items[sides->history.count - 1].txn;
    }
    for (int table = 0; table < PK_TABLES && !*last; table++) {
        if (pk_disk_used(table) && sides->side[table] != PK_SIDE_UNKNOWN) {
            last = sides->txn[table];
        }
    }
    snprintf(work->out->last, sizeof work->out->last, "%s", last);
}

/* ---- fold ---- */

static void fold(struct work *work)
{
    const struct pk_sides *sides = &work->sides;
    unsigned unknown = pk_sides_of(sides, PK_SIDE_UNKNOWN), all = (1u << PK_TABLES) - 1;
    for (size_t i = 0; i < sides->history.count; i++) {
        const struct pk_change *change = &sides->history.items[i];
        unsigned tables = 0;
        for (int table = 0; table < PK_TABLES; table++) {
            tables |= sides->pending[table] <= i ? 1u << table : 0;
        }
        tables &= pk_change_tables(change) & ~unknown;
        work->out->behind |= tables & ~(1u << PK_HISTORY);
        pk_fold(work->plan, change, tables, &work->clashes);
    }
    work->out->behind |=
        pk_fold_last(work->plan, &sides->history, sides->replaced ? all : unknown);
}

/* ---- merge ---- */

static bool had_before(const struct pk_cell *cell, void *user)
{
    const struct work *work = user;
    return pk_history_had(&work->sides.history, work->plan, cell, cell->now);
}

static void record_clashes(struct work *work)
{
    struct pk_change *outside = &work->out->outside;
    int64_t now = (int64_t)time(NULL);
    for (size_t i = 0; i < work->clashes.count && !pk_plan_broken(work->plan, PK_CONFLICTS); i++) {
        size_t count = outside->count;
        pk_conflict_add(outside, work->plan, &work->clashes.items[i], PK_OUTSIDE, now);
        work->out->clashes += outside->count > count;
    }
}

/* Files that somebody else wrote and that are understood, as bits; the others keep the state that
 * was known last. */
static unsigned load_theirs(struct work *work, struct pk_plan *theirs)
{
    unsigned outside = pk_sides_of(&work->sides, PK_SIDE_OUTSIDE), good = outside;
    bool no_conflicts = pk_plan_broken(work->plan, PK_CONFLICTS);
    pk_sides_load(&work->sides, theirs, outside, false, &work->out->faults);
    for (int table = 0; table < PK_TABLES; table++) {
        bool broken = no_conflicts || pk_plan_broken(theirs, (enum pk_table)table)
                   || pk_plan_broken(work->plan, (enum pk_table)table);
        if (outside >> table & 1 && broken) {
            good &= ~(1u << table);
        }
    }
    work->refused = outside & ~good;
    return good;
}

static struct pk_plan *new_plan(const struct work *work, const struct pk_plan *like)
{
    struct pk_plan *plan = pk_plan_new();
    struct pk_faults told_already = { 0 };
    pk_plan_watch_reading(plan, pk_meter_tell_only, work->meter);
    pk_sides_settings(&work->sides, plan, &told_already);
    pk_faults_dispose(&told_already);
    if (like) {
        pk_plan_number_extras(plan, like);
    }
    return plan;
}

static void merge(struct work *work, unsigned tables, const struct pk_plan *theirs)
{
    struct pk_plan *base = new_plan(work, NULL);
    struct pk_faults none = { 0 };
    pk_sides_load(&work->sides, base, tables, true, &none);
    for (int table = 0; table < PK_TABLES; table++) {
        if (tables >> table & 1) {
            pk_merge_table(&work->out->outside, &work->clashes, work->plan, base, theirs,
                           (enum pk_table)table, had_before, work);
        }
    }
    pk_faults_dispose(&none);
    pk_plan_free(base);
}

/* ---- settle ---- */

static void bring(struct work *work, struct pk_plan *plan, const struct pk_plan *state,
                  enum pk_table table)
{
    struct pk_change change;
    struct pk_clashes none = { 0 };
    pk_change_init(&change);
    pk_merge_table(&change, &none, plan, plan, state, table, NULL, NULL);
    if (change.count) {
        if (pk_change_apply(plan, &change, NULL) != PK_OK) {
            pk_die("a table could not be brought to the merged state");
        }
        work->out->behind |= 1u << table;
    }
    pk_clashes_dispose(&none);
    pk_change_dispose(&change);
}

static void settle(struct work *work, unsigned merged)
{
    struct pk_plan *state = work->plan, *plan = new_plan(work, state);
    struct pk_faults none = { 0 };
    unsigned all = (1u << PK_TABLES) - 1;
    work->out->behind &= ~merged;
    pk_sides_load(&work->sides, plan, merged, false, &none);
    pk_sides_load(&work->sides, plan, all & ~merged, true, &none);
    for (int table = 0; table < PK_TABLES; table++) {
        if (pk_disk_used(table) && !pk_plan_broken(plan, (enum pk_table)table)
            && !pk_plan_broken(state, (enum pk_table)table)) {
            bring(work, plan, state, (enum pk_table)table);
        }
    }
    pk_faults_dispose(&none);
    pk_plan_free(state);
    work->plan = plan;
}

/* ---- all ---- */

/* A file that another program wrote is noted only where it holds all that the plan has (up to
 * last); else the copy goes on to stand for it, so that what was made of the file can be made
 * again. */
static void note_outside(struct pk_note *note, const struct pk_sides *sides, int table,
                         const char *last)
{
    const struct pk_disk_file *file = &sides->disk.files[table];
    const char *copy = sides->copies[table];
    if (last) {
        pk_note_set(note, file->state == PK_DISK_READ, file->hash, last);
    } else {
        pk_note_set(note, copy, copy ? pk_hash(copy, sides->copy_lengths[table]) : 0,
                    sides->txn[table]);
    }
}

static void note_files(struct work *work)
{
    const struct pk_sides *sides = &work->sides;
    bool noted = sides->checkpoint.known && !sides->replaced;
    for (int table = 0; table < PK_TABLES; table++) {
        const struct pk_disk_file *file = &sides->disk.files[table];
        struct pk_note *note = &work->out->notes[table];
        *note = (struct pk_note){ 0 };
        if (work->refused >> table & 1) {
            const char *copy = sides->copies[table];
            pk_note_set(note, copy, copy ? pk_hash(copy, sides->copy_lengths[table]) : 0,
                        sides->txn[table]);
            continue;
        }
        if (!pk_disk_used(table) || pk_plan_broken(work->plan, (enum pk_table)table)) {
            continue;
        }
        bool behind = work->out->behind >> table & 1;
        switch (sides->side[table]) {
        case PK_SIDE_FILE:
            pk_note_set(note, file->state == PK_DISK_READ, file->hash, sides->txn[table]);
            break;
        case PK_SIDE_OUTSIDE:
            note_outside(note, sides, table, behind ? NULL : work->out->last);
            break;
        case PK_SIDE_UNKNOWN:
            noted = false;
            if (!behind) {
                pk_note_set(note, file->state == PK_DISK_READ, file->hash, work->out->last);
            }
        }
    }
    work->out->noted = noted;
}

static bool any_moving(const struct pk_sides *sides)
{
    unsigned known = pk_sides_of(sides, PK_SIDE_FILE);
    struct pk_filemark folder;
    pk_filemark_look(sides->folder, &folder);
    for (int table = 0; table < PK_TABLES; table++) {
        if (pk_disk_used(table) && !(known >> table & 1) && sides->checkpoint.known
            && (sides->disk.files[table].young
                || (sides->copies[table] && sides->disk.files[table].state == PK_DISK_NONE
                    && pk_disk_moving(&folder)))) { /* removed, and perhaps about to be made anew */
            return true;
        }
    }
    return false;
}

static void together(struct work *work)
{
    fold(work);
    unsigned merged = 0;
    if (pk_sides_of(&work->sides, PK_SIDE_OUTSIDE)) {
        struct pk_plan *theirs = new_plan(work, NULL);
        merged = load_theirs(work, theirs);
        merge(work, merged, theirs);
        pk_plan_free(theirs);
    }
    record_clashes(work);
    struct pk_change *outside = &work->out->outside;
    if (outside->count && pk_change_apply(work->plan, outside, NULL) != PK_OK) {
        pk_die("what other programs wrote could not be merged");
    }
    if (outside->count) {
        outside->who = PK_OUTSIDE;
        work->out->behind |= pk_change_tables(outside);
    }
    work->out->merged = merged;
    if (merged) {
        settle(work, merged);
    }
    for (int table = 0; table < PK_TABLES; table++) {
        if (work->refused >> table & 1) {
            pk_plan_set_broken(work->plan, (enum pk_table)table);
        }
        if (pk_plan_broken(work->plan, (enum pk_table)table)) {
            work->out->behind &= ~(1u << table);
        }
    }
}

static enum pk_err read_all(struct work *work, struct pk_journal *journal,
                            const struct pk_plan *before, struct pk_diag *diag)
{
    size_t start = find_start(&work->sides, journal);
    struct pk_faults *faults = &work->out->faults;
    pk_meter_begin(work->meter, &work->sides);
    work->plan = pk_plan_new();
    pk_plan_watch_reading(work->plan, pk_meter_tell_table, work->meter);
    pk_sides_settings(&work->sides, work->plan, faults);
    if (before) {
        pk_plan_number_extras(work->plan, before);
    }
    pk_sides_load(&work->sides, work->plan, (1u << PK_TABLES) - 1, true, faults);
    return work->meter->stopped ? PK_ERR_STOPPED : read_history(work, journal, start, diag);
}

static void give(struct work *work)
{
    struct pk_reading *out = work->out;
    struct pk_disk_text *settings = &work->sides.texts[PK_DISK_SETTINGS];
    pk_plan_watch_reading(work->plan, NULL, NULL);
    out->plan = work->plan;
    out->disk = work->sides.disk;
    out->settings = settings->bytes;
    out->settings_length = settings->length;
    settings->bytes = NULL;
    out->moving = any_moving(&work->sides);
    out->moved = work->sides.moved;
    work->plan = NULL;
}

enum pk_err pk_reading_do(struct pk_reading *out, struct pk_journal *journal,
                          const char *folder, const struct pk_plan *before,
                          struct pk_meter *meter, struct pk_diag *diag)
{
    *out = (struct pk_reading){ 0 };
    pk_change_init(&out->outside);
    struct work work = { .out = out, .meter = meter };
    enum pk_err err = pk_sides_read(&work.sides, folder, journal, diag);
    if (!err) {
        err = read_all(&work, journal, before, diag);
    }
    if (!err) {
        find_pending(&work.sides);
        note_last(&work);
        together(&work);
        note_files(&work);
        give(&work);
        err = meter->stopped ? PK_ERR_STOPPED : PK_OK;
    }
    pk_plan_free(work.plan);
    pk_clashes_dispose(&work.clashes);
    pk_sides_dispose(&work.sides);
    if (err) {
        pk_reading_dispose(out);
    }
    return err;
}

void pk_reading_dispose(struct pk_reading *reading)
{
    pk_plan_free(reading->plan);
    free(reading->settings);
    pk_faults_dispose(&reading->faults);
    pk_change_dispose(&reading->outside);
    *reading = (struct pk_reading){ 0 };
}
