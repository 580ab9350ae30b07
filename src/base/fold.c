/* Text reduced to what remains when marks, case or everything beyond ASCII is taken away.
 *
 * utf8proc decomposes and folds.  It leaves alone what Unicode does not decompose: letters with
 * a stroke, ligatures and signs, whose usual spellings stand in tables here.
 */
#include "config.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "planek/buf.h"
#include "planek/text.h"

#define SLUG_BYTES 32
#ifndef PK_FOLD_RUN
#define PK_FOLD_RUN 256
#endif
#define PARTS 32 /* the longest decomposition of one character has 18 */
#define NEAREST_BYTES 64

struct spelling {
    int32_t sign;
    char ascii[5];
};

static const struct spelling letters[] = {
    { 0x00C6, "AE" }, { 0x00D0, "D" },  { 0x00D8, "O" }, { 0x00DE, "Th" }, { 0x00DF, "ss" },
    { 0x00E6, "ae" }, { 0x00F0, "d" },  { 0x00F8, "o" }, { 0x00FE, "th" }, { 0x0110, "D" },
    { 0x0111, "d" },  { 0x0126, "H" },  { 0x0127, "h" }, { 0x0131, "i" },  { 0x0138, "k" },
    { 0x0141, "L" },  { 0x0142, "l" },  { 0x014A, "N" }, { 0x014B, "n" },  { 0x0152, "OE" },
    { 0x0153, "oe" }, { 0x0166, "T" },  { 0x0167, "t" }, { 0x1E9E, "SS" },
};

static const struct spelling signs[] = {
    { 0x00A2, "c" },   { 0x00A3, "GBP" }, { 0x00A5, "JPY" }, { 0x00A6, "|" },   { 0x00A7, "par." },
    { 0x00A9, "(c)" }, { 0x00AB, "<<" },  { 0x00AE, "(R)" }, { 0x00B0, "deg" },
    { 0x00B1, "+/-" }, { 0x00B4, "'" },   { 0x00B5, "u" },   { 0x00B6, "par." }, { 0x00B7, "-" },
    { 0x00BB, ">>" },  { 0x00BC, "1/4" }, { 0x00BD, "1/2" }, { 0x00BE, "3/4" }, { 0x00D7, "x" },
    { 0x00F7, "/" },   { 0x02BC, "'" },   { 0x2010, "-" },   { 0x2011, "-" },   { 0x2012, "-" },
    { 0x2013, "-" },   { 0x2014, "-" },   { 0x2015, "-" },   { 0x2018, "'" },   { 0x2019, "'" },
    { 0x201A, "'" },   { 0x201B, "'" },   { 0x201C, "\"" },  { 0x201D, "\"" },  { 0x201E, "\"" },
    { 0x201F, "\"" },  { 0x2020, "+" },   { 0x2022, "*" },   { 0x2030, "o/oo" }, { 0x2032, "'" },
    { 0x2033, "\"" },  { 0x2039, "<" },   { 0x203A, ">" },   { 0x2044, "/" },   { 0x20AC, "EUR" },
    { 0x2190, "<-" },  { 0x2191, "^" },   { 0x2192, "->" },  { 0x2193, "v" },   { 0x2194, "<->" },
    { 0x21D0, "<=" },  { 0x21D2, "=>" },  { 0x2212, "-" },   { 0x221A, "v" },   { 0x221E, "~" },
    { 0x2248, "~" },   { 0x2260, "!=" },  { 0x2264, "<=" },  { 0x2265, ">=" },  { 0x2500, "-" },
    { 0x2502, "|" },   { 0x250C, "+" },   { 0x2510, "+" },   { 0x2514, "+" },   { 0x2518, "+" },
    { 0x251C, "+" },   { 0x2524, "+" },   { 0x252C, "+" },   { 0x2534, "+" },   { 0x253C, "+" },
    { 0x2550, "~" },   { 0x2588, "#" },   { 0x2591, "." },   { 0x25AC, "=" },   { 0x25B2, "^" },
    { 0x25BA, ">" },   { 0x25BC, "v" },   { 0x25C4, "<" },   { 0x25CA, "o" },   { 0x25CF, "*" },
    { 0x2610, "[ ]" }, { 0x2611, "[x]" }, { 0x2612, "[x]" }, { 0x2666, "*" },
    { 0x2713, "v" },   { 0x2714, "v" },   { 0x2717, "x" },   { 0x2718, "x" },
};

