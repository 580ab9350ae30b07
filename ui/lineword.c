#include "config.h"

#include "ui/lineword.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <utf8proc.h>

#include "planek/mem.h"
#include "ui/key.h"

static bool is_word(char byte)
{
    return (unsigned char)byte >= 0x80 || isalnum((unsigned char)byte);
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\n';
}

size_t ui_word_before(const struct pk_buf *text, size_t at)
{
    while (at > 0 && !is_word(text->data[at - 1])) {
        at--;
    }
    while (at > 0 && is_word(text->data[at - 1])) {
        at--;
    }
    return at;
}

size_t ui_word_behind(const struct pk_buf *text, size_t at)
{
    while (at < text->len && !is_word(text->data[at])) {
        at++;
    }
    while (at < text->len && is_word(text->data[at])) {
        at++;
    }
    return at;
}

size_t ui_word_blank_before(const struct pk_buf *text, size_t at)
{
    while (at > 0 && is_blank(text->data[at - 1])) {
        at--;
    }
    while (at > 0 && !is_blank(text->data[at - 1])) {
        at--;
    }
    return at;
}

size_t ui_word_write(struct pk_buf *text, size_t at, enum ui_wordcase how)
{
    struct pk_buf written = { 0 };
    size_t end = ui_word_behind(text, at), from = at;
    while (from < end && !is_word(text->data[from])) {
        from++;
    }
    bool upper = how != UI_WORD_LOWER;
    for (at = from; at < end;) {
        uint32_t code;
        at += ui_key_character(&code, text->data + at);
        utf8proc_int32_t letter = (utf8proc_int32_t)code;
        letter = upper ? utf8proc_toupper(letter) : utf8proc_tolower(letter);
        ui_key_utf8(&written, (uint32_t)letter);
        upper = how == UI_WORD_UPPER;
    }
    if (written.len) {
        pk_buf_splice(text, from, end, written.data, written.len);
    }
    end = from + written.len;
    pk_buf_dispose(&written);
    return end;
}

size_t ui_word_swap(struct pk_buf *text, size_t at)
{
    size_t end = ui_word_behind(text, at);
    size_t begin = ui_word_before(text, end);
    size_t first = ui_word_before(text, begin);
    size_t first_end = ui_word_behind(text, first);
    if (first == begin || first_end > begin || end == begin) {
        return at;
    }
    struct pk_buf both = { 0 };
    pk_buf_add(&both, text->data + begin, end - begin);
    pk_buf_add(&both, text->data + first_end, begin - first_end);
    pk_buf_add(&both, text->data + first, first_end - first);
    pk_buf_splice(text, first, end, both.data, both.len);
    pk_buf_dispose(&both);
    return end;
}
