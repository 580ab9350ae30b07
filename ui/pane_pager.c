#include "config.h"

#include "ui/pager.h"

#include <stdlib.h>

#include "planek/mem.h"
#include "ui/keytext.h"
#include "ui/wrap.h"

enum { PAGE_CELLS = 1000 };

void ui_pager_dispose(struct ui_pager *pager)
{
    free(pager->title);
    pk_buf_dispose(&pager->text);
    ui_textlines_dispose(&pager->lines);
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

static bool draw_wrapped(struct ui_pager *pager, struct pk_grid *grid, struct pk_rect inner)
{
    const char *text = pk_buf_text(&pager->text);
    ui_textlines_wrap(&pager->lines, text, pager->text.len, inner.width);
    pager->list.count = pager->lines.count;
    pager->list.height = (size_t)inner.height;
    ui_list_scroll(&pager->list, UI_MOVE_LEFT);
    ui_textlines_put(&pager->lines, grid, inner, PK_ROLE_TEXT, text, pager->text.len,
                     pager->list.top);
    return pager->list.top + pager->list.height < pager->list.count;
}

void ui_pager_draw(struct ui_pager *pager, struct pk_grid *grid, struct pk_rect rect)
{
    struct pk_rect inner = { rect.x + 1, rect.y, rect.width - 1, rect.height };
    if (pager->as_is) {
        inner = (struct pk_rect){ rect.x, rect.y, PAGE_CELLS, rect.height };
    }
    bool more = pager->key_cells ? ui_keytext_draw(&pager->list, grid, inner,
                                                   pk_buf_text(&pager->text), pager->key_cells)
                                 : draw_wrapped(pager, grid, inner);
    if (more) {
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

static void closed(struct ui_app *app)
{
    ui_prompt_wake(app);
}

const struct ui_pane ui_pane_pager = {
    .context = UI_IN_LIST,
    .title = title,
    .draw = draw,
    .move = move,
    .closed = closed,
};
