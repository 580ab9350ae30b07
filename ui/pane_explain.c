/*  Rozpočet OSV   planned 750 000 Kč
 *   2.1  Videopříběhy pěstounů                                      30 000
 *   4.1  Webové stránky                            of 500 000      120 000
 *        Sum of 12 rows                                            750 000
 *  Left out
 *   4.2  Facebook                           counted in 4.1
 *   4.5  Ples                               proposed                20 000
 *  Gone since 5 Jun
 *        Besedy                             removed                  5 000
 */
#include "config.h"

#include "planek/i18n.h"
#include "ui/app.h"
#include "ui/budgetlines.h"
#include "ui/explain.h"
#include "ui/explainwords.h"
#include "ui/fieldtext.h"
#include "ui/form.h"

enum { NUMBER = 7, AMOUNT_LEAST = 9, WIDTH_MOST = 110 /* so that the eye finds the amount */ };

/* Two lines stand between those that add and those left out: the sum and a heading.  Another
 * heading stands before those that are gone. */
static size_t line_of(const struct ui_explain *explain, size_t row)
{
    bool left_out = explain->rows.count > explain->rows.adding;
    return row < explain->rows.adding  ? row
           : row < explain->rows.count ? row + 2
                                       : row + 2 + left_out;
}

static size_t line_count(const struct ui_app *app)
{
    const struct pk_budget_rows *rows = &app->explain.rows;
    size_t gone = app->since.explained.gone_count;
    return rows->count + 1 + (rows->count > rows->adding) + gone + (gone > 0);
}

/* Of the rows, then of those that are gone. */
static const struct pk_budget_row *row_at(const struct ui_app *app, size_t index)
{
    const struct pk_budget_rows *rows = &app->explain.rows;
    return index < rows->count ? &rows->items[index]
                               : &app->since.explained.gone[index - rows->count];
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
    int width = line.width < WIDTH_MOST ? line.width : WIDTH_MOST;
    columns.title_cells = width - 3 - NUMBER - columns.remark_cells - 1 - amount - 1;
    columns.remark = line.x + 2 + NUMBER + columns.title_cells + 1;
    columns.amount = columns.remark + columns.remark_cells + 1;
    return columns;
}

static void put_amount(struct pk_grid *grid, int y, const struct columns *columns,
                       enum pk_role role, pk_money amount, bool moved)
{
    struct pk_buf text = { 0 };
    if (amount != PK_NO_MONEY) {
        pk_money_format(&text, amount);
    }
    pk_grid_put_right(grid, columns->amount, y, columns->amount_cells, role, pk_buf_text(&text));
    if (moved) {
        int x = columns->amount + columns->amount_cells - 1;
        pk_grid_put(grid, x - pk_grid_width(grid, pk_buf_text(&text)), y, 1, PK_ROLE_TODAY, "~");
    }
    pk_buf_dispose(&text);
}

static enum pk_role quiet_role(const struct ui_app *app, size_t index)
{
    bool fault = row_at(app, index)->why == PK_OMIT_FAULT;
    return fault                                  ? PK_ROLE_LATE
           : index >= app->explain.rows.adding ? PK_ROLE_DIM
                                                  : PK_ROLE_TEXT;
}

static void put_row(struct ui_app *app, struct pk_grid *grid, struct pk_rect line, size_t index)
{
    const struct pk_budget_row *row = row_at(app, index);
    struct columns columns = columns_of(app, line);
    bool lit = index == app->explain.list.cursor, gone = ui_explain_gone(app, row);
    enum pk_role quiet = quiet_role(app, index), role = lit ? PK_ROLE_SELECTED : quiet;
    const struct pk_activity *activity = ui_explain_activity(app, row->record);
    struct pk_buf text = { 0 };
    pk_money then;
    if (lit) {
        pk_grid_glyph(grid, line.x, line.y, PK_ROLE_SELECTED, "›", '>');
    }
    if (activity && !gone) {
        ui_record_number(&text, app->plan, &activity->record);
    }
    pk_grid_put_cut(grid, line.x + 2, line.y, NUMBER - 1, quiet, pk_buf_text(&text));
    pk_buf_cut(&text, 0);
    ui_explain_name(app, &text, row->record);
    pk_grid_put_cut(grid, line.x + 2 + NUMBER, line.y, columns.title_cells, role,
                    pk_buf_text(&text));
    pk_buf_cut(&text, 0);
    ui_explain_remark(app, &text, row);
    pk_grid_put_cut(grid, columns.remark, line.y, columns.remark_cells, quiet,
                    pk_buf_text(&text));
    put_amount(grid, line.y, &columns, quiet, row->amount,
               !gone && ui_since_row(app, row, &then));
    pk_buf_dispose(&text);
}

static void put_sum(struct ui_app *app, struct pk_grid *grid, struct pk_rect line)
{
    const struct ui_explain *explain = &app->explain;
    struct columns columns = columns_of(app, line);
    struct pk_buf text = { 0 };
    pk_money then;
    size_t count = explain->rows.adding;
    bool moved = ui_since_explained(app, &then);
    pk_buf_printf(&text, ngettext("Sum of %zu row", "Sum of %zu rows", count), count);
    pk_grid_put_cut(grid, line.x + 2 + NUMBER, line.y, columns.title_cells, PK_ROLE_GOAL,
                    pk_buf_text(&text));
    if (moved) {
        pk_buf_cut(&text, 0);
        ui_since_was(&text, then);
        pk_grid_put_cut(grid, columns.remark, line.y, columns.remark_cells, PK_ROLE_GOAL,
                        pk_buf_text(&text));
    }
    put_amount(grid, line.y, &columns, explain->rows.sum < 0 ? PK_ROLE_LATE : PK_ROLE_GOAL,
               explain->rows.sum, moved);
    pk_buf_dispose(&text);
}

static void put_gone_heading(const struct ui_app *app, struct pk_grid *grid, struct pk_rect line)
{
    struct pk_buf text = { 0 }, day = { 0 };
    pk_day_format(&day, app->since.day, PK_DAY_SHORT);
    pk_buf_printf(&text, _("Gone since %s"), pk_buf_text(&day));
    pk_grid_put_cut(grid, line.x + 1, line.y, line.width - 2, PK_ROLE_HEADING,
                    pk_buf_text(&text));
    pk_buf_dispose(&day);
    pk_buf_dispose(&text);
}

static void put_line(struct ui_app *app, struct pk_grid *grid, struct pk_rect line, size_t number)
{
    const struct pk_budget_rows *rows = &app->explain.rows;
    size_t gone = line_of(&app->explain, rows->count); /* the first line of those */
    if (number < rows->adding) {
        put_row(app, grid, line, number);
    } else if (number == rows->adding) {
        put_sum(app, grid, line);
    } else if (number >= gone) {
        put_row(app, grid, line, rows->count + number - gone);
    } else if (number == gone - 1) {
        put_gone_heading(app, grid, line);
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
    size_t lines = line_count(app), height = (size_t)rect.height;
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
    if (explain->list.count == 0) {
        return UI_FRESH;
    }
    const struct pk_record *record = row_at(app, explain->list.cursor)->record;
    if (explain->list.cursor >= explain->rows.count) {
        record = pk_plan_find(app->plan, (enum pk_table)record->table, record->text[0]);
    }
    if (!record) {
        ui_say(app, "%s", _("this is in the plan no more"));
        return UI_DRAW;
    }
    const struct pk_activity *activity = ui_explain_activity(app, record);
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
    .title = ui_explain_title,
    .draw = draw,
    .move = move,
    .choose = choose,
    .closed = closed,
};
