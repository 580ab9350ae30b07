/* minuting.h: the minutes of a meeting while they are being written. */
#ifndef PLANEK_REPORT_MINUTING_H
#define PLANEK_REPORT_MINUTING_H

#include "planek/minutes.h"
#include "report/doc.h"

struct pk_minuting {
    struct pk_doc *doc;
    const struct pk_report *report;
    const struct pk_minutes *minutes;
};

/* Prints the text, its further lines indented, and disposes of it. */
void pk_minuting_paragraph(struct pk_minuting *minuting, struct pk_buf *text);
/* Appends a list as people write it, with commas. */
void pk_minuting_names(struct pk_buf *out, const char *list);
/* Appends "4.1 Webové stránky". */
void pk_minuting_activity(struct pk_buf *out, const struct pk_plan *plan,
                          const struct pk_activity *activity);

/* The plan when the meeting began, where there is a meeting; NULL. */
const struct pk_plan *pk_minuting_begun(const struct pk_minuting *minuting);

/* What this meeting did about decisions that it found; returns how many there are. */
size_t pk_minuting_dealt_with(struct pk_minuting *minuting);
/* The decisions of this meeting; then those of earlier ones that are open, or were settled since
 * the point of comparison and are not told as agreed here. */
void pk_minuting_decisions(struct pk_minuting *minuting);
void pk_minuting_earlier(struct pk_minuting *minuting);

#endif
