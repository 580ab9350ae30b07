/* Terminals, encodings and colours of all kinds show the same plan. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "../unit/tempfolder.h"
#include "terminal.h"

static void every_terminal_shows_the_plan(void **state)
{
    static const char *const terms[] = { "TERM=xterm", "TERM=xterm-256color", "TERM=tmux",
                                         "TERM=tmux-256color", "TERM=screen", "TERM=linux",
                                         "TERM=vt100", "TERM=putty", "TERM=rxvt" };
    (void)state;
    for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++) {
        struct terminal *t = terminal_open(80, 24, terms[i], "--demo", "--lang", "en", NULL);
        terminal_expect_lit(t, "1 Řízení a personální");
        terminal_keys(t, "End Up");
        terminal_expect_gone(t, "1 Řízení");
        terminal_keys(t, "Home Down");
        terminal_expect_lit(t, "Koordinátor na půl úvazku");
        terminal_keys(t, "F1");
        terminal_expect_gone(t, "Goals and activities");
        terminal_keys(t, "Esc");
        terminal_expect_lit(t, "Koordinátor na půl úvazku");
        terminal_close(t);
    }
}

static void terminals_without_utf8_draw_with_ascii(void **state)
{
    static const char *const terms[] = { "TERM=vt100", "TERM=linux", "TERM=xterm" };
    (void)state;
    for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++) {
        struct terminal *t = terminal_open(80, 24, terms[i], "LC_ALL=C", "--demo", "--lang", "en",
                                           NULL);
        terminal_expect_lit(t, "1 Rizeni a personalni");
        terminal_expect(t, "- Budget ---");
        assert_int_equal(terminal_high_bytes(t), 0);
        terminal_close(t);
    }
}

static void a_terminal_that_cannot_is_told_so(void **state)
{
    static const char *const terms[] = { "TERM=dumb", "TERM=nonsense", "TERM=" };
    (void)state;
    for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++) {
        struct terminal *t = terminal_open(120, 24, terms[i], "--demo", "--lang", "en", NULL);
        terminal_expect(t, "cannot show the full screen");
        terminal_expect_end(t, 2);
        terminal_free(t);
    }
}

/* The locale of ISO 8859-2 in the folder; false where it cannot be made. */
static bool make_locale(const char *folder)
{
    struct pk_buf command = { 0 };
    pk_buf_printf(&command, "localedef -i cs_CZ -f ISO-8859-2 '%s/cs_CZ.ISO-8859-2' "
                            ">/dev/null 2>&1", folder);
    int status = system(pk_buf_text(&command));
    pk_buf_dispose(&command);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void iso_8859_2_keeps_its_letters_and_loses_no_data(void **state)
{
    if (!make_locale(*state)) {
        print_message("localedef cannot make cs_CZ.ISO-8859-2\n");
        skip();
    }
    struct pk_buf path = { 0 };
    pk_buf_printf(&path, "LOCPATH=%s", (const char *)*state);
    struct terminal *t = terminal_open(80, 24, pk_buf_text(&path), "LC_ALL=cs_CZ.ISO-8859-2",
                                       "--demo", "--lang", "en", NULL);
    terminal_expect(t, "Budget");
    assert_true(terminal_sent(t, "1 \330\355zen\355 a person\341ln\355")); /* Řízení */
    assert_true(terminal_sent(t, "- Budget ---"));
    assert_false(terminal_sent(t, "\303"));
    terminal_keys(t, "Down Enter");
    terminal_expect(t, "Deadline");
    terminal_keys(t, "Home");
    terminal_send(t, "\270\354", 2); /* ¸ and ě */
    terminal_keys(t, "F2");
    terminal_expect(t, "Budget");
    assert_true(terminal_sent(t, "\354Koordin\341tor"));
    terminal_close(t);
    pk_buf_dispose(&path);
}

static void each_theme_has_its_colours(void **state)
{
    static const struct {
        const char *term, *theme, *bytes; /* of what is late */
    } shown[] = {
        { "TERM=xterm-256color", "default", "1;31m" },
        { "TERM=xterm-256color", "light", "1;38;5;124m" },
        { "TERM=xterm-256color", "colour-blind", "1;38;5;208m" },
        { "TERM=xterm-256color", "high-contrast", "1;93m" },
        { "TERM=xterm-256color", "mono", ";1;4m" },
        { "TERM=xterm", "light", "31m" },
        { "TERM=xterm", "colour-blind", "1;33m" },
        { "TERM=xterm", "high-contrast", "1;33m" },
        { "TERM=linux", "default", "31m" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++) {
        struct terminal *t = terminal_open(80, 24, shown[i].term, "--demo", "--lang", "en",
                                           "--theme", shown[i].theme, NULL);
        terminal_expect(t, "Goals and activities");
        if (!terminal_sent(t, shown[i].bytes)) {
            fail_msg("%s, %s: nothing is drawn with %s", shown[i].term, shown[i].theme,
                     shown[i].bytes);
        }
        terminal_close(t);
    }
}

static void whoever_wants_no_colours_gets_none(void **state)
{
    static const char *const never[][3] = { { "NO_COLOR=1", "--demo", NULL },
                                            { "TERM=xterm", "--demo", "--color=never" },
                                            { "TERM=vt100", "--demo", NULL } };
    (void)state;
    for (size_t i = 0; i < sizeof never / sizeof never[0]; i++) {
        struct terminal *t = terminal_open(80, 24, never[i][0], never[i][1], "--lang=en",
                                           never[i][2], NULL);
        terminal_expect(t, "Goals and activities");
        assert_false(terminal_sent(t, "[36m"));
        assert_false(terminal_sent(t, ";31m"));
        assert_false(terminal_sent(t, "38;5"));
        terminal_close(t);
    }
}

static void the_theme_changes_while_it_runs(void **state)
{
    (void)state;
    struct terminal *t = terminal_open(80, 24, "--demo", "--lang", "en", NULL);
    terminal_expect(t, "Goals and activities");
    assert_false(terminal_sent(t, "38;5;208"));
    terminal_type(t, ":theme colour-blind");
    terminal_expect(t, "theme colour-blind");
    terminal_keys(t, "Enter");
    terminal_expect_gone(t, "theme colour-blind");
    assert_true(terminal_sent(t, "38;5;208"));
    struct terminal *fresh = terminal_open(80, 24, "--demo", "--lang", "en", "--theme",
                                           "colour-blind", NULL);
    terminal_expect(fresh, "Goals and activities");
    terminal_expect_same(t, fresh);
    terminal_type(t, ":theme colour-blnd\r");
    terminal_expect(t, "did you mean \"colour-blind\"?");
    terminal_close(fresh);
    terminal_close(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_terminal_shows_the_plan),
        cmocka_unit_test(terminals_without_utf8_draw_with_ascii),
        cmocka_unit_test(a_terminal_that_cannot_is_told_so),
        cmocka_unit_test_setup_teardown(iso_8859_2_keeps_its_letters_and_loses_no_data, temp_setup,
                                        temp_teardown),
        cmocka_unit_test(each_theme_has_its_colours),
        cmocka_unit_test(whoever_wants_no_colours_gets_none),
        cmocka_unit_test(the_theme_changes_while_it_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
