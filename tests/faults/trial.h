/* trial.h: a story that a folder goes through: what was there, then deeds one after the other; and
 * the judge who says after an accident how far it came.
 *
 * A folder must be as it stood after a whole number of deeds: after so many as were acknowledged,
 * or one more, which was under way.  What that looks like is found out by doing them without
 * accidents.
 */
#ifndef PLANEK_TESTS_TRIAL_H
#define PLANEK_TESTS_TRIAL_H

#include <stdbool.h>
#include <stddef.h>

#include "image.h"
#include "look.h"

enum { TRIAL_DEEDS = 8 };

/* A step is a command line of planek, or one of
 *
 *     !replace FILE OLD NEW    another program writes the file
 *     !append FILE TEXT        so, at its end
 *     !forget                  .planek/ is gone, as in a fresh clone
 *     !screen TEXT             a full screen sets the first activity's audience, and ends
 */
struct story {
    const char *name;
    const char *before[TRIAL_DEEDS], *deeds[TRIAL_DEEDS]; /* NULL behind the last */
};

struct trial {
    const struct story *story;
    char *folder; /* in a scratch folder of its own */
    char *log;    /* beside it */
    size_t deeds;
    struct image start;
    struct look after[TRIAL_DEEDS + 1];    /* so many deeds */
    struct look followed[TRIAL_DEEDS + 1]; /* and the edit with which the judge ends */
};

void trial_begin(struct trial *trial, const struct story *story, const char *scratch);
void trial_end(struct trial *trial);

/* What is wrong, on stdout, and image_keep for what was found unless that is NULL. */
void trial_complain(const struct trial *trial, const char *where, const char *why,
                    const struct image *found);

struct faults;
/* Does a step; true when it was acknowledged. */
bool trial_do(const struct trial *trial, const char *step, const struct faults *faults);

/* How many deeds the folder shows, between least and most; -1, and in why what is wrong.  Changes
 * the folder: thorough judges also look twice, and edit. */
int trial_judge(const struct trial *trial, size_t least, size_t most, bool thorough,
                struct pk_buf *why);

#endif
