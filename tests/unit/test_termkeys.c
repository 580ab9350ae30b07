#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui/termkeys.h"

#define ANSWER "\033[2;4R"

static void feed(struct ui_termkeys *keys, const char *bytes)
{
    ui_termkeys_feed(keys, bytes, strlen(bytes));
}

static void expect_key(struct ui_termkeys *keys, uint32_t code)
{
    struct ui_key key = { .code = UI_KEY_NONE };
    assert_true(ui_termkeys_next(keys, &key, false));
    assert_int_equal(key.code, code);
}

static void expect_nothing(struct ui_termkeys *keys)
{
    struct ui_key key = { .code = UI_KEY_NONE };
    assert_false(ui_termkeys_next(keys, &key, false));
}

static void an_answer_is_no_key(void **state)
{
    (void)state;
    struct ui_termkeys keys = { .asked = true };
    feed(&keys, "a" ANSWER "b");
    assert_int_equal(keys.column, 4);
    expect_key(&keys, 'a');
    expect_key(&keys, 'b');
    expect_nothing(&keys);
    ui_termkeys_dispose(&keys);
}

static void an_answer_in_pieces_is_one(void **state)
{
    (void)state;
    struct ui_termkeys keys = { .asked = true };
    feed(&keys, "\033[2");
    expect_nothing(&keys);
    assert_int_equal(keys.column, 0);
    feed(&keys, ";4R");
    assert_int_equal(keys.column, 4);
    expect_nothing(&keys);
    ui_termkeys_dispose(&keys);
}

static void an_answer_between_the_bytes_of_a_key_leaves_it_whole(void **state)
{
    (void)state;
    struct ui_termkeys keys = { .asked = true };
    feed(&keys, "\033[1");
    expect_nothing(&keys);
    feed(&keys, ANSWER "9~");
    expect_key(&keys, UI_KEY_F1 + 7);
    expect_nothing(&keys);
    ui_termkeys_dispose(&keys);
}

static void an_answer_in_a_paste_is_not_pasted(void **state)
{
    (void)state;
    struct ui_termkeys keys = { .asked = true };
    struct ui_key key = { .code = UI_KEY_NONE };
    feed(&keys, "\033[200~ab" ANSWER "cd\033[201~");
    assert_true(ui_termkeys_next(&keys, &key, false));
    assert_int_equal(key.code, UI_KEY_PASTE);
    assert_string_equal(key.text, "abcd");
    ui_termkeys_dispose(&keys);
}

static void any_column_is_an_answer(void **state)
{
    (void)state;
    struct ui_termkeys keys = { .asked = true };
    feed(&keys, "\033[2;2Ra");
    assert_int_equal(keys.column, 2);
    expect_key(&keys, 'a');
    expect_nothing(&keys);
    ui_termkeys_dispose(&keys);
}

static void a_key_is_no_answer(void **state)
{
    (void)state;
    struct ui_termkeys keys = { .asked = true };
    feed(&keys, "\033[1;2R\033[2;2~");
    assert_int_equal(keys.column, 0);
    expect_key(&keys, UI_KEY_F1 + 2);
    expect_key(&keys, UI_KEY_INS);
    ui_termkeys_dispose(&keys);
}

static void whoever_did_not_ask_gets_keys(void **state)
{
    (void)state;
    struct ui_termkeys keys = { .asked = false };
    feed(&keys, "\033[2;2R");
    assert_int_equal(keys.column, 0);
    expect_key(&keys, UI_KEY_F1 + 2);
    ui_termkeys_dispose(&keys);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_is_no_key),
        cmocka_unit_test(an_answer_in_pieces_is_one),
        cmocka_unit_test(an_answer_between_the_bytes_of_a_key_leaves_it_whole),
        cmocka_unit_test(an_answer_in_a_paste_is_not_pasted),
        cmocka_unit_test(any_column_is_an_answer),
        cmocka_unit_test(a_key_is_no_answer),
        cmocka_unit_test(whoever_did_not_ask_gets_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
