/* A goal's row says what is gone from it, and its line where that was due: so that what is not there
 * any more has a place.  What a folded goal hides is counted in its row.
 */
#include "config.h"

#include "ui/since.h"

#include "planek/i18n.h"
#include "planek/money.h"
#include "ui/app.h"

enum { TOLD_MOST = 8 };

/* The group of then of that goal's number now; -1 where the goal was not there. */
static ptrdiff_t group_then(const struct ui_app *app, size_t group)
{
    const struct pk_goal *goal = app->money.all.goals[group].goal;
    if (!goal) {
        return (ptrdiff_t)app->since.budget.goal_count - 1;
    }
    const struct pk_goal *was = pk_plan_goal(app->since.then, goal->id);
    return was ? (ptrdiff_t)was->record.place : -1;
}

const struct pk_budget_goal *ui_since_goal(const struct ui_app *app, size_t group)
{
    static const struct pk_budget_goal nothing;
    ptrdiff_t was = group_then(app, group);
    return was < 0 ? &nothing : &app->since.budget.goals[was];
}

static size_t count_then(const struct ui_app *app, size_t group)
{
    const struct pk_group *groups;
    ptrdiff_t was = group_then(app, group);
    (void)pk_plan_groups(app->since.then, &groups);
    return was < 0 ? 0 : groups[was].count;
}

struct pk_chart_since ui_since_of_group(const struct ui_app *app, size_t group, bool folded)
{
    const struct pk_since *since = &app->since.since;
    if (!app->since.shown || group >= since->group_count) {
        return (struct pk_chart_since){ 0 };
    }
    const struct pk_since_group *of = &since->groups[group];
    const struct pk_goal *goal = app->money.all.goals[group].goal;
    if (goal && ui_since_new_goal(app, goal->id)) {
        return (struct pk_chart_since){ .appeared_itself = true };
    }
    return (struct pk_chart_since){
        .gone = of->gone,
        .appeared = folded ? of->appeared : 0,
        .changed = folded ? of->changed : 0,
        .count = count_then(app, group) != app->money.tallies[group].count,
        .planned = ui_since_goal(app, group)->planned != app->money.all.goals[group].planned,
    };
}

/* ---- where what is gone was due ---- */

static bool is_plain(enum pk_mark mark)
{
    return mark == PK_MARK_NONE || mark == PK_MARK_REST || mark == PK_MARK_HOLIDAY ||
           mark == PK_MARK_GOAL_LEFT || mark == PK_MARK_GOAL_DONE;
}

/* The last cell of the day, as of every deadline; the one before where the line ends, or today
 * stands there.  Never over a sign. */
static int cell_of(const enum pk_mark *marks, struct pk_scale scale, pk_day day)
{
    int cell = pk_chart_due_cell(scale, day);
    if (cell >= 0 && cell < scale.cells && !is_plain(marks[cell])) {
        cell--;
    }
    return cell >= 0 && cell < scale.cells && is_plain(marks[cell]) ? cell : -1;
}

static void put_cross(struct pk_grid *grid, int y, const struct pk_chart *chart,
                      const enum pk_mark *marks, pk_day day)
{
    int cell = cell_of(marks, chart->scale, day);
    if (cell >= 0) {
        pk_grid_glyph(grid, chart->line_x + cell, y, PK_ROLE_DIM, "×", 'x');
    }
}

void ui_since_put_gone(const struct ui_app *app, struct pk_grid *grid, int y,
                       const struct pk_chart *chart, size_t group)
{
    size_t count = 0;
    const struct pk_activity *const *gone = NULL;
    enum pk_mark marks[PK_CHART_LINE_MAX];
    if (app->since.shown) {
        gone = pk_since_gone_from(&app->since.since, group, &count);
    }
    if (count == 0) {
        return;
    }
    pk_timeline_summary(marks, chart->scale, &app->money.tallies[group].line,
                        app->options->today);
    size_t at = pk_since_due_from(gone, count, chart->scale.from);
    while (at < count && gone[at]->due.last < chart->scale.to) {
        pk_day day = gone[at]->due.last;
        put_cross(grid, y, chart, marks, day);
        pk_day next = pk_scale_day(chart->scale, pk_scale_cell(chart->scale, day) + 1);
        at = pk_since_due_from(gone, count, next > day ? next : day + 1);
    }
}

/* ---- in words ---- */

/* "Webináře (31. 12., 10 000 Kč)" */
static void add_gone(const struct ui_app *app, struct pk_buf *out,
                     const struct pk_activity *activity)
{
    pk_buf_str(out, pk_record_title(&activity->record));
    size_t end = out->len;
    pk_buf_str(out, " (");
    size_t begin = out->len;
    pk_due_format_narrow(out, activity->due, pk_plan_settings(app->plan)->year);
    if (activity->cost != PK_NO_MONEY) {
        pk_buf_str(out, out->len > begin ? ", " : "");
        pk_money_format(out, activity->cost);
        pk_buf_str(out, " Kč");
    }
    if (out->len == begin) {
        pk_buf_cut(out, end);
    } else {
        pk_buf_char(out, ')');
    }
}

static void add_gone_ones(const struct ui_app *app, struct pk_buf *out, size_t group)
{
    size_t count;
    const struct pk_activity *const *gone =
        pk_since_gone_from(&app->since.since, group, &count);
    for (size_t i = 0; i < count && i < TOLD_MOST; i++) {
        pk_buf_str(out, "− ");
        add_gone(app, out, gone[i]);
        pk_buf_char(out, '\n');
    }
    if (count > TOLD_MOST) {
        pk_buf_str(out, "− …\n");
    }
}

/* "changed 2, gone 1, planned 50 000 → 90 000 Kč" */
static void add_what(const struct ui_app *app, struct pk_buf *out, size_t group,
                     const struct pk_chart_since *what)
{
    const struct {
        const char *label;
        size_t count;
    } parts[] = { { C_("since", "changed"), what->changed },
                  { C_("since", "added"), what->appeared },
                  { C_("since", "gone"), what->gone } };
    const char *between = "";
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (parts[i].count) {
            pk_buf_printf(out, "%s%s %zu", between, parts[i].label, parts[i].count);
            between = ", ";
        }
    }
    if (what->planned) {
        pk_buf_printf(out, "%s%s ", between, _("planned"));
        pk_money_format(out, ui_since_goal(app, group)->planned);
        pk_buf_str(out, " → ");
        pk_money_format(out, app->money.all.goals[group].planned);
        pk_buf_str(out, " Kč");
    }
}

/* "since 5. 6.: gone 1, planned 50 000 → 90 000 Kč", then each that is gone */
void ui_since_tell_group(const struct ui_app *app, struct pk_buf *out, size_t group)
{
    struct pk_chart_since what = ui_since_of_group(app, group, true);
    struct pk_buf day = { 0 };
    pk_day_format(&day, app->since.day, PK_DAY_SHORT);
    if (what.appeared_itself) {
        pk_buf_printf(out, _("new since %s"), pk_buf_text(&day));
        pk_buf_char(out, '\n');
    } else if (what.planned || what.gone || what.appeared || what.changed) {
        pk_buf_printf(out, _("since %s: "), pk_buf_text(&day));
        add_what(app, out, group, &what);
        pk_buf_char(out, '\n');
        add_gone_ones(app, out, group);
    }
    pk_buf_dispose(&day);
}
