/* budgetreport.c: the money as text, JSON and CSV.
 *
 * With a filter every sum stands twice, of all and of what was chosen: a source has a second row,
 * a goal a second column.
 */
#include "config.h"

#include <string.h>

#include "planek/i18n.h"
#include "planek/report.h"
#include "report/columns.h"
#include "report/csvline.h"
#include "report/json.h"
#include "report/parts.h"

struct money_view {
    const struct pk_plan *plan;
    struct pk_budget all, chosen;
    bool narrowed;
    bool plain;
    size_t sources, goals; /* rows shown: those of nothing only where they hold something */
};

static void view_init(struct money_view *view, const struct pk_report *report)
{
    *view = (struct money_view){ .plan = report->plan, .plain = report->plain };
    view->narrowed = !pk_query_all(report->filter);
    pk_budget_make(&view->all, report->plan, NULL);
    if (view->narrowed) {
        pk_budget_make(&view->chosen, report->plan, report->filter);
    }
    const struct pk_budget_source *none = &view->all.sources[view->all.source_count - 1];
    bool has_none = none->planned || none->committed || none->spent;
    view->sources = view->all.source_count - (has_none ? 0 : 1);
    const struct pk_budget_goal *stray = &view->all.goals[view->all.goal_count - 1];
    view->goals = view->all.goal_count - (stray->planned || stray->spent ? 0 : 1);
}

static void view_dispose(struct money_view *view)
{
    pk_budget_dispose(&view->all);
    if (view->narrowed) {
        pk_budget_dispose(&view->chosen);
    }
}

/* Sources: a row each, with a filter two; then the total. */

enum source_column { NAME, ALLOCATION, PLANNED, COMMITTED, SPENT, FREE, LEFT, SOURCE_COLUMNS };

static const struct pk_column source_columns[] = {
    [NAME] = { N_("Source"), NULL, false, true },
    [ALLOCATION] = { N_("allocated"), NULL, true, false },
    [PLANNED] = { N_("planned"), NULL, true, false },
    [COMMITTED] = { N_("committed"), NULL, true, false },
    [SPENT] = { N_("spent"), NULL, true, false },
    [FREE] = { N_("free"), NULL, true, false },
    [LEFT] = { N_("left"), NULL, true, false },
};

static struct pk_budget_source source_row(const struct money_view *view, size_t row, bool chosen)
{
    const struct pk_budget *budget = chosen ? &view->chosen : &view->all;
    if (row < view->sources) {
        return budget->sources[row];
    }
    return (struct pk_budget_source){ .id = "",
                                      .name = _("Total"),
                                      .allocation = PK_NO_MONEY,
                                      .planned = budget->planned,
                                      .committed = budget->committed,
                                      .spent = budget->spent,
                                      .free = PK_NO_MONEY,
                                      .left = PK_NO_MONEY };
}

static void add_source_name(struct pk_buf *out, const struct money_view *view,
                            const struct pk_budget_source *source, bool chosen)
{
    const char *name = *source->name ? source->name : source->id;
    if (chosen && !view->plain) {
        pk_buf_printf(out, "  %s", _("of it chosen"));
    } else {
        pk_buf_str(out, *name ? name : _("Without a source"));
    }
    if (chosen && view->plain) {
        pk_buf_printf(out, ", %s", _("of it chosen"));
    }
}

static void source_cell(struct pk_buf *out, size_t row, int column, const void *user)
{
    const struct money_view *view = user;
    bool chosen = view->narrowed && row % 2;
    size_t place = view->narrowed ? row / 2 : row;
    struct pk_budget_source source = source_row(view, place, chosen);
    bool limited = source.allocation != PK_NO_MONEY && !chosen;
    switch ((enum source_column)column) {
    case NAME:
        add_source_name(out, view, &source, chosen);
        break;
    case ALLOCATION:
        if (limited) {
            pk_money_format(out, source.allocation);
        } else if (!chosen && *source.id) {
            pk_buf_str(out, _("no limit"));
        }
        break;
    case PLANNED:
        pk_money_format(out, source.planned);
        break;
    case COMMITTED:
        pk_money_format(out, source.committed);
        break;
    case SPENT:
        pk_money_format(out, source.spent);
        break;
    case FREE:
        pk_money_format(out, limited ? source.free : PK_NO_MONEY);
        break;
    case LEFT:
        pk_money_format(out, limited ? source.left : PK_NO_MONEY);
        break;
    case SOURCE_COLUMNS:
        break;
    }
}

