/* What somebody typed and did not save is there at the next start, however the program ended. */
#include "config.h"

#include <glob.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "../unit/tempfolder.h"
#include "planek/mem.h"
#include "plandir.h"
#include "terminal.h"

#define TITLE "Koordinátor na půl úvazku"

/* With a word typed behind the first activity's title. */
static struct terminal *open_typed(const char *folder, const char *word)
{
    struct terminal *t = terminal_open_plan(folder);
    terminal_keys(t, "Home Down Enter");
    terminal_expect(t, "F2 save");
    terminal_type(t, word);
    terminal_expect(t, word);
    return t;
}

/* Whether somebody's draft holds the text. */
static bool is_kept(const char *folder, const char *text)
{
    char *pattern = temp_path(folder, ".planek/drafts-*");
    glob_t found;
    bool kept = false;
    if (glob(pattern, 0, NULL, &found) == 0) {
        for (size_t i = 0; i < found.gl_pathc && !kept; i++) {
            char *content = temp_read(folder, found.gl_pathv[i] + strlen(folder) + 1);
            kept = strstr(content, text) != NULL;
            free(content);
        }
        globfree(&found);
    }
    free(pattern);
    return kept;
}

static bool comes_to_be_kept(const char *folder, const char *text, bool kept)
{
    enum { TRIES = 150, PAUSE_US = 20000 };
    for (int i = 0; i < TRIES && is_kept(folder, text) != kept; i++) {
        usleep(PAUSE_US);
    }
    return is_kept(folder, text) == kept;
}

static void expect_back(const char *folder, const char *word)
{
    struct terminal *t = terminal_open_plan(folder);
    terminal_expect(t, "is still here");
    terminal_expect(t, "…" TITLE);
    terminal_keys(t, "Home Down Enter");
    terminal_expect(t, word);
    terminal_keys(t, "F2");
    terminal_expect_lit(t, word);
    terminal_close(t);
    t = terminal_open_plan(folder);
    terminal_expect_gone(t, "is still here");
    terminal_close(t);
}

static void after_kill_9_what_was_typed_is_back_and_can_be_saved(void **state)
{
    struct terminal *t = open_typed(*state, " doplněno");
    assert_true(comes_to_be_kept(*state, TITLE " doplněno", true));
    terminal_signal(t, SIGKILL);
    terminal_free(t);
    plandir_expect(*state, "", "");
    expect_back(*state, TITLE " doplněno");
    plandir_expect(*state, TITLE, TITLE " doplněno");
}

static void whoever_never_pauses_loses_no_more_than_the_last_seconds(void **state)
{
    struct terminal *t = open_typed(*state, " x");
    for (int i = 0; i < 80 && !is_kept(*state, TITLE " xy"); i++) {
        terminal_type(t, "y");
        usleep(100000);
    }
    assert_true(is_kept(*state, TITLE " xy"));
    terminal_signal(t, SIGKILL);
    terminal_free(t);
}

static void press_f10(struct terminal *t)
{
    terminal_keys(t, "F10");
}

static void terminate(struct terminal *t)
{
    terminal_signal(t, SIGTERM);
}

static void hang_up(struct terminal *t)
{
    terminal_signal(t, SIGHUP);
}

static void at_every_end_it_is_kept_to_the_last_key(void **state)
{
    static void (*const ends[])(struct terminal *) = { press_f10, terminate, hang_up,
                                                       terminal_hang_up };
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct terminal *t = open_typed(*state, " dál");
        ends[i](t);
        terminal_expect_end(t, 0);
        terminal_free(t);
        t = terminal_open_plan(*state);
        terminal_expect(t, "is still here");
        terminal_keys(t, "Home Down Enter");
        terminal_expect(t, TITLE " dál");
        terminal_keys(t, "F8");
        terminal_expect_gone(t, TITLE " dál");
        terminal_keys(t, "Esc");
        terminal_close(t);
    }
    plandir_expect(*state, "", "");
}

static void what_is_new_and_what_waits_in_the_list_are_kept_as_well(void **state)
{
    struct terminal *t = open_typed(*state, " jinak");
    terminal_keys(t, "Esc");
    terminal_expect(t, "not saved");
    terminal_keys(t, "a");
    terminal_expect(t, "New activity");
    terminal_type(t, "Rozepsaný krok");
    terminal_expect(t, "Rozepsaný krok");
    terminal_hang_up(t);
    terminal_expect_end(t, 0);
    terminal_free(t);
    t = terminal_open_plan(*state);
    terminal_expect(t, "2 records");
    terminal_keys(t, ":");
    terminal_type(t, "drafts");
    terminal_keys(t, "Enter");
    terminal_expect(t, "New activity: Rozepsaný krok");
    terminal_keys(t, "Down Enter");
    terminal_expect(t, "New activity");
    terminal_keys(t, "F2");
    terminal_expect_lit(t, "Rozepsaný krok");
    terminal_close(t);
    t = terminal_open_plan(*state);
    terminal_expect(t, TITLE "\" is still here");
    terminal_close(t);
}

static void what_is_taken_back_is_not_kept(void **state)
{
    struct terminal *t = open_typed(*state, " navíc");
    assert_true(comes_to_be_kept(*state, " navíc", true));
    terminal_keys(t, "F8");
    terminal_expect_gone(t, " navíc");
    terminal_keys(t, "Esc");
    assert_true(comes_to_be_kept(*state, " navíc", false));
    terminal_close(t);
}

