#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "planek/grid.h"
#include "planek/text.h"

static void expect_text(const struct pk_grid *grid, const char *expected)
{
    struct pk_buf text = { 0 };
    pk_grid_text(grid, &text);
    assert_string_equal(pk_buf_text(&text), expected);
    pk_buf_dispose(&text);
}

/* The roles of line y, a letter each: 'a' is PK_ROLE_TEXT. */
static void expect_roles(const struct pk_grid *grid, int y, const char *expected)
{
    char roles[64] = "";
    for (int x = 0; x < grid->width; x++) {
        roles[x] = (char)('a' + grid->cells[y * grid->width + x].role);
    }
    assert_string_equal(roles, expected);
}

/* What must hold of every grid: halves of wide characters stand in pairs, glyphs are text. */
static void verify(const struct pk_grid *grid)
{
    for (int y = 0; y < grid->height; y++) {
        for (int x = 0; x < grid->width; x++) {
            const struct pk_gridcell *cell = &grid->cells[y * grid->width + x];
            size_t len = strnlen(cell->glyph, PK_GLYPH_BYTES);
            assert_true(len < PK_GLYPH_BYTES);
            assert_int_equal(pk_text_valid(cell->glyph, len), len);
            assert_true(cell->width <= 2);
            assert_int_equal(cell->width == 0, len == 0);
            if (cell->width == 2) {
                assert_true(x + 1 < grid->width && cell[1].width == 0);
            }
            if (cell->width == 0) {
                assert_true(x > 0 && cell[-1].width == 2);
            }
            for (size_t i = 0; i < len; i++) {
                assert_true((unsigned char)cell->glyph[i] >= ' ' && cell->glyph[i] != 0x7f);
            }
        }
    }
}

static void a_new_grid_is_blank(void **state)
{
    (void)state;
    struct pk_grid grid;
    pk_grid_init(&grid, 3, 2, false);
    expect_text(&grid, "\n\n");
    expect_roles(&grid, 1, "aaa");
    assert_int_equal(grid.cursor_x, -1);
    assert_int_equal(grid.cursor_y, -1);
    assert_string_equal(grid.cells[5].glyph, " ");
    pk_grid_dispose(&grid);
}

static void a_reset_grid_is_blank_in_its_new_size(void **state)
{
    (void)state;
    struct pk_grid grid;
    pk_grid_init(&grid, 4, 1, false);
    pk_grid_put(&grid, 0, 0, 4, PK_ROLE_LATE, "abcd");
    grid.cursor_x = 2;
    pk_grid_reset(&grid, 4, 1);
    expect_text(&grid, "\n");
    expect_roles(&grid, 0, "aaaa");
    assert_int_equal(grid.cursor_x, -1);
    pk_grid_reset(&grid, 6, 2);
    pk_grid_put(&grid, 0, 1, 6, PK_ROLE_TEXT, "abcdef");
    expect_text(&grid, "\nabcdef\n");
    pk_grid_reset(&grid, -1, 0);
    expect_text(&grid, "");
    assert_int_equal(pk_grid_put(&grid, 0, 0, 5, PK_ROLE_TEXT, "a"), 0);
    pk_grid_dispose(&grid);
}

static void text_is_cut_at_the_cells_it_was_given(void **state)
{
    (void)state;
    static const struct {
        int x, cells, used;
        const char *text, *line;
    } cases[] = {
        { 0, 9, 3, "abc", "abc\n" },
        { 1, 2, 2, "abc", " ab\n" },
        { 4, 9, 2, "abc", "    ab\n" },
        { 0, 0, 0, "abc", "\n" },
        { 0, -3, 0, "abc", "\n" },
        { 6, 3, 0, "abc", "\n" },
        { 99, 3, 0, "abc", "\n" },
        { -2, 9, 3, "abc", "c\n" },
        { -2, 3, 3, "abcd", "c\n" },
        { -9, 3, 3, "abc", "\n" },
        { 0, 9, 5, "čtvrť", "čtvrť\n" },
        { 0, 9, 4, "漢字", "漢字\n" },
        { 0, 3, 3, "漢字", "漢\n" },
        { 3, 9, 3, "漢字", "   漢\n" },
        { -1, 9, 4, "漢字", " 字\n" },
        { 0, 9, 0, "", "\n" },
    };
    struct pk_grid grid;
    pk_grid_init(&grid, 6, 1, false);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pk_grid_reset(&grid, 6, 1);
        int used = pk_grid_put(&grid, cases[i].x, 0, cases[i].cells, PK_ROLE_TEXT, cases[i].text);
        assert_int_equal(used, cases[i].used);
        expect_text(&grid, cases[i].line);
        verify(&grid);
    }
    pk_grid_dispose(&grid);
}

