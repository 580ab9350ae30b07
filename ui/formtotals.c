#include "config.h"

#include "ui/formtotals.h"

#include <string.h>

#include "planek/i18n.h"
#include "ui/app.h"
#include "ui/field.h"

enum { NAME_USUAL = 30, NAME_LEAST = 8, GAP = 3 };

/* What the record brings as it stands and as it would be; the first nothing where it is new. */
struct difference {
    const struct ui_app *app;
    struct pk_posting was, now;
};

static size_t group_of(const struct pk_plan *plan, const char *goal)
{
    const struct pk_group *groups;
    size_t count = pk_plan_groups(plan, &groups);
    const struct pk_goal *found = pk_plan_goal(plan, goal);
    return found ? found->record.place : count - 1;
}

static void read_posting(struct pk_posting *out, const struct pk_plan *plan,
                         const struct pk_record *record)
{
    if (record && record->table == PK_ACTIVITIES) {
        const struct pk_activity *activity = (const struct pk_activity *)record;
        pk_posting_activity(out, plan, activity);
        out->group = group_of(plan, activity->goal);
    } else if (record) {
        pk_posting_spending(out, plan, (const struct pk_spending *)record);
    } else {
        out->shares.count = 0;
    }
}

/* What a posting adds to a row of sources (NULL: to all of them) in an account. */
static pk_money added(const struct difference *difference, const struct pk_posting *posting,
                      enum pk_account account, const char *row)
{
    pk_money sum = 0;
    for (int i = 0; posting->account == account && i < posting->shares.count; i++) {
        const struct pk_share *share = &posting->shares.items[i];
        const char *in = pk_budget_row_of(difference->app->plan, share->source);
        sum = !row || strcmp(in, row) == 0 ? pk_money_add(sum, share->amount) : sum;
    }
    return sum;
}

static struct ui_outlook outlook(const struct difference *difference, enum pk_account account,
                                 const char *row, pk_money sum)
{
    pk_money without = pk_money_sub(sum, added(difference, &difference->was, account, row));
    return (struct ui_outlook){
        sum, pk_money_add(without, added(difference, &difference->now, account, row))
    };
}

static pk_money sum_of(const struct pk_budget_source *source, enum pk_account account)
{
    switch (account) {
    case PK_ACCOUNT_PLANNED: return source->planned;
    case PK_ACCOUNT_COMMITTED: return source->committed;
    case PK_ACCOUNT_SPENT: return source->spent;
    }
    return 0;
}

static struct ui_outlook rest_of(const struct difference *difference, const char *row,
                                 const struct pk_budget_source *source)
{
    if (source->allocation == PK_NO_MONEY) {
        return (struct ui_outlook){ PK_NO_MONEY, PK_NO_MONEY };
    }
    if (difference->now.account == PK_ACCOUNT_PLANNED) {
        struct ui_outlook sum = outlook(difference, PK_ACCOUNT_PLANNED, row, source->planned);
        return (struct ui_outlook){ source->free, pk_money_sub(source->allocation, sum.now) };
    }
    struct ui_outlook spent = outlook(difference, PK_ACCOUNT_SPENT, row, source->spent);
    struct ui_outlook ordered = outlook(difference, PK_ACCOUNT_COMMITTED, row, source->committed);
    pk_money gone = pk_money_add(spent.now, ordered.now);
    return (struct ui_outlook){ source->left, pk_money_sub(source->allocation, gone) };
}

static struct ui_totalline *next_line(struct ui_formtotals *totals)
{
    return &totals->lines[totals->count++];
}

static void add_source(struct ui_formtotals *totals, const struct difference *difference,
                       const char *named)
{
    const struct ui_app *app = difference->app;
    const char *row = pk_budget_row_of(app->plan, named);
    const struct pk_budget_source none = { .name = row, .allocation = PK_NO_MONEY };
    const struct pk_budget_source *source = ui_money_source(&app->money, app->plan, row);
    source = source ? source : &none;
    const char *name = !*row ? _("(no source)") : *source->name ? source->name : row;
    struct pk_quote quoted = pk_text_quote(name);
    for (int i = 0; i < totals->count; i++) {
        if (strcmp(totals->lines[i].name.text, quoted.text) == 0) {
            return;
        }
    }
    if (totals->count == UI_TOTALLINES_MAX - 1) {
        return;
    }
    enum pk_account account = difference->now.account;
    *next_line(totals) = (struct ui_totalline){
        .name = quoted,
        .unpaid = !*row,
        .sum = outlook(difference, account, row, sum_of(source, account)),
        .rest = rest_of(difference, row, source),
    };
}

