#include "config.h"

#include "ui/meetingfacts.h"

#include <string.h>

#include "planek/i18n.h"
#include "planek/progress.h"
#include "planek/text.h"
#include "ui/app.h"

static const char *const tag_names[PK_REASONS] = {
    [PK_REASON_LATE] = N_("late"),
    [PK_REASON_SOON] = N_("due soon"),
    [PK_REASON_MOVED] = N_("changed"),
    [PK_REASON_STUCK] = N_("no progress"),
    [PK_REASON_OVER] = N_("over budget"),
    [PK_REASON_DECISION] = N_("open decision"),
    [PK_REASON_PROPOSED] = N_("proposed"),
};

static int year_of(const struct ui_app *app)
{
    return pk_plan_settings(app->plan)->year;
}

const char *ui_facts_amount(struct pk_buf *text, pk_money amount)
{
    pk_buf_cut(text, 0);
    pk_money_format(text, amount);
    return pk_buf_text(text);
}

/* ---- the facts beside each other ---- */

/* A list as people write it, with commas. */
static void add_names(struct pk_buf *out, const char *list)
{
    size_t length;
    for (const char *item; (item = pk_text_item(&list, &length));) {
        pk_buf_str(out, out->len ? ", " : "");
        pk_buf_add(out, item, length);
    }
}

static void add_due(struct pk_buf *out, struct pk_due due)
{
    struct pk_buf text = { 0 };
    pk_due_format(&text, due, 0);
    if (text.len) {
        pk_buf_printf(out, _("deadline %s"), pk_buf_text(&text));
    }
    pk_buf_dispose(&text);
}

static void add_progress(struct pk_buf *out, const struct pk_activity *activity)
{
    struct pk_progress progress = pk_progress_of(activity);
    struct pk_buf done = { 0 }, total = { 0 };
    if (progress.known && progress.total > 0 && activity->target != PK_NO_MONEY) {
        pk_money_format(&done, progress.done);
        pk_money_format(&total, progress.total);
        pk_buf_printf(out, _("%s of %s"), pk_buf_text(&done), pk_buf_text(&total));
    } else if (progress.known) {
        pk_buf_printf(out, _("%d%% done"), progress.percent);
    }
    pk_buf_dispose(&done);
    pk_buf_dispose(&total);
}

static void put_activity(struct ui_facts *facts, const struct pk_activity *activity)
{
    add_names(&facts->who, activity->responsible);
    add_progress(&facts->count, activity);
    add_due(&facts->due, activity->due);
}

static void put_source(struct ui_facts *facts, const struct ui_app *app, const char *id)
{
    struct pk_buf text = { 0 };
    for (size_t i = 0; i < app->money.all.source_count; i++) {
        const struct pk_budget_source *source = &app->money.all.sources[i];
        if (strcmp(source->id, id) == 0) {
            pk_buf_printf(&facts->who, _("allocated %s Kč"),
                          ui_facts_amount(&text, source->allocation));
            pk_buf_printf(&facts->count, _("planned %s"), ui_facts_amount(&text, source->planned));
            pk_buf_printf(&facts->due, _("spent %s Kč"), ui_facts_amount(&text, source->spent));
        }
    }
    pk_buf_dispose(&text);
}

static void put_decision(struct ui_facts *facts, const struct ui_app *app,
                         const struct pk_decision *decision)
{
    const struct pk_activity *activity = pk_plan_activity(app->plan, decision->activity);
    const struct pk_choice *states = pk_schema_field(PK_DECISIONS, PK_DECISION_STATUS)->choices;
    pk_day on = pk_decision_day(app->plan, decision);
    add_names(&facts->who, decision->responsible);
    pk_buf_str(&facts->count, _(states[decision->status].label));
    add_due(&facts->due, decision->due);
    if (on != PK_NO_DAY) {
        struct pk_buf day = { 0 };
        pk_day_format(&day, on, PK_DAY_FULL);
        pk_buf_printf(&facts->last, _("from the meeting on %s"), pk_buf_text(&day));
        pk_buf_dispose(&day);
    }
    if (activity) {
        pk_buf_printf(&facts->moved, _("about: %s"), pk_record_title(&activity->record));
    }
}

