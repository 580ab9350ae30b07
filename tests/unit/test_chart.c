#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "planek/chart.h"
#include "planek/text.h"
#include "support.h"

static const char goals[] = "id,name,priority\n"
                            "g1,Online prostor,3\n"
                            "g2,\"Goal with a name that is much longer than any column\",\n";
static const char activities[] =
    "id,goal,title,due,cost,cost_in,status,target,done\n"
    "web,g1,Webové stránky,2024-06-30,500000,,active,2,1\n"
    "fb,g1,Facebook,2024-12,,web,planned,,\n"
    "long,g1,A title of many words that fits into no column,2024-05-31,,web,planned,5,3\n"
    "other-long-id,g1,Other,ongoing,,long,planned,,\n"
    "stray,,Stray,,0,,done,,\n";

static pk_day day(int month, int number)
{
    return pk_day_make(2024, month, number);
}

static struct pk_plan *sample(void)
{
    return plan_of("goals", goals, "activities", activities, NULL);
}

static void lay_out(struct pk_chart *chart, const struct pk_plan *plan, int width, bool print)
{
    pk_day from = day(1, 1), to = pk_day_make(2025, 1, 1);
    if (print) {
        pk_chart_layout_print(chart, plan, day(6, 12), width, from, to);
    } else {
        pk_chart_layout(chart, plan, day(6, 12), 0, width, from, to);
    }
}

/* Draws an activity alone and compares all its lines. */
static void expect_activity(const struct pk_plan *plan, const char *id, int width, bool print,
                            bool ascii, const char *lines)
{
    struct pk_chart chart;
    struct pk_grid grid;
    struct pk_buf text = { 0 };
    const struct pk_activity *activity = activity_of(plan, id);
    lay_out(&chart, plan, width, print);
    pk_grid_init(&grid, width, 1, ascii);
    pk_grid_reset(&grid, width, pk_chart_activity_lines(&grid, &chart, activity));
    pk_chart_activity(&grid, 0, &chart, activity, false);
    pk_grid_text(&grid, &text);
    assert_string_equal(pk_buf_text(&text), lines);
    pk_grid_dispose(&grid);
    pk_buf_dispose(&text);
}

static void the_screen_cuts_a_title_and_keeps_its_count(void **state)
{
    (void)state;
    struct pk_plan *plan = sample();
    expect_activity(plan, "web", 80, false, false,
                    "   ► Webové stránky  1/2                30 Jun 500 000  █████░░░░░░♦  30 Jun\n");
    expect_activity(plan, "long", 60, false, false,
                    "   ! A title of many wo…  3/5   31 May   → 1.1      ♦│\n");
    pk_plan_free(plan);
}

static void print_wraps_what_does_not_fit(void **state)
{
    (void)state;
    struct pk_plan *plan = sample();
    expect_activity(plan, "long", 80, true, false,
                    "! 1.3 A title of many words that fits into    31 May   → 1.1         ♦│\n"
                    "      no column  3/5\n");
    expect_activity(plan, "long", 50, true, true,
                    "! 1.3 A title of many words that fits into no\n"
                    "      column  3/5\n"
                    "      31 May    -> 1.1            *|\n");
    pk_plan_free(plan);
}

static void a_cost_counted_elsewhere_is_named_by_the_number_of_what_it_is_part_of(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of(
        "goals", "id,name\ng,G\n", "activities",
        "id,goal,title,cost,cost_in\nshort,g,A,1000,\nvery-long-name,g,B,0,\nc,g,C,,short\n"
        "d,g,D,,very-long-name\ne,g,E,,\nf,g,F,,nothing\n"
        "large,g,L,1234567890,\nfaulty,g,X,lots,\n",
        NULL);
    static const char *const rows[][2] = { { "short", "1 000" }, { "very-long-name", "0" },
                                           { "c", "→ 1.1" },   { "d", "→ 1.2" },
                                           { "e", "" },          { "f", "→ nothing" },
                                           { "large", "1 234 568 k" },
                                           { "faulty", "×" } };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct pk_buf cost = { 0 };
        pk_chart_cost(&cost, plan, activity_of(plan, rows[i][0]), 11);
        assert_string_equal(pk_buf_text(&cost), rows[i][1]);
        pk_buf_dispose(&cost);
    }
    pk_plan_free(plan);
}

