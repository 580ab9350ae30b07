/* historyread.c: rows of the history gathered to changes.
 *
 * The rows of a change usually stand together, but where git has merged two histories they may
 * stand between those of others, or twice.  So each txn gets its item when its first row is read,
 * and a draft beside it that collects its rows; only when all is read the drafts are settled: the
 * items of those that have the rows n-1 .. 0 get their cells, the others are taken out.
 *
 *     items    (there already) a b c      drafts[i] is that of items[base + i]
 *     drafts                   a b c ->   row left 0 -> row left 1 -> row left 2
 *
 * All rows go through one pk_csv_read.  A row is a line here: where a quote that is not closed
 * makes a row of several lines, each of them is read once more alone, so that one damaged line
 * does not take others with it.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/text.h"
#include "store/history_private.h"

/* More than this many columns of its own no table gets from a history. */
#ifndef PK_HISTORY_EXTRAS
#define PK_HISTORY_EXTRAS 256
#endif

/* A row of a draft. */
struct row {
    struct row *next; /* the one read before it */
    size_t left, line;
    bool kept; /* its cell can be read */
    const char *extra; /* the name of a column that is not in the schema, else NULL */
    struct pk_cell cell;
};

struct draft {
    struct row *rows; /* the last one first */
    size_t count, largest, line, end;
    bool disorder; /* the rows do not count down */
    bool damaged;  /* a row of it cannot be read, and nobody knows which */
    bool told;     /* faults name such a row */
};

struct reader {
    struct pk_history *history;
    struct pk_plan *plan;
    struct pk_faults *faults;
    const char *file;    /* as faults name it */
    const char *bytes;   /* that pk_csv_read is given now */
    size_t offset, line; /* where in the whole they begin */
    size_t valid;        /* bytes of the whole up to here are UTF-8, or have been looked at */
    size_t length;
    struct pk_history_layout layout;
    struct pk_faults found; /* in the row that is being read */
    size_t base;            /* items that were there already */
    struct draft *drafts;
    size_t capacity;
    struct pk_arena arena;   /* of the rows */
    struct pk_buf unescaped; /* the text that is being kept */
    size_t end;
};

static void tell(struct reader *r, size_t line, const char *text)
{
    pk_faults_add(r->faults, PK_ERROR, r->file, line, "%s", text);
}

/* ---- a row ---- */

/* A copy without escapes; a backslash that escapes nothing stands for itself. */
static const char *keep(struct reader *r, struct pk_arena *arena, const char *text, size_t length)
{
    if (!memchr(text, '\\', length)) {
        return pk_arena_text(arena, text, length);
    }
    pk_buf_cut(&r->unescaped, 0);
    for (size_t i = 0; i < length; i++) {
        char sign = text[i], next = text[i + 1];
        bool escape = sign == '\\' && (next == 'n' || next == 'r' || next == '\\');
        pk_buf_char(&r->unescaped, !escape ? sign : next == 'n' ? '\n' : next == 'r' ? '\r' : '\\');
        i += escape;
    }
    return pk_arena_text(arena, pk_buf_text(&r->unescaped), r->unescaped.len);
}

static const char *keep_field(struct reader *r, const struct pk_history_fields *fields,
                              enum pk_history_column column)
{
    return keep(r, &r->history->arena, fields->text[column], fields->length[column]);
}

/* As keep_field, but the copy that the change before has where it is the same. */
static const char *keep_again(struct reader *r, const struct pk_history_fields *fields,
                              enum pk_history_column column, const char *before)
{
    return strcmp(before, fields->text[column]) == 0 && !strchr(before, '\\')
               ? before
               : keep_field(r, fields, column);
}

/* ---- items and drafts ---- */

