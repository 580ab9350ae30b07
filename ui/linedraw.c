/* How a text being typed is drawn: the part of it that holds the cursor. */
#include "config.h"

#include <stdlib.h>

#include "planek/mem.h"
#include "planek/text.h"
#include "ui/area.h"
#include "ui/lineedit.h"

static int width_of(const struct pk_grid *grid, const struct ui_lineedit *edit, size_t from,
                    size_t to)
{
    char *part = pk_strndup(pk_buf_text(&edit->text) + from, to - from);
    int width = pk_grid_width(grid, part);
    free(part);
    return width;
}

/* Moves the first byte shown so that the cursor, a cell of its own, is within the cells. */
static void scroll(struct ui_lineedit *edit, const struct pk_grid *grid, int cells)
{
    if (width_of(grid, edit, 0, edit->text.len) < cells) {
        edit->scroll = 0;
    }
    if (edit->scroll <= edit->at && width_of(grid, edit, edit->scroll, edit->at) < cells) {
        return;
    }
    size_t from = edit->at;
    while (from > 0) {
        size_t before = pk_text_previous(pk_buf_text(&edit->text), from);
        if (width_of(grid, edit, before, edit->at) > cells * 2 / 3) {
            break;
        }
        from = before;
    }
    edit->scroll = from;
}

void ui_lineedit_draw(struct ui_lineedit *edit, struct pk_grid *grid, struct pk_rect rect,
                      enum pk_role role, bool focus)
{
    edit->cells = rect.width;
    pk_grid_fill(grid, rect, role);
    if (edit->lines) {
        ui_area_draw(edit, grid, rect, role, focus);
        return;
    }
    if (!focus) {
        pk_grid_put_cut(grid, rect.x, rect.y, rect.width, role, pk_buf_text(&edit->text));
        return;
    }
    scroll(edit, grid, rect.width);
    const char *shown = pk_buf_text(&edit->text) + edit->scroll;
    pk_grid_put(grid, rect.x, rect.y, rect.width, edit->selected ? PK_ROLE_SELECTED : role, shown);
    grid->cursor_x = rect.x + width_of(grid, edit, edit->scroll, edit->at);
    grid->cursor_y = rect.y;
    if (edit->ghost.len) {
        int x = grid->cursor_x, end = rect.x + rect.width;
        x += pk_grid_put_cut(grid, x, rect.y, end - x, PK_ROLE_DIM, pk_buf_text(&edit->ghost));
        pk_grid_put(grid, x, rect.y, end - x, role, pk_buf_text(&edit->text) + edit->at);
    }
}

int ui_lineedit_rows(const struct ui_lineedit *edit, int cells)
{
    return edit->lines ? ui_area_rows(edit, cells) : 1;
}
