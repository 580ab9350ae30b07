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

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "planek/depends.h"
#include "planek/i18n.h"
#include "planek/money.h"
#include "planek/progress.h"
#include "planek/text.h"
#include "report/chartflat.h"
#include "report/chartline.h"
#include "report/wrap.h"

static const struct {
    struct pk_sign sign;
    const char *name;
} states[] = {
    [PK_STATE_DONE] = { { "√", 'v', PK_ROLE_DONE }, N_("done") },
    [PK_STATE_ACTIVE] = { { "►", '>', PK_ROLE_TEXT }, N_("under way") },
    [PK_STATE_PLANNED] = { { "·", '.', PK_ROLE_TEXT }, N_("planned") },
    [PK_STATE_LATE] = { { "!", '!', PK_ROLE_LATE }, N_("late") },
    [PK_STATE_PROPOSED] = { { "?", '?', PK_ROLE_DIM }, N_("proposed") },
    [PK_STATE_DROPPED] = { { "×", 'x', PK_ROLE_DIM }, N_("dropped") },
    [PK_STATE_ONGOING] = { { "∞", '~', PK_ROLE_TEXT }, N_("ongoing") },
};
static_assert(sizeof states / sizeof states[0] == PK_STATES, "a state is missing");

enum pk_state pk_chart_state(const struct pk_activity *activity, pk_day today)
{
    bool ongoing = activity->due.kind == PK_DUE_ONGOING
                || activity->due.kind == PK_DUE_ONGOING_UNTIL;
    switch ((enum pk_status)activity->status) {
    case PK_PROPOSED: return PK_STATE_PROPOSED;
    case PK_DONE: return PK_STATE_DONE;
    case PK_DROPPED: return PK_STATE_DROPPED;
    case PK_PLANNED:
    case PK_ACTIVE: break;
    }
    if (pk_activity_late(activity, today)) {
        return PK_STATE_LATE;
    }
    if (ongoing) {
        return PK_STATE_ONGOING;
    }
    return activity->status == PK_ACTIVE ? PK_STATE_ACTIVE : PK_STATE_PLANNED;
}

const char *pk_chart_state_name(enum pk_state state)
{
    return _(states[state].name);
}

const char *pk_chart_state_mark(enum pk_state state, char *ascii)
{
    *ascii = states[state].sign.ascii;
    return states[state].sign.glyph;
}

const char *pk_chart_mark(const struct pk_activity *activity, pk_day today, char *ascii)
{
    return pk_chart_state_mark(pk_chart_state(activity, today), ascii);
}

/* In place of a figure whose cell is no value. */
#define FAULTY "×"

/* An amount that does not fit is never cut, for what is left of it would be another number: it
 * stands in thousands, or not at all. */
static void add_amount(struct pk_buf *out, pk_money amount, int cells)
{
    struct pk_buf text = { 0 };
    pk_money_format(&text, amount);
    if (pk_text_width(pk_buf_text(&text), text.len) > cells) {
        enum { THOUSAND = 1000 * 100 };
        struct pk_buf thousands = { 0 };
        pk_money_format(&thousands, (amount + THOUSAND / 2) / THOUSAND * 100);
        pk_buf_cut(&text, 0);
        /* TRANSLATORS: thousands of Kč, where the whole amount has no room */
        pk_buf_printf(&text, C_("amount", "%s k"), pk_buf_text(&thousands));
        pk_buf_dispose(&thousands);
    }
    if (pk_text_width(pk_buf_text(&text), text.len) <= cells) {
        pk_buf_str(out, pk_buf_text(&text));
    } else {
        pk_buf_str(out, "…");
    }
    pk_buf_dispose(&text);
}

void pk_chart_cost(struct pk_buf *out, const struct pk_plan *plan,
                   const struct pk_activity *activity, int cells)
{
    if (pk_record_bad(&activity->record, PK_ACTIVITY_COST)) {
        pk_buf_str(out, FAULTY);
        return;
    }
    if (activity->cost != PK_NO_MONEY || !*activity->cost_in) {
        add_amount(out, activity->cost, cells);
        return;
    }
    const struct pk_activity *in = pk_plan_activity(plan, activity->cost_in);
    pk_buf_str(out, "→ ");
    if (in) {
        pk_plan_number(out, plan, &in->record);
    } else {
        pk_buf_str(out, activity->cost_in);
    }
}

void pk_chart_count(struct pk_buf *out, const struct pk_activity *activity)
{
    struct pk_progress progress = pk_progress_of(activity);
    if (!progress.known || !progress.counted) {
        return;
    }
    pk_money_format(out, progress.done);
    pk_buf_char(out, '/');
    pk_money_format(out, progress.total);
}

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

