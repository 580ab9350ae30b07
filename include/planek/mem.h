/* mem.h: memory that is there or ends the program (pk_die).
 *
 * Sizes are multiplied with an overflow check.  Nothing here returns NULL.
 */
#ifndef PLANEK_MEM_H
#define PLANEK_MEM_H

#include <stddef.h>

/* count * size zeroed bytes; free() them. */
void *pk_new(size_t count, size_t size);

/* realloc of an array; what is added is not cleared. */
void *pk_renew(void *old, size_t count, size_t size);

/* Grows *array (of elements of that size) so that need elements fit, at least doubling
 * *capacity.  The macro PK_RESERVE in callers' terms: pk_reserve(&a, &cap, n + 1, sizeof *a). */
void *pk_reserve(void *array, size_t *capacity, size_t need, size_t size);

/* Copies to be given to free(). */
char *pk_strdup(const char *text);
char *pk_strndup(const char *text, size_t length);

/* An arena: many small pieces that are freed together.  Zero-initialise to begin. */
struct pk_arena {
    struct pk_arena_block *head;
};

/* size bytes, aligned for any object, not cleared. */
void *pk_arena_alloc(struct pk_arena *arena, size_t size);
/* A NUL-terminated copy, packed without alignment; the empty text is a static "". */
const char *pk_arena_text(struct pk_arena *arena, const char *text, size_t length);
void pk_arena_dispose(struct pk_arena *arena);

#endif
