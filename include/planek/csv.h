/* csv.h: CSV bytes to rows and back (libcsv), keeping every byte that nobody changed.
 *
 * Knows nothing of plans and opens no file.  Reads comma, semicolon or tab, LF or CRLF, with or
 * without a byte order mark, UTF-8 or Windows-1250; a field may hold line breaks in quotes.  The
 * CR of an old Macintosh is read as a line end too; new rows in such a file end in LF.
 * Format: RFC 4180, with the dialects that spreadsheets in Czechia write.
 */
#ifndef PLANEK_CSV_H
#define PLANEK_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "planek/buf.h"
#include "planek/error.h"
#include "planek/faults.h"

enum pk_encoding { PK_UTF8, PK_CP1250 };

struct pk_dialect {
    char separator; /* ',' ';' or '\t' */
    bool crlf;
    bool bom;
    enum pk_encoding encoding;
};

/* What planek itself writes. */
extern const struct pk_dialect pk_dialect_default;

/* One record.  All pointers live until the row function returns.  A file is its head
 * [0, blank_head), then of each record in turn [start, end) and [end, tail): no byte is left out.
 */
struct pk_csv_row {
    size_t line;            /* the line it starts on, from 1 */
    size_t start, end;      /* its bytes in the file, without the line end */
    size_t tail;            /* where the next record (or the end of file) begins: the line end
                               and any empty lines lie in [end, tail) */
    const char *const *fields; /* UTF-8, NUL-terminated, no NUL inside, blanks kept; a line break
                                  in a field is as it stands in the file, LF or CR LF */
    const size_t *lengths;
    size_t count;           /* at least 1 */
};
typedef void pk_csv_row_fn(const struct pk_csv_row *row, void *user);

/* Looks at the bytes and tells the dialect: encoding and BOM from all of them, separator (the
 * most frequent outside quotes, comma when none) and line end from the first record.  Bytes that
 * are neither UTF-8 nor Windows-1250, UTF-8 with a few wrong bytes in it, UTF-16, and an old
 * Macintosh file that is not UTF-8 are PK_ERR_STRUCTURE with the line (no file in diag). */
PK_MUST_USE enum pk_err pk_csv_sniff(struct pk_dialect *dialect, const char *bytes, size_t len,
                                     struct pk_diag *diag);

/* Parses all records in order, in bytes and dialect that pk_csv_sniff accepted.  *blank_head gets
 * the offset at which the first record starts (after a BOM and empty lines) before the function
 * is first called.  Faults of structure are added to faults as PK_FATAL with `file` and line, and
 * reading goes on: a NUL is left out of its field, a stray quote is kept as text and its record
 * ends with that line, one with a quote that is never closed ends with its first line.  The first
 * record is the header; it is given to the function like any other. */
void pk_csv_read(const char *bytes, size_t len, const struct pk_dialect *dialect,
                 const char *file, size_t *blank_head, pk_csv_row_fn *row, void *user,
                 struct pk_faults *faults);
/* The same, and ends as soon as *stop is true after a row. */
void pk_csv_read_until(const char *bytes, size_t len, const struct pk_dialect *dialect,
                       const char *file, size_t *blank_head, pk_csv_row_fn *row, void *user,
                       const bool *stop, struct pk_faults *faults);

/* Appends one field in the dialect, quoted only where it must be (separator, quote, line break,
 * blank at an end; a first character that would read as a comment is NOT quoted).  Line breaks in
 * it stay as they are; what the encoding cannot hold (see pk_csv_can_hold) becomes '?'.  An empty
 * field is no bytes: the caller writes "" for a record that is a single empty field, which would
 * be an empty line otherwise. */
void pk_csv_write_field(struct pk_buf *out, const char *text, const struct pk_dialect *dialect);

/* Whether the UTF-8 text can be held by the dialect's encoding. */
bool pk_csv_can_hold(const char *text, const struct pk_dialect *dialect);

/* Appends the bytes, which are in the dialect's encoding, in UTF-8; a BOM is neither added nor
 * removed. */
void pk_csv_to_utf8(struct pk_buf *out, const char *bytes, size_t len,
                    const struct pk_dialect *dialect);

#endif
