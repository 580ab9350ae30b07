/* Between two rows that are shown a line goes from the end of the one that is waited for to the
 * row that waits, over bars where there is no way around them:
 *
 *      ← · Film          ██████░░░░♦╗
 *        · Tisk              │─────║──────♦
 *      › · Premiéra                ╚═►░░░░░░░♦
 *
 * A date that a line would touch or cross gives way to it: it stands in its column, too.  The rows
 * at its ends are marked before the title, too, for in a narrow timeline there may be no room for a
 * line.  What is not shown is named by its number at the edge that it lies beyond.
 */
#include "config.h"

#include <string.h>

#include "planek/depends.h"
#include "ui/app.h"
#include "ui/fieldtext.h"
#include "ui/links.h"

enum { LINKS_MOST = 64, NAMED_MOST = 3 };

/* What is being drawn. */
struct drawing {
    const struct ui_app *app;
    struct pk_grid *grid;
    struct pk_rect rows;
    const struct pk_chart *chart;
    struct pk_buf above, below; /* numbers of what is not shown */
    int above_count, below_count;
};

enum { UP = 1, DOWN = 2, LEFT = 4, RIGHT = 8 };

static const char *const corners[] = {
    [UP] = "║",           [DOWN] = "║",          [LEFT] = "═",         [RIGHT] = "═",
    [UP | DOWN] = "║",    [LEFT | RIGHT] = "═",  [UP | LEFT] = "╝",    [UP | RIGHT] = "╚",
    [DOWN | LEFT] = "╗",  [DOWN | RIGHT] = "╔",  [UP | DOWN | LEFT] = "╣",
    [UP | DOWN | RIGHT] = "╠", [UP | LEFT | RIGHT] = "╩", [DOWN | LEFT | RIGHT] = "╦",
    [UP | DOWN | LEFT | RIGHT] = "╬",
};

static const struct pk_gridcell *cell_at(const struct drawing *drawing, int x, int y)
{
    return &drawing->grid->cells[y * drawing->grid->width + x];
}

/* Whether a letter or a number stands there: one that can be read through a line is none. */
static bool is_letter(const struct drawing *drawing, int x, int y)
{
    if (x < 0 || x >= drawing->grid->width) {
        return false;
    }
    unsigned char first = (unsigned char)cell_at(drawing, x, y)->glyph[0];
    bool latin = first >= 0xC3 && first <= 0xC5;
    return latin || (first >= '0' && first <= '9') || (first >= 'A' && first <= 'Z') ||
           (first >= 'a' && first <= 'z');
}

/* Of a date beside its bar: a letter, a number, or what stands between two of them. */
static bool is_text(const struct drawing *drawing, int x, int y)
{
    unsigned char first = (unsigned char)cell_at(drawing, x, y)->glyph[0];
    if (cell_at(drawing, x, y)->role != PK_ROLE_DIM) {
        return false;
    }
    bool before = is_letter(drawing, x - 1, y);
    bool blank = first == ' ' && is_letter(drawing, x + 1, y) &&
                 (before || strcmp(cell_at(drawing, x - 1, y)->glyph, ".") == 0);
    return is_letter(drawing, x, y) || (first == '.' && before) || blank;
}

/* The deadline of what was dropped, which is no letter. */
static bool is_cross(const struct drawing *drawing, int x, int y)
{
    const struct pk_gridcell *cell = cell_at(drawing, x, y);
    bool alone = !is_letter(drawing, x - 1, y) && !is_letter(drawing, x + 1, y);
    return cell->role == PK_ROLE_DIM && alone &&
           (strcmp(cell->glyph, "×") == 0 || strcmp(cell->glyph, "x") == 0);
}

static bool is_free(const struct drawing *drawing, int x, int y)
{
    const struct pk_gridcell *cell = cell_at(drawing, x, y);
    bool quiet = cell->role == PK_ROLE_DIM || cell->role == PK_ROLE_TODAY ||
                 cell->role == PK_ROLE_KEY;
    return (cell->glyph[0] == ' ' || quiet) && !is_cross(drawing, x, y);
}

static bool is_date(const struct drawing *drawing, int x, int y)
{
    return is_text(drawing, x, y) && !is_cross(drawing, x, y);
}

