/* historyback.c: going back in the history.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/mem.h"
#include "planek/merge.h"
#include "store/history_private.h"

static unsigned tables_of_plan(void)
{
    unsigned tables = 0;
    for (int i = 0; i < PK_TABLES; i++) {
        tables |= pk_schema((enum pk_table)i)->in_plan ? 1u << i : 0;
    }
    return tables;
}

void pk_history_rewind(const struct pk_history *history, struct pk_plan *plan, int64_t since)
{
    unsigned tables = tables_of_plan();
    for (size_t i = history->count; i-- > 0;) {
        if (history->items[i].when >= since) {
            struct pk_change back;
            struct pk_clashes left = { 0 };
            pk_change_invert(&back, &history->items[i]);
            pk_change_replay(plan, &back, tables, &left);
            pk_clashes_dispose(&left);
            pk_change_dispose(&back);
        }
    }
}

static bool alters_plan(const struct pk_change *change)
{
    for (size_t i = 0; i < change->count; i++) {
        if (change->cells[i].table != PK_HISTORY) {
            return true;
        }
    }
    return false;
}

static bool is_inverse(const struct pk_change *a, const struct pk_change *b)
{
    if (a->count != b->count) {
        return false;
    }
    for (size_t i = 0; i < a->count; i++) {
        const struct pk_cell *cell = &a->cells[i], *other = &b->cells[b->count - 1 - i];
        if (cell->table != other->table || cell->field != other->field ||
            strcmp(cell->id, other->id) != 0 || strcmp(cell->was, other->now) != 0 ||
            strcmp(cell->now, other->was) != 0) {
            return false;
        }
    }
    return true;
}

const struct pk_change *pk_history_undoable(const struct pk_history *history, const char *who)
{
    const struct pk_change **stack = pk_new(history->count, sizeof(*stack));
    size_t height = 0;
    for (size_t i = 0; i < history->count; i++) {
        const struct pk_change *change = &history->items[i];
        if (strcmp(change->who, who) != 0 || !alters_plan(change)) {
            continue;
        }
        if (height > 0 && is_inverse(change, stack[height - 1])) {
            height--;
        } else {
            stack[height++] = change;
        }
    }
    const struct pk_change *newest = height > 0 ? stack[height - 1] : NULL;
    free(stack);
    return newest;
}
