/* where.h: where things are: what came with the program, and the plan to open. */
#ifndef PLANEK_CLI_WHERE_H
#define PLANEK_CLI_WHERE_H

#include <stdbool.h>

#include "planek/cli.h"

/* The folder of that name beside the executable if there is one, else the installed one; to be
 * given to free(). */
char *pk_where_of(const char *name, const char *installed);

bool pk_where_is_folder(const char *path);

/* Finds the plan that options name, or makes the copy for --demo.  Without any the full screen asks
 * which it is to be, and options.plan stays NULL; everything else fails. */
PK_MUST_USE enum pk_err pk_where_plan(struct pk_invocation *invocation, struct pk_diag *diag);

#endif
