#include "config.h"

#include "ui/span.h"

#include "planek/i18n.h"
#include "ui/target.h"

/* Days that a program can show; a plan's own year always lies among them. */
static pk_day within(pk_day day)
{
    pk_day first = pk_day_make(1, 1, 1), last = pk_day_make(9999, 1, 1);
    return day < first ? first : day > last ? last : day;
}

struct pk_scale ui_span_scale(const struct ui_app *app, int cells)
{
    int year = pk_plan_settings(app->plan)->year;
    if (app->span.zoom == PK_ZOOM_YEAR) {
        return pk_scale_zoom(PK_ZOOM_YEAR, year, app->options->today, cells);
    }
    return pk_scale_at(app->span.zoom, app->span.from, cells);
}

/* What is shown now. */
static struct pk_scale shown(const struct ui_app *app)
{
    return ui_span_scale(app, app->chart.line_cells);
}

static bool holds(struct pk_scale scale, pk_day day)
{
    return day != PK_NO_DAY && day >= scale.from && day < scale.to;
}

/* The span that lies around the day as the calendar divides time. */
static void show(struct ui_app *app, pk_day day)
{
    app->span.from = pk_scale_zoom(app->span.zoom, 0, within(day), 0).from;
    app->chart_stale = true;
}

static void show_from(struct ui_app *app, pk_day from)
{
    app->span.from = within(from);
}

static pk_day day_of_row(const struct ui_app *app)
{
    const struct pk_activity *activity = ui_target_activity(app);
    if (activity && activity->due.last != PK_NO_DAY) {
        return activity->due.last;
    }
    return activity ? activity->start : PK_NO_DAY;
}

/* The day to look at more closely. */
static pk_day centre(const struct ui_app *app)
{
    struct pk_scale scale = shown(app);
    const struct pk_activity *activity = ui_target_activity(app);
    pk_day day = day_of_row(app), today = app->options->today;
    if (holds(scale, day)) {
        return day;
    }
    if (activity && holds(scale, activity->start)) {
        return activity->start;
    }
    return holds(scale, today) ? today : scale.from + (scale.to - scale.from) / 2;
}

void ui_span_zoom(struct ui_app *app, int direction)
{
    int zoom = (int)app->span.zoom + direction;
    if (zoom < PK_ZOOM_YEAR || zoom >= PK_ZOOMS) {
        ui_say(app, "%s", direction > 0 ? _("this is as close as it gets")
                                        : _("the whole year is shown"));
        return;
    }
    pk_day day = centre(app);
    app->span.zoom = (enum pk_zoom)zoom;
    show(app, day);
}

bool ui_span_scroll(struct ui_app *app, int direction)
{
    if (app->span.zoom == PK_ZOOM_YEAR) {
        return false;
    }
    show_from(app, pk_scale_step(app->span.zoom, app->span.from, direction));
    return true;
}

void ui_span_today(struct ui_app *app)
{
    if (app->span.zoom == PK_ZOOM_YEAR && !holds(shown(app), app->options->today)) {
        ui_say(app, "%s", _("today lies outside the plan's year"));
    }
    show(app, app->options->today);
}

void ui_span_go(struct ui_app *app)
{
    pk_day day = day_of_row(app);
    if (day == PK_NO_DAY) {
        ui_say(app, "%s", _("this row has no date to go to"));
    } else {
        show(app, day);
    }
}

/* A few days before it, so that its beginning is seen to be one. */
static pk_day before(struct pk_scale scale, pk_day day)
{
    return day - (scale.to - scale.from) / 8;
}

void ui_span_bar(struct ui_app *app)
{
    const struct pk_activity *activity = ui_target_activity(app);
    pk_day end = day_of_row(app);
    if (app->span.zoom == PK_ZOOM_YEAR) {
        ui_say(app, "%s", _("the whole year is shown; + brings it closer"));
        return;
    }
    if (!activity || end == PK_NO_DAY) {
        ui_say(app, "%s", _("this row has no date to go to"));
        return;
    }
    struct pk_scale scale = shown(app);
    pk_day begin = activity->start == PK_NO_DAY || activity->start > end ? end : activity->start;
    int days = scale.to - scale.from;
    if (end - begin < days) {
        show_from(app, begin - (days - (end - begin)) / 2);
    } else if (scale.from != within(before(scale, begin))) {
        show_from(app, before(scale, begin));
    } else {
        show_from(app, end + days / 8 - days + 1);
    }
}
