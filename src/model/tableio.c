/* tableio.c: a table's file to records, and records to the file, byte for byte.
 *
 * Each record remembers where its bytes lie in the file.  Writing copies those of untouched
 * records as they are and makes new ones only for touched records; a column that the file lacked
 * is appended to every record without looking into it.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/plan_private.h"
#include "planek/i18n.h"
#include "planek/text.h"

/* Every record has a cell for each column, so a wide header before short rows would fill the
 * memory. */
enum { COLUMNS_MAX = 256 };

/* So many rows, a power of two, between two looks at whether the reading is to stop. */
#ifndef PK_ROWS_A_LOOK
#define PK_ROWS_A_LOOK 4096
#endif

struct reading {
    struct pk_plan *plan;
    struct pk_tabledata *data;
    struct pk_faults *faults;
    bool header_seen;
    bool has_id;         /* rows without one are no records */
    size_t header_count; /* fields in the header, those beyond COLUMNS_MAX too */
};

static void fatal(struct reading *reading, size_t line, const char *text)
{
    pk_faults_add(reading->faults, PK_FATAL, reading->data->schema->file, line, "%s", text);
    reading->data->broken = true;
}

static bool has_column(const struct pk_columns *columns, int field)
{
    for (int i = 0; i < columns->count; i++) {
        if (columns->field[i] == field) {
            return true;
        }
    }
    return false;
}

static bool is_name(const char *known, const char *name, size_t length)
{
    return strlen(known) == length && memcmp(known, name, length) == 0;
}

/* The column's field, an unknown column's number, or -1 when the name stands there twice. */
static int column_of(struct reading *reading, const char *name, size_t length)
{
    struct pk_tabledata *data = reading->data;
    int known = data->schema->field_count, field = -1;
    for (int i = 0; i < known && field < 0; i++) {
        field = is_name(data->schema->fields[i].name, name, length) ? i : -1;
    }
    for (int i = 0; i < data->columns.extra_count && field < 0; i++) {
        field = is_name(data->columns.extra[i], name, length) ? known + i : -1;
    }
    if (field < 0) {
        return pk_tabledata_extra(data, &reading->plan->arena, name, length);
    }
    return has_column(&data->columns, field) ? -1 : field;
}

static void add_column(struct reading *reading, size_t line, const char *name, size_t length)
{
    struct pk_columns *columns = &reading->data->columns;
    name = pk_text_trim(name, &length);
    int field = column_of(reading, name, length);
    if (field < 0) {
        struct pk_diag diag;
        (void)pk_fail(&diag, PK_ERR_STRUCTURE,
                      _("the column \"%.*s\" stands there twice; rename or remove one"),
                      (int)length, name);
        fatal(reading, line, diag.text);
        field = pk_tabledata_extra(reading->data, &reading->plan->arena, name, length);
    }
    reading->has_id |= field == 0;
    columns->field[columns->count++] = field;
}

static void read_header(struct reading *reading, const struct pk_csv_row *row)
{
    struct pk_columns *columns = &reading->data->columns;
    size_t count = row->count < COLUMNS_MAX ? row->count : COLUMNS_MAX;
    reading->header_count = row->count;
    columns->field = pk_new(count, sizeof(*columns->field));
    for (size_t i = 0; i < count; i++) {
        add_column(reading, row->line, row->fields[i], row->lengths[i]);
    }
    columns->written = columns->count;
    if (row->count > COLUMNS_MAX) {
        struct pk_diag diag;
        (void)pk_fail(&diag, PK_ERR_STRUCTURE,
                      _("the header has %zu columns, and at most %d can be read; remove some"),
                      row->count, COLUMNS_MAX);
        fatal(reading, row->line, diag.text);
    }
    if (!reading->has_id) {
        fatal(reading, row->line, _("no column is named \"id\"; the first line must name the "
                                    "columns"));
    }
}

static void check_fields(struct reading *reading, const struct pk_csv_row *row)
{
    struct pk_diag diag;
    if (row->count != reading->header_count) {
        (void)pk_fail(&diag, PK_ERR_STRUCTURE,
                      _("%zu fields where the header has %d; look for a missing or superfluous "
                        "separator or quote"),
                      row->count, (int)reading->header_count);
        fatal(reading, row->line, diag.text);
    }
}

