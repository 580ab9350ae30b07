#include "config.h"

#include "planek/collate.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Each word comes before all that follow it, ends with NULL. */
static void expect_order(const char *const *words)
{
    for (size_t i = 0; words[i]; i++) {
        assert_int_equal(pk_collate(words[i], words[i]), 0);
        for (size_t k = i + 1; words[k]; k++) {
            if (pk_collate(words[i], words[k]) >= 0 || pk_collate(words[k], words[i]) <= 0) {
                fail_msg("\"%s\" does not come before \"%s\"", words[i], words[k]);
            }
        }
    }
}

static void ch_comes_behind_h(void **state)
{
    (void)state;
    static const char *const words[] = { "cesta",  "cíl",   "hora",   "hrad",  "hýl",
                                         "chalupa", "chléb", "chyba", "igelit", "jaro", NULL };
    expect_order(words);
}

static void letters_with_a_caron_are_letters_of_their_own(void **state)
{
    (void)state;
    static const char *const words[] = { "cyklus", "čaj",  "dar",  "rzivý", "řada", "syn",
                                         "šachy",  "tým",  "zvon", "žába",  NULL };
    expect_order(words);
}

static void other_marks_only_tell_apart_what_is_the_same(void **state)
{
    (void)state;
    static const char *const words[] = { "data",  "dáta", "datel", "dátum", "den",  "děn",
                                         "denní", "dům",  "duma",  "nos",   "ňos",  "nosa",
                                         "tuk",   "ťuk",  "tuka",  "ucho",  "úcho", "ůcho", NULL };
    expect_order(words);
}

static void a_capital_comes_behind_its_small_letter(void **state)
{
    (void)state;
    static const char *const words[] = { "pero", "Pero", "péro", "Péro", "pes", "Pes", "PES", NULL };
    static const char *const digraph[] = { "chata", "Chata", "CHATA", "chatař", NULL };
    expect_order(words);
    expect_order(digraph);
}

static void words_count_one_by_one(void **state)
{
    (void)state;
    static const char *const words[] = { "vedoucí", "Vedoucí oddělení", "vedoucí týmu",
                                         "vedoucího", NULL };
    expect_order(words);
}

static void figures_come_behind_letters_and_signs_do_not_count(void **state)
{
    (void)state;
    static const char *const words[] = { "„Akce“", "akce B", "akce 1", "žena", "1. krok",
                                         "2. krok", NULL };
    expect_order(words);
}

static void marks_of_their_own_are_the_same_letters(void **state)
{
    (void)state;
    static const char *const words[] = { "cyklus", "c\u030Caj", "čas", "da\u0301ta", "datel",
                                         "r\u030Cada", "řeka", NULL };
    expect_order(words);
}

static void foreign_letters_have_an_order_too(void **state)
{
    (void)state;
    static const char *const words[] = { "", "Łódź", "Lodže", "Müller", "mullery", "Straße",
                                         "strasti", "Ωmega", NULL };
    expect_order(words);
}

static void bytes_that_are_no_text_are_passed_over(void **state)
{
    (void)state;
    static const char *const words[] = { "a\xff", "b\x80\xc3", "c", NULL };
    expect_order(words);
}

static void the_locale_does_not_matter(void **state)
{
    (void)state;
    setlocale(LC_ALL, "C");
    assert_true(pk_collate("hrad", "chata") < 0);
    assert_true(pk_collate("čas", "dům") < 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ch_comes_behind_h),
        cmocka_unit_test(letters_with_a_caron_are_letters_of_their_own),
        cmocka_unit_test(other_marks_only_tell_apart_what_is_the_same),
        cmocka_unit_test(a_capital_comes_behind_its_small_letter),
        cmocka_unit_test(words_count_one_by_one),
        cmocka_unit_test(figures_come_behind_letters_and_signs_do_not_count),
        cmocka_unit_test(marks_of_their_own_are_the_same_letters),
        cmocka_unit_test(foreign_letters_have_an_order_too),
        cmocka_unit_test(bytes_that_are_no_text_are_passed_over),
        cmocka_unit_test(the_locale_does_not_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
