/* The timeline's column of the chart.  What view/timeline.h makes of dates is drawn as it is; on
 * the screen days of rest are shaded where nothing stands, today shows in the headings, and the
 * deadline stands beside its bar where it has room.
 */
#include "config.h"

#include "report/chartline.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "planek/holidays.h"
#include "planek/mem.h"
#include "planek/text.h"

enum { TICKS_PRINT = 96 };

static const struct pk_sign signs[] = {
    [PK_MARK_NONE] = { " ", ' ', PK_ROLE_TEXT },
    [PK_MARK_DONE] = { "█", '#', PK_ROLE_DONE },
    [PK_MARK_LEFT] = { "░", '.', PK_ROLE_LEFT },
    [PK_MARK_FINISHED] = { "▬", '=', PK_ROLE_DONE },
    [PK_MARK_LINE] = { "─", '-', PK_ROLE_LEFT },
    [PK_MARK_ONGOING] = { "═", '~', PK_ROLE_LEFT },
    [PK_MARK_ARROW] = { "►", '>', PK_ROLE_LEFT },
    [PK_MARK_UNTIL] = { "╡", ']', PK_ROLE_LEFT },
    [PK_MARK_DUE] = { "♦", '*', PK_ROLE_TEXT },
    [PK_MARK_DUE_SOFT] = { "◊", 'o', PK_ROLE_TEXT },
    [PK_MARK_DROPPED] = { "×", 'x', PK_ROLE_DIM },
    [PK_MARK_OVERDUE] = { "!", '!', PK_ROLE_LATE },
    [PK_MARK_TODAY] = { "│", '|', PK_ROLE_TODAY },
    [PK_MARK_BEFORE] = { "◄", '<', PK_ROLE_TEXT },
    [PK_MARK_BEYOND] = { "►", '>', PK_ROLE_TEXT },
    [PK_MARK_REST] = { "·", ',', PK_ROLE_DIM },
    [PK_MARK_HOLIDAY] = { "+", '+', PK_ROLE_DIM },
    [PK_MARK_GOAL_FROM] = { "┌", '[', PK_ROLE_DIM },
    [PK_MARK_GOAL_DONE] = { "▬", '=', PK_ROLE_DIM },
    [PK_MARK_GOAL_LEFT] = { "─", '-', PK_ROLE_DIM },
    [PK_MARK_GOAL_TO] = { "┐", ']', PK_ROLE_DIM },
    [PK_MARK_GOAL_BEFORE] = { "◄", '<', PK_ROLE_DIM },
    [PK_MARK_GOAL_BEYOND] = { "►", '>', PK_ROLE_DIM },
};
static_assert(sizeof signs / sizeof signs[0] == PK_MARKS, "a mark is missing");

/* A cell that is done by so many eighths. */
static const struct pk_sign eighths[] = {
    { " ", '.', PK_ROLE_DONE }, { "▏", '.', PK_ROLE_DONE }, { "▎", '.', PK_ROLE_DONE },
    { "▍", '.', PK_ROLE_DONE }, { "▌", '#', PK_ROLE_DONE }, { "▋", '#', PK_ROLE_DONE },
    { "▊", '#', PK_ROLE_DONE }, { "▉", '#', PK_ROLE_DONE },
};

const char *pk_chart_line_glyph(enum pk_mark mark, char *ascii)
{
    *ascii = signs[mark].ascii;
    return signs[mark].glyph;
}

const char *pk_chart_part_glyph(int count, char *ascii)
{
    *ascii = eighths[count].ascii;
    return eighths[count].glyph;
}

static void put_marks(struct pk_grid *grid, int y, const struct pk_chart *chart,
                      const enum pk_mark *marks)
{
    for (int from = 0, to; from < chart->scale.cells; from = to) {
        const struct pk_sign *sign = &signs[marks[from]];
        for (to = from + 1; to < chart->scale.cells && marks[to] == marks[from];) {
            to++;
        }
        if (marks[from] != PK_MARK_NONE) {
            pk_grid_run(grid, chart->line_x + from, y, to - from, sign->role, sign->glyph,
                        sign->ascii);
        }
    }
}

static void put_ticks(struct pk_grid *grid, int y, const struct pk_chart *chart,
                      const struct pk_tick *ticks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        pk_grid_put(grid, chart->line_x + ticks[i].cell, y, chart->scale.cells - ticks[i].cell,
                    PK_ROLE_HEADING, ticks[i].label);
    }
}

