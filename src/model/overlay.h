/* overlay.h: the records a change touches, as it would leave them, beside a plan that stays as it
 * is.
 */
#ifndef PLANEK_MODEL_OVERLAY_H
#define PLANEK_MODEL_OVERLAY_H

#include "planek/change.h"

struct pk_overlaid {
    enum pk_table table;
    const char *id;
    const struct pk_record *before, *after; /* NULL where it is not there */
    uint64_t changed; /* bit per field that has a cell in the change */
};

struct pk_overlay {
    struct pk_overlaid *items; /* by table, then id */
    size_t count;
    size_t added[PK_TABLES];
    struct pk_arena arena;
};

/* Borrows from the plan and the change. */
void pk_overlay_init(struct pk_overlay *overlay, const struct pk_plan *plan,
                     const struct pk_change *change);
void pk_overlay_dispose(struct pk_overlay *overlay);

/* Whether the change touches that record; *after is then the record or NULL. */
bool pk_overlay_find(const struct pk_overlay *overlay, enum pk_table table, const char *id,
                     const struct pk_record **after);

/* So many records would be new in the table; their places follow those of the plan. */
size_t pk_overlay_added(const struct pk_overlay *overlay, enum pk_table table);

#endif
