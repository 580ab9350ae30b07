/* A file's encoding is told from all of its bytes.  What is valid UTF-8 is UTF-8; anything else
 * is Windows-1250 if that defines every byte, with one exception: where most of the bytes above
 * 127 do form UTF-8 characters it is a damaged UTF-8 file, and reading that as Windows-1250
 * would quietly turn every diacritic of it into two wrong signs.  (Czech in Windows-1250 forms
 * such a sequence only by a rare accident such as "ČŠ".)
 *
 * Decoding goes through a table of the upper 128 bytes, which iconv fills.
 */
#include "config.h"

#include "base/encoding.h"

#include <iconv.h>
#include <stdint.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/text.h"

#define REPLACEMENT "\xef\xbf\xbd"
/* A system may come without this conversion: then every byte of it counts as undefined. */
#define NO_CONVERTER ((iconv_t)-1)

bool pk_encoding_is_ascii(const char *bytes, size_t len)
{
    size_t at = 0;
    for (; at + sizeof(uint64_t) <= len; at += sizeof(uint64_t)) {
        uint64_t word;
        memcpy(&word, bytes + at, sizeof word);
        if (word & UINT64_C(0x8080808080808080)) {
            return false;
        }
    }
    for (; at < len; at++) {
        if ((unsigned char)bytes[at] >= 0x80) {
            return false;
        }
    }
    return true;
}

static void converter_close(iconv_t converter)
{
    if (converter != NO_CONVERTER) {
        iconv_close(converter);
    }
}

/* Converts one character; the bytes written, 0 where it has no counterpart. */
static size_t converter_step(iconv_t converter, char *out, size_t room, const char *in, size_t len)
{
    if (converter == NO_CONVERTER) {
        return 0;
    }
    char copy[8];
    memcpy(copy, in, len);
    char *from = copy, *to = out;
    size_t left = room;
    if (iconv(converter, &from, &len, &to, &left) != 0) {
        iconv(converter, NULL, NULL, NULL, NULL);
        return 0;
    }
    return room - left;
}

void pk_decoder_init(struct pk_decoder *decoder)
{
    *decoder = (struct pk_decoder){ 0 };
    iconv_t converter = iconv_open("UTF-8", "CP1250");
    for (int i = 0; i < 128; i++) {
        char byte = (char)(0x80 + i);
        size_t length = converter_step(converter, decoder->high[i].utf8,
                                       sizeof decoder->high[i].utf8, &byte, 1);
        decoder->high[i].defined = length > 0;
        if (!length) {
            length = strlen(REPLACEMENT);
            memcpy(decoder->high[i].utf8, REPLACEMENT, length);
        }
        decoder->high[i].length = (unsigned char)length;
    }
    converter_close(converter);
}

size_t pk_decoder_put(const struct pk_decoder *decoder, char *out, const char *bytes, size_t len)
{
    if (pk_encoding_is_ascii(bytes, len)) {
        memcpy(out, bytes, len);
        return len;
    }
    char *to = out;
    for (size_t i = 0; i < len; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte < 0x80) {
            *to++ = bytes[i];
            continue;
        }
        size_t length = decoder->high[byte - 0x80].length;
        memcpy(to, decoder->high[byte - 0x80].utf8, length);
        to += length;
    }
    return (size_t)(to - out);
}

bool pk_encoding_to_cp1250(struct pk_buf *out, const char *text, size_t len)
{
    iconv_t converter = iconv_open("CP1250", "UTF-8");
    bool held = true;
    for (size_t i = 0, step; i < len; i += step) {
        step = 1;
        while (i + step < len && step < 4 && ((unsigned char)text[i + step] & 0xc0) == 0x80) {
            step++;
        }
        char byte;
        if (!converter_step(converter, &byte, 1, text + i, step)) {
            byte = '?';
            held = false;
        }
        if (out) {
            pk_buf_char(out, byte);
        }
    }
    converter_close(converter);
    return held;
}

