#include "config.h"

#include "planek/history.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "planek/csv.h"
#include "planek/when.h"
#include "store/history_private.h"
#include "store/io.h"

const char pk_history_header[] = "txn,when,who,why,table,id,field,was,now,left\n";

/* What no field holds as it stands, and the letter that stands for it behind a backslash. */
static const char escaped[] = "\n\r\\";
static const char letters[] = "nr\\";

static void add_escaped(struct pk_buf *out, const char *text)
{
    for (;;) {
        size_t plain = strcspn(text, escaped);
        pk_buf_add(out, text, plain);
        if (!text[plain]) {
            return;
        }
        pk_buf_char(out, '\\');
        pk_buf_char(out, letters[strchr(escaped, text[plain]) - escaped]);
        text += plain + 1;
    }
}

/* Writes a field and the comma behind it. */
static void add_field(struct pk_buf *out, const char *text)
{
    if (text[strcspn(text, escaped)]) {
        struct pk_buf line = { 0 };
        add_escaped(&line, text);
        pk_csv_write_field(out, pk_buf_text(&line), &pk_dialect_default);
        pk_buf_dispose(&line);
    } else {
        pk_csv_write_field(out, text, &pk_dialect_default);
    }
    pk_buf_char(out, ',');
}

void pk_history_encode(struct pk_buf *out, const struct pk_plan *plan,
                       const struct pk_change *change)
{
    struct pk_buf head = { 0 }; /* what all rows begin with */
    add_field(&head, change->txn);
    pk_when_format(&head, change->when);
    pk_buf_char(&head, ',');
    add_field(&head, change->who);
    add_field(&head, change->why);
    for (size_t i = 0; i < change->count; i++) {
        const struct pk_cell *cell = &change->cells[i];
        pk_buf_add(out, pk_buf_text(&head), head.len);
        add_field(out, pk_schema(cell->table)->name);
        add_field(out, cell->id);
        add_field(out, pk_plan_field_name(plan, cell->table, cell->field));
        add_field(out, cell->was);
        add_field(out, cell->now);
        pk_buf_printf(out, "%zu\n", change->count - i - 1);
    }
    pk_buf_dispose(&head);
}

/* The moment without its punctuation: 20240612T081500Z. */
void pk_history_new_txn(struct pk_buf *out, int64_t when)
{
    struct pk_buf moment = { 0 };
    pk_when_format(&moment, when);
    for (size_t i = 0; i < moment.len; i++) {
        if (moment.data[i] != '-' && moment.data[i] != ':') {
            pk_buf_char(out, moment.data[i]);
        }
    }
    pk_buf_dispose(&moment);
    pk_buf_printf(out, "-%016" PRIx64, pk_io_random());
}