static void lines_outside_take_nothing(void **state)
{
    (void)state;
    struct pk_grid grid;
    pk_grid_init(&grid, 3, 1, false);
    assert_int_equal(pk_grid_put(&grid, 0, -1, 3, PK_ROLE_TEXT, "abc"), 0);
    assert_int_equal(pk_grid_put_cut(&grid, 0, 1, 3, PK_ROLE_TEXT, "abc"), 0);
    pk_grid_put_right(&grid, 0, 1, 3, PK_ROLE_TEXT, "abc");
    pk_grid_glyph(&grid, 0, 1, PK_ROLE_TEXT, "a", 'a');
    pk_grid_glyph(&grid, -1, 0, PK_ROLE_TEXT, "a", 'a');
    pk_grid_glyph(&grid, 3, 0, PK_ROLE_TEXT, "a", 'a');
    expect_text(&grid, "\n");
    pk_grid_dispose(&grid);
}

static void half_of_a_wide_character_leaves_no_other_half(void **state)
{
    (void)state;
    struct pk_grid grid;
    pk_grid_init(&grid, 6, 1, false);
    pk_grid_put(&grid, 0, 0, 6, PK_ROLE_TEXT, "漢字漢");
    pk_grid_put(&grid, 1, 0, 1, PK_ROLE_TEXT, "x");
    expect_text(&grid, " x字漢\n");
    pk_grid_put(&grid, 2, 0, 1, PK_ROLE_TEXT, "y");
    expect_text(&grid, " xy 漢\n");
    pk_grid_put(&grid, 3, 0, 2, PK_ROLE_TEXT, "字");
    expect_text(&grid, " xy字\n");
    verify(&grid);
    pk_grid_reset(&grid, 6, 1);
    pk_grid_put(&grid, 0, 0, 6, PK_ROLE_TEXT, "漢字漢");
    pk_grid_fill(&grid, (struct pk_rect){ 1, 0, 2, 1 }, PK_ROLE_BAR);
    expect_text(&grid, "    漢\n");
    expect_roles(&grid, 0, "abbaaa");
    verify(&grid);
    pk_grid_dispose(&grid);
}

static void marks_join_the_character_before_them(void **state)
{
    (void)state;
    struct pk_grid grid;
    pk_grid_init(&grid, 4, 1, false);
    assert_int_equal(pk_grid_put(&grid, 0, 0, 4, PK_ROLE_TEXT, "ac\xcc\x8c" "b"), 3);
    expect_text(&grid, "ac\xcc\x8c" "b\n");
    assert_string_equal(grid.cells[1].glyph, "c\xcc\x8c");
    pk_grid_reset(&grid, 4, 1);
    pk_grid_put(&grid, 0, 0, 1, PK_ROLE_TEXT, "|");
    assert_int_equal(pk_grid_put(&grid, 1, 0, 3, PK_ROLE_TEXT, "\xcc\x8c"), 0);
    assert_string_equal(grid.cells[0].glyph, "|");
    pk_grid_dispose(&grid);
}

static void too_many_marks_are_left_out_whole(void **state)
{
    (void)state;
    struct pk_grid grid;
    struct pk_buf text = { 0 };
    pk_buf_char(&text, 'e');
    for (int i = 0; i < 40; i++) {
        pk_buf_str(&text, "\xcc\x8c");
    }
    pk_buf_char(&text, 'x');
    pk_grid_init(&grid, 4, 1, false);
    assert_int_equal(pk_grid_put(&grid, 0, 0, 4, PK_ROLE_TEXT, pk_buf_text(&text)), 2);
    verify(&grid);
    assert_int_equal(strlen(grid.cells[0].glyph), PK_GLYPH_BYTES - 1);
    assert_string_equal(grid.cells[1].glyph, "x");
    pk_grid_dispose(&grid);
    pk_buf_dispose(&text);
}

static void what_could_steer_a_terminal_is_made_safe(void **state)
{
    (void)state;
    struct pk_grid grid;
    pk_grid_init(&grid, 12, 1, false);
    pk_grid_put(&grid, 0, 0, 12, PK_ROLE_TEXT, "a\033[2Jb\x7f" "c\xc2\x9b\xff\nd");
    expect_text(&grid, "a\xef\xbf\xbd[2Jb\xef\xbf\xbd" "c\xef\xbf\xbd\xef\xbf\xbd d\n");
    verify(&grid);
    pk_grid_dispose(&grid);
}

