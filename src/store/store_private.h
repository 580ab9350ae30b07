/* store_private.h: the inside of a store.  Only the sources store, open, enter, catchup, ontop,
 * tables, aside and elsewhere may include it.
 */
#ifndef PLANEK_STORE_PRIVATE_STORE_H
#define PLANEK_STORE_PRIVATE_STORE_H

#include "planek/store.h"
#include "store/checkpoint.h"
#include "store/disk.h"
#include "store/journal.h"
#include "store/readbeside.h"
#include "store/reading.h"
#include "store/unsaved.h"
#include "store/writebeside.h"

struct pk_store {
    char *folder;
    bool read_only, past;
    int patience;     /* milliseconds to wait for git, or for a file that is being written */
    char *suggest;    /* NULL, or the name of somebody who may only propose */
    char *who;        /* NULL until it is needed */
    char *git;        /* git's lock; NULL when there is no repository */
    struct pk_meter meter; /* while it is being opened */
    struct pk_plan *plan;
    char *settings; /* the bytes of plan.ini */
    size_t settings_length;
    struct pk_faults faults;
    struct pk_disk disk;
    struct pk_journal journal;
    struct pk_note notes[PK_TABLES]; /* what the files hold */
    bool noted;                      /* the checkpoint on disk knows every file */
    unsigned behind;                 /* tables whose files lack something of the journal */
    unsigned uncopied;               /* tables whose copy is not the file */
    bool copies_known;               /* uncopied is sure of all */
    unsigned readings;               /* how often everything was read */
    char last[PK_TXN_MAX + 1];       /* the last change of the journal */
    struct pk_change outside; /* what other programs wrote; in the plan, not yet in the journal */
    size_t outside_clashes;
    struct pk_unsaved unsaved; /* own changes that are in the plan, not yet in the journal */
    size_t missed; /* how many of these, the first, were acknowledged before and stood in a history
                      that another has taken the place of */
    struct pk_unsaved own;     /* own changes that were acknowledged */
    bool moved;    /* a power cut might take back the name of the history */
    bool replaced; /* the history is another file, and that is not taken up yet */
    bool hasty;  /* the files were read while others were writing them */
    bool moving; /* another program may still be writing one of the files */
    bool tried;  /* what waits could not be written, and nothing is new since */
    bool swept;
    bool telling; /* what others did goes to the notice */
    bool aside;   /* long work may go on beside the keys */
    bool later;   /* now it must: nobody is to wait */
    bool due;     /* something is to be done at the next refresh, news or not */
    bool urgent;  /* of that the tables that are behind: others wrote their files */
    int waits;    /* how often in a row somebody else held the lock */
    bool newly;   /* what was read aside was taken up, and nothing was written since */
    int given_up; /* readings beside the keys whose outcome was of no use, one after the other */
    struct pk_readbeside *reading; /* NULL: none goes on; the same for writing */
    struct pk_writing *writing;
    int64_t reaches_back;
    struct pk_buf notice, told;
};

/* ---- open.c ---- */

/* Who may only propose is not to be led out of the folder. */
PK_MUST_USE enum pk_err pk_store_refuse_links(const char *folder, struct pk_diag *diag);

/* ---- catchup.c: the plan follows the journal and the files ---- */

/* Reads everything anew, without what is unsaved.  With the lock held, in whatever way.  A file
 * that another program may still be writing is left for later (store.moving): the plan is as it
 * was. */
PK_MUST_USE enum pk_err pk_store_read_anew(struct pk_store *store, bool replaced,
                                           struct pk_diag *diag);

/* The same, and what is unsaved is put on top of the plan again. */
PK_MUST_USE enum pk_err pk_store_reread(struct pk_store *store, bool replaced,
                                        struct pk_diag *diag);

/* Takes up what stands in the journal behind what was read.  With the lock held. */
PK_MUST_USE enum pk_err pk_store_catch_up(struct pk_store *store, bool replaced,
                                          struct pk_diag *diag);

