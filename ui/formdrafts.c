/* What was typed and not saved.  A form that is closed becomes a draft of its record; one whose
 * fields were taken back first is kept apart, until the next such, for undo to bring it back. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "ui/app.h"
#include "ui/field.h"
#include "ui/form.h"

static bool is_about(const struct ui_form *form, enum pk_table table, const char *id)
{
    bool same = id && form->id ? strcmp(id, form->id) == 0 : !id && !form->id;
    return form->table == table && same;
}

static struct ui_form *take_at(struct ui_forms *forms, size_t at)
{
    struct ui_form *draft = forms->drafts[at];
    forms->draft_count--;
    memmove(&forms->drafts[at], &forms->drafts[at + 1],
            (forms->draft_count - at) * sizeof(struct ui_form *));
    if (forms->closed == draft) {
        forms->closed = NULL;
    }
    return draft;
}

struct ui_form *ui_forms_take_draft(struct ui_forms *forms, enum pk_table table, const char *id)
{
    for (size_t i = 0; i < forms->draft_count; i++) {
        if (is_about(forms->drafts[i], table, id)) {
            return take_at(forms, i);
        }
    }
    return NULL;
}

static void discard(struct ui_forms *forms, struct ui_form *form)
{
    if (forms->closed == forms->discarded) {
        forms->closed = NULL;
    }
    ui_form_free(forms->discarded);
    forms->discarded = form;
}

void ui_forms_add(struct ui_forms *forms, struct ui_form *form)
{
    forms->drafts = pk_reserve(forms->drafts, &forms->draft_capacity, forms->draft_count + 1,
                               sizeof(struct ui_form *));
    forms->drafts[forms->draft_count++] = form;
}

/* The key that opens the form of that record again, where it was closed. */
static const char *key_of(const struct ui_app *app, const struct ui_form *form)
{
    bool decision = form->table == PK_DECISIONS && ui_meeting_in_front(app);
    return form->id ? "Enter" : form->table == PK_GOALS ? "A" : decision ? "k" : "a";
}

void ui_forms_keep(struct ui_app *app, struct ui_form *form)
{
    struct ui_forms *forms = &app->forms;
    bool changed = ui_form_changed(form);
    if (!changed && !form->typed) {
        ui_form_free(form);
        return;
    }
    if (changed) {
        ui_forms_add(forms, form);
        ui_say(app, _("not saved; %s opens it again as you left it"), key_of(app, form));
    } else {
        discard(forms, form);
    }
    if (form->touched) {
        forms->closed = form;
        forms->undo_at = app->undo.at;
        forms->undo_count = app->undo.count;
    }
}

/* From what is typed. */
static void name_new(struct pk_buf *out, const struct pk_plan *plan, const struct ui_form *form)
{
    int fields = pk_schema(form->table)->field_count;
    const char **texts = pk_new((size_t)fields, sizeof *texts);
    for (int number = 0; number < fields; number++) {
        texts[number] = ui_field_text(ui_form_find(form, number));
    }
    pk_name_add(out, plan, form->table, texts);
    free(texts);
}

void ui_form_name(struct pk_buf *out, const struct ui_app *app, const struct ui_form *form)
{
    const struct pk_record *record = ui_form_record(app, form);
    size_t from = out->len;
    if (record) {
        ui_record_label(out, app->plan, record);
    } else {
        name_new(out, app->plan, form);
    }
    if (out->len == from) {
        pk_buf_str(out, _(pk_schema(form->table)->label));
    }
}

const struct ui_form *ui_forms_draft(const struct ui_app *app)
{
    const struct ui_forms *forms = &app->forms;
    if (forms->open && ui_form_changed(forms->open)) {
        return forms->open;
    }
    return forms->draft_count ? forms->drafts[0] : NULL;
}

size_t ui_forms_unsaved(const struct ui_app *app)
{
    const struct ui_forms *forms = &app->forms;
    return forms->draft_count + (forms->open && ui_form_changed(forms->open));
}

bool ui_forms_has_draft(const struct ui_app *app, const struct pk_record *record)
{
    const struct ui_forms *forms = &app->forms;
    for (size_t i = 0; i < forms->draft_count; i++) {
        if (is_about(forms->drafts[i], (enum pk_table)record->table, record->text[0])) {
            return true;
        }
    }
    return false;
}

/* Whether nothing is typed that the plan does not hold: it was saved meanwhile. */
static bool is_done(const struct ui_app *app, const struct ui_form *form)
{
    const struct pk_record *record = ui_form_record(app, form);
    bool differs = form->id ? !record : ui_form_changed(form);
    for (int i = 0; record && i < form->count && !differs; i++) {
        differs = ui_field_differs(&form->fields[i], app->plan, record);
    }
    return !differs;
}

void ui_forms_renew(struct ui_app *app)
{
    struct ui_forms *forms = &app->forms;
    for (size_t i = forms->draft_count; i-- > 0;) {
        struct ui_form *form = forms->drafts[i];
        if (is_done(app, form) && forms->closed != form) {
            ui_form_free(take_at(forms, i));
        }
    }
}

void ui_forms_open_draft(struct ui_app *app, size_t number)
{
    struct ui_forms *forms = &app->forms;
    if (number < 1 || number > forms->draft_count) {
        ui_say(app, "%s", _("nothing that you typed is unsaved"));
    } else if (forms->open) {
        ui_say(app, "%s", _("finish what is being edited first: F2 saves, Esc keeps it for later"));
    } else if (ui_app_writable(app, forms->drafts[number - 1]->table)) {
        ui_form_resume(app, take_at(forms, number - 1));
    }
}

/* "activity 1.1 Pozvánky", or "New activity: Plakáty". */
static void add_draft(struct pk_buf *out, const struct ui_app *app, const struct ui_form *form)
{
    const struct pk_table_schema *schema = pk_schema(form->table);
    struct pk_buf name = { 0 };
    if (form->id) {
        pk_buf_printf(out, "%s%s", *schema->one_label ? _(schema->one_label) : "",
                      *schema->one_label ? " " : "");
        ui_form_name(out, app, form);
        return;
    }
    name_new(&name, app->plan, form);
    pk_buf_printf(out, "%s%s%s", _(schema->new_label), name.len ? ": " : "", pk_buf_text(&name));
    pk_buf_dispose(&name);
}

void ui_forms_list(struct ui_app *app)
{
    const struct ui_forms *forms = &app->forms;
    if (forms->draft_count < 2) {
        ui_forms_open_draft(app, 1);
        return;
    }
    ui_picker_begin(app, _("Typed and not saved"));
    for (size_t i = 0; i < forms->draft_count; i++) {
        char line[40];
        struct pk_buf label = { 0 };
        const struct ui_form *form = forms->drafts[i];
        add_draft(&label, app, form);
        snprintf(line, sizeof line, "drafts %zu", i + 1);
        ui_picker_add(app, pk_buf_text(&label), line);
        pk_buf_dispose(&label);
    }
    ui_picker_open(app, NULL);
}

void ui_forms_dispose(struct ui_forms *forms)
{
    ui_form_free(forms->open);
    ui_form_free(forms->discarded);
    pk_drafts_dispose(&forms->kept);
    pk_buf_dispose(&forms->killed);
    for (size_t i = 0; i < forms->draft_count; i++) {
        ui_form_free(forms->drafts[i]);
    }
    free(forms->drafts);
    ui_choices_dispose(&forms->choices);
    ui_roles_dispose(&forms->roles);
}
