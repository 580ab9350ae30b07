/* The world does not do as it should: no room, no right to write, files that nobody understands. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "../unit/tempfolder.h"
#include "plandir.h"
#include "terminal.h"

static void a_full_disk_is_said_and_the_edit_kept_and_written_later(void **state)
{
    struct terminal *t = terminal_open_plan(*state);
    int files = temp_count(*state) + 1; /* history.csv begins */
    terminal_find(t, "Webové stránky");
    terminal_fill_disk(t, 100);
    terminal_keys(t, ".");
    terminal_expect(t, "NOT SAVED");
    terminal_expect(t, "it would be larger than files");
    terminal_expect_beside(t, "Webové stránky", "1 Jul");
    terminal_keys(t, ".");
    terminal_expect_beside(t, "Webové stránky", "2 Jul");
    terminal_expect(t, "NOT SAVED");
    plandir_expect(*state, "", "");
    assert_int_equal(temp_count(*state), files);
    terminal_fill_disk(t, -1);
    terminal_keys(t, "F2");
    terminal_expect_gone(t, "NOT SAVED");
    plandir_expect(*state, "2024-06-30,500000", "2024-07-02,500000");
    terminal_close(t);
}

/* A root that must obey the rights of files, like anybody else. */
static bool root_can_obey(void)
{
    return system("setpriv --bounding-set=-dac_override --inh-caps=-dac_override true "
                  ">/dev/null 2>&1") == 0;
}

static struct terminal *open_obedient(const char *folder)
{
    if (geteuid() != 0) {
        return terminal_open(120, 36, folder, "--lang", "en", NULL);
    }
    return terminal_run(120, 36, "setpriv", "--bounding-set=-dac_override",
                        "--inh-caps=-dac_override", terminal_planek(), folder, "--lang", "en",
                        NULL);
}

static void a_folder_without_the_right_to_write_is_said(void **state)
{
    if (geteuid() == 0 && !root_can_obey()) {
        print_message("skipped: root without setpriv may write everywhere\n");
        skip();
    }
    assert_int_equal(chmod(*state, 0555), 0);
    struct terminal *t = open_obedient(*state);
    terminal_expect(t, "Goals and activities");
    terminal_find(t, "Webové stránky");
    terminal_keys(t, ".");
    terminal_expect(t, "you have no permission");
    terminal_expect(t, "NOT SAVED");
    plandir_expect(*state, "", "");
    assert_int_equal(chmod(*state, 0755), 0);
    terminal_keys(t, "F2");
    terminal_expect_gone(t, "NOT SAVED");
    plandir_expect(*state, "2024-06-30,500000", "2024-07-01,500000");
    terminal_close(t);
}

static void table_files_that_cannot_be_written_follow_the_history(void **state)
{
    if (geteuid() == 0 && !root_can_obey()) {
        print_message("skipped: root without setpriv may write everywhere\n");
        skip();
    }
    struct terminal *t = open_obedient(*state);
    terminal_expect(t, "Goals and activities");
    terminal_find(t, "Webové stránky");
    terminal_keys(t, ".");
    plandir_expect(*state, "2024-06-30,500000", "2024-07-01,500000");
    assert_int_equal(chmod(*state, 0555), 0);
    terminal_keys(t, ".");
    terminal_expect(t, "saved in the history");
    terminal_expect(t, "safe in history.csv; the table files follow");
    plandir_expect(*state, "2024-06-30,500000", "2024-07-01,500000");
    assert_int_equal(chmod(*state, 0755), 0);
    terminal_keys(t, "F2");
    terminal_expect_gone(t, "saved in the history");
    plandir_expect(*state, "2024-06-30,500000", "2024-07-02,500000");
    terminal_close(t);
}

static void a_plan_that_cannot_be_saved_goes_to_another_folder(void **state)
{
    if (geteuid() == 0 && !root_can_obey()) {
        print_message("skipped: root without setpriv may write everywhere\n");
        skip();
    }
    struct pk_buf elsewhere = { 0 };
    pk_buf_printf(&elsewhere, "%s-2", (const char *)*state);
    assert_int_equal(chmod(*state, 0555), 0);
    struct terminal *t = open_obedient(*state);
    terminal_expect(t, "Goals and activities");
    terminal_find(t, "Webové stránky");
    terminal_keys(t, ".");
    terminal_expect(t, "NOT SAVED");
    terminal_keys(t, "F10");
    terminal_expect(t, "save-as FOLDER");
    terminal_keys(t, ":");
    terminal_type(t, "save-as ");
    terminal_type(t, pk_buf_text(&elsewhere));
    terminal_keys(t, "Enter");
    terminal_expect(t, "all of the plan is in");
    terminal_keys(t, "F10");
    terminal_expect(t, "the last changes are only in");
    terminal_expect_end(t, 0);
    terminal_free(t);
    char *text = plandir_read(pk_buf_text(&elsewhere), "activities.csv");
    assert_non_null(strstr(text, "2024-07-01,500000"));
    assert_int_equal(chmod(*state, 0755), 0);
    plandir_expect(*state, "", "");
    temp_remove(pk_buf_text(&elsewhere));
    pk_buf_dispose(&elsewhere);
    free(text);
}

static void read_only_is_said_and_nothing_written(void **state)
{
    struct terminal *t = terminal_open(120, 36, "--read-only", *state, "--lang", "en", NULL);
    terminal_expect(t, "read-only");
    terminal_find(t, "Webové stránky");
    terminal_keys(t, ".");
    terminal_expect_beside(t, "Webové stránky", "30 Jun");
    plandir_expect(*state, "", "");
    terminal_close(t);
}

