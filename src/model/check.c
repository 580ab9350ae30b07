/* check.c: the same walk over cells for a plan, a record, a cell and a change; only where the
 * findings go differs.
 */
#include "config.h"

#include "planek/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/checking.h"
#include "model/overlay.h"
#include "planek/mem.h"
#include "planek/text.h"

/* Appends `due "2024-02-30": February has only 29 days`; the value is left out where it is empty
 * or the sentence cites it. */
static void describe(struct pk_buf *out, const struct pk_finding *finding)
{
    const char *name = pk_schema_field(finding->record->table, finding->field)->name;
    struct pk_quote value = pk_text_quote(finding->record->text[finding->field]);
    char cited[sizeof(value.text) + 2];
    snprintf(cited, sizeof(cited), "\"%s\"", value.text);
    bool repeated = strstr(finding->sentence, cited);
    cited[0] = cited[strlen(cited) - 1] = '\'';
    repeated |= strstr(finding->sentence, cited) != NULL;
    if (!*value.text || repeated) {
        pk_buf_printf(out, "%s: %s", name, finding->sentence);
    } else {
        pk_buf_printf(out, "%s \"%s\": %s", name, value.text, finding->sentence);
    }
}

static void add_to_faults(const struct pk_finding *finding, void *user)
{
    struct pk_buf text = { 0 };
    describe(&text, finding);
    pk_faults_add(user, finding->severity, pk_schema(finding->record->table)->file,
                  finding->record->line, "%s", pk_buf_text(&text));
    pk_buf_dispose(&text);
}

void pk_check_plan(const struct pk_plan *plan, struct pk_faults *faults)
{
    struct pk_checking checking;
    pk_checking_init(&checking, plan, add_to_faults, faults);
    for (int table = 0; table < PK_TABLES; table++) {
        size_t count = pk_schema(table)->in_plan ? pk_plan_count(plan, table) : 0;
        for (size_t place = 0; place < count; place++) {
            pk_checking_record(&checking, pk_plan_at(plan, table, place));
        }
    }
    pk_checking_dispose(&checking);
    pk_faults_sort(faults);
}

void pk_check_record(const struct pk_plan *plan, const struct pk_record *record,
                     struct pk_faults *faults)
{
    struct pk_checking checking;
    pk_checking_init(&checking, plan, add_to_faults, faults);
    pk_checking_record(&checking, record);
    pk_checking_dispose(&checking);
}

struct worst {
    struct pk_diag *diag;
    bool found;
    enum pk_severity severity;
};

static void keep_worst(const struct pk_finding *finding, void *user)
{
    struct worst *worst = user;
    if (!worst->found || finding->severity > worst->severity) {
        (void)pk_fail(worst->diag, PK_ERR_USAGE, "%s", finding->sentence);
        worst->found = true;
        worst->severity = finding->severity;
    }
}

bool pk_check_cell(const struct pk_plan *plan, const struct pk_record *record, int field,
                   enum pk_severity *severity, struct pk_diag *diag)
{
    struct worst worst = { .diag = diag };
    struct pk_checking checking;
    pk_checking_init(&checking, plan, keep_worst, &worst);
    pk_checking_cell(&checking, record, field);
    pk_checking_dispose(&checking);
    if (severity) {
        *severity = worst.severity;
    }
    return worst.found;
}

struct pk_cellcheck {
    struct pk_checking checking;
    bool good;
};

static void note_bad(const struct pk_finding *finding, void *user)
{
    (void)finding;
    ((struct pk_cellcheck *)user)->good = false;
}

struct pk_cellcheck *pk_cellcheck_new(const struct pk_plan *plan)
{
    struct pk_cellcheck *check = pk_new(1, sizeof(*check));
    pk_checking_init(&check->checking, plan, note_bad, check);
    check->checking.errors_only = true;
    return check;
}

bool pk_cellcheck_good(struct pk_cellcheck *check, const struct pk_record *record, int field)
{
    check->good = true;
    pk_checking_cell(&check->checking, record, field);
    return check->good;
}

