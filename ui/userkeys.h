/* userkeys.h: the keys that a user binds in planek.ini.
 *
 *     [keys]                    in the chart
 *     F5 = duplicate
 *     q = none                  does nothing any more
 *     [keys.meeting]            elsewhere
 *     Space = skip
 *
 * Keys that cannot stand before a = there have names: Equals, Colon, Semicolon, Hash, Bracket.
 * Esc, F1, F10 and Ctrl-C stay what they are; what the terminal keeps for itself or sends as
 * another key cannot be bound.
 */
#ifndef PLANEK_UI_USERKEYS_H
#define PLANEK_UI_USERKEYS_H

#include "planek/config.h"
#include "ui/keymap.h"

/* Takes the bindings over those of the tables.  What is not understood, or bound twice, is a
 * PK_WARNING with its line and the nearest known name.  notes, which may be NULL, get what no key
 * does any more. */
void ui_userkeys_take(struct ui_keymap *map, const struct pk_config *config,
                      struct pk_faults *warnings, struct pk_faults *notes);

struct ui_app;

/* At the start: app->warnings gets what is wrong with planek.ini, its keys and filters included,
 * and behind that what is to be noted; then, when all else is said, what is wrong is told. */
void ui_userkeys_begin(struct ui_app *app);
void ui_userkeys_tell(struct ui_app *app);

#endif
