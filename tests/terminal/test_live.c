/* Several screens on one plan: what one does the others see, and nobody waits for anybody. */
#include "config.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "../unit/tempfolder.h"
#include "plandir.h"
#include "terminal.h"

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static struct terminal *open_at(const char *folder, const char *title)
{
    struct terminal *t = terminal_open_plan(folder);
    terminal_find(t, title);
    return t;
}

/* Sets the deadline of the row under the cursor by the form. */
static void type_deadline(struct terminal *t, const char *day)
{
    terminal_keys(t, ":");
    terminal_type(t, "edit");
    terminal_keys(t, "Enter");
    terminal_expect(t, "F2 save");
    terminal_keys(t, "Tab Tab Tab Tab Tab Tab Ctrl-U");
    terminal_type(t, day);
    terminal_expect_beside(t, "Deadline", day);
}

static void a_change_shows_elsewhere_within_a_second_and_the_cursor_stays(void **state)
{
    struct terminal *one = open_at(*state, "Webové stránky");
    struct terminal *two = open_at(*state, "Instagram");
    terminal_keys(one, ".");
    terminal_expect_beside(one, "Webové stránky", "1 Jul");
    double begun = seconds();
    terminal_expect_beside(two, "Webové stránky", "1 Jul");
    assert_true(seconds() - begun < 1);
    terminal_expect_lit(two, "Instagram");
    terminal_expect(two, "Webové stránky: Deadline");
    terminal_close(one);
    terminal_close(two);
    plandir_expect(*state, "2024-06-30,500000", "2024-07-01,500000");
}

static void changes_to_different_cells_all_hold(void **state)
{
    struct terminal *one = open_at(*state, "Webové stránky");
    struct terminal *two = open_at(*state, "Webové stránky");
    type_deadline(one, "1.7.");
    terminal_keys(two, "x");
    terminal_expect(two, "√ Webové stránky");
    terminal_keys(one, "F2");
    terminal_expect(one, "√ Webové stránky");
    terminal_expect_beside(one, "Webové stránky", "1 Jul");
    terminal_expect_beside(two, "Webové stránky", "1 Jul");
    terminal_expect_gone(two, "decision");
    terminal_close(one);
    terminal_close(two);
}

/* Both give the deadline of Webové stránky another value; the first screen is asked. */
static void clash(struct terminal **one, struct terminal **two, const char *folder)
{
    *one = open_at(folder, "Webové stránky");
    *two = open_at(folder, "Webové stránky");
    type_deadline(*one, "15.7.");
    terminal_keys(*two, ".");
    terminal_expect_beside(*two, "Webové stránky", "1 Jul");
    terminal_expect_beside(*one, "15.7.", "changed meanwhile to: 1 Jul");
    terminal_keys(*one, "F2");
    terminal_expect(*one, "1 waits for a decision");
    terminal_expect_beside(*one, "Before", "30 Jun 2024");
    terminal_expect_beside(*one, "m Mine", "15 Jul 2024");
    terminal_expect_beside(*one, "t Theirs", "1 Jul 2024");
}

static void of_two_values_mine_can_be_taken(void **state)
{
    struct terminal *one, *two;
    clash(&one, &two, *state);
    terminal_expect(two, "1 waits for a decision");
    terminal_expect_beside(two, "? conflict", "15 Jul 2024");
    terminal_keys(one, "m");
    terminal_expect_gone(one, "a decision");
    terminal_expect_beside(one, "Webové stránky", "15 Jul");
    terminal_expect_beside(two, "Webové stránky", "15 Jul");
    terminal_expect_gone(two, "a decision");
    terminal_close(one);
    terminal_close(two);
    plandir_expect(*state, "2024-06-30,500000", "2024-07-15,500000");
    char *history = plandir_read(*state, "history.csv");
    assert_non_null(strstr(history, "activities,web,due,2024-06-30,2024-07-01"));
    assert_non_null(strstr(history, "activities,web,due,2024-07-01,2024-07-15"));
    free(history);
}

static void of_two_values_theirs_can_be_taken(void **state)
{
    struct terminal *one, *two;
    clash(&one, &two, *state);
    terminal_keys(one, "t");
    terminal_expect_gone(one, "a decision");
    terminal_expect_beside(one, "Webové stránky", "1 Jul");
    terminal_close(one);
    terminal_close(two);
    plandir_expect(*state, "2024-06-30,500000", "2024-07-01,500000");
}

static void the_choice_can_be_postponed(void **state)
{
    struct terminal *one, *two;
    clash(&one, &two, *state);
    terminal_keys(one, "Esc");
    terminal_expect_lit(one, "Webové stránky");
    terminal_expect_beside(one, "Webové stránky", "1 Jul");
    terminal_close(two);
    terminal_close(one);
    one = terminal_open_plan(*state);
    terminal_expect(one, "F12: 1 waits for a decision");
    terminal_keys(one, "F12");
    terminal_expect_beside(one, "Mine", "15 Jul 2024");
    terminal_keys(one, "m");
    terminal_expect_beside(one, "Webové stránky", "15 Jul");
    terminal_close(one);
}

static void who_is_here_shows_and_goes(void **state)
{
    struct terminal *one = terminal_open(80, 24, *state, "--lang", "en", NULL);
    terminal_expect(one, "Goals and activities");
    struct terminal *two = terminal_open_plan(*state);
    terminal_expect(one, "2 here");
    terminal_expect(two, "+ ");
    struct terminal *three = terminal_open_plan(*state);
    terminal_expect(one, "3 here");
    terminal_signal(three, SIGKILL);
    terminal_expect(one, "2 here");
    terminal_free(three);
    terminal_signal(two, SIGTERM);
    terminal_expect_gone(one, "2 here");
    terminal_expect_end(two, 0);
    terminal_free(two);
    terminal_close(one);
}

