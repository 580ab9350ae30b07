/* minutes.h: the minutes of a meeting as plain text, for a records system.
 *
 * Appended to a buffer, in the language that gettext is set to.  Writes no file.
 */
#ifndef PLANEK_MINUTES_H
#define PLANEK_MINUTES_H

#include <stdbool.h>
#include <stdint.h>

#include "planek/report.h"

struct pk_minutes {
    const struct pk_meeting *meeting; /* in report->plan; NULL: none on this day */
    pk_day since;                     /* what is compared with; PK_NO_DAY: nothing */
    bool since_meeting;               /* with the end of a meeting, else the beginning of a day */
    const struct pk_plan *then;       /* the plan of that time; NULL */
    const struct pk_plan *begin;      /* the plan when the meeting began; NULL: as now */
    int days;                         /* what is due soon */
};

/* Title, who was present, what has changed since then and at the meeting, what is late and next,
 * decisions, proposals, and the money of each source.  The report's filter is not asked.  False
 * when the report's progress had enough of it: nothing is appended then. */
bool pk_report_minutes(struct pk_buf *out, const struct pk_report *report,
                       const struct pk_minutes *minutes);

/* How a field's two values are put beside each other. */
struct pk_wording {
    const struct pk_plan *plan; /* names what is referred to */
    int year;                   /* a date of that year lacks it; 0: all have theirs */
    bool plain;                 /* words instead of an arrow */
};

/* Appends "Deadline 31. 5. → 30. 6.; Note „the hall is booked“": the fields of an activity (bits of
 * enum pk_activity_field) that are others now. */
void pk_minutes_words(struct pk_buf *out, const struct pk_wording *wording,
                      const struct pk_activity *then, const struct pk_activity *now,
                      uint64_t fields);

#endif
