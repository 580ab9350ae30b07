/* parts.h: the parts that text documents of a plan are made of. */
#ifndef PLANEK_REPORT_PARTS_H
#define PLANEK_REPORT_PARTS_H

#include <stddef.h>

#include "planek/budget.h"
#include "planek/report.h"
#include "report/doc.h"

/* Appends "25 activities, 1 proposed · 750 000 Kč", or what a filter leaves of it: "Filter:
 * late · 1 of 25 activities · 0 of 750 000 Kč". */
void pk_parts_totals(struct pk_buf *out, const struct pk_report *report);

/* Activities as a table or, in a plain document, a sentence each. */
void pk_parts_activities(struct pk_doc *doc, const struct pk_report *report,
                         const struct pk_activity *const *activities, size_t count);

/* What is late and what is next, each under a heading; days as in pk_agenda_make.  With a limit
 * of days it is brief and names leading roles only. */
void pk_parts_agenda(struct pk_doc *doc, const struct pk_report *report, int days);

/* The budget: sources, bars, goals, and what the sums leave out. */
void pk_parts_budget(struct pk_doc *doc, const struct pk_report *report);

/* Only the sources, and which of them are overdrawn. */
void pk_parts_sources(struct pk_doc *doc, const struct pk_report *report);

/* Sources as bars of what is planned and spent of their allocation. */
void pk_parts_bars(struct pk_doc *doc, const struct pk_budget *budget);

/* Which activities the sums leave out, and why. */
void pk_parts_left_out(struct pk_doc *doc, const struct pk_report *report,
                       const struct pk_budget *budget);

#endif
