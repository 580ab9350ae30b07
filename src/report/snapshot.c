/* The snapshot: heading, chart, budget, what is late and next, and the signs that were used.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planek/chart.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/report.h"
#include "planek/text.h"
#include "report/parts.h"
#include "report/wrap.h"

enum { NEXT_DAYS = 14 };

struct drawing {
    struct pk_doc *doc;
    const struct pk_report *report;
    struct pk_chart chart;
    struct pk_budget budget;
    bool narrowed;
    unsigned states; /* bits 1u << enum pk_state of what was drawn */
    unsigned marks;  /* bits 1u << enum pk_mark */
    bool elsewhere;  /* a cost counted elsewhere was drawn */
};

/* "Staňte se pěstounem 2024": the year is added where the title lacks it. */
static void add_title(struct pk_buf *out, const struct pk_settings *settings)
{
    char year[16];
    snprintf(year, sizeof year, "%d", settings->year);
    pk_buf_str(out, *settings->title ? settings->title : _("Plan"));
    if (settings->year && !strstr(settings->title, year)) {
        pk_buf_printf(out, " %s", year);
    }
}

static void print_line(struct pk_doc *doc, struct pk_buf *line)
{
    if (line->len) {
        pk_doc_paragraph(doc, 0, 0, pk_buf_text(line));
    }
    pk_buf_cut(line, 0);
}

static void add_part(struct pk_buf *line, const char *text)
{
    if (!*text) {
        return;
    }
    if (line->len) {
        pk_buf_str(line, " · ");
    }
    pk_buf_str(line, text);
}

static void print_adopted(struct pk_doc *doc, const struct pk_settings *settings)
{
    struct pk_buf line = { 0 };
    if (settings->adopted != PK_NO_DAY) {
        struct pk_buf day = { 0 };
        pk_day_format(&day, settings->adopted, PK_DAY_FULL);
        pk_buf_printf(&line, _("Adopted %s"), pk_buf_text(&day));
        pk_buf_dispose(&day);
    }
    if (*settings->resolution) {
        pk_buf_str(&line, line.len ? " · " : "");
        pk_buf_printf(&line, _("Resolution %s"), settings->resolution);
    }
    print_line(doc, &line);
    pk_buf_dispose(&line);
}

static void print_span(struct pk_doc *doc, const struct pk_snapshot_options *options,
                       struct pk_scale scale)
{
    if (options->from == PK_NO_DAY && options->to == PK_NO_DAY) {
        return;
    }
    struct pk_buf line = { 0 }, from = { 0 }, to = { 0 };
    pk_day_format(&from, scale.from, PK_DAY_FULL);
    pk_day_format(&to, scale.to - 1, PK_DAY_FULL);
    pk_buf_printf(&line, _("Timeline from %s to %s"), pk_buf_text(&from), pk_buf_text(&to));
    print_line(doc, &line);
    pk_buf_dispose(&line);
    pk_buf_dispose(&from);
    pk_buf_dispose(&to);
}

static void print_heading(struct pk_doc *doc, const struct pk_report *report)
{
    const struct pk_settings *settings = pk_plan_settings(report->plan);
    struct pk_buf line = { 0 }, day = { 0 }, text = { 0 };
    add_title(&line, settings);
    add_part(&line, settings->region);
    print_line(doc, &line);
    add_part(&line, settings->owner);
    pk_day_format(&day, report->today, PK_DAY_FULL);
    pk_buf_printf(&text, _("as of %s"), pk_buf_text(&day));
    add_part(&line, pk_buf_text(&text));
    print_line(doc, &line);
    print_adopted(doc, settings);
    pk_buf_cut(&text, 0);
    pk_parts_totals(&text, report);
    print_line(doc, &text);
    pk_buf_dispose(&line);
    pk_buf_dispose(&day);
    pk_buf_dispose(&text);
}

static struct pk_scale span(const struct pk_report *report,
                            const struct pk_snapshot_options *options)
{
    int year = pk_plan_settings(report->plan)->year;
    struct pk_scale scale = pk_scale_zoom(PK_ZOOM_YEAR, year, report->today, 0);
    if (options->from != PK_NO_DAY) {
        scale.from = options->from;
    }
    if (options->to != PK_NO_DAY) {
        scale.to = options->to;
    }
    return scale;
}

