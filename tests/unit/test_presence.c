#include "config.h"

#include "planek/presence.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/private.h"
#include "tempfolder.h"

#define HERE ".planek/here"
#define NOBODY 65534

/* The names of the others, in one line. */
static void expect_others(struct pk_presence *presence, const char *expected)
{
    struct pk_buf names = { 0 };
    pk_presence_look(presence);
    for (size_t i = 0; i < pk_presence_count(presence); i++) {
        pk_buf_printf(&names, "%s%s", i ? ", " : "", pk_presence_name(presence, i));
    }
    assert_string_equal(pk_buf_text(&names), expected);
    pk_buf_dispose(&names);
}

static int files_here(const char *folder)
{
    char *here = temp_path(folder, HERE);
    int count = temp_count(here);
    free(here);
    return count;
}

/* A process of that name that is here until it is killed. */
static pid_t somebody(const char *folder, const char *who)
{
    int ready[2];
    char byte;
    assert_int_equal(pipe(ready), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        pk_presence_begin(folder, who);
        if (write(ready[1], "", 1) != 1) {
            _exit(1);
        }
        for (;;) {
            pause();
        }
    }
    close(ready[1]);
    assert_int_equal(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    return child;
}

static void kill_and_wait(pid_t child)
{
    int status;
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_true(waitpid(child, &status, 0) == child);
}

static void those_who_have_the_plan_open_see_each_other(void **state)
{
    struct pk_presence *jana = pk_presence_begin(*state, "jana");
    struct pk_presence *petr = pk_presence_begin(*state, "petr");
    struct pk_presence *again = pk_presence_begin(*state, "jana");
    expect_others(jana, "jana, petr");
    expect_others(petr, "jana, jana");
    pk_presence_end(again);
    expect_others(petr, "jana");
    pk_presence_end(petr);
    expect_others(jana, "");
    pk_presence_end(jana);
    assert_int_equal(files_here(*state), 0);
}

static void a_look_tells_whether_the_others_have_changed(void **state)
{
    struct pk_presence *jana = pk_presence_begin(*state, "jana");
    assert_false(pk_presence_look(jana));
    struct pk_presence *petr = pk_presence_begin(*state, "petr");
    assert_true(pk_presence_look(jana));
    assert_false(pk_presence_look(jana));
    pk_presence_end(petr);
    petr = pk_presence_begin(*state, "petra");
    assert_true(pk_presence_look(jana));
    pk_presence_end(petr);
    assert_true(pk_presence_look(jana));
    pk_presence_end(jana);
}

static void one_that_was_killed_is_gone_and_leaves_no_file(void **state)
{
    struct pk_presence *jana = pk_presence_begin(*state, "jana");
    pid_t petr = somebody(*state, "petr"), eva = somebody(*state, "eva");
    expect_others(jana, "eva, petr");
    assert_int_equal(files_here(*state), 3);
    kill_and_wait(petr);
    expect_others(jana, "eva");
    assert_int_equal(files_here(*state), 2);
    kill_and_wait(eva);
    expect_others(jana, "");
    pk_presence_end(jana);
}

static void one_that_is_stopped_stays(void **state)
{
    struct pk_presence *jana = pk_presence_begin(*state, "jana");
    pid_t petr = somebody(*state, "petr");
    int status;
    assert_int_equal(kill(petr, SIGSTOP), 0);
    assert_true(waitpid(petr, &status, WUNTRACED) == petr && WIFSTOPPED(status));
    expect_others(jana, "petr");
    kill_and_wait(petr);
    expect_others(jana, "");
    pk_presence_end(jana);
}

static void a_file_that_somebody_is_just_making_is_left_alone(void **state)
{
    struct pk_presence *jana = pk_presence_begin(*state, "jana");
    temp_put(*state, HERE "/.0123456789abcdef", "");
    temp_put(*state, HERE "/0123456789abcdef", "left\n");
    temp_put(*state, HERE "/README", "of somebody else\n");
    expect_others(jana, "");
    temp_expect(*state, HERE "/.0123456789abcdef", "");
    temp_expect(*state, HERE "/README", "of somebody else\n");
    assert_int_equal(files_here(*state), 3);
    pk_presence_end(jana);
}

static void a_file_that_nobody_finished_long_ago_is_removed(void **state)
{
    struct pk_presence *jana = pk_presence_begin(*state, "jana");
    char *path = temp_write(*state, HERE "/.0123456789abcdef", "");
    struct timespec long_ago[2] = { { .tv_sec = 1000 }, { .tv_sec = 1000 } };
    assert_int_equal(utimensat(AT_FDCWD, path, long_ago, 0), 0);
    expect_others(jana, "");
    assert_int_equal(files_here(*state), 1);
    free(path);
    pk_presence_end(jana);
}

static void names_are_made_safe_and_cut(void **state)
{
    struct pk_presence *jana = pk_presence_begin(*state, "jana");
    struct pk_presence *bell = pk_presence_begin(*state, "be\al\x1b[2Jl\nx");
    expect_others(jana, "be\xEF\xBF\xBDl\xEF\xBF\xBD[2Jl x");
    pk_presence_end(bell);
    char name[1000];
    for (size_t i = 0; i < sizeof(name) - 1; i += 2) {
        memcpy(name + i, "\xC5\xBE", 2);
    }
    name[sizeof(name) - 2] = name[sizeof(name) - 1] = '\0';
    struct pk_presence *great = pk_presence_begin(*state, name);
    name[254] = '\0';
    expect_others(jana, name);
    pk_presence_end(great);
    pk_presence_end(jana);
}

/* Puts a locked file there as no planek would write it; the descriptor holds the lock. */
static int hostile_file(const char *folder, const char *bytes, size_t length)
{
    char *path = temp_path(folder, HERE "/fedcba9876543210");
    temp_write_bytes(path, bytes, length);
    struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
    int fd = open(path, O_RDWR);
    assert_true(fd >= 0);
    assert_int_equal(fcntl(fd, F_OFD_SETLK, &lock), 0);
    free(path);
    return fd;
}

static void a_hostile_file_gives_a_harmless_name(void **state)
{
    struct pk_presence *jana = pk_presence_begin(*state, "jana");
    int fd = hostile_file(*state, "", 0);
    expect_others(jana, "?");
    close(fd);
    fd = hostile_file(*state, "\x9b\0\x1b\xff\nsecond", 11);
    expect_others(jana, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    close(fd);
    char long_one[5000];
    memset(long_one, 'a', sizeof(long_one));
    fd = hostile_file(*state, long_one, sizeof(long_one));
    long_one[256] = '\0';
    expect_others(jana, long_one);
    close(fd);
    pk_presence_end(jana);
}

static void what_is_no_plain_file_is_neither_opened_nor_removed(void **state)
{
    struct pk_presence *jana = pk_presence_begin(*state, "jana");
    char *pipe_path = temp_path(*state, HERE "/00000000000000aa");
    char *link_path = temp_path(*state, HERE "/00000000000000bb");
    char *folder_path = temp_path(*state, HERE "/00000000000000cc");
    char *target = temp_write(*state, "target", "root\n");
    assert_int_equal(mkfifo(pipe_path, 0666), 0);
    assert_int_equal(symlink(target, link_path), 0);
    assert_int_equal(mkdir(folder_path, 0777), 0);
    expect_others(jana, "");
    assert_int_equal(files_here(*state), 4);
    pk_presence_end(jana);
    temp_expect(*state, "target", "root\n");
    free(pipe_path);
    free(link_path);
    free(folder_path);
    free(target);
}

static void a_link_in_place_of_the_folder_means_no_presence(void **state)
{
    static const char *const links[] = { ".planek", HERE };
    char *elsewhere = temp_path(*state, "elsewhere");
    char *inside = temp_path(elsewhere, "here");
    assert_int_equal(mkdir(elsewhere, 0777), 0);
    assert_int_equal(mkdir(inside, 0777), 0);
    for (size_t i = 0; i < 2; i++) {
        char *link_path = temp_path(*state, links[i]);
        assert_int_equal(symlink(i == 0 ? elsewhere : inside, link_path), 0);
        struct pk_presence *jana = pk_presence_begin(*state, "jana");
        struct pk_presence *petr = pk_presence_begin(*state, "petr");
        expect_others(jana, "");
        assert_int_equal(temp_count(inside), 0);
        pk_presence_end(petr);
        pk_presence_end(jana);
        assert_int_equal(unlink(link_path), 0);
        free(link_path);
        close(pk_private_open(*state, true));
    }
    free(elsewhere);
    free(inside);
}

/* Runs in a process that may not do everything: check gets the folder. */
static void as_nobody(const char *folder, void (*check)(const char *folder))
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0)) {
            _exit(2);
        }
        check(folder);
        _exit(0);
    }
    int status;
    assert_true(waitpid(child, &status, 0) == child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void sees_jana_and_leaves_nothing(const char *folder)
{
    struct pk_presence *petr = pk_presence_begin(folder, "petr");
    pk_presence_look(petr);
    if (pk_presence_count(petr) != 1 || strcmp(pk_presence_name(petr, 0), "jana") != 0 ||
        files_here(folder) != 2) {
        _exit(1);
    }
    pk_presence_end(petr);
}

static void who_cannot_write_to_the_folder_sees_others_and_is_not_seen(void **state)
{
    assert_int_equal(chmod(*state, 0755), 0);
    struct pk_presence *jana = pk_presence_begin(*state, "jana");
    temp_put(*state, HERE "/0123456789abcdef", "left\n");
    char *here = temp_path(*state, HERE);
    assert_int_equal(chmod(here, 0555), 0);
    as_nobody(*state, sees_jana_and_leaves_nothing);
    assert_int_equal(chmod(here, 0755), 0);
    free(here);
    pk_presence_end(jana);
}

static void nobody_is_here(const char *folder)
{
    struct pk_presence *petr = pk_presence_begin(folder, "petr");
    if (pk_presence_look(petr) || pk_presence_count(petr) != 0) {
        _exit(1);
    }
    pk_presence_end(petr);
}

static void a_folder_that_cannot_be_written_to_or_is_not_there_fails_nothing(void **state)
{
    assert_int_equal(chmod(*state, 0555), 0);
    as_nobody(*state, nobody_is_here);
    assert_int_equal(temp_count(*state), 0);
    assert_int_equal(chmod(*state, 0755), 0);
    nobody_is_here("/nowhere/at/all");
}

static void expect_mode(const char *folder, const char *name, mode_t mode)
{
    struct stat status;
    char *path = temp_path(folder, name);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 07777, mode);
    free(path);
}

