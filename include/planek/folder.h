/* folder.h: a private copy of a plan's folder, for trying things out.
 */
#ifndef PLANEK_FOLDER_H
#define PLANEK_FOLDER_H

#include "planek/error.h"

/* Copies the files of the plan in `from` (plan.ini and the tables, nothing else) to a fresh folder
 * under $TMPDIR, else /tmp, that only this user can enter.  *out is its path, to be given to
 * free(); NULL on failure (PK_ERR_IO), when nothing is left behind. */
PK_MUST_USE enum pk_err pk_folder_copy(char **out, const char *from, struct pk_diag *diag);

/* Removes such a copy: the files that a plan consists of, those that planek itself puts beside
 * them (.planek...), and the folder.  Follows no link; files of other names stay, and the folder
 * with them. */
void pk_folder_remove(const char *folder);

#endif