static void note_activity(struct drawing *drawing, const struct pk_activity *activity)
{
    const struct pk_chart *chart = &drawing->chart;
    enum pk_mark marks[PK_CHART_LINE_MAX];
    drawing->states |= 1u << pk_chart_state(activity, chart->today);
    pk_timeline_activity(marks, chart->scale, activity, pk_plan_settings(chart->plan)->year,
                         chart->today);
    for (int i = 0; i < chart->scale.cells; i++) {
        drawing->marks |= 1u << marks[i];
    }
    drawing->elsewhere |= activity->cost == PK_NO_MONEY && *activity->cost_in;
}

static void draw_activity(struct drawing *drawing, struct pk_grid *grid,
                          const struct pk_activity *activity)
{
    pk_grid_reset(grid, drawing->doc->width,
                  pk_chart_activity_lines(grid, &drawing->chart, activity));
    pk_chart_activity(grid, 0, &drawing->chart, activity, false);
    pk_doc_grid(drawing->doc, grid);
    note_activity(drawing, activity);
}

static void draw_group(struct drawing *drawing, struct pk_grid *grid,
                       const struct pk_group *group, size_t place,
                       const struct pk_activity *const *shown, size_t count)
{
    pk_money planned = drawing->narrowed ? PK_NO_MONEY : drawing->budget.goals[place].planned;
    struct pk_doc *doc = drawing->doc;
    pk_doc_blank(doc);
    size_t from = doc->count;
    pk_grid_reset(grid, doc->width, pk_chart_goal_lines(grid, &drawing->chart, group));
    struct pk_chart_group row = { group, (int)place + 1, planned, false, NULL };
    pk_chart_goal(grid, 0, &drawing->chart, &row);
    pk_doc_grid(doc, grid);
    for (size_t i = 0; i < count && pk_doc_goes_on(doc, 1); i++) {
        draw_activity(drawing, grid, shown[i]);
        if (i == 0) {
            pk_doc_keep(doc, from);
        }
    }
}

/* "1 Řízení a personální zajištění, priority 1, 70 000 Kč" and its activities as sentences. */
static void say_group(struct drawing *drawing, const struct pk_group *group, size_t place,
                      const struct pk_activity *const *shown, size_t count)
{
    struct pk_buf line = { 0 };
    pk_money planned = drawing->budget.goals[place].planned;
    if (group->goal) {
        pk_plan_number(&line, drawing->report->plan, &group->goal->record);
        pk_buf_printf(&line, " %s", pk_record_title(&group->goal->record));
        if (group->goal->priority != PK_NO_INT) {
            pk_buf_str(&line, ", ");
            pk_buf_printf(&line, _("priority %d"), group->goal->priority);
        }
    } else {
        pk_buf_str(&line, _("Without a goal"));
    }
    if (!drawing->narrowed && planned) {
        pk_buf_str(&line, ", ");
        pk_money_format(&line, planned);
        pk_buf_str(&line, " Kč");
    }
    pk_doc_section(drawing->doc, pk_buf_text(&line));
    pk_parts_activities(drawing->doc, drawing->report, shown, count);
    pk_buf_dispose(&line);
}

static size_t choose(const struct pk_activity **chosen, const struct pk_group *group,
                     const struct pk_query *filter)
{
    size_t count = 0;
    for (size_t i = 0; i < group->count; i++) {
        if (pk_query_match(filter, group->activities[i])) {
            chosen[count++] = group->activities[i];
        }
    }
    return count;
}

static void print_chart(struct drawing *drawing)
{
    const struct pk_plan *plan = drawing->report->plan;
    const struct pk_group *groups;
    size_t count = pk_plan_groups(plan, &groups);
    const struct pk_activity **shown = pk_new(pk_plan_count(plan, PK_ACTIVITIES) + 1,
                                              sizeof *shown);
    struct pk_grid grid;
    pk_grid_init(&grid, drawing->doc->width, 1, drawing->doc->ascii);
    if (!drawing->doc->plain) {
        pk_chart_heading(&grid, 0, &drawing->chart);
        pk_doc_grid(drawing->doc, &grid);
    }
    for (size_t g = 0; g < count && !drawing->doc->stopped; g++) {
        size_t chosen = choose(shown, &groups[g], drawing->report->filter);
        bool wanted = chosen || (!drawing->narrowed && groups[g].goal);
        if (wanted && drawing->doc->plain) {
            say_group(drawing, &groups[g], g, shown, chosen);
        } else if (wanted) {
            draw_group(drawing, &grid, &groups[g], g, shown, chosen);
        }
    }
    pk_grid_dispose(&grid);
    free(shown);
}

