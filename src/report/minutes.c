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
#include "report/minuting.h"
#include "report/parts.h"

void pk_minuting_paragraph(struct pk_minuting *minuting, struct pk_buf *text)
{
    pk_doc_paragraph(minuting->doc, 0, 2, pk_buf_text(text));
    pk_buf_dispose(text);
}

void pk_minuting_names(struct pk_buf *out, const char *list)
{
    size_t length, from = out->len;
    for (const char *item; (item = pk_text_item(&list, &length));) {
        pk_buf_str(out, out->len > from ? ", " : "");
        pk_buf_add(out, item, length);
    }
}

void pk_minuting_activity(struct pk_buf *out, const struct pk_plan *plan,
                          const struct pk_activity *activity)
{
    pk_plan_number(out, plan, &activity->record);
    pk_buf_printf(out, " %s", pk_record_title(&activity->record));
}

const struct pk_plan *pk_minuting_begun(const struct pk_minuting *minuting)
{
    return minuting->minutes->meeting ? minuting->minutes->begin : NULL;
}

/* ---- heading ---- */

static void add_part(struct pk_buf *line, const char *text)
{
    if (*text) {
        pk_buf_printf(line, "%s%s", line->len ? " · " : "", text);
    }
}

static void print_title(struct pk_minuting *minuting)
{
    const struct pk_minutes *minutes = minuting->minutes;
    struct pk_buf line = { 0 }, day = { 0 };
    pk_day_format(&day, minuting->report->today, PK_DAY_FULL);
    pk_buf_printf(&line, minutes->meeting ? _("Minutes of the meeting on %s")
                                          : _("For the meeting, as of %s"), pk_buf_text(&day));
    pk_minuting_paragraph(minuting, &line);
    pk_buf_dispose(&day);
}

static void print_plan(struct pk_minuting *minuting)
{
    const struct pk_settings *settings = pk_plan_settings(minuting->report->plan);
    struct pk_buf line = { 0 };
    char year[16];
    snprintf(year, sizeof year, "%d", settings->year);
    pk_buf_str(&line, *settings->title ? settings->title : _("Plan"));
    if (settings->year && !strstr(settings->title, year)) {
        pk_buf_printf(&line, " %s", year);
    }
    add_part(&line, settings->region);
    add_part(&line, settings->owner);
    pk_minuting_paragraph(minuting, &line);
}

static void print_lines(struct pk_minuting *minuting, const char *text)
{
    while (*text) {
        size_t length = strcspn(text, "\n");
        struct pk_buf line = { 0 };
        pk_buf_add(&line, text, length);
        if (length) {
            pk_minuting_paragraph(minuting, &line);
        }
        text += length + (text[length] == '\n');
    }
}

static void print_meeting(struct pk_minuting *minuting)
{
    const struct pk_meeting *meeting = minuting->minutes->meeting;
    if (!meeting) {
        return;
    }
    struct pk_buf line = { 0 }, names = { 0 };
    pk_minuting_names(&names, meeting->present);
    if (names.len) {
        pk_buf_printf(&line, _("Present: %s"), pk_buf_text(&names));
        pk_minuting_paragraph(minuting, &line);
    }
    pk_buf_dispose(&names);
    if (*meeting->note) {
        pk_doc_blank(minuting->doc);
        print_lines(minuting, meeting->note);
    }
}

/* ---- what has changed ---- */

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
        pk_minuting_names(out, activity->responsible);
    }
    pk_buf_dispose(&due);
}

static void print_moving(struct pk_minuting *minuting, const struct pk_plan *now,
                         const struct pk_moving *moving)
{
    struct pk_buf line = { 0 };
    struct pk_wording wording = { now, 0, minuting->report->plain };
    if (moving->now) {
        pk_minuting_activity(&line, now, moving->now);
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
    pk_minuting_paragraph(minuting, &line);
}

/* Returns how many there are. */
static size_t print_movings(struct pk_minuting *minuting, const struct pk_plan *then,
                            const struct pk_plan *now)
{
    struct pk_since since;
    pk_since_make(&since, then, now);
    size_t count = since.count;
    for (size_t i = 0; i < count; i++) {
        print_moving(minuting, now, &since.items[i]);
    }
    pk_since_dispose(&since);
    return count;
}

static void print_agreed(struct pk_minuting *minuting)
{
    pk_doc_section(minuting->doc, _("Agreed at the meeting"));
    size_t count = print_movings(minuting, pk_minuting_begun(minuting), minuting->report->plan);
    count += pk_minuting_dealt_with(minuting);
    if (!count) {
        pk_doc_paragraph(minuting->doc, 0, 0, _("Nothing was changed."));
    }
}

static void print_since(struct pk_minuting *minuting)
{
    const struct pk_minutes *minutes = minuting->minutes;
    const struct pk_plan *now = minutes->begin ? minutes->begin : minuting->report->plan;
    struct pk_buf title = { 0 }, day = { 0 };
    if (minutes->then) {
        pk_day_format(&day, minutes->since, PK_DAY_FULL);
        pk_buf_printf(&title, minutes->since_meeting ? _("Changes since the meeting on %s")
                                                     : _("Changes since %s"), pk_buf_text(&day));
        pk_doc_section(minuting->doc, pk_buf_text(&title));
        if (!print_movings(minuting, minutes->then, now)) {
            pk_doc_paragraph(minuting->doc, 0, 0, _("Nothing has changed."));
        }
    }
    if (pk_minuting_begun(minuting)) {
        print_agreed(minuting);
    }
    pk_buf_dispose(&title);
    pk_buf_dispose(&day);
}

/* ---- proposals ---- */

static void print_proposals(struct pk_minuting *minuting)
{
    const struct pk_plan *plan = minuting->report->plan;
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
        pk_doc_section(minuting->doc, _("Proposals waiting"));
    }
    for (size_t i = 0; i < count; i++) {
        struct pk_buf line = { 0 };
        pk_minuting_activity(&line, plan, proposed[i]);
        pk_minuting_paragraph(minuting, &line);
    }
    if (rows) {
        struct pk_buf line = { 0 };
        pk_buf_printf(&line, ngettext("%zu proposed change of the plan",
                                      "%zu proposed changes of the plan", rows), rows);
        pk_minuting_paragraph(minuting, &line);
    }
    free(proposed);
}

bool pk_report_minutes(struct pk_buf *out, const struct pk_report *report,
                       const struct pk_minutes *minutes)
{
    struct pk_doc doc;
    struct pk_report whole = *report;
    whole.filter = NULL;
    struct pk_minuting minuting = { &doc, &whole, minutes };
    pk_doc_init(&doc, &whole);
    doc.total = pk_plan_count(report->plan, PK_ACTIVITIES);
    print_title(&minuting);
    print_plan(&minuting);
    print_meeting(&minuting);
    print_since(&minuting);
    pk_parts_agenda(&doc, &whole, minutes->days);
    pk_minuting_decisions(&minuting);
    pk_minuting_earlier(&minuting);
    print_proposals(&minuting);
    pk_parts_sources(&doc, &whole);
    bool finished = !doc.stopped;
    if (finished) {
        pk_doc_print(out, &doc, false, "");
    }
    pk_doc_dispose(&doc);
    return finished;
}