static void check_id(struct reading *reading, const struct pk_csv_row *row,
                     const struct pk_record *record, bool indexed)
{
    struct pk_diag diag;
    const char *id = record->text[0];
    if (!*id) {
        fatal(reading, row->line, _("the id is empty; give the row an id of its own"));
    } else if (!indexed) {
        const struct pk_record *first = pk_tabledata_find(reading->data, id);
        struct pk_buf safe = { 0 };
        pk_text_safe(&safe, id, strlen(id));
        (void)pk_fail(&diag, PK_ERR_STRUCTURE,
                      _("the id \"%s\" stands on line %u already; give one of them another id"),
                      pk_buf_text(&safe), (unsigned)first->line);
        pk_buf_dispose(&safe);
        fatal(reading, row->line, diag.text);
    }
}

static void look_up(struct pk_plan *plan, size_t done)
{
    if (plan->watch && !plan->watch(done, plan->watch_user)) {
        plan->stopped = true;
    }
}

static void read_row(const struct pk_csv_row *row, void *user)
{
    struct reading *reading = user;
    struct pk_tabledata *data = reading->data;
    struct pk_extent extent = { row->start, (uint32_t)(row->end - row->start),
                                (uint32_t)(row->tail - row->end), (uint32_t)row->line };
    if (!reading->header_seen) {
        reading->header_seen = true;
        data->header = extent;
        read_header(reading, row);
        return;
    }
    check_fields(reading, row);
    if (!reading->has_id) {
        return;
    }
    int year = reading->plan->settings.year;
    struct pk_record *record = pk_tabledata_new_record(data, &reading->plan->arena, year);
    record->line = extent.line;
    record->start = extent.start;
    record->length = extent.length;
    record->tail = extent.tail;
    for (size_t i = 0; i < row->count && i < (size_t)data->columns.count; i++) {
        if (row->lengths[i]) {
            pk_record_set(record, data->columns.field[i],
                          pk_arena_text(&reading->plan->arena, row->fields[i], row->lengths[i]),
                          year);
        }
    }
    bool indexed = pk_tabledata_insert(data, record, data->count);
    check_id(reading, row, record, indexed);
    if ((data->count & (PK_ROWS_A_LOOK - 1)) == 0) {
        look_up(reading->plan, row->tail);
    }
}

void pk_plan_watch_reading(struct pk_plan *plan, pk_plan_reading_fn *reading, void *user)
{
    plan->watch = reading;
    plan->watch_user = user;
}

bool pk_plan_stopped(const struct pk_plan *plan)
{
    return plan->stopped;
}

void pk_plan_number_extras(struct pk_plan *plan, const struct pk_plan *like)
{
    for (int table = 0; table < PK_TABLES; table++) {
        const struct pk_columns *columns = &like->tables[table].columns;
        for (int i = 0; i < columns->extra_count; i++) {
            (void)pk_tabledata_extra(&plan->tables[table], &plan->arena, columns->extra[i],
                                     strlen(columns->extra[i]));
        }
    }
}

void pk_plan_read_table(struct pk_plan *plan, enum pk_table table, char *bytes, size_t length,
                        struct pk_faults *faults)
{
    struct pk_tabledata *data = &plan->tables[table];
    struct reading reading = { .plan = plan, .data = data, .faults = faults };
    struct pk_diag diag;
    data->has_file = true;
    data->bytes = bytes;
    data->length = length;
    if (pk_csv_sniff(&data->dialect, bytes, length, &diag) != PK_OK) {
        fatal(&reading, diag.line, diag.text);
        return;
    }
    size_t before = pk_faults_count(faults, PK_FATAL);
    size_t head;
    pk_csv_read_until(bytes, length, &data->dialect, data->schema->file, &head, read_row, &reading,
                      &plan->stopped, faults);
    if (!reading.header_seen) {
        fatal(&reading, 1, _("the file has no header row; its first line must name the columns"));
    }
    if (pk_faults_count(faults, PK_FATAL) > before) {
        data->broken = true;
    }
    plan->cache->fresh = false;
    pk_touches_lose(plan);
    plan->revision++;
}

