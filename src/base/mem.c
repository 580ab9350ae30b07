/* The arena is a list of blocks.  The head is the one being filled; each new head is twice as
 * large as the last, up to a bound.  A piece that would waste much of a head gets a block of its
 * own behind it, so that the room left in the head is not lost.
 *
 *     head -> [used....|room] -> [one large piece] -> [used.......] -> NULL
 */
#include "config.h"

#include "planek/mem.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "planek/error.h"
#include "planek/i18n.h"

#ifndef PK_ARENA_FIRST
#define PK_ARENA_FIRST ((size_t)1024)
#endif
#ifndef PK_ARENA_LARGEST
#define PK_ARENA_LARGEST ((size_t)1024 * 1024)
#endif
#ifndef PK_RESERVE_FIRST
#define PK_RESERVE_FIRST 8
#endif

struct pk_arena_block {
    struct pk_arena_block *next;
    size_t used, size;
    max_align_t data[];
};

PK_NORETURN static void out_of_memory(void)
{
    pk_die(_("out of memory"));
}

/* At least one byte, for NULL would mean that there is no memory. */
static size_t bytes_of(size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes) || bytes > PTRDIFF_MAX) {
        out_of_memory();
    }
    return bytes ? bytes : 1;
}

void *pk_new(size_t count, size_t size)
{
    void *made = calloc(bytes_of(count, size), 1);
    if (!made) {
        out_of_memory();
    }
    return made;
}

void *pk_renew(void *old, size_t count, size_t size)
{
    void *made = realloc(old, bytes_of(count, size));
    if (!made) {
        out_of_memory();
    }
    return made;
}

void *pk_reserve(void *array, size_t *capacity, size_t need, size_t size)
{
    if (need <= *capacity) {
        return array;
    }
    size_t wanted = *capacity > SIZE_MAX / 2 ? need : *capacity * 2;
    if (wanted < PK_RESERVE_FIRST) {
        wanted = PK_RESERVE_FIRST;
    }
    if (wanted < need) {
        wanted = need;
    }
    array = pk_renew(array, wanted, size);
    *capacity = wanted;
    return array;
}

char *pk_strdup(const char *text)
{
    return pk_strndup(text, strlen(text));
}

char *pk_strndup(const char *text, size_t length)
{
    size_t len = strnlen(text, length);
    char *copy = pk_renew(NULL, len + 1, 1);
    memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

static struct pk_arena_block *block_new(size_t size)
{
    if (size > SIZE_MAX - sizeof(struct pk_arena_block)) {
        out_of_memory();
    }
    struct pk_arena_block *block = pk_renew(NULL, sizeof *block + size, 1);
    *block = (struct pk_arena_block){ .size = size };
    return block;
}

static size_t next_size(const struct pk_arena_block *head)
{
    if (!head || head->size < PK_ARENA_FIRST / 2) {
        return PK_ARENA_FIRST;
    }
    return head->size < PK_ARENA_LARGEST / 2 ? head->size * 2 : PK_ARENA_LARGEST;
}

/* A piece for which the head has no room. */
static void *take_new(struct pk_arena *arena, size_t size)
{
    size_t fresh = next_size(arena->head);
    bool alone = size > fresh / 4;
    struct pk_arena_block *block = block_new(alone ? size : fresh);
    block->used = size;
    if (alone && arena->head) {
        block->next = arena->head->next;
        arena->head->next = block;
    } else {
        block->next = arena->head;
        arena->head = block;
    }
    return block->data;
}

static void *take(struct pk_arena *arena, size_t size, size_t align)
{
    struct pk_arena_block *block = arena->head;
    if (block) {
        size_t start = (block->used + align - 1) & ~(align - 1);
        if (start <= block->size && size <= block->size - start) {
            block->used = start + size;
            return (char *)block->data + start;
        }
    }
    return take_new(arena, size);
}

void *pk_arena_alloc(struct pk_arena *arena, size_t size)
{
    return take(arena, size, _Alignof(max_align_t));
}

const char *pk_arena_text(struct pk_arena *arena, const char *text, size_t length)
{
    if (length == 0) {
        return "";
    }
    if (length == SIZE_MAX) {
        out_of_memory();
    }
    char *copy = take(arena, length + 1, 1);
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

void pk_arena_dispose(struct pk_arena *arena)
{
    struct pk_arena_block *block = arena->head;
    while (block) {
        struct pk_arena_block *next = block->next;
        free(block);
        block = next;
    }
    arena->head = NULL;
}
