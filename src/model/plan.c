/* plan.c: a plan as everybody else sees it: read-only, records found by place, id or number.
 */
#include "config.h"

#include "planek/plan.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "model/plan_private.h"
#include "planek/change.h"
#include "planek/i18n.h"
#include "planek/text.h"
#include "planek/value.h"

#define PLACE_NAME "place"

/* Each plan has revisions of its own. */
enum { REVISION_BITS = 32 };

struct pk_plan *pk_plan_new(void)
{
    static atomic_uint_fast32_t plans; /* they are read in threads, too */
    struct pk_plan *plan = pk_new(1, sizeof(*plan));
    for (int i = 0; i < PK_TABLES; i++) {
        pk_tabledata_init(&plan->tables[i], (enum pk_table)i);
    }
    plan->settings = (struct pk_settings){ .title = "", .region = "", .owner = "",
                                           .language = "", .web = "", .previous = "",
                                           .resolution = "", .adopted = PK_NO_DAY,
                                           .weekday = -1 };
    plan->cache = pk_new(1, sizeof(*plan->cache));
    plan->touches = pk_touches_new();
    plan->revision = (uint64_t)(atomic_fetch_add(&plans, 1) + 1) << REVISION_BITS;
    return plan;
}

void pk_plan_free(struct pk_plan *plan)
{
    if (!plan) {
        return;
    }
    for (int i = 0; i < PK_TABLES; i++) {
        pk_tabledata_dispose(&plan->tables[i]);
    }
    pk_groupcache_free(plan->cache);
    pk_touches_free(plan->touches);
    pk_arena_dispose(&plan->arena);
    free(plan);
}

const struct pk_settings *pk_plan_settings(const struct pk_plan *plan)
{
    return &plan->settings;
}

bool pk_plan_has_table(const struct pk_plan *plan, enum pk_table table)
{
    return plan->tables[table].has_file || plan->tables[table].count;
}

bool pk_plan_broken(const struct pk_plan *plan, enum pk_table table)
{
    return plan->tables[table].broken;
}

void pk_plan_set_broken(struct pk_plan *plan, enum pk_table table)
{
    plan->tables[table].broken = true;
}

size_t pk_plan_count(const struct pk_plan *plan, enum pk_table table)
{
    return plan->tables[table].count;
}

const struct pk_record *pk_plan_at(const struct pk_plan *plan, enum pk_table table, size_t place)
{
    return plan->tables[table].rows[place];
}

const struct pk_record *pk_plan_find(const struct pk_plan *plan, enum pk_table table,
                                     const char *id)
{
    return pk_tabledata_find(&plan->tables[table], id);
}

const struct pk_activity *pk_plan_activity(const struct pk_plan *plan, const char *id)
{
    return (const struct pk_activity *)pk_plan_find(plan, PK_ACTIVITIES, id);
}

const struct pk_goal *pk_plan_goal(const struct pk_plan *plan, const char *id)
{
    return (const struct pk_goal *)pk_plan_find(plan, PK_GOALS, id);
}

const struct pk_source *pk_plan_source(const struct pk_plan *plan, const char *id)
{
    return (const struct pk_source *)pk_plan_find(plan, PK_SOURCES, id);
}

/* "12" gives 12 and moves the cursor behind it; -1 where no digit stands. */
static long read_number(const char **cursor)
{
    long number = -1;
    for (; **cursor >= '0' && **cursor <= '9' && number < 1000000000L; (*cursor)++) {
        number = (number < 0 ? 0 : number * 10) + (**cursor - '0');
    }
    return number;
}

static const struct pk_record *activity_by_number(const struct pk_plan *plan, long goal,
                                                  long position)
{
    const struct pk_group *groups;
    size_t count = pk_plan_groups(plan, &groups);
    size_t group = goal == 0 ? count - 1 : (size_t)goal - 1;
    if ((goal > 0 && group >= count - 1) || position < 1 ||
        (size_t)position > groups[group].count) {
        return NULL;
    }
    return &groups[group].activities[position - 1]->record;
}

static const struct pk_record *find_by_number(const struct pk_plan *plan, enum pk_table table,
                                              const char *name)
{
    long first = read_number(&name);
    if (first < 0) {
        return NULL;
    }
    if (table == PK_ACTIVITIES) {
        if (*name++ != '.') {
            return NULL;
        }
        long position = read_number(&name);
        return *name ? NULL : activity_by_number(plan, first, position);
    }
    bool there = !*name && first >= 1 && (size_t)first <= pk_plan_count(plan, table);
    return there ? pk_plan_at(plan, table, (size_t)first - 1) : NULL;
}

static const char *nearest_id(const struct pk_tabledata *data, const char *name)
{
    const char **ids = pk_new(data->count + 1, sizeof(*ids));
    size_t count = data->count < 10000 ? data->count : 0;
    for (size_t i = 0; i < count; i++) {
        ids[i] = data->rows[i]->text[0];
    }
    const char *nearest = pk_text_nearest(name, ids);
    free(ids);
    return nearest;
}

