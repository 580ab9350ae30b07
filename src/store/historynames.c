/* historynames.c: finding in the history: changes by txn, and by cell all that happened to it.
 *
 * Two tables with open addressing.  That of the txns grows with the items.  That of the cells is
 * brought up to date when it is asked for; an event knows the one before it of the same cell.
 *
 *     slots    cell -> the last event      events    cell, before -> cell, before -> cell, NONE
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/mem.h"
#include "planek/value.h"
#include "store/history_private.h"

#ifndef PK_HISTORY_SLOTS
#define PK_HISTORY_SLOTS 64 /* at first; a power of two */
#endif

#define NONE SIZE_MAX

struct slot {
    size_t hash;
    size_t at; /* index beyond the table: an item or an event; NONE where the slot is free */
};

struct slots {
    struct slot *items;
    size_t count, used;
};

struct event {
    const struct pk_cell *cell;
    size_t before;
};

struct pk_history_names {
    struct slots txns, cells;
    struct event *events;
    size_t count, capacity;
    size_t seen; /* items whose cells are events */
};

/* ---- slots ---- */

static size_t hash_text(size_t hash, const char *text)
{
    for (; *text; text++) {
        hash = (hash ^ (unsigned char)*text) * (size_t)0x100000001b3;
    }
    return hash ^ hash >> 29;
}

static void slots_put(struct slots *slots, size_t hash, size_t at)
{
    size_t place = hash & (slots->count - 1);
    while (slots->items[place].at != NONE) {
        place = (place + 1) & (slots->count - 1);
    }
    slots->items[place] = (struct slot){ hash, at };
    slots->used++;
}

static void slots_clear(struct slots *slots, size_t count)
{
    slots->items = pk_renew(NULL, count, sizeof *slots->items);
    slots->count = count;
    slots->used = 0;
    for (size_t i = 0; i < count; i++) {
        slots->items[i].at = NONE;
    }
}

/* At most two of three slots are used. */
static void slots_add(struct slots *slots, size_t hash, size_t at)
{
    if (slots->used + 1 > slots->count / 3 * 2) {
        struct slots old = *slots;
        slots_clear(slots, old.count ? old.count * 2 : PK_HISTORY_SLOTS);
        for (size_t i = 0; i < old.count; i++) {
            if (old.items[i].at != NONE) {
                slots_put(slots, old.items[i].hash, old.items[i].at);
            }
        }
        free(old.items);
    }
    slots_put(slots, hash, at);
}

/* ---- txns ---- */

static size_t hash_txn(const char *txn)
{
    return hash_text(0, txn);
}

size_t pk_history_item(const struct pk_history *history, const char *txn)
{
    if (!history->names) {
        return PK_NO_ITEM;
    }
    const struct slots *slots = &history->names->txns;
    size_t hash = hash_txn(txn);
    for (size_t i = hash; slots->count; i++) {
        const struct slot *slot = &slots->items[i & (slots->count - 1)];
        if (slot->at == NONE) {
            break;
        }
        if (slot->hash == hash && strcmp(history->items[slot->at].txn, txn) == 0) {
            return slot->at;
        }
    }
    return PK_NO_ITEM;
}

void pk_history_push(struct pk_history *history, const struct pk_change *item)
{
    if (!history->names) {
        history->names = pk_new(1, sizeof *history->names);
    }
    history->items =
        pk_reserve(history->items, &history->capacity, history->count + 1, sizeof *history->items);
    slots_add(&history->names->txns, hash_txn(item->txn), history->count);
    history->items[history->count++] = *item;
}

void pk_history_reindex(struct pk_history *history)
{
    struct slots *slots = &history->names->txns;
    free(slots->items);
    *slots = (struct slots){ 0 };
    for (size_t i = 0; i < history->count; i++) {
        slots_add(slots, hash_txn(history->items[i].txn), i);
    }
}

const struct pk_change *pk_history_find(const struct pk_history *history, const char *txn)
{
    size_t at = pk_history_item(history, txn);
    return at == PK_NO_ITEM ? NULL : &history->items[at];
}

/* ---- cells ---- */

static size_t hash_cell(const struct pk_cell *cell)
{
    return hash_text((size_t)cell->table << 16 ^ (size_t)(cell->field + 1), cell->id);
}

static bool same_cell(const struct pk_cell *a, const struct pk_cell *b)
{
    return a->table == b->table && a->field == b->field && strcmp(a->id, b->id) == 0;
}

/* The slot of the cell, NULL when nothing has happened to it. */
static struct slot *find_slot(const struct pk_history_names *names, const struct pk_cell *cell)
{
    const struct slots *slots = &names->cells;
    size_t hash = hash_cell(cell);
    for (size_t i = hash; slots->count; i++) {
        struct slot *slot = &slots->items[i & (slots->count - 1)];
        if (slot->at == NONE) {
            break;
        }
        if (slot->hash == hash && same_cell(names->events[slot->at].cell, cell)) {
            return slot;
        }
    }
    return NULL;
}

static void add_event(struct pk_history_names *names, const struct pk_cell *cell)
{
    struct slot *slot = find_slot(names, cell);
    names->events =
        pk_reserve(names->events, &names->capacity, names->count + 1, sizeof *names->events);
    names->events[names->count] = (struct event){ cell, slot ? slot->at : NONE };
    if (slot) {
        slot->at = names->count;
    } else {
        slots_add(&names->cells, hash_cell(cell), names->count);
    }
    names->count++;
}

/* The last event of the cell, NULL when there is none. */
static const struct event *last_event(const struct pk_history *history, const struct pk_cell *cell)
{
    struct pk_history_names *names = history->names;
    for (; names && names->seen < history->count; names->seen++) {
        const struct pk_change *change = &history->items[names->seen];
        for (size_t i = 0; i < change->count; i++) {
            add_event(names, &change->cells[i]);
        }
    }
    const struct slot *slot = names ? find_slot(names, cell) : NULL;
    return slot ? &names->events[slot->at] : NULL;
}

const char *pk_history_why(const struct pk_history *history, const struct pk_change *change)
{
    struct pk_cell why = { .table = PK_HISTORY, .field = PK_HISTORY_WHY, .id = change->txn };
    const struct event *given = last_event(history, &why);
    return given ? given->cell->now : change->why;
}

/* Each value but the last was one change's `was`. */
bool pk_history_had(const struct pk_history *history, const struct pk_plan *plan,
                    const struct pk_cell *cell, const char *value)
{
    const struct event *event = last_event(history, cell);
    while (event) {
        const char *was = event->cell->was;
        if (pk_plan_same(plan, cell->table, cell->field, was, value)) {
            return true;
        }
        event = event->before == NONE ? NULL : &history->names->events[event->before];
    }
    return false;
}

void pk_history_dispose(struct pk_history *history)
{
    if (history->names) {
        free(history->names->txns.items);
        free(history->names->cells.items);
        free(history->names->events);
    }
    free(history->names);
    free(history->items);
    pk_arena_dispose(&history->arena);
    *history = (struct pk_history){ 0 };
}
