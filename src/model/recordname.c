/* recordname.c: what a record is called in a sentence.  Most have a title; an expense is told by
 * its day, its amount and what it was for. */
#include "config.h"

#include "planek/plan.h"

#include <stdlib.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/shares.h"
#include "planek/text.h"
#include "planek/value.h"

const struct pk_record *pk_value_refers(const struct pk_plan *plan, const struct pk_field *field,
                                        const char *id)
{
    const struct pk_record *record = NULL;
    for (int table = 0; table < PK_TABLES && !record; table++) {
        if (field->refers_to >> table & 1) {
            record = pk_plan_find(plan, (enum pk_table)table, id);
        }
    }
    return record;
}

/* How what is referred to is named. */
struct naming {
    struct pk_buf *out;
    const struct pk_plan *plan;
    const struct pk_field *field;
    pk_naming_fn *name;
};

static void add_referred(const struct naming *naming, const char *id)
{
    const struct pk_record *record = pk_value_refers(naming->plan, naming->field, id);
    if (record) {
        naming->name(naming->out, naming->plan, record);
    } else {
        pk_buf_str(naming->out, id);
    }
}

static void add_all_referred(const struct naming *naming, const char *list)
{
    const char *item, *between = "";
    size_t length;
    while ((item = pk_text_item(&list, &length))) {
        char *id = pk_strndup(item, length);
        pk_buf_str(naming->out, between);
        add_referred(naming, id);
        between = "; ";
        free(id);
    }
}

static void add_shares(const struct naming *naming, const char *text)
{
    struct pk_shares shares;
    if (pk_shares_parse(&shares, text, NULL) != PK_OK) {
        pk_buf_str(naming->out, text);
        return;
    }
    for (int i = 0; i < shares.count; i++) {
        const struct pk_share *share = &shares.items[i];
        pk_buf_str(naming->out, i ? "; " : "");
        add_referred(naming, share->source);
        if (share->amount != PK_NO_MONEY) {
            pk_buf_char(naming->out, ' ');
            pk_money_format(naming->out, share->amount);
        } else if (shares.count > 1) {
            pk_buf_printf(naming->out, " %s", _("the rest"));
        }
    }
}

void pk_value_name_by(struct pk_buf *out, const struct pk_plan *plan,
                      const struct pk_field *field, const char *text, int year,
                      pk_naming_fn *name)
{
    const struct naming naming = { out, plan, field, name };
    if (field->type == PK_TYPE_SHARES) {
        add_shares(&naming, text);
    } else if (field->type == PK_TYPE_REFS) {
        add_all_referred(&naming, text);
    } else if (field->refers_to) {
        add_referred(&naming, text);
    } else {
        pk_value_format(out, field, text, year);
    }
}

static void add_own_title(struct pk_buf *out, const struct pk_plan *plan,
                          const struct pk_record *record)
{
    (void)plan;
    pk_buf_str(out, pk_record_title(record));
}

void pk_value_name(struct pk_buf *out, const struct pk_plan *plan, const struct pk_field *field,
                   const char *text, int year)
{
    pk_value_name_by(out, plan, field, text, year, add_own_title);
}

static void add_part(struct pk_buf *out, const struct pk_plan *plan, enum pk_table table,
                     int number, const char *const *texts)
{
    const struct pk_field *field = pk_schema_field(table, number);
    const char *text = texts[number];
    if (!*text) {
        return;
    }
    pk_buf_str(out, out->len ? ", " : "");
    pk_value_name(out, plan, field, text, pk_plan_settings(plan)->year);
    if (field->type == PK_TYPE_MONEY) {
        pk_buf_str(out, " Kč");
    }
}

/* Up to three fields, one after another. */
static void add_parts(struct pk_buf *out, const struct pk_plan *plan, enum pk_table table,
                      const char *const *texts, const int numbers[3])
{
    struct pk_buf name = { 0 };
    for (int i = 0; i < 3; i++) {
        add_part(&name, plan, table, numbers[i], texts);
    }
    pk_buf_str(out, pk_buf_text(&name));
    pk_buf_dispose(&name);
}

static void add_spending(struct pk_buf *out, const struct pk_plan *plan, const char *const *texts)
{
    struct pk_buf parts = { 0 };
    bool about = *texts[PK_SPENDING_ACTIVITY] != '\0';
    add_parts(&parts, plan, PK_SPENDING, texts,
              (const int[]){ PK_SPENDING_DATE, PK_SPENDING_AMOUNT,
                             about ? PK_SPENDING_ACTIVITY : PK_SPENDING_DOCUMENT });
    if (parts.len) {
        pk_buf_printf(out, _("spending %s"), pk_buf_text(&parts));
    }
    pk_buf_dispose(&parts);
}

static void add_meeting(struct pk_buf *out, const char *const *texts)
{
    const struct pk_field *field = pk_schema_field(PK_MEETINGS, PK_MEETING_DATE);
    struct pk_buf day = { 0 };
    pk_value_format(&day, field, texts[PK_MEETING_DATE], 0);
    pk_buf_printf(out, _("meeting %s"), pk_buf_text(&day));
    pk_buf_dispose(&day);
}

static void add_evaluation(struct pk_buf *out, const struct pk_plan *plan, const char *id)
{
    struct pk_buf title = { 0 };
    pk_value_name(&title, plan, pk_schema_field(PK_EVALUATION, PK_EVALUATION_ID), id, 0);
    pk_buf_printf(out, _("evaluation of %s"), pk_buf_text(&title));
    pk_buf_dispose(&title);
}

static void add_title(struct pk_buf *out, enum pk_table table, const char *const *texts)
{
    const char *title = texts[pk_schema_title_field(table)];
    pk_buf_str(out, *title ? title : texts[0]);
}

void pk_name_add(struct pk_buf *out, const struct pk_plan *plan, enum pk_table table,
                 const char *const *texts)
{
    size_t from = out->len;
    switch (table) {
    case PK_SPENDING: add_spending(out, plan, texts); break;
    case PK_MEASUREMENTS:
        add_parts(out, plan, table, texts,
                  (const int[]){ PK_MEASUREMENT_VALUE, PK_MEASUREMENT_DATE,
                                 PK_MEASUREMENT_INDICATOR });
        break;
    case PK_MEETINGS: add_meeting(out, texts); break;
    case PK_EVALUATION: add_evaluation(out, plan, texts[0]); break;
    case PK_GOALS:
    case PK_ACTIVITIES:
    case PK_SOURCES:
    case PK_DECISIONS:
    case PK_INDICATORS:
    case PK_GLOSSARY:
    case PK_PROPOSALS:
    case PK_CONFLICTS:
    case PK_HISTORY:
    case PK_TABLES: add_title(out, table, texts); break;
    }
    pk_buf_str(out, out->len > from ? "" : texts[0]);
}

void pk_record_name(struct pk_buf *out, const struct pk_plan *plan,
                    const struct pk_record *record)
{
    pk_name_add(out, plan, (enum pk_table)record->table, record->text);
}
