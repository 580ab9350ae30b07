/* count.h: digits before a command: how many times, or which one.
 *
 *     3j    three rows down             5.    the deadline five days later, as one change
 *     12G   to the twelfth row          Esc   forgets the digits
 */
#ifndef PLANEK_UI_COUNT_H
#define PLANEK_UI_COUNT_H

#include <stdbool.h>

#include "ui/commands.h"
#include "ui/key.h"

/* Takes a digit that no key is bound to, and the Esc that forgets what was typed; false for any
 * other key. */
bool ui_count_key(struct ui_app *app, const struct ui_key *key);

/* Runs the command as often as the count says, which is used up. */
unsigned ui_count_run(struct ui_app *app, const struct ui_line *line);

#endif
