/* image.h: what a folder holds, in memory: its files, its folders, their bytes; no modes, no times.
 */
#ifndef PLANEK_TESTS_IMAGE_H
#define PLANEK_TESTS_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planek/buf.h"

struct image_item {
    char *path; /* in the folder */
    bool folder;
    uint64_t inode; /* where it was read, 0 elsewhere */
    struct pk_buf bytes;
};

/* Sorted by path, so that a folder stands before what is in it. */
struct image {
    struct image_item *items;
    size_t count, capacity;
};

void image_read(struct image *out, const char *folder);
/* The folder then holds that and nothing else; the files are old, so that nobody waits for them to
 * stand still. */
void image_write(const struct image *image, const char *folder);
/* Takes the bytes. */
void image_add(struct image *image, const char *path, bool folder, struct pk_buf *bytes);
void image_sort(struct image *image);
/* NULL where there is no such path. */
const struct image_item *image_find(const struct image *image, const char *path);
/* The same for equal images, whatever their inodes are. */
uint64_t image_hash(const struct image *image);
bool image_same(const struct image *a, const struct image *b);
/* Where PK_FAULTS_KEEP names a folder, what is wrong is kept in it, and that said. */
void image_keep(const struct image *image);
void image_dispose(struct image *image);

#endif
