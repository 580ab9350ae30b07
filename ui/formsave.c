/* What was typed becomes one change from what it was typed over, so that what somebody else changed
 * meanwhile is met as a conflict.  Where somebody removed the record nothing is saved: what was
 * typed is kept, and saving again adds it.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/edit.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "ui/app.h"
#include "ui/edit.h"
#include "ui/field.h"
#include "ui/form.h"

/* Moves to the first field that cannot be saved; false when there is none. */
static bool show_refused(struct ui_app *app, struct ui_form *form)
{
    for (int i = 0; i < form->count; i++) {
        const struct ui_formfield *field = &form->fields[i];
        bool empty = field->field && field->field->required && field->number > 0 &&
                     !*ui_field_text(field);
        if (!field->refused && !empty) {
            continue;
        }
        form->at = i;
        if (field->refused) {
            ui_say(app, "%s: %s", ui_field_label(field), field->fault.text);
        } else {
            ui_say(app, _("\"%s\" is missing; fill it in"), ui_field_label(field));
        }
        app->message.fault = true;
        return true;
    }
    return false;
}

/* The activity that a new one is to follow, unless it goes to another goal. */
static const struct pk_record *predecessor(const struct ui_app *app, const struct ui_form *form)
{
    const struct pk_record *after =
        form->after ? pk_plan_find(app->plan, form->table, form->after) : NULL;
    if (!after) {
        return NULL;
    }
    const char *goal = ui_field_text(ui_form_find(form, PK_ACTIVITY_GOAL));
    return strcmp(after->text[PK_ACTIVITY_GOAL], goal) == 0 ? after : NULL;
}

/* The plan holds something else by now, but this is what the person saw. */
static void note_bases(const struct ui_app *app, const struct ui_form *form,
                       struct pk_change *change)
{
    const struct pk_record *record = ui_form_record(app, form);
    for (size_t i = 0; i < change->count; i++) {
        struct pk_cell *cell = &change->cells[i];
        const struct ui_formfield *field = ui_form_find(form, cell->field);
        if (cell->table == form->table && strcmp(cell->id, form->id) == 0 && field &&
            ui_field_clashes(field, app->plan, record)) {
            cell->was = pk_arena_text(&change->arena, field->base, strlen(field->base));
        }
    }
}

static enum pk_err collect(struct ui_app *app, const struct ui_form *form,
                           struct pk_change *change, struct pk_diag *diag)
{
    struct pk_assignment *set = pk_new((size_t)form->count, sizeof *set);
    size_t count = 0;
    for (int i = 0; i < form->count; i++) {
        const struct ui_formfield *field = &form->fields[i];
        bool wanted = form->id ? ui_field_changed(field) : *ui_field_text(field) != '\0';
        if (wanted && field->kind != UI_FIELD_FIXED) {
            set[count++] = (struct pk_assignment){ field->name, ui_field_text(field) };
        }
    }
    pk_day today = app->options->today;
    const struct pk_record *record = ui_form_record(app, form);
    const char *id;
    enum pk_err err = record ? pk_edit_set(change, app->plan, record, set, count, today, diag)
                             : pk_edit_add(change, app->plan, form->table, set, count,
                                           predecessor(app, form), today, &id, diag);
    if (record) {
        note_bases(app, form, change);
    }
    free(set);
    return err;
}

/* What was typed stays, as a record to be added. */
static void become_new(struct ui_app *app, struct ui_form *form)
{
    ui_say(app, _("somebody removed \"%s\" meanwhile; F2 adds it again as it stands here"),
           form->id);
    app->message.fault = true;
    free(form->id);
    form->id = NULL;
    for (int i = 0; i < form->count; i++) {
        ui_field_make_new(&form->fields[i]);
    }
}

static bool is_gone(const struct ui_app *app, const struct ui_form *form)
{
    return form->id && !ui_form_record(app, form);
}

void ui_form_renew(struct ui_app *app)
{
    struct ui_form *form = app->forms.open;
    ui_forms_renew(app);
    if (!form) {
        return;
    }
    const struct pk_record *record = ui_form_record(app, form);
    if (is_gone(app, form) && !pk_plan_broken(app->plan, form->table)) {
        become_new(app, form);
    }
    for (int i = 0; record && i < form->count; i++) {
        ui_field_renew(&form->fields[i], app->plan, record);
    }
    ui_form_check(app, form);
}

bool ui_form_save(struct ui_app *app)
{
    struct ui_form *form = app->forms.open;
    if (!form || !ui_app_writable(app, form->table)) {
        return false;
    }
    if (is_gone(app, form)) {
        ui_form_renew(app);
        return false;
    }
    if (show_refused(app, form)) {
        return false;
    }
    struct pk_change change;
    struct pk_diag diag;
    pk_change_init(&change);
    enum pk_err err = collect(app, form, &change, &diag);
    if (err) {
        ui_complain(app, &diag);
    }
    bool saved = !err && ui_commit(app, &change);
    pk_change_dispose(&change);
    if (saved) {
        ui_form_finish(app);
    } else {
        ui_form_renew(app);
    }
    return saved;
}
