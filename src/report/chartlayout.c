/* Where the columns of the chart stand.  On the screen widths come from the space there is and a
 * look at the first rows, so that laying out costs the same for any plan; in print every row is
 * measured, for nothing may be cut.
 */
#include "config.h"

#include "planek/chart.h"

#include <stdint.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/money.h"
#include "planek/text.h"

enum {
    DUE_CELLS = 10,     /* the widest of pk_due_format_narrow */
    DUE_FULL = 18,      /* "průběžně do 30. 9.", "3. čtvrtletí 2025" */
    FULL_FROM = 160,    /* so wide that the timeline does not miss that */
    SAMPLE = 100,       /* rows of the plan that the screen looks at */
    TITLE_LEAST = 16,
    TITLE_FAIR = 24,
    TITLE_GOOD = 28,
    TITLE_MOST = 48,
    LINE_LEAST = 12,
    LINE_PRINT = 18,    /* a title that fits on its line is worth more than a finer timeline */
    LINE_MONTHS = 24,   /* two cells a month */
    LINE_WIDE = 36,     /* three: each month has its number */
    LINE_DAYS = 31,     /* a cell for each day of a month */
    DAYS_MOST = 62,     /* in a longer span days are not to be seen */
    STACKED_BELOW = 60, /* in print */
    COST_LEAST = 7,     /* 500 000 */
    COST_SCREEN = 12,   /* 1 234 567,50 */
    INDENT = 5,         /* of titles on the screen */
    PRINT_GOAL_X = 2
};

/* least where most is below it */
static int clamp(int value, int least, int most)
{
    if (value > most) {
        value = most;
    }
    return value < least ? least : value;
}

static int text_cells(const char *text)
{
    return pk_text_width(text, strlen(text));
}

/* A title and its count, two blanks apart. */
static int title_cells(const struct pk_activity *activity)
{
    struct pk_buf count = { 0 };
    pk_chart_count(&count, activity);
    int cells = text_cells(pk_record_title(&activity->record));
    if (count.len) {
        cells += 2 + text_cells(pk_buf_text(&count));
    }
    pk_buf_dispose(&count);
    return cells;
}

static void measure_text(int *most, struct pk_buf *text)
{
    int cells = text_cells(pk_buf_text(text));
    if (cells > *most) {
        *most = cells;
    }
    pk_buf_cut(text, 0);
}

void pk_chart_due(struct pk_buf *out, const struct pk_chart *chart, struct pk_due due, int cells)
{
    int year = pk_plan_settings(chart->plan)->year;
    if (chart->due_full) {
        pk_due_format_within(out, due, year, cells);
    } else {
        pk_due_format_narrow(out, due, year);
    }
}

static void measure_activity(struct pk_chart_widths *most, const struct pk_chart *chart,
                             const struct pk_activity *activity)
{
    struct pk_buf text = { 0 };
    int title = title_cells(activity);
    most->title = title > most->title ? title : most->title;
    pk_chart_due(&text, chart, activity->due, DUE_FULL);
    measure_text(&most->due, &text);
    pk_money_format(&text, activity->cost);
    measure_text(&most->cost, &text);
    pk_buf_dispose(&text);
}

/* The widest of each column up to the first `rows` activities. */
static struct pk_chart_widths measure_plan(const struct pk_chart *chart, size_t rows)
{
    struct pk_chart_widths most = { TITLE_LEAST, 0, 0, 0 };
    struct pk_buf text = { 0 };
    const struct pk_group *groups;
    size_t count = pk_plan_groups(chart->plan, &groups);
    for (size_t g = 0; g < count && rows; g++) {
        pk_money sum = 0;
        pk_chart_goal_text(&text, &groups[g]);
        measure_text(&most.goal, &text);
        for (size_t i = 0; i < groups[g].count && rows; i++, rows--) {
            measure_activity(&most, chart, groups[g].activities[i]);
            sum = pk_money_add(sum, groups[g].activities[i]->cost);
        }
        pk_money_format(&text, sum);
        measure_text(&most.cost, &text);
    }
    pk_buf_dispose(&text);
    return most;
}

/* The widest "4.1". */
static int measure_numbers(const struct pk_plan *plan)
{
    int most = 1;
    struct pk_buf text = { 0 };
    size_t count = pk_plan_count(plan, PK_ACTIVITIES);
    for (size_t i = 0; i < count; i++) {
        pk_plan_number(&text, plan, pk_plan_at(plan, PK_ACTIVITIES, i));
        measure_text(&most, &text);
    }
    pk_buf_dispose(&text);
    return most;
}

void pk_chart_show(struct pk_chart *chart, struct pk_scale scale)
{
    const struct pk_scale *now = &chart->scale;
    if (now->from == scale.from && now->to == scale.to && now->cells == scale.cells) {
        return;
    }
    chart->scale = scale;
    for (int cell = 0; cell < scale.cells; cell++) {
        chart->rest[cell] = PK_MARK_NONE;
    }
    if (!chart->wraps) {
        pk_timeline_shade(chart->rest, scale);
    }
}

static void layout_line(struct pk_chart *chart, int x, int end, pk_day from, pk_day to)
{
    chart->line_x = x;
    chart->line_cells = clamp(end - x, 0, PK_CHART_LINE_MAX);
    pk_chart_show(chart, (struct pk_scale){ from, to, chart->line_cells });
}

/* How many cells of the room for title and timeline the timeline is to have. */
static int line_wanted(int room, pk_day from, pk_day to)
{
    if ((int64_t)to - from <= DAYS_MOST) {
        int each = (room - TITLE_GOOD) / LINE_DAYS;
        return LINE_DAYS * (each > 1 ? each : 1);
    }
    if (room >= TITLE_GOOD + LINE_WIDE) {
        return LINE_WIDE;
    }
    return clamp(room - TITLE_FAIR, LINE_LEAST, LINE_MONTHS);
}

