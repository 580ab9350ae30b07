/* waiting.h: what waits for somebody's decision: the rows of proposals.csv and conflicts.csv.
 *
 * A row names a cell (table, record, field; an unknown column by its name) with three values:
 * base, the value when it began; ours, what the plan held when the row was made; theirs, what
 * somebody (who, when) wants instead.  The plan's own cell stays as it is until the row is
 * settled.  A proposed activity is a record of its own with the status `proposed`.  These
 * functions only collect cells; settling is a change like any other.
 */
#ifndef PLANEK_WAITING_H
#define PLANEK_WAITING_H

#include "planek/change.h"
#include "planek/merge.h"
#include "planek/plan.h"

/* Adds to change the row of conflicts.csv for a clash; nothing when the same one waits already
 * (in the plan or in the change), ours and theirs the other way round included.  The id is made
 * from what clashes, so that two who meet the same clash make the same row.  A record that ours
 * removed and that is there again with the changes of theirs waits for its removal (theirs is "",
 * by nobody).  A clash in a row of conflicts.csv adds nothing: the row stands for itself. */
void pk_conflict_add(struct pk_change *change, const struct pk_plan *plan,
                     const struct pk_clash *clash, const char *who, int64_t when);

/* Who proposes, and when. */
struct pk_proposer {
    const char *who;
    int64_t when;
    /* Whether a proposed activity is theirs alone: added by them and changed by nobody else since.
     * Asked only where it matters; NULL: none is. */
    bool (*owns)(const char *activity, void *user);
    void *user;
};

/* out (initialised, empty) becomes the change that proposes what `change` does: an added activity
 * gets the status `proposed`, set cells become rows of proposals.csv (one that the same person
 * proposed for the same cell before is replaced).  Rows of proposals.csv by the same person may be
 * altered and removed; so may a proposed activity that is theirs alone, but for its status, and
 * undo may remove any proposed one.  out may be left without cells.  PK_ERR_REFUSED for what cannot
 * be proposed: removing, moving, adding to other tables, deciding, giving a reason later. */
PK_MUST_USE enum pk_err pk_propose(struct pk_change *out, const struct pk_plan *plan,
                                   const struct pk_change *change,
                                   const struct pk_proposer *proposer, struct pk_diag *diag);

/* Adds to change what accepting or rejecting does.  The record is a row of proposals.csv or
 * conflicts.csv, or a proposed activity.  Accepting puts `theirs` into the cell whatever it holds
 * now (for an id: removes the record) and the row is gone; a proposed activity becomes planned.
 * Rejecting leaves the cell; a proposed activity is removed, or dropped where others refer to it.
 * PK_ERR_UNKNOWN when the record that it is about is gone (rejecting is still possible);
 * PK_ERR_USAGE when it waits for nothing. */
PK_MUST_USE enum pk_err pk_waiting_accept(struct pk_change *change, const struct pk_plan *plan,
                                          const struct pk_record *record, struct pk_diag *diag);
PK_MUST_USE enum pk_err pk_waiting_reject(struct pk_change *change, const struct pk_plan *plan,
                                          const struct pk_record *record, struct pk_diag *diag);

/* The record and field that a row is about; NULL and -1 when they are not there. */
const struct pk_record *pk_waiting_record(const struct pk_plan *plan, const struct pk_pending *row,
                                          int *field);

/* The next row of that table (PK_PROPOSALS, PK_CONFLICTS) about the record, behind `after` (NULL:
 * the first); NULL when there is none. */
const struct pk_pending *pk_waiting_next(const struct pk_plan *plan, enum pk_table table,
                                         const struct pk_record *about,
                                         const struct pk_pending *after);

#endif
