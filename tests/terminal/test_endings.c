/* However the program ends or is stopped, the terminal is left as it was found, and at once. */
#include "config.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "../unit/tempfolder.h"
#include "planek/mem.h"
#include "plandir.h"
#include "process.h"
#include "terminal.h"

static struct terminal *open_plan(const char *folder)
{
    struct terminal *t = terminal_open(80, 24, folder, "--lang", "en", NULL);
    terminal_expect(t, "Goals and activities");
    return t;
}

static void f10_and_q_end(void **state)
{
    struct terminal *t = open_plan(*state);
    terminal_close(t);
    t = open_plan(*state);
    terminal_keys(t, "q");
    terminal_expect_end(t, 0);
    terminal_free(t);
}

static void signals_end_it_with_all_saved(void **state)
{
    static const int signals[] = { SIGHUP, SIGTERM };
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct terminal *t = open_plan(*state);
        terminal_keys(t, "Down x");
        terminal_expect(t, "√ Koordinátor");
        terminal_signal(t, signals[i]);
        terminal_expect_end(t, 0);
        terminal_free(t);
        plandir_expect(*state, "mzdy,planned", "mzdy,done");
        t = open_plan(*state);
        terminal_keys(t, "Down x");
        terminal_expect_gone(t, "√ Koordinátor");
        terminal_close(t);
    }
}

static void a_dropped_line_ends_it_at_once(void **state)
{
    struct terminal *t = open_plan(*state);
    terminal_keys(t, "Down x");
    terminal_expect(t, "√ Koordinátor");
    terminal_hang_up(t);
    terminal_expect_end(t, 0);
    terminal_free(t);
    plandir_expect(*state, "mzdy,planned", "mzdy,done");
}

static void a_line_that_drops_in_a_form_ends_it_too(void **state)
{
    struct terminal *t = open_plan(*state);
    terminal_keys(t, "Down Enter");
    terminal_expect(t, "Deadline");
    terminal_type(t, "half a wo");
    terminal_expect(t, "half a wo");
    terminal_hang_up(t);
    terminal_expect_end(t, 0);
    terminal_free(t);
    plandir_expect(*state, "", "");
}

static void press_f10(struct terminal *t)
{
    terminal_keys(t, "F10");
}

static void terminate(struct terminal *t)
{
    terminal_signal(t, SIGTERM);
}

static void the_copy_of_the_demo_goes_with_it(void **state)
{
    static void (*const ends[])(struct terminal *) = { press_f10, terminate, terminal_hang_up };
    char *folder = temp_path("TMPDIR=", *state);
    int files = temp_count(*state);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct terminal *t = terminal_open(80, 24, folder, "--demo", "--lang", "en", NULL);
        terminal_expect(t, "Goals and activities");
        assert_int_equal(temp_count(*state), files + 1);
        ends[i](t);
        terminal_expect_end(t, 0);
        terminal_free(t);
        assert_int_equal(temp_count(*state), files);
    }
    free(folder);
}

static void ctrl_c_loses_nothing(void **state)
{
    struct terminal *t = open_plan(*state);
    terminal_keys(t, "Ctrl-C Down Ctrl-C");
    terminal_expect_lit(t, "Koordinátor na půl úvazku");
    terminal_keys(t, "Enter");
    terminal_expect(t, "Deadline");
    terminal_keys(t, "Home");
    terminal_type(t, "Nový ");
    terminal_keys(t, "Ctrl-C");
    terminal_expect(t, "Esc goes back");
    terminal_expect(t, "Nový Koordinátor");
    terminal_keys(t, "F2");
    terminal_expect_lit(t, "Nový Koordinátor");
    terminal_close(t);
    plandir_expect(*state, "Koordinátor na půl", "Nový Koordinátor na půl");
}

static void ctrl_z_gives_the_shell_back_and_fg_the_plan(void **state)
{
    struct terminal *t = terminal_run(80, 24, "PS1=$ ", "sh", "-i", NULL);
    terminal_expect(t, "$");
    terminal_type(t, terminal_planek());
    terminal_type(t, " --lang en ");
    terminal_type(t, *state);
    terminal_keys(t, "Enter");
    terminal_expect(t, "Goals and activities");
    terminal_keys(t, "Down");
    terminal_expect_lit(t, "Koordinátor na půl úvazku");
    terminal_keys(t, "M");
    terminal_expect(t, "the mouse is on");
    terminal_keys(t, "Ctrl-Z");
    terminal_expect(t, "Stopped");
    terminal_expect_gone(t, "Goals and activities");
    terminal_expect_sane(t);
    terminal_resize(t, 120, 36);
    terminal_type(t, "fg");
    terminal_keys(t, "Enter");
    terminal_expect_lit(t, "Koordinátor na půl úvazku");
    terminal_expect(t, "Dec");
    static const char click[] = "\033[<0;11;6M\033[<0;11;6m";
    terminal_send(t, click, sizeof click - 1);
    terminal_expect_lit(t, "Zapojení marketingu OKH");
    terminal_keys(t, "F10");
    terminal_expect_gone(t, "Goals and activities");
    terminal_expect_sane(t);
    terminal_type(t, "exit");
    terminal_keys(t, "Enter");
    terminal_expect_end(t, 0);
    terminal_free(t);
}

static void a_dropped_line_ends_it_where_no_signal_tells(void **state)
{
    struct pk_buf command = { 0 };
    pk_buf_printf(&command, "trap '' HUP; exec %s --lang en '%s'", terminal_planek(),
                  (const char *)*state);
    struct terminal *t = terminal_run(80, 24, "sh", "-c", pk_buf_text(&command), NULL);
    terminal_expect(t, "Goals and activities");
    terminal_hang_up(t);
    terminal_expect_end(t, 0);
    terminal_free(t);
    pk_buf_dispose(&command);
}