/* Goals: planned, its share of all, and spent; with a filter what of it was chosen. */

enum goal_column { GOAL, GOAL_PLANNED, GOAL_CHOSEN, GOAL_SHARE, GOAL_SPENT, GOAL_SPENT_CHOSEN,
                   GOAL_COLUMNS };

static const struct pk_column goal_columns[] = {
    [GOAL] = { N_("Goal"), NULL, false, true },
    [GOAL_PLANNED] = { N_("planned"), NULL, true, false },
    [GOAL_CHOSEN] = { "", N_("of it chosen"), true, false },
    [GOAL_SHARE] = { N_("of all"), NULL, true, false },
    [GOAL_SPENT] = { N_("spent"), NULL, true, false },
    [GOAL_SPENT_CHOSEN] = { "", N_("of it chosen"), true, false },
};
static void add_goal(struct pk_buf *out, const struct money_view *view, size_t row)
{
    const struct pk_goal *goal = row < view->goals ? view->all.goals[row].goal : NULL;
    if (goal) {
        pk_plan_number(out, view->plan, &goal->record);
        pk_buf_printf(out, " %s", pk_record_title(&goal->record));
    } else {
        pk_buf_str(out, row < view->goals ? _("Without a goal") : _("Total"));
    }
}

static void goal_cell(struct pk_buf *out, size_t row, int column, const void *user)
{
    const struct money_view *view = user;
    bool total = row == view->goals;
    const struct pk_budget_goal *all = total ? NULL : &view->all.goals[row];
    const struct pk_budget_goal *chosen = total || !view->narrowed ? NULL
                                                                   : &view->chosen.goals[row];
    pk_money planned = all ? all->planned : view->all.planned;
    switch ((enum goal_column)column) {
    case GOAL:
        add_goal(out, view, row);
        break;
    case GOAL_PLANNED:
        pk_money_format(out, planned);
        break;
    case GOAL_CHOSEN:
        if (view->narrowed) {
            pk_money_format(out, chosen ? chosen->planned : view->chosen.planned);
        }
        break;
    case GOAL_SHARE:
        if (view->all.planned > 0 && !view->plain) {
            pk_buf_printf(out, C_("percent", "%d%%"), pk_percent(planned, view->all.planned));
        }
        break;
    case GOAL_SPENT:
        pk_money_format(out, all ? all->spent : view->all.spent);
        break;
    case GOAL_SPENT_CHOSEN:
        if (view->narrowed) {
            pk_money_format(out, chosen ? chosen->spent : view->chosen.spent);
        }
        break;
    case GOAL_COLUMNS:
        break;
    }
}

static void print_over(struct pk_doc *doc, const struct money_view *view)
{
    for (size_t i = 0; i < view->sources; i++) {
        const struct pk_budget_source *source = &view->all.sources[i];
        if (!pk_budget_over(source)) {
            continue;
        }
        struct pk_buf text = { 0 }, amount = { 0 };
        pk_money_format(&amount, pk_money_sub(source->planned, source->allocation));
        pk_buf_printf(&text, _("%s: planned is %s Kč more than allocated."), source->name,
                      pk_buf_text(&amount));
        pk_doc_paragraph(doc, 0, 0, pk_buf_text(&text));
        pk_buf_dispose(&text);
        pk_buf_dispose(&amount);
    }
}

/* On one page, unless it is long. */
static void print_table(struct pk_doc *doc, const struct pk_columns *table)
{
    enum { SHORT = 24 };
    size_t from = doc->count;
    pk_columns_print(doc, table);
    if (doc->count - from <= SHORT) {
        pk_doc_keep(doc, from);
    }
}

static void print_sources(struct pk_doc *doc, const struct money_view *view)
{
    size_t times = view->narrowed ? 2 : 1;
    struct pk_columns sources = { .columns = source_columns,
                                  .count = SOURCE_COLUMNS,
                                  .rows = (view->sources + 1) * times,
                                  .cell = source_cell,
                                  .user = view };
    pk_doc_section(doc, _("Budget in Kč"));
    print_table(doc, &sources);
    print_over(doc, view);
}

void pk_parts_sources(struct pk_doc *doc, const struct pk_report *report)
{
    struct money_view view;
    view_init(&view, report);
    print_sources(doc, &view);
    view_dispose(&view);
}