static void the_folder_serves_all_who_may_use_the_plan(void **state)
{
    mode_t old = umask(077);
    assert_int_equal(chmod(*state, 02775), 0);
    struct pk_presence *jana = pk_presence_begin(*state, "jana");
    umask(old);
    expect_mode(*state, ".planek", 02775);
    expect_mode(*state, HERE, 02775);
    char *here = temp_path(*state, HERE);
    DIR *entries = opendir(here);
    const struct dirent *entry;
    while ((entry = readdir(entries))) {
        if (*entry->d_name != '.') {
            expect_mode(here, entry->d_name, 0644);
        }
    }
    closedir(entries);
    free(here);
    pk_presence_end(jana);
}

static void a_private_plan_stays_private(void **state)
{
    mode_t old = umask(0);
    assert_int_equal(chmod(*state, 0700), 0);
    struct pk_presence *jana = pk_presence_begin(*state, "jana");
    umask(old);
    expect_mode(*state, ".planek", 0700);
    expect_mode(*state, HERE, 0700);
    pk_presence_end(jana);
}

static void the_folder_takes_the_plans_group(void **state)
{
    if (geteuid() != 0) {
        skip();
    }
    struct stat status;
    assert_int_equal(chown(*state, (uid_t)-1, NOBODY), 0);
    close(pk_private_open(*state, true));
    char *path = temp_path(*state, ".planek");
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_gid, NOBODY);
    free(path);
}

