/*           září 2024               říjen 2024             listopad 2024
 *       po út st čt pá so ne     po út st čt pá so ne     po út st čt pá so ne
 *    35                    1  40     1  2  3  4  5  6  44              1  2  3
 *    36  2  3  4  5  6  7  8  41  7  8  9 10 11 12 13  45  4  5  6  7  8  9 10
 *
 * As many months as there is room for, from that of the day it opens on; where the cursor goes
 * beyond them, from its month on.
 * The number before a week is that of ISO 8601, a `*` before a day says that it is a holiday.
 */
#include "config.h"

#include "ui/calendar.h"

#include <stdio.h>
#include <stdlib.h>

#include "planek/holidays.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "ui/app.h"

enum { MONTH_CELLS = 25, MONTHS_MOST = 3, WEEKS = 6, HEAD_LINES = 2, LOW_LINES = 2 };

static void put(struct ui_calendar *calendar, pk_day day)
{
    pk_day first = pk_day_make(1, 1, 1), last = pk_day_make(9999, 12, 31);
    calendar->day = day < first ? first : day > last ? last : day;
}

static pk_day month_of(pk_day day)
{
    return day - pk_day_ymd(day).day + 1;
}

void ui_calendar_dispose(struct ui_calendar *calendar)
{
    free(calendar->title);
    *calendar = (struct ui_calendar){ 0 };
}

void ui_calendar_open(struct ui_app *app, const char *title, pk_day day, bool periods,
                      ui_calendar_take_fn *take)
{
    struct ui_calendar *calendar = &app->calendar;
    ui_calendar_dispose(calendar);
    *calendar = (struct ui_calendar){ .periods = periods, .take = take };
    calendar->title = pk_strdup(title);
    put(calendar, day == PK_NO_DAY ? app->options->today : day);
    calendar->first = month_of(calendar->day);
    ui_app_open(app, &ui_pane_calendar);
}

void ui_calendar_today(struct ui_app *app)
{
    put(&app->calendar, app->options->today);
}

static void take(struct ui_app *app, struct pk_due due)
{
    struct pk_buf text = { 0 };
    ui_calendar_take_fn *taker = app->calendar.take;
    if (due.kind == PK_DUE_DAY) {
        pk_day_format(&text, due.last, PK_DAY_FULL);
    } else {
        pk_due_format(&text, due, 0);
    }
    ui_app_close(app);
    taker(app, pk_buf_text(&text));
    pk_buf_dispose(&text);
}

void ui_calendar_take_period(struct ui_app *app, enum pk_due_kind kind)
{
    struct pk_ymd date = pk_day_ymd(app->calendar.day);
    struct pk_dates dates = { date.year, PK_NO_DAY };
    struct pk_due due;
    char text[24];
    if (!app->calendar.periods) {
        ui_say(app, "%s", _("here a day is needed; Enter takes it"));
        return;
    }
    if (kind == PK_DUE_MONTH) {
        snprintf(text, sizeof text, "%04d-%02d", date.year, date.month);
    } else {
        snprintf(text, sizeof text, "%04d-Q%d", date.year, (date.month - 1) / 3 + 1);
    }
    if (pk_due_parse(&due, text, &dates, NULL) == PK_OK) {
        take(app, due);
    }
}

static unsigned choose(struct ui_app *app)
{
    pk_day day = app->calendar.day;
    take(app, (struct pk_due){ PK_DUE_DAY, day, day });
    return UI_DRAW;
}

static pk_day moved(pk_day day, enum ui_motion motion)
{
    struct pk_ymd date = pk_day_ymd(day);
    switch (motion) {
    case UI_MOVE_UP: return day - 7;
    case UI_MOVE_DOWN: return day + 7;
    case UI_MOVE_LEFT: return day - 1;
    case UI_MOVE_RIGHT: return day + 1;
    case UI_MOVE_PAGE_UP: return pk_day_add_months(day, -1);
    case UI_MOVE_PAGE_DOWN: return pk_day_add_months(day, 1);
    case UI_MOVE_FIRST: return day - date.day + 1;
    case UI_MOVE_LAST: return day - date.day + pk_month_days(date.year, date.month);
    }
    return day;
}

static unsigned move(struct ui_app *app, enum ui_motion motion)
{
    put(&app->calendar, moved(app->calendar.day, motion));
    return UI_DRAW;
}

static void title(const struct ui_app *app, struct pk_buf *out)
{
    pk_buf_str(out, app->calendar.title);
}

/* ---- drawing ---- */

static int months_that_fit(int width)
{
    int months = (width - 1) / MONTH_CELLS;
    return months > MONTHS_MOST ? MONTHS_MOST : months < 1 ? 1 : months;
}

static void size(const struct ui_app *app, int *width, int *height)
{
    (void)app;
    int lines = HEAD_LINES + WEEKS + LOW_LINES;
    *width = months_that_fit(*width) * MONTH_CELLS + 1;
    *height = lines < *height ? lines : *height;
}

static enum pk_role role_of(const struct ui_app *app, pk_day day)
{
    if (day == app->calendar.day) {
        return PK_ROLE_SELECTED;
    }
    if (day == app->options->today) {
        return PK_ROLE_TODAY;
    }
    if (pk_holiday_name(day)) {
        return PK_ROLE_LATE;
    }
    return pk_day_weekday(day) >= 5 ? PK_ROLE_DIM : PK_ROLE_TEXT;
}

