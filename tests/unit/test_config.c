#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "planek/config.h"
#include "tests/unit/tempfolder.h"

static void every_option_becomes_a_typed_value(void **state)
{
    (void)state;
    static const char text[] = "[plan]\ndefault = /srv/plan\n[ui]\nlanguage = cs\nglyphs = fine\n"
                               "escdelay = 250\ntheme = mono\nmouse = yes\n"
                               "[meeting]\ndays = 21\n";
    struct pk_config config;
    struct pk_faults warnings = { 0 };
    pk_config_init(&config);
    assert_null(config.plan);
    assert_int_equal(config.escdelay, -1);
    assert_int_equal(config.mouse, 0);
    assert_int_equal(config.meeting_days, 14);
    pk_config_read(&config, text, strlen(text), "planek.ini", &warnings);
    assert_int_equal(warnings.count, 0);
    assert_string_equal(config.plan, "/srv/plan");
    assert_string_equal(config.language, "cs");
    assert_int_equal(config.glyphs, PK_GLYPHS_FINE);
    assert_int_equal(config.escdelay, 250);
    assert_string_equal(config.theme, "mono");
    assert_int_equal(config.mouse, 1);
    assert_int_equal(config.meeting_days, 21);
    assert_string_equal(config.file, "planek.ini");
    pk_config_dispose(&config);
    pk_faults_dispose(&warnings);
}

static void what_is_not_understood_is_a_warning_that_names_the_nearest(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t line;
        const char *says;
    } cases[] = {
        { "[ui]\nglyph = fine\n", 2, "did you mean \"glyphs\"" },
        { "[ui]\n\nlanguage = en\nglyphs = fina\n", 4, "did you mean \"fine\"" },
        { "[plans]\ndefault = x\n", 2, "did you mean [plan]" },
        { "[key]\nq = quit\n", 2, "did you mean [keys]" },
        { "[colours]\nlate = red\n", 2, "plan, ui, meeting, filters, keys" },
        { "[ui]\nmouse = maybe\n", 2, "no, yes" },
        { "[meeting]\ndays = 0\n", 2, "from 1 to 366" },
        { "[meeting]\ndays = 367\n", 2, "from 1 to 366" },
        { "[ui]\nlanguage = klingon\n", 2, "cs, en" },
        { "[ui]\nxyzzy = 1\n", 2, "language, glyphs, escdelay, theme, mouse" },
        { "[ui]\nescdelay = 5001\n", 2, "5000" },
        { "[ui]\nescdelay = -1\n", 2, "5000" },
        { "[ui]\nescdelay = 50ms\n", 2, "5000" },
        { "[ui]\nescdelay = 99999999999999999999\n", 2, "5000" },
        { "[ui]\nfine\n", 2, "name = value" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_config config;
        struct pk_faults warnings = { 0 };
        pk_config_init(&config);
        pk_config_read(&config, cases[i].text, strlen(cases[i].text), "p.ini", &warnings);
        assert_int_equal(warnings.count, 1);
        const struct pk_fault *warning = &warnings.items[0];
        assert_int_equal(warning->severity, PK_WARNING);
        assert_string_equal(warning->file, "p.ini");
        assert_int_equal(warning->line, cases[i].line);
        if (!strstr(warning->text, cases[i].says)) {
            fail_msg("case %zu: %s", i, warning->text);
        }
        assert_int_equal(config.glyphs, PK_GLYPHS_WGL4);
        assert_int_equal(config.escdelay, -1);
        assert_int_equal(config.mouse, 0);
        assert_int_equal(config.meeting_days, 14);
        pk_config_dispose(&config);
        pk_faults_dispose(&warnings);
    }
}

static void on_and_off_are_understood_as_yes_and_no(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int mouse;
    } cases[] = { { "[ui]\nmouse = on\n", 1 },  { "[ui]\nmouse = off\n", 0 },
                  { "[ui]\nmouse = ano\n", 1 }, { "[ui]\nmouse = ne\n", 0 } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_config config;
        struct pk_faults warnings = { 0 };
        pk_config_init(&config);
        config.mouse = !cases[i].mouse;
        pk_config_read(&config, cases[i].text, strlen(cases[i].text), "p.ini", &warnings);
        assert_int_equal(warnings.count, 0);
        assert_int_equal(config.mouse, cases[i].mouse);
        pk_config_dispose(&config);
        pk_faults_dispose(&warnings);
    }
}

static void keys_and_filters_are_kept_as_they_stand(void **state)
{
    (void)state;
    static const char text[] = "[keys]\nq = quit\n[filters]\nMine = role:eva late\n"
                               "[keys.form]\nF5 = form-save\nq = none\n[filters]\nempty =\n";
    const struct pk_config_entry keys[] = {
        { (char[]){ "keys" }, (char[]){ "q" }, (char[]){ "quit" }, 2 },
        { (char[]){ "keys.form" }, (char[]){ "F5" }, (char[]){ "form-save" }, 6 },
        { (char[]){ "keys.form" }, (char[]){ "q" }, (char[]){ "none" }, 7 },
    };
    struct pk_config config;
    struct pk_faults warnings = { 0 };
    pk_config_init(&config);
    pk_config_read(&config, text, strlen(text), "p.ini", &warnings);
    assert_int_equal(warnings.count, 0);
    assert_int_equal(config.key_count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(config.keys[i].section, keys[i].section);
        assert_string_equal(config.keys[i].name, keys[i].name);
        assert_string_equal(config.keys[i].value, keys[i].value);
        assert_int_equal(config.keys[i].line, keys[i].line);
    }
    assert_int_equal(config.filter_count, 2);
    assert_string_equal(config.filters[0].name, "Mine");
    assert_string_equal(config.filters[0].value, "role:eva late");
    assert_int_equal(config.filters[0].line, 4);
    assert_string_equal(config.filters[1].value, "");
    pk_config_dispose(&config);
    assert_int_equal(config.key_count, 0);
    pk_faults_dispose(&warnings);
}

