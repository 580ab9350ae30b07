/* Cells are one array, row by row.  A wide character stands in two of them, the right one empty
 * and of width 0; every write first frees the cells that it takes, so that no half is ever left.
 *
 *     | a | 漢 .  | b |        put "x" on the right half:  | a |   | x | b |
 */
#include "config.h"

#include "planek/grid.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "planek/mem.h"
#include "planek/text.h"

static const struct pk_gridcell blank = { .glyph = " ", .width = 1, .role = PK_ROLE_TEXT };

static int min(int a, int b)
{
    return a < b ? a : b;
}

static int max(int a, int b)
{
    return a > b ? a : b;
}

static struct pk_gridcell *grid_row(const struct pk_grid *grid, int y)
{
    return grid->cells + (size_t)y * (size_t)grid->width;
}

void pk_grid_init(struct pk_grid *grid, int width, int height, bool ascii)
{
    *grid = (struct pk_grid){ .ascii = ascii };
    pk_grid_reset(grid, width, height);
}

void pk_grid_dispose(struct pk_grid *grid)
{
    free(grid->cells);
    *grid = (struct pk_grid){ .cursor_x = -1, .cursor_y = -1 };
}

void pk_grid_reset(struct pk_grid *grid, int width, int height)
{
    width = max(width, 0);
    height = max(height, 0);
    if (!grid->cells || width != grid->width || height != grid->height) {
        size_t count = (size_t)width * (size_t)height;
        free(grid->cells);
        grid->cells = pk_new(count ? count : 1, sizeof *grid->cells);
        grid->width = width;
        grid->height = height;
    }
    for (int x = 0; x < width && height; x++) {
        grid->cells[x] = blank;
    }
    for (int y = 1; y < height; y++) {
        memcpy(grid_row(grid, y), grid->cells, (size_t)width * sizeof *grid->cells);
    }
    grid->cursor_x = grid->cursor_y = -1;
}

static void cell_blank(struct pk_gridcell *cell)
{
    memcpy(cell->glyph, " ", 2);
    cell->width = 1;
}

/* Blanks the outer halves of wide characters that the edges of [from, to) cut. */
static void row_free(const struct pk_grid *grid, struct pk_gridcell *row, int from, int to)
{
    if (from > 0 && row[from].width == 0) {
        cell_blank(&row[from - 1]);
    }
    if (to < grid->width && row[to].width == 0) {
        cell_blank(&row[to]);
    }
}

static void row_blank(const struct pk_grid *grid, struct pk_gridcell *row, int from, int to,
                      enum pk_role role)
{
    row_free(grid, row, from, to);
    struct pk_gridcell cell = blank;
    cell.role = (uint8_t)role;
    for (int x = from; x < to; x++) {
        row[x] = cell;
    }
}

/* The bytes of a grapheme that a cell can hold: whole characters, the base first. */
static size_t glyph_length(const char *text, size_t len)
{
    if (len < PK_GLYPH_BYTES) {
        return len;
    }
    len = PK_GLYPH_BYTES - 1;
    while (((unsigned char)text[len] & 0xc0) == 0x80) {
        len--;
    }
    return len;
}

static void row_set(const struct pk_grid *grid, struct pk_gridcell *row, int x, int width,
                    enum pk_role role, const char *text, size_t len)
{
    row_free(grid, row, x, x + width);
    len = glyph_length(text, len);
    memcpy(row[x].glyph, text, len);
    row[x].glyph[len] = '\0';
    row[x].width = (uint8_t)width;
    row[x].role = (uint8_t)role;
    if (width == 2) {
        row[x + 1] = (struct pk_gridcell){ .role = (uint8_t)role };
    }
}

/* Adds a mark without a width to the glyph of the cell, if it still fits. */
static void cell_join(struct pk_gridcell *cell, const char *text, size_t len)
{
    size_t held = strlen(cell->glyph);
    if (held + len < PK_GLYPH_BYTES) {
        memcpy(cell->glyph + held, text, len);
        cell->glyph[held + len] = '\0';
    }
}

/* The only character of a grapheme, composed; 0 when it takes more than one. */
static uint32_t only_character(const char *text, size_t len)
{
    utf8proc_uint8_t *composed;
    utf8proc_int32_t character = 0;
    utf8proc_ssize_t length = utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)len,
                                           &composed, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    if (length <= 0) {
        return 0;
    }
    bool single = utf8proc_iterate(composed, length, &character) == length;
    free(composed);
    return single ? (uint32_t)character : 0;
}

