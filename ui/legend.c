/* The samples are made of the marks that the timeline itself is drawn with, so that they cannot
 * differ from it, whatever the terminal can show.
 */
#include "config.h"

#include "ui/legend.h"

#include <string.h>

#include "planek/holidays.h"
#include "planek/i18n.h"
#include "planek/text.h"
#include "ui/pager.h"
#include "ui/span.h"

enum { SAMPLE_CELLS = 8, INDENT = 4, TEXT_AT = 15, STATES_IN_LINE = 4 };

#define FIVE(mark) mark, mark, mark, mark, mark

static const struct {
    enum pk_mark marks[SAMPLE_CELLS];
    const char *text;
} samples[] = {
    { { PK_MARK_DONE, PK_MARK_DONE, PK_MARK_DONE, PK_MARK_LEFT, PK_MARK_LEFT, PK_MARK_LEFT,
        PK_MARK_DUE },
      N_("what is done of it, what is left, a deadline that is a day") },
    { { FIVE(PK_MARK_FINISHED), PK_MARK_FINISHED, PK_MARK_DUE_SOFT },
      N_("finished; a deadline that is a month, quarter or half") },
    { { FIVE(PK_MARK_LINE), PK_MARK_LINE, PK_MARK_DUE },
      N_("only a deadline is known") },
    { { PK_MARK_LINE, PK_MARK_NONE, PK_MARK_LINE, PK_MARK_NONE, PK_MARK_LINE, PK_MARK_NONE,
        PK_MARK_DUE },
      N_("proposed") },
    { { FIVE(PK_MARK_LINE), PK_MARK_LINE, PK_MARK_DROPPED }, N_("dropped") },
    { { FIVE(PK_MARK_ONGOING), PK_MARK_ONGOING, PK_MARK_ARROW }, N_("ongoing") },
    { { FIVE(PK_MARK_ONGOING), PK_MARK_ONGOING, PK_MARK_UNTIL }, N_("ongoing until that day") },
    { { PK_MARK_DUE, FIVE(PK_MARK_OVERDUE), PK_MARK_TODAY }, N_("days overdue, up to today") },
    { { PK_MARK_BEFORE, FIVE(PK_MARK_NONE), PK_MARK_BEYOND },
      N_("the deadline lies before or after what is shown") },
    { { PK_MARK_GOAL_FROM, PK_MARK_GOAL_DONE, PK_MARK_GOAL_DONE, PK_MARK_GOAL_LEFT,
        PK_MARK_GOAL_LEFT, PK_MARK_GOAL_LEFT, PK_MARK_GOAL_TO },
      N_("a goal: first start to last deadline, and the share done") },
    { { PK_MARK_REST, PK_MARK_REST, PK_MARK_NONE, PK_MARK_HOLIDAY },
      N_("Saturday and Sunday; a public holiday") },
};

/* Signs that are not marks of a line. */
static const struct {
    const char *signs, *ascii, *text;
} others[] = {
    { "?", "?", N_("before the mark: something waits for a decision") },
    { "…", "~", N_("behind the mark: something typed is not saved yet") },
    { "*", "*", N_("at the row's start: marked for changing together") },
    { "!", "!", N_("before the deadline: what it waits for is due later") },
    { "→ 4.1", "-> 4.1", N_("instead of a cost: it is part of the cost of that activity") },
    { "!1", "!1", N_("behind a goal: how urgent it is, 1 the most") },
    { "(!2)", "(!2)", N_("behind a goal: how many of its activities are late") },
    { "(6, !2)", "(6, !2)", N_("behind a folded goal: its activities, how many are late") },
    { "▲  ▼", "^  v", N_("in a column's heading: the rows stand in its order") },
    { "←  →", "{  }", N_("the selected activity waits for it; it waits for the selected") },
    { "♦╗ ╚►", "*+ +>", N_("from what is waited for to what waits") },
    { "↑4.1 ↓5.2", "^4.1 v5.2", N_("such activities above and below what is shown") },
    { "▼  │", "v  |", N_("today, in the headings and in the rows") },
    { "»  «", "}  {", N_("compared: the deadline is later, earlier than it was") },
    { "+  ~", "+  ~", N_("compared: the activity is new, is otherwise changed") },
    { "○", "@", N_("compared: where the deadline was") },
    { "−1  ×", "-1  x", N_("compared: so many are gone from the goal, and where they were due") },
    { "~500", "~500", N_("compared: the figure was another one") },
};