static void a_filter_is_found_by_its_name_without_regard_to_case_and_diacritics(void **state)
{
    (void)state;
    static const char text[] = "[filters]\nPozdě OSV = late\nb = x\nB = y\n";
    struct pk_config config;
    struct pk_faults warnings = { 0 };
    pk_config_init(&config);
    pk_config_read(&config, text, strlen(text), "p.ini", &warnings);
    assert_ptr_equal(pk_config_filter(&config, " POZDE osv "), &config.filters[0]);
    assert_ptr_equal(pk_config_filter(&config, "B"), &config.filters[1]);
    assert_null(pk_config_filter(&config, "pozde"));
    assert_null(pk_config_filter(&config, ""));
    pk_config_dispose(&config);
    pk_faults_dispose(&warnings);
}

static void a_bad_line_does_not_stop_the_good_ones(void **state)
{
    (void)state;
    static const char text[] = "[ui]\nnonsense\nescdelay = x\nlanguage = en\nlanguage = cs\n";
    struct pk_config config;
    struct pk_faults warnings = { 0 };
    pk_config_init(&config);
    pk_config_read(&config, text, strlen(text), "p.ini", &warnings);
    assert_int_equal(warnings.count, 2);
    assert_int_equal(warnings.items[0].line, 2);
    assert_int_equal(warnings.items[1].line, 3);
    assert_string_equal(config.language, "cs");
    pk_config_dispose(&config);
    pk_faults_dispose(&warnings);
}

static void a_plan_counts_from_the_home_folder(void **state)
{
    (void)state;
    static const struct {
        const char *value, *path;
    } cases[] = {
        { "~/plans/2024", "/home/eva/plans/2024" },
        { "plans/2024", "/home/eva/plans/2024" },
        { "~", "/home/eva/" },
        { "/srv/~/plan", "/srv/~/plan" },
        { "~eva", "/home/eva/~eva" },
    };
    setenv("HOME", "/home/eva", 1);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_config config;
        struct pk_faults warnings = { 0 };
        struct pk_buf text = { 0 };
        pk_config_init(&config);
        pk_buf_printf(&text, "[plan]\ndefault = %s\n", cases[i].value);
        pk_config_read(&config, text.data, text.len, "p.ini", &warnings);
        assert_string_equal(config.plan, cases[i].path);
        pk_buf_dispose(&text);
        pk_config_dispose(&config);
        pk_faults_dispose(&warnings);
    }
}

static void the_file_is_looked_for_where_xdg_says(void **state)
{
    (void)state;
    static const struct {
        const char *xdg, *path;
    } cases[] = {
        { "/etc/xdg", "/etc/xdg/planek/planek.ini" },
        { "", "/home/eva/.config/planek/planek.ini" },
        { "relative", "/home/eva/.config/planek/planek.ini" },
    };
    setenv("HOME", "/home/eva", 1);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        setenv("XDG_CONFIG_HOME", cases[i].xdg, 1);
        char *path = pk_config_path();
        assert_string_equal(path, cases[i].path);
        free(path);
    }
}

static void no_file_is_fine_and_an_unreadable_one_a_warning(void **state)
{
    struct pk_config config;
    struct pk_faults warnings = { 0 };
    pk_config_init(&config);
    setenv("XDG_CONFIG_HOME", *state, 1);
    pk_config_load(&config, &warnings);
    assert_int_equal(warnings.count, 0);

    char *folder = temp_path(*state, "planek"), *file = temp_path(folder, "planek.ini");
    assert_int_equal(mkdir(folder, 0700), 0);
    assert_int_equal(mkdir(file, 0700), 0);
    pk_config_load(&config, &warnings);
    assert_int_equal(warnings.count, 1);
    assert_string_equal(warnings.items[0].file, file);

    assert_int_equal(rmdir(file), 0);
    temp_put(folder, "planek.ini", "[ui]\nlanguage = en\n");
    pk_config_load(&config, &warnings);
    assert_int_equal(warnings.count, 1);
    assert_string_equal(config.language, "en");
    pk_config_dispose(&config);
    pk_faults_dispose(&warnings);
    free(folder);
    free(file);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_option_becomes_a_typed_value),
        cmocka_unit_test(what_is_not_understood_is_a_warning_that_names_the_nearest),
        cmocka_unit_test(on_and_off_are_understood_as_yes_and_no),
        cmocka_unit_test(keys_and_filters_are_kept_as_they_stand),
        cmocka_unit_test(a_filter_is_found_by_its_name_without_regard_to_case_and_diacritics),
        cmocka_unit_test(a_bad_line_does_not_stop_the_good_ones),
        cmocka_unit_test(a_plan_counts_from_the_home_folder),
        cmocka_unit_test(the_file_is_looked_for_where_xdg_says),
        cmocka_unit_test_setup_teardown(no_file_is_fine_and_an_unreadable_one_a_warning,
                                        temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests_name("config", tests, NULL, NULL);
}
