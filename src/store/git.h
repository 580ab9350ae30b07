/* git.h: whether git is at work in the repository around a plan. */
#ifndef PLANEK_STORE_GIT_H
#define PLANEK_STORE_GIT_H

#include <stdbool.h>

/* The path of the lock that git holds while it changes the work tree (malloc'd); NULL when the
 * folder is in no repository. */
char *pk_git_lock(const char *folder);

/* Whether it is held now; lock may be NULL. */
bool pk_git_busy(const char *lock);

#endif
