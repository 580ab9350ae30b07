/* checkrules.c: the rules of a plan beyond types and references, as a table.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/checking.h"
#include "planek/depends.h"
#include "planek/i18n.h"
#include "planek/shares.h"
#include "planek/text.h"

static const struct pk_activity *checked_activity(const struct pk_checking *checking)
{
    return (const struct pk_activity *)checking->record;
}

static pk_day year_start(const struct pk_checking *checking, int later)
{
    int year = pk_plan_settings(checking->plan)->year;
    return year ? pk_day_make(year + later, 1, 1) : PK_NO_DAY;
}

static void goal_has_an_activity(struct pk_checking *checking)
{
    const struct pk_group *groups;
    if (pk_plan_broken(checking->plan, PK_ACTIVITIES)) {
        return;
    }
    (void)pk_plan_groups(checking->plan, &groups);
    if (groups[checking->record->place].count == 0) {
        pk_checking_say(checking, PK_WARNING,
                        _("the goal has no activity; add one or remove the goal"));
    }
}

static int compare_ranks(const void *left, const void *right)
{
    const struct pk_goal *a = *(const struct pk_goal *const *)left;
    const struct pk_goal *b = *(const struct pk_goal *const *)right;
    if (a->priority != b->priority) {
        return a->priority < b->priority ? -1 : 1;
    }
    return a->record.place < b->record.place ? -1 : a->record.place > b->record.place;
}

static void rank_goals(struct pk_checking *checking)
{
    size_t count = pk_plan_count(checking->plan, PK_GOALS);
    checking->ranked = pk_new(count + 1, sizeof(*checking->ranked));
    for (size_t place = 0; place < count; place++) {
        const struct pk_goal *goal =
            (const struct pk_goal *)pk_plan_at(checking->plan, PK_GOALS, place);
        if (goal->priority != PK_NO_INT) {
            checking->ranked[checking->ranked_count++] = goal;
        }
    }
    qsort(checking->ranked, checking->ranked_count, sizeof(*checking->ranked), compare_ranks);
}

/* Of goals that share a priority all but the first are named. */
static void priority_stands_once(struct pk_checking *checking)
{
    const struct pk_goal *goal = (const struct pk_goal *)checking->record;
    if (goal->priority == PK_NO_INT) {
        return;
    }
    if (!checking->ranked) {
        rank_goals(checking);
    }
    const struct pk_goal **at = bsearch(&goal, checking->ranked, checking->ranked_count,
                                        sizeof(*checking->ranked), compare_ranks);
    if (at && at > checking->ranked && at[-1]->priority == goal->priority) {
        pk_checking_say(checking, PK_WARNING,
                        _("\"%s\" has this priority, too; give each its own"),
                        pk_text_quote(pk_record_title(&at[-1]->record)).text);
    }
}

static void id_is_no_goal(struct pk_checking *checking)
{
    if (*pk_checking_text(checking) &&
        pk_checking_find(checking, PK_GOALS, pk_checking_text(checking))) {
        pk_checking_say(checking, PK_ERROR,
                        _("a goal has this id, too; give one of them another"));
    }
}

static void role_is_given(struct pk_checking *checking)
{
    const char *cursor = pk_checking_text(checking);
    if (!pk_checking_item(checking, &cursor)) {
        pk_checking_say(checking, PK_WARNING, _("nobody is responsible; name a role"));
    }
}

/* What began before the plan's year may well go on in it. */
static void start_is_not_after_the_year(struct pk_checking *checking)
{
    const struct pk_activity *activity = checked_activity(checking);
    pk_day end = year_start(checking, 1);
    if (activity->start != PK_NO_DAY && end != PK_NO_DAY && activity->start >= end) {
        pk_checking_say(checking, PK_WARNING, _("the start lies after the plan's year %d"),
                        pk_plan_settings(checking->plan)->year);
    }
}

static void due_is_not_before_start(struct pk_checking *checking)
{
    const struct pk_activity *activity = checked_activity(checking);
    if (activity->start == PK_NO_DAY || activity->due.last == PK_NO_DAY ||
        activity->due.last >= activity->start) {
        return;
    }
    pk_checking_say(checking, PK_ERROR,
                    _("the deadline lies before the start \"%s\"; change one of them"),
                    pk_text_quote(activity->record.text[PK_ACTIVITY_START]).text);
}

static void due_is_in_the_year(struct pk_checking *checking)
{
    pk_day last = checked_activity(checking)->due.last;
    pk_day start = year_start(checking, 0), end = year_start(checking, 1);
    if (last != PK_NO_DAY && start != PK_NO_DAY && (last < start || last >= end)) {
        pk_checking_say(checking, PK_WARNING, _("the deadline lies outside the plan's year %d"),
                        pk_plan_settings(checking->plan)->year);
    }
}

static void cost_is_given_once(struct pk_checking *checking)
{
    const char *cost_in = checked_activity(checking)->cost_in;
    if (*cost_in && *pk_checking_text(checking)) {
        pk_checking_say(checking, PK_ERROR,
                        _("cost_in says that \"%s\" covers it; empty cost or cost_in"),
                        pk_text_quote(cost_in).text);
    }
}

static void cost_in_ends(struct pk_checking *checking)
{
    const struct pk_activity *activity = checked_activity(checking);
    if (!*activity->cost_in) {
        return;
    }
    if (strcmp(activity->cost_in, activity->id) == 0) {
        pk_checking_say(checking, PK_ERROR,
                        _("the cost cannot be counted in the activity itself; empty cost_in or "
                          "name another"));
    } else if (pk_circle_of_cost_in(checking, activity)) {
        pk_checking_say(checking, PK_ERROR,
                        _("the costs are counted in each other in a circle; empty cost_in of one "
                          "of them"));
    } else if (pk_chain_too_long(checking, activity)) {
        pk_checking_say(checking, PK_ERROR,
                        _("more than %d activities are counted one in another; name the last of "
                          "them, whose cost covers all"),
                        PK_COST_IN_MAX);
    }
}

