/* places.h: folders as people name them, and those that hold a plan.
 *
 * Opens no plan; makes nothing but folders.
 */
#ifndef PLANEK_PLACES_H
#define PLANEK_PLACES_H

#include <stdbool.h>
#include <stddef.h>

#include "planek/buf.h"
#include "planek/error.h"

/* The home folder, or NULL; borrowed. */
const char *pk_place_home(void);

/* The path that was typed: "~" and "~/..." count from the home folder, blanks around it are none of
 * it.  "" when nothing is left.  To be given to free(). */
char *pk_place_typed(const char *text);
/* Appends the path as a person would type it. */
void pk_place_show(struct pk_buf *out, const char *folder);

bool pk_place_is_folder(const char *path);
/* Whether it holds a plan.ini. */
bool pk_place_has_plan(const char *folder);

/* Whether files can be put there: the folder may be written to, or else made. */
bool pk_place_may_hold(const char *folder);

/* Makes the folders in which `folder` is to be.  *made counts those that were not there; on
 * PK_ERR_IO they are removed again. */
PK_MUST_USE enum pk_err pk_place_make_parents(const char *folder, size_t *made,
                                              struct pk_diag *diag);
/* Removes so many of the innermost folders in which `folder` is. */
void pk_place_remove_parents(const char *folder, size_t count);

/* Completes the last name of a path that is being typed, as far as the folders there agree; when
 * there is only one, a slash follows.  Returns how many begin like it; several are appended to
 * names, separated by blanks, as the beginning of a long list. */
size_t pk_place_complete(struct pk_buf *typed, struct pk_buf *names);

/* Folders that hold a plan. */
struct pk_place {
    char *folder;
    char *title; /* of the plan, with its year; "" when it says none */
};
struct pk_places {
    struct pk_place *items;
    size_t count, capacity;
};

/* Adds those at `root` and below it that are not there yet, the nearest first: so many levels deep,
 * without hidden folders and links; a look that takes too long ends early. */
void pk_places_find(struct pk_places *places, const char *root, int depth);
/* Adds the folder, where it holds a plan and is not there yet. */
void pk_places_add(struct pk_places *places, const char *folder);
void pk_places_dispose(struct pk_places *places);

#endif
