/* listreport.c: the plan's activities as text, JSON or CSV. */
#include "config.h"

#include <stdlib.h>

#include "planek/budget.h"
#include "planek/chart.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/progress.h"
#include "planek/report.h"
#include "planek/value.h"
#include "report/columns.h"
#include "report/parts.h"
#include "report/rows.h"

enum column { NUMBER, TITLE, STATE, DUE, COST, RESPONSIBLE, COLUMNS };

static const struct pk_column columns[] = {
    [NUMBER] = { "", NULL, false, false },
    [TITLE] = { N_("Activity"), NULL, false, true },
    [STATE] = { "", "", false, false },
    [DUE] = { N_("Deadline"), N_("due"), true, false },
    [COST] = { N_("Kč"), "", true, false },
    [RESPONSIBLE] = { N_("Responsible"), N_("responsible"), false, true },
};

struct listing {
    const struct pk_report *report;
    const struct pk_activity *const *activities;
};

static void add_title(struct pk_buf *out, const struct pk_report *report,
                      const struct pk_activity *activity)
{
    pk_buf_str(out, pk_record_title(&activity->record));
    if (report->plain) {
        return;
    }
    size_t end = out->len;
    pk_buf_str(out, "  ");
    pk_chart_count(out, activity);
    if (out->len == end + 2) {
        pk_buf_cut(out, end);
    }
}

/* What the mark and the count say in a table, in words. */
static void add_state(struct pk_buf *out, const struct pk_report *report,
                      const struct pk_activity *activity)
{
    struct pk_progress progress = pk_progress_of(activity);
    if (!report->plain) {
        return;
    }
    pk_buf_str(out, pk_chart_state_name(pk_chart_state(activity, report->today)));
    if (progress.known && progress.counted) {
        struct pk_buf done = { 0 }, total = { 0 };
        pk_money_format(&done, progress.done);
        pk_money_format(&total, progress.total);
        pk_buf_str(out, ", ");
        pk_buf_printf(out, _("%s of %s done"), pk_buf_text(&done), pk_buf_text(&total));
        pk_buf_dispose(&done);
        pk_buf_dispose(&total);
    }
}

static void add_number(struct pk_buf *out, const struct pk_report *report,
                       const struct pk_activity *activity)
{
    if (!report->plain) {
        char ascii;
        const char *mark = pk_chart_mark(activity, report->today, &ascii);
        char ascii_mark[] = { ascii, '\0' };
        pk_buf_printf(out, "%s ", report->ascii ? ascii_mark : mark);
    }
    pk_plan_number(out, report->plan, &activity->record);
}

static void add_cost(struct pk_buf *out, const struct pk_report *report,
                     const struct pk_activity *activity)
{
    const struct pk_activity *in = pk_plan_activity(report->plan, activity->cost_in);
    if (activity->cost != PK_NO_MONEY) {
        pk_money_format(out, activity->cost);
        pk_buf_str(out, report->plain ? " Kč" : "");
    } else if (!report->plain) {
        pk_chart_cost(out, report->plan, activity, PK_CHART_COST_MOST);
    } else if (in) {
        struct pk_buf number = { 0 };
        pk_plan_number(&number, report->plan, &in->record);
        pk_buf_printf(out, _("cost counted in %s"), pk_buf_text(&number));
        pk_buf_dispose(&number);
    }
}

static void cell(struct pk_buf *out, size_t row, int column, const void *user)
{
    const struct listing *listing = user;
    const struct pk_report *report = listing->report;
    const struct pk_activity *activity = listing->activities[row];
    switch ((enum column)column) {
    case NUMBER:
        add_number(out, report, activity);
        break;
    case TITLE:
        add_title(out, report, activity);
        break;
    case STATE:
        add_state(out, report, activity);
        break;
    case DUE:
        /* what is no deadline stands as it is written */
        pk_value_format(out, pk_schema_field(PK_ACTIVITIES, PK_ACTIVITY_DUE),
                        activity->record.text[PK_ACTIVITY_DUE],
                        pk_plan_settings(report->plan)->year);
        break;
    case COST:
        add_cost(out, report, activity);
        break;
    case RESPONSIBLE:
        pk_buf_str(out, activity->responsible);
        break;
    case COLUMNS:
        break;
    }
}

void pk_parts_activities(struct pk_doc *doc, const struct pk_report *report,
                         const struct pk_activity *const *activities, size_t count)
{
    struct listing listing = { report, activities };
    struct pk_columns table = { .columns = columns,
                                .count = COLUMNS,
                                .rows = count,
                                .cell = cell,
                                .user = &listing,
                                .names = 2 };
    pk_columns_print(doc, &table);
}

/* The activities that match, in the order of their numbers; a malloc'd array. */
static const struct pk_activity **matching(const struct pk_report *report, size_t *count)
{
    const struct pk_group *groups;
    size_t group_count = pk_plan_groups(report->plan, &groups);
    const struct pk_activity **found =
        pk_new(pk_plan_count(report->plan, PK_ACTIVITIES) + 1, sizeof *found);
    *count = 0;
    for (size_t g = 0; g < group_count; g++) {
        for (size_t i = 0; i < groups[g].count; i++) {
            if (pk_query_match(report->filter, groups[g].activities[i])) {
                found[(*count)++] = groups[g].activities[i];
            }
        }
    }
    return found;
}

static void list_text(struct pk_buf *out, const struct pk_report *report,
                      const struct pk_activity *const *activities, size_t count)
{
    struct pk_doc doc;
    struct pk_buf totals = { 0 };
    pk_doc_init(&doc, report);
    if (count) {
        pk_parts_activities(&doc, report, activities, count);
    }
    pk_doc_blank(&doc);
    pk_parts_totals(&totals, report);
    pk_doc_paragraph(&doc, 0, 0, pk_buf_text(&totals));
    pk_doc_print(out, &doc, false, "");
    pk_buf_dispose(&totals);
    pk_doc_dispose(&doc);
}

static void list_json(struct pk_buf *out, const struct pk_report *report,
                      const struct pk_activity *const *activities, size_t count)
{
    struct pk_json json = { .out = out };
    struct pk_cellcheck *check = pk_cellcheck_new(report->plan);
    pk_json_open(&json, NULL, '[');
    for (size_t i = 0; i < count; i++) {
        pk_rows_json(&json, report, check, activities[i], NULL);
    }
    pk_json_close(&json, ']');
    pk_json_end(&json);
    pk_cellcheck_free(check);
}

static void list_csv(struct pk_buf *out, const struct pk_report *report,
                     const struct pk_activity *const *activities, size_t count)
{
    pk_rows_csv_head(out, report, false);
    for (size_t i = 0; i < count; i++) {
        pk_rows_csv(out, report, activities[i], NULL);
    }
}

void pk_report_list(struct pk_buf *out, const struct pk_report *report, enum pk_format format)
{
    size_t count;
    const struct pk_activity **activities = matching(report, &count);
    switch (format) {
    case PK_FORMAT_TEXT:
        list_text(out, report, activities, count);
        break;
    case PK_FORMAT_JSON:
        list_json(out, report, activities, count);
        break;
    case PK_FORMAT_CSV:
        list_csv(out, report, activities, count);
        break;
    }
    free(activities);
}
