/* Graphemes and their cells come from utf8proc.  Nearly all text is printable ASCII and letters
 * below U+0300, where each character is a grapheme of its own unless a byte from 0xCC on (the
 * first combining mark) follows; those are counted without asking.
 */
#include "config.h"

#include "planek/text.h"

#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"

#define FIRST_MARK 0x300
#define FIRST_MARK_BYTE 0xCC
#define ID_BYTES 128
#define QUOTE_CELLS 40
#define QUOTE_BYTES 640

static size_t ascii_run(const char *text, size_t len)
{
    size_t at = 0;
    for (; len - at >= 8; at += 8) {
        uint64_t high = pk_utf8_eight(text + at) & PK_UTF8_EIGHT(0x80);
        if (high) {
            return at + (size_t)__builtin_ctzll(high) / 8;
        }
    }
    while (at < len && (unsigned char)text[at] < 0x80) {
        at++;
    }
    return at;
}

size_t pk_text_valid(const char *text, size_t len)
{
    size_t at = 0;
    while ((at += ascii_run(text + at, len - at)) < len) {
        size_t step = pk_utf8_length(text + at, len - at);
        if (step == 0) {
            return at;
        }
        at += step;
    }
    return len;
}

static int character_cells(int32_t c)
{
    if (c >= 0x20 && c < FIRST_MARK) {
        return c < 0x7F || c >= 0xA0;
    }
    return utf8proc_charwidth(c);
}

/* Extends a grapheme that begins with c up to `at`; returns where it ends. */
static size_t grapheme_end(const char *text, size_t len, size_t at, int32_t c, int *cells)
{
    utf8proc_int32_t state = 0;
    while (at < len) {
        int32_t next;
        size_t step = pk_utf8_decode(text + at, len - at, &next);
        if (utf8proc_grapheme_break_stateful(c, next, &state)) {
            break;
        }
        if (*cells < 2) {
            *cells += character_cells(next);
        }
        c = next;
        at += step;
    }
    return at;
}

size_t pk_text_next(const char *text, size_t len, int *width)
{
    int cells = 0;
    size_t at = 0;
    if (len > 0) {
        int32_t c;
        at = pk_utf8_decode(text, len, &c);
        cells = character_cells(c);
        if (at < len
            && (c >= FIRST_MARK || c == '\r' || (unsigned char)text[at] >= FIRST_MARK_BYTE)) {
            at = grapheme_end(text, len, at, c, &cells);
        }
    }
    if (width) {
        *width = cells > 2 ? 2 : cells;
    }
    return at;
}

/* A grapheme starts between two ASCII characters (but not inside CR LF); from there on it is
 * walked forwards, for only so are flags and joined signs told apart. */
size_t pk_text_previous(const char *text, size_t at)
{
    size_t start = at;
    while (start > 0) {
        start--;
        if (start > 0 && (unsigned char)text[start] < 0x80 && (unsigned char)text[start - 1] < 0x80
            && text[start] != '\n') {
            break;
        }
    }
    size_t last = start;
    while (start < at) {
        last = start;
        start += pk_text_next(text + start, at - start, NULL);
    }
    return last;
}

static bool is_printable(char byte)
{
    return byte >= 0x20 && byte < 0x7F;
}

/* Printable ASCII at the start of the text, at most max bytes, each surely one grapheme. */
static size_t plain_run(const char *text, size_t len, size_t max)
{
    size_t at = 0, end = len < max ? len : max;
    for (; end - at >= 8; at += 8) {
        uint64_t word = pk_utf8_eight(text + at);
        uint64_t low = word - PK_UTF8_EIGHT(0x20), over = word + PK_UTF8_EIGHT(1);
        if ((word | low | over) & PK_UTF8_EIGHT(0x80)) {
            break;
        }
    }
    while (at < end && is_printable(text[at])) {
        at++;
    }
    if (at > 0 && at < len && (unsigned char)text[at] >= FIRST_MARK_BYTE) {
        at--;
    }
    return at;
}

int pk_text_width(const char *text, size_t len)
{
    int cells = 0;
    for (size_t at = 0; at < len;) {
        size_t plain = plain_run(text + at, len - at, len - at);
        at += plain;
        cells += (int)plain;
        int width;
        at += pk_text_next(text + at, len - at, &width);
        cells += width;
    }
    return cells;
}

