#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "planek/buf.h"
#include "planek/fuzzy.h"
#include "planek/text.h"

static bool match(struct pk_fuzzy *out, const char *text, const char *typed)
{
    struct pk_buf folded = { 0 };
    pk_text_fold(&folded, typed, strlen(typed));
    bool hit = pk_fuzzy_match(out, text, pk_buf_text(&folded));
    pk_buf_dispose(&folded);
    return hit;
}

static int score(const char *text, const char *typed)
{
    struct pk_fuzzy fuzzy;
    assert_true(match(&fuzzy, text, typed));
    return fuzzy.score;
}

static void case_and_diacritics_do_not_matter(void **state)
{
    (void)state;
    struct pk_fuzzy fuzzy;
    assert_true(match(&fuzzy, "Příběhy pěstounů", "PRIBEHY"));
    assert_true(match(&fuzzy, "pribehy", "Příběhy"));
    assert_int_equal(score("Termín", "termin"), score("termin", "TERMÍN"));
}

static void letters_may_be_left_out_but_not_exchanged(void **state)
{
    (void)state;
    struct pk_fuzzy fuzzy;
    assert_true(match(&fuzzy, "history-plan", "hp"));
    assert_true(match(&fuzzy, "history-plan", "hstpl"));
    assert_false(match(&fuzzy, "history-plan", "ph"));
    assert_false(match(&fuzzy, "history-plan", "hpq"));
    assert_false(match(&fuzzy, "", "a"));
}

static void letters_scattered_inside_of_words_are_no_hit(void **state)
{
    (void)state;
    struct pk_fuzzy fuzzy;
    assert_false(match(&fuzzy, "redraw", "d"));
    assert_false(match(&fuzzy, "redraw", "ea"));
    assert_true(match(&fuzzy, "redraw", "dra"));
}

static void nothing_typed_fits_everything_alike(void **state)
{
    (void)state;
    struct pk_fuzzy fuzzy;
    assert_true(match(&fuzzy, "quit", ""));
    assert_int_equal(fuzzy.score, 0);
    assert_int_equal(fuzzy.cells, 0);
}

static void the_better_hit_has_the_higher_score(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *better, *worse;
    } cases[] = {
        { "undo", "undo", "undone yet" },            /* all of it before a beginning */
        { "plan", "plan of the year", "the plan" },  /* the text's beginning before a word's */
        { "plan", "the plan", "explanation" },       /* a word's beginning before its middle */
        { "row", "move row", "reorder widely" },     /* together before apart */
        { "sl", "step later", "asleep longer" },     /* words begin twice */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int better = score(cases[i].better, cases[i].typed);
        struct pk_fuzzy worse;
        bool hit = match(&worse, cases[i].worse, cases[i].typed);
        if (hit && better <= worse.score) {
            fail_msg("%s: %s %d, %s %d", cases[i].typed, cases[i].better, better, cases[i].worse,
                     worse.score);
        }
    }
}

static void the_cells_of_the_letters_are_told(void **state)
{
    (void)state;
    struct pk_fuzzy fuzzy;
    assert_true(match(&fuzzy, "o den později", "pozd"));
    assert_int_equal(fuzzy.cells, 0xF << 6);
    assert_true(match(&fuzzy, "日本 plan", "plan")); /* two cells each */
    assert_int_equal(fuzzy.cells, 0xF << 5);
    assert_true(match(&fuzzy, "history-plan", "hp"));
    assert_int_equal(fuzzy.cells, 1 | 1 << 8);
}

static void long_texts_are_looked_at_as_far_as_it_goes(void **state)
{
    (void)state;
    char text[400], typed[200];
    struct pk_fuzzy fuzzy;
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    memset(typed, 'a', sizeof typed - 1);
    typed[sizeof typed - 1] = '\0';
    assert_false(match(&fuzzy, text, typed));
    typed[48] = '\0';
    assert_true(match(&fuzzy, text, typed));
    text[300] = 'b';
    assert_false(match(&fuzzy, text, "b"));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(case_and_diacritics_do_not_matter),
        cmocka_unit_test(letters_may_be_left_out_but_not_exchanged),
        cmocka_unit_test(letters_scattered_inside_of_words_are_no_hit),
        cmocka_unit_test(nothing_typed_fits_everything_alike),
        cmocka_unit_test(the_better_hit_has_the_higher_score),
        cmocka_unit_test(the_cells_of_the_letters_are_told),
        cmocka_unit_test(long_texts_are_looked_at_as_far_as_it_goes),
    };
    return cmocka_run_group_tests_name("fuzzy", tests, NULL, NULL);
}
