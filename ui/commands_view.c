#include "config.h"

#include <string.h>

#include "planek/i18n.h"
#include "planek/report.h"
#include "planek/text.h"
#include "ui/app.h"
#include "ui/budgetlines.h"
#include "ui/commands.h"
#include "ui/faults.h"
#include "ui/help.h"
#include "ui/legend.h"
#include "ui/loading.h"
#include "ui/menu.h"
#include "ui/pager.h"
#include "ui/rowtext.h"

/* Wide: the focus goes round the panes.  Narrow: the pane below changes and the focus stays, but it
 * goes through a budget that is longer than its pane, so that it can be scrolled. */
static unsigned pane(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    struct ui_below *below = &app->below;
    if (below->hidden) {
        below->hidden = false;
        return UI_DRAW;
    }
    if (app->layout.wide) {
        below->focus = (below->focus + 1) % 3;
    } else if (!below->activity_shown && below->focus == UI_ON_CHART &&
               ui_budget_lines(app) > app->layout.budget.height) {
        below->focus = UI_ON_BUDGET;
    } else {
        below->activity_shown = !below->activity_shown;
        below->focus = UI_ON_CHART;
    }
    return UI_DRAW;
}

static unsigned view(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    struct pk_buf text = { 0 }, title = { 0 };
    ui_text_title(app, &title);
    if (pk_text_width(pk_buf_text(&title), title.len) > UI_LEAST_WIDTH) {
        pk_buf_printf(&text, "%s\n", pk_buf_text(&title)); /* the heading cuts it */
    }
    ui_text_of_row(app, &text);
    ui_pager_open(app, pk_buf_text(&title), &text);
    pk_buf_dispose(&title);
    return UI_DRAW;
}

static int snapshot_width(const struct ui_app *app)
{
    int width = pk_plan_settings(app->plan)->print_width;
    if (width < 40 || width > 300) {
        width = 80;
    }
    return app->layout.whole.width < width ? app->layout.whole.width : width;
}

/* A document is in the plan's language; the screen's comes back at once.  What is stopped leaves all
 * as it was. */
static unsigned snapshot(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    const char *language = pk_plan_settings(app->plan)->language;
    struct ui_loading loading;
    struct pk_report report = { app->plan, app->outline.filter, app->options->today,
                                app->ascii, app->options->plain, snapshot_width(app),
                                ui_loading_progress, &loading };
    struct pk_snapshot_options options = { PK_NO_DAY, PK_NO_DAY, false };
    struct pk_buf text = { 0 };
    ui_live_hush(app);
    ui_loading_begin_in(&loading, app, _("Making the snapshot…"));
    pk_cli_language(app->options, language, true);
    bool finished = pk_report_snapshot(&text, &report, &options);
    pk_cli_language(app->options, language, false);
    ui_loading_end(&loading);
    if (finished) {
        ui_pager_open_page(app, _("Snapshot"), &text);
    } else {
        ui_say(app, "%s", _("stopped"));
    }
    return UI_DRAW;
}

static unsigned faults(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    ui_faults_open(app, true);
    return UI_DRAW;
}

static unsigned help(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    ui_help_open(app);
    return UI_DRAW;
}

static unsigned legend(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    ui_legend_open(app);
    return UI_DRAW;
}

static unsigned menu(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    ui_menu_open(app);
    return UI_DRAW;
}

const struct ui_command ui_commands_view[] = {
    { "pane", "", N_("Next pane"), 0, 0, 0, pane },
    { "view", "", N_("The row's whole text"), UI_ROW, 0, 0, view },
    { "snapshot", "", N_("The plan as it is printed"), 0, 0, 0, snapshot },
    { "faults", "", N_("What is wrong with the plan"), 0, 0, 0, faults },
    { "menu", "", N_("All commands"), UI_SILENT, 0, 0, menu },
    { "legend", "", N_("What the marks and bars mean"), 0, 0, 0, legend },
    { "help", "", N_("Help"), 0, 0, 0, help },
    { 0 },
};
