/* order.h: the orders in which activities may stand.
 */
#ifndef PLANEK_ORDER_H
#define PLANEK_ORDER_H

#include "planek/plan.h"

enum pk_order {
    PK_ORDER_PLAN,   /* by goal */
    PK_ORDER_DUE,    /* the last day of the deadline; what has none comes last */
    PK_ORDER_COST,   /* the dearest first; what has none comes last */
    PK_ORDER_STATUS, /* late, under way, planned, proposed, done, dropped */
    PK_ORDER_ROLE,   /* the leading role in Czech order; what has none comes last */
    PK_ORDERS
};

/* Sorts rows of the plan, whose groups were asked for (pk_plan_groups); those that are the same
 * stand as in the plan. */
void pk_order_sort(const struct pk_activity **rows, size_t count, enum pk_order order,
                   pk_day today);

/* Its name in commands, "due"; what it is called, "by deadline", translated. */
const char *pk_order_name(enum pk_order order);
const char *pk_order_label(enum pk_order order);
/* The order of that name, or -1. */
int pk_order_find(const char *name);

#endif