/* The number of the item of the row's txn, which gets one when it has none. */
static size_t item_of(struct reader *r, const struct pk_history_fields *fields, size_t line)
{
    const char *txn = fields->text[PK_HISTORY_TXN];
    struct pk_history *history = r->history;
    size_t at = history->count - 1, drafts = history->count - r->base;
    if (!history->count || strcmp(history->items[at].txn, txn) != 0) {
        at = pk_history_item(history, txn);
    }
    if (at != PK_NO_ITEM) {
        return at;
    }
    struct pk_change item = { .who = "", .why = "", .txn = keep_field(r, fields, PK_HISTORY_TXN) };
    pk_history_push(history, &item);
    r->drafts = pk_reserve(r->drafts, &r->capacity, drafts + 1, sizeof *r->drafts);
    r->drafts[drafts] = (struct draft){ .line = line };
    return history->count - 1;
}

/* The first row of a change tells who made it, when and why. */
static void sign_item(struct reader *r, size_t at, const struct pk_history_fields *fields)
{
    struct pk_change *item = &r->history->items[at];
    const struct pk_change *before = at > 0 ? item - 1 : item;
    item->when = fields->when;
    item->who = keep_again(r, fields, PK_HISTORY_WHO, before->who);
    item->why = keep_again(r, fields, PK_HISTORY_WHY, before->why);
}

/* Whether the row tells of something that can be in a plan. */
static bool read_cell(struct reader *r, struct row *row, const struct pk_history_fields *fields)
{
    const char *name = fields->text[PK_HISTORY_FIELD];
    int table = pk_schema_find_table(fields->text[PK_HISTORY_TABLE]);
    if (table < 0) {
        pk_faults_add(r->faults, PK_ERROR, r->file, row->line,
                      _("there is no table \"%s\", so the row is left out"),
                      pk_text_quote(fields->text[PK_HISTORY_TABLE]).text);
        return false;
    }
    row->cell = (struct pk_cell){ .table = (enum pk_table)table,
                                  .field = pk_schema_find_field((enum pk_table)table, name),
                                  .id = keep_field(r, fields, PK_HISTORY_ID),
                                  .was = keep_field(r, fields, PK_HISTORY_WAS),
                                  .now = keep_field(r, fields, PK_HISTORY_NOW) };
    const struct pk_cell *cell = &row->cell;
    bool sound = *cell->id && *name;
    if (table == PK_HISTORY) {
        sound = sound && cell->field == PK_HISTORY_WHY;
    } else if (cell->field == 0) {
        sound = sound && !*cell->was != !*cell->now &&
                strcmp(*cell->now ? cell->now : cell->was, cell->id) == 0;
    } else if (cell->field < 0 &&
               strcmp(name, pk_plan_field_name(r->plan, cell->table, PK_FIELD_PLACE)) == 0) {
        row->cell.field = PK_FIELD_PLACE;
    } else if (cell->field < 0) {
        row->extra = keep(r, &r->arena, name, fields->length[PK_HISTORY_FIELD]);
    }
    if (!sound) {
        tell(r, row->line, _("the row names no cell of a table and is left out"));
    }
    return sound;
}

static void draft_add(struct reader *r, struct draft *draft,
                      const struct pk_history_fields *fields, size_t line)
{
    struct row *row = pk_arena_alloc(&r->arena, sizeof *row);
    *row = (struct row){ .next = draft->rows, .left = fields->left, .line = line };
    row->kept = read_cell(r, row, fields);
    draft->disorder |= draft->rows && draft->rows->left <= row->left;
    draft->largest = draft->largest > row->left ? draft->largest : row->left;
    draft->rows = row;
    draft->count++;
}

static void take_fields(struct reader *r, const struct pk_history_fields *fields, size_t line,
                        size_t tail)
{
    size_t at = item_of(r, fields, line);
    if (at < r->base) {
        r->end = tail;
        return;
    }
    struct draft *draft = &r->drafts[at - r->base];
    if (!draft->rows) {
        sign_item(r, at, fields);
    }
    draft_add(r, draft, fields, line);
    draft->end = tail;
}

/* ---- reading ---- */