/* Signals are keys until it ends, and what it has to do then is done all the same. */
static void a_hurry_does_not_cut_the_end_short(void **state)
{
    enum { TIMES = 6, PAUSE_US = 200 };
    static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
    char *folder = temp_path("TMPDIR=", *state);
    int files = temp_count(*state);
    for (int i = 0; i < TIMES; i++) {
        struct terminal *t = terminal_open(80, 24, folder, "--demo", "--lang", "en", NULL);
        terminal_expect(t, "Goals and activities");
        terminal_keys(t, "F10");
        for (size_t k = 0; !terminal_has_ended(t); k++) {
            terminal_signal(t, k % 3 && i % 2 ? signals[k % 3] : SIGINT);
            usleep(PAUSE_US);
        }
        terminal_expect_end(t, 0);
        terminal_free(t);
        assert_int_equal(temp_count(*state), files);
    }
    free(folder);
}

static void open_form(struct terminal *t)
{
    terminal_keys(t, "Down Enter");
    terminal_expect(t, "Deadline");
    terminal_type(t, "half a wo");
    terminal_expect(t, "half a wo");
}

static void open_meeting(struct terminal *t)
{
    terminal_keys(t, "m");
    terminal_expect_gone(t, "Goals and activities");
}

static void open_menu(struct terminal *t)
{
    terminal_keys(t, "F9");
    terminal_expect(t, "Menu");
}

/* The processor time, in seconds, of the programs that have ended. */
static double children_busy(void)
{
    struct rusage usage;
    assert_int_equal(getrusage(RUSAGE_CHILDREN, &usage), 0);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void stay(struct terminal *t)
{
    (void)t;
}

/* Where the signal does not tell either. */
static void a_terminal_that_is_gone_takes_no_time(void **state)
{
    static const struct {
        const char *plan, *shown;
        void (*open)(struct terminal *t);
    } places[] = {
        { "--demo", "Goals and activities", stay },
        { "--demo", "Goals and activities", open_form },
        { "--demo", "Goals and activities", open_meeting },
        { "--demo", "Goals and activities", open_menu },
        { "", "Look at an example", stay },
        { "large", "Reading the plan", stay },
    };
    static const double most = 2.0, wait = 5.0; /* seconds */
    char *planek = realpath(terminal_planek(), NULL);
    struct pk_buf command = { 0 };
    char *large = temp_path(*state, "large");
    assert_int_equal(mkdir(large, 0777), 0);
    plandir_put_large(large);
    for (size_t i = 0; i < 2 * sizeof places / sizeof places[0]; i++) {
        const char *plan = places[i / 2].plan;
        pk_buf_cut(&command, 0);
        pk_buf_printf(&command, "%s cd '%s' && exec '%s' --lang en %s", i % 2 ? "trap '' HUP;" : "",
                      (const char *)*state, planek, plan);
        struct terminal *t = terminal_run(80, 24, "sh", "-c", pk_buf_text(&command), NULL);
        terminal_expect(t, places[i / 2].shown);
        places[i / 2].open(t);
        double before = children_busy() + terminal_busy(t);
        int64_t deadline = process_deadline(wait);
        terminal_hang_up(t);
        terminal_expect_end(t, 0);
        assert_true(process_deadline(0) < deadline);
        assert_true(children_busy() - before < most);
        terminal_free(t);
    }
    pk_buf_dispose(&command);
    free(planek);
    free(large);
}

static void take_nothing(const char *bytes, size_t length, void *user)
{
    (void)bytes, (void)length;
    *(bool *)user = true;
}

/* A terminal that hangs: nobody reads what comes. */
static void a_terminal_that_takes_nothing_does_not_hold_up_the_end(void **state)
{
    char *arguments[] = { pk_strdup(terminal_planek()), pk_strdup(*state), NULL };
    struct process process;
    bool drawn = false;
    assert_true(process_start(&process, 80, 24, arguments, take_nothing, &drawn));
    while (!drawn || process_read(&process, process_deadline(0.2))) {
        assert_true(process_read(&process, process_deadline(TERMINAL_PATIENCE)) || drawn);
    }
    for (int i = 0; i < 60; i++) {
        process_resize(&process, 200 - i % 2, 50);
        usleep(10000);
    }
    kill(process.pid, SIGTERM);
    int status = process_reap(&process, process_deadline(TERMINAL_PATIENCE));
    assert_true(status != -1 && WIFEXITED(status) && WEXITSTATUS(status) == 0);
    process_stop(&process, process_deadline(TERMINAL_PATIENCE));
    free(arguments[0]);
    free(arguments[1]);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, plandir_setup, plandir_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(f10_and_q_end),
        TEST(signals_end_it_with_all_saved),
        TEST(a_dropped_line_ends_it_at_once),
        TEST(a_line_that_drops_in_a_form_ends_it_too),
        TEST(a_dropped_line_ends_it_where_no_signal_tells),
        TEST(a_terminal_that_takes_nothing_does_not_hold_up_the_end),
        TEST(a_hurry_does_not_cut_the_end_short),
        cmocka_unit_test_setup_teardown(a_terminal_that_is_gone_takes_no_time, temp_setup,
                                        temp_teardown),
        TEST(the_copy_of_the_demo_goes_with_it),
        TEST(ctrl_c_loses_nothing),
        TEST(ctrl_z_gives_the_shell_back_and_fg_the_plan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
