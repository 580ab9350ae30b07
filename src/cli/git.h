/* git.h: the program git, started without a shell. */
#ifndef PLANEK_CLI_GIT_H
#define PLANEK_CLI_GIT_H

#include "planek/error.h"

/* Runs git with the words (NULL at the end) as if it was started in the folder; its messages go to
 * stderr, its output nowhere.  *status gets its exit status.  PK_ERR_REFUSED where git is not there
 * or was killed. */
PK_MUST_USE enum pk_err pk_git_run(const char *folder, const char *const *words, int *status,
                                   struct pk_diag *diag);

#endif
