/* querykey.c: what can be asked about an activity, a row of the table a key.
 *
 * A key turns its value into a term once; matching then only compares.  All that asks for
 * deadlines is a range of last days, and what has no last day is in none.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/queryterm.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/text.h"

enum { ID_BYTES = 128, NEXT_DAYS = 14 };

void pk_queryterm_dispose(struct pk_queryterm *term)
{
    for (size_t i = 0; i < term->id_count; i++) {
        free(term->ids[i]);
    }
    free(term->ids);
    pk_buf_dispose(&term->needle);
}

static int compare_ids(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static bool has_id(const struct pk_queryterm *term, const char *id)
{
    return term->id_count &&
           bsearch(&id, term->ids, term->id_count, sizeof(*term->ids), compare_ids);
}

/* The next id that a goal or source cell names, without the amount of a share. */
static bool next_named(const char **cursor, char id[ID_BYTES + 1])
{
    const char *item;
    size_t length;
    while ((item = pk_text_item(cursor, &length))) {
        const char *colon = memchr(item, ':', length);
        length = colon ? (size_t)(colon - item) : length;
        item = pk_text_trim(item, &length);
        if (length > 0 && length <= ID_BYTES) {
            memcpy(id, item, length);
            id[length] = '\0';
            return true;
        }
    }
    return false;
}

static bool match_named(const struct pk_queryterm *term, const struct pk_activity *activity)
{
    const char *cursor = activity->record.text[term->field];
    char id[ID_BYTES + 1];
    while (next_named(&cursor, id)) {
        if (has_id(term, id)) {
            return true;
        }
    }
    return false;
}

static void add_id(struct pk_queryterm *term, const char *id)
{
    term->ids =
        pk_reserve(term->ids, &term->id_capacity, term->id_count + 1, sizeof(*term->ids));
    term->ids[term->id_count++] = pk_strdup(id);
}

static bool match_id(const struct pk_queryterm *term, const struct pk_activity *activity)
{
    return has_id(term, activity->id);
}

void pk_queryterm_of_ids(struct pk_queryterm *term, const char *const *ids, size_t count)
{
    term->match = match_id;
    for (size_t i = 0; i < count; i++) {
        add_id(term, ids[i]);
    }
    if (count) {
        qsort(term->ids, term->id_count, sizeof(*term->ids), compare_ids);
    }
}

static void add_ids_by_name(struct pk_queryterm *term, const struct pk_plan *plan,
                            enum pk_table table)
{
    for (size_t place = 0; place < pk_plan_count(plan, table); place++) {
        const struct pk_record *record = pk_plan_at(plan, table, place);
        if (pk_text_contains(pk_record_title(record), pk_buf_text(&term->needle))) {
            add_id(term, record->text[0]);
        }
    }
}

/* Activities may name what stands in no table: sources without sources.csv, or a fault. */
static void add_ids_in_use(struct pk_queryterm *term, const struct pk_plan *plan)
{
    char id[ID_BYTES + 1], last[ID_BYTES + 1] = "";
    for (size_t place = 0; place < pk_plan_count(plan, PK_ACTIVITIES); place++) {
        const char *cursor = pk_plan_at(plan, PK_ACTIVITIES, place)->text[term->field];
        while (next_named(&cursor, id)) {
            if (strcmp(id, last) != 0 && pk_text_contains(id, pk_buf_text(&term->needle))) {
                add_id(term, strcpy(last, id));
            }
        }
    }
}

/* By id, by number, else all whose name contains the value. */
static enum pk_err parse_named(struct pk_queryterm *term, const struct pk_asked *asked,
                               enum pk_table table, int field, struct pk_diag *diag)
{
    const struct pk_record *record;
    term->match = match_named;
    term->field = field;
    pk_text_fold(&term->needle, asked->value, strlen(asked->value));
    struct pk_diag why;
    if (pk_plan_resolve(asked->plan, table, asked->value, &record, &why) == PK_OK) {
        add_id(term, record->text[0]);
        return PK_OK;
    }
    add_ids_by_name(term, asked->plan, table);
    if (term->id_count == 0) {
        add_ids_in_use(term, asked->plan);
    }
    if (term->id_count == 0) {
        return pk_fail(diag, PK_ERR_UNKNOWN, "%s: %s", pk_text_quote(asked->word).text, why.text);
    }
    qsort(term->ids, term->id_count, sizeof(*term->ids), compare_ids);
    return PK_OK;
}