/* Transliterates what the terminal has no character for. */
static void add_kept(const struct pk_grid *grid, struct pk_buf *out, const char *text, size_t len)
{
    for (size_t step; len; text += step, len -= step) {
        step = pk_text_next(text, len, NULL);
        uint32_t character = text[0] & 0x80 ? only_character(text, step) : 0;
        if (character >= 0xA0 && grid->keeps(character)) {
            char one[4];
            pk_buf_add(out, one, (size_t)utf8proc_encode_char((utf8proc_int32_t)character,
                                                              (utf8proc_uint8_t *)one));
        } else {
            pk_text_ascii(out, text, step);
        }
    }
}

/* The text as it may be drawn: itself when it is printable ASCII, else made safe in buf. */
static const char *grid_safe(const struct pk_grid *grid, struct pk_buf *buf, const char *text,
                             size_t *len)
{
    size_t at = 0;
    while (text[at] >= ' ' && text[at] < 0x7f) {
        at++;
    }
    *len = at;
    if (!text[at]) {
        return text;
    }
    *len = at + strlen(text + at);
    if (grid->ascii && grid->keeps) {
        add_kept(grid, buf, text, *len);
    } else if (grid->ascii) {
        pk_text_ascii(buf, text, *len);
    } else {
        pk_text_safe(buf, text, *len);
    }
    *len = buf->len;
    return pk_buf_text(buf);
}

static size_t next_glyph(const char *text, size_t len, int *width)
{
    bool alone = len == 1 || (len > 1 && !(text[1] & 0x80));
    if (!alone || (text[0] & 0x80)) {
        return pk_text_next(text, len, width);
    }
    *width = 1;
    return 1;
}

/* Draws safe text from x on, nothing left of 0 or from `limit` on; returns where it ends. */
static int row_put(const struct pk_grid *grid, int x, int y, int limit, enum pk_role role,
                   const char *text, size_t len)
{
    struct pk_gridcell *row = grid_row(grid, y);
    struct pk_gridcell *last = NULL;
    for (size_t step; len && x < limit; text += step, len -= step) {
        int width;
        step = next_glyph(text, len, &width);
        if (width == 0) {
            if (last) {
                cell_join(last, text, step);
            }
            continue;
        }
        last = NULL;
        if (x >= 0 && x + width <= limit) {
            row_set(grid, row, x, width, role, text, step);
            last = &row[x];
        } else if (x + width > 0) {
            row_blank(grid, row, max(x, 0), min(x + width, limit), role);
        }
        x += width;
    }
    return min(x, limit);
}

/* Where drawing from x over so many cells must stop. */
static int grid_limit(const struct pk_grid *grid, int x, int cells)
{
    return x >= grid->width ? grid->width : x + min(cells, grid->width - x);
}

static bool grid_has_line(const struct pk_grid *grid, int y)
{
    return y >= 0 && y < grid->height;
}

int pk_grid_put(struct pk_grid *grid, int x, int y, int cells, enum pk_role role,
                const char *text)
{
    int limit = grid_limit(grid, x, cells);
    if (!grid_has_line(grid, y) || x >= limit) {
        return 0;
    }
    struct pk_buf buf = { 0 };
    size_t len;
    const char *safe = grid_safe(grid, &buf, text, &len);
    int end = row_put(grid, x, y, limit, role, safe, len);
    pk_buf_dispose(&buf);
    return end - x;
}

/* Cuts safe text to so many cells with an ellipsis in its last one, into buf when it must. */
static const char *grid_cut(const struct pk_grid *grid, struct pk_buf *buf, const char *text,
                            size_t *len, int cells)
{
    size_t fits = pk_text_fit(text, *len, cells, NULL);
    if (fits == *len) {
        return text;
    }
    fits = pk_text_fit(text, *len, cells - 1, NULL);
    struct pk_buf cut = { 0 };
    pk_buf_add(&cut, text, fits);
    pk_buf_str(&cut, grid->ascii ? "~" : "…");
    pk_buf_dispose(buf);
    *buf = cut;
    *len = cut.len;
    return pk_buf_text(buf);
}

int pk_grid_put_cut(struct pk_grid *grid, int x, int y, int cells, enum pk_role role,
                    const char *text)
{
    int limit = grid_limit(grid, x, cells);
    if (!grid_has_line(grid, y) || x >= limit) {
        return 0;
    }
    struct pk_buf buf = { 0 };
    size_t len;
    const char *safe = grid_safe(grid, &buf, text, &len);
    safe = grid_cut(grid, &buf, safe, &len, limit - x);
    int end = row_put(grid, x, y, limit, role, safe, len);
    pk_buf_dispose(&buf);
    return end - x;
}

