/* typed.h: what a person typed into a field, made ready for reading.
 */
#ifndef BASE_TYPED_H
#define BASE_TYPED_H

#include <stdbool.h>

#include "planek/buf.h"

/* Appends the text without blanks around it, folded as pk_text_fold does.  False where folding
 * could turn it into something else than is meant or where it is too long to be a value: not
 * UTF-8, more than 100 bytes, digits other than 0 to 9 (10² is not 102). */
bool pk_typed_fold(struct pk_buf *out, const char *text);

static inline bool pk_typed_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static inline bool pk_typed_letter(char byte)
{
    return byte >= 'a' && byte <= 'z';
}

/* Passes over the blank that folding leaves between words. */
static inline const char *pk_typed_past_blank(const char *at)
{
    return *at == ' ' ? at + 1 : at;
}

#endif
