/* newid.h: ids for new records.
 */
#ifndef PLANEK_MODEL_NEWID_H
#define PLANEK_MODEL_NEWID_H

#include "planek/plan.h"

/* Appends the slug of the title to an empty buffer, with the lowest free number behind it. */
void pk_newid(struct pk_buf *out, const struct pk_plan *plan, enum pk_table table,
              const char *title);

#endif
