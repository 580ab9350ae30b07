#include "config.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "planek/atomic.h"
#include "planek/mem.h"
#include "tests/unit/tempfolder.h"

#define NOBODY 65534

/* Stands in for the system's, so that the names of temporary files can be foreseen. */
static uint64_t random_bits;
ssize_t getrandom(void *out, size_t length, unsigned flags)
{
    (void)flags;
    random_bits++;
    memcpy(out, &random_bits, length < sizeof random_bits ? length : sizeof random_bits);
    return (ssize_t)length;
}

static void replace(const char *path, const char *text)
{
    struct pk_diag diag;
    if (pk_file_replace(path, text, strlen(text), NULL, &diag)) {
        fail_msg("%s: %s", diag.file, diag.text);
    }
}

static enum pk_err read_fails(const char *path, struct pk_diag *diag)
{
    char *bytes;
    size_t length;
    enum pk_err err = pk_file_read(path, &bytes, &length, NULL, diag);
    assert_null(bytes);
    return err;
}

static void what_was_written_is_read_with_its_nul_bytes(void **state)
{
    char *path = temp_path(*state, "file");
    struct pk_filemark written, seen;
    char *bytes;
    size_t length;
    assert_int_equal(pk_file_replace(path, "a\0b\n", 4, &written, NULL), PK_OK);
    assert_int_equal(pk_file_read(path, &bytes, &length, &seen, NULL), PK_OK);
    assert_int_equal(length, 4);
    assert_memory_equal(bytes, "a\0b\n", 5);
    assert_true(pk_filemark_same(&written, &seen));
    free(bytes);
    free(path);
}

static void an_empty_file_is_read_as_nothing(void **state)
{
    char *path = temp_write(*state, "file", "");
    char *bytes;
    size_t length = 1;
    assert_int_equal(pk_file_read(path, &bytes, &length, NULL, NULL), PK_OK);
    assert_int_equal(length, 0);
    assert_string_equal(bytes, "");
    free(bytes);
    free(path);
}

static void no_file_is_unknown_and_anything_else_that_is_no_file_an_error(void **state)
{
    struct pk_diag diag;
    char *none = temp_path(*state, "none"), *dangling = temp_path(*state, "dangling");
    char *pipe = temp_path(*state, "pipe");
    assert_int_equal(symlink("nowhere", dangling), 0);
    assert_int_equal(mkfifo(pipe, 0600), 0);
    assert_int_equal(read_fails(none, &diag), PK_ERR_UNKNOWN);
    assert_int_equal(read_fails(dangling, &diag), PK_ERR_IO);
    assert_string_equal(diag.file, dangling);
    assert_non_null(strstr(diag.text, "link"));
    assert_int_equal(read_fails(pipe, &diag), PK_ERR_IO);
    assert_int_equal(read_fails(*state, &diag), PK_ERR_IO);
    free(none);
    free(dangling);
    free(pipe);
}

static void a_mark_differs_after_a_write_of_the_same_length(void **state)
{
    char *path = temp_write(*state, "file", "one");
    struct pk_filemark before, after;
    pk_filemark_look(path, &before);
    assert_true(before.exists);
    replace(path, "two");
    pk_filemark_look(path, &after);
    assert_false(pk_filemark_same(&before, &after));
    unlink(path);
    pk_filemark_look(path, &before);
    assert_false(before.exists);
    assert_false(pk_filemark_same(&before, &after));
    free(path);
}

static void mode_and_group_are_kept(void **state)
{
    char *path = temp_write(*state, "file", "old");
    struct stat before, after;
    if (geteuid() == 0) {
        assert_int_equal(chown(path, 12345, 54321), 0);
    }
    assert_int_equal(chmod(path, 0664), 0);
    assert_int_equal(stat(path, &before), 0);
    replace(path, "new");
    assert_int_equal(stat(path, &after), 0);
    assert_int_not_equal(before.st_ino, after.st_ino);
    assert_int_equal(after.st_mode, before.st_mode);
    assert_int_equal(after.st_uid, before.st_uid);
    assert_int_equal(after.st_gid, before.st_gid);
    free(path);
}

static void a_new_file_gets_the_mode_that_the_umask_leaves(void **state)
{
    char *path = temp_path(*state, "file");
    struct stat status;
    mode_t mask = umask(027);
    replace(path, "new");
    umask(mask);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0640);
    free(path);
}

