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

enum { MAX_CELLS = 512, WIDEST = 800 };

/* June 2024 with cells for its 30 days. */
static struct pk_scale june(int cells)
{
    return (struct pk_scale){ pk_day_make(2024, 6, 1), pk_day_make(2024, 7, 1), cells };
}

static void write_line(struct pk_buf *out, const struct pk_heading *line)
{
    size_t from = out->len;
    for (size_t i = 0; i < line->count; i++) {
        if (line->ticks[i].label[0]) {
            int used = pk_text_width(pk_buf_text(out) + from, out->len - from);
            assert_true(used == 0 || used < line->ticks[i].cell);
            pk_buf_fill(out, ' ', (size_t)(line->ticks[i].cell - used));
            pk_buf_str(out, line->ticks[i].label);
        }
    }
}

static void expect_headings(struct pk_scale scale, const char *expected)
{
    struct pk_tick upper[MAX_CELLS], lower[MAX_CELLS];
    struct pk_heading lines[2] = { { .ticks = upper }, { .ticks = lower } };
    struct pk_buf found = { 0 };
    int count = pk_timeline_headings(lines, MAX_CELLS, scale);
    for (int i = 0; i < count; i++) {
        pk_buf_str(&found, i ? "\n" : "");
        write_line(&found, &lines[i]);
    }
    assert_string_equal(pk_buf_text(&found), expected);
    pk_buf_dispose(&found);
}

static struct pk_scale at(enum pk_zoom zoom, int month, int day, int cells)
{
    return pk_scale_zoom(zoom, 2024, pk_day_make(2024, month, day), cells);
}

static void the_year_has_months_by_name_or_number_or_quarters(void **state)
{
    (void)state;
    expect_headings(at(PK_ZOOM_YEAR, 6, 12, 60),
                    "Jan  Feb  Mar  Apr  May  Jun  Jul  Aug  Sep  Oct  Nov  Dec");
    expect_headings(at(PK_ZOOM_YEAR, 6, 12, 36), "1  2  3  4  5  6  7  8  9  10 11 12");
    expect_headings(at(PK_ZOOM_YEAR, 6, 12, 24), "Jan   Apr   Jul   Oct");
    expect_headings(at(PK_ZOOM_YEAR, 6, 12, 12), "1  4  7  10");
    expect_headings(at(PK_ZOOM_YEAR, 6, 12, 6), "2024");
    expect_headings(at(PK_ZOOM_YEAR, 6, 12, 132),
                    "January    February   March      April      May        June       "
                    "July       August     September  October    November   December");
}

static void half_a_year_and_a_quarter_have_months_over_weeks_where_there_is_room(void **state)
{
    (void)state;
    expect_headings(at(PK_ZOOM_HALF, 6, 12, 24), "Jan Feb Mar Apr May Jun");
    expect_headings(at(PK_ZOOM_QUARTER, 6, 12, 18), "April May   June");
    expect_headings(at(PK_ZOOM_QUARTER, 6, 12, 39), "April 2024   May 2024     June 2024\n"
                                                    "w14   w16   w18   w20   w22   w24   w26");
    expect_headings(at(PK_ZOOM_HALF, 6, 12, 58),
                    "January   February March     April     May      June\n"
                    "  w2   w4  w6   w8  w10  w12 w14 w16  w18 w20  w22 w24");
    expect_headings(at(PK_ZOOM_QUARTER, 7, 12, 24), "Jul     Aug     Sep");
    expect_headings(at(PK_ZOOM_QUARTER, 6, 12, 65),
                    "April 2024           May 2024               June 2024\n"
                    "w14  w15  w16  w17  w18  w19  w20  w21  w22  w23  w24  w25  w26");
}

static void days_of_one_cell_have_no_names_but_their_weeks_have_dates_and_numbers(void **state)
{
    (void)state;
    expect_headings(at(PK_ZOOM_MONTH, 6, 12, 31), "  3 Jun  10 Jun 17 Jun 24 Jun\n"
                                                  "  w23    w24    w25    w26");
    expect_headings(at(PK_ZOOM_MONTH, 7, 1, 45),
                    "1 Jul  8 Jul  15 Jul 22 Jul 29 Jul 5 Aug\n"
                    "w27    w28    w29    w30    w31    w32    w33");
    expect_headings(at(PK_ZOOM_QUARTER, 6, 12, 91),
                    "April 2024                    May 2024                       June 2024\n"
                    "w14    w15    w16    w17    w18    w19    w20    w21    w22    w23    "
                    "w24    w25    w26");
}

