/* What takes long with a large plan shows how far it is, or goes on beside the keys. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "../unit/tempfolder.h"
#include "planek/buf.h"
#include "plandir.h"
#include "terminal.h"

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* ---- the snapshot ---- */

enum { LONG_TO_PRINT = 250000 };

static struct terminal *open_long(const char *folder)
{
    plandir_put_rows(folder, LONG_TO_PRINT);
    struct terminal *t = terminal_open(80, 24, folder, "--lang", "en", "--read-only", NULL);
    terminal_expect(t, "Krok 3");
    terminal_keys(t, "Down Down");
    terminal_expect_lit(t, "Krok 1");
    return t;
}

static void a_long_snapshot_shows_how_far_it_is_and_comes(void **state)
{
    struct terminal *t = open_long(*state);
    terminal_keys(t, "p");
    terminal_expect(t, "Making the snapshot");
    terminal_expect(t, "as of 12 Jun 2024");
    terminal_close(t);
}

static void esc_stops_it_and_all_is_as_before(void **state)
{
    struct terminal *t = open_long(*state);
    terminal_keys(t, "p");
    terminal_expect(t, "Making the snapshot");
    terminal_keys(t, "Esc");
    terminal_expect(t, "stopped");
    terminal_expect_lit(t, "Krok 1");
    terminal_keys(t, "Down");
    terminal_expect_lit(t, "Krok 2");
    terminal_close(t);
}

static void keys_pressed_meanwhile_are_not_lost(void **state)
{
    struct terminal *t = open_long(*state);
    terminal_keys(t, "p");
    terminal_expect(t, "Making the snapshot");
    terminal_keys(t, "q Down");
    terminal_expect_lit(t, "Krok 2");
    terminal_close(t);
}

/* ---- a file that changes ---- */

enum { LONG_TO_READ = 200000, TURNS = 400 };

static void wait_for_file(const char *folder, const char *name)
{
    char *path = temp_path(folder, name);
    for (int i = 0; i < TURNS && access(path, F_OK) != 0; i++) {
        usleep(50000);
    }
    free(path);
}

/* As a careful program does: whole, under the name of the old one. */
static void replace(const char *folder, const char *was, const char *now)
{
    char *text = temp_read(folder, "activities.csv");
    char *place = strstr(text, was);
    assert_non_null(place);
    struct pk_buf fresh = { 0 };
    pk_buf_add(&fresh, text, (size_t)(place - text));
    pk_buf_str(&fresh, now);
    pk_buf_str(&fresh, place + strlen(was));
    char *from = temp_write(folder, "fresh", pk_buf_text(&fresh));
    char *to = temp_path(folder, "activities.csv");
    assert_int_equal(rename(from, to), 0);
    pk_buf_dispose(&fresh);
    free(text);
    free(from);
    free(to);
}

static bool shows(struct terminal *t, const char *text)
{
    char *screen = terminal_screen(t);
    bool found = strstr(screen, text);
    free(screen);
    return found;
}

/* The longest time that one took, until the other title is there. */
static double press_until(struct terminal *t, const char *text)
{
    double longest = 0;
    for (int i = 0; i < TURNS && !shows(t, text); i++) {
        double began = seconds(), took;
        terminal_keys(t, i % 2 ? "Up" : "Down");
        terminal_expect_lit(t, i % 2 ? "Krok 1" : "Krok 2");
        took = seconds() - began;
        longest = took > longest ? took : longest;
    }
    return longest;
}

/* It is read some four times for that, so a key that waited for it would wait longer than all of
 * the beginning takes. */
static void no_key_waits_while_a_large_file_that_was_replaced_is_read(void **state)
{
    plandir_put_rows(*state, LONG_TO_READ);
    double began = seconds();
    struct terminal *t = terminal_open(80, 24, *state, "--lang", "en", NULL);
    terminal_expect(t, "Krok 3");
    double beginning = seconds() - began;
    wait_for_file(*state, ".planek/checkpoint");
    terminal_keys(t, "Down Down");
    terminal_expect_lit(t, "Krok 1");
    replace(*state, "Krok 4\n", "Something else\n");
    double longest = press_until(t, "Something else");
    terminal_expect(t, "Something else");
    if (longest > beginning) {
        fail_msg("a key waited for %.3f s, the beginning took %.3f s", longest, beginning);
    }
    wait_for_file(*state, "history.csv");
    terminal_close(t);
    char *history = temp_read(*state, "history.csv");
    assert_non_null(strstr(history, "(outside),,activities,k4,title,Krok 4,Something else,0"));
    free(history);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, temp_setup, temp_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_long_snapshot_shows_how_far_it_is_and_comes),
        TEST(esc_stops_it_and_all_is_as_before),
        TEST(keys_pressed_meanwhile_are_not_lost),
        TEST(no_key_waits_while_a_large_file_that_was_replaced_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
