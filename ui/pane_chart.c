#include "config.h"

#include "planek/chart.h"

#include <stdlib.h>
#include <string.h>

#include "planek/config.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "ui/app.h"
#include "ui/commands.h"
#include "ui/links.h"
#include "ui/marks.h"
#include "ui/since.h"
#include "ui/span.h"
#include "ui/titlebar.h"
#include "ui/views.h"
#include "ui/wrap.h"

/* Something about the row waits for a decision. */
static void put_waiting_mark(const struct ui_app *app, struct pk_grid *grid, int x, int y,
                             const struct pk_record *record)
{
    if (ui_waiting_about(&app->waiting, record)) {
        pk_grid_put(grid, x, y, 1, PK_ROLE_LATE, "?");
    }
}

/* Something typed about the row is not saved. */
static void put_draft_mark(const struct ui_app *app, struct pk_grid *grid, int x, int y,
                           const struct pk_record *record)
{
    if (ui_forms_has_draft(app, record)) {
        pk_grid_glyph(grid, x, y, PK_ROLE_KEY, "…", '~');
    }
}

/* The part of a title, shown from x on and perhaps cut, that was looked for.  The selected row stays
 * lit in one piece. */
static void put_hit(const struct ui_app *app, struct pk_grid *grid, struct pk_rect place,
                    const struct pk_record *record)
{
    const char *title = pk_record_title(record);
    size_t from, to;
    if (!ui_search_lit(&app->outline.search, title, &from, &to)) {
        return;
    }
    char *before = pk_strndup(title, from), *with = pk_strndup(title, to);
    int x = pk_grid_width(grid, before), end = pk_grid_width(grid, with);
    end = end < place.width ? end : place.width;
    if (x < end) {
        pk_grid_paint(grid, (struct pk_rect){ place.x + x, place.y, end - x, 1 }, PK_ROLE_KEY);
    }
    free(before);
    free(with);
}

static void put_goal_hit(const struct ui_app *app, struct pk_grid *grid, int y,
                         const struct pk_chart *chart, const struct pk_chart_group *goal)
{
    struct pk_buf number = { 0 };
    pk_buf_printf(&number, "%d ", goal->number);
    int x = chart->goal_x + (int)number.len, end = chart->cost_x - 1;
    if (goal->group->goal) {
        put_hit(app, grid, (struct pk_rect){ x, y, end - x, 1 }, &goal->group->goal->record);
    }
    pk_buf_dispose(&number);
}

static void put_row(const struct ui_app *app, struct pk_grid *grid, int y,
                    const struct pk_chart *chart, size_t index)
{
    const struct ui_outline *outline = &app->outline;
    const struct ui_row *row = &outline->rows[index];
    bool lit = index == outline->list.cursor;
    if (row->activity) {
        pk_chart_activity_since(grid, y, chart, row->activity, lit,
                                ui_since_was_due(app, row->activity));
        put_waiting_mark(app, grid, chart->mark_x - 1, y, &row->activity->record);
        put_draft_mark(app, grid, chart->mark_x + 1, y, &row->activity->record);
        ui_since_put(app, grid, y, chart, row->activity);
        ui_marks_put(app, grid, y, chart, row->activity);
        if (!lit) {
            put_hit(app, grid, (struct pk_rect){ chart->title_x, y, chart->title_cells, 1 },
                    &row->activity->record);
        }
        return;
    }
    const struct pk_group *group = &outline->groups[row->group];
    struct pk_chart_group goal = {
        .group = group,
        .number = (int)row->group + 1,
        .planned = app->money.all.goals[row->group].planned,
        .folded = ui_outline_folded(outline, group->goal),
        .summary = &app->money.tallies[row->group].line,
    };
    goal.since = ui_since_of_group(app, row->group, goal.folded);
    pk_chart_goal(grid, y, chart, &goal);
    if (group->count == 0 && !goal.since.gone) {
        ui_views_hint(grid, y, chart);
    }
    ui_since_put_gone(app, grid, y, chart, row->group);
    if (group->goal) {
        put_draft_mark(app, grid, chart->goal_x - 1, y, &group->goal->record);
        put_waiting_mark(app, grid, chart->goal_x - 1, y, &group->goal->record);
    }
    if (lit) {
        int end = chart->cost_cells ? chart->cost_x + chart->cost_cells
                                    : chart->due_x + chart->due_cells;
        struct pk_rect rect = { chart->goal_x, y, end - chart->goal_x, 1 };
        pk_grid_glyph(grid, chart->x, y, PK_ROLE_TEXT, "›", '>');
        pk_grid_paint(grid, rect, PK_ROLE_SELECTED);
    } else {
        put_goal_hit(app, grid, y, chart, &goal);
    }
}

