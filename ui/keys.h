/* keys.h: keys bound to command lines; help, the bottom bar and the menu read this table.
 */
#ifndef PLANEK_UI_KEYS_H
#define PLANEK_UI_KEYS_H

#include <stddef.h>

#include "ui/commands.h"
#include "ui/key.h"
#include "ui/pane.h"

struct ui_binding {
    enum ui_context context;
    const char *key; /* "": none, only in the menu */
    const char *line;
    const char *label; /* to be given to gettext; NULL: the command's */
    const char *brief; /* in the bottom bar; NULL: not there */
    int rank;          /* there: those of rank 1 are left out last */
};

size_t ui_binding_count(void);
const struct ui_binding *ui_binding_at(size_t index);

/* The command line bound to a key there, or NULL.  Contexts do not inherit. */
const struct ui_binding *ui_binding_find(enum ui_context context, const struct ui_key *key);

/* PK_ERR_USAGE names a row of the table that is no key or no command line. */
PK_MUST_USE enum pk_err ui_bindings_check(struct pk_diag *diag);

/* The first key in the chart or anywhere whose line is that command with those arguments;
 * NULL when there is none. */
const struct ui_binding *ui_binding_of(const char *line);

/* The key's name as people read it. */
void ui_binding_label(struct pk_buf *out, const struct ui_binding *binding);
/* What it does, translated. */
const char *ui_binding_help(const struct ui_binding *binding);

#endif