static void weeks_of_much_room_have_their_date_and_number(void **state)
{
    (void)state;
    expect_headings((struct pk_scale){ pk_day_make(2024, 4, 1), pk_day_make(2024, 7, 1), 179 },
                    "April 2024                                                 May 2024"
                    "                                                     June 2024\n"
                    "1 Apr · w14   8 Apr · w15   15 Apr · w16 22 Apr · w17  29 Apr · w18"
                    "  6 May · w19   13 May · w20 20 May · w21  27 May · w22  3 Jun · w23   10 Jun · w24"
                    " 17 Jun · w25  24 Jun · w26");
}

static void a_month_has_weekdays_under_the_mondays_of_its_weeks(void **state)
{
    (void)state;
    expect_headings(at(PK_ZOOM_MONTH, 7, 1, 93),
                    "1 Jul · week 27      8 Jul · week 28      15 Jul · week 29     "
                    "22 Jul · week 30\n"
                    "M  T  W  T  F  S  S  M  T  W  T  F  S  S  M  T  W  T  F  S  S  "
                    "M  T  W  T  F  S  S  M  T  W");
    expect_headings(at(PK_ZOOM_MONTH, 7, 1, 62),
                    "1 Jul · w27   8 Jul · w28   15 Jul · w29  22 Jul · w30\n"
                    "M T W T F S S M T W T F S S M T W T F S S M T W T F S S M T W");
    expect_headings(at(PK_ZOOM_MONTH, 7, 1, 20), "July 2024\nw27  w28 w29  w30");
}

static void a_week_has_its_number_and_days_with_dates(void **state)
{
    (void)state;
    expect_headings(at(PK_ZOOM_WEEK, 6, 12, 28), "10 Jun · week 24\n"
                                                 "Mon Tue Wed Thu Fri Sat Sun");
    expect_headings(at(PK_ZOOM_WEEK, 6, 12, 49),
                    "week 24 · June 2024\n"
                    "Mon 10 Tue 11 Wed 12 Thu 13 Fri 14 Sat 15 Sun 16");
    expect_headings(at(PK_ZOOM_WEEK, 6, 3, 70),
                    "week 23 · June 2024\n"
                    "Mon 3 Jun Tue 4 Jun Wed 5 Jun Thu 6 Jun Fri 7 Jun Sat 8 Jun Sun 9 Jun");
}

static void the_last_days_of_a_year_may_lie_in_week_1_of_the_next(void **state)
{
    (void)state;
    expect_headings(at(PK_ZOOM_WEEK, 12, 31, 49),
                    "week 1 · December 2024\n"
                    "Mon 30 Tue 31 Wed 1  Thu 2  Fri 3  Sat 4  Sun 5");
}

static void no_heading_leaves_the_scale_or_touches_the_next(void **state)
{
    (void)state;
    struct pk_tick upper[MAX_CELLS], lower[MAX_CELLS];
    for (int zoom = 0; zoom < 2 * PK_ZOOMS; zoom++) {
        for (int cells = 0; cells <= MAX_CELLS; cells++) {
            struct pk_heading lines[2] = { { .ticks = upper }, { .ticks = lower } };
            struct pk_scale scale = at((enum pk_zoom)(zoom / 2), 6 + zoom % 2, 12, cells);
            int count = pk_timeline_headings(lines, MAX_CELLS, scale);
            assert_in_range(count, 1, 2);
            for (int i = 0; i < count; i++) {
                struct pk_buf text = { 0 };
                write_line(&text, &lines[i]);
                assert_true(pk_text_width(pk_buf_text(&text), text.len) <= scale.cells);
                pk_buf_dispose(&text);
            }
        }
    }
}

static void days_that_have_a_cell_all_have_as_many(void **state)
{
    (void)state;
    for (int zoom = PK_ZOOM_MONTH; zoom < PK_ZOOMS; zoom++) {
        int least = zoom == PK_ZOOM_MONTH ? 31 : 7;
        for (int cells = 0; cells <= MAX_CELLS; cells++) {
            struct pk_scale scale = at((enum pk_zoom)zoom, 6, 12, cells);
            int days = scale.to - scale.from;
            assert_true(days >= least);
            assert_true(scale.cells <= cells);
            if (cells < least) {
                assert_int_equal(days, least);
                assert_int_equal(scale.cells, cells);
            } else {
                assert_int_equal(scale.cells % days, 0);
                assert_in_range(scale.cells / days, 1, 10);
            }
        }
    }
}

static void expect_days(struct pk_scale scale, int month, int day, int days)
{
    assert_int_equal(scale.from, pk_day_make(2024, month, day));
    assert_int_equal(scale.to - scale.from, days);
}

