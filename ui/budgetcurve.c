/*  Rozpočet OSV  until 30 Jun:  planned 500 000  spent 118 400
 *   750 000 ─────────────────────────────│──────────────────────░░░░
 *                                   ░░░░ │░░░ ░░░░ ░░░░ ░░░░ ░░░░
 *                              ▄▄▄▄ ████ │░░░ ░░░░ ░░░░ ░░░░ ░░░░
 *           Jan  Feb  Mar  Apr  May  Jun  Jul  Aug  Sep  Oct  Nov  Dec
 *  ░ planned by deadline  █ spent  ─ allocation  no deadline, at the year's end: 30 000
 *
 * A column holds what is planned up to the month's end, and what of the money is spent by then;
 * spending has half lines.  What lies above the allocation is red and has a mark.  While the plan is
 * compared a ring stands where a column ended then, ~ before the months that are others, and a second
 * line says what the sums were.
 */
#include "config.h"

#include "ui/budgetcurve.h"

#include <stdio.h>

#include "planek/i18n.h"
#include "ui/budgetlines.h"
#include "ui/wrap.h"

enum { LEGEND_FROM = 7, THEN_FROM = 5, NAMES_FROM = 4, NAME_LEAST = 6, LEGEND_ROOM = 36 };

struct plot {
    struct ui_app *app;
    struct pk_grid *grid;
    struct ui_curve curve;
    const struct pk_budget_months *then; /* NULL: nothing is compared */
    struct pk_rect rect; /* of the columns */
    int band;            /* cells of a month */
    pk_money most;       /* what the highest line stands for */
    int limit;           /* the line of the allocation from below, from 1; 0: none */
};

int ui_curve_year(const struct ui_app *app)
{
    int year = pk_plan_settings(app->plan)->year;
    return year ? year : pk_day_ymd(app->options->today).year;
}

int ui_curve_month(const struct ui_app *app)
{
    struct pk_ymd today = pk_day_ymd(app->options->today);
    return today.year == ui_curve_year(app) ? today.month - 1 : PK_MONTHS - 1;
}

pk_day ui_curve_month_end(const struct ui_app *app)
{
    int year = ui_curve_year(app), month = app->below.month + 1;
    return pk_day_make(year, month, pk_month_days(year, month));
}

static pk_money higher(pk_money a, pk_money b)
{
    return a > b ? a : b;
}

