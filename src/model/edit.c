/* edit.c: setting cells, adding records.
 *
 * Values are read as people type them and turned into the form of files.
 */
#include "config.h"

#include "planek/edit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/newid.h"
#include "model/place.h"
#include "model/reference.h"
#include "planek/i18n.h"
#include "planek/shares.h"
#include "planek/text.h"
#include "planek/value.h"

/* ---- setting ---- */

static enum pk_err unknown_field(enum pk_table table, const char *name, struct pk_diag *diag)
{
    const struct pk_table_schema *schema = pk_schema(table);
    int count = schema->field_count;
    const char **names = pk_new((size_t)count * 2 + 1, sizeof(*names));
    for (int i = 0; i < count; i++) {
        names[i] = schema->fields[i].name;
        names[count + i] = _(schema->fields[i].label);
    }
    const char *nearest = pk_text_nearest(name, names);
    free(names);
    struct pk_quote shown = pk_text_quote(name);
    return nearest ? pk_fail(diag, PK_ERR_USAGE,
                             _("%s have no field \"%s\"; did you mean \"%s\"?"), schema->name,
                             shown.text, nearest)
                   : pk_fail(diag, PK_ERR_USAGE, _("%s have no field \"%s\""), schema->name,
                             shown.text);
}

/* By its name in files, else by its label. */
static int find_field(const struct pk_plan *plan, enum pk_table table, const char *name)
{
    int field = pk_schema_find_field(table, name);
    for (int i = 0; field < 0 && i < pk_plan_extra_count(plan, table); i++) {
        if (strcmp(pk_plan_extra_name(plan, table, i), name) == 0) {
            return pk_schema(table)->field_count + i;
        }
    }
    return field < 0 ? pk_schema_field_called(table, name) : field;
}

/* Reads a typed value into the form of files, references resolved. */
static enum pk_err read_value(struct pk_buf *out, const struct pk_plan *plan, enum pk_table table,
                              int number, const struct pk_assignment *assignment, pk_day today,
                              struct pk_diag *diag)
{
    const char *typed = assignment->value;
    if (number >= pk_schema(table)->field_count) {
        size_t length = strlen(typed);
        pk_buf_str(out, typed);
        return pk_text_valid(typed, length) == length
                   ? PK_OK
                   : pk_fail(diag, PK_ERR_USAGE, _("the value is not UTF-8 text"));
    }
    const struct pk_field *field = pk_schema_field(table, number);
    struct pk_dates dates = { pk_plan_settings(plan)->year, today };
    struct pk_buf read = { 0 };
    struct pk_diag why = { 0 };
    enum pk_err err = pk_value_read(&read, field, typed, &dates, &why);
    if (err == PK_OK) {
        err = pk_reference_resolve(out, plan, field, pk_buf_text(&read), &why);
    }
    if (err == PK_OK && field->required && out->len == 0) {
        err = pk_fail(&why, PK_ERR_USAGE, _("it must not be empty"));
    }
    if (err != PK_OK) {
        (void)pk_fail(diag, err, "%s: %s", assignment->field, why.text);
    }
    pk_buf_dispose(&read);
    return err;
}

static enum pk_err refuse_twice(const struct pk_plan *plan, enum pk_table table,
                                const struct pk_assignment *set, size_t at, int field,
                                struct pk_diag *diag)
{
    for (size_t i = 0; i < at; i++) {
        if (find_field(plan, table, set[i].field) == field) {
            return pk_fail(diag, PK_ERR_USAGE, _("\"%s\" is given twice; give it once"),
                           pk_text_quote(set[at].field).text);
        }
    }
    return PK_OK;
}

static enum pk_err set_cell(struct pk_change *change, const struct pk_plan *plan,
                            enum pk_table table, const char *id, const char *was,
                            const struct pk_assignment *assignment, int field, pk_day today,
                            struct pk_diag *diag)
{
    struct pk_buf now = { 0 };
    enum pk_err err =
        read_value(&now, plan, table, field, assignment, today, diag);
    if (err == PK_OK) {
        if (!pk_plan_same(plan, table, field, was, pk_buf_text(&now))) {
            pk_change_add(change, table, field, id, was, pk_buf_text(&now));
        }
    }
    pk_buf_dispose(&now);
    return err;
}

