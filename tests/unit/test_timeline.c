#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "planek/buf.h"
#include "planek/text.h"
#include "planek/timeline.h"
#include "support.h"

enum { MAX_CELLS = 800 };

static const char *const glyphs[] = {
    [PK_MARK_NONE] = " ",     [PK_MARK_DONE] = "█",    [PK_MARK_LEFT] = "░",
    [PK_MARK_FINISHED] = "▬", [PK_MARK_LINE] = "─",    [PK_MARK_ONGOING] = "═",
    [PK_MARK_DROPPED] = "×",
    [PK_MARK_UNTIL] = "╡",    [PK_MARK_GOAL_BEFORE] = "<", [PK_MARK_GOAL_BEYOND] = ">",
    [PK_MARK_ARROW] = "►",    [PK_MARK_DUE] = "♦",     [PK_MARK_DUE_SOFT] = "◊",
    [PK_MARK_OVERDUE] = "!",  [PK_MARK_TODAY] = "│",
    [PK_MARK_BEFORE] = "◄",   [PK_MARK_BEYOND] = "→", [PK_MARK_REST] = "·",
    [PK_MARK_HOLIDAY] = "+",  [PK_MARK_GOAL_FROM] = "[", [PK_MARK_GOAL_DONE] = "=",
    [PK_MARK_GOAL_LEFT] = "-", [PK_MARK_GOAL_TO] = "]",
};

/* June 2024 with cells for its 30 days. */
static struct pk_scale june(int cells)
{
    return (struct pk_scale){ pk_day_make(2024, 6, 1), pk_day_make(2024, 7, 1), cells };
}

static void write_marks(struct pk_buf *out, const enum pk_mark *marks, int cells)
{
    while (cells > 0 && marks[cells - 1] == PK_MARK_NONE) {
        cells--;
    }
    for (int i = 0; i < cells; i++) {
        pk_buf_str(out, glyphs[marks[i]]);
    }
}

/* Draws the activity of these cells (start, due, status, target, done, detail). */
static void expect_line(struct pk_scale scale, const char *cells, pk_day today,
                        const char *expected)
{
    char text[512];
    snprintf(text, sizeof(text), "id,title,start,due,status,target,done,detail\na,Film,%s\n",
             cells);
    struct pk_plan *plan = plan_of("activities", text, NULL);
    enum pk_mark marks[MAX_CELLS];
    struct pk_buf found = { 0 };
    pk_timeline_activity(marks, scale, activity_of(plan, "a"), 2024, today);
    write_marks(&found, marks, scale.cells);
    if (strcmp(pk_buf_text(&found), expected) != 0) {
        fail_msg("%s:\n%s| instead of\n%s|", cells, pk_buf_text(&found), expected);
    }
    pk_buf_dispose(&found);
    pk_plan_free(plan);
}

struct line {
    const char *cells;
    int month, day; /* today */
    const char *picture;
};

/* In the year 2024 of 36 cells, as on a narrow screen; 12 June is the 17th. */
static void expect_lines(const struct line *lines, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        pk_day today = pk_day_make(2024, lines[i].month, lines[i].day);
        expect_line(pk_scale_zoom(PK_ZOOM_YEAR, 2024, today, 36), lines[i].cells, today,
                    lines[i].picture);
    }
}

static void a_finished_activity_is_drawn_up_to_its_deadline(void **state)
{
    (void)state;
    static const struct line lines[] = {
        { "2024-01-15,2024-05-31,done,,,", 6, 12,
          " ▬▬▬▬▬▬▬▬▬▬▬▬▬♦ │" },
        { ",2024-03-01,done,2,1,", 6, 12,
          "▬▬▬▬▬♦          │" },
        { "2024-04-01,2024-Q3,done,,,", 6, 12,
          "        ▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬◊" },
        { "2024-02-01,ongoing,done,,,", 6, 12,
          "   ▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬" },
        { "2024-02-01,ongoing/2024-08-31,done,,,", 6, 12,
          "   ▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬♦" },
    };
    expect_lines(lines, sizeof(lines) / sizeof(*lines));
}