static void begin_line(struct pk_buf *out, const char *text)
{
    pk_buf_fill(out, ' ', INDENT);
    int cells = pk_text_width(text, strlen(text));
    pk_buf_str(out, text);
    pk_buf_fill(out, ' ', cells < TEXT_AT - INDENT ? (size_t)(TEXT_AT - INDENT - cells) : 1);
}

static void add_states(struct pk_buf *out, bool as_ascii)
{
    for (int state = 0; state < PK_STATES; state++) {
        char ascii[2] = "";
        const char *glyph = pk_chart_state_mark(state, ascii);
        if (state % STATES_IN_LINE == 0) {
            pk_buf_fill(out, ' ', INDENT);
        }
        pk_buf_printf(out, "%s %s", as_ascii ? ascii : glyph, pk_chart_state_name(state));
        bool last = state % STATES_IN_LINE == STATES_IN_LINE - 1 || state == PK_STATES - 1;
        pk_buf_str(out, last ? "\n" : "   ");
    }
}

static void add_sample(struct pk_buf *out, const enum pk_mark *marks, const char *text,
                       bool as_ascii)
{
    struct pk_buf sample = { 0 };
    for (int i = 0; i < SAMPLE_CELLS; i++) {
        char ascii[2] = "";
        const char *glyph = pk_chart_line_glyph(marks[i], ascii);
        pk_buf_str(&sample, as_ascii ? ascii : glyph);
    }
    begin_line(out, pk_buf_text(&sample));
    pk_buf_printf(out, "%s\n", text);
    pk_buf_dispose(&sample);
}

/* ███▌ */
static void add_part(const struct ui_app *app, struct pk_buf *out)
{
    struct pk_buf sample = { 0 };
    char ascii;
    if (!app->chart.fine) {
        return;
    }
    const char *done = pk_chart_line_glyph(PK_MARK_DONE, &ascii);
    pk_buf_printf(&sample, "%s%s%s%s", done, done, done, pk_chart_part_glyph(3, &ascii));
    begin_line(out, pk_buf_text(&sample));
    pk_buf_printf(out, "%s\n", _("what is done, to an eighth of a cell"));
    pk_buf_dispose(&sample);
}

void ui_legend_text(const struct ui_app *app, struct pk_buf *out)
{
    add_states(out, app->ascii);
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        add_sample(out, samples[i].marks, _(samples[i].text), app->ascii);
    }
    add_part(app, out);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        begin_line(out, app->ascii ? others[i].ascii : others[i].signs);
        pk_buf_printf(out, "%s\n", _(others[i].text));
    }
}

static void add_holidays(struct pk_buf *out, int year)
{
    pk_buf_printf(out, _("Public holidays %d"), year);
    pk_buf_char(out, '\n');
    pk_day end = pk_day_make(year, 12, 31);
    for (pk_day day = pk_day_make(year, 1, 1); day <= end; day++) {
        const char *name = pk_holiday_name(day);
        if (name) {
            struct pk_buf text = { 0 };
            pk_buf_printf(&text, "%s ", pk_weekday_short(pk_day_weekday(day)));
            pk_day_format(&text, day, PK_DAY_SHORT);
            begin_line(out, pk_buf_text(&text));
            pk_buf_printf(out, "%s\n", name);
            pk_buf_dispose(&text);
        }
    }
}

void ui_legend_open(struct ui_app *app)
{
    struct pk_buf text = { 0 };
    struct pk_scale scale = ui_span_scale(app, app->chart.line_cells);
    ui_legend_text(app, &text);
    pk_buf_char(&text, '\n');
    add_holidays(&text, pk_day_ymd(scale.from).year);
    ui_pager_open(app, _("Marks and bars"), &text);
}
