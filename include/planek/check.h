/* check.h: what is wrong with a plan: faulty cells, references to nothing, broken rules.
 *
 * Faults of structure are found by reading (plan.h); this adds all others, each with file and
 * line.
 */
#ifndef PLANEK_CHECK_H
#define PLANEK_CHECK_H

#include "planek/change.h"
#include "planek/faults.h"
#include "planek/plan.h"

/* Adds every error and warning of the plan, except those of money (pk_check_sources in budget.h),
 * and sorts all of faults by file and line. */
void pk_check_plan(const struct pk_plan *plan, struct pk_faults *faults);

/* Adds the errors and warnings of one record. */
void pk_check_record(const struct pk_plan *plan, const struct pk_record *record,
                     struct pk_faults *faults);

/* Refuses a change that would bring a new error into a record it touches: PK_ERR_USAGE with the
 * sentence.  A record that had the error before may keep it, and undo may bring it back (see
 * pk_change.restores).  Looks at the touched records as they would be; whether the change can be
 * applied is for pk_change_apply to say. */
PK_MUST_USE enum pk_err pk_check_change(const struct pk_plan *plan,
                                        const struct pk_change *change, struct pk_diag *diag);

/* What is wrong with one cell of a record, as a sentence (errors before warnings) that does not
 * name the field; false when nothing.  For showing a fault beside its field.  severity may be
 * NULL. */
bool pk_check_cell(const struct pk_plan *plan, const struct pk_record *record, int field,
                   enum pk_severity *severity, struct pk_diag *diag);

/* Tells of many cells whether they are values: of their type, referring to what is there, and
 * breaking no rule (a warning is none).  An empty cell that may be empty is one.  The plan must
 * not change meanwhile. */
struct pk_cellcheck;
struct pk_cellcheck *pk_cellcheck_new(const struct pk_plan *plan);
bool pk_cellcheck_good(struct pk_cellcheck *check, const struct pk_record *record, int field);
void pk_cellcheck_free(struct pk_cellcheck *check);

#endif
