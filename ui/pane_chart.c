#include "config.h"

#include "planek/chart.h"

#include <string.h>

#include "planek/i18n.h"
#include "ui/app.h"
#include "ui/span.h"
#include "ui/wrap.h"

/* Something about the row waits for a decision. */
static void put_waiting_mark(const struct ui_app *app, struct pk_grid *grid, int x, int y,
                             const struct pk_record *record)
{
    if (ui_waiting_about(&app->waiting, record)) {
        pk_grid_put(grid, x, y, 1, PK_ROLE_LATE, "?");
    }
}

static void put_row(const struct ui_app *app, struct pk_grid *grid, int y,
                    const struct pk_chart *chart, size_t index)
{
    const struct ui_outline *outline = &app->outline;
    const struct ui_row *row = &outline->rows[index];
    bool lit = index == outline->list.cursor;
    if (row->activity) {
        pk_chart_activity(grid, y, chart, row->activity, lit);
        put_waiting_mark(app, grid, chart->mark_x - 1, y, &row->activity->record);
        return;
    }
    const struct pk_group *group = &outline->groups[row->group];
    pk_chart_goal(grid, y, chart, group, (int)row->group + 1,
                  app->money.all.goals[row->group].planned,
                  ui_outline_folded(outline, group->goal));
    if (group->goal) {
        put_waiting_mark(app, grid, chart->goal_x - 1, y, &group->goal->record);
    }
    if (lit) {
        int end = chart->cost_cells ? chart->cost_x + chart->cost_cells
                                    : chart->due_x + chart->due_cells;
        struct pk_rect rect = { chart->goal_x, y, end - chart->goal_x, 1 };
        pk_grid_glyph(grid, chart->x, y, PK_ROLE_TEXT, "›", '>');
        pk_grid_paint(grid, rect, PK_ROLE_SELECTED);
    }
}

/* "3 of 25: late" in place of the heading, as long as a filter is on. */
static void put_banner(const struct ui_app *app, struct pk_grid *grid, int y,
                       const struct pk_chart *chart)
{
    struct pk_buf text = { 0 };
    int cells = chart->title_x + chart->title_cells - chart->x - 1;
    pk_buf_printf(&text, _("%zu of %zu: %s"), app->outline.shown,
                  pk_plan_count(app->plan, PK_ACTIVITIES), app->outline.filter_text);
    pk_grid_fill(grid, (struct pk_rect){ chart->x, y, cells, 1 }, PK_ROLE_HEADING);
    pk_grid_put_cut(grid, chart->x + 1, y, cells, PK_ROLE_LATE, pk_buf_text(&text));
    pk_buf_dispose(&text);
}

static void put_nothing(const struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct pk_rect inner = { rect.x + 3, rect.y + 1, rect.width - 6, rect.height - 1 };
    ui_text_put(grid, inner, PK_ROLE_DIM,
                app->outline.filter_text
                    ? _("No activity matches the filter.  Esc shows all, f changes it.")
                    : _("The plan is empty.  A adds a goal, a an activity."),
                0);
}

/* Laying out looks at many rows of a large plan, so it is done only when something changed. */
static const struct pk_chart *lay_out(struct ui_app *app, struct pk_rect rect)
{
    struct pk_chart *chart = &app->chart;
    struct pk_scale scale = ui_span_scale(app, rect.width);
    if (app->chart_stale || chart->x != rect.x || chart->width != rect.width) {
        pk_chart_layout(chart, app->plan, app->options->today, rect.x, rect.width, scale.from,
                        scale.to);
    }
    app->chart_stale = false;
    chart->scale.from = scale.from;
    chart->scale.to = scale.to;
    return chart;
}

static void draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    const struct pk_chart *chart = lay_out(app, rect);
    struct ui_list *list = &app->outline.list;
    pk_chart_heading(grid, rect.y, chart);
    if (app->outline.filter_text) {
        put_banner(app, grid, rect.y, chart);
    }
    struct pk_rect rows = { rect.x, rect.y + 1, rect.width, rect.height - 1 };
    if (list->count == 0) {
        put_nothing(app, grid, rows);
    }
    ui_list_fit(list, (size_t)rows.height);
    for (size_t i = 0; i < list->height && list->top + i < list->count; i++) {
        put_row(app, grid, rows.y + (int)i, chart, list->top + i);
    }
}

static void fold(struct ui_app *app, const struct pk_goal *goal, bool folded)
{
    ui_outline_fold(&app->outline, goal, folded);
    ui_app_rebuild(app);
}

static void left(struct ui_app *app)
{
    const struct ui_row *row = ui_outline_row(&app->outline);
    if (row && row->activity) {
        ui_outline_to_goal(&app->outline);
    } else if (row) {
        fold(app, app->outline.groups[row->group].goal, true);
    }
}

static void right(struct ui_app *app)
{
    const struct ui_row *row = ui_outline_row(&app->outline);
    if (!row || row->activity) {
        return;
    }
    const struct pk_goal *goal = app->outline.groups[row->group].goal;
    if (ui_outline_folded(&app->outline, goal)) {
        fold(app, goal, false);
    } else {
        ui_list_move(&app->outline.list, UI_MOVE_DOWN);
    }
}

static unsigned move(struct ui_app *app, enum ui_motion motion)
{
    if (motion == UI_MOVE_LEFT && !ui_span_scroll(app, -1)) {
        left(app);
    } else if (motion == UI_MOVE_RIGHT && !ui_span_scroll(app, 1)) {
        right(app);
    } else {
        ui_list_move(&app->outline.list, motion);
    }
    return UI_DRAW;
}

const struct ui_pane ui_pane_chart = {
    .context = UI_IN_CHART,
    .draw = draw,
    .move = move,
};
