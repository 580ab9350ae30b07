/* presence.h: who else has the plan open in a full screen.
 *
 * Each session holds a lock on a file of its own in .planek/here/; the kernel lets go of it when
 * the session ends in whatever way, and a file whose lock can be had is a leftover that anybody
 * removes.  Where the folder cannot be written to, nobody is told and nothing fails.
 */
#ifndef PLANEK_PRESENCE_H
#define PLANEK_PRESENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "planek/buf.h"

struct pk_presence;

/* Begins to be here under that name (as in the history). Never NULL. */
struct pk_presence *pk_presence_begin(const char *folder, const char *who);
/* No longer here; the file is gone.  NULL is nothing. */
void pk_presence_end(struct pk_presence *presence);

/* Looks who else is here; true when that has changed since the last look. */
bool pk_presence_look(struct pk_presence *presence);
/* The others as of the last look: how many, and the name of each (sorted; somebody with two
 * screens is there twice).  Borrowed until the next look. */
size_t pk_presence_count(const struct pk_presence *presence);
const char *pk_presence_name(const struct pk_presence *presence, size_t at);

#endif
