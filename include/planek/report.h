/* report.h: a plan as documents: the text snapshot, and tables as text, JSON and CSV.
 *
 * Everything is appended to a buffer, in the language that gettext is set to.  Writes no file.
 */
#ifndef PLANEK_REPORT_H
#define PLANEK_REPORT_H

#include <stdbool.h>

#include "planek/agenda.h"
#include "planek/buf.h"
#include "planek/faults.h"
#include "planek/history.h"
#include "planek/historyfilter.h"
#include "planek/plan.h"
#include "planek/query.h"

enum pk_format { PK_FORMAT_TEXT, PK_FORMAT_JSON, PK_FORMAT_CSV };

/* Told now and then how far a long document is; false: enough of it. */
typedef bool pk_report_progress_fn(size_t done, size_t total, void *user);

struct pk_report {
    const struct pk_plan *plan;
    const struct pk_query *filter; /* NULL: all */
    pk_day today;
    bool ascii; /* no byte over 127 comes out (text only) */
    bool plain; /* no frames and no art, for screen readers (text only) */
    int width;  /* cells, 40..300 (text only) */
    pk_report_progress_fn *progress; /* of snapshot and minutes; may be NULL */
    void *progress_user;
};

struct pk_snapshot_options {
    pk_day from, to; /* the timeline's span, half-open; PK_NO_DAY: the plan's year */
    bool pages;      /* form feeds and page numbers, 66 lines a page */
};

/* The plan for the minutes: heading, timeline by goal, budget, what is late and next.  False when
 * progress had enough of it: nothing is appended then. */
bool pk_report_snapshot(struct pk_buf *out, const struct pk_report *report,
                        const struct pk_snapshot_options *options);

/* Activities in the order of their numbers.  JSON and CSV have the schema's fields, then number,
 * late, counted (an agenda also days), then the file's unknown columns as text. */
void pk_report_list(struct pk_buf *out, const struct pk_report *report, enum pk_format format);
/* As CSV: the sources. */
void pk_report_budget(struct pk_buf *out, const struct pk_report *report, enum pk_format format);
/* days as in pk_agenda_make. */
void pk_report_agenda(struct pk_buf *out, const struct pk_report *report, int days,
                      enum pk_format format);
/* Changes, oldest first; of JSON and CSV a row is a cell, with the columns of history.csv.  filter
 * may be NULL. */
void pk_report_history(struct pk_buf *out, const struct pk_report *report,
                       const struct pk_history *history, const struct pk_historyfilter *filter,
                       enum pk_format format);
/* "file:line: message" a line; ascii as in struct pk_report. */
void pk_report_faults(struct pk_buf *out, const struct pk_faults *faults, enum pk_format format,
                      bool ascii);

#endif
