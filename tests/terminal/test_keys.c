/* What terminals send for their keys, as bytes, is understood as the key, whatever TERM says. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "terminal.h"

struct sent {
    const char *bytes, *label;
};

static const struct sent xterm[] = {
    { "\033[A", "↑" },           { "\033OA", "↑" },           { "\033[B", "↓" },
    { "\033OB", "↓" },           { "\033[C", "→" },           { "\033OD", "←" },
    { "\033[H", "Home" },        { "\033OH", "Home" },        { "\033[F", "End" },
    { "\033OF", "End" },         { "\033[2~", "Ins" },        { "\033[3~", "Del" },
    { "\033[5~", "PgUp" },       { "\033[6~", "PgDn" },       { "\033OP", "F1" },
    { "\033OQ", "F2" },          { "\033OR", "F3" },          { "\033OS", "F4" },
    { "\033[15~", "F5" },        { "\033[17~", "F6" },        { "\033[18~", "F7" },
    { "\033[19~", "F8" },        { "\033[20~", "F9" },        { "\033[21~", "F10" },
    { "\033[23~", "F11" },       { "\033[24~", "F12" },       { "\033[Z", "Shift-Tab" },
    { "\t", "Tab" },             { "\r", "Enter" },           { "\177", "Backspace" },
    { "\b", "Backspace" },       { " ", "Space" },            { "\033[1;2A", "Shift-↑" },
    { "\033[1;5A", "Ctrl-↑" },   { "\033[1;3A", "Alt-↑" },    { "\033[1;6B", "Ctrl-Shift-↓" },
    { "\033[1;5C", "Ctrl-→" },   { "\033[1;5D", "Ctrl-←" },   { "\033[1;5H", "Ctrl-Home" },
    { "\033[1;2F", "Shift-End" }, { "\033[5;5~", "Ctrl-PgUp" }, { "\033[6;2~", "Shift-PgDn" },
    { "\033[3;5~", "Ctrl-Del" }, { "\033[1;2P", "Shift-F1" }, { "\033[15;5~", "Ctrl-F5" },
    { "\033a", "Alt-a" },        { "\033.", "Alt-." },        { "\033\305\231", "Alt-ř" },
    { "\001", "Ctrl-A" },        { "\033[27;5;105~", "Ctrl-I" },
    { "\033[9;5u", "Ctrl-Tab" }, { "\305\276", "ž" },
};

static const struct sent keypad[] = {
    { "\033OM", "Enter" }, { "\033Op", "0" }, { "\033Oq", "1" }, { "\033Or", "2" },
    { "\033Os", "3" },     { "\033Ot", "4" }, { "\033Ou", "5" }, { "\033Ov", "6" },
    { "\033Ow", "7" },     { "\033Ox", "8" }, { "\033Oy", "9" }, { "\033Ok", "+" },
    { "\033Om", "-" },     { "\033Oj", "*" }, { "\033Oo", "/" }, { "\033Ol", "," },
    { "\033On", "." },
};

static const struct sent linux_console[] = {
    { "\033[[A", "F1" },         { "\033[[B", "F2" },         { "\033[[C", "F3" },
    { "\033[[D", "F4" },         { "\033[[E", "F5" },         { "\033[17~", "F6" },
    { "\033[1~", "Home" },       { "\033[4~", "End" },        { "\033[25~", "Shift-F1" },
    { "\033[26~", "Shift-F2" },  { "\033[28~", "Shift-F3" },  { "\033[34~", "Shift-F8" },
    { "\033[A", "↑" },           { "\033[G", "" },
};

static const struct sent rxvt[] = {
    { "\033[7~", "Home" },       { "\033[8~", "End" },        { "\033[a", "Shift-↑" },
    { "\033[b", "Shift-↓" },     { "\033Oa", "Ctrl-↑" },      { "\033Od", "Ctrl-←" },
    { "\033[5^", "Ctrl-PgUp" },  { "\033[6$", "Shift-PgDn" }, { "\033[3@", "Ctrl-Shift-Del" },
    { "\033[11~", "F1" },        { "\033[14~", "F4" },        { "\033[11^", "Ctrl-F1" },
};

static const struct sent putty[] = {
    { "\033[1~", "Home" },       { "\033[4~", "End" },        { "\033[11~", "F1" },
    { "\033[12~", "F2" },        { "\033[13~", "F3" },        { "\033[14~", "F4" },
    { "\033OA", "↑" },           { "\033Ol", "+" },           { "\033OS", "-" },
    { "\033OR", "*" },           { "\033OQ", "/" },           { "\033Op", "0" },
    { "\033[1;5C", "Ctrl-→" },   { "\033[Z", "Shift-Tab" },
};

static const struct kind {
    const char *term;
    const struct sent *keys;
    size_t count;
} kinds[] = {
#define KIND(term, keys) { "TERM=" term, keys, sizeof(keys) / sizeof(keys)[0] }
    KIND("xterm-256color", xterm), KIND("xterm", xterm),          KIND("tmux-256color", xterm),
    KIND("screen", xterm),         KIND("vt100", xterm),          KIND("xterm", keypad),
    KIND("linux", linux_console),  KIND("xterm", linux_console),  KIND("rxvt", rxvt),
    KIND("xterm", rxvt),           KIND("putty", putty),
};

/* Asks what a key does, and presses it. */
static void expect_key(struct terminal *t, const struct sent *sent)
{
    char told[64];
    terminal_type(t, ":key\r");
    terminal_expect(t, "press the key that you want to know about");
    terminal_send(t, sent->bytes, strlen(sent->bytes));
    if (!*sent->label) {
        terminal_keys(t, "x"); /* nothing of it is left over */
        terminal_expect(t, "x: ");
        return;
    }
    snprintf(told, sizeof told, " %s: ", sent->label);
    terminal_expect(t, told);
}

