#include "config.h"

#include "report/doc.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/text.h"
#include "report/wrap.h"

enum {
    PAGE_LINES = 66,
    PAGE_BODY = PAGE_LINES - 2 /* an empty line and the page's number */
};

struct pk_doc_line {
    size_t start, length;
    bool keep; /* on the page of the next line */
};

void pk_doc_init(struct pk_doc *doc, const struct pk_report *report)
{
    *doc = (struct pk_doc){ .width = report->width, .ascii = report->ascii,
                            .plain = report->plain, .progress = report->progress,
                            .progress_user = report->progress_user };
}

bool pk_doc_goes_on(struct pk_doc *doc, size_t more)
{
    enum { A_LOOK = 256 }; /* what is done between two of them */
    doc->done = doc->done + more < doc->total ? doc->done + more : doc->total;
    if (doc->total && doc->progress && !doc->stopped && ++doc->looks % A_LOOK == 0) {
        doc->stopped = !doc->progress(doc->done, doc->total, doc->progress_user);
    }
    return !doc->stopped;
}

void pk_doc_dispose(struct pk_doc *doc)
{
    pk_buf_dispose(&doc->text);
    free(doc->lines);
    *doc = (struct pk_doc){ 0 };
}

static void add_line(struct pk_doc *doc, size_t start)
{
    const char *line = pk_buf_text(&doc->text) + start;
    size_t length = doc->text.len - start;
    const char *trimmed = pk_text_trim(line, &length);
    length = length ? (size_t)(trimmed - line) + length : 0;
    pk_buf_cut(&doc->text, start + length);
    doc->lines = pk_reserve(doc->lines, &doc->capacity, doc->count + 1, sizeof *doc->lines);
    doc->lines[doc->count++] = (struct pk_doc_line){ .start = start, .length = length };
}

void pk_doc_raw(struct pk_doc *doc, const char *line, size_t length)
{
    size_t start = doc->text.len;
    pk_buf_add(&doc->text, line, length);
    add_line(doc, start);
}

void pk_doc_paragraph(struct pk_doc *doc, int first, int rest, const char *text)
{
    struct pk_buf safe = { 0 };
    pk_wrap_safe(&safe, text, doc->ascii);
    const char *at = pk_buf_text(&safe);
    size_t left = safe.len, next;
    int indent = first;
    do {
        size_t start = doc->text.len;
        size_t length = pk_wrap_line(at, left, doc->width - indent, &next);
        pk_buf_fill(&doc->text, ' ', (size_t)indent);
        pk_buf_add(&doc->text, at, length);
        add_line(doc, start);
        at += next;
        left -= next;
        indent = rest;
    } while (left);
    pk_buf_dispose(&safe);
}

void pk_doc_grid(struct pk_doc *doc, const struct pk_grid *grid)
{
    for (int y = 0; y < grid->height; y++) {
        size_t start = doc->text.len;
        pk_grid_line(grid, y, &doc->text);
        add_line(doc, start);
    }
}

void pk_doc_blank(struct pk_doc *doc)
{
    if (doc->count && doc->lines[doc->count - 1].length) {
        pk_doc_raw(doc, "", 0);
    }
}

static void add_rule(struct pk_doc *doc, int cells)
{
    for (int i = 0; i < cells; i++) {
        pk_buf_str(&doc->text, doc->ascii ? "-" : "─");
    }
}

void pk_doc_rule(struct pk_doc *doc)
{
    if (doc->plain) {
        return;
    }
    size_t start = doc->text.len;
    add_rule(doc, doc->width);
    add_line(doc, start);
}

void pk_doc_section(struct pk_doc *doc, const char *title)
{
    pk_doc_blank(doc);
    struct pk_buf safe = { 0 };
    pk_wrap_safe(&safe, title, doc->ascii);
    int cells = pk_text_width(pk_buf_text(&safe), safe.len);
    size_t from = doc->count;
    if (doc->plain || cells + 6 > doc->width) {
        pk_doc_paragraph(doc, 0, 0, title);
    } else {
        size_t start = doc->text.len;
        add_rule(doc, 1);
        pk_buf_printf(&doc->text, " %s ", pk_buf_text(&safe));
        add_rule(doc, doc->width - cells - 3);
        add_line(doc, start);
    }
    for (; from < doc->count; from++) {
        doc->lines[from].keep = true;
    }
    pk_buf_dispose(&safe);
}

void pk_doc_keep(struct pk_doc *doc, size_t from)
{
    for (; from + 1 < doc->count; from++) {
        doc->lines[from].keep = true;
    }
}

/* Where the page that begins with line `from` ends: before a line that need not stay with the one
 * above it. */
static size_t page_end(const struct pk_doc *doc, size_t from)
{
    if (doc->count - from <= PAGE_BODY) {
        return doc->count;
    }
    size_t end = from + PAGE_BODY;
    while (end > from && doc->lines[end - 1].keep) {
        end--;
    }
    return end > from ? end : from + PAGE_BODY;
}

static size_t past_blank(const struct pk_doc *doc, size_t at)
{
    while (at < doc->count && !doc->lines[at].length) {
        at++;
    }
    return at;
}

static void print_lines(struct pk_buf *out, const struct pk_doc *doc, size_t from, size_t to)
{
    for (; from < to; from++) {
        pk_buf_add(out, pk_buf_text(&doc->text) + doc->lines[from].start, doc->lines[from].length);
        pk_buf_char(out, '\n');
    }
}

static void print_footer(struct pk_buf *out, const struct pk_doc *doc, const char *footer,
                         size_t page, size_t pages)
{
    struct pk_buf text = { 0 }, safe = { 0 };
    pk_buf_printf(&text, _("page %zu of %zu"), page, pages);
    size_t number = text.len;
    pk_buf_str(&text, " · ");
    pk_buf_str(&text, footer);
    pk_wrap_safe(&safe, pk_buf_text(&text), doc->ascii);
    if (pk_text_width(pk_buf_text(&safe), safe.len) > doc->width) {
        pk_buf_cut(&safe, number);
    }
    pk_buf_fill(out, ' ', (size_t)(doc->width - pk_text_width(pk_buf_text(&safe), safe.len)));
    pk_buf_str(out, pk_buf_text(&safe));
    pk_buf_char(out, '\n');
    pk_buf_dispose(&text);
    pk_buf_dispose(&safe);
}

static size_t count_pages(const struct pk_doc *doc)
{
    size_t pages = 0;
    for (size_t at = 0; at < doc->count; at = past_blank(doc, page_end(doc, at))) {
        pages++;
    }
    return pages;
}

void pk_doc_print(struct pk_buf *out, const struct pk_doc *doc, bool pages, const char *footer)
{
    if (!pages) {
        print_lines(out, doc, 0, doc->count);
        return;
    }
    size_t total = count_pages(doc), page = 1;
    for (size_t at = 0; at < doc->count; page++) {
        size_t end = page_end(doc, at);
        if (page > 1) {
            pk_buf_char(out, '\f');
        }
        print_lines(out, doc, at, end);
        for (size_t line = end - at; line < PAGE_LINES - 1; line++) {
            pk_buf_char(out, '\n');
        }
        print_footer(out, doc, footer, page, total);
        at = past_blank(doc, end);
    }
}
