#include "config.h"

#include "report/rows.h"

#include <string.h>

#include "planek/budget.h"
#include "report/csvline.h"

static const char *const derived[] = { "number", "late", "counted", "days" };
enum { DERIVED = 3, DERIVED_AGENDA = 4 };

/* Appends the value as it stands in files; false where the type is a text of its own. */
static bool add_value(struct pk_buf *out, const struct pk_record *record,
                      const struct pk_field *field)
{
    const void *member = (const char *)record + field->offset;
    switch (field->type) {
    case PK_TYPE_MONEY:
    case PK_TYPE_NUMBER:
        pk_money_encode(out, *(const pk_money *)member);
        return true;
    case PK_TYPE_DAY:
        pk_day_encode(out, *(const pk_day *)member);
        return true;
    case PK_TYPE_DUE:
        pk_due_encode(out, *(const struct pk_due *)member);
        return true;
    case PK_TYPE_ID:
    case PK_TYPE_TEXT:
    case PK_TYPE_LINES:
    case PK_TYPE_ROLES:
    case PK_TYPE_REF:
    case PK_TYPE_REFS:
    case PK_TYPE_SHARES:
    case PK_TYPE_INT:
    case PK_TYPE_CHOICE:
        break;
    }
    return false;
}

/* An id names its record, whatever rule it breaks. */
static void json_field(struct pk_json *json, struct pk_cellcheck *check,
                       const struct pk_record *record, int number)
{
    const struct pk_field *field = pk_schema_field(record->table, number);
    const char *text = record->text[number];
    bool good = number == PK_ACTIVITY_ID || pk_cellcheck_good(check, record, number);
    if (!*text || !good) {
        pk_json_null(json, field->name);
        return;
    }
    struct pk_buf value = { 0 };
    bool amount = field->type == PK_TYPE_MONEY || field->type == PK_TYPE_NUMBER;
    if (!add_value(&value, record, field)) {
        pk_json_text(json, field->name, text);
    } else if (amount && value.len) {
        pk_json_number(json, field->name, pk_buf_text(&value));
    } else {
        pk_json_cell(json, field->name, pk_buf_text(&value));
    }
    pk_buf_dispose(&value);
}

/* A column of the file that is named as a derived one gets a `_` more than it has, so that no two
 * have one name. */
static void extra_name(struct pk_buf *out, const struct pk_plan *plan, int extra, int taken)
{
    const char *name = pk_plan_extra_name(plan, PK_ACTIVITIES, extra);
    pk_buf_cut(out, 0);
    pk_buf_str(out, name);
    for (int i = 0; i < taken; i++) {
        size_t length = strlen(derived[i]);
        if (strncmp(derived[i], name, length) == 0 && !name[length + strspn(name + length, "_")]) {
            pk_buf_char(out, '_');
        }
    }
}

void pk_rows_json(struct pk_json *json, const struct pk_report *report,
                  struct pk_cellcheck *check, const struct pk_activity *activity,
                  const int *days)
{
    const struct pk_plan *plan = report->plan;
    struct pk_buf text = { 0 };
    pk_money counted;
    pk_json_open(json, NULL, '{');
    for (int field = 0; field < PK_ACTIVITY_FIELDS; field++) {
        json_field(json, check, &activity->record, field);
    }
    pk_plan_number(&text, plan, &activity->record);
    pk_json_text(json, derived[0], pk_buf_text(&text));
    pk_json_bool(json, derived[1], pk_activity_late(activity, report->today));
    (void)pk_budget_counted(plan, activity, &counted);
    pk_json_money(json, derived[2], counted);
    if (days) {
        pk_json_integer(json, derived[3], *days);
    }
    int extras = pk_plan_extra_count(plan, PK_ACTIVITIES);
    for (int i = 0; i < extras; i++) {
        extra_name(&text, plan, i, days ? DERIVED_AGENDA : DERIVED);
        pk_json_cell(json, pk_buf_text(&text), activity->record.text[PK_ACTIVITY_FIELDS + i]);
    }
    pk_json_close(json, '}');
    pk_buf_dispose(&text);
}

void pk_rows_csv_head(struct pk_buf *out, const struct pk_report *report, bool agenda)
{
    struct pk_buf name = { 0 };
    struct pk_csvline line = { .out = out };
    int taken = agenda ? DERIVED_AGENDA : DERIVED;
    for (int field = 0; field < PK_ACTIVITY_FIELDS; field++) {
        pk_csvline_text(&line, pk_schema_field(PK_ACTIVITIES, field)->name);
    }
    for (int i = 0; i < taken; i++) {
        pk_csvline_text(&line, derived[i]);
    }
    int extras = pk_plan_extra_count(report->plan, PK_ACTIVITIES);
    for (int i = 0; i < extras; i++) {
        extra_name(&name, report->plan, i, taken);
        pk_csvline_text(&line, pk_buf_text(&name));
    }
    pk_csvline_end(&line);
    pk_buf_dispose(&name);
}

static void csv_field(struct pk_csvline *line, const struct pk_record *record, int number)
{
    struct pk_buf value = { 0 };
    const struct pk_field *field = pk_schema_field(record->table, number);
    bool bad = pk_record_bad(record, number);
    if (!bad && add_value(&value, record, field)) {
        pk_csvline_text(line, pk_buf_text(&value));
    } else {
        pk_csvline_text(line, record->text[number]);
    }
    pk_buf_dispose(&value);
}

void pk_rows_csv(struct pk_buf *out, const struct pk_report *report,
                 const struct pk_activity *activity, const int *days)
{
    struct pk_buf number = { 0 };
    struct pk_csvline line = { .out = out };
    const struct pk_record *record = &activity->record;
    pk_money counted;
    for (int field = 0; field < PK_ACTIVITY_FIELDS; field++) {
        csv_field(&line, record, field);
    }
    pk_plan_number(&number, report->plan, record);
    pk_csvline_text(&line, pk_buf_text(&number));
    pk_csvline_text(&line, pk_activity_late(activity, report->today) ? "true" : "false");
    (void)pk_budget_counted(report->plan, activity, &counted);
    pk_csvline_money(&line, counted);
    if (days) {
        pk_csvline_integer(&line, *days);
    }
    int extras = pk_plan_extra_count(report->plan, PK_ACTIVITIES);
    for (int i = 0; i < extras; i++) {
        pk_csvline_text(&line, record->text[PK_ACTIVITY_FIELDS + i]);
    }
    pk_csvline_end(&line);
    pk_buf_dispose(&number);
}
