/* unsaved.h: changes that a session keeps, in the order in which they were made. */
#ifndef PLANEK_STORE_UNSAVED_H
#define PLANEK_STORE_UNSAVED_H

#include <stddef.h>

#include "planek/change.h"

struct pk_unsaved {
    struct pk_change *items;
    size_t count, capacity;
};

/* Keeps a copy. */
void pk_unsaved_add(struct pk_unsaved *unsaved, const struct pk_change *change);
/* Forgets the first so many. */
void pk_unsaved_drop(struct pk_unsaved *unsaved, size_t count);
void pk_unsaved_dispose(struct pk_unsaved *unsaved);

#endif
