/* schema.c: the tables and fields of a plan, as data.
 *
 * Rows of the field tables stand in the order of the enums in record.h; the macros only spare
 * repeating the struct's name in offsetof.
 */
#include "config.h"

#include "planek/schema.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/record.h"
#include "planek/text.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))
#define AT(record, member) offsetof(struct record, member)
#define IN(table) (1u << (table))

static const struct pk_choice status_choices[] = {
    [PK_PROPOSED] = { "proposed", N_("proposed") },
    [PK_PLANNED] = { "planned", N_("planned") },
    [PK_ACTIVE] = { "active", N_("under way") },
    [PK_DONE] = { "done", N_("done") },
    [PK_DROPPED] = { "dropped", N_("dropped") },
    { NULL, NULL },
};
static const struct pk_choice spending_choices[] = {
    [PK_PAID] = { "paid", N_("paid") },
    [PK_ORDERED] = { "ordered", N_("ordered") },
    { NULL, NULL },
};
static const struct pk_choice decision_choices[] = {
    [PK_DECISION_OPEN] = { "open", N_("open") },
    [PK_DECISION_DONE] = { "done", N_("settled") },
    [PK_DECISION_DROPPED] = { "dropped", N_("called off") },
    { NULL, NULL },
};
static const struct pk_choice better_choices[] = {
    [PK_BETTER_MORE] = { "more", N_("more is better") },
    [PK_BETTER_LESS] = { "less", N_("less is better") },
    { NULL, NULL },
};
static const struct pk_choice next_choices[] = {
    [PK_NEXT_KEEP] = { "keep", N_("keep") },
    [PK_NEXT_CHANGE] = { "change", N_("change") },
    [PK_NEXT_DROP] = { "drop", N_("drop") },
    { NULL, NULL },
};

static const struct pk_field goal_fields[] = {
    [PK_GOAL_ID] = { "id", N_("Id"), PK_TYPE_ID, AT(pk_goal, id), .required = true },
    [PK_GOAL_NAME] = { "name", N_("Name"), PK_TYPE_TEXT, AT(pk_goal, name), .required = true },
    [PK_GOAL_PRIORITY] = { "priority", N_("Priority"), PK_TYPE_INT, AT(pk_goal, priority),
                           .min = 1, .max = 99 },
};
static_assert(COUNT(goal_fields) == PK_GOAL_FIELDS, "a field of goals is missing");

static const struct pk_field activity_fields[] = {
    [PK_ACTIVITY_ID] = { "id", N_("Id"), PK_TYPE_ID, AT(pk_activity, id), .required = true },
    [PK_ACTIVITY_GOAL] = { "goal", N_("Goal"), PK_TYPE_REF, AT(pk_activity, goal),
                           .refers_to = IN(PK_GOALS) },
    [PK_ACTIVITY_TITLE] = { "title", N_("Title"), PK_TYPE_TEXT, AT(pk_activity, title),
                            .required = true },
    [PK_ACTIVITY_DETAIL] = { "detail", N_("Detail"), PK_TYPE_LINES, AT(pk_activity, detail) },
    [PK_ACTIVITY_RESPONSIBLE] = { "responsible", N_("Responsible"), PK_TYPE_ROLES,
                                  AT(pk_activity, responsible) },
    [PK_ACTIVITY_AUDIENCE] = { "audience", N_("Audience"), PK_TYPE_TEXT,
                               AT(pk_activity, audience) },
    [PK_ACTIVITY_START] = { "start", N_("Start"), PK_TYPE_DAY, AT(pk_activity, start) },
    [PK_ACTIVITY_DUE] = { "due", N_("Deadline"), PK_TYPE_DUE, AT(pk_activity, due) },
    [PK_ACTIVITY_COST] = { "cost", N_("Cost"), PK_TYPE_MONEY, AT(pk_activity, cost) },
    [PK_ACTIVITY_COST_IN] = { "cost_in", N_("Counted in"), PK_TYPE_REF, AT(pk_activity, cost_in),
                              .refers_to = IN(PK_ACTIVITIES) },
    [PK_ACTIVITY_SOURCE] = { "source", N_("Paid from"), PK_TYPE_SHARES, AT(pk_activity, source),
                             .refers_to = IN(PK_SOURCES) },
    [PK_ACTIVITY_STATUS] = { "status", N_("Status"), PK_TYPE_CHOICE, AT(pk_activity, status),
                             .choices = status_choices, .empty_choice = PK_PLANNED },
    [PK_ACTIVITY_TARGET] = { "target", N_("Target count"), PK_TYPE_NUMBER,
                             AT(pk_activity, target) },
    [PK_ACTIVITY_DONE] = { "done", N_("Done so far"), PK_TYPE_NUMBER, AT(pk_activity, done) },
    [PK_ACTIVITY_DEPENDS] = { "depends", N_("Waits for"), PK_TYPE_REFS, AT(pk_activity, depends),
                              .refers_to = IN(PK_ACTIVITIES) },
    [PK_ACTIVITY_NOTE] = { "note", N_("Note"), PK_TYPE_LINES, AT(pk_activity, note) },
};
static_assert(COUNT(activity_fields) == PK_ACTIVITY_FIELDS, "a field of activities is missing");

