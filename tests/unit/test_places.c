#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "planek/places.h"
#include "tests/unit/tempfolder.h"

static void make(const char *home, const char *name)
{
    char *folder = temp_path(home, name);
    assert_int_equal(mkdir(folder, 0777), 0);
    free(folder);
}

static void make_plan(const char *home, const char *name, const char *settings)
{
    make(home, name);
    char *folder = temp_path(home, name);
    temp_put(folder, "plan.ini", settings);
    free(folder);
}

static int make_home(void **state)
{
    temp_setup(state);
    setenv("HOME", *state, 1);
    return 0;
}

static void expect_completed(const char *typed, const char *completed, size_t count,
                             const char *names)
{
    struct pk_buf text = { 0 }, several = { 0 };
    pk_buf_str(&text, typed);
    assert_int_equal(pk_place_complete(&text, &several), count);
    assert_string_equal(pk_buf_text(&text), completed);
    assert_string_equal(pk_buf_text(&several), names);
    pk_buf_dispose(&text);
    pk_buf_dispose(&several);
}

static void a_wave_means_the_home_folder(void **state)
{
    static const char *const cases[][2] = {
        { " ~/plán/2026/ ", "plán/2026" }, { "~/a//", "a" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *path = pk_place_typed(cases[i][0]), *meant = temp_path(*state, cases[i][1]);
        assert_string_equal(path, meant);
        struct pk_buf shown = { 0 };
        pk_place_show(&shown, path);
        assert_memory_equal(pk_buf_text(&shown), "~/", 2);
        assert_string_equal(pk_buf_text(&shown) + 2, cases[i][1]);
        pk_buf_dispose(&shown);
        free(path);
        free(meant);
    }
}

static void other_paths_stay_as_they_are(void **state)
{
    static const char *const cases[] = { "/srv/plan", "plan", "~eva/plan", "", "/" };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *path = pk_place_typed(cases[i]);
        assert_string_equal(path, cases[i]);
        struct pk_buf shown = { 0 };
        pk_place_show(&shown, path);
        assert_string_equal(pk_buf_text(&shown), cases[i]);
        pk_buf_dispose(&shown);
        free(path);
    }
}

static void a_folder_whose_name_begins_like_home_is_not_below_it(void **state)
{
    struct pk_buf beside = { 0 }, shown = { 0 };
    pk_buf_printf(&beside, "%s-old/plan", (const char *)*state);
    pk_place_show(&shown, pk_buf_text(&beside));
    assert_string_equal(pk_buf_text(&shown), pk_buf_text(&beside));
    pk_buf_dispose(&beside);
    pk_buf_dispose(&shown);
}

static void the_only_name_is_completed_with_a_slash(void **state)
{
    make(*state, "plán");
    make(*state, "jiné");
    expect_completed("~/pl", "~/plán/", 1, "");
    expect_completed("~", "~/", 1, "");
    expect_completed("~/x", "~/x", 0, "");
}

static void several_names_are_completed_as_far_as_they_agree(void **state)
{
    make(*state, "plan-2025");
    make(*state, "plan-2026");
    expect_completed("~/p", "~/plan-202", 2, "plan-2025  plan-2026");
    make(*state, "plan-20á");
    make(*state, "plan-20é");
    expect_completed("~/plan-", "~/plan-20", 4, "plan-2025  plan-2026  plan-20á  plan-20é");
    make(*state, "á");
    make(*state, "é");
    expect_completed("~/", "~/", 6, "plan-2025  plan-2026  plan-20á  plan-20é  á  é");
}

static void files_and_hidden_folders_are_not_offered(void **state)
{
    make(*state, ".config");
    make(*state, "plan");
    temp_put(*state, "plan.txt", "");
    expect_completed("~/", "~/plan/", 1, "");
    expect_completed("~/.c", "~/.config/", 1, "");
}

static void plans_are_found_the_nearest_first(void **state)
{
    struct pk_places places = { 0 };
    make(*state, "a");
    make(*state, "a/b");
    make_plan(*state, "a/b/2024", "[plan]\nyear = 2024\n");
    make_plan(*state, "a/2026", "[plan]\ntitle = Kampaň\nyear = 2026\n");
    make_plan(*state, ".hidden", "");
    make_plan(*state, "a/b/2024/copy", "");
    pk_places_find(&places, *state, 3);
    assert_int_equal(places.count, 2);
    assert_non_null(strstr(places.items[0].folder, "/a/2026"));
    assert_string_equal(places.items[0].title, "Kampaň 2026");
    assert_string_equal(places.items[1].title, "2024");
    pk_places_find(&places, *state, 3);
    assert_int_equal(places.count, 2);
    pk_places_dispose(&places);
    pk_places_find(&places, *state, 2);
    assert_int_equal(places.count, 1);
    pk_places_dispose(&places);
}

static void a_circle_of_links_is_not_followed(void **state)
{
    struct pk_places places = { 0 };
    char *link = temp_path(*state, "again");
    assert_int_equal(symlink(*state, link), 0);
    make_plan(*state, "plan", "");
    pk_places_find(&places, *state, 20);
    assert_int_equal(places.count, 1);
    pk_places_dispose(&places);
    free(link);
}

static void what_is_not_there_holds_no_plans(void **state)
{
    struct pk_places places = { 0 };
    (void)state;
    pk_places_find(&places, "/nonexistent", 3);
    assert_int_equal(places.count, 0);
    pk_places_dispose(&places);
}

static void parents_are_made_and_removed_again(void **state)
{
    size_t made;
    char *deep = temp_path(*state, "a/b/plan"), *a = temp_path(*state, "a");
    assert_int_equal(pk_place_make_parents(deep, &made, NULL), PK_OK);
    assert_int_equal(made, 2);
    pk_place_remove_parents(deep, made);
    assert_false(pk_place_is_folder(a));
    make(*state, "a");
    assert_int_equal(pk_place_make_parents(deep, &made, NULL), PK_OK);
    assert_int_equal(made, 1);
    pk_place_remove_parents(deep, made);
    assert_true(pk_place_is_folder(a));
    free(deep);
    free(a);
}

static void where_no_parent_can_be_made_nothing_is_left(void **state)
{
    size_t made;
    struct pk_diag diag;
    char *in_the_way = temp_write(*state, "file", "");
    char *deep = temp_path(*state, "file/b/plan");
    assert_int_equal(pk_place_make_parents(deep, &made, &diag), PK_ERR_IO);
    assert_int_equal(made, 0);
    assert_true(*diag.text);
    free(in_the_way);
    free(deep);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, make_home, temp_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_wave_means_the_home_folder),
        TEST(other_paths_stay_as_they_are),
        TEST(a_folder_whose_name_begins_like_home_is_not_below_it),
        TEST(the_only_name_is_completed_with_a_slash),
        TEST(several_names_are_completed_as_far_as_they_agree),
        TEST(files_and_hidden_folders_are_not_offered),
        TEST(plans_are_found_the_nearest_first),
        TEST(a_circle_of_links_is_not_followed),
        TEST(what_is_not_there_holds_no_plans),
        TEST(parents_are_made_and_removed_again),
        TEST(where_no_parent_can_be_made_nothing_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
