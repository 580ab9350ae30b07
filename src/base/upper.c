/* upper.c: text in capitals. */
#include "config.h"

#include <utf8proc.h>

#include "planek/buf.h"
#include "planek/text.h"

void pk_text_upper(struct pk_buf *out, const char *text, size_t len)
{
    const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text;
    while (len > 0) {
        utf8proc_int32_t code;
        utf8proc_uint8_t bytes[4];
        utf8proc_ssize_t used = utf8proc_iterate(at, (utf8proc_ssize_t)len, &code);
        if (used <= 0) {
            pk_buf_char(out, (char)*at);
            used = 1;
        } else {
            utf8proc_ssize_t count = utf8proc_encode_char(utf8proc_toupper(code), bytes);
            pk_buf_add(out, bytes, (size_t)count);
        }
        at += used;
        len -= (size_t)used;
    }
}
