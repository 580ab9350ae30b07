/* Rows of the chart.  A layout says once where the columns stand; drawing only fills them.
 *
 *     screen  |·›·m·title..............·    due··   cost··line.........|
 *     print   |m·4.1·title.............·    due·   cost··line..........|
 *     stacked |m·4.1·title.............................................|
 *             |······    due·   cost··line.............................|
 *
 * A goal has no deadline: its name may run on to where the costs begin.
 */
#include "config.h"

#include "planek/chart.h"

#include <stdlib.h>
#include <string.h>

#include "planek/depends.h"
#include "planek/i18n.h"
#include "planek/money.h"
#include "planek/text.h"
#include "report/chartflat.h"
#include "report/chartline.h"
#include "report/chartwords.h"
#include "report/wrap.h"

/* "  1/2" behind a title. */
static void add_count(struct pk_buf *out, const struct pk_activity *activity)
{
    size_t end = out->len;
    pk_buf_str(out, "  ");
    pk_chart_count(out, activity);
    if (out->len == end + 2) {
        pk_buf_cut(out, end);
    }
}

static int goal_cells(const struct pk_chart *chart)
{
    int end = chart->x + chart->width;
    if (!chart->stacked) {
        end = chart->cost_cells ? chart->cost_x - 1 : chart->line_x - 1;
    }
    return end - chart->title_x;
}

/* Puts a text from x, in further lines where it is too long; returns how many it takes.  grid
 * NULL: only counts them. */
static int put_wrapped(struct pk_grid *grid, int x, int y, int cells, enum pk_role role,
                       const char *text, bool ascii)
{
    struct pk_buf safe = { 0 };
    pk_wrap_safe(&safe, text, ascii);
    const char *at = pk_buf_text(&safe);
    size_t left = safe.len;
    int lines = 0;
    do {
        size_t next;
        size_t length = pk_wrap_line(at, left, cells, &next);
        if (grid) {
            char *line = pk_strndup(at, length);
            pk_grid_put(grid, x, y + lines, cells, role, line);
            free(line);
        }
        at += next;
        left -= next;
        lines++;
    } while (left);
    pk_buf_dispose(&safe);
    return lines;
}

static void put_number(struct pk_grid *grid, int y, const struct pk_chart *chart,
                       enum pk_role role, const struct pk_record *record)
{
    struct pk_buf number = { 0 };
    pk_plan_number(&number, chart->plan, record);
    pk_grid_put(grid, chart->title_x - chart->number_cells - 1, y, chart->number_cells, role,
                pk_buf_text(&number));
    pk_buf_dispose(&number);
}

int pk_chart_heading(struct pk_grid *grid, int top, const struct pk_chart *chart)
{
    int lines = pk_chart_line_heading(grid, top, chart), y = top + lines - 1;
    const char *due = C_("column", "Due");
    if (chart->stacked) {
        pk_grid_put(grid, chart->due_x, y, chart->due_cells, PK_ROLE_HEADING, due);
    } else {
        pk_grid_put_cut(grid, chart->goal_x, y, chart->title_x + chart->title_cells - chart->goal_x,
                        PK_ROLE_HEADING, _("Goals and activities"));
        pk_grid_put_right(grid, chart->due_x, y, chart->due_cells, PK_ROLE_HEADING, due);
    }
    pk_grid_put_right(grid, chart->cost_x, y, chart->cost_cells, PK_ROLE_HEADING,
                      C_("column", "Kč"));
    pk_chart_flat_heading(grid, y, chart);
    return lines;
}

/* What is folded away and what of it is late: "  (4, 1 late)", in short "  (4, !1)"; unfolded only
 * the latter, which begins at the byte returned. */
static size_t add_counts(struct pk_buf *out, const struct pk_chart_group *row, bool brief)
{
    size_t late = row->summary ? row->summary->late : 0;
    if (!row->folded && !late) {
        return out->len;
    }
    pk_buf_str(out, "  (");
    if (row->folded) {
        pk_buf_str(out, row->since.count ? "~" : "");
        pk_buf_printf(out, late ? "%zu, " : "%zu", row->group->count);
    }
    size_t from = out->len;
    if (late) {
        pk_buf_printf(out, brief ? "!%zu" : _("%zu late"), late);
    }
    pk_buf_char(out, ')');
    return from;
}

/* "  −1 +1 ~2", "  +" of a goal that is new itself */
static void add_since(struct pk_buf *out, const struct pk_chart_since *since)
{
    const struct {
        const char *sign;
        size_t count;
    } parts[] = { { "−", since->gone }, { "+", since->appeared }, { "~", since->changed } };
    const char *between = "  ";
    if (since->appeared_itself) {
        pk_buf_str(out, "  +");
        return;
    }
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (parts[i].count) {
            pk_buf_printf(out, "%s%s%zu", between, parts[i].sign, parts[i].count);
            between = " ";
        }
    }
}

enum { COUNTS_FROM = 120 };

/* The name gives way to how many are folded away and late, which is told in words where the screen
 * is wide.  Returns the cells used. */