/* The whole date that stands there or on either side. */
static void clear_date(const struct drawing *drawing, int x, int y)
{
    int end = drawing->chart->line_x + drawing->chart->scale.cells;
    for (int at = x - 1; at <= x + 1; at++) {
        if (at < drawing->chart->line_x || at >= end || !is_date(drawing, at, y)) {
            continue;
        }
        int from = at, to = at + 1;
        while (from > drawing->chart->line_x && is_date(drawing, from - 1, y)) {
            from--;
        }
        while (to < end && is_date(drawing, to, y)) {
            to++;
        }
        pk_grid_fill(drawing->grid, (struct pk_rect){ from, y, to - from, 1 }, PK_ROLE_TEXT);
    }
}

/* Whether a line may go across: over a bar, but not over a deadline. */
static bool may_cross(const struct drawing *drawing, int x, int y)
{
    const struct pk_gridcell *cell = cell_at(drawing, x, y);
    bool bar = cell->role == PK_ROLE_DONE || cell->role == PK_ROLE_LEFT ||
               cell->role == PK_ROLE_LATE;
    return is_free(drawing, x, y) || bar;
}

/* Lines that meet become one that goes all their ways. */
static void put_line(const struct drawing *drawing, int x, int y, unsigned ways)
{
    const struct pk_gridcell *cell = cell_at(drawing, x, y);
    if (!may_cross(drawing, x, y)) {
        return;
    }
    clear_date(drawing, x, y);
    if (cell->role == PK_ROLE_KEY) {
        ways |= strcmp(cell->glyph, "◄") == 0 ? RIGHT : strcmp(cell->glyph, "►") == 0 ? LEFT : 0;
        ways |= strcmp(cell->glyph, "▼") == 0 || strcmp(cell->glyph, "▲") == 0 ? LEFT : 0;
        for (unsigned other = 1; other <= (UP | DOWN | LEFT | RIGHT); other++) {
            bool same = corners[other] && strcmp(corners[other], cell->glyph) == 0;
            ways |= same ? other : 0;
        }
    }
    bool upright = !(ways & (LEFT | RIGHT)), level = !(ways & (UP | DOWN));
    pk_grid_glyph(drawing->grid, x, y, PK_ROLE_KEY, corners[ways],
                  upright ? ':' : level ? '=' : '+');
}

static void put_arrow(const struct drawing *drawing, int x, int y, unsigned way)
{
    static const struct {
        const char *glyph;
        char ascii;
    } arrows[] = { [UP] = { "▲", '^' }, [DOWN] = { "▼", 'v' }, [LEFT] = { "◄", '<' },
                   [RIGHT] = { "►", '>' } };
    clear_date(drawing, x, y);
    pk_grid_glyph(drawing->grid, x, y, PK_ROLE_KEY, arrows[way].glyph, arrows[way].ascii);
}

/* The line of the screen that an activity's row stands on; -1 when it is not shown. */
static int line_of(const struct drawing *drawing, const struct pk_activity *activity)
{
    const struct ui_outline *outline = &drawing->app->outline;
    size_t row = ui_outline_find(outline, activity);
    const struct ui_list *list = &outline->list;
    if (row < list->top || row >= list->top + list->height || row >= list->count ||
        outline->rows[row].activity != activity) {
        return -1;
    }
    return drawing->rows.y + (int)(row - list->top);
}

/* A line from the deadline of one that is waited for, down or up a column, to one that waits. */
struct link {
    int from, to, step; /* rows */
    int start, x;       /* the cell behind the deadline; the column */
    int begin, end;     /* of the bar that it leads to; begin > end: it has none */
};

static bool is_open(const struct drawing *drawing, const struct link *link, int x,
                    bool (*passes)(const struct drawing *, int, int))
{
    for (int y = link->from + link->step; y != link->to; y += link->step) {
        if (!passes(drawing, x, y)) {
            return false;
        }
    }
    for (int cell = link->start; cell <= x; cell++) {
        if (!is_free(drawing, cell, link->from)) {
            return false;
        }
    }
    return true;
}

/* The nearest column where nothing is in the way, else one where only bars are. */
static void choose_column(const struct drawing *drawing, struct link *link)
{
    enum { ASIDE_MOST = 8 };
    int end = drawing->chart->line_x + drawing->chart->scale.cells;
    for (int pass = 0; pass < 2; pass++) {
        for (int x = link->start; x < end && x <= link->start + ASIDE_MOST; x++) {
            if (is_open(drawing, link, x, pass ? may_cross : is_free)) {
                link->x = x;
                return;
            }
        }
    }
    link->x = link->start;
}