static void a_link_is_followed_and_stays_a_link(void **state)
{
    char *real = temp_write(*state, "real", "old"), *link = temp_path(*state, "link");
    struct stat status;
    assert_int_equal(symlink("real", link), 0);
    replace(link, "new");
    assert_int_equal(lstat(link, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    temp_expect(*state, "real", "new");
    assert_int_equal(temp_count(*state), 2);
    free(real);
    free(link);
}

static void a_link_to_nothing_is_not_replaced(void **state)
{
    char *link = temp_path(*state, "link");
    struct pk_diag diag;
    assert_int_equal(symlink("nowhere", link), 0);
    assert_int_equal(pk_file_replace(link, "x", 1, NULL, &diag), PK_ERR_IO);
    assert_int_equal(temp_count(*state), 1);
    free(link);
}

static void a_link_that_waits_in_place_of_the_temporary_file_leads_nowhere(void **state)
{
    char *path = temp_write(*state, "file", "old"), *victim = temp_write(*state, "victim", "mine");
    char *link = temp_path(*state, ".planek-0000000000000001.tmp");
    assert_int_equal(symlink(victim, link), 0);
    random_bits = 0;
    replace(path, "new");
    assert_int_equal(random_bits, 2);
    temp_expect(*state, "victim", "mine");
    temp_expect(*state, "file", "new");
    assert_int_equal(temp_count(*state), 3);
    free(path);
    free(victim);
    free(link);
}

static void a_folder_is_not_replaced(void **state)
{
    char *path = temp_path(*state, "folder");
    struct pk_diag diag;
    assert_int_equal(mkdir(path, 0700), 0);
    assert_int_equal(pk_file_replace(path, "x", 1, NULL, &diag), PK_ERR_IO);
    assert_int_equal(temp_count(*state), 1);
    free(path);
}

static void a_file_that_cannot_grow_leaves_the_old_one_and_nothing_else(void **state)
{
    char *path = temp_write(*state, "file", "old");
    struct rlimit old;
    struct pk_diag diag;
    temp_limit(100, &old);
    char *big = pk_new(1000, 1);
    enum pk_err err = pk_file_replace(path, big, 1000, NULL, &diag);
    temp_unlimit(&old);
    assert_int_equal(err, PK_ERR_IO);
    assert_string_equal(diag.file, path);
    assert_non_null(strstr(diag.text, "larger"));
    temp_expect(*state, "file", "old");
    assert_int_equal(temp_count(*state), 1);
    free(big);
    free(path);
}

static void a_read_only_file_is_not_replaced_behind_its_owners_back(void **state)
{
    char *path = temp_write(*state, "file", "old");
    struct pk_diag diag;
    bool root = geteuid() == 0;
    assert_int_equal(chmod(path, 0444), 0);
    if (root) { /* whom permissions do not stop */
        assert_int_equal(chown(path, NOBODY, NOBODY), 0);
        assert_int_equal(chown(*state, NOBODY, NOBODY), 0);
        assert_int_equal(seteuid(NOBODY), 0);
    }
    enum pk_err err = pk_file_replace(path, "new", 3, NULL, &diag);
    if (root) {
        assert_int_equal(seteuid(0), 0);
    }
    assert_int_equal(err, PK_ERR_IO);
    assert_non_null(strstr(diag.text, "permission"));
    temp_expect(*state, "file", "old");
    assert_int_equal(temp_count(*state), 1);
    free(path);
}

static void several_files_are_ready_before_the_first_is_replaced(void **state)
{
    char *one = temp_write(*state, "one", "1"), *two = temp_write(*state, "two", "2");
    struct pk_replacement items[2];
    size_t done;
    assert_int_equal(pk_replacement_begin(&items[0], one, "11", 2, NULL), PK_OK);
    assert_int_equal(pk_replacement_begin(&items[1], two, "22", 2, NULL), PK_OK);
    temp_expect(*state, "one", "1");
    assert_int_equal(temp_count(*state), 4);
    assert_int_equal(pk_replacement_commit(items, 2, &done, NULL), PK_OK);
    assert_int_equal(done, 2);
    temp_expect(*state, "one", "11");
    temp_expect(*state, "two", "22");
    pk_replacement_abandon(items, 2);
    assert_int_equal(temp_count(*state), 2);
    free(one);
    free(two);
}

static void a_rename_that_fails_tells_how_many_are_in_place(void **state)
{
    char *one = temp_write(*state, "one", "1"), *two = temp_write(*state, "two", "2");
    struct pk_replacement items[2];
    struct pk_diag diag;
    size_t done;
    assert_int_equal(pk_replacement_begin(&items[0], one, "11", 2, NULL), PK_OK);
    assert_int_equal(pk_replacement_begin(&items[1], two, "22", 2, NULL), PK_OK);
    assert_int_equal(unlink(two), 0);
    assert_int_equal(mkdir(two, 0700), 0);
    assert_int_equal(pk_replacement_commit(items, 2, &done, &diag), PK_ERR_IO);
    assert_int_equal(done, 1);
    assert_string_equal(diag.file, two);
    pk_replacement_abandon(items, 2);
    temp_expect(*state, "one", "11");
    assert_int_equal(temp_count(*state), 2);
    free(one);
    free(two);
}

static void what_is_abandoned_leaves_no_trace(void **state)
{
    char *path = temp_write(*state, "file", "old");
    struct pk_replacement item;
    assert_int_equal(pk_replacement_begin(&item, path, "new", 3, NULL), PK_OK);
    pk_replacement_abandon(&item, 1);
    temp_expect(*state, "file", "old");
    assert_int_equal(temp_count(*state), 1);
    free(path);
}

#define TEMP_TEST(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEMP_TEST(what_was_written_is_read_with_its_nul_bytes),
        TEMP_TEST(an_empty_file_is_read_as_nothing),
        TEMP_TEST(no_file_is_unknown_and_anything_else_that_is_no_file_an_error),
        TEMP_TEST(a_mark_differs_after_a_write_of_the_same_length),
        TEMP_TEST(mode_and_group_are_kept),
        TEMP_TEST(a_new_file_gets_the_mode_that_the_umask_leaves),
        TEMP_TEST(a_link_is_followed_and_stays_a_link),
        TEMP_TEST(a_link_to_nothing_is_not_replaced),
        TEMP_TEST(a_link_that_waits_in_place_of_the_temporary_file_leads_nowhere),
        TEMP_TEST(a_folder_is_not_replaced),
        TEMP_TEST(a_file_that_cannot_grow_leaves_the_old_one_and_nothing_else),
        TEMP_TEST(a_read_only_file_is_not_replaced_behind_its_owners_back),
        TEMP_TEST(several_files_are_ready_before_the_first_is_replaced),
        TEMP_TEST(a_rename_that_fails_tells_how_many_are_in_place),
        TEMP_TEST(what_is_abandoned_leaves_no_trace),
    };
    return cmocka_run_group_tests_name("atomic", tests, NULL, NULL);
}