static int put_counted(struct pk_grid *grid, int x, int y, int cells, const char *name,
                       const struct pk_chart_group *row, bool wide)
{
    struct pk_buf counts = { 0 };
    size_t late = add_counts(&counts, row, !wide);
    int room = cells - pk_grid_width(grid, pk_buf_text(&counts));
    if (wide && pk_grid_width(grid, name) > room) {
        pk_buf_cut(&counts, 0);
        late = add_counts(&counts, row, true);
        room = cells - pk_grid_width(grid, pk_buf_text(&counts));
    }
    int used = room > 0 ? pk_grid_put_cut(grid, x, y, room, PK_ROLE_GOAL, name) : 0;
    int behind = pk_grid_put(grid, x + used, y, cells - used, PK_ROLE_GOAL, pk_buf_text(&counts));
    struct pk_rect lit = { x + used + (int)late, y, behind - (int)late - 1, 1 };
    pk_grid_paint(grid, lit, PK_ROLE_LATE);
    pk_buf_dispose(&counts);
    return used + behind;
}

/* In one line: what is counted, and what is other than on another day, stays; the name is cut. */
static void put_goal_line(struct pk_grid *grid, int x, int y, int cells, const char *name,
                          const struct pk_chart_group *row, bool wide)
{
    struct pk_buf since = { 0 };
    add_since(&since, &row->since);
    int room = cells - pk_grid_width(grid, pk_buf_text(&since));
    int used = put_counted(grid, x, y, room, name, row, wide);
    pk_grid_put(grid, x + used, y, cells - used, PK_ROLE_TODAY, pk_buf_text(&since));
    pk_buf_dispose(&since);
}

static void put_goal_name(struct pk_grid *grid, int y, const struct pk_chart *chart,
                          const struct pk_chart_group *row)
{
    struct pk_buf text = { 0 };
    const struct pk_goal *goal = row->group->goal;
    if (goal && chart->number_cells) {
        put_number(grid, y, chart, PK_ROLE_GOAL, &goal->record);
    } else if (goal) {
        pk_buf_printf(&text, "%d ", row->number);
    }
    pk_chart_goal_text(&text, row->group);
    int x = chart->number_cells ? chart->title_x : chart->goal_x;
    int cells = goal_cells(chart) - (x - chart->title_x);
    if (chart->wraps) {
        put_wrapped(grid, x, y, cells, PK_ROLE_GOAL, pk_buf_text(&text), grid->ascii);
    } else {
        put_goal_line(grid, x, y, cells, pk_buf_text(&text), row,
                      chart->width >= COUNTS_FROM);
    }
    pk_buf_dispose(&text);
}

static void put_sum(struct pk_grid *grid, int y, const struct pk_chart *chart,
                    const struct pk_chart_group *row)
{
    struct pk_buf text = { 0 };
    if (row->planned == PK_NO_MONEY || (row->planned == 0 && !row->since.planned)) {
        return;
    }
    pk_chart_amount(&text, row->planned, chart->cost_cells);
    pk_grid_put_right(grid, chart->cost_x, y, chart->cost_cells, PK_ROLE_GOAL,
                      pk_buf_text(&text));
    if (row->since.planned && chart->cost_cells) {
        int x = chart->cost_x + chart->cost_cells - pk_grid_width(grid, pk_buf_text(&text)) - 1;
        pk_grid_put(grid, x, y, 1, PK_ROLE_TODAY, "~");
    }
    pk_buf_dispose(&text);
}

void pk_chart_goal(struct pk_grid *grid, int y, const struct pk_chart *chart,
                   const struct pk_chart_group *row)
{
    put_goal_name(grid, y, chart, row);
    if (!chart->stacked) {
        pk_chart_line_goal(grid, y, chart, row->summary);
        put_sum(grid, y, chart, row);
    }
}

/* The title in one line: what does not fit is cut before the count, which stays. */
static void put_title(struct pk_grid *grid, int y, const struct pk_chart *chart, enum pk_role role,
                      const struct pk_activity *activity)
{
    struct pk_buf count = { 0 };
    add_count(&count, activity);
    const char *title = pk_record_title(&activity->record);
    int cells = chart->title_cells;
    int count_cells = (int)count.len;
    if (count_cells > cells / 3) {
        count_cells = 0;
    }
    int used = pk_grid_put_cut(grid, chart->title_x, y, cells - count_cells, role, title);
    if (count_cells) {
        pk_grid_put(grid, chart->title_x + used, y, count_cells, role, pk_buf_text(&count));
    }
    pk_buf_dispose(&count);
}

/* A deadline that is none is not the same as no deadline. */
static void add_due(struct pk_buf *out, const struct pk_chart *chart,
                    const struct pk_activity *activity)
{
    if (pk_record_bad(&activity->record, PK_ACTIVITY_DUE)) {
        pk_buf_str(out, PK_CHART_FAULTY);
    } else {
        pk_chart_due(out, chart, activity->due, chart->due_cells);
    }
}

