/* Somebody who may only propose edits like everybody else; the change that this would be is taken
 * apart cell by cell:
 *
 *     of an activity that it adds   the cell as it is, the status proposed
 *     a cell that it sets           a row of proposals.csv
 *     of a row of their own         as it is: proposals can be corrected and withdrawn
 *     of an activity of their own   the same while it is proposed, but for its status
 *     anything else                 is refused
 */
#include "config.h"

#include <string.h>

#include "model/pendingrow.h"
#include "planek/i18n.h"
#include "planek/text.h"
#include "planek/waiting.h"
#include "planek/when.h"

#define PROPOSED "proposed"

enum fate {
    FATE_OTHER,
    FATE_ADDED,     /* an activity that the change adds */
    FATE_CORRECTED, /* a proposed activity of the same person that stays */
    FATE_WITHDRAWN, /* one that they take back */
    FATE_OWN        /* a row of proposals.csv by the same person */
};

struct proposing {
    struct pk_change *out;
    const struct pk_plan *plan;
    const struct pk_change *change;
    const struct pk_proposer *proposer;
    const char *when;
    const struct pk_cell *judged; /* a cell of the record that the fate is of */
    enum fate fate;
};

static const char *after(const struct proposing *proposing, const struct pk_cell *cell, int field)
{
    return pk_cell_after(proposing->change, proposing->plan, cell->table, field, cell->id);
}

static bool owns(const struct pk_proposer *proposer, const char *activity)
{
    return proposer->owns && proposer->owns(activity, proposer->user);
}

/* Undo takes back only what the same person did: a proposed activity was proposed by them. */
static enum fate fate_of_activity(const struct proposing *proposing, const struct pk_cell *cell)
{
    const struct pk_activity *before = pk_plan_activity(proposing->plan, cell->id);
    bool there = *after(proposing, cell, 0);
    if (!before) {
        return there ? FATE_ADDED : FATE_OTHER;
    }
    bool withdraws = !there && proposing->change->restores;
    if (before->status != PK_PROPOSED || !(withdraws || owns(proposing->proposer, cell->id))) {
        return FATE_OTHER;
    }
    return there ? FATE_CORRECTED : FATE_WITHDRAWN;
}

static enum fate fate_of_row(const struct proposing *proposing, const struct pk_cell *cell)
{
    const struct pk_record *before = pk_plan_find(proposing->plan, PK_PROPOSALS, cell->id);
    const char *who = proposing->proposer->who;
    bool was_own = !before || strcmp(before->text[PK_PENDING_WHO], who) == 0;
    bool is_own = !*after(proposing, cell, 0) ||
                  strcmp(after(proposing, cell, PK_PENDING_WHO), who) == 0;
    return was_own && is_own ? FATE_OWN : FATE_OTHER;
}

/* The cells of a record mostly stand together. */
static enum fate fate_of(struct proposing *proposing, const struct pk_cell *cell)
{
    const struct pk_cell *judged = proposing->judged;
    if (!judged || judged->table != cell->table || strcmp(judged->id, cell->id) != 0) {
        proposing->judged = cell;
        proposing->fate = cell->table == PK_ACTIVITIES  ? fate_of_activity(proposing, cell)
                          : cell->table == PK_PROPOSALS ? fate_of_row(proposing, cell)
                                                        : FATE_OTHER;
    }
    return proposing->fate;
}

static void keep(struct proposing *proposing, const struct pk_cell *cell)
{
    pk_change_add(proposing->out, cell->table, cell->field, cell->id, cell->was, cell->now);
}

/* Behind all other cells, so that a place stays next to its id; where one comes back, the status
 * that it had stays where it is. */
static void add_statuses(struct proposing *proposing)
{
    const struct pk_change *change = proposing->change;
    for (size_t i = 0; i < change->count; i++) {
        const struct pk_cell *cell = &change->cells[i];
        bool added = cell->field == 0 && fate_of(proposing, cell) == FATE_ADDED;
        if (added && !*pk_cell_after(proposing->out, proposing->plan, PK_ACTIVITIES,
                                     PK_ACTIVITY_STATUS, cell->id)) {
            pk_change_add(proposing->out, PK_ACTIVITIES, PK_ACTIVITY_STATUS, cell->id, "",
                          PROPOSED);
        }
    }
}

