#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include <cmocka.h>

#include "planek/text.h"

#define NBSP "\xC2\xA0"

typedef void made_fn(struct pk_buf *out, const char *text, size_t len);

static void check_made(made_fn *make, const char *const cases[][2], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct pk_buf made = { 0 };
        make(&made, cases[i][0], strlen(cases[i][0]));
        if (strcmp(pk_buf_text(&made), cases[i][1]) != 0) {
            fail_msg("'%s' becomes '%s'", cases[i][0], pk_buf_text(&made));
        }
        pk_buf_dispose(&made);
    }
}

static void folding_forgets_case_marks_and_the_kind_of_blank(void **state)
{
    static const char *const cases[][2] = {
        { "", "" },
        { "Příběhy", "pribehy" },
        { "PRIBEHY", "pribehy" },
        { "Pr\xCC\x8Ci\xCC\x81" "be\xCC\x8Chy", "pribehy" },
        { "ŽLUŤOUČKÝ KŮŇ", "zlutoucky kun" },
        { "žluťoučký kůň", "zlutoucky kun" },
        { "Łódź Đ Ø ø Æ æ Œ ß ẞ", "lodz d o o ae ae oe ss ss" },
        { "a \t\n " NBSP "\xE2\x80\xAF" "b", "a b" },
        { "  a  ", " a " },
        { NBSP "ř", " r" },
        { "Straße", "strasse" },
        { "ΑΘΗΝΑ Αθήνα", "αθηνα αθηνα" },
        { "Привет", "привет" },
        { "ﬁlm", "film" },
        { "so\xC2\xADubor", "soubor" },
        { "İ", "i" },
        { "1:2;3", "1:2;3" },
    };
    (void)state;
    check_made(pk_text_fold, cases, sizeof cases / sizeof *cases);
}

static void folding_czech_letters_agrees_with_unicode(void **state)
{
    static const char by_hand[] = "ÆæØøĐđĦħıĸŁłŊŋŒœŦŧÐðÞþ";
    (void)state;
    for (int32_t c = 0xC0; c < 0x180; c++) {
        utf8proc_uint8_t letter[5] = "", *expected = NULL;
        utf8proc_encode_char(c, letter);
        if (strstr(by_hand, (const char *)letter)) {
            continue;
        }
        utf8proc_map(letter, 0, &expected,
                     UTF8PROC_NULLTERM | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD
                         | UTF8PROC_STRIPMARK);
        struct pk_buf folded = { 0 };
        pk_text_fold(&folded, (const char *)letter, strlen((const char *)letter));
        assert_string_equal(pk_buf_text(&folded), (const char *)expected);
        pk_buf_dispose(&folded);
        free(expected);
    }
}

static void long_text_folds_as_its_parts_do(void **state)
{
    (void)state;
    struct pk_buf text = { 0 }, folded = { 0 }, expected = { 0 };
    for (int i = 0; i < 300; i++) {
        pk_buf_str(&text, "Abc Ďě\xC2\xA0 ½");
        pk_buf_str(&expected, "abc de 1⁄2");
    }
    pk_text_fold(&folded, text.data, text.len);
    assert_string_equal(folded.data, expected.data);
    pk_buf_dispose(&text);
    pk_buf_dispose(&folded);
    pk_buf_dispose(&expected);
}

static void a_text_contains_what_its_folded_form_does(void **state)
{
    (void)state;
    assert_true(pk_text_contains("Videopříběhy pěstounů", "pribehy"));
    assert_true(pk_text_contains("Videopříběhy  pěstounů", "hy pe"));
    assert_true(pk_text_contains("", ""));
    assert_true(pk_text_contains("web", ""));
    assert_false(pk_text_contains("web", "webu"));
    assert_false(pk_text_contains("", "x"));
}