/* Along the row of the one that waits, from the column to where its bar begins or ends. */
static void put_last(const struct drawing *drawing, const struct link *link, unsigned back)
{
    int first = drawing->chart->line_x, last = first + drawing->chart->scale.cells - 1;
    bool none = link->begin > link->end, left = !none && link->end < link->x;
    unsigned way = left ? LEFT : RIGHT, other = left ? RIGHT : LEFT;
    int by = left ? -1 : 1, x = link->x;
    int target = none ? link->x + 2 : left ? link->end : link->begin;
    while (x + by != target && x + by >= first && x + by <= last &&
           is_free(drawing, x + by, link->to)) {
        x += by;
    }
    for (int cell = link->x; cell != x; cell += by) {
        put_line(drawing, cell, link->to, cell == link->x ? back | way : way | other);
    }
    if (x == link->x) {
        put_line(drawing, x, link->to, back | way);
    } else {
        put_arrow(drawing, x, link->to, way);
    }
}

static void put_path(const struct drawing *drawing, const struct link *link)
{
    unsigned on = link->step > 0 ? DOWN : UP, back = on == DOWN ? UP : DOWN;
    bool onto = !is_free(drawing, link->x, link->to), near = link->from + link->step == link->to;
    for (int cell = link->start; cell < link->x; cell++) {
        put_line(drawing, cell, link->from, LEFT | RIGHT);
    }
    if (onto && near && cell_at(drawing, link->x, link->from)->role != PK_ROLE_KEY) {
        put_arrow(drawing, link->x, link->from, on);
        return;
    }
    put_line(drawing, link->x, link->from, LEFT | on);
    for (int y = link->from + link->step; y != link->to; y += link->step) {
        if (onto && y + link->step == link->to && may_cross(drawing, link->x, y)) {
            put_arrow(drawing, link->x, y, on);
        } else {
            put_line(drawing, link->x, y, UP | DOWN);
        }
    }
    if (!onto) {
        put_last(drawing, link, back);
    }
}

static int clamp(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

static void put_link(const struct drawing *drawing, const struct pk_activity *on, int from,
                     const struct pk_activity *waits, int to)
{
    const struct pk_chart *chart = drawing->chart;
    int year = pk_plan_settings(chart->plan)->year, last = chart->scale.cells - 1;
    struct pk_ends ends = pk_timeline_ends(chart->scale, on, year, chart->today);
    struct pk_ends target = pk_timeline_ends(chart->scale, waits, year, chart->today);
    if (!ends.known || ends.end + 1 < 0 || ends.end + 1 > last) {
        return;
    }
    struct link link = { .from = from, .to = to, .step = to > from ? 1 : -1 };
    link.start = chart->line_x + ends.end + 1;
    link.begin = chart->line_x + (target.known ? clamp(target.begin, 0, last) : 1);
    link.end = chart->line_x + (target.known ? clamp(target.end, 0, last) : 0);
    choose_column(drawing, &link);
    put_path(drawing, &link);
}

static void name_hidden(struct drawing *drawing, const struct pk_activity *activity)
{
    const struct ui_list *list = &drawing->app->outline.list;
    size_t row = ui_outline_find(&drawing->app->outline, activity);
    if (row == list->count) {
        return;
    }
    bool above = row < list->top;
    bool folded = !above && row < list->top + list->height;
    struct pk_buf *out = above ? &drawing->above : &drawing->below;
    int *count = above ? &drawing->above_count : &drawing->below_count;
    if (folded || (*count)++ >= NAMED_MOST) {
        return;
    }
    pk_buf_str(out, drawing->grid->ascii ? above ? "^" : "v" : above ? "↑" : "↓");
    ui_record_brief(out, drawing->app->plan, &activity->record);
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
            put_link(drawing, on, y, selected, here);
        }
    }
    const struct ui_waiter *waiters = ui_links_of(&drawing->app->links, selected, &count);
    for (size_t i = 0; i < count && i < LINKS_MOST; i++) {
        int y = mark(drawing, waiters[i].activity, "→", '}');
        if (y >= 0 && y != here) {
            put_link(drawing, selected, here, waiters[i].activity, y);
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
