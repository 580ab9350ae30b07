/* The end of a bar follows the mouse, cell by cell: a deadline goes to the last day of its cell, a
 * start to the first.  How sure a deadline is stays as it was: a month becomes another month, and
 * what is ongoing goes on until that day.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/edit.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "ui/app.h"
#include "ui/edit.h"
#include "ui/mouse.h"

static const struct pk_activity *dragged(const struct ui_app *app)
{
    const struct ui_row *row = ui_outline_row(&app->outline);
    const struct ui_dragging *drag = &app->mouse.drag;
    bool held = drag->what != UI_NO_DRAG && row && row->activity &&
                strcmp(row->activity->id, drag->id) == 0;
    return held ? row->activity : NULL;
}

void ui_mouse_cancel(struct ui_app *app)
{
    free(app->mouse.drag.id);
    app->mouse.drag = (struct ui_dragging){ .what = UI_NO_DRAG };
}

bool ui_mouse_escape(struct ui_app *app, const struct ui_key *key)
{
    if (key->code != UI_KEY_ESC || app->mouse.drag.what == UI_NO_DRAG) {
        return false;
    }
    ui_mouse_cancel(app);
    ui_say(app, "%s", _("it stays as it was"));
    return true;
}

static int cell_at(const struct ui_app *app, int x)
{
    const struct pk_chart *chart = &app->chart;
    int cell = x - chart->line_x, last = chart->scale.cells - 1;
    return cell < 0 ? 0 : cell > last ? last : cell;
}

/* How far the mouse is from a cell of the timeline; AFAR where it is not beside it or not shown. */
enum { AFAR = 2 };
static int distance(const struct ui_app *app, int cell, int at)
{
    bool shown = cell >= 0 && cell < app->chart.scale.cells;
    return shown && abs(cell - at) < AFAR ? abs(cell - at) : AFAR;
}

/* The end that is nearer, the deadline where both are. */
bool ui_drag_begin(struct ui_app *app, int x)
{
    const struct pk_activity *activity = ui_outline_row(&app->outline)->activity;
    const struct pk_chart *chart = &app->chart;
    int year = pk_plan_settings(app->plan)->year, at = cell_at(app, x);
    struct pk_ends ends = pk_timeline_ends(chart->scale, activity, year, chart->today);
    bool has_due = ends.known && activity->due.kind != PK_DUE_NONE;
    int due = has_due ? distance(app, ends.end, at) : AFAR;
    int begin = activity->start == PK_NO_DAY ? -1 : pk_scale_cell(chart->scale, activity->start);
    int start = distance(app, begin, at);
    ui_mouse_cancel(app);
    if (due < AFAR || start < AFAR) {
        int cell = due <= start ? ends.end : begin;
        app->mouse.drag = (struct ui_dragging){ due <= start ? UI_DRAG_DUE : UI_DRAG_START,
                                                pk_strdup(activity->id), cell, cell, cell - at };
    }
    return app->mouse.drag.what != UI_NO_DRAG;
}

/* The period of the deadline's kind that holds a day. */
static struct pk_due due_around(struct pk_due due, pk_day day)
{
    struct pk_ymd ymd = pk_day_ymd(day);
    int months = due.kind == PK_DUE_MONTH     ? 1
                 : due.kind == PK_DUE_QUARTER ? 3
                 : due.kind == PK_DUE_HALF    ? 6
                                              : 0;
    due.last = day;
    if (due.kind == PK_DUE_ONGOING) {
        due.kind = PK_DUE_ONGOING_UNTIL;
    }
    if (due.kind == PK_DUE_DAY) {
        due.first = day;
    }
    if (months) {
        int month = (ymd.month - 1) / months * months + 1;
        due.first = pk_day_make(ymd.year, month, 1);
        due.last = pk_day_add_months(due.first, months) - 1;
    }
    return due;
}

/* The activity as it would be. */
static struct pk_activity moved(const struct ui_app *app, const struct pk_activity *activity)
{
    const struct ui_dragging *drag = &app->mouse.drag;
    struct pk_activity copy = *activity;
    if (drag->cell == drag->origin) {
        return copy;
    }
    if (drag->what == UI_DRAG_START) {
        copy.start = pk_scale_day(app->chart.scale, drag->cell);
    } else {
        pk_day first = pk_scale_day(app->chart.scale, drag->cell);
        pk_day last = pk_scale_day(app->chart.scale, drag->cell + 1) - 1;
        copy.due = due_around(activity->due, last < first ? first : last);
    }
    return copy;
}

static void tell(struct ui_app *app, const struct pk_activity *copy)
{
    int year = pk_plan_settings(app->plan)->year;
    struct pk_buf text = { 0 };
    if (app->mouse.drag.what == UI_DRAG_START) {
        pk_day_format(&text, copy->start, PK_DAY_FULL);
        ui_say(app, _("start: %s"), pk_buf_text(&text));
    } else {
        pk_due_format(&text, copy->due, year);
        ui_say(app, _("deadline: %s"), pk_buf_text(&text));
    }
    pk_buf_dispose(&text);
}

unsigned ui_drag_to(struct ui_app *app, int x)
{
    const struct pk_activity *activity = dragged(app);
    if (!activity || !ui_app_writable(app, PK_ACTIVITIES)) {
        ui_mouse_cancel(app);
        return UI_DRAW;
    }
    app->mouse.drag.cell = cell_at(app, x + app->mouse.drag.beside);
    struct pk_activity copy = moved(app, activity);
    tell(app, &copy);
    return UI_DRAW;
}

unsigned ui_drag_end(struct ui_app *app)
{
    const struct pk_activity *activity = dragged(app);
    bool start = app->mouse.drag.what == UI_DRAG_START;
    if (!activity || app->mouse.drag.cell == app->mouse.drag.origin) {
        ui_mouse_cancel(app);
        return UI_DRAW;
    }
    struct pk_activity copy = moved(app, activity);
    struct pk_change change;
    struct pk_diag diag;
    struct pk_buf value = { 0 };
    ui_mouse_cancel(app);
    if (start) {
        pk_day_encode(&value, copy.start);
    } else {
        pk_due_encode(&value, copy.due);
    }
    struct pk_assignment set = { start ? "start" : "due", pk_buf_text(&value) };
    pk_change_init(&change);
    if (pk_edit_set(&change, app->plan, &activity->record, &set, 1, app->options->today, &diag)) {
        ui_complain(app, &diag);
    } else if (change.count) {
        ui_commit(app, &change);
    }
    pk_change_dispose(&change);
    pk_buf_dispose(&value);
    return UI_DRAW;
}

void ui_mouse_draw(struct ui_app *app, struct pk_grid *grid)
{
    const struct pk_activity *activity = dragged(app);
    const struct ui_list *list = &app->outline.list;
    const struct pk_chart *chart = &app->chart;
    if (!activity || ui_app_covered(app) || list->cursor < list->top ||
        app->mouse.drag.cell == app->mouse.drag.origin) {
        return;
    }
    int y = app->layout.chart.y + app->layout.chart.height - (int)list->height +
            (int)(list->cursor - list->top);
    struct pk_activity copy = moved(app, activity);
    pk_grid_fill(grid, (struct pk_rect){ chart->due_x, y, chart->due_cells, 1 },
                 PK_ROLE_SELECTED);
    pk_grid_fill(grid, (struct pk_rect){ chart->line_x, y, chart->scale.cells, 1 },
                 PK_ROLE_TEXT);
    pk_chart_activity(grid, y, chart, &copy, true);
}
