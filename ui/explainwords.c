#include "config.h"

#include "ui/explainwords.h"

#include <string.h>

#include "planek/i18n.h"
#include "planek/text.h"
#include "ui/app.h"
#include "ui/fieldtext.h"
#include "ui/form.h"

static const char *figure_name(enum pk_figure figure)
{
    switch (figure) {
    case PK_FIGURE_ALLOCATION: return C_("money", "allocation");
    case PK_FIGURE_PLANNED: return C_("money", "planned");
    case PK_FIGURE_COMMITTED: return C_("money", "ordered");
    case PK_FIGURE_SPENT: return C_("money", "spent");
    case PK_FIGURE_FREE: return C_("money", "free");
    case PK_FIGURE_LEFT: return C_("money", "left");
    case PK_FIGURES: break;
    }
    return "";
}

static void add_name(const struct ui_app *app, struct pk_buf *out)
{
    const struct ui_explain *explain = &app->explain;
    const struct pk_group *groups;
    (void)pk_plan_groups(app->plan, &groups);
    if (explain->of.of_goal) {
        const struct pk_goal *goal = groups[explain->of.group].goal;
        pk_buf_str(out, goal ? pk_record_title(&goal->record) : _("Without a goal"));
    } else if (!explain->source) {
        pk_buf_str(out, _("Total"));
    } else {
        const struct pk_record *source = pk_plan_find(app->plan, PK_SOURCES, explain->source);
        pk_buf_str(out, source            ? pk_record_title(source)
                        : *explain->source ? explain->source
                                           : _("(no source)"));
    }
}

static void add_kc(struct pk_buf *out, pk_money amount)
{
    if (amount == PK_NO_MONEY) {
        pk_buf_str(out, _("no limit"));
    } else {
        pk_money_format(out, amount);
        pk_buf_str(out, " Kč");
    }
}

/* The year is named where it is not the plan's. */
static void add_date(const struct ui_app *app, struct pk_buf *out, pk_day date)
{
    if (date == PK_NO_DAY) {
        pk_buf_str(out, _("undated"));
        return;
    }
    bool known = pk_day_ymd(date).year == pk_plan_settings(app->plan)->year;
    pk_day_format(out, date, known ? PK_DAY_SHORT : PK_DAY_FULL);
}

/* "   was 12 000 on 20 May" */
static void add_sum_then(const struct ui_app *app, struct pk_buf *out)
{
    pk_money then;
    if (ui_since_explained(app, &then)) {
        struct pk_buf day = { 0 }, amount = { 0 };
        pk_day_format(&day, app->since.day, PK_DAY_SHORT);
        add_kc(&amount, then);
        pk_buf_printf(out, _("   was %s on %s"), pk_buf_text(&amount), pk_buf_text(&day));
        pk_buf_dispose(&amount);
        pk_buf_dispose(&day);
    }
}

void ui_explain_title(const struct ui_app *app, struct pk_buf *out)
{
    const struct ui_explain *explain = &app->explain;
    add_name(app, out);
    pk_buf_printf(out, "   %s ", figure_name(explain->of.figure));
    if (explain->of.up_to) {
        struct pk_buf day = { 0 };
        add_date(app, &day, explain->of.until);
        pk_buf_printf(out, _("until %s:"), pk_buf_text(&day));
        pk_buf_char(out, ' ');
        pk_buf_dispose(&day);
    }
    add_kc(out, explain->rows.sum);
    if (explain->filtered) {
        pk_buf_printf(out, "   (%s)", _("in the filter"));
    }
    add_sum_then(app, out);
}

bool ui_explain_gone(const struct ui_app *app, const struct pk_budget_row *row)
{
    size_t rows = app->explain.rows.count;
    return app->explain.list.count > rows && row >= app->since.explained.gone &&
           row < app->since.explained.gone + app->since.explained.gone_count;
}

const struct pk_activity *ui_explain_activity(const struct ui_app *app,
                                              const struct pk_record *record)
{
    if (record->table == PK_SPENDING) {
        return pk_plan_activity(app->plan, ((const struct pk_spending *)record)->activity);
    }
    return record->table == PK_ACTIVITIES ? (const struct pk_activity *)record : NULL;
}

