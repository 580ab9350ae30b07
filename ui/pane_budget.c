#include "config.h"

#include "planek/i18n.h"
#include "ui/app.h"
#include "ui/budgetcurve.h"
#include "ui/budgetlines.h"

/* So that all lines of the row under the cursor are shown, as far as there is room. */
static int scroll(const struct ui_app *app, int top, int height, int lines)
{
    size_t row = app->below.sources.cursor;
    int first = ui_budget_line_of(app, row), last = first;
    while (ui_budget_line(app, last + 1).row == row &&
           ui_budget_line(app, last + 1).kind != UI_BUDGET_NO_LINE) {
        last++;
    }
    if (row + 1 == ui_budget_rows(app)) {
        last = lines - 1; /* with the remarks */
    }
    if (last >= top + height) {
        top = last + 1 - height;
    }
    top = first < top ? first : top;
    if (row == 0 && last < height) {
        top = 0; /* with the headings */
    }
    top = top > lines - height ? lines - height : top;
    return top < 0 ? 0 : top;
}

static void draw_lines(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct ui_list *list = &app->below.sources;
    int lines = ui_budget_lines(app);
    int top = scroll(app, (int)list->top, rect.height, lines);
    list->top = (size_t)top;
    list->height = (size_t)rect.height;
    ui_budget_draw(app, grid, rect, top);
    for (int i = 0; i < rect.height && top + i < lines; i++) {
        struct pk_rect line = { rect.x, rect.y + i, rect.width, 1 };
        ui_mouse_row(app, line, list, ui_budget_line(app, top + i).row);
    }
    if (ui_budget_rows(app) == 0) {
        pk_grid_put_cut(grid, rect.x + 1, rect.y, rect.width - 2, PK_ROLE_DIM,
                        app->below.focus == UI_ON_BUDGET
                            ? _("No sources of money yet.  The key a adds one.")
                            : _("No sources of money yet.  The keys b and then a add one."));
    }
    if (top + rect.height < lines) {
        pk_grid_glyph(grid, rect.x + rect.width - 1, rect.y + rect.height - 1, PK_ROLE_KEY, "↓",
                      'v');
    }
}

static void draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct ui_list *list = &app->below.sources;
    list->count = ui_budget_rows(app);
    if (list->cursor >= list->count) {
        list->cursor = list->count ? list->count - 1 : 0;
    }
    if (app->below.view == UI_BY_MONTH) {
        ui_curve_draw(app, grid, rect);
    } else {
        draw_lines(app, grid, rect);
    }
}

static void title(const struct ui_app *app, struct pk_buf *out)
{
    switch (app->below.view) {
    case UI_BY_SOURCE: pk_buf_str(out, _("Budget")); break;
    case UI_BY_GOAL: pk_buf_str(out, _("Budget by goals")); break;
    case UI_BY_MONTH:
        pk_buf_str(out, app->money.narrowed
                            ? _("Budget over the months")
                            : _("Budget over the months: planned by deadline, spent by date"));
        break;
    }
    if (app->money.narrowed) {
        pk_buf_printf(out, " · %s", _("in the filter / in all"));
    }
    ui_since_figure(app, out);
}

static unsigned move(struct ui_app *app, enum ui_motion motion)
{
    ui_budget_move(app, motion);
    return UI_DRAW;
}

const struct ui_pane ui_pane_budget = {
    .context = UI_IN_BUDGET,
    .title = title,
    .draw = draw,
    .move = move,
};
