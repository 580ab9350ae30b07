#include "config.h"

#include "model/checking.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/overlay.h"
#include "planek/text.h"

/* Hints compare a faulty name with all that exist: a plan full of faults gets some and stays
 * linear. */
enum { GUESSES = 50000 };

void pk_checking_init(struct pk_checking *checking, const struct pk_plan *plan,
                      pk_finding_fn *found, void *user)
{
    *checking = (struct pk_checking){
        .plan = plan, .found = found, .user = user, .guesses = GUESSES
    };
}

void pk_checking_dispose(struct pk_checking *checking)
{
    for (int table = 0; table < PK_TABLES; table++) {
        free(checking->names[table]);
    }
    free(checking->ranked);
    pk_circles_free(checking->circles);
    pk_buf_dispose(&checking->scratch);
}

const char *pk_checking_text(const struct pk_checking *checking)
{
    return checking->record->text[checking->field];
}

void pk_checking_say(struct pk_checking *checking, enum pk_severity severity, const char *format,
                     ...)
{
    /* Advice about a file that is not understood would be wrong as often as not. */
    bool advice = severity < PK_ERROR;
    if (advice && (checking->errors_only ||
                   pk_plan_broken(checking->plan, (enum pk_table)checking->record->table))) {
        return;
    }
    char sentence[sizeof(((struct pk_diag *)0)->text)];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof(sentence), format, arguments);
    va_end(arguments);
    struct pk_buf safe = { 0 };
    pk_text_safe(&safe, sentence, strlen(sentence));
    struct pk_finding finding = { severity, checking->record, checking->field,
                                  pk_buf_text(&safe) };
    checking->found(&finding, checking->user);
    pk_buf_dispose(&safe);
}

const struct pk_record *pk_checking_find(const struct pk_checking *checking, enum pk_table table,
                                         const char *id)
{
    const struct pk_record *record;
    if (checking->overlay && pk_overlay_find(checking->overlay, table, id, &record)) {
        return record;
    }
    return pk_plan_find(checking->plan, table, id);
}

size_t pk_checking_places(const struct pk_checking *checking, enum pk_table table)
{
    size_t added = checking->overlay ? pk_overlay_added(checking->overlay, table) : 0;
    return pk_plan_count(checking->plan, table) + added;
}

const char *pk_checking_item(struct pk_checking *checking, const char **cursor)
{
    size_t length;
    const char *item = pk_text_item(cursor, &length);
    if (!item) {
        return NULL;
    }
    pk_buf_cut(&checking->scratch, 0);
    pk_buf_add(&checking->scratch, item, length);
    return pk_buf_text(&checking->scratch);
}

void pk_checking_cell(struct pk_checking *checking, const struct pk_record *record, int field)
{
    checking->record = record;
    checking->field = field;
    if (!pk_check_type(checking)) {
        return;
    }
    for (const struct pk_rule *rule = pk_check_rules(record->table); rule->check; rule++) {
        if (rule->field == field && !(rule->warns && checking->errors_only)) {
            rule->check(checking);
        }
    }
}

void pk_checking_record(struct pk_checking *checking, const struct pk_record *record)
{
    int count = pk_schema(record->table)->field_count;
    for (int field = 0; field < count; field++) {
        pk_checking_cell(checking, record, field);
    }
}
