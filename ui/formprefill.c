#include "config.h"

#include <string.h>

#include "planek/mem.h"
#include "planek/shares.h"
#include "ui/app.h"
#include "ui/field.h"
#include "ui/form.h"
#include "ui/target.h"

static void fill(struct ui_form *form, int number, const char *text)
{
    struct ui_formfield *field = ui_form_find(form, number);
    if (*text) {
        ui_field_prefill(field, text);
    }
}

static void fill_today(const struct ui_app *app, struct ui_form *form, int number)
{
    struct pk_buf text = { 0 };
    pk_day_format(&text, app->options->today, PK_DAY_FULL);
    fill(form, number, pk_buf_text(&text));
    pk_buf_dispose(&text);
}

/* A new activity belongs to the goal under the cursor, behind the activity there. */
static void prefill_activity(struct ui_app *app, struct ui_form *form)
{
    const struct pk_record *record = ui_target(app);
    if (!record || (record->table != PK_GOALS && record->table != PK_ACTIVITIES)) {
        record = ui_outline_record(&app->outline);
    }
    if (record && record->table == PK_ACTIVITIES) {
        const char *goal = record->text[PK_ACTIVITY_GOAL];
        fill(form, PK_ACTIVITY_GOAL, pk_plan_goal(app->plan, goal) ? goal : "");
        form->after = pk_strdup(record->text[PK_ACTIVITY_ID]);
    } else if (record) {
        fill(form, PK_ACTIVITY_GOAL, record->text[PK_GOAL_ID]);
    }
}

/* What is bought is mostly for the activity under the cursor, and paid from what pays for that. */
static void prefill_spending(struct ui_app *app, struct ui_form *form)
{
    const struct ui_row *row = ui_outline_row(&app->outline);
    struct pk_shares shares;
    fill_today(app, form, PK_SPENDING_DATE);
    if (!row || !row->activity) {
        return;
    }
    fill(form, PK_SPENDING_ACTIVITY, row->activity->id);
    if (pk_shares_parse(&shares, row->activity->source, NULL) == PK_OK && shares.count == 1) {
        fill(form, PK_SPENDING_SOURCE, shares.items[0].source);
    }
}

/* Decisions are mostly written down at the meeting itself, or soon after. */
static void prefill_decision(struct ui_app *app, struct ui_form *form)
{
    const struct pk_meeting *last = NULL;
    for (size_t i = 0; i < pk_plan_count(app->plan, PK_MEETINGS); i++) {
        const struct pk_meeting *meeting =
            (const struct pk_meeting *)pk_plan_at(app->plan, PK_MEETINGS, i);
        bool held = meeting->date != PK_NO_DAY && meeting->date <= app->options->today;
        if (held && (!last || meeting->date >= last->date)) {
            last = meeting;
        }
    }
    const struct pk_record *row = ui_outline_record(&app->outline);
    if (last) {
        fill(form, PK_DECISION_MEETING, last->id);
    }
    if (row && row->table == PK_ACTIVITIES) {
        fill(form, PK_DECISION_ACTIVITY, row->text[PK_ACTIVITY_ID]);
        fill(form, PK_DECISION_RESPONSIBLE, row->text[PK_ACTIVITY_RESPONSIBLE]);
    }
}

/* Of the indicator that was measured last, on this day. */
static void prefill_measurement(struct ui_app *app, struct ui_form *form)
{
    size_t count = pk_plan_count(app->plan, PK_MEASUREMENTS);
    fill_today(app, form, PK_MEASUREMENT_DATE);
    if (pk_plan_count(app->plan, PK_INDICATORS) == 1) {
        fill(form, PK_MEASUREMENT_INDICATOR, pk_plan_at(app->plan, PK_INDICATORS, 0)->text[0]);
    } else if (count) {
        fill(form, PK_MEASUREMENT_INDICATOR,
             pk_plan_at(app->plan, PK_MEASUREMENTS, count - 1)->text[PK_MEASUREMENT_INDICATOR]);
    }
}

/* The one of the row under the cursor, unless it is there already. */
static void prefill_evaluation(struct ui_app *app, struct ui_form *form)
{
    const struct pk_record *row = ui_outline_record(&app->outline);
    if (row && !pk_plan_find(app->plan, PK_EVALUATION, row->text[0])) {
        fill(form, PK_EVALUATION_ID, row->text[0]);
    }
}

void ui_form_prefill(struct ui_app *app, struct ui_form *form)
{
    switch (form->table) {
    case PK_ACTIVITIES: prefill_activity(app, form); break;
    case PK_SPENDING: prefill_spending(app, form); break;
    case PK_MEETINGS: fill_today(app, form, PK_MEETING_DATE); break;
    case PK_DECISIONS: prefill_decision(app, form); break;
    case PK_MEASUREMENTS: prefill_measurement(app, form); break;
    case PK_EVALUATION: prefill_evaluation(app, form); break;
    case PK_GOALS:
    case PK_SOURCES:
    case PK_INDICATORS:
    case PK_GLOSSARY:
    case PK_PROPOSALS:
    case PK_CONFLICTS:
    case PK_HISTORY:
    case PK_TABLES: break;
    }
}
