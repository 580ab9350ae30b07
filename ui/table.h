/* table.h: the pane of a table's records: a line a record, its columns made from the schema.
 *
 * Looks only at the records that are shown; the cursor stays on its record through changes.
 */
#ifndef PLANEK_UI_TABLE_H
#define PLANEK_UI_TABLE_H

#include <stdbool.h>

#include "planek/change.h"
#include "planek/grid.h"
#include "planek/plan.h"
#include "ui/lineedit.h"
#include "ui/list.h"
#include "ui/marks.h"

struct ui_app;

struct ui_table {
    enum pk_table table;
    struct ui_list list;
    char *at;    /* id of the record under the cursor; NULL: none */
    bool stale;  /* the plan is another one since the rows were counted */
    const struct pk_record **rows; /* activities, goal by goal; other tables are as they stand */
    bool searching;
    struct ui_lineedit typed; /* what is searched for */
    size_t origin;            /* where the search began */
    struct ui_marks marks;    /* of its records; activities' are the chart's */
};

enum { UI_TABLE_COLUMNS = 16 };

struct ui_tablecolumn {
    int field, x, cells;
    bool right;
};

struct ui_tablecolumns {
    struct ui_tablecolumn items[UI_TABLE_COLUMNS];
    int count;
};

/* Opens the pane on a table, the cursor on its first record; on one that is open, as it was. */
void ui_table_open(struct ui_app *app, enum pk_table table);
/* A list of the tables to open one. */
void ui_table_pick(struct ui_app *app);
bool ui_table_shown(const struct ui_app *app);
void ui_table_dispose(struct ui_table *table);

/* The record under the cursor; NULL when there is none. */
const struct pk_record *ui_table_record(const struct ui_app *app);
/* Of the line of that number, which there is. */
const struct pk_record *ui_table_at(const struct ui_app *app, size_t line);

/* Marks the record under the cursor, or unmarks it, and goes on to the next one. */
void ui_table_mark(struct ui_app *app);

/* Told of what was changed: the cursor goes to the first of its records that there is; where
 * several are only altered it stays. */
void ui_table_follow(struct ui_app *app, const struct pk_change *change);
/* Takes the plan as it is now: counts the records and finds the cursor's. */
void ui_table_sync(struct ui_app *app);

/* Begins to search; then the next hit (1) or the one before (-1). */
void ui_table_search(struct ui_app *app);
void ui_table_search_on(struct ui_app *app, int direction);

/* What the table is for, in a sentence. */
const char *ui_table_about(enum pk_table table);

/* The columns that there is room for between x and x + width. */
void ui_table_lay_out(struct ui_tablecolumns *out, enum pk_table table, int x, int width);
void ui_table_draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect);

#endif
