#include "config.h"

#include "ui/textlines.h"

#include <stdlib.h>
#include <string.h>

#include "planek/mem.h"
#include "planek/text.h"

static void add(struct ui_textlines *lines, size_t start)
{
    lines->starts = pk_reserve(lines->starts, &lines->capacity, lines->count + 1,
                               sizeof *lines->starts);
    lines->starts[lines->count++] = start;
}

/* A line has at least as many bytes as it takes cells: a short one need not be looked into. */
static size_t line_end(const char *text, size_t length, int cells)
{
    size_t next;
    const char *end = memchr(text, '\n', length < (size_t)cells ? length : (size_t)cells);
    if (end && !memchr(text, '\r', (size_t)(end - text))) {
        return (size_t)(end + 1 - text);
    }
    (void)pk_text_wrap(text, length, cells, &next);
    return next;
}

void ui_textlines_wrap(struct ui_textlines *lines, const char *text, size_t length, int cells)
{
    cells = cells > 0 ? cells : 1;
    if (lines->cells == cells) {
        return;
    }
    lines->count = 0;
    lines->cells = cells;
    for (size_t at = 0; at < length;) {
        add(lines, at);
        at += line_end(text + at, length - at, cells);
    }
}

void ui_textlines_put(const struct ui_textlines *lines, struct pk_grid *grid, struct pk_rect rect,
                      enum pk_role role, const char *text, size_t length, size_t from)
{
    for (int y = 0; y < rect.height && from + (size_t)y < lines->count; y++) {
        size_t start = lines->starts[from + (size_t)y], next;
        size_t fits = pk_text_wrap(text + start, length - start, lines->cells, &next);
        char *part = pk_strndup(text + start, fits);
        pk_grid_put(grid, rect.x, rect.y + y, rect.width, role, part);
        free(part);
    }
}

void ui_textlines_dispose(struct ui_textlines *lines)
{
    free(lines->starts);
    *lines = (struct ui_textlines){ 0 };
}
