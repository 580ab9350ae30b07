/* describe.c: a change in words, for the status line and for the history.
 */
#include "config.h"

#include <string.h>

#include "planek/change.h"
#include "planek/i18n.h"
#include "planek/text.h"
#include "planek/value.h"

static const char *title_of(const struct pk_plan *plan, const struct pk_change *change,
                            const struct pk_cell *cell)
{
    const struct pk_record *record = pk_plan_find(plan, cell->table, cell->id);
    int title = pk_schema_title_field(cell->table);
    for (size_t i = 0; i < change->count; i++) {
        const struct pk_cell *other = &change->cells[i];
        if (!record && other->table == cell->table && other->field == title &&
            strcmp(other->id, cell->id) == 0) {
            return *other->now ? other->now : other->was;
        }
    }
    return record ? pk_record_title(record) : cell->id;
}

/* NULL for a column of the file's own. */
static const struct pk_field *known_field(const struct pk_cell *cell)
{
    bool known = cell->field < pk_schema(cell->table)->field_count;
    return known ? pk_schema_field(cell->table, cell->field) : NULL;
}

/* The title of what a reference names, where it is there. */
static void add_referred(struct pk_buf *out, const struct pk_plan *plan,
                         const struct pk_field *field, const char *id)
{
    const struct pk_record *record = NULL;
    for (int table = 0; table < PK_TABLES && !record; table++) {
        if (field->refers_to >> table & 1) {
            record = pk_plan_find(plan, (enum pk_table)table, id);
        }
    }
    pk_buf_str(out, record ? pk_record_title(record) : id);
}

static void add_value(struct pk_buf *out, const struct pk_plan *plan, const struct pk_cell *cell,
                      const char *text)
{
    const struct pk_field *field = known_field(cell);
    if (!*text) {
        pk_buf_str(out, _("nothing"));
    } else if (field && field->type == PK_TYPE_REF) {
        add_referred(out, plan, field, text);
    } else if (field) {
        pk_value_format(out, field, text, pk_plan_settings(plan)->year);
    } else {
        pk_buf_str(out, text);
    }
}

static const char *label_of(const struct pk_plan *plan, const struct pk_cell *cell)
{
    const struct pk_field *field = known_field(cell);
    int known = pk_schema(cell->table)->field_count;
    return field ? _(field->label)
                 : pk_plan_extra_name(plan, cell->table, cell->field - known);
}

static void describe_cell(struct pk_buf *out, const struct pk_plan *plan,
                          const struct pk_cell *cell)
{
    pk_buf_printf(out, "%s ", label_of(plan, cell));
    const struct pk_field *field = known_field(cell);
    if (field && field->type == PK_TYPE_LINES) {
        pk_buf_str(out, _("rewritten"));
        return;
    }
    add_value(out, plan, cell, cell->was);
    pk_buf_str(out, " → ");
    add_value(out, plan, cell, cell->now);
}

/* The number of records a change touches, and the cell that tells most about the first. */
static size_t count_records(const struct pk_change *change)
{
    size_t records = 0;
    for (size_t i = 0; i < change->count; i++) {
        bool seen = false;
        for (size_t k = 0; k < i && !seen && i < 1000; k++) {
            seen = change->cells[k].table == change->cells[i].table &&
                   strcmp(change->cells[k].id, change->cells[i].id) == 0;
        }
        records += !seen;
    }
    return records;
}

static void describe_fields(struct pk_buf *out, const struct pk_plan *plan,
                            const struct pk_change *change)
{
    enum { NAMED = 2 };
    const struct pk_cell *cells[NAMED] = { NULL };
    size_t fields = 0;
    for (size_t i = 0; i < change->count; i++) {
        if (change->cells[i].field != PK_FIELD_PLACE && fields++ < NAMED) {
            cells[fields - 1] = &change->cells[i];
        }
    }
    pk_buf_printf(out, "%s: ", title_of(plan, change, &change->cells[0]));
    if (fields == 0) {
        pk_buf_str(out, _("moved"));
    } else if (fields <= NAMED) {
        for (size_t i = 0; i < fields; i++) {
            pk_buf_str(out, i ? "; " : "");
            describe_cell(out, plan, cells[i]);
        }
    } else {
        pk_buf_printf(out, ngettext("%zu field changed", "%zu fields changed", fields), fields);
    }
}

void pk_change_describe(struct pk_buf *out, const struct pk_plan *plan,
                        const struct pk_change *change)
{
    struct pk_buf text = { 0 };
    size_t records = count_records(change);
    const struct pk_cell *id = NULL;
    for (size_t i = 0; i < change->count && !id; i++) {
        id = change->cells[i].field == 0 ? &change->cells[i] : NULL;
    }
    if (records == 0) {
        pk_buf_str(&text, _("nothing changed"));
    } else if (records > 1) {
        pk_buf_printf(&text, ngettext("%zu record changed", "%zu records changed", records),
                      records);
    } else if (id) {
        pk_buf_printf(&text, *id->now ? _("added: %s") : _("removed: %s"),
                      title_of(plan, change, id));
    } else {
        describe_fields(&text, plan, change);
    }
    pk_text_safe(out, pk_buf_text(&text), text.len);
    pk_buf_dispose(&text);
}
