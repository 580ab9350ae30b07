/* when.h: moments, as the history and what waits for a decision write them down: UTC, to the
 * second.
 */
#ifndef PLANEK_WHEN_H
#define PLANEK_WHEN_H

#include <stdbool.h>
#include <stdint.h>

#include "planek/buf.h"
#include "planek/date.h"

/* Appends seconds since 1970 as 2024-06-12T08:15:00Z.  A moment outside the years 1970 to 9999,
 * which only a wrong clock gives, becomes the first or last of them. */
void pk_when_format(struct pk_buf *out, int64_t when);

/* The other way round; false, and *when 0, for any other spelling or year. */
bool pk_when_parse(int64_t *when, const char *text);

/* The moment at which the day ends where the person is (local time). */
int64_t pk_when_day_ends(pk_day day);

#endif
