/* historyback.c: going back in the history.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/mem.h"
#include "store/fold.h"
#include "store/hash.h"
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
            pk_change_invert(&back, &history->items[i]);
            pk_fold(plan, &back, tables, NULL);
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

/* ---- what a person did that stands ---- */

/* Changes that nothing took back yet, in chains of those with one key. */
struct standing {
    bool *stands;
    size_t *newest, *older; /* by bucket, by change: a change's number from 1, 0 for none */
    size_t buckets;
};

/* Of the change, or of its inverse; the order of the cells does not matter. */
static uint64_t key_of(const struct pk_change *change, bool inverse)
{
    enum { WAS = 3, NOW = 5, FIELD = 7, TABLE = 11 };
    uint64_t key = 0;
    for (size_t i = 0; i < change->count; i++) {
        const struct pk_cell *cell = &change->cells[i];
        const char *was = inverse ? cell->now : cell->was;
        const char *now = inverse ? cell->was : cell->now;
        key += pk_hash(cell->id, strlen(cell->id)) + WAS * pk_hash(was, strlen(was)) +
               NOW * pk_hash(now, strlen(now)) + FIELD * (uint64_t)(cell->field + 1) +
               TABLE * (uint64_t)cell->table;
    }
    return key;
}

/* Whether the change took one back that stood until then. */
static bool take_back(struct standing *standing, const struct pk_history *history,
                      const struct pk_change *change)
{
    size_t *at = &standing->newest[key_of(change, true) % standing->buckets];
    while (*at && !is_inverse(change, &history->items[*at - 1])) {
        at = &standing->older[*at - 1];
    }
    if (!*at) {
        return false;
    }
    standing->stands[*at - 1] = false;
    *at = standing->older[*at - 1];
    return true;
}

static void stand(struct standing *standing, const struct pk_history *history, size_t place)
{
    size_t *newest = &standing->newest[key_of(&history->items[place], false) % standing->buckets];
    standing->stands[place] = true;
    standing->older[place] = *newest;
    *newest = place + 1;
}

/* The newest change by that person that stands, of the first `count` of the history. */
static const struct pk_change *newest_standing(const struct pk_history *history, const char *who,
                                               size_t count)
{
    struct standing standing = { .buckets = 2 * history->count + 1 };
    standing.stands = pk_new(history->count + 1, sizeof *standing.stands);
    standing.older = pk_new(history->count + 1, sizeof *standing.older);
    standing.newest = pk_new(standing.buckets, sizeof *standing.newest);
    for (size_t i = 0; i < history->count; i++) {
        const struct pk_change *change = &history->items[i];
        bool counts = strcmp(change->who, who) == 0 && alters_plan(change);
        if (counts && !take_back(&standing, history, change)) {
            stand(&standing, history, i);
        }
    }
    while (count > 0 && !standing.stands[count - 1]) {
        count--;
    }
    free(standing.stands);
    free(standing.older);
    free(standing.newest);
    return count > 0 ? &history->items[count - 1] : NULL;
}

const struct pk_change *pk_history_undoable(const struct pk_history *history, const char *who)
{
    return newest_standing(history, who, history->count);
}

const struct pk_change *pk_history_undoable_before(const struct pk_history *history,
                                                   const struct pk_change *change)
{
    return newest_standing(history, change->who, (size_t)(change - history->items));
}

bool pk_history_all_by(const struct pk_history *history, enum pk_table table, const char *id,
                       const char *who)
{
    bool all = false;
    for (size_t i = 0; i < history->count; i++) {
        const struct pk_change *change = &history->items[i];
        bool same = strcmp(change->who, who) == 0;
        for (size_t k = 0; k < change->count; k++) {
            const struct pk_cell *cell = &change->cells[k];
            if (cell->table == table && strcmp(cell->id, id) == 0) {
                all = same && (all || (cell->field == 0 && *cell->now));
            }
        }
    }
    return all;
}
