/* What is typed is looked at as it would stand in the plan: a copy of the record, in which the
 * changed cells hold what saving would put there.  The plan itself is not touched, so that a key
 * press costs the same in a plan of any size.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/check.h"
#include "planek/edit.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/shares.h"
#include "planek/value.h"
#include "ui/app.h"
#include "ui/field.h"
#include "ui/form.h"
#include "ui/formtotals.h"
#include "ui/rowtext.h"

/* The copy; change owns the texts of its changed cells. */
struct scratch {
    struct pk_record *record;
    const char **text;
    struct pk_change change;
};

/* The file may have got other columns since the form was opened. */
static void scratch_init(struct scratch *scratch, const struct pk_plan *plan,
                         const struct ui_form *form, const struct pk_record *record)
{
    const struct pk_table_schema *schema = pk_schema(form->table);
    size_t there = (size_t)ui_field_count(plan, form->table);
    size_t cells = (size_t)form->count > there ? (size_t)form->count : there;
    scratch->record = pk_new(1, schema->record_size);
    scratch->text = pk_new(cells, sizeof *scratch->text);
    if (record) {
        memcpy(scratch->record, record, schema->record_size);
    }
    for (size_t i = 0; i < cells; i++) {
        scratch->text[i] = record && i < there ? record->text[i] : "";
    }
    scratch->record->table = (uint8_t)form->table;
    scratch->record->text = scratch->text;
    pk_change_init(&scratch->change);
}

static void scratch_dispose(struct scratch *scratch)
{
    free(scratch->record);
    free(scratch->text);
    pk_change_dispose(&scratch->change);
}

/* Sentences about a value begin with its field's name, which stands before it here anyway. */
static void cut_name(struct pk_diag *diag, const char *name)
{
    size_t length = strlen(name);
    if (strncmp(diag->text, name, length) == 0 && strncmp(diag->text + length, ": ", 2) == 0) {
        memmove(diag->text, diag->text + length + 2, strlen(diag->text + length + 2) + 1);
    }
}

static void read_field(struct ui_app *app, struct scratch *scratch, struct ui_formfield *field)
{
    struct pk_change *change = &scratch->change;
    size_t before = change->count;
    struct pk_assignment set = { field->name, ui_field_text(field) };
    field->refused = pk_edit_set(change, app->plan, scratch->record, &set, 1,
                                 app->options->today, &field->fault) != PK_OK;
    if (field->refused) {
        cut_name(&field->fault, field->name);
    } else if (change->count > before && change->cells[before].field == field->number) {
        scratch->text[field->number] = change->cells[before].now;
    }
}

/* Decodes all cells into the copy; those that are no values are marked. */
static void decode(const struct ui_app *app, struct scratch *scratch)
{
    const struct pk_table_schema *schema = pk_schema((enum pk_table)scratch->record->table);
    int year = pk_plan_settings(app->plan)->year;
    scratch->record->bad = 0;
    for (int i = 0; i < schema->field_count; i++) {
        if (!pk_value_decode(scratch->record, &schema->fields[i], scratch->text[i], year)) {
            scratch->record->bad |= UINT64_C(1) << i;
        }
    }
}

/* A new record has no place yet, and what compares places knows nothing of it. */
static bool checkable(const struct ui_form *form, const struct ui_formfield *field)
{
    if (!field->field || field->number == 0 || field->refused) {
        return false;
    }
    if (form->id) {
        return true;
    }
    bool compares = field->field->type == PK_TYPE_REF || field->field->type == PK_TYPE_REFS ||
                    field->number == pk_schema_title_field(form->table);
    return ui_field_changed(field) && !compares && form->table == PK_ACTIVITIES;
}

