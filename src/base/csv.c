/* libcsv reports no positions, so it is fed a line at a time: when a row ends, it ended in the
 * line just fed, and the row's bytes are known.
 *
 *     head        row                 tail        row
 *     [BOM, \n*)  [a,"b\nc",d)        [\r\n\n*)   [e,f,g) ...
 *
 * A row may take several lines (line breaks in quotes); a line never holds two rows, because a
 * CR without LF (old Macintosh files) counts as the end of a line here as it does in libcsv.
 * Line ends outside rows are skipped without libcsv, which would say nothing of them.
 *
 * libcsv is strict until it stops at a stray quote; then it goes on from there, no longer strict,
 * and the row ends with that line: else it could swallow all rows up to the next quote, and what
 * is wrong with them would not be told.  A row whose quote is never closed is read again for the
 * same reason, and ends with its first line.
 */
#include "config.h"

#include "planek/csv.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "base/encoding.h"
#include "planek/i18n.h"
#include "planek/mem.h"

const struct pk_dialect pk_dialect_default = {
    .separator = ',', .crlf = false, .bom = false, .encoding = PK_UTF8
};

#define STRICT (CSV_STRICT | CSV_STRICT_FINI)
#define LENIENT 0

/* By how much libcsv lets the field it collects grow. */
#ifndef PK_CSV_BLOCK
#define PK_CSV_BLOCK 4096
#endif

struct reader {
    const char *bytes;
    size_t len;
    size_t pos;    /* everything before it has been read */
    size_t line;   /* of pos, from 1 */
    size_t lf, cr; /* the next LF, and the next CR without LF, or len; stale once passed */
    bool has_nul;
    size_t nul_line; /* the last line of which a NUL was told */

    struct csv_parser parser;
    struct pk_decoder *decoder; /* NULL for UTF-8 */
    bool row_ended, row_stray;  /* what libcsv said of the row being read */

    /* The row's fields, one after another with their NULs; reused for every row. */
    char *text;
    size_t text_len, text_cap;
    size_t *lengths, lengths_cap;
    const char **fields;
    size_t fields_cap, count;

    const char *file;
    struct pk_faults *faults;
};

/* Blanks belong to their field. */
static int nothing_is_space(unsigned char byte)
{
    (void)byte;
    return 0;
}

static void *grow_or_die(void *old, size_t size)
{
    return pk_renew(old, size, 1);
}

static size_t without_nuls(char *text, size_t len)
{
    size_t kept = 0;
    for (size_t i = 0; i < len; i++) {
        if (text[i]) {
            text[kept++] = text[i];
        }
    }
    return kept;
}

static void take_field(void *field, size_t len, void *user)
{
    struct reader *r = user;
    size_t need = r->text_len + (r->decoder ? PK_DECODER_GROWTH * len : len) + 1;
    if (need > r->text_cap) {
        r->text = pk_reserve(r->text, &r->text_cap, need, 1);
    }
    if (r->count == r->lengths_cap) {
        r->lengths = pk_reserve(r->lengths, &r->lengths_cap, r->count + 1, sizeof *r->lengths);
    }

    char *to = r->text + r->text_len;
    if (r->decoder) {
        len = pk_decoder_put(r->decoder, to, field, len);
    } else {
        memcpy(to, field, len);
    }
    if (r->has_nul) {
        len = without_nuls(to, len);
    }
    to[len] = '\0';
    r->lengths[r->count++] = len;
    r->text_len += len + 1;
}

static void end_row(int terminator, void *user)
{
    (void)terminator;
    struct reader *r = user;
    r->row_ended = true;
}

static void reader_init(struct reader *r)
{
    csv_init(&r->parser, STRICT);
    csv_set_space_func(&r->parser, nothing_is_space);
    csv_set_realloc_func(&r->parser, grow_or_die);
    csv_set_blk_size(&r->parser, PK_CSV_BLOCK + r->len / 16); /* a field may be the whole file */
    r->has_nul = memchr(r->bytes, 0, r->len) != NULL;
    r->line = 1;
}

static void reader_dispose(struct reader *r)
{
    csv_free(&r->parser);
    free(r->text);
    free(r->lengths);
    free(r->fields);
}

