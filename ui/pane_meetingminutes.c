/* The minutes as they are printed, and the key that writes them to a file beside the plan: for a
 * records system or a mail, without a shell.  The file is as wide as paper and has all signs,
 * whatever the screen is like.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/atomic.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/minutes.h"
#include "planek/when.h"
#include "ui/app.h"
#include "ui/edit.h"
#include "ui/loading.h"
#include "ui/meeting.h"
#include "ui/pager.h"

enum { PAPER_CELLS = 80 };

void ui_minutes_dispose(struct ui_minutes *minutes)
{
    ui_pager_dispose(&minutes->page);
    pk_buf_dispose(&minutes->text);
    free(minutes->path);
    *minutes = (struct ui_minutes){ .path = NULL };
}

/* ---- making them ---- */

/* A document is in the plan's language; the screen's comes back at once.  False when somebody had
 * enough of it. */
static bool print(struct ui_app *app, const struct pk_lookback *lookback, pk_day last)
{
    struct ui_minutes *shown = &app->minutes;
    const char *language = pk_plan_settings(app->plan)->language;
    int screen = app->layout.whole.width;
    struct ui_loading loading;
    struct pk_report report = { app->plan, NULL, app->options->today, false,
                                app->options->plain, PAPER_CELLS, ui_loading_progress, &loading };
    struct pk_minutes minutes = { .meeting = pk_meeting_on(app->plan, app->options->today),
                                  .since = last,
                                  .since_meeting = true,
                                  .then = lookback->then,
                                  .begin = lookback->begin,
                                  .days = app->options->config->meeting_days };
    struct pk_buf day = { 0 }, path = { 0 };
    ui_live_hush(app);
    ui_loading_begin_in(&loading, app, _("Writing the minutes…"));
    pk_cli_language(app->options, language, true);
    bool finished = pk_report_minutes(&shown->text, &report, &minutes);
    report.ascii = app->ascii;
    report.width = screen < PAPER_CELLS ? screen : PAPER_CELLS;
    finished = finished && pk_report_minutes(&shown->page.text, &report, &minutes);
    pk_day_encode(&day, app->options->today);
    pk_buf_printf(&path, "%s/%s-%s.txt", pk_store_folder(app->store), C_("file", "minutes"),
                  pk_buf_text(&day));
    shown->path = pk_buf_take(&path);
    pk_cli_language(app->options, language, false);
    ui_loading_end(&loading);
    pk_buf_dispose(&day);
    return finished;
}

void ui_meeting_minutes(struct ui_app *app)
{
    const struct ui_meeting *meeting = &app->meeting;
    struct pk_lookback own = { .then = NULL };
    struct pk_diag diag;
    pk_day last = pk_since_meeting(app->plan, app->options->today);
    const struct pk_meeting *record = pk_meeting_on(app->plan, app->options->today);
    if (!meeting->open &&
        pk_lookback_read(&own, app->store, record ? record->id : NULL, app->options->today,
                         last == PK_NO_DAY ? INT64_MIN : pk_when_day_ends(last), &diag)) {
        ui_complain(app, &diag);
        return;
    }
    ui_minutes_dispose(&app->minutes);
    app->minutes.page.as_is = true;
    bool finished = print(app, meeting->open ? &meeting->lookback : &own, last);
    pk_lookback_dispose(&own);
    if (finished) {
        ui_app_open(app, &ui_pane_minutes);
    } else {
        ui_say(app, "%s", _("stopped"));
    }
}

/* ---- the file ---- */

static void write_file(struct ui_app *app)
{
    struct ui_minutes *minutes = &app->minutes;
    struct pk_diag diag;
    if (pk_file_replace(minutes->path, pk_buf_text(&minutes->text), minutes->text.len, NULL,
                        &diag)) {
        ui_complain(app, &diag);
    } else {
        ui_say(app, _("saved to %s"), minutes->path);
    }
    minutes->warned = false;
}

/* What stands there is another text: it is replaced when the same file was told of. */
static void replace(struct ui_app *app, const struct pk_filemark *mark)
{
    struct ui_minutes *minutes = &app->minutes;
    if (minutes->warned && pk_filemark_same(mark, &minutes->mark)) {
        write_file(app);
        return;
    }
    ui_say(app, _("%s is there with another text; F2 again replaces it"), minutes->path);
    app->message.fault = true;
    minutes->warned = true;
    minutes->mark = *mark;
}

/* The plan's folder goes when planek ends, or nothing may be written there: the person names
 * another place; the home folder is offered. */
static bool asks_where(struct ui_app *app)
{
    const struct ui_minutes *minutes = &app->minutes;
    const char *name = strrchr(minutes->path, '/');
    bool copy = app->sample || app->options->demo;
    if (minutes->named || (!copy && !pk_store_read_only(app->store))) {
        return false;
    }
    struct pk_buf line = { 0 };
    pk_buf_printf(&line, "minutes-save \"~%s\"", name ? name : minutes->path);
    ui_prompt_open(app, UI_ASK_COMMAND, pk_buf_text(&line));
    app->prompt.offering = false;
    (void)pk_fail(&app->prompt.fault, PK_ERR_REFUSED, "%s",
                  copy ? _("this copy of the plan goes when planek ends; Enter saves the minutes "
                           "in your own folder")
                       : _("this plan is opened read-only; Enter saves the minutes in your own "
                           "folder"));
    pk_buf_dispose(&line);
    return true;
}

void ui_meeting_save_minutes(struct ui_app *app, const char *file)
{
    struct ui_minutes *minutes = &app->minutes;
    struct pk_filemark mark;
    struct pk_diag diag;
    char *bytes;
    size_t length;
    if (*file) {
        free(minutes->path);
        minutes->path = ui_path_expand(file);
        minutes->named = true;
        minutes->warned = false;
    } else if (asks_where(app)) {
        return;
    }
    ui_meeting_keep(app);
    enum pk_err err = pk_file_read(minutes->path, &bytes, &length, &mark, &diag);
    if (err == PK_ERR_UNKNOWN) {
        write_file(app);
    } else if (err) {
        ui_complain(app, &diag);
    } else if (length == minutes->text.len &&
               memcmp(bytes, pk_buf_text(&minutes->text), length) == 0) {
        ui_say(app, _("saved already: %s"), minutes->path);
    } else {
        replace(app, &mark);
    }
    free(bytes);
}

/* ---- the pane ---- */

static void title(const struct ui_app *app, struct pk_buf *out)
{
    struct pk_buf day = { 0 };
    pk_day_format(&day, app->options->today, PK_DAY_FULL);
    pk_buf_printf(out, _("Minutes %s"), pk_buf_text(&day));
    pk_buf_dispose(&day);
}

static void draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    ui_pager_draw(&app->minutes.page, grid, rect);
}

/* What was warned of is forgotten by any other key. */
static bool key(struct ui_app *app, const struct ui_key *pressed, unsigned *stale)
{
    (void)stale;
    app->minutes.warned &= ui_key_is(pressed, UI_KEY_F1 + 1, 0);
    return false;
}

static unsigned move(struct ui_app *app, enum ui_motion motion)
{
    ui_list_scroll(&app->minutes.page.list, motion);
    return UI_DRAW;
}

const struct ui_pane ui_pane_minutes = {
    .context = UI_IN_MINUTES,
    .title = title,
    .draw = draw,
    .key = key,
    .move = move,
};
