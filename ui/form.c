#include "config.h"

#include "ui/form.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "ui/app.h"
#include "ui/field.h"

#define COUNT(items) (sizeof(items) / sizeof(items)[0])

void ui_form_free(struct ui_form *form)
{
    if (!form) {
        return;
    }
    for (int i = 0; i < form->count; i++) {
        ui_field_dispose(&form->fields[i]);
        if (form->typed) {
            free(form->typed[i]);
        }
    }
    free(form->typed);
    free(form->fields);
    free(form->id);
    free(form->after);
    free(form->token);
    free(form);
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

/* Whoever may only propose adds what is proposed. */
static void fix_status(const struct ui_app *app, struct ui_form *form)
{
    struct ui_formfield *field =
        form->table == PK_ACTIVITIES ? ui_form_find(form, PK_ACTIVITY_STATUS) : NULL;
    if (field && pk_store_suggests(app->store)) {
        field->kind = UI_FIELD_FIXED;
        ui_field_prefill(field, field->field->choices[PK_PROPOSED].name);
    }
}

/* What a decision is made of, before what it is about, which is mostly known. */
static const int decision_first[] = { PK_DECISION_TEXT, PK_DECISION_RESPONSIBLE,
                                      PK_DECISION_DUE };

static void add_field(const struct ui_app *app, struct ui_form *form, int number,
                      const struct pk_record *record)
{
    if (!ui_form_find(form, number)) {
        ui_field_init(&form->fields[form->count++], app->plan, form->table, number, record);
    }
}

/* The title comes first, the id last; the others are in the order of the schema. */
struct ui_form *ui_form_new(const struct ui_app *app, enum pk_table table,
                            const struct pk_record *record)
{
    struct ui_form *form = pk_new(1, sizeof *form);
    form->table = table;
    form->id = record ? pk_strdup(record->text[0]) : NULL;
    int count = ui_field_count(app->plan, table);
    int title = pk_schema_title_field(table);
    form->fields = pk_new((size_t)count, sizeof *form->fields);
    if (title > 0) {
        add_field(app, form, title, record);
    }
    for (size_t i = 0; table == PK_DECISIONS && i < COUNT(decision_first); i++) {
        add_field(app, form, decision_first[i], record);
    }
    for (int number = 1; number < count; number++) {
        add_field(app, form, number, record);
    }
    add_field(app, form, 0, record);
    if (!record) {
        fix_status(app, form);
    }
    return form;
}

/* An id is made of the title and stays: it is told of only where it is wrong or was given, and in
 * the table where it says whose evaluation it is. */
int ui_form_shown(const struct ui_form *form)
{
    const struct ui_formfield *id = &form->fields[form->count - 1];
    bool given = !form->id && *ui_field_text(id);
    bool wanted = form->tells_id || given || *id->fault.text || form->table == PK_EVALUATION;
    return wanted || form->at == form->count - 1 ? form->count : form->count - 1;
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

/* Ids of records are the program's own, but that of an evaluation says what it is about. */
static bool ends_with_id(const struct ui_form *form)
{
    const struct pk_field *last = form->fields[form->count - 1].field;
    return last && last->type == PK_TYPE_ID && !last->refers_to;
}

void ui_form_toggle_id(struct ui_app *app)
{
    struct ui_form *form = app->forms.open;
    int last = form->count - 1;
    bool there = form->at == last;
    form->tells_id = !there;
    form->at = there ? 0 : last;
}

static bool is_plain_text(const struct ui_formfield *field)
{
    return !field->field || field->field->type == PK_TYPE_TEXT;
}

/* A title is mostly gone on with; a day or an amount is written anew. */
static void show(struct ui_app *app, struct ui_form *form)
{
    struct ui_formfield *field = ui_form_field(form);
    form->touched = false;
    app->forms.open = form;
    if (field->kind == UI_FIELD_LINE && !is_plain_text(field)) {
        ui_lineedit_select(&field->edit);
    }
    ui_form_check(app, form);
    ui_app_open(app, &ui_pane_form);
}

void ui_form_resume(struct ui_app *app, struct ui_form *form)
{
    show(app, form);
    ui_say(app, "%s", _("this is what you typed before; F8 brings back what is in the plan"));
    ui_form_renew(app);
}

void ui_form_open(struct ui_app *app, enum pk_table table, const struct pk_record *record)
{
    struct ui_forms *forms = &app->forms;
    if (forms->open) {
        ui_say(app, "%s", _("finish what is being edited first: F2 saves, Esc keeps it for later"));
        return;
    }
    struct ui_form *form = ui_forms_take_draft(forms, table, record ? record->text[0] : NULL);
    if (form) {
        ui_form_resume(app, form);
        return;
    }
    form = ui_form_new(app, table, record);
    if (!record) {
        ui_form_prefill(app, form);
    }
    show(app, form);
}

/* What is typed now is kept, to come back when this is asked for once more. */
static void keep_typed(struct ui_form *form)
{
    if (!form->typed) {
        form->typed = pk_new((size_t)form->count, sizeof *form->typed);
    }
    for (int i = 0; i < form->count; i++) {
        free(form->typed[i]);
        form->typed[i] = pk_strdup(ui_field_text(&form->fields[i]));
    }
}

static void put_typed(struct ui_form *form)
{
    for (int i = 0; i < form->count; i++) {
        if (strcmp(ui_field_text(&form->fields[i]), form->typed[i]) != 0) {
            ui_field_set(&form->fields[i], form->typed[i]);
        }
        free(form->typed[i]);
    }
    free(form->typed);
    form->typed = NULL;
}

static void put_plan(const struct ui_app *app, struct ui_form *form)
{
    const struct pk_record *record = ui_form_record(app, form);
    for (int i = 0; i < form->count; i++) {
        struct ui_formfield *field = &form->fields[i];
        if (ui_field_changed(field)) {
            ui_field_set(field, field->before);
        }
        if (record) {
            ui_field_renew(field, app->plan, record);
        }
    }
}

void ui_form_revert(struct ui_app *app)
{
    struct ui_form *form = app->forms.open;
    if (!form) {
        return;
    }
    if (ui_form_changed(form)) {
        keep_typed(form);
        put_plan(app, form);
        ui_say(app, "%s", _("the fields are as they were; F8 again brings back what you typed"));
    } else if (form->typed) {
        put_typed(form);
        ui_say(app, "%s", _("this is what you typed before; F8 brings back what is in the plan"));
    } else {
        ui_say(app, "%s", _("nothing was changed here"));
    }
    form->touched = true;
    ui_form_check(app, form);
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
    ui_form_free(take_open(app));
    app->forms.unwritten = app->forms.hurried = true;
    ui_app_drop(app, &ui_pane_form);
}

static void closed(struct ui_app *app)
{
    struct ui_form *form = take_open(app);
    if (form) {
        ui_forms_keep(app, form);
    }
}

bool ui_form_may_reopen(const struct ui_app *app)
{
    const struct ui_forms *forms = &app->forms;
    bool since = app->undo.at != forms->undo_at || app->undo.count != forms->undo_count;
    return forms->closed && !since && !forms->open &&
           ui_app_may_write(app, forms->closed->table, NULL);
}

bool ui_form_reopen(struct ui_app *app)
{
    struct ui_forms *forms = &app->forms;
    struct ui_form *form = forms->closed;
    if (!ui_form_may_reopen(app)) {
        return false;
    }
    if (form == forms->discarded) {
        forms->discarded = NULL;
        forms->closed = NULL;
        put_typed(form);
    } else {
        form = ui_forms_take_draft(forms, form->table, form->id);
    }
    ui_form_resume(app, form);
    return true;
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

/* What is shown dimmed is taken by Tab, and by Right, which has nothing to move over there. */
static bool type_key(struct ui_app *app, struct ui_formfield *field, const struct ui_key *key)
{
    if (ui_field_is_list(field) && ui_key_is(key, ';', 0)) {
        field->edit.selected = false; /* one more is to follow */
    }
    bool takes = ui_key_is(key, UI_KEY_TAB, 0) || ui_key_is(key, UI_KEY_RIGHT, 0);
    bool taken = (takes && ui_lineedit_take_ghost(&field->edit)) ||
                 ui_lineedit_key_shared(&field->edit, key, &app->forms.killed);
    if (taken && ui_key_types(key)) {
        ui_complete(app, field);
    }
    return taken;
}

static bool form_key(struct ui_app *app, const struct ui_key *key, unsigned *stale)
{
    struct ui_form *form = app->forms.open;
    struct ui_formfield *field = ui_form_field(form);
    bool taken = false;
    if (field->kind == UI_FIELD_CHOICE || field->kind == UI_FIELD_REF) {
        taken = choose_key(app, field, key);
    } else if (field->kind != UI_FIELD_FIXED) {
        taken = type_key(app, field, key);
    } else if (ui_key_types(key)) {
        ui_say(app, "%s", field->number == 0
                              ? _("the id stays as it is, for others refer to it")
                              : _("what you add is a proposal until somebody accepts it"));
        return true;
    }
    if (taken) {
        form->touched = true;
        ui_form_check(app, form);
        *stale |= UI_DRAW;
    }
    return taken;
}

/* Goes round, past an id, which nobody types by the way. */
static int next_field(const struct ui_form *form, enum ui_motion motion)
{
    int count = form->count - ends_with_id(form);
    if (motion == UI_MOVE_DOWN && form->at >= count - 1) {
        return 0;
    }
    if (motion == UI_MOVE_UP && form->at == 0) {
        return count - 1;
    }
    struct ui_list list = { .count = (size_t)count, .cursor = (size_t)form->at };
    list.cursor = list.cursor < list.count ? list.cursor : list.count;
    ui_list_move(&list, motion);
    return (int)list.cursor;
}

static unsigned form_move(struct ui_app *app, enum ui_motion motion)
{
    struct ui_form *form = app->forms.open;
    struct ui_lineedit *left = &ui_form_field(form)->edit;
    pk_buf_cut(&left->ghost, 0);
    left->kills = left->selected = false;
    form->at = next_field(form, motion);
    if (ui_form_field(form)->kind == UI_FIELD_LINE) {
        ui_lineedit_select(&ui_form_field(form)->edit);
    }
    return UI_DRAW;
}

static void title(const struct ui_app *app, struct pk_buf *out)
{
    const struct ui_form *form = app->forms.open;
    const struct pk_record *record = ui_form_record(app, form);
    if (record) {
        ui_record_label(out, app->plan, record);
    } else {
        const struct pk_table_schema *schema = pk_schema(form->table);
        pk_buf_printf(out, "%s%s%s", form->id ? _(schema->label) : _(schema->new_label),
                      form->id ? ": " : "", form->id ? form->id : "");
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
