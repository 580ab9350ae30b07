/* changing.h: one field of all marked rows, or of the one under the cursor, chosen step by step:
 * which field, then what it is to hold: one of what can be chosen, or what is written.
 */
#ifndef PLANEK_UI_CHANGING_H
#define PLANEK_UI_CHANGING_H

#include "planek/schema.h"

struct ui_app;

/* The list of fields. */
unsigned ui_changing_open(struct ui_app *app);
/* What that field can hold; where nothing can be chosen, a line to write it on. */
unsigned ui_changing_field(struct ui_app *app, const char *name);
/* A line to write the field's value on. */
unsigned ui_changing_write(struct ui_app *app, const char *name);

/* What was written for the field that was asked for. */
unsigned ui_changing_value(struct ui_app *app, const char *typed);
/* What was written as FIELD=VALUE. */
unsigned ui_changing_words(struct ui_app *app, const char *typed);

/* How the field of the line that is open is written; "" where any text will do. */
const char *ui_changing_hint(const struct pk_field *field);

#endif