void pk_grid_put_right(struct pk_grid *grid, int x, int y, int cells, enum pk_role role,
                       const char *text)
{
    if (!grid_has_line(grid, y) || cells <= 0) {
        return;
    }
    struct pk_buf buf = { 0 };
    size_t len;
    const char *safe = grid_safe(grid, &buf, text, &len);
    safe = grid_cut(grid, &buf, safe, &len, cells);
    int start = x + cells - pk_text_width(safe, len);
    row_put(grid, start, y, grid->width, role, safe, len);
    pk_buf_dispose(&buf);
}

void pk_grid_glyph(struct pk_grid *grid, int x, int y, enum pk_role role, const char *glyph,
                   char ascii_form)
{
    if (!grid_has_line(grid, y) || x < 0 || x >= grid->width) {
        return;
    }
    struct pk_gridcell *row = grid_row(grid, y);
    int width = 1;
    size_t len = 1;
    if (grid->ascii) {
        glyph = &ascii_form;
    } else {
        len = next_glyph(glyph, strlen(glyph), &width);
    }
    if (width == 0 || x + width > grid->width) {
        row_blank(grid, row, x, x + 1, role);
    } else {
        row_set(grid, row, x, width, role, glyph, len);
    }
}

void pk_grid_run(struct pk_grid *grid, int x, int y, int cells, enum pk_role role,
                 const char *glyph, char ascii_form)
{
    int from = max(x, 0), to = grid_limit(grid, x, cells);
    if (!grid_has_line(grid, y) || from >= to) {
        return;
    }
    struct pk_gridcell *row = grid_row(grid, y);
    row_free(grid, row, from, to);
    pk_grid_glyph(grid, from, y, role, glyph, ascii_form);
    for (int at = from + 1; at < to; at++) {
        row[at] = row[from];
    }
}

static struct pk_rect grid_clip(const struct pk_grid *grid, struct pk_rect rect)
{
    int x = max(rect.x, 0), y = max(rect.y, 0);
    struct pk_rect clipped = { x, y, 0, 0 };
    if (x < grid->width && y < grid->height) {
        clipped.width = max(min(rect.width - (x - rect.x), grid->width - x), 0);
        clipped.height = max(min(rect.height - (y - rect.y), grid->height - y), 0);
    }
    return clipped;
}

void pk_grid_fill(struct pk_grid *grid, struct pk_rect rect, enum pk_role role)
{
    rect = grid_clip(grid, rect);
    if (rect.width == 0) {
        return;
    }
    for (int y = rect.y; y < rect.y + rect.height; y++) {
        row_blank(grid, grid_row(grid, y), rect.x, rect.x + rect.width, role);
    }
}

void pk_grid_paint(struct pk_grid *grid, struct pk_rect rect, enum pk_role role)
{
    rect = grid_clip(grid, rect);
    for (int y = rect.y; y < rect.y + rect.height; y++) {
        struct pk_gridcell *row = grid_row(grid, y);
        for (int x = rect.x; x < rect.x + rect.width; x++) {
            row[x].role = (uint8_t)role;
        }
    }
}

int pk_grid_width(const struct pk_grid *grid, const char *text)
{
    struct pk_buf buf = { 0 };
    size_t len;
    const char *safe = grid_safe(grid, &buf, text, &len);
    int width = pk_text_width(safe, len);
    pk_buf_dispose(&buf);
    return width;
}

void pk_grid_line(const struct pk_grid *grid, int y, struct pk_buf *out)
{
    if (!grid_has_line(grid, y)) {
        return;
    }
    size_t start = out->len;
    const struct pk_gridcell *row = grid_row(grid, y);
    for (int x = 0; x < grid->width; x++) {
        pk_buf_str(out, row[x].glyph);
    }
    size_t len = out->len - start;
    if (!len) {
        return;
    }
    const char *line = pk_buf_text(out) + start;
    const char *text = pk_text_trim(line, &len);
    pk_buf_cut(out, len ? start + (size_t)(text - line) + len : start);
}

void pk_grid_text(const struct pk_grid *grid, struct pk_buf *out)
{
    for (int y = 0; y < grid->height; y++) {
        pk_grid_line(grid, y, out);
        pk_buf_char(out, '\n');
    }
}