enum pk_err pk_edit_set(struct pk_change *change, const struct pk_plan *plan,
                        const struct pk_record *record, const struct pk_assignment *set,
                        size_t count, pk_day today, struct pk_diag *diag)
{
    enum pk_table table = (enum pk_table)record->table;
    enum pk_err err = PK_OK;
    for (size_t i = 0; err == PK_OK && i < count; i++) {
        int field = find_field(plan, table, set[i].field);
        if (field < 0) {
            return unknown_field(table, set[i].field, diag);
        }
        if (field == 0) {
            return pk_fail(diag, PK_ERR_USAGE,
                           _("the id of a record does not change; other files refer to it"));
        }
        err = refuse_twice(plan, table, set, i, field, diag);
        if (err == PK_OK) {
            err = set_cell(change, plan, table, record->text[0], record->text[field], &set[i],
                           field, today, diag);
        }
    }
    return err;
}

/* ---- adding ---- */

static bool id_taken(const struct pk_plan *plan, enum pk_table table, const char *id)
{
    bool shared = table == PK_GOALS || table == PK_ACTIVITIES;
    return pk_plan_find(plan, table, id) ||
           (shared && (pk_plan_find(plan, PK_GOALS, id) || pk_plan_find(plan, PK_ACTIVITIES, id)));
}

static const struct pk_assignment *assigned(enum pk_table table, const struct pk_assignment *set,
                                            size_t count, int field)
{
    for (size_t i = 0; i < count; i++) {
        if (pk_schema_field_called(table, set[i].field) == field) {
            return &set[i];
        }
    }
    return NULL;
}

void pk_newid(struct pk_buf *out, const struct pk_plan *plan, enum pk_table table,
              const char *title)
{
    pk_text_slug(out, title);
    size_t base = out->len;
    for (unsigned i = 2; id_taken(plan, table, pk_buf_text(out)); i++) {
        char number[16];
        int digits = snprintf(number, sizeof(number), "-%u", i);
        pk_buf_cut(out, base + (size_t)digits > 32 ? 32 - (size_t)digits : base);
        pk_buf_str(out, number);
    }
}

/* Of the title as it will stand in the file: a day typed as "20. 5." gives 2024-05-20. */
static void make_id_of_title(struct pk_buf *out, const struct pk_plan *plan, enum pk_table table,
                             const struct pk_assignment *set, size_t count, pk_day today)
{
    int field = pk_schema_title_field(table);
    const struct pk_assignment *typed = assigned(table, set, count, field);
    struct pk_buf title = { 0 };
    bool good = typed && read_value(&title, plan, table, field, typed, today, NULL) == PK_OK;
    pk_newid(out, plan, table, good ? pk_buf_text(&title) : pk_schema(table)->name);
    pk_buf_dispose(&title);
}

static enum pk_err choose_id(struct pk_buf *out, const struct pk_plan *plan, enum pk_table table,
                             const struct pk_assignment *set, size_t count, pk_day today,
                             struct pk_diag *diag)
{
    const struct pk_assignment *given = assigned(table, set, count, 0);
    if (!given) {
        make_id_of_title(out, plan, table, set, count, today);
        return PK_OK;
    }
    enum pk_err err = read_value(out, plan, table, 0, given, PK_NO_DAY, diag);
    if (err == PK_OK && id_taken(plan, table, given->value)) {
        return pk_fail(diag, PK_ERR_USAGE, _("there is a \"%s\" already; choose another id"),
                       given->value);
    }
    return err;
}

static enum pk_err add_cells(struct pk_change *change, const struct pk_plan *plan,
                             enum pk_table table, const char *id,
                             const struct pk_assignment *set, size_t count, pk_day today,
                             struct pk_diag *diag)
{
    enum pk_err err = PK_OK;
    for (size_t i = 0; err == PK_OK && i < count; i++) {
        int field = find_field(plan, table, set[i].field);
        if (field < 0) {
            return unknown_field(table, set[i].field, diag);
        }
        err = refuse_twice(plan, table, set, i, field, diag);
        if (err == PK_OK && field > 0) {
            err = set_cell(change, plan, table, id, "", &set[i], field, today, diag);
        }
    }
    return err;
}

