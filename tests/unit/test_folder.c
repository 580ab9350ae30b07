#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "planek/folder.h"
#include "tests/unit/tempfolder.h"

static char *outer; /* $TMPDIR as it was */

static int setup(void **state)
{
    const char *now = getenv("TMPDIR");
    outer = now ? strdup(now) : NULL;
    return temp_setup(state) || setenv("TMPDIR", *state, 1);
}

static int teardown(void **state)
{
    int failed = outer ? setenv("TMPDIR", outer, 1) : unsetenv("TMPDIR");
    free(outer);
    return temp_teardown(state) || failed;
}

static void plan_files(const char *folder)
{
    temp_put(folder, "plan.ini", "[plan]\nyear = 2024\n");
    temp_put(folder, "goals.csv", "id,name\ng,Goal\n");
    temp_put(folder, "activities.csv", "id,goal,title\na,g,Film\n");
    temp_put(folder, "README.md", "about\n");
}

static void a_copy_has_the_plans_files_and_only_this_user_enters_it(void **state)
{
    char *from = temp_path(*state, "from"), *copy;
    struct stat status;
    assert_int_equal(mkdir(from, 0755), 0);
    plan_files(from);
    assert_int_equal(pk_folder_copy(&copy, from, NULL), PK_OK);
    assert_memory_equal(copy, *state, strlen(*state));
    assert_int_equal(stat(copy, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0700);
    temp_expect(copy, "plan.ini", "[plan]\nyear = 2024\n");
    temp_expect(copy, "activities.csv", "id,goal,title\na,g,Film\n");
    assert_int_equal(temp_count(copy), 3);
    pk_folder_remove(copy);
    assert_int_equal(temp_count(*state), 1);
    free(copy);
    free(from);
}

static void no_plan_to_copy_leaves_nothing_behind(void **state)
{
    struct pk_diag diag;
    char *copy;
    assert_int_equal(pk_folder_copy(&copy, "/nonexistent", &diag), PK_ERR_IO);
    assert_null(copy);
    assert_string_equal(diag.file, "/nonexistent/plan.ini");
    assert_int_equal(temp_count(*state), 0);
}

static void a_disk_that_is_full_leaves_nothing_behind(void **state)
{
    struct pk_diag diag;
    char *from = temp_path(*state, "from"), *copy;
    struct rlimit old;
    assert_int_equal(mkdir(from, 0755), 0);
    plan_files(from);
    temp_limit(10, &old);
    enum pk_err err = pk_folder_copy(&copy, from, &diag);
    temp_unlimit(&old);
    assert_int_equal(err, PK_ERR_IO);
    assert_null(copy);
    assert_int_equal(temp_count(*state), 1);
    free(from);
}

static void removing_follows_no_link_and_keeps_what_is_not_the_plans(void **state)
{
    char *copy = temp_path(*state, "copy"), *precious = temp_path(*state, "precious");
    char *link = temp_path(copy, "goals.csv"), *own = temp_path(copy, ".planek");
    char *inner = temp_path(own, "here");
    assert_int_equal(mkdir(copy, 0700), 0);
    assert_int_equal(mkdir(precious, 0700), 0);
    plan_files(copy);
    temp_put(precious, "plan.ini", "mine");
    assert_int_equal(unlink(link), 0);
    assert_int_equal(symlink("../precious", link), 0);
    assert_int_equal(mkdir(own, 0700), 0);
    assert_int_equal(mkdir(inner, 0700), 0);
    temp_put(inner, "session", "");
    char *escape = temp_path(own, "escape");
    assert_int_equal(symlink("../../precious", escape), 0);

    pk_folder_remove(copy);
    temp_expect(precious, "plan.ini", "mine");
    temp_expect(copy, "README.md", "about\n");
    assert_int_equal(temp_count(copy), 1);

    pk_folder_remove(copy);
    temp_expect(copy, "README.md", "about\n");
    free(copy);
    free(precious);
    free(link);
    free(own);
    free(inner);
    free(escape);
}

static void a_link_to_a_folder_is_not_emptied(void **state)
{
    char *real = temp_path(*state, "real"), *link = temp_path(*state, "link");
    assert_int_equal(mkdir(real, 0700), 0);
    plan_files(real);
    assert_int_equal(symlink("real", link), 0);
    pk_folder_remove(link);
    assert_int_equal(temp_count(real), 4);
    free(real);
    free(link);
}

#define TEMP_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEMP_TEST(a_copy_has_the_plans_files_and_only_this_user_enters_it),
        TEMP_TEST(no_plan_to_copy_leaves_nothing_behind),
        TEMP_TEST(a_disk_that_is_full_leaves_nothing_behind),
        TEMP_TEST(removing_follows_no_link_and_keeps_what_is_not_the_plans),
        TEMP_TEST(a_link_to_a_folder_is_not_emptied),
    };
    return cmocka_run_group_tests_name("folder", tests, NULL, NULL);
}
