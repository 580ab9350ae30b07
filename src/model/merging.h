/* merging.h: the parts of a merge of one table: its records, their cells, their order.
 */
#ifndef PLANEK_MODEL_MERGING_H
#define PLANEK_MODEL_MERGING_H

#include "planek/merge.h"

enum pk_side { PK_BASE, PK_OURS, PK_THEIRS, PK_SIDES };

/* A record of any of the sides. */
struct pk_merged {
    const char *id;
    const struct pk_record *of[PK_SIDES]; /* NULL where it is not */
    bool there;                           /* in what comes out */
};

struct pk_merging {
    struct pk_change *change;
    struct pk_clashes *clashes;
    enum pk_table table;
    const struct pk_plan *ours;
    int fields;               /* of ours, with the unknown columns */
    int *column[PK_SIDES];    /* by ours' field the side's, -1 where it has none */
    struct pk_merged *records; /* base's in its order, then the others */
    size_t count, base_count;
    size_t *list[PK_SIDES]; /* each side's records in its order, as indexes of records */
    size_t length[PK_SIDES];
    pk_merge_doubt_fn *doubt;
    void *user;
    struct pk_arena arena; /* owns the arrays */
};

/* mergecells.c: whether the record is in what comes out; tells the clash when the sides are not of one mind. */
bool pk_merge_stays(struct pk_merging *merging, const struct pk_merged *record);
/* Cells for a record that ours and theirs have; for one that only theirs has, behind `after`; and
 * for one that goes, which stands behind `before`. */
void pk_merge_cells(struct pk_merging *merging, const struct pk_merged *record);
void pk_merge_add(struct pk_merging *merging, const struct pk_merged *record, const char *after);
void pk_merge_remove(struct pk_merging *merging, const struct pk_merged *record,
                     const char *before);

/* mergeorder.c: writes the records that are there (as indexes) in their order to out, which has
 * room for all, and returns how many they are. */
size_t pk_merge_order(struct pk_merging *merging, size_t *out);
/* Of different values below `limit` marks those that stay when as few as possible are taken out to
 * leave rising ones: kept is by value, and cleared first. */
void pk_merge_rising(struct pk_arena *arena, const size_t *values, size_t count, bool *kept,
                     size_t limit);

#endif
