#include "config.h"

#include <string.h>

#include "planek/when.h"
#include "store/history_private.h"

enum { TXN_MAX = 63, LEFT_DIGITS = 9 };

const struct pk_history_layout pk_history_own_layout = {
    { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 }, PK_HISTORY_COLUMNS
};
_Static_assert(PK_HISTORY_COLUMNS == 10, "a place for each column");

bool pk_history_read_header(struct pk_history_layout *layout, const struct pk_csv_row *row)
{
    struct pk_history_layout found = { .count = row->count };
    for (int i = 0; i < PK_HISTORY_COLUMNS; i++) {
        const char *name = pk_schema_field(PK_HISTORY, i)->name;
        size_t at = 0;
        while (at < row->count && strcmp(row->fields[at], name) != 0) {
            at++;
        }
        found.column[i] = at < row->count ? (int)at : -1;
        if (at == row->count && i != PK_HISTORY_WHO && i != PK_HISTORY_WHY) {
            return false;
        }
    }
    *layout = found;
    return true;
}

static bool is_txn(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        char sign = text[i];
        bool good = (sign >= '0' && sign <= '9') || (sign >= 'a' && sign <= 'z') ||
                    (sign >= 'A' && sign <= 'Z') || sign == '-';
        if (!good) {
            return false;
        }
    }
    return length > 0 && length <= TXN_MAX;
}

static bool parse_left(size_t *left, const char *text, size_t length)
{
    *left = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return false;
        }
        *left = *left * 10 + (size_t)(text[i] - '0');
    }
    return length > 0 && length <= LEFT_DIGITS;
}

bool pk_history_read_fields(struct pk_history_fields *fields, const struct pk_csv_row *row,
                            const struct pk_history_layout *layout)
{
    if (row->count != layout->count) {
        return false;
    }
    for (int i = 0; i < PK_HISTORY_COLUMNS; i++) {
        int column = layout->column[i];
        fields->text[i] = column < 0 ? "" : row->fields[column];
        fields->length[i] = column < 0 ? 0 : row->lengths[column];
    }
    return is_txn(fields->text[PK_HISTORY_TXN], fields->length[PK_HISTORY_TXN]) &&
           pk_when_parse(&fields->when, fields->text[PK_HISTORY_WHEN]) &&
           parse_left(&fields->left, fields->text[PK_HISTORY_LEFT],
                      fields->length[PK_HISTORY_LEFT]);
}

bool pk_history_read_remains(struct pk_history_fields *fields, bool *counted,
                             const struct pk_csv_row *row,
                             const struct pk_history_layout *layout)
{
    size_t txn = (size_t)layout->column[PK_HISTORY_TXN];
    size_t left = (size_t)layout->column[PK_HISTORY_LEFT];
    *fields = (struct pk_history_fields){ .when = 0 };
    *counted = false;
    for (int i = 0; i < PK_HISTORY_COLUMNS; i++) {
        fields->text[i] = "";
    }
    if (txn >= row->count || !is_txn(row->fields[txn], row->lengths[txn])) {
        return false;
    }
    fields->text[PK_HISTORY_TXN] = row->fields[txn];
    fields->length[PK_HISTORY_TXN] = row->lengths[txn];
    *counted = row->count == layout->count &&
               parse_left(&fields->left, row->fields[left], row->lengths[left]);
    return true;
}
