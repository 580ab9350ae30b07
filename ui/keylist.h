/* keylist.h: all keys and what they do, as text: for the help, for `planek help keys`, and for the
 * manual page.
 */
#ifndef PLANEK_UI_KEYLIST_H
#define PLANEK_UI_KEYLIST_H

#include "planek/buf.h"
#include "planek/cli.h"
#include "ui/keymap.h"

/* Appends a heading a context, below it a line for each command line with all of its keys in a
 * column so wide; first the context where the person is and those it is based on. */
void ui_keylist_text(struct pk_buf *out, const struct ui_keymap *map, enum ui_context here,
                     int key_cells);
/* The commands that take arguments, in the same columns. */
void ui_keylist_commands(struct pk_buf *out, int key_cells);

/* Prints keys and commands, those of planek.ini included, as text; or all tables as a part of the
 * manual page, which knows no planek.ini.  Returns the exit status. */
int ui_keylist_print(const struct pk_options *options, bool roff);

#endif