/* A holiday has its sign behind the day's name, or instead of its initial. */
static void put_days_off(struct pk_grid *grid, int y, const struct pk_chart *chart,
                         const struct pk_heading *line)
{
    for (size_t i = 0; i < line->count; i++) {
        const struct pk_tick *tick = &line->ticks[i];
        if (!pk_day_off(tick->day)) {
            continue;
        }
        int x = chart->line_x + tick->cell;
        pk_grid_paint(grid, (struct pk_rect){ x, y, tick->cells, 1 }, PK_ROLE_DIM);
        if (pk_holiday_name(tick->day)) {
            int width = pk_text_width(tick->label, strlen(tick->label));
            const struct pk_sign *sign = &signs[PK_MARK_HOLIDAY];
            int behind = width < tick->cells ? width : tick->cells - 1;
            pk_grid_glyph(grid, x + behind, y, PK_ROLE_HEADING, sign->glyph, sign->ascii);
        }
    }
}

/* Whether no letter stands there. */
static bool is_clear(const struct pk_grid *grid, int x, int y)
{
    const char *glyph = grid->cells[y * grid->width + x].glyph;
    return strcmp(glyph, " ") == 0 || strcmp(glyph, signs[PK_MARK_HOLIDAY].glyph) == 0;
}

/* Holidays among headings that tell of no days. */
static void put_holidays(struct pk_grid *grid, int y, const struct pk_chart *chart)
{
    const struct pk_sign *sign = &signs[PK_MARK_HOLIDAY];
    for (int cell = 0; cell < chart->scale.cells; cell++) {
        int x = chart->line_x + cell;
        if (chart->rest[cell] == PK_MARK_HOLIDAY && x > 0 && x + 1 < grid->width &&
            y < grid->height && is_clear(grid, x - 1, y) && is_clear(grid, x, y) &&
            is_clear(grid, x + 1, y)) {
            pk_grid_glyph(grid, x, y, PK_ROLE_DIM, sign->glyph, sign->ascii);
        }
    }
}

/* An arrow down onto today; a label that stands there, or the day's own, is lit instead. */
static void put_today(struct pk_grid *grid, int y, const struct pk_chart *chart,
                      const struct pk_heading *line)
{
    int cell = pk_scale_cell(chart->scale, chart->today);
    if (cell < 0 || cell >= chart->scale.cells) {
        return;
    }
    for (size_t i = 0; i < line->count; i++) {
        const struct pk_tick *tick = &line->ticks[i];
        int width = pk_text_width(tick->label, strlen(tick->label));
        int end = tick->cell + (line->days ? tick->cells : width);
        if (tick->cell <= cell && cell < end) {
            pk_grid_paint(grid, (struct pk_rect){ chart->line_x + tick->cell, y, width, 1 },
                          PK_ROLE_TODAY);
            return;
        }
    }
    pk_grid_glyph(grid, chart->line_x + cell, y, PK_ROLE_TODAY, "▼", 'v');
}

int pk_chart_line_heading(struct pk_grid *grid, int y, const struct pk_chart *chart)
{
    struct pk_tick upper[PK_CHART_LINE_MAX], lower[PK_CHART_LINE_MAX];
    struct pk_heading lines[2] = { { .ticks = upper }, { .ticks = lower } };
    if (chart->wraps) {
        size_t ticks = pk_timeline_ticks(upper, TICKS_PRINT, chart->scale);
        put_ticks(grid, y, chart, upper, ticks);
        return 1;
    }
    int count = pk_timeline_headings(lines, PK_CHART_LINE_MAX, chart->scale);
    for (int i = 0; i < count; i++) {
        put_ticks(grid, y + i, chart, lines[i].ticks, lines[i].count);
        if (lines[i].days) {
            put_days_off(grid, y + i, chart, &lines[i]);
        } else if (i > 0) {
            put_holidays(grid, y + i, chart);
        }
        if (i == 0 || lines[i].days) {
            put_today(grid, y + i, chart, &lines[i]);
        }
    }
    return count;
}

static void shade(enum pk_mark *marks, const struct pk_chart *chart)
{
    for (int cell = 0; cell < chart->scale.cells; cell++) {
        marks[cell] = marks[cell] == PK_MARK_NONE ? chart->rest[cell] : marks[cell];
    }
}

/* The deadline as it stands after the line's end; as "to 31 Dec" before its beginning, where a
 * date alone would tell of that, unless so little is shown that it would be noise.  Each first in
 * full, then narrow. */
static int place_date(struct pk_buf *out, const struct pk_chart *chart, const enum pk_mark *marks,
                      const struct pk_activity *activity)
{
    enum { FULL, NARROW, FORMS, BEFORE_FROM = 36 };
    int year = pk_plan_settings(chart->plan)->year, at = -1;
    struct pk_due due = activity->due;
    struct pk_ends ends = pk_timeline_ends(chart->scale, activity, year, chart->today);
    int attempts = chart->scale.cells < BEFORE_FROM ? FORMS : 2 * FORMS;
    for (int attempt = 0; attempt < attempts && at < 0; attempt++) {
        bool before = attempt >= FORMS;
        int form = attempt % FORMS;
        due.kind = before && due.kind == PK_DUE_DAY ? PK_DUE_ONGOING_UNTIL : due.kind;
        pk_buf_cut(out, 0);
        if (form == FULL && chart->due_full && due.kind != PK_DUE_ONGOING_UNTIL) {
            pk_due_format(out, due, year);
        } else {
            pk_due_format_narrow(out, due, year);
        }
        int cells = pk_text_width(pk_buf_text(out), out->len);
        at = before ? pk_timeline_before(marks, chart->scale, ends, cells)
                    : pk_timeline_after(marks, chart->scale, ends, cells);
    }
    return at;
}

