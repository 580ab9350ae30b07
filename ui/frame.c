/* The whole screen, from the state to the cells.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "ui/app.h"
#include "ui/bar.h"
#include "ui/budgetlines.h"
#include "ui/titlebar.h"
#include "ui/wrap.h"

enum { MESSAGE_LINES = 6, MESSAGE_GAP = 3, TITLE_ROOM = 56 };

static void draw_too_small(struct pk_grid *grid)
{
    struct pk_buf text = { 0 };
    pk_buf_printf(&text, _("planek needs %dx%d"), UI_LEAST_WIDTH, UI_LEAST_HEIGHT);
    pk_grid_put_cut(grid, 0, 0, grid->width, PK_ROLE_TEXT, pk_buf_text(&text));
    pk_buf_dispose(&text);
}

/* Draws "─ title ─────" from x.  A title that changes with each row has room of its own and no
 * colour, so that on a slow line the rule need not go to and fro.
 */
static void draw_rule(const struct ui_app *app, struct pk_grid *grid, struct pk_rect rect,
                      const struct ui_pane *pane)
{
    struct pk_buf title = { 0 };
    bool focus = ui_app_pane(app) == pane;
    pk_grid_run(grid, rect.x, rect.y, rect.width, PK_ROLE_RULE, "─", '-');
    pk_buf_char(&title, ' ');
    if (pane->title) {
        pane->title(app, &title);
    }
    bool named = title.len > 1;
    pk_buf_char(&title, ' ');
    enum pk_role role = focus ? PK_ROLE_SELECTED : PK_ROLE_HEADING;
    if (pane == &ui_pane_activity && named) {
        int room = rect.width / 2 < TITLE_ROOM ? rect.width / 2 : TITLE_ROOM;
        pk_grid_fill(grid, (struct pk_rect){ rect.x + 1, rect.y, room, 1 }, PK_ROLE_TEXT);
        role = focus ? PK_ROLE_SELECTED : PK_ROLE_TEXT;
    }
    if (named) {
        pk_grid_put_cut(grid, rect.x + 1, rect.y, rect.width - 3, role, pk_buf_text(&title));
    }
    pk_buf_dispose(&title);
}

static void draw_below(struct ui_app *app, struct pk_grid *grid)
{
    const struct ui_layout *layout = &app->layout;
    struct pk_rect rule = layout->rule;
    if (!layout->wide) {
        const struct ui_pane *pane =
            app->below.activity_shown ? &ui_pane_activity : &ui_pane_budget;
        draw_rule(app, grid, rule, pane);
        pane->draw(app, grid, layout->budget);
        return;
    }
    int x = layout->activity.x - 1;
    draw_rule(app, grid, (struct pk_rect){ rule.x, rule.y, x, 1 }, &ui_pane_budget);
    pk_grid_glyph(grid, x, rule.y, PK_ROLE_RULE, "┬", '+');
    draw_rule(app, grid, (struct pk_rect){ x + 1, rule.y, rule.width - x - 1, 1 },
              &ui_pane_activity);
    for (int y = layout->budget.y; y < layout->budget.y + layout->budget.height; y++) {
        pk_grid_glyph(grid, x, y, PK_ROLE_RULE, "│", '|');
    }
    ui_pane_budget.draw(app, grid, layout->budget);
    ui_pane_activity.draw(app, grid, layout->activity);
}

static void draw_cover(struct ui_app *app, struct pk_grid *grid, const struct ui_pane *pane)
{
    struct pk_rect rect = app->layout.whole;
    struct pk_buf title = { 0 };
    if (pane->title) {
        pane->title(app, &title);
    }
    pk_grid_put_cut(grid, rect.x + 1, rect.y, rect.width - 2, PK_ROLE_GOAL,
                    pk_buf_text(&title));
    pk_buf_dispose(&title);
    app->layout.front = (struct pk_rect){ rect.x, rect.y + 1, rect.width, rect.height - 1 };
    ui_mouse_cover(app);
    pane->draw(app, grid, app->layout.front);
}

/* The line that a box belongs to: that of the cursor beneath, or of the row in the chart. */
static int anchor_of(const struct ui_app *app, const struct pk_grid *grid, int index)
{
    const struct ui_list *list = &app->outline.list;
    if (grid->cursor_y >= 0) {
        return grid->cursor_y;
    }
    if (index > 0 || app->below.focus != UI_ON_CHART || list->cursor < list->top) {
        return -1;
    }
    return app->layout.chart.y + 1 + (int)(list->cursor - list->top);
}

static struct pk_rect box_place(const struct ui_app *app, const struct ui_pane *pane, int anchor)
{
    struct pk_rect whole = app->layout.whole, box;
    int width = whole.width, height = whole.height - 2;
    pane->size(app, &width, &height);
    bool sides = width + 2 < whole.width;
    box.width = sides ? width + 2 : whole.width;
    box.height = height + 2 < whole.height ? height + 2 : whole.height;
    box.x = whole.x + (whole.width - box.width) / 2;
    if (anchor >= 0 && anchor + box.height < whole.y + whole.height) {
        box.y = anchor + 1;
    } else if (anchor - box.height >= whole.y) {
        box.y = anchor - box.height;
    } else {
        box.y = whole.y + (whole.height - box.height) / 2;
    }
    return box;
}

