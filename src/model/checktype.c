/* checktype.c: what can be wrong with a cell by its type alone: it is no value, it is empty and
 * must not be, or it names a record that is not there.
 */
#include "config.h"

#include <string.h>

#include "model/checking.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/text.h"
#include "planek/value.h"

static void say_no_choice(struct pk_checking *checking, const struct pk_field *field)
{
    struct pk_buf names = { 0 };
    for (int i = 0; field->choices[i].name; i++) {
        pk_buf_printf(&names, "%s%s", i ? ", " : "", field->choices[i].name);
    }
    pk_checking_say(checking, PK_ERROR, _("this is none of: %s; choose one"),
                    pk_buf_text(&names));
    pk_buf_dispose(&names);
}

static void say_no_id(struct pk_checking *checking)
{
    pk_checking_say(checking, PK_ERROR,
                    _("an id has no blanks, none of ; : / = and at most 128 bytes; change it"));
}

/* The reader of typed values knows the reason. */
static void say_no_value(struct pk_checking *checking, const struct pk_field *field)
{
    struct pk_dates dates = { pk_plan_settings(checking->plan)->year, PK_NO_DAY };
    struct pk_diag diag;
    struct pk_buf encoded = { 0 };
    if (field->type == PK_TYPE_CHOICE) {
        say_no_choice(checking, field);
    } else if (field->type == PK_TYPE_ID) {
        say_no_id(checking);
    } else if (pk_value_read(&encoded, field, pk_checking_text(checking), &dates, &diag) == PK_OK) {
        pk_checking_say(checking, PK_ERROR, _("this cannot be read; change it"));
    } else {
        pk_checking_say(checking, PK_ERROR, "%s", diag.text);
    }
    pk_buf_dispose(&encoded);
}

/* A folder may do without sources.csv: the sources are then those that are named.  And where
 * nothing of a file could be read, nothing can be said about what refers to it. */
static bool reference_unknowable(const struct pk_checking *checking, enum pk_table table)
{
    return (table == PK_SOURCES && !pk_plan_has_table(checking->plan, table) &&
            pk_plan_count(checking->plan, table) == 0) ||
           (pk_plan_broken(checking->plan, table) && pk_plan_count(checking->plan, table) == 0);
}

static const char *nearest_id(struct pk_checking *checking, enum pk_table table, const char *id)
{
    size_t count = pk_plan_count(checking->plan, table);
    if (count > checking->guesses) {
        return NULL;
    }
    checking->guesses -= count;
    if (!checking->names[table]) {
        const char **names = pk_new(count + 1, sizeof(*names));
        for (size_t place = 0; place < count; place++) {
            names[place] = pk_plan_at(checking->plan, table, place)->text[0];
        }
        checking->names[table] = names;
    }
    const char *nearest = pk_text_nearest(id, checking->names[table]);
    return nearest && strcmp(nearest, id) != 0 ? nearest : NULL; /* a change removes its like */
}

static void say_unknown(struct pk_checking *checking, unsigned tables, const char *id)
{
    struct pk_buf files = { 0 };
    const char *nearest = NULL;
    for (int table = 0; table < PK_TABLES; table++) {
        if (tables >> table & 1) {
            pk_buf_printf(&files, "%s%s", files.len ? ", " : "", pk_schema(table)->file);
            nearest = nearest ? nearest : nearest_id(checking, table, id);
        }
    }
    struct pk_quote shown = pk_text_quote(id);
    if (nearest) {
        pk_checking_say(checking, PK_ERROR,
                        _("there is no \"%s\" in %s; did you mean \"%s\"?"), shown.text,
                        pk_buf_text(&files), pk_text_quote(nearest).text);
    } else {
        pk_checking_say(checking, PK_ERROR,
                        _("there is no \"%s\" in %s; add it there or name another"), shown.text,
                        pk_buf_text(&files));
    }
    pk_buf_dispose(&files);
}

bool pk_check_reference(struct pk_checking *checking, unsigned tables, const char *id)
{
    for (int table = 0; table < PK_TABLES; table++) {
        if (tables >> table & 1 && (pk_checking_find(checking, table, id) ||
                                    reference_unknowable(checking, table))) {
            return true;
        }
    }
    say_unknown(checking, tables, id);
    return false;
}

static bool check_references(struct pk_checking *checking, unsigned tables)
{
    const char *cursor = pk_checking_text(checking), *id;
    bool good = true;
    while ((id = pk_checking_item(checking, &cursor))) {
        good &= pk_check_reference(checking, tables, id);
    }
    return good;
}

static bool is_blank(const char *text)
{
    size_t length = strlen(text);
    (void)pk_text_trim(text, &length);
    return length == 0;
}

bool pk_check_type(struct pk_checking *checking)
{
    const struct pk_field *field = pk_schema_field(checking->record->table, checking->field);
    const char *text = pk_checking_text(checking);
    if (pk_record_bad(checking->record, checking->field)) {
        say_no_value(checking, field);
        return false;
    }
    if (is_blank(text)) {
        /* An empty id is a fault of structure and told by reading. */
        bool missing = field->required && field->type != PK_TYPE_ID;
        if (missing) {
            pk_checking_say(checking, PK_ERROR, _("this must not be empty; fill it in"));
        }
        return !missing;
    }
    if (field->type == PK_TYPE_REFS) {
        return check_references(checking, field->refers_to);
    }
    if (field->refers_to && field->type != PK_TYPE_SHARES) {
        return pk_check_reference(checking, field->refers_to, text);
    }
    return true;
}
