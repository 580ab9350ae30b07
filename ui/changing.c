#include "config.h"

#include "ui/changing.h"

#include <string.h>

#include "planek/edit.h"
#include "planek/i18n.h"
#include "planek/roles.h"
#include "ui/app.h"
#include "ui/bulk.h"
#include "ui/commands.h"
#include "ui/edit.h"
#include "ui/fieldtext.h"
#include "ui/marks.h"
#include "ui/target.h"

static enum pk_table table_of(const struct ui_app *app)
{
    const struct pk_record *target = ui_target(app);
    return ui_bulk_wanted(app) ? ui_marks_table(app)
           : target            ? (enum pk_table)target->table
                               : PK_ACTIVITIES;
}

static const struct pk_field *field_of(const struct ui_app *app, const char *name)
{
    enum pk_table table = table_of(app);
    int field = pk_schema_field_called(table, name);
    return field > 0 ? pk_schema_field(table, field) : NULL;
}

/* ---- which field ---- */

static void add_field(struct ui_app *app, const struct pk_field *field)
{
    struct pk_buf line = { 0 };
    pk_buf_printf(&line, "change %s", field->name);
    ui_picker_add(app, _(field->label), pk_buf_text(&line));
    pk_buf_dispose(&line);
}

/* Those of an activity that several rows may share, what is changed most often first. */
static void add_fields(struct ui_app *app, enum pk_table table)
{
    static const enum pk_activity_field shared[] = {
        PK_ACTIVITY_STATUS, PK_ACTIVITY_DUE,    PK_ACTIVITY_RESPONSIBLE, PK_ACTIVITY_COST,
        PK_ACTIVITY_SOURCE, PK_ACTIVITY_GOAL,   PK_ACTIVITY_START,       PK_ACTIVITY_AUDIENCE,
    };
    for (size_t i = 0; table == PK_ACTIVITIES && i < sizeof shared / sizeof shared[0]; i++) {
        add_field(app, pk_schema_field(table, (int)shared[i]));
    }
    for (int i = 1; table != PK_ACTIVITIES && i < pk_schema(table)->field_count; i++) {
        if (pk_schema_field(table, i)->type != PK_TYPE_LINES) {
            add_field(app, pk_schema_field(table, i));
        }
    }
}

unsigned ui_changing_open(struct ui_app *app)
{
    size_t marked = ui_bulk_wanted(app) ? ui_marks_count(app) : 0;
    struct pk_buf title = { 0 };
    if (marked && ui_marks_table(app) != PK_ACTIVITIES) {
        pk_buf_printf(&title, ngettext("Change %zu marked record",
                                       "Change %zu marked records", marked),
                      marked);
    } else if (marked) {
        pk_buf_printf(&title, ngettext("Change %zu marked activity",
                                       "Change %zu marked activities", marked),
                      marked);
    } else {
        pk_buf_str(&title, _("Change the row"));
    }
    ui_picker_begin(app, pk_buf_text(&title));
    add_fields(app, table_of(app));
    ui_picker_add(app, _("Another field, or several at once…"), "change write");
    ui_picker_open(app, NULL);
    pk_buf_dispose(&title);
    return UI_DRAW;
}

/* ---- what it is to hold ---- */

/* What a command line cannot hold, for its quotes, can be written all the same. */
static size_t add_value(struct ui_app *app, const struct pk_field *field, const char *label,
                        const char *value)
{
    struct pk_buf line = { 0 };
    bool holds = !strchr(value, '"');
    if (holds) {
        pk_buf_printf(&line, "set \"%s=%s\"", field->name, value);
        ui_picker_add(app, label, pk_buf_text(&line));
    }
    pk_buf_dispose(&line);
    return holds;
}

static size_t add_choices(struct ui_app *app, const struct pk_field *field)
{
    size_t count = 0;
    for (; field->choices[count].name; count++) {
        add_value(app, field, _(field->choices[count].label), field->choices[count].name);
    }
    return count;
}

static size_t add_roles(struct ui_app *app, const struct pk_field *field)
{
    struct pk_roles roles;
    size_t count = 0;
    pk_roles_make(&roles, app->plan);
    for (size_t i = 0; i < roles.count; i++) {
        count += add_value(app, field, roles.items[i].name, roles.items[i].name);
    }
    pk_roles_dispose(&roles);
    return count;
}

static size_t add_records(struct ui_app *app, const struct pk_field *field)
{
    enum { RECORDS_MOST = 2000 };
    size_t count = 0;
    for (int table = 0; table < PK_TABLES; table++) {
        size_t there = field->refers_to >> table & 1
                           ? pk_plan_count(app->plan, (enum pk_table)table) : 0;
        for (size_t i = 0; i < there && there <= RECORDS_MOST; i++) {
            const struct pk_record *record = pk_plan_at(app->plan, (enum pk_table)table, i);
            struct pk_buf label = { 0 };
            ui_record_label(&label, app->plan, record);
            count += add_value(app, field, pk_buf_text(&label), record->text[0]);
            pk_buf_dispose(&label);
        }
    }
    return count;
}

