/* private.h: the folder .planek of a plan, where planek keeps what is no part of it.
 *
 * It serves everybody who may use the plan: whoever makes it gives it the mode and group of the
 * plan's folder.  A symbolic link in its place, which may lead anywhere, is not followed.
 */
#ifndef PLANEK_STORE_PRIVATE_H
#define PLANEK_STORE_PRIVATE_H

#include <stdbool.h>

#define PK_PRIVATE_NAME ".planek"

/* A descriptor of FOLDER/.planek, made when it is not there and make is set; -1 and errno. */
int pk_private_open(const char *folder, bool make);

/* The same for a folder in it (or in any folder that is open). */
int pk_private_enter(int folder, const char *name, bool make);

#endif
