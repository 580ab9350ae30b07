/* chartflat.h: what the screen's chart shows more of rows that stand without their goals: numbers,
 * leading roles, and what they are sorted by.
 */
#ifndef PK_REPORT_CHARTFLAT_H
#define PK_REPORT_CHARTFLAT_H

#include "planek/chart.h"

/* An arrow at the heading of the column that rows are sorted by, where it is one. */
void pk_chart_flat_heading(struct pk_grid *grid, int y, const struct pk_chart *chart);

/* The number before the title and the role behind it, where the layout gives them room. */
void pk_chart_flat_row(struct pk_grid *grid, int y, const struct pk_chart *chart,
                       const struct pk_activity *activity);

#endif
