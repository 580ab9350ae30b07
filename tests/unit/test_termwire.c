#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui/termwire.h"

enum { ALL = UI_WIRE_LINES | UI_WIRE_COLUMNS | UI_WIRE_LATE };

static struct ui_wire_pen pen;

/* Shortens the bytes of one more frame and compares. */
static void expect(const char *bytes, const char *shortened, unsigned flags)
{
    struct pk_buf out = { 0 };
    ui_wire_shorten(&out, &pen, bytes, strlen(bytes), flags);
    assert_string_equal(pk_buf_text(&out), shortened);
    pk_buf_dispose(&out);
}

/* As the first frame. */
static void expect_first(const char *bytes, const char *shortened, unsigned flags)
{
    expect(bytes, shortened, flags | UI_WIRE_FIRST);
}

static void attributes_that_follow_one_another_are_one_sequence(void **state)
{
    (void)state;
    expect_first("\033[39;49m\033(B\033[0;7ma", "\033(B\033[;7ma", ALL);
    expect("\033[0m\033[1m\033[36mb", "\033[;1;36mb", ALL);
    expect("\033[38;5;208m\033[44mc", "\033[38;5;208;44mc", ALL);
    expect("\033[93m\033[100md", "\033[93;100md", ALL);
}

static void what_is_on_already_is_not_set_again(void **state)
{
    (void)state;
    expect_first("\033[0;1ma\033[0;1mb\033[0;1;31mc", "\033[;1mab\033[31mc", ALL);
    expect("\033[0m\033[1;31md", "d", ALL);
    expect("\033[39me\033[22mf", "\033[;1me\033[mf", ALL);
}

static void blanks_need_no_other_attributes(void **state)
{
    (void)state;
    expect_first("\033[0ma\033[0;2m  \033[0;1;31mb", "\033[ma  \033[1;31mb", ALL);
    expect("\033[0m\033[5X\033[K\033[0;1;31mc", "\033[5X\033[Kc", ALL);
    expect("\033[0m ", " \033[m", ALL);
}

static void blanks_that_are_seen_keep_theirs(void **state)
{
    (void)state;
    expect_first("\033[0ma\033[7m  \033[0mb", "\033[ma\033[7m  \033[mb", ALL);
    expect("\033[44m \033[0mc", "\033[44m \033[mc", ALL);
    expect("\033[4m\033[3X\033[0md", "\033[4m\033[3X\033[md", ALL);
}

static void a_frame_ends_with_what_was_wanted_last(void **state)
{
    (void)state;
    expect_first("\033[0;7ma\033[0m", "\033[;7ma\033[m", ALL);
    expect("b", "b", ALL);
}

static void a_terminal_that_must_not_move_lit_gets_attributes_at_once(void **state)
{
    (void)state;
    expect_first("\033[0;7ma\033[0m\033[3;4H\033[1mb", "\033[;7ma\033[m\033[3;4H\033[1mb", 0);
    expect("\033[0;7ma\033[0m\033[3;4H\033[7mb", "\033[;7ma\033[3;4Hb", ALL);
}

static void attributes_nobody_knows_go_through_until_a_reset(void **state)
{
    (void)state;
    expect_first("\033[0ma\033[38:2::1:2:3mb\033[1mc\033[0md\033[1me",
                 "\033[ma\033[38:2::1:2:3mb\033[1mc\033[md\033[1me", ALL);
}

static void a_terminal_without_attributes_gets_none(void **state)
{
    (void)state;
    expect_first("\033[H\033[Jab \033[5Cc", "\033[H\033[Jab \033[5Cc", ALL);
}

static void the_first_choice_of_a_character_set_is_kept(void **state)
{
    (void)state;
    expect_first("\033(B\033[mab\033(B\033[1mc", "\033(B\033[mab\033[1mc", ALL);
    expect_first("\033[m\017ab\033[1m\017c", "\017\033[mab\033[1mc", ALL);
    expect("\033[m\017a", "\033[ma", ALL);
}

static void near_lines_are_reached_by_line_feeds(void **state)
{
    (void)state;
    expect_first("\033[3;1Ha\033[4;40Hb\033[4;50Hc\033[5dd",
                 "\033[3;1Ha\n\033[40Gb\033[50Gc\nd", ALL);
    expect_first("\033[3;1Ha\033[4;40Hb", "\033[3;1Ha\033[4;40Hb", 0);
}

static void what_ncurses_repeats_is_written_out(void **state)
{
    (void)state;
    expect_first("=\033[9b|", "==========|", ALL);
    expect_first("=\033[9b|", "=\033[9b|", ALL | UI_WIRE_REPEATS);
}

static void a_row_of_one_character_is_repeated(void **state)
{
    (void)state;
    expect_first("a──────────b", "a─\033[8b─b", ALL | UI_WIRE_REPEATS);
    expect_first("----------|", "-\033[8b-|", ALL | UI_WIRE_REPEATS);
    expect_first("█████\033[1m|", "█\033[3b█\033[;1m|", ALL | UI_WIRE_REPEATS);
    expect_first("a──────────b", "a──────────b", ALL);
}

static void a_row_that_may_end_at_the_edge_ends_with_two_of_its_own(void **state)
{
    (void)state;
    expect_first("──────────", "─\033[7b──", ALL | UI_WIRE_REPEATS);
    expect_first("──────────\033[0m\033[3;4Hb", "─\033[7b──\033[3;4H\033[mb",
                 ALL | UI_WIRE_REPEATS);
}

static void a_row_that_is_no_shorter_repeated_is_not(void **state)
{
    (void)state;
    expect_first("───b", "───b", ALL | UI_WIRE_REPEATS);
    expect_first("------b", "------b", ALL | UI_WIRE_REPEATS);
    expect_first("ěěěěěěěěěěě漢漢漢漢漢漢", "ěěěěěěěěěěě漢漢漢漢漢漢", ALL | UI_WIRE_REPEATS);
}

static void the_question_goes_through_as_it_is(void **state)
{
    (void)state;
    expect_first("\033[2H─\033[2b\033[6n\033[H\033[2J", "\033[2H─\033[2b\033[6n\033[H\033[2J", ALL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(attributes_that_follow_one_another_are_one_sequence),
        cmocka_unit_test(what_is_on_already_is_not_set_again),
        cmocka_unit_test(blanks_need_no_other_attributes),
        cmocka_unit_test(blanks_that_are_seen_keep_theirs),
        cmocka_unit_test(a_frame_ends_with_what_was_wanted_last),
        cmocka_unit_test(a_terminal_that_must_not_move_lit_gets_attributes_at_once),
        cmocka_unit_test(attributes_nobody_knows_go_through_until_a_reset),
        cmocka_unit_test(a_terminal_without_attributes_gets_none),
        cmocka_unit_test(the_first_choice_of_a_character_set_is_kept),
        cmocka_unit_test(near_lines_are_reached_by_line_feeds),
        cmocka_unit_test(what_ncurses_repeats_is_written_out),
        cmocka_unit_test(a_row_of_one_character_is_repeated),
        cmocka_unit_test(a_row_that_may_end_at_the_edge_ends_with_two_of_its_own),
        cmocka_unit_test(a_row_that_is_no_shorter_repeated_is_not),
        cmocka_unit_test(the_question_goes_through_as_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
