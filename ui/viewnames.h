/* viewnames.h: words of a filter that are called by what they mean: "next:14d" is "within 14 days".
 */
#ifndef PLANEK_UI_VIEWNAMES_H
#define PLANEK_UI_VIEWNAMES_H

#include <stdbool.h>

#include "planek/buf.h"

/* Appends what the words are called, translated; false where they have no name. */
bool ui_viewname_of(struct pk_buf *out, const char *words);

/* Appends the words that are called so, where somebody writes the name as a filter; false where it
 * is no name. */
bool ui_viewname_words(struct pk_buf *out, const char *name);

#endif
