/* store.h: a plan's folder: opening it, and the one function by which changes reach it.
 *
 * Files are written beside themselves and renamed, so that each is whole at any moment; a file
 * that somebody else changed meanwhile is read again first.
 */
#ifndef PLANEK_STORE_H
#define PLANEK_STORE_H

#include <stdbool.h>

#include "planek/change.h"
#include "planek/faults.h"
#include "planek/plan.h"

struct pk_store;

/* Opens a folder.  PK_ERR_IO when there is no such folder or plan.ini cannot be read (*out is
 * then NULL); a file that is there but not understood, or a missing one that must exist, is told
 * by pk_store_faults, its table is broken and stays as it is. */
PK_MUST_USE enum pk_err pk_store_open(struct pk_store **out, const char *folder, bool read_only,
                                      struct pk_diag *diag);
/* Writes nothing: what is not saved is lost (see pk_store_retry). */
void pk_store_close(struct pk_store *store);

/* The plan as it stands.  When files changed outside, pk_store_commit, pk_store_retry and
 * pk_store_refresh put another plan in its place and free the old one with all its records: after
 * each of them ask for it again, and find records by id. */
struct pk_plan *pk_store_plan(struct pk_store *store);
const char *pk_store_folder(const struct pk_store *store);
bool pk_store_read_only(const struct pk_store *store);

/* Faults of structure and files that could not be read, as of the last reading. */
const struct pk_faults *pk_store_faults(const struct pk_store *store);

/* Checks, applies and writes down a change; when it returns PK_OK the change is acknowledged: it
 * survives the end of the program.  PK_ERR_USAGE, PK_ERR_CONFLICT, PK_ERR_STRUCTURE,
 * PK_ERR_READONLY: nothing happened.  PK_ERR_IO: the change is in the plan but not yet on disk;
 * diag says why, pk_store_retry tries again.  Fills in who and when.  Waits some seconds at most
 * for other programs that are writing to the folder. */
PK_MUST_USE enum pk_err pk_store_commit(struct pk_store *store, struct pk_change *change,
                                        struct pk_diag *diag);

/* Whether something is not on disk yet. */
bool pk_store_unsaved(const struct pk_store *store);
/* Tries to write it: PK_OK when nothing is left, PK_ERR_IO with the reason when something is.
 * PK_ERR_CONFLICT: a change no longer fits what somebody else wrote meanwhile and was given up
 * (pk_store_notice names it, too); the rest is saved. */
PK_MUST_USE enum pk_err pk_store_retry(struct pk_store *store, struct pk_diag *diag);

/* Looks whether the files on disk are still those last read or written, which costs little, and
 * reads all again when they are not.  What is not saved yet is applied once more; a change that
 * no longer fits is told by pk_store_notice.  A file that another program is just writing is left
 * for the next time.  *changed tells whether the plan is another now.  On PK_ERR_IO the plan
 * stays as it was. */
PK_MUST_USE enum pk_err pk_store_refresh(struct pk_store *store, bool *changed,
                                         struct pk_diag *diag);

/* Sentences about what happened on the way ("activities.csv is UTF-8 from now on, ..."), or NULL;
 * they are given once.  Borrowed until the next call. */
const char *pk_store_notice(struct pk_store *store);

#endif
