/*  by source    Rozpočet OSV  planned  750 000  ██████████  100 %  free         0
 *                 750 000 Kč  spent    118 400  ██░░░░░░░░   16 %  left   631 600
 *                             ordered   20 000  ░░░░░░░░░░    3 %
 *  by goal      4 Online prostor   500 000  ██████░░░░   67 %   20 000   118 400
 *
 * Where a filter is on, an amount is two, "80 000 / 750 000", in the filter and in all; its bar is
 * that of the first.
 */
#include "config.h"

#include <string.h>

#include "planek/chart.h"
#include "planek/i18n.h"
#include "ui/budgetlines.h"
#include "ui/budgetremarks.h"

enum { NAME_SHORTEST = 6, NAME_LEAST = 13, NAME_MOST = 22, GOAL_MOST = 34 };
enum { AMOUNT_LEAST = 7, PERCENT = 6, LABEL = 10, GAP = 3, REST_LABEL = 7 };
enum { BAR_LEAST = 4, BAR_USUAL = 12, BAR_MOST = 40 };

/* Where things stand in every line, and what is lit there. */
struct drawing {
    const struct ui_app *app;
    struct pk_grid *grid;
    int x, y, width;
    int name, name_cells, label, amount, amount_cells, bar, bar_cells, percent;
    int ordered;               /* of goals; 0: not there */
    int rest, last, last_cells; /* a label, then the last amount */
    bool focus;
};

static int plain_cells(const struct ui_app *app)
{
    return app->money.cells > AMOUNT_LEAST ? app->money.cells : AMOUNT_LEAST;
}

/* Of goals they have headings. */
static int heading_cells(const struct drawing *d)
{
    int planned = pk_grid_width(d->grid, C_("money", "planned"));
    int ordered = pk_grid_width(d->grid, C_("money", "ordered"));
    int spent = pk_grid_width(d->grid, C_("money", "spent"));
    int widest = planned > ordered ? planned : ordered;
    return widest > spent ? widest : spent;
}

static int amount_cells(const struct ui_app *app)
{
    int cells = plain_cells(app);
    return app->money.narrowed ? cells + 3 + app->money.filtered_cells : cells;
}

/* Names give way first, then bars, then percents. */
static void lay_out(struct drawing *d, struct pk_rect rect)
{
    bool goals = d->app->below.view == UI_BY_GOAL;
    int label = goals ? 0 : LABEL, percent = PERCENT;
    int ordered = goals && d->app->money.all.committed ? d->amount_cells + 2 : 0;
    int rest = goals ? 0 : REST_LABEL;
    int most = goals ? GOAL_MOST : NAME_MOST;
    int room = rect.width - 2 - label - d->amount_cells - ordered - GAP - rest - d->last_cells - 1;
    int least = goals ? NAME_SHORTEST : plain_cells(d->app) + 3; /* "750 000 Kč" */
    if (room - percent < least + 1) {
        percent = 0;
    }
    room -= percent;
    int name = room - BAR_USUAL;
    name = name < NAME_LEAST ? NAME_LEAST : name > most ? most : name;
    if (room - name < BAR_LEAST + 1) {
        name = room - 1 > least ? room - 1 : least;
    }
    int bar = room - name - 1;
    if (goals && bar < BAR_LEAST) {
        name += bar + percent;
        bar = percent = 0;
    }
    d->name = rect.x + 1;
    d->name_cells = name;
    d->label = d->name + name + 1;
    d->amount = d->label + label;
    d->bar = d->amount + d->amount_cells + 1;
    d->bar_cells = bar < BAR_LEAST ? 0 : bar > BAR_MOST ? BAR_MOST : bar;
    d->percent = percent ? d->bar + d->bar_cells : 0;
    int end = d->bar + d->bar_cells + percent;
    d->ordered = ordered ? end + 2 : 0;
    d->rest = end + ordered + GAP;
    d->last = d->rest + rest;
}

static void add_amount(struct pk_buf *out, pk_money amount, pk_money filtered)
{
    if (filtered != PK_NO_MONEY) {
        pk_money_format(out, filtered);
        pk_buf_str(out, " / ");
    }
    pk_money_format(out, amount);
}

