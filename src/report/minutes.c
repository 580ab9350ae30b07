/* minutes.c: the minutes of a meeting.
 *
 *     Minutes of the meeting on 12. 6. 2024
 *     Staňte se pěstounem 2024 · Karlovarský kraj
 *     Present: ...
 *     ─ Since the meeting on 5. 6. 2024 ──────   from its end to the beginning of this one
 *     ─ At the meeting ───────────────────────   from there until now
 *     ─ Late ─  ─ The next 14 days ─  ─ Decisions of the meeting ─  ─ Earlier decisions ─
 *     ─ Proposals waiting ─  ─ Budget in Kč ─
 */
#include "config.h"

#include "planek/minutes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/meeting.h"
#include "planek/mem.h"
#include "planek/since.h"
#include "planek/text.h"
#include "report/doc.h"
#include "report/parts.h"

struct writing {
    struct pk_doc *doc;
    const struct pk_report *report;
    const struct pk_minutes *minutes;
};

static void paragraph(struct writing *writing, struct pk_buf *text)
{
    pk_doc_paragraph(writing->doc, 0, 2, pk_buf_text(text));
    pk_buf_dispose(text);
}

/* ---- heading ---- */

static void add_part(struct pk_buf *line, const char *text)
{
    if (*text) {
        pk_buf_printf(line, "%s%s", line->len ? " · " : "", text);
    }
}

static void print_title(struct writing *writing)
{
    const struct pk_minutes *minutes = writing->minutes;
    struct pk_buf line = { 0 }, day = { 0 };
    pk_day_format(&day, writing->report->today, PK_DAY_FULL);
    pk_buf_printf(&line, minutes->meeting ? _("Minutes of the meeting on %s")
                                          : _("For the meeting, as of %s"), pk_buf_text(&day));
    paragraph(writing, &line);
    pk_buf_dispose(&day);
}

static void print_plan(struct writing *writing)
{
    const struct pk_settings *settings = pk_plan_settings(writing->report->plan);
    struct pk_buf line = { 0 };
    char year[16];
    snprintf(year, sizeof year, "%d", settings->year);
    pk_buf_str(&line, *settings->title ? settings->title : _("Plan"));
    if (settings->year && !strstr(settings->title, year)) {
        pk_buf_printf(&line, " %s", year);
    }
    add_part(&line, settings->region);
    add_part(&line, settings->owner);
    paragraph(writing, &line);
}

static void print_lines(struct writing *writing, const char *text)
{
    while (*text) {
        size_t length = strcspn(text, "\n");
        struct pk_buf line = { 0 };
        pk_buf_add(&line, text, length);
        if (length) {
            paragraph(writing, &line);
        }
        text += length + (text[length] == '\n');
    }
}

/* A list as people write it, with commas. */
static void add_names(struct pk_buf *out, const char *list)
{
    size_t length, from = out->len;
    for (const char *item; (item = pk_text_item(&list, &length));) {
        pk_buf_str(out, out->len > from ? ", " : "");
        pk_buf_add(out, item, length);
    }
}

static void print_meeting(struct writing *writing)
{
    const struct pk_meeting *meeting = writing->minutes->meeting;
    if (!meeting) {
        return;
    }
    struct pk_buf line = { 0 }, names = { 0 };
    add_names(&names, meeting->present);
    if (names.len) {
        pk_buf_printf(&line, _("Present: %s"), pk_buf_text(&names));
        paragraph(writing, &line);
    }
    pk_buf_dispose(&names);
    if (*meeting->note) {
        pk_doc_blank(writing->doc);
        print_lines(writing, meeting->note);
    }
}

/* ---- what has changed ---- */

static void add_name(struct pk_buf *out, const struct pk_plan *plan,
                     const struct pk_activity *activity)
{
    pk_plan_number(out, plan, &activity->record);
    pk_buf_printf(out, " %s", pk_record_title(&activity->record));
}

/* "new, deadline 31. 8. 2024, Koordinátor kampaně" */
static void add_appeared(struct pk_buf *out, const struct pk_activity *activity)
{
    struct pk_buf due = { 0 };
    pk_buf_str(out, activity->status == PK_PROPOSED ? _("proposed") : _("new"));
    pk_due_format(&due, activity->due, 0);
    if (due.len) {
        pk_buf_str(out, ", ");
        pk_buf_printf(out, _("deadline %s"), pk_buf_text(&due));
    }
    if (*activity->responsible) {
        pk_buf_str(out, ", ");
        add_names(out, activity->responsible);
    }
    pk_buf_dispose(&due);
}