static void a_killed_one_keeps_nobody_waiting_and_loses_nothing(void **state)
{
    struct terminal *one = open_at(*state, "Webové stránky");
    struct terminal *two = open_at(*state, "Webové stránky");
    terminal_keys(one, ".");
    terminal_expect_beside(one, "Webové stránky", "1 Jul");
    terminal_signal(one, SIGKILL);
    terminal_expect_beside(two, "Webové stránky", "1 Jul");
    terminal_keys(two, ".");
    terminal_expect_beside(two, "Webové stránky", "2 Jul");
    terminal_free(one);
    terminal_close(two);
    plandir_expect(*state, "2024-06-30,500000", "2024-07-02,500000");
}

/* Another program writes the file with a text replaced. */
static void write_elsewhere(const char *folder, const char *was, const char *now)
{
    char *text = plandir_read(folder, "activities.csv"), *at = strstr(text, was);
    assert_non_null(at);
    struct pk_buf out = { 0 };
    pk_buf_add(&out, text, (size_t)(at - text));
    pk_buf_printf(&out, "%s%s", now, at + strlen(was));
    plandir_write(folder, "activities.csv", pk_buf_text(&out));
    pk_buf_dispose(&out);
    free(text);
}

static void a_file_edited_by_another_program_is_taken_up(void **state)
{
    struct terminal *t = open_at(*state, "Instagram");
    terminal_keys(t, ".");
    terminal_expect_beside(t, "Instagram", "2025");
    write_elsewhere(*state, "Webové stránky", "Nový web");
    terminal_expect(t, "Nový web");
    terminal_expect_lit(t, "Instagram");
    terminal_expect_beside(t, "Instagram", "2025");
    terminal_keys(t, "H");
    terminal_expect_beside(t, "outside", "Nový web");
    terminal_keys(t, "Esc");
    terminal_expect_gone(t, "History");
    terminal_close(t);
    char *text = plandir_read(*state, "activities.csv");
    assert_non_null(strstr(text, "Nový web"));
    assert_non_null(strstr(text, "2025-01-01"));
    free(text);
}

static void a_file_that_breaks_leaves_the_plan_and_is_told(void **state)
{
    struct terminal *t = open_at(*state, "Webové stránky");
    write_elsewhere(*state, "Webové stránky", "\"Webové stránky");
    terminal_expect(t, "activities.csv:17");
    char *broken = plandir_read(*state, "activities.csv");
    terminal_keys(t, "Esc");
    terminal_expect_lit(t, "Webové stránky");
    terminal_keys(t, ".");
    terminal_expect(t, "is not understood");
    terminal_close(t);
    temp_expect(*state, "activities.csv", broken);
    free(broken);
}

static void the_file_follows_when_nobody_types(void **state)
{
    struct terminal *t = open_at(*state, "Webové stránky");
    terminal_keys(t, ".");
    terminal_expect_beside(t, "Webové stránky", "1 Jul");
    plandir_expect(*state, "2024-06-30,500000", "2024-07-01,500000");
    size_t sent = terminal_bytes(t);
    plandir_expect(*state, "2024-06-30,500000", "2024-07-01,500000");
    assert_int_equal(terminal_bytes(t), sent);
    terminal_close(t);
}

static void a_proposal_waits_until_it_is_accepted(void **state)
{
    struct terminal *t =
        terminal_open(120, 36, *state, "--suggest", "okres Cheb", "--lang", "en", NULL);
    terminal_expect(t, "proposals: okres Cheb");
    terminal_find(t, "Webové stránky");
    terminal_keys(t, ".");
    terminal_expect(t, "it is a proposal now");
    terminal_expect_beside(t, "Webové stránky", "30 Jun");
    struct terminal *chief = open_at(*state, "Webové stránky");
    terminal_expect(chief, "+ okres Cheb");
    terminal_expect_beside(chief, "? proposal by okres Cheb", "1 Jul");
    terminal_keys(chief, "F12 a");
    terminal_expect_beside(chief, "Webové stránky", "1 Jul");
    terminal_expect_beside(t, "Webové stránky", "1 Jul");
    terminal_close(chief);
    terminal_find(t, "PPC reklama");
    terminal_expect(t, "end search"); /* Ctrl-Z throws away what is not read yet */
    terminal_keys(t, "Ctrl-Z F8");
    terminal_expect(t, "cannot be proposed");
    terminal_expect(t, "Goals and activities");
    terminal_close(t);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, plandir_setup, plandir_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_change_shows_elsewhere_within_a_second_and_the_cursor_stays),
        TEST(changes_to_different_cells_all_hold),
        TEST(of_two_values_mine_can_be_taken),
        TEST(of_two_values_theirs_can_be_taken),
        TEST(the_choice_can_be_postponed),
        TEST(who_is_here_shows_and_goes),
        TEST(a_killed_one_keeps_nobody_waiting_and_loses_nothing),
        TEST(a_file_edited_by_another_program_is_taken_up),
        TEST(a_file_that_breaks_leaves_the_plan_and_is_told),
        TEST(the_file_follows_when_nobody_types),
        TEST(a_proposal_waits_until_it_is_accepted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
