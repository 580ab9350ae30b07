/* kept.h: small files in .planek, replaced as a whole. */
#ifndef PLANEK_STORE_KEPT_H
#define PLANEK_STORE_KEPT_H

#include <stdbool.h>
#include <stddef.h>

/* Malloc'd, with a NUL behind; NULL and errno when there is none or it cannot be read. */
char *pk_kept_read(const char *folder, const char *name, size_t *length);

/* Written beside, synced, renamed; lasting says that the folder is synced, too, else a power cut
 * may bring back the old one.  False and errno: the old one is there. */
bool pk_kept_write(const char *folder, const char *name, const char *bytes, size_t length,
                   bool lasting);
/* The same in two steps, of which only the first one takes its time.  Either place or drop ends
 * it. */
struct pk_keeping {
    int at; /* the folder; -1: nothing to be placed */
    char *name, *temporary;
};
bool pk_keeping_write(struct pk_keeping *keeping, const char *folder, const char *name,
                      const char *bytes, size_t length);
bool pk_keeping_place(struct pk_keeping *keeping);
void pk_keeping_drop(struct pk_keeping *keeping);

/* The same for a file that nobody else may read. */
bool pk_kept_write_own(const char *folder, const char *name, const char *bytes, size_t length);

void pk_kept_remove(const char *folder, const char *name);

/* Removes what programs that were killed left half-written. */
void pk_kept_sweep(const char *folder);

#endif