static enum pk_err require_fields(const struct pk_change *change, enum pk_table table,
                                  const char *id, struct pk_diag *diag)
{
    const struct pk_table_schema *schema = pk_schema(table);
    for (int field = 1; field < schema->field_count; field++) {
        bool there = !schema->fields[field].required;
        for (size_t i = 0; i < change->count && !there; i++) {
            there = change->cells[i].table == table && change->cells[i].field == field &&
                    strcmp(change->cells[i].id, id) == 0;
        }
        if (!there) {
            return pk_fail(diag, PK_ERR_USAGE, _("%s is missing; give %s=..."),
                           schema->fields[field].name, schema->fields[field].name);
        }
    }
    return PK_OK;
}

static void add_source(struct pk_change *change, const struct pk_plan *plan, const char *id)
{
    bool there = !pk_text_is_id(id) || pk_plan_find(plan, PK_SOURCES, id);
    for (size_t i = 0; i < change->count && !there; i++) {
        there = change->cells[i].table == PK_SOURCES && strcmp(change->cells[i].id, id) == 0;
    }
    if (!there) {
        pk_change_add(change, PK_SOURCES, PK_SOURCE_ID, id, "", id);
        pk_change_add(change, PK_SOURCES, PK_SOURCE_NAME, id, "", id);
    }
}

/* Without sources.csv the sources are those that the plan names.  When the first one gets a record,
 * the file comes to be, and the others with it: they would be unknown all of a sudden. */
static void add_named_sources(struct pk_change *change, const struct pk_plan *plan)
{
    for (size_t i = 0; i < pk_plan_count(plan, PK_ACTIVITIES); i++) {
        struct pk_shares shares;
        const struct pk_record *record = pk_plan_at(plan, PK_ACTIVITIES, i);
        if (pk_shares_parse(&shares, record->text[PK_ACTIVITY_SOURCE], NULL) != PK_OK) {
            continue;
        }
        for (int k = 0; k < shares.count; k++) {
            add_source(change, plan, shares.items[k].source);
        }
    }
    for (size_t i = 0; i < pk_plan_count(plan, PK_SPENDING); i++) {
        add_source(change, plan, pk_plan_at(plan, PK_SPENDING, i)->text[PK_SPENDING_SOURCE]);
    }
}

enum pk_err pk_edit_add(struct pk_change *change, const struct pk_plan *plan,
                        enum pk_table table, const struct pk_assignment *set, size_t count,
                        const struct pk_record *after, pk_day today, const char **id,
                        struct pk_diag *diag)
{
    struct pk_buf name = { 0 };
    size_t first = change->count;
    enum pk_err err = choose_id(&name, plan, table, set, count, today, diag);
    if (err == PK_OK) {
        pk_change_add(change, table, 0, pk_buf_text(&name), "", pk_buf_text(&name));
        pk_change_add(change, table, PK_FIELD_PLACE, pk_buf_text(&name), "", "");
        err = add_cells(change, plan, table, pk_buf_text(&name), set, count, today, diag);
    }
    if (err == PK_OK && table == PK_ACTIVITIES &&
        !assigned(table, set, count, PK_ACTIVITY_STATUS)) {
        pk_change_add(change, table, PK_ACTIVITY_STATUS, pk_buf_text(&name), "", "planned");
    }
    if (err == PK_OK) {
        err = require_fields(change, table, pk_buf_text(&name), diag);
    }
    if (err == PK_OK) {
        *id = change->cells[first].now;
        const char *goal = "";
        for (size_t i = first; i < change->count; i++) {
            if (table == PK_ACTIVITIES && change->cells[i].field == PK_ACTIVITY_GOAL) {
                goal = change->cells[i].now;
            }
        }
        const char *behind = after ? after->text[0] : pk_place_at_end(plan, table, goal);
        change->cells[first + 1].now = pk_arena_text(&change->arena, behind, strlen(behind));
    }
    if (err == PK_OK && table == PK_SOURCES && !pk_plan_has_table(plan, PK_SOURCES)) {
        add_named_sources(change, plan);
    }
    pk_buf_dispose(&name);
    return err;
}