static void print_moving(struct writing *writing, const struct pk_plan *now,
                         const struct pk_moving *moving)
{
    struct pk_buf line = { 0 };
    struct pk_wording wording = { now, 0, writing->report->plain };
    if (moving->now) {
        add_name(&line, now, moving->now);
    } else {
        pk_buf_str(&line, pk_record_title(&moving->then->record));
    }
    pk_buf_str(&line, ": ");
    switch (moving->how) {
    case PK_MOVED_APPEARED:
        add_appeared(&line, moving->now);
        break;
    case PK_MOVED_GONE:
        pk_buf_str(&line, _("taken out of the plan"));
        break;
    case PK_MOVED_CHANGED:
        pk_minutes_words(&line, &wording, moving->then, moving->now, moving->fields);
        break;
    }
    paragraph(writing, &line);
}

/* Returns how many there are. */
static size_t print_movings(struct writing *writing, const struct pk_plan *then,
                            const struct pk_plan *now)
{
    struct pk_since since;
    pk_since_make(&since, then, now);
    size_t count = since.count;
    for (size_t i = 0; i < count; i++) {
        print_moving(writing, now, &since.items[i]);
    }
    pk_since_dispose(&since);
    return count;
}

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
static void add_decision(struct pk_buf *out, const struct writing *writing,
                         const struct pk_decision *decision)
{
    const struct pk_plan *plan = writing->report->plan;
    const struct pk_activity *activity = pk_plan_activity(plan, decision->activity);
    struct pk_buf due = { 0 };
    pk_buf_str(out, decision->text);
    if (activity) {
        pk_buf_str(out, " (");
        add_name(out, plan, activity);
        pk_buf_str(out, ")");
    }
    pk_due_format(&due, decision->due, 0);
    const char *person = decision->responsible;
    pk_buf_str(out, *person || due.len ? " – " : "");
    add_names(out, person);
    if (due.len) {
        pk_buf_str(out, *person ? ", " : "");
        pk_buf_printf(out, _("deadline %s"), pk_buf_text(&due));
    }
    add_days_late(out, decision, writing->report->today);
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

/* The plan when the meeting began, where there is a meeting; NULL. */
static const struct pk_plan *begun(const struct writing *writing)
{
    return writing->minutes->meeting ? writing->minutes->begin : NULL;
}

static bool settled_here(const struct writing *writing, const struct pk_decision *decision)
{
    return decision->status != PK_DECISION_OPEN && was_open(begun(writing), decision);
}

static void print_state(struct writing *writing, const struct pk_decision *decision)
{
    const struct pk_choice *states = pk_schema_field(PK_DECISIONS, PK_DECISION_STATUS)->choices;
    struct pk_buf line = { 0 };
    if (decision->status != PK_DECISION_OPEN) {
        pk_buf_printf(&line, "%s: ", _(states[decision->status].label));
    }
    add_decision(&line, writing, decision);
    paragraph(writing, &line);
}

/* "deadline moved: Zajistit prostory – Knihovna, deadline 30. 6. 2024" */
static void print_put_off(struct writing *writing, const struct pk_decision *decision)
{
    struct pk_buf line = { 0 };
    pk_buf_printf(&line, "%s: ", _("deadline moved"));
    add_decision(&line, writing, decision);
    paragraph(writing, &line);
}

/* What this meeting did about decisions that it found; returns how many there are. */
static size_t print_dealt_with(struct writing *writing)
{
    const struct pk_plan *plan = writing->report->plan;
    size_t count = 0;
    for (size_t i = 0; i < pk_plan_count(plan, PK_DECISIONS); i++) {
        const struct pk_decision *decision = decision_at(plan, i);
        const struct pk_decision *was = decision_of(begun(writing), decision->id);
        bool settled = settled_here(writing, decision);
        bool put_off = was && !settled && was->due.last != decision->due.last;
        if (settled) {
            print_state(writing, decision);
        } else if (put_off) {
            print_put_off(writing, decision);
        }
        count += settled || put_off;
    }
    return count;
}

static void print_agreed(struct writing *writing)
{
    pk_doc_section(writing->doc, _("Agreed at the meeting"));
    size_t count = print_movings(writing, begun(writing), writing->report->plan);
    count += print_dealt_with(writing);
    if (!count) {
        pk_doc_paragraph(writing->doc, 0, 0, _("Nothing was changed."));
    }
}

static void print_since(struct writing *writing)
{
    const struct pk_minutes *minutes = writing->minutes;
    const struct pk_plan *now = minutes->begin ? minutes->begin : writing->report->plan;
    struct pk_buf title = { 0 }, day = { 0 };
    if (minutes->then) {
        pk_day_format(&day, minutes->since, PK_DAY_FULL);
        pk_buf_printf(&title, minutes->since_meeting ? _("Changes since the meeting on %s")
                                                     : _("Changes since %s"), pk_buf_text(&day));
        pk_doc_section(writing->doc, pk_buf_text(&title));
        if (!print_movings(writing, minutes->then, now)) {
            pk_doc_paragraph(writing->doc, 0, 0, _("Nothing has changed."));
        }
    }
    if (begun(writing)) {
        print_agreed(writing);
    }
    pk_buf_dispose(&title);
    pk_buf_dispose(&day);
}

/* ---- the decisions of this meeting and of those before ---- */

static void print_decisions(struct writing *writing)
{
    const struct pk_plan *plan = writing->report->plan;
    const struct pk_meeting *meeting = writing->minutes->meeting;
    size_t number = 0;
    if (!meeting) {
        return;
    }
    pk_doc_section(writing->doc, _("Decisions of the meeting"));
    for (size_t i = 0; i < pk_plan_count(plan, PK_DECISIONS); i++) {
        const struct pk_decision *decision = decision_at(plan, i);
        if (is_of(decision, meeting)) {
            struct pk_buf line = { 0 };
            pk_buf_printf(&line, "%zu. ", ++number);
            add_decision(&line, writing, decision);
            pk_doc_paragraph(writing->doc, 0, 3, pk_buf_text(&line));
            pk_buf_dispose(&line);
        }
    }
    if (!number) {
        pk_doc_paragraph(writing->doc, 0, 0, _("Nothing was decided."));
    }
}

/* Open, or settled since the point of comparison, but for what is told as agreed here. */
static bool is_told(const struct writing *writing, const struct pk_decision *decision)
{
    if (is_of(decision, writing->minutes->meeting) || settled_here(writing, decision)) {
        return false;
    }
    return decision->status == PK_DECISION_OPEN || was_open(writing->minutes->then, decision);
}

static void print_earlier(struct writing *writing)
{
    const struct pk_plan *plan = writing->report->plan;
    bool any = false;
    for (size_t i = 0; i < pk_plan_count(plan, PK_DECISIONS); i++) {
        const struct pk_decision *decision = decision_at(plan, i);
        if (!is_told(writing, decision)) {
            continue;
        }
        if (!any) {
            pk_doc_section(writing->doc, _("Earlier decisions"));
        }
        any = true;
        print_state(writing, decision);
    }
}

/* ---- proposals ---- */

static void print_proposals(struct writing *writing)
{
    const struct pk_plan *plan = writing->report->plan;
    size_t count = 0, rows = pk_plan_count(plan, PK_PROPOSALS);
    const struct pk_activity **proposed =
        pk_new(pk_plan_count(plan, PK_ACTIVITIES) + 1, sizeof(const struct pk_activity *));
    for (size_t i = 0; i < pk_plan_count(plan, PK_ACTIVITIES); i++) {
        const struct pk_activity *activity =
            (const struct pk_activity *)pk_plan_at(plan, PK_ACTIVITIES, i);
        if (activity->status == PK_PROPOSED) {
            proposed[count++] = activity;
        }
    }
    if (count + rows) {
        pk_doc_section(writing->doc, _("Proposals waiting"));
    }
    for (size_t i = 0; i < count; i++) {
        struct pk_buf line = { 0 };
        add_name(&line, plan, proposed[i]);
        paragraph(writing, &line);
    }
    if (rows) {
        struct pk_buf line = { 0 };
        pk_buf_printf(&line, ngettext("%zu proposed change of the plan",
                                      "%zu proposed changes of the plan", rows), rows);
        paragraph(writing, &line);
    }
    free(proposed);
}

void pk_report_minutes(struct pk_buf *out, const struct pk_report *report,
                       const struct pk_minutes *minutes)
{
    struct pk_doc doc;
    struct pk_report whole = *report;
    whole.filter = NULL;
    struct writing writing = { &doc, &whole, minutes };
    pk_doc_init(&doc, &whole);
    print_title(&writing);
    print_plan(&writing);
    print_meeting(&writing);
    print_since(&writing);
    pk_parts_agenda(&doc, &whole, minutes->days);
    print_decisions(&writing);
    print_earlier(&writing);
    print_proposals(&writing);
    pk_parts_sources(&doc, &whole);
    pk_doc_print(out, &doc, false, "");
    pk_doc_dispose(&doc);
}
