/* wrap.h: text made safe and divided into lines the way Czech typography wants it. */
#ifndef PLANEK_REPORT_WRAP_H
#define PLANEK_REPORT_WRAP_H

#include <stdbool.h>
#include <stddef.h>

#include "planek/buf.h"

/* Appends the text safe for one line of output. */
void pk_wrap_safe(struct pk_buf *out, const char *text, bool ascii);

/* As pk_text_wrap, but no line ends with a word of one letter ("v", "k", "a"), and neither an
 * amount, a date nor an amount and its unit are torn. */
size_t pk_wrap_line(const char *text, size_t length, int cells, size_t *next);

#endif