bool pk_csv_can_hold(const char *text, const struct pk_dialect *dialect)
{
    size_t len = strlen(text);
    return dialect->encoding == PK_UTF8 || pk_encoding_is_ascii(text, len)
           || pk_encoding_to_cp1250(NULL, text, len);
}

void pk_csv_to_utf8(struct pk_buf *out, const char *bytes, size_t len,
                    const struct pk_dialect *dialect)
{
    if (dialect->encoding == PK_UTF8 || pk_encoding_is_ascii(bytes, len)) {
        pk_buf_add(out, bytes, len);
        return;
    }
    struct pk_decoder decoder;
    pk_decoder_init(&decoder);
    char text[PK_DECODER_GROWTH * 1024];
    for (size_t at = 0, part; at < len; at += part) {
        part = len - at < 1024 ? len - at : 1024;
        pk_buf_add(out, text, pk_decoder_put(&decoder, text, bytes + at, part));
    }
}

static size_t line_of(const char *bytes, size_t at)
{
    size_t line = 1;
    const char *from = bytes, *end = bytes + at;
    while ((from = memchr(from, '\n', (size_t)(end - from)))) {
        line++;
        from++;
    }
    return line;
}

/* UTF-16 by its mark, or by the NULs that every second byte of western text is. */
static bool is_utf16(const char *bytes, size_t len)
{
    if (len >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0)) {
        return true;
    }
    if (!memchr(bytes, 0, len)) {
        return false;
    }
    size_t nuls = 0;
    for (size_t i = 0; i < len; i++) {
        nuls += !bytes[i];
    }
    return nuls >= 4 && nuls >= len / 4;
}

/* Whether more bytes above 127 form UTF-8 characters than do not. */
static bool is_damaged_utf8(const char *bytes, size_t len)
{
    size_t good = 0, bad = 0;
    for (size_t from = 0; from < len; from++) {
        size_t valid = pk_text_valid(bytes + from, len - from);
        for (size_t i = from; i < from + valid; i++) {
            good += (unsigned char)bytes[i] >= 0x80;
        }
        from += valid;
        bad += from < len;
    }
    return good > bad;
}

/* The offset of the first byte that Windows-1250 leaves undefined, or len. */
static size_t first_undefined(const char *bytes, size_t len)
{
    struct pk_decoder decoder;
    pk_decoder_init(&decoder);
    for (size_t i = 0; i < len; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte >= 0x80 && !decoder.high[byte - 0x80].defined) {
            return i;
        }
    }
    return len;
}

enum pk_err pk_encoding_sniff(struct pk_dialect *dialect, const char *bytes, size_t len,
                              struct pk_diag *diag)
{
    dialect->encoding = PK_UTF8;
    dialect->bom = len >= PK_BOM_LENGTH && memcmp(bytes, PK_BOM, PK_BOM_LENGTH) == 0;
    if (is_utf16(bytes, len)) {
        return pk_fail_at(diag, PK_ERR_STRUCTURE, "", 1,
                          _("the file is UTF-16: save it as CSV UTF-8"));
    }
    size_t wrong = pk_text_valid(bytes, len);
    if (wrong == len) {
        return PK_OK;
    }
    if (dialect->bom) {
        return pk_fail_at(diag, PK_ERR_STRUCTURE, "", line_of(bytes, wrong),
                          _("the file is marked as UTF-8 and this line is not: "
                            "save it as CSV UTF-8"));
    }
    if (!is_damaged_utf8(bytes, len)) {
        wrong = first_undefined(bytes, len);
        dialect->encoding = PK_CP1250;
    }
    if (wrong == len) {
        return PK_OK;
    }
    return pk_fail_at(diag, PK_ERR_STRUCTURE, "", line_of(bytes, wrong),
                      _("this line is neither UTF-8 nor Windows-1250: "
                        "save the file as CSV UTF-8"));
}
