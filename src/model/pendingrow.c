#include "config.h"

#include "model/pendingrow.h"

#include <string.h>

#include "planek/text.h"

enum { ID_BYTES = 32, HASH_DIGITS = 6, WORD_BYTES = ID_BYTES - HASH_DIGITS - 1 };

const char *pk_cell_after(const struct pk_change *change, const struct pk_plan *plan,
                          enum pk_table table, int field, const char *id)
{
    for (size_t i = change->count; i > 0; i--) {
        const struct pk_cell *cell = &change->cells[i - 1];
        if (cell->table == table && cell->field == field && strcmp(cell->id, id) == 0) {
            return cell->now;
        }
    }
    const struct pk_record *record = pk_plan_find(plan, table, id);
    return record ? record->text[field] : "";
}

/* FNV-1a, the NUL at the end included. */
uint64_t pk_pendingrow_hash(uint64_t hash, const char *text)
{
    hash = hash ? hash : UINT64_C(0xcbf29ce484222325);
    size_t length = strlen(text) + 1;
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ (unsigned char)text[i]) * UINT64_C(0x100000001b3);
    }
    return hash;
}

static void add_words(struct pk_buf *out, const struct pk_pendingrow *row)
{
    struct pk_buf about = { 0 };
    size_t start = out->len;
    pk_buf_printf(&about, "%s %s", row->text[PK_PENDING_RECORD], row->text[PK_PENDING_FIELD]);
    pk_text_slug(out, pk_buf_text(&about));
    pk_buf_cut(out, start + WORD_BYTES);
    while (out->len > start + 1 && out->data[out->len - 1] == '-') {
        pk_buf_cut(out, out->len - 1);
    }
    pk_buf_dispose(&about);
}

void pk_pendingrow_id(struct pk_buf *out, const struct pk_pendingrow *row, uint64_t hash,
                      const struct pk_change *change, const struct pk_plan *plan,
                      pk_pendingrow_same_fn *same)
{
    add_words(out, row);
    size_t words = out->len;
    for (;;) {
        pk_buf_printf(out, "-%06x", (unsigned)((hash ^ hash >> 24 ^ hash >> 48) & 0xffffff));
        const char *id = pk_buf_text(out);
        if (!*pk_cell_after(change, plan, row->table, PK_PENDING_ID, id) ||
            same(row, change, plan, id)) {
            return;
        }
        pk_buf_cut(out, words);
        hash = pk_pendingrow_hash(hash, "");
    }
}

bool pk_pendingrow_same_cell(const struct pk_pendingrow *row, const struct pk_change *change,
                             const struct pk_plan *plan, const char *id)
{
    static const int fields[] = { PK_PENDING_TABLE, PK_PENDING_RECORD, PK_PENDING_FIELD };
    for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
        const char *text = pk_cell_after(change, plan, row->table, fields[i], id);
        if (strcmp(text, row->text[fields[i]]) != 0) {
            return false;
        }
    }
    return true;
}

void pk_pendingrow_add(struct pk_change *change, const struct pk_pendingrow *row, const char *id)
{
    pk_change_add(change, row->table, PK_PENDING_ID, id, "", id);
    for (int field = PK_PENDING_ID + 1; field < PK_PENDING_FIELDS; field++) {
        if (*row->text[field]) {
            pk_change_add(change, row->table, field, id, "", row->text[field]);
        }
    }
}
