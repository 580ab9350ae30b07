#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui/lineedit.h"

/* Presses keys named as in scripts, separated by blanks; 'x types the character x. */
static void press(struct ui_lineedit *edit, const char *keys)
{
    while (*keys) {
        char name[32] = "";
        size_t length = strcspn(keys, " ");
        assert_in_range(length, 1, sizeof name - 1);
        memcpy(name, keys, length);
        struct ui_key key;
        assert_true(ui_key_parse(&key, name[0] == '\'' ? name + 1 : name));
        assert_true(ui_lineedit_key(edit, &key));
        keys += length;
        keys += strspn(keys, " ");
    }
}

static void paste(struct ui_lineedit *edit, const char *text)
{
    struct ui_key key = { .code = UI_KEY_PASTE, .text = text };
    assert_true(ui_lineedit_key(edit, &key));
}

static void holds(const struct ui_lineedit *edit, const char *before, const char *after)
{
    char text[256];
    assert_in_range(strlen(before) + strlen(after), 0, sizeof text - 1);
    strcpy(text, before);
    strcat(text, after);
    assert_string_equal(pk_buf_text(&edit->text), text);
    assert_int_equal(edit->at, strlen(before));
}

static void keys_move_and_cut_as_in_readline(void **state)
{
    static const struct {
        const char *text, *keys, *before, *after;
    } cases[] = {
        { "one two three", "Ctrl-A", "", "one two three" },
        { "one two three", "Ctrl-A Ctrl-E", "one two three", "" },
        { "one two three", "Ctrl-B Ctrl-B Ctrl-F", "one two thre", "e" },
        { "one two three", "Alt-b Alt-b", "one ", "two three" },
        { "one two three", "Ctrl-A Alt-f", "one", " two three" },
        { "one two three", "Ctrl-Left", "one two ", "three" },
        { "one two three", "Home Ctrl-Right", "one", " two three" },
        { "one two three", "Ctrl-W", "one two ", "" },
        { "one two three", "Alt-Backspace Alt-Backspace", "one ", "" },
        { "one two three", "Home Alt-d", "", " two three" },
        { "one two three", "Alt-b Ctrl-K", "one two ", "" },
        { "one two three", "Alt-b Ctrl-U", "", "three" },
        { "one two three", "Alt-b Ctrl-U Ctrl-E Ctrl-Y", "threeone two ", "" },
        { "one two three", "Ctrl-W Ctrl-W Ctrl-Y", "one two three", "" },
        { "one two three", "Home Alt-d Alt-d Ctrl-Y", "one two", " three" },
        { "one two", "Home Ctrl-D Del", "", "e two" },
        { "ab", "Ctrl-T", "ba", "" },
        { "abc", "Home Ctrl-F Ctrl-T", "ba", "c" },
        { "a", "Ctrl-T", "a", "" },
        { "a b:c/d.csv", "Ctrl-W", "a ", "" },
        { "a b:c/d.csv", "Alt-Backspace", "a b:c/d.", "" },
        { "a b  ", "Ctrl-W", "a ", "" },
        { "a-b", "Ctrl-W Ctrl-Y", "a-b", "" },
        { "", "Ctrl-T Ctrl-W Ctrl-K Ctrl-Y Ctrl-_", "", "" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ui_lineedit edit = { 0 };
        ui_lineedit_set(&edit, cases[i].text);
        press(&edit, cases[i].keys);
        holds(&edit, cases[i].before, cases[i].after);
        ui_lineedit_dispose(&edit);
    }
}

static void a_character_is_what_people_see(void **state)
{
    struct ui_lineedit edit = { 0 };
    (void)state;
    ui_lineedit_set(&edit, "ko\u030C漢字");
    press(&edit, "Left Left Left");
    holds(&edit, "k", "o\u030C漢字");
    press(&edit, "Ctrl-F Ctrl-T");
    holds(&edit, "k漢o\u030C", "字");
    press(&edit, "Backspace");
    holds(&edit, "k漢", "字");
    press(&edit, "Del");
    holds(&edit, "k漢", "");
    ui_lineedit_dispose(&edit);
}

static void words_are_written_in_other_letters_and_trade_places(void **state)
{
    static const struct {
        const char *text, *keys, *before, *after;
    } cases[] = {
        { "žlutý kůň", "Home Alt-u", "ŽLUTÝ", " kůň" },
        { "žlutý kůň", "Home Alt-u Alt-u", "ŽLUTÝ KŮŇ", "" },
        { "ŘEHOŘ ŠÍP", "Home Alt-l Alt-l", "řehoř šíp", "" },
        { "řeHOŘ šíp", "Home Alt-c Alt-c", "Řehoř Šíp", "" },
        { "šíp", "Home Right Alt-c", "šÍp", "" },
        { "a, šíp!", "Home Right Alt-u", "a, ŠÍP", "!" },
        { "a ", "Alt-u", "a ", "" },
        { "žlutý kůň", "Alt-t", "kůň žlutý", "" },
        { "jeden, dva tři", "Home Alt-f Alt-t", "dva, jeden", " tři" },
        { "jeden dva tři", "Alt-b Left Left Alt-t", "dva jeden", " tři" },
        { "jeden  ", "Alt-t", "jeden  ", "" },
        { "a b", "Home Alt-t", "", "a b" },
        { "", "Alt-t Alt-u Alt-l Alt-c", "", "" },
        { "a b", "Alt-t Ctrl-_", "a b", "" },
        { "a b", "Home Alt-u Ctrl-_", "", "a b" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ui_lineedit edit = { 0 };
        ui_lineedit_set(&edit, cases[i].text);
        press(&edit, cases[i].keys);
        holds(&edit, cases[i].before, cases[i].after);
        ui_lineedit_dispose(&edit);
    }
}

static void what_is_cut_out_of_one_line_is_put_into_another(void **state)
{
    struct ui_lineedit one = { 0 }, other = { 0 };
    struct ui_key cut = { .code = 'w', .mods = UI_CTRL }, put = { .code = 'y', .mods = UI_CTRL };
    struct pk_buf shared = { 0 };
    (void)state;
    ui_lineedit_set(&one, "one two three");
    ui_lineedit_set(&other, "four ");
    assert_true(ui_lineedit_key_shared(&one, &cut, &shared));
    assert_true(ui_lineedit_key_shared(&one, &cut, &shared));
    assert_true(ui_lineedit_key_shared(&other, &put, &shared));
    holds(&other, "four two three", "");
    ui_lineedit_dispose(&one);
    ui_lineedit_dispose(&other);
    pk_buf_dispose(&shared);
}

static void words_typed_are_taken_back_one_by_one(void **state)
{
    struct ui_lineedit edit = { 0 };
    (void)state;
    ui_lineedit_set(&edit, "x");
    press(&edit, "'a 'b Space 'c 'd");
    holds(&edit, "xab cd", "");
    press(&edit, "Ctrl-_");
    holds(&edit, "xab ", "");
    press(&edit, "Ctrl-_ Ctrl-_");
    holds(&edit, "x", "");
    press(&edit, "Ctrl-_");
    holds(&edit, "x", "");
    ui_lineedit_dispose(&edit);
}

static void what_took_the_place_of_all_is_taken_back(void **state)
{
    struct ui_lineedit edit = { 0 };
    (void)state;
    ui_lineedit_set(&edit, "before");
    press(&edit, "Left '!");
    ui_lineedit_replace(&edit, "after");
    holds(&edit, "after", "");
    press(&edit, "Ctrl-_");
    holds(&edit, "befor!", "e");
    ui_lineedit_set(&edit, "another");
    press(&edit, "Ctrl-_");
    holds(&edit, "another", "");
    ui_lineedit_dispose(&edit);
}

static void what_is_pasted_is_text(void **state)
{
    struct ui_lineedit edit = { 0 };
    (void)state;
    paste(&edit, "a\nb\tc\033[A");
    holds(&edit, "a b c\uFFFD[A", "");
    press(&edit, "Ctrl-_");
    holds(&edit, "", "");
    ui_lineedit_set(&edit, "");
    edit.lines = true;
    paste(&edit, "a\nb");
    holds(&edit, "a\nb", "");
    ui_lineedit_dispose(&edit);
}

static void an_offer_is_taken_whole_or_withdrawn(void **state)
{
    struct ui_lineedit edit = { 0 };
    (void)state;
    ui_lineedit_set(&edit, "a; koor; z");
    press(&edit, "Left Left Left");
    ui_lineedit_offer(&edit, 3, "Koordinátor", "dinátor");
    assert_true(ui_lineedit_take_ghost(&edit));
    holds(&edit, "a; Koordinátor", "; z");
    assert_false(ui_lineedit_take_ghost(&edit));
    press(&edit, "Ctrl-_");
    holds(&edit, "a; koor", "; z");
    ui_lineedit_offer(&edit, 3, "Koordinátor", "dinátor");
    press(&edit, "Left");
    assert_false(ui_lineedit_take_ghost(&edit));
    ui_lineedit_dispose(&edit);
}

static void the_line_with_the_cursor_is_ticked(void **state)
{
    static const char *const cases[][2] = {
        { "[ ] one", "[x] one" },  { "[x] one", "[ ] one" },     { "[X] one", "[ ] one" },
        { "  - [ ] o", "  - [x] o" }, { "one", "[ ] one" },      { "", "[ ] " },
        { "[x] a\n[ ] b", "[x] a\n[x] b" }, { "[ ] a\nb", "[ ] a\n[ ] b" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ui_lineedit edit = { .lines = true };
        ui_lineedit_set(&edit, cases[i][0]);
        ui_lineedit_tick(&edit);
        holds(&edit, cases[i][1], "");
        press(&edit, "Ctrl-_");
        assert_string_equal(pk_buf_text(&edit.text), cases[i][0]);
        ui_lineedit_dispose(&edit);
    }
}

static void what_is_selected_is_replaced_by_what_is_typed_and_edited_by_other_keys(void **state)
{
    static const struct {
        const char *keys, *before, *after;
    } cases[] = {
        { "'x", "x", "" },         { "'x 'y", "xy", "" },        { "Del", "", "" },
        { "Backspace", "on", "" }, { "Left 'x", "onx", "e" },    { "Home 'x", "x", "one" },
        { "End 'x", "onex", "" },  { "Right 'x", "onex", "" },   { "Ctrl-U", "", "" },
        { "'x Ctrl-_", "one", "" }, { "'x 'y Ctrl-_ 'z", "onez", "" }, { "Ctrl-W 'x", "x", "" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ui_lineedit edit = { 0 };
        ui_lineedit_set(&edit, "");
        press(&edit, "'o 'n 'e");
        ui_lineedit_select(&edit);
        assert_true(edit.selected);
        press(&edit, cases[i].keys);
        assert_false(edit.selected);
        holds(&edit, cases[i].before, cases[i].after);
        ui_lineedit_dispose(&edit);
    }
}

static void what_is_pasted_or_wide_takes_the_place_of_what_is_selected(void **state)
{
    struct ui_lineedit edit = { 0 };
    (void)state;
    ui_lineedit_set(&edit, "12. 6. 2024");
    ui_lineedit_select(&edit);
    paste(&edit, "e\u0301\t漢字");
    holds(&edit, "e\u0301 漢字", "");
    ui_lineedit_select(&edit);
    press(&edit, "Backspace Left Left");
    holds(&edit, "e\u0301", " 漢");
    press(&edit, "Ctrl-_ Ctrl-_");
    holds(&edit, "12. 6. 2024", "");
    ui_lineedit_dispose(&edit);
}

static void nothing_is_selected_in_an_empty_line_or_in_a_text(void **state)
{
    struct ui_lineedit edit = { 0 };
    (void)state;
    ui_lineedit_set(&edit, "");
    ui_lineedit_select(&edit);
    assert_false(edit.selected);
    edit.lines = true;
    ui_lineedit_set(&edit, "a");
    ui_lineedit_select(&edit);
    press(&edit, "'b");
    holds(&edit, "ab", "");
    ui_lineedit_dispose(&edit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_move_and_cut_as_in_readline),
        cmocka_unit_test(a_character_is_what_people_see),
        cmocka_unit_test(words_are_written_in_other_letters_and_trade_places),
        cmocka_unit_test(what_is_cut_out_of_one_line_is_put_into_another),
        cmocka_unit_test(words_typed_are_taken_back_one_by_one),
        cmocka_unit_test(what_took_the_place_of_all_is_taken_back),
        cmocka_unit_test(what_is_pasted_is_text),
        cmocka_unit_test(an_offer_is_taken_whole_or_withdrawn),
        cmocka_unit_test(the_line_with_the_cursor_is_ticked),
        cmocka_unit_test(what_is_selected_is_replaced_by_what_is_typed_and_edited_by_other_keys),
        cmocka_unit_test(what_is_pasted_or_wide_takes_the_place_of_what_is_selected),
        cmocka_unit_test(nothing_is_selected_in_an_empty_line_or_in_a_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
