/* What a figure of the budget was made of then, beside the rows that it is made of now: each row that
 * adds another amount says which it was; what added something then and is no row of it any more
 * (removed, or paid from elsewhere) is kept in a list of its own, so that the two sums are explained
 * to the last crown.
 */
#include "config.h"

#include "ui/since.h"

#include <stdlib.h>
#include <string.h>

#include "planek/mem.h"
#include "ui/app.h"

static int compare_records(const void *a, const void *b)
{
    const struct pk_record *x = ((const struct pk_budget_row *)a)->record;
    const struct pk_record *y = ((const struct pk_budget_row *)b)->record;
    return x->table != y->table ? (x->table < y->table ? -1 : 1) : strcmp(x->text[0], y->text[0]);
}

static int compare_places(const void *a, const void *b)
{
    const struct pk_record *x = ((const struct pk_budget_row *)a)->record;
    const struct pk_record *y = ((const struct pk_budget_row *)b)->record;
    if (x->table != y->table) {
        return x->table < y->table ? -1 : 1;
    }
    return x->place < y->place ? -1 : x->place > y->place;
}

static void sort(struct pk_budget_row *rows, size_t count,
                 int (*compare)(const void *a, const void *b))
{
    if (count > 1) {
        qsort(rows, count, sizeof *rows, compare);
    }
}

static struct pk_budget_row *find(const struct ui_since_rows *then,
                                  const struct pk_budget_row *row)
{
    return then->count ? bsearch(row, then->rows, then->count, sizeof *row, compare_records)
                       : NULL;
}

static void collect_gone(struct ui_since_rows *then, const struct pk_budget_rows *now)
{
    bool *seen = pk_new(then->count, sizeof *seen);
    for (size_t i = 0; i < now->count; i++) {
        const struct pk_budget_row *row = find(then, &now->items[i]);
        if (row) {
            seen[row - then->rows] = true;
        }
    }
    then->gone = pk_new(then->count, sizeof *then->gone);
    for (size_t i = 0; i < then->count; i++) {
        if (!seen[i]) {
            then->gone[then->gone_count++] = then->rows[i];
        }
    }
    sort(then->gone, then->gone_count, compare_places);
    free(seen);
}

/* The figure in the plan of then; false where its source or goal was not there. */
static bool figure_then(const struct ui_app *app, struct pk_figure_of *of)
{
    const struct pk_plan *then = app->since.then;
    const struct pk_group *groups;
    *of = app->explain.of;
    if (of->of_goal) {
        const char *id = app->explain.goal;
        const struct pk_goal *goal = id ? pk_plan_goal(then, id) : NULL;
        of->group = goal ? goal->record.place : pk_plan_groups(then, &groups) - 1;
        return goal || !id;
    }
    if (!of->source || !*of->source) {
        return true;
    }
    for (size_t i = 0; i < app->since.budget.source_count; i++) {
        if (strcmp(app->since.budget.sources[i].id, of->source) == 0) {
            return true;
        }
    }
    return false;
}

void ui_since_explain_end(struct ui_app *app)
{
    free(app->since.explained.rows);
    free(app->since.explained.gone);
    app->since.explained = (struct ui_since_rows){ 0 };
}

void ui_since_explain(struct ui_app *app)
{
    const struct ui_explain *explain = &app->explain;
    struct ui_since_rows *out = &app->since.explained;
    struct pk_figure_of of;
    ui_since_explain_end(app);
    if (!app->since.shown || !app->since.then) {
        return;
    }
    out->known = true;
    if (figure_then(app, &of)) {
        struct pk_budget_rows rows;
        pk_budget_rows_make(&rows, app->since.then,
                            explain->filtered ? app->outline.filter : NULL, &of);
        out->sum = rows.sum;
        out->rows = rows.items;
        out->count = rows.adding;
    }
    sort(out->rows, out->count, compare_records);
    collect_gone(out, &explain->rows);
}

bool ui_since_explained(const struct ui_app *app, pk_money *then)
{
    *then = app->since.explained.sum;
    return app->since.explained.known && *then != app->explain.rows.sum;
}

bool ui_since_row(const struct ui_app *app, const struct pk_budget_row *row, pk_money *then)
{
    const struct ui_since_rows *was = &app->since.explained;
    const struct pk_budget_row *found = find(was, row);
    *then = found ? found->amount : 0;
    return was->known && *then != (row->why == PK_OMIT_NOTHING ? row->amount : 0);
}
