#include "config.h"

#include "planek/roles.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "planek/collate.h"
#include "planek/text.h"

enum use { OPEN, FINISHED, DECISION };

/* A role where it is named; borrowed from the plan. */
struct named {
    const char *name;
    size_t length;
    enum use use;
};

struct names {
    struct named *items;
    size_t count, capacity;
};

static void add_names(struct names *names, const char *list, enum use use)
{
    const char *item;
    size_t length;
    while ((item = pk_text_item(&list, &length))) {
        names->items = pk_reserve(names->items, &names->capacity, names->count + 1,
                                  sizeof *names->items);
        names->items[names->count++] = (struct named){ item, length, use };
    }
}

static void collect(struct names *names, const struct pk_plan *plan)
{
    for (size_t i = 0; i < pk_plan_count(plan, PK_ACTIVITIES); i++) {
        const struct pk_activity *activity =
            (const struct pk_activity *)pk_plan_at(plan, PK_ACTIVITIES, i);
        bool finished = activity->status == PK_DONE || activity->status == PK_DROPPED;
        add_names(names, activity->responsible, finished ? FINISHED : OPEN);
    }
    for (size_t i = 0; i < pk_plan_count(plan, PK_DECISIONS); i++) {
        const struct pk_decision *decision =
            (const struct pk_decision *)pk_plan_at(plan, PK_DECISIONS, i);
        if (decision->status == PK_DECISION_OPEN) {
            add_names(names, decision->responsible, DECISION);
        }
    }
}

static int compare_names(const void *a, const void *b)
{
    const struct named *left = a, *right = b;
    size_t common = left->length < right->length ? left->length : right->length;
    int order = memcmp(left->name, right->name, common);
    return order ? order : (left->length > right->length) - (left->length < right->length);
}

static int compare_roles(const void *a, const void *b)
{
    return pk_collate(((const struct pk_role_use *)a)->name,
                      ((const struct pk_role_use *)b)->name);
}

void pk_roles_make(struct pk_roles *out, const struct pk_plan *plan)
{
    struct names names = { 0 };
    size_t capacity = 0;
    *out = (struct pk_roles){ 0 };
    collect(&names, plan);
    if (names.count) {
        qsort(names.items, names.count, sizeof *names.items, compare_names);
    }
    for (size_t i = 0; i < names.count; i++) {
        const struct named *named = &names.items[i];
        if (i == 0 || compare_names(named - 1, named) != 0) {
            out->items = pk_reserve(out->items, &capacity, out->count + 1, sizeof *out->items);
            out->items[out->count++] = (struct pk_role_use){
                .name = pk_arena_text(&out->texts, named->name, named->length)
            };
        }
        struct pk_role_use *role = &out->items[out->count - 1];
        role->open += named->use == OPEN;
        role->finished += named->use == FINISHED;
        role->decisions += named->use == DECISION;
    }
    if (out->count) {
        qsort(out->items, out->count, sizeof *out->items, compare_roles);
    }
    free(names.items);
}

void pk_roles_dispose(struct pk_roles *roles)
{
    free(roles->items);
    pk_arena_dispose(&roles->texts);
    *roles = (struct pk_roles){ 0 };
}