/* What it waits for is due later: the sign stands before the deadline. */
static void put_clash(struct pk_grid *grid, int y, const struct pk_chart *chart,
                      const struct pk_activity *activity, const char *due)
{
    if (!chart->wraps && pk_depends_later(chart->plan, activity)) {
        int x = chart->due_x + chart->due_cells - pk_grid_width(grid, due) - 2;
        x = x < chart->due_x - 1 ? chart->due_x - 1 : x;
        pk_grid_glyph(grid, x, y, PK_ROLE_LATE, "!", '!');
    }
}

/* On the screen a row without a goal has no number to be named by: its title is cut to fit. */
static void add_cost(struct pk_buf *out, const struct pk_chart *chart,
                     const struct pk_activity *activity)
{
    const struct pk_activity *in = NULL;
    if (!chart->wraps && activity->cost == PK_NO_MONEY &&
        !pk_record_bad(&activity->record, PK_ACTIVITY_COST)) {
        in = pk_plan_activity(chart->plan, activity->cost_in);
    }
    if (in && !pk_chart_numbered(chart->plan, in)) {
        pk_buf_printf(out, "→ %s", pk_record_title(&in->record));
    } else {
        pk_chart_cost(out, chart->plan, activity, chart->cost_cells);
    }
}

static void put_figures(struct pk_grid *grid, int y, const struct pk_chart *chart,
                        enum pk_role role, const struct pk_activity *activity, pk_day was)
{
    struct pk_buf text = { 0 };
    add_due(&text, chart, activity);
    if (chart->stacked) {
        pk_grid_put(grid, chart->due_x, y, chart->due_cells, role, pk_buf_text(&text));
    } else {
        pk_grid_put_right(grid, chart->due_x, y, chart->due_cells, role, pk_buf_text(&text));
    }
    put_clash(grid, y, chart, activity, pk_buf_text(&text));
    pk_buf_cut(&text, 0);
    add_cost(&text, chart, activity);
    pk_grid_put_right(grid, chart->cost_x, y, chart->cost_cells, role, pk_buf_text(&text));
    pk_buf_dispose(&text);
    pk_chart_line_activity(grid, y, chart, activity, was);
}

static int put_print_title(struct pk_grid *grid, int y, const struct pk_chart *chart,
                           enum pk_role role, const struct pk_activity *activity, bool ascii)
{
    struct pk_buf text = { 0 };
    pk_buf_str(&text, pk_record_title(&activity->record));
    add_count(&text, activity);
    int lines = put_wrapped(grid, chart->title_x, y, chart->title_cells, role,
                            pk_buf_text(&text), ascii);
    pk_buf_dispose(&text);
    return lines;
}

void pk_chart_activity_since(struct pk_grid *grid, int y, const struct pk_chart *chart,
                             const struct pk_activity *activity, bool selected, pk_day was)
{
    enum pk_state state = pk_chart_state(activity, chart->today);
    const struct pk_sign *mark = pk_chart_sign(state);
    enum pk_role role = mark->role == PK_ROLE_DONE ? PK_ROLE_TEXT : mark->role;
    pk_grid_glyph(grid, chart->mark_x, y, mark->role, mark->glyph, mark->ascii);
    int figures_y = y;
    if (chart->wraps) {
        put_number(grid, y, chart, role, &activity->record);
        int lines = put_print_title(grid, y, chart, role, activity, grid->ascii);
        figures_y += chart->stacked ? lines : 0;
    } else {
        pk_chart_flat_row(grid, y, chart, activity);
        put_title(grid, y, chart, role, activity);
    }
    put_figures(grid, figures_y, chart, role, activity, was);
    if (selected) {
        int end = chart->cost_cells ? chart->cost_x + chart->cost_cells
                                    : chart->due_x + chart->due_cells;
        struct pk_rect lit = { chart->mark_x, y, end - chart->mark_x, 1 };
        pk_grid_glyph(grid, chart->mark_x - 2, y, PK_ROLE_TEXT, "›", '>');
        pk_grid_paint(grid, lit, PK_ROLE_SELECTED);
    }
}

void pk_chart_activity(struct pk_grid *grid, int y, const struct pk_chart *chart,
                       const struct pk_activity *activity, bool selected)
{
    pk_chart_activity_since(grid, y, chart, activity, selected, PK_NO_DAY);
}

int pk_chart_goal_lines(const struct pk_grid *grid, const struct pk_chart *chart,
                        const struct pk_group *group)
{
    if (!chart->wraps) {
        return 1;
    }
    struct pk_buf text = { 0 };
    pk_chart_goal_text(&text, group);
    int lines = put_wrapped(NULL, 0, 0, goal_cells(chart), PK_ROLE_GOAL, pk_buf_text(&text),
                            grid->ascii);
    pk_buf_dispose(&text);
    return lines;
}

int pk_chart_activity_lines(const struct pk_grid *grid, const struct pk_chart *chart,
                            const struct pk_activity *activity)
{
    if (!chart->wraps) {
        return 1;
    }
    int lines = put_print_title(NULL, 0, chart, PK_ROLE_TEXT, activity, grid->ascii);
    return lines + (chart->stacked ? 1 : 0);
}
