/* Beside the plan of now stands the plan of then, which is read once.  What is marked is small: a
 * sign before the deadline; the chart puts a ring where the deadline was.
 */
#include "config.h"

#include "ui/since.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/value.h"
#include "planek/when.h"
#include "ui/app.h"
#include "ui/budgetcurve.h"

void ui_since_end(struct ui_app *app)
{
    pk_since_dispose(&app->since.since);
    ui_since_explain_end(app);
    free(app->since.months);
    if (app->since.then) {
        pk_budget_dispose(&app->since.budget);
    }
    pk_plan_free(app->since.then);
    app->since = (struct ui_since){ .day = PK_NO_DAY };
}

/* They hang on the year that the curve shows. */
static void renew_months(struct ui_app *app)
{
    struct ui_since *since = &app->since;
    int year = ui_curve_year(app);
    if (!since->months || since->months->year != year) {
        free(since->months);
        since->months = pk_new(since->budget.source_count + 1, sizeof *since->months);
        pk_budget_months_make(since->months, &since->budget, since->then, NULL, year);
    }
}

static void make(struct ui_app *app)
{
    pk_since_dispose(&app->since.since);
    pk_since_make(&app->since.since, app->since.then, app->plan);
    renew_months(app);
}

bool ui_since_begin(struct ui_app *app, pk_day day)
{
    struct pk_plan *then;
    struct pk_diag diag;
    if (pk_store_plan_at(app->store, pk_when_day_ends(day), &then, &diag)) {
        ui_complain(app, &diag);
        return false;
    }
    ui_since_end(app);
    app->since.day = day;
    app->since.then = then;
    pk_budget_make(&app->since.budget, then, NULL);
    make(app);
    return true;
}

void ui_since_refuse(struct ui_app *app)
{
    bool met = pk_since_meeting(app->plan, app->options->today + 1) != PK_NO_DAY;
    ui_say(app, "%s", met ? _("today's meeting can be compared with from tomorrow on")
                          : _("there was no meeting yet to compare with; m begins one"));
}

bool ui_since_ready(struct ui_app *app)
{
    if (app->since.then) {
        return true;
    }
    pk_day last = pk_since_meeting(app->plan, app->options->today);
    if (last == PK_NO_DAY) {
        ui_since_refuse(app);
        return false;
    }
    return ui_since_begin(app, last);
}

void ui_since_renew(struct ui_app *app, const struct pk_alterations *altered)
{
    struct ui_since *since = &app->since;
    if (since->then && altered) {
        pk_since_follow(&since->since, since->then, app->plan, altered);
    } else if (since->then) {
        make(app);
    }
}

bool ui_since_new_goal(const struct ui_app *app, const char *id)
{
    return app->since.then && !pk_plan_goal(app->since.then, id);
}

bool ui_since_changed(const struct ui_app *app, const char *id)
{
    return app->since.then && pk_since_find(&app->since.since, id);
}

pk_day ui_since_was_due(const struct ui_app *app, const struct pk_activity *activity)
{
    const struct pk_moving *moving =
        app->since.shown ? pk_since_find(&app->since.since, activity->id) : NULL;
    int days;
    return moving && pk_moving_days(moving, &days) ? moving->then->due.last : PK_NO_DAY;
}

/* Before the deadline, where nothing else stands there: marked rows have a sign at their start. */
static int sign_x(const struct pk_grid *grid, int y, const struct pk_chart *chart)
{
    int x = chart->due_x - 1;
    bool inside = x >= 0 && x < grid->width && y >= 0 && y < grid->height;
    bool is_free = inside && strcmp(grid->cells[y * grid->width + x].glyph, " ") == 0;
    return is_free ? x : chart->x;
}

void ui_since_put(const struct ui_app *app, struct pk_grid *grid, int y,
                  const struct pk_chart *chart, const struct pk_activity *activity)
{
    const struct pk_moving *moving =
        app->since.shown ? pk_since_find(&app->since.since, activity->id) : NULL;
    int days;
    if (!moving) {
        return;
    }
    int x = sign_x(grid, y, chart);
    if (moving->how == PK_MOVED_APPEARED) {
        pk_grid_put(grid, x, y, 1, PK_ROLE_TODAY, "+");
    } else if (pk_moving_days(moving, &days)) {
        pk_grid_glyph(grid, x, y, PK_ROLE_TODAY, days > 0 ? "»" : "«", days > 0 ? '}' : '{');
    } else {
        pk_grid_put(grid, x, y, 1, PK_ROLE_TODAY, "~");
    }
}

static void add_day(const struct ui_app *app, struct pk_buf *out)
{
    pk_day_format(out, app->since.day, PK_DAY_SHORT);
}

/* ", 1 goal added, 2 goals gone" */
static void add_goals(struct pk_buf *out, const struct pk_since *since)
{
    if (since->goals_appeared) {
        pk_buf_printf(out, ngettext(", %zu goal added", ", %zu goals added",
                                    since->goals_appeared), since->goals_appeared);
    }
    if (since->goals_gone) {
        pk_buf_printf(out, ngettext(", %zu goal gone", ", %zu goals gone", since->goals_gone),
                      since->goals_gone);
    }
}