static void put_proposal(struct ui_facts *facts, const struct ui_app *app,
                         const struct pk_pending *row)
{
    struct pk_buf now = { 0 }, wanted = { 0 };
    ui_waiting_now(&now, app->plan, row);
    ui_waiting_value(&wanted, app->plan, row, row->theirs);
    pk_buf_str(&facts->who, pk_who_shown(row->who));
    pk_buf_printf(&facts->last, _("in the plan: %s"), pk_buf_text(&now));
    pk_buf_printf(&facts->moved, _("proposed: %s"), pk_buf_text(&wanted));
    pk_buf_dispose(&now);
    pk_buf_dispose(&wanted);
}

/* ---- what the last meetings left ---- */

static void add_quoted(struct pk_buf *out, const char *text, size_t length)
{
    struct pk_buf safe = { 0 };
    pk_text_safe(&safe, text, length);
    pk_buf_printf(out, _("last time: \"%s\""), pk_buf_text(&safe));
    pk_buf_dispose(&safe);
}

/* A decision or the note's last line, whichever is the younger. */
static void add_last(struct ui_facts *facts, const struct ui_app *app,
                     const struct pk_point *point, const struct pk_activity *activity)
{
    const struct ui_meeting *meeting = &app->meeting;
    uint32_t place = meeting->decided[point - meeting->points.items];
    pk_day noted = PK_NO_DAY, today = app->options->today;
    size_t length = 0;
    const char *note = pk_note_before(activity->note, today, &noted, &length);
    const struct pk_decision *decision =
        place ? (const struct pk_decision *)pk_plan_at(app->plan, PK_DECISIONS, place - 1) : NULL;
    if (decision && (!note || pk_decision_day(app->plan, decision) >= noted)) {
        add_quoted(&facts->last, decision->text, strlen(decision->text));
    } else if (note) {
        add_quoted(&facts->last, note, length);
    }
}

static void add_postponed(struct ui_facts *facts, const struct ui_app *app,
                          const struct pk_point *point, const struct pk_activity *activity)
{
    const struct pk_activity *was = pk_plan_activity(app->meeting.lookback.begin, point->id);
    int count = point->postponed;
    count += was && was->due.last != PK_NO_DAY && activity->due.last > was->due.last;
    if (count) {
        pk_buf_printf(&facts->postponed,
                      ngettext("put off %d time", "put off %d times", (unsigned long)count),
                      count);
    }
}

static void add_moved(struct ui_facts *facts, const struct ui_app *app,
                      const struct pk_point *point)
{
    const struct ui_meeting *meeting = &app->meeting;
    const struct pk_moving *moving =
        meeting->last == PK_NO_DAY ? NULL : pk_since_find(&meeting->since, point->id);
    struct pk_wording wording = { app->plan, year_of(app), false };
    struct pk_buf words = { 0 };
    if (meeting->last == PK_NO_DAY) {
        return;
    }
    if (!moving) {
        pk_buf_str(&words, _("nothing"));
    } else if (moving->how == PK_MOVED_CHANGED) {
        pk_minutes_words(&words, &wording, moving->then, moving->now, moving->fields);
    } else {
        pk_buf_str(&words, moving->now ? _("new") : _("taken out of the plan"));
    }
    pk_buf_printf(&facts->moved, _("since last time: %s"), pk_buf_text(&words));
    pk_buf_dispose(&words);
}

static void add_tags(struct ui_facts *facts, const struct pk_point *point)
{
    for (int reason = 0; reason < PK_REASONS; reason++) {
        bool said = reason == PK_REASON_MOVED; /* the words say so */
        if (point->tags >> reason & 1 && !said) {
            pk_buf_str(&facts->tags, facts->tags.len ? ", " : "");
            pk_buf_str(&facts->tags, _(tag_names[reason]));
        }
    }
}

/* ---- what this meeting did ---- */

static void end_line(struct pk_buf *out)
{
    if (out->len) {
        pk_buf_char(out, '\n');
    }
}

