#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cli/command.h"
#include "cli/options.h"
#include "planek/mem.h"

enum { WORDS = 16 };

struct reading {
    struct pk_invocation invocation;
    bool *given;
    struct pk_diag diag;
    enum pk_err err;
    char *line;
};

/* Reads a command line, its words divided by single blanks. */
static void read_line(struct reading *reading, const char *line)
{
    char *argv[WORDS + 1] = { NULL };
    int argc = 0;
    *reading = (struct reading){ .invocation.options.today = PK_NO_DAY,
                                 .given = pk_new(pk_option_count, sizeof(bool)),
                                 .line = pk_strdup(line) };
    for (char *word = strtok(reading->line, " "); word && argc < WORDS; word = strtok(NULL, " ")) {
        argv[argc++] = word;
    }
    reading->err = pk_options_read(&reading->invocation, argc, argv, reading->given,
                                   &reading->diag);
}

static void reading_dispose(struct reading *reading)
{
    free(reading->invocation.argv);
    free(reading->given);
    free(reading->line);
}

static void words_keep_their_order_wherever_options_stand(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "planek -p DIR list late web --format json",
        "planek list -pDIR late --format=json web",
        "planek --format json list late web --plan=DIR",
        "planek list late --plan DIR web --format json",
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        struct reading reading;
        read_line(&reading, lines[i]);
        assert_int_equal(reading.err, PK_OK);
        assert_string_equal(reading.invocation.options.plan, "DIR");
        assert_int_equal(reading.invocation.options.format, PK_FORMAT_JSON);
        assert_int_equal(reading.invocation.argc, 3);
        assert_string_equal(reading.invocation.argv[0], "list");
        assert_string_equal(reading.invocation.argv[1], "late");
        assert_string_equal(reading.invocation.argv[2], "web");
        reading_dispose(&reading);
    }
}

static void two_hyphens_end_the_options(void **state)
{
    (void)state;
    struct reading reading;
    read_line(&reading, "planek list -- --ascii -p");
    assert_int_equal(reading.err, PK_OK);
    assert_false(reading.invocation.options.ascii);
    assert_int_equal(reading.invocation.argc, 3);
    assert_string_equal(reading.invocation.argv[2], "-p");
    reading_dispose(&reading);
}

static void options_become_values_at_once(void **state)
{
    (void)state;
    struct reading reading;
    read_line(&reading, "planek --today 12.6.2024 --width 300 --color never --lang cs --ascii "
                        "--as-of 1.6.2024 --since 1.5.");
    const struct pk_options *options = &reading.invocation.options;
    assert_int_equal(reading.err, PK_OK);
    assert_int_equal(options->today, pk_day_make(2024, 6, 12));
    assert_int_equal(options->width, 300);
    assert_int_equal(options->color, PK_COLOR_NEVER);
    assert_string_equal(options->lang, "cs");
    assert_int_equal(options->as_of, pk_day_make(2024, 6, 1));
    assert_string_equal(options->since, "1.5.");
    assert_true(options->ascii);
    assert_false(options->plain);
    reading_dispose(&reading);
}

