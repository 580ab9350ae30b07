#include "config.h"

#include "ui/bulk.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "ui/app.h"
#include "ui/marks.h"

bool ui_bulk_wanted(const struct ui_app *app)
{
    bool on_rows = ui_app_covered(app) ? ui_app_pane(app) == &ui_pane_table
                                       : app->below.focus != UI_ON_BUDGET;
    return on_rows && ui_marks_count(app) > 0;
}

void ui_bulk_dispose(struct ui_bulk *bulk)
{
    pk_bulk_dispose(&bulk->bulk);
    free(bulk->note);
    free(bulk->shown);
    *bulk = (struct ui_bulk){ .note = NULL };
    pk_bulk_init(&bulk->bulk);
}

/* An earlier one may still be open below what is in front. */
struct pk_bulk *ui_bulk_begin(struct ui_app *app)
{
    ui_app_drop(app, &ui_pane_bulk);
    ui_bulk_dispose(&app->bulk);
    return &app->bulk.bulk;
}

static void choose_rows(struct ui_bulk *bulk)
{
    const struct pk_bulk *made = &bulk->bulk;
    size_t count = 0;
    bulk->shown = pk_new(made->count + 1, sizeof *bulk->shown);
    for (size_t i = 0; i < made->count; i++) {
        if (made->rows[i].refusal) {
            bulk->shown[count++] = i;
        }
    }
    for (size_t i = 0; i < made->count; i++) {
        if (made->rows[i].count) {
            bulk->shown[count++] = i;
        }
    }
    bulk->list = (struct ui_list){ .count = count };
}

unsigned ui_bulk_show(struct ui_app *app, const char *note)
{
    struct ui_bulk *bulk = &app->bulk;
    if (bulk->bulk.changed == 0 && bulk->bulk.refused == 0) {
        ui_say(app, "%s%s%s", _("nothing to change"), *note ? "; " : "", note);
        return UI_DRAW;
    }
    free(bulk->note);
    bulk->note = pk_strdup(note);
    choose_rows(bulk);
    ui_app_open(app, &ui_pane_bulk);
    return UI_DRAW;
}

/* ---- what is done to the marked rows ---- */

static unsigned each(struct ui_app *app, pk_bulk_edit *edit, const void *how, const char *note)
{
    size_t count;
    struct pk_diag diag;
    const struct pk_record **records = ui_marks_records(app, &count);
    struct pk_bulk *bulk = ui_bulk_begin(app);
    enum pk_err err = pk_bulk_each(bulk, app->plan, records, count, edit, how, &diag);
    free(records);
    if (err) {
        ui_complain(app, &diag);
        return UI_DRAW;
    }
    return ui_bulk_show(app, note);
}

static enum pk_err edit_done(struct pk_change *change, const struct pk_plan *plan,
                             const struct pk_record *record, const void *how,
                             struct pk_diag *diag)
{
    const struct pk_activity *activity = (const struct pk_activity *)record;
    const bool *done = how;
    if (*done && activity->status == PK_DONE) {
        return PK_OK;
    }
    return pk_edit_toggle_done(change, plan, activity, diag);
}

/* Whether some of them can still become done. */
static bool some_to_do(const struct pk_record *const *records, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int status = ((const struct pk_activity *)records[i])->status;
        if (status == PK_PLANNED || status == PK_ACTIVE) {
            return true;
        }
    }
    return false;
}

unsigned ui_bulk_done(struct ui_app *app)
{
    size_t count;
    const struct pk_record **records = ui_marks_records(app, &count);
    bool done = some_to_do(records, count);
    free(records);
    return each(app, edit_done, &done, "");
}

/* A spending that is ordered, a decision that is open. */
static bool is_to_settle(const struct pk_record *record)
{
    return record->table == PK_SPENDING
               ? ((const struct pk_spending *)record)->state == PK_ORDERED
               : ((const struct pk_decision *)record)->status == PK_DECISION_OPEN;
}