/* Steps from what each row holds. */
static size_t add_steps(struct ui_app *app, enum pk_table table)
{
    static const struct {
        const char *label, *line;
    } steps[] = {
        { N_("A week later than now"), "shift +1w" },
        { N_("Two weeks later than now"), "shift +2w" },
        { N_("A month later than now"), "shift +1m" },
        { N_("A week earlier than now"), "shift -1w" },
    };
    size_t count = sizeof steps / sizeof steps[0];
    for (size_t i = 0; table == PK_ACTIVITIES && i < count; i++) {
        ui_picker_add(app, _(steps[i].label), steps[i].line);
    }
    return table == PK_ACTIVITIES ? count : 0;
}

static size_t add_values(struct ui_app *app, const struct pk_field *field)
{
    switch (field->type) {
    case PK_TYPE_CHOICE: return add_choices(app, field);
    case PK_TYPE_ROLES: return add_roles(app, field);
    case PK_TYPE_REF:
    case PK_TYPE_SHARES: return add_records(app, field);
    case PK_TYPE_DUE: return add_steps(app, table_of(app));
    default: return 0;
    }
}

unsigned ui_changing_field(struct ui_app *app, const char *name)
{
    const struct pk_field *field = field_of(app, name);
    struct pk_buf line = { 0 };
    if (!field) {
        return ui_changing_write(app, name);
    }
    ui_picker_begin(app, _(field->label));
    if (!add_values(app, field)) {
        return ui_changing_write(app, name);
    }
    if (field->type != PK_TYPE_CHOICE) {
        pk_buf_printf(&line, "change %s write", field->name);
        ui_picker_add(app, field->type == PK_TYPE_DUE ? _("Another deadline…") : _("Another…"),
                      pk_buf_text(&line));
    }
    if (field->type != PK_TYPE_CHOICE && !field->required) {
        add_value(app, field, _("Leave it empty"), "");
    }
    ui_picker_open(app, NULL);
    pk_buf_dispose(&line);
    return UI_DRAW;
}

unsigned ui_changing_write(struct ui_app *app, const char *name)
{
    app->prompt.field = name ? field_of(app, name) : NULL;
    if (name && !app->prompt.field) {
        ui_say(app, _("there is no field \"%s\" to change"), name);
        return UI_DRAW;
    }
    ui_prompt_open(app, app->prompt.field ? UI_ASK_VALUE : UI_ASK_CHANGE, "");
    return UI_DRAW;
}

const char *ui_changing_hint(const struct pk_field *field)
{
    switch (field->type) {
    case PK_TYPE_DUE:
        return _("31.8., August, Q3, ongoing; +7d is seven days from today");
    case PK_TYPE_DAY: return _("31.8., Fri; +7d is seven days from today");
    case PK_TYPE_MONEY: return _("5000, 12 500, 5 tis.");
    case PK_TYPE_SHARES: return _("one source, or shares of the cost: osv:10000; grant:5000");
    case PK_TYPE_ROLES: return _("one role or several, parted by semicolons");
    default: return "";
    }
}

/* ---- what was written ---- */

/* By its label, as complaints name it, unless a column of the file itself is called so. */
static const char *called(const struct ui_app *app, const struct pk_field *field)
{
    enum pk_table table = table_of(app);
    const char *label = _(field->label);
    for (int i = 0; i < pk_plan_extra_count(app->plan, table); i++) {
        if (strcmp(pk_plan_extra_name(app->plan, table, i), label) == 0) {
            return field->name;
        }
    }
    return pk_schema_field(table, pk_schema_field_called(table, label)) == field ? label
                                                                                 : field->name;
}

static unsigned set_one(struct ui_app *app, const struct pk_assignment *assignment)
{
    struct pk_change change;
    struct pk_diag diag;
    pk_change_init(&change);
    enum pk_err err =
        pk_edit_set(&change, app->plan, ui_target(app), assignment, 1, app->options->today, &diag);
    if (err) {
        ui_complain(app, &diag);
    } else {
        ui_commit(app, &change);
    }
    pk_change_dispose(&change);
    return UI_DRAW;
}

unsigned ui_changing_value(struct ui_app *app, const char *typed)
{
    const struct pk_field *field = app->prompt.field;
    if (!field || !typed[strspn(typed, " ")]) {
        return UI_DRAW;
    }
    struct pk_assignment assignment = { called(app, field), typed };
    if (ui_bulk_wanted(app)) {
        return ui_bulk_set(app, &assignment, 1);
    }
    return ui_target(app) ? set_one(app, &assignment) : UI_DRAW;
}

unsigned ui_changing_words(struct ui_app *app, const char *typed)
{
    struct pk_buf line = { 0 };
    if (!typed[strspn(typed, " ")]) {
        return UI_DRAW;
    }
    pk_buf_printf(&line, "set %s", typed);
    unsigned stale = ui_command_run(app, pk_buf_text(&line));
    pk_buf_dispose(&line);
    return stale;
}
