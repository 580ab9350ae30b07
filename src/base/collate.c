/* A key is four passes over the text, each only looked at where those before it are the same:
 *
 *     letters, a blank between words | marks | capitals | the text itself
 *
 * In each pass a letter is one byte (a letter of no alphabet here some more), all above the byte
 * that parts the passes.
 */
#include "config.h"

#include "planek/collate.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { PASS_END = 1, BETWEEN_WORDS = 2, FIRST_LETTER = 16, FIRST_FIGURE = 64, FOREIGN = 0xF0 };
enum { PARTS = 32, NO_MARK = 2, OTHER_MARK = 15, SMALL = 2, CAPITAL = 3 };

/* The letters in their order; an upper-case one stands for the one with a caron, H for ch. */
static const char order[] = "abcCdefghHijklmnopqrRsStuvwxyzZ";

enum { ACUTE = 0x301, CARON = 0x30C, RING = 0x30A, DIAERESIS = 0x308, CIRCUMFLEX = 0x302 };

/* Marks in the order in which they come behind the plain letter. */
static const int32_t marks[] = { ACUTE, CARON, RING, CIRCUMFLEX, DIAERESIS };

struct passes {
    struct pk_buf letters, marks, capitals;
    bool pending_gap; /* a new word begins when a letter follows */
    char before;      /* the plain letter that the last byte of letters stands for; 0 */
};

/* A character taken apart. */
struct letter {
    int32_t base; /* in lower case */
    int32_t mark; /* 0: none */
    bool capital;
};

/* What Unicode does not take apart. */
static int32_t plain(int32_t c)
{
    switch (c) {
    case 0x142: return 'l';
    case 0x111: return 'd';
    case 0xF8: return 'o';
    case 0x131: return 'i';
    default: return c;
    }
}

/* False for what is no letter and no figure. */
static bool take_apart(struct letter *out, int32_t c)
{
    utf8proc_int32_t parts[PARTS];
    int boundary = 0;
    utf8proc_ssize_t count =
        utf8proc_decompose_char(c, parts, PARTS, UTF8PROC_DECOMPOSE, &boundary);
    if (count < 1 || count > PARTS) {
        return false;
    }
    int32_t small = utf8proc_tolower(parts[0]);
    utf8proc_category_t category = utf8proc_category(parts[0]);
    bool counts = (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
                  (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
    int32_t base = plain(small);
    *out = (struct letter){ base, count > 1 ? parts[1] : base != small ? -1 : 0,
                            small != parts[0] };
    return counts;
}

static char mark_weight(int32_t mark)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (marks[i] == mark) {
            return (char)(NO_MARK + 1 + i);
        }
    }
    return mark ? OTHER_MARK : NO_MARK;
}

static char letter_weight(char letter)
{
    return (char)(FIRST_LETTER + (strchr(order, letter) - order));
}

/* The byte of a foreign letter is followed by its own bytes, which are all above PASS_END. */
static void add_foreign(struct passes *passes, int32_t base)
{
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t count = utf8proc_encode_char(base, bytes);
    pk_buf_char(&passes->letters, (char)FOREIGN);
    pk_buf_add(&passes->letters, bytes, (size_t)count);
}

static void add_letter(struct passes *passes, const struct letter *letter)
{
    char capital = letter->capital ? CAPITAL : SMALL;
    if (passes->pending_gap && passes->letters.len) {
        pk_buf_char(&passes->letters, BETWEEN_WORDS);
        passes->before = 0;
    }
    passes->pending_gap = false;
    if (letter->base == 'h' && !letter->mark && passes->before == 'c') {
        passes->letters.data[passes->letters.len - 1] = letter_weight('H');
        pk_buf_char(&passes->capitals, capital);
        passes->before = 0;
        return;
    }
    int32_t mark = letter->mark;
    char base = (char)letter->base;
    if (letter->base >= 'a' && letter->base <= 'z') {
        bool own = mark == CARON && strchr("crsz", base);
        pk_buf_char(&passes->letters, letter_weight(own ? (char)(base - 'a' + 'A') : base));
        mark = own ? 0 : mark;
        passes->before = own || mark ? 0 : base;
    } else if (letter->base >= '0' && letter->base <= '9') {
        pk_buf_char(&passes->letters, (char)(FIRST_FIGURE + base - '0'));
        passes->before = 0;
    } else {
        add_foreign(passes, letter->base);
        passes->before = 0;
    }
    pk_buf_char(&passes->marks, mark_weight(mark));
    pk_buf_char(&passes->capitals, capital);
}

/* A mark that stands as a character of its own joins the letter before it. */
static void add_mark(struct passes *passes, int32_t mark)
{
    size_t length = passes->letters.len;
    char last = length ? passes->letters.data[length - 1] : 0;
    char letter = passes->before;
    if (!letter || passes->pending_gap || last != letter_weight(letter)) {
        return;
    }
    if (mark == CARON && strchr("crsz", letter)) {
        passes->letters.data[length - 1] = letter_weight((char)(letter - 'a' + 'A'));
    } else {
        passes->marks.data[passes->marks.len - 1] = mark_weight(mark);
    }
    passes->before = 0;
}

static void add_character(struct passes *passes, int32_t c)
{
    struct letter letter;
    utf8proc_category_t category = utf8proc_category(c);
    if (category == UTF8PROC_CATEGORY_MN) {
        add_mark(passes, c);
    } else if (c == 0xDF) {
        letter = (struct letter){ .base = 's' };
        add_letter(passes, &letter);
        add_letter(passes, &letter);
    } else if (take_apart(&letter, c)) {
        add_letter(passes, &letter);
    } else if (c != '\'' && c != 0x2019) {
        passes->pending_gap = true;
    }
}

static void add_pass(struct pk_buf *out, struct pk_buf *pass)
{
    pk_buf_str(out, pk_buf_text(pass));
    pk_buf_char(out, PASS_END);
    pk_buf_dispose(pass);
}

void pk_collate_key(struct pk_buf *out, const char *text)
{
    struct passes passes = { .pending_gap = false };
    const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text;
    utf8proc_ssize_t left = (utf8proc_ssize_t)strlen(text);
    while (left > 0) {
        utf8proc_int32_t c;
        utf8proc_ssize_t used = utf8proc_iterate(at, left, &c);
        used = used < 1 ? 1 : used;
        add_character(&passes, c);
        at += used;
        left -= used;
    }
    add_pass(out, &passes.letters);
    add_pass(out, &passes.marks);
    add_pass(out, &passes.capitals);
    pk_buf_str(out, text);
}

int pk_collate(const char *a, const char *b)
{
    struct pk_buf left = { 0 }, right = { 0 };
    pk_collate_key(&left, a);
    pk_collate_key(&right, b);
    int order_of = strcmp(pk_buf_text(&left), pk_buf_text(&right));
    pk_buf_dispose(&left);
    pk_buf_dispose(&right);
    return order_of;
}
