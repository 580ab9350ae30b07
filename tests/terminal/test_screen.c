/* What a person sees of the 2024 plan without changing it. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "terminal.h"

static const struct size {
    int columns, rows;
} sizes[] = { { 80, 24 }, { 120, 36 }, { 200, 50 } };

enum { SIZES = sizeof sizes / sizeof *sizes };

/* The goals as their rows begin, with the number of steps down from the one before. */
static const struct {
    int down;
    const char *text;
} goals[] = {
    { 0, "1 Řízení a personální" }, { 7, "2 Obsah kampaně" },     { 6, "3 Mimo online prostor" },
    { 5, "4 Online prostor" },      { 5, "5 Příbuzní a známí" },  { 2, "6 Týden pěstounství" },
    { 2, "7 Tvář kampaně" },        { 2, "8 Rozhlasové vysílá" }, { 2, "9 Ostatní" },
};

enum { GOALS = sizeof goals / sizeof *goals };

static struct terminal *open_demo(int columns, int rows)
{
    struct terminal *t = terminal_open(columns, rows, "--demo", "--lang", "en", NULL);
    terminal_expect(t, "Goals and activities");
    return t;
}

static void down(struct terminal *t, int times)
{
    while (times--) {
        terminal_keys(t, "Down");
    }
}

static void every_goal_is_reached_at_every_size_in_both_languages(void **state)
{
    (void)state;
    for (size_t i = 0; i < SIZES * 2; i++) {
        struct terminal *t = terminal_open(sizes[i / 2].columns, sizes[i / 2].rows, "--demo",
                                           "--lang", i % 2 ? "en" : "cs", NULL);
        for (size_t g = 0; g < GOALS; g++) {
            terminal_expect(t, "Karlovarský kraj");
            down(t, goals[g].down);
            terminal_expect_lit(t, goals[g].text);
        }
        terminal_close(t);
    }
}

static void the_first_frame_has_year_money_and_state_of_saving(void **state)
{
    (void)state;
    struct terminal *t = open_demo(120, 36);
    terminal_expect_near(t, "Staňte se pěstounem 2024", 0, 1);
    terminal_expect_near(t, "saved", 0, 110);
    terminal_expect_beside(t, "Goals and activities", "Due");
    terminal_expect_beside(t, "4 Online prostor", "500 000");
    terminal_expect_beside(t, "Webové stránky", "500 000");
    terminal_expect_beside(t, "Facebook", "→ 4.1");
    terminal_expect_beside(t, "Rozpočet OSV", "750 000");
    terminal_expect_lit(t, "1 Řízení a personální");
    terminal_close(t);
}

static void keys_move_the_light(void **state)
{
    (void)state;
    struct terminal *t = open_demo(80, 24);
    terminal_keys(t, "Down Down");
    terminal_expect_lit(t, "Pracovní tým");
    terminal_keys(t, "Up");
    terminal_expect_lit(t, "Koordinátor na půl úvazku");
    terminal_keys(t, "End");
    terminal_expect_lit(t, "Mezikrajová setkání");
    terminal_expect_gone(t, "1 Řízení");
    terminal_keys(t, "Home");
    terminal_expect_lit(t, "1 Řízení");
    terminal_expect_gone(t, "Mezikrajová setkání");
    terminal_keys(t, "PgDn PgDn");
    terminal_expect_gone(t, "1 Řízení");
    terminal_keys(t, "PgUp PgUp");
    terminal_expect_lit(t, "1 Řízení");
    terminal_close(t);
}

static void a_goal_folds_and_unfolds(void **state)
{
    (void)state;
    struct terminal *t = open_demo(80, 24);
    terminal_keys(t, "Left");
    terminal_expect_gone(t, "Koordinátor na půl úvazku");
    terminal_keys(t, "Right");
    terminal_expect(t, "Koordinátor na půl úvazku");
    terminal_keys(t, "o");
    terminal_expect_gone(t, "Koordinátor na půl úvazku");
    terminal_expect(t, "9 Ostatní");
    terminal_keys(t, "o");
    terminal_expect(t, "Koordinátor na půl úvazku");
    terminal_close(t);
}

