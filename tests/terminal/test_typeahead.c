/* Keys that come earlier than anybody looks at them, or in pieces: none is lost, none becomes
 * another. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "../unit/tempfolder.h"
#include "planek/buf.h"
#include "plandir.h"
#include "terminal.h"

#define KEYS "\033[H\033[B\r" /* Home, Down, Enter */

enum { SLOW_MS = 5 };

static void type_slowly(struct terminal *t, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        terminal_send(t, bytes + i, 1);
        nanosleep(&(struct timespec){ .tv_nsec = SLOW_MS * 1000000L }, NULL);
    }
}

static void expect_first_activity(struct terminal *t)
{
    terminal_expect(t, "F8 as before");
    terminal_expect_beside(t, "Title", "Koordinátor na půl úvazku");
}

static void a_key_whose_bytes_come_one_by_one_is_one_key(void **state)
{
    (void)state;
    struct terminal *t = terminal_open(80, 24, "--demo", "--lang", "en", NULL);
    terminal_expect(t, "Goals and activities");
    terminal_keys(t, "Down Down Down");
    type_slowly(t, KEYS, strlen(KEYS));
    expect_first_activity(t);
    type_slowly(t, "\033[F\305\231\xE2\x82\xAC", 8);
    terminal_expect_beside(t, "Title", "úvazkuř€");
    terminal_free(t);
}

static void keys_that_are_there_before_the_program_is_are_taken(void **state)
{
    (void)state;
    struct terminal *t = terminal_open(80, 24, "--demo", "--lang", "en", NULL);
    terminal_send(t, KEYS, strlen(KEYS));
    expect_first_activity(t);
    terminal_free(t);
}

static void keys_that_come_one_by_one_while_it_starts_are_taken(void **state)
{
    (void)state;
    struct terminal *t = terminal_open(80, 24, "--demo", "--lang", "en", NULL);
    type_slowly(t, KEYS, strlen(KEYS));
    expect_first_activity(t);
    terminal_free(t);
}

static void keys_typed_while_a_large_plan_is_read_are_taken(void **state)
{
    plandir_put_large(*state);
    struct terminal *t = terminal_open(80, 24, *state, "--lang", "en", NULL);
    terminal_expect(t, "Reading the plan");
    type_slowly(t, KEYS, strlen(KEYS));
    terminal_send(t, "\033[F\033[200~, a dál\033[201~", 22);
    terminal_expect_beside(t, "Title", "Krok 0, a dál");
    terminal_free(t);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, temp_setup, temp_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_whose_bytes_come_one_by_one_is_one_key),
        cmocka_unit_test(keys_that_are_there_before_the_program_is_are_taken),
        cmocka_unit_test(keys_that_come_one_by_one_while_it_starts_are_taken),
        TEST(keys_typed_while_a_large_plan_is_read_are_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