static void what_cannot_be_read_is_wrong_usage_and_named(void **state)
{
    (void)state;
    static const struct {
        const char *line, *says;
    } rows[] = {
        { "planek --fromat json", "did you mean --format" },
        { "planek --qqqqqqqq", "planek --help names them all" },
        { "planek -x", "there is no option -x" },
        { "planek list --width", "--width needs a value" },
        { "planek list -p", "-p needs a value" },
        { "planek --width 39", "from 40 to 300, not \"39\"" },
        { "planek --width 301", "from 40 to 300" },
        { "planek --width 80x", "from 40 to 300" },
        { "planek --width= list", "from 40 to 300" },
        { "planek --width -80", "from 40 to 300" },
        { "planek --width 99999999999999999999", "from 40 to 300" },
        { "planek --format xml", "text|json|csv, not \"xml\"" },
        { "planek --lang de", "cs|en, not \"de\"" },
        { "planek --today 31.6.2024", "--today: " },
        { "planek --today= list", "--today takes a date" },
        { "planek --today 12.6.", "--today: " },
        { "planek --as-of 31.6.2024", "--as-of: " },
        { "planek --suggest", "--suggest needs a value" },
        { "planek new DIR --year 1899", "from 1900 to 9998" },
        { "planek --demo=yes", "--demo takes no value" },
        { "planek --pl", "there is no option --pl" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct reading reading;
        read_line(&reading, rows[i].line);
        if (reading.err != PK_ERR_USAGE || !strstr(reading.diag.text, rows[i].says)) {
            fail_msg("%s: %d %s", rows[i].line, reading.err, reading.diag.text);
        }
        reading_dispose(&reading);
    }
}

static void the_language_is_known_before_anything_else_is_read(void **state)
{
    (void)state;
    static const struct {
        const char *words[5], *language;
    } rows[] = {
        { { "planek", "--width", "x", "--lang", "en" }, "en" },
        { { "planek", "--lang=cs", "--lang", "en" }, "en" },
        { { "planek", "--lang", "de" }, NULL },
        { { "planek", "--", "--lang", "en" }, NULL },
        { { "planek", "list", "--lang" }, NULL },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *argv[6] = { NULL };
        int argc = 0;
        for (; argc < 5 && rows[i].words[argc]; argc++) {
            argv[argc] = pk_strdup(rows[i].words[argc]);
        }
        const char *found = pk_options_language(argc, argv);
        if (rows[i].language) {
            assert_string_equal(found, rows[i].language);
        } else {
            assert_null(found);
        }
        while (argc > 0) {
            free(argv[--argc]);
        }
    }
}

static void every_command_takes_only_options_that_there_are(void **state)
{
    (void)state;
    for (size_t i = 0; i < pk_command_count; i++) {
        const struct pk_command *command = &pk_command_table[i];
        char *options = pk_strdup(command->options);
        for (char *name = strtok(options, " "); name; name = strtok(NULL, " ")) {
            size_t row = 0;
            while (row < pk_option_count && strcmp(pk_option_table[row].name, name) != 0) {
                row++;
            }
            assert_true(row < pk_option_count && pk_option_table[row].special);
            assert_true(pk_command_takes(command, name));
        }
        assert_false(pk_command_takes(command, "plan"));
        assert_false(pk_command_takes(command, ""));
        free(options);
    }
}

static void help_names_every_command_and_option(void **state)
{
    (void)state;
    struct pk_buf help = { 0 }, name = { 0 };
    pk_help_all(&help);
    for (size_t i = 0; i < pk_command_count; i++) {
        pk_buf_cut(&name, 0);
        pk_buf_printf(&name, "\n  %s", pk_command_table[i].name);
        assert_non_null(strstr(pk_buf_text(&help), pk_buf_text(&name)));
    }
    for (size_t i = 0; i < pk_option_count; i++) {
        pk_buf_cut(&name, 0);
        pk_buf_printf(&name, "--%s", pk_option_table[i].name);
        assert_non_null(strstr(pk_buf_text(&help), pk_buf_text(&name)));
    }
    for (const char *line = pk_buf_text(&help); *line; line += strcspn(line, "\n") + 1) {
        assert_in_range(strcspn(line, "\n"), 0, 80);
    }
    pk_buf_dispose(&help);
    pk_buf_dispose(&name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_keep_their_order_wherever_options_stand),
        cmocka_unit_test(two_hyphens_end_the_options),
        cmocka_unit_test(options_become_values_at_once),
        cmocka_unit_test(what_cannot_be_read_is_wrong_usage_and_named),
        cmocka_unit_test(the_language_is_known_before_anything_else_is_read),
        cmocka_unit_test(every_command_takes_only_options_that_there_are),
        cmocka_unit_test(help_names_every_command_and_option),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
