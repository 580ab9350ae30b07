/* completion.h: what a name that was begun could become: the roles in use and the sources.
 */
#ifndef PLANEK_UI_COMPLETION_H
#define PLANEK_UI_COMPLETION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planek/mem.h"

struct ui_app;
struct ui_formfield;

struct ui_role {
    const char *name;
    size_t length, uses;
};

/* Those that some record of the plan names, the most used first. */
struct ui_roles {
    struct ui_role *items;
    size_t count, capacity;
    struct pk_arena texts;
    uint64_t revision; /* of the plan they were gathered from */
    bool gathered;
};

/* Gathers them where the plan is another one since; borrowed until then. */
const struct ui_roles *ui_roles_get(struct ui_app *app);
void ui_roles_dispose(struct ui_roles *roles);

/* Shows behind the cursor, dimmed, how the name there could go on; nothing where none is begun. */
void ui_complete(struct ui_app *app, struct ui_formfield *field);

#endif