/* One sign of the legend, in the next line where it no longer fits. */
static void add_sign(const struct pk_doc *doc, struct pk_buf *lines, const char *glyph,
                     char ascii_form, const char *meaning)
{
    struct pk_buf item = { 0 }, text = { 0 };
    char ascii[] = { ascii_form, '\0' };
    pk_wrap_safe(&text, meaning, doc->ascii);
    pk_buf_printf(&item, "%s %s", doc->ascii ? ascii : glyph, pk_buf_text(&text));
    const char *last = strrchr(pk_buf_text(lines), '\n');
    last = last ? last + 1 : pk_buf_text(lines);
    int used = pk_text_width(last, strlen(last));
    int more = pk_text_width(pk_buf_text(&item), item.len);
    if (used) {
        pk_buf_str(lines, used + 2 + more <= doc->width ? "  " : "\n");
    }
    pk_buf_add(lines, pk_buf_text(&item), item.len);
    pk_buf_dispose(&item);
    pk_buf_dispose(&text);
}

static void print_legend(const struct drawing *drawing)
{
    static const struct {
        enum pk_mark mark;
        const char *meaning;
    } signs[] = {
        { PK_MARK_TODAY, N_("today") },
        { PK_MARK_DUE, N_("deadline") },
        { PK_MARK_DUE_SOFT, N_("within a month, quarter or half") },
        { PK_MARK_BEFORE, N_("the deadline was earlier") },
        { PK_MARK_BEYOND, N_("the deadline comes later") },
    };
    struct pk_doc *doc = drawing->doc;
    struct pk_buf lines = { 0 };
    char ascii;
    for (int state = 0; state < PK_STATES; state++) {
        const char *glyph = pk_chart_state_mark(state, &ascii);
        if (drawing->states >> state & 1) {
            add_sign(doc, &lines, glyph, ascii, pk_chart_state_name(state));
        }
    }
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        const char *glyph = pk_chart_line_glyph(signs[i].mark, &ascii);
        if (drawing->marks >> signs[i].mark & 1) {
            add_sign(doc, &lines, glyph, ascii, _(signs[i].meaning));
        }
    }
    if (drawing->elsewhere) {
        add_sign(doc, &lines, "→", '>', _("counted there"));
    }
    pk_doc_blank(doc);
    size_t from = doc->count;
    for (const char *at = pk_buf_text(&lines); *at;) {
        size_t length = strcspn(at, "\n");
        char *line = pk_strndup(at, length);
        pk_doc_paragraph(doc, 0, 2, line);
        free(line);
        at += length + (at[length] == '\n');
    }
    pk_doc_keep(doc, from);
    pk_buf_dispose(&lines);
}

/* How much there is to do: the chart, and what is late or next. */
static size_t expected(const struct pk_report *report)
{
    size_t count = pk_plan_count(report->plan, PK_ACTIVITIES);
    return count + count / 2;
}

bool pk_report_snapshot(struct pk_buf *out, const struct pk_report *report,
                        const struct pk_snapshot_options *options)
{
    struct pk_doc doc;
    struct pk_buf title = { 0 };
    struct pk_scale scale = span(report, options);
    struct drawing drawing = { .doc = &doc,
                               .report = report,
                               .narrowed = !pk_query_all(report->filter) };
    pk_doc_init(&doc, report);
    doc.total = expected(report);
    pk_budget_make(&drawing.budget, report->plan, NULL);
    pk_chart_layout_print(&drawing.chart, report->plan, report->today, report->width, scale.from,
                          scale.to);
    print_heading(&doc, report);
    if (!report->plain) {
        print_span(&doc, options, scale);
    }
    pk_doc_rule(&doc);
    print_chart(&drawing);
    if (drawing.states && !report->plain) {
        print_legend(&drawing);
    }
    pk_parts_budget(&doc, report);
    pk_parts_agenda(&doc, report, NEXT_DAYS);
    add_title(&title, pk_plan_settings(report->plan));
    bool finished = !doc.stopped;
    if (finished) {
        pk_doc_print(out, &doc, options->pages, pk_buf_text(&title));
    }
    pk_buf_dispose(&title);
    pk_budget_dispose(&drawing.budget);
    pk_doc_dispose(&doc);
    return finished;
}
