/* columns.h: rows of cells as a text table; where it is too wide, or the document is plain, as a
 * sentence a row. */
#ifndef PLANEK_REPORT_COLUMNS_H
#define PLANEK_REPORT_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

#include "planek/buf.h"
#include "report/doc.h"

struct pk_column {
    const char *heading; /* to be given to gettext; "" for none */
    const char *spoken;  /* as it is named in a sentence; NULL: as the heading */
    bool right;          /* figures */
    bool wraps;          /* gives way where the table is too wide */
};

enum { PK_COLUMNS_MAX = 12 };

struct pk_columns {
    const struct pk_column *columns;
    int count;
    size_t rows;
    /* Appends a cell's text. */
    void (*cell)(struct pk_buf *out, size_t row, int column, const void *user);
    const void *user;
    int names;    /* the first so many columns name the row in a sentence (0: one) */
    bool no_head; /* without the line of headings */
};

void pk_columns_print(struct pk_doc *doc, const struct pk_columns *table);

#endif
