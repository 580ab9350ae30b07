/* mergefile.h: three versions of a plan's CSV file brought together, as a merge driver of git does.
 *
 * Needs no plan: what the file is called tells which table it is.
 */
#ifndef PLANEK_MERGEFILE_H
#define PLANEK_MERGEFILE_H

#include <stdint.h>

#include "planek/error.h"
#include "planek/faults.h"

struct pk_mergefile {
    const char *base, *ours, *theirs; /* files with the versions; base may be empty: both sides
                                         added the file */
    const char *path;                 /* the file's own place in the plan; NULL: that of ours */
    int64_t when;                     /* now, in seconds since 1970 */
};

/* Writes to the file `ours` what both sides did, cell by cell (see merge.h), in the dialect of ours
 * and with the columns of both.  What clashes stays as in ours; PK_ERR_CONFLICT is then returned,
 * each clash is a row of conflicts.csv beside path and a sentence in clashes.  Of a history.csv
 * ours comes first, then those changes of theirs that it lacks.  Rows of conflicts.csv and
 * proposals.csv never clash.
 *
 * PK_ERR_USAGE: the file is no table of a plan, and nothing was read; PK_ERR_STRUCTURE: a version
 * is not understood; PK_ERR_IO.  After these three ours is as it was. */
PK_MUST_USE enum pk_err pk_mergefile(const struct pk_mergefile *files, struct pk_faults *clashes,
                                     struct pk_diag *diag);

#endif
