/* Why a point is on the agenda, in a few words: as it was when the meeting began.
 */
#include "config.h"

#include <string.h>

#include "planek/chart.h"
#include "planek/i18n.h"
#include "ui/app.h"
#include "ui/meetingfacts.h"

static void add_days(struct pk_buf *out, const struct ui_app *app, struct pk_due due)
{
    int days = due.last - app->options->today;
    if (due.last == PK_NO_DAY) {
        return;
    }
    if (days < 0) {
        pk_buf_printf(out, ngettext("%d day late", "%d days late", (unsigned long)-days), -days);
    } else if (days == 0) {
        pk_buf_str(out, _("due today"));
    } else {
        pk_buf_printf(out, ngettext("%d day left", "%d days left", (unsigned long)days), days);
    }
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

static void add_reason(struct ui_facts *facts, const struct ui_app *app,
                       const struct pk_point *point, const struct pk_record *record)
{
    struct pk_buf *out = &facts->reason;
    const struct pk_record *begun =
        pk_plan_find(app->meeting.lookback.begin, point->table, point->id);
    record = begun ? begun : record;
    switch (point->reason) {
    case PK_REASON_LATE:
        facts->alarming = true;
        add_days(out, app, ((const struct pk_activity *)record)->due);
        break;
    case PK_REASON_SOON:
        add_days(out, app, ((const struct pk_activity *)record)->due);
        break;
    case PK_REASON_MOVED:
        add_moved_reason(out, app, point);
        break;
    case PK_REASON_STUCK:
        pk_buf_str(out, _("no progress since last time"));
        break;
    case PK_REASON_OVER:
        facts->alarming = true;
        add_over(out, app, point->id);
        break;
    case PK_REASON_DECISION: {
        struct pk_due due = ((const struct pk_decision *)record)->due;
        facts->alarming = due.last != PK_NO_DAY && due.last < app->options->today;
        pk_buf_str(out, _("decided"));
        pk_buf_str(out, due.last != PK_NO_DAY ? ", " : "");
        add_days(out, app, due);
        break;
    }
    case PK_REASON_PROPOSED:
        pk_buf_str(out, _("proposed"));
        break;
    case PK_REASONS: break;
    }
}

static void add_title(struct ui_facts *facts, const struct ui_app *app,
                      const struct pk_point *point, const struct pk_record *record)
{
    facts->mark = " ";
    facts->ascii = ' ';
    if (point->table == PK_ACTIVITIES) {
        const struct pk_activity *activity = (const struct pk_activity *)record;
        facts->mark = pk_chart_state_mark(pk_chart_state(activity, app->options->today),
                                          &facts->ascii);
    } else {
        bool source = point->table == PK_SOURCES, row = point->table == PK_PROPOSALS;
        facts->mark = source ? "!" : row ? "?" : "·";
        facts->ascii = source ? '!' : row ? '?' : '-';
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
