#include "config.h"

#include "planek/roles.h"

#include <search.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "planek/collate.h"
#include "planek/i18n.h"
#include "planek/text.h"

enum use { OPEN, FINISHED, DECISION };

/* A node of a tree (search.h): where the role of that name stands among the items. */
struct named {
    const char *name;
    size_t length;
    size_t item;
};

struct collecting {
    struct pk_roles *out;
    size_t capacity;
    void *names; /* the tree: the same few roles stand in many rows */
};

static int compare_names(const void *a, const void *b)
{
    const struct named *left = a, *right = b;
    size_t common = left->length < right->length ? left->length : right->length;
    int order = memcmp(left->name, right->name, common);
    return order ? order : (left->length > right->length) - (left->length < right->length);
}

static struct pk_role_use *role_of(struct collecting *all, const char *name, size_t length)
{
    struct pk_roles *out = all->out;
    struct named wanted = { name, length, out->count };
    struct named *const *found = tfind(&wanted, &all->names, compare_names);
    if (found) {
        return &out->items[(*found)->item];
    }
    struct named *node = pk_arena_alloc(&out->texts, sizeof *node);
    *node = wanted;
    node->name = pk_arena_text(&out->texts, name, length);
    if (!tsearch(node, &all->names, compare_names)) {
        pk_die(_("out of memory"));
    }
    out->items = pk_reserve(out->items, &all->capacity, out->count + 1, sizeof *out->items);
    out->items[out->count] = (struct pk_role_use){ .name = node->name };
    return &out->items[out->count++];
}

static void add_names(struct collecting *all, const char *list, enum use use)
{
    const char *item;
    size_t length;
    while ((item = pk_text_item(&list, &length))) {
        struct pk_role_use *role = role_of(all, item, length);
        role->open += use == OPEN;
        role->finished += use == FINISHED;
        role->decisions += use == DECISION;
    }
}

static void collect(struct collecting *all, const struct pk_plan *plan)
{
    for (size_t i = 0; i < pk_plan_count(plan, PK_ACTIVITIES); i++) {
        const struct pk_activity *activity =
            (const struct pk_activity *)pk_plan_at(plan, PK_ACTIVITIES, i);
        bool finished = activity->status == PK_DONE || activity->status == PK_DROPPED;
        add_names(all, activity->responsible, finished ? FINISHED : OPEN);
    }
    for (size_t i = 0; i < pk_plan_count(plan, PK_DECISIONS); i++) {
        const struct pk_decision *decision =
            (const struct pk_decision *)pk_plan_at(plan, PK_DECISIONS, i);
        if (decision->status == PK_DECISION_OPEN) {
            add_names(all, decision->responsible, DECISION);
        }
    }
}

/* For tdestroy: the nodes lie in the arena. */
static void keep(void *node)
{
    (void)node;
}

static int compare_roles(const void *a, const void *b)
{
    return pk_collate(((const struct pk_role_use *)a)->name,
                      ((const struct pk_role_use *)b)->name);
}

void pk_roles_make(struct pk_roles *out, const struct pk_plan *plan)
{
    struct collecting all = { .out = out };
    *out = (struct pk_roles){ 0 };
    collect(&all, plan);
    tdestroy(all.names, keep);
    if (out->count) {
        qsort(out->items, out->count, sizeof *out->items, compare_roles);
    }
}

void pk_roles_dispose(struct pk_roles *roles)
{
    free(roles->items);
    pk_arena_dispose(&roles->texts);
    *roles = (struct pk_roles){ 0 };
}
