#include "config.h"

#include "support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "planek/mem.h"

static void read_pair(struct pk_plan *plan, const char *table, const char *text,
                      struct pk_faults *faults)
{
    int found = pk_schema_find_table(table);
    if (found < 0) {
        fail_msg("no table is named %s", table);
    }
    pk_plan_read_table(plan, (enum pk_table)found, pk_strdup(text), strlen(text), faults);
}

static void expect_understood(const struct pk_faults *faults)
{
    for (size_t i = 0; i < faults->count; i++) {
        if (faults->items[i].severity == PK_FATAL) {
            fail_msg("%s:%zu: %s", faults->items[i].file, faults->items[i].line,
                     faults->items[i].text);
        }
    }
}

static struct pk_plan *read_plan(const char *ini, const char *table, va_list pairs)
{
    struct pk_faults faults = { 0 };
    struct pk_plan *plan = pk_plan_new();
    pk_plan_read_settings(plan, ini, strlen(ini), &faults);
    for (; table; table = va_arg(pairs, const char *)) {
        read_pair(plan, table, va_arg(pairs, const char *), &faults);
    }
    expect_understood(&faults);
    pk_faults_dispose(&faults);
    pk_plan_verify(plan);
    return plan;
}

struct pk_plan *plan_of(const char *table, ...)
{
    va_list pairs;
    va_start(pairs, table);
    struct pk_plan *plan =
        read_plan("[plan]\ntitle = A plan\nyear = 2024\n", table, pairs);
    va_end(pairs);
    return plan;
}

struct pk_plan *plan_from(const char *ini, const char *table, ...)
{
    va_list pairs;
    va_start(pairs, table);
    struct pk_plan *plan = read_plan(ini, table, pairs);
    va_end(pairs);
    return plan;
}

const struct pk_record *record_of(const struct pk_plan *plan, enum pk_table table, const char *id)
{
    const struct pk_record *record = pk_plan_find(plan, table, id);
    if (!record) {
        fail_msg("no record of %s is named %s", pk_schema(table)->name, id);
    }
    return record;
}

const struct pk_activity *activity_of(const struct pk_plan *plan, const char *id)
{
    return (const struct pk_activity *)record_of(plan, PK_ACTIVITIES, id);
}
