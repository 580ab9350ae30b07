/* utf8.h: single characters of UTF-8, for the sources of src/base.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define PK_UTF8_REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */
#define PK_UTF8_EIGHT(byte) (UINT64_C(0x0101010101010101) * (byte))

/* Eight bytes as a word, the first one lowest. */
static inline uint64_t pk_utf8_eight(const char *text)
{
    uint64_t word;
    memcpy(&word, text, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* Bytes of the character at text as RFC 3629 has it, 0 where there is none; len is above 0. */
static inline size_t pk_utf8_length(const char *text, size_t len)
{
    const unsigned char *s = (const unsigned char *)text;
    if (s[0] < 0x80)
        return 1;
    if (s[0] < 0xC2 || s[0] > 0xF4)
        return 0;
    if (s[0] < 0xE0)
        return len >= 2 && (s[1] & 0xC0) == 0x80 ? 2 : 0;
    size_t need = s[0] < 0xF0 ? 3 : 4;
    unsigned char low = s[0] == 0xE0 ? 0xA0 : s[0] == 0xF0 ? 0x90 : 0x80;
    unsigned char high = s[0] == 0xED ? 0x9F : s[0] == 0xF4 ? 0x8F : 0xBF;
    if (len < need || s[1] < low || s[1] > high || (s[2] & 0xC0) != 0x80)
        return 0;
    return need == 3 || (s[3] & 0xC0) == 0x80 ? need : 0;
}

/* The character at text and how many bytes it takes; a stray byte is U+FFFD. */
static inline size_t pk_utf8_decode(const char *text, size_t len, int32_t *character)
{
    const unsigned char *s = (const unsigned char *)text;
    size_t step = pk_utf8_length(text, len);
    switch (step) {
    case 1:
        *character = s[0];
        return 1;
    case 2:
        *character = (s[0] & 0x1F) << 6 | (s[1] & 0x3F);
        return 2;
    case 3:
        *character = (s[0] & 0x0F) << 12 | (s[1] & 0x3F) << 6 | (s[2] & 0x3F);
        return 3;
    case 4:
        *character = (s[0] & 0x07) << 18 | (s[1] & 0x3F) << 12 | (s[2] & 0x3F) << 6 | (s[3] & 0x3F);
        return 4;
    default:
        *character = 0xFFFD;
        return 1;
    }
}

/* Unicode's property White_Space. */
static inline bool pk_utf8_space(int32_t c)
{
    if (c < 0x80)
        return c == ' ' || (c >= '\t' && c <= '\r');
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028
        || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

#endif