static const struct pk_field source_fields[] = {
    [PK_SOURCE_ID] = { "id", N_("Id"), PK_TYPE_ID, AT(pk_source, id), .required = true },
    [PK_SOURCE_NAME] = { "name", N_("Name"), PK_TYPE_TEXT, AT(pk_source, name),
                         .required = true },
    [PK_SOURCE_ALLOCATION] = { "allocation", N_("Allocation"), PK_TYPE_MONEY,
                               AT(pk_source, allocation) },
};
static_assert(COUNT(source_fields) == PK_SOURCE_FIELDS, "a field of sources is missing");

static const struct pk_field spending_fields[] = {
    [PK_SPENDING_ID] = { "id", N_("Id"), PK_TYPE_ID, AT(pk_spending, id), .required = true },
    [PK_SPENDING_DATE] = { "date", N_("Date"), PK_TYPE_DAY, AT(pk_spending, date),
                           .required = true },
    [PK_SPENDING_ACTIVITY] = { "activity", N_("Activity"), PK_TYPE_REF,
                               AT(pk_spending, activity), .refers_to = IN(PK_ACTIVITIES) },
    [PK_SPENDING_SOURCE] = { "source", N_("Paid from"), PK_TYPE_REF, AT(pk_spending, source),
                             .refers_to = IN(PK_SOURCES) },
    [PK_SPENDING_AMOUNT] = { "amount", N_("Amount"), PK_TYPE_MONEY, AT(pk_spending, amount),
                             .required = true, .may_be_negative = true },
    [PK_SPENDING_STATE] = { "state", N_("State"), PK_TYPE_CHOICE, AT(pk_spending, state),
                            .choices = spending_choices, .empty_choice = PK_PAID },
    [PK_SPENDING_DOCUMENT] = { "document", N_("Document"), PK_TYPE_TEXT,
                               AT(pk_spending, document) },
    [PK_SPENDING_NOTE] = { "note", N_("Note"), PK_TYPE_LINES, AT(pk_spending, note) },
};
static_assert(COUNT(spending_fields) == PK_SPENDING_FIELDS, "a field of spending is missing");

static const struct pk_field meeting_fields[] = {
    [PK_MEETING_ID] = { "id", N_("Id"), PK_TYPE_ID, AT(pk_meeting, id), .required = true },
    [PK_MEETING_DATE] = { "date", N_("Date"), PK_TYPE_DAY, AT(pk_meeting, date),
                          .required = true },
    [PK_MEETING_PRESENT] = { "present", N_("Present"), PK_TYPE_ROLES, AT(pk_meeting, present) },
    [PK_MEETING_NOTE] = { "note", N_("Note"), PK_TYPE_LINES, AT(pk_meeting, note) },
};
static_assert(COUNT(meeting_fields) == PK_MEETING_FIELDS, "a field of meetings is missing");

static const struct pk_field decision_fields[] = {
    [PK_DECISION_ID] = { "id", N_("Id"), PK_TYPE_ID, AT(pk_decision, id), .required = true },
    [PK_DECISION_MEETING] = { "meeting", N_("Meeting"), PK_TYPE_REF, AT(pk_decision, meeting),
                              .refers_to = IN(PK_MEETINGS) },
    [PK_DECISION_ACTIVITY] = { "activity", N_("Activity"), PK_TYPE_REF,
                               AT(pk_decision, activity),
                               .refers_to = IN(PK_ACTIVITIES) | IN(PK_GOALS) },
    [PK_DECISION_TEXT] = { "text", N_("Text"), PK_TYPE_LINES, AT(pk_decision, text),
                           .required = true },
    [PK_DECISION_RESPONSIBLE] = { "responsible", N_("Responsible"), PK_TYPE_ROLES,
                                  AT(pk_decision, responsible) },
    [PK_DECISION_DUE] = { "due", N_("Deadline"), PK_TYPE_DUE, AT(pk_decision, due) },
    [PK_DECISION_STATUS] = { "status", N_("Status"), PK_TYPE_CHOICE, AT(pk_decision, status),
                             .choices = decision_choices, .empty_choice = PK_DECISION_OPEN },
};
static_assert(COUNT(decision_fields) == PK_DECISION_FIELDS, "a field of decisions is missing");

