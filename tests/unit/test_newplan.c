#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "planek/newplan.h"
#include "planek/plan.h"
#include "tests/unit/tempfolder.h"

#define ATTRIBUTES "*.csv -text merge=planek\nhistory.csv -text merge=union\nplan.ini -text\n"
#define IGNORES ".planek/\n.planek-*.tmp\n"

static const struct pk_newplan campaign = { 2025, "Kampaň", "cs" };

static void a_new_plan_has_its_files_and_can_be_read(void **state)
{
    char *folder = temp_path(*state, "plan");
    assert_int_equal(pk_newplan_make(folder, &campaign, NULL), PK_OK);
    temp_expect(folder, "plan.ini",
                "[plan]\ntitle = Kampaň\nregion =\nyear = 2025\nowner =\nlanguage = cs\n");
    temp_expect(folder, "goals.csv", "id,name,priority\n");
    temp_expect(folder, "activities.csv",
                "id,goal,title,detail,responsible,audience,start,due,cost,cost_in,source,status,"
                "target,done,depends,note\n");
    temp_expect(folder, "sources.csv", "id,name,allocation\n");
    temp_expect(folder, ".gitattributes", ATTRIBUTES);
    temp_expect(folder, ".gitignore", IGNORES);
    assert_int_equal(temp_count(folder), 6);
    free(folder);
}

static void a_region_is_written_down(void **state)
{
    const struct pk_newplan regional = { 2025, "Kampaň", "cs", " Karlovarský kraj " };
    char *folder = temp_path(*state, "plan");
    assert_int_equal(pk_newplan_make(folder, &regional, NULL), PK_OK);
    temp_expect(folder, "plan.ini",
                "[plan]\ntitle = Kampaň\nregion = Karlovarský kraj\nyear = 2025\nowner =\n"
                "language = cs\n");
    free(folder);
}

static void a_region_that_would_be_read_as_something_else_is_refused(void **state)
{
    const struct pk_newplan odd = { 2025, "Kampaň", "cs", "kraj ; sever" };
    struct pk_diag diag;
    char *folder = temp_path(*state, "plan");
    assert_int_equal(pk_newplan_make(folder, &odd, &diag), PK_ERR_USAGE);
    assert_non_null(strstr(diag.text, "kraj ; sever"));
    assert_int_equal(access(folder, F_OK), -1);
    free(folder);
}