static void keys_are_known_on_every_terminal(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        struct terminal *t = terminal_open(100, 24, kinds[i].term, "--demo", "--read-only",
                                           "--lang", "en", NULL);
        terminal_expect(t, "Goals and activities");
        for (size_t k = 0; k < kinds[i].count; k++) {
            expect_key(t, &kinds[i].keys[k]);
        }
        terminal_close(t);
    }
}

static void a_sequence_that_comes_in_pieces_is_one_key(void **state)
{
    (void)state;
    struct terminal *t = terminal_open(100, 24, "ESCDELAY=10000", "--demo", "--lang", "en", NULL);
    terminal_expect(t, "Goals and activities");
    terminal_type(t, ":key\r");
    terminal_expect(t, "press the key that you want to know about");
    terminal_send(t, "\033", 1);
    terminal_send(t, "[1;", 3);
    terminal_send(t, "5A", 2);
    terminal_expect(t, " Ctrl-↑: ");
    terminal_close(t);
}

static void esc_is_not_lost_before_a_key_that_comes_with_it(void **state)
{
    (void)state;
    struct terminal *t = terminal_open(80, 24, "--demo", "--lang", "en", NULL);
    terminal_expect_lit(t, "1 Řízení");
    terminal_keys(t, "F1");
    terminal_expect_gone(t, "Goals and activities");
    terminal_send(t, "\033\033[B", 4);
    terminal_expect_lit(t, "Koordinátor na půl úvazku");
    terminal_close(t);
}

static void an_unknown_sequence_types_nothing(void **state)
{
    static const char *const unknown[] = { "\033[99~", "\033[?1;2c", "\033[I", "\033[200;300R",
                                           "\033[1;2;3;4;5;6;7x", "\033Oz", "\033[[F" };
    (void)state;
    struct terminal *t = terminal_open(80, 24, "--demo", "--lang", "en", NULL);
    terminal_expect(t, "Goals and activities");
    terminal_keys(t, "/");
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++) {
        terminal_send(t, unknown[i], strlen(unknown[i]));
    }
    terminal_type(t, "web");
    terminal_expect(t, "Search: web");
    terminal_keys(t, "Enter");
    terminal_close(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_known_on_every_terminal),
        cmocka_unit_test(a_sequence_that_comes_in_pieces_is_one_key),
        cmocka_unit_test(esc_is_not_lost_before_a_key_that_comes_with_it),
        cmocka_unit_test(an_unknown_sequence_types_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
