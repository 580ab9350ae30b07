/* The figures of the budget beside what they were then: a sign before each that is another, and
 * in the pane's title what the one that is lit was.
 */
#include "config.h"

#include "ui/since.h"

#include <string.h>

#include "planek/i18n.h"
#include "ui/app.h"
#include "ui/budgetlines.h"

static pk_money of_source(const struct pk_budget_source *source, enum pk_figure figure)
{
    switch (figure) {
    case PK_FIGURE_PLANNED: return source->planned;
    case PK_FIGURE_COMMITTED: return source->committed;
    case PK_FIGURE_SPENT: return source->spent;
    case PK_FIGURE_ALLOCATION: return source->allocation;
    case PK_FIGURE_FREE: return source->free;
    case PK_FIGURE_LEFT: return source->left;
    case PK_FIGURES: break;
    }
    return PK_NO_MONEY;
}

static pk_money of_goal(pk_money planned, pk_money committed, pk_money spent,
                        enum pk_figure figure)
{
    return figure == PK_FIGURE_PLANNED     ? planned
           : figure == PK_FIGURE_COMMITTED ? committed
           : figure == PK_FIGURE_SPENT     ? spent
                                           : PK_NO_MONEY;
}

/* The place of the source then; -1 where it was not there. */
static ptrdiff_t place_then(const struct pk_budget *then, const char *id)
{
    for (size_t i = 0; i < then->source_count; i++) {
        if (strcmp(then->sources[i].id, id) == 0) {
            return (ptrdiff_t)i;
        }
    }
    return -1;
}

/* A source that was not there had nothing. */
static pk_money source_then(const struct pk_budget *then, const char *id, enum pk_figure figure)
{
    ptrdiff_t place = place_then(then, id);
    if (place < 0) {
        return figure == PK_FIGURE_ALLOCATION ? PK_NO_MONEY : 0;
    }
    return of_source(&then->sources[place], figure);
}

bool ui_since_moved(const struct ui_app *app, size_t row, enum pk_figure figure, pk_money *then)
{
    const struct pk_budget *was = &app->since.budget, *is = &app->money.all;
    pk_money now;
    if (!app->since.shown) {
        return false;
    }
    if (ui_budget_is_total(app, row)) {
        *then = of_goal(was->planned, was->committed, was->spent, figure);
        now = of_goal(is->planned, is->committed, is->spent, figure);
    } else if (app->below.view == UI_BY_GOAL) {
        const struct pk_budget_goal *goal = &is->goals[row], *old = ui_since_goal(app, row);
        *then = of_goal(old->planned, old->committed, old->spent, figure);
        now = of_goal(goal->planned, goal->committed, goal->spent, figure);
    } else {
        *then = source_then(was, is->sources[row].id, figure);
        now = of_source(&is->sources[row], figure);
    }
    return *then != now;
}

void ui_since_was(struct pk_buf *out, pk_money amount)
{
    struct pk_buf text = { 0 };
    if (amount == PK_NO_MONEY) {
        pk_buf_str(&text, _("no limit"));
    } else {
        pk_money_format(&text, amount);
    }
    pk_buf_printf(out, _("was %s"), pk_buf_text(&text));
    pk_buf_dispose(&text);
}

void ui_since_figure(const struct ui_app *app, struct pk_buf *out)
{
    pk_money then;
    size_t row = app->below.sources.cursor;
    bool focus = app->below.focus == UI_ON_BUDGET && row < ui_budget_rows(app);
    bool months = app->below.view == UI_BY_MONTH; /* the curve tells it itself */
    if (focus && !months && ui_since_moved(app, row, ui_budget_lit(app), &then)) {
        pk_buf_str(out, " · ");
        ui_since_was(out, then);
    }
}

const struct pk_budget_months *ui_since_months(const struct ui_app *app, size_t row)
{
    static const struct pk_budget_months nothing = { .last_spent = -1 };
    const struct ui_since *since = &app->since;
    const struct pk_budget *is = &app->money.all;
    if (!since->shown) {
        return NULL;
    }
    if (row >= is->source_count) {
        return &since->months[since->budget.source_count];
    }
    ptrdiff_t place = place_then(&since->budget, is->sources[row].id);
    return place < 0 ? &nothing : &since->months[place];
}
