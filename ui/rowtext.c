#include "config.h"

#include "ui/rowtext.h"

#include <stdlib.h>
#include <string.h>

#include "planek/check.h"
#include "planek/depends.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/progress.h"
#include "planek/shares.h"
#include "planek/text.h"
#include "planek/waiting.h"
#include "ui/field.h"

enum { COVERED_MOST = 12, REST = 63 /* the bit of all fields that the schema does not know */ };

#define BIT(field) (UINT64_C(1) << (field))

void ui_text_title(const struct ui_app *app, struct pk_buf *out)
{
    const struct ui_row *row = ui_outline_row(&app->outline);
    const struct pk_record *record = ui_outline_record(&app->outline);
    if (record) {
        ui_record_label(out, app->plan, record);
    } else if (row) {
        pk_buf_str(out, _("Without a goal"));
    }
}

static void add_amount(struct pk_buf *out, pk_money amount)
{
    pk_money_format(out, amount);
    pk_buf_str(out, " Kč");
}

/* "Rozpočet OSV", or every source with its share. */
static void add_sources(struct pk_buf *out, const struct ui_app *app,
                        const struct pk_activity *activity)
{
    struct pk_shares shares;
    bool given = activity->cost != PK_NO_MONEY;
    if (pk_shares_parse(&shares, activity->source, NULL) ||
        (given && pk_shares_settle(&shares, activity->cost, NULL))) {
        pk_buf_str(out, activity->source);
        return;
    }
    for (int i = 0; i < shares.count; i++) {
        const struct pk_source *source = pk_plan_source(app->plan, shares.items[i].source);
        const char *name = source && *source->name ? source->name : shares.items[i].source;
        pk_buf_printf(out, "%s%s", i ? ", " : "", name);
        if (shares.count > 1 && shares.items[i].amount != PK_NO_MONEY) {
            pk_buf_char(out, ' ');
            pk_money_format(out, shares.items[i].amount);
        }
    }
}

void ui_text_covered(const struct ui_app *app, const char *id, struct pk_buf *out)
{
    size_t count;
    const struct ui_covered *covered = ui_money_covered_by(&app->money, id, &count);
    for (size_t i = 0; i < count && i < COVERED_MOST; i++) {
        pk_buf_str(out, i ? ", " : _("covers "));
        ui_record_brief(out, app->plan, &covered[i].activity->record);
    }
    if (count > COVERED_MOST) {
        pk_buf_str(out, ", …");
    }
}

/* Also of what costs nothing yet it is worth knowing who is to pay. */
static void add_cost(struct pk_buf *out, const struct ui_app *app,
                     const struct pk_activity *activity)
{
    bool given = activity->cost != PK_NO_MONEY;
    bool faulty = pk_record_bad(&activity->record, PK_ACTIVITY_COST);
    struct pk_buf sources = { 0 };
    add_sources(&sources, app, activity);
    if (given) {
        add_amount(out, activity->cost);
    } else {
        pk_buf_str(out, faulty ? _("faulty cost") : _("no cost given"));
    }
    if (sources.len) {
        pk_buf_printf(out, given ? _(" from %s") : _(", paid from %s"), pk_buf_text(&sources));
    }
    pk_buf_dispose(&sources);
}

static void add_money(struct pk_buf *out, const struct ui_app *app,
                      const struct pk_activity *activity)
{
    const struct pk_activity *in = pk_plan_activity(app->plan, activity->cost_in);
    if (in) {
        pk_buf_str(out, _("counted in "));
        ui_record_label(out, app->plan, &in->record);
    } else {
        add_cost(out, app, activity);
    }
    size_t length = out->len;
    pk_buf_str(out, " · ");
    ui_text_covered(app, activity->id, out);
    if (out->len == length + strlen(" · ")) {
        pk_buf_cut(out, length);
    }
    pk_buf_char(out, '\n');
}

static void add_days(struct pk_buf *out, const struct ui_app *app,
                     const struct pk_activity *activity)
{
    pk_day last = activity->due.last;
    bool open = activity->status == PK_PLANNED || activity->status == PK_ACTIVE;
    if (last == PK_NO_DAY || !open) {
        return;
    }
    int days = last - app->options->today;
    if (days == 0) {
        pk_buf_str(out, _(", today"));
    } else if (days > 0) {
        pk_buf_printf(out, ngettext(", %d day left", ", %d days left", days), days);
    } else {
        pk_buf_printf(out, ngettext(", ! %d day late", ", ! %d days late", -days), -days);
    }
}