void pk_cellcheck_free(struct pk_cellcheck *check)
{
    if (check) {
        pk_checking_dispose(&check->checking);
        free(check);
    }
}

/* The errors of one record. */
struct errors {
    struct {
        int field;
        char *text;
    } * items;
    size_t count, capacity;
};

static void add_to_errors(const struct pk_finding *finding, void *user)
{
    struct errors *errors = user;
    struct pk_buf text = { 0 };
    describe(&text, finding);
    errors->items = pk_reserve(errors->items, &errors->capacity, errors->count + 1,
                               sizeof(*errors->items));
    errors->items[errors->count].field = finding->field;
    errors->items[errors->count++].text = pk_buf_take(&text);
}

static void errors_clear(struct errors *errors)
{
    while (errors->count > 0) {
        free(errors->items[--errors->count].text);
    }
}

/* An error is old where the cell had the very same, or where the cell had one and is not altered:
 * then only what the sentence cites is another. */
static bool is_old(const struct errors *before, int field, const char *text, uint64_t changed)
{
    for (size_t i = 0; i < before->count; i++) {
        if (before->items[i].field == field &&
            (!(changed >> field & 1) || strcmp(before->items[i].text, text) == 0)) {
            return true;
        }
    }
    return false;
}

struct comparing {
    struct pk_checking was, is;
    struct errors before, after;
};

static enum pk_err compare_record(struct comparing *comparing, const struct pk_record *before,
                                  const struct pk_record *after, uint64_t changed,
                                  struct pk_diag *diag)
{
    enum pk_err err = PK_OK;
    errors_clear(&comparing->before);
    errors_clear(&comparing->after);
    if (after) {
        pk_checking_record(&comparing->is, after);
    }
    if (before && comparing->after.count > 0) {
        pk_checking_record(&comparing->was, before);
    }
    for (size_t i = 0; i < comparing->after.count && err == PK_OK; i++) {
        const char *text = comparing->after.items[i].text;
        if (!is_old(&comparing->before, comparing->after.items[i].field, text, changed)) {
            err = pk_fail(diag, PK_ERR_USAGE, "%s", text);
        }
    }
    return err;
}

/* An activity whose id a goal is given comes to have an error without being touched. */
static enum pk_err compare_namesake(struct comparing *comparing, const struct pk_overlaid *item,
                                    struct pk_diag *diag)
{
    if (item->table != PK_GOALS || item->before || !item->after) {
        return PK_OK;
    }
    const struct pk_record *activity = pk_plan_find(comparing->was.plan, PK_ACTIVITIES, item->id);
    const struct pk_record *after = pk_checking_find(&comparing->is, PK_ACTIVITIES, item->id);
    return compare_record(comparing, activity, after, UINT64_MAX, diag);
}

enum pk_err pk_check_change(const struct pk_plan *plan, const struct pk_change *change,
                            struct pk_diag *diag)
{
    if (change->restores) {
        return PK_OK;
    }
    struct pk_overlay overlay;
    pk_overlay_init(&overlay, plan, change);
    struct comparing comparing = { 0 };
    pk_checking_init(&comparing.was, plan, add_to_errors, &comparing.before);
    pk_checking_init(&comparing.is, plan, add_to_errors, &comparing.after);
    comparing.was.errors_only = comparing.is.errors_only = true;
    comparing.is.overlay = &overlay;
    enum pk_err err = PK_OK;
    for (size_t i = 0; i < overlay.count && err == PK_OK; i++) {
        const struct pk_overlaid *item = &overlay.items[i];
        err = compare_record(&comparing, item->before, item->after, item->changed, diag);
        if (err == PK_OK) {
            err = compare_namesake(&comparing, item, diag);
        }
    }
    errors_clear(&comparing.before);
    errors_clear(&comparing.after);
    free(comparing.before.items);
    free(comparing.after.items);
    pk_checking_dispose(&comparing.was);
    pk_checking_dispose(&comparing.is);
    pk_overlay_dispose(&overlay);
    return err;
}