void pk_chart_goal_text(struct pk_buf *out, const struct pk_group *group)
{
    if (!group->goal) {
        pk_buf_str(out, _("Without a goal"));
        return;
    }
    pk_buf_str(out, pk_record_title(&group->goal->record));
    if (group->goal->priority != PK_NO_INT) {
        pk_buf_printf(out, "  !%d", group->goal->priority);
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

/* What is folded away: "  (4, 1 late)", in short "  (4, !1)". */
static void add_folded(struct pk_buf *out, const struct pk_chart_group *row, bool brief)
{
    size_t late = row->summary ? row->summary->late : 0;
    pk_buf_printf(out, "  (%zu", row->group->count);
    if (late) {
        pk_buf_printf(out, brief ? ", !%zu" : _(", %zu late"), late);
    }
    pk_buf_char(out, ')');
}

/* The name gives way to how many are folded away and late. */
static void put_folded(struct pk_grid *grid, int x, int y, int cells, const char *name,
                       const struct pk_chart_group *row)
{
    struct pk_buf count = { 0 };
    add_folded(&count, row, false);
    int room = cells - pk_grid_width(grid, pk_buf_text(&count));
    if (pk_grid_width(grid, name) > room) {
        pk_buf_cut(&count, 0);
        add_folded(&count, row, true);
        room = cells - pk_grid_width(grid, pk_buf_text(&count));
    }
    int used = room > 0 ? pk_grid_put_cut(grid, x, y, room, PK_ROLE_GOAL, name) : 0;
    pk_grid_put(grid, x + used, y, cells - used, PK_ROLE_GOAL, pk_buf_text(&count));
    pk_buf_dispose(&count);
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
    } else if (row->folded) {
        put_folded(grid, x, y, cells, pk_buf_text(&text), row);
    } else {
        pk_grid_put_cut(grid, x, y, cells, PK_ROLE_GOAL, pk_buf_text(&text));
    }
    pk_buf_dispose(&text);
}

void pk_chart_goal(struct pk_grid *grid, int y, const struct pk_chart *chart,
                   const struct pk_chart_group *row)
{
    put_goal_name(grid, y, chart, row);
    if (!chart->stacked) {
        pk_chart_line_goal(grid, y, chart, row->summary);
    }
    if (row->planned != PK_NO_MONEY && row->planned != 0 && !chart->stacked) {
        struct pk_buf text = { 0 };
        add_amount(&text, row->planned, chart->cost_cells);
        pk_grid_put_right(grid, chart->cost_x, y, chart->cost_cells, PK_ROLE_GOAL,
                          pk_buf_text(&text));
        pk_buf_dispose(&text);
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
static void add_due(struct pk_buf *out, const struct pk_activity *activity, int year)
{
    if (pk_record_bad(&activity->record, PK_ACTIVITY_DUE)) {
        pk_buf_str(out, FAULTY);
    } else {
        pk_due_format_narrow(out, activity->due, year);
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

static void put_figures(struct pk_grid *grid, int y, const struct pk_chart *chart,
                        enum pk_role role, const struct pk_activity *activity)
{
    int year = pk_plan_settings(chart->plan)->year;
    struct pk_buf text = { 0 };
    add_due(&text, activity, year);
    if (chart->stacked) {
        pk_grid_put(grid, chart->due_x, y, chart->due_cells, role, pk_buf_text(&text));
    } else {
        pk_grid_put_right(grid, chart->due_x, y, chart->due_cells, role, pk_buf_text(&text));
    }
    put_clash(grid, y, chart, activity, pk_buf_text(&text));
    pk_buf_cut(&text, 0);
    pk_chart_cost(&text, chart->plan, activity, chart->cost_cells);
    pk_grid_put_right(grid, chart->cost_x, y, chart->cost_cells, role, pk_buf_text(&text));
    pk_buf_dispose(&text);
    pk_chart_line_activity(grid, y, chart, activity);
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

void pk_chart_activity(struct pk_grid *grid, int y, const struct pk_chart *chart,
                       const struct pk_activity *activity, bool selected)
{
    enum pk_state state = pk_chart_state(activity, chart->today);
    const struct pk_sign *mark = &states[state].sign;
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
    put_figures(grid, figures_y, chart, role, activity);
    if (selected) {
        int end = chart->cost_cells ? chart->cost_x + chart->cost_cells
                                    : chart->due_x + chart->due_cells;
        struct pk_rect lit = { chart->mark_x, y, end - chart->mark_x, 1 };
        pk_grid_glyph(grid, chart->mark_x - 2, y, PK_ROLE_TEXT, "›", '>');
        pk_grid_paint(grid, lit, PK_ROLE_SELECTED);
    }
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
