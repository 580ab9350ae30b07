#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "planek/passed.h"
#include "tests/unit/tempfolder.h"

static void what_a_meeting_went_past_is_known_to_the_next_session(void **state)
{
    const char *folder = *state;
    struct pk_passed first, second;
    pk_passed_read(&first, folder, "m");
    assert_false(pk_passed_has(&first, "activities/web"));
    pk_passed_add(&first, folder, "activities/web");
    pk_passed_add(&first, folder, "activities/web");
    pk_passed_read(&second, folder, "m");
    assert_true(pk_passed_has(&second, "activities/web"));
    assert_false(pk_passed_has(&second, "activities/ppc"));
    assert_int_equal(second.count, 1);
    pk_passed_dispose(&first);
    pk_passed_dispose(&second);
}

static void two_sessions_add_to_what_the_other_one_knows(void **state)
{
    const char *folder = *state;
    struct pk_passed first, second;
    pk_passed_read(&first, folder, "m");
    pk_passed_read(&second, folder, "m");
    pk_passed_add(&first, folder, "activities/web");
    pk_passed_add(&second, folder, "activities/ppc");
    assert_true(pk_passed_has(&second, "activities/web"));
    pk_passed_dispose(&first);
    pk_passed_read(&first, folder, "m");
    assert_int_equal(first.count, 2);
    pk_passed_dispose(&first);
    pk_passed_dispose(&second);
}

static void another_meeting_begins_with_nothing(void **state)
{
    const char *folder = *state;
    struct pk_passed passed;
    pk_passed_read(&passed, folder, "m1");
    pk_passed_add(&passed, folder, "activities/web");
    pk_passed_dispose(&passed);
    pk_passed_read(&passed, folder, "m2");
    assert_int_equal(passed.count, 0);
    pk_passed_add(&passed, folder, "activities/ppc");
    pk_passed_dispose(&passed);
    pk_passed_read(&passed, folder, "m1");
    assert_int_equal(passed.count, 0);
    pk_passed_dispose(&passed);
}

static void without_a_folder_nothing_is_written(void **state)
{
    const char *folder = *state;
    struct pk_passed passed;
    pk_passed_read(&passed, NULL, "m");
    pk_passed_add(&passed, NULL, "activities/web");
    assert_true(pk_passed_has(&passed, "activities/web"));
    pk_passed_dispose(&passed);
    pk_passed_read(&passed, folder, "m");
    assert_int_equal(passed.count, 0);
    pk_passed_dispose(&passed);
}

#define TEMP_TEST(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEMP_TEST(what_a_meeting_went_past_is_known_to_the_next_session),
        TEMP_TEST(two_sessions_add_to_what_the_other_one_knows),
        TEMP_TEST(another_meeting_begins_with_nothing),
        TEMP_TEST(without_a_folder_nothing_is_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