void ui_explain_name(const struct ui_app *app, struct pk_buf *out,
                     const struct pk_record *record)
{
    const struct pk_activity *activity = ui_explain_activity(app, record);
    if (activity) {
        pk_buf_str(out, pk_record_title(&activity->record));
    } else if (record->table != PK_SPENDING) {
        pk_buf_str(out, pk_record_title(record));
    }
    if (record->table == PK_SPENDING) {
        const struct pk_spending *spending = (const struct pk_spending *)record;
        const char *what = *spending->document ? spending->document : spending->note;
        const char *name = *what ? what : activity ? "" : spending->id;
        pk_buf_printf(out, activity && *name ? " · %s" : "%s", name);
    }
}

/* The date of spending stands before it. */
static void add_later(const struct ui_app *app, struct pk_buf *out, const struct pk_record *record)
{
    if (record->table == PK_ACTIVITIES) {
        const struct pk_activity *activity = (const struct pk_activity *)record;
        if (activity->due.last == PK_NO_DAY) {
            pk_buf_str(out, _("undated"));
        } else {
            pk_buf_str(out, _("later: "));
            pk_due_format_narrow(out, activity->due, pk_plan_settings(app->plan)->year);
        }
    } else {
        pk_buf_str(out, _("later"));
    }
}

static void add_why(const struct ui_app *app, struct pk_buf *out, const struct pk_budget_row *row)
{
    const struct pk_activity *host;
    switch (row->why) {
    case PK_OMIT_NOTHING: break;
    case PK_OMIT_PROPOSED: pk_buf_str(out, _("only proposed")); break;
    case PK_OMIT_DROPPED: pk_buf_str(out, _("was dropped")); break;
    case PK_OMIT_FAULT: pk_buf_str(out, _("! faulty")); break;
    case PK_OMIT_ELSEWHERE:
        host = pk_budget_host(app->plan, (const struct pk_activity *)row->record);
        pk_buf_str(out, _("counted in "));
        if (host) {
            ui_record_brief(out, app->plan, &host->record);
        }
        break;
    case PK_OMIT_NOT_SET: pk_buf_str(out, _("no cost given")); break;
    case PK_OMIT_ORDERED: pk_buf_str(out, _("ordered, not paid")); break;
    case PK_OMIT_PAID: pk_buf_str(out, _("paid already")); break;
    case PK_OMIT_LATER: add_later(app, out, row->record); break;
    case PK_OMIT_FILTER: pk_buf_str(out, _("not in the filter")); break;
    }
}

static bool is_in(const struct pk_plan *plan, const struct pk_record *record)
{
    return pk_plan_find(plan, (enum pk_table)record->table, record->text[0]);
}

/* What the row added then; of one that is gone why it is. */
static void add_then(const struct ui_app *app, struct pk_buf *out, const struct pk_budget_row *row)
{
    pk_money then;
    if (ui_explain_gone(app, row)) {
        pk_buf_printf(out, "%s   ", is_in(app->plan, row->record) ? _("counted elsewhere now")
                                                                : _("removed"));
    } else if (ui_since_row(app, row, &then) && is_in(app->since.then, row->record)) {
        ui_since_was(out, then);
        pk_buf_str(out, "   ");
    } else if (ui_since_row(app, row, &then)) {
        pk_buf_printf(out, "%s   ", C_("since", "new"));
    }
}

/* The date of spending, why it is left out, of which amount this is a share. */
void ui_explain_remark(const struct ui_app *app, struct pk_buf *out,
                       const struct pk_budget_row *row)
{
    add_then(app, out, row);
    size_t begin = out->len;
    if (row->record->table == PK_SPENDING) {
        add_date(app, out, ((const struct pk_spending *)row->record)->date);
        pk_buf_str(out, row->why ? "  " : "");
    }
    add_why(app, out, row);
    if (row->record->table == PK_SOURCES) {
        pk_buf_str(out, C_("money", "allocation"));
    } else if (row->whole != PK_NO_MONEY) {
        struct pk_buf whole = { 0 };
        pk_money_format(&whole, row->whole);
        pk_buf_printf(out, _("%sof %s"), out->len > begin ? "   " : "", pk_buf_text(&whole));
        pk_buf_dispose(&whole);
    }
}