static void a_goal_shows_its_rank_and_sum_and_how_many_are_folded_and_late(void **state)
{
    (void)state;
    struct pk_plan *plan = sample();
    struct pk_chart chart;
    struct pk_grid grid;
    struct pk_buf text = { 0 };
    const struct pk_group *groups;
    assert_int_equal(pk_plan_groups(plan, &groups), 3);
    lay_out(&chart, plan, 120, false);
    pk_grid_init(&grid, 120, 5, false);
    const struct pk_summary summary = { .count = 4, .late = 2 };
    const struct pk_chart_group rows[] = {
        { &groups[0], 1, 50000000, true, NULL },
        { &groups[1], 2, 0, false, NULL },
        { &groups[2], 3, PK_NO_MONEY, false, &summary },
        { &groups[0], 1, 0, true, &summary },
        { &groups[0], 1, 0, false, &summary },
    };
    for (int i = 0; i < 5; i++) {
        pk_chart_goal(&grid, i, &chart, &rows[i]);
    }
    pk_grid_text(&grid, &text);
    const char *second = strchr(pk_buf_text(&text), '\n') + 1;
    assert_non_null(strstr(pk_buf_text(&text), " 1 Online prostor  !3  (4)"));
    assert_non_null(strstr(pk_buf_text(&text), " 500 000 "));
    assert_non_null(strstr(second, " 2 Goal with a name that is much longer than any column "));
    assert_non_null(strstr(second, " Without a goal  (2 late) "));
    assert_non_null(strstr(second, " 1 Online prostor  !3  (4, 2 late) "));
    assert_non_null(strstr(second, " 1 Online prostor  !3  (2 late) "));
    const struct pk_gridcell *last = &grid.cells[4 * 120];
    assert_int_equal(last[22].role, PK_ROLE_GOAL);
    assert_int_equal(last[25].role, PK_ROLE_LATE);
    pk_grid_dispose(&grid);
    pk_buf_dispose(&text);
    pk_plan_free(plan);
}

static void what_stands_below_no_goal_has_no_number_on_the_screen(void **state)
{
    (void)state;
    struct pk_plan *plan =
        plan_of("goals", goals, "activities",
                "id,goal,title,cost,cost_in\nfree,,Free,5,\nin,g1,In,,free\n", NULL);
    assert_true(pk_chart_numbered(plan, activity_of(plan, "in")));
    assert_false(pk_chart_numbered(plan, activity_of(plan, "free")));
    expect_activity(plan, "in", 60, false, false,
                    "   · In                                 → Free       │\n");
    expect_activity(plan, "in", 60, true, false,
                    "· 1.1 In                             → 0.1         │\n");
    pk_plan_free(plan);
}

static void a_folded_name_is_cut_before_how_many_are_late(void **state)
{
    (void)state;
    struct pk_plan *plan = sample();
    struct pk_chart chart;
    struct pk_grid grid;
    struct pk_buf text = { 0 };
    const struct pk_group *groups;
    (void)pk_plan_groups(plan, &groups);
    lay_out(&chart, plan, 80, false);
    pk_grid_init(&grid, 80, 1, false);
    const struct pk_summary summary = { .count = 14, .late = 12 };
    const struct pk_chart_group row = { &groups[1], 2, 0, true, &summary };
    pk_chart_goal(&grid, 0, &chart, &row);
    pk_grid_text(&grid, &text);
    assert_non_null(strstr(pk_buf_text(&text), " 2 Goal with a name that is mu"));
    assert_non_null(strstr(pk_buf_text(&text), "…  (0, !12) "));
    pk_grid_dispose(&grid);
    pk_buf_dispose(&text);
    pk_plan_free(plan);
}