static void add_dates(struct pk_buf *out, const struct ui_app *app,
                      const struct pk_activity *activity)
{
    int year = pk_plan_settings(app->plan)->year;
    if (activity->start != PK_NO_DAY) {
        bool usual = pk_day_ymd(activity->start).year == year;
        pk_buf_str(out, _("from "));
        pk_day_format(out, activity->start, usual ? PK_DAY_SHORT : PK_DAY_FULL);
        pk_buf_str(out, ", ");
    }
    if (activity->due.kind == PK_DUE_NONE) {
        pk_buf_str(out, _("no deadline"));
    } else {
        struct pk_buf due = { 0 };
        pk_due_format(&due, activity->due, year);
        bool ongoing = activity->due.kind == PK_DUE_ONGOING ||
                       activity->due.kind == PK_DUE_ONGOING_UNTIL;
        pk_buf_printf(out, ongoing ? "%s" : _("deadline %s"), pk_buf_text(&due));
        pk_buf_dispose(&due);
    }
    add_days(out, app, activity);
}

static void add_progress(struct pk_buf *out, const struct pk_activity *activity, pk_day today)
{
    enum pk_state state = pk_chart_state(activity, today);
    if (state == PK_STATE_LATE || state == PK_STATE_ONGOING) { /* the dates say so already */
        state = activity->status == PK_ACTIVE ? PK_STATE_ACTIVE : PK_STATE_PLANNED;
    }
    pk_buf_printf(out, " · %s", pk_chart_state_name(state));
    struct pk_progress progress = pk_progress_of(activity);
    bool told = activity->status == PK_DONE && progress.total == 100; /* 1 of 1: it is done */
    if (progress.known && progress.total > 0 && !told) {
        struct pk_buf done = { 0 }, total = { 0 };
        pk_money_format(&done, progress.done);
        pk_money_format(&total, progress.total);
        pk_buf_printf(out, _(" · %s of %s, %d %%"), pk_buf_text(&done), pk_buf_text(&total),
                      progress.percent);
        pk_buf_dispose(&done);
        pk_buf_dispose(&total);
    }
    pk_buf_char(out, '\n');
}

/* "Note: text", each on lines of its own where there is something. */
static void add_text(struct pk_buf *out, const char *label, const char *text)
{
    if (!*text) {
        return;
    }
    if (label) {
        pk_buf_printf(out, "%s: ", label);
    }
    pk_buf_printf(out, "%s\n", text);
}

static void add_depends(struct pk_buf *out, const struct ui_app *app, const char *depends)
{
    const char *item;
    size_t length;
    bool first = true;
    while ((item = pk_text_item(&depends, &length))) {
        char *id = pk_strndup(item, length);
        const struct pk_record *record = pk_plan_find(app->plan, PK_ACTIVITIES, id);
        pk_buf_str(out, first ? _("Waits for: ") : ", ");
        if (record) {
            ui_record_label(out, app->plan, record);
        } else {
            pk_buf_str(out, id);
        }
        first = false;
        free(id);
    }
    if (!first) {
        pk_buf_char(out, '\n');
    }
}

/* What it waits for and is due later; what waits for it. */
static void add_links(struct pk_buf *out, const struct ui_app *app,
                      const struct pk_activity *activity)
{
    size_t count;
    const struct pk_activity *later = pk_depends_later(app->plan, activity);
    const struct ui_waiter *waiters = ui_links_of(&app->links, activity, &count);
    if (later) {
        struct pk_buf due = { 0 }, label = { 0 };
        pk_due_format(&due, later->due, pk_plan_settings(app->plan)->year);
        ui_record_label(&label, app->plan, &later->record);
        pk_buf_printf(out, _("! Due before what it waits for: %s, %s\n"), pk_buf_text(&label),
                      pk_buf_text(&due));
        pk_buf_dispose(&due);
        pk_buf_dispose(&label);
    }
    for (size_t i = 0; i < count && i < COVERED_MOST; i++) {
        pk_buf_str(out, i ? ", " : _("Wait for this: "));
        ui_record_label(out, app->plan, &waiters[i].activity->record);
    }
    if (count) {
        pk_buf_str(out, count > COVERED_MOST ? ", …\n" : "\n");
    }
}

