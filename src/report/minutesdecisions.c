/* minutesdecisions.c: what the minutes of a meeting say about decisions: its own, and those that it
 * found.
 */
#include "config.h"

#include <string.h>

#include "planek/i18n.h"
#include "planek/text.h"
#include "report/minuting.h"

static void add_days_late(struct pk_buf *out, const struct pk_decision *decision, pk_day today)
{
    if (decision->status == PK_DECISION_OPEN && decision->due.last != PK_NO_DAY &&
        decision->due.last < today) {
        int days = today - decision->due.last;
        pk_buf_str(out, ", ");
        pk_buf_printf(out, ngettext("%d day late", "%d days late", (unsigned long)days), days);
    }
}

/* "Zajistit prostory (3.3 Putovní výstavy) – Koordinátor kampaně, deadline 30. 6. 2024" */
static void add_decision(struct pk_buf *out, const struct pk_minuting *minuting,
                         const struct pk_decision *decision)
{
    const struct pk_plan *plan = minuting->report->plan;
    const struct pk_activity *activity = pk_plan_activity(plan, decision->activity);
    struct pk_buf due = { 0 };
    pk_buf_str(out, decision->text);
    if (activity) {
        pk_buf_str(out, " (");
        pk_minuting_activity(out, plan, activity);
        pk_buf_str(out, ")");
    }
    pk_due_format(&due, decision->due, 0);
    const char *person = decision->responsible;
    pk_buf_str(out, *person || due.len ? " – " : "");
    pk_minuting_names(out, person);
    if (due.len) {
        pk_buf_str(out, *person ? ", " : "");
        pk_buf_printf(out, _("deadline %s"), pk_buf_text(&due));
    }
    add_days_late(out, decision, minuting->report->today);
    pk_buf_dispose(&due);
}

static const struct pk_decision *decision_at(const struct pk_plan *plan, size_t place)
{
    return (const struct pk_decision *)pk_plan_at(plan, PK_DECISIONS, place);
}

static bool is_of(const struct pk_decision *decision, const struct pk_meeting *meeting)
{
    return meeting && strcmp(decision->meeting, meeting->id) == 0;
}

static const struct pk_decision *decision_of(const struct pk_plan *plan, const char *id)
{
    return plan ? (const struct pk_decision *)pk_plan_find(plan, PK_DECISIONS, id) : NULL;
}

/* plan NULL: it was not. */
static bool was_open(const struct pk_plan *plan, const struct pk_decision *decision)
{
    const struct pk_decision *was = decision_of(plan, decision->id);
    return was && was->status == PK_DECISION_OPEN;
}

static bool settled_here(const struct pk_minuting *minuting, const struct pk_decision *decision)
{
    return decision->status != PK_DECISION_OPEN && was_open(pk_minuting_begun(minuting), decision);
}

static void print_state(struct pk_minuting *minuting, const struct pk_decision *decision)
{
    const struct pk_choice *states = pk_schema_field(PK_DECISIONS, PK_DECISION_STATUS)->choices;
    struct pk_buf line = { 0 };
    if (decision->status != PK_DECISION_OPEN) {
        pk_buf_printf(&line, "%s: ", _(states[decision->status].label));
    }
    add_decision(&line, minuting, decision);
    pk_minuting_paragraph(minuting, &line);
}

/* "deadline moved: Zajistit prostory – Knihovna, deadline 30. 6. 2024" */
static void print_put_off(struct pk_minuting *minuting, const struct pk_decision *decision)
{
    struct pk_buf line = { 0 };
    pk_buf_printf(&line, "%s: ", _("deadline moved"));
    add_decision(&line, minuting, decision);
    pk_minuting_paragraph(minuting, &line);
}

size_t pk_minuting_dealt_with(struct pk_minuting *minuting)
{
    const struct pk_plan *plan = minuting->report->plan;
    size_t count = 0;
    for (size_t i = 0; i < pk_plan_count(plan, PK_DECISIONS); i++) {
        const struct pk_decision *decision = decision_at(plan, i);
        const struct pk_decision *was = decision_of(pk_minuting_begun(minuting), decision->id);
        bool settled = settled_here(minuting, decision);
        bool put_off = was && !settled && was->due.last != decision->due.last;
        if (settled) {
            print_state(minuting, decision);
        } else if (put_off) {
            print_put_off(minuting, decision);
        }
        count += settled || put_off;
    }
    return count;
}

void pk_minuting_decisions(struct pk_minuting *minuting)
{
    const struct pk_plan *plan = minuting->report->plan;
    const struct pk_meeting *meeting = minuting->minutes->meeting;
    size_t number = 0;
    if (!meeting) {
        return;
    }
    pk_doc_section(minuting->doc, _("Decisions of the meeting"));
    for (size_t i = 0; i < pk_plan_count(plan, PK_DECISIONS); i++) {
        const struct pk_decision *decision = decision_at(plan, i);
        if (is_of(decision, meeting)) {
            struct pk_buf line = { 0 };
            pk_buf_printf(&line, "%zu. ", ++number);
            add_decision(&line, minuting, decision);
            pk_doc_paragraph(minuting->doc, 0, 3, pk_buf_text(&line));
            pk_buf_dispose(&line);
        }
    }
    if (!number) {
        pk_doc_paragraph(minuting->doc, 0, 0, _("Nothing was decided."));
    }
}

/* Open, or settled since the point of comparison, but for what is told as agreed here. */
static bool is_told(const struct pk_minuting *minuting, const struct pk_decision *decision)
{
    if (is_of(decision, minuting->minutes->meeting) || settled_here(minuting, decision)) {
        return false;
    }
    return decision->status == PK_DECISION_OPEN || was_open(minuting->minutes->then, decision);
}

void pk_minuting_earlier(struct pk_minuting *minuting)
{
    const struct pk_plan *plan = minuting->report->plan;
    bool any = false;
    for (size_t i = 0; i < pk_plan_count(plan, PK_DECISIONS); i++) {
        const struct pk_decision *decision = decision_at(plan, i);
        if (!is_told(minuting, decision)) {
            continue;
        }
        if (!any) {
            pk_doc_section(minuting->doc, _("Earlier decisions"));
        }
        any = true;
        print_state(minuting, decision);
    }
}
