/* lineword.h: words of a text being typed, and what is done with them: the part of lineedit.h that
 * knows about words.
 *
 * A word is made of letters and digits, of any language.
 */
#ifndef PLANEK_UI_LINEWORD_H
#define PLANEK_UI_LINEWORD_H

#include "planek/buf.h"

/* Where the word before or behind a place begins or ends. */
size_t ui_word_before(const struct pk_buf *text, size_t at);
size_t ui_word_behind(const struct pk_buf *text, size_t at);
/* Where that begins which stands between blanks before a place. */
size_t ui_word_blank_before(const struct pk_buf *text, size_t at);

enum ui_wordcase { UI_WORD_UPPER, UI_WORD_LOWER, UI_WORD_CAPITAL };

/* Writes the word behind a place, or the rest of it, in those letters; returns where it ends. */
size_t ui_word_write(struct pk_buf *text, size_t at, enum ui_wordcase how);

/* The word at a place, or behind it, trades places with the one before; at the end of the text the
 * last two do.  Returns where the later one ends; `at` where there are no two. */
size_t ui_word_swap(struct pk_buf *text, size_t at);

#endif
