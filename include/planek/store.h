/* store.h: a plan's folder: opening it, and the one function by which changes reach it.
 *
 * A change is acknowledged once its rows in history.csv, the journal, are synced; the table files
 * follow at the next checkpoint.  Opening brings together the files and what the journal holds
 * beyond them, and takes up what other programs wrote to the files.
 */
#ifndef PLANEK_STORE_H
#define PLANEK_STORE_H

#include <stdbool.h>

#include "planek/change.h"
#include "planek/date.h"
#include "planek/faults.h"
#include "planek/history.h"
#include "planek/plan.h"

struct pk_store;

/* Told now and then, while a plan is read, how many bytes are done, of about how many, and also
 * while another program that is just writing to it is waited for; false: enough of it. */
typedef bool pk_store_progress_fn(size_t done, size_t total, void *user);

struct pk_store_options {
    bool read_only;      /* nothing in the folder is written */
    const char *suggest; /* the name of somebody who may only propose; NULL for everybody else.
                            Files that are symbolic links are then refused. */
    bool past;           /* the plan as it stood at the end of the day as_of, for reading only */
    pk_day as_of;
    pk_store_progress_fn *progress; /* only while it is being opened; may be NULL */
    void *progress_user;
};

/* Opens a folder.  PK_ERR_IO when there is no such folder or plan.ini cannot be read,
 * PK_ERR_STOPPED when progress has had enough of it (diag's text is then ""); *out is NULL in both
 * cases.  A file that is there but not understood, or a missing one that must exist, is told by
 * pk_store_faults, its table is broken and stays as it is.  options may be NULL.  Writes
 * nothing. */
PK_MUST_USE enum pk_err pk_store_open(struct pk_store **out, const char *folder,
                                      const struct pk_store_options *options,
                                      struct pk_diag *diag);
/* Writes nothing: what is not saved is lost (see pk_store_retry), what is acknowledged stands in
 * the journal (see pk_store_checkpoint). */
void pk_store_close(struct pk_store *store);

/* While in a hurry nothing waits for git, or for another program to finish a file: what cannot be
 * written at once is unsaved, and is tried again.  For a screen, before which a person sits; at its
 * end there is time again. */
void pk_store_hurry(struct pk_store *store, bool hurry);

/* While on, reading a large plan anew and writing large tables go on beside the caller, in threads:
 * pk_store_refresh and pk_store_checkpoint only begin that, and take what came of it when they are
 * called again while pk_store_busy.  pk_store_commit waits for what it needs.  For a screen; off at
 * the beginning, and when it is no longer in a hurry. */
void pk_store_work_aside(struct pk_store *store, bool on);
/* Whether such work goes on, or something is to be done by the next pk_store_refresh. */
bool pk_store_busy(const struct pk_store *store);
/* Whether the plan is being read anew beside the caller. */
bool pk_store_reading(const struct pk_store *store);
/* Gives up what goes on, to be begun again by pk_store_refresh and pk_store_checkpoint: around
 * what is not to happen beside it, such as another language for messages. */
void pk_store_interrupt(struct pk_store *store);
/* Waits until a reading that goes on is done, and tells how far it is; PK_ERR_STOPPED when
 * progress has had enough of it: it goes on. */
PK_MUST_USE enum pk_err pk_store_wait(struct pk_store *store, pk_store_progress_fn *progress,
                                      void *user);

/* The plan as it stands.  Any of pk_store_commit, pk_store_retry, pk_store_refresh and
 * pk_store_checkpoint may put another plan in its place and free the old one with all its records:
 * after each of them ask for it again, and find records by id. */
struct pk_plan *pk_store_plan(struct pk_store *store);
const char *pk_store_folder(const struct pk_store *store);
bool pk_store_read_only(const struct pk_store *store);
/* Under which name changes are written down: the login name, or that of pk_store_options.suggest;
 * free of control characters. */
const char *pk_store_who(struct pk_store *store);
/* The name of somebody who may only propose, or NULL. */
const char *pk_store_suggests(const struct pk_store *store);

/* Faults of structure and files that could not be read, as of the last reading. */
const struct pk_faults *pk_store_faults(const struct pk_store *store);

