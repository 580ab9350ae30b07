#include "config.h"

#include "ui/budgetlines.h"

#include <string.h>

#include "planek/i18n.h"
#include "ui/budgetcurve.h"
#include "ui/field.h"

enum { CURVE_LINES = 16 };

static bool has_limit(const struct pk_budget_source *source)
{
    return source->allocation != PK_NO_MONEY;
}

static bool has_focus(const struct ui_app *app)
{
    return app->below.focus == UI_ON_BUDGET;
}

/* A total says more than the sources do where several are used; who works with the figures has it
 * always. */
static bool has_total(const struct ui_app *app)
{
    return app->below.view == UI_BY_GOAL || app->money.sources_used > 1 ||
           (ui_money_sources(&app->money) > 1 && has_focus(app));
}

static size_t parts(const struct ui_app *app)
{
    return app->below.view == UI_BY_GOAL ? ui_money_goals(&app->money)
                                         : ui_money_sources(&app->money);
}

size_t ui_budget_rows(const struct ui_app *app)
{
    return parts(app) + has_total(app);
}

bool ui_budget_is_empty(const struct ui_app *app)
{
    const struct pk_budget *all = &app->money.all;
    return ui_money_sources(&app->money) == 0 && all->planned == 0 && all->spent == 0 &&
           all->committed == 0;
}

bool ui_budget_is_total(const struct ui_app *app, size_t row)
{
    return row >= parts(app);
}

static struct ui_budgetline tail_line(const struct ui_app *app, size_t number)
{
    const struct pk_budget *all = &app->money.all;
    bool ordered = all->committed && app->below.view == UI_BY_SOURCE;
    const struct ui_budgetline no_line = { UI_BUDGET_NO_LINE, ui_budget_rows(app) };
    if (has_total(app) && number-- == 0) {
        return (struct ui_budgetline){ UI_BUDGET_TOTAL, parts(app) };
    }
    if (has_total(app) && ordered && number-- == 0) {
        return (struct ui_budgetline){ UI_BUDGET_TOTAL_ORDERED, parts(app) };
    }
    if (all->counted_in && number-- == 0) {
        return (struct ui_budgetline){ UI_BUDGET_ELSEWHERE, no_line.row };
    }
    if ((all->not_set || all->faulty || all->faulty_spending) && number-- == 0) {
        return (struct ui_budgetline){ UI_BUDGET_OPEN, no_line.row };
    }
    return no_line;
}

/* The source whose lines that one is among. */
static size_t source_at(const struct ui_app *app, size_t line)
{
    size_t from = 0, to = ui_money_sources(&app->money);
    while (to - from > 1) {
        size_t middle = from + (to - from) / 2;
        if (app->money.first_line[middle] <= line) {
            from = middle;
        } else {
            to = middle;
        }
    }
    return from;
}

static struct ui_budgetline source_line(const struct ui_app *app, size_t number)
{
    static const enum ui_budgetkind kinds[] = { UI_BUDGET_PLANNED, UI_BUDGET_SPENT,
                                                UI_BUDGET_ORDERED };
    size_t row = source_at(app, number), line = number - app->money.first_line[row];
    const struct pk_budget_source *source = &app->money.all.sources[row];
    if (line == 1 && source->committed && ui_money_source_lines(source) == 2) {
        line = 2;
    }
    return (struct ui_budgetline){ kinds[line], row };
}

struct ui_budgetline ui_budget_line(const struct ui_app *app, int number)
{
    size_t line = (size_t)number;
    if (app->below.view == UI_BY_SOURCE) {
        size_t lines = app->money.first_line[app->money.all.source_count];
        return line < lines ? source_line(app, line) : tail_line(app, line - lines);
    }
    if (number == 0) {
        return (struct ui_budgetline){ UI_BUDGET_GOALS_HEAD, 0 };
    }
    if (line <= parts(app)) {
        return (struct ui_budgetline){ UI_BUDGET_GOAL, line - 1 };
    }
    return tail_line(app, line - 1 - parts(app));
}

int ui_budget_line_of(const struct ui_app *app, size_t row)
{
    size_t shown = row < parts(app) ? row : parts(app);
    if (app->below.view != UI_BY_SOURCE) {
        return (int)shown + 1;
    }
    size_t all = app->money.all.source_count;
    return (int)app->money.first_line[shown < parts(app) ? shown : all];
}

int ui_budget_lines(const struct ui_app *app)
{
    if (app->below.view == UI_BY_MONTH) {
        return ui_budget_is_empty(app) ? 0 : CURVE_LINES;
    }
    int lines = ui_budget_line_of(app, parts(app));
    while (ui_budget_line(app, lines).kind != UI_BUDGET_NO_LINE) {
        lines++;
    }
    return lines;
}

int ui_budget_wants(const struct ui_app *app, int width)
{
    bool hidden = width < UI_WIDE && app->below.activity_shown;
    bool wants = has_focus(app) || app->below.view != UI_BY_SOURCE;
    return wants && !hidden ? ui_budget_lines(app) : 0;
}

