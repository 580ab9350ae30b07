#include "config.h"

#include "ui/pager.h"

#include <stdlib.h>

#include "planek/mem.h"
#include "ui/wrap.h"

enum { PAGE_CELLS = 1000 };

void ui_pager_dispose(struct ui_pager *pager)
{
    free(pager->title);
    pk_buf_dispose(&pager->text);
    *pager = (struct ui_pager){ 0 };
}

void ui_pager_open(struct ui_app *app, const char *title, struct pk_buf *text)
{
    ui_pager_dispose(&app->pager);
    app->pager.title = pk_strdup(title);
    app->pager.text = *text;
    ui_app_open(app, &ui_pane_pager);
}

void ui_pager_open_page(struct ui_app *app, const char *title, struct pk_buf *text)
{
    ui_pager_open(app, title, text);
    app->pager.as_is = true;
}

void ui_pager_open_help(struct ui_app *app, const char *title, struct pk_buf *text, int key_cells)
{
    ui_pager_open(app, title, text);
    app->pager.key_cells = key_cells;
}

static void title(const struct ui_app *app, struct pk_buf *out)
{
    pk_buf_str(out, app->pager.title);
}

/* In help a line that is not indented is a heading, one indented by two begins with keys. */
static void paint_line(struct pk_grid *grid, struct pk_rect rect, int y, int key_cells)
{
    const struct pk_gridcell *cells = &grid->cells[y * grid->width + rect.x];
    bool heading = cells[0].glyph[0] != ' ', keys = cells[2].glyph[0] != ' ';
    struct pk_rect part = { rect.x, y, heading ? rect.width : key_cells, 1 };
    if (heading || keys) {
        pk_grid_paint(grid, part, heading ? PK_ROLE_GOAL : PK_ROLE_KEY);
    }
}

void ui_pager_draw(struct ui_pager *pager, struct pk_grid *grid, struct pk_rect rect)
{
    struct pk_rect inner = { rect.x + 1, rect.y, rect.width - 1, rect.height };
    if (pager->as_is) {
        inner = (struct pk_rect){ rect.x, rect.y, PAGE_CELLS, rect.height };
    }
    const char *text = pk_buf_text(&pager->text);
    pager->list.count = (size_t)ui_text_lines(text, inner.width);
    pager->list.height = (size_t)inner.height;
    ui_list_scroll(&pager->list, UI_MOVE_LEFT);
    ui_text_put(grid, inner, PK_ROLE_TEXT, text, (int)pager->list.top);
    for (int y = inner.y; pager->key_cells && y < inner.y + inner.height; y++) {
        paint_line(grid, inner, y, pager->key_cells);
    }
    if (pager->list.top + pager->list.height < pager->list.count) {
        pk_grid_glyph(grid, rect.x + rect.width - 1, rect.y + rect.height - 1, PK_ROLE_KEY, "↓",
                      'v');
    }
}

static void draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    ui_pager_draw(&app->pager, grid, rect);
}

static unsigned move(struct ui_app *app, enum ui_motion motion)
{
    ui_list_scroll(&app->pager.list, motion);
    return UI_DRAW;
}

const struct ui_pane ui_pane_pager = {
    .context = UI_IN_LIST,
    .title = title,
    .draw = draw,
    .move = move,
};
