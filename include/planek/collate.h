/* collate.h: Czech alphabetical order (ČSN 97 6030), whatever the locale.
 *
 * Text becomes a key once; keys are compared as bytes.  Words count one by one; č, ch, ř, š and ž
 * are letters of their own, ch behind h; other marks only tell apart what is otherwise the same,
 * then capitals, then signs.  Figures come behind letters.
 */
#ifndef PLANEK_COLLATE_H
#define PLANEK_COLLATE_H

#include "planek/buf.h"

/* Appends the key of the text; compare keys with strcmp. */
void pk_collate_key(struct pk_buf *out, const char *text);

/* strcmp of the keys of both; where many are sorted, make the keys once instead. */
int pk_collate(const char *a, const char *b);

#endif
