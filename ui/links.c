/* Between two rows that are shown a line goes from the end of the one that is waited for to the
 * row that waits, where there is nothing else:
 *
 *      ← · Film          ██████░░░░♦╗
 *        · Tisk              │─────║──────♦
 *      › · Premiéra                ╚► ░░░░░░░♦
 *
 * The rows at its ends are marked before the title, too, for in a narrow timeline there may be no
 * room for a line.  What is not shown is named by its number at the edge that it lies beyond.
 */
#include "config.h"

#include "ui/links.h"

#include <stdlib.h>
#include <string.h>

#include "planek/depends.h"
#include "planek/mem.h"
#include "ui/app.h"

enum { LINKS_MOST = 64, NAMED_MOST = 3 };

static int compare_waiters(const void *a, const void *b)
{
    const struct ui_waiter *x = a, *y = b;
    if (x->on->record.place != y->on->record.place) {
        return x->on->record.place < y->on->record.place ? -1 : 1;
    }
    return x->activity->record.place < y->activity->record.place ? -1
         : x->activity->record.place > y->activity->record.place;
}

static void collect_waiters(struct ui_links *links, const struct pk_plan *plan)
{
    size_t count = pk_plan_count(plan, PK_ACTIVITIES);
    for (size_t i = 0; i < count; i++) {
        const struct pk_activity *activity =
            (const struct pk_activity *)pk_plan_at(plan, PK_ACTIVITIES, i);
        const char *cursor = activity->depends;
        const struct pk_activity *on;
        while (*cursor && (on = pk_depends_next(plan, &cursor))) {
            if (on == activity) {
                continue;
            }
            links->waiters = pk_reserve(links->waiters, &links->capacity, links->count + 1,
                                        sizeof *links->waiters);
            links->waiters[links->count++] = (struct ui_waiter){ activity, on };
        }
    }
    if (links->count > 1) {
        qsort(links->waiters, links->count, sizeof *links->waiters, compare_waiters);
    }
}

static void number_rows(struct ui_links *links, const struct ui_outline *outline)
{
    links->rows = pk_new(pk_plan_count(outline->plan, PK_ACTIVITIES) + 1, sizeof *links->rows);
    for (size_t row = 0; row < outline->list.count; row++) {
        const struct ui_row *at = &outline->rows[row];
        const struct pk_group *group = &outline->groups[at->group];
        if (at->activity) {
            links->rows[at->activity->record.place] = (uint32_t)row + 1;
        } else if (ui_outline_folded(outline, group->goal)) {
            for (size_t i = 0; i < group->count; i++) {
                links->rows[group->activities[i]->record.place] = (uint32_t)row + 1;
            }
        }
    }
}

void ui_links_build(struct ui_links *links, const struct ui_outline *outline)
{
    ui_links_dispose(links);
    collect_waiters(links, outline->plan);
    if (links->count) {
        number_rows(links, outline);
    }
}

void ui_links_dispose(struct ui_links *links)
{
    free(links->waiters);
    free(links->rows);
    *links = (struct ui_links){ 0 };
}

const struct ui_waiter *ui_links_of(const struct ui_links *links,
                                    const struct pk_activity *activity, size_t *count)
{
    size_t from = 0, to = links->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (links->waiters[middle].on->record.place < activity->record.place) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    size_t end = from;
    while (end < links->count && links->waiters[end].on == activity) {
        end++;
    }
    *count = end - from;
    return links->waiters + from;
}

/* What is being drawn. */
struct drawing {
    const struct ui_app *app;
    struct pk_grid *grid;
    struct pk_rect rows;
    const struct pk_chart *chart;
    struct pk_buf above, below; /* numbers of what is not shown */
    int above_count, below_count;
};

static bool is_free(const struct drawing *drawing, int x, int y)
{
    const struct pk_gridcell *cell = &drawing->grid->cells[y * drawing->grid->width + x];
    bool quiet = cell->role == PK_ROLE_DIM || cell->role == PK_ROLE_TODAY;
    return cell->glyph[0] == ' ' || quiet;
}

static void put_line(const struct drawing *drawing, int x, int y, const char *glyph, char ascii)
{
    const struct pk_gridcell *cell = &drawing->grid->cells[y * drawing->grid->width + x];
    if (cell->role == PK_ROLE_KEY && strcmp(cell->glyph, glyph) != 0) {
        pk_grid_glyph(drawing->grid, x, y, PK_ROLE_KEY, "╠", '+');
    } else if (is_free(drawing, x, y)) {
        pk_grid_glyph(drawing->grid, x, y, PK_ROLE_KEY, glyph, ascii);
    }
}

/* The line of the screen that an activity's row stands on; -1 when it is not shown. */
static int line_of(const struct drawing *drawing, const struct pk_activity *activity)
{
    const struct ui_outline *outline = &drawing->app->outline;
    size_t row = drawing->app->links.rows[activity->record.place];
    const struct ui_list *list = &outline->list;
    if (row == 0 || row - 1 < list->top || row - 1 >= list->top + list->height ||
        outline->rows[row - 1].activity != activity) {
        return -1;
    }
    return drawing->rows.y + (int)(row - 1 - list->top);
}

