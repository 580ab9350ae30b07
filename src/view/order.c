/* Every row gets its key once, a number or a text; sorting compares keys, then the rows' places.
 */
#include "config.h"

#include "planek/order.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "planek/collate.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/text.h"

struct keyed {
    const struct pk_activity *activity;
    int64_t number;
    const char *text; /* "" where numbers say all */
};

static const struct {
    const char *name, *label;
} orders[] = {
    [PK_ORDER_PLAN] = { "plan", N_("as in the plan") },
    [PK_ORDER_DUE] = { "due", N_("by deadline") },
    [PK_ORDER_COST] = { "cost", N_("by cost") },
    [PK_ORDER_STATUS] = { "status", N_("by status") },
    [PK_ORDER_ROLE] = { "role", N_("by responsible role") },
};
static_assert(sizeof orders / sizeof orders[0] == PK_ORDERS, "an order is missing");

const char *pk_order_name(enum pk_order order)
{
    return orders[order].name;
}

const char *pk_order_label(enum pk_order order)
{
    return _(orders[order].label);
}

int pk_order_find(const char *name)
{
    for (int i = 0; i < PK_ORDERS; i++) {
        if (strcmp(orders[i].name, name) == 0) {
            return i;
        }
    }
    return -1;
}

static int status_rank(const struct pk_activity *activity, pk_day today)
{
    static const int ranks[] = {
        [PK_ACTIVE] = 1, [PK_PLANNED] = 2, [PK_PROPOSED] = 3, [PK_DONE] = 4, [PK_DROPPED] = 5,
    };
    return pk_activity_late(activity, today) ? 0 : ranks[activity->status];
}

static int64_t number_of(const struct pk_activity *activity, enum pk_order order, pk_day today)
{
    switch (order) {
    case PK_ORDER_DUE: return activity->due.last == PK_NO_DAY ? INT64_MAX : activity->due.last;
    case PK_ORDER_COST: return activity->cost == PK_NO_MONEY ? INT64_MAX : -activity->cost;
    case PK_ORDER_STATUS: return status_rank(activity, today);
    case PK_ORDER_PLAN:
    case PK_ORDER_ROLE:
    case PK_ORDERS: break;
    }
    return 0;
}

/* The same few roles stand in many rows: a key is made anew only where the role is another. */
static void add_roles(struct keyed *rows, size_t count, struct pk_arena *texts)
{
    struct pk_buf key = { 0 };
    const char *last = NULL;
    size_t last_length = 0;
    for (size_t i = 0; i < count; i++) {
        const char *cursor = rows[i].activity->responsible;
        size_t length = 0;
        const char *role = pk_text_item(&cursor, &length);
        if (!role) {
            rows[i].number = INT64_MAX;
            last = NULL;
            continue;
        }
        if (last && length == last_length && memcmp(role, last, length) == 0) {
            rows[i].text = rows[i - 1].text;
        } else {
            char *whole = pk_strndup(role, length);
            pk_buf_cut(&key, 0);
            pk_collate_key(&key, whole);
            rows[i].text = pk_arena_text(texts, pk_buf_text(&key), key.len);
            free(whole);
        }
        last = role;
        last_length = length;
    }
    pk_buf_dispose(&key);
}

static int compare(const void *a, const void *b)
{
    const struct keyed *left = a, *right = b;
    const struct pk_activity *x = left->activity, *y = right->activity;
    if (left->number != right->number) {
        return left->number < right->number ? -1 : 1;
    }
    int order = strcmp(left->text, right->text);
    if (order) {
        return order;
    }
    if (x->group != y->group) {
        return x->group < y->group ? -1 : 1;
    }
    return x->position < y->position ? -1 : x->position > y->position;
}

void pk_order_sort(const struct pk_activity **rows, size_t count, enum pk_order order,
                   pk_day today)
{
    if (count == 0) {
        return;
    }
    struct pk_arena texts = { 0 };
    struct keyed *keyed = pk_new(count, sizeof *keyed);
    for (size_t i = 0; i < count; i++) {
        keyed[i] = (struct keyed){ rows[i], number_of(rows[i], order, today), "" };
    }
    if (order == PK_ORDER_ROLE) {
        add_roles(keyed, count, &texts);
    }
    qsort(keyed, count, sizeof *keyed, compare);
    for (size_t i = 0; i < count; i++) {
        rows[i] = keyed[i].activity;
    }
    free(keyed);
    pk_arena_dispose(&texts);
}
