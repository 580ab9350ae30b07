/* newplan.h: the folder of a plan that is just beginning, and what git is told about it.
 *
 * Writes nothing over a file that is there, except that lines are added to .gitattributes and
 * .gitignore.
 */
#ifndef PLANEK_NEWPLAN_H
#define PLANEK_NEWPLAN_H

#include <stdbool.h>

#include "planek/error.h"

enum { PK_NEWPLAN_FIRST_YEAR = 1900, PK_NEWPLAN_LAST_YEAR = 9998 };

struct pk_newplan {
    int year;
    const char *title;    /* "" when it has none yet */
    const char *language; /* "cs" */
    const char *region;   /* NULL or "" when it says none */
};

/* Makes the folder where there is none (its parent must be there) and in it plan.ini, the tables
 * that a plan begins with, each with its header only, .gitattributes and .gitignore.  Their mode is
 * what the umask leaves.  PK_ERR_REFUSED where a file of a plan lies there already, PK_ERR_USAGE
 * for a title or region that plan.ini cannot hold: nothing is touched then.  On PK_ERR_IO what was made is
 * removed again. */
PK_MUST_USE enum pk_err pk_newplan_make(const char *folder, const struct pk_newplan *plan,
                                        struct pk_diag *diag);

/* Adds the lines that are missing in the folder's .gitattributes and .gitignore; *added tells
 * whether there were any. */
PK_MUST_USE enum pk_err pk_newplan_tell_git(const char *folder, bool *added, struct pk_diag *diag);

#endif
