/* Whatever a window goes through, in the end its screen is the one that a fresh start at that size
 * draws: nothing of an old frame is left, nothing is missing.
 */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "../unit/tempfolder.h"
#include "terminal.h"

static struct terminal *open_demo(int columns, int rows)
{
    return terminal_open(columns, rows, "--demo", "--lang", "en", "--read-only", NULL);
}

/* The window becomes that big, and shows what a fresh one after the same keys shows. */
static void expect_fresh(struct terminal *t, int columns, int rows, const char *keys)
{
    struct terminal *fresh = open_demo(columns, rows);
    bool too_small = columns < 60 || rows < 15;
    const char *sentence = columns < 18 ? "…" : "planek needs 60x15";
    terminal_resize(t, columns, rows);
    terminal_expect(fresh, too_small ? sentence : "Goals and activities");
    terminal_keys(fresh, keys);
    terminal_expect_same(t, fresh);
    terminal_close(fresh);
}

static void each_size_looks_like_a_fresh_start(void **state)
{
    static const struct {
        int columns, rows;
    } sizes[] = {
        { 120, 36 }, { 200, 50 }, { 80, 24 }, { 60, 15 },  { 59, 15 },  { 60, 14 }, { 1, 1 },
        { 80, 24 },  { 2, 50 },   { 300, 2 }, { 300, 90 }, { 119, 36 }, { 240, 60 }, { 10, 3 },
        { 80, 25 },
    };
    (void)state;
    struct terminal *t = open_demo(80, 24);
    terminal_expect(t, "Goals and activities");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        expect_fresh(t, sizes[i].columns, sizes[i].rows, "");
    }
    terminal_close(t);
}

static void a_storm_of_sizes_leaves_no_torn_frame(void **state)
{
    (void)state;
    struct terminal *t = open_demo(80, 24);
    terminal_expect(t, "Goals and activities");
    for (int i = 0; i < 400; i++) {
        terminal_resize(t, 1 + i * 37 % 211, 1 + i * 17 % 61);
    }
    expect_fresh(t, 100, 30, "");
    for (int i = 0; i < 400; i++) {
        terminal_resize(t, 60 + i * 7 % 140, 15 + i * 5 % 40);
    }
    expect_fresh(t, 120, 36, "");
    terminal_close(t);
}

static void what_is_open_stays_open(void **state)
{
    static const char *const opened[] = { "F1", "F9", "Down Enter", ":", "p" };
    (void)state;
    for (size_t i = 0; i < sizeof opened / sizeof *opened; i++) {
        struct terminal *t = open_demo(80, 24);
        terminal_expect(t, "Goals and activities");
        terminal_keys(t, opened[i]);
        terminal_resize(t, 30, 5);
        expect_fresh(t, 132, 40, opened[i]);
        terminal_close(t);
    }
}

static void the_cursor_stays_in_sight(void **state)
{
    (void)state;
    struct terminal *t = open_demo(200, 50);
    terminal_expect(t, "Goals and activities");
    terminal_keys(t, "End");
    terminal_expect_lit(t, "Mezikrajová setkání");
    terminal_resize(t, 60, 15);
    terminal_expect_gone(t, "Koordinátor na půl");
    terminal_expect_lit(t, "Mezikrajová");
    terminal_resize(t, 200, 50);
    terminal_expect(t, "Koordinátor na půl úvazku");
    terminal_expect_lit(t, "Mezikrajová setkání");
    terminal_close(t);
}

static void keys_typed_while_it_is_too_small_are_not_lost(void **state)
{
    (void)state;
    struct terminal *t = open_demo(80, 24);
    terminal_expect(t, "Goals and activities");
    terminal_resize(t, 1, 1);
    terminal_keys(t, "Down Down");
    terminal_resize(t, 80, 24);
    terminal_expect_lit(t, "Pracovní tým");
    terminal_close(t);
}

/* A program before it, or one of the same terminal, has left margins within which lines scroll. */
static void drawn_anew_it_forgets_margins_of_others(void **state)
{
    struct pk_buf command = { 0 };
    char *pipe = temp_path(*state, "pipe");
    assert_int_equal(mkfifo(pipe, 0666), 0);
    pk_buf_printf(&command, "cat '%s' & exec '%s' --demo --lang en --read-only", pipe,
                  terminal_planek());
    struct terminal *t = terminal_run(120, 36, "sh", "-c", pk_buf_text(&command), NULL);
    terminal_expect(t, "Goals and activities");
    FILE *other = fopen(pipe, "w");
    assert_non_null(other);
    fputs("\033[3;7r\033[2Jnothing else", other);
    fclose(other);
    terminal_expect(t, "nothing else");
    terminal_expect_gone(t, "Goals and activities");
    terminal_keys(t, "Ctrl-L");
    struct terminal *fresh = open_demo(120, 36);
    terminal_expect_same(t, fresh);
    terminal_close(fresh);
    terminal_close(t);
    pk_buf_dispose(&command);
    free(pipe);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_size_looks_like_a_fresh_start),
        cmocka_unit_test(a_storm_of_sizes_leaves_no_torn_frame),
        cmocka_unit_test(what_is_open_stays_open),
        cmocka_unit_test(the_cursor_stays_in_sight),
        cmocka_unit_test(keys_typed_while_it_is_too_small_are_not_lost),
        cmocka_unit_test_setup_teardown(drawn_anew_it_forgets_margins_of_others, temp_setup,
                                        temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
