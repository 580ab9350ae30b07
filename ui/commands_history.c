/* The history on the screen, taking back what it tells of, and the plan as it stood on a day. */
#include "config.h"

#include <string.h>

#include "planek/i18n.h"
#include "ui/app.h"
#include "ui/commands.h"
#include "ui/past.h"
#include "ui/target.h"

static unsigned history(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    ui_history_open(app, ui_target(app));
    return UI_DRAW;
}

static unsigned history_plan(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    ui_history_open(app, NULL);
    return UI_DRAW;
}

/* The change under the cursor of the history; says so when there is none. */
static const struct pk_change *change_here(struct ui_app *app)
{
    const struct pk_change *change = NULL;
    if (ui_app_has(app, &ui_pane_history)) {
        change = ui_history_change(&app->history, app->history.list.cursor);
    }
    if (!change) {
        ui_say(app, "%s", _("this works in the history; H opens it"));
    }
    return change;
}

static unsigned take_back(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    const struct pk_change *change = change_here(app);
    if (change) {
        ui_history_take_back(app, change);
    }
    return UI_DRAW;
}

static void join(struct pk_buf *out, int argc, const char *const *argv)
{
    for (int i = 0; i < argc; i++) {
        pk_buf_printf(out, "%s%s", i ? " " : "", argv[i]);
    }
}

/* Asks for the reason, or takes the one that was given along. */
static void reason(struct ui_app *app, const char *txn, int argc, const char *const *argv)
{
    struct pk_buf text = { 0 };
    join(&text, argc, argv);
    if (argc) {
        ui_history_give_why_of(app, txn, pk_buf_text(&text));
    } else {
        ui_history_ask_why(app, txn);
    }
    pk_buf_dispose(&text);
}

/* Of the change under the cursor of the history, else of the last one made here. */
static unsigned why(struct ui_app *app, int argc, const char *const *argv)
{
    const char *txn = app->last_txn;
    if (ui_app_past(app)) {
        ui_say(app, "%s", ui_past_refusal(app));
        return UI_DRAW;
    }
    if (pk_store_read_only(app->store)) {
        ui_say(app, "%s", _("this plan is opened read-only; nothing can be changed"));
        return UI_DRAW;
    }
    if (ui_app_pane(app) == &ui_pane_history) {
        const struct pk_change *change = change_here(app);
        txn = change ? change->txn : NULL;
    } else if (!txn) {
        ui_say(app, "%s", _("nothing was changed here yet; H shows what others changed"));
    }
    if (txn) {
        reason(app, txn, argc, argv);
    }
    return UI_DRAW;
}

static unsigned as_of(struct ui_app *app, int argc, const char *const *argv)
{
    struct pk_buf text = { 0 };
    join(&text, argc, argv);
    ui_past_go(app, pk_buf_text(&text));
    pk_buf_dispose(&text);
    return UI_DRAW;
}

const struct ui_command ui_commands_history[] = {
    { "history", "", N_("History of the row"), UI_ROW, 0, 0, history },
    { "history-plan", "", N_("History of the whole plan"), 0, 0, 0, history_plan },
    { "take-back", "", N_("Take back this change"), UI_SILENT, 0, 0, take_back },
    { "why", N_("[REASON]"), N_("Reason for the last change"), 0, 0, UI_ARGUMENTS_MAX, why },
    { "as-of", N_("[DATE]"), N_("The plan as it stood on a day"), 0, 0, UI_ARGUMENTS_MAX, as_of },
    { 0 },
};
