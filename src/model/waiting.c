/* A clash is the same one whichever side tells of it, so the id of its row comes from the cell, the
 * value before and the two values after without regard to which of them is ours.
 */
#include "config.h"

#include "planek/waiting.h"

#include <string.h>

#include "model/pendingrow.h"
#include "planek/edit.h"
#include "planek/i18n.h"
#include "planek/text.h"
#include "planek/when.h"

/* ---- conflicts ---- */

static bool is_pair(const char *a, const char *b, const char *ours, const char *theirs)
{
    return (strcmp(a, ours) == 0 && strcmp(b, theirs) == 0) ||
           (strcmp(a, theirs) == 0 && strcmp(b, ours) == 0);
}

static bool same_clash(const struct pk_pendingrow *row, const struct pk_change *change,
                       const struct pk_plan *plan, const char *id)
{
    const char *base = pk_cell_after(change, plan, row->table, PK_PENDING_BASE, id);
    const char *ours = pk_cell_after(change, plan, row->table, PK_PENDING_OURS, id);
    const char *theirs = pk_cell_after(change, plan, row->table, PK_PENDING_THEIRS, id);
    return pk_pendingrow_same_cell(row, change, plan, id) &&
           strcmp(base, row->text[PK_PENDING_BASE]) == 0 &&
           is_pair(ours, theirs, row->text[PK_PENDING_OURS], row->text[PK_PENDING_THEIRS]);
}

static uint64_t hash_of(const struct pk_pendingrow *row)
{
    uint64_t hash = 0;
    for (int field = PK_PENDING_TABLE; field <= PK_PENDING_BASE; field++) {
        hash = pk_pendingrow_hash(hash, row->text[field]);
    }
    const char *ours = row->text[PK_PENDING_OURS], *theirs = row->text[PK_PENDING_THEIRS];
    bool swapped = strcmp(ours, theirs) > 0;
    hash = pk_pendingrow_hash(hash, swapped ? theirs : ours);
    return pk_pendingrow_hash(hash, swapped ? ours : theirs);
}

/* A record that we removed and others changed is there again, with their changes: then it is the
 * removal that waits, and `who` did not ask for that. */
static void turn_removal(struct pk_pendingrow *row, const struct pk_change *change,
                         const struct pk_plan *plan, const struct pk_clash *clash)
{
    if (clash->field == 0 && !*clash->ours && *clash->theirs &&
        *pk_cell_after(change, plan, clash->table, 0, clash->id)) {
        row->text[PK_PENDING_OURS] = clash->theirs;
        row->text[PK_PENDING_THEIRS] = "";
        row->text[PK_PENDING_WHO] = "";
    }
}

void pk_conflict_add(struct pk_change *change, const struct pk_plan *plan,
                     const struct pk_clash *clash, const char *who, int64_t when)
{
    if (clash->table == PK_CONFLICTS) {
        return;
    }
    struct pk_buf moment = { 0 }, id = { 0 };
    pk_when_format(&moment, when);
    struct pk_pendingrow row = {
        .table = PK_CONFLICTS,
        .text = { [PK_PENDING_ID] = "",
                  [PK_PENDING_TABLE] = pk_schema(clash->table)->name,
                  [PK_PENDING_RECORD] = clash->id,
                  [PK_PENDING_FIELD] = pk_plan_field_name(plan, clash->table, clash->field),
                  [PK_PENDING_BASE] = clash->base,
                  [PK_PENDING_OURS] = clash->ours,
                  [PK_PENDING_THEIRS] = clash->theirs,
                  [PK_PENDING_WHO] = who,
                  [PK_PENDING_WHEN] = pk_buf_text(&moment) },
    };
    turn_removal(&row, change, plan, clash);
    pk_pendingrow_id(&id, &row, hash_of(&row), change, plan, same_clash);
    if (!*pk_cell_after(change, plan, PK_CONFLICTS, PK_PENDING_ID, pk_buf_text(&id))) {
        pk_pendingrow_add(change, &row, pk_buf_text(&id));
    }
    pk_buf_dispose(&moment);
    pk_buf_dispose(&id);
}

/* ---- what a row is about ---- */

