/* The mouse as a terminal tells about it; what it does is shown by the scripts of tests/screens. */
#include "config.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../unit/tempfolder.h"
#include "plandir.h"
#include "terminal.h"

static struct terminal *open_plan(const char *folder, int columns, int rows)
{
    struct terminal *t = terminal_open(columns, rows, folder, "--lang", "en", NULL);
    terminal_expect(t, "Goals and activities");
    return t;
}

static void turn_on(struct terminal *t)
{
    terminal_keys(t, "M");
    terminal_expect(t, "the mouse is on");
}

/* Rows and columns count from 0, as everywhere here. */
static void click(struct terminal *t, int row, int column)
{
    char bytes[64];
    int length = snprintf(bytes, sizeof bytes, "\033[<0;%d;%dM\033[<0;%d;%dm", column + 1, row + 1,
                          column + 1, row + 1);
    terminal_send(t, bytes, (size_t)length);
}

static void it_is_off_until_it_is_turned_on(void **state)
{
    struct terminal *t = open_plan(*state, 80, 24);
    assert_false(terminal_sent(t, "\033[?1000h"));
    turn_on(t);
    assert_true(terminal_sent(t, "\033[?1006h"));
    terminal_keys(t, "M");
    terminal_expect(t, "the mouse is off");
    terminal_close(t);
}

static void a_click_lights_a_row_and_two_open_it(void **state)
{
    struct terminal *t = open_plan(*state, 80, 24);
    turn_on(t);
    click(t, 4, 10);
    terminal_expect_lit(t, "Pracovní tým");
    click(t, 5, 10);
    click(t, 5, 10);
    terminal_expect(t, "Deadline");
    terminal_expect_gone(t, "Goals and activities");
    terminal_close(t);
}

static void terminals_without_sgr_are_understood(void **state)
{
    struct terminal *t = open_plan(*state, 200, 50);
    turn_on(t);
    terminal_send(t, "\033[M \053\045\033[M#\053\045", 12);
    terminal_expect_lit(t, "Pracovní tým");
    terminal_send(t, "\033[M \310\046\033[M#\310\046", 12); /* beyond column 95 */
    terminal_expect_lit(t, "Zapojení marketingu OKH");
    terminal_close(t);
}

static void the_wheel_scrolls_and_leaves_the_cursor_on_its_row(void **state)
{
    struct terminal *t = open_plan(*state, 80, 24);
    turn_on(t);
    click(t, 8, 10);
    terminal_expect_lit(t, "Sběr dat");
    terminal_send(t, "\033[<65;10;10M", 12);
    terminal_expect_gone(t, "1 Řízení");
    terminal_expect_lit(t, "Sběr dat");
    terminal_send(t, "\033[<64;10;10M", 12);
    terminal_expect(t, "1 Řízení");
    terminal_close(t);
}

static void what_comes_after_the_end_leaves_no_mouse_on(void **state)
{
    static const int signals[] = { SIGTERM, SIGHUP };
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        struct terminal *t = open_plan(*state, 80, 24);
        turn_on(t);
        terminal_signal(t, signals[i]);
        terminal_expect_end(t, 0);
        terminal_free(t);
    }
}

static void a_crash_leaves_the_terminal_sane(void **state)
{
    static const int signals[] = { SIGABRT, SIGQUIT };
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        struct terminal *t = open_plan(*state, 80, 24);
        turn_on(t);
        terminal_signal(t, signals[i]);
        terminal_expect_sane(t);
        terminal_free(t);
    }
}

/* The folder of the plan is the home, too. */
static char *home_of(const char *folder)
{
    struct pk_buf assignment = { 0 };
    pk_buf_printf(&assignment, "HOME=%s", folder);
    return pk_buf_take(&assignment);
}

static void settings_turn_it_on(void **state)
{
    char *home = home_of(*state), *settings = temp_path(*state, ".config/planek");
    char *folder = temp_path(*state, ".config");
    assert_int_equal(mkdir(folder, 0755) || mkdir(settings, 0755), 0);
    temp_put(settings, "planek.ini", "[ui]\nmouse = yes\ntheme = ligth\n");
    struct terminal *t = terminal_open(80, 24, home, *state, "--lang", "en", NULL);
    terminal_expect(t, "did you mean \"light\"?");
    assert_true(terminal_sent(t, "\033[?1006h"));
    click(t, 4, 10);
    terminal_expect_lit(t, "Pracovní tým");
    terminal_close(t);
    free(home);
    free(folder);
    free(settings);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, plandir_setup, plandir_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(it_is_off_until_it_is_turned_on),
        TEST(a_click_lights_a_row_and_two_open_it),
        TEST(terminals_without_sgr_are_understood),
        TEST(the_wheel_scrolls_and_leaves_the_cursor_on_its_row),
        TEST(what_comes_after_the_end_leaves_no_mouse_on),
        TEST(a_crash_leaves_the_terminal_sane),
        TEST(settings_turn_it_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