static bool is_lit(const struct drawing *d, size_t row, enum pk_figure figure)
{
    return d->focus && row == d->app->below.sources.cursor && figure == ui_budget_lit(d->app);
}

struct figure {
    size_t row;
    enum pk_figure which;
    pk_money amount, filtered;
};

/* Before a figure that is another one than at the point of comparison. */
static void put_moved(const struct drawing *d, int x, const struct figure *figure)
{
    pk_money then;
    if (ui_since_moved(d->app, figure->row, figure->which, &then)) {
        pk_grid_put(d->grid, x, d->y, 1, PK_ROLE_TODAY, "~");
    }
}

static void put_figure(const struct drawing *d, int x, int cells, enum pk_role role,
                       const struct figure *figure)
{
    struct pk_buf text = { 0 };
    bool lit = is_lit(d, figure->row, figure->which);
    pk_money filtered = d->app->money.narrowed ? figure->filtered : PK_NO_MONEY;
    add_amount(&text, figure->amount, filtered);
    pk_grid_put_right(d->grid, x, d->y, cells, lit ? PK_ROLE_SELECTED : role,
                      pk_buf_text(&text));
    put_moved(d, x + cells - pk_grid_width(d->grid, pk_buf_text(&text)) - 1, figure);
    pk_buf_dispose(&text);
}

static void put_bar(const struct drawing *d, pk_money part, pk_money whole)
{
    struct pk_buf text = { 0 };
    pk_chart_bar(d->grid, d->bar, d->y, d->bar_cells, part, whole);
    pk_buf_printf(&text, "%d %%", pk_percent(part, whole));
    if (d->percent) {
        pk_grid_put_right(d->grid, d->percent, d->y, PERCENT, PK_ROLE_TEXT, pk_buf_text(&text));
    }
    pk_buf_dispose(&text);
}

/* What is free or left; what is missing is said in another word, and marked. */
static void put_rest(const struct drawing *d, const char *label, struct figure figure)
{
    bool over = figure.amount < 0;
    enum pk_role role = over ? PK_ROLE_LATE : PK_ROLE_TEXT;
    if (over) {
        pk_grid_put(d->grid, d->rest - 2, d->y, 1, role, "!");
        figure.amount = -figure.amount;
    }
    pk_grid_put_cut(d->grid, d->rest, d->y, REST_LABEL - 1, role,
                    over ? C_("money", "over") : label);
    put_figure(d, d->last, d->last_cells, role, &figure);
}

static void put_name(const struct drawing *d, size_t row, enum pk_role role)
{
    struct pk_buf name = { 0 };
    ui_budget_name(d->app, row, &name);
    pk_grid_put_cut(d->grid, d->name, d->y, d->name_cells, role, pk_buf_text(&name));
    pk_buf_dispose(&name);
    if (d->focus && row == d->app->below.sources.cursor) {
        pk_grid_glyph(d->grid, d->x, d->y, PK_ROLE_SELECTED, "›", '>');
    }
}

static void put_label(const struct drawing *d, const char *label)
{
    pk_grid_put_cut(d->grid, d->label, d->y, LABEL - 1, PK_ROLE_TEXT, label);
}

static pk_money filtered_of(const struct drawing *d, size_t row, enum pk_figure figure)
{
    const struct pk_budget *filtered = &d->app->money.filtered;
    if (!d->app->money.narrowed) {
        return PK_NO_MONEY;
    }
    const struct pk_budget_source *source = &filtered->sources[row];
    return figure == PK_FIGURE_PLANNED ? source->planned
         : figure == PK_FIGURE_SPENT   ? source->spent
                                       : source->committed;
}

/* What a bar shows of: with a filter the part that is in it, as the first of the two amounts. */
static pk_money narrowed(const struct drawing *d, pk_money all, pk_money filtered)
{
    return d->app->money.narrowed ? filtered : all;
}