/* Whether the change removes the record of the cell. */
static bool removes(const struct pk_change *change, const struct pk_cell *cell)
{
    for (size_t i = 0; i < change->count; i++) {
        const struct pk_cell *other = &change->cells[i];
        if (other->field == 0 && !*other->now && other->table == cell->table
            && strcmp(other->id, cell->id) == 0) {
            return true;
        }
    }
    return false;
}

static enum pk_err refuse(const struct pk_change *change, const struct pk_cell *cell,
                          struct pk_diag *diag)
{
    if (cell->table == PK_HISTORY) {
        return pk_fail(diag, PK_ERR_REFUSED,
                       _("you may only propose, and a reason cannot be proposed later: give it "
                         "together with the proposal"));
    }
    if (cell->table == PK_PROPOSALS || cell->table == PK_CONFLICTS) {
        return pk_fail(diag, PK_ERR_REFUSED,
                       _("you may only propose: what waits for a decision is decided by the "
                         "coordinator"));
    }
    if (cell->field == PK_FIELD_PLACE && !removes(change, cell)) {
        return pk_fail(diag, PK_ERR_REFUSED,
                       _("you may only propose, and moving \"%s\" cannot be proposed: ask the "
                         "coordinator"),
                       pk_text_quote(cell->id).text);
    }
    if (cell->field == 0 && *cell->now) {
        return pk_fail(diag, PK_ERR_REFUSED,
                       _("you may only propose, and of new records only activities: ask the "
                         "coordinator to add it"));
    }
    return pk_fail(diag, PK_ERR_REFUSED,
                   _("you may only propose, and removing \"%s\" cannot be proposed: propose that "
                     "it be dropped, or ask the coordinator"),
                   pk_text_quote(cell->id).text);
}

static bool same_proposal(const struct pk_pendingrow *row, const struct pk_change *change,
                          const struct pk_plan *plan, const char *id)
{
    const char *who = pk_cell_after(change, plan, PK_PROPOSALS, PK_PENDING_WHO, id);
    return strcmp(who, row->text[PK_PENDING_WHO]) == 0 &&
           pk_pendingrow_same_cell(row, change, plan, id);
}

/* The id of the row in which the same person proposed something for the cell before, else of a new
 * one. */
static void choose_id(struct pk_buf *id, const struct proposing *proposing,
                      const struct pk_pendingrow *row)
{
    uint64_t hash = 0;
    size_t count = pk_plan_count(proposing->plan, PK_PROPOSALS);
    for (size_t i = 0; i < count; i++) {
        const char *other = pk_plan_at(proposing->plan, PK_PROPOSALS, i)->text[0];
        if (same_proposal(row, proposing->out, proposing->plan, other)) {
            pk_buf_str(id, other);
            return;
        }
    }
    for (int field = PK_PENDING_TABLE; field <= PK_PENDING_FIELD; field++) {
        hash = pk_pendingrow_hash(hash, row->text[field]);
    }
    hash = pk_pendingrow_hash(hash, row->text[PK_PENDING_WHO]);
    pk_pendingrow_id(id, row, hash, proposing->out, proposing->plan, same_proposal);
}

static void replace_row(struct proposing *proposing, const struct pk_pendingrow *row,
                        const char *id)
{
    static const int fields[] = { PK_PENDING_BASE, PK_PENDING_OURS, PK_PENDING_THEIRS,
                                  PK_PENDING_WHEN };
    for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
        const char *was = pk_cell_after(proposing->out, proposing->plan, PK_PROPOSALS,
                                             fields[i], id);
        if (strcmp(was, row->text[fields[i]]) != 0) {
            pk_change_add(proposing->out, PK_PROPOSALS, fields[i], id, was,
                          row->text[fields[i]]);
        }
    }
}