static void add_agreed(struct ui_facts *facts, const struct ui_app *app,
                       const struct pk_activity *activity)
{
    const struct pk_activity *was =
        pk_plan_activity(app->meeting.lookback.begin, activity->id);
    struct pk_wording wording = { app->plan, year_of(app), false };
    uint64_t fields = 0;
    for (int field = 0; was && field < PK_ACTIVITY_FIELDS; field++) {
        bool same = pk_plan_same(app->plan, PK_ACTIVITIES, field, was->record.text[field],
                                 activity->record.text[field]);
        fields |= same ? 0 : UINT64_C(1) << field;
    }
    if (fields) {
        end_line(&facts->agreed);
        pk_minutes_words(&facts->agreed, &wording, was, activity, fields);
    }
}

/* "decision: Zajistit prostory – Petr, 30. 6." */
static void add_made(struct ui_facts *facts, const struct ui_app *app, const char *activity)
{
    const struct ui_meeting *meeting = &app->meeting;
    for (size_t i = 0; i < meeting->made_count; i++) {
        const struct pk_decision *decision =
            (const struct pk_decision *)pk_plan_at(app->plan, PK_DECISIONS, meeting->made[i]);
        if (!*activity || strcmp(decision->activity, activity) != 0) {
            continue;
        }
        struct pk_buf due = { 0 };
        pk_due_format(&due, decision->due, year_of(app));
        end_line(&facts->agreed);
        pk_buf_printf(&facts->agreed, "%s: %s%s%s%s%s", _("decision"), decision->text,
                      *decision->responsible || due.len ? " – " : "", decision->responsible,
                      *decision->responsible && due.len ? ", " : "", pk_buf_text(&due));
        pk_buf_dispose(&due);
    }
}

/* How a proposal that waits is settled: two keys that the bar has no room for. */
static void add_hint(struct ui_facts *facts, const struct ui_app *app,
                     const struct pk_point *point)
{
    const struct pk_record *record = pk_plan_find(app->plan, point->table, point->id);
    bool waits = record && (point->table == PK_PROPOSALS ||
                            (point->table == PK_ACTIVITIES &&
                             ((const struct pk_activity *)record)->status == PK_PROPOSED));
    if (waits && app->meeting.writes) {
        pk_buf_str(&facts->hint, _("a accepts it, F8 rejects it"));
    }
}

static void put_point(struct ui_facts *facts, const struct ui_app *app,
                      const struct pk_point *point, const struct pk_record *record)
{
    const struct pk_activity *activity = (const struct pk_activity *)record;
    switch (point->table) {
    case PK_ACTIVITIES:
        put_activity(facts, activity);
        add_last(facts, app, point, activity);
        add_postponed(facts, app, point, activity);
        add_moved(facts, app, point);
        add_agreed(facts, app, activity);
        break;
    case PK_DECISIONS:
        put_decision(facts, app, (const struct pk_decision *)record);
        break;
    case PK_SOURCES:
        put_source(facts, app, point->id);
        break;
    default:
        put_proposal(facts, app, (const struct pk_pending *)record);
        break;
    }
    add_made(facts, app, ui_meeting_activity_id(app, point));
    add_tags(facts, point);
    add_hint(facts, app, point);
}

void ui_facts_make(struct ui_facts *out, const struct ui_app *app, const struct pk_point *point)
{
    const struct pk_record *record = ui_meeting_any_record(app, point);
    ui_facts_brief(out, app, point);
    if (record) {
        put_point(out, app, point, record);
    }
}

void ui_facts_dispose(struct ui_facts *facts)
{
    pk_buf_dispose(&facts->title);
    pk_buf_dispose(&facts->reason);
    pk_buf_dispose(&facts->who);
    pk_buf_dispose(&facts->count);
    pk_buf_dispose(&facts->due);
    pk_buf_dispose(&facts->last);
    pk_buf_dispose(&facts->postponed);
    pk_buf_dispose(&facts->moved);
    pk_buf_dispose(&facts->tags);
    pk_buf_dispose(&facts->agreed);
    pk_buf_dispose(&facts->hint);
}