static void money_and_state_stay_as_long_as_the_timeline_has_twelve_cells(void **state)
{
    (void)state;
    struct pk_plan *plan = sample();
    for (int width = 60; width < 120; width++) {
        struct pk_chart chart;
        lay_out(&chart, plan, width, false);
        assert_int_equal(chart.mark_x, 3);
        assert_in_range(chart.due_cells, 8, 10);
        assert_in_range(chart.cost_cells, 7, 12);
        assert_true(chart.title_cells >= 24);
        assert_true(chart.scale.cells >= 12);
        assert_true(chart.line_x + chart.scale.cells <= width);
    }
    struct pk_chart chart;
    lay_out(&chart, plan, 46, false);
    assert_int_equal(chart.cost_cells, 0);
    assert_in_range(chart.scale.cells, 12, 46);
    pk_plan_free(plan);
}

static void a_month_of_days_has_a_cell_for_each_from_80_columns_on(void **state)
{
    (void)state;
    struct pk_plan *plan = sample();
    for (int width = 80; width <= 300; width++) {
        struct pk_chart chart;
        pk_chart_layout(&chart, plan, day(6, 12), 0, width, day(6, 1), day(7, 1));
        assert_true(chart.line_cells >= 31);
        assert_true(chart.title_cells >= 16);
    }
    pk_plan_free(plan);
}

/* Whether an activity's line on a screen of that width has the text in it. */
static bool shows(const char *activity, int width, bool fine, const char *line)
{
    struct pk_buf text = { 0 };
    pk_buf_printf(&text, "id,goal,title,start,due,status,target,done,depends\n"
                         "late,g1,Late,,2024-11-30,planned,,,\nx,g1,X,%s\n", activity);
    struct pk_plan *plan = plan_of("goals", goals, "activities", pk_buf_text(&text), NULL);
    struct pk_chart chart;
    struct pk_grid grid;
    lay_out(&chart, plan, width, false);
    chart.fine = fine;
    pk_grid_init(&grid, width, 1, false);
    pk_chart_activity(&grid, 0, &chart, activity_of(plan, "x"), false);
    pk_buf_cut(&text, 0);
    pk_grid_line(&grid, 0, &text);
    bool found = strstr(pk_buf_text(&text), line) != NULL;
    pk_grid_dispose(&grid);
    pk_buf_dispose(&text);
    pk_plan_free(plan);
    return found;
}

/* In the 24 cells of a screen of 80 as much as where there are hundreds. */
static void the_deadline_stands_beside_its_bar_wherever_there_is_room(void **state)
{
    (void)state;
    for (int width = 80; width <= 160; width += 80) {
        assert_true(shows(",2024-06-30,planned,,,", width, false, "♦  30 Jun"));
        assert_true(shows(",2024-Q3,planned,,,", width, false, "◊  Q3"));
        assert_true(shows(",2024-05-31,planned,,,", width, false, "│ 31 May"));
        assert_true(shows("2024-02-01,2024-05-31,done,,,", width, false, "│ 31 May"));
        assert_true(shows("2024-02-01,2024-03-31,planned,,,", width, false, "!!│ 31 Mar"));
        assert_true(shows(",2024-12-31,planned,,,", width, false, "     │────"));
    }
    assert_true(shows("2024-05-01,ongoing/2024-08-31,active,,,", 160, false, "═╡  to 31 Aug"));
    assert_true(shows(",ongoing,active,,,", 160, false, "═►"));
}

static void a_wide_chart_tells_deadlines_in_full(void **state)
{
    (void)state;
    assert_true(shows("2024-02-01,2025-01-08,active,,,", 120, false, " 2025-01-08 "));
    assert_true(shows("2024-02-01,2025-01-08,active,,,", 200, false, " 8 Jan 2025 "));
    assert_true(shows("2023-02-01,2025-Q3,active,,,", 200, false, " Q3 2025 "));
    assert_true(shows("2024-02-01,ongoing/2025-06-30,active,,,", 200, false, " to 06/2025 "));
}