static void a_text_that_does_not_fit_ends_in_an_ellipsis(void **state)
{
    (void)state;
    static const struct {
        int x, cells, used;
        const char *text, *line, *ascii;
    } cases[] = {
        { 0, 5, 5, "pěsto", "pěsto\n", "pesto\n" },
        { 0, 4, 4, "pěsto", "pěs…\n", "pes~\n" },
        { 0, 1, 1, "pěsto", "…\n", "~\n" },
        { 0, 0, 0, "pěsto", "\n", "\n" },
        { 3, 9, 3, "pěsto", "   pě…\n", "   pe~\n" },
        { 0, 4, 4, "a→bcd", "a→b…\n", "a->~\n" },
    };
    struct pk_grid grid;
    for (size_t i = 0; i < 2 * (sizeof cases / sizeof *cases); i++) {
        bool ascii = i % 2;
        pk_grid_init(&grid, 6, 1, ascii);
        int used = pk_grid_put_cut(&grid, cases[i / 2].x, 0, cases[i / 2].cells, PK_ROLE_TEXT,
                                   cases[i / 2].text);
        expect_text(&grid, ascii ? cases[i / 2].ascii : cases[i / 2].line);
        assert_int_equal(used, cases[i / 2].used);
        pk_grid_dispose(&grid);
    }
    pk_grid_init(&grid, 6, 1, false);
    assert_int_equal(pk_grid_put_cut(&grid, 0, 0, 4, PK_ROLE_TEXT, "漢字漢"), 3);
    expect_text(&grid, "漢…\n");
    pk_grid_dispose(&grid);
}

static void a_text_can_end_at_the_right(void **state)
{
    (void)state;
    static const struct {
        int x, cells;
        const char *text, *line;
    } cases[] = {
        { 0, 6, "30", "    30\n" },   { 1, 4, "30", "   30\n" },   { 1, 2, "3000", " 3…\n" },
        { 0, 4, "漢字漢", " 漢…\n" }, { 3, 6, "3000", "     3\n" }, { -2, 4, "3000", "00\n" },
        { 0, 0, "30", "\n" },         { 9, 4, "30", "\n" },
    };
    struct pk_grid grid;
    pk_grid_init(&grid, 6, 1, false);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pk_grid_reset(&grid, 6, 1);
        pk_grid_put_right(&grid, cases[i].x, 0, cases[i].cells, PK_ROLE_TEXT, cases[i].text);
        expect_text(&grid, cases[i].line);
    }
    pk_grid_dispose(&grid);
}

static void an_ascii_grid_holds_only_ascii(void **state)
{
    (void)state;
    struct pk_grid grid;
    pk_grid_init(&grid, 12, 1, true);
    assert_int_equal(pk_grid_width(&grid, "→ ř…"), 7);
    pk_grid_put(&grid, 0, 0, 9, PK_ROLE_TEXT, "→ ř…");
    pk_grid_glyph(&grid, 9, 0, PK_ROLE_DONE, "█", '#');
    pk_grid_glyph(&grid, 10, 0, PK_ROLE_TODAY, "│", '|');
    expect_text(&grid, "-> r...  #|\n");
    grid.ascii = false;
    assert_int_equal(pk_grid_width(&grid, "→ ř…"), 4);
    assert_int_equal(pk_grid_width(&grid, "漢\033"), 3);
    pk_grid_dispose(&grid);
}

static void a_glyph_stands_in_its_cell(void **state)
{
    (void)state;
    struct pk_grid grid;
    pk_grid_init(&grid, 4, 1, false);
    pk_grid_put(&grid, 0, 0, 4, PK_ROLE_TEXT, "abcd");
    pk_grid_glyph(&grid, 1, 0, PK_ROLE_DONE, "█", '#');
    pk_grid_glyph(&grid, 3, 0, PK_ROLE_DONE, "漢", '#');
    expect_text(&grid, "a█c\n");
    expect_roles(&grid, 0, "aiai");
    verify(&grid);
    pk_grid_dispose(&grid);
}

