/* recent.h: the plans that were opened lately on this machine, for the welcome to offer: a file of
 * one folder a line, the last one first.
 *
 * Nobody depends on it: what cannot be read or written is as if nothing had been opened.
 */
#ifndef PLANEK_RECENT_H
#define PLANEK_RECENT_H

#include "planek/places.h"

enum { PK_RECENT_MOST = 9 };

/* Where it is: $XDG_STATE_HOME/planek/recent, else ~/.local/state/planek/recent; NULL when there is
 * no home folder.  To be given to free(). */
char *pk_recent_path(void);

/* Puts the plan's folder first. */
void pk_recent_add(const char *folder);

/* Adds those that still hold a plan and are not there yet. */
void pk_recent_find(struct pk_places *places);

#endif
