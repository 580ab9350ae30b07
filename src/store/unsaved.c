#include "config.h"

#include "store/unsaved.h"

#include <stdlib.h>
#include <string.h>

#include "planek/mem.h"

void pk_unsaved_add(struct pk_unsaved *unsaved, const struct pk_change *change)
{
    unsaved->items = pk_reserve(unsaved->items, &unsaved->capacity, unsaved->count + 1,
                                sizeof *unsaved->items);
    pk_change_copy(&unsaved->items[unsaved->count++], change);
}

void pk_unsaved_drop(struct pk_unsaved *unsaved, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        pk_change_dispose(&unsaved->items[i]);
    }
    unsaved->count -= count;
    memmove(unsaved->items, unsaved->items + count, unsaved->count * sizeof *unsaved->items);
}

void pk_unsaved_dispose(struct pk_unsaved *unsaved)
{
    for (size_t i = 0; i < unsaved->count; i++) {
        pk_change_dispose(&unsaved->items[i]);
    }
    free(unsaved->items);
    *unsaved = (struct pk_unsaved){ 0 };
}
