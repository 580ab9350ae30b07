/* reference.h: cells that name other records.
 */
#ifndef PLANEK_MODEL_REFERENCE_H
#define PLANEK_MODEL_REFERENCE_H

#include "planek/plan.h"

/* Appends the text of a field's value with every name looked up and replaced by its id; the text
 * as it is for a field that refers to nothing.  PK_ERR_UNKNOWN names what is not there. */
PK_MUST_USE enum pk_err pk_reference_resolve(struct pk_buf *out, const struct pk_plan *plan,
                                             const struct pk_field *field, const char *text,
                                             struct pk_diag *diag);

/* Whether some cell of the record names the other one. */
bool pk_reference_exists(const struct pk_record *record, const struct pk_record *to);

#endif