static void a_folder_that_was_cleaned_away_is_made_again(void **state)
{
    struct pk_presence *jana = pk_presence_begin(*state, "jana");
    struct pk_presence *petr = pk_presence_begin(*state, "petr");
    char *path = temp_path(*state, ".planek");
    temp_remove(path);
    expect_others(jana, "");
    expect_others(petr, "jana");
    expect_others(jana, "petr");
    pk_presence_end(jana);
    pk_presence_end(petr);
    assert_int_equal(files_here(*state), 0);
    free(path);
}

static void without_making_there_is_no_private_folder(void **state)
{
    assert_int_equal(pk_private_open(*state, false), -1);
    assert_int_equal(errno, ENOENT);
    assert_int_equal(temp_count(*state), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(those_who_have_the_plan_open_see_each_other),
        TEST(a_look_tells_whether_the_others_have_changed),
        TEST(one_that_was_killed_is_gone_and_leaves_no_file),
        TEST(one_that_is_stopped_stays),
        TEST(a_file_that_somebody_is_just_making_is_left_alone),
        TEST(a_file_that_nobody_finished_long_ago_is_removed),
        TEST(names_are_made_safe_and_cut),
        TEST(a_hostile_file_gives_a_harmless_name),
        TEST(what_is_no_plain_file_is_neither_opened_nor_removed),
        TEST(a_link_in_place_of_the_folder_means_no_presence),
        TEST(who_cannot_write_to_the_folder_sees_others_and_is_not_seen),
        TEST(a_folder_that_cannot_be_written_to_or_is_not_there_fails_nothing),
        TEST(the_folder_serves_all_who_may_use_the_plan),
        TEST(a_private_plan_stays_private),
        TEST(the_folder_takes_the_plans_group),
        TEST(a_folder_that_was_cleaned_away_is_made_again),
        TEST(without_making_there_is_no_private_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