/* The cells from there up to a blank before the next heading. */
static int room_beside(const struct pk_grid *grid, int x, int y)
{
    int end = x;
    while (end < grid->width && grid->cells[y * grid->width + end].glyph[0] == ' ') {
        end++;
    }
    return end > x ? end - x - 1 : 0;
}

/* "3 of 25: late" in place of the heading, as long as not all is shown as in the plan.  What has no
 * room there whole stands in the title bar, too, if that has. */
static void put_banner(const struct ui_app *app, struct pk_grid *grid, int y,
                       const struct pk_chart *chart)
{
    struct pk_buf text = { 0 };
    int cells = chart->title_x + chart->title_cells - chart->x - 1;
    int most = cells + room_beside(grid, chart->x + 1 + cells, y);
    if (ui_views_banner(app, &text, most)) {
        bool fits = pk_grid_width(grid, pk_buf_text(&text)) <= most;
        pk_grid_fill(grid, (struct pk_rect){ chart->x, y, cells + 1, 1 }, PK_ROLE_HEADING);
        pk_grid_put_cut(grid, chart->x + 1, y, most, PK_ROLE_LATE, pk_buf_text(&text));
        if (!fits) {
            ui_titlebar_add(grid, app->layout.title, pk_buf_text(&text));
        }
    }
    pk_buf_dispose(&text);
}

static void put_nothing(const struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct pk_rect inner = { rect.x + 3, rect.y + 1, rect.width - 6, rect.height - 1 };
    ui_text_put(grid, inner, PK_ROLE_DIM, ui_views_nothing(app), 0);
}

/* Laying out looks at many rows of a large plan, so it is done only when something changed. */
static const struct pk_chart *lay_out(struct ui_app *app, struct pk_rect rect)
{
    struct pk_chart *chart = &app->chart;
    struct pk_scale scale = ui_span_scale(app, rect.width);
    if (app->chart_stale || chart->x != rect.x || chart->width != rect.width) {
        pk_chart_layout(chart, app->plan, app->options->today, rect.x, rect.width, scale.from,
                        scale.to);
        pk_chart_flatten(chart, app->outline.order);
    }
    app->chart_stale = false;
    chart->fine = !app->ascii && app->options->config &&
                  app->options->config->glyphs == PK_GLYPHS_FINE;
    pk_chart_show(chart, ui_span_scale(app, chart->line_cells));
    return chart;
}

static void draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    const struct pk_chart *chart = lay_out(app, rect);
    struct ui_list *list = &app->outline.list;
    int heading = pk_chart_heading(grid, rect.y, chart);
    put_banner(app, grid, rect.y + heading - 1, chart);
    struct pk_rect rows = { rect.x, rect.y + heading, rect.width, rect.height - heading };
    if (list->count == 0) {
        put_nothing(app, grid, rows);
    }
    ui_list_fit(list, (size_t)rows.height);
    ui_mouse_rows(app, rows, list);
    for (size_t i = 0; i < list->height && list->top + i < list->count; i++) {
        put_row(app, grid, rows.y + (int)i, chart, list->top + i);
    }
    ui_links_put(app, grid, rows, chart);
}

static void fold(struct ui_app *app, const struct pk_goal *goal, bool folded)
{
    ui_outline_fold(&app->outline, goal, folded);
    ui_app_rearrange(app);
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

/* Where goals have no rows only time scrolls: there is nothing to fold. */
static unsigned move_aside(struct ui_app *app, int direction)
{
    return ui_span_scroll(app, direction) ? UI_DRAW : ui_command_run(app, "fold");
}

static unsigned move(struct ui_app *app, enum ui_motion motion)
{
    bool aside = motion == UI_MOVE_LEFT || motion == UI_MOVE_RIGHT;
    if (aside && app->outline.order != PK_ORDER_PLAN) {
        return move_aside(app, motion == UI_MOVE_LEFT ? -1 : 1);
    }
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
