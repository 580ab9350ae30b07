#include "config.h"

#include "ui/form.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "ui/app.h"
#include "ui/field.h"

static void form_free(struct ui_form *form)
{
    if (!form) {
        return;
    }
    for (int i = 0; i < form->count; i++) {
        ui_field_dispose(&form->fields[i]);
    }
    free(form->fields);
    free(form->id);
    free(form->after);
    free(form);
}

/* The title comes first, the id last; the others are in the order of the schema. */
static struct ui_form *form_new(const struct pk_plan *plan, enum pk_table table,
                                const struct pk_record *record)
{
    struct ui_form *form = pk_new(1, sizeof *form);
    form->table = table;
    form->id = record ? pk_strdup(record->text[0]) : NULL;
    int count = ui_field_count(plan, table);
    int title = pk_schema_title_field(table);
    form->fields = pk_new((size_t)count, sizeof *form->fields);
    if (title > 0) {
        ui_field_init(&form->fields[form->count++], plan, table, title, record);
    }
    for (int number = 1; number < count; number++) {
        if (number != title) {
            ui_field_init(&form->fields[form->count++], plan, table, number, record);
        }
    }
    ui_field_init(&form->fields[form->count++], plan, table, 0, record);
    return form;
}

struct ui_formfield *ui_form_find(const struct ui_form *form, int number)
{
    for (int i = 0; i < form->count; i++) {
        if (form->fields[i].number == number) {
            return &form->fields[i];
        }
    }
    return NULL;
}

const struct pk_record *ui_form_record(const struct ui_app *app, const struct ui_form *form)
{
    return form->id ? pk_plan_find(app->plan, form->table, form->id) : NULL;
}

struct ui_formfield *ui_form_field(const struct ui_form *form)
{
    return &form->fields[form->at];
}

bool ui_form_changed(const struct ui_form *form)
{
    for (int i = 0; i < form->count; i++) {
        if (ui_field_changed(&form->fields[i])) {
            return true;
        }
    }
    return false;
}

/* A new activity belongs to the goal under the cursor, behind the activity there. */
static void place_new(struct ui_app *app, struct ui_form *form)
{
    const struct ui_row *row = ui_outline_row(&app->outline);
    if (form->table != PK_ACTIVITIES || !row) {
        return;
    }
    const struct pk_goal *goal = app->outline.groups[row->group].goal;
    struct ui_formfield *field = ui_form_find(form, PK_ACTIVITY_GOAL);
    ui_field_set(field, goal ? goal->id : "");
    free(field->before);
    field->before = pk_strdup(ui_field_text(field));
    if (row->activity) {
        form->after = pk_strdup(row->activity->id);
    }
}

/* Whoever may only propose adds what is proposed. */
static void fix_status(const struct ui_app *app, struct ui_form *form)
{
    struct ui_formfield *field =
        form->table == PK_ACTIVITIES ? ui_form_find(form, PK_ACTIVITY_STATUS) : NULL;
    if (field && pk_store_suggests(app->store)) {
        field->kind = UI_FIELD_FIXED;
        ui_field_set(field, field->field->choices[PK_PROPOSED].name);
        free(field->before);
        field->before = pk_strdup(ui_field_text(field));
    }
}

/* Takes the draft of that record out of the list, or returns NULL. */
static struct ui_form *take_draft(struct ui_forms *forms, enum pk_table table, const char *id)
{
    for (size_t i = 0; i < forms->draft_count; i++) {
        struct ui_form *draft = forms->drafts[i];
        bool same = id && draft->id ? strcmp(id, draft->id) == 0 : !id && !draft->id;
        if (draft->table == table && same) {
            forms->drafts[i] = forms->drafts[--forms->draft_count];
            return draft;
        }
    }
    return NULL;
}

void ui_form_open(struct ui_app *app, enum pk_table table, const struct pk_record *record)
{
    struct ui_forms *forms = &app->forms;
    if (forms->open) {
        ui_say(app, "%s", _("finish what is being edited first: F2 saves, Esc keeps it for later"));
        return;
    }
    struct ui_form *form = take_draft(forms, table, record ? record->text[0] : NULL);
    if (form) {
        for (int i = 0; i < form->count && record; i++) {
            ui_field_renew(&form->fields[i], app->plan, record);
        }
        ui_say(app, "%s", _("this is what you typed before; F8 brings back what is in the plan"));
    } else {
        form = form_new(app->plan, table, record);
        if (!record) {
            place_new(app, form);
            fix_status(app, form);
        }
    }
    forms->open = form;
    ui_form_check(app, form);
    ui_app_open(app, &ui_pane_form);
}