static void a_started_activity_is_a_bar_of_what_is_done_and_left(void **state)
{
    (void)state;
    static const struct line lines[] = {
        { "2024-03-01,2024-08-31,active,2,1,", 6, 12,
          "     █████████░░░░░░░░░♦" },
        { ",2024-06-30,active,3,2,", 6, 12,
          "███████████░░░░░░♦" },
        { "2024-04-01,2024-10-31,planned,,,", 6, 12,
          "        ░░░░░░░░░░░░░░░░░░░░░♦" },
        { "2024-04-01,2024-10-31,planned,4,1,", 6, 12,
          "        █████░░░░░░░░░░░░░░░░♦" },
        { "2024-04-01,2024-10-31,active,1,1,", 6, 12,
          "        █████████████████████♦" },
        { "2024-09-30,2024-12-31,planned,,,", 6, 12,
          "                │         ░░░░░░░░░♦" },
    };
    expect_lines(lines, sizeof(lines) / sizeof(*lines));
}

static void what_only_has_a_deadline_is_a_line_from_today(void **state)
{
    (void)state;
    static const struct line lines[] = {
        { ",2024-06-30,planned,,,", 6, 12,
          "                │♦" },
        { ",2024-08-31,planned,,,", 6, 12,
          "                │──────♦" },
        { ",2024-12-31,planned,2,1,", 6, 12,
          "                │──────────────────♦" },
        { ",2024-06-12,planned,,,", 6, 12,
          "                ♦" },
        { ",2024-08,planned,,,", 6, 12,
          "                │──────◊" },
        { ",2024-Q3,planned,,,", 6, 12,
          "                │─────────◊" },
        { ",2024-H1,planned,,,", 6, 12,
          "                │◊" },
    };
    expect_lines(lines, sizeof(lines) / sizeof(*lines));
}

static void days_past_the_deadline_are_marked_up_to_today(void **state)
{
    (void)state;
    static const struct line lines[] = {
        { "2024-02-01,2024-03-01,planned,2,0,", 6, 12,
          "   ░░♦!!!!!!!!!!│" },
        { ",2024-03-01,planned,,,", 6, 12,
          "     ♦!!!!!!!!!!│" },
        { ",2024-05-31,planned,,,", 6, 12,
          "              ♦!│" },
        { ",2024-06-11,planned,,,", 6, 12,
          "               ♦│" },
        { ",2024-06-12,planned,,,", 6, 13,
          "                ♦" },
        { ",2024-Q1,active,,,", 6, 12,
          "░░░░░░░░◊!!!!!!!│" },
    };
    expect_lines(lines, sizeof(lines) / sizeof(*lines));
}

static void what_is_ongoing_goes_to_the_end_of_the_year_or_its_own(void **state)
{
    (void)state;
    static const struct line lines[] = {
        { ",ongoing,planned,,,", 6, 12,
          "═══════════════════════════════════►" },
        { "2024-02-01,ongoing,active,,,", 6, 12,
          "   ════════════════════════════════►" },
        { "2024-02-01,ongoing/2024-08-31,active,,,", 6, 12,
          "   ════════════════════╡" },
        { ",ongoing/2024-12-31,active,,,", 6, 12,
          "═══════════════════════════════════╡" },
        { ",ongoing/2024-03-01,active,,,", 6, 12,
          "═════╡!!!!!!!!!!│" },
    };
    expect_lines(lines, sizeof(lines) / sizeof(*lines));
}

