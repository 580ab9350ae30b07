#include "config.h"

#include "store/sides.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "store/hash.h"

static bool note_is(const struct pk_note *note, bool exists, uint64_t hash)
{
    return note->known && note->exists == exists && (!exists || note->hash == hash);
}

static const struct pk_note *note_of(const struct pk_checkpoint *checkpoint, int table,
                                     bool exists, uint64_t hash)
{
    const struct pk_note *after = &checkpoint->after[table], *before = &checkpoint->before[table];
    return note_is(after, exists, hash)    ? after
           : note_is(before, exists, hash) ? before
                                           : NULL;
}

const struct pk_note *pk_sides_note(const struct pk_checkpoint *checkpoint, int table,
                                    const struct pk_disk_file *file)
{
    return file->state == PK_DISK_UNREADABLE
               ? NULL
               : note_of(checkpoint, table, file->state == PK_DISK_READ, file->hash);
}

/* A file that stands before the last checkpoint although its copy, which is renewed behind it, stands
 * after it: somebody put the old file back. */
static bool put_back(const struct pk_sides *sides, int table, const struct pk_note *note)
{
    const struct pk_note *after = &sides->checkpoint.after[table];
    if (note == after) {
        return false;
    }
    size_t length = 0;
    char *copy = pk_copy_read(sides->folder, (enum pk_table)table, &length);
    bool renewed = note_is(after, copy != NULL, copy ? pk_hash(copy, length) : 0);
    free(copy);
    return renewed;
}

static void tell_apart(struct pk_sides *sides, int table)
{
    const struct pk_disk_file *file = &sides->disk.files[table];
    const struct pk_note *note = pk_sides_note(&sides->checkpoint, table, file);
    if (note && !put_back(sides, table, note)) {
        sides->side[table] = PK_SIDE_FILE;
        sides->txn[table] = note->txn;
        return;
    }
    size_t length = 0;
    char *copy = pk_copy_read(sides->folder, (enum pk_table)table, &length);
    note = note_of(&sides->checkpoint, table, copy != NULL, copy ? pk_hash(copy, length) : 0);
    if (!note) {
        free(copy);
        sides->side[table] = PK_SIDE_UNKNOWN;
        return;
    }
    sides->side[table] = PK_SIDE_OUTSIDE;
    sides->txn[table] = note->txn;
    sides->copies[table] = copy;
    sides->copy_lengths[table] = length;
}

enum pk_err pk_sides_read(struct pk_sides *sides, const char *folder,
                          const struct pk_journal *journal, struct pk_diag *diag)
{
    *sides = (struct pk_sides){ .folder = folder };
    for (int file = 0; file < PK_DISK_FILES; file++) {
        if (pk_disk_used(file)) {
            pk_disk_read(&sides->disk, file, folder, &sides->texts[file]);
        }
    }
    switch (sides->disk.files[PK_DISK_SETTINGS].state) {
    case PK_DISK_NONE:
        return pk_fail_at(diag, PK_ERR_IO, folder, 0,
                          _("the folder holds no plan.ini, so it is no plan: give the folder of a "
                            "plan, or look at the sample with --demo"));
    case PK_DISK_UNREADABLE:
        if (diag) {
            *diag = sides->texts[PK_DISK_SETTINGS].why;
        }
        return PK_ERR_IO;
    case PK_DISK_READ:
        break;
    }
    pk_checkpoint_read(&sides->checkpoint, folder);
    sides->moved = sides->checkpoint.known
                && (sides->checkpoint.history_inode != journal->inode
                    || sides->checkpoint.history_device != journal->device);
    sides->replaced = sides->checkpoint.known
                   && !pk_journal_begins(journal, sides->checkpoint.history_end,
                                         sides->checkpoint.history_last);
    for (int table = 0; table < PK_TABLES; table++) {
        if (pk_disk_used(table)) {
            tell_apart(sides, table);
        }
    }
    return PK_OK;
}

unsigned pk_sides_of(const struct pk_sides *sides, enum pk_side side)
{
    unsigned tables = 0;
    for (int table = 0; table < PK_TABLES; table++) {
        if (pk_disk_used(table) && sides->side[table] == side) {
            tables |= 1u << table;
        }
    }
    return tables;
}

void pk_sides_dispose(struct pk_sides *sides)
{
    for (int file = 0; file < PK_DISK_FILES; file++) {
        free(sides->texts[file].bytes);
    }
    for (int table = 0; table < PK_TABLES; table++) {
        free(sides->copies[table]);
    }
    pk_history_dispose(&sides->history);
}

/* The columns that a table's header needs, as help for who writes the file. */
static void fault_missing(struct pk_faults *faults, const struct pk_table_schema *schema,
                          bool has_copy)
{
    struct pk_buf header = { 0 };
    for (int i = 0; i < schema->field_count; i++) {
        pk_buf_printf(&header, "%s%s", i ? "," : "", schema->fields[i].name);
    }
    if (has_copy) {
        pk_faults_add(faults, PK_FATAL, schema->file, 0,
                      _("the file is missing: put it back, for example the copy in .planek/%s, or "
                        "make one that begins with the line %s"),
                      schema->file, pk_buf_text(&header));
    } else {
        pk_faults_add(faults, PK_FATAL, schema->file, 0,
                      _("the file is missing: put it back, or make one that begins with the line "
                        "%s"),
                      pk_buf_text(&header));
    }
    pk_buf_dispose(&header);
}

static char *copy_bytes(const char *bytes, size_t length)
{
    char *copy = pk_new(length + 1, 1);
    memcpy(copy, bytes, length);
    return copy;
}

static void load_file(const struct pk_sides *sides, struct pk_plan *plan, enum pk_table table,
                      struct pk_faults *faults)
{
    const struct pk_table_schema *schema = pk_schema(table);
    const struct pk_disk_text *text = &sides->texts[table];
    if (text->bytes) {
        pk_plan_read_table(plan, table, copy_bytes(text->bytes, text->length), text->length,
                           faults);
        return;
    }
    if (sides->disk.files[table].state == PK_DISK_NONE && !schema->must_exist) {
        return;
    }
    if (sides->disk.files[table].state == PK_DISK_NONE) {
        fault_missing(faults, schema, sides->copies[table]);
    } else {
        pk_faults_add(faults, PK_FATAL, schema->file, 0, "%s", text->why.text);
    }
    pk_plan_set_broken(plan, table);
}

void pk_sides_settings(const struct pk_sides *sides, struct pk_plan *plan,
                       struct pk_faults *faults)
{
    const struct pk_disk_text *text = &sides->texts[PK_DISK_SETTINGS];
    pk_plan_read_settings(plan, text->bytes, text->length, faults);
}

void pk_sides_load(const struct pk_sides *sides, struct pk_plan *plan, unsigned tables,
                   bool copies, struct pk_faults *faults)
{
    for (int table = 0; table < PK_TABLES; table++) {
        if (!(tables >> table & 1) || !pk_disk_used(table)) {
            continue;
        }
        if (!copies || sides->side[table] != PK_SIDE_OUTSIDE) {
            load_file(sides, plan, (enum pk_table)table, faults);
        } else if (sides->copies[table]) {
            pk_plan_read_table(plan, (enum pk_table)table,
                               copy_bytes(sides->copies[table], sides->copy_lengths[table]),
                               sides->copy_lengths[table], faults);
        }
    }
}
