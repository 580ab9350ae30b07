/* outlinerows.h: the rows of the outline, made from the plan or brought up to date by what altered
 * in it.  For outline.c.
 */
#ifndef PLANEK_UI_OUTLINEROWS_H
#define PLANEK_UI_OUTLINEROWS_H

#include "planek/alterations.h"
#include "ui/outline.h"

void ui_rows_make(struct ui_outline *outline, pk_day today);

/* After the plan altered.  False: they have to be made anew. */
bool ui_rows_follow(struct ui_outline *outline, const struct pk_alterations *altered);

/* The row of an activity, or of a group; list.count where it has none. */
size_t ui_rows_of_activity(const struct ui_outline *outline, const struct pk_activity *activity);
size_t ui_rows_of_group(const struct ui_outline *outline, size_t group);

#endif
