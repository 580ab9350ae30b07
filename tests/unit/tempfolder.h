/* tempfolder.h: a fresh folder for each test that needs real files; *state is its path.
 *
 * Everything is static inline, so that only the tests that include it know of it.
 */
#ifndef PLANEK_TESTS_TEMPFOLDER_H
#define PLANEK_TESTS_TEMPFOLDER_H

#include <dirent.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "planek/buf.h"

/* To be given to free(). */
static inline char *temp_path(const char *folder, const char *name)
{
    struct pk_buf path = { 0 };
    pk_buf_printf(&path, "%s/%s", folder, name);
    return pk_buf_take(&path);
}

static inline void temp_write_bytes(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

/* Writes in place; returns the path, to be given to free(). */
static inline char *temp_write(const char *folder, const char *name, const char *text)
{
    char *path = temp_path(folder, name);
    temp_write_bytes(path, text, strlen(text));
    return path;
}

static inline void temp_put(const char *folder, const char *name, const char *text)
{
    free(temp_write(folder, name, text));
}

/* The file's content, to be given to free(). */
static inline char *temp_read(const char *folder, const char *name)
{
    char *path = temp_path(folder, name);
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("%s is not there", path);
    struct pk_buf content = { 0 };
    char part[4096];
    size_t got;
    while ((got = fread(part, 1, sizeof part, file)) > 0)
        pk_buf_add(&content, part, got);
    fclose(file);
    free(path);
    return pk_buf_take(&content);
}

static inline void temp_expect(const char *folder, const char *name, const char *text)
{
    char *content = temp_read(folder, name);
    assert_string_equal(content, text);
    free(content);
}

/* How many entries the folder has. */
static inline int temp_count(const char *folder)
{
    DIR *entries = opendir(folder);
    assert_non_null(entries);
    int count = -2; /* . and .. */
    while (readdir(entries))
        count++;
    closedir(entries);
    return count;
}

static inline void temp_remove(const char *path)
{
    struct stat status;
    if (lstat(path, &status) != 0)
        return;
    DIR *entries = S_ISDIR(status.st_mode) ? opendir(path) : NULL;
    struct dirent *entry;
    while (entries && (entry = readdir(entries))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        char *inside = temp_path(path, entry->d_name);
        temp_remove(inside);
        free(inside);
    }
    if (entries)
        closedir(entries);
    remove(path);
}

/* Lets no file grow beyond so many bytes: as close to a full disk as a test can get. */
static inline void temp_limit(rlim_t bytes, struct rlimit *old)
{
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, old), 0);
    struct rlimit limit = { .rlim_cur = bytes, .rlim_max = old->rlim_max };
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static inline void temp_unlimit(const struct rlimit *old)
{
    assert_int_equal(setrlimit(RLIMIT_FSIZE, old), 0);
}

static inline int temp_setup(void **state)
{
    const char *base = getenv("TMPDIR");
    char *path = temp_path(base && *base ? base : "/tmp", "planek-test-XXXXXX");
    *state = mkdtemp(path);
    return *state ? 0 : -1;
}

static inline int temp_teardown(void **state)
{
    temp_remove(*state);
    free(*state);
    return 0;
}

#endif