/* ---- writing ---- */

struct writing {
    const struct pk_tabledata *data;
    struct pk_image *image;
    size_t line;
};

static bool cannot_hold(const struct pk_tabledata *data)
{
    if (data->dialect.encoding == PK_UTF8) {
        return false;
    }
    for (size_t i = 0; i < data->count; i++) {
        const struct pk_record *record = data->rows[i];
        for (int k = 0; record->touched && k < data->columns.count; k++) {
            if (!pk_csv_can_hold(record->text[data->columns.field[k]], &data->dialect)) {
                return true;
            }
        }
    }
    return false;
}

static const char *column_name(const struct pk_tabledata *data, int field)
{
    return field < data->schema->field_count
               ? data->schema->fields[field].name
               : data->columns.extra[field - data->schema->field_count];
}

static void copy_bytes(struct writing *writing, size_t start, size_t length)
{
    const char *bytes = writing->data->bytes + start;
    if (writing->image->converted) {
        pk_csv_to_utf8(&writing->image->bytes, bytes, length, &writing->data->dialect);
    } else {
        pk_buf_add(&writing->image->bytes, bytes, length);
    }
}

static size_t count_lines(const char *bytes, size_t length)
{
    size_t lines = 0;
    const char *end = bytes + length;
    while ((bytes = memchr(bytes, '\n', (size_t)(end - bytes)))) {
        lines++;
        bytes++;
    }
    return lines;
}

/* Ends the record that began at `start`: its line end as it was, or the dialect's. */
static struct pk_extent end_record(struct writing *writing, size_t start, size_t tail_start,
                                   size_t tail, bool last)
{
    struct pk_buf *out = &writing->image->bytes;
    struct pk_extent extent = { start, (uint32_t)(out->len - start), 0, (uint32_t)writing->line };
    if (tail) {
        copy_bytes(writing, tail_start, tail);
    } else if (!last || tail_start == 0) {
        pk_buf_str(out, writing->data->dialect.crlf ? "\r\n" : "\n");
    }
    extent.tail = (uint32_t)(out->len - start) - extent.length;
    writing->line += count_lines(out->data + start, out->len - start);
    return extent;
}

static void write_header(struct writing *writing)
{
    const struct pk_tabledata *data = writing->data;
    struct pk_buf *out = &writing->image->bytes;
    const struct pk_dialect *dialect = &writing->image->dialect;
    size_t start = 0;
    if (data->has_file) {
        size_t bom = data->dialect.bom ? 3 : 0;
        if (dialect->bom) {
            pk_buf_str(out, "\xEF\xBB\xBF");
        }
        copy_bytes(writing, bom, data->header.start - bom);
        start = out->len;
        copy_bytes(writing, data->header.start, data->header.length);
    }
    bool none = data->columns.count == 0; /* a table that never had a file nor a record */
    int count = none ? data->schema->field_count : data->columns.count;
    for (int i = data->columns.written; i < count; i++) {
        if (i > 0) {
            pk_buf_char(out, dialect->separator);
        }
        pk_csv_write_field(out, column_name(data, none ? i : data->columns.field[i]), dialect);
    }
    writing->line = 1 + count_lines(pk_buf_text(out), start);
    writing->image->extents[0] =
        end_record(writing, start, data->header.start + data->header.length, data->header.tail,
                   data->count == 0);
}

struct comparison {
    const struct pk_tabledata *data;
    const struct pk_record *record;
    bool same;
};

static void compare_row(const struct pk_csv_row *row, void *user)
{
    struct comparison *comparison = user;
    const struct pk_columns *columns = &comparison->data->columns;
    comparison->same = row->count == (size_t)columns->written;
    for (int k = 0; comparison->same && k < columns->count; k++) {
        const char *text = comparison->record->text[columns->field[k]];
        comparison->same = strcmp(text, k < columns->written ? row->fields[k] : "") == 0;
    }
}