static void tab_changes_the_pane_below(void **state)
{
    (void)state;
    struct terminal *t = open_demo(80, 24);
    terminal_expect(t, "Rozpočet OSV");
    terminal_keys(t, "Down Tab");
    terminal_expect(t, "Vedoucí oddělení SPOD");
    terminal_expect_gone(t, "Rozpočet OSV");
    terminal_keys(t, "Tab");
    terminal_expect(t, "Rozpočet OSV");
    terminal_close(t);
}

static void the_whole_text_of_the_row_is_readable(void **state)
{
    (void)state;
    struct terminal *t = open_demo(120, 36);
    terminal_keys(t, "/");
    terminal_type(t, "facebook");
    terminal_keys(t, "Enter");
    terminal_expect_lit(t, "Facebook");
    terminal_expect(t, "Koordinátor kampaně; Marketingový tým OKH");
    terminal_keys(t, "v");
    terminal_expect(t, "[ ] Domluvit s OSPOD ORP a doprovázejícími organizacemi");
    terminal_expect(t, "[ ] Pravidelně a podle plánu zveřejňovat aktuality");
    terminal_keys(t, "Esc");
    terminal_expect(t, "Goals and activities");
    terminal_close(t);
}

static void the_year_is_zoomed(void **state)
{
    (void)state;
    struct terminal *t = open_demo(120, 36);
    terminal_expect_beside(t, "Jan", "Nov");
    terminal_keys(t, "+");
    terminal_expect_gone(t, "Nov");
    terminal_expect_beside(t, "January", "June");
    terminal_keys(t, "+");
    terminal_expect_gone(t, "January");
    terminal_expect_beside(t, "April", "June");
    terminal_keys(t, "+");
    terminal_expect_gone(t, "April");
    terminal_keys(t, "- - -");
    terminal_expect_beside(t, "Jan", "Nov");
    terminal_close(t);
}

static void searching_needs_no_diacritics(void **state)
{
    (void)state;
    struct terminal *t = open_demo(80, 24);
    terminal_keys(t, "F7");
    terminal_type(t, "VYSTAVY");
    terminal_expect_lit(t, "Putovní výstavy");
    terminal_keys(t, "Enter");
    terminal_expect_lit(t, "Putovní výstavy");
    terminal_close(t);
}

static void a_filter_says_so_and_goes(void **state)
{
    (void)state;
    struct terminal *t = open_demo(80, 24);
    terminal_keys(t, "f");
    terminal_type(t, "late");
    terminal_keys(t, "Enter");
    terminal_expect(t, "1 of 25: late");
    terminal_expect(t, "Koordinátor na půl úvazku");
    terminal_expect_gone(t, "Pracovní tým");
    terminal_keys(t, "Esc");
    terminal_expect(t, "Pracovní tým");
    terminal_close(t);
}

static void help_menu_snapshot_and_palette_open_and_close(void **state)
{
    static const struct {
        const char *key, *text;
    } opened[] = {
        { "F1", "Deadline a day later" }, { "F9", "Deadline a day later" }, { "p", "Snapshot" },
        { ":", "Edit the row" }, { "b", "explain" },
    };
    (void)state;
    struct terminal *t = open_demo(120, 36);
    for (size_t i = 0; i < sizeof opened / sizeof *opened; i++) {
        terminal_keys(t, opened[i].key);
        terminal_expect(t, opened[i].text);
        terminal_keys(t, "Esc");
        terminal_expect_gone(t, opened[i].text);
        terminal_expect(t, "Goals and activities");
    }
    terminal_close(t);
}

