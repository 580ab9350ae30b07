/* drafts.h: what somebody typed about records and did not save, for the next start.
 *
 * It is no part of the plan, nor of what other machines should hold.  So it is in .planek, beside
 * the other private files: one for each person, which only that person may read.  Several sessions
 * of one person share it: each writes what became of its own drafts and leaves the others' as they
 * are; of a draft that two of them write the last one stays.
 */
#ifndef PLANEK_DRAFTS_H
#define PLANEK_DRAFTS_H

#include <stdbool.h>
#include <stddef.h>

#include "planek/buf.h"
#include "planek/error.h"
#include "planek/mem.h"

/* A field of a draft. */
struct pk_draftcell {
    const char *field; /* its name in files */
    const char *base;  /* what stood in the file when it was typed over */
    const char *before; /* the same as it was shown */
    const char *text;  /* what it holds; typed where it is not `before` */
};

struct pk_draft {
    const char *table; /* its name */
    const char *id;    /* "": of a record to be added */
    const char *token; /* tells those to be added from one another; "" */
    const char *after; /* the record it is to be added behind; "" */
    struct pk_draftcell *cells;
    size_t count, capacity;
};

/* Zero-initialise to begin.  All texts live in the arena. */
struct pk_drafts {
    struct pk_draft *items;
    size_t count, capacity;
    struct pk_arena texts;
};

void pk_drafts_dispose(struct pk_drafts *drafts);

/* Appends a draft without cells, or a cell to the last draft; the texts are copied. */
void pk_drafts_add(struct pk_drafts *drafts, const struct pk_draft *draft);
void pk_drafts_put(struct pk_drafts *drafts, const struct pk_draftcell *cell);
/* Takes one out. */
void pk_drafts_drop(struct pk_drafts *drafts, size_t at);

/* Appends a token that no other draft has. */
void pk_drafts_token(struct pk_buf *out);

/* What that person left in the plan of that folder; nothing where it cannot be read. */
void pk_drafts_read(struct pk_drafts *out, const char *folder, const char *who);

/* Writes what has become of the drafts since *kept, which is what this session last read or wrote,
 * and takes `now`, which *kept becomes.  At the end it waits longer for another session that is
 * just writing.  False where it could not be written: *kept is as it was. */
PK_MUST_USE bool pk_drafts_keep(struct pk_drafts *kept, struct pk_drafts *now,
                                const char *folder, const char *who, bool end);

#endif