static int find_field(const struct pk_plan *plan, enum pk_table table, const char *name)
{
    int field = pk_schema_find_field(table, name);
    for (int i = 0; field < 0 && i < pk_plan_extra_count(plan, table); i++) {
        if (strcmp(pk_plan_extra_name(plan, table, i), name) == 0) {
            return pk_schema(table)->field_count + i;
        }
    }
    return field;
}

const struct pk_record *pk_waiting_record(const struct pk_plan *plan, const struct pk_pending *row,
                                          int *field)
{
    int table = pk_schema_find_table(row->table);
    *field = -1;
    if (table < 0 || !pk_schema(table)->in_plan) {
        return NULL;
    }
    *field = find_field(plan, table, row->field);
    return pk_plan_find(plan, table, row->of);
}

const struct pk_pending *pk_waiting_next(const struct pk_plan *plan, enum pk_table table,
                                         const struct pk_record *about,
                                         const struct pk_pending *after)
{
    const char *name = pk_schema(about->table)->name;
    for (size_t i = after ? after->record.place + 1 : 0; i < pk_plan_count(plan, table); i++) {
        const struct pk_pending *row = (const struct pk_pending *)pk_plan_at(plan, table, i);
        if (strcmp(row->of, about->text[0]) == 0 && strcmp(row->table, name) == 0) {
            return row;
        }
    }
    return NULL;
}

/* ---- settling ---- */

static bool is_row(const struct pk_record *record)
{
    return record->table == PK_PROPOSALS || record->table == PK_CONFLICTS;
}

static bool is_proposed(const struct pk_record *record)
{
    return record->table == PK_ACTIVITIES &&
           ((const struct pk_activity *)record)->status == PK_PROPOSED;
}

static enum pk_err waits_for_nothing(const struct pk_record *record, struct pk_diag *diag)
{
    return pk_fail(diag, PK_ERR_USAGE, _("\"%s\" does not wait for a decision"),
                   pk_text_quote(pk_record_title(record)).text);
}

static void set_status(struct pk_change *change, const struct pk_record *activity,
                       const char *status)
{
    pk_change_add(change, PK_ACTIVITIES, PK_ACTIVITY_STATUS, activity->text[0],
                  activity->text[PK_ACTIVITY_STATUS], status);
}

static enum pk_err accept_value(struct pk_change *change, const struct pk_plan *plan,
                                const struct pk_pending *row, struct pk_diag *diag)
{
    int field;
    const struct pk_record *about = pk_waiting_record(plan, row, &field);
    if (!about || field < 0) {
        return pk_fail(diag, PK_ERR_UNKNOWN,
                       _("there is no %s of \"%s\" any more, so this cannot be accepted; reject "
                         "it"),
                       pk_text_quote(row->field).text, pk_text_quote(row->of).text);
    }
    if (field == 0) {
        return *row->theirs ? PK_OK : pk_edit_remove(change, plan, about, diag);
    }
    if (!pk_plan_same(plan, about->table, field, about->text[field], row->theirs)) {
        pk_change_add(change, about->table, field, about->text[0], about->text[field],
                      row->theirs);
    }
    return PK_OK;
}

enum pk_err pk_waiting_accept(struct pk_change *change, const struct pk_plan *plan,
                              const struct pk_record *record, struct pk_diag *diag)
{
    if (is_proposed(record)) {
        set_status(change, record, "planned");
        return PK_OK;
    }
    if (!is_row(record)) {
        return waits_for_nothing(record, diag);
    }
    enum pk_err err = accept_value(change, plan, (const struct pk_pending *)record, diag);
    return err == PK_OK ? pk_edit_remove(change, plan, record, diag) : err;
}

enum pk_err pk_waiting_reject(struct pk_change *change, const struct pk_plan *plan,
                              const struct pk_record *record, struct pk_diag *diag)
{
    if (is_row(record)) {
        return pk_edit_remove(change, plan, record, diag);
    }
    if (!is_proposed(record)) {
        return waits_for_nothing(record, diag);
    }
    enum pk_err err = pk_edit_remove(change, plan, record, NULL);
    if (err == PK_ERR_REFUSED) {
        set_status(change, record, "dropped");
        return PK_OK;
    }
    return err;
}