size_t pk_text_fit(const char *text, size_t len, int cells, int *used)
{
    size_t at = 0;
    int taken = 0;
    while (at < len && cells > 0) {
        size_t plain = plain_run(text + at, len - at, (size_t)(cells - taken));
        at += plain;
        taken += (int)plain;
        int width;
        size_t step = pk_text_next(text + at, len - at, &width);
        if (width > cells - taken) {
            break;
        }
        at += step;
        taken += width;
    }
    if (used) {
        *used = taken;
    }
    return at;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static bool is_break(char byte)
{
    return byte == '\n' || byte == '\r';
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Whether the blank at `at` holds a figure together: 30 000, 100 %, 500 Kč, 31. 8. 2024. */
static bool joins_figure(const char *text, size_t len, size_t at)
{
    if (at == 0 || at + 1 >= len || text[at] != ' ') {
        return false;
    }
    bool after = is_digit(text[at - 1]) ||
                 (text[at - 1] == '.' && at > 1 && is_digit(text[at - 2]));
    const char *next = text + at + 1;
    return after && (is_digit(*next) || *next == '%' ||
                     (len - at - 1 >= strlen("Kč") && memcmp(next, "Kč", strlen("Kč")) == 0));
}

/* The end of the last word in the text before `at`, 0 where no whole word ends there; figures
 * count as one word unless `apart`. */
static size_t word_end(const char *text, size_t len, size_t at, bool apart)
{
    while (at > 0 && (!is_blank(text[at]) || (!apart && joins_figure(text, len, at)))) {
        at--;
    }
    while (at > 0 && is_blank(text[at - 1])) {
        at--;
    }
    return at;
}

static size_t past_break(const char *text, size_t len, size_t at)
{
    while (at < len && is_blank(text[at])) {
        at++;
    }
    if (at + 1 < len && text[at] == '\r' && text[at + 1] == '\n') {
        return at + 2;
    }
    return at < len && is_break(text[at]) ? at + 1 : at;
}

/* Breaks have no width: what fits must not be looked for beyond the first of them. */
static size_t line_end(const char *text, size_t len)
{
    const char *end = memchr(text, '\n', len);
    len = end ? (size_t)(end - text) : len;
    end = memchr(text, '\r', len);
    return end ? (size_t)(end - text) : len;
}

size_t pk_text_wrap(const char *text, size_t len, int cells, size_t *next)
{
    size_t line = line_end(text, len);
    size_t end = pk_text_fit(text, line, cells, NULL);
    if (end < line) {
        size_t word = word_end(text, len, end, false);
        if (word == 0) {
            word = word_end(text, len, end, true);
        }
        if (word > 0) {
            end = word;
        } else if (end == 0) {
            end = pk_text_next(text, len, NULL);
        }
    }
    *next = past_break(text, len, end);
    while (end > 0 && is_blank(text[end - 1])) {
        end--;
    }
    return end;
}

static bool is_unsafe(int32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x61C || c == 0x200E || c == 0x200F
        || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

void pk_text_safe(struct pk_buf *out, const char *text, size_t len)
{
    size_t at = 0, kept = 0;
    while (at < len) {
        at += plain_run(text + at, len - at, len - at);
        if (at == len) {
            break;
        }
        int32_t c;
        size_t step = pk_utf8_decode(text + at, len - at, &c);
        if (!is_unsafe(c) && (step > 1 || c < 0x80)) {
            at += step;
            continue;
        }
        pk_buf_add(out, text + kept, at - kept);
        if (c == '\r' && at + 1 < len && text[at + 1] == '\n') {
            step = 2;
        }
        pk_buf_str(out, c == '\t' || c == '\n' || c == '\r' ? " " : PK_UTF8_REPLACEMENT);
        at += step;
        kept = at;
    }
    pk_buf_add(out, text + kept, len - kept);
}

struct pk_quote pk_text_quote(const char *text)
{
    static const char more[] = "…";
    struct pk_quote quote = { "" };
    struct pk_buf safe = { 0 };
    size_t room = sizeof quote.text - sizeof more, len = strnlen(text, QUOTE_BYTES);
    pk_text_safe(&safe, text, len);
    size_t kept = pk_text_fit(pk_buf_text(&safe), safe.len, QUOTE_CELLS, NULL);
    bool whole = !text[len] && kept == safe.len && kept <= room;
    if (!whole) {
        kept = pk_text_fit(pk_buf_text(&safe), safe.len, QUOTE_CELLS - 1, NULL);
    }
    if (kept > room) {
        kept = pk_text_valid(safe.data, room);
    }
    memcpy(quote.text, pk_buf_text(&safe), kept);
    if (!whole) {
        memcpy(quote.text + kept, more, sizeof more);
    }
    pk_buf_dispose(&safe);
    return quote;
}

static bool id_may_hold(int32_t c)
{
    if (c < 0x80) {
        return c > ' ' && c != 0x7F && c != ';' && c != ':' && c != '/' && c != '=';
    }
    return c >= 0xA0 && !pk_utf8_space(c);
}

bool pk_text_is_id(const char *text)
{
    size_t len = strnlen(text, ID_BYTES + 1);
    if (len == 0 || len > ID_BYTES) {
        return false;
    }
    for (size_t at = 0; at < len;) {
        int32_t c;
        size_t step = pk_utf8_decode(text + at, len - at, &c);
        if (!id_may_hold(c) || (step == 1 && c >= 0x80)) {
            return false;
        }
        at += step;
    }
    return true;
}

const char *pk_text_item(const char **cursor, size_t *len)
{
    const char *at = *cursor;
    while (*at) {
        const char *item = at;
        at += strcspn(at, ";");
        *len = (size_t)(at - item);
        if (*at) {
            at++;
        }
        *cursor = at;
        item = pk_text_trim(item, len);
        if (*len > 0) {
            return item;
        }
    }
    *len = 0;
    return NULL;
}

const char *pk_text_trim(const char *text, size_t *len)
{
    int32_t c;
    while (*len > 0) {
        size_t step = pk_utf8_decode(text, *len, &c);
        if (!pk_utf8_space(c)) {
            break;
        }
        text += step;
        *len -= step;
    }
    while (*len > 0) {
        size_t start = *len - 1;
        while (start > 0 && *len - start < 4 && ((unsigned char)text[start] & 0xC0) == 0x80) {
            start--;
        }
        size_t step = pk_utf8_decode(text + start, *len - start, &c);
        if (step < *len - start || !pk_utf8_space(c)) {
            break;
        }
        *len = start;
    }
    return text;
}
