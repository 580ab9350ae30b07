#include "config.h"

#include "ui/field.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/value.h"

static enum ui_fieldkind kind_of(const struct pk_field *field, bool is_new)
{
    if (!field) {
        return UI_FIELD_LINE;
    }
    switch (field->type) {
    case PK_TYPE_ID: return is_new ? UI_FIELD_LINE : UI_FIELD_FIXED;
    case PK_TYPE_LINES: return UI_FIELD_AREA;
    case PK_TYPE_REF: return UI_FIELD_REF;
    case PK_TYPE_CHOICE: return UI_FIELD_CHOICE;
    case PK_TYPE_TEXT:
    case PK_TYPE_ROLES:
    case PK_TYPE_REFS:
    case PK_TYPE_SHARES:
    case PK_TYPE_INT:
    case PK_TYPE_MONEY:
    case PK_TYPE_NUMBER:
    case PK_TYPE_DAY:
    case PK_TYPE_DUE: return UI_FIELD_LINE;
    }
    return UI_FIELD_LINE;
}

static bool is_typed_value(const struct pk_field *field)
{
    return field && (field->type == PK_TYPE_MONEY || field->type == PK_TYPE_NUMBER ||
                     field->type == PK_TYPE_DAY || field->type == PK_TYPE_DUE);
}

/* The text of the record's cell as it is edited: dates and amounts as people write them. */
static void text_of(struct pk_buf *out, const struct ui_formfield *field,
                    const struct pk_record *record)
{
    if (!record) {
        return;
    }
    const char *text = record->text[field->number];
    if (is_typed_value(field->field) && !pk_record_bad(record, field->number)) {
        pk_value_format(out, field->field, text, 0);
    } else {
        pk_buf_str(out, text);
    }
}

static const char *text_in_file(const struct ui_formfield *field, const struct pk_plan *plan,
                                const struct pk_record *record)
{
    bool there = record && field->number < ui_field_count(plan, (enum pk_table)record->table);
    return there ? record->text[field->number] : "";
}

void ui_field_init(struct ui_formfield *field, const struct pk_plan *plan, enum pk_table table,
                   int number, const struct pk_record *record)
{
    const struct pk_table_schema *schema = pk_schema(table);
    bool known = number < schema->field_count;
    const struct pk_field *row = known ? &schema->fields[number] : NULL;
    *field = (struct ui_formfield){ .number = number, .field = row };
    field->name = pk_strdup(row ? row->name
                                : pk_plan_extra_name(plan, table, number - schema->field_count));
    field->kind = kind_of(row, !record);
    field->edit.lines = field->kind == UI_FIELD_AREA;
    struct pk_buf text = { 0 };
    text_of(&text, field, record);
    field->before = pk_strdup(pk_buf_text(&text));
    field->base = pk_strdup(text_in_file(field, plan, record));
    ui_lineedit_set(&field->edit, field->before);
    pk_buf_dispose(&text);
}

void ui_field_dispose(struct ui_formfield *field)
{
    ui_lineedit_dispose(&field->edit);
    pk_buf_dispose(&field->meaning);
    pk_buf_dispose(&field->hint);
    free(field->name);
    free(field->before);
    free(field->base);
}

int ui_field_count(const struct pk_plan *plan, enum pk_table table)
{
    return pk_schema(table)->field_count + pk_plan_extra_count(plan, table);
}

void ui_field_renew(struct ui_formfield *field, const struct pk_plan *plan,
                    const struct pk_record *record)
{
    const char *base = text_in_file(field, plan, record);
    struct pk_buf text = { 0 };
    if (*base) {
        text_of(&text, field, record);
    }
    if (!ui_field_differs(field, plan, record)) {
        free(field->before);
        free(field->base);
        field->before = pk_buf_take(&text);
        field->base = pk_strdup(base);
        if (ui_field_changed(field)) {
            ui_lineedit_set(&field->edit, field->before);
        }
    }
    pk_buf_dispose(&text);
}

bool ui_field_differs(const struct ui_formfield *field, const struct pk_plan *plan,
                      const struct pk_record *record)
{
    struct pk_buf text = { 0 };
    if (*text_in_file(field, plan, record)) {
        text_of(&text, field, record);
    }
    bool same = strcmp(pk_buf_text(&text), ui_field_text(field)) == 0;
    pk_buf_dispose(&text);
    return ui_field_changed(field) && !same;
}

void ui_field_restore(struct ui_formfield *field, const struct pk_draftcell *cell)
{
    free(field->base);
    free(field->before);
    field->base = pk_strdup(cell->base);
    field->before = pk_strdup(cell->before);
    ui_lineedit_set(&field->edit, cell->before);
    ui_lineedit_replace(&field->edit, cell->text);
}

