/* Each collects a change through edit.h and commits it. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/edit.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "ui/app.h"
#include "ui/bulk.h"
#include "ui/commands.h"
#include "ui/edit.h"
#include "ui/field.h"
#include "ui/step.h"
#include "ui/target.h"

/* Commits what was collected, or says why it could not be. */
static unsigned finish(struct ui_app *app, struct pk_change *change, enum pk_err err,
                       const struct pk_diag *diag)
{
    if (err) {
        ui_complain(app, diag);
    } else {
        ui_commit(app, change);
    }
    pk_change_dispose(change);
    return UI_DRAW;
}

/* The record named "TABLE/ID" or by an id or number of an activity or goal. */
static enum pk_err named(const struct ui_app *app, const char *name,
                         const struct pk_record **out, struct pk_diag *diag)
{
    const char *slash = strchr(name, '/');
    if (slash) {
        char *table_name = pk_strndup(name, (size_t)(slash - name));
        int table = pk_schema_find_table(table_name);
        free(table_name);
        if (table < 0 || !pk_schema((enum pk_table)table)->in_plan) {
            return pk_fail(diag, PK_ERR_USAGE, _("there is no table \"%.*s\""),
                           (int)(slash - name), name);
        }
        return pk_plan_resolve(app->plan, (enum pk_table)table, slash + 1, out, diag);
    }
    if (pk_plan_resolve(app->plan, PK_GOALS, name, out, NULL) == PK_OK) {
        return PK_OK;
    }
    return pk_plan_resolve(app->plan, PK_ACTIVITIES, name, out, diag);
}

static unsigned edit(struct ui_app *app, int argc, const char *const *argv)
{
    struct pk_diag diag;
    const struct pk_record *record = ui_target(app);
    if (argc && named(app, argv[0], &record, &diag)) {
        ui_complain(app, &diag);
        return UI_DRAW;
    }
    if (!record) {
        ui_say(app, "%s",
               ui_table_shown(app) ? _("there is nothing under the cursor; a adds a record")
                                   : _("there is nothing under the cursor; a adds an activity"));
        return UI_DRAW;
    }
    if (ui_app_writable(app, (enum pk_table)record->table)) {
        ui_form_open(app, (enum pk_table)record->table, record);
    }
    return UI_DRAW;
}

static unsigned add(struct ui_app *app, int argc, const char *const *argv)
{
    int table = ui_target_table(app);
    if (argc) {
        table = pk_schema_find_table(argv[0]);
    }
    if (table < 0 || !pk_schema((enum pk_table)table)->in_plan) {
        ui_say(app, _("there is no table \"%s\""), argv[0]);
    } else if (ui_app_writable(app, (enum pk_table)table)) {
        ui_form_open(app, (enum pk_table)table, NULL);
    }
    return UI_DRAW;
}

static unsigned done(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    if (ui_bulk_wanted(app)) {
        return ui_bulk_done(app);
    }
    struct pk_change change;
    struct pk_diag diag;
    pk_change_init(&change);
    enum pk_err err = pk_edit_toggle_done(&change, app->plan, ui_target_activity(app), &diag);
    return finish(app, &change, err, &diag);
}

static unsigned count(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc;
    char *end;
    long by = strtol(argv[0], &end, 10);
    if (*end || end == argv[0] || by < -1000 || by > 1000) {
        ui_say(app, _("\"%s\" is no number from -1000 to 1000"), argv[0]);
        return UI_DRAW;
    }
    if (ui_bulk_wanted(app)) {
        return ui_bulk_count(app, (int)by);
    }
    struct pk_change change;
    struct pk_diag diag;
    pk_change_init(&change);
    enum pk_err err = pk_edit_count(&change, app->plan, ui_target_activity(app), (int)by, &diag);
    return finish(app, &change, err, &diag);
}

/* What no step moves can still be written anew. */
static void add_other_way(const struct ui_app *app, struct pk_diag *diag)
{
    enum pk_due_kind kind = ui_target_activity(app)->due.kind;
    if (kind == PK_DUE_MONTH || kind == PK_DUE_QUARTER || kind == PK_DUE_HALF) {
        struct pk_diag why = *diag;
        bool meeting = ui_context_holds(ui_app_pane(app)->context, UI_IN_MEETING);
        (void)pk_fail(diag, PK_ERR_USAGE,
                      meeting ? _("%s; t gives it another one") : _("%s; Enter changes it"),
                      why.text);
    }
}

static unsigned shift(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc;
    if (ui_bulk_wanted(app)) {
        return ui_bulk_shift(app, argv[0]);
    }
    struct pk_change change;
    struct pk_diag diag;
    pk_change_init(&change);
    enum pk_err err = pk_edit_shift(&change, app->plan, ui_target_activity(app), argv[0], &diag);
    if (err) {
        add_other_way(app, &diag);
    }
    return finish(app, &change, err, &diag);
}

