#include "config.h"

#include "ui/target.h"

static const struct pk_record *source_under_cursor(const struct ui_app *app)
{
    size_t at = app->below.sources.cursor;
    if (at >= app->money.all.source_count) {
        return NULL;
    }
    const char *id = app->money.all.sources[at].id;
    return pk_plan_find(app->plan, PK_SOURCES, id);
}

const struct pk_record *ui_target(const struct ui_app *app)
{
    if (app->below.focus == UI_ON_BUDGET && !app->below.per_goal) {
        return source_under_cursor(app);
    }
    return ui_outline_record(&app->outline);
}

const struct pk_activity *ui_target_activity(const struct ui_app *app)
{
    const struct pk_record *record = ui_target(app);
    return record && record->table == PK_ACTIVITIES ? (const struct pk_activity *)record : NULL;
}