static void its_files_have_the_mode_that_the_umask_leaves(void **state)
{
    char *folder = temp_path(*state, "plan"), *file = temp_path(folder, "goals.csv");
    struct stat status;
    mode_t old = umask(027);
    assert_int_equal(pk_newplan_make(folder, &campaign, NULL), PK_OK);
    umask(old);
    assert_int_equal(stat(folder, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0750);
    assert_int_equal(stat(file, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
    free(file);
    free(folder);
}

static void a_folder_that_holds_a_plan_is_refused_and_untouched(void **state)
{
    static const char *const names[] = { "plan.ini", "goals.csv", "history.csv", "glossary.csv" };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct pk_diag diag;
        char *path = temp_write(*state, names[i], "mine");
        assert_int_equal(pk_newplan_make(*state, &campaign, &diag), PK_ERR_REFUSED);
        assert_non_null(strstr(diag.text, names[i]));
        temp_expect(*state, names[i], "mine");
        assert_int_equal(temp_count(*state), 1);
        assert_int_equal(unlink(path), 0);
        free(path);
    }
}

static void a_link_to_nothing_in_the_place_of_a_file_is_refused(void **state)
{
    char *link = temp_path(*state, "sources.csv");
    assert_int_equal(symlink("/nowhere/at/all", link), 0);
    assert_int_equal(pk_newplan_make(*state, &campaign, NULL), PK_ERR_REFUSED);
    assert_int_equal(temp_count(*state), 1);
    free(link);
}

static void a_folder_without_a_plan_keeps_what_it_has(void **state)
{
    temp_put(*state, "README.md", "about\n");
    temp_put(*state, ".gitignore", "*.bak");
    temp_put(*state, ".gitattributes", "*.csv diff=csv\r\n*.csv -text merge=planek\r\n");
    assert_int_equal(pk_newplan_make(*state, &campaign, NULL), PK_OK);
    temp_expect(*state, "README.md", "about\n");
    temp_expect(*state, ".gitignore", "*.bak\n" IGNORES);
    temp_expect(*state, ".gitattributes",
                "*.csv diff=csv\r\n*.csv -text merge=planek\r\n"
                "history.csv -text merge=union\nplan.ini -text\n");
}

static void lines_for_git_are_added_once_in_an_order_that_counts(void **state)
{
    static const struct {
        const char *before, *after;
    } rows[] = {
        { ATTRIBUTES, ATTRIBUTES },
        { "# ours\n" ATTRIBUTES "*.png binary\n", "# ours\n" ATTRIBUTES "*.png binary\n" },
        { "", ATTRIBUTES },
        { "history.csv -text merge=union\n", "history.csv -text merge=union\n" ATTRIBUTES },
        { "plan.ini -text", "plan.ini -text\n" ATTRIBUTES },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bool added;
        temp_put(*state, ".gitattributes", rows[i].before);
        temp_put(*state, ".gitignore", IGNORES);
        assert_int_equal(pk_newplan_tell_git(*state, &added, NULL), PK_OK);
        temp_expect(*state, ".gitattributes", rows[i].after);
        temp_expect(*state, ".gitignore", IGNORES);
        assert_int_equal(added, strcmp(rows[i].before, rows[i].after) != 0);
        assert_int_equal(pk_newplan_tell_git(*state, &added, NULL), PK_OK);
        assert_false(added);
    }
}

static void a_title_that_would_be_read_as_something_else_is_refused(void **state)
{
    static const char *const titles[] = { "Two\nyear = 1999", "Plan ;2", "\x1b[2J", "\xff",
                                          "0123456789012345678901234567890123456789012345678901234"
                                          "5678901234567890123456789012345678901234567890123456789"
                                          "0123456789012345678901234567890123456789012345678901234"
                                          "567890123456789012345678901234567890123456789" };
    char *folder = temp_path(*state, "plan");
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++) {
        struct pk_newplan plan = { 2025, titles[i], "cs" };
        struct pk_diag diag;
        if (pk_newplan_make(folder, &plan, &diag) != PK_ERR_USAGE) {
            fail_msg("title %zu was taken", i);
        }
        assert_int_equal(temp_count(*state), 0);
    }
    free(folder);
}

static void what_cannot_be_made_leaves_nothing_behind(void **state)
{
    struct pk_diag diag;
    char *nowhere = temp_path(*state, "no/plan"), *file = temp_write(*state, "file", "text");
    assert_int_equal(pk_newplan_make(nowhere, &campaign, &diag), PK_ERR_IO);
    assert_string_equal(diag.file, nowhere);
    assert_int_equal(pk_newplan_make(file, &campaign, &diag), PK_ERR_IO);
    temp_expect(*state, "file", "text");
    free(file);
    free(nowhere);

    char *folder = temp_path(*state, "plan");
    struct rlimit old;
    temp_limit(70, &old);
    enum pk_err err = pk_newplan_make(folder, &campaign, &diag);
    temp_unlimit(&old);
    assert_int_equal(err, PK_ERR_IO);
    assert_int_equal(temp_count(*state), 1);
    free(folder);
}

#define FOLDER_TEST(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FOLDER_TEST(a_new_plan_has_its_files_and_can_be_read),
        FOLDER_TEST(a_region_is_written_down),
        FOLDER_TEST(a_region_that_would_be_read_as_something_else_is_refused),
        FOLDER_TEST(its_files_have_the_mode_that_the_umask_leaves),
        FOLDER_TEST(a_folder_that_holds_a_plan_is_refused_and_untouched),
        FOLDER_TEST(a_link_to_nothing_in_the_place_of_a_file_is_refused),
        FOLDER_TEST(a_folder_without_a_plan_keeps_what_it_has),
        FOLDER_TEST(lines_for_git_are_added_once_in_an_order_that_counts),
        FOLDER_TEST(a_title_that_would_be_read_as_something_else_is_refused),
        FOLDER_TEST(what_cannot_be_made_leaves_nothing_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