void pk_parts_budget(struct pk_doc *doc, const struct pk_report *report)
{
    struct money_view view;
    view_init(&view, report);
    struct pk_column columns[GOAL_COLUMNS];
    memcpy(columns, goal_columns, sizeof columns);
    if (view.narrowed) {
        columns[GOAL_CHOSEN].heading = columns[GOAL_SPENT_CHOSEN].heading =
            columns[GOAL_CHOSEN].spoken;
    }
    struct pk_columns goals = { .columns = columns,
                                .count = GOAL_COLUMNS,
                                .rows = view.goals + 1,
                                .cell = goal_cell,
                                .user = &view };
    print_sources(doc, &view);
    pk_parts_bars(doc, &view.all);
    pk_doc_blank(doc);
    print_table(doc, &goals);
    pk_parts_left_out(doc, report, &view.all);
    view_dispose(&view);
}

static void json_goal(struct pk_json *json, const struct pk_budget_goal *goal)
{
    pk_json_open(json, NULL, '{');
    pk_json_cell(json, "id", goal->goal ? goal->goal->id : "");
    pk_json_cell(json, "name", goal->goal ? goal->goal->name : "");
    pk_json_money(json, "planned", goal->planned);
    pk_json_money(json, "spent", goal->spent);
    pk_json_close(json, '}');
}

static void json_source(struct pk_json *json, const struct pk_budget_source *source)
{
    pk_json_open(json, NULL, '{');
    pk_json_cell(json, "id", source->id);
    pk_json_cell(json, "name", source->name);
    pk_json_money(json, "allocation", source->allocation);
    pk_json_money(json, "planned", source->planned);
    pk_json_money(json, "committed", source->committed);
    pk_json_money(json, "spent", source->spent);
    pk_json_money(json, "free", source->free);
    pk_json_money(json, "left", source->left);
    pk_json_close(json, '}');
}

static void budget_json(struct pk_buf *out, const struct money_view *view,
                        const struct pk_budget *budget)
{
    struct pk_json json = { .out = out };
    pk_json_open(&json, NULL, '{');
    pk_json_open(&json, "sources", '[');
    for (size_t i = 0; i < view->sources; i++) {
        json_source(&json, &budget->sources[i]);
    }
    pk_json_close(&json, ']');
    pk_json_open(&json, "goals", '[');
    for (size_t i = 0; i < view->goals; i++) {
        json_goal(&json, &budget->goals[i]);
    }
    pk_json_close(&json, ']');
    pk_json_open(&json, "total", '{');
    pk_json_money(&json, "planned", budget->planned);
    pk_json_money(&json, "committed", budget->committed);
    pk_json_money(&json, "spent", budget->spent);
    pk_json_close(&json, '}');
    pk_json_close(&json, '}');
    pk_json_end(&json);
}

static void budget_csv(struct pk_buf *out, const struct money_view *view,
                       const struct pk_budget *budget)
{
    static const char *const head[] = { "id",        "name",  "allocation", "planned",
                                        "committed", "spent", "free",       "left" };
    struct pk_csvline line = { .out = out };
    for (size_t i = 0; i < sizeof head / sizeof head[0]; i++) {
        pk_csvline_text(&line, head[i]);
    }
    pk_csvline_end(&line);
    for (size_t i = 0; i < view->sources; i++) {
        const struct pk_budget_source *source = &budget->sources[i];
        pk_csvline_text(&line, source->id);
        pk_csvline_text(&line, source->name);
        pk_csvline_money(&line, source->allocation);
        pk_csvline_money(&line, source->planned);
        pk_csvline_money(&line, source->committed);
        pk_csvline_money(&line, source->spent);
        pk_csvline_money(&line, source->free);
        pk_csvline_money(&line, source->left);
        pk_csvline_end(&line);
    }
}

static void budget_text(struct pk_buf *out, const struct pk_report *report)
{
    struct pk_doc doc;
    pk_doc_init(&doc, report);
    pk_parts_budget(&doc, report);
    pk_doc_print(out, &doc, false, "");
    pk_doc_dispose(&doc);
}

void pk_report_budget(struct pk_buf *out, const struct pk_report *report, enum pk_format format)
{
    if (format == PK_FORMAT_TEXT) {
        budget_text(out, report);
        return;
    }
    struct money_view view;
    view_init(&view, report);
    const struct pk_budget *budget = view.narrowed ? &view.chosen : &view.all;
    if (format == PK_FORMAT_JSON) {
        budget_json(out, &view, budget);
    } else {
        budget_csv(out, &view, budget);
    }
    view_dispose(&view);
}
