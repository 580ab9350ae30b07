/* roles.h: who is responsible in a plan: the roles that its activities and open decisions name.
 */
#ifndef PLANEK_ROLES_H
#define PLANEK_ROLES_H

#include "planek/mem.h"
#include "planek/plan.h"

struct pk_role_use {
    const char *name;
    size_t open;      /* activities neither done nor dropped */
    size_t finished;  /* activities done or dropped */
    size_t decisions; /* open ones */
};

struct pk_roles {
    struct pk_role_use *items; /* in Czech order */
    size_t count;
    struct pk_arena texts;
};

/* Fills out (zeroed or disposed of); to be disposed of. */
void pk_roles_make(struct pk_roles *out, const struct pk_plan *plan);
void pk_roles_dispose(struct pk_roles *roles);

#endif