/* Whether a chart of that width, laid out while the only activity had one deadline, is right for
 * another one. */
static bool holds(int width, const char *was, const char *now)
{
    char text[128];
    struct pk_chart chart;
    snprintf(text, sizeof text, "id,due\nx,%s\n", was);
    struct pk_plan *before = plan_of("activities", text, NULL);
    snprintf(text, sizeof text, "id,due\nx,%s\n", now);
    struct pk_plan *after = plan_of("activities", text, NULL);
    lay_out(&chart, before, width, false);
    struct pk_alteration one = { .table = PK_ACTIVITIES,
                                 .was = record_of(before, PK_ACTIVITIES, "x"),
                                 .now = record_of(after, PK_ACTIVITIES, "x") };
    bool holds = pk_chart_holds(&chart, &(struct pk_alterations){ &one, 1 });
    pk_plan_free(before);
    pk_plan_free(after);
    return holds;
}

static void a_layout_holds_as_long_as_deadlines_take_the_same_room(void **state)
{
    (void)state;
    assert_true(holds(120, "2025-01-08", "2025-01-28")); /* 2025-01-08: narrow, always 10 */
    assert_false(holds(200, "2025-01-08", "2025-01-28")); /* 8 Jan 2025, 28 Jan 2025 */
    assert_true(holds(200, "2025-01-18", "2025-01-28"));
    assert_false(holds(120, "2024-01-08", "2025-01-28"));
}

static void where_a_bar_ends_with_the_year_it_is_told_before_it_begins_until_when(void **state)
{
    (void)state;
    assert_true(shows("2024-09-01,2024-12-31,active,,,", 160, false, " to 31 Dec ░░░"));
    assert_true(shows("2024-09-01,2024-Q4,active,,,", 160, false, " Q4 ░░░"));
    assert_true(shows("2024-01-02,2024-12-31,active,,,", 160, false, "  ░░░"));
    assert_true(shows("2024-06-20,2024-12-31,active,,,", 80, false, "   │░░░░"));
}

static void fine_bars_end_in_eighths_of_a_cell(void **state)
{
    (void)state;
    assert_true(shows("2024-02-01,2024-11-30,active,100,41,", 100, true,
                      " ███████████▉░"));
    assert_true(shows("2024-02-01,2024-11-30,active,100,41,", 100, false,
                      " ███████████░"));
}

static void a_deadline_before_that_of_what_it_waits_for_is_flagged(void **state)
{
    (void)state;
    assert_true(shows(",2024-10-31,planned,,,late", 100, false, "  ! 31 Oct "));
    assert_true(shows(",2024-12-31,planned,,,late", 100, false, "    31 Dec "));
}

static void the_selected_row_is_lit_from_its_mark_to_its_cost(void **state)
{
    (void)state;
    struct pk_plan *plan = sample();
    struct pk_chart chart;
    struct pk_grid grid;
    lay_out(&chart, plan, 120, false);
    pk_grid_init(&grid, 120, 1, false);
    pk_chart_activity(&grid, 0, &chart, activity_of(plan, "web"), true);
    assert_string_equal(grid.cells[1].glyph, "›");
    int end = chart.cost_x + chart.cost_cells;
    assert_int_equal(grid.cells[2].role, PK_ROLE_TEXT);
    assert_int_equal(grid.cells[3].role, PK_ROLE_SELECTED);
    assert_int_equal(grid.cells[end - 1].role, PK_ROLE_SELECTED);
    for (int x = end; x < 120; x++) {
        assert_int_not_equal(grid.cells[x].role, PK_ROLE_SELECTED);
    }
    pk_grid_dispose(&grid);
    pk_plan_free(plan);
}

