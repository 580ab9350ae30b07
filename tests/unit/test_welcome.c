#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "planek/config.h"
#include "tempfolder.h"
#include "ui/welcome.h"

static void press(struct ui_welcome *welcome, const char *name)
{
    struct ui_key key;
    assert_true(ui_key_parse(&key, name));
    (void)ui_welcome_key(welcome, &key);
}

static void type(struct ui_welcome *welcome, const char *text)
{
    struct ui_key key = { .code = UI_KEY_PASTE, .text = text };
    (void)ui_welcome_key(welcome, &key);
}

static void put_plan(const char *home, const char *name, const char *title)
{
    char *folder = temp_path(home, name);
    struct pk_buf text = { 0 };
    assert_int_equal(mkdir(folder, 0777), 0);
    pk_buf_printf(&text, "[plan]\ntitle = %s\nyear = 2024\n", title);
    temp_put(folder, "plan.ini", pk_buf_text(&text));
    pk_buf_dispose(&text);
    free(folder);
}

/* The home folder is the current one; it holds the folder for plans. */
static int at_home(void **state)
{
    int failed = temp_setup(state);
    char *plans = temp_path(*state, "planek"), *work = temp_path(*state, "work");
    setenv("HOME", *state, 1);
    unsetenv("XDG_CONFIG_HOME");
    failed |= mkdir(plans, 0777) | mkdir(work, 0777) | chdir(work);
    free(plans);
    free(work);
    return failed;
}

static int away(void **state)
{
    return chdir("/") | temp_teardown(state);
}

static const struct pk_options options = { .as_of = PK_NO_DAY };

static void a_plan_that_is_there_is_offered_first_the_last_one_before_the_others(void **state)
{
    struct ui_welcome welcome;
    put_plan(*state, "planek/2023", "Loni");
    put_plan(*state, "planek/2024", "Letos");
    ui_welcome_init(&welcome, &options);
    assert_int_equal(ui_welcome_nearby(&welcome), 2);
    assert_string_equal(welcome.nearby.items[0].title, "Letos 2024");
    assert_false(welcome.again);
    press(&welcome, "Enter");
    assert_int_equal(welcome.answer, UI_WELCOME_PLAN);
    assert_non_null(strstr(welcome.folder, "planek/2024"));
    ui_welcome_dispose(&welcome);
}

static void what_stands_below_the_plans_does_what_it_says(void **state)
{
    struct ui_welcome welcome;
    put_plan(*state, "planek/2024", "Letos");
    ui_welcome_init(&welcome, &options);
    press(&welcome, "Down");
    press(&welcome, "Down");
    press(&welcome, "Enter");
    assert_int_equal(welcome.page, UI_WELCOME_NEW);
    press(&welcome, "Esc");
    assert_int_equal(welcome.cursor, 1 + UI_MENU_NEW);
    press(&welcome, "Up");
    press(&welcome, "Enter");
    assert_int_equal(welcome.answer, UI_WELCOME_SAMPLE);
    ui_welcome_dispose(&welcome);
}

static void the_first_plan_is_opened_the_next_time_unless_one_says_not_to(void **state)
{
    struct ui_welcome welcome;
    struct pk_config config = { .plan = *state };
    struct pk_options known = options;
    known.config = &config;
    ui_welcome_init(&welcome, &known);
    assert_false(welcome.again);
    ui_welcome_dispose(&welcome);
    ui_welcome_init(&welcome, &options);
    assert_int_equal(ui_welcome_nearby(&welcome), 0);
    assert_true(welcome.again);
    ui_welcome_dispose(&welcome);
}

static void no_plan_begins_without_a_title(void **state)
{
    (void)state;
    struct ui_welcome welcome;
    struct pk_buf beside = { 0 };
    const struct pk_options today = { .as_of = PK_NO_DAY, .today = pk_day_make(2024, 6, 12) };
    ui_welcome_init(&welcome, &today);
    press(&welcome, "Down");
    press(&welcome, "Enter");
    assert_false(ui_welcome_beside(&welcome, UI_NEW_TITLE, &beside));
    press(&welcome, "F2");
    assert_int_equal(welcome.answer, UI_WELCOME_NONE);
    assert_int_equal(welcome.cursor, UI_NEW_TITLE);
    assert_true(ui_welcome_beside(&welcome, UI_NEW_TITLE, &beside));
    type(&welcome, "  ");
    press(&welcome, "F2");
    assert_int_equal(welcome.answer, UI_WELCOME_NONE);
    type(&welcome, "Kampaň");
    assert_false(ui_welcome_beside(&welcome, UI_NEW_TITLE, &beside));
    press(&welcome, "F2");
    assert_int_equal(welcome.answer, UI_WELCOME_PLAN);
    pk_buf_dispose(&beside);
    ui_welcome_dispose(&welcome);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            a_plan_that_is_there_is_offered_first_the_last_one_before_the_others, at_home, away),
        cmocka_unit_test_setup_teardown(what_stands_below_the_plans_does_what_it_says, at_home,
                                        away),
        cmocka_unit_test_setup_teardown(the_first_plan_is_opened_the_next_time_unless_one_says_not_to,
                                        at_home, away),
        cmocka_unit_test_setup_teardown(no_plan_begins_without_a_title, at_home, away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
