#include "config.h"

#include "base/typed.h"

#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "planek/text.h"

#define TYPED_BYTES 100

static bool has_other_digits(const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        int32_t c;
        at += pk_utf8_decode(text + at, len - at, &c);
        utf8proc_category_t category = c < 0x80 ? UTF8PROC_CATEGORY_CN : utf8proc_category(c);
        if (category == UTF8PROC_CATEGORY_ND || category == UTF8PROC_CATEGORY_NL
            || category == UTF8PROC_CATEGORY_NO) {
            return true;
        }
    }
    return false;
}

bool pk_typed_fold(struct pk_buf *out, const char *text)
{
    size_t len = strlen(text);
    text = pk_text_trim(text, &len);
    if (len > TYPED_BYTES || pk_text_valid(text, len) < len || has_other_digits(text, len)) {
        return false;
    }
    pk_text_fold(out, text, len);
    return true;
}
