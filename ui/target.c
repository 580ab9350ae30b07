#include "config.h"

#include "ui/target.h"

#include "ui/budgetlines.h"

const struct pk_record *ui_target(const struct ui_app *app)
{
    if (ui_table_shown(app)) {
        return ui_table_record(app);
    }
    if (ui_meeting_in_front(app)) {
        return ui_meeting_record(app);
    }
    if (app->below.focus == UI_ON_BUDGET) {
        return ui_budget_record(app);
    }
    return ui_outline_record(&app->outline);
}

enum pk_table ui_target_table(const struct ui_app *app)
{
    if (ui_table_shown(app)) {
        return app->table.table;
    }
    return app->below.focus == UI_ON_BUDGET ? PK_SOURCES : PK_ACTIVITIES;
}

const struct pk_activity *ui_target_activity(const struct ui_app *app)
{
    const struct pk_record *record = ui_target(app);
    return record && record->table == PK_ACTIVITIES ? (const struct pk_activity *)record : NULL;
}
