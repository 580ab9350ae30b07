#include "config.h"

#include <string.h>

#include "planek/i18n.h"
#include "ui/app.h"
#include "ui/budgetcurve.h"
#include "ui/budgetlines.h"
#include "ui/commands.h"

static void show(struct ui_app *app, enum ui_budgetview view)
{
    struct ui_below *below = &app->below;
    bool goals = view == UI_BY_GOAL;
    if (goals != (below->view == UI_BY_GOAL)) {
        below->sources = (struct ui_list){ 0 };
    }
    if (view == UI_BY_MONTH) {
        below->month = ui_curve_month(app);
    }
    below->view = view;
    below->activity_shown = false;
    below->focus = UI_ON_BUDGET;
}

static void leave(struct ui_app *app)
{
    app->below.focus = UI_ON_CHART;
    app->below.view = UI_BY_SOURCE;
    app->below.sources = (struct ui_list){ 0 };
}

/* To the budget, then from view to view, then back to the chart. */
static void show_next(struct ui_app *app)
{
    const struct ui_below *below = &app->below;
    bool here = below->focus == UI_ON_BUDGET;
    if (!here) {
        show(app, below->view);
    } else if (below->view == UI_BY_MONTH) {
        leave(app);
    } else {
        show(app, below->view == UI_BY_SOURCE ? UI_BY_GOAL : UI_BY_MONTH);
    }
}

static unsigned budget(struct ui_app *app, int argc, const char *const *argv)
{
    static const char *const views[] = { [UI_BY_SOURCE] = "sources",
                                         [UI_BY_GOAL] = "goals",
                                         [UI_BY_MONTH] = "months" };
    if (argc == 0) {
        show_next(app);
        return UI_DRAW;
    }
    for (int view = UI_BY_SOURCE; view <= UI_BY_MONTH; view++) {
        if (strcmp(argv[0], views[view]) == 0) {
            show(app, (enum ui_budgetview)view);
            return UI_DRAW;
        }
    }
    if (strcmp(argv[0], "off") == 0) {
        leave(app);
    } else {
        ui_say(app, "%s", _("budget sources, goals, months, or off?"));
    }
    return UI_DRAW;
}

static unsigned explain(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    if (ui_app_pane(app) == &ui_pane_explain) {
        ui_explain_turn(app);
    } else {
        ui_explain_open(app);
    }
    return UI_DRAW;
}

static const char *no_figure(const struct ui_app *app)
{
    return ui_budget_rows(app) == 0 ? _("there is no figure yet") : NULL;
}

const struct ui_command ui_commands_budget[] = {
    { "budget", "[sources|goals|months|off]", N_("Budget: sources, goals, months"), 0, 0, 1,
      budget },
    { "explain", "", N_("What the figure is made of"), 0, 0, 0, explain,
      .hindrance = no_figure },
    { 0 },
};
