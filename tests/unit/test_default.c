#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "planek/config.h"
#include "tests/unit/tempfolder.h"

/* A home with a plan's folder in it. */
static int make_home(void **state)
{
    temp_setup(state);
    char *folder = temp_path(*state, "planek");
    unsetenv("XDG_CONFIG_HOME");
    setenv("HOME", *state, 1);
    assert_int_equal(mkdir(folder, 0777), 0);
    free(folder);
    return 0;
}

static char *config_folder(const char *home, bool make)
{
    char *folder = temp_path(home, ".config");
    if (make) {
        assert_int_equal(mkdir(folder, 0777), 0);
    }
    char *own = temp_path(folder, "planek");
    if (make) {
        assert_int_equal(mkdir(own, 0777), 0);
    }
    free(folder);
    return own;
}

static void set(const char *home)
{
    struct pk_diag diag = { .text = "" };
    char *folder = temp_path(home, "planek");
    if (pk_config_set_plan(folder, &diag) != PK_OK) {
        fail_msg("%s", diag.text);
    }
    free(folder);
}

static void a_file_is_made_where_there_is_none(void **state)
{
    set(*state);
    char *folder = config_folder(*state, false);
    temp_expect(folder, "planek.ini", "[plan]\ndefault = ~/planek\n");
    free(folder);
}

static void what_else_stands_in_it_stays(void **state)
{
    static const struct {
        const char *before, *after;
    } cases[] = {
        { "[ui]\ntheme = light", "[ui]\ntheme = light\n\n[plan]\ndefault = ~/planek\n" },
        { "; mine\n[plan]\n[ui]\n", "; mine\n[plan]\ndefault = ~/planek\n[ui]\n" },
        { "[plan]\n ; old\ndefault = /srv/x ; why\n\n[ui]\ndefault = 1\n",
          "[plan]\n ; old\ndefault = ~/planek\n\n[ui]\ndefault = 1\n" },
        { "[plan]\ndefault=a\ndefault: b", "[plan]\ndefault=a\ndefault = ~/planek\n" },
        { "[plan]\ndefaults = a\n", "[plan]\ndefault = ~/planek\ndefaults = a\n" },
        { "[plan]\n[ui]\n[plan]\ndefault = a\n", "[plan]\n[ui]\n[plan]\ndefault = ~/planek\n" },
    };
    char *folder = config_folder(*state, true);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        temp_put(folder, "planek.ini", cases[i].before);
        set(*state);
        temp_expect(folder, "planek.ini", cases[i].after);
    }
    free(folder);
}

static void it_is_the_plan_that_is_opened_next(void **state)
{
    struct pk_config config;
    struct pk_faults warnings = { 0 };
    char *folder = temp_path(*state, "planek"), *whole = realpath(folder, NULL);
    set(*state);
    pk_config_init(&config);
    pk_config_load(&config, &warnings);
    assert_string_equal(config.plan, whole);
    assert_int_equal(warnings.count, 0);
    pk_config_dispose(&config);
    free(folder);
    free(whole);
}

static void a_folder_that_cannot_stand_there_leaves_the_file_alone(void **state)
{
    struct pk_diag diag;
    char *own = config_folder(*state, true), *odd = temp_path(*state, "a ;b");
    assert_int_equal(mkdir(odd, 0777), 0);
    temp_put(own, "planek.ini", "[plan]\ndefault = /srv/x\n");
    assert_int_equal(pk_config_set_plan(odd, &diag), PK_ERR_USAGE);
    temp_expect(own, "planek.ini", "[plan]\ndefault = /srv/x\n");
    free(own);
    free(odd);
}

static void a_file_that_cannot_be_written_is_told(void **state)
{
    struct pk_diag diag;
    char *folder = temp_path(*state, "planek");
    char *in_the_way = temp_write(*state, ".config", "");
    assert_int_equal(pk_config_set_plan(folder, &diag), PK_ERR_IO);
    assert_true(*diag.text);
    free(in_the_way);
    free(folder);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, make_home, temp_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_file_is_made_where_there_is_none),
        TEST(what_else_stands_in_it_stays),
        TEST(it_is_the_plan_that_is_opened_next),
        TEST(a_folder_that_cannot_stand_there_leaves_the_file_alone),
        TEST(a_file_that_cannot_be_written_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
