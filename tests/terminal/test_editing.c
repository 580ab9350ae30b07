/* A person changes the plan with the keyboard; what reached the files is compared byte for byte. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "plandir.h"
#include "terminal.h"

/* In the form: from the first field to the deadline. */
static void to_deadline(struct terminal *t)
{
    terminal_expect(t, "Deadline");
    terminal_keys(t, "Tab Tab Tab Tab Tab Tab");
}

static void a_wrong_date_shows_its_fault_beside_the_field(void **state)
{
    struct terminal *t = terminal_open_plan(*state);
    terminal_find(t, "Webové stránky");
    terminal_keys(t, "Enter");
    to_deadline(t);
    terminal_keys(t, "Ctrl-U");
    terminal_type(t, "31.6.");
    terminal_expect_beside(t, "31.6.", "June");
    terminal_keys(t, "F2");
    terminal_expect_beside(t, "31.6.", "June");
    plandir_expect(*state, "", "");
    terminal_keys(t, "Backspace Backspace Backspace Backspace Backspace");
    terminal_type(t, "29.6.");
    terminal_expect_gone(t, "June has");
    terminal_keys(t, "F2");
    terminal_expect(t, "Goals and activities");
    terminal_expect_beside(t, "Webové stránky", "29 Jun");
    plandir_expect(*state, "2024-06-30,500000", "2024-06-29,500000");
    terminal_close(t);
}

static void money_is_taken_as_people_write_it(void **state)
{
    struct terminal *t = terminal_open_plan(*state);
    terminal_find(t, "Webové stránky");
    terminal_keys(t, "Enter");
    to_deadline(t);
    terminal_keys(t, "Tab Ctrl-U");
    terminal_type(t, "480 tis. Kč");
    terminal_keys(t, "F2");
    terminal_expect_beside(t, "Webové stránky", "480 000");
    terminal_expect(t, "730 000");
    plandir_expect(*state, "2024-06-30,500000", "2024-06-30,480000");
    terminal_close(t);
}

static void esc_keeps_what_was_typed_and_saves_nothing(void **state)
{
    struct terminal *t = terminal_open_plan(*state);
    terminal_find(t, "Webové stránky");
    terminal_keys(t, "Enter");
    to_deadline(t);
    terminal_keys(t, "Ctrl-U");
    terminal_type(t, "15.7.");
    terminal_expect(t, "15.7.");
    terminal_keys(t, "Esc");
    terminal_expect(t, "not saved; Enter opens it again");
    plandir_expect(*state, "", "");
    terminal_keys(t, "Enter");
    terminal_expect(t, "15.7.");
    terminal_keys(t, "F2");
    terminal_expect_beside(t, "Webové stránky", "15 Jul");
    plandir_expect(*state, "2024-06-30,500000", "2024-07-15,500000");
    terminal_close(t);
}

static void an_activity_is_added_behind_the_cursor(void **state)
{
    struct terminal *t = terminal_open_plan(*state);
    terminal_find(t, "PPC reklama");
    terminal_keys(t, "a");
    terminal_expect(t, "F2");
    terminal_type(t, "Plakáty");
    terminal_expect(t, "Plakáty");
    terminal_keys(t, "F2");
    terminal_expect_lit(t, "Plakáty");
    terminal_expect(t, "added: Plakáty");
    plandir_expect(*state, "pestouni-jako-priklad",
                   "plakaty,online,Plakáty,,,,,,,,,planned,,,,\npestouni-jako-priklad");
    terminal_keys(t, "u");
    terminal_expect_gone(t, "· Plakáty");
    plandir_expect(*state, "", "");
    terminal_close(t);
}

static void a_deleted_activity_comes_back(void **state)
{
    static const char row[] =
        "krabicky-do-zivota,ostatni,Krabičky do života,Zajistit náplň krabiček i jejich "
        "dostatečný počet.,Koordinátor kampaně,,,2024-12-31,30000,,osv,planned,,,,\n";
    struct terminal *t = terminal_open_plan(*state);
    terminal_find(t, "Krabičky do života");
    terminal_keys(t, "F8");
    terminal_expect(t, "removed: Krabičky do života");
    terminal_expect(t, "720 000");
    plandir_expect(*state, row, "");
    terminal_keys(t, "u");
    terminal_expect_lit(t, "Krabičky do života");
    plandir_expect(*state, "", "");
    terminal_keys(t, "r");
    terminal_expect_gone(t, "· Krabičky do života");
    plandir_expect(*state, row, "");
    terminal_close(t);
}

static void what_others_are_counted_in_is_not_deleted_without_a_word(void **state)
{
    struct terminal *t = terminal_open_plan(*state);
    terminal_find(t, "Webové stránky");
    terminal_keys(t, "F8");
    terminal_expect(t, "Instagram");
    terminal_expect_lit(t, "Webové stránky");
    plandir_expect(*state, "", "");
    terminal_close(t);
}

static void x_is_done_and_back(void **state)
{
    struct terminal *t = terminal_open_plan(*state);
    terminal_find(t, "PPC reklama");
    terminal_keys(t, "x");
    terminal_expect(t, "√ PPC reklama");
    plandir_expect(*state, "2024-12-31,,web,osv,planned,,,,\npestouni",
                   "2024-12-31,,web,osv,done,,,,\npestouni");
    terminal_keys(t, "x");
    terminal_expect_gone(t, "√ PPC reklama");
    terminal_close(t);
}