/* Sources that a record names, whether or not it adds to them. */
static void add_sources(struct ui_formtotals *totals, const struct difference *difference,
                        const struct pk_posting *posting, const struct pk_record *record)
{
    for (int i = 0; i < posting->shares.count; i++) {
        add_source(totals, difference, posting->shares.items[i].source);
    }
    if (posting->shares.count > 0 || !record) {
        return;
    }
    struct pk_shares named;
    bool activity = record->table == PK_ACTIVITIES;
    const char *text = activity ? ((const struct pk_activity *)record)->source
                                : ((const struct pk_spending *)record)->source;
    if (pk_shares_parse(&named, text, NULL) == PK_OK) {
        for (int i = 0; i < named.count; i++) {
            add_source(totals, difference, named.items[i].source);
        }
    }
}

static void add_goal(struct ui_formtotals *totals, const struct difference *difference,
                     size_t group)
{
    const struct pk_budget_goal *goal = &difference->app->money.all.goals[group];
    enum pk_account account = difference->now.account;
    const struct pk_budget_source sums = { .planned = goal->planned,
                                           .committed = goal->committed,
                                           .spent = goal->spent };
    struct difference here = *difference;
    struct pk_buf name = { 0 };
    if (here.was.group != group) {
        here.was.shares.count = 0;
    }
    if (here.now.group != group) {
        here.now.shares.count = 0;
    }
    if (goal->goal) {
        ui_record_label(&name, difference->app->plan, &goal->goal->record);
    } else {
        pk_buf_str(&name, _("Without a goal"));
    }
    *next_line(totals) = (struct ui_totalline){
        .name = pk_text_quote(pk_buf_text(&name)),
        .of_goal = true,
        .sum = outlook(&here, account, NULL, sum_of(&sums, account)),
        .rest = { PK_NO_MONEY, PK_NO_MONEY },
    };
    pk_buf_dispose(&name);
}

void ui_formtotals_note(struct ui_app *app, const struct ui_form *form,
                        const struct pk_record *was, const struct pk_record *now)
{
    struct ui_formtotals *totals = &app->totals;
    *totals = (struct ui_formtotals){ .form = form };
    if (form->table != PK_ACTIVITIES && form->table != PK_SPENDING) {
        return;
    }
    struct difference difference = { .app = app };
    read_posting(&difference.now, app->plan, now);
    difference.was.group = difference.now.group;
    read_posting(&difference.was, app->plan, was);
    totals->account = difference.now.account;
    totals->counted = difference.now.counted;
    add_sources(totals, &difference, &difference.now, now);
    add_sources(totals, &difference, &difference.was, was);
    add_goal(totals, &difference, difference.now.group);
    if (difference.was.group != difference.now.group && totals->count < UI_TOTALLINES_MAX) {
        add_goal(totals, &difference, difference.was.group);
    }
}

int ui_formtotals_rows(const struct ui_app *app, const struct ui_form *form)
{
    const struct ui_formtotals *totals = &app->totals;
    return totals->form == form && totals->count ? 1 + totals->count : 0;
}

static const char *sum_label(enum pk_account account)
{
    switch (account) {
    case PK_ACCOUNT_PLANNED: return C_("money", "planned");
    case PK_ACCOUNT_COMMITTED: return C_("money", "ordered");
    case PK_ACCOUNT_SPENT: return C_("money", "spent");
    }
    return "";
}

static void add_sum(struct pk_buf *out, enum pk_account account, struct ui_outlook sum, int cells)
{
    struct pk_buf was = { 0 };
    pk_money_format(&was, sum.was);
    int blanks = cells - pk_text_width(pk_buf_text(&was), was.len);
    pk_buf_printf(out, "%s %*s%s", sum_label(account), blanks, "", pk_buf_text(&was));
    pk_buf_dispose(&was);
    if (sum.now != sum.was) {
        pk_buf_str(out, " → ");
        pk_money_format(out, sum.now);
    }
}

