/* driver.c: runs the scripts of tests/screens and compares what they print with NAME.screen.
 *
 *     # options: --ascii       a script's further options, on a line of their own
 *     # plan: faulty           works on a copy of that folder instead of the sample
 *     # plan: none             begins in an empty folder, which is the home folder, too
 *     # config: userkeys       with that folder as the configuration folder
 *     # status: 2              the exit status when it is not 0
 *
 * UPDATE_SCREENS=1 in the environment writes the .screen files anew instead; look at the
 * difference before keeping it.  The world is pinned: today is 12 June 2024 in UTC, messages are
 * English.
 */
#include "config.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "planek/buf.h"
#include "planek/mem.h"

/* From now on paths are those of the source folder, so that messages name the same everywhere. */
static bool enter_source_folder(void)
{
    const char *folder = getenv("PK_TEST_SRCDIR"), *named = getenv("PK_TEST_PLANEK");
    char *program = realpath(named ? named : "./planek", NULL);
    if (!program) {
        return false;
    }
    setenv("SCREEN_PROGRAM", program, 1);
    free(program);
    return chdir(folder ? folder : ".") == 0;
}

static bool read_file(struct pk_buf *out, const char *path)
{
    char bytes[4096];
    size_t count;
    FILE *file = fopen(path, "rb");
    if (!file) {
        return false;
    }
    while ((count = fread(bytes, 1, sizeof bytes, file)) > 0) {
        pk_buf_add(out, bytes, count);
    }
    fclose(file);
    return true;
}

/* What follows "# NAME: " in the script; "" when it does not say. */
static char *told(const struct pk_buf *script, const char *name)
{
    struct pk_buf mark = { 0 };
    pk_buf_printf(&mark, "\n# %s: ", name);
    const char *at = strstr(pk_buf_text(script), pk_buf_text(&mark));
    if (!at && strncmp(pk_buf_text(script), pk_buf_text(&mark) + 1, mark.len - 1) == 0) {
        at = pk_buf_text(script) - 1;
    }
    char *value = at ? pk_strndup(at + mark.len, strcspn(at + mark.len, "\n")) : pk_strdup("");
    pk_buf_dispose(&mark);
    return value;
}

/* Runs the script through the shell, which splits the options; the rest comes from variables. */
static int run(struct pk_buf *out, const char *path, const struct pk_buf *script)
{
    static const char command[] =
        "if [ -n \"$SCREEN_CONFIG\" ]; then "
        "export XDG_CONFIG_HOME=\"$PWD/tests/screens/$SCREEN_CONFIG\"; fi; "
        "if [ \"$SCREEN_PLAN\" = none ]; then folder=$(mktemp -d) && HOME=$folder "
        "&& SCREEN_SCRIPT=$PWD/$SCREEN_SCRIPT && cd \"$folder\" && set --; "
        "elif [ -n \"$SCREEN_PLAN\" ]; then folder=$(mktemp -d) "
        "&& cp -R \"tests/screens/$SCREEN_PLAN/.\" $folder "
        "&& set -- -p $folder; else folder=; set -- --demo; fi; "
        "\"$SCREEN_PROGRAM\" \"$@\" --lang en --today 2024-06-12 $SCREEN_OPTIONS "
        "--script \"$SCREEN_SCRIPT\" 2>&1; status=$?; "
        "if [ -n \"$folder\" ]; then rm -r \"$folder\"; fi; exit $status";
    char *plan = told(script, "plan"), *options = told(script, "options");
    char *config = told(script, "config");
    setenv("SCREEN_CONFIG", config, 1);
    free(config);
    setenv("SCREEN_PLAN", plan, 1);
    setenv("SCREEN_OPTIONS", options, 1);
    setenv("SCREEN_SCRIPT", path, 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("TZ", "UTC", 1);
    unsetenv("XDG_CONFIG_HOME");
    unsetenv("PLANEK_PLAN");
    free(plan);
    free(options);
    FILE *pipe = popen(command, "r");
    char bytes[4096];
    size_t count;
    if (!pipe) {
        fail_msg("cannot run %s", path);
    }
    while ((count = fread(bytes, 1, sizeof bytes, pipe)) > 0) {
        pk_buf_add(out, bytes, count);
    }
    int status = pclose(pipe);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* The first lines that are not the same. */
static void show_difference(const char *expected, const char *got)
{
    size_t line = 1;
    while (*expected && *got) {
        size_t a = strcspn(expected, "\n"), b = strcspn(got, "\n");
        if (a != b || strncmp(expected, got, a) != 0) {
            break;
        }
        expected += a + (expected[a] == '\n');
        got += b + (got[b] == '\n');
        line++;
    }
    fail_msg("line %zu\nexpected %.*s\ngot      %.*s", line, (int)strcspn(expected, "\n"), expected,
             (int)strcspn(got, "\n"), got);
}

static void screens_are_as_expected(void **state)
{
    const char *path = *state;
    struct pk_buf script = { 0 }, got = { 0 }, expected = { 0 }, beside = { 0 };
    assert_true(read_file(&script, path));
    int status = run(&got, path, &script);
    pk_buf_printf(&beside, "%.*sscreen", (int)(strlen(path) - strlen("keys")), path);
    if (getenv("UPDATE_SCREENS")) {
        FILE *file = fopen(pk_buf_text(&beside), "wb");
        assert_non_null(file);
        fwrite(pk_buf_text(&got), 1, got.len, file);
        assert_int_equal(fclose(file), 0);
    } else if (!read_file(&expected, pk_buf_text(&beside))) {
        fail_msg("there is no %s; UPDATE_SCREENS=1 makes it", pk_buf_text(&beside));
    } else if (strcmp(pk_buf_text(&expected), pk_buf_text(&got)) != 0) {
        show_difference(pk_buf_text(&expected), pk_buf_text(&got));
    }
    char *wanted = told(&script, "status");
    assert_int_equal(status, atoi(wanted));
    free(wanted);
    pk_buf_dispose(&script);
    pk_buf_dispose(&got);
    pk_buf_dispose(&expected);
    pk_buf_dispose(&beside);
}

int main(void)
{
    glob_t found = { 0 };
    if (!enter_source_folder() || glob("tests/screens/*.keys", 0, NULL, &found) != 0) {
        fprintf(stderr, "no program to test (PK_TEST_PLANEK) or no scripts (PK_TEST_SRCDIR)\n");
        return 1;
    }
    struct CMUnitTest *tests = pk_new(found.gl_pathc, sizeof *tests);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        const char *slash = strrchr(found.gl_pathv[i], '/');
        tests[i] = (struct CMUnitTest){ .name = slash ? slash + 1 : found.gl_pathv[i],
                                        .test_func = screens_are_as_expected,
                                        .initial_state = found.gl_pathv[i] };
    }
    int failed = _cmocka_run_group_tests("screens", tests, found.gl_pathc, NULL, NULL);
    free(tests);
    globfree(&found);
    return failed != 0;
}
