/* encoding.h: what csv.c needs to know of UTF-8 and Windows-1250.
 */
#ifndef PLANEK_BASE_ENCODING_H
#define PLANEK_BASE_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

#include "planek/csv.h"

#define PK_BOM "\xef\xbb\xbf"
#define PK_BOM_LENGTH 3

/* The part of pk_csv_sniff that tells encoding and bom. */
PK_MUST_USE enum pk_err pk_encoding_sniff(struct pk_dialect *dialect, const char *bytes,
                                          size_t len, struct pk_diag *diag);

/* UTF-8 for each byte of Windows-1250 from 0x80; what is undefined there is U+FFFD. */
struct pk_decoder {
    struct {
        unsigned char length;
        bool defined;
        char utf8[3];
    } high[128];
};
/* The most bytes that one byte becomes. */
#define PK_DECODER_GROWTH 3

void pk_decoder_init(struct pk_decoder *decoder);

/* Writes the text to out, which has room for PK_DECODER_GROWTH * len; returns its length. */
size_t pk_decoder_put(const struct pk_decoder *decoder, char *out, const char *bytes, size_t len);

/* Whether all bytes are below 0x80, and so mean the same in both encodings. */
bool pk_encoding_is_ascii(const char *bytes, size_t len);

/* Appends the UTF-8 text in Windows-1250, '?' for what it cannot hold; false if there was any.
 * out may be NULL. */
bool pk_encoding_to_cp1250(struct pk_buf *out, const char *text, size_t len);

#endif