/* U+00C0 to U+017F folded; '.' where the answer is no single ASCII letter. */
static const char latin[] = "aaaaaa.ceeeeiiii.nooooo.ouuuuy.."
                            "aaaaaa.ceeeeiiii.nooooo.ouuuuy.y"
                            "aaaaaaccccccccddddeeeeeeeeeegggg"
                            "gggghhhhiiiiiiiiii..jjkk.llllll."
                            ".llnnnnnn...oooooo..rrrrrrssssss"
                            "ssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
#define LATIN_FIRST 0xC0
_Static_assert(sizeof latin == 0x180 - LATIN_FIRST + 1, "a letter for each character");

static inline char ascii_lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static int spelling_order(const void *sign, const void *row)
{
    int32_t wanted = *(const int32_t *)sign, found = ((const struct spelling *)row)->sign;
    return (wanted > found) - (wanted < found);
}

static const char *spelling_find(const struct spelling *rows, size_t count, int32_t sign)
{
    const struct spelling *row = bsearch(&sign, rows, count, sizeof *rows, spelling_order);
    return row ? row->ascii : NULL;
}

#define FIND(rows, sign) spelling_find(rows, sizeof rows / sizeof *rows, sign)

static const char *spelling(int32_t c)
{
    const char *found = FIND(letters, c);
    return found ? found : FIND(signs, c);
}

/* The parts of a character without marks and what is never seen; their number. */
static size_t parts_of(int32_t c, utf8proc_int32_t parts[PARTS], utf8proc_option_t more)
{
    int boundary = 0;
    utf8proc_option_t options = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK
                              | UTF8PROC_IGNORE | more;
    utf8proc_ssize_t count = utf8proc_decompose_char(c, parts, PARTS, options, &boundary);
    return count < 0 || count > PARTS ? 0 : (size_t)count;
}

static void add_ascii(struct pk_buf *out, int32_t c)
{
    const char *known = spelling(c);
    if (known) {
        pk_buf_str(out, known);
        return;
    }
    utf8proc_int32_t parts[PARTS];
    size_t count = parts_of(c, parts, 0);
    for (size_t i = 0; i < count; i++) {
        known = parts[i] >= 0x80 ? spelling(parts[i]) : NULL;
        if (known) {
            pk_buf_str(out, known);
        } else {
            pk_buf_char(out, parts[i] >= 0x20 && parts[i] < 0x7F ? (char)parts[i] : '?');
        }
    }
}

void pk_text_ascii(struct pk_buf *out, const char *text, size_t len)
{
    struct pk_buf safe = { 0 };
    pk_text_safe(&safe, text, len);
    for (size_t at = 0; at < safe.len;) {
        int32_t c;
        at += pk_utf8_decode(safe.data + at, safe.len - at, &c);
        if (c < 0x80) {
            pk_buf_char(out, (char)c);
        } else {
            add_ascii(out, c);
        }
    }
    pk_buf_dispose(&safe);
}

static void add_folded_part(struct pk_buf *out, int32_t c)
{
    const char *letter = c >= LATIN_FIRST ? FIND(letters, c) : NULL;
    if (letter) {
        pk_buf_str(out, letter);
        return;
    }
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t len = utf8proc_encode_char(c, bytes);
    pk_buf_add(out, bytes, len > 0 ? (size_t)len : 0);
}

/* *blank tells whether white space stands before, and gets whether it does behind; a character may
 * fold to a blank, and to nothing. */
static void add_folded(struct pk_buf *out, int32_t c, bool *blank)
{
    utf8proc_int32_t parts[PARTS];
    size_t count = parts_of(c, parts, UTF8PROC_CASEFOLD);
    for (size_t i = 0; i < count; i++) {
        bool space = pk_utf8_space(parts[i]);
        if (!space || !*blank) {
            add_folded_part(out, space ? ' ' : parts[i]);
        }
        *blank = space;
    }
}

/* The folded letter where one is known at once, else 0. */
static char quick_fold(int32_t c)
{
    if (c < 0x80) {
        return ascii_lower((char)c);
    }
    char folded = c >= LATIN_FIRST && c < 0x180 ? latin[c - LATIN_FIRST] : '.';
    return folded == '.' ? '\0' : folded;
}

/* Folds characters from *at on while they have a quick answer and fit; returns the bytes made.
 * *blank tells whether the last character was white space. */
