/* What was typed and not saved, beyond the end of the program: every form in which something is
 * typed is a draft of planek/drafts.h.  Nothing is noted while somebody types; in a pause the forms
 * are looked at, and what has changed is written. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "ui/app.h"
#include "ui/field.h"
#include "ui/form.h"

enum {
    PAUSE_MS = 700,     /* without a key */
    LATEST_MS = 4000,   /* for whoever types without a pause */
    RETRY_MS = 5000
};

/* What belongs to the plan of today waits while an older one is shown. */
static struct pk_store *store_of(const struct ui_app *app)
{
    return app->present ? app->present : app->store;
}

static bool may_keep(const struct ui_app *app)
{
    bool today = !ui_app_past(app) || app->present;
    return today && !app->options->read_only && !pk_store_read_only(store_of(app));
}

/* ---- from forms to drafts ---- */

static void note_form(struct pk_drafts *drafts, struct ui_form *form)
{
    if (!form->id && !form->token) {
        struct pk_buf token = { 0 };
        pk_drafts_token(&token);
        form->token = pk_buf_take(&token);
    }
    struct pk_draft draft = { .table = pk_schema(form->table)->name,
                              .id = form->id ? form->id : "",
                              .token = form->id ? "" : form->token,
                              .after = form->after ? form->after : "" };
    pk_drafts_add(drafts, &draft);
    for (int i = 0; i < form->count; i++) {
        const struct ui_formfield *field = &form->fields[i];
        const char *text = ui_field_text(field);
        if (*text || *field->before || *field->base) {
            pk_drafts_put(drafts, &(struct pk_draftcell){ field->name, field->base,
                                                          field->before, text });
        }
    }
}

static void note_all(struct pk_drafts *drafts, const struct ui_forms *forms)
{
    for (size_t i = 0; i < forms->draft_count; i++) {
        note_form(drafts, forms->drafts[i]);
    }
    if (forms->open && ui_form_changed(forms->open)) {
        note_form(drafts, forms->open);
    }
}

bool ui_forms_store(struct ui_app *app, bool end)
{
    struct ui_forms *forms = &app->forms;
    struct pk_store *store = store_of(app);
    struct pk_drafts now = { 0 };
    if (!may_keep(app)) {
        return false;
    }
    note_all(&now, forms);
    return pk_drafts_keep(&forms->kept, &now, pk_store_folder(store), pk_store_who(store), end);
}

/* ---- when ---- */

void ui_forms_pressed(struct ui_app *app, int64_t when)
{
    struct ui_forms *forms = &app->forms;
    if (!forms->unwritten) {
        forms->unwritten = true;
        forms->typed_at = when;
    }
}

int64_t ui_forms_due(const struct ui_app *app)
{
    const struct ui_forms *forms = &app->forms;
    bool any = forms->open || forms->draft_count || forms->kept.count;
    if (!any || !forms->unwritten || !may_keep(app)) {
        return INT64_MAX;
    }
    int64_t pause = app->live.pressed + PAUSE_MS, latest = forms->typed_at + LATEST_MS;
    int64_t due = forms->hurried ? forms->typed_at : pause < latest ? pause : latest;
    return due > forms->retry_at ? due : forms->retry_at;
}

void ui_forms_tick(struct ui_app *app, int64_t now)
{
    struct ui_forms *forms = &app->forms;
    if (now >= ui_forms_due(app)) {
        forms->unwritten = !ui_forms_store(app, false);
        forms->hurried = false;
        forms->retry_at = forms->unwritten ? now + RETRY_MS : 0;
    }
}

/* ---- from drafts to forms ---- */

static struct ui_formfield *field_named(const struct ui_form *form, const char *name)
{
    for (int i = 0; i < form->count; i++) {
        if (strcmp(form->fields[i].name, name) == 0) {
            return &form->fields[i];
        }
    }
    return NULL;
}

/* NULL where this is no draft that a form could show. */
static struct ui_form *form_of(const struct ui_app *app, const struct pk_draft *draft)
{
    int table = pk_schema_find_table(draft->table);
    if (table < 0 || !pk_schema((enum pk_table)table)->in_plan) {
        return NULL;
    }
    const struct pk_record *record =
        *draft->id ? pk_plan_find(app->plan, (enum pk_table)table, draft->id) : NULL;
    struct ui_form *form = ui_form_new(app, (enum pk_table)table, record);
    form->id = form->id || !*draft->id ? form->id : pk_strdup(draft->id);
    form->token = *draft->token ? pk_strdup(draft->token) : NULL;
    form->after = *draft->after ? pk_strdup(draft->after) : NULL;
    for (size_t i = 0; i < draft->count; i++) {
        struct ui_formfield *field = field_named(form, draft->cells[i].field);
        if (field && field->kind != UI_FIELD_FIXED) {
            ui_field_restore(field, &draft->cells[i]);
        }
    }
    if (form->id) {
        ui_form_find(form, 0)->kind = UI_FIELD_FIXED;
    }
    return form;
}

static void tell(struct ui_app *app)
{
    const struct ui_forms *forms = &app->forms;
    struct pk_buf *message = &app->message.text, name = { 0 };
    if (!forms->draft_count) {
        return;
    }
    ui_form_name(&name, app, forms->drafts[0]);
    pk_buf_str(message, message->len ? "; " : "");
    if (forms->draft_count == 1) {
        pk_buf_printf(message, _("what you typed about \"%s\" is still here; :drafts opens it"),
                      pk_buf_text(&name));
    } else {
        pk_buf_printf(message,
                      ngettext("what you typed about %zu record is still here; :drafts shows it",
                               "what you typed about %zu records is still here; :drafts shows it",
                               forms->draft_count),
                      forms->draft_count);
    }
    pk_buf_dispose(&name);
}

void ui_forms_recall(struct ui_app *app)
{
    struct ui_forms *forms = &app->forms;
    struct pk_store *store = store_of(app);
    if (!may_keep(app)) {
        return;
    }
    pk_drafts_read(&forms->kept, pk_store_folder(store), pk_store_who(store));
    for (size_t i = 0; i < forms->kept.count;) {
        struct ui_form *form = form_of(app, &forms->kept.items[i]);
        if (form) {
            ui_forms_add(forms, form);
            i++;
        } else {
            pk_drafts_drop(&forms->kept, i);
        }
    }
    ui_forms_renew(app);
    tell(app);
}
