#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/support.h"
#include "ui/outline.h"
#include "ui/search.h"

static struct pk_plan *sample(void)
{
    return plan_of("goals", "id,name\ng,Příprava\nh,Kampaň\n", "activities",
                   "id,goal,title,responsible,note\n"
                   "a,g,Kavárna,Čapek,\n"
                   "b,g,Káva a kakao,Chalupová,tiskárna\n"
                   "c,h,Kampaň 2.1,Chalupová,\n"
                   "d,h,Tisk,,v kavárně\n",
                   NULL);
}

static void build(struct ui_outline *outline, const struct pk_plan *plan)
{
    *outline = (struct ui_outline){ .plan = plan };
    ui_outline_build(outline, plan, pk_day_make(2024, 6, 12));
}

/* The rows that the search has as hits, "1 2 4". */
static void expect_hits(const struct ui_search *search, const char *rows)
{
    char text[64] = "";
    for (size_t i = 0; i < search->count; i++) {
        snprintf(text + strlen(text), sizeof text - strlen(text), i ? " %zu" : "%zu",
                 search->hits[i]);
    }
    assert_string_equal(text, rows);
}

/* Rows: 0 Příprava, 1 a, 2 b, 3 Kampaň, 4 c, 5 d. */
static void typing_on_finds_what_a_fresh_search_finds(void **state)
{
    (void)state;
    static const char *const typed[] = { "ka",  "kava", "kavarn", "kaka", "2",     "2.",
                                         "2.1", "2.2",  "Chal",   "ti",   "tiska", "x",
                                         "káv", " k",   "capek",  "kam",  "kampan 2" };
    struct pk_plan *plan = sample();
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
        struct ui_outline slow, quick;
        build(&slow, plan);
        build(&quick, plan);
        for (size_t length = 1; length <= strlen(typed[i]); length++) {
            char part[16] = "";
            memcpy(part, typed[i], length);
            ui_search_look(&slow.search, &slow, part);
        }
        ui_search_look(&quick.search, &quick, typed[i]);
        assert_int_equal(slow.search.count, quick.search.count);
        assert_memory_equal(slow.search.hits, quick.search.hits,
                            quick.search.count * sizeof *quick.search.hits);
        assert_int_equal(slow.search.in_others, quick.search.in_others);
        ui_outline_dispose(&slow);
        ui_outline_dispose(&quick);
    }
    pk_plan_free(plan);
}

static void titles_come_first_then_what_else_stands_in_a_row(void **state)
{
    (void)state;
    struct pk_plan *plan = sample();
    struct ui_outline outline;
    build(&outline, plan);
    ui_search_look(&outline.search, &outline, "KA");
    expect_hits(&outline.search, "1 2 3 4");
    ui_search_look(&outline.search, &outline, "kavarn");
    expect_hits(&outline.search, "1");
    assert_false(outline.search.in_others);
    ui_search_look(&outline.search, &outline, "chal");
    expect_hits(&outline.search, "2 4");
    assert_true(outline.search.in_others);
    ui_search_look(&outline.search, &outline, "2.1");
    expect_hits(&outline.search, "4");
    ui_search_look(&outline.search, &outline, "2.2");
    expect_hits(&outline.search, "5");
    ui_search_look(&outline.search, &outline, "");
    expect_hits(&outline.search, "");
    ui_outline_dispose(&outline);
    pk_plan_free(plan);
}

static void expect_lit(const char *needle, const char *text, const char *lit)
{
    struct pk_plan *plan = sample();
    struct ui_outline outline;
    size_t from = 0, to = 0;
    build(&outline, plan);
    ui_search_look(&outline.search, &outline, needle);
    bool is_lit = ui_search_lit(&outline.search, text, &from, &to);
    assert_int_equal(is_lit, *lit != '\0');
    if (is_lit) {
        assert_int_equal(to - from, strlen(lit));
        assert_memory_equal(text + from, lit, strlen(lit));
    }
    ui_outline_dispose(&outline);
    pk_plan_free(plan);
}

static void what_is_lit_are_whole_characters_of_the_text(void **state)
{
    (void)state;
    expect_lit("cerny", "Velmi Černý čaj", "Černý");
    expect_lit("ČAJ", "Velmi Černý čaj", "čaj");
    expect_lit("velmi", "Velmi", "Velmi");
    expect_lit("y c", "Černý   čaj", "ý   č");
    expect_lit("stra", "Straße", "Stra");
    expect_lit("s", "Aße", "ß");
    expect_lit("e", "re\xCC\x81" "z", "e");
    expect_lit("z", "re\xCC\x81" "z", "z");
    expect_lit("x", "Velmi", "");
    expect_lit("", "Velmi", "");
    expect_lit("\xC2\xA0", "a b", " ");
    expect_lit("i", "\xFF" "i", "i");
}

static void what_is_lit_stays_when_the_rows_are_others_until_it_is_put_out(void **state)
{
    (void)state;
    struct pk_plan *plan = sample();
    struct ui_outline outline;
    size_t from, to;
    build(&outline, plan);
    ui_search_look(&outline.search, &outline, "kav");
    ui_search_forget(&outline.search);
    assert_true(ui_search_lit(&outline.search, "Kavárna", &from, &to));
    ui_search_unlight(&outline.search);
    assert_false(ui_search_lit(&outline.search, "Kavárna", &from, &to));
    ui_search_look(&outline.search, &outline, "kav");
    assert_true(ui_search_lit(&outline.search, "Kavárna", &from, &to));
    ui_search_unlight(&outline.search);
    ui_search_look(&outline.search, &outline, "kav");
    assert_true(ui_search_lit(&outline.search, "Kavárna", &from, &to));
    ui_outline_dispose(&outline);
    pk_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(typing_on_finds_what_a_fresh_search_finds),
        cmocka_unit_test(titles_come_first_then_what_else_stands_in_a_row),
        cmocka_unit_test(what_is_lit_are_whole_characters_of_the_text),
        cmocka_unit_test(what_is_lit_stays_when_the_rows_are_others_until_it_is_put_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
