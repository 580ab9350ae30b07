/*  Rozpočet OSV   planned 750 000 Kč
 *   2.1  Videopříběhy pěstounů                                      30 000
 *   4.1  Webové stránky                            of 500 000      120 000
 *        Sum of 12 rows                                            750 000
 *  Left out
 *   4.2  Facebook                           counted in 4.1
 *   4.5  Ples                               proposed                20 000
 */
#include "config.h"

#include <string.h>

#include "planek/i18n.h"
#include "planek/text.h"
#include "ui/app.h"
#include "ui/budgetlines.h"
#include "ui/explain.h"
#include "ui/form.h"

enum { NUMBER = 7, AMOUNT_LEAST = 9 };

static const char *figure_name(enum pk_figure figure)
{
    switch (figure) {
    case PK_FIGURE_ALLOCATION: return C_("money", "allocation");
    case PK_FIGURE_PLANNED: return C_("money", "planned");
    case PK_FIGURE_COMMITTED: return C_("money", "ordered");
    case PK_FIGURE_SPENT: return C_("money", "spent");
    case PK_FIGURE_FREE: return C_("money", "free");
    case PK_FIGURE_LEFT: return C_("money", "left");
    case PK_FIGURES: break;
    }
    return "";
}

static void add_name(const struct ui_app *app, struct pk_buf *out)
{
    const struct ui_explain *explain = &app->explain;
    const struct pk_group *groups;
    (void)pk_plan_groups(app->plan, &groups);
    if (explain->of.of_goal) {
        const struct pk_goal *goal = groups[explain->of.group].goal;
        pk_buf_str(out, goal ? pk_record_title(&goal->record) : _("Without a goal"));
    } else if (!explain->source) {
        pk_buf_str(out, _("Total"));
    } else {
        const struct pk_record *source = pk_plan_find(app->plan, PK_SOURCES, explain->source);
        pk_buf_str(out, source            ? pk_record_title(source)
                        : *explain->source ? explain->source
                                           : _("(no source)"));
    }
}

static void add_kc(struct pk_buf *out, pk_money amount)
{
    if (amount == PK_NO_MONEY) {
        pk_buf_str(out, _("no limit"));
    } else {
        pk_money_format(out, amount);
        pk_buf_str(out, " Kč");
    }
}

/* The year is named where it is not the plan's. */
static void add_date(const struct ui_app *app, struct pk_buf *out, pk_day date)
{
    if (date == PK_NO_DAY) {
        pk_buf_str(out, _("undated"));
        return;
    }
    bool known = pk_day_ymd(date).year == pk_plan_settings(app->plan)->year;
    pk_day_format(out, date, known ? PK_DAY_SHORT : PK_DAY_FULL);
}

static void title(const struct ui_app *app, struct pk_buf *out)
{
    const struct ui_explain *explain = &app->explain;
    add_name(app, out);
    pk_buf_printf(out, "   %s ", figure_name(explain->of.figure));
    if (explain->of.up_to) {
        struct pk_buf day = { 0 };
        add_date(app, &day, explain->of.until);
        pk_buf_printf(out, _("until %s:"), pk_buf_text(&day));
        pk_buf_char(out, ' ');
        pk_buf_dispose(&day);
    }
    add_kc(out, explain->rows.sum);
    if (explain->filtered) {
        pk_buf_printf(out, "   (%s)", _("in the filter"));
    }
}

/* Two lines stand between those that add and those left out: the sum and a heading. */
static size_t line_of(const struct ui_explain *explain, size_t row)
{
    return row < explain->rows.adding ? row : row + 2;
}

static size_t line_count(const struct ui_explain *explain)
{
    bool left_out = explain->rows.count > explain->rows.adding;
    return explain->rows.count + 1 + left_out;
}

static const struct pk_activity *activity_of(const struct ui_app *app,
                                             const struct pk_record *record)
{
    if (record->table == PK_SPENDING) {
        return pk_plan_activity(app->plan, ((const struct pk_spending *)record)->activity);
    }
    return record->table == PK_ACTIVITIES ? (const struct pk_activity *)record : NULL;
}

static void add_title(const struct ui_app *app, struct pk_buf *out,
                      const struct pk_record *record)
{
    const struct pk_activity *activity = activity_of(app, record);
    if (activity) {
        pk_buf_str(out, pk_record_title(&activity->record));
    } else if (record->table != PK_SPENDING) {
        pk_buf_str(out, pk_record_title(record));
    }
    if (record->table == PK_SPENDING) {
        const struct pk_spending *spending = (const struct pk_spending *)record;
        const char *what = *spending->document ? spending->document : spending->note;
        const char *name = *what ? what : activity ? "" : spending->id;
        pk_buf_printf(out, activity && *name ? " · %s" : "%s", name);
    }
}