static void what_is_proposed_or_dropped_is_a_line_and_never_late(void **state)
{
    (void)state;
    static const struct line lines[] = {
        { ",2024-08-31,proposed,,,", 6, 12,
          "                │─ ─ ─ ♦" },
        { "2024-04-01,2024-10-31,dropped,2,1,", 6, 12,
          "        ─────────────────────×" },
        { ",2024-03-01,dropped,,,", 6, 12,
          "     ×          │" },
        { ",ongoing,proposed,,,", 6, 12,
          " ─ ─ ─ ─ ─ ─ ─ ─│─ ─ ─ ─ ─ ─ ─ ─ ─ ►" },
    };
    expect_lines(lines, sizeof(lines) / sizeof(*lines));
}

static void without_a_deadline_a_bar_goes_on_to_the_end_of_the_year(void **state)
{
    (void)state;
    static const struct line lines[] = {
        { ",,active,2,1,", 6, 12,
          "                │" },
        { ",,planned,,,", 6, 12,
          "                │" },
        { "2024-04-01,,active,2,1,", 6, 12,
          "        ██████████████░░░░░░░░░░░░░░" },
        { "2024-04-01,2024-06-31,active,,,", 6, 12,
          "        ░░░░░░░░░░░░░░░░░░░░░░░░░░░░" },
    };
    expect_lines(lines, sizeof(lines) / sizeof(*lines));
}

static void what_lies_outside_the_year_is_cut_off_and_a_deadline_there_is_an_arrow(void **state)
{
    (void)state;
    static const struct line lines[] = {
        { "2023-10-01,2024-03-01,done,,,", 6, 12,
          "▬▬▬▬▬♦          │" },
        { "2024-10-31,2025-03-31,planned,,,", 6, 12,
          "                │            ░░░░░░→" },
        { "2023-01-01,2023-12-31,planned,,,", 6, 12,
          "◄!!!!!!!!!!!!!!!│" },
        { "2023-01-01,2023-12-31,done,,,", 6, 12,
          "◄               │" },
        { "2025-02-01,2025-03-31,planned,,,", 6, 12,
          "                │                  →" },
        { ",ongoing/2025-03-31,active,,,", 6, 12,
          "═══════════════════════════════════→" },
        { "2023-01-01,2023-12-31,done,,,", 1, 1,
          "│" },
        { "2024-10-31,2024-03-01,planned,,,", 1, 1,
          "│    ♦" },
    };
    expect_lines(lines, sizeof(lines) / sizeof(*lines));
}

static void a_wide_year_is_drawn_as_finely_as_it_can_be(void **state)
{
    (void)state;
    pk_day today = pk_day_make(2024, 6, 12);
    struct pk_scale year = pk_scale_zoom(PK_ZOOM_YEAR, 2024, today, 60);
    expect_line(year, "2024-01-15,2024-05-31,done,,,", today, "  ▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬♦ │");
    expect_line(year, ",2024-06-30,planned,,,", today, "                          │──♦");
    expect_line(year, "2024-03-01,2024-08-31,active,2,1,", today,
                "         ███████████████░░░░░░░░░░░░░░░♦");
    expect_line(year, ",2024-12-31,active,5,3,", today,
                "███████████████████████████████████░░░░░░░░░░░░░░░░░░░░░░░░♦");
}

static void a_part_of_the_year_shows_a_part_of_the_line(void **state)
{
    (void)state;
    pk_day today = pk_day_make(2024, 6, 12);
    struct pk_scale quarter = pk_scale_zoom(PK_ZOOM_QUARTER, 2024, today, 26);
    expect_line(quarter, ",ongoing,active,,,", today, "═════════════════════════→");
    expect_line(quarter, "2024-01-01,2024-12-31,active,2,1,", today,
                "█████████████████████████→");
    expect_line(quarter, "2024-01-01,2024-12-31,active,4,1,", today,
                "░░░░░░░░░░░░░░░░░░░░░░░░░→");
    expect_line(quarter, ",2024-12-31,planned,,,", today, "                    │────→");
    expect_line(quarter, ",2024-02-29,planned,,,", today, "◄!!!!!!!!!!!!!!!!!!!│");
    expect_line(quarter, "2024-08-01,2024-09-30,planned,,,", today,
                "                    │    →");
    expect_line(quarter, "2024-05-01,2024-05-31,done,,,", today, "        ▬▬▬▬▬▬▬▬▬♦  │");
}