/* Where the line at pos ends: just past its LF, CR LF or CR. */
static size_t reader_line_stop(struct reader *r)
{
    const char *from = r->bytes + r->pos, *end = r->bytes + r->len;
    if (r->lf <= r->pos) {
        const char *lf = memchr(from, '\n', (size_t)(end - from));
        r->lf = lf ? (size_t)(lf - r->bytes) : r->len;
    }
    if (r->cr <= r->pos) {
        const char *cr = memchr(from, '\r', (size_t)(end - from));
        while (cr && cr + 1 < end && cr[1] == '\n') {
            cr = memchr(cr + 1, '\r', (size_t)(end - cr - 1));
        }
        r->cr = cr ? (size_t)(cr - r->bytes) : r->len;
    }
    size_t stop = r->lf < r->cr ? r->lf : r->cr;
    return stop < r->len ? stop + 1 : r->len;
}

static void reader_skip_line_ends(struct reader *r)
{
    for (; r->pos < r->len; r->pos++) {
        char byte = r->bytes[r->pos];
        if (byte == '\r' && r->pos + 1 < r->len && r->bytes[r->pos + 1] == '\n') {
            continue;
        }
        if (byte != '\r' && byte != '\n') {
            return;
        }
        r->line++;
    }
}

static void reader_feed(struct reader *r, size_t stop)
{
    if (r->has_nul && r->line > r->nul_line && memchr(r->bytes + r->pos, 0, stop - r->pos)) {
        r->nul_line = r->line;
        pk_faults_add(r->faults, PK_FATAL, r->file, r->line,
                      _("a NUL byte: this is no text, or it was damaged; remove the byte"));
    }
    while (r->pos < stop) {
        r->pos += csv_parse(&r->parser, r->bytes + r->pos, stop - r->pos, take_field, end_row, r);
        if (r->pos == stop) {
            break;
        }
        r->row_stray = true;
        csv_set_opts(&r->parser, LENIENT);
        pk_faults_add(r->faults, PK_FATAL, r->file, r->line,
                      _("a stray quote: a field with quotes in it must stand in quotes, "
                        "with each quote inside written twice"));
    }
    if (r->row_stray && !r->row_ended) {
        csv_fini(&r->parser, take_field, end_row, r);
    }
}

static void reader_begin_row(struct reader *r, const struct pk_csv_row *row)
{
    r->pos = row->start;
    r->line = row->line;
    r->row_ended = r->row_stray = false;
    r->count = r->text_len = 0;
}

/* Ends the row that the end of the file cut off. */
static void reader_finish(struct reader *r, const struct pk_csv_row *row)
{
    if (csv_fini(&r->parser, take_field, end_row, r) == 0) {
        return;
    }
    pk_faults_add(r->faults, PK_FATAL, r->file, row->line,
                  _("a quote that is never closed: the row that begins here "
                    "runs to the end of the file"));
    csv_set_opts(&r->parser, LENIENT);
    csv_fini(&r->parser, take_field, end_row, r);
    reader_begin_row(r, row);
    r->lf = r->cr = 0;
    r->row_stray = true;
    reader_feed(r, reader_line_stop(r));
    r->line++;
}

static void reader_collect(struct reader *r, struct pk_csv_row *row)
{
    if (r->count > r->fields_cap) {
        r->fields = pk_reserve(r->fields, &r->fields_cap, r->count, sizeof *r->fields);
    }
    const char *field = r->text;
    for (size_t i = 0; i < r->count; i++) {
        r->fields[i] = field;
        field += r->lengths[i] + 1;
    }
    row->fields = r->fields;
    row->lengths = r->lengths;
    row->count = r->count;
}

static void reader_row(struct reader *r, struct pk_csv_row *row)
{
    row->line = r->line;
    row->start = r->pos;
    reader_begin_row(r, row);
    while (!r->row_ended && r->pos < r->len) {
        reader_feed(r, reader_line_stop(r));
        if (r->row_ended || r->bytes[r->pos - 1] == '\n') {
            r->line++;
        }
    }

    if (!r->row_ended) {
        reader_finish(r, row);
    }
    row->end = r->pos;
    if (r->row_ended && (r->bytes[row->end - 1] == '\n' || r->bytes[row->end - 1] == '\r')) {
        row->end--;
        if (r->bytes[row->end] == '\n' && r->bytes[row->end - 1] == '\r') {
            row->end--;
        }
    }
    if (r->row_stray) {
        csv_set_opts(&r->parser, STRICT);
    }
    reader_skip_line_ends(r);
    row->tail = r->pos;
    reader_collect(r, row);
}

static size_t bom_length(const char *bytes, size_t len, const struct pk_dialect *dialect)
{
    bool marked = dialect->bom && len >= PK_BOM_LENGTH && !memcmp(bytes, PK_BOM, PK_BOM_LENGTH);
    return marked ? PK_BOM_LENGTH : 0;
}

