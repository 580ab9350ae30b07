/* Row by row: paper, what is drawn, then text.
 *
 *     +--------+   a cell is CELL_WIDTH x CELL_HEIGHT units; a drawn sign is some rectangles
 *     |   ##   |   in eighths of it, those of one sign in a row are one rectangle each
 *     |   ##   |
 *     +--------+
 */
#include "config.h"

#include "planek/gridsvg.h"

#include <stddef.h>
#include <string.h>

enum {
    CELL_WIDTH = 8,
    CELL_HEIGHT = 16,
    BASELINE = 12, /* from the top of a cell */
    FONT_SIZE = 13,
    MARGIN = 10,
    EIGHTHS = 8
};

/* A rectangle in eighths of a cell; faint: what is behind it shines through. */
struct part {
    int x, y, width, height;
    bool faint;
};

enum { PARTS_MAX = 2 };

static const struct shape {
    const char *glyph;
    struct part parts[PARTS_MAX];
} shapes[] = {
    { "█", { { 0, 0, 8, 8, false } } },
    { "░", { { 0, 0, 8, 8, true } } },
    { "▒", { { 0, 0, 8, 8, true }, { 0, 2, 8, 4, true } } },
    { "▬", { { 0, 3, 8, 3, false } } },
    { "▄", { { 0, 4, 8, 4, false } } },
    { "▀", { { 0, 0, 8, 4, false } } },
    { "▌", { { 0, 0, 4, 8, false } } },
    { "▐", { { 4, 0, 4, 8, false } } },
    { "▏", { { 0, 0, 1, 8, false } } },
    { "▎", { { 0, 0, 2, 8, false } } },
    { "▍", { { 0, 0, 3, 8, false } } },
    { "▋", { { 0, 0, 5, 8, false } } },
    { "▊", { { 0, 0, 6, 8, false } } },
    { "▉", { { 0, 0, 7, 8, false } } },
    { "▁", { { 0, 7, 8, 1, false } } },
    { "▂", { { 0, 6, 8, 2, false } } },
    { "▃", { { 0, 5, 8, 3, false } } },
    { "▅", { { 0, 3, 8, 5, false } } },
    { "▆", { { 0, 2, 8, 6, false } } },
    { "▇", { { 0, 1, 8, 7, false } } },
};

static const struct shape *shape_of(const struct pk_gridcell *cell)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        if (strcmp(shapes[i].glyph, cell->glyph) == 0) {
            return &shapes[i];
        }
    }
    return NULL;
}

/* The rules: one unit thick, in the middle of the cell; the letters tell where they go. */
static const struct rule {
    const char *glyph, *goes;
} rules[] = {
    { "─", "lr" }, { "│", "ud" }, { "┌", "rd" }, { "┐", "ld" },  { "└", "ru" }, { "┘", "lu" },
    { "├", "udr" }, { "┤", "udl" }, { "┬", "lrd" }, { "┴", "lru" }, { "┼", "lrud" }, { "═", "=" },
};

static const struct rule *rule_of(const struct pk_gridcell *cell)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (strcmp(rules[i].glyph, cell->glyph) == 0) {
            return &rules[i];
        }
    }
    return NULL;
}

struct drawing {
    const struct pk_grid *grid;
    const struct pk_svglook *look;
    struct pk_buf *out;
    int y; /* the row */
};

static const struct pk_gridcell *cell_at(const struct drawing *drawing, int x)
{
    return &drawing->grid->cells[(size_t)drawing->y * (size_t)drawing->grid->width + (size_t)x];
}

static const struct pk_svgstyle *style_at(const struct drawing *drawing, int x)
{
    return &drawing->look->roles[cell_at(drawing, x)->role];
}

static bool is_blank(const struct pk_gridcell *cell)
{
    return strcmp(cell->glyph, " ") == 0;
}

static bool is_drawn(const struct pk_gridcell *cell)
{
    return shape_of(cell) || rule_of(cell);
}

static void add_rect(struct drawing *drawing, int x, int y, int width, int height,
                     const char *fill, bool faint)
{
    pk_buf_printf(drawing->out,
                  "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"%s/>\n",
                  x, y, width, height, fill, faint ? " opacity=\".35\"" : "");
}

