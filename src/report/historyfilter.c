/* historyfilter.c: records, tables and fields narrow cell by cell; who made a change and what is
 * searched in its texts, change by change. */
#include "config.h"

#include "planek/historyfilter.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/text.h"

enum kind { IN_RECORD, IN_TABLE, IN_FIELD, BY_PERSON, WITH_TEXT };

struct term {
    enum kind kind;
    int table;          /* IN_RECORD, IN_TABLE; -1 any */
    struct pk_buf text; /* the record's id; the rest folded */
};

struct pk_historyfilter {
    const struct pk_plan *plan;
    const struct pk_history *history;
    struct term *terms;
    size_t count, capacity;
    int64_t since, before;
};

static const struct {
    const char *name, *czech;
    enum kind kind;
} keys[] = {
    { "who", "kdo", BY_PERSON },
    { "table", "tabulka", IN_TABLE },
    { "field", "pole", IN_FIELD },
};
enum { KEYS = sizeof keys / sizeof keys[0] };

/* ---- reading ---- */

static struct term *add_term(struct pk_historyfilter *filter, enum kind kind)
{
    filter->terms = pk_reserve(filter->terms, &filter->capacity, filter->count + 1,
                               sizeof *filter->terms);
    struct term *term = &filter->terms[filter->count++];
    *term = (struct term){ .kind = kind, .table = -1 };
    return term;
}

static bool folds_to(const char *text, const char *folded)
{
    struct pk_buf buf = { 0 };
    pk_text_fold(&buf, text, strlen(text));
    bool same = strcmp(pk_buf_text(&buf), folded) == 0;
    pk_buf_dispose(&buf);
    return same;
}

static int find_table(const char *folded)
{
    for (int i = 0; i < PK_TABLES; i++) {
        const struct pk_table_schema *schema = pk_schema((enum pk_table)i);
        if (folds_to(schema->name, folded) || folds_to(_(schema->label), folded)) {
            return i;
        }
    }
    return -1;
}

static enum pk_err add_key(struct pk_historyfilter *filter, enum kind kind, const char *word,
                           const char *value, struct pk_diag *diag)
{
    struct term *term = add_term(filter, kind);
    size_t length = strlen(value);
    value = pk_text_trim(value, &length);
    pk_text_fold(&term->text, value, length);
    if (!length) {
        return pk_fail(diag, PK_ERR_USAGE, _("%s: a value is missing"), pk_text_quote(word).text);
    }
    if (kind == IN_TABLE) {
        term->table = find_table(pk_buf_text(&term->text));
    }
    if (kind == IN_TABLE && term->table < 0) {
        return pk_fail(diag, PK_ERR_USAGE, _("there is no table \"%s\"; try activities or goals"),
                       pk_text_quote(value).text);
    }
    return PK_OK;
}