/* `how` is whether those that are to be settled become so, or else the others open again. */
static enum pk_err edit_settle(struct pk_change *change, const struct pk_plan *plan,
                               const struct pk_record *record, const void *how,
                               struct pk_diag *diag)
{
    const bool *settle = how;
    bool spending = record->table == PK_SPENDING;
    const char *open = spending ? "ordered" : "open", *settled = spending ? "paid" : "done";
    struct pk_assignment set = { spending ? "state" : "status", *settle ? settled : open };
    if (is_to_settle(record) != *settle) {
        return PK_OK;
    }
    return pk_edit_set(change, plan, record, &set, 1, PK_NO_DAY, diag);
}

unsigned ui_bulk_settle(struct ui_app *app)
{
    size_t count;
    const struct pk_record **records = ui_marks_records(app, &count);
    bool settle = false;
    for (size_t i = 0; i < count && !settle; i++) {
        settle = is_to_settle(records[i]);
    }
    free(records);
    return each(app, edit_settle, &settle, "");
}

static enum pk_err edit_count(struct pk_change *change, const struct pk_plan *plan,
                              const struct pk_record *record, const void *how,
                              struct pk_diag *diag)
{
    const int *by = how;
    return pk_edit_count(change, plan, (const struct pk_activity *)record, *by, diag);
}

unsigned ui_bulk_count(struct ui_app *app, int by)
{
    return each(app, edit_count, &by, "");
}

/* A step that one deadline cannot make is no fault of the others. */
static enum pk_err edit_shift(struct pk_change *change, const struct pk_plan *plan,
                              const struct pk_record *record, const void *how,
                              struct pk_diag *diag)
{
    const struct pk_activity *activity = (const struct pk_activity *)record;
    enum pk_err err = pk_edit_shift(change, plan, activity, how, diag);
    return err ? PK_ERR_REFUSED : PK_OK;
}

unsigned ui_bulk_shift(struct ui_app *app, const char *step)
{
    return each(app, edit_shift, step, "");
}

struct setting {
    const struct pk_assignment *set;
    size_t count;
    pk_day today;
};

static enum pk_err edit_set(struct pk_change *change, const struct pk_plan *plan,
                            const struct pk_record *record, const void *how,
                            struct pk_diag *diag)
{
    const struct setting *setting = how;
    return pk_edit_set(change, plan, record, setting->set, setting->count, setting->today, diag);
}

/* Steps are counted from today, not from what a row holds; NULL where none is written. */
static const char *step_written(enum pk_table table, const struct pk_assignment *set,
                                size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int field = pk_schema_field_called(table, set[i].field);
        enum pk_type type = field < 0 ? PK_TYPE_TEXT : pk_schema_field(table, field)->type;
        const char *value = set[i].value + strspn(set[i].value, " ");
        if ((type == PK_TYPE_DUE || type == PK_TYPE_DAY) && *value && strchr("+-", *value)) {
            return value;
        }
    }
    return NULL;
}

unsigned ui_bulk_set(struct ui_app *app, const struct pk_assignment *set, size_t count)
{
    struct setting setting = { set, count, app->options->today };
    struct pk_buf note = { 0 };
    const char *step = step_written(ui_marks_table(app), set, count);
    if (step) {
        pk_buf_printf(&note, _("%s is from today, the same day for all"), step);
    }
    unsigned stale = each(app, edit_set, &setting, pk_buf_text(&note));
    pk_buf_dispose(&note);
    return stale;
}

unsigned ui_bulk_remove(struct ui_app *app)
{
    size_t count;
    const struct pk_record **records = ui_marks_records(app, &count);
    pk_bulk_remove(ui_bulk_begin(app), app->plan, records, count);
    free(records);
    return ui_bulk_show(app, "");
}

unsigned ui_bulk_move(struct ui_app *app, const struct pk_record *after)
{
    size_t count;
    const struct pk_record **records = ui_marks_records(app, &count);
    pk_bulk_move(ui_bulk_begin(app), app->plan, records, count, after);
    free(records);
    return ui_bulk_show(app, "");
}