/* Checks, applies and writes down a change; when it returns PK_OK the change is acknowledged: it
 * survives the end of the program and a power cut.  PK_ERR_USAGE, PK_ERR_REFUSED,
 * PK_ERR_STRUCTURE, PK_ERR_READONLY: nothing happened.  PK_ERR_CONFLICT: a cell does not hold
 * `was`, because somebody else was quicker; nothing happened, pk_store_concede keeps both.
 * PK_ERR_IO: the change is in the plan but not yet on disk; diag says why, pk_store_retry tries
 * again.  Fills in who, when and txn.  Somebody who may only propose (see pk_store_options)
 * proposes what the change does: it then becomes that proposal.  Waits some seconds at most for
 * other programs that are writing to the folder. */
PK_MUST_USE enum pk_err pk_store_commit(struct pk_store *store, struct pk_change *change,
                                        struct pk_diag *diag);

/* After PK_ERR_CONFLICT: commits those cells that fit, and for those that do not a row of
 * conflicts.csv each, with before, theirs and mine; change becomes what was committed.  *clashes
 * is how many rows that are. */
PK_MUST_USE enum pk_err pk_store_concede(struct pk_store *store, struct pk_change *change,
                                         size_t *clashes, struct pk_diag *diag);

/* Whether something is not on disk yet: in no file, not even the journal. */
bool pk_store_unsaved(const struct pk_store *store);
/* Tries to write it: PK_OK when nothing is left, PK_ERR_IO with the reason when something is.  A
 * change that no longer fits what somebody else wrote meanwhile becomes a conflict row
 * (pk_store_notice tells); the rest is saved. */
PK_MUST_USE enum pk_err pk_store_retry(struct pk_store *store, struct pk_diag *diag);

/* Whether table files lack changes that are in the journal already. */
bool pk_store_behind(const struct pk_store *store);
/* Brings the table files up to the journal.  PK_ERR_IO: they stay as they are for now, nothing is
 * lost.  Nothing happens for a plan that is read-only or not behind. */
PK_MUST_USE enum pk_err pk_store_checkpoint(struct pk_store *store, struct pk_diag *diag);

/* Looks whether the journal and the files on disk are still those last read or written, which
 * costs little, and takes up what others did.  What is not saved yet is applied once more.  A file
 * that another program is just writing, or all while git is at work, is left for the next time.
 * *changed tells whether the plan is another now.  On PK_ERR_IO the plan stays as it was. */
PK_MUST_USE enum pk_err pk_store_refresh(struct pk_store *store, bool *changed,
                                         struct pk_diag *diag);

/* Sentences about what happened on the way ("activities.csv is UTF-8 from now on, ..."), or NULL;
 * they are given once.  Borrowed until the next call. */
const char *pk_store_notice(struct pk_store *store);

/* Reads the whole history, to be given to pk_history_dispose.  Its cells have the field numbers of
 * the plan.  Empty when there is none yet.  Rows that cannot be read go to faults (may be NULL). */
PK_MUST_USE enum pk_err pk_store_history(struct pk_store *store, struct pk_history *out,
                                         struct pk_faults *faults, struct pk_diag *diag);
/* The plan as it stood before that moment, as far as the history reaches back; the caller frees it.
 * Its unknown columns have the numbers that they have in the store's plan.  PK_ERR_STOPPED when
 * whoever watches (pk_store_watch) has had enough of it. */
PK_MUST_USE enum pk_err pk_store_plan_at(struct pk_store *store, int64_t moment,
                                         struct pk_plan **out, struct pk_diag *diag);

/* From now on pk_store_plan_at tells how far it is; NULL: nobody. */
void pk_store_watch(struct pk_store *store, pk_store_progress_fn *progress, void *user);

/* In the past: the moment since when the history reaches back, 0 when there is none. */
int64_t pk_store_reaches_back(const struct pk_store *store);

/* Writes plan.ini and all tables as they stand in memory, unsaved changes too, into a folder that
 * is made when it is not there.  PK_ERR_REFUSED when it holds a plan already. */
PK_MUST_USE enum pk_err pk_store_save_as(struct pk_store *store, const char *folder,
                                         struct pk_diag *diag);

#endif
