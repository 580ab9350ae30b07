/* checkwaiting.c: the rules of the rows of proposals.csv and conflicts.csv. */
#include "config.h"

#include <string.h>

#include "model/checking.h"
#include "planek/i18n.h"
#include "planek/text.h"
#include "planek/value.h"
#include "planek/waiting.h"

static const struct pk_pending *checked_row(const struct pk_checking *checking)
{
    return (const struct pk_pending *)checking->record;
}

/* The table that the row is about, or -1. */
static int row_table(const struct pk_checking *checking)
{
    int table = pk_schema_find_table(checked_row(checking)->table);
    return table >= 0 && pk_schema(table)->in_plan ? table : -1;
}

static bool record_is_gone(const struct pk_checking *checking, const struct pk_record *about)
{
    int table = row_table(checking);
    return table >= 0 && !about && !pk_plan_broken(checking->plan, table);
}

static void table_is_known(struct pk_checking *checking)
{
    if (row_table(checking) < 0) {
        pk_checking_say(checking, PK_WARNING,
                        _("there is no table \"%s\", so nothing can be decided; correct it or "
                          "reject this row"),
                        pk_text_quote(checked_row(checking)->table).text);
    }
}

static void record_is_there(struct pk_checking *checking)
{
    int field;
    if (record_is_gone(checking, pk_waiting_record(checking->plan, checked_row(checking),
                                                   &field))) {
        pk_checking_say(checking, PK_WARNING,
                        _("there is no \"%s\" in %s, so nothing can be accepted; correct it or "
                          "reject this row"),
                        pk_text_quote(checked_row(checking)->of).text,
                        pk_schema(row_table(checking))->file);
    }
}

static void field_is_known(struct pk_checking *checking)
{
    int field, table = row_table(checking);
    (void)pk_waiting_record(checking->plan, checked_row(checking), &field);
    if (table >= 0 && field < 0 && !pk_plan_broken(checking->plan, table)) {
        pk_checking_say(checking, PK_WARNING,
                        _("%s have no field \"%s\", so nothing can be accepted; correct it or "
                          "reject this row"),
                        pk_schema(table)->name, pk_text_quote(checked_row(checking)->field).text);
    }
}

/* Where what the row is about is not there, this is said instead. */
static bool can_be_settled(const struct pk_checking *checking, int *field)
{
    const struct pk_record *about =
        pk_waiting_record(checking->plan, checked_row(checking), field);
    return *field >= 0 && !record_is_gone(checking, about);
}

/* What the sentences about a row name, in the words of the screen. */
struct settling {
    const char *label;
    struct pk_quote of, who, base, now, theirs;
};

static struct pk_quote cite(const struct pk_checking *checking, const struct pk_field *field,
                            const char *text)
{
    struct pk_buf value = { 0 };
    struct pk_quote cited;
    if (field && *text) {
        pk_value_format(&value, field, text, pk_plan_settings(checking->plan)->year);
    } else {
        pk_buf_str(&value, *text ? text : _("(empty)"));
    }
    cited = pk_text_quote(pk_buf_text(&value));
    pk_buf_dispose(&value);
    return cited;
}

static struct settling settling_of(const struct pk_checking *checking, int field)
{
    const struct pk_pending *row = checked_row(checking);
    enum pk_table table = (enum pk_table)row_table(checking);
    bool known = field < pk_schema(table)->field_count;
    const struct pk_field *schema = known ? pk_schema_field(table, field) : NULL;
    const struct pk_record *about = pk_waiting_record(checking->plan, row, &field);
    return (struct settling){
        .label = known ? _(schema->label) : row->field,
        .of = pk_text_quote(row->of),
        .who = pk_text_quote(*row->who ? pk_who_shown(row->who) : _("somebody")),
        .base = cite(checking, schema, row->base),
        .now = cite(checking, schema, about ? about->text[field] : row->ours),
        .theirs = cite(checking, schema, row->theirs),
    };
}

static void conflict_is_settled(struct pk_checking *checking)
{
    const struct pk_pending *row = checked_row(checking);
    int field;
    if (!can_be_settled(checking, &field)) {
        return;
    }
    if (field == 0 && !*row->theirs) {
        pk_checking_say(checking, PK_WARNING,
                        _("\"%s\" was changed by some and removed by others; accept the removal "
                          "or reject it"),
                        pk_text_quote(row->of).text);
        return;
    }
    struct settling settling = settling_of(checking, field);
    pk_checking_say(checking, PK_WARNING,
                    _("%s of \"%s\" waits for a decision: before \"%s\", in the plan \"%s\", "
                      "%s wants \"%s\"; accept this or reject it"),
                    settling.label, settling.of.text, settling.base.text, settling.now.text,
                    settling.who.text, settling.theirs.text);
}

static void proposal_is_settled(struct pk_checking *checking)
{
    int field;
    if (can_be_settled(checking, &field)) {
        struct settling settling = settling_of(checking, field);
        pk_checking_say(checking, PK_WARNING,
                        _("%s of \"%s\" waits for a decision: in the plan \"%s\", %s proposes "
                          "\"%s\"; accept or reject it"),
                        settling.label, settling.of.text, settling.now.text, settling.who.text,
                        settling.theirs.text);
    }
}

#define PENDING_RULES                                                                            \
    { PK_PENDING_TABLE, true, table_is_known }, { PK_PENDING_RECORD, true, record_is_there },   \
    { PK_PENDING_FIELD, true, field_is_known }, { 0 }
const struct pk_rule pk_proposal_rules[] = {
    { PK_PENDING_ID, true, proposal_is_settled },
    PENDING_RULES,
};
const struct pk_rule pk_conflict_rules[] = {
    { PK_PENDING_ID, true, conflict_is_settled },
    PENDING_RULES,
};