/* Where both are proposed, or this one is dropped, no total misses anything. */
static void cost_in_is_counted(struct pk_checking *checking)
{
    const struct pk_activity *activity = checked_activity(checking);
    const struct pk_activity *other = (const struct pk_activity *)pk_checking_find(
        checking, PK_ACTIVITIES, activity->cost_in);
    if (!other || other == activity || activity->status == PK_DROPPED ||
        activity->status == other->status) {
        return;
    }
    if (other->status == PK_DROPPED) {
        pk_checking_say(checking, PK_WARNING,
                        _("that activity is dropped, so this cost is in no total; give it here"));
    } else if (other->status == PK_PROPOSED) {
        pk_checking_say(checking, PK_WARNING,
                        _("that activity is only proposed, so this cost is in no total yet"));
    }
}

static void proposal_is_decided(struct pk_checking *checking)
{
    if (checked_activity(checking)->status == PK_PROPOSED) {
        pk_checking_say(checking, PK_WARNING,
                        _("\"%s\" waits for a decision: accept or reject it"),
                        pk_text_quote(checked_activity(checking)->id).text);
    }
}

static void cost_has_a_source(struct pk_checking *checking)
{
    const char *cursor = pk_checking_text(checking);
    pk_money cost = checked_activity(checking)->cost;
    if (cost != PK_NO_MONEY && cost > 0 && !pk_checking_item(checking, &cursor)) {
        pk_checking_say(checking, PK_WARNING, _("the cost has no source; say who pays"));
    }
}

static void shares_add_up(struct pk_checking *checking)
{
    const struct pk_activity *activity = checked_activity(checking);
    struct pk_shares shares;
    struct pk_diag diag;
    if (pk_shares_parse(&shares, pk_checking_text(checking), &diag) != PK_OK) {
        pk_checking_say(checking, PK_ERROR, "%s", diag.text);
        return;
    }
    for (int i = 0; i < shares.count; i++) {
        (void)pk_check_reference(checking, 1u << PK_SOURCES, shares.items[i].source);
    }
    if (!pk_record_bad(&activity->record, PK_ACTIVITY_COST) &&
        pk_shares_settle(&shares, activity->cost, &diag) != PK_OK) {
        pk_checking_say(checking, PK_ERROR, "%s", diag.text);
    }
}

static void depends_on_others(struct pk_checking *checking)
{
    const char *cursor = pk_checking_text(checking), *id;
    while ((id = pk_checking_item(checking, &cursor))) {
        if (strcmp(id, checked_activity(checking)->id) == 0) {
            pk_checking_say(checking, PK_ERROR,
                            _("an activity cannot wait for itself; remove \"%s\""),
                            pk_text_quote(id).text);
            return;
        }
    }
}

static void depends_ends(struct pk_checking *checking)
{
    if (*pk_checking_text(checking) &&
        pk_circle_of_depends(checking, checked_activity(checking))) {
        pk_checking_say(checking, PK_WARNING,
                        _("activities wait for each other in a circle; remove one of the "
                          "dependencies"));
    }
}

static void depends_are_due_before(struct pk_checking *checking)
{
    const struct pk_activity *activity = checked_activity(checking);
    const char *cursor = pk_checking_text(checking), *id;
    while ((id = pk_checking_item(checking, &cursor))) {
        const struct pk_activity *on =
            (const struct pk_activity *)pk_checking_find(checking, PK_ACTIVITIES, id);
        if (on && pk_depends_clash(activity, on)) {
            pk_checking_say(checking, PK_WARNING,
                            _("the deadline lies before that of \"%s\", which it waits for"),
                            pk_text_quote(pk_record_title(&on->record)).text);
            return;
        }
    }
}

static const struct pk_rule goal_rules[] = {
    { PK_GOAL_ID, true, goal_has_an_activity },
    { PK_GOAL_PRIORITY, true, priority_stands_once },
    { 0 },
};
static const struct pk_rule activity_rules[] = {
    { PK_ACTIVITY_ID, false, id_is_no_goal },
    { PK_ACTIVITY_RESPONSIBLE, true, role_is_given },
    { PK_ACTIVITY_START, true, start_is_not_after_the_year },
    { PK_ACTIVITY_DUE, false, due_is_not_before_start },
    { PK_ACTIVITY_DUE, true, due_is_in_the_year },
    { PK_ACTIVITY_COST, false, cost_is_given_once },
    { PK_ACTIVITY_COST_IN, false, cost_in_ends },
    { PK_ACTIVITY_COST_IN, true, cost_in_is_counted },
    { PK_ACTIVITY_SOURCE, false, shares_add_up },
    { PK_ACTIVITY_SOURCE, true, cost_has_a_source },
    { PK_ACTIVITY_STATUS, true, proposal_is_decided },
    { PK_ACTIVITY_DEPENDS, false, depends_on_others },
    { PK_ACTIVITY_DEPENDS, true, depends_ends },
    { PK_ACTIVITY_DEPENDS, true, depends_are_due_before },
    { 0 },
};
static const struct pk_rule no_rules[] = { { 0 } };

const struct pk_rule *pk_check_rules(enum pk_table table)
{
    static const struct pk_rule *const rules[PK_TABLES] = {
        [PK_GOALS] = goal_rules,
        [PK_ACTIVITIES] = activity_rules,
        [PK_PROPOSALS] = pk_proposal_rules,
        [PK_CONFLICTS] = pk_conflict_rules,
    };
    return rules[table] ? rules[table] : no_rules;
}