/* "free 20 000 → ! over 10 000" */
static void add_rest(struct pk_buf *out, enum pk_account account, struct ui_outlook rest)
{
    const char *label = account == PK_ACCOUNT_PLANNED ? C_("money", "free") : C_("money", "left");
    pk_buf_printf(out, "%s%s ", rest.was < 0 ? "! " : "",
                  rest.was < 0 ? C_("money", "over") : label);
    pk_money_format(out, rest.was < 0 ? -rest.was : rest.was);
    if (rest.now == rest.was) {
        return;
    }
    pk_buf_str(out, " → ");
    if (rest.now < 0) {
        pk_buf_printf(out, "! %s ", C_("money", "over"));
    } else if (rest.was < 0) {
        pk_buf_printf(out, "%s ", label);
    }
    pk_money_format(out, rest.now < 0 ? -rest.now : rest.now);
}

/* The texts of a line. */
struct texts {
    struct pk_buf sum, rest;
};

static void write_line(struct texts *out, const struct ui_formtotals *totals, int index,
                       int cells)
{
    const struct ui_totalline *line = &totals->lines[index];
    *out = (struct texts){ 0 };
    add_sum(&out->sum, totals->account, line->sum, cells);
    if (line->rest.now != PK_NO_MONEY) {
        add_rest(&out->rest, totals->account, line->rest);
    } else if (line->unpaid) {
        pk_buf_str(&out->rest, _("nothing pays for this yet"));
    } else if (!line->of_goal) {
        pk_buf_str(&out->rest, _("no limit"));
    }
}

static const char *reason(const struct ui_formtotals *totals)
{
    switch (totals->counted) {
    case PK_COUNTED: return NULL;
    case PK_COUNTED_STATUS: return _("not counted: proposed or dropped");
    case PK_COUNTED_FAULT:
        return totals->account == PK_ACCOUNT_PLANNED ? _("not counted: faulty")
                                                     : _("no amount given");
    case PK_COUNTED_IN: return _("counted in another row");
    case PK_COUNTED_NOT_SET: return _("no cost given");
    }
    return NULL;
}

static void put_rule(const struct ui_formtotals *totals, struct pk_grid *grid,
                     struct pk_rect rect)
{
    struct pk_buf text = { 0 };
    const char *why = reason(totals);
    pk_grid_run(grid, rect.x, rect.y, rect.width, PK_ROLE_RULE, "─", '-');
    pk_buf_printf(&text, " %s ", _("The budget with this"));
    if (why) {
        pk_buf_printf(&text, "· %s ", why);
    }
    pk_grid_put_cut(grid, rect.x + 1, rect.y, rect.width - 3, PK_ROLE_HEADING,
                    pk_buf_text(&text));
    pk_buf_dispose(&text);
}

static int widest(const struct pk_grid *grid, const char *text, int cells)
{
    int width = pk_grid_width(grid, text);
    return width > cells ? width : cells;
}

void ui_formtotals_draw(struct ui_app *app, const struct ui_form *form, struct pk_grid *grid,
                        struct pk_rect rect)
{
    const struct ui_formtotals *totals = &app->totals;
    struct texts texts[UI_TOTALLINES_MAX];
    int sum = 0, rest = 0, name = NAME_USUAL, lines = ui_formtotals_rows(app, form) - 1;
    if (lines < 0) {
        return;
    }
    for (int i = 0; i < lines; i++) {
        write_line(&texts[i], totals, i, app->money.cells);
        sum = widest(grid, pk_buf_text(&texts[i].sum), sum);
        rest = widest(grid, pk_buf_text(&texts[i].rest), rest);
        name = widest(grid, totals->lines[i].name.text, name);
    }
    int room = rect.width - 2 - sum - rest - 2 * GAP;
    name = room < NAME_LEAST ? NAME_LEAST : room < name ? room : name;
    put_rule(totals, grid, rect);
    for (int i = 0; i < lines; i++) {
        int x = rect.x + 1, y = rect.y + 1 + i;
        bool late = totals->lines[i].rest.now != PK_NO_MONEY && totals->lines[i].rest.now < 0;
        if (i + 1 < rect.height) {
            pk_grid_put_cut(grid, x, y, name, PK_ROLE_TEXT, totals->lines[i].name.text);
            x += name + GAP;
            pk_grid_put(grid, x, y, sum, PK_ROLE_TEXT, pk_buf_text(&texts[i].sum));
            x += sum + GAP;
            pk_grid_put_cut(grid, x, y, rect.x + rect.width - 1 - x,
                            late ? PK_ROLE_LATE : PK_ROLE_TEXT, pk_buf_text(&texts[i].rest));
        }
        pk_buf_dispose(&texts[i].sum);
        pk_buf_dispose(&texts[i].rest);
    }
}