/* From what can be read of it, a row that is left out says at least which change lacks it. */
static void leave_out(struct reader *r, const struct pk_csv_row *row, size_t line)
{
    struct pk_history_fields fields;
    bool counted;
    if (!pk_history_read_remains(&fields, &counted, row, &r->layout)) {
        return;
    }
    size_t at = item_of(r, &fields, line);
    if (at >= r->base) {
        struct draft *draft = &r->drafts[at - r->base];
        draft->largest = draft->largest > fields.left ? draft->largest : fields.left;
        draft->damaged |= !counted;
        draft->told = true;
    }
}

static bool is_valid(struct reader *r, const struct pk_csv_row *row)
{
    size_t start = r->offset + row->start, end = r->offset + row->end;
    if (end <= r->valid) {
        return true;
    }
    const char *whole = r->bytes - r->offset;
    bool valid = start >= r->valid && pk_text_valid(whole + start, end - start) == end - start;
    size_t from = r->offset + row->tail;
    r->valid = from + pk_text_valid(whole + from, r->length - from);
    return valid;
}

static void take_row(const struct pk_csv_row *row, void *user);

static void read_bytes(struct reader *r, const char *bytes, size_t length)
{
    struct pk_dialect dialect = pk_dialect_default;
    size_t head;
    dialect.bom = r->offset == 0;
    r->bytes = bytes;
    pk_csv_read(bytes, length, &dialect, "", &head, take_row, r, &r->found);
}

/* Reads the lines of a row alone. */
static void read_lines(struct reader *r, const struct pk_csv_row *row)
{
    const char *bytes = r->bytes, *from = bytes + row->start, *stop = bytes + row->tail;
    size_t offset = r->offset, line = r->line;
    r->line += row->line - 1;
    for (; from < stop; r->line++) {
        const char *end = memchr(from, '\n', (size_t)(stop - from));
        end = end ? end + 1 : stop;
        r->offset = offset + (size_t)(from - bytes);
        read_bytes(r, from, (size_t)(end - from));
        from = end;
    }
    r->bytes = bytes;
    r->offset = offset;
    r->line = line;
}

static bool tell_found(struct reader *r, size_t line)
{
    if (!r->found.count) {
        return false;
    }
    tell(r, line, r->found.items[0].text);
    pk_faults_dispose(&r->found);
    return true;
}

static void take_row(const struct pk_csv_row *row, void *user)
{
    struct reader *r = user;
    struct pk_history_fields fields;
    size_t line = r->line + row->line - 1, tail = r->offset + row->tail;
    if (memchr(r->bytes + row->start, '\n', row->end - row->start)) {
        pk_faults_dispose(&r->found);
        read_lines(r, row);
    } else if (tell_found(r, line)) {
        leave_out(r, row, line);
    } else if (!is_valid(r, row)) {
        tell(r, line, _("the row has bytes that are not UTF-8 and is left out"));
        leave_out(r, row, line);
    } else if (pk_history_read_fields(&fields, row, &r->layout) ||
               pk_history_read_fields(&fields, row, &pk_history_own_layout)) {
        take_fields(r, &fields, line, tail);
    } else if (pk_history_read_header(&r->layout, row)) {
        r->end = tail;
    } else {
        tell(r, line, _("this is no row of a history, and it is left out"));
        leave_out(r, row, line);
    }
}

/* ---- settling ---- */

static int compare_rows(const void *left, const void *right)
{
    const struct row *a = *(const struct row *const *)left;
    const struct row *b = *(const struct row *const *)right;
    if (a->left != b->left) {
        return a->left < b->left ? -1 : 1;
    }
    return a->line < b->line ? -1 : a->line > b->line;
}

