/* walkkeys.h: what somebody could press, as the bytes that terminals send for it, at random.
 */
#ifndef PLANEK_TESTS_WALKKEYS_H
#define PLANEK_TESTS_WALKKEYS_H

#include <stddef.h>
#include <stdint.h>

#include <vterm.h>

#include "planek/buf.h"

struct luck {
    uint64_t state; /* never 0 */
};

/* The same for a seed everywhere. */
struct luck luck_of(unsigned long seed);
/* From 0 to below the limit. */
size_t luck_below(struct luck *luck, size_t limit);

#define LUCK_SOME(luck, array) ((array)[luck_below(luck, sizeof(array) / sizeof(array)[0])])

/* Appends the bytes of a key, a text, a paste, something the mouse does, or of nothing that any
 * terminal sends; returns how many keys that are.  Nothing of it ends the program, but for a key
 * that is meant to and comes rarely, or stops the terminal.  The vterm's output must go to `out`.
 */
size_t walkkeys_add(struct pk_buf *out, struct luck *luck, VTerm *vterm);

/* The bytes in a form that can be read, and given to printf(1) again. */
void walkkeys_show(struct pk_buf *out, const char *bytes, size_t length);

#endif