static void a_day_of_several_cells_is_covered_to_its_last(void **state)
{
    (void)state;
    pk_day today = pk_day_make(2024, 6, 12);
    struct pk_scale month = june(60);
    expect_line(month, ",2024-06-12,planned,,,", today, "                      │♦");
    expect_line(month, ",2024-06-14,planned,,,", today, "                      │────♦");
    expect_line(month, ",2024-06-11,planned,,,", today, "                     ♦│");
    expect_line(month, ",2024-06-10,planned,,,", today, "                   ♦!!│");
    expect_line(month, "2024-06-03,2024-06-04,done,,,", today, "    ▬▬▬♦              │");
    expect_line(month, "2024-06-12,2024-06,active,,,", today,
                "                      ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░◊");
}

static void an_empty_line_shows_only_today(void **state)
{
    (void)state;
    static const struct {
        pk_day days; /* from the year's beginning */
        const char *picture;
    } cases[] = {
        { 0, "│" }, { 163, "     │" }, { 365, "           │" }, { -1, "" }, { 366, "" },
    };
    struct pk_scale year = pk_scale_zoom(PK_ZOOM_YEAR, 2024, pk_day_make(2024, 1, 1), 12);
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        enum pk_mark marks[12];
        struct pk_buf found = { 0 };
        pk_timeline_empty(marks, year, year.from + cases[i].days);
        write_marks(&found, marks, 12);
        assert_string_equal(pk_buf_text(&found), cases[i].picture);
        pk_buf_dispose(&found);
    }
}

static void expect_marks(const enum pk_mark *marks, int cells, const char *expected)
{
    struct pk_buf found = { 0 };
    write_marks(&found, marks, cells);
    assert_string_equal(pk_buf_text(&found), expected);
    pk_buf_dispose(&found);
}

static void days_of_rest_are_shaded_where_nothing_stands_and_each_has_a_cell(void **state)
{
    (void)state;
    enum pk_mark marks[MAX_CELLS];
    pk_day from = pk_day_make(2024, 7, 1), today = pk_day_make(2024, 7, 3);
    struct pk_scale scale = { from, from + 9, 9 };
    pk_timeline_empty(marks, scale, today);
    pk_timeline_shade(marks, scale);
    expect_marks(marks, 9, "  │ ++·");
    scale.cells = 18;
    pk_timeline_empty(marks, scale, from + 6);
    pk_timeline_shade(marks, scale);
    expect_marks(marks, 18, "        +·+·│·");
    scale.cells = 8;
    pk_timeline_empty(marks, scale, today);
    pk_timeline_shade(marks, scale);
    expect_marks(marks, 8, " │");
}

static void the_end_of_what_is_done_is_known_to_an_eighth_of_a_cell(void **state)
{
    (void)state;
    static const struct {
        const char *cells;
        int cell, eighths; /* -1: none */
    } cases[] = {
        { "2024-06-01,2024-06-11,active,100,25", 2, 4 },  /* a quarter of 10 cells */
        { "2024-06-01,2024-06-11,active,100,11", 1, 0 },  /* 8.8 eighths */
        { "2024-06-01,2024-06-11,active,100,99", 9, 7 },
        { "2024-06-01,2024-06-11,active,100,50", -1, 0 }, /* just five cells */
        { "2024-06-01,2024-06-11,active,100,0", -1, 0 },
        { "2024-06-01,2024-06-11,active,100,100", -1, 0 },
        { "2024-06-01,2024-06-11,active,,", -1, 0 },
        { ",2024-06-11,planned,100,25", -1, 0 },
        { "2024-06-01,2024-06-11,done,100,25", -1, 0 },
        { "2024-06-01,2024-06-11,dropped,100,25", -1, 0 },
        { "2024-06-01,ongoing,active,100,25", -1, 0 },
        { "2024-05-01,2024-06-11,active,100,1", -1, 0 }, /* before what is shown */
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        char text[256];
        struct pk_part part = { 0 };
        snprintf(text, sizeof(text), "id,title,start,due,status,target,done\na,A,%s\n",
                 cases[i].cells);
        struct pk_plan *plan = plan_of("activities", text, NULL);
        bool found = pk_timeline_part(&part, june(30), activity_of(plan, "a"), 2024,
                                      pk_day_make(2024, 6, 5));
        assert_int_equal(found, cases[i].cell >= 0 && cases[i].eighths > 0);
        if (found) {
            assert_int_equal(part.cell, cases[i].cell);
            assert_int_equal(part.eighths, cases[i].eighths);
        }
        pk_plan_free(plan);
    }
}

