/* passed.h: which points a meeting has gone past without doing anything about them.
 *
 * What was done about a point stands in the plan and its history; that one was gone past stands
 * nowhere, and is nothing that the plan, its minutes or other machines should hold.  So it is in
 * .planek, beside the other private files: a line a point, for one meeting only.
 */
#ifndef PLANEK_PASSED_H
#define PLANEK_PASSED_H

#include <stdbool.h>
#include <stddef.h>

struct pk_passed {
    char *meeting;
    char **names; /* TABLE/ID */
    size_t count, capacity;
};

/* What is known of that meeting; nothing when there is no such file or it is about another one.
 * folder NULL: nothing is read, nor written later. */
void pk_passed_read(struct pk_passed *out, const char *folder, const char *meeting);
void pk_passed_dispose(struct pk_passed *passed);

bool pk_passed_has(const struct pk_passed *passed, const char *name);

/* Adds one, together with what others added meanwhile.  Where that cannot be written it is known
 * here all the same. */
void pk_passed_add(struct pk_passed *passed, const char *folder, const char *name);

#endif