/* The date of spending stands before it. */
static void add_later(const struct ui_app *app, struct pk_buf *out, const struct pk_record *record)
{
    if (record->table == PK_ACTIVITIES) {
        const struct pk_activity *activity = (const struct pk_activity *)record;
        if (activity->due.last == PK_NO_DAY) {
            pk_buf_str(out, _("undated"));
        } else {
            pk_buf_str(out, _("later: "));
            pk_due_format_narrow(out, activity->due, pk_plan_settings(app->plan)->year);
        }
    } else {
        pk_buf_str(out, _("later"));
    }
}

static void add_why(const struct ui_app *app, struct pk_buf *out, const struct pk_budget_row *row)
{
    const struct pk_activity *host;
    switch (row->why) {
    case PK_OMIT_NOTHING: break;
    case PK_OMIT_PROPOSED: pk_buf_str(out, _("only proposed")); break;
    case PK_OMIT_DROPPED: pk_buf_str(out, _("was dropped")); break;
    case PK_OMIT_FAULT: pk_buf_str(out, _("! faulty")); break;
    case PK_OMIT_ELSEWHERE:
        host = pk_budget_host(app->plan, (const struct pk_activity *)row->record);
        pk_buf_str(out, _("counted in "));
        if (host) {
            pk_plan_number(out, app->plan, &host->record);
        }
        break;
    case PK_OMIT_NOT_SET: pk_buf_str(out, _("no cost given")); break;
    case PK_OMIT_ORDERED: pk_buf_str(out, _("ordered, not paid")); break;
    case PK_OMIT_PAID: pk_buf_str(out, _("paid already")); break;
    case PK_OMIT_LATER: add_later(app, out, row->record); break;
    case PK_OMIT_FILTER: pk_buf_str(out, _("not in the filter")); break;
    }
}

/* The date of spending, why it is left out, of which amount this is a share. */
static void add_remark(const struct ui_app *app, struct pk_buf *out,
                       const struct pk_budget_row *row)
{
    if (row->record->table == PK_SPENDING) {
        add_date(app, out, ((const struct pk_spending *)row->record)->date);
        pk_buf_str(out, row->why ? "  " : "");
    }
    add_why(app, out, row);
    if (row->record->table == PK_SOURCES) {
        pk_buf_str(out, C_("money", "allocation"));
    } else if (row->whole != PK_NO_MONEY) {
        struct pk_buf whole = { 0 };
        pk_money_format(&whole, row->whole);
        pk_buf_printf(out, _("%sof %s"), out->len ? "   " : "", pk_buf_text(&whole));
        pk_buf_dispose(&whole);
    }
}

/* Where the columns end. */
struct columns {
    int remark, remark_cells, amount, amount_cells, title_cells;
};

static struct columns columns_of(const struct ui_app *app, struct pk_rect line)
{
    int amount = app->money.cells + 1 > AMOUNT_LEAST ? app->money.cells + 1 : AMOUNT_LEAST;
    struct columns columns = { .amount_cells = amount,
                               .remark_cells = line.width < 76    ? 22
                                               : line.width < 100 ? 28
                                                                  : 36 };
    int room = line.width - 3 - NUMBER - columns.remark_cells - 1 - amount - 1;
    columns.title_cells = room < 80 ? room : 80;
    columns.remark = line.x + 2 + NUMBER + columns.title_cells + 1;
    columns.amount = columns.remark + columns.remark_cells + 1;
    return columns;
}

static void put_amount(struct pk_grid *grid, int y, const struct columns *columns,
                       enum pk_role role, pk_money amount)
{
    struct pk_buf text = { 0 };
    if (amount != PK_NO_MONEY) {
        pk_money_format(&text, amount);
    }
    pk_grid_put_right(grid, columns->amount, y, columns->amount_cells, role, pk_buf_text(&text));
    pk_buf_dispose(&text);
}

