#include "config.h"

#include "planek/edit.h"
#include "planek/i18n.h"
#include "ui/app.h"
#include "ui/bulk.h"
#include "ui/commands.h"
#include "ui/edit.h"
#include "ui/table.h"

/* Without a name: a list to choose one from. */
static unsigned table(struct ui_app *app, int argc, const char *const *argv)
{
    if (argc == 0) {
        ui_table_pick(app);
        return UI_DRAW;
    }
    int number = pk_schema_find_table(argv[0]);
    if (number < 0 || !*ui_table_about((enum pk_table)number)) {
        ui_say(app, _("there is no table \"%s\""), argv[0]);
    } else {
        ui_table_open(app, (enum pk_table)number);
    }
    return UI_DRAW;
}

/* A decision is settled, an order paid, an activity done; once more, and it is as it was. */
static unsigned done(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    const struct pk_record *record = ui_table_shown(app) ? ui_table_record(app) : NULL;
    struct pk_assignment set = { "status", "done" };
    struct pk_change change;
    struct pk_diag diag;
    if (record && record->table == PK_ACTIVITIES) {
        return ui_command_run(app, "done");
    }
    bool settles = record && (record->table == PK_SPENDING || record->table == PK_DECISIONS);
    if (settles && ui_bulk_wanted(app)) {
        return ui_bulk_settle(app);
    }
    if (record && record->table == PK_SPENDING) {
        bool ordered = ((const struct pk_spending *)record)->state == PK_ORDERED;
        set = (struct pk_assignment){ "state", ordered ? "paid" : "ordered" };
    } else if (record && record->table == PK_DECISIONS) {
        bool open = ((const struct pk_decision *)record)->status == PK_DECISION_OPEN;
        set.value = open ? "done" : "open";
    } else {
        ui_say(app, "%s", _("here nothing can be done or paid; Enter edits the record"));
        return UI_DRAW;
    }
    pk_change_init(&change);
    if (pk_edit_set(&change, app->plan, record, &set, 1, app->options->today, &diag)) {
        ui_complain(app, &diag);
    } else {
        ui_commit(app, &change);
    }
    pk_change_dispose(&change);
    return UI_DRAW;
}

static unsigned search(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    if (ui_app_pane(app) == &ui_pane_table) {
        ui_table_search(app);
    }
    return UI_DRAW;
}

static unsigned search_on(struct ui_app *app, int direction)
{
    if (ui_app_pane(app) == &ui_pane_table) {
        ui_table_search_on(app, direction);
    }
    return UI_DRAW;
}

static unsigned next(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    return search_on(app, 1);
}

static unsigned previous(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    return search_on(app, -1);
}

const struct ui_command ui_commands_table[] = {
    { "table", N_("[TABLE]"), N_("Tables: spending, decisions and others"), 0, 0, 1, table,
      .offer = ui_offer_tables },
    { "table-done", "", N_("Done, paid or settled, and back"), UI_SILENT | UI_ROW | UI_WRITE, 0,
      0, done },
    { "table-search", "", N_("Search in the table"), UI_SILENT, 0, 0, search },
    { "table-next", "", N_("Next hit"), UI_SILENT, 0, 0, next },
    { "table-previous", "", N_("Previous hit"), UI_SILENT, 0, 0, previous },
    { 0 },
};