static bool was_changed(const struct pk_history *history, int table, const char *id)
{
    for (size_t i = 0; i < history->count; i++) {
        const struct pk_change *change = &history->items[i];
        for (size_t k = 0; k < change->count; k++) {
            const struct pk_cell *cell = &change->cells[k];
            if ((table < 0 || (int)cell->table == table) && strcmp(cell->id, id) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* Whether the word names a record that is there or was changed once. */
static bool is_record(const struct pk_historyfilter *filter, int table, const char *id)
{
    for (int i = 0; i < PK_TABLES; i++) {
        if ((table < 0 || i == table) && pk_plan_find(filter->plan, (enum pk_table)i, id)) {
            return true;
        }
    }
    return was_changed(filter->history, table, id);
}

/* "4.1" is the id of the activity that stands there. */
static const char *numbered(const struct pk_plan *plan, const char *word)
{
    const struct pk_record *record;
    bool number = *word >= '0' && *word <= '9' && strchr(word, '.');
    return number && pk_plan_resolve(plan, PK_ACTIVITIES, word, &record, NULL) == PK_OK
             ? record->text[0]
             : NULL;
}

static void add_plain(struct pk_historyfilter *filter, const char *word)
{
    const char *slash = strchr(word, '/'), *id = word;
    int table = -1;
    if (slash) {
        char *name = pk_strndup(word, (size_t)(slash - word));
        table = pk_schema_find_table(name);
        id = table >= 0 ? slash + 1 : word;
        free(name);
    }
    if (!is_record(filter, table, id)) {
        const char *activity = numbered(filter->plan, id);
        table = activity ? PK_ACTIVITIES : table;
        id = activity;
    }
    struct term *term = add_term(filter, id ? IN_RECORD : WITH_TEXT);
    if (id) {
        term->table = table;
        pk_buf_str(&term->text, id);
        return;
    }
    size_t length = strlen(word);
    word = pk_text_trim(word, &length);
    pk_text_fold(&term->text, word, length);
}

static enum pk_err add_word(struct pk_historyfilter *filter, const char *word,
                            struct pk_diag *diag)
{
    size_t length = strcspn(word, ":=");
    struct pk_buf key = { 0 };
    pk_text_fold(&key, word, length);
    int found = -1;
    for (int i = 0; i < KEYS && word[length]; i++) {
        if (strcmp(keys[i].name, pk_buf_text(&key)) == 0
            || strcmp(keys[i].czech, pk_buf_text(&key)) == 0) {
            found = i;
        }
    }
    pk_buf_dispose(&key);
    if (found >= 0) {
        return add_key(filter, keys[found].kind, word, word + length + 1, diag);
    }
    add_plain(filter, word);
    return PK_OK;
}

enum pk_err pk_historyfilter_parse(struct pk_historyfilter **out, const char *const *words,
                                   size_t count, const struct pk_plan *plan,
                                   const struct pk_history *history, struct pk_diag *diag)
{
    enum pk_err err = PK_OK;
    *out = pk_new(1, sizeof **out);
    **out = (struct pk_historyfilter){ .plan = plan, .history = history, .since = INT64_MIN,
                                       .before = INT64_MAX };
    for (size_t i = 0; i < count && !err; i++) {
        err = add_word(*out, words[i], diag);
    }
    if (err) {
        pk_historyfilter_free(*out);
        *out = NULL;
    }
    return err;
}

void pk_historyfilter_free(struct pk_historyfilter *filter)
{
    for (size_t i = 0; filter && i < filter->count; i++) {
        pk_buf_dispose(&filter->terms[i].text);
    }
    free(filter ? filter->terms : NULL);
    free(filter);
}

void pk_historyfilter_span(struct pk_historyfilter *filter, int64_t since, int64_t before)
{
    filter->since = since;
    filter->before = before;
}

bool pk_historyfilter_all(const struct pk_historyfilter *filter)
{
    return !filter
        || (!filter->count && filter->since == INT64_MIN && filter->before == INT64_MAX);
}

/* ---- matching ---- */

static bool in_field(const struct pk_historyfilter *filter, const struct pk_cell *cell,
                     const char *folded)
{
    bool known = cell->field >= 0 && cell->field < pk_schema(cell->table)->field_count;
    return folds_to(pk_plan_field_name(filter->plan, cell->table, cell->field), folded)
        || (known && folds_to(_(pk_schema_field(cell->table, cell->field)->label), folded));
}

static bool cell_matches(const struct pk_historyfilter *filter, const struct term *term,
                         const struct pk_cell *cell)
{
    const char *text = pk_buf_text(&term->text);
    switch (term->kind) {
    case IN_RECORD:
        return (term->table < 0 || (int)cell->table == term->table)
            && strcmp(cell->id, text) == 0;
    case IN_TABLE:
        return (int)cell->table == term->table;
    case IN_FIELD:
        return in_field(filter, cell, text);
    case BY_PERSON:
    case WITH_TEXT:
        break;
    }
    return true;
}

static bool cell_says(const struct pk_historyfilter *filter, const struct pk_cell *cell,
                      const char *folded)
{
    const struct pk_record *record = pk_plan_find(filter->plan, cell->table, cell->id);
    return pk_text_contains(cell->was, folded) || pk_text_contains(cell->now, folded)
        || pk_text_contains(cell->id, folded)
        || (record && pk_text_contains(pk_record_title(record), folded));
}

static bool change_says(const struct pk_historyfilter *filter, const struct pk_change *change,
                        const char *folded)
{
    if (pk_text_contains(change->who, folded)
        || pk_text_contains(pk_history_why(filter->history, change), folded)) {
        return true;
    }
    for (size_t i = 0; i < change->count; i++) {
        if (cell_says(filter, &change->cells[i], folded)) {
            return true;
        }
    }
    return false;
}

static bool change_matches(const struct pk_historyfilter *filter, const struct pk_change *change)
{
    if (change->when < filter->since || change->when >= filter->before) {
        return false;
    }
    for (size_t i = 0; i < filter->count; i++) {
        const struct term *term = &filter->terms[i];
        const char *text = pk_buf_text(&term->text);
        bool wrong = (term->kind == BY_PERSON && !pk_text_contains(change->who, text))
                  || (term->kind == WITH_TEXT && !change_says(filter, change, text));
        if (wrong) {
            return false;
        }
    }
    return true;
}

void pk_historyfilter_cells(const struct pk_historyfilter *filter, const struct pk_change *change,
                            struct pk_cell **cells, size_t *count, size_t *capacity)
{
    bool wanted = !filter || change_matches(filter, change);
    for (size_t i = 0; i < change->count && wanted; i++) {
        bool good = true;
        for (size_t k = 0; filter && k < filter->count && good; k++) {
            good = cell_matches(filter, &filter->terms[k], &change->cells[i]);
        }
        if (good) {
            *cells = pk_reserve(*cells, capacity, *count + 1, sizeof **cells);
            (*cells)[(*count)++] = change->cells[i];
        }
    }
}
