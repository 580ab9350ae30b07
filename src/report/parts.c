#include "config.h"

#include "report/parts.h"

#include <string.h>

#include "planek/chart.h"
#include "planek/i18n.h"
#include "planek/text.h"

enum { NAMED_MOST = 24 }; /* activities that a line names before it only counts them */

/* Those that match; NULL: all. */
static size_t count_proposed(const struct pk_plan *plan, const struct pk_query *filter)
{
    size_t proposed = 0;
    for (size_t i = 0; i < pk_plan_count(plan, PK_ACTIVITIES); i++) {
        const struct pk_activity *activity =
            (const struct pk_activity *)pk_plan_at(plan, PK_ACTIVITIES, i);
        proposed += activity->status == PK_PROPOSED && pk_query_match(filter, activity);
    }
    return proposed;
}

static void add_proposed(struct pk_buf *out, size_t proposed)
{
    if (proposed) {
        pk_buf_str(out, ", ");
        pk_buf_printf(out, ngettext("%zu proposed", "%zu proposed", proposed), proposed);
    }
}

static void add_amount(struct pk_buf *out, pk_money amount)
{
    struct pk_buf text = { 0 };
    pk_money_format(&text, amount);
    pk_buf_printf(out, " · %s Kč", pk_buf_text(&text));
    pk_buf_dispose(&text);
}

static void add_narrowed(struct pk_buf *out, const struct pk_report *report, size_t count,
                         pk_money planned)
{
    struct pk_budget chosen;
    struct pk_buf of = { 0 }, amount = { 0 };
    size_t proposed = count_proposed(report->plan, report->filter);
    pk_budget_make(&chosen, report->plan, report->filter);
    pk_money_format(&of, planned);
    pk_money_format(&amount, chosen.planned);
    pk_buf_printf(out, _("Filter: %s"), pk_query_text(report->filter));
    pk_buf_str(out, " · ");
    pk_buf_printf(out, ngettext("%zu of %zu activity", "%zu of %zu activities", count),
                  chosen.shown - proposed, count);
    add_proposed(out, proposed);
    pk_buf_str(out, " · ");
    pk_buf_printf(out, _("%s of %s Kč"), pk_buf_text(&amount), pk_buf_text(&of));
    pk_budget_dispose(&chosen);
    pk_buf_dispose(&of);
    pk_buf_dispose(&amount);
}

/* Activities that are only proposed are counted apart, as they are in no sum. */
void pk_parts_totals(struct pk_buf *out, const struct pk_report *report)
{
    struct pk_budget all;
    pk_budget_make(&all, report->plan, NULL);
    size_t proposed = count_proposed(report->plan, NULL), count = all.shown - proposed;
    if (pk_query_all(report->filter)) {
        pk_buf_printf(out, ngettext("%zu activity", "%zu activities", count), count);
        add_proposed(out, proposed);
        add_amount(out, all.planned);
    } else {
        add_narrowed(out, report, count, all.planned);
    }
    pk_budget_dispose(&all);
}

/* One source's bars: a line with its name, then what is planned and what is spent. */
static void print_bars(struct pk_doc *doc, const struct pk_budget_source *source)
{
    struct pk_grid grid;
    const char *const labels[] = { _("planned"), _("spent") };
    const pk_money parts[] = { source->planned, source->spent };
    pk_grid_init(&grid, doc->width, 3, doc->ascii);
    pk_grid_put(&grid, 0, 0, doc->width, PK_ROLE_TEXT, source->name);
    int indent = 2, label = 0;
    for (int i = 0; i < 2; i++) {
        int cells = pk_grid_width(&grid, labels[i]);
        label = cells > label ? cells : label;
    }
    int bar_x = indent + label + 2, bar = doc->width - bar_x - 7;
    for (int i = 0; i < 2; i++) {
        struct pk_buf percent = { 0 };
        pk_buf_printf(&percent, C_("percent", "%d%%"), pk_percent(parts[i], source->allocation));
        pk_grid_put(&grid, indent, i + 1, label, PK_ROLE_TEXT, labels[i]);
        pk_chart_bar(&grid, bar_x, i + 1, bar, parts[i], source->allocation);
        pk_grid_put_right(&grid, bar_x + bar, i + 1, 7, PK_ROLE_TEXT, pk_buf_text(&percent));
        pk_buf_dispose(&percent);
    }
    pk_doc_blank(doc);
    size_t from = doc->count;
    pk_doc_grid(doc, &grid);
    pk_doc_keep(doc, from);
    pk_grid_dispose(&grid);
}

