/* buf.h: the one growable byte buffer.
 *
 * Zero-initialise to begin.  data is NUL-terminated whenever it is not NULL; use pk_buf_text
 * to borrow it as text.  May hold NUL bytes: len tells the length.
 */
#ifndef PLANEK_BUF_H
#define PLANEK_BUF_H

#include <stdarg.h>
#include <stddef.h>

#include "planek/error.h"

struct pk_buf {
    char *data;
    size_t len;
    size_t cap;
};

void pk_buf_add(struct pk_buf *buf, const void *bytes, size_t len);
void pk_buf_str(struct pk_buf *buf, const char *text);
void pk_buf_char(struct pk_buf *buf, char byte);
void pk_buf_fill(struct pk_buf *buf, char byte, size_t count);
/* In decimal figures. */
void pk_buf_number(struct pk_buf *buf, unsigned number);
void pk_buf_printf(struct pk_buf *buf, const char *format, ...) PK_PRINTF(2, 3);
void pk_buf_vprintf(struct pk_buf *buf, const char *format, va_list args) PK_PRINTF(2, 0);

/* Puts text in place of the bytes [from, to). */
void pk_buf_splice(struct pk_buf *buf, size_t from, size_t to, const char *text, size_t len);

/* Shortens to len bytes (no-op when shorter). */
void pk_buf_cut(struct pk_buf *buf, size_t len);

/* The content as text, "" when nothing was ever added; valid until the next call on buf. */
const char *pk_buf_text(const struct pk_buf *buf);

/* The content becomes the caller's to free ("" when nothing was ever added, never NULL); buf is
 * empty again. */
char *pk_buf_take(struct pk_buf *buf);

void pk_buf_dispose(struct pk_buf *buf);

#endif
