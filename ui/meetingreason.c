/* Why a point is on the agenda, in a few words: as it was when the meeting began, said as past once
 * that is so no more.
 */
#include "config.h"

#include <string.h>

#include "planek/chart.h"
#include "planek/i18n.h"
#include "ui/app.h"
#include "ui/meetingfacts.h"

static void add_late(struct pk_buf *out, int days, bool past)
{
    unsigned long many = (unsigned long)days;
    pk_buf_printf(out, past ? ngettext("was %d day late", "was %d days late", many)
                            : ngettext("%d day late", "%d days late", many), days);
}

static void add_left(struct pk_buf *out, int days, bool past)
{
    unsigned long many = (unsigned long)days;
    pk_buf_printf(out, past ? ngettext("%d day was left", "%d days were left", many)
                            : ngettext("%d day left", "%d days left", many), days);
}

/* past: the deadline is another one by now, or matters no more. */
static void add_days(struct pk_buf *out, const struct ui_app *app, struct pk_due due, bool past)
{
    if (due.last == PK_NO_DAY) {
        return;
    }
    int days = due.last - app->options->today;
    if (days < 0) {
        add_late(out, -days, past);
    } else if (days == 0) {
        pk_buf_str(out, past ? _("was due today") : _("due today"));
    } else {
        add_left(out, days, past);
    }
}

static bool activity_is_past(const struct pk_activity *was, const struct pk_activity *now)
{
    bool closed = !now || now->status == PK_DONE || now->status == PK_DROPPED;
    return closed || now->due.last != was->due.last;
}

static bool decision_is_past(const struct pk_decision *was, const struct pk_decision *now)
{
    return !now || now->status != PK_DECISION_OPEN || now->due.last != was->due.last;
}

static void add_moved_reason(struct pk_buf *out, const struct ui_app *app,
                             const struct pk_point *point)
{
    const struct pk_moving *moving = pk_since_find(&app->meeting.since, point->id);
    const struct pk_activity *now = moving ? moving->now : NULL;
    bool finished = now && now->status == PK_DONE && moving->fields >> PK_ACTIVITY_STATUS & 1;
    if (!now) {
        pk_buf_str(out, _("taken out of the plan"));
    } else if (moving->how == PK_MOVED_APPEARED) {
        pk_buf_str(out, _("new since last time"));
    } else {
        pk_buf_str(out, finished ? _("done since last time") : _("changed since last time"));
    }
}

static void add_over(struct pk_buf *out, const struct ui_app *app, const char *id)
{
    struct pk_buf text = { 0 };
    for (size_t i = 0; i < app->money.all.source_count; i++) {
        const struct pk_budget_source *source = &app->money.all.sources[i];
        if (strcmp(source->id, id) != 0) {
            continue;
        }
        if (pk_budget_over(source)) {
            pk_money over = pk_money_sub(source->planned, source->allocation);
            pk_buf_printf(out, _("%s Kč over"), ui_facts_amount(&text, over));
        } else if (source->left != PK_NO_MONEY && source->left < 0) {
            pk_buf_printf(out, _("%s Kč overspent"), ui_facts_amount(&text, -source->left));
        } else {
            pk_buf_str(out, _("within its limit again"));
        }
    }
    pk_buf_dispose(&text);
}

static void add_activity_reason(struct ui_facts *facts, const struct ui_app *app,
                                const struct pk_point *point, const struct pk_activity *was,
                                const struct pk_activity *now)
{
    struct pk_buf *out = &facts->reason;
    bool still = now && now->status == was->status && now->done == was->done &&
                 strcmp(now->detail, was->detail) == 0;
    switch (point->reason) {
    case PK_REASON_LATE:
        facts->alarming = true;
        add_days(out, app, was->due, activity_is_past(was, now));
        break;
    case PK_REASON_SOON:
        add_days(out, app, was->due, activity_is_past(was, now));
        break;
    case PK_REASON_STUCK:
        pk_buf_str(out, still ? _("no progress since last time") : _("no progress until today"));
        break;
    default:
        pk_buf_str(out, now && now->status == was->status ? _("proposed") : _("was proposed"));
        break;
    }
}

static void add_decision_reason(struct ui_facts *facts, const struct ui_app *app,
                                const struct pk_decision *was, const struct pk_decision *now)
{
    struct pk_due due = was->due;
    facts->alarming = due.last != PK_NO_DAY && due.last < app->options->today;
    pk_buf_str(&facts->reason, _("decided"));
    pk_buf_str(&facts->reason, due.last != PK_NO_DAY ? ", " : "");
    add_days(&facts->reason, app, due, decision_is_past(was, now));
}

static void add_reason(struct ui_facts *facts, const struct ui_app *app,
                       const struct pk_point *point, const struct pk_record *record)
{
    const struct pk_record *was =
        pk_plan_find(app->meeting.lookback.begin, point->table, point->id);
    const struct pk_record *now = pk_plan_find(app->plan, point->table, point->id);
    was = was ? was : record;
    if (point->reason == PK_REASON_MOVED) {
        add_moved_reason(&facts->reason, app, point);
    } else if (point->table == PK_ACTIVITIES) {
        add_activity_reason(facts, app, point, (const struct pk_activity *)was,
                            (const struct pk_activity *)now);
    } else if (point->table == PK_DECISIONS) {
        add_decision_reason(facts, app, (const struct pk_decision *)was,
                            (const struct pk_decision *)now);
    } else if (point->table == PK_SOURCES) {
        facts->alarming = true;
        add_over(&facts->reason, app, point->id);
    } else {
        pk_buf_str(&facts->reason, now ? _("proposed") : _("was proposed"));
    }
}

/* A decision's mark is that of an activity in the same state. */
static enum pk_state state_of(const struct ui_app *app, const struct pk_record *record)
{
    if (record->table == PK_ACTIVITIES) {
        return pk_chart_state((const struct pk_activity *)record, app->options->today);
    }
    enum pk_decision_status status = ((const struct pk_decision *)record)->status;
    return status == PK_DECISION_DONE      ? PK_STATE_DONE
           : status == PK_DECISION_DROPPED ? PK_STATE_DROPPED
                                           : PK_STATE_PLANNED;
}

static void add_title(struct ui_facts *facts, const struct ui_app *app,
                      const struct pk_point *point, const struct pk_record *record)
{
    if (point->table == PK_ACTIVITIES || point->table == PK_DECISIONS) {
        facts->mark = pk_chart_state_mark(state_of(app, record), &facts->ascii);
    } else {
        facts->mark = point->table == PK_SOURCES ? "!" : "?";
        facts->ascii = *facts->mark;
    }
    if (point->table == PK_PROPOSALS) {
        ui_waiting_subject(&facts->title, app, record);
    } else {
        pk_buf_str(&facts->title, pk_record_title(record));
    }
}

void ui_facts_brief(struct ui_facts *out, const struct ui_app *app, const struct pk_point *point)
{
    const struct pk_record *record = ui_meeting_any_record(app, point);
    *out = (struct ui_facts){ .mark = " ", .ascii = ' ' };
    if (record) {
        add_title(out, app, point, record);
        add_reason(out, app, point, record);
    }
}