enum pk_err pk_plan_resolve(const struct pk_plan *plan, enum pk_table table, const char *name,
                            const struct pk_record **out, struct pk_diag *diag)
{
    const struct pk_tabledata *data = &plan->tables[table];
    *out = pk_tabledata_find(data, name);
    if (!*out) {
        *out = find_by_number(plan, table, name);
    }
    if (*out) {
        return PK_OK;
    }
    const char *nearest = nearest_id(data, name);
    struct pk_quote shown = pk_text_quote(name);
    if (nearest) {
        return pk_fail_at(diag, PK_ERR_UNKNOWN, data->schema->file, 0,
                          _("there is no \"%s\"; did you mean \"%s\"?"), shown.text,
                          pk_text_quote(nearest).text);
    }
    return pk_fail_at(diag, PK_ERR_UNKNOWN, data->schema->file, 0, _("there is no \"%s\""),
                      shown.text);
}

const char *pk_record_title(const struct pk_record *record)
{
    const char *title = record->text[pk_schema_title_field(record->table)];
    return *title ? title : record->text[0];
}

int pk_plan_extra_count(const struct pk_plan *plan, enum pk_table table)
{
    return plan->tables[table].columns.extra_count;
}

const char *pk_plan_extra_name(const struct pk_plan *plan, enum pk_table table, int extra)
{
    return plan->tables[table].columns.extra[extra];
}

int pk_plan_field(struct pk_plan *plan, enum pk_table table, const char *name)
{
    int known = pk_schema_find_field(table, name);
    if (known >= 0) {
        return known;
    }
    if (strcmp(name, PLACE_NAME) == 0) {
        return PK_FIELD_PLACE;
    }
    return pk_plan_extra_field(plan, table, *name == PK_EXTRA_MARK ? name + 1 : name);
}

int pk_plan_extra_field(struct pk_plan *plan, enum pk_table table, const char *name)
{
    struct pk_tabledata *data = &plan->tables[table];
    for (int i = 0; i < data->columns.extra_count; i++) {
        if (strcmp(data->columns.extra[i], name) == 0) {
            return data->schema->field_count + i;
        }
    }
    int field = pk_tabledata_extra(data, &plan->arena, name, strlen(name));
    pk_tabledata_widen(data, &plan->arena);
    return field;
}

const char *pk_plan_field_name(const struct pk_plan *plan, enum pk_table table, int field)
{
    const struct pk_tabledata *data = &plan->tables[table];
    if (field == PK_FIELD_PLACE) {
        return PLACE_NAME;
    }
    if (field < data->schema->field_count) {
        return data->schema->fields[field].name;
    }
    const char *name = data->columns.extra[field - data->schema->field_count];
    return *name == PK_EXTRA_MARK || strcmp(name, PLACE_NAME) == 0 ? name - 1 : name;
}

bool pk_plan_same(const struct pk_plan *plan, enum pk_table table, int field, const char *a,
                  const char *b)
{
    const struct pk_table_schema *schema = plan->tables[table].schema;
    if (field < 0 || field >= schema->field_count) {
        return strcmp(a, b) == 0;
    }
    return pk_value_equal(&schema->fields[field], a, b, plan->settings.year);
}

void pk_plan_number(struct pk_buf *out, const struct pk_plan *plan,
                    const struct pk_record *record)
{
    if (record->table != PK_ACTIVITIES) {
        pk_buf_printf(out, "%u", (unsigned)record->place + 1);
        return;
    }
    const struct pk_group *groups;
    size_t count = pk_plan_groups(plan, &groups);
    const struct pk_activity *activity = (const struct pk_activity *)record;
    unsigned goal = activity->group + 1 == count ? 0 : (unsigned)activity->group + 1;
    pk_buf_printf(out, "%u.%u", goal, (unsigned)activity->position + 1);
}

uint64_t pk_plan_revision(const struct pk_plan *plan)
{
    return plan->revision;
}

bool pk_activity_late(const struct pk_activity *activity, pk_day today)
{
    return (activity->status == PK_PLANNED || activity->status == PK_ACTIVE) &&
           activity->due.last != PK_NO_DAY && activity->due.last < today;
}

static void verify_table(const struct pk_tabledata *data)
{
    size_t named = 0;
    for (size_t i = 0; i < data->count; i++) {
        const struct pk_record *record = data->rows[i];
        if (record->place != i) {
            pk_die("a record does not stand at its place");
        }
        if (*record->text[0] && !pk_tabledata_find(data, record->text[0])) {
            pk_die("a record is not in the index");
        }
        named += pk_tabledata_find(data, record->text[0]) == record;
    }
    if (named != data->slot_used) {
        pk_die("the index knows records that are gone");
    }
}

/* Those of a group stand as in the table, each where it says. */
static void verify_group(const struct pk_group *group, size_t index)
{
    for (size_t i = 0; i < group->count; i++) {
        const struct pk_activity *activity = group->activities[i];
        if (activity->group != index || activity->position != i ||
            (i && activity->record.place <= group->activities[i - 1]->record.place)) {
            pk_die("an activity does not stand where it says in its group");
        }
    }
}

void pk_plan_verify(const struct pk_plan *plan)
{
    for (int i = 0; i < PK_TABLES; i++) {
        verify_table(&plan->tables[i]);
    }
    const struct pk_group *groups;
    size_t count = pk_plan_groups(plan, &groups);
    size_t activities = 0;
    for (size_t i = 0; i < count; i++) {
        verify_group(&groups[i], i);
        activities += groups[i].count;
    }
    if (activities != pk_plan_count(plan, PK_ACTIVITIES)) {
        pk_die("an activity is in no group");
    }
}
