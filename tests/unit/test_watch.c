#include "config.h"

#include "planek/watch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "planek/presence.h"
#include "tempfolder.h"

/* A plan's folder, watched, of which nothing is left to tell. */
struct watched {
    char *folder; /* a folder in the temporary one, so that it can be moved */
    struct pk_watch watch;
};

static int set_up(void **state)
{
    struct watched *watched = calloc(1, sizeof(*watched));
    void *outer;
    if (!watched || temp_setup(&outer) != 0) {
        free(watched);
        return -1;
    }
    watched->folder = temp_path(outer, "plan");
    free(outer);
    *state = watched;
    if (mkdir(watched->folder, 0777) != 0) {
        return -1;
    }
    temp_put(watched->folder, "activities.csv", "id,title\n");
    pk_watch_begin(&watched->watch, watched->folder);
    return watched->watch.fd >= 0 ? 0 : -1;
}

static int tear_down(void **state)
{
    struct watched *watched = *state;
    pk_watch_end(&watched->watch);
    *strrchr(watched->folder, '/') = '\0';
    temp_remove(watched->folder);
    free(watched->folder);
    free(watched);
    return 0;
}

static void expect(struct watched *watched, unsigned bits)
{
    assert_int_equal(pk_watch_take(&watched->watch, watched->folder), bits);
}

static bool tells(const struct watched *watched)
{
    struct pollfd poller = { .fd = watched->watch.fd, .events = POLLIN };
    return poll(&poller, 1, 0) == 1;
}

static void rename_in(const struct watched *watched, const char *from, const char *to)
{
    char *old = temp_path(watched->folder, from), *new = temp_path(watched->folder, to);
    assert_int_equal(rename(old, new), 0);
    free(old);
    free(new);
}

static void when_nothing_happened_nothing_is_told_and_nobody_waits(void **state)
{
    struct watched *watched = *state;
    assert_false(tells(watched));
    expect(watched, 0);
    free(temp_read(watched->folder, "activities.csv"));
    assert_false(tells(watched));
    expect(watched, 0);
}

static void a_plans_file_that_is_written_replaced_made_or_removed_is_told(void **state)
{
    struct watched *watched = *state;
    char *path = temp_path(watched->folder, "history.csv");
    temp_put(watched->folder, "activities.csv", "id,title\na,A\n");
    assert_true(tells(watched));
    expect(watched, PK_WATCH_FILES);
    expect(watched, 0);
    temp_put(watched->folder, "a.tmp", "id,name\n");
    expect(watched, 0);
    rename_in(watched, "a.tmp", "goals.csv");
    expect(watched, PK_WATCH_FILES);
    temp_put(watched->folder, "plan.ini", "[plan]\nyear = 2024\n");
    expect(watched, PK_WATCH_FILES);
    temp_put(watched->folder, "history.csv", "txn\n");
    expect(watched, PK_WATCH_FILES);
    assert_int_equal(chmod(path, 0600), 0);
    expect(watched, PK_WATCH_FILES);
    assert_int_equal(unlink(path), 0);
    expect(watched, PK_WATCH_FILES);
    free(path);
}

static void what_is_appended_to_a_file_that_stays_open_is_told(void **state)
{
    struct watched *watched = *state;
    char *path = temp_path(watched->folder, "history.csv");
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND, 0666);
    assert_true(fd >= 0);
    expect(watched, PK_WATCH_FILES);
    assert_int_equal(write(fd, "row\n", 4), 4);
    expect(watched, PK_WATCH_FILES);
    close(fd);
    free(path);
}

static void other_files_and_temporary_ones_do_not_count(void **state)
{
    static const char *const names[] = {
        ".planek-0123456789abcdef.tmp", "notes.txt", "activities.csv~", ".~lock.activities.csv#",
        "Activities.csv", "other.csv", "activities",
    };
    struct watched *watched = *state;
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        temp_put(watched->folder, names[i], "x\n");
        assert_true(tells(watched));
        if (pk_watch_take(&watched->watch, watched->folder) != 0) {
            fail_msg("%s was told", names[i]);
        }
    }
}

static void those_who_come_and_go_are_told_from_the_first_on(void **state)
{
    struct watched *watched = *state;
    struct pk_presence *jana = pk_presence_begin(watched->folder, "jana");
    assert_true(tells(watched));
    expect(watched, PK_WATCH_HERE);
    expect(watched, 0);
    struct pk_presence *petr = pk_presence_begin(watched->folder, "petr");
    expect(watched, PK_WATCH_HERE);
    pk_presence_look(jana);
    pk_presence_look(petr);
    expect(watched, 0);
    pk_presence_end(petr);
    expect(watched, PK_WATCH_HERE);
    pk_presence_end(jana);
    expect(watched, PK_WATCH_HERE);
    expect(watched, 0);
}

static void one_that_is_killed_is_told(void **state)
{
    struct watched *watched = *state;
    int ready[2], status;
    char byte;
    assert_int_equal(pipe(ready), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        pk_presence_begin(watched->folder, "petr");
        if (write(ready[1], "", 1) == 1) {
            pause();
        }
        _exit(1);
    }
    assert_int_equal(read(ready[0], &byte, 1), 1);
    expect(watched, PK_WATCH_HERE);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_true(waitpid(child, &status, 0) == child);
    expect(watched, PK_WATCH_HERE);
    close(ready[0]);
    close(ready[1]);
}

