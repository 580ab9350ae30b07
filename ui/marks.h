/* marks.h: rows that were marked, to be changed together: activities in the chart, records in the
 * list of a table.  Those of the list of activities are the chart's.
 *
 * A mark is on an id: it survives other orders, filters, undo and reading the plan again.  Marks
 * on ids that are not there wait until they come back.
 */
#ifndef PLANEK_UI_MARKS_H
#define PLANEK_UI_MARKS_H

#include <stdbool.h>
#include <stddef.h>

#include "planek/chart.h"

struct ui_app;

struct ui_marks {
    char **slots; /* open addressing, a power of two of them; NULL is free */
    size_t slot_count, used;
    size_t there; /* of those in the plan */
};

void ui_marks_dispose(struct ui_marks *marks);

/* Those of the list that is in front: a table's, else the chart's; what follows is about them. */
const struct ui_marks *ui_marks_front(const struct ui_app *app);
/* The table that they are in. */
enum pk_table ui_marks_table(const struct ui_app *app);

bool ui_marks_has(const struct ui_marks *marks, const char *id);
void ui_marks_set(struct ui_app *app, const char *id, bool marked);
void ui_marks_clear(struct ui_app *app);
/* The plan is another one. */
void ui_marks_renew(struct ui_app *app);

/* How many of the plan's records are marked. */
size_t ui_marks_count(const struct ui_app *app);

/* The marked records of the plan in its order, *count of them; to be given to free(). */
const struct pk_record **ui_marks_records(const struct ui_app *app, size_t *count);

/* Puts the sign before a marked activity's row. */
void ui_marks_put(const struct ui_app *app, struct pk_grid *grid, int y,
                  const struct pk_chart *chart, const struct pk_activity *activity);

#endif
