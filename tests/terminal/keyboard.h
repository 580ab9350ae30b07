/* keyboard.h: the keys of a terminal by the names that people give them.
 */
#ifndef PLANEK_TESTS_KEYBOARD_H
#define PLANEK_TESTS_KEYBOARD_H

#include <stdbool.h>
#include <stddef.h>

#include <vterm.h>

/* Presses a key: `a`, `F2`, `PgDn`, `Ctrl-R`, `Alt-.`, `Shift-Up`.  What it sends, which depends on
 * the modes that the program has set, comes through the vterm's output.  False where no key has
 * that name. */
bool keyboard_press(VTerm *vterm, const char *name, size_t length);

#endif
