/* look.h: what somebody who opens a folder finds: the plan, its history, whether all files parse.
 */
#ifndef PLANEK_TESTS_LOOK_H
#define PLANEK_TESTS_LOOK_H

#include <stdbool.h>

#include "planek/buf.h"

struct look {
    char *plan;    /* activities and sources, as JSON */
    char *history; /* a line a cell: the change's number, table, id, field, was, now */
    char *own;     /* the same without what other programs did, changes not numbered */
};

/* False, and appended to why: the plan cannot be read, a file is not understood, or the history
 * holds a change in part or twice. */
bool look_at(struct look *out, const char *folder, struct pk_buf *why);
void look_dispose(struct look *look);

#endif
