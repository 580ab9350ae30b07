/* The whole screen, from the state to the cells.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "ui/app.h"
#include "ui/budgetlines.h"
#include "ui/titlebar.h"
#include "ui/wrap.h"

enum { BAR_RANKS = 12, BAR_MOST = 24, MESSAGE_LINES = 6 };

static void draw_too_small(struct pk_grid *grid)
{
    struct pk_rect all = { 0, 0, grid->width, grid->height };
    struct pk_buf text = { 0 };
    pk_buf_printf(&text, _("planek needs %dx%d"), UI_LEAST_WIDTH, UI_LEAST_HEIGHT);
    pk_grid_put_cut(grid, 0, 0, all.width, PK_ROLE_TEXT, pk_buf_text(&text));
    pk_buf_dispose(&text);
}

/* Draws "─ title ─────" from x. */
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
    pk_buf_char(&title, ' ');
    pk_grid_put_cut(grid, rect.x + 1, rect.y, rect.width - 3,
                    focus ? PK_ROLE_SELECTED : PK_ROLE_HEADING, pk_buf_text(&title));
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

static void draw_overlay(struct ui_app *app, struct pk_grid *grid)
{
    const struct ui_pane *pane = ui_app_pane(app);
    struct pk_rect rect = app->layout.whole;
    struct pk_buf title = { 0 };
    if (pane->title) {
        pane->title(app, &title);
    }
    pk_grid_put_cut(grid, rect.x + 1, rect.y, rect.width - 2, PK_ROLE_GOAL,
                    pk_buf_text(&title));
    pk_buf_dispose(&title);
    pane->draw(app, grid, (struct pk_rect){ rect.x, rect.y + 1, rect.width, rect.height - 1 });
}

/* A key of the bar and what it does. */
struct entry {
    struct pk_buf key;
    const char *brief;
    int rank, key_cells, cells;
};

static bool in_bar(const struct ui_app *app, const struct ui_pane *pane,
                   const struct ui_binding *binding)
{
    if (!binding->brief ||
        (binding->context != pane->context && binding->context != UI_ANYWHERE &&
         !(pane->context == UI_IN_BUDGET && binding->context == UI_IN_CHART))) {
        return false;
    }
    if (strcmp(binding->line, "back") == 0) {
        return ui_app_covered(app) || app->below.focus != UI_ON_CHART ||
               app->outline.filter_text;
    }
    if (pane->context == UI_IN_WAITING && !ui_waiting_offers(app, binding->line)) {
        return false;
    }
    if (ui_app_past(app) && (strcmp(binding->line, "take-back") == 0 ||
                             strcmp(binding->line, "why") == 0)) {
        return false;
    }
    return pane->choose || strcmp(binding->line, "choose") != 0;
}

static int collect_bar(const struct ui_app *app, const struct pk_grid *grid,
                       struct entry entries[BAR_MOST])
{
    const struct ui_pane *pane = ui_app_pane(app);
    int count = 0;
    for (size_t i = 0; i < ui_keymap_count(&app->keymap) && count < BAR_MOST; i++) {
        const struct ui_binding *binding = ui_keymap_at(&app->keymap, i);
        if (!in_bar(app, pane, binding)) {
            continue;
        }
        struct entry *entry = &entries[count++];
        const char *other =
            pane->context == UI_IN_WAITING ? ui_waiting_brief(app, binding->line) : NULL;
        *entry = (struct entry){ .brief = other ? other : _(binding->brief),
                                 .rank = binding->rank };
        ui_binding_label(&entry->key, binding);
        entry->key_cells = pk_grid_width(grid, pk_buf_text(&entry->key));
        entry->cells = entry->key_cells + 1 + pk_grid_width(grid, entry->brief) + 2;
    }
    return count;
}

/* The lowest rank that still fits with all those before it. */
static int ranks_that_fit(const struct entry *entries, int count, int cells)
{
    int rank = 1;
    for (; rank <= BAR_RANKS; rank++) {
        for (int i = 0; i < count; i++) {
            cells -= entries[i].rank == rank ? entries[i].cells : 0;
        }
        if (cells < 0) {
            break;
        }
    }
    return rank - 1;
}

static void draw_bar(const struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct entry entries[BAR_MOST];
    int count = collect_bar(app, grid, entries);
    int x = rect.x + 1, ranks = ranks_that_fit(entries, count, rect.width + 1);
    pk_grid_fill(grid, rect, PK_ROLE_BAR);
    for (int i = 0; i < count; i++) {
        struct entry *entry = &entries[i];
        if (entry->rank <= ranks) {
            pk_grid_put(grid, x, rect.y, rect.width, PK_ROLE_KEY, pk_buf_text(&entry->key));
            pk_grid_put(grid, x + entry->key_cells + 1, rect.y, rect.width, PK_ROLE_BAR,
                        entry->brief);
            x += entry->cells;
        }
        pk_buf_dispose(&entry->key);
    }
}

/* In full, on as many lines as it takes. */
static void draw_message(const struct ui_app *app, struct pk_grid *grid, struct pk_rect bar)
{
    const char *text = pk_buf_text(&app->message.text);
    int mark = app->message.fault ? 2 : 0;
    int lines = ui_text_lines(text, bar.width - 2 - mark);
    lines = lines < MESSAGE_LINES ? lines : MESSAGE_LINES;
    enum pk_role role = app->message.fault ? PK_ROLE_FAULT : PK_ROLE_KEY;
    struct pk_rect rect = { bar.x, bar.y + 1 - lines, bar.width, lines };
    pk_grid_fill(grid, rect, PK_ROLE_BAR);
    if (mark) {
        pk_grid_glyph(grid, rect.x + 1, rect.y, role, "×", 'x');
    }
    rect.x += 1 + mark;
    rect.width -= 2 + mark;
    ui_text_put(grid, rect, role, text, 0);
}

void ui_draw(struct ui_app *app, struct pk_grid *grid, int width, int height)
{
    pk_grid_reset(grid, width, height);
    int wanted = app->below.per_goal ? ui_budget_lines(app) : 0;
    app->layout = ui_layout_of(width, height, wanted);
    if (app->layout.too_small) {
        draw_too_small(grid);
        return;
    }
    if (!app->layout.wide && app->below.focus == UI_ON_ACTIVITY) {
        app->below.focus = UI_ON_CHART;
    }
    ui_titlebar_draw(app, grid, app->layout.title);
    if (ui_app_covered(app)) {
        draw_overlay(app, grid);
    } else {
        ui_pane_chart.draw(app, grid, app->layout.chart);
        draw_below(app, grid);
    }
    if (app->prompt.kind != UI_NO_PROMPT) {
        ui_prompt_draw(app, grid, app->layout.bar);
    } else if (app->message.text.len) {
        draw_message(app, grid, app->layout.bar);
    } else {
        draw_bar(app, grid, app->layout.bar);
    }
}