void pk_csv_read_until(const char *bytes, size_t len, const struct pk_dialect *dialect,
                       const char *file, size_t *blank_head, pk_csv_row_fn *row, void *user,
                       const bool *stop, struct pk_faults *faults)
{
    struct reader r = {
        .bytes = len ? bytes : "", .len = len, .file = file, .faults = faults
    };
    struct pk_decoder decoder;
    reader_init(&r);
    csv_set_delim(&r.parser, (unsigned char)dialect->separator);
    if (dialect->encoding == PK_CP1250) {
        pk_decoder_init(&decoder);
        r.decoder = &decoder;
    }
    r.pos = bom_length(r.bytes, len, dialect);
    reader_skip_line_ends(&r);
    *blank_head = r.pos;
    while (r.pos < len && !*stop) {
        struct pk_csv_row record;
        reader_row(&r, &record);
        row(&record, user);
    }
    reader_dispose(&r);
}

void pk_csv_read(const char *bytes, size_t len, const struct pk_dialect *dialect,
                 const char *file, size_t *blank_head, pk_csv_row_fn *row, void *user,
                 struct pk_faults *faults)
{
    const bool never = false;
    pk_csv_read_until(bytes, len, dialect, file, blank_head, row, user, &never, faults);
}

/* What the first record shows: its separators outside quotes, and the line end behind it. */
struct layout {
    size_t commas, semicolons, tabs;
    const char *end; /* its line end, or the end of the bytes */
};

static struct layout layout_of(const char *from, const char *end)
{
    struct layout layout = { .end = end };
    bool quoted = false;
    while (from < end && (*from == '\r' || *from == '\n')) {
        from++;
    }
    for (; from < end; from++) {
        if (*from == '"') {
            quoted = !quoted;
        } else if (!quoted) {
            layout.commas += *from == ',';
            layout.semicolons += *from == ';';
            layout.tabs += *from == '\t';
            if (*from == '\r' || *from == '\n') {
                break;
            }
        }
    }
    layout.end = from;
    return layout;
}

enum pk_err pk_csv_sniff(struct pk_dialect *dialect, const char *bytes, size_t len,
                         struct pk_diag *diag)
{
    *dialect = pk_dialect_default;
    if (!len) {
        return PK_OK;
    }
    enum pk_err err = pk_encoding_sniff(dialect, bytes, len, diag);
    if (err != PK_OK) {
        return err;
    }
    const char *end = bytes + len;
    struct layout layout = layout_of(bytes + bom_length(bytes, len, dialect), end);
    if (layout.semicolons > layout.commas && layout.semicolons >= layout.tabs) {
        dialect->separator = ';';
    } else if (layout.tabs > layout.commas) {
        dialect->separator = '\t';
    }
    bool cr = layout.end < end && *layout.end == '\r';
    dialect->crlf = cr && layout.end + 1 < end && layout.end[1] == '\n';
    if (cr && !dialect->crlf && dialect->encoding == PK_CP1250) {
        return pk_fail_at(diag, PK_ERR_STRUCTURE, "", 1,
                          _("the file has the line ends of an old Macintosh and is not UTF-8: "
                            "save it as CSV UTF-8"));
    }
    return PK_OK;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static bool needs_quotes(const char *text, size_t len, char separator)
{
    if (!len) {
        return false;
    }
    const char special[] = { separator, '"', '\r', '\n', '\0' };
    return is_blank(text[0]) || is_blank(text[len - 1]) || text[strcspn(text, special)];
}

static void add_encoded(struct pk_buf *out, const char *text, size_t len,
                        const struct pk_dialect *dialect)
{
    if (dialect->encoding == PK_UTF8 || pk_encoding_is_ascii(text, len)) {
        pk_buf_add(out, text, len);
    } else {
        pk_encoding_to_cp1250(out, text, len);
    }
}

void pk_csv_write_field(struct pk_buf *out, const char *text, const struct pk_dialect *dialect)
{
    size_t len = strlen(text);
    if (!needs_quotes(text, len, dialect->separator)) {
        add_encoded(out, text, len, dialect);
        return;
    }
    pk_buf_char(out, '"');
    for (;;) {
        size_t part = strcspn(text, "\"");
        add_encoded(out, text, part, dialect);
        if (!text[part]) {
            break;
        }
        pk_buf_str(out, "\"\"");
        text += part + 1;
    }
    pk_buf_char(out, '"');
}
