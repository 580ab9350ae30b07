#include "config.h"

#include "planek/buf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/mem.h"

#ifndef PK_BUF_FIRST
#define PK_BUF_FIRST 64
#endif
#ifndef PK_BUF_SHORT
#define PK_BUF_SHORT 128
#endif

/* Makes room for len more bytes and the NUL. */
static void make_room(struct pk_buf *buf, size_t len)
{
    if (len >= SIZE_MAX - buf->len) {
        pk_die(_("out of memory"));
    }
    size_t need = buf->len + len + 1;
    if (need > buf->cap) {
        buf->data = pk_reserve(buf->data, &buf->cap, need < PK_BUF_FIRST ? PK_BUF_FIRST : need, 1);
    }
}

void pk_buf_add(struct pk_buf *buf, const void *bytes, size_t len)
{
    if (len == 0) {
        return;
    }
    make_room(buf, len);
    memcpy(buf->data + buf->len, bytes, len);
    buf->len += len;
    buf->data[buf->len] = '\0';
}

void pk_buf_str(struct pk_buf *buf, const char *text)
{
    pk_buf_add(buf, text, strlen(text));
}

void pk_buf_char(struct pk_buf *buf, char byte)
{
    make_room(buf, 1);
    buf->data[buf->len++] = byte;
    buf->data[buf->len] = '\0';
}

void pk_buf_fill(struct pk_buf *buf, char byte, size_t count)
{
    if (count == 0) {
        return;
    }
    make_room(buf, count);
    memset(buf->data + buf->len, byte, count);
    buf->len += count;
    buf->data[buf->len] = '\0';
}

void pk_buf_number(struct pk_buf *buf, unsigned number)
{
    if (number >= 10) {
        pk_buf_number(buf, number / 10);
    }
    pk_buf_char(buf, (char)('0' + number % 10));
}

void pk_buf_vprintf(struct pk_buf *buf, const char *format, va_list args)
{
    char text[PK_BUF_SHORT];
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(text, sizeof text, format, args);
    if (len < 0) {
        pk_die("a message that cannot be formatted");
    }
    if (len < PK_BUF_SHORT) {
        pk_buf_add(buf, text, (size_t)len);
    } else {
        make_room(buf, (size_t)len);
        vsnprintf(buf->data + buf->len, (size_t)len + 1, format, again);
        buf->len += (size_t)len;
    }
    va_end(again);
}

void pk_buf_printf(struct pk_buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    pk_buf_vprintf(buf, format, args);
    va_end(args);
}

void pk_buf_splice(struct pk_buf *buf, size_t from, size_t to, const char *text, size_t len)
{
    assert(from <= to && to <= buf->len);
    make_room(buf, len);
    memmove(buf->data + from + len, buf->data + to, buf->len - to);
    if (len > 0) {
        memcpy(buf->data + from, text, len);
    }
    buf->len = buf->len - (to - from) + len;
    buf->data[buf->len] = '\0';
}

void pk_buf_cut(struct pk_buf *buf, size_t len)
{
    if (len >= buf->len) {
        return;
    }
    buf->len = len;
    buf->data[len] = '\0';
}

const char *pk_buf_text(const struct pk_buf *buf)
{
    return buf->data ? buf->data : "";
}

char *pk_buf_take(struct pk_buf *buf)
{
    char *data = buf->data ? buf->data : pk_strdup("");
    *buf = (struct pk_buf){ 0 };
    return data;
}

void pk_buf_dispose(struct pk_buf *buf)
{
    free(buf->data);
    *buf = (struct pk_buf){ 0 };
}