static void a_month_begins_with_its_first_day_and_a_week_on_monday(void **state)
{
    (void)state;
    expect_days(at(PK_ZOOM_MONTH, 2, 29, 31), 2, 1, 31);
    expect_days(at(PK_ZOOM_MONTH, 6, 12, 40), 6, 1, 40);
    expect_days(at(PK_ZOOM_WEEK, 6, 12, 36), 6, 10, 7);
    expect_days(at(PK_ZOOM_WEEK, 6, 10, 100), 6, 10, 10);
    expect_days(at(PK_ZOOM_WEEK, 6, 16, 3), 6, 10, 7);
}

static void a_step_in_time_is_a_part_of_what_is_shown(void **state)
{
    (void)state;
    pk_day from = pk_day_make(2024, 7, 1);
    assert_int_equal(pk_scale_step(PK_ZOOM_HALF, from, 1), pk_day_make(2024, 10, 1));
    assert_int_equal(pk_scale_step(PK_ZOOM_HALF, from, -1), pk_day_make(2024, 4, 1));
    assert_int_equal(pk_scale_step(PK_ZOOM_QUARTER, from, -1), pk_day_make(2024, 6, 1));
    assert_int_equal(pk_scale_step(PK_ZOOM_MONTH, from, 2), pk_day_make(2024, 7, 15));
    assert_int_equal(pk_scale_step(PK_ZOOM_WEEK, from, -1), pk_day_make(2024, 6, 30));
    assert_int_equal(pk_scale_step(PK_ZOOM_YEAR, from, 1), pk_day_make(2025, 7, 1));
}

static void a_zoom_shows_the_year_or_the_half_or_quarter_around_a_day(void **state)
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
        { PK_ZOOM_HALF, 2024, { 2024, 6, 30 }, { 2024, 1, 1 }, { 2024, 6, 30 } },
        { PK_ZOOM_HALF, 2024, { 2025, 7, 1 }, { 2025, 7, 1 }, { 2025, 12, 31 } },
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

static void expect_ticks(struct pk_scale scale, const char *expected)
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
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        expect_ticks(pk_scale_zoom(cases[i].zoom, 2024, pk_day_make(2024, 6, 12),
                                     cases[i].cells),
                       cases[i].heading);
    }
    expect_ticks(june(30), "Jun");
    expect_ticks(june(60), "    3 Jun         10 Jun        17 Jun        24 Jun");
    expect_ticks(june(90), "1 Jun 3 Jun                10 Jun               17 Jun"
                             "               24 Jun");
}

static void a_span_of_any_days_has_a_heading(void **state)
{
    (void)state;
    pk_day from = pk_day_make(2024, 3, 15);
    expect_ticks((struct pk_scale){ from, pk_day_make(2024, 5, 10), 20 }, "Mar   Apr        May");
    expect_ticks((struct pk_scale){ from, from + 10, 12 }, "Mar");
    expect_ticks((struct pk_scale){ from, from + 1, 12 }, "15 Mar");
    expect_ticks((struct pk_scale){ pk_day_make(2024, 1, 1), pk_day_make(2034, 1, 1), 20 },
                   "    2026  2029  2032");
    expect_ticks((struct pk_scale){ pk_day_make(1, 1, 1), pk_day_make(9999, 12, 31) + 1, 4 },
                   "1");
    expect_ticks((struct pk_scale){ from, from, 12 }, "");
    expect_ticks((struct pk_scale){ from, from + 10, 0 }, "");
}

static void labels_never_touch_and_parts_fill_the_scale(void **state)
{
    (void)state;
    for (int cells = 6; cells <= WIDEST; cells++) {
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
        cmocka_unit_test(the_year_has_months_by_name_or_number_or_quarters),
        cmocka_unit_test(half_a_year_and_a_quarter_have_months_over_weeks_where_there_is_room),
        cmocka_unit_test(days_of_one_cell_have_no_names_but_their_weeks_have_dates_and_numbers),
        cmocka_unit_test(weeks_of_much_room_have_their_date_and_number),
        cmocka_unit_test(a_month_has_weekdays_under_the_mondays_of_its_weeks),
        cmocka_unit_test(a_week_has_its_number_and_days_with_dates),
        cmocka_unit_test(the_last_days_of_a_year_may_lie_in_week_1_of_the_next),
        cmocka_unit_test(no_heading_leaves_the_scale_or_touches_the_next),
        cmocka_unit_test(days_that_have_a_cell_all_have_as_many),
        cmocka_unit_test(a_month_begins_with_its_first_day_and_a_week_on_monday),
        cmocka_unit_test(a_step_in_time_is_a_part_of_what_is_shown),
        cmocka_unit_test(a_zoom_shows_the_year_or_the_half_or_quarter_around_a_day),
        cmocka_unit_test(a_heading_names_months_as_there_is_room),
        cmocka_unit_test(a_span_of_any_days_has_a_heading),
        cmocka_unit_test(labels_never_touch_and_parts_fill_the_scale),
        cmocka_unit_test(no_more_ticks_are_made_than_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