static void without_utf8_no_byte_is_over_127(void **state)
{
    (void)state;
    struct terminal *t = terminal_open(80, 24, "LC_ALL=C", "--demo", NULL);
    terminal_expect(t, "1 Rizeni a personalni");
    terminal_keys(t, "End F1");
    terminal_expect(t, "Napoveda");
    terminal_keys(t, "Esc");
    terminal_expect_gone(t, "Napoveda");
    terminal_expect_lit(t, "Mezikrajova setkani");
    terminal_keys(t, "Enter");
    terminal_expect(t, "Koordinator kampane");
    terminal_keys(t, "Esc");
    terminal_expect_lit(t, "Mezikrajova setkani");
    assert_int_equal(terminal_high_bytes(t), 0);
    terminal_close(t);
}

static void a_locale_that_is_not_installed_still_tells_the_encoding(void **state)
{
    (void)state;
    struct terminal *t = terminal_open(80, 24, "LC_ALL=xx_YY.UTF-8", "--demo", NULL);
    terminal_expect(t, "1 Řízení a personální");
    terminal_close(t);
}

static void ascii_can_be_asked_for(void **state)
{
    (void)state;
    struct terminal *t = terminal_open(120, 36, "--demo", "--ascii", NULL);
    terminal_expect(t, "1 Rizeni a personalni");
    terminal_keys(t, "Down Tab");
    terminal_expect(t, "Koordinator na pul uvazku");
    assert_int_equal(terminal_high_bytes(t), 0);
    terminal_close(t);
}

/* Going down over the first rows; on average. */
static size_t bytes_for_a_row(struct terminal *t)
{
    static const char *const rows[] = { "Koordinátor na půl", "Pracovní tým", "Zapojení marketingu",
                                        "Zapojení OSPOD", "Zapojení doprovázejících",
                                        "Sběr dat", "2 Obsah kampaně", "Videopříběhy" };
    enum { ROWS = sizeof rows / sizeof *rows };
    size_t before = terminal_bytes(t);
    for (size_t i = 0; i < ROWS; i++) {
        terminal_keys(t, "Down");
        terminal_expect_lit(t, rows[i]);
    }
    return (terminal_bytes(t) - before) / ROWS;
}

static void a_cursor_key_costs_few_bytes(void **state)
{
    (void)state;
    struct terminal *t = open_demo(200, 50);
    terminal_expect(t, "F10 quit");
    size_t with_panes = bytes_for_a_row(t);
    terminal_keys(t, "Home P");
    terminal_expect_gone(t, "Budget");
    terminal_expect_lit(t, "1 Řízení");
    size_t without = bytes_for_a_row(t);
    if (with_panes > 400 || without > 250) {
        fail_msg("a cursor key brings %zu bytes, %zu without panes", with_panes, without);
    }
    terminal_close(t);
}

static void a_terminal_without_colours_shows_it_all(void **state)
{
    (void)state;
    struct terminal *t = terminal_open(80, 24, "TERM=vt100", "--demo", "--lang", "en", NULL);
    terminal_expect_lit(t, "1 Řízení");
    terminal_keys(t, "Down");
    terminal_expect_lit(t, "Koordinátor na půl úvazku");
    terminal_close(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_goal_is_reached_at_every_size_in_both_languages),
        cmocka_unit_test(the_first_frame_has_year_money_and_state_of_saving),
        cmocka_unit_test(keys_move_the_light),
        cmocka_unit_test(a_goal_folds_and_unfolds),
        cmocka_unit_test(tab_changes_the_pane_below),
        cmocka_unit_test(the_whole_text_of_the_row_is_readable),
        cmocka_unit_test(the_year_is_zoomed),
        cmocka_unit_test(searching_needs_no_diacritics),
        cmocka_unit_test(a_filter_says_so_and_goes),
        cmocka_unit_test(help_menu_snapshot_and_palette_open_and_close),
        cmocka_unit_test(without_utf8_no_byte_is_over_127),
        cmocka_unit_test(a_locale_that_is_not_installed_still_tells_the_encoding),
        cmocka_unit_test(ascii_can_be_asked_for),
        cmocka_unit_test(a_cursor_key_costs_few_bytes),
        cmocka_unit_test(a_terminal_without_colours_shows_it_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
