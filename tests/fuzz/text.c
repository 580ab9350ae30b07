/* text.c: what comes out of the text functions for any bytes. */
#include "config.h"

#include "planek/text.h"

#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"

static void walk(const char *text, size_t length)
{
    int width, cells = 0;
    for (size_t at = 0, step; at < length; at += step) {
        step = pk_text_next(text + at, length - at, &width);
        FUZZ_EXPECT(step > 0 && step <= length - at);
        FUZZ_EXPECT(width >= 0 && width <= 2);
        cells += width;
    }
    FUZZ_EXPECT(pk_text_next(text + length, 0, &width) == 0);
    FUZZ_EXPECT(cells == pk_text_width(text, length));
    for (size_t at = length; at > 0;) {
        size_t before = pk_text_previous(text, at);
        FUZZ_EXPECT(before < at);
        at = before;
    }
}

static void fit(const char *text, size_t length, int cells)
{
    int used;
    size_t fitting = pk_text_fit(text, length, cells, &used);
    FUZZ_EXPECT(fitting <= length);
    FUZZ_EXPECT(used <= cells && used == pk_text_width(text, fitting));
    int width;
    if (fitting < length) {
        (void)pk_text_next(text + fitting, length - fitting, &width);
        FUZZ_EXPECT(used + width > cells);
    }
}

static void wrap(const char *text, size_t length, int cells)
{
    for (size_t at = 0, next; at < length; at += next) {
        size_t line = pk_text_wrap(text + at, length - at, cells, &next);
        FUZZ_EXPECT(line <= next && next > 0 && next <= length - at);
        FUZZ_EXPECT(!memchr(text + at, '\n', line));
        int width;
        size_t first = pk_text_next(text + at, length - at, &width);
        FUZZ_EXPECT(line <= first || pk_text_width(text + at, line) <= cells);
    }
}

/* The function changes nothing of what it made itself. */
static void expect_settled(void (*make)(struct pk_buf *, const char *, size_t),
                           const struct pk_buf *made)
{
    struct pk_buf again = { 0 };
    make(&again, pk_buf_text(made), made->len);
    fuzz_expect_same(made, &again);
    pk_buf_dispose(&again);
}

static void make_safe(const char *text, size_t length)
{
    struct pk_buf made = { 0 };
    pk_text_safe(&made, text, length);
    fuzz_expect_safe(pk_buf_text(&made), made.len, "");
    expect_settled(pk_text_safe, &made);
    pk_buf_cut(&made, 0);
    pk_text_ascii(&made, text, length);
    fuzz_expect_safe(pk_buf_text(&made), made.len, "");
    fuzz_expect_ascii(pk_buf_text(&made), made.len);
    expect_settled(pk_text_ascii, &made);
    pk_buf_dispose(&made);
    struct pk_quote quote = pk_text_quote(text);
    fuzz_expect_safe(quote.text, strlen(quote.text), "");
    FUZZ_EXPECT(pk_text_width(quote.text, strlen(quote.text)) <= 40);
}

static void fold(const char *text, size_t length)
{
    struct pk_buf folded = { 0 }, slug = { 0 };
    pk_text_fold(&folded, text, length);
    FUZZ_EXPECT(pk_text_valid(pk_buf_text(&folded), folded.len) == folded.len);
    if (pk_text_valid(text, length) == length) {
        expect_settled(pk_text_fold, &folded);
    }
    if (strlen(text) == length) {
        FUZZ_EXPECT(pk_text_contains(text, pk_buf_text(&folded)));
    }
    pk_text_slug(&slug, text);
    FUZZ_EXPECT(slug.len <= 32 && pk_text_is_id(pk_buf_text(&slug)));
    fuzz_expect_ascii(pk_buf_text(&slug), slug.len);
    pk_buf_dispose(&folded);
    pk_buf_dispose(&slug);
}

static void list(const char *text)
{
    size_t length;
    const char *cursor = text, *item;
    while ((item = pk_text_item(&cursor, &length))) {
        FUZZ_EXPECT(item >= text && item + length <= text + strlen(text));
        FUZZ_EXPECT(length > 0 && !memchr(item, ';', length));
        size_t trimmed = length;
        FUZZ_EXPECT(pk_text_trim(item, &trimmed) == item && trimmed == length);
    }
}

void fuzz_text(const uint8_t *bytes, size_t length)
{
    static const char *const names[] = { "goal", "before", "source", "pozde", NULL };
    char *text = fuzz_text_of(bytes, length);
    size_t valid = pk_text_valid(text, length);
    FUZZ_EXPECT(valid <= length && pk_text_valid(text, valid) == valid);
    walk(text, length);
    for (int cells = 1; cells < 12; cells++) {
        fit(text, length, cells);
        wrap(text, length, cells);
    }
    make_safe(text, length);
    fold(text, length);
    list(text);
    (void)pk_text_is_id(text);
    (void)pk_text_nearest(text, names);
    free(text);
}
