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
                    "   ► Webové stránky  1/2            30 Jun  ████████░░░░░░░░░♦\n");
    expect_activity(plan, "long", 60, false, false,
                    "   ! A title of man…  3/5   31 May           ♦│\n");
    pk_plan_free(plan);
}

static void print_wraps_what_does_not_fit(void **state)
{
    (void)state;
    struct pk_plan *plan = sample();
    expect_activity(plan, "long", 80, true, false,
                    "! 1.3 A title of many words that fits into    31 May   → web         ♦│\n"
                    "      no column  3/5\n");
    expect_activity(plan, "long", 50, true, true,
                    "! 1.3 A title of many words that fits into no\n"
                    "      column  3/5\n"
                    "      31 May    -> web            *|\n");
    pk_plan_free(plan);
}

static void a_cost_counted_elsewhere_is_named_by_number_where_the_id_is_too_long(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of(
        "goals", "id,name\ng,G\n", "activities",
        "id,goal,title,cost,cost_in\nshort,g,A,1000,\nvery-long-name,g,B,0,\nc,g,C,,short\n"
        "d,g,D,,very-long-name\ne,g,E,,\nf,g,F,,nothing\n"
        "large,g,L,1234567890,\nfaulty,g,X,lots,\n",
        NULL);
    static const char *const rows[][2] = { { "short", "1 000" }, { "very-long-name", "0" },
                                           { "c", "→ short" },   { "d", "→ 1.2" },
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

static void a_goal_shows_its_rank_and_sum_and_how_many_are_folded(void **state)
{
    (void)state;
    struct pk_plan *plan = sample();
    struct pk_chart chart;
    struct pk_grid grid;
    struct pk_buf text = { 0 };
    const struct pk_group *groups;
    assert_int_equal(pk_plan_groups(plan, &groups), 3);
    lay_out(&chart, plan, 120, false);
    pk_grid_init(&grid, 120, 3, false);
    pk_chart_goal(&grid, 0, &chart, &groups[0], 1, 50000000, true);
    pk_chart_goal(&grid, 1, &chart, &groups[1], 2, 0, false);
    pk_chart_goal(&grid, 2, &chart, &groups[2], 3, PK_NO_MONEY, false);
    pk_grid_text(&grid, &text);
    const char *second = strchr(pk_buf_text(&text), '\n') + 1;
    assert_non_null(strstr(pk_buf_text(&text), " 1 Online prostor  !3  (4)"));
    assert_non_null(strstr(pk_buf_text(&text), " 500 000 "));
    assert_non_null(strstr(second, " 2 Goal with a name that is much longer than any column "));
    assert_non_null(strstr(second, " Without a goal "));
    pk_grid_dispose(&grid);
    pk_buf_dispose(&text);
    pk_plan_free(plan);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_screen_cuts_a_title_and_keeps_its_count),
        cmocka_unit_test(print_wraps_what_does_not_fit),
        cmocka_unit_test(a_cost_counted_elsewhere_is_named_by_number_where_the_id_is_too_long),
        cmocka_unit_test(a_goal_shows_its_rank_and_sum_and_how_many_are_folded),
        cmocka_unit_test(the_selected_row_is_lit_from_its_mark_to_its_cost),
        cmocka_unit_test(the_mark_says_how_an_activity_stands),
        cmocka_unit_test(a_bar_is_full_only_when_nothing_is_missing),
        cmocka_unit_test(columns_never_overlap_nor_leave_the_width),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
