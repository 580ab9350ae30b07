#include "config.h"

#include "image.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "../unit/tempfolder.h"
#include "planek/mem.h"

void image_add(struct image *image, const char *path, bool folder, struct pk_buf *bytes)
{
    image->items =
        pk_reserve(image->items, &image->capacity, image->count + 1, sizeof *image->items);
    image->items[image->count++] =
        (struct image_item){ .path = pk_strdup(path), .folder = folder, .bytes = *bytes };
    *bytes = (struct pk_buf){ 0 };
}

static void read_bytes(struct pk_buf *out, const char *path)
{
    char part[65536];
    size_t got;
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    while ((got = fread(part, 1, sizeof part, file)) > 0) {
        pk_buf_add(out, part, got);
    }
    fclose(file);
}

static void read_folder(struct image *image, const char *folder, const char *under)
{
    char *place = *under ? temp_path(folder, under) : pk_strdup(folder);
    DIR *entries = opendir(place);
    const struct dirent *entry;
    assert_non_null(entries);
    while ((entry = readdir(entries))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        struct pk_buf bytes = { 0 };
        struct stat status;
        char *name = *under ? temp_path(under, entry->d_name) : pk_strdup(entry->d_name);
        char *path = temp_path(folder, name);
        assert_int_equal(lstat(path, &status), 0);
        if (S_ISREG(status.st_mode)) {
            read_bytes(&bytes, path);
        }
        image_add(image, name, S_ISDIR(status.st_mode), &bytes);
        image->items[image->count - 1].inode = status.st_ino;
        if (S_ISDIR(status.st_mode)) {
            read_folder(image, folder, name);
        }
        free(path);
        free(name);
    }
    closedir(entries);
    free(place);
}

static int by_path(const void *a, const void *b)
{
    const struct image_item *first = a, *second = b;
    return strcmp(first->path, second->path);
}

void image_sort(struct image *image)
{
    if (image->count) {
        qsort(image->items, image->count, sizeof *image->items, by_path);
    }
}

void image_read(struct image *out, const char *folder)
{
    *out = (struct image){ 0 };
    read_folder(out, folder, "");
    image_sort(out);
}

void image_write(const struct image *image, const char *folder)
{
    static const struct timespec long_ago[] = { { 1700000000, 0 }, { 1700000000, 0 } };
    temp_remove(folder);
    assert_int_equal(mkdir(folder, 0700), 0);
    for (size_t i = 0; i < image->count; i++) {
        const struct image_item *item = &image->items[i];
        char *path = temp_path(folder, item->path);
        if (item->folder) {
            assert_int_equal(mkdir(path, 0700), 0);
        } else {
            temp_write_bytes(path, pk_buf_text(&item->bytes), item->bytes.len);
            assert_int_equal(utimensat(AT_FDCWD, path, long_ago, 0), 0);
        }
        free(path);
    }
}

const struct image_item *image_find(const struct image *image, const char *path)
{
    for (size_t i = 0; i < image->count; i++) {
        if (strcmp(image->items[i].path, path) == 0) {
            return &image->items[i];
        }
    }
    return NULL;
}

/* FNV-1a, with each part's length before it. */
static uint64_t hash_bytes(uint64_t hash, const char *bytes, size_t length)
{
    for (size_t i = 0; i < sizeof length; i++) {
        hash = (hash ^ (length >> 8 * i & 255)) * UINT64_C(1099511628211);
    }
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ (unsigned char)bytes[i]) * UINT64_C(1099511628211);
    }
    return hash;
}

uint64_t image_hash(const struct image *image)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < image->count; i++) {
        const struct image_item *item = &image->items[i];
        hash = hash_bytes(hash, item->path, strlen(item->path));
        hash = hash_bytes(hash, item->folder ? "/" : "-", 1);
        hash = hash_bytes(hash, pk_buf_text(&item->bytes), item->bytes.len);
    }
    return hash;
}

bool image_same(const struct image *a, const struct image *b)
{
    if (a->count != b->count) {
        return false;
    }
    for (size_t i = 0; i < a->count; i++) {
        const struct image_item *first = &a->items[i], *second = &b->items[i];
        if (strcmp(first->path, second->path) != 0 || first->folder != second->folder
            || first->bytes.len != second->bytes.len
            || memcmp(pk_buf_text(&first->bytes), pk_buf_text(&second->bytes), first->bytes.len)
                   != 0) {
            return false;
        }
    }
    return true;
}

void image_keep(const struct image *image)
{
    static unsigned number;
    const char *keep = getenv("PK_FAULTS_KEEP");
    if (keep && *keep) {
        char name[24];
        snprintf(name, sizeof name, "%d-%u", (int)getpid(), ++number);
        char *folder = temp_path(keep, name);
        image_write(image, folder);
        printf("kept in %s\n", folder);
        free(folder);
    }
}

void image_dispose(struct image *image)
{
    for (size_t i = 0; i < image->count; i++) {
        free(image->items[i].path);
        pk_buf_dispose(&image->items[i].bytes);
    }
    free(image->items);
    *image = (struct image){ 0 };
}