static enum pk_err parse_goal(struct pk_queryterm *term, const struct pk_asked *asked,
                              struct pk_diag *diag)
{
    return parse_named(term, asked, PK_GOALS, PK_ACTIVITY_GOAL, diag);
}

static enum pk_err parse_source(struct pk_queryterm *term, const struct pk_asked *asked,
                                struct pk_diag *diag)
{
    return parse_named(term, asked, PK_SOURCES, PK_ACTIVITY_SOURCE, diag);
}

static bool match_status(const struct pk_queryterm *term, const struct pk_activity *activity)
{
    return activity->status == term->status &&
           !pk_record_bad(&activity->record, PK_ACTIVITY_STATUS);
}

static enum pk_err parse_status(struct pk_queryterm *term, const struct pk_asked *asked,
                                struct pk_diag *diag)
{
    const struct pk_choice *choices = pk_schema_field(PK_ACTIVITIES, PK_ACTIVITY_STATUS)->choices;
    term->match = match_status;
    term->status = pk_choice_find(choices, asked->value);
    if (term->status >= 0) {
        return PK_OK;
    }
    struct pk_buf names = { 0 };
    for (int i = 0; choices[i].name; i++) {
        pk_buf_printf(&names, "%s%s", i ? ", " : "", pk_choice_word(&choices[i]));
    }
    enum pk_err err = pk_fail(diag, PK_ERR_USAGE, _("%s: no such status; choose one of: %s"),
                              pk_text_quote(asked->word).text, pk_buf_text(&names));
    pk_buf_dispose(&names);
    return err;
}

static bool match_role(const struct pk_queryterm *term, const struct pk_activity *activity)
{
    return pk_text_contains(activity->responsible, pk_buf_text(&term->needle));
}

static enum pk_err parse_role(struct pk_queryterm *term, const struct pk_asked *asked,
                              struct pk_diag *diag)
{
    (void)diag;
    term->match = match_role;
    pk_text_fold(&term->needle, asked->value, strlen(asked->value));
    return PK_OK;
}

static bool match_due(const struct pk_queryterm *term, const struct pk_activity *activity)
{
    pk_day last = activity->due.last;
    return last != PK_NO_DAY && last >= term->from && last < term->to;
}

/* The half-open range of last days that stand in the relation to the period. */
static void set_range(struct pk_queryterm *term, enum pk_relation relation, struct pk_due due)
{
    bool from_first = relation == PK_IS || relation == PK_SINCE;
    bool to_last = relation == PK_IS || relation == PK_UNTIL;
    term->from = from_first ? due.first : relation == PK_AFTER ? due.last + 1 : PK_NO_DAY + 1;
    term->to = to_last ? due.last + 1 : relation == PK_BEFORE ? due.first : INT32_MAX;
}

static enum pk_err parse_due(struct pk_queryterm *term, const struct pk_asked *asked,
                             struct pk_diag *diag)
{
    struct pk_dates dates = { pk_plan_settings(asked->plan)->year, asked->today };
    struct pk_due due;
    struct pk_diag why;
    if (pk_due_parse(&due, asked->value, &dates, &why) != PK_OK) {
        return pk_fail(diag, PK_ERR_USAGE, "%s: %s", pk_text_quote(asked->word).text, why.text);
    }
    if (due.first == PK_NO_DAY || due.last == PK_NO_DAY) {
        return pk_fail(diag, PK_ERR_USAGE, _("%s: give a day, a month, a quarter or a half-year"),
                       pk_text_quote(asked->word).text);
    }
    term->match = match_due;
    set_range(term, asked->relation, due);
    return PK_OK;
}

static bool match_late(const struct pk_queryterm *term, const struct pk_activity *activity)
{
    return pk_activity_late(activity, term->to);
}

static enum pk_err parse_late(struct pk_queryterm *term, const struct pk_asked *asked,
                              struct pk_diag *diag)
{
    (void)diag;
    term->match = match_late;
    term->to = asked->today;
    return PK_OK;
}

static bool match_next(const struct pk_queryterm *term, const struct pk_activity *activity)
{
    return (activity->status == PK_PLANNED || activity->status == PK_ACTIVE) &&
           match_due(term, activity);
}

