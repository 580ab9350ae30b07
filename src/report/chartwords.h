/* chartwords.h: figures as the rows of the chart show them.
 */
#ifndef PLANEK_REPORT_CHARTWORDS_H
#define PLANEK_REPORT_CHARTWORDS_H

#include "report/chartline.h"

/* In place of a figure whose cell is no value. */
#define PK_CHART_FAULTY "×"

/* Appends an amount.  One that does not fit is never cut, for what is left of it would be another
 * number: it stands in thousands, or not at all. */
void pk_chart_amount(struct pk_buf *out, pk_money amount, int cells);

/* The mark of a state. */
const struct pk_sign *pk_chart_sign(enum pk_state state);

#endif