static void the_mark_says_how_an_activity_stands(void **state)
{
    (void)state;
    static const struct {
        const char *status, *due, *glyph;
        char ascii;
    } rows[] = {
        { "done", "2024-01-31", "√", 'v' },     { "active", "2024-12-31", "►", '>' },
        { "planned", "2024-06-12", "·", '.' },  { "planned", "2024-06-11", "!", '!' },
        { "active", "2024-05", "!", '!' },      { "proposed", "2024-01-31", "?", '?' },
        { "dropped", "2024-01-31", "×", 'x' },  { "active", "ongoing", "∞", '~' },
        { "done", "ongoing", "√", 'v' },        { "planned", "", "·", '.' },
        { "planned", "ongoing/2024-03-31", "!", '!' },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[200], ascii;
        snprintf(text, sizeof text, "id,title,status,due\na,A,%s,%s\n", rows[i].status,
                 rows[i].due);
        struct pk_plan *plan = plan_of("goals", "id,name\n", "activities", text, NULL);
        assert_string_equal(pk_chart_mark(activity_of(plan, "a"), day(6, 12), &ascii),
                            rows[i].glyph);
        assert_int_equal(ascii, rows[i].ascii);
        pk_plan_free(plan);
    }
}

static void a_bar_is_full_only_when_nothing_is_missing(void **state)
{
    (void)state;
    static const struct {
        pk_money part, whole;
        const char *bar;
    } rows[] = {
        { 0, 100, "░░░░░" }, { 1, 100, "█░░░░" },  { 50, 100, "███░░" }, { 99, 100, "████░" },
        { 100, 100, "█████" }, { 101, 100, "████!" }, { 5, 0, "████!" },  { 0, 0, "░░░░░" },
        { -5, 100, "░░░░░" },  { INT64_MAX, INT64_MAX, "█████" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct pk_grid grid;
        struct pk_buf text = { 0 };
        pk_grid_init(&grid, 5, 1, false);
        pk_chart_bar(&grid, 0, 0, 5, rows[i].part, rows[i].whole);
        pk_grid_line(&grid, 0, &text);
        assert_string_equal(pk_buf_text(&text), rows[i].bar);
        pk_grid_dispose(&grid);
        pk_buf_dispose(&text);
    }
}

static void columns_never_overlap_nor_leave_the_width(void **state)
{
    (void)state;
    struct pk_plan *plan = sample();
    for (int width = 20; width <= 1000; width++) {
        struct pk_chart chart;
        lay_out(&chart, plan, width, false);
        assert_true(chart.title_x + chart.title_cells < chart.due_x);
        assert_true(chart.due_x + chart.due_cells <= chart.cost_x);
        assert_true(chart.cost_x + chart.cost_cells < chart.line_x);
        assert_in_range(chart.scale.cells, 0, PK_CHART_LINE_MAX);
        if (width >= 60) {
            assert_in_range(chart.scale.cells, 12, width - chart.line_x);
        }
        if (width < 40) {
            continue;
        }
        lay_out(&chart, plan, width, true);
        assert_true(chart.cost_x + chart.cost_cells < chart.line_x);
        assert_in_range(chart.scale.cells, 12, width - chart.line_x);
    }
    pk_plan_free(plan);
}

/* A row and the heading, as the chart shows them in an order. */
static void expect_flat(enum pk_order order, int width, bool ascii, const char *lines)
{
    struct pk_plan *plan = plan_of("goals", goals, "activities",
                                   "id,goal,title,responsible,due,cost\n"
                                   "a,g1,Webové stránky,Chalupová; Tým,2024-06-30,500000\n"
                                   "b,g1,Tisk,,2024-08-31,\n",
                                   NULL);
    struct pk_chart chart;
    struct pk_grid grid;
    struct pk_buf text = { 0 };
    lay_out(&chart, plan, width, false);
    pk_chart_flatten(&chart, order);
    pk_grid_init(&grid, width, 3, ascii);
    pk_grid_reset(&grid, width, 3);
    int heading = pk_chart_heading(&grid, 0, &chart);
    assert_int_equal(heading, 1);
    pk_chart_activity(&grid, 1, &chart, activity_of(plan, "a"), false);
    pk_chart_activity(&grid, 2, &chart, activity_of(plan, "b"), false);
    for (int y = 0; y < 3; y++) {
        pk_grid_line(&grid, y, &text);
        pk_buf_char(&text, '\n');
    }
    assert_string_equal(pk_buf_text(&text), lines);
    pk_grid_dispose(&grid);
    pk_buf_dispose(&text);
    pk_plan_free(plan);
}

static void rows_without_their_goals_have_numbers_and_the_heading_an_arrow(void **state)
{
    (void)state;
    expect_flat(PK_ORDER_PLAN, 80, false,
                " Goals and activities                      Due      Kč  Jan   Apr ▼ Jul   Oct\n"
                "   · Webové stránky                     30 Jun 500 000            │♦  30 Jun\n"
                "   · Tisk                               31 Aug                    │────♦  31 Aug\n");
    expect_flat(PK_ORDER_DUE, 80, false,
                " Goals and activities                    ▲ Due      Kč  Jan   Apr ▼ Jul   Oct\n"
                "   · 1.1 Webové stránky                 30 Jun 500 000            │♦  30 Jun\n"
                "   · 1.2 Tisk                           31 Aug                    │────♦  31 Aug\n");
    expect_flat(PK_ORDER_COST, 80, true,
                " Goals and activities                      Due    v Kc  Jan   Apr v Jul   Oct\n"
                "   . 1.1 Webove stranky                 30 Jun 500 000            |*  30 Jun\n"
                "   . 1.2 Tisk                           31 Aug                    |----*  31 Aug\n");
}

static void roles_stand_in_a_column_where_rows_are_sorted_by_them(void **state)
{
    (void)state;
    expect_flat(PK_ORDER_ROLE, 80, false,
                " Goals and activities              ▲ Responsible       Due      Kč  1  4 ▼7  10\n"
                "   · 1.1 Webové stránky            Chalupová        30 Jun 500 000       ♦\n"
                "   · 1.2 Tisk                                       31 Aug               │─♦\n");
    expect_flat(PK_ORDER_ROLE, 60, false,
                " Goals and activities              Due      Kč  1  4 ▼7  10\n"
                "   · 1.1 Webové stránky         30 Jun 500 000       ♦\n"
                "   · 1.2 Tisk                   31 Aug               │─♦\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_screen_cuts_a_title_and_keeps_its_count),
        cmocka_unit_test(print_wraps_what_does_not_fit),
        cmocka_unit_test(rows_without_their_goals_have_numbers_and_the_heading_an_arrow),
        cmocka_unit_test(roles_stand_in_a_column_where_rows_are_sorted_by_them),
        cmocka_unit_test(a_cost_counted_elsewhere_is_named_by_the_number_of_what_it_is_part_of),
        cmocka_unit_test(what_stands_below_no_goal_has_no_number_on_the_screen),
        cmocka_unit_test(a_folded_name_is_cut_before_how_many_are_late),
        cmocka_unit_test(a_goal_shows_its_rank_and_sum_and_how_many_are_folded_and_late),
        cmocka_unit_test(money_and_state_stay_as_long_as_the_timeline_has_twelve_cells),
        cmocka_unit_test(a_month_of_days_has_a_cell_for_each_from_80_columns_on),
        cmocka_unit_test(the_deadline_stands_beside_its_bar_wherever_there_is_room),
        cmocka_unit_test(a_wide_chart_tells_deadlines_in_full),
        cmocka_unit_test(a_layout_holds_as_long_as_deadlines_take_the_same_room),
        cmocka_unit_test(where_a_bar_ends_with_the_year_it_is_told_before_it_begins_until_when),
        cmocka_unit_test(fine_bars_end_in_eighths_of_a_cell),
        cmocka_unit_test(a_deadline_before_that_of_what_it_waits_for_is_flagged),
        cmocka_unit_test(the_selected_row_is_lit_from_its_mark_to_its_cost),
        cmocka_unit_test(the_mark_says_how_an_activity_stands),
        cmocka_unit_test(a_bar_is_full_only_when_nothing_is_missing),
        cmocka_unit_test(columns_never_overlap_nor_leave_the_width),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
