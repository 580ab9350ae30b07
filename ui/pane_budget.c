#include "config.h"

#include "planek/i18n.h"
#include "ui/app.h"
#include "ui/budgetlines.h"

static bool has_focus(const struct ui_app *app)
{
    return app->below.focus == UI_ON_BUDGET;
}

static void draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct ui_list *list = &app->below.sources;
    int lines = ui_budget_lines(app), most = lines - rect.height;
    int top = (int)list->top;
    if (!app->below.per_goal) {
        list->count = ui_budget_sources(app);
        int at = ui_budget_line_of(app, list->cursor);
        if (at < top) {
            top = at;
        }
        if (at + 1 >= top + rect.height) {
            top = at + 2 - rect.height;
        }
    }
    top = top > most ? most : top;
    list->top = (size_t)(top < 0 ? 0 : top);
    list->height = (size_t)rect.height;
    for (int i = 0; i < rect.height && (int)list->top + i < lines; i++) {
        ui_budget_put(app, grid, (struct pk_rect){ rect.x, rect.y + i, rect.width, 1 },
                      (int)list->top + i, has_focus(app));
    }
    if (lines == 0) {
        pk_grid_put_cut(grid, rect.x + 1, rect.y, rect.width - 2, PK_ROLE_DIM,
                        _("No sources of money yet.  :add sources adds one."));
    }
    if ((int)list->top + rect.height < lines) {
        pk_grid_glyph(grid, rect.x + rect.width - 1, rect.y + rect.height - 1, PK_ROLE_KEY, "↓",
                      'v');
    }
}

static void title(const struct ui_app *app, struct pk_buf *out)
{
    pk_buf_str(out, app->below.per_goal ? _("Budget by goals") : _("Budget"));
}

static unsigned move(struct ui_app *app, enum ui_motion motion)
{
    struct ui_list *list = &app->below.sources;
    if (app->below.per_goal) {
        list->count = (size_t)ui_budget_lines(app);
        ui_list_scroll(list, motion);
    } else {
        ui_list_move(list, motion);
    }
    return UI_DRAW;
}

const struct ui_pane ui_pane_budget = {
    .context = UI_IN_BUDGET,
    .title = title,
    .draw = draw,
    .move = move,
};
