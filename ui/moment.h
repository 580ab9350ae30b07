/* moment.h: moments as people read them: in local time, as short as the day allows.
 */
#ifndef PLANEK_UI_MOMENT_H
#define PLANEK_UI_MOMENT_H

#include <stdint.h>

#include "planek/buf.h"
#include "planek/date.h"

/* Cells that a short one takes at most. */
enum { UI_MOMENT_CELLS = 13 };

/* The local day, or PK_NO_DAY where the calendar of the C library ends. */
pk_day ui_moment_day(int64_t when);

/* Appends "10:15" for today, "12. 6. 10:15" in the year of today, else "12. 6. 2023". */
void ui_moment_short(struct pk_buf *out, int64_t when, pk_day today);
/* Appends "st 12. 6. 2024 10:15". */
void ui_moment_full(struct pk_buf *out, int64_t when);

#endif