static void put_planned(const struct drawing *d, size_t row)
{
    const struct pk_budget_source *source = &d->app->money.all.sources[row];
    bool over = pk_budget_over(source);
    put_name(d, row, PK_ROLE_TEXT);
    put_label(d, C_("money", "planned"));
    put_figure(d, d->amount, d->amount_cells, over ? PK_ROLE_LATE : PK_ROLE_TEXT,
               &(struct figure){ row, PK_FIGURE_PLANNED, source->planned,
                                 filtered_of(d, row, PK_FIGURE_PLANNED) });
    if (source->allocation == PK_NO_MONEY) {
        pk_grid_put_cut(d->grid, d->bar + 1, d->y, d->x + d->width - d->bar - 2, PK_ROLE_DIM,
                        *source->id ? _("no limit") : _("nothing pays for this yet"));
        return;
    }
    put_bar(d, narrowed(d, source->planned, filtered_of(d, row, PK_FIGURE_PLANNED)),
            source->allocation);
    put_rest(d, C_("money", "free"),
             (struct figure){ row, PK_FIGURE_FREE, source->free, PK_NO_MONEY });
}

static void put_allocation(const struct drawing *d, size_t row, pk_money allocation)
{
    struct pk_buf text = { 0 };
    bool lit = is_lit(d, row, PK_FIGURE_ALLOCATION);
    pk_money_format(&text, allocation);
    pk_buf_str(&text, " Kč");
    pk_grid_put_right(d->grid, d->name, d->y, d->name_cells,
                      lit ? PK_ROLE_SELECTED : PK_ROLE_TEXT, pk_buf_text(&text));
    pk_buf_dispose(&text);
}

static void put_spent(const struct drawing *d, size_t row)
{
    const struct pk_budget_source *source = &d->app->money.all.sources[row];
    put_label(d, C_("money", "spent"));
    put_figure(d, d->amount, d->amount_cells, PK_ROLE_TEXT,
               &(struct figure){ row, PK_FIGURE_SPENT, source->spent,
                                 filtered_of(d, row, PK_FIGURE_SPENT) });
    if (source->allocation != PK_NO_MONEY) {
        put_allocation(d, row, source->allocation);
        put_bar(d, narrowed(d, source->spent, filtered_of(d, row, PK_FIGURE_SPENT)),
                source->allocation);
        put_rest(d, C_("money", "left"),
                 (struct figure){ row, PK_FIGURE_LEFT, source->left, PK_NO_MONEY });
    }
}

static void put_ordered(const struct drawing *d, size_t row)
{
    const struct pk_budget_source *source = &d->app->money.all.sources[row];
    put_label(d, C_("money", "ordered"));
    put_figure(d, d->amount, d->amount_cells, PK_ROLE_TEXT,
               &(struct figure){ row, PK_FIGURE_COMMITTED, source->committed,
                                 filtered_of(d, row, PK_FIGURE_COMMITTED) });
    if (source->allocation != PK_NO_MONEY) {
        put_bar(d, narrowed(d, source->committed, filtered_of(d, row, PK_FIGURE_COMMITTED)),
                source->allocation);
    }
}

static void put_sums(const struct drawing *d, size_t row, enum pk_role role,
                     const struct pk_budget_goal *all, const struct pk_budget_goal *filtered)
{
    put_figure(d, d->amount, d->amount_cells, role,
               &(struct figure){ row, PK_FIGURE_PLANNED, all->planned, filtered->planned });
    if (d->ordered) {
        put_figure(d, d->ordered, d->amount_cells, role,
                   &(struct figure){ row, PK_FIGURE_COMMITTED, all->committed,
                                     filtered->committed });
    }
    put_figure(d, d->last, d->last_cells, role,
               &(struct figure){ row, PK_FIGURE_SPENT, all->spent, filtered->spent });
}

static void put_goal(const struct drawing *d, size_t row)
{
    const struct ui_money *money = &d->app->money;
    const struct pk_budget_goal *goal = &money->all.goals[row];
    put_name(d, row, PK_ROLE_TEXT);
    const struct pk_budget_goal *filtered = money->narrowed ? &money->filtered.goals[row] : goal;
    put_bar(d, narrowed(d, goal->planned, filtered->planned), money->all.planned);
    put_sums(d, row, PK_ROLE_TEXT, goal, filtered);
}

