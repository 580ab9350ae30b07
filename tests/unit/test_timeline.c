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
    [PK_MARK_ARROW] = "►",    [PK_MARK_DUE] = "♦",     [PK_MARK_DUE_SOFT] = "◊",
    [PK_MARK_OVERDUE] = "!",  [PK_MARK_TODAY] = "│",
};

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
          "   ════════════════════►" },
        { ",ongoing/2024-03-01,active,,,", 6, 12,
          "═════►!!!!!!!!!!│" },
    };
    expect_lines(lines, sizeof(lines) / sizeof(*lines));
}

static void what_is_proposed_or_dropped_is_a_line_and_never_late(void **state)
{
    (void)state;
    static const struct line lines[] = {
        { ",2024-08-31,proposed,,,", 6, 12,
          "                │──────♦" },
        { "2024-04-01,2024-10-31,dropped,2,1,", 6, 12,
          "        ─────────────────────♦" },
        { ",2024-03-01,dropped,,,", 6, 12,
          "     ♦          │" },
        { ",ongoing,proposed,,,", 6, 12,
          "───────────────────────────────────►" },
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

static void what_lies_outside_the_year_is_cut_off(void **state)
{
    (void)state;
    static const struct line lines[] = {
        { "2023-10-01,2024-03-01,done,,,", 6, 12,
          "▬▬▬▬▬♦          │" },
        { "2024-10-31,2025-03-31,planned,,,", 6, 12,
          "                │            ░░░░░░░" },
        { "2023-01-01,2023-12-31,planned,,,", 6, 12,
          "!!!!!!!!!!!!!!!!│" },
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
    expect_line(quarter, ",ongoing,active,,,", today, "══════════════════════════");
    expect_line(quarter, "2024-01-01,2024-12-31,active,2,1,", today,
                "██████████████████████████");
    expect_line(quarter, "2024-01-01,2024-12-31,active,4,1,", today,
                "░░░░░░░░░░░░░░░░░░░░░░░░░░");
    expect_line(quarter, ",2024-12-31,planned,,,", today, "                    │─────");
    expect_line(quarter, ",2024-02-29,planned,,,", today, "!!!!!!!!!!!!!!!!!!!!│");
    expect_line(quarter, "2024-08-01,2024-09-30,planned,,,", today, "                    │");
    expect_line(quarter, "2024-05-01,2024-05-31,done,,,", today, "        ▬▬▬▬▬▬▬▬▬♦  │");
}

static void a_day_of_several_cells_is_covered_to_its_last(void **state)
{
    (void)state;
    pk_day today = pk_day_make(2024, 6, 12);
    struct pk_scale month = pk_scale_zoom(PK_ZOOM_MONTH, 2024, today, 60);
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

static void a_deadline_on_the_last_day_falls_in_the_last_cell(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of("activities", "id,title,due\na,A,2024-12-31\n", NULL);
    for (int cells = 12; cells <= MAX_CELLS; cells++) {
        pk_day today = pk_day_make(2024, 6, 12);
        enum pk_mark marks[MAX_CELLS];
        pk_timeline_activity(marks, pk_scale_zoom(PK_ZOOM_YEAR, 2024, today, cells),
                             activity_of(plan, "a"), 2024, today);
        assert_int_equal(marks[cells - 1], PK_MARK_DUE);
    }
    pk_plan_free(plan);
}

static void a_day_has_its_cell_and_a_cell_its_first_day(void **state)
{
    (void)state;
    static const struct {
        int days, cell; /* of 36 cells in the year 2024 */
    } cases[] = {
        { 0, 0 },   { 10, 0 },   { 11, 1 },  { 163, 16 },  { 355, 34 },
        { 365, 35 }, { 366, 36 }, { -1, -1 }, { -11, -2 }, { 732, 72 },
    };
    struct pk_scale year = pk_scale_zoom(PK_ZOOM_YEAR, 2024, pk_day_make(2024, 1, 1), 36);
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        assert_int_equal(pk_scale_cell(year, year.from + cases[i].days), cases[i].cell);
    }
    for (year.cells = 1; year.cells <= MAX_CELLS; year.cells++) {
        for (int cell = 0; cell < year.cells; cell++) {
            pk_day day = pk_scale_day(year, cell);
            assert_in_range(day - year.from, 0, 365);
            if (year.cells <= 366) {
                assert_int_equal(pk_scale_cell(year, day), cell);
                assert_true(pk_scale_cell(year, day - 1) < cell);
            } else {
                assert_true(pk_scale_cell(year, day) <= cell);
                assert_true(pk_scale_cell(year, day + 1) > cell);
            }
        }
    }
}

static void a_zoom_shows_the_year_or_the_quarter_or_month_around_a_day(void **state)
{
    (void)state;
    static const struct {
        enum pk_zoom zoom;
        int year;
        struct pk_ymd around, first, last;
    } cases[] = {
        { PK_ZOOM_YEAR, 2024, { 2025, 3, 1 }, { 2024, 1, 1 }, { 2024, 12, 31 } },
        { PK_ZOOM_YEAR, 0, { 2025, 3, 1 }, { 2025, 1, 1 }, { 2025, 12, 31 } },
        { PK_ZOOM_YEAR, 9999, { 2025, 3, 1 }, { 9999, 1, 1 }, { 9999, 12, 31 } },
        { PK_ZOOM_QUARTER, 2024, { 2024, 3, 31 }, { 2024, 1, 1 }, { 2024, 3, 31 } },
        { PK_ZOOM_QUARTER, 2024, { 2024, 12, 1 }, { 2024, 10, 1 }, { 2024, 12, 31 } },
        { PK_ZOOM_MONTH, 2024, { 2024, 2, 29 }, { 2024, 2, 1 }, { 2024, 2, 29 } },
        { PK_ZOOM_MONTH, 2024, { 2025, 12, 5 }, { 2025, 12, 1 }, { 2025, 12, 31 } },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        const struct pk_ymd *around = &cases[i].around;
        const struct pk_ymd *first = &cases[i].first, *last = &cases[i].last;
        struct pk_scale scale =
            pk_scale_zoom(cases[i].zoom, cases[i].year,
                          pk_day_make(around->year, around->month, around->day), 50);
        assert_int_equal(scale.from, pk_day_make(first->year, first->month, first->day));
        assert_int_equal(scale.to, pk_day_make(last->year, last->month, last->day) + 1);
        assert_int_equal(scale.cells, 50);
    }
}

static void expect_heading(struct pk_scale scale, const char *expected)
{
    struct pk_tick ticks[64];
    struct pk_buf found = { 0 };
    size_t count = pk_timeline_ticks(ticks, 64, scale);
    for (size_t i = 0; i < count; i++) {
        if (ticks[i].label[0]) {
            int used = pk_text_width(pk_buf_text(&found), found.len);
            pk_buf_fill(&found, ' ', (size_t)(ticks[i].cell - used));
            pk_buf_str(&found, ticks[i].label);
        }
    }
    assert_string_equal(pk_buf_text(&found), expected);
    pk_buf_dispose(&found);
}

static void a_heading_names_months_as_there_is_room(void **state)
{
    (void)state;
    static const struct {
        enum pk_zoom zoom;
        int cells;
        const char *heading;
    } cases[] = {
        { PK_ZOOM_YEAR, 60, "Jan  Feb  Mar  Apr  May  Jun  Jul  Aug  Sep  Oct  Nov  Dec" },
        { PK_ZOOM_YEAR, 48, "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec" },
        { PK_ZOOM_YEAR, 36, "1  2  3  4  5  6  7  8  9  10 11 12" },
        { PK_ZOOM_YEAR, 35, "1        4       7        10" },
        { PK_ZOOM_YEAR, 12, "1  4  7  10" },
        { PK_ZOOM_YEAR, 6, "2024" },
        { PK_ZOOM_QUARTER, 60, "Apr                 May                 Jun" },
        { PK_ZOOM_MONTH, 30, "Jun" },
        { PK_ZOOM_MONTH, 60, "    3 Jun         10 Jun        17 Jun        24 Jun" },
        { PK_ZOOM_MONTH, 90, "1 Jun 3 Jun                10 Jun               17 Jun"
                             "               24 Jun" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        expect_heading(pk_scale_zoom(cases[i].zoom, 2024, pk_day_make(2024, 6, 12),
                                     cases[i].cells),
                       cases[i].heading);
    }
}

static void a_span_of_any_days_has_a_heading(void **state)
{
    (void)state;
    pk_day from = pk_day_make(2024, 3, 15);
    expect_heading((struct pk_scale){ from, pk_day_make(2024, 5, 10), 20 }, "Mar   Apr        May");
    expect_heading((struct pk_scale){ from, from + 10, 12 }, "Mar");
    expect_heading((struct pk_scale){ from, from + 1, 12 }, "15 Mar");
    expect_heading((struct pk_scale){ pk_day_make(2024, 1, 1), pk_day_make(2034, 1, 1), 20 },
                   "    2026  2029  2032");
    expect_heading((struct pk_scale){ pk_day_make(1, 1, 1), pk_day_make(9999, 12, 31) + 1, 4 },
                   "1");
    expect_heading((struct pk_scale){ from, from, 12 }, "");
    expect_heading((struct pk_scale){ from, from + 10, 0 }, "");
}

static void labels_never_touch_and_parts_fill_the_scale(void **state)
{
    (void)state;
    for (int cells = 6; cells <= MAX_CELLS; cells++) {
        for (int year = 2023; year <= 2024; year++) {
            struct pk_tick ticks[64];
            struct pk_scale scale =
                pk_scale_zoom(PK_ZOOM_YEAR, year, pk_day_make(year, 1, 1), cells);
            size_t count = pk_timeline_ticks(ticks, 64, scale);
            int begin = 0;
            for (size_t i = 0; i < count; i++) {
                int width = pk_text_width(ticks[i].label, strlen(ticks[i].label));
                assert_int_equal(ticks[i].cell, begin);
                assert_true(width > 0 || cells > 490);
                assert_true(width + (i + 1 < count) <= ticks[i].cells);
                begin += ticks[i].cells;
            }
            assert_int_equal(begin, cells);
        }
    }
}

static void no_more_ticks_are_made_than_asked_for(void **state)
{
    (void)state;
    struct pk_tick ticks[4] = { [3] = { .cell = 77 } };
    struct pk_scale year = pk_scale_zoom(PK_ZOOM_YEAR, 2024, pk_day_make(2024, 1, 1), 60);
    assert_int_equal(pk_timeline_ticks(ticks, 3, year), 3);
    assert_int_equal(ticks[3].cell, 77);
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
        cmocka_unit_test(what_lies_outside_the_year_is_cut_off),
        cmocka_unit_test(a_wide_year_is_drawn_as_finely_as_it_can_be),
        cmocka_unit_test(a_part_of_the_year_shows_a_part_of_the_line),
        cmocka_unit_test(a_day_of_several_cells_is_covered_to_its_last),
        cmocka_unit_test(an_empty_line_shows_only_today),
        cmocka_unit_test(a_plan_without_a_year_is_drawn_over_what_is_shown),
        cmocka_unit_test(a_deadline_on_the_last_day_falls_in_the_last_cell),
        cmocka_unit_test(a_day_has_its_cell_and_a_cell_its_first_day),
        cmocka_unit_test(a_zoom_shows_the_year_or_the_quarter_or_month_around_a_day),
        cmocka_unit_test(a_heading_names_months_as_there_is_room),
        cmocka_unit_test(a_span_of_any_days_has_a_heading),
        cmocka_unit_test(labels_never_touch_and_parts_fill_the_scale),
        cmocka_unit_test(no_more_ticks_are_made_than_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
