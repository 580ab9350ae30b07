#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "planek/gridsvg.h"

static struct pk_svglook make_look(void)
{
    struct pk_svglook look = { .ink = "white", .paper = "black" };
    for (int role = 0; role < PK_ROLES; role++) {
        look.roles[role] = (struct pk_svgstyle){ .ink = "white" };
    }
    look.roles[PK_ROLE_LATE] = (struct pk_svgstyle){ .ink = "red", .bold = true };
    look.roles[PK_ROLE_SELECTED] = (struct pk_svgstyle){ .ink = "black", .paper = "white" };
    look.roles[PK_ROLE_FIELD] = (struct pk_svgstyle){ .ink = "blue", .underline = true };
    return look;
}

/* What one row of 20 cells becomes. */
static const char *picture(enum pk_role role, const char *text)
{
    static char all[16384];
    struct pk_svglook look = make_look();
    struct pk_grid grid;
    struct pk_buf out = { 0 };
    pk_grid_init(&grid, 20, 1, false);
    pk_grid_reset(&grid, 20, 1);
    pk_grid_put(&grid, 0, 0, 20, role, text);
    pk_grid_svg(&grid, &look, &out);
    snprintf(all, sizeof all, "%s", pk_buf_text(&out));
    pk_buf_dispose(&out);
    pk_grid_dispose(&grid);
    return all;
}

static size_t count(const char *text, const char *part)
{
    size_t found = 0;
    while ((text = strstr(text, part))) {
        found++;
        text += strlen(part);
    }
    return found;
}

#define HAS(text, part) assert_non_null(strstr(text, part))
#define LACKS(text, part) assert_null(strstr(text, part))

static void text_stands_in_its_cells_whatever_the_font(void **state)
{
    (void)state;
    const char *svg = picture(PK_ROLE_TEXT, "  Kroky a cíle");
    HAS(svg, "<text x=\"26\" y=\"22\" textLength=\"96\">Kroky a cíle</text>");
    assert_int_equal(count(svg, "<text"), 1);
}

static void a_wide_character_counts_as_two_cells(void **state)
{
    (void)state;
    HAS(picture(PK_ROLE_TEXT, "漢a"), "textLength=\"24\">漢a<");
}

static void what_stands_far_apart_is_placed_by_itself(void **state)
{
    (void)state;
    const char *svg = picture(PK_ROLE_TEXT, "a   b");
    HAS(svg, "<text x=\"10\" y=\"22\" textLength=\"8\">a</text>");
    HAS(svg, "<text x=\"42\" y=\"22\" textLength=\"8\">b</text>");
}

static void no_text_can_be_taken_for_markup(void **state)
{
    (void)state;
    HAS(picture(PK_ROLE_TEXT, "<b>&\""), ">&lt;b&gt;&amp;\"</text>");
}

static void roles_have_their_colours(void **state)
{
    (void)state;
    HAS(picture(PK_ROLE_LATE, "!"), "fill=\"red\" font-weight=\"bold\">!</text>");
    LACKS(picture(PK_ROLE_TEXT, "!"), "bold");
}

static void a_lit_row_is_one_rectangle_below_its_text(void **state)
{
    (void)state;
    const char *svg = picture(PK_ROLE_SELECTED, "web stranky");
    const char *rect = strstr(svg, "width=\"88\" height=\"16\" fill=\"white\"/>");
    const char *text = strstr(svg, "fill=\"black\">web stranky");
    assert_non_null(rect);
    assert_non_null(text);
    assert_true(rect < text);
    assert_int_equal(count(svg, "<rect"), 2);
}

static void an_empty_field_is_still_underlined(void **state)
{
    (void)state;
    HAS(picture(PK_ROLE_FIELD, "    "), "width=\"32\" height=\"1\" fill=\"blue\"/>");
}

static void a_bar_is_drawn_in_one_piece(void **state)
{
    (void)state;
    const char *svg = picture(PK_ROLE_TEXT, "█████░░░");
    HAS(svg, "<rect x=\"10\" y=\"11\" width=\"40\" height=\"15\" fill=\"white\"/>");
    HAS(svg, "<rect x=\"50\" y=\"11\" width=\"24\" height=\"15\" fill=\"white\" opacity=\".35\"/>");
    LACKS(svg, "<text");
}

static void rules_that_meet_in_the_grid_meet_in_the_picture(void **state)
{
    (void)state;
    const char *svg = picture(PK_ROLE_TEXT, "──┬─");
    HAS(svg, "<rect x=\"10\" y=\"18\" width=\"16\" height=\"1\"");
    HAS(svg, "<rect x=\"26\" y=\"18\" width=\"8\" height=\"1\"");
    HAS(svg, "<rect x=\"30\" y=\"18\" width=\"1\" height=\"8\"");
}

static void the_cursor_of_a_field_is_seen(void **state)
{
    (void)state;
    struct pk_svglook look = make_look();
    struct pk_grid grid;
    struct pk_buf without = { 0 }, with = { 0 };
    pk_grid_init(&grid, 4, 2, false);
    pk_grid_reset(&grid, 4, 2);
    pk_grid_svg(&grid, &look, &without);
    grid.cursor_x = 2;
    grid.cursor_y = 1;
    pk_grid_svg(&grid, &look, &with);
    assert_null(strstr(pk_buf_text(&without), "x=\"26\""));
    HAS(pk_buf_text(&with), "<rect x=\"26\" y=\"27\" width=\"2\" height=\"14\"");
    pk_buf_dispose(&without);
    pk_buf_dispose(&with);
    pk_grid_dispose(&grid);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_stands_in_its_cells_whatever_the_font),
        cmocka_unit_test(a_wide_character_counts_as_two_cells),
        cmocka_unit_test(what_stands_far_apart_is_placed_by_itself),
        cmocka_unit_test(no_text_can_be_taken_for_markup),
        cmocka_unit_test(roles_have_their_colours),
        cmocka_unit_test(a_lit_row_is_one_rectangle_below_its_text),
        cmocka_unit_test(an_empty_field_is_still_underlined),
        cmocka_unit_test(a_bar_is_drawn_in_one_piece),
        cmocka_unit_test(rules_that_meet_in_the_grid_meet_in_the_picture),
        cmocka_unit_test(the_cursor_of_a_field_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