/* The line of a goal with these activities, in June. */
static void expect_summary(const char *rows, const char *expected)
{
    struct pk_buf text = { 0 };
    enum pk_mark marks[30];
    struct pk_summary summary = { 0 };
    pk_day today = pk_day_make(2024, 6, 12);
    pk_buf_printf(&text, "id,title,start,due,status,target,done\n%s", rows);
    struct pk_plan *plan = plan_of("activities", pk_buf_text(&text), NULL);
    for (size_t i = 0; i < pk_plan_count(plan, PK_ACTIVITIES); i++) {
        const struct pk_activity *activity =
            (const struct pk_activity *)pk_plan_at(plan, PK_ACTIVITIES, i);
        pk_summary_add(&summary, activity, 2024, today);
    }
    pk_timeline_summary(marks, june(30), &summary, today);
    expect_marks(marks, 30, expected);
    pk_plan_free(plan);
    pk_buf_dispose(&text);
}

static void a_goal_goes_from_its_first_start_to_its_last_deadline(void **state)
{
    (void)state;
    expect_summary("", "           │");
    expect_summary("a,A,,,planned,,\n", "           │");
    expect_summary("a,A,2024-06-03,2024-06-08,planned,,\nb,B,2024-06-05,2024-06-20,planned,,\n",
                   "  [--------│-------]");
    expect_summary("a,A,2024-06-03,2024-06-06,done,,\nb,B,2024-06-07,2024-06-10,planned,,\n",
                   "  ====---] │");
    expect_summary("a,A,2024-06-03,2024-06-06,done,,\n", "  ===]     │");
    expect_summary("a,A,,2024-06-05,planned,,\n", "    ]      │");
    expect_summary("a,A,,2024-06-20,planned,,\n", "           │-------]");
    expect_summary("a,A,2024-05-20,2024-07-20,active,4,1\n", "===--------│----------------->");
    expect_summary("a,A,2024-07-10,2024-07-20,planned,,\n", "           │                 >");
    expect_summary("a,A,2024-05-10,2024-05-20,done,,\n", "<          │");
}

static void a_goal_goes_on_as_long_as_one_of_its_activities_has_no_end(void **state)
{
    (void)state;
    struct pk_summary summary = { 0 };
    enum pk_mark marks[30];
    pk_day today = pk_day_make(2024, 6, 12);
    struct pk_scale june_to_december = { pk_day_make(2024, 6, 1), pk_day_make(2025, 1, 1), 14 };
    struct pk_plan *plan = plan_of(
        "activities",
        "id,title,due,status\na,A,ongoing,active\nb,B,ongoing,done\nc,C,2024-12-31,active\n"
        "d,D,ongoing/2024-12-31,active\ne,E,ongoing,dropped\n",
        NULL);
    for (size_t i = 0; i < 5; i++) {
        const struct pk_activity *activity =
            (const struct pk_activity *)pk_plan_at(plan, PK_ACTIVITIES, i);
        pk_summary_add(&summary, activity, 2024, today);
    }
    assert_int_equal(summary.open, 1);
    pk_timeline_summary(marks, june_to_december, &summary, today);
    expect_marks(marks, 14, "│------------>");
    assert_true(pk_summary_take(&summary, activity_of(plan, "a"), 2024, today));
    assert_int_equal(summary.open, 0);
    pk_timeline_summary(marks, june_to_december, &summary, today);
    expect_marks(marks, 14, "│------------]");
    pk_plan_free(plan);
}