static enum pk_err propose_value(struct proposing *proposing, const struct pk_cell *cell,
                                 struct pk_diag *diag)
{
    const struct pk_plan *plan = proposing->plan;
    const struct pk_record *record = pk_plan_find(plan, cell->table, cell->id);
    if (!record) {
        return pk_fail(diag, PK_ERR_REFUSED,
                       _("\"%s\" is not there, so nothing can be proposed for it"),
                       pk_text_quote(cell->id).text);
    }
    if (pk_plan_same(plan, cell->table, cell->field, record->text[cell->field], cell->now)) {
        return PK_OK;
    }
    struct pk_pendingrow row = {
        .table = PK_PROPOSALS,
        .text = { [PK_PENDING_ID] = "",
                  [PK_PENDING_TABLE] = pk_schema(cell->table)->name,
                  [PK_PENDING_RECORD] = cell->id,
                  [PK_PENDING_FIELD] = pk_plan_field_name(plan, cell->table, cell->field),
                  [PK_PENDING_BASE] = cell->was,
                  [PK_PENDING_OURS] = record->text[cell->field],
                  [PK_PENDING_THEIRS] = cell->now,
                  [PK_PENDING_WHO] = proposing->proposer->who,
                  [PK_PENDING_WHEN] = proposing->when },
    };
    struct pk_buf id = { 0 };
    choose_id(&id, proposing, &row);
    if (*pk_cell_after(proposing->out, plan, PK_PROPOSALS, PK_PENDING_ID,
                            pk_buf_text(&id))) {
        replace_row(proposing, &row, pk_buf_text(&id));
    } else {
        pk_pendingrow_add(proposing->out, &row, pk_buf_text(&id));
    }
    pk_buf_dispose(&id);
    return PK_OK;
}

static bool can_be_proposed(const struct pk_cell *cell)
{
    return cell->field > 0 && pk_schema(cell->table)->in_plan && cell->table != PK_PROPOSALS &&
           cell->table != PK_CONFLICTS;
}

static enum pk_err propose_cell(struct proposing *proposing, const struct pk_cell *cell,
                                struct pk_diag *diag)
{
    switch (fate_of(proposing, cell)) {
    case FATE_ADDED:
        if (cell->field != PK_ACTIVITY_STATUS || strcmp(cell->now, PROPOSED) == 0) {
            keep(proposing, cell);
        }
        return PK_OK;
    case FATE_CORRECTED:
        if (cell->field == PK_ACTIVITY_STATUS) {
            break;
        }
        keep(proposing, cell);
        return PK_OK;
    case FATE_WITHDRAWN:
    case FATE_OWN:
        keep(proposing, cell);
        return PK_OK;
    case FATE_OTHER:
        break;
    }
    return can_be_proposed(cell) ? propose_value(proposing, cell, diag)
                                 : refuse(proposing->change, cell, diag);
}

enum pk_err pk_propose(struct pk_change *out, const struct pk_plan *plan,
                       const struct pk_change *change, const struct pk_proposer *proposer,
                       struct pk_diag *diag)
{
    struct pk_buf moment = { 0 };
    pk_when_format(&moment, proposer->when);
    struct proposing proposing = { .out = out,
                                   .plan = plan,
                                   .change = change,
                                   .proposer = proposer,
                                   .when = pk_buf_text(&moment) };
    enum pk_err err = PK_OK;
    for (size_t i = 0; err == PK_OK && i < change->count; i++) {
        err = propose_cell(&proposing, &change->cells[i], diag);
    }
    if (err == PK_OK) {
        add_statuses(&proposing);
        out->who = pk_arena_text(&out->arena, proposer->who, strlen(proposer->who));
        out->why = pk_arena_text(&out->arena, change->why, strlen(change->why));
        out->when = proposer->when;
        out->restores = change->restores;
    }
    pk_buf_dispose(&moment);
    return err;
}
