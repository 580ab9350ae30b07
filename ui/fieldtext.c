#include "config.h"

#include "ui/fieldtext.h"

#include <stdlib.h>
#include <string.h>

#include "planek/chart.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/shares.h"
#include "planek/text.h"
#include "planek/value.h"

const struct pk_record *ui_value_refers(const struct pk_plan *plan, const struct pk_field *field,
                                        const char *id)
{
    for (int table = 0; table < PK_TABLES && *id; table++) {
        const struct pk_record *record = NULL;
        if (field->refers_to >> table & 1) {
            record = pk_plan_find(plan, (enum pk_table)table, id);
        }
        if (record) {
            return record;
        }
    }
    return NULL;
}

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
                           const struct pk_field *field, const char *id)
{
    const struct pk_record *record = ui_value_refers(plan, field, id);
    if (record && record->table == PK_MEETINGS) {
        add_title(out, record);
    } else if (record) {
        ui_record_label(out, plan, record);
    } else {
        pk_buf_str(out, id);
    }
}

static void show_references(struct pk_buf *out, const struct pk_plan *plan,
                            const struct pk_field *field, const char *list)
{
    const char *item, *between = "";
    size_t length;
    while ((item = pk_text_item(&list, &length))) {
        char *id = pk_strndup(item, length);
        pk_buf_str(out, between);
        show_reference(out, plan, field, id);
        between = "; ";
        free(id);
    }
}

static void show_shares(struct pk_buf *out, const struct pk_plan *plan,
                        const struct pk_field *field, const char *text)
{
    struct pk_shares shares;
    if (pk_shares_parse(&shares, text, NULL) != PK_OK) {
        pk_buf_str(out, text);
        return;
    }
    for (int i = 0; i < shares.count; i++) {
        const struct pk_share *share = &shares.items[i];
        pk_buf_str(out, i ? "; " : "");
        show_reference(out, plan, field, share->source);
        if (share->amount != PK_NO_MONEY) {
            pk_buf_char(out, ' ');
            pk_money_format(out, share->amount);
        } else if (shares.count > 1) {
            pk_buf_printf(out, " %s", _("the rest"));
        }
    }
}

void ui_value_show(struct pk_buf *out, const struct pk_plan *plan, const struct pk_field *field,
                   const char *text, int year)
{
    if (field->type == PK_TYPE_SHARES) {
        show_shares(out, plan, field, text);
    } else if (field->type == PK_TYPE_REFS) {
        show_references(out, plan, field, text);
    } else if (field->refers_to) {
        show_reference(out, plan, field, text);
    } else if (field->type == PK_TYPE_CHOICE && !*text && field->empty_choice >= 0) {
        pk_buf_str(out, _(field->choices[field->empty_choice].label));
    } else {
        pk_value_format(out, field, text, year);
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