/* The eye need not go back to the column of deadlines. */
static void put_date(struct pk_grid *grid, int y, const struct pk_chart *chart,
                     const enum pk_mark *marks, const struct pk_activity *activity)
{
    struct pk_buf text = { 0 };
    int at = activity->due.last == PK_NO_DAY ? -1 : place_date(&text, chart, marks, activity);
    if (at >= 0) {
        int cells = pk_grid_width(grid, pk_buf_text(&text));
        int from = at > 0 ? at - 1 : at, end = at + cells;
        end += end < chart->scale.cells;
        pk_grid_fill(grid, (struct pk_rect){ chart->line_x + from, y, end - from, 1 },
                     PK_ROLE_TEXT);
        pk_grid_put(grid, chart->line_x + at, y, cells, PK_ROLE_DIM, pk_buf_text(&text));
    }
    pk_buf_dispose(&text);
}

int pk_chart_due_cell(struct pk_scale scale, pk_day day)
{
    int cell = pk_scale_cell(scale, day), next = pk_scale_cell(scale, day + 1);
    return next - 1 > cell ? next - 1 : cell;
}

/* Where the deadline was, unless it still ends there; no date stands over it. */
static void put_was(struct pk_grid *grid, int y, const struct pk_chart *chart,
                    enum pk_mark *marks, pk_day was)
{
    int cell = was == PK_NO_DAY ? -1 : pk_chart_due_cell(chart->scale, was);
    if (cell < 0 || cell >= chart->scale.cells || marks[cell] == PK_MARK_DUE ||
        marks[cell] == PK_MARK_DUE_SOFT || marks[cell] == PK_MARK_UNTIL ||
        marks[cell] == PK_MARK_DROPPED) {
        return;
    }
    pk_grid_glyph(grid, chart->line_x + cell, y, PK_ROLE_TODAY, "○", '@');
    marks[cell] = PK_MARK_DUE;
}

void pk_chart_line_activity(struct pk_grid *grid, int y, const struct pk_chart *chart,
                            const struct pk_activity *activity, pk_day was)
{
    enum pk_mark marks[PK_CHART_LINE_MAX];
    struct pk_part part;
    int year = pk_plan_settings(chart->plan)->year;
    pk_timeline_activity(marks, chart->scale, activity, year, chart->today);
    if (chart->wraps) {
        put_marks(grid, y, chart, marks);
        return;
    }
    shade(marks, chart);
    put_marks(grid, y, chart, marks);
    if (chart->fine &&
        pk_timeline_part(&part, chart->scale, activity, year, chart->today)) {
        const struct pk_sign *sign = &eighths[part.eighths];
        pk_grid_glyph(grid, chart->line_x + part.cell, y, sign->role, sign->glyph, sign->ascii);
    }
    put_was(grid, y, chart, marks, was);
    put_date(grid, y, chart, marks, activity);
}

void pk_chart_line_goal(struct pk_grid *grid, int y, const struct pk_chart *chart,
                        const struct pk_summary *summary)
{
    enum pk_mark marks[PK_CHART_LINE_MAX];
    if (summary) {
        pk_timeline_summary(marks, chart->scale, summary, chart->today);
    } else {
        pk_timeline_empty(marks, chart->scale, chart->today);
    }
    shade(marks, chart);
    put_marks(grid, y, chart, marks);
}

void pk_chart_bar(struct pk_grid *grid, int x, int y, int cells, pk_money part, pk_money whole)
{
    if (cells < 1) {
        return;
    }
    int filled = 0;
    bool over = part > 0 && part > whole;
    if (over) {
        filled = cells;
    } else if (part > 0) {
        filled = (int)((double)part / (double)whole * cells + 0.5);
    }
    if (part > 0 && filled == 0) {
        filled = 1;
    }
    if (part < whole && filled == cells) {
        filled = cells - 1;
    }
    const struct pk_sign *done = &signs[PK_MARK_DONE], *left = &signs[PK_MARK_LEFT];
    pk_grid_run(grid, x, y, filled, over ? PK_ROLE_LATE : done->role, done->glyph, done->ascii);
    pk_grid_run(grid, x + filled, y, cells - filled, left->role, left->glyph, left->ascii);
    if (over) {
        pk_grid_glyph(grid, x + cells - 1, y, PK_ROLE_LATE, "!", '!');
    }
}