/* The source that would be short of most, else the first. */
static const char *shortest_of(const struct ui_app *app, const struct pk_shares *shares,
                               const struct pk_activity *was, const struct pk_activity *now,
                               pk_money *left)
{
    const char *id = shares->items[0].source;
    *left = ui_money_free_after(&app->money, app->plan, id, was, now);
    for (int i = 1; i < shares->count; i++) {
        const char *other = shares->items[i].source;
        pk_money rest = ui_money_free_after(&app->money, app->plan, other, was, now);
        if (rest != PK_NO_MONEY && rest < 0 && (*left == PK_NO_MONEY || rest < *left)) {
            *left = rest;
            id = other;
        }
    }
    return id;
}

static void look_at_cost(struct ui_app *app, struct ui_formfield *field,
                         const struct pk_activity *was, const struct pk_activity *now)
{
    struct pk_shares shares;
    pk_money amount, left;
    if (pk_budget_counted(app->plan, now, &amount) != PK_COUNTED || amount == 0 ||
        pk_shares_parse(&shares, now->source, NULL) || shares.count == 0) {
        return;
    }
    const char *id = shortest_of(app, &shares, was, now, &left);
    const struct pk_source *source = pk_plan_source(app->plan, id);
    const char *name = source && *source->name ? source->name : id;
    if (left == PK_NO_MONEY) {
        pk_buf_printf(&field->hint, _("%s has no limit"), name);
        return;
    }
    struct pk_buf text = { 0 };
    field->alarming = left < 0;
    pk_money_format(&text, left < 0 ? -left : left);
    pk_buf_printf(&field->hint, left < 0 ? _("%s Kč too much for %s") : _("%s Kč free on %s"),
                  pk_buf_text(&text), name);
    pk_buf_dispose(&text);
}

/* The deadline of what is still to be done; PK_NO_DAY: there is none. */
static struct pk_due due_of(const struct pk_record *record)
{
    const struct pk_due none = { .last = PK_NO_DAY };
    if (record->table == PK_ACTIVITIES) {
        const struct pk_activity *activity = (const struct pk_activity *)record;
        bool ended = activity->status == PK_DONE || activity->status == PK_DROPPED;
        return ended ? none : activity->due;
    }
    const struct pk_decision *decision = (const struct pk_decision *)record;
    return decision->status == PK_DECISION_OPEN ? decision->due : none;
}

/* How far it is, and of a period first its last day. */
static void look_at_due(const struct ui_app *app, struct ui_formfield *field,
                        const struct pk_record *now)
{
    struct pk_due due = due_of(now);
    if (due.last == PK_NO_DAY) {
        return;
    }
    int days = due.last - app->options->today;
    field->alarming = now->table == PK_ACTIVITIES
                          ? pk_activity_late((const struct pk_activity *)now, app->options->today)
                          : days < 0;
    if (due.kind != PK_DUE_DAY && due.kind != PK_DUE_ONGOING_UNTIL) {
        struct pk_buf last = { 0 };
        pk_day_format(&last, due.last, PK_DAY_SHORT);
        pk_buf_printf(&field->hint, _("until %s"), pk_buf_text(&last));
        pk_buf_str(&field->hint, ", ");
        pk_buf_dispose(&last);
    }
    if (days >= 0) {
        pk_buf_printf(&field->hint, ngettext("in %d day", "in %d days", (unsigned long)days),
                      days);
    } else {
        pk_buf_printf(&field->hint, ngettext("%d day ago", "%d days ago", -days), -days);
    }
}

static void add_hints(struct ui_app *app, struct ui_form *form, const struct pk_record *was,
                      const struct pk_record *now)
{
    if (form->table == PK_DECISIONS) {
        look_at_due(app, ui_form_find(form, PK_DECISION_DUE), now);
    }
    if (form->table != PK_ACTIVITIES) {
        return;
    }
    for (int i = 0; i < form->count; i++) {
        struct ui_formfield *field = &form->fields[i];
        const struct pk_activity *before = (const struct pk_activity *)was;
        const struct pk_activity *after = (const struct pk_activity *)now;
        if (field->number == PK_ACTIVITY_COST) {
            look_at_cost(app, field, before, after);
        }
        if (field->number == PK_ACTIVITY_COST_IN && form->id) {
            ui_text_covered(app, form->id, &field->hint);
        }
        if (field->number == PK_ACTIVITY_DUE) {
            look_at_due(app, field, now);
        }
    }
}