static void a_file_that_is_not_understood_is_shown_and_stays(void **state)
{
    static const char broken[] = "id,goal,title\nweb,online,\"Web\nfacebook,online,Facebook\n";
    plandir_write(*state, "activities.csv", broken);
    struct terminal *t = terminal_open(120, 36, *state, "--lang", "en", NULL);
    terminal_expect(t, "activities.csv:2");
    terminal_expect(t, "a quote that is never closed");
    terminal_keys(t, "Esc");
    terminal_expect(t, "Goals and activities");
    terminal_expect(t, "Řízení a personální zajištění");
    terminal_keys(t, "Down x F8 a");
    terminal_keys(t, "Esc");
    terminal_close(t);
    temp_expect(*state, "activities.csv", broken);
}

static void the_other_files_stay_usable(void **state)
{
    plandir_write(*state, "sources.csv", "id,name,allocation\nosv,Rozpočet OSV\n");
    struct terminal *t = terminal_open(120, 36, *state, "--lang", "en", NULL);
    terminal_expect(t, "sources.csv:2");
    terminal_keys(t, "Esc");
    terminal_expect(t, "Goals and activities");
    terminal_find(t, "Webové stránky");
    terminal_keys(t, ".");
    terminal_expect_beside(t, "Webové stránky", "1 Jul");
    plandir_expect(*state, "2024-06-30,500000", "2024-07-01,500000");
    terminal_close(t);
    temp_expect(*state, "sources.csv", "id,name,allocation\nosv,Rozpočet OSV\n");
}

static void a_fault_in_a_cell_can_be_mended(void **state)
{
    char *text = plandir_read(*state, "activities.csv"), *day = strstr(text, "2024-06-30,500000");
    memcpy(day, "2024-06-31", 10);
    plandir_write(*state, "activities.csv", text);
    free(text);
    struct terminal *t = terminal_open_plan(*state);
    terminal_keys(t, "i");
    terminal_expect(t, "2024-06-31");
    terminal_keys(t, "Esc");
    terminal_expect(t, "Goals and activities");
    terminal_find(t, "Webové stránky");
    terminal_keys(t, ":");
    terminal_type(t, "set due=29.6.");
    terminal_keys(t, "Enter");
    terminal_expect_beside(t, "Webové stránky", "29 Jun");
    plandir_expect(*state, "2024-06-30,500000", "2024-06-29,500000");
    terminal_close(t);
}

static void no_plan_is_said_on_the_plain_terminal(void **state)
{
    (void)state;
    struct terminal *t = terminal_open(80, 24, "/nonexistent/plan", "--lang", "en", NULL);
    terminal_expect(t, "/nonexistent/plan");
    terminal_expect_end(t, 3);
    assert_true(terminal_bytes(t) < 400);
    terminal_free(t);
}

static void signs_of_control_in_the_data_do_not_reach_the_terminal(void **state)
{
    char *text = plandir_read(*state, "activities.csv"), *title = strstr(text, "PPC reklama");
    memcpy(title, "\033[2J\033[31mX\007", 11);
    plandir_write(*state, "activities.csv", text);
    free(text);
    struct terminal *t = terminal_open_plan(*state);
    terminal_expect(t, "[2J");
    terminal_expect(t, "Facebook");
    terminal_close(t);
}

static void streams_that_are_closed_do_not_confuse_it(void **state)
{
    static const struct {
        const char *closed, *shown;
        int status; /* -1: the full screen */
    } cases[] = {
        { "<&-", "25 activities", 0 },
        { "</dev/null", "25 activities", 0 },
        { ">&-", "the output cannot be written", 3 },
        { "<&- >&-", "the output cannot be written", 3 },
        { "<&- >&- 2>&-", "", 3 },
        { "2>&-", "Goals and activities", -1 },
    };
    struct pk_buf command = { 0 };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        pk_buf_cut(&command, 0);
        pk_buf_printf(&command, "exec '%s' --lang en '%s' %s", terminal_planek(),
                      (const char *)*state, cases[i].closed);
        struct terminal *t = terminal_run(120, 200, "sh", "-c", pk_buf_text(&command), NULL);
        terminal_expect(t, cases[i].shown);
        if (cases[i].status < 0) {
            terminal_find(t, "Webové stránky");
            terminal_keys(t, ". F10");
        }
        terminal_expect_end(t, cases[i].status < 0 ? 0 : cases[i].status);
        terminal_free(t);
    }
    plandir_expect(*state, "2024-06-30,500000", "2024-07-01,500000");
    pk_buf_dispose(&command);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, plandir_setup, plandir_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_full_disk_is_said_and_the_edit_kept_and_written_later),
        TEST(a_folder_without_the_right_to_write_is_said),
        TEST(table_files_that_cannot_be_written_follow_the_history),
        TEST(a_plan_that_cannot_be_saved_goes_to_another_folder),
        TEST(read_only_is_said_and_nothing_written),
        TEST(a_file_that_is_not_understood_is_shown_and_stays),
        TEST(the_other_files_stay_usable),
        TEST(a_fault_in_a_cell_can_be_mended),
        TEST(no_plan_is_said_on_the_plain_terminal),
        TEST(streams_that_are_closed_do_not_confuse_it),
        TEST(signs_of_control_in_the_data_do_not_reach_the_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
