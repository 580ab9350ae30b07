/* Without a filter rows go from place to place as in the plan.  With one a row that only went past
 * hidden ones would seem not to move: it goes past the next one that is shown.
 */
#include "config.h"

#include "ui/step.h"

#include "planek/edit.h"
#include "planek/i18n.h"
#include "ui/app.h"
#include "ui/edit.h"
#include "ui/target.h"

/* Where a row is to go: behind `after`, or to the first place of its table. */
struct place {
    bool found;
    const struct pk_record *after;
    size_t passed; /* rows of its goal that are hidden */
};

static const struct pk_record *goal_of(const struct ui_outline *outline, size_t group)
{
    const struct pk_goal *goal = outline->groups[group].goal;
    return goal ? &goal->record : NULL;
}

/* Behind the group's last activity. */
static struct place end_of(const struct ui_outline *outline, size_t group, size_t passed)
{
    const struct pk_group *of = &outline->groups[group];
    const struct pk_record *after =
        of->count ? &of->activities[of->count - 1]->record : goal_of(outline, group);
    return (struct place){ true, after, passed };
}

/* Hidden rows between two of one goal. */
static size_t hidden_between(const struct ui_row *a, const struct ui_row *b, size_t shown)
{
    bool same = a->activity && b->activity && a->group == b->group;
    return same ? b->activity->position - a->activity->position - shown : 0;
}

static struct place place_above(const struct ui_outline *outline, size_t row, size_t steps)
{
    const struct ui_row *own = &outline->rows[row];
    size_t at = steps < row ? row - steps : row > 1;
    const struct ui_row *above = &outline->rows[at];
    if (row == 0 || (!above->activity && at == 0)) {
        return (struct place){ .found = false };
    }
    if (!above->activity) {
        return end_of(outline, above[-1].group, steps == 1 ? own->activity->position : 0);
    }
    size_t position = above->activity->position;
    const struct pk_group *group = &outline->groups[above->group];
    return (struct place){ true,
                           position ? &group->activities[position - 1]->record
                                    : goal_of(outline, above->group),
                           hidden_between(above, own, row - at) };
}

static struct place place_below(const struct ui_outline *outline, size_t row, size_t steps)
{
    const struct ui_row *own = &outline->rows[row], *below = own;
    for (; steps > 0 && (size_t)(below - outline->rows) + 1 < outline->list.count; steps--) {
        if (!below[1].activity && !goal_of(outline, below[1].group)) {
            break;
        }
        below++;
    }
    if (below == own) {
        return (struct place){ .found = false };
    }
    if (!below->activity) {
        size_t behind = outline->groups[own->group].count - own->activity->position - 1;
        return (struct place){ true, goal_of(outline, below->group),
                               below == own + 1 ? behind : 0 };
    }
    return (struct place){ true, &below->activity->record,
                           hidden_between(own, below, (size_t)(below - own)) };
}

/* Goals go past the next goals that are shown. */
static struct place place_of_goal(const struct ui_app *app, size_t row, int direction,
                                  size_t steps)
{
    const struct ui_outline *outline = &app->outline;
    struct place place = { .found = false };
    for (size_t at = row + (size_t)direction; at < outline->list.count && steps > 0;
         at += (size_t)direction) {
        const struct pk_record *goal = goal_of(outline, outline->rows[at].group);
        if (outline->rows[at].activity || !goal) {
            continue;
        }
        bool first = direction < 0 && goal->place == 0;
        const struct pk_record *after =
            direction > 0 ? goal : first ? NULL : pk_plan_at(app->plan, PK_GOALS, goal->place - 1);
        place = (struct place){ true, after, 0 };
        steps--;
    }
    return place;
}

static struct place shown_place(const struct ui_app *app, int by)
{
    const struct ui_outline *outline = &app->outline;
    size_t row = outline->list.cursor, steps = by < 0 ? (size_t)-by : (size_t)by;
    if (!outline->rows[row].activity) {
        return place_of_goal(app, row, by < 0 ? -1 : 1, steps);
    }
    return by < 0 ? place_above(outline, row, steps) : place_below(outline, row, steps);
}

static void tell_passed(struct ui_app *app, size_t passed)
{
    if (passed) {
        pk_buf_str(&app->message.text, "; ");
        pk_buf_printf(&app->message.text,
                      ngettext("it went past %zu row that the filter hides",
                               "it went past %zu rows that the filter hides", passed),
                      passed);
    }
}

static void tell_edge(struct ui_app *app, bool filtered, int direction)
{
    if (filtered) {
        ui_say(app, "%s", _("no row is shown beyond this one; Esc shows all of them"));
    } else if (direction < 0) {
        ui_say(app, "%s", _("this is the first place already"));
    } else {
        ui_say(app, "%s", _("this is the last place already"));
    }
}

unsigned ui_step(struct ui_app *app, int steps)
{
    bool in_chart = !ui_app_covered(app) && app->below.focus == UI_ON_CHART;
    bool filtered = in_chart && app->outline.filter_text;
    struct place place = filtered ? shown_place(app, steps) : (struct place){ .found = true };
    struct pk_change change;
    struct pk_diag diag;
    enum pk_err err = PK_OK;
    pk_change_init(&change);
    if (filtered && place.found) {
        err = pk_edit_move(&change, app->plan, ui_target(app), place.after, &diag);
    } else if (!filtered) {
        err = pk_edit_step(&change, app->plan, ui_target(app), steps, &diag);
    }
    if (err) {
        ui_complain(app, &diag);
    } else if (change.count == 0) {
        tell_edge(app, filtered, steps);
    } else if (ui_commit(app, &change)) {
        tell_passed(app, place.passed);
    }
    pk_change_dispose(&change);
    return UI_DRAW;
}
