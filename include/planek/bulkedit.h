/* bulkedit.h: one edit of many records of a table, collected as one change.
 *
 * As in edit.h, only cells are collected.  What is not possible for a row is told for that one, and
 * the others go on.  The rows say what becomes of each, in the order in which they stand on the
 * screen.
 */
#ifndef PLANEK_BULKEDIT_H
#define PLANEK_BULKEDIT_H

#include "planek/edit.h"

/* What becomes of a record. */
struct pk_bulk_row {
    enum pk_table table;
    const char *id;
    size_t first, count; /* its cells in the change; 0: it stays as it is */
    const char *refusal; /* why it is not possible; NULL */
};

struct pk_bulk {
    struct pk_change change;
    struct pk_bulk_row *rows;
    size_t count, capacity;
    size_t changed, refused; /* rows */
    struct pk_arena texts;
};

void pk_bulk_init(struct pk_bulk *bulk);
void pk_bulk_dispose(struct pk_bulk *bulk);

/* Collects the cells of one record; `how` is what pk_bulk_each was given. */
typedef enum pk_err pk_bulk_edit(struct pk_change *change, const struct pk_plan *plan,
                                 const struct pk_record *record, const void *how,
                                 struct pk_diag *diag);

/* Does it for each of the records, which are of one table.  An edit that fails with PK_ERR_USAGE
 * or PK_ERR_UNKNOWN would fail for all of them: nothing is collected and the failure is
 * returned. */
PK_MUST_USE enum pk_err pk_bulk_each(struct pk_bulk *bulk, const struct pk_plan *plan,
                                     const struct pk_record *const *records, size_t count,
                                     pk_bulk_edit *edit, const void *how, struct pk_diag *diag);

/* Removes records of one table.  One that others refer to stays, unless all of them go, too. */
void pk_bulk_remove(struct pk_bulk *bulk, const struct pk_plan *plan,
                    const struct pk_record *const *records, size_t count);

/* Moves records of one table, in the plan's order, so that they stand together behind another one,
 * which itself stays where it is; activities also to the start of a goal, others to the first
 * place (NULL). */
void pk_bulk_move(struct pk_bulk *bulk, const struct pk_plan *plan,
                  const struct pk_record *const *records, size_t count,
                  const struct pk_record *after);

/* Puts a role in place of another in all activities that are neither done nor dropped, and in
 * open decisions.  The order of roles stays; a role that stands there already is named once.
 * *finished is the number of activities left out. */
void pk_bulk_hand_over(struct pk_bulk *bulk, const struct pk_plan *plan, const char *from,
                       const char *to, size_t *finished);

#endif