static const struct pk_field indicator_fields[] = {
    [PK_INDICATOR_ID] = { "id", N_("Id"), PK_TYPE_ID, AT(pk_indicator, id), .required = true },
    [PK_INDICATOR_NAME] = { "name", N_("Name"), PK_TYPE_TEXT, AT(pk_indicator, name),
                            .required = true },
    [PK_INDICATOR_UNIT] = { "unit", N_("Unit"), PK_TYPE_TEXT, AT(pk_indicator, unit) },
    [PK_INDICATOR_BETTER] = { "better", N_("Better"), PK_TYPE_CHOICE, AT(pk_indicator, better),
                              .choices = better_choices, .empty_choice = PK_BETTER_MORE },
    [PK_INDICATOR_BASELINE] = { "baseline", N_("Baseline"), PK_TYPE_NUMBER,
                                AT(pk_indicator, baseline), .may_be_negative = true },
    [PK_INDICATOR_TARGET] = { "target", N_("Target"), PK_TYPE_NUMBER, AT(pk_indicator, target),
                              .may_be_negative = true },
};
static_assert(COUNT(indicator_fields) == PK_INDICATOR_FIELDS, "a field of indicators is missing");

static const struct pk_field measurement_fields[] = {
    [PK_MEASUREMENT_ID] = { "id", N_("Id"), PK_TYPE_ID, AT(pk_measurement, id),
                            .required = true },
    [PK_MEASUREMENT_INDICATOR] = { "indicator", N_("Indicator"), PK_TYPE_REF,
                                   AT(pk_measurement, indicator), .required = true,
                                   .refers_to = IN(PK_INDICATORS) },
    [PK_MEASUREMENT_DATE] = { "date", N_("Date"), PK_TYPE_DAY, AT(pk_measurement, date),
                              .required = true },
    [PK_MEASUREMENT_VALUE] = { "value", N_("Value"), PK_TYPE_NUMBER, AT(pk_measurement, value),
                               .required = true, .may_be_negative = true },
    [PK_MEASUREMENT_CHANNEL] = { "channel", N_("Channel"), PK_TYPE_TEXT,
                                 AT(pk_measurement, channel) },
    [PK_MEASUREMENT_ACTIVITY] = { "activity", N_("Activity"), PK_TYPE_REF,
                                  AT(pk_measurement, activity),
                                  .refers_to = IN(PK_ACTIVITIES) },
    [PK_MEASUREMENT_NOTE] = { "note", N_("Note"), PK_TYPE_LINES, AT(pk_measurement, note) },
};
static_assert(COUNT(measurement_fields) == PK_MEASUREMENT_FIELDS,
              "a field of measurements is missing");

static const struct pk_field evaluation_fields[] = {
    [PK_EVALUATION_ID] = { "id", N_("Id"), PK_TYPE_ID, AT(pk_evaluation, id), .required = true,
                           .refers_to = IN(PK_ACTIVITIES) | IN(PK_GOALS) },
    [PK_EVALUATION_RATING] = { "rating", N_("Rating"), PK_TYPE_INT, AT(pk_evaluation, rating),
                               .min = 1, .max = 5 },
    [PK_EVALUATION_REACH] = { "reach", N_("Reach"), PK_TYPE_NUMBER, AT(pk_evaluation, reach) },
    [PK_EVALUATION_RESULT] = { "result", N_("Result"), PK_TYPE_LINES,
                               AT(pk_evaluation, result) },
    [PK_EVALUATION_LESSON] = { "lesson", N_("Lesson"), PK_TYPE_LINES,
                               AT(pk_evaluation, lesson) },
    [PK_EVALUATION_NEXT] = { "next", N_("Next year"), PK_TYPE_CHOICE, AT(pk_evaluation, next),
                             .choices = next_choices, .empty_choice = -1 },
};
static_assert(COUNT(evaluation_fields) == PK_EVALUATION_FIELDS,
              "a field of the evaluation is missing");

