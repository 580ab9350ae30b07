#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "planek/atomic.h"
#include "planek/recent.h"
#include "tests/unit/tempfolder.h"

/* The state folder is not there yet, as on a new machine. */
static int make_home(void **state)
{
    temp_setup(state);
    char *folder = temp_path(*state, "state");
    setenv("HOME", *state, 1);
    setenv("XDG_STATE_HOME", folder, 1);
    free(folder);
    return 0;
}

/* To be given to free(). */
static char *make_plan(const char *home, const char *name)
{
    char *folder = temp_path(home, name);
    assert_int_equal(mkdir(folder, 0777), 0);
    temp_put(folder, "plan.ini", "[plan]\nyear = 2024\n");
    return folder;
}

static void open_plans(const char *home, int count)
{
    for (int i = 0; i < count; i++) {
        char name[16];
        snprintf(name, sizeof name, "p%d", i);
        char *folder = make_plan(home, name);
        pk_recent_add(folder);
        free(folder);
    }
}

/* The last names of the folders, each with a blank behind it. */
static void expect_found(const char *expected)
{
    struct pk_places places = { 0 };
    struct pk_buf names = { 0 };
    pk_recent_find(&places);
    for (size_t i = 0; i < places.count; i++) {
        pk_buf_printf(&names, "%s ", strrchr(places.items[i].folder, '/') + 1);
    }
    assert_string_equal(pk_buf_text(&names), expected);
    pk_buf_dispose(&names);
    pk_places_dispose(&places);
}

static void the_plan_opened_last_comes_first_and_once(void **state)
{
    open_plans(*state, 3);
    expect_found("p2 p1 p0 ");
    char *folder = temp_path(*state, "p1/../p1/");
    pk_recent_add(folder);
    free(folder);
    expect_found("p1 p2 p0 ");
}

static void nine_are_kept(void **state)
{
    open_plans(*state, 11);
    expect_found("p10 p9 p8 p7 p6 p5 p4 p3 p2 ");
}

static void a_plan_that_is_gone_is_not_offered(void **state)
{
    open_plans(*state, 2);
    char *path = temp_path(*state, "p1/plan.ini");
    assert_int_equal(unlink(path), 0);
    free(path);
    expect_found("p0 ");
}

static void a_file_of_anything_is_read_as_far_as_it_makes_sense(void **state)
{
    char *path = pk_recent_path(), *folder = make_plan(*state, "plan");
    struct pk_buf text = { 0 };
    struct pk_diag diag;
    size_t made;
    pk_buf_printf(&text, "relative\n\n/\x01\xff\n%s\n\n%s\n/nowhere", folder, folder);
    assert_int_equal(pk_place_make_parents(path, &made, &diag), PK_OK);
    assert_int_equal(pk_file_replace(path, pk_buf_text(&text), text.len, NULL, &diag), PK_OK);
    expect_found("plan ");
    pk_buf_dispose(&text);
    free(folder);
    free(path);
}

static void what_cannot_be_written_is_no_error(void **state)
{
    temp_put(*state, "state", "a file, where the folder would be\n");
    open_plans(*state, 1);
    expect_found("");
}

static void by_default_it_is_below_the_home_folder(void **state)
{
    static const char *const unusable[] = { "", "state" };
    char *expected = temp_path(*state, ".local/state/" PACKAGE "/recent");
    for (size_t i = 0; i < sizeof unusable / sizeof *unusable; i++) {
        setenv("XDG_STATE_HOME", unusable[i], 1);
        char *path = pk_recent_path();
        assert_string_equal(path, expected);
        free(path);
    }
    free(expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_plan_opened_last_comes_first_and_once, make_home,
                                        temp_teardown),
        cmocka_unit_test_setup_teardown(nine_are_kept, make_home, temp_teardown),
        cmocka_unit_test_setup_teardown(a_plan_that_is_gone_is_not_offered, make_home,
                                        temp_teardown),
        cmocka_unit_test_setup_teardown(a_file_of_anything_is_read_as_far_as_it_makes_sense,
                                        make_home, temp_teardown),
        cmocka_unit_test_setup_teardown(what_cannot_be_written_is_no_error, make_home,
                                        temp_teardown),
        cmocka_unit_test_setup_teardown(by_default_it_is_below_the_home_folder, make_home,
                                        temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