static int left_of(int x)
{
    return MARGIN + x * CELL_WIDTH;
}

static int top_of(const struct drawing *drawing)
{
    return MARGIN + drawing->y * CELL_HEIGHT;
}

static void draw_papers(struct drawing *drawing)
{
    int width = drawing->grid->width;
    for (int x = 0, end; x < width; x = end) {
        const char *paper = style_at(drawing, x)->paper;
        for (end = x + 1; end < width && style_at(drawing, end)->paper == paper; end++) {
        }
        if (paper) {
            add_rect(drawing, left_of(x), top_of(drawing), (end - x) * CELL_WIDTH, CELL_HEIGHT,
                     paper, false);
        }
    }
}

static void draw_underlines(struct drawing *drawing)
{
    int width = drawing->grid->width;
    for (int x = 0, end; x < width; x = end) {
        const struct pk_svgstyle *style = style_at(drawing, x);
        for (end = x + 1; end < width && style_at(drawing, end) == style; end++) {
        }
        if (style->underline) {
            add_rect(drawing, left_of(x), top_of(drawing) + CELL_HEIGHT - 2,
                     (end - x) * CELL_WIDTH, 1, style->ink, false);
        }
    }
}

/* What is as high as its cell leaves a line free above it, so that rows of bars do not run into
 * one another. */
static void draw_shape(struct drawing *drawing, const struct shape *shape, int x, int cells)
{
    for (int i = 0; i < PARTS_MAX && shape->parts[i].width; i++) {
        const struct part *part = &shape->parts[i];
        bool whole = part->width == EIGHTHS;
        int width = whole ? cells * CELL_WIDTH : part->width * CELL_WIDTH / EIGHTHS;
        int gap = part->height == EIGHTHS;
        add_rect(drawing, left_of(x) + part->x * CELL_WIDTH / EIGHTHS,
                 top_of(drawing) + part->y * CELL_HEIGHT / EIGHTHS + gap, width,
                 part->height * CELL_HEIGHT / EIGHTHS - gap, style_at(drawing, x)->ink,
                 part->faint);
    }
}

static void draw_rule(struct drawing *drawing, const struct rule *rule, int x, int cells)
{
    const char *ink = style_at(drawing, x)->ink;
    int left = left_of(x), top = top_of(drawing);
    int middle_x = left + CELL_WIDTH / 2, middle_y = top + CELL_HEIGHT / 2;
    bool l = strchr(rule->goes, 'l'), r = strchr(rule->goes, 'r');
    bool u = strchr(rule->goes, 'u'), d = strchr(rule->goes, 'd');
    if (*rule->goes == '=') {
        add_rect(drawing, left, middle_y - 2, cells * CELL_WIDTH, 1, ink, false);
        add_rect(drawing, left, middle_y + 1, cells * CELL_WIDTH, 1, ink, false);
        return;
    }
    if (l || r) {
        int from = l ? left : middle_x;
        int to = r ? left + cells * CELL_WIDTH : middle_x + 1;
        add_rect(drawing, from, middle_y, to - from, 1, ink, false);
    }
    if (u || d) {
        int from = u ? top : middle_y, to = d ? top + CELL_HEIGHT : middle_y + 1;
        add_rect(drawing, middle_x, from, 1, to - from, ink, false);
    }
}

/* Whether what is drawn there fills its cell from left to right, so that more of it is longer. */
static bool grows(const struct pk_gridcell *cell)
{
    const struct shape *shape = shape_of(cell);
    const struct rule *rule = rule_of(cell);
    return shape ? shape->parts[0].width == EIGHTHS
                 : *rule->goes == '=' || strcmp(rule->goes, "lr") == 0;
}