static void ascii_keeps_the_sense_of_letters_and_signs(void **state)
{
    static const char *const cases[][2] = {
        { "Příběhy pěstounů", "Pribehy pestounu" },
        { "Pr\xCC\x8Ci\xCC\x81", "Pri" },
        { "ŽLUŤOUČKÝ", "ZLUTOUCKY" },
        { "Łódź Đ ß Æ ø", "Lodz D ss AE o" },
        { "½ úvazku, ¼, ¾", "1/2 uvazku, 1/4, 3/4" },
        { "2023–2024 — plán", "2023-2024 - plan" },
        { "„tak“ ‚tak‘ “so” ’s", "\"tak\" 'tak' \"so\" 's" },
        { "«a» ‹b›", "<<a>> <b>" },
        { "a… → b ← c", "a... -> b <- c" },
        { "KK · kraj", "KK - kraj" },
        { "3×2 ± 5 ÷ 2", "3x2 +/- 5 / 2" },
        { "20 °C, 5 €, § 27", "20 degC, 5 EUR, par. 27" },
        { "≤ ≥ ≠ −", "<= >= != -" },
        { "30" NBSP "000\xE2\x80\xAF" "Kč", "30 000 Kc" },
        { "√►∞█░▬─═♦◊│", "v>~#.=-~*o|" },
        { "m² ™ № ﬁ", "m2 TM No fi" },
        { "日本", "??" },
        { "Привет", "??????" },
        { "🙂", "?" },
        { "a\tb\nc\x1b[", "a b c?[" },
        { "\xFF\xC5", "??" },
        { "so\xC2\xADubor\xE2\x80\x8B", "soubor" },
        { "", "" },
    };
    (void)state;
    check_made(pk_text_ascii, cases, sizeof cases / sizeof *cases);
}

static void ascii_is_printable_whatever_comes(void **state)
{
    (void)state;
    struct pk_buf made = { 0 };
    for (int32_t c = 0; c < 0x110000; c++) {
        utf8proc_uint8_t bytes[4];
        size_t len = (size_t)utf8proc_encode_char(c, bytes);
        pk_buf_cut(&made, 0);
        pk_text_ascii(&made, (const char *)bytes, len);
        for (size_t at = 0; at < made.len; at++) {
            if (made.data[at] < 0x20 || made.data[at] > 0x7E) {
                fail_msg("U+%04X gives the byte %02x", (unsigned)c, (unsigned char)made.data[at]);
            }
        }
    }
    pk_buf_dispose(&made);
}

static void a_slug_is_words_of_ascii(void **state)
{
    static const char *const cases[][2] = {
        { "Webové stránky", "webove-stranky" },
        { "  Rodinná   konference! ", "rodinna-konference" },
        { "PPC reklama (2×)", "ppc-reklama-2x" },
        { "Koordinátor na ½ úvazku", "koordinator-na-1-2-uvazku" },
        { "Zapojení doprovázejících organizací", "zapojeni-doprovazejicich" },
        { "a23456789b123456789c123456789d12 x", "a23456789b123456789c123456789d12" },
        { "a23456789b123456789c123456789d x", "a23456789b123456789c123456789d-x" },
        { "a23456789b123456789c123456789d1234567", "a23456789b123456789c123456789d12" },
        { "日本", "x" },
        { "", "x" },
        { " -- ", "x" },
        { "a:b/c=d;e", "a-b-c-d-e" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_buf slug = { 0 };
        pk_text_slug(&slug, cases[i][0]);
        assert_string_equal(pk_buf_text(&slug), cases[i][1]);
        assert_true(pk_text_is_id(pk_buf_text(&slug)));
        pk_buf_dispose(&slug);
    }
}

static void the_nearest_name_is_one_typed_wrongly(void **state)
{
    static const char *const names[] = { "snapshot", "list", "budget", "agenda", "check", "undo",
                                         "Příběhy", NULL };
    static const char *const cases[][2] = {
        { "snapshoot", "snapshot" }, { "snpashot", "snapshot" }, { "bugdet", "budget" },
        { "lst", "list" },           { "AGENDA", "agenda" },     { "chekc", "check" },
        { "pribehy", "Příběhy" },    { "undo", "undo" },         { "listen", "list" },
        { "unod", "undo" },
    };
    static const char *const far[] = { "x", "", "export", "li", "publish",
                                       "a word that is much longer than any name can ever be" };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *nearest = pk_text_nearest(cases[i][0], names);
        if (!nearest || strcmp(nearest, cases[i][1]) != 0) {
            fail_msg("'%s' is near '%s'", cases[i][0], nearest ? nearest : "nothing");
        }
    }
    for (size_t i = 0; i < sizeof far / sizeof *far; i++) {
        assert_null(pk_text_nearest(far[i], names));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folding_forgets_case_marks_and_the_kind_of_blank),
        cmocka_unit_test(folding_czech_letters_agrees_with_unicode),
        cmocka_unit_test(long_text_folds_as_its_parts_do),
        cmocka_unit_test(a_text_contains_what_its_folded_form_does),
        cmocka_unit_test(ascii_keeps_the_sense_of_letters_and_signs),
        cmocka_unit_test(ascii_is_printable_whatever_comes),
        cmocka_unit_test(a_slug_is_words_of_ascii),
        cmocka_unit_test(the_nearest_name_is_one_typed_wrongly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
