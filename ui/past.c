/* The present's store waits while another one is shown: what it has is on disk by then. */
#include "config.h"

#include "ui/past.h"

#include "planek/i18n.h"
#include "ui/app.h"
#include "ui/edit.h"

void ui_past_tell(struct ui_app *app)
{
    struct pk_buf text = { 0 };
    if (!pk_cli_past(&text, app->options, app->store)) {
        pk_buf_str(&text, app->present ? _("Esc returns to the present")
                                       : _("as-of without a date returns to the present"));
    }
    ui_say(app, "%s", pk_buf_text(&text));
    pk_buf_dispose(&text);
}

const char *ui_past_refusal(const struct ui_app *app)
{
    return app->present ? _("this is the plan as it stood; Esc returns")
                        : _("this is the plan as it stood; planek was started with --as-of and "
                            "only reads");
}

/* What belongs to the other plan leaves the screen; the store that was shown is returned.
 * ui_outline_hold precedes. */
static struct pk_store *show(struct ui_app *app, struct pk_store *store,
                             const struct pk_options *options)
{
    struct pk_store *shown = app->store;
    ui_app_drop(app, &ui_pane_history);
    ui_app_drop(app, &ui_pane_waiting);
    ui_history_dispose(&app->history);
    ui_since_end(app);
    app->store = store;
    app->own = *options;
    ui_app_renew(app);
    app->mended = 0; /* the other plan is no mended one */
    return shown;
}

static void enter(struct ui_app *app, pk_day day)
{
    struct pk_options options = *app->options;
    struct pk_store *store;
    struct pk_diag diag;
    bool was_past = ui_app_past(app);
    if (!ui_save(app)) {
        ui_complain(app, &app->unsaved);
        return;
    }
    options.as_of = options.today = day;
    if (pk_cli_open(&store, &options, true, &diag)) {
        ui_complain(app, &diag);
        return;
    }
    ui_outline_hold(&app->outline);
    if (pk_store_checkpoint(app->store, &diag)) {
        ui_complain(app, &diag); /* the journal has it all */
    }
    struct pk_store *shown = show(app, store, &options);
    if (was_past) {
        pk_store_close(shown);
    } else {
        app->present = shown;
    }
    ui_past_tell(app);
}

/* Whoever starts planek in the past (--as-of) wants nothing written, in the present either. */
static void leave(struct ui_app *app)
{
    struct pk_options options = *app->options;
    struct pk_store *store = app->present;
    struct pk_diag diag;
    bool changed, began_there = !store;
    options.as_of = PK_NO_DAY;
    options.today = app->today;
    options.read_only = options.read_only || began_there;
    if (!store && pk_cli_open(&store, &options, options.read_only, &diag)) {
        ui_complain(app, &diag);
        return;
    }
    app->present = NULL;
    ui_outline_hold(&app->outline);
    pk_store_close(show(app, store, &options));
    ui_live_appear(app);
    if (ui_live_refresh(app, &changed, &diag)) {
        ui_complain(app, &diag);
    } else {
        ui_say(app, "%s", began_there ? _("this is the plan as it is now, still for reading "
                                          "only: planek was started with --as-of")
                                      : _("this is the plan as it is now"));
    }
}

void ui_past_go(struct ui_app *app, const char *day)
{
    struct pk_dates dates = { pk_plan_settings(app->plan)->year, app->options->today };
    struct pk_diag diag;
    pk_day wanted; /* none where nothing but blanks is given */
    if (pk_day_parse(&wanted, day, &dates, &diag)) {
        ui_complain(app, &diag);
    } else if (wanted != PK_NO_DAY) {
        enter(app, wanted);
    } else if (ui_app_past(app)) {
        leave(app);
    } else {
        ui_say(app, "%s", _("this is the plan as it is now; as-of 1.6. shows it as it stood then"));
    }
}

void ui_past_leave(struct ui_app *app)
{
    if (app->present) {
        pk_store_close(app->store);
        app->store = app->present;
        app->present = NULL;
    }
}