static void draw_signs(struct drawing *drawing)
{
    int width = drawing->grid->width;
    for (int x = 0, end; x < width; x = end) {
        const struct pk_gridcell *cell = cell_at(drawing, x);
        end = x + 1;
        if (!is_drawn(cell)) {
            continue;
        }
        while (grows(cell) && end < width &&
               memcmp(cell_at(drawing, end), cell, sizeof *cell) == 0) {
            end++;
        }
        const struct rule *rule = rule_of(cell);
        if (shape_of(cell)) {
            draw_shape(drawing, shape_of(cell), x, end - x);
        } else if (rule) {
            draw_rule(drawing, rule, x, end - x);
        }
    }
}

static void add_escaped(struct pk_buf *out, const char *text)
{
    for (; *text; text++) {
        switch (*text) {
        case '&': pk_buf_str(out, "&amp;"); break;
        case '<': pk_buf_str(out, "&lt;"); break;
        case '>': pk_buf_str(out, "&gt;"); break;
        default: pk_buf_char(out, *text);
        }
    }
}

/* Where the text from x on ends: at what is drawn, at another dress, at two blanks. */
static int end_of_text(const struct drawing *drawing, int x)
{
    const struct pk_svgstyle *style = style_at(drawing, x);
    int end = x, width = drawing->grid->width;
    for (int at = x; at < width && at - end < 2; at++) {
        const struct pk_gridcell *cell = cell_at(drawing, at);
        if (is_drawn(cell) || (!is_blank(cell) && style_at(drawing, at) != style)) {
            break;
        }
        end = is_blank(cell) ? end : at + 1;
    }
    return end;
}

static void draw_text(struct drawing *drawing, int x, int end)
{
    struct pk_buf *out = drawing->out;
    const struct pk_svgstyle *style = style_at(drawing, x);
    pk_buf_printf(out, "<text x=\"%d\" y=\"%d\" textLength=\"%d\"", left_of(x),
                  top_of(drawing) + BASELINE, (end - x) * CELL_WIDTH);
    if (strcmp(style->ink, drawing->look->ink) != 0) {
        pk_buf_printf(out, " fill=\"%s\"", style->ink);
    }
    pk_buf_str(out, style->bold ? " font-weight=\"bold\">" : ">");
    for (; x < end; x++) {
        add_escaped(out, cell_at(drawing, x)->glyph);
    }
    pk_buf_str(out, "</text>\n");
}

static void draw_texts(struct drawing *drawing)
{
    int width = drawing->grid->width;
    for (int x = 0, end; x < width; x = end) {
        const struct pk_gridcell *cell = cell_at(drawing, x);
        end = x + 1;
        if (!is_blank(cell) && !is_drawn(cell)) {
            end = end_of_text(drawing, x);
            draw_text(drawing, x, end);
        }
    }
}

static void draw_cursor(struct drawing *drawing)
{
    const struct pk_grid *grid = drawing->grid;
    if (grid->cursor_x < 0 || grid->cursor_x >= grid->width || grid->cursor_y != drawing->y) {
        return;
    }
    add_rect(drawing, left_of(grid->cursor_x), top_of(drawing) + 1, 2, CELL_HEIGHT - 2,
             drawing->look->ink, false);
}

void pk_grid_svg(const struct pk_grid *grid, const struct pk_svglook *look, struct pk_buf *out)
{
    struct drawing drawing = { .grid = grid, .look = look, .out = out };
    int width = grid->width * CELL_WIDTH + 2 * MARGIN;
    int height = grid->height * CELL_HEIGHT + 2 * MARGIN;
    pk_buf_printf(out,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
                  "viewBox=\"0 0 %d %d\">\n"
                  "<rect width=\"%d\" height=\"%d\" rx=\"6\" fill=\"%s\"/>\n"
                  "<g font-family=\"'DejaVu Sans Mono',Menlo,Consolas,monospace\" "
                  "font-size=\"%d\" fill=\"%s\">\n",
                  width, height, width, height, width, height, look->paper, FONT_SIZE, look->ink);
    for (drawing.y = 0; drawing.y < grid->height; drawing.y++) {
        draw_papers(&drawing);
        draw_underlines(&drawing);
        draw_signs(&drawing);
        draw_texts(&drawing);
        draw_cursor(&drawing);
    }
    pk_buf_str(out, "</g>\n</svg>\n");
}