bool ui_budget_has(const struct ui_app *app, size_t row, enum pk_figure figure)
{
    bool goals = app->below.view == UI_BY_GOAL, total = ui_budget_is_total(app, row);
    const struct pk_budget *all = &app->money.all;
    const struct pk_budget_source *source = goals || total ? NULL : &all->sources[row];
    switch (figure) {
    case PK_FIGURE_ALLOCATION:
    case PK_FIGURE_FREE:
    case PK_FIGURE_LEFT: return source && has_limit(source);
    case PK_FIGURE_PLANNED: return true;
    case PK_FIGURE_COMMITTED: return (source ? source->committed : all->committed) != 0;
    case PK_FIGURE_SPENT: return !source || has_limit(source) || source->spent != 0;
    case PK_FIGURES: break;
    }
    return false;
}

enum pk_figure ui_budget_lit(const struct ui_app *app)
{
    const struct ui_below *below = &app->below;
    bool has = below->view != UI_BY_MONTH &&
               ui_budget_has(app, below->sources.cursor, below->figure);
    return has ? below->figure : PK_FIGURE_PLANNED;
}

/* As they are read: line by line. */
static const enum pk_figure reading[] = { PK_FIGURE_PLANNED, PK_FIGURE_FREE,
                                          PK_FIGURE_ALLOCATION, PK_FIGURE_SPENT,
                                          PK_FIGURE_LEFT, PK_FIGURE_COMMITTED };
/* Ordered stands between the others there. */
static const enum pk_figure reading_goals[] = { PK_FIGURE_PLANNED, PK_FIGURE_COMMITTED,
                                                PK_FIGURE_SPENT };

/* The one in that direction; PK_FIGURES where there is none. */
static enum pk_figure beside(const struct ui_app *app, enum pk_figure figure, int direction)
{
    bool goals = app->below.view == UI_BY_GOAL;
    const enum pk_figure *order = goals ? reading_goals : reading;
    int count = goals ? 3 : 6, at = 0;
    while (at < count && order[at] != figure) {
        at++;
    }
    for (at += direction; at >= 0 && at < count; at += direction) {
        if (ui_budget_has(app, app->below.sources.cursor, order[at])) {
            return order[at];
        }
    }
    return PK_FIGURES;
}

static void light(struct ui_app *app, int direction)
{
    enum pk_figure figure = beside(app, ui_budget_lit(app), direction);
    app->below.figure = figure == PK_FIGURES ? ui_budget_lit(app) : figure;
}

enum pk_figure ui_budget_next_figure(const struct ui_app *app, enum pk_figure figure)
{
    if (app->below.view == UI_BY_MONTH) {
        return figure == PK_FIGURE_PLANNED ? PK_FIGURE_SPENT : PK_FIGURE_PLANNED;
    }
    enum pk_figure next = beside(app, figure, 1);
    return next == PK_FIGURES ? PK_FIGURE_PLANNED : next;
}

void ui_budget_move(struct ui_app *app, enum ui_motion motion)
{
    struct ui_below *below = &app->below;
    bool sideways = motion == UI_MOVE_LEFT || motion == UI_MOVE_RIGHT;
    int direction = motion == UI_MOVE_RIGHT ? 1 : -1;
    if (!sideways) {
        below->sources.count = ui_budget_rows(app);
        ui_list_move(&below->sources, motion);
    } else if (below->view == UI_BY_MONTH) {
        int month = below->month + direction;
        below->month = month < 0 ? 0 : month < PK_MONTHS ? month : PK_MONTHS - 1;
    } else {
        light(app, direction);
    }
}

const struct pk_record *ui_budget_record(const struct ui_app *app)
{
    size_t row = app->below.sources.cursor;
    if (ui_budget_is_total(app, row)) {
        return NULL;
    }
    if (app->below.view == UI_BY_GOAL) {
        const struct pk_goal *goal = app->money.all.goals[row].goal;
        return goal ? &goal->record : NULL;
    }
    return pk_plan_find(app->plan, PK_SOURCES, app->money.all.sources[row].id);
}

void ui_budget_name(const struct ui_app *app, size_t row, struct pk_buf *out)
{
    const struct pk_budget *all = &app->money.all;
    if (ui_budget_is_total(app, row)) {
        pk_buf_str(out, _("Total"));
    } else if (app->below.view != UI_BY_GOAL) {
        const struct pk_budget_source *source = &all->sources[row];
        const char *name = *source->name ? source->name : source->id;
        pk_buf_str(out, *source->id ? name : _("(no source)"));
    } else if (all->goals[row].goal) {
        ui_record_label(out, app->plan, &all->goals[row].goal->record);
    } else {
        pk_buf_str(out, _("Without a goal"));
    }
}

struct pk_figure_of ui_budget_figure(const struct ui_app *app)
{
    size_t row = app->below.sources.cursor;
    bool total = ui_budget_is_total(app, row), goals = app->below.view == UI_BY_GOAL;
    bool months = app->below.view == UI_BY_MONTH && app->below.month + 1 < PK_MONTHS;
    return (struct pk_figure_of){
        .figure = ui_budget_lit(app),
        .up_to = months,
        .until = months ? ui_curve_month_end(app) : 0,
        .source = total || goals ? NULL : app->money.all.sources[row].id,
        .of_goal = goals && !total,
        .group = goals && !total ? row : 0,
    };
}