static void two_screens_of_one_person_keep_what_was_typed_in_each(void **state)
{
    struct terminal *one = open_typed(*state, " první");
    struct terminal *two = terminal_open_plan(*state);
    terminal_keys(two, "Home Down Down Enter");
    terminal_expect(two, "F2 save");
    terminal_type(two, " druhý");
    assert_true(comes_to_be_kept(*state, " první", true));
    assert_true(comes_to_be_kept(*state, " druhý", true));
    terminal_hang_up(one);
    terminal_expect_end(one, 0);
    terminal_free(one);
    terminal_hang_up(two);
    terminal_expect_end(two, 0);
    terminal_free(two);
    assert_true(is_kept(*state, " první"));
    assert_true(is_kept(*state, " druhý"));
}

static void what_somebody_changed_meanwhile_is_told_in_the_draft(void **state)
{
    struct terminal *t = open_typed(*state, " moje");
    terminal_hang_up(t);
    terminal_expect_end(t, 0);
    terminal_free(t);
    char *text = plandir_read(*state, "activities.csv"), *at = strstr(text, TITLE);
    assert_non_null(at);
    memcpy(at, "KOORD", 5);
    plandir_write(*state, "activities.csv", text);
    free(text);
    t = terminal_open_plan(*state);
    terminal_keys(t, "Home Down Enter");
    terminal_expect(t, TITLE " moje");
    terminal_expect_beside(t, "Title", "changed meanwhile");
    terminal_keys(t, "F2");
    terminal_expect(t, "both values are kept");
    terminal_close(t);
}

static void whoever_proposes_has_drafts_and_whoever_only_looks_has_none(void **state)
{
    struct terminal *t =
        terminal_open(120, 36, *state, "--lang", "en", "--suggest", "Petr", NULL);
    terminal_expect(t, "Goals and activities");
    terminal_keys(t, "Home Down Enter");
    terminal_expect(t, "F2 save");
    terminal_type(t, " návrh");
    terminal_expect(t, " návrh");
    terminal_hang_up(t);
    terminal_expect_end(t, 0);
    terminal_free(t);
    t = terminal_open_plan(*state);
    terminal_expect_gone(t, "is still here");
    terminal_close(t);
    t = terminal_open(120, 36, *state, "--lang", "en", "--suggest", "Petr", NULL);
    terminal_expect(t, "is still here");
    terminal_close(t);
    t = open_typed(*state, " něco");
    terminal_hang_up(t);
    terminal_expect_end(t, 0);
    terminal_free(t);
    t = terminal_open(120, 36, *state, "--lang", "en", "--read-only", NULL);
    terminal_expect(t, "Goals and activities");
    terminal_expect_gone(t, "is still here");
    terminal_close(t);
}

/* ---- where there is something else instead ---- */

/* The path of the drafts' file: what there was is gone. */
static char *drafts_path(const char *folder)
{
    struct terminal *t = open_typed(folder, " dál");
    terminal_keys(t, "F10");
    terminal_expect_end(t, 0);
    terminal_free(t);
    char *pattern = temp_path(folder, ".planek/drafts-*");
    glob_t found;
    assert_int_equal(glob(pattern, 0, NULL, &found), 0);
    char *path = pk_strdup(found.gl_pathv[0]);
    assert_int_equal(remove(path), 0);
    globfree(&found);
    free(pattern);
    return path;
}

static void drafts_that_nobody_understands_harm_nothing(void **state)
{
    static const char *const texts[] = {
        "",
        "\"",
        "\377\376 \001\002 no table at all\n\n,,,\n",
        ("table,record,token,after,field,base,before,text\n"
         "activities,,,,,,,\nnothing,x,,,y,a,b,c\nactivities,web,,,nothing,a,b,c\n"),
    };
    char *path = drafts_path(*state);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        temp_write_bytes(path, texts[i], strlen(texts[i]));
        struct terminal *t = open_typed(*state, " dál");
        terminal_keys(t, "F2");
        terminal_expect_lit(t, TITLE " dál");
        terminal_close(t);
    }
    plandir_expect(*state, TITLE, TITLE " dál dál dál dál");
    free(path);
}

/* Neither read nor replaced, and so said before what was typed is lost. */
static void where_drafts_cannot_be_kept_it_is_said(void **state)
{
    char *path = drafts_path(*state), *inside = temp_path(path, "something");
    for (int i = 0; i < 3; i++) {
        if (i == 0) {
            assert_int_equal(mkdir(path, 0777), 0);
            assert_int_equal(mkdir(inside, 0777), 0);
        } else {
            assert_int_equal(i == 1 ? mkfifo(path, 0666) : symlink("/dev/zero", path), 0);
        }
        struct terminal *t = open_typed(*state, " dál");
        terminal_keys(t, "F10");
        terminal_expect(t, "is not saved; F2 saves it, quit again drops it");
        terminal_keys(t, "F10");
        terminal_expect_end(t, 0);
        terminal_free(t);
        temp_remove(path);
    }
    plandir_expect(*state, "", "");
    free(path);
    free(inside);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, plandir_setup, plandir_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(after_kill_9_what_was_typed_is_back_and_can_be_saved),
        TEST(whoever_never_pauses_loses_no_more_than_the_last_seconds),
        TEST(at_every_end_it_is_kept_to_the_last_key),
        TEST(what_is_new_and_what_waits_in_the_list_are_kept_as_well),
        TEST(what_is_taken_back_is_not_kept),
        TEST(two_screens_of_one_person_keep_what_was_typed_in_each),
        TEST(what_somebody_changed_meanwhile_is_told_in_the_draft),
        TEST(drafts_that_nobody_understands_harm_nothing),
        TEST(where_drafts_cannot_be_kept_it_is_said),
        TEST(whoever_proposes_has_drafts_and_whoever_only_looks_has_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