/* Cells whose text is no value: they stand in no column of the chart. */
static void add_bad(struct pk_buf *out, const struct ui_app *app, const struct pk_record *record)
{
    for (int field = 0; record->bad >> field; field++) {
        struct pk_diag diag = { .text = "" };
        if (!pk_record_bad(record, field) ||
            !pk_check_cell(app->plan, record, field, NULL, &diag)) {
            continue;
        }
        const char *label = _(pk_schema_field((enum pk_table)record->table, field)->label);
        pk_buf_printf(out, "× %s: ", label);
        if (!strstr(diag.text, pk_text_quote(record->text[field]).text)) {
            pk_buf_printf(out, "%s: ", record->text[field]);
        }
        pk_buf_printf(out, "%s\n", diag.text);
    }
}

static void add_goal(struct pk_buf *out, const struct ui_app *app, size_t group)
{
    const struct pk_goal *goal = app->outline.groups[group].goal;
    const struct ui_tally *tally = &app->money.tallies[group];
    const struct pk_budget_goal *money = &app->money.all.goals[group];
    if (goal && goal->priority != PK_NO_INT) {
        pk_buf_printf(out, _("priority %d\n"), goal->priority);
    }
    pk_buf_printf(out, ngettext("%zu activity", "%zu activities", tally->count), tally->count);
    pk_buf_printf(out, _(", %zu done, %zu late\n"), tally->done, tally->late);
    pk_buf_str(out, _("planned "));
    add_amount(out, money->planned);
    pk_buf_str(out, _(", spent "));
    add_amount(out, money->spent);
    pk_buf_char(out, '\n');
    if (goal) {
        add_bad(out, app, &goal->record);
    }
    ui_since_tell_group(app, out, group);
}

/* What waits for a decision about these fields (bits), beside what the plan says of them. */
static void add_waiting(struct pk_buf *out, const struct ui_app *app,
                        const struct pk_record *record, uint64_t fields)
{
    static const enum pk_table tables[] = { PK_CONFLICTS, PK_PROPOSALS };
    bool any = ui_waiting_about(&app->waiting, record);
    for (size_t t = 0; any && t < sizeof tables / sizeof tables[0]; t++) {
        const struct pk_pending *row = NULL;
        while ((row = pk_waiting_next(app->plan, tables[t], record, row))) {
            int field = pk_schema_find_field((enum pk_table)record->table, row->field);
            if (!(fields >> (field < 0 ? REST : field) & 1)) {
                continue;
            }
            struct pk_buf value = { 0 };
            ui_waiting_value(&value, app->plan, row, row->theirs);
            pk_buf_printf(out, tables[t] == PK_PROPOSALS ? _("? proposal by %s: %s: %s\n")
                                                         : _("? conflict, %s wants: %s: %s\n"),
                          pk_who_shown(row->who), ui_waiting_label(row), pk_buf_text(&value));
            pk_buf_dispose(&value);
        }
    }
}

void ui_text_of_activity(const struct ui_app *app, const struct pk_activity *activity,
                         struct pk_buf *out)
{
    const struct pk_record *record = &activity->record;
    const uint64_t money = BIT(PK_ACTIVITY_COST) | BIT(PK_ACTIVITY_COST_IN) |
                           BIT(PK_ACTIVITY_SOURCE);
    const uint64_t dates = BIT(PK_ACTIVITY_START) | BIT(PK_ACTIVITY_DUE);
    add_text(out, NULL, *activity->responsible ? activity->responsible
                                               : _("nobody is responsible"));
    add_waiting(out, app, record, BIT(PK_ACTIVITY_RESPONSIBLE));
    add_money(out, app, activity);
    add_waiting(out, app, record, money);
    add_dates(out, app, activity);
    add_progress(out, activity, app->options->today);
    add_waiting(out, app, record, dates);
    add_waiting(out, app, record, ~(money | dates | BIT(PK_ACTIVITY_RESPONSIBLE)));
    add_bad(out, app, record);
    ui_since_tell(app, out, activity);
    add_text(out, _("For"), activity->audience);
    add_text(out, NULL, activity->detail);
    add_depends(out, app, activity->depends);
    add_links(out, app, activity);
    add_text(out, _("Note"), activity->note);
}

void ui_text_of_row(const struct ui_app *app, struct pk_buf *out)
{
    const struct ui_row *row = ui_outline_row(&app->outline);
    if (!row) {
        return;
    }
    if (!row->activity) {
        add_goal(out, app, row->group);
        return;
    }
    ui_text_of_activity(app, row->activity, out);
}
