#include "config.h"

#include "ui/keytext.h"

#include <stdlib.h>
#include <string.h>

#include "planek/mem.h"
#include "planek/text.h"

enum { COLUMN_LEAST = 58, GAP = 2 };

/* A line on the screen: so many bytes, so many cells from the column's edge. */
struct line {
    const char *text;
    size_t length;
    int indent;
    bool heading, keys;
};

struct lines {
    struct line *items;
    size_t count, capacity;
    size_t height; /* of a column; 0: there is only one */
};

static void add(struct lines *lines, struct line line)
{
    lines->items = pk_reserve(lines->items, &lines->capacity, lines->count + 1,
                              sizeof *lines->items);
    lines->items[lines->count++] = line;
}

/* Where the text behind a line's keys or signs begins, else where the line does. */
static size_t text_at(const char *line, size_t length)
{
    size_t first = strspn(line, " ");
    for (size_t at = first; at + 2 < length; at++) {
        if (line[at] == ' ' && line[at + 1] == ' ') {
            return at + strspn(line + at, " ");
        }
    }
    return first < length ? first : 0;
}

/* No heading is the last line of a column, no blank line its first. */
static bool begins_column(struct lines *lines, bool heading, size_t length)
{
    size_t row = lines->height ? lines->count % lines->height : 1;
    if (heading && row + 1 == lines->height) {
        add(lines, (struct line){ .text = "" });
        row = 0;
    }
    return row == 0 && length == 0;
}

static void add_wrapped(struct lines *lines, const char *text, size_t length, int cells)
{
    size_t hang = text_at(text, length), next;
    int indent = pk_text_width(text, hang);
    bool heading = length > 0 && text[0] != ' ', keys = length > 2 && !heading && text[2] != ' ';
    if (begins_column(lines, heading, length)) {
        return;
    }
    if (indent > cells / 2) {
        indent = 0;
        hang = 0;
    }
    size_t fits = pk_text_wrap(text + hang, length - hang, cells - indent, &next);
    add(lines, (struct line){ text, hang + fits, 0, heading, keys });
    for (size_t at = hang + next; at < length; at += next) {
        fits = pk_text_wrap(text + at, length - at, cells - indent, &next);
        add(lines, (struct line){ text + at, fits, indent, heading, false });
    }
}

static void put_line(struct pk_grid *grid, struct pk_rect rect, const struct line *line,
                     int key_cells)
{
    char *part = pk_strndup(line->text, line->length);
    pk_grid_put(grid, rect.x + line->indent, rect.y, rect.width - line->indent, PK_ROLE_TEXT,
                part);
    free(part);
    if (line->heading || line->keys) {
        rect.width = line->heading ? rect.width : key_cells;
        pk_grid_paint(grid, rect, line->heading ? PK_ROLE_GOAL : PK_ROLE_KEY);
    }
}

static void put_column(const struct lines *lines, struct pk_grid *grid, struct pk_rect rect,
                       size_t from, int key_cells)
{
    for (int y = 0; y < rect.height && from + (size_t)y < lines->count; y++) {
        struct pk_rect row = { rect.x, rect.y + y, rect.width, 1 };
        put_line(grid, row, &lines->items[from + (size_t)y], key_cells);
    }
}

bool ui_keytext_draw(struct ui_list *list, struct pk_grid *grid, struct pk_rect rect,
                     const char *text, int key_cells)
{
    int columns = rect.width / COLUMN_LEAST > 1 && rect.height > 0 ? rect.width / COLUMN_LEAST : 1;
    int pitch = rect.width / columns, cells = columns > 1 ? pitch - GAP : rect.width;
    struct lines lines = { .height = columns > 1 ? (size_t)rect.height : 0 };
    while (*text) {
        size_t length = strcspn(text, "\n");
        add_wrapped(&lines, text, length, cells > 0 ? cells : 1);
        text += length + (text[length] == '\n');
    }
    size_t unit = lines.height ? lines.height : 1;
    list->count = (lines.count + unit - 1) / unit;
    list->height = lines.height ? (size_t)columns : (size_t)rect.height;
    ui_list_scroll(list, UI_MOVE_LEFT);
    for (int i = 0; i < columns; i++) {
        struct pk_rect column = { rect.x + i * pitch, rect.y, cells, rect.height };
        put_column(&lines, grid, column, (list->top + (size_t)i) * unit, key_cells);
    }
    free(lines.items);
    return list->top + list->height < list->count;
}
