#include "config.h"

#include "planek/undo.h"

#include <stdlib.h>
#include <string.h>

static void forget_from(struct pk_undo *undo, size_t at)
{
    for (size_t i = at; i < undo->count; i++) {
        pk_change_dispose(&undo->items[i]);
    }
    undo->count = at;
}

void pk_undo_push(struct pk_undo *undo, const struct pk_change *change)
{
    forget_from(undo, undo->at);
    undo->items = pk_reserve(undo->items, &undo->capacity, undo->count + 1, sizeof(*undo->items));
    pk_change_copy(&undo->items[undo->count++], change);
    undo->at = undo->count;
}

bool pk_undo_back(const struct pk_undo *undo, struct pk_change *out)
{
    if (undo->at == 0) {
        return false;
    }
    pk_change_invert(out, &undo->items[undo->at - 1]);
    out->restores = true;
    return true;
}

bool pk_undo_forth(const struct pk_undo *undo, struct pk_change *out)
{
    if (undo->at == undo->count) {
        return false;
    }
    pk_change_copy(out, &undo->items[undo->at]);
    out->restores = true;
    return true;
}

void pk_undo_went_back(struct pk_undo *undo)
{
    undo->at--;
}

void pk_undo_went_forth(struct pk_undo *undo)
{
    undo->at++;
}

static void drop(struct pk_undo *undo, size_t at)
{
    pk_change_dispose(&undo->items[at]);
    undo->count--;
    memmove(undo->items + at, undo->items + at + 1, (undo->count - at) * sizeof *undo->items);
}

void pk_undo_drop_back(struct pk_undo *undo)
{
    drop(undo, --undo->at);
}

void pk_undo_drop_forth(struct pk_undo *undo)
{
    drop(undo, undo->at);
}

void pk_undo_dispose(struct pk_undo *undo)
{
    forget_from(undo, 0);
    free(undo->items);
    *undo = (struct pk_undo){ 0 };
}
