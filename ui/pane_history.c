/* A line a change; the one under the cursor stands below in full, with its reason. */
#include "config.h"

#include <string.h>

#include "planek/i18n.h"
#include "planek/text.h"
#include "ui/app.h"
#include "ui/field.h"
#include "ui/history.h"
#include "ui/moment.h"
#include "ui/wrap.h"

enum { DETAIL_LINES = 3, WHO_NARROW = 10, WHO_WIDE = 18, WHY_LEAST = 12 };

static void title(const struct ui_app *app, struct pk_buf *out)
{
    const struct ui_history *history = &app->history;
    const struct pk_record *record =
        history->id ? pk_plan_find(app->plan, history->table, history->id) : NULL;
    pk_buf_str(out, _("History"));
    pk_buf_str(out, ": ");
    if (record) {
        ui_record_label(out, app->plan, record);
    } else {
        pk_buf_str(out, history->id ? history->id : _("the whole plan"));
    }
}

static void put_change(const struct ui_app *app, struct pk_grid *grid, struct pk_rect line,
                       const struct pk_change *change, bool lit)
{
    struct pk_buf when = { 0 }, what = { 0 };
    enum pk_role role = lit ? PK_ROLE_SELECTED : PK_ROLE_TEXT;
    int who_cells = line.width < UI_WIDE ? WHO_NARROW : WHO_WIDE;
    int x = line.x + 3 + UI_MOMENT_CELLS + 2, end = line.x + line.width - 1;
    const char *why = ui_history_why(&app->history, change);
    if (lit) {
        pk_grid_glyph(grid, line.x + 1, line.y, PK_ROLE_TEXT, "›", '>');
    }
    ui_moment_short(&when, change->when, app->options->today);
    pk_change_describe(&what, app->plan, change);
    pk_grid_put_right(grid, line.x + 3, line.y, UI_MOMENT_CELLS, PK_ROLE_DIM,
                      pk_buf_text(&when));
    pk_grid_put_cut(grid, x, line.y, who_cells, PK_ROLE_TEXT,
                    pk_who_shown(change->who));
    x += who_cells + 2;
    x += pk_grid_put_cut(grid, x, line.y, end - x, role, pk_buf_text(&what));
    if (*why && end - x > WHY_LEAST) {
        pk_grid_put_cut(grid, x + 2, line.y, end - x - 2, PK_ROLE_DIM, why);
    }
    pk_buf_dispose(&when);
    pk_buf_dispose(&what);
}

static void put_detail(const struct ui_app *app, struct pk_grid *grid, struct pk_rect rect,
                       const struct pk_change *change)
{
    struct pk_buf text = { 0 };
    const char *why = ui_history_why(&app->history, change);
    pk_change_describe(&text, app->plan, change);
    if (*why) {
        pk_buf_char(&text, '\n');
        pk_buf_printf(&text, _("reason: %s"), why);
    }
    ui_text_put(grid, rect, PK_ROLE_TEXT, pk_buf_text(&text), 0);
    pk_buf_dispose(&text);
}

static void draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct ui_list *list = &app->history.list;
    if (list->count == 0) {
        pk_grid_put_cut(grid, rect.x + 1, rect.y, rect.width - 2, PK_ROLE_TEXT,
                        _("nothing has been changed yet"));
        return;
    }
    ui_list_fit(list, (size_t)(rect.height - DETAIL_LINES - 1));
    for (size_t i = 0; i < list->height && list->top + i < list->count; i++) {
        struct pk_rect line = { rect.x, rect.y + (int)i, rect.width, 1 };
        put_change(app, grid, line, ui_history_change(&app->history, list->top + i),
                   list->top + i == list->cursor);
    }
    struct pk_rect low = { rect.x + 3, rect.y + rect.height - DETAIL_LINES, rect.width - 4,
                           DETAIL_LINES };
    pk_grid_run(grid, rect.x, low.y - 1, rect.width, PK_ROLE_RULE, "─", '-');
    put_detail(app, grid, low, ui_history_change(&app->history, list->cursor));
}

static unsigned move(struct ui_app *app, enum ui_motion motion)
{
    ui_list_move(&app->history.list, motion);
    return UI_DRAW;
}

static unsigned choose(struct ui_app *app)
{
    const struct pk_change *change =
        ui_history_change(&app->history, app->history.list.cursor);
    if (change) {
        ui_history_view(app, change);
    }
    return UI_DRAW;
}

static void closed(struct ui_app *app)
{
    ui_history_dispose(&app->history);
}

const struct ui_pane ui_pane_history = {
    .context = UI_IN_HISTORY,
    .title = title,
    .draw = draw,
    .move = move,
    .choose = choose,
    .closed = closed,
};
