/* change.h: everything that alters a plan is a change: a list of cells, each with both sides.
 *
 * One function applies, one inverts.  A new record is its id cell going from empty to a value,
 * then its other cells; a removed one is the same backwards; a record's place in its file is the
 * pseudo-field `place`: the id it follows, "" for the first.  A new record without a place cell
 * goes to the end.
 *
 *     add      id ""→web   place ""→ppc   title ""→Web ...
 *     remove   title Web→""  ...  place ppc→""   id web→""
 *
 * A reason that is given later is a cell of the table `history`: id is the change's txn, the field
 * `why`.  It alters nothing in the plan.
 */
#ifndef PLANEK_CHANGE_H
#define PLANEK_CHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planek/buf.h"
#include "planek/error.h"
#include "planek/mem.h"
#include "planek/plan.h"

#define PK_FIELD_PLACE (-1)

struct pk_cell {
    enum pk_table table;
    int field; /* of the schema, PK_FIELD_PLACE, or beyond the schema an unknown column */
    const char *id;
    const char *was, *now; /* in the form of files; "" is empty */
};

struct pk_change {
    struct pk_cell *cells;
    size_t count, capacity;
    struct pk_arena arena; /* owns the texts */
    const char *who;       /* "" until the store knows */
    const char *why;       /* "" when no reason was given */
    int64_t when;          /* seconds since 1970; 0 until it is acknowledged */
    const char *txn;       /* its name in the history; "" until it is acknowledged */
    bool restores;         /* undo or redo: may bring back a fault that was there before */
};

/* Who made a change that another program made, to a file: as it is written down, and what people
 * are shown for a who. */
#define PK_OUTSIDE "(outside)"
const char *pk_who_shown(const char *who);

void pk_change_init(struct pk_change *change);
void pk_change_dispose(struct pk_change *change);

/* Appends a cell; the texts are copied. */
void pk_change_add(struct pk_change *change, enum pk_table table, int field, const char *id,
                   const char *was, const char *now);

/* All cells or none: PK_ERR_CONFLICT when a cell does not hold `was` (compared as values) or its
 * record is not there, PK_ERR_STRUCTURE when the table's file is not understood; the plan is then
 * as before. */
PK_MUST_USE enum pk_err pk_change_apply(struct pk_plan *plan, const struct pk_change *change,
                                        struct pk_diag *diag);

/* out (not initialised) becomes the change that takes this one back. */
void pk_change_invert(struct pk_change *out, const struct pk_change *change);
void pk_change_copy(struct pk_change *out, const struct pk_change *change);

/* The tables it touches, as bits 1u << enum pk_table. */
unsigned pk_change_tables(const struct pk_change *change);

/* Whether it alters several records of those tables (such bits) and adds none. */
bool pk_change_several(const struct pk_change *change, unsigned tables);

/* Appends in one line what it does, for the status line: "Webové stránky: termín 31. 5. → 30. 6.",
 * "přidáno: …", "odstraněno: …", "4 změny: …". */
void pk_change_describe(struct pk_buf *out, const struct pk_plan *plan,
                        const struct pk_change *change);

#endif