/* x: of the three cells that the day has, of which the first holds its mark. */
static void put_day(const struct ui_app *app, struct pk_grid *grid, int x, int y, pk_day day)
{
    char text[16];
    enum pk_role role = role_of(app, day);
    snprintf(text, sizeof text, "%2d", pk_day_ymd(day).day);
    pk_grid_put(grid, x + 1, y, 2, role, text);
    if (day == app->calendar.day) {
        pk_grid_glyph(grid, x, y, PK_ROLE_SELECTED, "›", '>');
    } else if (day == app->options->today) {
        pk_grid_glyph(grid, x, y, PK_ROLE_TODAY, "│", '|');
    } else if (pk_holiday_name(day)) {
        pk_grid_put(grid, x, y, 1, PK_ROLE_LATE, "*");
    }
}

static void put_heads(struct pk_grid *grid, int x, int y, pk_day first)
{
    struct pk_buf text = { 0 };
    struct pk_ymd date = pk_day_ymd(first);
    pk_buf_printf(&text, "%s %d", pk_month_name(date.month), date.year);
    int cells = pk_grid_width(grid, pk_buf_text(&text));
    pk_grid_put(grid, x + 3 + (21 - cells) / 2, y, 21, PK_ROLE_GOAL, pk_buf_text(&text));
    pk_buf_dispose(&text);
    for (int weekday = 0; weekday < 7; weekday++) {
        pk_grid_put(grid, x + 4 + weekday * 3, y + 1, 2, PK_ROLE_HEADING,
                    pk_weekday_short(weekday));
    }
}

static void put_month(const struct ui_app *app, struct pk_grid *grid, int x, int y, pk_day first)
{
    struct pk_ymd date = pk_day_ymd(first);
    pk_day end = first + pk_month_days(date.year, date.month);
    int line = y + HEAD_LINES;
    put_heads(grid, x, y, first);
    for (pk_day day = first; day < end; day++) {
        int weekday = pk_day_weekday(day);
        if (day == first || weekday == 0) {
            char week[16];
            snprintf(week, sizeof week, "%2d", pk_day_iso_week(day));
            pk_grid_put(grid, x + 1, line, 2, PK_ROLE_DIM, week);
        }
        put_day(app, grid, x + 3 + weekday * 3, line, day);
        line += weekday == 6;
    }
}

/* "Fri 31 Aug 2024 · week 35 · in 80 days" */
static void put_low(const struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct pk_buf text = { 0 };
    pk_day day = app->calendar.day;
    int days = day - app->options->today;
    pk_day_format(&text, day, PK_DAY_WEEKDAY);
    pk_buf_str(&text, " · ");
    pk_buf_printf(&text, _("week %d"), pk_day_iso_week(day));
    pk_buf_str(&text, " · ");
    if (days > 0) {
        pk_buf_printf(&text, ngettext("in %d day", "in %d days", (unsigned long)days), days);
    } else if (days < 0) {
        pk_buf_printf(&text, ngettext("%d day ago", "%d days ago", (unsigned long)-days), -days);
    } else {
        pk_buf_str(&text, _("today"));
    }
    if (pk_holiday_name(day)) {
        pk_buf_printf(&text, " · %s", pk_holiday_name(day));
    }
    pk_grid_put_cut(grid, rect.x + 2, rect.y + rect.height - 1, rect.width - 3, PK_ROLE_TEXT,
                    pk_buf_text(&text));
    pk_buf_dispose(&text);
}

/* The page is turned where the cursor is beyond it. */
static void turn(struct ui_calendar *calendar, int months)
{
    bool shown = calendar->day >= calendar->first &&
                 calendar->day < pk_day_add_months(calendar->first, months);
    calendar->first = shown ? calendar->first : month_of(calendar->day);
}

/* The day in that cell; PK_NO_DAY where there is none. */
static pk_day day_in(const struct ui_app *app, int x, int y)
{
    const struct pk_rect *rect = &app->layout.front;
    int months = months_that_fit(rect->width), month = (x - rect->x) / MONTH_CELLS;
    int cell = (x - rect->x) % MONTH_CELLS - 3, week = y - rect->y - HEAD_LINES;
    if (month >= months || cell < 0 || cell >= 21 || week < 0 || week >= WEEKS) {
        return PK_NO_DAY;
    }
    pk_day first = pk_day_add_months(app->calendar.first, month);
    pk_day day = first - pk_day_weekday(first) + week * 7 + cell / 3;
    bool inside = day >= first && day < pk_day_add_months(first, 1);
    return inside ? day : PK_NO_DAY;
}

/* A click goes to the day, a second one takes it, the wheel turns the months. */
static bool mouse(struct ui_app *app, const struct ui_key *pressed, unsigned *stale)
{
    if (pressed->mouse == UI_MOUSE_WHEEL_UP || pressed->mouse == UI_MOUSE_WHEEL_DOWN) {
        bool up = pressed->mouse == UI_MOUSE_WHEEL_UP;
        *stale |= move(app, up ? UI_MOVE_PAGE_UP : UI_MOVE_PAGE_DOWN);
        return true;
    }
    pk_day day = day_in(app, pressed->x, pressed->y);
    bool twice = pressed->mouse == UI_MOUSE_DOUBLE;
    if (day == PK_NO_DAY || (!twice && pressed->mouse != UI_MOUSE_PRESS)) {
        return false;
    }
    put(&app->calendar, day);
    *stale |= twice ? choose(app) : UI_DRAW;
    return true;
}

static void draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    int months = months_that_fit(rect.width);
    turn(&app->calendar, months);
    pk_day first = app->calendar.first;
    for (int i = 0; i < months; i++) {
        put_month(app, grid, rect.x + i * MONTH_CELLS, rect.y, pk_day_add_months(first, i));
    }
    put_low(app, grid, rect);
}

const struct ui_pane ui_pane_calendar = {
    .context = UI_IN_CALENDAR,
    .title = title,
    .size = size,
    .draw = draw,
    .mouse = mouse,
    .move = move,
    .choose = choose,
};
