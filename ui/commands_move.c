#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "ui/app.h"
#include "ui/commands.h"
#include "ui/span.h"
#include "ui/target.h"

static unsigned move(struct ui_app *app, enum ui_motion motion)
{
    if (app->prompt.kind != UI_NO_PROMPT) {
        return ui_prompt_move(app, motion);
    }
    const struct ui_pane *pane = ui_app_pane(app);
    return pane->move ? pane->move(app, motion) : UI_FRESH;
}

static unsigned up(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    return move(app, UI_MOVE_UP);
}

static unsigned down(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    return move(app, UI_MOVE_DOWN);
}

static unsigned page_up(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    return move(app, UI_MOVE_PAGE_UP);
}

static unsigned page_down(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    return move(app, UI_MOVE_PAGE_DOWN);
}

static unsigned first(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    return move(app, UI_MOVE_FIRST);
}

static unsigned last(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    return move(app, UI_MOVE_LAST);
}

static unsigned left(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    return move(app, UI_MOVE_LEFT);
}

static unsigned right(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    return move(app, UI_MOVE_RIGHT);
}

enum { ROW_MOST = 1000000 }; /* what is further is the end */

/* The number is a count typed before, or the argument. */
static unsigned row(struct ui_app *app, int argc, const char *const *argv)
{
    char *end = NULL;
    long number = argc ? strtol(argv[0], &end, 10) : app->count;
    app->count = 0;
    if (argc && (*end || end == argv[0] || number < 1)) {
        ui_say(app, "%s", _("write it as: row 12"));
        return UI_DRAW;
    }
    number = number > ROW_MOST ? 0 : number;
    unsigned stale = move(app, number ? UI_MOVE_FIRST : UI_MOVE_LAST);
    while (--number > 0) {
        stale |= move(app, UI_MOVE_DOWN);
    }
    return stale;
}

/* In another order than the plan's goals have no rows; says so. */
static bool goals_shown(struct ui_app *app)
{
    enum pk_order order = app->outline.order;
    if (order != PK_ORDER_PLAN) {
        ui_say(app, _("rows stand %s, there is nothing to fold; O brings the goals back"),
               pk_order_label(order));
    }
    return order == PK_ORDER_PLAN;
}

static unsigned fold(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    const struct ui_row *row = ui_outline_row(&app->outline);
    if (!row || !goals_shown(app)) {
        return UI_DRAW;
    }
    const struct pk_goal *goal = app->outline.groups[row->group].goal;
    ui_outline_to_goal(&app->outline);
    ui_outline_fold(&app->outline, goal, !ui_outline_folded(&app->outline, goal));
    ui_app_rearrange(app);
    return UI_DRAW;
}

static unsigned fold_all(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    if (goals_shown(app)) {
        ui_outline_fold_all(&app->outline, app->outline.folded_count == 0);
        ui_app_rearrange(app);
    }
    return UI_DRAW;
}

static unsigned zoom(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc;
    bool in = strcmp(argv[0], "in") == 0;
    if (!in && strcmp(argv[0], "out") != 0) {
        ui_say(app, "%s", _("zoom in, or zoom out?"));
    } else {
        ui_span_zoom(app, in ? 1 : -1);
    }
    return UI_DRAW;
}

static unsigned scroll(struct ui_app *app, int direction)
{
    if (!ui_span_scroll(app, direction)) {
        ui_say(app, "%s", _("the whole year is shown; + brings it closer"));
    }
    return UI_DRAW;
}

static unsigned earlier(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    return scroll(app, -1);
}

static unsigned later(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    return scroll(app, 1);
}

static unsigned today(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    ui_span_today(app);
    return UI_DRAW;
}

static unsigned go(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    ui_span_go(app);
    return UI_DRAW;
}

static unsigned bar(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    ui_span_bar(app);
    return UI_DRAW;
}

const struct ui_command ui_commands_move[] = {
    { "up", "", N_("A row up"), UI_SILENT | UI_COUNTED, 0, 0, up },
    { "down", "", N_("A row down"), UI_SILENT | UI_COUNTED, 0, 0, down },
    { "page-up", "", N_("A page up"), UI_SILENT | UI_COUNTED, 0, 0, page_up },
    { "page-down", "", N_("A page down"), UI_SILENT | UI_COUNTED, 0, 0, page_down },
    { "first", "", N_("To the first row"), UI_SILENT, 0, 0, first },
    { "last", "", N_("To the last row"), UI_SILENT, 0, 0, last },
    { "left", "", N_("Fold; zoomed: earlier"), UI_SILENT | UI_COUNTED, 0, 0, left },
    { "right", "", N_("Unfold; zoomed: later"), UI_SILENT | UI_COUNTED, 0, 0, right },
    { "row", N_("[NUMBER]"), N_("To the last row, or to that one"), UI_UNCOUNTED, 0, 1, row },
    { "fold", "", N_("Fold or unfold the goal"), 0, 0, 0, fold },
    { "fold-all", "", N_("Fold or unfold all goals"), 0, 0, 0, fold_all },
    { "zoom", "in|out", N_("Zoom the timeline in or out"), UI_COUNTED, 1, 1, zoom },
    { "earlier", "", N_("Timeline earlier"), UI_COUNTED, 0, 0, earlier },
    { "later", "", N_("Timeline later"), UI_COUNTED, 0, 0, later },
    { "today", "", N_("Timeline to today"), 0, 0, 0, today },
    { "bar", "", N_("Timeline to the row's bar"), 0, 0, 0, bar },
    { "go", "", N_("Timeline to the row's deadline"), 0, 0, 0, go },
    { 0 },
};
