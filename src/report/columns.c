/* A table is laid out by measuring every cell; what is too much for the width is taken from the
 * columns that wrap, from the last one first.  Cells are asked for twice rather than kept.
 */
#include "config.h"

#include "report/columns.h"

#include <string.h>

#include "planek/i18n.h"
#include "planek/text.h"
#include "report/wrap.h"

enum { GAP = 2, WRAP_FAIR = 20, WRAP_LEAST = 14 };

struct layout {
    int cells[PK_COLUMNS_MAX];
    bool fits;
};

static const char *heading_text(const struct pk_column *column)
{
    return *column->heading ? _(column->heading) : "";
}

/* The safe text of a cell, in out from its beginning. */
static void cell_text(struct pk_buf *out, const struct pk_doc *doc, const struct pk_columns *table,
                      size_t row, int column)
{
    struct pk_buf text = { 0 };
    table->cell(&text, row, column, table->user);
    pk_buf_cut(out, 0);
    pk_wrap_safe(out, pk_buf_text(&text), doc->ascii);
    pk_buf_dispose(&text);
}

static int most(int a, int b)
{
    return a > b ? a : b;
}

static void measure(struct layout *layout, struct pk_doc *doc,
                    const struct pk_columns *table)
{
    struct pk_buf text = { 0 };
    for (int c = 0; c < table->count; c++) {
        layout->cells[c] = 0;
        if (!table->no_head) {
            pk_buf_cut(&text, 0);
            pk_wrap_safe(&text, heading_text(&table->columns[c]), doc->ascii);
            layout->cells[c] = pk_text_width(pk_buf_text(&text), text.len);
        }
        for (size_t r = 0; r < table->rows && pk_doc_goes_on(doc, 0); r++) {
            cell_text(&text, doc, table, r, c);
            layout->cells[c] = most(layout->cells[c],
                                    pk_text_width(pk_buf_text(&text), text.len));
        }
    }
    pk_buf_dispose(&text);
}

/* An empty column takes no room. */
static int total_cells(const struct layout *layout, int count)
{
    int total = -GAP;
    for (int c = 0; c < count; c++) {
        total += layout->cells[c] ? layout->cells[c] + GAP : 0;
    }
    return total;
}

/* The column to take a cell from: the last that wraps while it has a fair width, then the widest;
 * -1 when all are as narrow as they may be. */
static int yielding(const struct layout *layout, const struct pk_columns *table)
{
    int widest = -1;
    for (int c = table->count - 1; c >= 0; c--) {
        if (!table->columns[c].wraps || layout->cells[c] <= WRAP_LEAST) {
            continue;
        }
        if (layout->cells[c] > WRAP_FAIR) {
            return c;
        }
        if (widest < 0 || layout->cells[c] > layout->cells[widest]) {
            widest = c;
        }
    }
    return widest;
}

static void shrink(struct layout *layout, const struct pk_columns *table, int width)
{
    int over = total_cells(layout, table->count) - width;
    for (int column; over > 0 && (column = yielding(layout, table)) >= 0; over--) {
        layout->cells[column]--;
    }
    layout->fits = over <= 0;
}

/* One printed line of a row: the next piece of each cell.  False when all were empty. */
struct pieces {
    struct pk_buf text[PK_COLUMNS_MAX];
    size_t at[PK_COLUMNS_MAX];
};

static bool next_line(struct pk_buf *line, struct pieces *pieces, const struct layout *layout,
                      const struct pk_columns *table)
{
    bool more = false;
    int column_x = 0, x = 0;
    for (int c = 0; c < table->count; c++) {
        int cells = layout->cells[c];
        if (!cells) {
            continue;
        }
        struct pk_buf *text = &pieces->text[c];
        const char *from = pk_buf_text(text) + pieces->at[c];
        size_t left = text->len - pieces->at[c], next = 0, length = 0;
        if (left) {
            length = pk_wrap_line(from, left, cells, &next);
        }
        pieces->at[c] += next;
        int used = pk_text_width(from, length);
        int start = column_x + (table->columns[c].right ? cells - used : 0);
        if (length) {
            more = true;
            pk_buf_fill(line, ' ', (size_t)(start - x));
            pk_buf_add(line, from, length);
            x = start + used;
        }
        column_x += cells + GAP;
    }
    return more;
}

static void print_pieces(struct pk_doc *doc, struct pieces *pieces, const struct layout *layout,
                         const struct pk_columns *table)
{
    struct pk_buf line = { 0 };
    size_t from = doc->count;
    memset(pieces->at, 0, sizeof pieces->at);
    while (next_line(&line, pieces, layout, table)) {
        pk_doc_raw(doc, pk_buf_text(&line), line.len);
        pk_buf_cut(&line, 0);
    }
    pk_doc_keep(doc, from);
    pk_buf_dispose(&line);
}

static void print_table(struct pk_doc *doc, const struct pk_columns *table,
                        const struct layout *layout)
{
    struct pieces pieces = { 0 };
    for (int c = 0; c < table->count && !table->no_head; c++) {
        pk_wrap_safe(&pieces.text[c], heading_text(&table->columns[c]), doc->ascii);
    }
    size_t from = doc->count;
    print_pieces(doc, &pieces, layout, table);
    for (size_t r = 0; r < table->rows && pk_doc_goes_on(doc, 1); r++) {
        for (int c = 0; c < table->count; c++) {
            cell_text(&pieces.text[c], doc, table, r, c);
        }
        print_pieces(doc, &pieces, layout, table);
        if (r == 0) {
            pk_doc_keep(doc, from);
        }
    }
    for (int c = 0; c < table->count; c++) {
        pk_buf_dispose(&pieces.text[c]);
    }
}

static void print_sentence(struct pk_doc *doc, const struct pk_columns *table, size_t row)
{
    struct pk_buf line = { 0 }, cell = { 0 };
    int names = table->names ? table->names : 1, said = 0;
    for (int c = 0; c < table->count; c++) {
        const struct pk_column *column = &table->columns[c];
        cell_text(&cell, doc, table, row, c);
        if (!cell.len) {
            continue;
        }
        if (c < names) {
            pk_buf_str(&line, c ? " " : "");
        } else {
            pk_buf_str(&line, said++ ? "; " : ": ");
            const char *spoken = column->spoken ? column->spoken : column->heading;
            if (*spoken) {
                pk_buf_printf(&line, "%s ", _(spoken));
            }
        }
        pk_buf_str(&line, pk_buf_text(&cell));
    }
    size_t from = doc->count;
    pk_doc_paragraph(doc, 0, 2, pk_buf_text(&line));
    pk_doc_keep(doc, from);
    pk_buf_dispose(&line);
    pk_buf_dispose(&cell);
}

void pk_columns_print(struct pk_doc *doc, const struct pk_columns *table)
{
    struct layout layout = { .fits = false };
    if (!doc->plain) {
        measure(&layout, doc, table);
        shrink(&layout, table, doc->width);
    }
    if (layout.fits) {
        print_table(doc, table, &layout);
        return;
    }
    for (size_t r = 0; r < table->rows && pk_doc_goes_on(doc, 1); r++) {
        print_sentence(doc, table, r);
    }
}