static void what_was_delivered_is_counted_up_and_down(void **state)
{
    struct terminal *t = terminal_open_plan(*state);
    terminal_find(t, "Facebook");
    terminal_keys(t, "c c c");
    terminal_expect_beside(t, "Facebook", "3/5");
    plandir_expect(*state, "web,osv,planned,5,0,", "web,osv,active,5,3,");
    terminal_keys(t, "d");
    terminal_expect_beside(t, "Facebook", "2/5");
    plandir_expect(*state, "web,osv,planned,5,0,", "web,osv,active,5,2,");
    terminal_close(t);
}

static void a_deadline_is_shifted_by_days_and_weeks(void **state)
{
    struct terminal *t = terminal_open_plan(*state);
    terminal_find(t, "Webové stránky");
    terminal_keys(t, ". . ,");
    terminal_expect_beside(t, "Webové stránky", "1 Jul");
    plandir_expect(*state, "2024-06-30,500000", "2024-07-01,500000");
    terminal_keys(t, "w w s");
    terminal_expect_beside(t, "Webové stránky", "8 Jul");
    plandir_expect(*state, "2024-06-30,500000", "2024-07-08,500000");
    terminal_close(t);
}

static struct terminal *open_at_box(const char *folder)
{
    struct terminal *t = terminal_open_plan(folder);
    terminal_find(t, "Krabičky do života");
    return t;
}

static void a_row_moves_down_and_up(void **state)
{
    struct terminal *t = open_at_box(*state);
    char *before = plandir_read(*state, "activities.csv");
    terminal_keys(t, "Shift-Down");
    terminal_expect(t, "moved");
    terminal_expect_lit(t, "Krabičky do života");
    terminal_close(t);
    t = open_at_box(*state);
    char *after = plandir_read(*state, "activities.csv");
    assert_int_equal(strlen(before), strlen(after));
    assert_true(strstr(after, "\nkrabicky-do-zivota,") > strstr(after, "\nsetkani-koordinatoru,"));
    free(before);
    free(after);
    terminal_keys(t, "Shift-Up Shift-Up");
    terminal_expect_lit(t, "Krabičky do života");
    terminal_keys(t, "u");
    terminal_expect(t, "undone");
    plandir_expect(*state, "", "");
    terminal_close(t);
}

static void undo_and_redo_know_no_limit(void **state)
{
    enum { STEPS = 200 };
    struct terminal *t = terminal_open_plan(*state);
    terminal_find(t, "Webové stránky");
    for (int i = 0; i < STEPS; i++) {
        terminal_keys(t, ".");
    }
    terminal_expect_beside(t, "Webové stránky", "2025-01-16");
    for (int i = 0; i < STEPS + 1; i++) {
        terminal_keys(t, "u");
    }
    terminal_expect(t, "there is nothing to undo");
    plandir_expect(*state, "", "");
    for (int i = 0; i < STEPS + 1; i++) {
        terminal_keys(t, "r");
    }
    terminal_expect(t, "there is nothing to redo");
    plandir_expect(*state, "2024-06-30,500000", "2025-01-16,500000");
    terminal_close(t);
}

static void a_pasted_text_is_text(void **state)
{
    struct terminal *t = terminal_open_plan(*state);
    terminal_find(t, "Krabičky do života");
    terminal_paste(t, "xxx");
    terminal_keys(t, "Enter");
    terminal_expect(t, "Deadline");
    terminal_keys(t, "End");
    terminal_paste(t, " a\nhračky");
    terminal_keys(t, "F2");
    terminal_expect_lit(t, "Krabičky do života a hračky");
    plandir_expect(*state, "Krabičky do života", "Krabičky do života a hračky");
    terminal_close(t);
}

static void two_sessions_see_each_others_work(void **state)
{
    struct terminal *ours = terminal_open_plan(*state), *theirs = terminal_open_plan(*state);
    terminal_find(ours, "Webové stránky");
    terminal_keys(ours, ".");
    terminal_expect_beside(ours, "Webové stránky", "1 Jul");
    terminal_find(theirs, "Facebook");
    terminal_keys(theirs, "c");
    terminal_expect_beside(theirs, "Facebook", "1/5");
    terminal_expect_beside(theirs, "Webové stránky", "1 Jul");
    terminal_keys(ours, ":");
    terminal_type(ours, "reload");
    terminal_keys(ours, "Enter");
    terminal_expect_beside(ours, "Facebook", "1/5");
    terminal_close(ours);
    terminal_close(theirs);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, plandir_setup, plandir_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_wrong_date_shows_its_fault_beside_the_field),
        TEST(money_is_taken_as_people_write_it),
        TEST(esc_keeps_what_was_typed_and_saves_nothing),
        TEST(an_activity_is_added_behind_the_cursor),
        TEST(a_deleted_activity_comes_back),
        TEST(what_others_are_counted_in_is_not_deleted_without_a_word),
        TEST(x_is_done_and_back),
        TEST(what_was_delivered_is_counted_up_and_down),
        TEST(a_deadline_is_shifted_by_days_and_weeks),
        TEST(a_row_moves_down_and_up),
        TEST(undo_and_redo_know_no_limit),
        TEST(a_pasted_text_is_text),
        TEST(two_sessions_see_each_others_work),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
