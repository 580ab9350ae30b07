#include "config.h"

#include "ui/fieldtext.h"

#include <stdlib.h>
#include <string.h>

#include "planek/chart.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/text.h"
#include "planek/value.h"

/* Where it is plain what is referred to, a date says which one. */
static void add_title(struct pk_buf *out, const struct pk_record *record)
{
    enum pk_table table = (enum pk_table)record->table;
    int number = pk_schema_title_field(table);
    const struct pk_field *field = pk_schema_field(table, number);
    if (field->type == PK_TYPE_DAY && *record->text[number]) {
        pk_value_format(out, field, record->text[number], 0);
    } else {
        pk_buf_str(out, pk_record_title(record));
    }
}

void ui_record_number(struct pk_buf *out, const struct pk_plan *plan,
                      const struct pk_record *record)
{
    bool activity = record->table == PK_ACTIVITIES;
    if (record->table == PK_GOALS ||
        (activity && pk_chart_numbered(plan, (const struct pk_activity *)record))) {
        pk_plan_number(out, plan, record);
    }
}

void ui_record_brief(struct pk_buf *out, const struct pk_plan *plan,
                     const struct pk_record *record)
{
    size_t from = out->len;
    ui_record_number(out, plan, record);
    if (out->len == from) {
        pk_record_name(out, plan, record);
    }
}

void ui_record_label(struct pk_buf *out, const struct pk_plan *plan,
                     const struct pk_record *record)
{
    size_t from = out->len;
    ui_record_number(out, plan, record);
    pk_buf_str(out, out->len > from ? " " : "");
    pk_record_name(out, plan, record);
}

static void show_reference(struct pk_buf *out, const struct pk_plan *plan,
                           const struct pk_record *record)
{
    if (record->table == PK_MEETINGS) {
        add_title(out, record);
    } else {
        ui_record_label(out, plan, record);
    }
}

void ui_value_show(struct pk_buf *out, const struct pk_plan *plan, const struct pk_field *field,
                   const char *text, int year)
{
    if (field->type == PK_TYPE_CHOICE && !*text && field->empty_choice >= 0) {
        pk_buf_str(out, _(field->choices[field->empty_choice].label));
    } else {
        pk_value_name_by(out, plan, field, text, year, show_reference);
    }
}

/* A day with its weekday, a period with its year. */
static bool tell_date(struct pk_buf *out, const char *text)
{
    struct pk_dates dates = { 0, PK_NO_DAY };
    struct pk_due due;
    if (pk_due_parse(&due, text, &dates, NULL) != PK_OK) {
        return false;
    }
    if (due.kind == PK_DUE_DAY) {
        pk_day_format(out, due.last, PK_DAY_WEEKDAY);
    } else {
        pk_due_format(out, due, 0);
    }
    return true;
}

void ui_value_tell(struct pk_buf *out, const struct pk_plan *plan, const struct pk_field *field,
                   const char *text)
{
    bool date = field->type == PK_TYPE_DAY || field->type == PK_TYPE_DUE;
    if (date && tell_date(out, text)) {
        return;
    }
    ui_value_show(out, plan, field, text, 0);
    if (field->type == PK_TYPE_MONEY && *text) {
        pk_buf_str(out, " Kč");
    }
}