void ui_since_banner(const struct ui_app *app, struct pk_buf *out, bool brief)
{
    const struct pk_since *since = &app->since.since;
    struct pk_buf day = { 0 };
    add_day(app, &day);
    if (brief) {
        pk_buf_printf(out, ngettext("since %s: %zu change", "since %s: %zu changes", since->count),
                      pk_buf_text(&day), since->count);
    } else {
        pk_buf_printf(out, _("since %s: %zu changed, %zu added, %zu gone"), pk_buf_text(&day),
                      since->changed, since->appeared, since->gone);
    }
    add_goals(out, since);
    pk_buf_dispose(&day);
}

static void add_value(struct pk_buf *out, const struct ui_app *app, int field, const char *text)
{
    if (*text) {
        pk_value_format(out, pk_schema_field(PK_ACTIVITIES, field), text,
                        pk_plan_settings(app->plan)->year);
    } else {
        pk_buf_str(out, _("nothing"));
    }
}

/* "deadline 31. 5. → 30. 6., cost nothing → 500" */
static void add_changes(const struct ui_app *app, struct pk_buf *out,
                        const struct pk_moving *moving)
{
    const char *between = "";
    for (int field = 0; field < PK_ACTIVITY_FIELDS; field++) {
        if (!(moving->fields >> field & 1)) {
            continue;
        }
        const struct pk_field *schema = pk_schema_field(PK_ACTIVITIES, field);
        pk_buf_printf(out, "%s%s", between, _(schema->label));
        between = ", ";
        if (schema->type == PK_TYPE_LINES) {
            continue;
        }
        pk_buf_char(out, ' ');
        add_value(out, app, field, moving->then->record.text[field]);
        pk_buf_str(out, " → ");
        add_value(out, app, field, moving->now->record.text[field]);
    }
}

void ui_since_tell(const struct ui_app *app, struct pk_buf *out,
                   const struct pk_activity *activity)
{
    const struct pk_moving *moving =
        app->since.shown ? pk_since_find(&app->since.since, activity->id) : NULL;
    if (!moving) {
        return;
    }
    struct pk_buf day = { 0 };
    add_day(app, &day);
    if (moving->how == PK_MOVED_APPEARED) {
        pk_buf_printf(out, _("new since %s"), pk_buf_text(&day));
    } else {
        pk_buf_printf(out, _("since %s: "), pk_buf_text(&day));
        add_changes(app, out, moving);
    }
    pk_buf_char(out, '\n');
    pk_buf_dispose(&day);
}

static void add_moving(const struct ui_app *app, struct pk_buf *out,
                       const struct pk_moving *moving)
{
    switch (moving->how) {
    case PK_MOVED_APPEARED:
        pk_buf_printf(out, _("+ %s: new\n"), pk_record_title(&moving->now->record));
        return;
    case PK_MOVED_GONE:
        pk_buf_printf(out, _("- %s: gone\n"), pk_record_title(&moving->then->record));
        return;
    case PK_MOVED_CHANGED: break;
    }
    pk_buf_printf(out, "~ %s: ", pk_record_title(&moving->now->record));
    add_changes(app, out, moving);
    pk_buf_char(out, '\n');
}

static void add_sum(struct pk_buf *out, const char *label, pk_money then, pk_money now)
{
    if (then == now) {
        return;
    }
    pk_buf_printf(out, "%s ", label);
    pk_money_format(out, then);
    pk_buf_str(out, " → ");
    pk_money_format(out, now);
    pk_buf_str(out, " Kč\n");
}

static void add_new_goals(const struct ui_app *app, struct pk_buf *out)
{
    for (size_t i = 0; i < pk_plan_count(app->plan, PK_GOALS); i++) {
        const struct pk_record *goal = pk_plan_at(app->plan, PK_GOALS, i);
        if (app->since.since.goals_appeared && ui_since_new_goal(app, goal->text[PK_GOAL_ID])) {
            pk_buf_printf(out, _("+ the goal %s: new\n"), pk_record_title(goal));
        }
    }
}

void ui_since_text(const struct ui_app *app, struct pk_buf *out)
{
    const struct ui_since *since = &app->since;
    ui_since_banner(app, out, false);
    pk_buf_char(out, '\n');
    add_sum(out, _("planned"), since->budget.planned, app->money.all.planned);
    add_sum(out, _("spent"), since->budget.spent, app->money.all.spent);
    pk_buf_char(out, '\n');
    add_new_goals(app, out);
    for (size_t i = 0; i < since->since.goals_gone; i++) {
        pk_buf_printf(out, _("- the goal %s: gone\n"),
                      pk_record_title(&since->since.goals[i]->record));
    }
    for (size_t i = 0; i < since->since.count; i++) {
        add_moving(app, out, &since->since.items[i]);
    }
    if (since->since.count + since->since.goals_gone + since->since.goals_appeared == 0) {
        pk_buf_str(out, _("Nothing is other than it was then.\n"));
    }
}
