#include "config.h"

#include <string.h>

#include "planek/i18n.h"
#include "ui/app.h"
#include "ui/commands.h"
#include "ui/pager.h"
#include "ui/since.h"

static unsigned show(struct ui_app *app, pk_day day)
{
    if (ui_since_begin(app, day)) {
        struct pk_buf text = { 0 };
        app->since.shown = true;
        ui_explain_renew(app);
        ui_since_banner(app, &text, false);
        ui_say(app, "%s", pk_buf_text(&text));
        pk_buf_dispose(&text);
    }
    return UI_DRAW;
}

static unsigned show_meeting(struct ui_app *app)
{
    pk_day last = pk_since_meeting(app->plan, app->options->today);
    if (last == PK_NO_DAY) {
        ui_since_refuse(app);
        return UI_DRAW;
    }
    return show(app, last);
}

static unsigned show_adopted(struct ui_app *app)
{
    pk_day adopted = pk_plan_settings(app->plan)->adopted;
    if (adopted == PK_NO_DAY) {
        ui_say(app, "%s", _("plan.ini does not say when the plan was adopted; write it there, as "
                            "adopted = 2024-01-15 in section [plan]"));
        return UI_DRAW;
    }
    return show(app, adopted);
}

static unsigned show_text(struct ui_app *app)
{
    struct pk_buf text = { 0 };
    if (ui_since_ready(app)) {
        ui_since_text(app, &text);
        ui_pager_open(app, _("What has changed"), &text);
    }
    return UI_DRAW;
}

static unsigned hide(struct ui_app *app)
{
    app->since.shown = false;
    ui_explain_renew(app);
    ui_say(app, "%s", _("the plan is no longer compared"));
    return UI_DRAW;
}

static void offer_day(struct ui_app *app, const char *label, pk_day day, const char *line)
{
    struct pk_buf text = { 0 }, date = { 0 };
    if (day != PK_NO_DAY) {
        pk_day_format(&date, day, PK_DAY_SHORT);
        pk_buf_printf(&text, "%s, %s", label, pk_buf_text(&date));
        ui_picker_add(app, pk_buf_text(&text), line);
    }
    pk_buf_dispose(&date);
    pk_buf_dispose(&text);
}

/* What else there is while something is compared. */
static unsigned offer(struct ui_app *app)
{
    pk_day meeting = pk_since_meeting(app->plan, app->options->today);
    pk_day adopted = pk_plan_settings(app->plan)->adopted;
    ui_picker_begin(app, _("Compare"));
    ui_picker_add(app, _("What has changed, in words"), "compare list");
    ui_picker_add(app, _("Only what has changed"), "views changed");
    offer_day(app, _("Since the last meeting"), meeting, "compare meeting");
    offer_day(app, _("Since the plan was adopted"), adopted, "compare adopted");
    ui_picker_add(app, _("Since another day…"), "command \"compare \"");
    ui_picker_add(app, _("No longer compare"), "compare off");
    ui_picker_open(app, NULL);
    return UI_DRAW;
}

/* The last meeting; without one the adoption. */
static unsigned begin(struct ui_app *app)
{
    bool met = pk_since_meeting(app->plan, app->options->today) != PK_NO_DAY;
    bool adopted = pk_plan_settings(app->plan)->adopted != PK_NO_DAY;
    return met || !adopted ? show_meeting(app) : show_adopted(app);
}

static unsigned compare(struct ui_app *app, int argc, const char *const *argv)
{
    if (argc == 0) {
        return app->since.shown ? offer(app) : begin(app);
    }
    struct pk_buf text = { 0 };
    for (int i = 0; i < argc; i++) {
        pk_buf_printf(&text, "%s%s", i ? " " : "", argv[i]);
    }
    const char *what = pk_buf_text(&text);
    struct pk_dates dates = { pk_plan_settings(app->plan)->year, app->options->today };
    struct pk_diag diag;
    unsigned stale = UI_DRAW;
    pk_day day;
    if (strcmp(what, "off") == 0) {
        stale = hide(app);
    } else if (strcmp(what, "meeting") == 0) {
        stale = show_meeting(app);
    } else if (strcmp(what, "adopted") == 0) {
        stale = show_adopted(app);
    } else if (strcmp(what, "list") == 0) {
        stale = show_text(app);
    } else if (pk_day_parse(&day, what, &dates, &diag)) {
        ui_complain(app, &diag);
    } else {
        stale = show(app, day);
    }
    pk_buf_dispose(&text);
    return stale;
}

const struct ui_command ui_commands_since[] = {
    { "compare", N_("[meeting|adopted|list|off|DATE]"), N_("What has moved since the last meeting"),
      0, 0, UI_ARGUMENTS_MAX, compare },
    { 0 },
};
