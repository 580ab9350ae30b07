/* Nobody has a plan yet, and somebody has a very large one. */
#include "config.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "../unit/tempfolder.h"
#include "planek/buf.h"
#include "plandir.h"
#include "terminal.h"

/* Without a plan, with that home. */
static struct terminal *open_nothing(const char *home)
{
    char *variable = temp_path("HOME=", home), *folder = temp_path("TMPDIR=", home);
    struct terminal *t = terminal_open(80, 24, variable, folder, "--lang", "en", NULL);
    terminal_expect(t, "Look at an example");
    free(variable);
    free(folder);
    return t;
}

static void the_welcome_leaves_the_terminal_sane(void **state)
{
    struct terminal *t = open_nothing(*state);
    terminal_expect_lit(t, "Look at an example");
    terminal_close(t);
    t = open_nothing(*state);
    terminal_keys(t, "q");
    terminal_expect_end(t, 0);
    terminal_free(t);
    t = open_nothing(*state);
    terminal_signal(t, SIGTERM);
    terminal_expect_end(t, 0);
    terminal_free(t);
    t = open_nothing(*state);
    terminal_hang_up(t);
    terminal_expect_end(t, 0);
    terminal_free(t);
    assert_int_equal(temp_count(*state), 0);
}

static void it_follows_the_size_of_the_terminal(void **state)
{
    struct terminal *t = open_nothing(*state);
    terminal_resize(t, 40, 10);
    terminal_expect(t, "planek needs 60x15");
    terminal_resize(t, 100, 30);
    terminal_expect(t, "nothing of it is kept");
    terminal_close(t);
}

static void the_example_is_a_copy_that_goes_with_the_program(void **state)
{
    struct terminal *t = open_nothing(*state);
    terminal_keys(t, "Enter");
    terminal_expect(t, "Webináře");
    terminal_expect(t, "a copy to try");
    assert_int_equal(temp_count(*state), 1);
    terminal_keys(t, "Down x");
    terminal_expect(t, "√ Koordinátor");
    terminal_close(t);
    assert_int_equal(temp_count(*state), 0);
}

static void a_plan_that_begins_is_there_the_next_time(void **state)
{
    struct terminal *t = open_nothing(*state);
    char *variable = temp_path("HOME=", *state);
    terminal_keys(t, "Down Enter Down");
    terminal_paste(t, "Nová kampaň");
    terminal_keys(t, "F2");
    terminal_expect(t, "The plan is empty");
    terminal_expect(t, "Nová kampaň 2024");
    terminal_close(t);
    t = terminal_open(80, 24, variable, "--lang", "en", NULL);
    terminal_expect(t, "The plan is empty");
    terminal_close(t);
    free(variable);
}

static void a_usual_plan_that_is_gone_is_told_and_another_one_can_be_opened(void **state)
{
    char *variable = temp_path("HOME=", *state), *config = temp_path(*state, ".config");
    char *own = temp_path(config, "planek"), *plan = temp_path(*state, "moved");
    assert_int_equal(mkdir(config, 0777), 0);
    assert_int_equal(mkdir(own, 0777), 0);
    assert_int_equal(mkdir(plan, 0777), 0);
    temp_put(own, "planek.ini", "[plan]\ndefault = ~/plan\n");
    temp_put(plan, "plan.ini", "[plan]\nyear = 2024\n");
    temp_put(plan, "goals.csv", "id,name\ncil,Přestěhovaný\n");
    temp_put(plan, "activities.csv", "id,goal,title\n");
    struct terminal *t = terminal_open(80, 24, variable, "--lang", "en", NULL);
    terminal_expect(t, "~/plan: there is no such folder");
    terminal_keys(t, "Down Down Enter");
    terminal_type(t, "~/mo");
    terminal_keys(t, "Tab");
    terminal_expect(t, "~/moved/");
    terminal_expect(t, "here is a plan");
    terminal_keys(t, "Enter");
    terminal_expect(t, "Přestěhovaný");
    terminal_close(t);
    free(variable);
    free(config);
    free(own);
    free(plan);
}

static void plans_below_the_home_folder_are_offered(void **state)
{
    struct terminal *t = open_nothing(*state);
    terminal_keys(t, "Down Enter Down");
    terminal_paste(t, "Kampaň");
    terminal_keys(t, "Down Down Down Space F2");
    terminal_expect(t, "The plan is empty");
    terminal_close(t);
    t = open_nothing(*state);
    terminal_expect(t, "~/planek/2024");
    terminal_expect(t, "Open Kampaň 2024");
    terminal_keys(t, "Enter");
    terminal_expect(t, "The plan is empty");
    terminal_close(t);
}

/* ---- long reading ---- */

static void end_by_esc(struct terminal *t)
{
    terminal_keys(t, "Esc");
}

static void end_by_ctrl_c(struct terminal *t)
{
    terminal_keys(t, "Ctrl-C");
}

static void end_by_signal(struct terminal *t)
{
    terminal_signal(t, SIGTERM);
}

static void long_reading_shows_how_far_it_is_and_can_be_ended(void **state)
{
    static void (*const ends[])(struct terminal *) = { end_by_esc, end_by_ctrl_c, end_by_signal,
                                                       terminal_hang_up };
    plandir_put_large(*state);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct terminal *t = terminal_open(80, 24, *state, "--lang", "en", NULL);
        terminal_expect(t, "Reading the plan");
        ends[i](t);
        terminal_expect_end(t, 0);
        terminal_free(t);
    }
    assert_int_equal(temp_count(*state), 3);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, temp_setup, temp_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_welcome_leaves_the_terminal_sane),
        TEST(it_follows_the_size_of_the_terminal),
        TEST(the_example_is_a_copy_that_goes_with_the_program),
        TEST(a_plan_that_begins_is_there_the_next_time),
        TEST(a_usual_plan_that_is_gone_is_told_and_another_one_can_be_opened),
        TEST(plans_below_the_home_folder_are_offered),
        TEST(long_reading_shows_how_far_it_is_and_can_be_ended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