bool ui_field_clashes(const struct ui_formfield *field, const struct pk_plan *plan,
                      const struct pk_record *record)
{
    return record && ui_field_changed(field) &&
           strcmp(text_in_file(field, plan, record), field->base) != 0;
}

void ui_field_make_new(struct ui_formfield *field)
{
    free(field->before);
    free(field->base);
    field->before = pk_strdup("");
    field->base = pk_strdup("");
    field->kind = kind_of(field->field, true);
}

bool ui_field_changed(const struct ui_formfield *field)
{
    return strcmp(pk_buf_text(&field->edit.text), field->before) != 0;
}

void ui_field_set(struct ui_formfield *field, const char *text)
{
    ui_lineedit_replace(&field->edit, text);
}

void ui_field_prefill(struct ui_formfield *field, const char *text)
{
    ui_lineedit_set(&field->edit, text);
    free(field->before);
    field->before = pk_strdup(text);
}

bool ui_field_is_list(const struct ui_formfield *field)
{
    return field->field &&
           (field->field->type == PK_TYPE_ROLES || field->field->type == PK_TYPE_REFS ||
            field->field->type == PK_TYPE_SHARES);
}

bool ui_field_is_date(const struct ui_formfield *field)
{
    return field->field &&
           (field->field->type == PK_TYPE_DAY || field->field->type == PK_TYPE_DUE);
}

bool ui_field_is_short(const struct ui_formfield *field)
{
    return field->kind == UI_FIELD_LINE && is_typed_value(field->field);
}

const char *ui_field_text(const struct ui_formfield *field)
{
    return pk_buf_text(&field->edit.text);
}

enum pk_table ui_field_refers_to(const struct pk_field *field)
{
    int table = 0;
    while (!(field->refers_to >> table & 1)) {
        table++;
    }
    return (enum pk_table)table;
}

void ui_field_show(struct pk_buf *out, const struct pk_plan *plan,
                   const struct ui_formfield *field)
{
    const struct pk_record *record =
        field->kind == UI_FIELD_REF ? pk_value_refers(plan, field->field, ui_field_text(field))
                                    : NULL;
    if (record) {
        ui_record_label(out, plan, record);
    } else if (field->field && (field->kind != UI_FIELD_LINE || ui_field_is_list(field))) {
        ui_value_show(out, plan, field->field, ui_field_text(field), 0);
    } else {
        pk_buf_str(out, ui_field_text(field));
    }
}

static void cycle_choice(struct ui_formfield *field, int direction)
{
    const struct pk_choice *choices = field->field->choices;
    const char *text = ui_field_text(field);
    int count = 0;
    while (choices[count].name) {
        count++;
    }
    int now = *text ? pk_choice_find(choices, text) : field->field->empty_choice;
    int next = now + direction;
    bool may_be_empty = field->field->empty_choice < 0;
    if (next < 0 || next >= count) {
        if (may_be_empty && now >= 0) {
            ui_field_set(field, "");
            return;
        }
        next = direction > 0 ? 0 : count - 1;
    }
    ui_field_set(field, choices[next].name);
}

/* Through all records of the table and the empty reference. */
static void cycle_reference(struct ui_formfield *field, const struct pk_plan *plan, int direction)
{
    enum pk_table table = ui_field_refers_to(field->field);
    const char *text = ui_field_text(field);
    long count = (long)pk_plan_count(plan, table);
    const struct pk_record *now = *text ? pk_plan_find(plan, table, text) : NULL;
    long place = now ? (long)now->place + direction : direction > 0 ? 0 : count - 1;
    bool there = place >= 0 && place < count;
    ui_field_set(field, there ? pk_plan_at(plan, table, (size_t)place)->text[0] : "");
}

void ui_field_cycle(struct ui_formfield *field, const struct pk_plan *plan, int direction)
{
    if (field->kind == UI_FIELD_CHOICE) {
        cycle_choice(field, direction);
    } else if (field->kind == UI_FIELD_REF) {
        cycle_reference(field, plan, direction);
    }
}

const char *ui_field_label(const struct ui_formfield *field)
{
    return field->field ? _(field->field->label) : field->name;
}

const char *ui_cell_label(const struct pk_plan *plan, const struct pk_cell *cell)
{
    const struct pk_table_schema *schema = pk_schema(cell->table);
    if (cell->field == PK_FIELD_PLACE) {
        return _("place, behind");
    }
    return cell->field < schema->field_count
               ? _(schema->fields[cell->field].label)
               : pk_plan_field_name(plan, cell->table, cell->field);
}
