/* Each collects a change through edit.h and commits it. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/edit.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "ui/app.h"
#include "ui/commands.h"
#include "ui/edit.h"
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
        ui_say(app, "%s", _("there is nothing under the cursor; a adds an activity"));
        return UI_DRAW;
    }
    if (ui_app_writable(app, (enum pk_table)record->table)) {
        ui_form_open(app, (enum pk_table)record->table, record);
    }
    return UI_DRAW;
}

static unsigned add(struct ui_app *app, int argc, const char *const *argv)
{
    int table = app->below.focus == UI_ON_BUDGET ? PK_SOURCES : PK_ACTIVITIES;
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
    struct pk_change change;
    struct pk_diag diag;
    pk_change_init(&change);
    enum pk_err err = pk_edit_count(&change, app->plan, ui_target_activity(app), (int)by, &diag);
    return finish(app, &change, err, &diag);
}

static unsigned shift(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc;
    struct pk_change change;
    struct pk_diag diag;
    pk_change_init(&change);
    enum pk_err err = pk_edit_shift(&change, app->plan, ui_target_activity(app), argv[0], &diag);
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
    struct pk_change change;
    struct pk_diag diag;
    pk_change_init(&change);
    enum pk_err err = pk_edit_step(&change, app->plan, ui_target(app), is_up ? -1 : 1, &diag);
    return finish(app, &change, err, &diag);
}

/* "move after 4.1", "move 4.1", "move first"; an activity may go behind a goal: to its start. */
static unsigned move(struct ui_app *app, int argc, const char *const *argv)
{
    const struct pk_record *record = ui_target(app), *after = NULL;
    const char *place = argv[argc - 1];
    struct pk_diag diag;
    struct pk_change change;
    if (argc == 2 && strcmp(argv[0], "after") != 0) {
        ui_say(app, "%s", _("write it as: move after 4.1"));
        return UI_DRAW;
    }
    enum pk_err err = PK_OK;
    if (strcmp(place, "first") != 0) {
        enum pk_table table = (enum pk_table)record->table;
        err = pk_plan_resolve(app->plan, table, place, &after, &diag);
        if (err && table == PK_ACTIVITIES &&
            pk_plan_resolve(app->plan, PK_GOALS, place, &after, NULL) == PK_OK) {
            err = PK_OK;
        }
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
    pk_change_init(&change);
    enum pk_err err =
        count ? pk_edit_set(&change, app->plan, ui_target(app), assignments, count,
                            app->options->today, &diag)
              : pk_fail(&diag, PK_ERR_USAGE, _("write it as: set field=value"));
    unsigned stale = finish(app, &change, err, &diag);
    for (int i = 0; i < argc; i++) {
        pk_buf_dispose(&texts[i]);
    }
    return stale;
}

static unsigned undo(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    ui_undo(app);
    return UI_DRAW;
}

static unsigned redo(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    ui_redo(app);
    return UI_DRAW;
}

const struct ui_command ui_commands_edit[] = {
    { "edit", N_("[TABLE/ID]"), N_("Edit the row"), 0, 0, 1, edit },
    { "add", N_("[TABLE]"), N_("Add an activity"), 0, 0, 1, add },
    { "done", "", N_("Done, and back"), UI_ACTIVITY | UI_WRITE, 0, 0, done },
    { "count", N_("NUMBER"), N_("Count what is done"), UI_ACTIVITY | UI_WRITE, 1, 1, count },
    { "shift", "+1d|-1w|+1m", N_("Move the deadline"), UI_ACTIVITY | UI_WRITE, 1, 1, shift },
    { "step", "up|down", N_("Move the row up or down"), UI_ROW | UI_WRITE, 1, 1, step },
    { "move", N_("after NUMBER|first"), N_("Move the row elsewhere"), UI_ROW | UI_WRITE, 1, 2,
      move },
    { "remove", "", N_("Delete the row"), UI_ROW | UI_WRITE, 0, 0, remove_row },
    { "set", N_("FIELD=VALUE…"), N_("Set fields of the row"), UI_ROW | UI_WRITE, 1,
      UI_ARGUMENTS_MAX, set },
    { "undo", "", N_("Undo"), UI_WRITE, 0, 0, undo },
    { "redo", "", N_("Do again what was undone"), UI_WRITE, 0, 0, redo },
    { 0 },
};
