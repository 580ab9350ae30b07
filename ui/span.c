#include "config.h"

#include "ui/span.h"

#include "planek/i18n.h"
#include "ui/target.h"

/* Days that a program can show; a plan's own year always lies among them. */
static pk_day within(pk_day day)
{
    pk_day first = pk_day_make(1, 1, 1), last = pk_day_make(9999, 12, 31);
    return day < first ? first : day > last ? last : day;
}

static pk_day day_of_row(const struct ui_app *app)
{
    const struct pk_activity *activity = ui_target_activity(app);
    if (activity && activity->due.last != PK_NO_DAY) {
        return activity->due.last;
    }
    return activity ? activity->start : PK_NO_DAY;
}

void ui_span_zoom(struct ui_app *app, int direction)
{
    int zoom = (int)app->span.zoom + direction;
    if (zoom < PK_ZOOM_YEAR || zoom > PK_ZOOM_MONTH) {
        ui_say(app, "%s", direction > 0 ? _("this is as close as it gets")
                                        : _("the whole year is shown"));
        return;
    }
    if (app->span.zoom == PK_ZOOM_YEAR) {
        pk_day day = day_of_row(app);
        app->span.around = day == PK_NO_DAY ? app->options->today : day;
    }
    app->span.zoom = (enum pk_zoom)zoom;
}

bool ui_span_scroll(struct ui_app *app, int direction)
{
    if (app->span.zoom == PK_ZOOM_YEAR) {
        return false;
    }
    struct pk_ymd ymd = pk_day_ymd(app->span.around);
    int months = app->span.zoom == PK_ZOOM_QUARTER ? 3 : 1;
    int month = ymd.year * 12 + ymd.month + direction * months;
    if (month > 12 && month < 9999 * 12) {
        app->span.around = within(pk_day_add_months(app->span.around, direction * months));
    }
    return true;
}

void ui_span_today(struct ui_app *app)
{
    app->span.around = app->options->today;
}

void ui_span_go(struct ui_app *app)
{
    pk_day day = day_of_row(app);
    if (day == PK_NO_DAY) {
        ui_say(app, "%s", _("this row has no date to go to"));
    } else {
        app->span.around = day;
    }
}

struct pk_scale ui_span_scale(const struct ui_app *app, int cells)
{
    int year = pk_plan_settings(app->plan)->year;
    return pk_scale_zoom(app->span.zoom, year, app->span.around, cells);
}