/* .planek may be there long before anybody is, and much is written in it. */
static void what_happens_in_the_private_folder_is_not_told(void **state)
{
    struct watched *watched = *state;
    char *private = temp_path(watched->folder, ".planek");
    char *here = temp_path(private, "here");
    assert_int_equal(mkdir(private, 0777), 0);
    expect(watched, PK_WATCH_HERE);
    temp_put(private, "activities.csv", "id\n");
    expect(watched, 0);
    assert_int_equal(mkdir(here, 0777), 0);
    assert_true(tells(watched));
    expect(watched, PK_WATCH_HERE);
    expect(watched, 0);
    temp_put(private, "goals.csv", "id\n");
    assert_false(tells(watched));
    temp_put(here, ".0123456789abcdef", "x\n");
    expect(watched, 0);
    rename_in(watched, ".planek/here/.0123456789abcdef", ".planek/here/0123456789abcdef");
    expect(watched, PK_WATCH_HERE);
    free(private);
    free(here);
}

static void a_private_folder_that_is_replaced_is_watched_again(void **state)
{
    struct watched *watched = *state;
    char *private = temp_path(watched->folder, ".planek");
    pk_presence_end(pk_presence_begin(watched->folder, "jana"));
    expect(watched, PK_WATCH_HERE);
    temp_remove(private);
    expect(watched, PK_WATCH_HERE);
    struct pk_presence *jana = pk_presence_begin(watched->folder, "jana");
    expect(watched, PK_WATCH_HERE);
    rename_in(watched, ".planek", "moved");
    expect(watched, PK_WATCH_HERE);
    pk_presence_look(jana);
    expect(watched, PK_WATCH_HERE);
    pk_presence_end(jana);
    expect(watched, PK_WATCH_HERE);
    free(private);
}

static void a_link_in_place_of_the_private_folder_is_not_followed(void **state)
{
    struct watched *watched = *state;
    char *elsewhere = temp_path(watched->folder, "elsewhere");
    char *inside = temp_path(elsewhere, "here");
    char *private = temp_path(watched->folder, ".planek");
    assert_int_equal(mkdir(elsewhere, 0777), 0);
    assert_int_equal(mkdir(inside, 0777), 0);
    assert_int_equal(symlink(elsewhere, private), 0);
    (void)pk_watch_take(&watched->watch, watched->folder);
    temp_put(inside, "0123456789abcdef", "x\n");
    assert_false(tells(watched));
    expect(watched, 0);
    assert_int_equal(unlink(private), 0);
    assert_int_equal(mkdir(private, 0777), 0);
    char *here = temp_path(private, "here");
    assert_int_equal(symlink(inside, here), 0);
    (void)pk_watch_take(&watched->watch, watched->folder);
    temp_put(inside, "00000000000000aa", "x\n");
    assert_false(tells(watched));
    free(here);
    free(private);
    free(inside);
    free(elsewhere);
}

static void a_folder_put_in_the_place_of_another_is_watched(void **state)
{
    struct watched *watched = *state;
    struct pk_buf moved = { 0 };
    pk_buf_printf(&moved, "%s-old", watched->folder);
    assert_int_equal(rename(watched->folder, pk_buf_text(&moved)), 0);
    expect(watched, PK_WATCH_FILES | PK_WATCH_HERE);
    expect(watched, 0);
    assert_int_equal(mkdir(watched->folder, 0777), 0);
    expect(watched, PK_WATCH_FILES);
    expect(watched, 0);
    temp_put(pk_buf_text(&moved), "activities.csv", "id\n");
    assert_false(tells(watched));
    temp_put(watched->folder, "activities.csv", "id\n");
    expect(watched, PK_WATCH_FILES);
    pk_buf_dispose(&moved);
}

static void when_too_much_happened_everything_counts(void **state)
{
    struct watched *watched = *state;
    int limit = 0;
    FILE *file = fopen("/proc/sys/fs/inotify/max_queued_events", "r");
    if (!file || fscanf(file, "%d", &limit) != 1 || limit > 200000) {
        skip();
    }
    fclose(file);
    int one = open(watched->folder, O_RDONLY | O_DIRECTORY);
    temp_put(watched->folder, "one", "");
    temp_put(watched->folder, "two", "");
    expect(watched, 0);
    for (int i = 0; i <= limit; i++) {
        assert_int_equal(utimensat(one, i % 2 ? "one" : "two", NULL, 0), 0);
    }
    expect(watched, PK_WATCH_FILES | PK_WATCH_HERE);
    expect(watched, 0);
    close(one);
}

static void without_a_folder_nothing_fails(void **state)
{
    (void)state;
    struct pk_watch watch;
    pk_watch_begin(&watch, "/nowhere/at/all");
    assert_int_equal(pk_watch_take(&watch, "/nowhere/at/all"), 0);
    pk_watch_end(&watch);
    assert_int_equal(watch.fd, -1);
    assert_int_equal(pk_watch_take(&watch, "/nowhere/at/all"), 0);
    pk_watch_end(&watch);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(when_nothing_happened_nothing_is_told_and_nobody_waits),
        TEST(a_plans_file_that_is_written_replaced_made_or_removed_is_told),
        TEST(what_is_appended_to_a_file_that_stays_open_is_told),
        TEST(other_files_and_temporary_ones_do_not_count),
        TEST(those_who_come_and_go_are_told_from_the_first_on),
        TEST(one_that_is_killed_is_told),
        TEST(what_happens_in_the_private_folder_is_not_told),
        TEST(a_private_folder_that_is_replaced_is_watched_again),
        TEST(a_link_in_place_of_the_private_folder_is_not_followed),
        TEST(a_folder_put_in_the_place_of_another_is_watched),
        TEST(when_too_much_happened_everything_counts),
        cmocka_unit_test(without_a_folder_nothing_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