static int clamp(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

/* So many of `steps` that amount is of the most; something is never nothing. */
static int height_of(const struct plot *plot, pk_money amount, int steps)
{
    if (amount <= 0 || plot->most <= 0) {
        return 0;
    }
    return clamp((int)((double)amount / (double)plot->most * steps + 0.5), 1, steps);
}

static bool over(const struct plot *plot, pk_money amount)
{
    return plot->curve.allocation != PK_NO_MONEY && amount > plot->curve.allocation;
}

static void measure(struct plot *plot)
{
    const struct pk_budget_months *all = plot->curve.all;
    pk_money limit = plot->curve.allocation, most = 0;
    for (int month = 0; month < PK_MONTHS; month++) {
        most = higher(most, higher(all->planned[month], all->spent[month]));
        most = plot->then ? higher(most, plot->then->planned[month]) : most;
    }
    plot->most = limit == PK_NO_MONEY ? most : higher(most, limit);
    plot->limit = 0;
    if (limit != PK_NO_MONEY && limit > 0) {
        plot->limit = height_of(plot, limit, plot->rect.height);
        if (over(plot, most) && plot->limit == plot->rect.height && plot->limit > 1) {
            plot->limit--;
        }
    }
}

/* Lines of a column; above and below the allocation stay so whatever rounding says. */
static int planned_lines(const struct plot *plot, pk_money planned)
{
    int lines = height_of(plot, planned, plot->rect.height);
    if (plot->limit == 0) {
        return lines;
    }
    if (over(plot, planned)) {
        return clamp(lines, plot->limit + 1, plot->rect.height);
    }
    return lines < plot->limit ? lines : plot->limit;
}

static int spent_halves(const struct plot *plot, pk_money spent, pk_money planned)
{
    int halves = height_of(plot, spent, 2 * plot->rect.height);
    int lines = planned_lines(plot, planned);
    if (spent == planned) {
        return 2 * lines;
    }
    return spent < planned ? clamp(halves, 0, 2 * lines)
                           : clamp(halves, 2 * lines, 2 * plot->rect.height);
}

/* The last month that spending is shown for: what is still to come is not drawn as nothing. */
static int last_spent(const struct plot *plot)
{
    int year = pk_day_ymd(plot->app->options->today).year, curve = plot->curve.all->year;
    int today = year < curve ? -1 : ui_curve_month(plot->app);
    return today > plot->curve.all->last_spent ? today : plot->curve.all->last_spent;
}

static void put_column(const struct plot *plot, int month)
{
    const struct pk_budget_months *all = plot->curve.all;
    pk_money planned = all->planned[month];
    pk_money spent = month <= last_spent(plot) ? all->spent[month] : 0;
    int lines = planned_lines(plot, planned), halves = spent_halves(plot, spent, planned);
    int x = plot->rect.x + month * plot->band, cells = plot->band - 1;
    int bottom = plot->rect.y + plot->rect.height - 1;
    int top = lines > (halves + 1) / 2 ? lines : (halves + 1) / 2;
    for (int line = 0; line < top; line++) {
        bool beyond = plot->limit && line >= plot->limit;
        enum pk_role left = beyond ? PK_ROLE_LATE : PK_ROLE_LEFT;
        enum pk_role done = beyond ? PK_ROLE_LATE : PK_ROLE_DONE;
        if (2 * line + 1 < halves) {
            pk_grid_run(plot->grid, x, bottom - line, cells, done, "█", '#');
        } else if (2 * line < halves) {
            pk_grid_run(plot->grid, x, bottom - line, cells, done, "▄", '=');
        } else {
            pk_grid_run(plot->grid, x, bottom - line, cells, left, "░", '.');
        }
    }
    if (top > 0 && (over(plot, planned) || over(plot, spent))) {
        pk_grid_glyph(plot->grid, x + cells - 1, bottom - top + 1, PK_ROLE_LATE, "!", '!');
    }
}

static void put_today(const struct plot *plot)
{
    struct pk_ymd today = pk_day_ymd(plot->app->options->today);
    if (today.year != plot->curve.all->year) {
        return;
    }
    int days = pk_month_days(today.year, today.month);
    int x = plot->rect.x + (today.month - 1) * plot->band + (today.day - 1) * plot->band / days;
    for (int y = plot->rect.y; y < plot->rect.y + plot->rect.height; y++) {
        pk_grid_glyph(plot->grid, x, y, PK_ROLE_TODAY, "│", '|');
    }
}

static bool has_moved(const struct plot *plot, int month)
{
    const struct pk_budget_months *now = plot->curve.all, *then = plot->then;
    return then && (then->planned[month] != now->planned[month] ||
                    then->spent[month] != now->spent[month]);
}

/* Where the column of what is planned ended then, unless it ends in the same line. */
static void put_ring(const struct plot *plot, int month)
{
    int was = planned_lines(plot, plot->then->planned[month]);
    int is = planned_lines(plot, plot->curve.all->planned[month]);
    if (was > 0 && was != is) {
        int x = plot->rect.x + month * plot->band + (plot->band - 1) / 2;
        pk_grid_glyph(plot->grid, x, plot->rect.y + plot->rect.height - was, PK_ROLE_TODAY, "○",
                      '@');
    }
}

static void put_scale(const struct plot *plot, int line, pk_money amount)
{
    struct pk_buf text = { 0 };
    pk_money_format(&text, amount);
    int cells = plot->app->money.cells;
    pk_grid_put_right(plot->grid, plot->rect.x - 1 - cells,
                      plot->rect.y + plot->rect.height - line, cells, PK_ROLE_DIM,
                      pk_buf_text(&text));
    pk_buf_dispose(&text);
}

static void put_plot(const struct plot *plot)
{
    if (plot->limit) {
        int y = plot->rect.y + plot->rect.height - plot->limit;
        pk_grid_run(plot->grid, plot->rect.x, y, PK_MONTHS * plot->band, PK_ROLE_RULE, "─", '-');
        put_scale(plot, plot->limit, plot->curve.allocation);
    }
    if (plot->most > 0 && plot->limit != plot->rect.height) {
        put_scale(plot, plot->rect.height, plot->most);
    }
    for (int month = 0; month < PK_MONTHS; month++) {
        put_column(plot, month);
    }
    put_today(plot);
    for (int month = 0; plot->then && month < PK_MONTHS; month++) {
        put_ring(plot, month);
    }
}

static void put_months(const struct plot *plot, int y)
{
    const struct ui_app *app = plot->app;
    bool focus = app->below.focus == UI_ON_BUDGET;
    struct pk_ymd today = pk_day_ymd(app->options->today);
    for (int month = 0; month < PK_MONTHS; month++) {
        char number[12];
        bool now = today.year == plot->curve.all->year && today.month == month + 1;
        bool lit = focus && app->below.month == month;
        enum pk_role role = lit ? PK_ROLE_SELECTED : now ? PK_ROLE_TODAY : PK_ROLE_HEADING;
        snprintf(number, sizeof number, "%d", month + 1);
        pk_grid_put_cut(plot->grid, plot->rect.x + month * plot->band, y, plot->band - 1, role,
                        plot->band >= NAMES_FROM ? pk_month_short(month + 1) : number);
        if (has_moved(plot, month)) {
            pk_grid_put(plot->grid, plot->rect.x + month * plot->band - 1, y, 1, PK_ROLE_TODAY,
                        "~");
        }
    }
}

/* "  planned 500 000", where it was another amount then "  planned ~500 000" */
static void add_sum(struct pk_buf *out, const struct plot *plot, const char *label,
                    const pk_money *all, const pk_money *filtered, const pk_money *then)
{
    int month = plot->app->below.month;
    bool moved = then && then[month] != all[month];
    pk_buf_printf(out, "  %s ", label);
    if (plot->app->money.narrowed) {
        pk_money_format(out, filtered[month]);
        pk_buf_str(out, " / ");
    }
    pk_buf_str(out, moved ? "~" : "");
    pk_money_format(out, all[month]);
}

static bool is_late(const struct plot *plot, int month)
{
    const struct pk_budget_months *all = plot->curve.all;
    return over(plot, all->planned[month]) || over(plot, all->spent[month]);
}

static void add_until(struct pk_buf *out, const struct plot *plot)
{
    struct pk_buf day = { 0 };
    pk_day_format(&day, ui_curve_month_end(plot->app), PK_DAY_SHORT);
    pk_buf_printf(out, _("until %s:"), pk_buf_text(&day));
    pk_buf_dispose(&day);
}

/* "until 30 Jun:  planned 500 000  spent 118 400" */
static void add_figures(struct pk_buf *out, const struct plot *plot, bool brief)
{
    const struct ui_curve *curve = &plot->curve;
    int month = plot->app->below.month;
    if (brief) {
        pk_buf_printf(out, "%s:", pk_month_short(month + 1));
    } else {
        add_until(out, plot);
    }
    const struct pk_budget_months *then = plot->then;
    add_sum(out, plot, C_("money", "planned"), curve->all->planned, curve->filtered->planned,
            then ? then->planned : NULL);
    add_sum(out, plot, C_("money", "spent"), curve->all->spent, curve->filtered->spent,
            then ? then->spent : NULL);
    if (is_late(plot, month)) {
        pk_money most = higher(curve->all->planned[month], curve->all->spent[month]);
        pk_buf_printf(out, "  ! %s ", C_("money", "over"));
        pk_money_format(out, pk_money_sub(most, curve->allocation));
    } else if (curve->allocation == PK_NO_MONEY && plot->most > 0) {
        pk_buf_printf(out, "  %s", _("no limit"));
    }
}

/* The name gives way to the figures, and is left out where they take the whole line. */
static void put_head(const struct plot *plot, int y, int x, int width)
{
    struct pk_buf text = { 0 }, name = { 0 };
    add_figures(&text, plot, false);
    int room = width - 4 - pk_grid_width(plot->grid, pk_buf_text(&text)), used = 0;
    if (room >= NAME_LEAST) {
        ui_budget_name(plot->app, plot->app->below.sources.cursor, &name);
        used = 2 + pk_grid_put_cut(plot->grid, x + 1, y, room, PK_ROLE_GOAL, pk_buf_text(&name));
    } else {
        pk_buf_cut(&text, 0);
        add_figures(&text, plot, true);
    }
    pk_grid_put_cut(plot->grid, x + 1 + used, y, width - 2 - used,
                    is_late(plot, plot->app->below.month) ? PK_ROLE_LATE : PK_ROLE_TEXT,
                    pk_buf_text(&text));
    pk_buf_dispose(&name);
    pk_buf_dispose(&text);
}

/* "○ on 5 Jun:  planned 505 000  spent 100 000" */
static void put_then(const struct plot *plot, int y, int x, int width)
{
    struct pk_buf text = { 0 }, day = { 0 };
    int month = plot->app->below.month;
    pk_day_format(&day, plot->app->since.day, PK_DAY_SHORT);
    pk_buf_printf(&text, _("on %s:"), pk_buf_text(&day));
    pk_buf_printf(&text, "  %s ", C_("money", "planned"));
    pk_money_format(&text, plot->then->planned[month]);
    pk_buf_printf(&text, "  %s ", C_("money", "spent"));
    pk_money_format(&text, plot->then->spent[month]);
    pk_grid_glyph(plot->grid, x + 1, y, PK_ROLE_TODAY, "○", '@');
    pk_grid_put_cut(plot->grid, x + 3, y, width - 4, PK_ROLE_TODAY, pk_buf_text(&text));
    pk_buf_dispose(&day);
    pk_buf_dispose(&text);
}

static int put_sign(const struct plot *plot, int x, int y, const char *sign, char ascii,
                    enum pk_role role, const char *label)
{
    pk_grid_glyph(plot->grid, x, y, role, sign, ascii);
    return x + 2 + pk_grid_put(plot->grid, x + 2, y, plot->grid->width, PK_ROLE_DIM, label) + 2;
}

/* The sum that has no day is never cut; what the line means gives way to it. */
static void put_legend(const struct plot *plot, int y, int x, int width)
{
    struct pk_buf text = { 0 }, amount = { 0 };
    const struct pk_budget_months *all = plot->curve.all;
    pk_money open = pk_money_add(all->planned_open, all->spent_open);
    if (open != 0) {
        pk_money_format(&amount, open);
        pk_buf_printf(&text, _("undated, in December: %s"), pk_buf_text(&amount));
    }
    int end = x + width - 1 - pk_grid_width(plot->grid, pk_buf_text(&text));
    bool room = end - x >= LEGEND_ROOM;
    x = put_sign(plot, x + 1, y, "░", '.', PK_ROLE_LEFT,
                 room ? _("planned by deadline") : C_("money", "planned"));
    x = put_sign(plot, x, y, "█", '#', PK_ROLE_DONE, C_("money", "spent"));
    const char *limit = C_("money", "allocation");
    if (plot->limit && x + 2 + pk_grid_width(plot->grid, limit) + 2 <= end) {
        x = put_sign(plot, x, y, "─", '-', PK_ROLE_RULE, limit);
    }
    pk_grid_put(plot->grid, x < end ? x : end, y, width, PK_ROLE_TEXT, pk_buf_text(&text));
    pk_buf_dispose(&text);
    pk_buf_dispose(&amount);
}

static void put_nothing(struct pk_grid *grid, struct pk_rect rect)
{
    struct pk_rect text = { rect.x + 1, rect.y, rect.width - 2, rect.height };
    ui_text_put(grid, text, PK_ROLE_DIM,
                _("No money is planned or spent yet.  What activities cost stands here by their "
                  "deadlines, and spending by its day."), 0);
}

void ui_curve_draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    if (ui_budget_is_empty(app)) {
        put_nothing(grid, rect);
        return;
    }
    size_t cursor = app->below.sources.cursor;
    size_t row = ui_budget_is_total(app, cursor) ? app->money.all.source_count : cursor;
    bool legend = rect.height >= LEGEND_FROM;
    int scale = app->money.cells + 2, low = legend ? 2 : 1;
    struct plot plot = { .app = app, .grid = grid };
    plot.curve = ui_money_curve(&app->money, app->plan, app->outline.filter, row,
                                ui_curve_year(app));
    plot.then = ui_since_months(app, row);
    int head = plot.then && rect.height >= THEN_FROM ? 2 : 1;
    plot.rect = (struct pk_rect){ rect.x + scale, rect.y + head, rect.width - scale,
                                  rect.height - head - low };
    plot.band = (plot.rect.width - 1) / PK_MONTHS;
    measure(&plot);
    put_head(&plot, rect.y, rect.x, rect.width);
    if (head > 1) {
        put_then(&plot, rect.y + 1, rect.x, rect.width);
    }
    put_plot(&plot);
    put_months(&plot, rect.y + rect.height - low);
    if (legend) {
        put_legend(&plot, rect.y + rect.height - 1, rect.x, rect.width);
    }
}
