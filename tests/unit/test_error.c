#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "planek/error.h"

static void a_failure_returns_its_code_and_says_why(void **state)
{
    (void)state;
    struct pk_diag diag = { .file = "old.csv", .line = 7 };
    assert_int_equal(pk_fail(&diag, PK_ERR_UNKNOWN, "no %s of %d", "row", 3), PK_ERR_UNKNOWN);
    assert_string_equal(diag.text, "no row of 3");
    assert_string_equal(diag.file, "");
    assert_int_equal(diag.line, 0);
}

static void a_failure_in_a_file_names_the_place(void **state)
{
    (void)state;
    struct pk_diag diag;
    assert_int_equal(pk_fail_at(&diag, PK_ERR_STRUCTURE, "goals.csv", 12, "no header"),
                     PK_ERR_STRUCTURE);
    assert_string_equal(diag.file, "goals.csv");
    assert_int_equal(diag.line, 12);
    assert_string_equal(diag.text, "no header");
}

static void a_failure_nobody_wants_to_read_is_still_one(void **state)
{
    (void)state;
    assert_int_equal(pk_fail(NULL, PK_ERR_IO, "%s", "disk"), PK_ERR_IO);
    assert_int_equal(pk_fail_at(NULL, PK_ERR_IO, "x", 1, "%s", "disk"), PK_ERR_IO);
}

static void a_message_may_be_made_from_the_one_before(void **state)
{
    (void)state;
    struct pk_diag diag;
    (void)pk_fail_at(&diag, PK_ERR_IO, "plan.ini", 0, "cannot be read");
    (void)pk_fail_at(&diag, PK_ERR_IO, diag.file, 2, "the plan: %s", diag.text);
    assert_string_equal(diag.text, "the plan: cannot be read");
    assert_string_equal(diag.file, "plan.ini");
}

/* A run of one character, moved by 0 to 3 bytes so that every cut inside it is met. */
static void check_cut(const char *character)
{
    for (size_t shift = 0; shift < 4; shift++) {
        char text[2000] = "";
        memset(text, 'a', shift);
        while (strlen(text) + 4 < sizeof text) {
            strcat(text, character);
        }
        struct pk_diag diag;
        (void)pk_fail_at(&diag, PK_ERR_USAGE, text, 1, "%s", text);
        size_t step = strlen(character);
        assert_int_equal((strlen(diag.text) - shift) % step, 0);
        assert_int_equal((strlen(diag.file) - shift) % step, 0);
        assert_true(strlen(diag.text) + step >= sizeof diag.text);
        assert_true(strlen(diag.file) + step >= sizeof diag.file);
        assert_memory_equal(diag.text, text, strlen(diag.text));
    }
}

static void a_text_too_long_is_cut_between_characters(void **state)
{
    (void)state;
    check_cut("a");
    check_cut("ř");
    check_cut("►");
    check_cut("🙂");
}

static void every_outcome_has_its_exit_status(void **state)
{
    (void)state;
    assert_int_equal(pk_exit_status(PK_OK), 0);
    assert_int_equal(pk_exit_status(PK_ERR_UNKNOWN), 1);
    assert_int_equal(pk_exit_status(PK_ERR_REFUSED), 1);
    assert_int_equal(pk_exit_status(PK_ERR_CONFLICT), 1);
    assert_int_equal(pk_exit_status(PK_ERR_STOPPED), 1);
    assert_int_equal(pk_exit_status(PK_ERR_USAGE), 2);
    assert_int_equal(pk_exit_status(PK_ERR_STRUCTURE), 3);
    assert_int_equal(pk_exit_status(PK_ERR_IO), 3);
    assert_int_equal(pk_exit_status(PK_ERR_READONLY), 3);
}

static void say_restored(void *user)
{
    const char *text = user;
    if (write(STDERR_FILENO, text, strlen(text)) < 0) {
        _exit(99);
    }
}

static void dying_restores_the_terminal_then_speaks_then_ends_with_3(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        char restored[] = "restored\n";
        dup2(ends[1], STDERR_FILENO);
        pk_die_hook(say_restored, restored);
        pk_die("out of memory");
    }
    close(ends[1]);
    char said[100] = "";
    size_t len = 0;
    ssize_t got;
    while ((got = read(ends[0], said + len, sizeof said - 1 - len)) > 0) {
        len += (size_t)got;
    }
    close(ends[0]);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 3);
    assert_string_equal(said, "restored\nplanek: out of memory\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_failure_returns_its_code_and_says_why),
        cmocka_unit_test(a_failure_in_a_file_names_the_place),
        cmocka_unit_test(a_failure_nobody_wants_to_read_is_still_one),
        cmocka_unit_test(a_message_may_be_made_from_the_one_before),
        cmocka_unit_test(a_text_too_long_is_cut_between_characters),
        cmocka_unit_test(every_outcome_has_its_exit_status),
        cmocka_unit_test(dying_restores_the_terminal_then_speaks_then_ends_with_3),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