static unsigned step(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc;
    bool is_up = strcmp(argv[0], "up") == 0;
    if (!is_up && strcmp(argv[0], "down") != 0) {
        ui_say(app, "%s", _("step up, or step down?"));
        return UI_DRAW;
    }
    if (!ui_app_covered(app) && app->below.focus == UI_ON_CHART &&
        app->outline.order != PK_ORDER_PLAN) {
        ui_say(app, _("rows stand %s here; O brings back the plan's order, where they can move"),
               pk_order_label(app->outline.order));
        return UI_DRAW;
    }
    int steps = app->count ? app->count : 1;
    return ui_step(app, is_up ? -steps : steps);
}

static void add_place(struct ui_app *app, const struct pk_record *record)
{
    struct pk_buf label = { 0 }, line = { 0 };
    ui_record_label(&label, app->plan, record);
    pk_buf_printf(&line, "move after %s", record->text[0]);
    ui_picker_add(app, pk_buf_text(&label), pk_buf_text(&line));
    pk_buf_dispose(&label);
    pk_buf_dispose(&line);
}

/* Goals with their activities, or only goals where there are too many of those, or where it is a
 * goal that moves; in other tables its records. */
static unsigned pick_place(struct ui_app *app, enum pk_table table)
{
    enum { PLACES_MOST = 2000 };
    const struct pk_group *groups;
    size_t count = pk_plan_groups(app->plan, &groups);
    bool activities = table == PK_ACTIVITIES;
    bool each = activities && pk_plan_count(app->plan, PK_ACTIVITIES) <= PLACES_MOST;
    ui_picker_begin(app, _("Move behind"));
    if (!activities) {
        ui_picker_add(app, _("To the first place"), "move first");
    }
    for (size_t i = 0; !activities && i < pk_plan_count(app->plan, table); i++) {
        add_place(app, pk_plan_at(app->plan, table, i));
    }
    for (size_t g = 0; activities && g < count; g++) {
        if (groups[g].goal) {
            add_place(app, &groups[g].goal->record);
        }
        for (size_t i = 0; each && i < groups[g].count; i++) {
            add_place(app, &groups[g].activities[i]->record);
        }
    }
    if (activities && !each) {
        ui_picker_add(app, _("Another row, by its number…"), "command \"move after \"");
    }
    ui_picker_open(app, NULL);
    return UI_DRAW;
}

/* A goal is a place for activities: the start of it. */
static enum pk_err find_place(const struct ui_app *app, enum pk_table table, const char *place,
                              const struct pk_record **after, struct pk_diag *diag)
{
    enum pk_err err = pk_plan_resolve(app->plan, table, place, after, diag);
    if (err && table == PK_ACTIVITIES &&
        pk_plan_resolve(app->plan, PK_GOALS, place, after, NULL) == PK_OK) {
        err = PK_OK;
    }
    return err;
}

/* "move after 4.1", "move 4.1", "move first"; an activity may go behind a goal: to its start. */
static unsigned move(struct ui_app *app, int argc, const char *const *argv)
{
    bool marked = ui_bulk_wanted(app);
    const struct pk_record *record = ui_target(app), *after = NULL;
    enum pk_table table = marked ? ui_marks_table(app) : (enum pk_table)record->table;
    if (argc == 0) {
        return pick_place(app, table);
    }
    const char *place = argv[argc - 1];
    bool first = strcmp(place, "first") == 0;
    struct pk_diag diag;
    struct pk_change change;
    if ((argc == 2 && strcmp(argv[0], "after") != 0) ||
        (marked && first && table == PK_ACTIVITIES)) {
        ui_say(app, "%s", _("write it as: move after 4.1"));
        return UI_DRAW;
    }
    enum pk_err err = first ? PK_OK : find_place(app, table, place, &after, &diag);
    if (marked && !err) {
        return ui_bulk_move(app, after);
    }
    pk_change_init(&change);
    if (!err) {
        err = pk_edit_move(&change, app->plan, record, after, &diag);
    }
    return finish(app, &change, err, &diag);
}

static unsigned remove_row(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    if (ui_bulk_wanted(app)) {
        return ui_bulk_remove(app);
    }
    struct pk_change change;
    struct pk_diag diag;
    pk_change_init(&change);
    enum pk_err err = pk_edit_remove(&change, app->plan, ui_target(app), &diag);
    return finish(app, &change, err, &diag);
}

/* Splits `cost=5 tis. due=31. 8.` at its field names: a word without = goes on with the value
 * before it, so that no quotes are needed.  Returns the number of assignments, which borrow from
 * the texts. */
static size_t take_assignments(struct pk_assignment *assignments, struct pk_buf *texts, int argc,
                               const char *const *argv)
{
    size_t count = 0;
    for (int i = 0; i < argc; i++) {
        if (strchr(argv[i], '=')) {
            pk_buf_str(&texts[count++], argv[i]);
        } else if (count) {
            pk_buf_printf(&texts[count - 1], " %s", argv[i]);
        }
    }
    for (size_t i = 0; i < count; i++) {
        char *equals = strchr(texts[i].data, '=');
        *equals = '\0';
        assignments[i] = (struct pk_assignment){ texts[i].data, equals + 1 };
    }
    return count;
}

