/* bulkrows.h: the rows of an edit of many activities.
 */
#ifndef PLANEK_MODEL_BULKROWS_H
#define PLANEK_MODEL_BULKROWS_H

#include "planek/bulkedit.h"

/* Gives the bulk a row for each of the records of one table, each once and in the order of the
 * screen;
 * returns them in that order, *count of them, to be given to free(). */
const struct pk_record **pk_bulkrows_begin(struct pk_bulk *bulk, const struct pk_plan *plan,
                                           const struct pk_record *const *records,
                                           size_t *count);

struct pk_bulk_row *pk_bulkrows_add(struct pk_bulk *bulk, const struct pk_record *record);

/* The cells from row->first on are the row's. */
void pk_bulkrows_end(struct pk_bulk *bulk, struct pk_bulk_row *row);

#endif
