/* text.h: UTF-8 text as people see it: width, cutting, folding, transliteration, safety.
 *
 * The one place that knows how many cells a character takes (utf8proc).  All input is valid
 * UTF-8 (see pk_text_valid) unless said otherwise; a stray byte is treated as U+FFFD of width 1.
 */
#ifndef PLANEK_TEXT_H
#define PLANEK_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "planek/buf.h"

/* The offset of the first byte that is not UTF-8, or len when all is (RFC 3629: no surrogates,
 * no overlong forms).  NUL counts as valid. */
size_t pk_text_valid(const char *text, size_t len);

/* The bytes of the grapheme (base and combining marks) at text, 0 at the end; *width gets its
 * cells: 0, 1 or 2.  width may be NULL. */
size_t pk_text_next(const char *text, size_t len, int *width);

/* The start of the grapheme that ends at offset `at` (0 when at is 0). */
size_t pk_text_previous(const char *text, size_t at);

/* Cells of the text. */
int pk_text_width(const char *text, size_t len);

/* How many bytes of the text fit into so many cells, never cutting a grapheme; *used gets the
 * cells they take.  used may be NULL. */
size_t pk_text_fit(const char *text, size_t len, int cells, int *used);

/* Bytes that fit on a line of so many cells when the text is wrapped between words (a figure such
 * as 30 000 Kč, 100 % or 31. 8. 2024 counts as one where it fits); at least one grapheme.  *next gets the offset at which the next line starts (blanks and one line
 * break passed over).  A line break in the text ends the line. */
size_t pk_text_wrap(const char *text, size_t len, int cells, size_t *next);

/* Appends the text made safe for a terminal and for one line: control characters (C0, DEL, C1),
 * line and paragraph separators and direction controls (U+061C, U+200E, U+200F, U+202A..E,
 * U+2066..9) become U+FFFD, a line break or tab becomes a blank, and so does CR LF as a whole;
 * each byte that is not UTF-8 becomes U+FFFD. */
void pk_text_safe(struct pk_buf *out, const char *text, size_t len);

/* The text as a message cites it: made safe, and cut with … at 40 cells.  For an argument of one
 * call: pk_fail(diag, err, _("there is no '%s'"), pk_text_quote(name).text). */
struct pk_quote {
    char text[192];
};
struct pk_quote pk_text_quote(const char *text);

/* As pk_text_safe, transliterated to ASCII: marks stripped, known signs by their usual
 * spelling (½ 1/2, – -, „ ", … ..., → ->, NBSP blank), anything else '?'. */
void pk_text_ascii(struct pk_buf *out, const char *text, size_t len);

/* Appends the text folded for comparing: case folded, diacritics stripped, any run of white
 * space one blank.  "Příběhy" and "PRIBEHY" fold to the same bytes. */
void pk_text_fold(struct pk_buf *out, const char *text, size_t len);

/* Appends the text in capitals, letter by letter. */
void pk_text_upper(struct pk_buf *out, const char *text, size_t len);

/* True when the folded text contains the folded needle. */
bool pk_text_contains(const char *text, const char *needle_folded);

/* An id made from a title: lower-case ASCII words joined by '-', at most 32 bytes, cut between
 * words where that leaves something; "x" when nothing is left of it. */
void pk_text_slug(struct pk_buf *out, const char *title);

/* True when the text may be an id: not empty, no white space, no control characters, none of
 * ; : / = and not longer than 128 bytes. */
bool pk_text_is_id(const char *text);

/* Walks a list separated by ';' : *cursor starts at the text; returns the next item without
 * surrounding blanks and its length, or NULL at the end.  Empty items are passed over. */
const char *pk_text_item(const char **cursor, size_t *len);

/* The same text without blanks (any Unicode white space) at both ends: returns the start and
 * changes *len. */
const char *pk_text_trim(const char *text, size_t *len);

/* The least edit distance-like closeness: the name of `names` (NULL-terminated) nearest to
 * `word`, or NULL when none is near (more than a third of the letters differ). */
const char *pk_text_nearest(const char *word, const char *const *names);

#endif