static unsigned set(struct ui_app *app, int argc, const char *const *argv)
{
    struct pk_assignment assignments[UI_ARGUMENTS_MAX];
    struct pk_buf texts[UI_ARGUMENTS_MAX] = { { 0 } };
    struct pk_change change;
    struct pk_diag diag;
    size_t count = take_assignments(assignments, texts, argc, argv);
    unsigned stale;
    if (count == 0) {
        ui_say(app, "%s", _("write it as: set field=value"));
        stale = UI_DRAW;
    } else if (ui_bulk_wanted(app)) {
        stale = ui_bulk_set(app, assignments, count);
    } else {
        pk_change_init(&change);
        enum pk_err err = pk_edit_set(&change, app->plan, ui_target(app), assignments, count,
                                      app->options->today, &diag);
        stale = finish(app, &change, err, &diag);
    }
    for (int i = 0; i < argc; i++) {
        pk_buf_dispose(&texts[i]);
    }
    return stale;
}

/* The states as a list; that of the row is lit. */
static unsigned status(struct ui_app *app, int argc, const char *const *argv)
{
    const struct pk_choice *choices = pk_schema_field(PK_ACTIVITIES, PK_ACTIVITY_STATUS)->choices;
    const struct pk_activity *activity = ui_target_activity(app);
    struct pk_buf line = { 0 }, current = { 0 };
    if (argc) {
        pk_buf_printf(&line, "set status=%s", argv[0]);
        unsigned stale = ui_command_run(app, pk_buf_text(&line));
        pk_buf_dispose(&line);
        return stale;
    }
    ui_picker_begin(app, _("Status"));
    for (int i = 0; choices[i].name; i++) {
        pk_buf_cut(&line, 0);
        pk_buf_printf(&line, "set status=%s", choices[i].name);
        ui_picker_add(app, _(choices[i].label), pk_buf_text(&line));
        if (activity && !ui_bulk_wanted(app) && activity->status == i) {
            pk_buf_str(&current, pk_buf_text(&line));
        }
    }
    ui_picker_open(app, pk_buf_text(&current));
    pk_buf_dispose(&line);
    pk_buf_dispose(&current);
    return UI_DRAW;
}

static unsigned duplicate(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    struct pk_change change;
    const char *id;
    pk_change_init(&change);
    pk_edit_duplicate(&change, app->plan, ui_target_activity(app), &id);
    return finish(app, &change, PK_OK, NULL);
}

static unsigned undo(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    if (!ui_form_reopen(app)) {
        ui_undo(app);
    }
    return UI_DRAW;
}

static unsigned redo(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    ui_redo(app);
    return UI_DRAW;
}

static const char *nothing_to_undo(const struct ui_app *app)
{
    return app->undo.at == 0 && !ui_form_may_reopen(app) ? _("there is nothing to undo") : NULL;
}

static const char *nothing_to_redo(const struct ui_app *app)
{
    return app->undo.at == app->undo.count ? _("there is nothing to redo") : NULL;
}

const struct ui_command ui_commands_edit[] = {
    { "edit", N_("[TABLE/ID]"), N_("Edit the row"), 0, 0, 1, edit, .offer = ui_offer_records },
    { "add", N_("[TABLE]"), N_("Add an activity"), 0, 0, 1, add, .offer = ui_offer_tables },
    { "done", "", N_("Done, and back"), UI_ACTIVITY | UI_MARKED | UI_WRITE, 0, 0, done },
    { "status", "[proposed|planned|active|done|dropped]", N_("Status"),
      UI_ACTIVITY | UI_MARKED | UI_WRITE, 0, 1, status },
    { "duplicate", "", N_("Add a copy of the row"), UI_ACTIVITY | UI_WRITE, 0, 0, duplicate },
    { "count", N_("NUMBER"), N_("Count what is done"),
      UI_ACTIVITY | UI_MARKED | UI_WRITE | UI_COUNTED, 1, 1, count },
    { "shift", "+1d|-1w|+1m", N_("Move the deadline"),
      UI_ACTIVITY | UI_MARKED | UI_WRITE | UI_COUNTED, 1, 1, shift },
    { "step", "up|down", N_("Move the row up or down"), UI_ROW | UI_WRITE | UI_UNCOUNTED, 1, 1,
      step },
    { "move", N_("[after NUMBER|first]"), N_("Move the row elsewhere"),
      UI_ROW | UI_MARKED | UI_WRITE, 0, 2, move, .offer = ui_offer_places },
    { "remove", "", N_("Delete the row"), UI_ROW | UI_MARKED | UI_WRITE, 0, 0, remove_row },
    { "set", N_("FIELD=VALUE…"), N_("Set fields of the row"), UI_ROW | UI_MARKED | UI_WRITE, 1,
      UI_ARGUMENTS_MAX, set, .offer = ui_offer_fields },
    { "undo", "", N_("Undo"), UI_WRITE | UI_COUNTED, 0, 0, undo,
      .hindrance = nothing_to_undo },
    { "redo", "", N_("Redo"), UI_WRITE | UI_COUNTED, 0, 0, redo,
      .hindrance = nothing_to_redo },
    { 0 },
};
