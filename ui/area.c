#include "config.h"

#include "ui/area.h"

#include <stdlib.h>

#include "planek/mem.h"
#include "planek/text.h"

struct row {
    size_t start, length;
};

struct rows {
    struct row *items;
    size_t count, capacity;
};

static void add_row(struct rows *rows, size_t start, size_t length)
{
    rows->items = pk_reserve(rows->items, &rows->capacity, rows->count + 1, sizeof *rows->items);
    rows->items[rows->count++] = (struct row){ start, length };
}

static struct rows wrap(const struct ui_lineedit *edit, int cells)
{
    struct rows rows = { 0 };
    const char *text = pk_buf_text(&edit->text);
    size_t at = 0;
    while (at < edit->text.len) {
        size_t next;
        size_t length = pk_text_wrap(text + at, edit->text.len - at, cells, &next);
        add_row(&rows, at, length);
        at += next;
    }
    if (rows.count == 0 || text[edit->text.len - 1] == '\n') {
        add_row(&rows, edit->text.len, 0);
    }
    return rows;
}

static size_t row_of(const struct rows *rows, size_t at)
{
    size_t row = rows->count - 1;
    while (row > 0 && rows->items[row].start > at) {
        row--;
    }
    return row;
}

int ui_area_rows(const struct ui_lineedit *edit, int cells)
{
    struct rows rows = wrap(edit, cells);
    free(rows.items);
    return (int)rows.count;
}

bool ui_area_step(struct ui_lineedit *edit, int direction)
{
    struct rows rows = wrap(edit, edit->cells > 0 ? edit->cells : 40);
    size_t row = row_of(&rows, edit->at);
    bool moves = direction < 0 ? row > 0 : row + 1 < rows.count;
    if (moves) {
        const char *text = pk_buf_text(&edit->text);
        size_t start = rows.items[row].start;
        int x = pk_text_width(text + start, edit->at - start);
        const struct row *to = &rows.items[direction < 0 ? row - 1 : row + 1];
        edit->at = to->start + pk_text_fit(text + to->start, to->length, x, NULL);
    }
    free(rows.items);
    return moves;
}

static void put_row(const struct ui_lineedit *edit, struct pk_grid *grid, struct pk_rect line,
                    enum pk_role role, const struct row *row)
{
    char *part = pk_strndup(pk_buf_text(&edit->text) + row->start, row->length);
    pk_grid_put(grid, line.x, line.y, line.width, role, part);
    free(part);
}

static void put_cursor(const struct ui_lineedit *edit, struct pk_grid *grid, struct pk_rect rect,
                       const struct row *row, int y)
{
    char *part = pk_strndup(pk_buf_text(&edit->text) + row->start, edit->at - row->start);
    int x = pk_grid_width(grid, part);
    free(part);
    grid->cursor_x = rect.x + (x < rect.width ? x : rect.width - 1);
    grid->cursor_y = y;
}

void ui_area_draw(struct ui_lineedit *edit, struct pk_grid *grid, struct pk_rect rect,
                  enum pk_role role, bool focus)
{
    struct rows rows = wrap(edit, rect.width);
    size_t at = row_of(&rows, edit->at);
    size_t height = (size_t)rect.height;
    size_t top = row_of(&rows, edit->scroll);
    if (!focus || rows.count <= height) {
        top = 0;
    } else if (at < top) {
        top = at;
    } else if (at >= top + height) {
        top = at - height + 1;
    }
    edit->scroll = rows.items[top].start;
    for (size_t i = 0; i < height && top + i < rows.count; i++) {
        put_row(edit, grid, (struct pk_rect){ rect.x, rect.y + (int)i, rect.width, 1 }, role,
                &rows.items[top + i]);
    }
    if (top > 0) {
        pk_grid_glyph(grid, rect.x + rect.width - 1, rect.y, role, "↑", '^');
    }
    if (top + height < rows.count) {
        pk_grid_glyph(grid, rect.x + rect.width - 1, rect.y + rect.height - 1, role, "↓", 'v');
    }
    if (focus) {
        put_cursor(edit, grid, rect, &rows.items[at], rect.y + (int)(at - top));
    }
    free(rows.items);
}
