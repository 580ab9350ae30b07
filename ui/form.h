/* form.h: editing a record: one field of the schema a line, with what is wrong beside it.
 *
 * Made from the schema, so it serves every table.  What was typed and not saved is kept as a
 * draft when the form is closed, and is there again when the record is opened again.
 */
#ifndef PLANEK_UI_FORM_H
#define PLANEK_UI_FORM_H

#include <stdbool.h>
#include <stdint.h>

#include "planek/drafts.h"
#include "planek/error.h"
#include "planek/faults.h"
#include "planek/record.h"
#include "ui/choices.h"
#include "ui/completion.h"
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
    struct pk_buf meaning; /* what was typed is read as; "" where that is plain */
    struct pk_buf hint;    /* what it would do; "" */
    bool alarming;         /* the hint is bad news */
};

struct ui_form {
    enum pk_table table;
    char *id;    /* NULL: a record to be added */
    char *after; /* to be added behind this one; NULL: at the end */
    char *token; /* of a kept draft of a record to be added; NULL: not kept yet */
    struct ui_formfield *fields;
    int count;
    int at;  /* the field with the cursor */
    int top; /* the first one shown */
    bool tells_id; /* the id is shown, which it mostly is not */
    bool touched;  /* something was typed since it was opened */
    char **typed;  /* by field what it held before all became as in the plan; NULL: it did not */
};

struct ui_forms {
    struct ui_form *open; /* NULL: none */
    struct ui_form **drafts;
    size_t draft_count, draft_capacity;
    struct ui_form *discarded; /* closed after what was typed had been taken back; NULL */
    struct ui_form *closed; /* the draft, or the one discarded, that undo opens again; NULL */
    size_t undo_at, undo_count; /* of the session's changes when it was closed */
    struct pk_drafts kept; /* as this session last read or wrote them */
    bool unwritten;        /* a key was pressed since then */
    bool hurried;          /* and it closed a form for good */
    int64_t typed_at;      /* the first one of them, in milliseconds as in struct ui_key */
    int64_t retry_at;      /* not to be written before */
    struct ui_choices choices;
    struct ui_roles roles;
    struct pk_buf killed; /* what was cut out of a field or a prompt, for the others */
};

/* A form that is not shown; record NULL: of one to be added. */
struct ui_form *ui_form_new(const struct ui_app *app, enum pk_table table,
                            const struct pk_record *record);

/* Opens the form of a record (NULL: one to be added to the table near the cursor). */
void ui_form_open(struct ui_app *app, enum pk_table table, const struct pk_record *record);

/* Saves what was typed as one change; true when the form is closed. */
bool ui_form_save(struct ui_app *app);

/* Closes the open form, which is saved. */
void ui_form_finish(struct ui_app *app);

/* The plan is another one: fields in which nothing was typed show what it holds now. */
void ui_form_renew(struct ui_app *app);

/* All fields as they are in the plan; asked for again, as they were typed. */
void ui_form_revert(struct ui_app *app);

/* Opens again what was closed last with something typed in it, if nothing was changed since: a
 * step of undo.  False when there is nothing to open. */
bool ui_form_reopen(struct ui_app *app);
bool ui_form_may_reopen(const struct ui_app *app);

bool ui_form_changed(const struct ui_form *form);
/* So many of its fields, from the first, are on the screen. */
int ui_form_shown(const struct ui_form *form);
/* The field with the cursor; the one of that number in the schema, or NULL. */
struct ui_formfield *ui_form_field(const struct ui_form *form);
struct ui_formfield *ui_form_find(const struct ui_form *form, int number);

/* Shows the id of the open form and goes to it, or hides it again. */
void ui_form_toggle_id(struct ui_app *app);

/* Looks again at every field: faults and hints. */
void ui_form_check(struct ui_app *app, struct ui_form *form);

/* The record it is about, or NULL when it is new or gone. */
const struct pk_record *ui_form_record(const struct ui_app *app, const struct ui_form *form);

/* Appends what the form is about, for people. */
void ui_form_name(struct pk_buf *out, const struct ui_app *app, const struct ui_form *form);

/* What somebody typed that is in no plan yet: one form of it, or NULL. */
const struct ui_form *ui_forms_draft(const struct ui_app *app);
/* Of how many records. */
size_t ui_forms_unsaved(const struct ui_app *app);
/* Whether something typed about the record is in no plan yet. */
bool ui_forms_has_draft(const struct ui_app *app, const struct pk_record *record);
/* Shows all that was typed and is in no plan yet, to open one of them; opens that of a number,
 * from 1. */
void ui_forms_list(struct ui_app *app);
void ui_forms_open_draft(struct ui_app *app, size_t number);
void ui_forms_dispose(struct ui_forms *forms);

/* What is typed and not saved outlives the program, for the same person: taken up at the start,
 * which is said; written in a pause of typing and at the end.  False where it cannot be written. */
void ui_forms_recall(struct ui_app *app);
bool ui_forms_store(struct ui_app *app, bool end);
/* A key was pressed; when to write next, INT64_MAX: not until another key. */
void ui_forms_pressed(struct ui_app *app, int64_t when);
int64_t ui_forms_due(const struct ui_app *app);
void ui_forms_tick(struct ui_app *app, int64_t now);
/* The plan is another one: a draft that it holds by now is none any more. */
void ui_forms_renew(struct ui_app *app);

/* For the sources of the form: a form taken off the screen is kept, or freed when nothing is
 * typed in it; the draft of a record (id NULL: of a new one) is taken out of the drafts. */
void ui_form_free(struct ui_form *form);
void ui_forms_keep(struct ui_app *app, struct ui_form *form);
void ui_forms_add(struct ui_forms *forms, struct ui_form *form);
struct ui_form *ui_forms_take_draft(struct ui_forms *forms, enum pk_table table, const char *id);
/* Puts a form on the screen that was opened before. */
void ui_form_resume(struct ui_app *app, struct ui_form *form);

/* What a new record begins with: the day, the goal or activity under the cursor, the meeting. */
void ui_form_prefill(struct ui_app *app, struct ui_form *form);

void ui_form_draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect);

#endif