static void put_row(struct ui_app *app, struct pk_grid *grid, struct pk_rect line, size_t index)
{
    const struct ui_explain *explain = &app->explain;
    const struct pk_budget_row *row = &explain->rows.items[index];
    struct columns columns = columns_of(app, line);
    bool lit = index == explain->list.cursor, left_out = index >= explain->rows.adding;
    enum pk_role quiet = row->why == PK_OMIT_FAULT ? PK_ROLE_LATE
                         : left_out                ? PK_ROLE_DIM
                                                   : PK_ROLE_TEXT;
    enum pk_role role = lit ? PK_ROLE_SELECTED : quiet;
    const struct pk_activity *activity = activity_of(app, row->record);
    struct pk_buf text = { 0 };
    if (lit) {
        pk_grid_glyph(grid, line.x, line.y, PK_ROLE_SELECTED, "›", '>');
    }
    if (activity) {
        pk_plan_number(&text, app->plan, &activity->record);
    }
    pk_grid_put_cut(grid, line.x + 2, line.y, NUMBER - 1, quiet, pk_buf_text(&text));
    pk_buf_cut(&text, 0);
    add_title(app, &text, row->record);
    pk_grid_put_cut(grid, line.x + 2 + NUMBER, line.y, columns.title_cells, role,
                    pk_buf_text(&text));
    pk_buf_cut(&text, 0);
    add_remark(app, &text, row);
    pk_grid_put_cut(grid, columns.remark, line.y, columns.remark_cells, quiet,
                    pk_buf_text(&text));
    put_amount(grid, line.y, &columns, quiet, row->amount);
    pk_buf_dispose(&text);
}

static void put_sum(struct ui_app *app, struct pk_grid *grid, struct pk_rect line)
{
    const struct ui_explain *explain = &app->explain;
    struct columns columns = columns_of(app, line);
    struct pk_buf text = { 0 };
    size_t count = explain->rows.adding;
    pk_buf_printf(&text, ngettext("Sum of %zu row", "Sum of %zu rows", count), count);
    pk_grid_put_cut(grid, line.x + 2 + NUMBER, line.y, columns.title_cells, PK_ROLE_GOAL,
                    pk_buf_text(&text));
    put_amount(grid, line.y, &columns, explain->rows.sum < 0 ? PK_ROLE_LATE : PK_ROLE_GOAL,
               explain->rows.sum);
    pk_buf_dispose(&text);
}

static void put_line(struct ui_app *app, struct pk_grid *grid, struct pk_rect line, size_t number)
{
    const struct pk_budget_rows *rows = &app->explain.rows;
    if (number < rows->adding) {
        put_row(app, grid, line, number);
    } else if (number == rows->adding) {
        put_sum(app, grid, line);
    } else if (number == rows->adding + 1) {
        pk_grid_put_cut(grid, line.x + 1, line.y, line.width - 2, PK_ROLE_HEADING,
                        _("Left out"));
    } else {
        put_row(app, grid, line, number - 2);
    }
}

static void draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct ui_explain *explain = &app->explain;
    size_t lines = line_count(explain), height = (size_t)rect.height;
    struct ui_list list = { .count = lines, .top = explain->top };
    list.cursor = line_of(explain, explain->list.cursor);
    if (explain->list.cursor + 1 == explain->rows.adding) {
        list.cursor++; /* with the sum, which follows it */
    }
    ui_list_fit(&list, height);
    explain->top = list.top;
    explain->list.height = height;
    for (size_t i = 0; i < height && list.top + i < lines; i++) {
        put_line(app, grid, (struct pk_rect){ rect.x, rect.y + (int)i, rect.width, 1 },
                 list.top + i);
    }
}

static unsigned move(struct ui_app *app, enum ui_motion motion)
{
    ui_list_move(&app->explain.list, motion);
    return UI_DRAW;
}

static void go_to(struct ui_app *app, const struct pk_activity *activity)
{
    while (ui_app_covered(app)) {
        ui_app_close(app);
    }
    app->below.focus = UI_ON_CHART;
    if (app->outline.filter_text && !pk_query_match(app->outline.filter, activity)) {
        ui_app_filter(app, NULL);
    }
    ui_outline_seek(&app->outline, app->plan, &activity->record);
    ui_outline_build(&app->outline, app->plan, app->options->today);
}

/* To the activity; what has none is opened itself. */
static unsigned choose(struct ui_app *app)
{
    struct ui_explain *explain = &app->explain;
    if (explain->rows.count == 0) {
        return UI_FRESH;
    }
    const struct pk_record *record = explain->rows.items[explain->list.cursor].record;
    const struct pk_activity *activity = activity_of(app, record);
    if (activity) {
        go_to(app, activity);
    } else if (ui_app_writable(app, (enum pk_table)record->table)) {
        ui_form_open(app, (enum pk_table)record->table, record);
    }
    return UI_DRAW;
}

static void closed(struct ui_app *app)
{
    ui_explain_dispose(&app->explain);
}

const struct ui_pane ui_pane_explain = {
    .context = UI_IN_EXPLAIN,
    .title = title,
    .draw = draw,
    .move = move,
    .choose = choose,
    .closed = closed,
};