static void paint_keeps_what_is_shown_and_fill_does_not(void **state)
{
    (void)state;
    struct pk_grid grid;
    pk_grid_init(&grid, 4, 3, false);
    for (int y = 0; y < 3; y++) {
        pk_grid_put(&grid, 0, y, 4, PK_ROLE_TEXT, "abcd");
    }
    pk_grid_paint(&grid, (struct pk_rect){ -1, 1, 3, 9 }, PK_ROLE_BAR);
    expect_roles(&grid, 0, "aaaa");
    expect_roles(&grid, 1, "bbaa");
    expect_roles(&grid, 2, "bbaa");
    pk_grid_fill(&grid, (struct pk_rect){ 1, -1, 9, 2 }, PK_ROLE_HEADING);
    expect_text(&grid, "a\nabcd\nabcd\n");
    expect_roles(&grid, 0, "accc");
    pk_grid_fill(&grid, (struct pk_rect){ 4, 0, 2, 2 }, PK_ROLE_BAR);
    pk_grid_fill(&grid, (struct pk_rect){ 0, 0, 2, -2 }, PK_ROLE_BAR);
    pk_grid_fill(&grid, (struct pk_rect){ -5, 0, 3, 2 }, PK_ROLE_BAR);
    expect_text(&grid, "a\nabcd\nabcd\n");
    pk_grid_dispose(&grid);
}

static void a_line_has_no_blanks_at_its_end(void **state)
{
    (void)state;
    struct pk_grid grid;
    struct pk_buf line = { 0 };
    pk_grid_init(&grid, 8, 2, false);
    pk_grid_put(&grid, 0, 0, 8, PK_ROLE_SELECTED, "  a b\xc2\xa0 ");
    pk_buf_str(&line, "> ");
    pk_grid_line(&grid, 0, &line);
    assert_string_equal(pk_buf_text(&line), ">   a b");
    pk_grid_line(&grid, 1, &line);
    pk_grid_line(&grid, 2, &line);
    assert_string_equal(pk_buf_text(&line), ">   a b");
    pk_buf_dispose(&line);
    pk_grid_dispose(&grid);
}

static int between(int low, int high)
{
    return low + (int)((unsigned)random() % (unsigned)(high - low + 1));
}

static void draw_by_chance(struct pk_grid *grid)
{
    static const char *const texts[] = { "漢字", "a漢", "ě\xcc\x8c\xcc\x81x", "\xcc\x81",
                                         "👩‍👩‍👧‍👦", "\033]0;", "\xff\xe2", "plain", "" };
    const char *text = texts[between(0, sizeof texts / sizeof *texts - 1)];
    int x = between(-4, grid->width + 2), y = between(-1, grid->height);
    int cells = between(-1, grid->width + 2);
    int used = 0;
    switch (between(0, 4)) {
    case 0: used = pk_grid_put(grid, x, y, cells, PK_ROLE_DIM, text); break;
    case 1: used = pk_grid_put_cut(grid, x, y, cells, PK_ROLE_DIM, text); break;
    case 2: pk_grid_put_right(grid, x, y, cells, PK_ROLE_DIM, text); break;
    case 3: pk_grid_glyph(grid, x, y, PK_ROLE_DIM, between(0, 1) ? "漢" : "█", '#'); break;
    case 4: pk_grid_fill(grid, (struct pk_rect){ x, y, cells, 2 }, PK_ROLE_DIM); break;
    }
    assert_true(used >= 0 && (used == 0 || used <= cells));
}

static void no_drawing_breaks_a_grid(void **state)
{
    (void)state;
    unsigned seed = (unsigned)time(NULL);
    print_message("seed %u\n", seed);
    srandom(seed);
    for (int round = 0; round < 500; round++) {
        struct pk_grid grid;
        pk_grid_init(&grid, between(0, 9), between(0, 3), between(0, 4) == 0);
        for (int step = 0; step < 20; step++) {
            draw_by_chance(&grid);
            verify(&grid);
        }
        pk_grid_dispose(&grid);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_grid_is_blank),
        cmocka_unit_test(a_reset_grid_is_blank_in_its_new_size),
        cmocka_unit_test(text_is_cut_at_the_cells_it_was_given),
        cmocka_unit_test(lines_outside_take_nothing),
        cmocka_unit_test(half_of_a_wide_character_leaves_no_other_half),
        cmocka_unit_test(marks_join_the_character_before_them),
        cmocka_unit_test(too_many_marks_are_left_out_whole),
        cmocka_unit_test(what_could_steer_a_terminal_is_made_safe),
        cmocka_unit_test(a_text_that_does_not_fit_ends_in_an_ellipsis),
        cmocka_unit_test(a_text_can_end_at_the_right),
        cmocka_unit_test(an_ascii_grid_holds_only_ascii),
        cmocka_unit_test(a_glyph_stands_in_its_cell),
        cmocka_unit_test(paint_keeps_what_is_shown_and_fill_does_not),
        cmocka_unit_test(a_line_has_no_blanks_at_its_end),
        cmocka_unit_test(no_drawing_breaks_a_grid),
    };
    return cmocka_run_group_tests_name("grid", tests, NULL, NULL);
}
