#include "config.h"

#include "ui/explain.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "ui/app.h"
#include "ui/budgetlines.h"

void ui_explain_dispose(struct ui_explain *explain)
{
    pk_budget_rows_dispose(&explain->rows);
    free(explain->source);
    free(explain->goal);
    *explain = (struct ui_explain){ 0 };
}

/* What is free or left does not hang on a filter. */
static bool is_filtered(const struct ui_app *app, enum pk_figure figure)
{
    return app->money.narrowed && (figure == PK_FIGURE_PLANNED || figure == PK_FIGURE_COMMITTED ||
                                   figure == PK_FIGURE_SPENT);
}

static void make(struct ui_app *app)
{
    struct ui_explain *explain = &app->explain;
    explain->of.source = explain->source;
    explain->filtered = is_filtered(app, explain->of.figure);
    pk_budget_rows_dispose(&explain->rows);
    pk_budget_rows_make(&explain->rows, app->plan,
                        explain->filtered ? app->outline.filter : NULL, &explain->of);
    ui_since_explain(app);
    explain->list.count = explain->rows.count + app->since.explained.gone_count;
    if (explain->list.cursor >= explain->list.count) {
        explain->list.cursor = explain->list.count ? explain->list.count - 1 : 0;
    }
}

void ui_explain_open(struct ui_app *app)
{
    struct ui_explain *explain = &app->explain;
    const struct pk_record *row = ui_budget_record(app);
    ui_explain_dispose(explain);
    explain->of = ui_budget_figure(app);
    explain->source = explain->of.source ? pk_strdup(explain->of.source) : NULL;
    explain->goal = explain->of.of_goal && row ? pk_strdup(row->text[0]) : NULL;
    make(app);
    ui_app_open(app, &ui_pane_explain);
}

void ui_explain_turn(struct ui_app *app)
{
    struct ui_explain *explain = &app->explain;
    explain->of.figure = ui_budget_next_figure(app, explain->of.figure);
    explain->list = (struct ui_list){ 0 };
    explain->top = 0;
    if (app->below.view != UI_BY_MONTH) {
        app->below.figure = explain->of.figure;
    }
    make(app);
}

/* The goals may stand in another order, or the goal may be gone. */
static bool find_goal(struct ui_app *app)
{
    struct ui_explain *explain = &app->explain;
    const struct pk_group *groups;
    if (!explain->of.of_goal) {
        return true;
    }
    size_t count = pk_plan_groups(app->plan, &groups);
    const struct pk_goal *goal = explain->goal ? pk_plan_goal(app->plan, explain->goal) : NULL;
    explain->of.group = goal ? goal->record.place : count - 1;
    return goal || !explain->goal;
}

void ui_explain_renew(struct ui_app *app)
{
    if (!ui_app_has(app, &ui_pane_explain)) {
        return;
    }
    if (find_goal(app)) {
        make(app);
    } else {
        ui_app_drop(app, &ui_pane_explain);
        ui_explain_dispose(&app->explain);
    }
}