void ui_form_revert(struct ui_app *app)
{
    struct ui_form *form = app->forms.open;
    const struct pk_record *record = form ? ui_form_record(app, form) : NULL;
    for (int i = 0; form && i < form->count; i++) {
        ui_field_set(&form->fields[i], form->fields[i].before);
        if (record) {
            ui_field_renew(&form->fields[i], app->plan, record);
        }
    }
    if (form) {
        form->at = 0;
        ui_form_check(app, form);
        ui_say(app, "%s", _("the fields are as they were"));
    }
}

/* Takes the form off the screen, to be freed by the caller. */
static struct ui_form *take_open(struct ui_app *app)
{
    struct ui_form *form = app->forms.open;
    app->forms.open = NULL;
    return form;
}

void ui_form_finish(struct ui_app *app)
{
    form_free(take_open(app));
    ui_app_drop(app, &ui_pane_form);
}

static void closed(struct ui_app *app)
{
    struct ui_forms *forms = &app->forms;
    struct ui_form *form = take_open(app);
    if (!form || !ui_form_changed(form)) {
        form_free(form);
        return;
    }
    forms->drafts = pk_reserve(forms->drafts, &forms->draft_capacity, forms->draft_count + 1,
                               sizeof(struct ui_form *));
    forms->drafts[forms->draft_count++] = form;
    const char *key = form->id ? "Enter" : form->table == PK_GOALS ? "A" : "a";
    ui_say(app, _("not saved; %s opens it again as you left it"), key);
}

static const char *draft_title(const struct ui_form *form)
{
    const char *title = ui_field_text(&form->fields[0]);
    return *title ? title : pk_schema(form->table)->name;
}

const char *ui_forms_draft(const struct ui_app *app)
{
    const struct ui_forms *forms = &app->forms;
    if (forms->open && ui_form_changed(forms->open)) {
        return draft_title(forms->open);
    }
    return forms->draft_count ? draft_title(forms->drafts[0]) : NULL;
}

void ui_forms_dispose(struct ui_forms *forms)
{
    form_free(forms->open);
    for (size_t i = 0; i < forms->draft_count; i++) {
        form_free(forms->drafts[i]);
    }
    free(forms->drafts);
    ui_choices_dispose(&forms->choices);
}

static bool choose_key(struct ui_app *app, struct ui_formfield *field, const struct ui_key *key)
{
    if (ui_key_is(key, UI_KEY_LEFT, 0)) {
        ui_field_cycle(field, app->plan, -1);
    } else if (ui_key_is(key, UI_KEY_RIGHT, 0) || ui_key_is(key, ' ', 0)) {
        ui_field_cycle(field, app->plan, 1);
    } else if (ui_key_is(key, UI_KEY_BACKSPACE, 0) || ui_key_is(key, UI_KEY_DEL, 0)) {
        ui_field_set(field, "");
    } else if (ui_key_types(key)) {
        struct pk_buf typed = { 0 };
        ui_key_utf8(&typed, key->code);
        ui_choices_open(app, pk_buf_text(&typed));
        pk_buf_dispose(&typed);
    } else {
        return false;
    }
    return true;
}

static bool form_key(struct ui_app *app, const struct ui_key *key, unsigned *stale)
{
    struct ui_form *form = app->forms.open;
    struct ui_formfield *field = ui_form_field(form);
    bool taken = false;
    if (field->kind == UI_FIELD_CHOICE || field->kind == UI_FIELD_REF) {
        taken = choose_key(app, field, key);
    } else if (field->kind != UI_FIELD_FIXED) {
        taken = ui_lineedit_key(&field->edit, key);
    } else if (ui_key_types(key)) {
        ui_say(app, "%s", field->number == 0
                              ? _("the id stays as it is, for others refer to it")
                              : _("what you add is a proposal until somebody accepts it"));
        return true;
    }
    if (taken) {
        ui_form_check(app, form);
        *stale |= UI_DRAW;
    }
    return taken;
}

static unsigned form_move(struct ui_app *app, enum ui_motion motion)
{
    struct ui_form *form = app->forms.open;
    struct ui_list list = { .count = (size_t)form->count, .cursor = (size_t)form->at };
    ui_list_move(&list, motion);
    form->at = (int)list.cursor;
    return UI_DRAW;
}

static void title(const struct ui_app *app, struct pk_buf *out)
{
    const struct ui_form *form = app->forms.open;
    const struct pk_record *record = ui_form_record(app, form);
    if (record) {
        ui_record_label(out, app->plan, record);
    } else {
        pk_buf_printf(out, "%s: %s", _(pk_schema(form->table)->label),
                      form->id ? form->id : _("new record"));
    }
}

const struct ui_pane ui_pane_form = {
    .context = UI_IN_FORM,
    .title = title,
    .draw = ui_form_draw,
    .key = form_key,
    .move = form_move,
    .closed = closed,
};
