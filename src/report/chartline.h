/* chartline.h: what the chart draws of time: headings, lines and bars.
 */
#ifndef PLANEK_REPORT_CHARTLINE_H
#define PLANEK_REPORT_CHARTLINE_H

#include "planek/chart.h"

struct pk_sign {
    const char *glyph;
    char ascii;
    enum pk_role role;
};

/* Headings from line y on; returns how many lines they take. */
int pk_chart_line_heading(struct pk_grid *grid, int y, const struct pk_chart *chart);

/* An activity's line, with a ring where its deadline was (PK_NO_DAY: nowhere); a goal's, of which nothing is known where summary is NULL. */
void pk_chart_line_activity(struct pk_grid *grid, int y, const struct pk_chart *chart,
                            const struct pk_activity *activity, pk_day was);
void pk_chart_line_goal(struct pk_grid *grid, int y, const struct pk_chart *chart,
                        const struct pk_summary *summary);

#endif
