/* merge.h: bringing together what two sides did to the same records, cell by cell.
 *
 * Used for what a journal holds beyond its files, for files that another program wrote, and for
 * git.  Works on plans in memory and collects cells; opens no file.
 */
#ifndef PLANEK_MERGE_H
#define PLANEK_MERGE_H

#include <stdbool.h>
#include <stddef.h>

#include "planek/change.h"

/* A cell that both sides changed to different values, or a record that one side removed and the
 * other changed (field is then 0, the id, and the side that removed it has ""). */
struct pk_clash {
    enum pk_table table;
    int field; /* as in a struct pk_cell */
    const char *id;
    const char *base, *ours, *theirs; /* in the form of files; "" is empty */
};

struct pk_clashes {
    struct pk_clash *items;
    size_t count, capacity;
    struct pk_arena arena; /* owns the texts */
};

/* The texts are copied. */
void pk_clashes_add(struct pk_clashes *clashes, const struct pk_clash *clash);
void pk_clashes_dispose(struct pk_clashes *clashes);

/* Asked before a cell that only theirs changed is taken over (was is base's value, now theirs):
 * true holds it back as a clash instead.  Of a record that only theirs removed (unchanged by ours)
 * or added the id cell is asked about; in doubt the record is there, and a clash in its id. */
typedef bool pk_merge_doubt_fn(const struct pk_cell *cell, void *user);

/* Appends to change the cells that bring into `ours` what was done to a table between base and
 * theirs: fields, additions, removals, the order of records, unknown columns.
 *
 *     a cell      only theirs differs from base: theirs; both alike: nothing; both differently: a
 *                 clash, ours stays.  Values are compared as values.
 *     a record    removed by one side and unchanged by the other: removed.  Removed by one and
 *                 changed by the other: it is there with the changes, and a clash in its id tells.
 *                 Added by both with one id: cell by cell.
 *     a column    that a side does not have is empty there; an unknown one that it does not have
 *                 makes none of its records a changed one.
 *     the order   records that one side moved or added follow the record that they follow there;
 *                 where both moved one to different places, one of them is taken in a way that does
 *                 not depend on which side is called ours.  An order is never a clash, and a record
 *                 that was only moved is not a changed one.
 *
 * The records and their order, and where nothing clashes all values, do not depend on which side
 * is called ours; with ours like base the result is theirs.  Merging either side
 * into the result once more (from the same base) changes nothing.  Cells' field numbers are those
 * of ours, which learns unknown columns; `was` is ours' text letter by letter, `now` and the texts
 * of clashes have their decimals behind a dot.  doubt may be NULL.  The tables must be understood
 * (not broken).  Takes n log n. */
void pk_merge_table(struct pk_change *change, struct pk_clashes *clashes, struct pk_plan *ours,
                    const struct pk_plan *base, const struct pk_plan *theirs, enum pk_table table,
                    pk_merge_doubt_fn *doubt, void *user);

#endif
