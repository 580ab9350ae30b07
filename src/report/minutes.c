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

static void print_changes(struct writing *writing, const char *title, const struct pk_plan *then,
                          const struct pk_plan *now, const char *none)
{
    struct pk_since since;
    pk_since_make(&since, then, now);
    pk_doc_section(writing->doc, title);
    for (size_t i = 0; i < since.count; i++) {
        print_moving(writing, now, &since.items[i]);
    }
    if (!since.count) {
        pk_doc_paragraph(writing->doc, 0, 0, none);
    }
    pk_since_dispose(&since);
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
        print_changes(writing, pk_buf_text(&title), minutes->then, now, _("Nothing has changed."));
    }
    if (minutes->begin && minutes->meeting) {
        print_changes(writing, _("Agreed at the meeting"), minutes->begin, writing->report->plan,
                      _("No activity was changed."));
    }
    pk_buf_dispose(&title);
    pk_buf_dispose(&day);
}

/* ---- decisions ---- */

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

/* Open, or settled since the point of comparison. */
static bool is_told(const struct writing *writing, const struct pk_decision *decision)
{
    if (is_of(decision, writing->minutes->meeting)) {
        return false;
    }
    const struct pk_plan *then = writing->minutes->then;
    const struct pk_record *was =
        then ? pk_plan_find(then, PK_DECISIONS, decision->id) : NULL;
    return decision->status == PK_DECISION_OPEN ||
           (was && ((const struct pk_decision *)was)->status == PK_DECISION_OPEN);
}

static void print_earlier(struct writing *writing)
{
    const struct pk_plan *plan = writing->report->plan;
    const struct pk_choice *states =
        pk_schema_field(PK_DECISIONS, PK_DECISION_STATUS)->choices;
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
        struct pk_buf line = { 0 };
        if (decision->status != PK_DECISION_OPEN) {
            pk_buf_printf(&line, "%s: ", _(states[decision->status].label));
        }
        add_decision(&line, writing, decision);
        paragraph(writing, &line);
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
