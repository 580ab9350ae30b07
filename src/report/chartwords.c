/* chartwords.c: what the chart says of a row in words, signs and figures.
 */
#include "config.h"

#include "report/chartwords.h"

#include <assert.h>

#include "planek/i18n.h"
#include "planek/money.h"
#include "planek/progress.h"
#include "planek/text.h"

static const struct {
    struct pk_sign sign;
    const char *name;
} states[] = {
    [PK_STATE_DONE] = { { "√", 'v', PK_ROLE_DONE }, N_("done") },
    [PK_STATE_ACTIVE] = { { "►", '>', PK_ROLE_TEXT }, N_("under way") },
    [PK_STATE_PLANNED] = { { "·", '.', PK_ROLE_TEXT }, N_("planned") },
    [PK_STATE_LATE] = { { "!", '!', PK_ROLE_LATE }, N_("late") },
    [PK_STATE_PROPOSED] = { { "?", '?', PK_ROLE_DIM }, N_("proposed") },
    [PK_STATE_DROPPED] = { { "×", 'x', PK_ROLE_DIM }, N_("dropped") },
    [PK_STATE_ONGOING] = { { "∞", '~', PK_ROLE_TEXT }, N_("ongoing") },
};
static_assert(sizeof states / sizeof states[0] == PK_STATES, "a state is missing");

enum pk_state pk_chart_state(const struct pk_activity *activity, pk_day today)
{
    bool ongoing = activity->due.kind == PK_DUE_ONGOING
                || activity->due.kind == PK_DUE_ONGOING_UNTIL;
    switch ((enum pk_status)activity->status) {
    case PK_PROPOSED: return PK_STATE_PROPOSED;
    case PK_DONE: return PK_STATE_DONE;
    case PK_DROPPED: return PK_STATE_DROPPED;
    case PK_PLANNED:
    case PK_ACTIVE: break;
    }
    if (pk_activity_late(activity, today)) {
        return PK_STATE_LATE;
    }
    if (ongoing) {
        return PK_STATE_ONGOING;
    }
    return activity->status == PK_ACTIVE ? PK_STATE_ACTIVE : PK_STATE_PLANNED;
}

const struct pk_sign *pk_chart_sign(enum pk_state state)
{
    return &states[state].sign;
}

const char *pk_chart_state_name(enum pk_state state)
{
    return _(states[state].name);
}

const char *pk_chart_state_mark(enum pk_state state, char *ascii)
{
    *ascii = states[state].sign.ascii;
    return states[state].sign.glyph;
}

const char *pk_chart_mark(const struct pk_activity *activity, pk_day today, char *ascii)
{
    return pk_chart_state_mark(pk_chart_state(activity, today), ascii);
}

void pk_chart_amount(struct pk_buf *out, pk_money amount, int cells)
{
    struct pk_buf text = { 0 };
    pk_money_format(&text, amount);
    if (pk_text_width(pk_buf_text(&text), text.len) > cells) {
        enum { THOUSAND = 1000 * 100 };
        struct pk_buf thousands = { 0 };
        pk_money_format(&thousands, (amount + THOUSAND / 2) / THOUSAND * 100);
        pk_buf_cut(&text, 0);
        /* TRANSLATORS: thousands of Kč, where the whole amount has no room */
        pk_buf_printf(&text, C_("amount", "%s k"), pk_buf_text(&thousands));
        pk_buf_dispose(&thousands);
    }
    if (pk_text_width(pk_buf_text(&text), text.len) <= cells) {
        pk_buf_str(out, pk_buf_text(&text));
    } else {
        pk_buf_str(out, "…");
    }
    pk_buf_dispose(&text);
}

void pk_chart_cost(struct pk_buf *out, const struct pk_plan *plan,
                   const struct pk_activity *activity, int cells)
{
    if (pk_record_bad(&activity->record, PK_ACTIVITY_COST)) {
        pk_buf_str(out, PK_CHART_FAULTY);
        return;
    }
    if (activity->cost != PK_NO_MONEY || !*activity->cost_in) {
        pk_chart_amount(out, activity->cost, cells);
        return;
    }
    const struct pk_activity *in = pk_plan_activity(plan, activity->cost_in);
    pk_buf_str(out, "→ ");
    if (in) {
        pk_plan_number(out, plan, &in->record);
    } else {
        pk_buf_str(out, activity->cost_in);
    }
}

void pk_chart_count(struct pk_buf *out, const struct pk_activity *activity)
{
    struct pk_progress progress = pk_progress_of(activity);
    if (!progress.known || !progress.counted) {
        return;
    }
    pk_money_format(out, progress.done);
    pk_buf_char(out, '/');
    pk_money_format(out, progress.total);
}

void pk_chart_goal_text(struct pk_buf *out, const struct pk_group *group)
{
    if (!group->goal) {
        pk_buf_str(out, _("Without a goal"));
        return;
    }
    pk_buf_str(out, pk_record_title(&group->goal->record));
    if (group->goal->priority != PK_NO_INT) {
        pk_buf_printf(out, "  !%d", group->goal->priority);
    }
}
