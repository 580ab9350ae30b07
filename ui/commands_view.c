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
#include "ui/pager.h"
#include "ui/rowtext.h"

/* Wide: the focus goes round the panes.  Narrow: the pane below changes and the focus stays, but it
 * goes through a budget that is longer than its pane, so that it can be scrolled. */
static unsigned pane(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    struct ui_below *below = &app->below;
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

static unsigned budget(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    app->below.per_goal = !app->below.per_goal;
    app->below.activity_shown = false;
    app->below.focus = app->below.per_goal ? UI_ON_BUDGET : UI_ON_CHART;
    app->below.sources = (struct ui_list){ 0 };
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

/* A document is in the plan's language; the screen's comes back at once. */
static unsigned snapshot(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    const char *language = pk_plan_settings(app->plan)->language;
    struct pk_report report = { app->plan, app->outline.filter, app->options->today,
                                app->ascii, app->options->plain, snapshot_width(app) };
    struct pk_snapshot_options options = { PK_NO_DAY, PK_NO_DAY, false };
    struct pk_buf text = { 0 };
    pk_cli_language(app->options, language, true);
    pk_report_snapshot(&text, &report, &options);
    pk_cli_language(app->options, language, false);
    ui_pager_open_page(app, _("Snapshot"), &text);
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

static unsigned menu(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    app->menu = (struct ui_list){ 0 };
    ui_app_open(app, &ui_pane_menu);
    return UI_DRAW;
}

static unsigned search(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    app->below.focus = UI_ON_CHART;
    ui_prompt_open(app, UI_ASK_SEARCH, "");
    return UI_DRAW;
}

static unsigned search_on(struct ui_app *app, int direction)
{
    const char *needle = app->prompt.last[UI_ASK_SEARCH];
    struct ui_list *list = &app->outline.list;
    app->below.focus = UI_ON_CHART;
    if (!needle || !*needle) {
        ui_say(app, "%s", _("nothing was searched for yet; / searches"));
        return UI_DRAW;
    }
    if (list->count == 0) {
        return UI_FRESH;
    }
    size_t from = direction > 0 ? (list->cursor + 1) % list->count
                                : (list->cursor + list->count - 1) % list->count;
    if (!ui_outline_search(&app->outline, needle, from, direction)) {
        ui_say(app, _("\"%s\" is not among the rows shown"), needle);
    }
    return UI_DRAW;
}

static unsigned search_next(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    return search_on(app, 1);
}

static unsigned search_previous(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    return search_on(app, -1);
}

static unsigned filter(struct ui_app *app, int argc, const char *const *argv)
{
    app->below.focus = UI_ON_CHART;
    if (argc == 0) {
        const char *now = app->outline.filter_text;
        ui_prompt_open(app, UI_ASK_FILTER, now ? now : "");
        return UI_DRAW;
    }
    struct pk_buf words = { 0 };
    for (int i = 0; i < argc; i++) {
        bool quoted = strchr(argv[i], ' ') != NULL;
        pk_buf_printf(&words, quoted ? "%s\"%s\"" : "%s%s", i ? " " : "", argv[i]);
    }
    ui_app_filter(app, strcmp(pk_buf_text(&words), "off") == 0 ? NULL : pk_buf_text(&words));
    pk_buf_dispose(&words);
    return UI_DRAW;
}

const struct ui_command ui_commands_view[] = {
    { "search", "", N_("Search"), 0, 0, 0, search },
    { "search-next", "", N_("Next hit"), 0, 0, 0, search_next },
    { "search-previous", "", N_("Previous hit"), 0, 0, 0, search_previous },
    { "filter", N_("[WORDS|off]"), N_("Show only some"), 0, 0, UI_ARGUMENTS_MAX, filter },
    { "pane", "", N_("Next pane"), 0, 0, 0, pane },
    { "budget", "", N_("Budget by goals, and back"), 0, 0, 0, budget },
    { "view", "", N_("The row's whole text"), UI_ROW, 0, 0, view },
    { "snapshot", "", N_("The plan as it is printed"), 0, 0, 0, snapshot },
    { "faults", "", N_("What is wrong with the plan"), 0, 0, 0, faults },
    { "menu", "", N_("All commands"), UI_SILENT, 0, 0, menu },
    { "help", "", N_("Help"), 0, 0, 0, help },
    { 0 },
};
