#include "config.h"

#include "store/pending.h"

#include <stdlib.h>

#include "planek/i18n.h"
#include "planek/mem.h"

void pk_pendings_add(struct pk_pendings *pendings, const struct pk_change *change)
{
    pendings->items = pk_reserve(pendings->items, &pendings->capacity, pendings->count + 1,
                                 sizeof *pendings->items);
    struct pk_pending_change *item = &pendings->items[pendings->count++];
    pk_change_copy(&item->change, change);
    item->serial = ++pendings->serial;
    item->applied = true;
}

unsigned pk_pendings_tables(const struct pk_pendings *pendings)
{
    unsigned tables = 0;
    for (size_t i = 0; i < pendings->count; i++) {
        if (pendings->items[i].applied) {
            tables |= pk_change_tables(&pendings->items[i].change);
        }
    }
    return tables;
}

unsigned pk_pendings_together(const struct pk_pendings *pendings, unsigned tables)
{
    unsigned before;
    do {
        before = tables;
        for (size_t i = 0; i < pendings->count; i++) {
            unsigned own = pk_change_tables(&pendings->items[i].change);
            if (pendings->items[i].applied && own & tables) {
                tables |= own;
            }
        }
    } while (tables != before);
    return tables;
}

bool pk_pendings_holds(const struct pk_pendings *pendings, uint64_t serial)
{
    for (size_t i = 0; i < pendings->count; i++) {
        if (pendings->items[i].serial == serial) {
            return true;
        }
    }
    return false;
}

static void change_leave_out(struct pk_change *change, unsigned tables)
{
    size_t kept = 0;
    for (size_t i = 0; i < change->count; i++) {
        if (!(1u << change->cells[i].table & tables)) {
            change->cells[kept++] = change->cells[i];
        }
    }
    change->count = kept;
}

static void forget_empty(struct pk_pendings *pendings)
{
    size_t kept = 0;
    for (size_t i = 0; i < pendings->count; i++) {
        if (pendings->items[i].change.count) {
            pendings->items[kept++] = pendings->items[i];
        } else {
            pk_change_dispose(&pendings->items[i].change);
        }
    }
    pendings->count = kept;
}

void pk_pendings_wrote(struct pk_pendings *pendings, unsigned tables)
{
    for (size_t i = 0; i < pendings->count; i++) {
        if (pendings->items[i].applied) {
            change_leave_out(&pendings->items[i].change, tables);
        }
    }
    forget_empty(pendings);
}

static void describe_loss(struct pk_buf *notice, const struct pk_plan *before,
                          const struct pk_change *change, const struct pk_diag *why)
{
    struct pk_buf what = { 0 };
    pk_change_describe(&what, before, change);
    pk_buf_printf(notice, _("%sYour change was given up (%s): %s"), notice->len ? " " : "",
                  pk_buf_text(&what), why->text);
    pk_buf_dispose(&what);
}

uint64_t pk_pendings_apply(struct pk_pendings *pendings, struct pk_plan *plan,
                           const struct pk_plan *before, struct pk_buf *notice,
                           struct pk_diag *why)
{
    uint64_t lost = 0;
    for (size_t i = 0; i < pendings->count; i++) {
        struct pk_pending_change *item = &pendings->items[i];
        struct pk_diag diag;
        enum pk_err err = pk_change_apply(plan, &item->change, &diag);
        item->applied = err == PK_OK;
        if (err == PK_OK || err == PK_ERR_STRUCTURE) {
            continue;
        }
        describe_loss(notice, before, &item->change, &diag);
        lost = item->serial;
        *why = diag;
        item->change.count = 0;
    }
    forget_empty(pendings);
    return lost;
}

void pk_pendings_dispose(struct pk_pendings *pendings)
{
    for (size_t i = 0; i < pendings->count; i++) {
        pk_change_dispose(&pendings->items[i].change);
    }
    free(pendings->items);
    *pendings = (struct pk_pendings){ 0 };
}