/* Whether it has to be said how the text is read: names for ids, and what is written otherwise. */
static bool needs_telling(const struct ui_formfield *field, const char *told)
{
    if (!field->field || field->kind != UI_FIELD_LINE || field->refused || !*told) {
        return false;
    }
    switch (field->field->type) {
    case PK_TYPE_REFS:
    case PK_TYPE_SHARES: return true;
    case PK_TYPE_DAY:
    case PK_TYPE_DUE:
    case PK_TYPE_MONEY:
    case PK_TYPE_NUMBER: return ui_field_changed(field);
    case PK_TYPE_ID:
    case PK_TYPE_TEXT:
    case PK_TYPE_LINES:
    case PK_TYPE_ROLES:
    case PK_TYPE_REF:
    case PK_TYPE_INT:
    case PK_TYPE_CHOICE: return false;
    }
    return false;
}

/* Whether the meaning is what was typed, but for the unit of an amount. */
static bool is_plain(const struct ui_formfield *field)
{
    const char *meaning = pk_buf_text(&field->meaning);
    size_t length = strlen(ui_field_text(field));
    bool begins = strncmp(meaning, ui_field_text(field), length) == 0;
    return begins && (!meaning[length] || field->field->type == PK_TYPE_MONEY);
}

/* "31. 8. 2024" is told all the same, for its weekday; "30 000" is not. */
static void add_meanings(const struct ui_app *app, struct ui_form *form,
                         const struct scratch *scratch)
{
    for (int i = 0; i < form->count; i++) {
        struct ui_formfield *field = &form->fields[i];
        const char *text = field->field ? scratch->text[field->number] : "";
        if (!needs_telling(field, text)) {
            continue;
        }
        ui_value_tell(&field->meaning, app->plan, field->field, text);
        if (is_plain(field)) {
            pk_buf_cut(&field->meaning, 0);
        }
    }
}

/* What somebody else made of a field while this was typed. */
static void add_clashes(const struct ui_app *app, struct ui_form *form,
                        const struct pk_record *record)
{
    for (int i = 0; i < form->count; i++) {
        struct ui_formfield *field = &form->fields[i];
        if (!ui_field_clashes(field, app->plan, record)) {
            continue;
        }
        const char *now = record->text[field->number];
        pk_buf_cut(&field->hint, 0);
        pk_buf_str(&field->hint, _("changed meanwhile to: "));
        if (!*now) {
            pk_buf_str(&field->hint, _("(empty)"));
        } else if (field->field) {
            pk_value_format(&field->hint, field->field, now, 0);
        } else {
            pk_buf_str(&field->hint, now);
        }
        field->alarming = true;
    }
}

void ui_form_check(struct ui_app *app, struct ui_form *form)
{
    const struct pk_record *record = ui_form_record(app, form);
    struct scratch scratch;
    scratch_init(&scratch, app->plan, form, record);
    decode(app, &scratch);
    for (int i = 0; i < form->count; i++) {
        struct ui_formfield *field = &form->fields[i];
        field->refused = field->alarming = false;
        field->severity = PK_ERROR;
        field->fault.text[0] = '\0';
        pk_buf_cut(&field->hint, 0);
        pk_buf_cut(&field->meaning, 0);
        bool typed = form->id ? ui_field_changed(field) : *ui_field_text(field) != '\0';
        if (typed && field->number > 0) {
            read_field(app, &scratch, field);
        }
    }
    decode(app, &scratch);
    for (int i = 0; i < form->count; i++) {
        struct ui_formfield *field = &form->fields[i];
        if (checkable(form, field)) {
            pk_check_cell(app->plan, scratch.record, field->number, &field->severity,
                          &field->fault);
        }
    }
    ui_formtotals_note(app, form, record, scratch.record);
    add_hints(app, form, record, scratch.record);
    add_meanings(app, form, &scratch);
    add_clashes(app, form, record);
    scratch_dispose(&scratch);
}