static size_t fold_quickly(char made[PK_FOLD_RUN], const char *text, size_t len, size_t *at,
                           bool *blank)
{
    size_t count = 0, next = *at;
    while (next < len && count < PK_FOLD_RUN) {
        int32_t c = (unsigned char)text[next];
        size_t step = 1;
        if (c >= 0x80) {
            step = pk_utf8_decode(text + next, len - next, &c);
        }
        bool space = pk_utf8_space(c);
        char folded = space ? ' ' : quick_fold(c);
        if (!folded) {
            break;
        }
        if (!space || !*blank) {
            made[count++] = folded;
        }
        *blank = space;
        next += step;
    }
    *at = next;
    return count;
}

void pk_text_fold(struct pk_buf *out, const char *text, size_t len)
{
    bool blank = false;
    size_t at = 0;
    while (at < len) {
        char made[PK_FOLD_RUN];
        size_t count = fold_quickly(made, text, len, &at, &blank);
        pk_buf_add(out, made, count);
        if (at == len || count == PK_FOLD_RUN) {
            continue;
        }
        int32_t c;
        at += pk_utf8_decode(text + at, len - at, &c);
        add_folded(out, c, &blank);
    }
}

bool pk_text_contains(const char *text, const char *needle_folded)
{
    struct pk_buf folded = { 0 };
    pk_text_fold(&folded, text, strlen(text));
    bool found = strstr(pk_buf_text(&folded), needle_folded) != NULL;
    pk_buf_dispose(&folded);
    return found;
}

static bool is_slug_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* The next word of *text in lower case, at most SLUG_BYTES of it; 0 at the end. */
static size_t slug_word(char word[SLUG_BYTES], const char **text)
{
    const char *at = *text;
    size_t len = 0;
    while (*at && !is_slug_letter(ascii_lower(*at))) {
        at++;
    }
    for (; is_slug_letter(ascii_lower(*at)); at++) {
        if (len < SLUG_BYTES) {
            word[len++] = ascii_lower(*at);
        }
    }
    *text = at;
    return len;
}

void pk_text_slug(struct pk_buf *out, const char *title)
{
    struct pk_buf ascii = { 0 };
    pk_text_ascii(&ascii, title, strlen(title));
    const char *at = pk_buf_text(&ascii);
    char word[SLUG_BYTES];
    size_t used = slug_word(word, &at), len;
    if (used > 0) {
        pk_buf_add(out, word, used);
    } else {
        pk_buf_char(out, 'x');
    }
    while ((len = slug_word(word, &at)) > 0 && used + 1 + len <= SLUG_BYTES) {
        pk_buf_char(out, '-');
        pk_buf_add(out, word, len);
        used += 1 + len;
    }
    pk_buf_dispose(&ascii);
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Damerau and Levenshtein's distance where no part is changed twice: what is missing, added or
 * other counts one, and so do two neighbours that changed places.  Texts of at most
 * NEAREST_BYTES. */
static int distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
    int rows[3][NEAREST_BYTES + 1];
    int *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= b_len; j++) {
        last[j] = (int)j;
    }
    for (size_t i = 1; i <= a_len; i++) {
        now[0] = (int)i;
        for (size_t j = 1; j <= b_len; j++) {
            int other = last[j - 1] + (a[i - 1] != b[j - 1]);
            now[j] = least(other, least(last[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                now[j] = least(now[j], before[j - 2] + 1);
            }
        }
        int *free_row = before;
        before = last;
        last = now;
        now = free_row;
    }
    return last[b_len];
}

const char *pk_text_nearest(const char *word, const char *const *names)
{
    struct pk_buf wanted = { 0 }, name = { 0 };
    pk_text_fold(&wanted, word, strlen(word));
    const char *nearest = NULL;
    int least_distance = NEAREST_BYTES;
    for (; wanted.len <= NEAREST_BYTES && *names; names++) {
        pk_buf_cut(&name, 0);
        pk_text_fold(&name, *names, strlen(*names));
        if (name.len > NEAREST_BYTES) {
            continue;
        }
        int apart = distance(pk_buf_text(&wanted), wanted.len, pk_buf_text(&name), name.len);
        size_t letters_in_longer = name.len > wanted.len ? name.len : wanted.len;
        if (apart < least_distance && (size_t)apart * 3 <= letters_in_longer) {
            least_distance = apart;
            nearest = *names;
        }
    }
    pk_buf_dispose(&wanted);
    pk_buf_dispose(&name);
    return nearest;
}