/* "┌─ title ────┐" and so on; a box as wide as the screen has no sides. */
static struct pk_rect draw_frame(struct pk_grid *grid, struct pk_rect box)
{
    int bottom = box.y + box.height - 1, right = box.x + box.width - 1;
    pk_grid_fill(grid, box, PK_ROLE_TEXT);
    pk_grid_run(grid, box.x, box.y, box.width, PK_ROLE_RULE, "─", '-');
    pk_grid_run(grid, box.x, bottom, box.width, PK_ROLE_RULE, "─", '-');
    if (box.width == grid->width) {
        return (struct pk_rect){ box.x, box.y + 1, box.width, box.height - 2 };
    }
    pk_grid_glyph(grid, box.x, box.y, PK_ROLE_RULE, "┌", '+');
    pk_grid_glyph(grid, right, box.y, PK_ROLE_RULE, "┐", '+');
    pk_grid_glyph(grid, box.x, bottom, PK_ROLE_RULE, "└", '+');
    pk_grid_glyph(grid, right, bottom, PK_ROLE_RULE, "┘", '+');
    for (int y = box.y + 1; y < bottom; y++) {
        pk_grid_glyph(grid, box.x, y, PK_ROLE_RULE, "│", '|');
        pk_grid_glyph(grid, right, y, PK_ROLE_RULE, "│", '|');
    }
    return (struct pk_rect){ box.x + 1, box.y + 1, box.width - 2, box.height - 2 };
}

static void draw_box(struct ui_app *app, struct pk_grid *grid, int index)
{
    const struct ui_pane *pane = app->overlays[index];
    struct pk_rect box = box_place(app, pane, anchor_of(app, grid, index));
    app->layout.front = draw_frame(grid, box);
    grid->cursor_x = grid->cursor_y = -1;
    struct pk_buf text = { 0 };
    if (pane->title) {
        pk_buf_char(&text, ' ');
        pane->title(app, &text);
        pk_buf_char(&text, ' ');
    }
    bool sides = box.width < grid->width;
    pk_grid_put_cut(grid, box.x + 1 + sides, box.y, box.width - 5, PK_ROLE_GOAL,
                    pk_buf_text(&text));
    pk_buf_dispose(&text);
    ui_mouse_cover(app);
    pane->draw(app, grid, app->layout.front);
}

/* From the last pane that covers the screen upwards. */
static void draw_panes(struct ui_app *app, struct pk_grid *grid)
{
    int first = app->overlay_count;
    while (first > 0 && app->overlays[first - 1]->size) {
        first--;
    }
    if (first > 0) {
        draw_cover(app, grid, app->overlays[first - 1]);
    } else {
        ui_pane_chart.draw(app, grid, app->layout.chart);
        if (app->layout.budget.height) {
            draw_below(app, grid);
        }
    }
    for (int i = first; i < app->overlay_count; i++) {
        draw_box(app, grid, i);
    }
}

/* In full, on as many lines as it takes, of which a prompt leaves one; keys get what is left of
 * a line. */
static void draw_message(struct ui_app *app, struct pk_grid *grid, struct pk_rect bar)
{
    const char *text = pk_buf_text(&app->message.text);
    int mark = app->message.fault ? 2 : 0;
    int lines = ui_text_lines(text, bar.width - 2 - mark);
    int most = app->prompt.kind != UI_NO_PROMPT ? 1 : MESSAGE_LINES;
    lines = lines < most ? lines : most;
    enum pk_role role = app->message.fault ? PK_ROLE_FAULT : PK_ROLE_KEY;
    struct pk_rect rect = { bar.x, bar.y + 1 - lines, bar.width, lines };
    pk_grid_fill(grid, rect, PK_ROLE_BAR);
    if (mark) {
        pk_grid_glyph(grid, rect.x + 1, rect.y, role, "×", 'x');
    }
    rect.x += 1 + mark;
    rect.width -= 2 + mark;
    ui_text_put(grid, rect, role, text, 0);
    int used = pk_grid_width(grid, text) + MESSAGE_GAP;
    if (lines == 1 && used < rect.width) {
        ui_bar_draw_end(app, grid, (struct pk_rect){ rect.x + used, rect.y,
                                                     rect.width + 1 - used, 1 });
    }
}

/* Where the rows of the plan leave room, the budget is shown with all its lines. */
static struct ui_layout lay_out(const struct ui_app *app, int width, int height)
{
    int wanted = app->below.hidden ? UI_NOTHING_BELOW : ui_budget_wants(app, width);
    struct ui_layout layout = ui_layout_of(width, height, wanted);
    size_t rows = app->outline.list.count + 1, shown = (size_t)layout.chart.height;
    if (wanted || !layout.wide || layout.too_small || rows >= shown) {
        return layout;
    }
    int room = layout.budget.height + (int)(shown - rows), lines = ui_budget_lines(app);
    return ui_layout_of(width, height, lines < room ? lines : room);
}

void ui_draw(struct ui_app *app, struct pk_grid *grid, int width, int height)
{
    pk_grid_reset(grid, width, height);
    app->layout = lay_out(app, width, height);
    ui_mouse_cover(app);
    if (app->layout.too_small) {
        draw_too_small(grid);
        return;
    }
    if (!app->layout.wide && app->below.focus == UI_ON_ACTIVITY) {
        app->below.focus = UI_ON_CHART;
    }
    ui_titlebar_draw(app, grid, app->layout.title);
    draw_panes(app, grid);
    struct pk_rect bar = app->layout.bar;
    if (app->prompt.kind != UI_NO_PROMPT) {
        ui_prompt_draw(app, grid, (struct pk_rect){ bar.x, bar.y - 1, bar.width, 1 });
    }
    if (app->message.text.len) {
        draw_message(app, grid, bar);
    } else {
        ui_bar_draw(app, grid, bar);
    }
    ui_mouse_draw(app, grid);
}
