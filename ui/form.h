/* form.h: editing a record: one field of the schema a line, with what is wrong beside it.
 *
 * Made from the schema, so it serves every table.  What was typed and not saved is kept as a
 * draft when the form is closed, and is there again when the record is opened again.
 */
#ifndef PLANEK_UI_FORM_H
#define PLANEK_UI_FORM_H

#include <stdbool.h>

#include "planek/error.h"
#include "planek/faults.h"
#include "planek/record.h"
#include "ui/choices.h"
#include "ui/lineedit.h"

struct ui_app;

enum ui_fieldkind {
    UI_FIELD_LINE,   /* typed */
    UI_FIELD_AREA,   /* typed, several lines */
    UI_FIELD_CHOICE, /* edit holds the choice's name in files */
    UI_FIELD_REF,    /* edit holds the id of another record */
    UI_FIELD_FIXED   /* only shown */
};

struct ui_formfield {
    int number;                   /* in the schema; beyond it a column planek does not know */
    const struct pk_field *field; /* NULL for such a column */
    char *name;                   /* of the column */
    enum ui_fieldkind kind;
    struct ui_lineedit edit;
    char *before; /* what it held when nothing was typed yet */
    char *base;   /* that as it stands in files */
    bool refused; /* it cannot be saved like this */
    struct pk_diag fault; /* what is wrong with it, or "" */
    enum pk_severity severity; /* of the fault: a warning can be saved */
    struct pk_buf hint;   /* what it would mean; "" */
    bool alarming;        /* the hint is bad news */
};

struct ui_form {
    enum pk_table table;
    char *id;    /* NULL: a record to be added */
    char *after; /* to be added behind this one; NULL: at the end */
    struct ui_formfield *fields;
    int count;
    int at;  /* the field with the cursor */
    int top; /* the first one shown */
};

struct ui_forms {
    struct ui_form *open; /* NULL: none */
    struct ui_form **drafts;
    size_t draft_count, draft_capacity;
    struct ui_choices choices;
};

/* Opens the form of a record (NULL: one to be added to the table near the cursor). */
void ui_form_open(struct ui_app *app, enum pk_table table, const struct pk_record *record);

/* Saves what was typed as one change; true when the form is closed. */
bool ui_form_save(struct ui_app *app);

/* Closes the open form, which is saved. */
void ui_form_finish(struct ui_app *app);

/* The plan is another one: fields in which nothing was typed show what it holds now. */
void ui_form_renew(struct ui_app *app);

/* All fields as they are in the plan. */
void ui_form_revert(struct ui_app *app);

bool ui_form_changed(const struct ui_form *form);
/* The field with the cursor; the one of that number in the schema, or NULL. */
struct ui_formfield *ui_form_field(const struct ui_form *form);
struct ui_formfield *ui_form_find(const struct ui_form *form, int number);

/* Looks again at every field: faults and hints. */
void ui_form_check(struct ui_app *app, struct ui_form *form);

/* The record it is about, or NULL when it is new or gone. */
const struct pk_record *ui_form_record(const struct ui_app *app, const struct ui_form *form);

/* What somebody typed that is in no plan yet: the title of its record, or NULL. */
const char *ui_forms_draft(const struct ui_app *app);
void ui_forms_dispose(struct ui_forms *forms);

void ui_form_draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect);

#endif
