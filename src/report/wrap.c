#include "config.h"

#include "report/wrap.h"

#include <string.h>

#include "planek/text.h"

void pk_wrap_safe(struct pk_buf *out, const char *text, bool ascii)
{
    if (ascii) {
        pk_text_ascii(out, text, strlen(text));
    } else {
        pk_text_safe(out, text, strlen(text));
    }
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_letter(const char *text, size_t length)
{
    unsigned char first = (unsigned char)text[0];
    return (length == 1 && ((first | 0x20) >= 'a' && (first | 0x20) <= 'z'))
        || (length == 2 && first >= 0xC3 && first <= 0xC5);
}

/* Whether a line may not end before `end` when the next one begins at `next`. */
static bool belongs_together(const char *text, size_t end, size_t next, size_t length)
{
    size_t word = end;
    while (word > 0 && text[word - 1] != ' ') {
        word--;
    }
    if (is_letter(text + word, end - word)) {
        return true;
    }
    bool number = is_digit(text[end - 1]) || (text[end - 1] == '.' && end > 1
                                              && is_digit(text[end - 2]));
    bool unit = length - next >= 2 && strncmp(text + next, "Kč", 2) == 0;
    return number && (is_digit(text[next]) || unit);
}

size_t pk_wrap_line(const char *text, size_t length, int cells, size_t *next)
{
    size_t end = pk_text_wrap(text, length, cells, next);
    size_t begin = *next;
    for (size_t at = end; at > 0 && begin < length && text[at] == ' ';) {
        if (!belongs_together(text, at, begin, length)) {
            *next = begin;
            return at;
        }
        while (at > 0 && text[at - 1] != ' ') {
            at--;
        }
        begin = at;
        while (at > 0 && text[at - 1] == ' ') {
            at--;
        }
    }
    return end;
}
