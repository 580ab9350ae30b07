/* history_private.h: what the sources of the history share.
 */
#ifndef PLANEK_STORE_HISTORY_PRIVATE_H
#define PLANEK_STORE_HISTORY_PRIVATE_H

#include "planek/csv.h"
#include "planek/history.h"

/* The columns of history.csv in the order in which they are written. */
enum pk_history_column {
    PK_HISTORY_TXN,
    PK_HISTORY_WHEN,
    PK_HISTORY_WHO,
    PK_HISTORY_WHY,
    PK_HISTORY_TABLE,
    PK_HISTORY_ID,
    PK_HISTORY_FIELD,
    PK_HISTORY_WAS,
    PK_HISTORY_NOW,
    PK_HISTORY_LEFT,
    PK_HISTORY_COLUMNS
};

/* historyrow.c: where in a row the columns stand, -1 where one is missing. */
struct pk_history_layout {
    int column[PK_HISTORY_COLUMNS];
    size_t count; /* fields of a row */
};
extern const struct pk_history_layout pk_history_own_layout;

/* A row's fields, still escaped. */
struct pk_history_fields {
    const char *text[PK_HISTORY_COLUMNS];
    size_t length[PK_HISTORY_COLUMNS];
    int64_t when;
    size_t left;
};

/* False when it is no header; only who and why may be missing. */
bool pk_history_read_header(struct pk_history_layout *layout, const struct pk_csv_row *row);
/* False when txn, when or left are none, or fields are missing or too many. */
bool pk_history_read_fields(struct pk_history_fields *fields, const struct pk_csv_row *row,
                            const struct pk_history_layout *layout);
/* Reads of a damaged row the txn, and left where that can be had (*counted); all else is empty. */
bool pk_history_read_remains(struct pk_history_fields *fields, bool *counted,
                             const struct pk_csv_row *row,
                             const struct pk_history_layout *layout);

/* historynames.c */
#define PK_NO_ITEM SIZE_MAX

/* Which of the history's items has that txn, or PK_NO_ITEM. */
size_t pk_history_item(const struct pk_history *history, const char *txn);

/* Appends an item and makes it known by its txn, which no other has. */
void pk_history_push(struct pk_history *history, const struct pk_change *item);

/* Told after items were taken out. */
void pk_history_reindex(struct pk_history *history);

#endif