void pk_chart_layout(struct pk_chart *chart, const struct pk_plan *plan, pk_day today, int x,
                     int width, pk_day from, pk_day to)
{
    *chart = (struct pk_chart){ .plan = plan, .today = today, .x = x, .width = width,
                                .due_full = width >= FULL_FROM };
    struct pk_chart_widths most = measure_plan(chart, SAMPLE);
    int due = clamp(most.due, 8, chart->due_full ? DUE_FULL : DUE_CELLS);
    int cost = clamp(most.cost, COST_LEAST, COST_SCREEN);
    int room = width - INDENT - 1 - due - (cost + 1) - 2;
    if (room < TITLE_LEAST + LINE_LEAST) {
        room += cost + 1;
        cost = 0;
    }
    int line = line_wanted(room, from, to);
    /* a goal's name runs on into the empty deadline */
    int widest = most.goal - due > most.title ? most.goal - due : most.title;
    int title = clamp(room - line, TITLE_LEAST, clamp(widest, TITLE_LEAST, TITLE_MOST));
    if (room - title < LINE_LEAST) {
        title = clamp(room - LINE_LEAST, 1, title);
    }
    chart->widest = most;
    chart->goal_x = x + 1;
    chart->mark_x = x + 3;
    chart->title_x = x + INDENT;
    chart->title_cells = title;
    chart->due_x = chart->title_x + title + 1;
    chart->due_cells = due;
    chart->cost_cells = cost;
    int end = chart->due_x + due;
    chart->cost_x = cost ? end + 1 : end;
    layout_line(chart, chart->cost_x + cost + 2, x + width, from, to);
}

/* How many activities stand before it on the screen. */
static size_t index_of(const struct pk_chart *chart, const struct pk_record *record)
{
    const struct pk_group *groups;
    const struct pk_activity *activity = (const struct pk_activity *)record;
    size_t index = activity->position;
    (void)pk_plan_groups(chart->plan, &groups);
    for (size_t i = 0; i < activity->group; i++) {
        index += groups[i].count;
    }
    return index;
}

/* Whether the rows that are looked at are those that were. */
static bool sample_stays(const struct pk_chart *chart, const struct pk_alteration *one)
{
    return one->was && one->now && (!one->moved || (index_of(chart, one->was) < SAMPLE) ==
                                                       (index_of(chart, one->now) < SAMPLE));
}

/* Costs are added up for goals, so that any other one may widen their column. */
static bool holds(const struct pk_chart *chart, const struct pk_activity *was,
                  const struct pk_activity *now)
{
    const struct pk_chart_widths *most = &chart->widest;
    struct pk_chart_widths before = { 0 }, after = { 0 };
    if (!was || !now || was->cost != now->cost || was->group != now->group) {
        return false;
    }
    measure_activity(&before, chart, was);
    measure_activity(&after, chart, now);
    return (after.title == before.title ||
            (after.title <= most->title && before.title < most->title)) &&
           (after.due == before.due || (after.due <= most->due && before.due < most->due));
}

bool pk_chart_holds(const struct pk_chart *chart, const struct pk_alterations *altered)
{
    for (size_t i = 0; i < altered->count; i++) {
        const struct pk_alteration *one = &altered->items[i];
        bool activity = one->table == PK_ACTIVITIES;
        const struct pk_activity *was = (const struct pk_activity *)one->was;
        const struct pk_activity *now = (const struct pk_activity *)one->now;
        if (one->table == PK_GOALS ||
            (activity && (!sample_stays(chart, one) || !holds(chart, was, now)))) {
            return false;
        }
    }
    return true;
}

void pk_chart_layout_print(struct pk_chart *chart, const struct pk_plan *plan, pk_day today,
                           int width, pk_day from, pk_day to)
{
    *chart = (struct pk_chart){ .plan = plan };
    struct pk_chart_widths most = measure_plan(chart, SIZE_MAX);
    int heading = text_cells(C_("column", "Due"));
    int due = most.due > heading ? most.due : heading;
    int cost = clamp(most.cost, COST_LEAST, width / 3);
    int number = measure_numbers(plan);
    int title_x = PRINT_GOAL_X + number + 1;
    int widest = clamp(most.goal - 1 - due, most.title, TITLE_MOST);
    int title_heading = text_cells(_("Goals and activities")) - (title_x - PRINT_GOAL_X);
    widest = title_heading > widest ? title_heading : widest;
    *chart = (struct pk_chart){ .plan = plan,
                                .today = today,
                                .width = width,
                                .goal_x = PRINT_GOAL_X,
                                .title_x = title_x,
                                .number_cells = number,
                                .wraps = true,
                                .stacked = width < STACKED_BELOW,
                                .due_cells = due,
                                .cost_cells = cost };
    int room = width - title_x - 1 - due - 1 - cost - 2;
    int line = clamp(room - most.title, LINE_PRINT, LINE_MONTHS);
    int title = clamp(room - line, TITLE_FAIR, widest);
    if (title > widest) {
        title = widest;
    }
    if (room - title < LINE_LEAST) {
        title = room - LINE_LEAST;
    }
    chart->stacked = chart->stacked || title < TITLE_LEAST;
    chart->title_cells = chart->stacked ? width - title_x : title;
    chart->due_x = chart->stacked ? title_x : title_x + title + 1;
    chart->cost_x = chart->due_x + due + 1;
    layout_line(chart, chart->cost_x + cost + 2, width, from, to);
}
