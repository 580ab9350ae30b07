/* edit.h: what a person asks for, turned into a change.
 *
 * These functions only collect cells and alter nothing.  They read values as people type them,
 * refuse what is no value, and name what stands in the way.  A change may be collected by
 * several calls; later calls see the plan as it is, not the cells collected before.
 */
#ifndef PLANEK_EDIT_H
#define PLANEK_EDIT_H

#include "planek/change.h"
#include "planek/plan.h"

/* One `field=value`; field is a name of the schema or of an unknown column. */
struct pk_assignment {
    const char *field, *value;
};

/* Sets cells of a record.  A value equal to what is there adds no cell.  The id cannot be set.
 * PK_ERR_USAGE: unknown field (the nearest is named) or no value; PK_ERR_UNKNOWN: a reference
 * to nothing.  References are given as ids or numbers, stored as ids. */
PK_MUST_USE enum pk_err pk_edit_set(struct pk_change *change, const struct pk_plan *plan,
                                    const struct pk_record *record,
                                    const struct pk_assignment *set, size_t count, pk_day today,
                                    struct pk_diag *diag);

/* Adds a record, by default at the end of its table, an activity at the end of its goal; after
 * puts it behind that record.  The first source of a plan without sources.csv brings along the
 * others that the plan names.  The id is made from the title unless `id` is among the
 * assignments; *id borrows from the change. */
PK_MUST_USE enum pk_err pk_edit_add(struct pk_change *change, const struct pk_plan *plan,
                                    enum pk_table table, const struct pk_assignment *set,
                                    size_t count, const struct pk_record *after, pk_day today,
                                    const char **id, struct pk_diag *diag);

/* Adds a copy of an activity behind it: the title says so, nothing of it is done yet, and cells
 * that hold no value are left empty.  *id borrows from the change. */
void pk_edit_duplicate(struct pk_change *change, const struct pk_plan *plan,
                       const struct pk_activity *activity, const char **id);

/* Removes a record.  PK_ERR_REFUSED names the records that refer to it. */
PK_MUST_USE enum pk_err pk_edit_remove(struct pk_change *change, const struct pk_plan *plan,
                                       const struct pk_record *record, struct pk_diag *diag);

/* Moves a record behind another of its table (NULL: to the first place; for an activity the first
 * of its goal).  An activity that comes to stand behind one of another goal joins that goal, and
 * `after` may be a goal: the activity becomes its first.  No cell when it is there already. */
PK_MUST_USE enum pk_err pk_edit_move(struct pk_change *change, const struct pk_plan *plan,
                                     const struct pk_record *record,
                                     const struct pk_record *after, struct pk_diag *diag);

/* Steps up (below 0) or down on the screen: among the goal's activities, at its ends into the
 * neighbouring goal; a goal among goals.  As many as there are; no cell at the very end. */
PK_MUST_USE enum pk_err pk_edit_step(struct pk_change *change, const struct pk_plan *plan,
                                     const struct pk_record *record, int steps,
                                     struct pk_diag *diag);

/* Moves the deadline by "+1d", "-1w", ...  PK_ERR_REFUSED where there is none to move. */
PK_MUST_USE enum pk_err pk_edit_shift(struct pk_change *change, const struct pk_plan *plan,
                                      const struct pk_activity *activity, const char *step,
                                      struct pk_diag *diag);

/* Done, or back to planned (active when something of it is done already).  PK_ERR_REFUSED for one
 * that is proposed or dropped: going back would forget that. */
PK_MUST_USE enum pk_err pk_edit_toggle_done(struct pk_change *change, const struct pk_plan *plan,
                                            const struct pk_activity *activity,
                                            struct pk_diag *diag);

/* Adds to the count of what is done, not below 0.  PK_ERR_REFUSED without a target. */
PK_MUST_USE enum pk_err pk_edit_count(struct pk_change *change, const struct pk_plan *plan,
                                      const struct pk_activity *activity, int by,
                                      struct pk_diag *diag);

#endif
