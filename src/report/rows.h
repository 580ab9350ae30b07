/* rows.h: activities as rows of JSON and CSV, as `list` and `agenda` give them.
 *
 * A value is given in the one form that planek writes into files (2024-08-31, 30000.50), whatever
 * spreadsheet wrote it; a cell that is no value is null in JSON and its own text in CSV.
 *
 * Columns: the schema's fields in their order, then the derived number, late, counted and, in an
 * agenda, days, then the file's own columns as text.  One of those that is named like a derived
 * one gets an underscore behind its name.
 */
#ifndef PLANEK_REPORT_ROWS_H
#define PLANEK_REPORT_ROWS_H

#include <stdbool.h>

#include "planek/buf.h"
#include "planek/check.h"
#include "planek/plan.h"
#include "planek/report.h"
#include "report/json.h"

/* days NULL: no agenda. */
void pk_rows_json(struct pk_json *json, const struct pk_report *report,
                  struct pk_cellcheck *check, const struct pk_activity *activity,
                  const int *days);

void pk_rows_csv_head(struct pk_buf *out, const struct pk_report *report, bool agenda);
void pk_rows_csv(struct pk_buf *out, const struct pk_report *report,
                 const struct pk_activity *activity, const int *days);

#endif
