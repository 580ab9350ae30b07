/* fieldtext.h: a cell as people see it: references by what they refer to, choices by their label,
 * shares with their amounts.
 */
#ifndef PLANEK_UI_FIELDTEXT_H
#define PLANEK_UI_FIELDTEXT_H

#include "planek/plan.h"

/* Appends what the text of a cell says; what is no value, and all else, as it stands.  year as in
 * pk_due_format. */
void ui_value_show(struct pk_buf *out, const struct pk_plan *plan, const struct pk_field *field,
                   const char *text, int year);

/* The same in full, as it is read back to whoever types it: days with their weekday and year,
 * amounts with their unit. */
void ui_value_tell(struct pk_buf *out, const struct pk_plan *plan, const struct pk_field *field,
                   const char *text);

/* Appends "4.1 Webové stránky", or the title where the record has no number. */
void ui_record_label(struct pk_buf *out, const struct pk_plan *plan,
                     const struct pk_record *record);
/* Appends "4.1", or nothing where the record has no number. */
void ui_record_number(struct pk_buf *out, const struct pk_plan *plan,
                      const struct pk_record *record);
/* Appends "4.1", or the title where the record has no number. */
void ui_record_brief(struct pk_buf *out, const struct pk_plan *plan,
                     const struct pk_record *record);

#endif