static void what_is_proposed_or_dropped_counts_for_nothing_in_a_goal(void **state)
{
    (void)state;
    expect_summary("a,A,2024-06-03,2024-06-06,proposed,,\nb,B,2024-06-07,2024-06-10,dropped,,\n",
                   "           │");
    struct pk_summary summary = { 0 };
    struct pk_plan *plan =
        plan_of("activities",
                "id,title,due,status,target,done\na,A,2024-06-01,active,4,1\n"
                "b,B,2024-06-01,dropped,,\nc,C,2024-06-01,done,,\nd,D,2024-06-01,planned,,\n",
                NULL);
    for (size_t i = 0; i < 4; i++) {
        const struct pk_activity *activity =
            (const struct pk_activity *)pk_plan_at(plan, PK_ACTIVITIES, i);
        pk_summary_add(&summary, activity, 2024, pk_day_make(2024, 6, 12));
    }
    assert_int_equal(summary.count, 3);
    assert_int_equal(summary.percents, 125);
    assert_int_equal(summary.late, 2);
    pk_plan_free(plan);
}

static void a_plan_without_a_year_is_drawn_over_what_is_shown(void **state)
{
    (void)state;
    pk_day today = pk_day_make(2024, 6, 12);
    struct pk_plan *plan =
        plan_of("activities", "id,title,due,status\na,A,ongoing,active\n", NULL);
    enum pk_mark marks[12];
    pk_timeline_activity(marks, pk_scale_zoom(PK_ZOOM_YEAR, 0, today, 12),
                         activity_of(plan, "a"), 0, today);
    assert_int_equal(marks[0], PK_MARK_ONGOING);
    assert_int_equal(marks[11], PK_MARK_ARROW);
    pk_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_finished_activity_is_drawn_up_to_its_deadline),
        cmocka_unit_test(a_started_activity_is_a_bar_of_what_is_done_and_left),
        cmocka_unit_test(what_only_has_a_deadline_is_a_line_from_today),
        cmocka_unit_test(days_past_the_deadline_are_marked_up_to_today),
        cmocka_unit_test(what_is_ongoing_goes_to_the_end_of_the_year_or_its_own),
        cmocka_unit_test(what_is_proposed_or_dropped_is_a_line_and_never_late),
        cmocka_unit_test(without_a_deadline_a_bar_goes_on_to_the_end_of_the_year),
        cmocka_unit_test(what_lies_outside_the_year_is_cut_off_and_a_deadline_there_is_an_arrow),
        cmocka_unit_test(a_wide_year_is_drawn_as_finely_as_it_can_be),
        cmocka_unit_test(a_part_of_the_year_shows_a_part_of_the_line),
        cmocka_unit_test(a_day_of_several_cells_is_covered_to_its_last),
        cmocka_unit_test(an_empty_line_shows_only_today),
        cmocka_unit_test(days_of_rest_are_shaded_where_nothing_stands_and_each_has_a_cell),
        cmocka_unit_test(the_end_of_what_is_done_is_known_to_an_eighth_of_a_cell),
        cmocka_unit_test(a_goal_goes_from_its_first_start_to_its_last_deadline),
        cmocka_unit_test(a_goal_goes_on_as_long_as_one_of_its_activities_has_no_end),
        cmocka_unit_test(what_is_proposed_or_dropped_counts_for_nothing_in_a_goal),
        cmocka_unit_test(a_plan_without_a_year_is_drawn_over_what_is_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
