/* keymap.h: which command line a key runs where: the tables of keys.h and what the user binds.
 *
 * Help, the bottom bar and the menu read this map.  A context takes from the one it is based on
 * what it does not bind itself: a list moves as all lists do.
 */
#ifndef PLANEK_UI_KEYMAP_H
#define PLANEK_UI_KEYMAP_H

#include <stddef.h>

#include "planek/error.h"
#include "planek/mem.h"
#include "ui/key.h"
#include "ui/keys.h"

struct ui_bound {
    struct ui_binding binding;
    struct ui_key key; /* UI_KEY_NONE: only in the menu */
};

struct ui_keymap {
    struct ui_bound *items; /* in the order of the tables */
    size_t count, capacity;
    struct pk_arena texts; /* of what the user binds */
};

/* The bindings of the tables.  They are asserted to be keys and command lines. */
void ui_keymap_init(struct ui_keymap *map);
void ui_keymap_dispose(struct ui_keymap *map);

/* Binds a key of that name anew, instead of what it did there, which then is in the menu only; an
 * empty line takes it away.  The texts are copied. */
void ui_keymap_bind(struct ui_keymap *map, enum ui_context context, const char *name,
                    const char *line);

/* What the key does there, or in the contexts that it is based on; NULL: nothing.  UI_ANYWHERE
 * is what every context is based on. */
const struct ui_binding *ui_keymap_find(const struct ui_keymap *map, enum ui_context context,
                                        const struct ui_key *key);

/* The context that this one is based on; UI_ANYWHERE's is itself. */
enum ui_context ui_context_base(enum ui_context context);
/* Whether what is bound in base holds in context. */
bool ui_context_holds(enum ui_context context, enum ui_context base);

size_t ui_keymap_count(const struct ui_keymap *map);
/* Its line is empty where the user took the key away. */
const struct ui_binding *ui_keymap_at(const struct ui_keymap *map, size_t index);

/* How planek.ini calls a context; NULL where keys cannot be bound by name. */
const char *ui_context_name(enum ui_context context);

/* Whether some key runs the line there. */
bool ui_keymap_has(const struct ui_keymap *map, enum ui_context context, const char *line);

/* The first binding in the chart or anywhere whose line is that one; NULL when there is none. */
const struct ui_binding *ui_keymap_of(const struct ui_keymap *map, const char *line);

/* PK_ERR_USAGE names a row that is no key or no command line. */
PK_MUST_USE enum pk_err ui_keymap_check(const struct ui_keymap *map, struct pk_diag *diag);

/* The key's name as people read it. */
void ui_binding_label(struct pk_buf *out, const struct ui_binding *binding);
/* What it does, translated. */
const char *ui_binding_help(const struct ui_binding *binding);

#endif
