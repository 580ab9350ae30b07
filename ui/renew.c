/* What is shown hangs on the plan, the filter, the order and the folds.  When only one of them
 * changed, only what hangs on that is made anew; a change of the plan is followed by differences.
 */
#include "config.h"

#include "planek/alterations.h"
#include "planek/check.h"
#include "ui/app.h"
#include "ui/faults.h"
#include "ui/views.h"

static void build_rows(struct ui_app *app)
{
    app->chart_stale = app->table.stale = true;
    ui_views_renew(app);
    ui_outline_build(&app->outline, app->plan, app->options->today);
}

void ui_app_rearrange(struct ui_app *app)
{
    ui_outline_hold(&app->outline);
    build_rows(app);
}

void ui_app_rebuild(struct ui_app *app)
{
    ui_app_rearrange(app);
    ui_money_narrow(&app->money, app->plan, app->outline.filter);
    ui_explain_renew(app);
}

static void build(struct ui_app *app)
{
    build_rows(app);
    ui_marks_renew(app);
    ui_money_make(&app->money, app->plan, app->outline.filter, app->options->today);
    ui_links_build(&app->links, app->plan);
    ui_waiting_build(&app->waiting, app->plan);
    ui_explain_renew(app);
}

/* The same after the plan altered, at the cost of what did. */
static void follow(struct ui_app *app, const struct pk_alterations *altered)
{
    pk_day today = app->options->today;
    app->chart_stale = app->chart_stale || !pk_chart_holds(&app->chart, altered);
    app->table.stale = true;
    ui_views_renew(app);
    bool same_filter = ui_outline_follow(&app->outline, app->plan, today, altered);
    bool filters = app->outline.filter || app->money.narrowed;
    ui_marks_renew(app);
    if ((filters && !same_filter) ||
        !ui_money_follow(&app->money, app->plan, app->outline.filter, today, altered)) {
        ui_money_make(&app->money, app->plan, app->outline.filter, today);
    }
    ui_links_follow(&app->links, altered);
    ui_waiting_follow(&app->waiting, app->plan, altered);
    ui_explain_renew(app);
}

void ui_app_new_day(struct ui_app *app, pk_day day)
{
    app->today = day;
    if (!ui_app_past(app)) {
        app->own.today = day;
        ui_outline_hold(&app->outline);
        build(app);
    }
}

/* A file that is not understood any more opens the list of faults. */
static void note_broken(struct ui_app *app)
{
    unsigned broken = 0;
    for (int table = 0; table < PK_TABLES; table++) {
        broken |= pk_plan_broken(app->plan, (enum pk_table)table) ? 1u << table : 0;
    }
    size_t fatal = pk_faults_count(pk_store_faults(app->store), PK_FATAL);
    bool more = (broken & ~app->broken) != 0 || fatal > app->fatal;
    app->mended = (app->mended | app->broken) & ~broken;
    app->broken = broken;
    app->fatal = fatal;
    if (more) {
        ui_faults_open(app, false);
        app->findings.by_itself = true;
    } else {
        ui_faults_renew(app);
    }
}

bool ui_app_outdated(const struct ui_app *app)
{
    const struct pk_plan *plan = pk_store_plan(app->store);
    return plan != app->plan || pk_plan_revision(plan) != app->revision;
}

void ui_app_renew(struct ui_app *app)
{
    struct pk_alterations altered;
    app->plan = pk_store_plan(app->store);
    bool known = pk_plan_altered(app->plan, app->revision, &altered);
    app->revision = pk_plan_revision(app->plan);
    ui_since_renew(app, known ? &altered : NULL);
    if (known) {
        follow(app, &altered);
    } else {
        build(app);
    }
    note_broken(app);
    ui_history_renew(app);
    ui_waiting_trace(app);
    ui_meeting_renew(app);
}
