/* csv.c: the rows and what lies between them are all the bytes of a file, and what is written of
 * the fields reads back as the same fields.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/csv.h"
#include "planek/mem.h"
#include "planek/text.h"
#include "tests/fuzz/fuzz.h"

struct reading {
    struct pk_dialect dialect;
    size_t rows, line, at;
    struct pk_buf *written; /* the rows in the dialect, NULL: not wanted */
    struct pk_buf *fields;  /* each field, its end and each row's end */
};

static void take_row(const struct pk_csv_row *row, void *user)
{
    struct reading *reading = user;
    FUZZ_EXPECT(row->count >= 1);
    FUZZ_EXPECT(row->line > reading->line);
    FUZZ_EXPECT(row->start < row->end && row->end <= row->tail);
    FUZZ_EXPECT(!reading->rows || row->start == reading->at);
    for (size_t i = 0; i < row->count; i++) {
        FUZZ_EXPECT(strlen(row->fields[i]) == row->lengths[i]);
        FUZZ_EXPECT(pk_text_valid(row->fields[i], row->lengths[i]) == row->lengths[i]);
        pk_buf_str(reading->fields, row->fields[i]);
        pk_buf_char(reading->fields, '\0');
        if (reading->written) {
            pk_buf_str(reading->written, i ? (char[]){ reading->dialect.separator, 0 } : "");
            pk_csv_write_field(reading->written, row->fields[i], &reading->dialect);
        }
    }
    pk_buf_char(reading->fields, '\0');
    if (reading->written) {
        pk_buf_str(reading->written, row->count == 1 && !row->lengths[0] ? "\"\"" : "");
        pk_buf_str(reading->written, reading->dialect.crlf ? "\r\n" : "\n");
    }
    reading->line = row->line;
    reading->at = row->tail;
    reading->rows++;
}

/* Reads all; the fields, and the rows as they would be written where that is wanted. */
static bool read_all(const char *bytes, size_t length, const struct pk_dialect *dialect,
                     struct pk_buf *fields, struct pk_buf *written)
{
    struct reading reading = { .dialect = *dialect, .fields = fields, .written = written };
    struct pk_faults faults = { 0 };
    size_t head;
    pk_csv_read(bytes, length, dialect, "x.csv", &head, take_row, &reading, &faults);
    FUZZ_EXPECT(reading.rows ? reading.at == length : head == length);
    FUZZ_EXPECT(head <= length);
    bool sound = faults.count == 0;
    pk_faults_dispose(&faults);
    return sound;
}

void fuzz_csv(const uint8_t *bytes, size_t length)
{
    char *text = pk_new(length, 1);
    struct pk_dialect dialect;
    struct pk_diag diag;
    memcpy(text, bytes, length);
    if (pk_csv_sniff(&dialect, text, length, &diag) != PK_OK) {
        fuzz_expect_safe(diag.text, strlen(diag.text), "");
        free(text);
        return;
    }
    struct pk_buf fields = { 0 }, written = { 0 }, again = { 0 };
    (void)read_all(text, length, &dialect, &fields, &written);
    struct pk_dialect plain = dialect;
    plain.bom = false;
    FUZZ_EXPECT(read_all(pk_buf_text(&written), written.len, &plain, &again, NULL));
    fuzz_expect_same(&fields, &again);
    pk_buf_dispose(&fields);
    pk_buf_dispose(&written);
    pk_buf_dispose(&again);
    free(text);
}