static const struct pk_field term_fields[] = {
    [PK_TERM_ID] = { "id", N_("Id"), PK_TYPE_ID, AT(pk_term, id), .required = true },
    [PK_TERM_TERM] = { "term", N_("Term"), PK_TYPE_TEXT, AT(pk_term, term), .required = true },
    [PK_TERM_MEANING] = { "meaning", N_("Meaning"), PK_TYPE_LINES, AT(pk_term, meaning) },
};
static_assert(COUNT(term_fields) == PK_TERM_FIELDS, "a field of the glossary is missing");

static const struct pk_field pending_fields[] = {
    [PK_PENDING_ID] = { "id", N_("Id"), PK_TYPE_ID, AT(pk_pending, id), .required = true },
    [PK_PENDING_TABLE] = { "table", N_("Table"), PK_TYPE_TEXT, AT(pk_pending, table) },
    [PK_PENDING_RECORD] = { "record", N_("Record"), PK_TYPE_TEXT, AT(pk_pending, of) },
    [PK_PENDING_FIELD] = { "field", N_("Field"), PK_TYPE_TEXT, AT(pk_pending, field) },
    [PK_PENDING_BASE] = { "base", N_("Before"), PK_TYPE_LINES, AT(pk_pending, base) },
    [PK_PENDING_OURS] = { "ours", N_("Ours"), PK_TYPE_LINES, AT(pk_pending, ours) },
    [PK_PENDING_THEIRS] = { "theirs", N_("Theirs"), PK_TYPE_LINES, AT(pk_pending, theirs) },
    [PK_PENDING_WHO] = { "who", N_("Who"), PK_TYPE_TEXT, AT(pk_pending, who) },
    [PK_PENDING_WHEN] = { "when", N_("When"), PK_TYPE_TEXT, AT(pk_pending, when) },
};
static_assert(COUNT(pending_fields) == PK_PENDING_FIELDS, "a field of proposals is missing");

/* The journal is read and written by the store, a row a cell; no struct holds it. */
static const struct pk_field history_fields[] = {
    { "txn", N_("Change"), PK_TYPE_TEXT, .required = true },
    { "when", N_("When"), PK_TYPE_TEXT, .required = true },
    { "who", N_("Who"), PK_TYPE_TEXT },
    { "why", N_("Why"), PK_TYPE_TEXT },
    { "table", N_("Table"), PK_TYPE_TEXT, .required = true },
    { "id", N_("Id"), PK_TYPE_TEXT, .required = true },
    { "field", N_("Field"), PK_TYPE_TEXT, .required = true },
    { "was", N_("Before"), PK_TYPE_TEXT },
    { "now", N_("After"), PK_TYPE_TEXT },
    { "left", N_("Left"), PK_TYPE_INT, .required = true },
};