/* Takes up files that are other ones than were known.  With the lock, caught up with the
 * journal. */
PK_MUST_USE enum pk_err pk_store_take_files(struct pk_store *store, struct pk_diag *diag);

/* Told of a change that is in plan and journal now. */
void pk_store_follow(struct pk_store *store, const struct pk_change *change);

/* Takes up a reading, which is used up. */
PK_MUST_USE enum pk_err pk_store_install(struct pk_store *store, struct pk_reading *reading,
                                         bool replaced, struct pk_diag *diag);

/* ---- aside.c: long work beside the keys ---- */

/* Whether what has to be read or written is so much that somebody would notice. */
bool pk_store_aside(const struct pk_store *store);
/* Of these tables (bits) those with a file so large that it is left to that. */
unsigned pk_store_left_aside(const struct pk_store *store, unsigned tables);
/* While on, where long work is left aside: nothing is waited for. */
void pk_store_hasten(struct pk_store *store, bool on);
/* Whether what failed just now did so because somebody else held the lock: it is tried again soon,
 * unless that has gone on for long. */
bool pk_store_comes_later(struct pk_store *store);
/* Begins to read everything anew; false where that cannot be done beside the keys. */
bool pk_store_read_aside(struct pk_store *store);
/* The same instead of reading before somebody who waits, unless that was done a moment ago. */
bool pk_store_reads_later(struct pk_store *store);
/* Takes up what was read, if that is done; waits for it where `waits`. */
PK_MUST_USE enum pk_err pk_store_take_aside(struct pk_store *store, bool waits,
                                            struct pk_diag *diag);
/* With the lock: begins to copy the large files that were put in place, and puts their copies in
 * place. */
void pk_store_copy_aside(struct pk_store *store);
void pk_store_end_copies(struct pk_store *store);
/* Whether a checkpoint is made in steps: begins the first one.  Then a step of it: what was written
 * is put in place. */
bool pk_store_writes_aside(struct pk_store *store);
PK_MUST_USE enum pk_err pk_store_write_aside(struct pk_store *store, struct pk_diag *diag);

/* ---- ontop.c: what the journal does not hold yet ---- */

/* What was acknowledged here and is not in the history that has taken the place of the old one is
 * unsaved again, before what came later. */
PK_MUST_USE enum pk_err pk_store_miss_own(struct pk_store *store, struct pk_diag *diag);

/* Puts the unsaved changes on top of the plan, and into the journal when append says so; what of
 * them clashes is a row of conflicts.csv then.  Those that can be neither stay unsaved. */
PK_MUST_USE enum pk_err pk_store_put_on_top(struct pk_store *store, bool append,
                                            struct pk_diag *diag);

/* ---- enter.c: writing to the journal ---- */

/* Locks the journal for appending, and brings plan and journal together: others' changes are in the
 * plan, what is outside or unsaved is in the journal.  PK_ERR_IO: the lock is not held. */
PK_MUST_USE enum pk_err pk_store_enter(struct pk_store *store, struct pk_diag *diag);
void pk_store_leave(struct pk_store *store);

/* Appends a change that is in the plan.  With the exclusive lock. */
PK_MUST_USE enum pk_err pk_store_append(struct pk_store *store, struct pk_change *change,
                                        struct pk_diag *diag);

/* Gives a change its name and moment, and who makes it. */
void pk_store_sign(struct pk_change *change, const char *who);

/* Adds a sentence to the notice. */
void pk_store_tell(struct pk_store *store, const char *format, ...) PK_PRINTF(2, 3);

/* ---- tables.c: the table files follow the journal ---- */

/* With the exclusive lock, when plan and journal are the same; store.moving tells that another
 * program was quicker with one of the files. */
PK_MUST_USE enum pk_err pk_store_note_tables(struct pk_store *store, struct pk_diag *diag);

/* With the lock, the journal read to its end.  The save is used up. */
PK_MUST_USE enum pk_err pk_store_put_in_place(struct pk_store *store, struct pk_save *save,
                                              struct pk_diag *diag);

#endif
