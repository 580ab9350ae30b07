/* doc.h: a text document while it is written: lines that know which of them belong together.
 *
 * What comes in is made safe and, if wanted, ASCII; what comes out has no blanks at a line's end.
 */
#ifndef PLANEK_REPORT_DOC_H
#define PLANEK_REPORT_DOC_H

#include <stdbool.h>
#include <stddef.h>

#include "planek/buf.h"
#include "planek/grid.h"
#include "planek/report.h"

/* Zero-initialise, then pk_doc_init. */
struct pk_doc {
    struct pk_buf text;
    struct pk_doc_line *lines;
    size_t count, capacity;
    int width;
    bool ascii, plain;
    pk_report_progress_fn *progress; /* where there is a total; may be NULL */
    void *progress_user;
    size_t done, total, looks;
    bool stopped; /* somebody has had enough of it */
};

void pk_doc_init(struct pk_doc *doc, const struct pk_report *report);
void pk_doc_dispose(struct pk_doc *doc);

/* A paragraph, wrapped to the width; its first line is indented by `first` blanks, others by
 * `rest`. */
void pk_doc_paragraph(struct pk_doc *doc, int first, int rest, const char *text);

/* One line as it stands, safe already; whatever its width. */
void pk_doc_raw(struct pk_doc *doc, const char *line, size_t length);

/* The lines of a grid. */
void pk_doc_grid(struct pk_doc *doc, const struct pk_grid *grid);

/* An empty line, unless the last one is empty or there is none. */
void pk_doc_blank(struct pk_doc *doc);

/* The heading of a section, after an empty line; in a rule unless the document is plain. */
void pk_doc_section(struct pk_doc *doc, const char *title);

/* A rule over the whole width; nothing in a plain document. */
void pk_doc_rule(struct pk_doc *doc);

/* Keeps all lines since `from` (a count of lines noted before) on one page. */
void pk_doc_keep(struct pk_doc *doc, size_t from);

/* Tells whoever waits, now and then, that so much more is done; false: enough of it. */
bool pk_doc_goes_on(struct pk_doc *doc, size_t more);

/* Appends the document; with pages, form feeds between pages of 66 lines that end with `footer`
 * and their number. */
void pk_doc_print(struct pk_buf *out, const struct pk_doc *doc, bool pages, const char *footer);

#endif