/* Puts the rows in order; of several with one number the first stays. */
static void draft_sort(struct draft *draft)
{
    struct row **rows = pk_new(draft->count, sizeof *rows);
    size_t count = 0, kept = 0;
    for (struct row *row = draft->rows; row; row = row->next) {
        rows[count++] = row;
    }
    qsort(rows, count, sizeof(*rows), compare_rows);
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || rows[kept - 1]->left != rows[i]->left) {
            rows[kept++] = rows[i];
        }
    }
    for (size_t i = 0; i < kept; i++) {
        rows[i]->next = i + 1 < kept ? rows[i + 1] : NULL;
    }
    draft->rows = rows[0];
    draft->count = kept;
    free(rows);
}

static bool draft_is_whole(struct draft *draft)
{
    if (draft->disorder) {
        draft_sort(draft);
    }
    return !draft->damaged && draft->rows && draft->rows->left == 0 &&
           draft->count == draft->largest + 1;
}

/* The number of a column that the schema does not know. */
static bool find_extra(struct reader *r, struct row *row)
{
    enum pk_table table = row->cell.table;
    int extras = pk_plan_extra_count(r->plan, table);
    bool known = extras < PK_HISTORY_EXTRAS;
    for (int i = 0; i < extras && !known; i++) {
        known = strcmp(pk_plan_extra_name(r->plan, table, i), row->extra) == 0;
    }
    if (!known) {
        pk_faults_add(r->faults, PK_ERROR, r->file, row->line,
                      _("the table has too many columns, so \"%s\" is left out"),
                      pk_text_quote(row->extra).text);
        return false;
    }
    row->cell.field = pk_plan_field(r->plan, table, row->extra);
    return true;
}

static void give_cells(struct reader *r, struct pk_change *item, const struct draft *draft)
{
    for (struct row *row = draft->rows; row; row = row->next) {
        row->kept = row->kept && (!row->extra || find_extra(r, row));
        item->count += row->kept;
    }
    size_t at = item->count;
    item->capacity = item->count;
    item->cells = pk_arena_alloc(&r->history->arena, item->count * sizeof(*item->cells));
    for (const struct row *row = draft->rows; row; row = row->next) {
        if (row->kept) {
            item->cells[--at] = row->cell;
        }
    }
}

static void settle(struct reader *r)
{
    struct pk_history *history = r->history;
    size_t kept = r->base, count = history->count;
    for (size_t i = r->base; i < count; i++) {
        struct draft *draft = &r->drafts[i - r->base];
        if (draft_is_whole(draft)) {
            give_cells(r, &history->items[i], draft);
            r->end = r->end > draft->end ? r->end : draft->end;
            history->items[kept++] = history->items[i];
        } else {
            draft->rows = NULL;
        }
    }
    for (size_t i = 0; i < count - r->base && kept < count; i++) {
        const struct draft *draft = &r->drafts[i];
        if (!draft->rows && !draft->told && draft->end < r->end) {
            tell(r, draft->line, _("some rows of this change are missing, so it is left out"));
        }
    }
    history->count = kept;
    if (kept < count) {
        pk_history_reindex(history);
    }
}

/* The bytes behind the last line end are torn off. */
void pk_history_decode(struct pk_history *history, struct pk_plan *plan, const char *bytes,
                       size_t length, size_t first_line, struct pk_faults *faults, size_t *end)
{
    const char *last = length ? memrchr(bytes, '\n', length) : NULL;
    *end = 0;
    if (!last) {
        return;
    }
    struct pk_faults unwanted = { 0 };
    struct reader r = { .history = history, .plan = plan, .faults = faults ? faults : &unwanted,
                        .file = pk_schema(PK_HISTORY)->file, .line = first_line,
                        .length = (size_t)(last - bytes) + 1,
                        .layout = pk_history_own_layout, .base = history->count };
    r.valid = pk_text_valid(bytes, r.length);
    read_bytes(&r, bytes, r.length);
    settle(&r);
    *end = r.end;
    free(r.drafts);
    pk_arena_dispose(&r.arena);
    pk_buf_dispose(&r.unescaped);
    pk_faults_dispose(&unwanted);
}
