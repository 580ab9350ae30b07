/* Terminals, encodings and colours of all kinds show the same plan. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "../unit/tempfolder.h"
#include "plandir.h"
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

/* Characters that are two cells wide, and a letter with its accents behind it. */
static void what_a_terminal_cannot_show_stays_as_it_is(void **state)
{
    struct pk_buf path = { 0 }, expected = { 0 };
    char *text = plandir_read(*state, "activities.csv"), *title = strstr(text, "PPC reklama");
    memcpy(title, "\346\274\242 e\314\201\314\201!", 10);
    plandir_write(*state, "activities.csv", text);
    bool made = make_locale(*state);
    pk_buf_printf(&path, "LOCPATH=%s", (const char *)*state);
    const char *locales[] = { "LC_ALL=C", made ? "LC_ALL=cs_CZ.ISO-8859-2" : "LC_ALL=POSIX" };
    for (size_t i = 0; i < 2; i++) {
        struct terminal *t = terminal_open(80, 24, pk_buf_text(&path), locales[i], *state, "--lang",
                                           "en", NULL);
        terminal_expect(t, "Budget");
        terminal_type(t, "/!a\r");
        terminal_expect_lit(t, "!a");
        terminal_keys(t, "Enter");
        terminal_expect(t, "Deadline");
        terminal_send(t, "\346\274\242e\314\201", 6); /* whatever that is here */
        terminal_paste(t, "\346\274\242\315\201\360\237\217\263");
        terminal_keys(t, "F8 End");
        terminal_type(t, "x");
        terminal_expect(t, i == 0 ? "!ax" : "!axx");
        terminal_keys(t, "F2");
        terminal_expect(t, "Budget");
        terminal_close(t);
    }
    pk_buf_add(&expected, text, (size_t)(title - text) + strlen("PPC reklama"));
    pk_buf_printf(&expected, "xx%s", title + strlen("PPC reklama"));
    temp_expect(*state, "activities.csv", pk_buf_text(&expected));
    free(text);
    pk_buf_dispose(&path);
    pk_buf_dispose(&expected);
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

/* All that is drawn is drawn once. */
static void look_around(struct terminal *t)
{
    static const char *const keys[] = { "F1", "F9", "b", "Down Enter", "T", "F11", "m" };
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        terminal_keys(t, keys[i]);
        terminal_keys(t, "Esc");
        terminal_expect(t, "F1 help");
    }
    terminal_keys(t, "Home");
    terminal_expect_lit(t, "zen"); /* of what is Rizeni without its accents */
}

/* Off, bold, underlined, blinking, reversed, and each of these off. */
static void vt100_gets_nothing_that_it_does_not_know(void **state)
{
    static const int known[] = { 0, 1, 4, 5, 7, 22, 24, 25, 27 };
    static const char *const locales[] = { "LC_ALL=C.UTF-8", "LC_ALL=C" };
    static const char *const themes[] = { "default", "high-contrast", "colour-blind" };
    (void)state;
    for (size_t i = 0; i < 2 * sizeof themes / sizeof themes[0]; i++) {
        struct terminal *t = terminal_open(80, 24, "TERM=vt100", locales[i % 2], "--demo", "--lang",
                                           "en", "--theme", themes[i / 2], NULL);
        look_around(t);
        assert_true(terminal_sent(t, "\033[7m") || terminal_sent(t, ";7m"));
        assert_false(terminal_sent_attribute_but(t, known, sizeof known / sizeof known[0]));
        assert_false(terminal_sent(t, "\016")); /* the line drawing set */
        assert_false(terminal_sent(t, "\033(0"));
        terminal_close(t);
    }
}

static void planek_ini_tells_the_theme(void **state)
{
    char *home = temp_path("HOME=", *state), *folder = temp_path(*state, ".config");
    char *own = temp_path(folder, "planek");
    assert_int_equal(mkdir(folder, 0777), 0);
    assert_int_equal(mkdir(own, 0777), 0);
    temp_put(own, "planek.ini", "[ui]\ntheme = colour-blind\n");
    struct terminal *t = terminal_open(80, 24, home, "--demo", "--lang", "en", NULL);
    terminal_expect(t, "Goals and activities");
    assert_true(terminal_sent(t, "38;5;208"));
    struct terminal *named = terminal_open(80, 24, "--demo", "--lang", "en", "--theme",
                                           "colour-blind", NULL);
    terminal_expect_same(t, named);
    terminal_close(named);
    terminal_close(t);
    t = terminal_open(80, 24, home, "--demo", "--lang", "en", "--theme", "default", NULL);
    terminal_expect(t, "Goals and activities");
    assert_false(terminal_sent(t, "38;5;208"));
    terminal_close(t);
    free(home);
    free(folder);
    free(own);
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
        cmocka_unit_test_setup_teardown(what_a_terminal_cannot_show_stays_as_it_is,
                                        plandir_setup, plandir_teardown),
        cmocka_unit_test(each_theme_has_its_colours),
        cmocka_unit_test(vt100_gets_nothing_that_it_does_not_know),
        cmocka_unit_test_setup_teardown(planek_ini_tells_the_theme, temp_setup, temp_teardown),
        cmocka_unit_test(whoever_wants_no_colours_gets_none),
        cmocka_unit_test(the_theme_changes_while_it_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
