#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "planek/text.h"

#define NBSP "\xC2\xA0"
#define CARON "\xCC\x8C" /* U+030C, combining */
#define FAMILY "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7" /* two joined faces */
#define FLAG_CZ "\xF0\x9F\x87\xA8\xF0\x9F\x87\xBF"
#define FLAG_SK "\xF0\x9F\x87\xB8\xF0\x9F\x87\xB0"
#define ODD "\xEF\xBF\xBD" /* U+FFFD */

static void only_utf_8_of_rfc_3629_is_valid(void **state)
{
    static const struct {
        const char *text;
        size_t len, valid;
    } cases[] = {
        { "", 0, 0 },
        { "plain text of ASCII, long enough", 32, 32 },
        { "a\0b", 3, 3 },
        { "Příběhy pěstounů", 21, 21 },
        { "Příběhy pěstounů", 20, 19 },
        { "\xC2\x80\xDF\xBF", 4, 4 },
        { "\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF", 12, 12 },
        { "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", 8, 8 },
        { "abcdefgh\x80", 9, 8 },
        { "abcdefghij\xFF" "klmnopqrst", 21, 10 },
        { "\xC0\x80", 2, 0 },
        { "\xC1\xBF", 2, 0 },
        { "\xC2", 1, 0 },
        { "\xC2" "a", 2, 0 },
        { "a\xE0\x9F\xBF", 4, 1 },
        { "a\xED\xA0\x80", 4, 1 },
        { "a\xE2\x82", 3, 1 },
        { "a\xE2\x82" "b", 4, 1 },
        { "\xF0\x8F\xBF\xBF", 4, 0 },
        { "\xF4\x90\x80\x80", 4, 0 },
        { "\xF5\x80\x80\x80", 4, 0 },
        { "\xF0\x9F\x91", 3, 0 },
        { "\xF0\x9F\x91" "x", 4, 0 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (pk_text_valid(cases[i].text, cases[i].len) != cases[i].valid) {
            fail_msg("case %zu: %zu", i, pk_text_valid(cases[i].text, cases[i].len));
        }
    }
}

static void a_stray_byte_is_found_wherever_it_stands(void **state)
{
    (void)state;
    char text[40];
    for (size_t len = 1; len < sizeof text; len++) {
        for (size_t at = 0; at < len; at++) {
            memset(text, 'x', len);
            text[at] = '\x9A';
            assert_int_equal(pk_text_valid(text, len), at);
        }
    }
}

static void a_grapheme_is_a_base_with_its_marks(void **state)
{
    static const struct {
        const char *text;
        size_t bytes;
        int width;
    } cases[] = {
        { "ab", 1, 1 },
        { "říj", 2, 1 },
        { "r" CARON "a", 3, 1 },
        { "ř" CARON "a", 4, 1 },
        { "r" CARON CARON CARON, 7, 1 },
        { CARON "a", 2, 0 },
        { "日本", 3, 2 },
        { "►x", 3, 1 },
        { FAMILY "x", 11, 2 },
        { FLAG_CZ FLAG_SK, 8, 2 },
        { "\r\n", 2, 0 },
        { "\n\r", 1, 0 },
        { "\x1b[", 1, 0 },
        { "\xFF" "a", 1, 1 },
        { "a\xFF", 1, 1 },
        { "\xC5", 1, 1 },
        { NBSP "x", 2, 1 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int width = 9;
        size_t bytes = pk_text_next(cases[i].text, strlen(cases[i].text), &width);
        if (bytes != cases[i].bytes || width != cases[i].width) {
            fail_msg("'%s' has %zu bytes, %d cells", cases[i].text, bytes, width);
        }
    }
    int width = 9;
    assert_int_equal(pk_text_next("x", 0, &width), 0);
    assert_int_equal(width, 0);
    assert_int_equal(pk_text_next("x", 1, NULL), 1);
}

static void going_back_meets_the_same_graphemes_as_going_on(void **state)
{
    static const char *const texts[] = {
        "web", "Příběhy", "r" CARON "e" CARON, "a" FLAG_CZ FLAG_SK FLAG_CZ "b",
        FAMILY FAMILY, "a\r\nb\n\nc", "日本語 text", CARON "a", "a\xFF\xFE" "b", NBSP NBSP,
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        size_t len = strlen(texts[i]), before = 0;
        for (size_t at = 0; at < len; before = at) {
            at += pk_text_next(texts[i] + at, len - at, NULL);
            assert_int_equal(pk_text_previous(texts[i], at), before);
        }
    }
    assert_int_equal(pk_text_previous("", 0), 0);
}

static void width_is_counted_in_cells(void **state)
{
    static const struct {
        const char *text;
        int width;
    } cases[] = {
        { "", 0 },
        { "Webové stránky", 14 },
        { "a text of plain ASCII", 21 },
        { "eight888" CARON, 8 },
        { "eight888r" CARON "eight888", 17 },
        { "日本語", 6 },
        { "√ ► · ∞ █░▬─═♦◊│", 16 },
        { FAMILY FLAG_CZ, 4 },
        { "a\tb\x7f\x1b", 2 },
        { "\xFF\xFE", 2 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (pk_text_width(cases[i].text, strlen(cases[i].text)) != cases[i].width) {
            fail_msg("'%s' is not %d wide", cases[i].text, cases[i].width);
        }
    }
}

static void what_fits_ends_between_graphemes(void **state)
{
    static const struct {
        const char *text;
        int cells;
        const char *fits;
        int used;
    } cases[] = {
        { "Webové stránky", 6, "Webové", 6 },
        { "Webové stránky", 5, "Webov", 5 },
        { "Webové", 10, "Webové", 6 },
        { "Webové", 0, "", 0 },
        { "Webové", -3, "", 0 },
        { "日本語", 5, "日本", 4 },
        { "a日", 2, "a", 1 },
        { "ar" CARON "b", 2, "ar" CARON, 2 },
        { "ar" CARON "b", 1, "a", 1 },
        { FAMILY "x", 1, "", 0 },
        { FAMILY "x", 2, FAMILY, 2 },
        { "plain ASCII text here", 12, "plain ASCII ", 12 },
        { "plain ASCII" CARON " text", 11, "plain ASCII" CARON, 11 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int used = 9;
        size_t fit = pk_text_fit(cases[i].text, strlen(cases[i].text), cases[i].cells, &used);
        if (fit != strlen(cases[i].fits) || used != cases[i].used) {
            fail_msg("'%s' in %d: %zu bytes, %d cells", cases[i].text, cases[i].cells, fit, used);
        }
    }
}

/* $PLANEK_SEED repeats a run that failed. */
static void seed_random(void)
{
    const char *given = getenv("PLANEK_SEED");
    unsigned seed = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL);
    print_message("PLANEK_SEED=%u\n", seed);
    srandom(seed);
}

static void random_text(struct pk_buf *out)
{
    static const char *const parts[] = { "a", " ", "Webové", "ř", CARON, "日", FAMILY, FLAG_CZ,
                                         "\n", "\r\n", "long ASCII words", "\xE2\x80\x8D", "\t",
                                         "\xFF", "\x1b", "—", NBSP, "\xE0\xA4\x83", "\xCC" };
    pk_buf_cut(out, 0);
    for (long left = random() % 12; left > 0; left--) {
        pk_buf_str(out, parts[(size_t)random() % (sizeof parts / sizeof *parts)]);
    }
}

static void fitting_never_passes_the_cells_nor_leaves_room(void **state)
{
    (void)state;
    seed_random();
    struct pk_buf buf = { 0 };
    for (int i = 0; i < 30000; i++) {
        random_text(&buf);
        const char *text = pk_buf_text(&buf);
        int cells = (int)(random() % 30) + 1, used, next;
        size_t fit = pk_text_fit(text, buf.len, cells, &used);
        assert_true(used <= cells);
        assert_int_equal(pk_text_width(text, fit), used);
        if (fit < buf.len) {
            pk_text_next(text + fit, buf.len - fit, &next);
            assert_true(used + next > cells);
        }
        size_t at = 0;
        while (at < fit) {
            at += pk_text_next(text + at, buf.len - at, NULL);
        }
        assert_int_equal(at, fit);
    }
    pk_buf_dispose(&buf);
}

/* The lines of a wrapped text, each ended by '|'. */
static void wrapped(struct pk_buf *out, const char *text, int cells)
{
    size_t len = strlen(text);
    for (size_t at = 0, next; at < len; at += next) {
        size_t line = pk_text_wrap(text + at, len - at, cells, &next);
        pk_buf_add(out, text + at, line);
        pk_buf_char(out, '|');
    }
}

static void text_is_wrapped_between_words(void **state)
{
    static const struct {
        const char *text;
        int cells;
        const char *lines;
    } cases[] = {
        { "Vybrat členy týmu", 20, "Vybrat členy týmu|" },
        { "Vybrat členy týmu", 17, "Vybrat členy týmu|" },
        { "Vybrat členy týmu", 16, "Vybrat členy|týmu|" },
        { "Vybrat členy týmu", 12, "Vybrat členy|týmu|" },
        { "Vybrat členy týmu", 6, "Vybrat|členy|týmu|" },
        { "Vybrat členy", 4, "Vybr|at|člen|y|" },
        { "a   b", 1, "a|b|" },
        { "ab   \ncd", 3, "ab|cd|" },
        { "ab   \ncd", 2, "ab|cd|" },
        { "ab\ncd", 20, "ab|cd|" },
        { "ab\r\ncd", 20, "ab|cd|" },
        { "ab\n\ncd\n", 20, "ab||cd|" },
        { "\nab", 20, "|ab|" },
        { "ab\ncd", 2, "ab|cd|" },
        { "15" NBSP "tis. Kč", 8, "15" NBSP "tis.|Kč|" },
        { "a 15" NBSP "tis.", 6, "a|15" NBSP "tis|.|" },
        { "  odsazený", 20, "  odsazený|" },
        { "stojí 30 000 Kč", 12, "stojí|30 000 Kč|" },
        { "do 31. 8. 2024", 9, "do|31. 8.|2024|" },
        { "do 31. 8. 2024", 12, "do|31. 8. 2024|" },
        { "celkem 100 %", 11, "celkem|100 %|" },
        { "1 000 000", 5, "1 000|000|" },
        { "日本語", 1, "日|本|語|" },
        { "ab", 0, "a|b|" },
        { "   ", 2, "|" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_buf lines = { 0 };
        wrapped(&lines, cases[i].text, cases[i].cells);
        if (strcmp(pk_buf_text(&lines), cases[i].lines) != 0) {
            fail_msg("'%s' in %d: %s", cases[i].text, cases[i].cells, pk_buf_text(&lines));
        }
        pk_buf_dispose(&lines);
    }
}

static void wrapping_loses_nothing_but_blanks(void **state)
{
    (void)state;
    seed_random();
    struct pk_buf buf = { 0 };
    for (int i = 0; i < 30000; i++) {
        random_text(&buf);
        const char *text = pk_buf_text(&buf);
        int cells = (int)(random() % 12) + 2;
        for (size_t at = 0, next; at < buf.len; at += next) {
            size_t line = pk_text_wrap(text + at, buf.len - at, cells, &next);
            assert_true(next > 0 && line <= next && at + next <= buf.len);
            assert_true(pk_text_width(text + at, line) <= cells);
            assert_int_equal(strspn(text + at + line, " \t\r\n") >= next - line, 1);
        }
    }
    pk_buf_dispose(&buf);
}

static void text_made_safe_holds_no_control(void **state)
{
    static const char *const cases[][2] = {
        { "Příběhy", "Příběhy" },
        { "a\tb\nc\r\nd\re", "a b c d e" },
        { "\x1b[31m", ODD "[31m" },
        { "a\x7f" "b\x01", "a" ODD "b" ODD },
        { "\xC2\x9B" "31m\xC2\x85", ODD "31m" ODD },
        { "\xE2\x80\xA8\xE2\x80\xA9", ODD ODD },
        { "\xE2\x80\x8E\xE2\x80\x8F\xE2\x80\xAA\xE2\x80\xAE", ODD ODD ODD ODD },
        { "\xE2\x81\xA6\xE2\x81\xA9\xD8\x9C", ODD ODD ODD },
        { "a\xFF\xC5" "b", "a" ODD ODD "b" },
        { "\xEF\xBF\xBD", ODD },
        { "r" CARON FAMILY NBSP, "r" CARON FAMILY NBSP },
        { "", "" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_buf safe = { 0 };
        pk_text_safe(&safe, cases[i][0], strlen(cases[i][0]));
        assert_string_equal(pk_buf_text(&safe), cases[i][1]);
        pk_buf_dispose(&safe);
    }
    struct pk_buf safe = { 0 };
    pk_text_safe(&safe, "a\0b", 3);
    assert_string_equal(pk_buf_text(&safe), "a" ODD "b");
    pk_buf_dispose(&safe);
}

static void a_quoted_text_is_safe_and_short(void **state)
{
    (void)state;
    assert_string_equal(pk_text_quote("web\x1b").text, "web" ODD);
    assert_string_equal(pk_text_quote("0123456789012345678901234567890123456789").text,
                        "0123456789012345678901234567890123456789");
    assert_string_equal(pk_text_quote("0123456789012345678901234567890123456789x").text,
                        "012345678901234567890123456789012345678…");
    struct pk_buf marks = { 0 };
    for (int i = 0; i < 2000; i++) {
        pk_buf_str(&marks, CARON);
    }
    struct pk_quote quote = pk_text_quote(marks.data);
    assert_int_equal(pk_text_valid(quote.text, strlen(quote.text)), strlen(quote.text));
    assert_string_equal(quote.text + strlen(quote.text) - 3, "…");
    pk_buf_dispose(&marks);
}

static void ids_have_no_blanks_and_no_signs_of_our_own(void **state)
{
    static const struct {
        const char *text;
        bool is_id;
    } cases[] = {
        { "web", true },   { "rodinna-konference", true }, { "4.1", true },  { "Příběhy_2", true },
        { "a,b\"c", true }, { "", false },                 { "a b", false }, { "a\tb", false },
        { "a;b", false },  { "a:b", false },               { "a/b", false }, { "a=b", false },
        { "a\x7f", false }, { "a\xC2\x85", false },        { "a" NBSP "b", false },
        { "a\xE2\x80\xA8", false },                        { "a\xFF", false },
        { "a\xC2\x9B", false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (pk_text_is_id(cases[i].text) != cases[i].is_id) {
            fail_msg("'%s'", cases[i].text);
        }
    }
    char text[130];
    memset(text, 'x', sizeof text);
    text[129] = '\0';
    assert_false(pk_text_is_id(text));
    text[128] = '\0';
    assert_true(pk_text_is_id(text));
}

static void a_list_is_walked_item_by_item(void **state)
{
    static const char *const expected[] = { "Koordinátor", "Tým OKH", "web" };
    (void)state;
    const char *cursor = " ; Koordinátor;Tým OKH ;; " NBSP "web" NBSP " ; ";
    for (size_t i = 0; i < 3; i++) {
        size_t len;
        const char *item = pk_text_item(&cursor, &len);
        assert_non_null(item);
        assert_int_equal(len, strlen(expected[i]));
        assert_memory_equal(item, expected[i], len);
    }
    size_t len = 9;
    assert_null(pk_text_item(&cursor, &len));
    assert_null(pk_text_item(&cursor, &len));
    cursor = "";
    assert_null(pk_text_item(&cursor, &len));
}

static void trimming_takes_any_white_space_from_both_ends(void **state)
{
    static const char *const cases[][2] = {
        { "web", "web" },
        { "  web \t\r\n", "web" },
        { NBSP "\xE2\x80\xAF" "a b\xE2\x80\x89\xE3\x80\x80", "a b" },
        { " \n ", "" },
        { "", "" },
        { "ř", "ř" },
        { "\xA0 ", "\xA0" },
        { "x\x85", "x\x85" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t len = strlen(cases[i][0]);
        const char *trimmed = pk_text_trim(cases[i][0], &len);
        assert_int_equal(len, strlen(cases[i][1]));
        assert_memory_equal(trimmed, cases[i][1], len);
    }
}

/* Looking past the first line break for each of them would take hours. */
static void a_text_of_many_line_breaks_is_wrapped_line_by_line(void **state)
{
    (void)state;
    enum { BREAKS = 1000000 };
    struct pk_buf text = { 0 };
    pk_buf_fill(&text, '\n', BREAKS);
    size_t lines = 0, next = 0;
    for (size_t at = 0; at < text.len; at += next) {
        assert_int_equal(pk_text_wrap(pk_buf_text(&text) + at, text.len - at, 10, &next), 0);
        lines++;
    }
    assert_int_equal(lines, BREAKS);
    pk_buf_dispose(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_of_many_line_breaks_is_wrapped_line_by_line),
        cmocka_unit_test(only_utf_8_of_rfc_3629_is_valid),
        cmocka_unit_test(a_stray_byte_is_found_wherever_it_stands),
        cmocka_unit_test(a_grapheme_is_a_base_with_its_marks),
        cmocka_unit_test(going_back_meets_the_same_graphemes_as_going_on),
        cmocka_unit_test(width_is_counted_in_cells),
        cmocka_unit_test(what_fits_ends_between_graphemes),
        cmocka_unit_test(fitting_never_passes_the_cells_nor_leaves_room),
        cmocka_unit_test(text_is_wrapped_between_words),
        cmocka_unit_test(wrapping_loses_nothing_but_blanks),
        cmocka_unit_test(text_made_safe_holds_no_control),
        cmocka_unit_test(a_quoted_text_is_safe_and_short),
        cmocka_unit_test(ids_have_no_blanks_and_no_signs_of_our_own),
        cmocka_unit_test(a_list_is_walked_item_by_item),
        cmocka_unit_test(trimming_takes_any_white_space_from_both_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