static const struct pk_table_schema tables[] = {
    [PK_GOALS] = { "goals", "goals.csv", N_("Goals"), N_("New goal"), N_("goal"),
                   sizeof(struct pk_goal), goal_fields, COUNT(goal_fields), .must_exist = true,
                   .in_plan = true },
    [PK_ACTIVITIES] = { "activities", "activities.csv", N_("Activities"), N_("New activity"),
                        N_("activity"), sizeof(struct pk_activity), activity_fields,
                        COUNT(activity_fields), .must_exist = true, .in_plan = true },
    [PK_SOURCES] = { "sources", "sources.csv", N_("Sources"), N_("New source"), N_("source"),
                     sizeof(struct pk_source), source_fields, COUNT(source_fields),
                     .in_plan = true },
    [PK_SPENDING] = { "spending", "spending.csv", N_("Spending"), N_("New spending"), "",
                      sizeof(struct pk_spending), spending_fields, COUNT(spending_fields),
                      .in_plan = true },
    [PK_MEETINGS] = { "meetings", "meetings.csv", N_("Meetings"), N_("New meeting"), "",
                      sizeof(struct pk_meeting), meeting_fields, COUNT(meeting_fields),
                      .in_plan = true },
    [PK_DECISIONS] = { "decisions", "decisions.csv", N_("Decisions"), N_("New decision"),
                       N_("decision"), sizeof(struct pk_decision), decision_fields,
                       COUNT(decision_fields), .in_plan = true },
    [PK_INDICATORS] = { "indicators", "indicators.csv", N_("Indicators"), N_("New indicator"),
                        N_("indicator"), sizeof(struct pk_indicator), indicator_fields,
                        COUNT(indicator_fields), .in_plan = true },
    [PK_MEASUREMENTS] = { "measurements", "measurements.csv", N_("Measurements"),
                          N_("New measurement"), N_("measurement"),
                          sizeof(struct pk_measurement), measurement_fields,
                          COUNT(measurement_fields), .in_plan = true },
    [PK_EVALUATION] = { "evaluation", "evaluation.csv", N_("Evaluation"), N_("New evaluation"),
                        "", sizeof(struct pk_evaluation), evaluation_fields,
                        COUNT(evaluation_fields), .in_plan = true },
    [PK_GLOSSARY] = { "glossary", "glossary.csv", N_("Glossary"), N_("New term"), N_("term"),
                      sizeof(struct pk_term), term_fields, COUNT(term_fields),
                      .in_plan = true },
    [PK_PROPOSALS] = { "proposals", "proposals.csv", N_("Proposals"), N_("New record"), "",
                       sizeof(struct pk_pending), pending_fields, COUNT(pending_fields),
                       .in_plan = true },
    [PK_CONFLICTS] = { "conflicts", "conflicts.csv", N_("Conflicts"), N_("New record"), "",
                       sizeof(struct pk_pending), pending_fields, COUNT(pending_fields),
                       .in_plan = true },
    [PK_HISTORY] = { "history", "history.csv", N_("History"), N_("New record"), "", 0,
                     history_fields, COUNT(history_fields) },
};
static_assert(COUNT(tables) == PK_TABLES, "a table is missing");

const struct pk_table_schema *pk_schema(enum pk_table table)
{
    assert((unsigned)table < PK_TABLES);
    return &tables[table];
}

const struct pk_field *pk_schema_field(enum pk_table table, int field)
{
    assert(field >= 0 && field < tables[table].field_count);
    return &tables[table].fields[field];
}

int pk_schema_find_table(const char *name)
{
    for (int i = 0; i < PK_TABLES; i++) {
        if (strcmp(tables[i].name, name) == 0) {
            return i;
        }
    }
    return -1;
}

int pk_schema_find_field(enum pk_table table, const char *name)
{
    for (int i = 0; i < tables[table].field_count; i++) {
        if (strcmp(tables[table].fields[i].name, name) == 0) {
            return i;
        }
    }
    return -1;
}

static bool folds_to(const char *text, const char *folded)
{
    struct pk_buf buf = { 0 };
    pk_text_fold(&buf, text, strlen(text));
    bool same = strcmp(pk_buf_text(&buf), folded) == 0;
    pk_buf_dispose(&buf);
    return same;
}

int pk_schema_field_called(enum pk_table table, const char *name)
{
    int found = pk_schema_find_field(table, name);
    struct pk_buf folded = { 0 };
    pk_text_fold(&folded, name, strlen(name));
    for (int i = 0; i < tables[table].field_count && found < 0; i++) {
        const char *label = tables[table].fields[i].label;
        if (folds_to(label, pk_buf_text(&folded)) || folds_to(_(label), pk_buf_text(&folded))) {
            found = i;
        }
    }
    pk_buf_dispose(&folded);
    return found;
}

int pk_schema_title_field(enum pk_table table)
{
    static const char *const names[] = { "title", "name", "term", "text", "date" };
    for (int i = 0; i < COUNT(names); i++) {
        int field = pk_schema_find_field(table, names[i]);
        if (field >= 0) {
            return field;
        }
    }
    return 0;
}

int pk_choice_find(const struct pk_choice *choices, const char *text)
{
    for (int i = 0; choices[i].name; i++) {
        if (strcmp(choices[i].name, text) == 0) {
            return i;
        }
    }
    struct pk_buf folded = { 0 };
    pk_text_fold(&folded, text, strlen(text));
    int found = -1;
    for (int i = 0; choices[i].name && found < 0; i++) {
        if (folds_to(choices[i].name, pk_buf_text(&folded)) ||
            folds_to(choices[i].label, pk_buf_text(&folded)) ||
            folds_to(_(choices[i].label), pk_buf_text(&folded))) {
            found = i;
        }
    }
    pk_buf_dispose(&folded);
    return found;
}

const char *pk_choice_word(const struct pk_choice *choice)
{
    const char *shown = _(choice->label);
    return strcmp(shown, choice->label) != 0 ? shown : choice->name;
}