static void put_goals_head(const struct drawing *d)
{
    pk_grid_put_right(d->grid, d->amount, d->y, d->amount_cells, PK_ROLE_HEADING,
                      C_("money", "planned"));
    if (d->ordered) {
        pk_grid_put_right(d->grid, d->ordered, d->y, d->amount_cells, PK_ROLE_HEADING,
                          C_("money", "ordered"));
    }
    pk_grid_put_right(d->grid, d->last, d->y, d->last_cells, PK_ROLE_HEADING,
                      C_("money", "spent"));
}

static struct pk_budget_goal sums_of(const struct pk_budget *budget)
{
    return (struct pk_budget_goal){ NULL, budget->planned, budget->committed, budget->spent };
}

static void put_total(const struct drawing *d, size_t row)
{
    struct pk_budget_goal all = sums_of(&d->app->money.all);
    struct pk_budget_goal filtered = sums_of(&d->app->money.filtered);
    put_name(d, row, PK_ROLE_GOAL);
    if (d->app->below.view == UI_BY_GOAL) {
        put_sums(d, row, PK_ROLE_GOAL, &all, &filtered);
        return;
    }
    put_label(d, C_("money", "planned"));
    put_figure(d, d->amount, d->amount_cells, PK_ROLE_GOAL,
               &(struct figure){ row, PK_FIGURE_PLANNED, all.planned, filtered.planned });
    int cells = amount_cells(d->app), x = d->last + d->last_cells - cells;
    int label = pk_grid_width(d->grid, C_("money", "spent"));
    pk_money then;
    bool moved = ui_since_moved(d->app, row, PK_FIGURE_SPENT, &then);
    pk_grid_put(d->grid, x - label - 1 - moved, d->y, label, PK_ROLE_TEXT,
                C_("money", "spent"));
    put_figure(d, x, cells, PK_ROLE_GOAL,
               &(struct figure){ row, PK_FIGURE_SPENT, all.spent, filtered.spent });
}

static void put_total_ordered(const struct drawing *d, size_t row)
{
    const struct ui_money *money = &d->app->money;
    put_label(d, C_("money", "ordered"));
    put_figure(d, d->amount, d->amount_cells, PK_ROLE_GOAL,
               &(struct figure){ row, PK_FIGURE_COMMITTED, money->all.committed,
                                 money->filtered.committed });
}

static struct pk_rect line_of(const struct drawing *d)
{
    return (struct pk_rect){ d->x, d->y, d->width, 1 };
}

static void put_line(const struct drawing *d, struct ui_budgetline line)
{
    switch (line.kind) {
    case UI_BUDGET_PLANNED: put_planned(d, line.row); break;
    case UI_BUDGET_SPENT: put_spent(d, line.row); break;
    case UI_BUDGET_ORDERED: put_ordered(d, line.row); break;
    case UI_BUDGET_GOALS_HEAD: put_goals_head(d); break;
    case UI_BUDGET_GOAL: put_goal(d, line.row); break;
    case UI_BUDGET_TOTAL: put_total(d, line.row); break;
    case UI_BUDGET_TOTAL_ORDERED: put_total_ordered(d, line.row); break;
    case UI_BUDGET_ELSEWHERE: ui_remark_elsewhere(d->app, d->grid, line_of(d)); break;
    case UI_BUDGET_OPEN: ui_remark_open(d->app, d->grid, line_of(d)); break;
    case UI_BUDGET_NO_LINE: break;
    }
}

void ui_budget_draw(const struct ui_app *app, struct pk_grid *grid, struct pk_rect rect, int from)
{
    struct drawing d = { .app = app, .grid = grid, .x = rect.x, .width = rect.width };
    d.focus = app->below.focus == UI_ON_BUDGET && !ui_app_covered(app);
    d.amount_cells = amount_cells(app);
    d.last_cells = plain_cells(app);
    if (app->below.view == UI_BY_GOAL) {
        int heading = heading_cells(&d);
        d.amount_cells = d.amount_cells > heading ? d.amount_cells : heading;
        d.last_cells = d.amount_cells;
    }
    lay_out(&d, rect);
    for (int i = 0; i < rect.height; i++) {
        d.y = rect.y + i;
        put_line(&d, ui_budget_line(app, from + i));
    }
}
