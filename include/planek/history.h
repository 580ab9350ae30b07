/* history.h: changes as rows of history.csv, and back.
 *
 * A row a cell, the rows of one change behind each other, counted down in the last column.  Knows
 * bytes and plans, opens no file.  The format:
 *
 *     txn    names the change: time and random part, unique everywhere
 *     when   2024-06-12T08:15:00Z
 *     who, why, table, id, field
 *     was, now   in the form of files
 *     left   rows of this change that still follow; 0 in the last
 *
 * In all fields LF is \n, CR \r and the backslash \\, so that a row is a line.
 */
#ifndef PLANEK_HISTORY_H
#define PLANEK_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planek/change.h"
#include "planek/faults.h"
#include "planek/plan.h"

/* The first line of the file, with its line end. */
extern const char pk_history_header[];

/* Appends the rows of a change (txn, who, when and why as they stand in it), in the order of
 * columns of pk_history_header; a change without cells has none. */
void pk_history_encode(struct pk_buf *out, const struct pk_plan *plan,
                       const struct pk_change *change);

/* Appends a new globally unique name for a change made at that moment. */
void pk_history_new_txn(struct pk_buf *out, int64_t when);

/* Changes in the order of the file.  Their texts and cells belong to the history: never
 * pk_change_dispose them. */
struct pk_history {
    struct pk_change *items;
    size_t count, capacity;
    struct pk_arena arena;
    struct pk_history_names *names; /* the txns seen, so that each counts once */
};

/* Reads from bytes that begin at the start of a line.  A header is passed over and tells the order
 * of the columns (of the rows behind it that fit; the others have pk_history_header's).  Rows may
 * stand between those of other changes, or twice; a change takes the place of its first row.
 * Changes whose rows are not all there are left out; one whose txn is there already is, too.  Rows
 * that cannot be read, cells that can be in no plan and changes amid others that lack rows are
 * named in faults (NULL when nobody asks) with the line counted from first_line.  Columns that the
 * plan does not know are learned by it, up to a few hundred a table.  *end gets the offset behind
 * the last row of the last whole change (or behind the header): what follows it is the tail of a
 * change that is not all there, or empty. */
void pk_history_decode(struct pk_history *history, struct pk_plan *plan, const char *bytes,
                       size_t length, size_t first_line, struct pk_faults *faults, size_t *end);
void pk_history_dispose(struct pk_history *history);

/* The change of that txn, or NULL. */
const struct pk_change *pk_history_find(const struct pk_history *history, const char *txn);

/* The reason of a change: the last one given to it later, else its own.  Borrowed. */
const char *pk_history_why(const struct pk_history *history, const struct pk_change *change);

/* Whether the cell held that value at some time before its last change; for an id, "" is a record
 * that was not there. */
bool pk_history_had(const struct pk_history *history, const struct pk_plan *plan,
                    const struct pk_cell *cell, const char *value);

/* Takes back in the plan everything that happened at or after that moment, newest first; cells
 * that do not hold what history says stay. */
void pk_history_rewind(const struct pk_history *history, struct pk_plan *plan, int64_t since);

/* The newest change by that person that was not taken back since (by its exact inverse, whatever
 * they changed between); NULL when there is none.  Reasons given later are no changes here. */
const struct pk_change *pk_history_undoable(const struct pk_history *history, const char *who);
/* The one before that change of the history, by the same person; NULL when there is none. */
const struct pk_change *pk_history_undoable_before(const struct pk_history *history,
                                                   const struct pk_change *change);

/* Whether that person added the record that is there now and nobody else changed it since. */
bool pk_history_all_by(const struct pk_history *history, enum pk_table table, const char *id,
                       const char *who);

#endif