/* "14d", "2w" or "1m" from today; a bare number is days. */
static enum pk_err parse_next(struct pk_queryterm *term, const struct pk_asked *asked,
                              struct pk_diag *diag)
{
    const char *value = asked->value + (*asked->value == '+');
    bool number = *value && strspn(value, "0123456789") == strlen(value);
    struct pk_dates dates = { pk_plan_settings(asked->plan)->year, asked->today };
    struct pk_buf step = { 0 };
    pk_day last = asked->today + NEXT_DAYS;
    enum pk_err err = PK_OK;
    pk_buf_printf(&step, "+%s%s", value, number ? "d" : "");
    if (*value) {
        err = pk_day_parse(&last, pk_buf_text(&step), &dates, NULL);
    }
    pk_buf_dispose(&step);
    if (err != PK_OK || last < asked->today) {
        return pk_fail(diag, PK_ERR_USAGE, _("%s: give a time to come, such as 14d, 2w or 1m"),
                       pk_text_quote(asked->word).text);
    }
    term->match = match_next;
    term->from = asked->today;
    term->to = last + 1;
    return PK_OK;
}

static bool match_unfinished(const struct pk_queryterm *term, const struct pk_activity *activity)
{
    (void)term;
    return activity->status != PK_DONE && activity->status != PK_DROPPED;
}

static enum pk_err parse_unfinished(struct pk_queryterm *term, const struct pk_asked *asked,
                                    struct pk_diag *diag)
{
    (void)asked, (void)diag;
    term->match = match_unfinished;
    return PK_OK;
}

/* What an activity may lack, folded. */
static const struct {
    const char *name, *alias;
    int field;
} lacks[] = {
    { "role", "role", PK_ACTIVITY_RESPONSIBLE }, { "source", "zdroj", PK_ACTIVITY_SOURCE },
    { "due", "termin", PK_ACTIVITY_DUE },        { "cost", "cena", PK_ACTIVITY_COST },
    { "goal", "cil", PK_ACTIVITY_GOAL },
};

/* A list of nothing but separators names nobody; a cost counted in another row is one. */
static bool match_lacking(const struct pk_queryterm *term, const struct pk_activity *activity)
{
    const char *cursor = activity->record.text[term->field];
    size_t length;
    bool elsewhere = term->field == PK_ACTIVITY_COST && *activity->cost_in;
    return !elsewhere && !pk_text_item(&cursor, &length);
}

static enum pk_err parse_lacking(struct pk_queryterm *term, const struct pk_asked *asked,
                                 struct pk_diag *diag)
{
    term->match = match_lacking;
    term->field = -1;
    pk_text_fold(&term->needle, asked->value, strlen(asked->value));
    for (size_t i = 0; i < sizeof(lacks) / sizeof(lacks[0]); i++) {
        if (strcmp(pk_buf_text(&term->needle), lacks[i].name) == 0 ||
            strcmp(pk_buf_text(&term->needle), lacks[i].alias) == 0) {
            term->field = lacks[i].field;
        }
    }
    return term->field >= 0
               ? PK_OK
               : pk_fail(diag, PK_ERR_USAGE,
                         _("%s: write one of no:role no:source no:due no:cost no:goal"),
                         pk_text_quote(asked->word).text);
}

const struct pk_querykey pk_querykeys[PK_QUERYKEYS] = {
    { "goal", "cil", .parse = parse_goal },
    { "status", "stav", .parse = parse_status },
    { "source", "zdroj", .parse = parse_source },
    { "role", "kdo", .parse = parse_role },
    { "before", "pred", .relation = PK_BEFORE, .parse = parse_due },
    { "until", "do", .relation = PK_UNTIL, .parse = parse_due },
    { "after", "po", .relation = PK_AFTER, .parse = parse_due },
    { "since", "od", .relation = PK_SINCE, .parse = parse_due },
    { "due", "termin", .compares = true, .parse = parse_due },
    { "late", "pozde", { "late", "pozde" }, .lonely = true, .parse = parse_late },
    { "next", "dalsi", { "next", "dalsi" }, .parse = parse_next },
    { "unfinished", "nehotove", { "unfinished", "nehotove" }, .lonely = true,
      .parse = parse_unfinished },
    { "no", "bez", .parse = parse_lacking },
};

bool pk_querykey_named(const struct pk_querykey *key, const char *folded)
{
    return strcmp(folded, key->name) == 0 || strcmp(folded, key->alias) == 0;
}

bool pk_querykey_bare(const struct pk_querykey *key, const char *folded)
{
    for (int i = 0; i < 2 && key->bare[i]; i++) {
        if (strcmp(folded, key->bare[i]) == 0) {
            return true;
        }
    }
    return false;
}