void pk_parts_bars(struct pk_doc *doc, const struct pk_budget *budget)
{
    for (size_t i = 0; i < budget->source_count && !doc->plain; i++) {
        const struct pk_budget_source *source = &budget->sources[i];
        if (source->allocation != PK_NO_MONEY && source->allocation > 0) {
            print_bars(doc, source);
        }
    }
}

/* "4.2, 4.3 → 4.1; 6.1 → 3.1": activities, those counted in the same one together. */
struct naming {
    struct pk_buf text;
    size_t count;
    const char *in; /* the activity that those named last are counted in */
};

static void end_group(struct naming *naming, const struct pk_report *report)
{
    if (!naming->in) {
        return;
    }
    pk_buf_printf(&naming->text, " %s ", report->plain ? C_("4.2 in 4.1", "in") : "→");
    pk_plan_number(&naming->text, report->plan,
                   &pk_plan_activity(report->plan, naming->in)->record);
}

static void add_name(struct naming *naming, const struct pk_report *report,
                     const struct pk_activity *activity, const char *in)
{
    if (naming->count++ >= NAMED_MOST) {
        return;
    }
    bool same = naming->in && in && strcmp(naming->in, in) == 0;
    if (!same) {
        end_group(naming, report);
    }
    if (naming->text.len) {
        pk_buf_str(&naming->text, same || !in ? ", " : "; ");
    }
    pk_plan_number(&naming->text, report->plan, &activity->record);
    naming->in = in;
}

static void print_names(struct pk_doc *doc, const struct pk_report *report, const char *label,
                        struct naming *naming)
{
    if (!naming->count) {
        return;
    }
    struct pk_buf line = { 0 };
    end_group(naming, report);
    pk_buf_printf(&line, "%s: %s", label, pk_buf_text(&naming->text));
    if (naming->count > NAMED_MOST) {
        size_t more = naming->count - NAMED_MOST;
        pk_buf_printf(&line, ngettext(" and %zu more", " and %zu more", more), more);
    }
    pk_doc_paragraph(doc, 0, 2, pk_buf_text(&line));
    pk_buf_dispose(&line);
}

static void collect(struct naming *namings, const struct pk_report *report)
{
    const struct pk_plan *plan = report->plan;
    const struct pk_group *groups;
    size_t count = pk_plan_groups(plan, &groups);
    for (size_t g = 0; g < count; g++) {
        for (size_t i = 0; i < groups[g].count; i++) {
            const struct pk_activity *activity = groups[g].activities[i];
            pk_money amount;
            enum pk_counted counted = pk_budget_counted(plan, activity, &amount);
            if (counted != PK_COUNTED) {
                add_name(&namings[counted], report, activity,
                         counted == PK_COUNTED_IN ? activity->cost_in : NULL);
            }
        }
    }
}

void pk_parts_left_out(struct pk_doc *doc, const struct pk_report *report,
                       const struct pk_budget *budget)
{
    struct naming namings[PK_COUNTED_NOT_SET + 1] = { 0 };
    const struct {
        enum pk_counted counted;
        const char *label;
    } lines[] = {
        { PK_COUNTED_IN, _("Counted in another activity") },
        { PK_COUNTED_NOT_SET, _("Without a cost") },
        { PK_COUNTED_STATUS, _("Not in the sums, since proposed or dropped") },
        { PK_COUNTED_FAULT, _("Not in the sums because of a fault, see planek check") },
    };
    collect(namings, report);
    if (budget->counted < budget->shown || budget->faulty_spending) {
        pk_doc_blank(doc);
    }
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        print_names(doc, report, lines[i].label, &namings[lines[i].counted]);
    }
    if (budget->faulty_spending) {
        struct pk_buf text = { 0 };
        pk_buf_printf(&text,
                      ngettext("%zu row of spending is not in the sums because of a fault, see "
                               "planek check",
                               "%zu rows of spending are not in the sums because of a fault, see "
                               "planek check",
                               budget->faulty_spending),
                      budget->faulty_spending);
        pk_doc_paragraph(doc, 0, 2, pk_buf_text(&text));
        pk_buf_dispose(&text);
    }
    for (size_t i = 0; i < sizeof namings / sizeof namings[0]; i++) {
        pk_buf_dispose(&namings[i].text);
    }
}