/* Whether the record's bytes still say what its cells hold: it is untouched, or every change to
 * it was taken back. */
static bool bytes_hold(const struct pk_tabledata *data, const struct pk_record *record)
{
    if (!record->touched || record->line == 0) {
        return !record->touched;
    }
    struct comparison comparison = { data, record, false };
    struct pk_dialect dialect = data->dialect;
    struct pk_faults faults = { 0 };
    size_t head;
    dialect.bom = false;
    pk_csv_read(data->bytes + record->start, record->length, &dialect, "", &head, compare_row,
                &comparison, &faults);
    pk_faults_dispose(&faults);
    return comparison.same;
}

static void write_record(struct writing *writing, size_t place)
{
    const struct pk_tabledata *data = writing->data;
    const struct pk_record *record = data->rows[place];
    struct pk_buf *out = &writing->image->bytes;
    const struct pk_dialect *dialect = &writing->image->dialect;
    size_t start = out->len;
    bool kept = bytes_hold(data, record);
    if (kept) {
        copy_bytes(writing, record->start, record->length);
        pk_buf_fill(out, dialect->separator,
                    (size_t)(data->columns.count - data->columns.written));
    }
    for (int k = 0; !kept && k < data->columns.count; k++) {
        if (k > 0) {
            pk_buf_char(out, dialect->separator);
        }
        pk_csv_write_field(out, record->text[data->columns.field[k]], dialect);
    }
    writing->image->extents[1 + place] =
        end_record(writing, start, record->line ? record->start + record->length : 0,
                   record->tail, place + 1 == data->count);
}

static void write_table(const struct pk_tabledata *data, bool converted, struct pk_image *image)
{
    *image = (struct pk_image){ .dialect = data->dialect, .converted = converted };
    image->extents = pk_new(data->count + 1, sizeof(*image->extents));
    if (converted) {
        image->dialect.encoding = PK_UTF8;
        image->dialect.bom = true;
    }
    struct writing writing = { data, image, 1 };
    write_header(&writing);
    for (size_t i = 0; i < data->count; i++) {
        write_record(&writing, i);
    }
}

/* Whether what is written in Windows-1250 would be read as something else: what is left when the
 * letters that told are gone may look like UTF-8. */
static bool misleads(const struct pk_image *image)
{
    struct pk_dialect read;
    bool ascii = true;
    for (size_t i = 0; i < image->bytes.len && ascii; i++) {
        ascii = (unsigned char)image->bytes.data[i] < 0x80;
    }
    return !ascii && image->dialect.encoding == PK_CP1250 &&
           (pk_csv_sniff(&read, image->bytes.data, image->bytes.len, NULL) != PK_OK ||
            read.encoding != PK_CP1250);
}

void pk_plan_encode(const struct pk_plan *plan, enum pk_table table, struct pk_image *image)
{
    const struct pk_tabledata *data = &plan->tables[table];
    write_table(data, cannot_hold(data), image);
    if (misleads(image)) {
        pk_image_dispose(image);
        write_table(data, true, image);
    }
}

void pk_plan_saved(struct pk_plan *plan, enum pk_table table, struct pk_image *image)
{
    struct pk_tabledata *data = &plan->tables[table];
    data->header = image->extents[0];
    for (size_t i = 0; i < data->count; i++) {
        const struct pk_extent *extent = &image->extents[1 + i];
        struct pk_record *record = data->rows[i];
        record->touched = false;
        record->start = extent->start;
        record->length = extent->length;
        record->tail = extent->tail;
        record->line = extent->line;
    }
    for (int i = 0; data->columns.written == 0 && i < data->schema->field_count; i++) {
        pk_tabledata_need_column(data, i);
    }
    free(data->bytes);
    data->length = image->bytes.len;
    data->bytes = pk_buf_take(&image->bytes);
    data->has_file = true;
    data->dialect = image->dialect;
    data->columns.written = data->columns.count;
    pk_image_dispose(image);
}

void pk_image_dispose(struct pk_image *image)
{
    pk_buf_dispose(&image->bytes);
    free(image->extents);
    *image = (struct pk_image){ 0 };
}
