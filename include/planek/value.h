/* value.h: a cell's text as a value of its field's type, and back.
 */
#ifndef PLANEK_VALUE_H
#define PLANEK_VALUE_H

#include "planek/buf.h"
#include "planek/date.h"
#include "planek/error.h"
#include "planek/schema.h"

struct pk_plan;
struct pk_record;

/* Decodes the text of a file's cell into the member at `record + field->offset`.  False when it
 * is no value of the type: the member is then empty.  Texts are stored as they are (borrowed).
 * References and shares are only looked at for their form. */
bool pk_value_decode(void *record, const struct pk_field *field, const char *text, int year);

/* Reads what a person typed and appends the form in files ("30.000,- Kč" gives 30000).
 * PK_ERR_USAGE with a sentence where it is no value.  The empty text is always PK_OK here. */
PK_MUST_USE enum pk_err pk_value_read(struct pk_buf *out, const struct pk_field *field,
                                      const char *typed, const struct pk_dates *dates,
                                      struct pk_diag *diag);

/* Whether two texts mean the same: 31.08.2024 and 2024-08-31 do. */
bool pk_value_equal(const struct pk_field *field, const char *a, const char *b, int year);

/* Appends the text of a cell as people read it: dates, money, choices translated; what is no
 * value, and all else, as it stands.  year as in pk_due_format. */
void pk_value_format(struct pk_buf *out, const struct pk_field *field, const char *text, int year);

/* The same, with the titles of what the plan has under the ids that are referred to. */
void pk_value_name(struct pk_buf *out, const struct pk_plan *plan, const struct pk_field *field,
                   const char *text, int year);

/* The same, with what is referred to named by a function that appends its name. */
typedef void pk_naming_fn(struct pk_buf *out, const struct pk_plan *plan,
                          const struct pk_record *record);
void pk_value_name_by(struct pk_buf *out, const struct pk_plan *plan,
                      const struct pk_field *field, const char *text, int year,
                      pk_naming_fn *name);

/* The record that an id in such a field names; NULL: none. */
const struct pk_record *pk_value_refers(const struct pk_plan *plan, const struct pk_field *field,
                                        const char *id);

#endif
