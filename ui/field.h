/* field.h: a field of a form: what it holds, how it is shown, how a choice moves on.
 */
#ifndef PLANEK_UI_FIELD_H
#define PLANEK_UI_FIELD_H

#include "planek/change.h"
#include "planek/drafts.h"
#include "planek/plan.h"
#include "ui/fieldtext.h"
#include "ui/form.h"

/* Sets up the field of that number; record NULL: empty. */
void ui_field_init(struct ui_formfield *field, const struct pk_plan *plan, enum pk_table table,
                   int number, const struct pk_record *record);
void ui_field_dispose(struct ui_formfield *field);

/* Where nothing was typed it becomes what the record holds now; what was typed is kept, and so is
 * what it was typed over. */
void ui_field_renew(struct ui_formfield *field, const struct pk_plan *plan,
                    const struct pk_record *record);

/* As it stood when it was typed into; see pk_draftcell. */
void ui_field_restore(struct ui_formfield *field, const struct pk_draftcell *cell);

/* Whether something was typed that the record does not hold. */
bool ui_field_differs(const struct ui_formfield *field, const struct pk_plan *plan,
                      const struct pk_record *record);

/* Whether somebody changed meanwhile what was typed over. */
bool ui_field_clashes(const struct ui_formfield *field, const struct pk_plan *plan,
                      const struct pk_record *record);

/* The fields of a table: those of the schema and the file's other columns. */
int ui_field_count(const struct pk_plan *plan, enum pk_table table);

bool ui_field_changed(const struct ui_formfield *field);
void ui_field_set(struct ui_formfield *field, const char *text);

/* It begins with a text that nobody typed: a new record's day, or the goal that it belongs to. */
void ui_field_prefill(struct ui_formfield *field, const char *text);

/* Whether it holds several names, separated by ';'. */
bool ui_field_is_list(const struct ui_formfield *field);
/* Whether it holds a day or a deadline. */
bool ui_field_is_date(const struct ui_formfield *field);

/* Whether what it holds is short: a day, a deadline, an amount, a number. */
bool ui_field_is_short(const struct ui_formfield *field);

/* It becomes one of a record to be added, all of which was typed. */
void ui_field_make_new(struct ui_formfield *field);

/* What it holds, as text for an assignment; borrowed. */
const char *ui_field_text(const struct ui_formfield *field);

/* Appends what people see of a choice or reference. */
void ui_field_show(struct pk_buf *out, const struct pk_plan *plan,
                   const struct ui_formfield *field);

/* The next (1) or previous (-1) choice or record. */
void ui_field_cycle(struct ui_formfield *field, const struct pk_plan *plan, int direction);

/* The label, translated. */
const char *ui_field_label(const struct ui_formfield *field);
/* The name of the field of a cell, for people. */
const char *ui_cell_label(const struct pk_plan *plan, const struct pk_cell *cell);

/* The first table among those a field refers to. */
enum pk_table ui_field_refers_to(const struct pk_field *field);

#endif