/* From the end of one that is waited for to the row of one that waits. */
static void put_link(const struct drawing *drawing, const struct pk_activity *on, int from,
                     int to)
{
    const struct pk_chart *chart = drawing->chart;
    int year = pk_plan_settings(chart->plan)->year, step = to > from ? 1 : -1;
    struct pk_ends ends = pk_timeline_ends(chart->scale, on, year, chart->today);
    int cell = ends.end + 1, x = chart->line_x + cell;
    if (!ends.known || cell < 0 || cell + 1 >= chart->scale.cells) {
        return;
    }
    bool down = step > 0;
    put_line(drawing, x, from, down ? "╗" : "╝", '+');
    for (int y = from + step; y != to; y += step) {
        bool last = y + step == to && !is_free(drawing, x, to);
        put_line(drawing, x, y, last ? down ? "▼" : "▲" : "║", last ? down ? 'v' : '^' : ':');
    }
    if (is_free(drawing, x, to) && is_free(drawing, x + 1, to)) {
        put_line(drawing, x, to, down ? "╚" : "╔", '+');
        put_line(drawing, x + 1, to, "►", '>');
    }
}

static void name_hidden(struct drawing *drawing, const struct pk_activity *activity)
{
    const struct ui_list *list = &drawing->app->outline.list;
    size_t row = drawing->app->links.rows[activity->record.place];
    if (row == 0) {
        return;
    }
    bool above = row - 1 < list->top;
    bool folded = !above && row - 1 < list->top + list->height;
    struct pk_buf *out = above ? &drawing->above : &drawing->below;
    int *count = above ? &drawing->above_count : &drawing->below_count;
    if (folded || (*count)++ >= NAMED_MOST) {
        return;
    }
    pk_buf_str(out, drawing->grid->ascii ? above ? "^" : "v" : above ? "↑" : "↓");
    pk_plan_number(out, drawing->app->plan, &activity->record);
    pk_buf_char(out, ' ');
}

/* The other end of a link is marked where it is shown, else named. */
static int mark(struct drawing *drawing, const struct pk_activity *other, const char *glyph,
                char ascii)
{
    int y = line_of(drawing, other);
    if (y < 0) {
        name_hidden(drawing, other);
    } else {
        pk_grid_glyph(drawing->grid, drawing->chart->mark_x - 2, y, PK_ROLE_KEY, glyph, ascii);
    }
    return y;
}

/* At the right end of the timeline; whatever stands there comes back with the next row. */
static void put_hidden(const struct drawing *drawing, int y, struct pk_buf *text, int count)
{
    const struct pk_chart *chart = drawing->chart;
    if (count > NAMED_MOST) {
        pk_buf_printf(text, "+%d ", count - NAMED_MOST);
    }
    int cells = pk_grid_width(drawing->grid, pk_buf_text(text));
    cells = cells < chart->scale.cells ? cells : chart->scale.cells;
    if (count > 0) {
        int x = chart->line_x + chart->scale.cells - cells;
        pk_grid_put(drawing->grid, x, y, cells, PK_ROLE_KEY, pk_buf_text(text));
    }
    pk_buf_dispose(text);
}

static void put_all(struct drawing *drawing, const struct pk_activity *selected, int here)
{
    const char *cursor = selected->depends;
    const struct pk_activity *on;
    size_t count;
    for (int i = 0; i < LINKS_MOST && (on = pk_depends_next(drawing->app->plan, &cursor)); i++) {
        int y = on == selected ? here : mark(drawing, on, "←", '{');
        if (y >= 0 && y != here) {
            put_link(drawing, on, y, here);
        }
    }
    const struct ui_waiter *waiters = ui_links_of(&drawing->app->links, selected, &count);
    for (size_t i = 0; i < count && i < LINKS_MOST; i++) {
        int y = mark(drawing, waiters[i].activity, "→", '}');
        if (y >= 0 && y != here) {
            put_link(drawing, selected, here, y);
        }
    }
}

void ui_links_put(const struct ui_app *app, struct pk_grid *grid, struct pk_rect rows,
                  const struct pk_chart *chart)
{
    const struct ui_row *row = ui_outline_row(&app->outline);
    struct drawing drawing = { .app = app, .grid = grid, .rows = rows, .chart = chart };
    if (!row || !row->activity || !app->links.count || rows.height <= 0) {
        return;
    }
    int here = line_of(&drawing, row->activity);
    if (here >= 0) {
        put_all(&drawing, row->activity, here);
    }
    put_hidden(&drawing, rows.y, &drawing.above, drawing.above_count);
    put_hidden(&drawing, rows.y + rows.height - 1, &drawing.below, drawing.below_count);
}
