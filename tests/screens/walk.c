/* walk.c: random keys, texts, pastes, sizes and commands, while now and then somebody else writes
 * to the files.  Whatever comes, the program must neither crash nor hang nor give up, and must
 * leave a plan that can be read.
 *
 * WALK_SEED repeats a walk that failed, WALK_STEPS makes walks longer; a step is some lines of a
 * script, and the message holds the last step's.
 */
#include "config.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "session.h"

enum { STEPS = 250, LINES_A_STEP = 12, KEYS_A_LINE = 4 };

struct walk {
    struct session session;
    const char *folder;
    uint64_t random;
    struct pk_buf lines; /* the last ones sent */
};

static const char *const keys[] = {
    "Up", "Down", "Left", "Right", "PgUp", "PgDn", "Home", "End", "Enter", "Esc", "Tab", "Space",
    "Del", "Backspace", "Ins", "Shift-Tab", "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9",
    "F11", "F12", "Alt-1", "Alt-.", "Alt-,", "Alt-9", "Shift-Up", "Shift-Down", "Ctrl-Up",
    "Ctrl-Down", "Ctrl-Left", "Ctrl-Right", "Ctrl-A", "Ctrl-B", "Ctrl-C", "Ctrl-D", "Ctrl-E",
    "Ctrl-F", "Ctrl-K", "Ctrl-L", "Ctrl-R", "Ctrl-U", "Ctrl-W", "Ctrl-Y", "a", "A", "b", "c", "d",
    "e", "f", "g", "h", "i", "j", "J", "k", "K", "l", "n", "N", "o", "p", "r", "s", "t", "u",
    "v", "w", "x", ";", "H", "W", "m", ".", ",", "/", ":", "?", "+", "=", "-", "1", "2", "ž", "Down", "Down", "Up",
    "Enter", "Esc", "Tab",
};

static const char *const texts[] = {
    "a", "web", "osv", "31.6.", "31. 8. 2024", "2024-Q3", "průběžně", "+14d", "12 000,50", "-5",
    "99999999999999999999", "15 tis.", "osv:100; mzdy", "x=1", "\"", "\"a b\"", "late next:14d",
    "goal:4 role:marketing", "Příliš žluťoučký kůň úpěl ďábelské ódy", "漢字かな交じり文",
    "e\xCC\x81\xCC\x81o\xCC\x88", "\xCC\x81",
    "\xF0\x9F\x8F\xB3\xEF\xB8\x8F\xE2\x80\x8D\xF0\x9F\x8C\x88",
    "a\xE2\x80\xAEz", "; ; ;", "4.1", "1/2",
};

static const char *const commands[] = {
    "edit 4.1", "edit goals/4", "edit sources/osv", "add", "add goals", "add sources",
    "add meetings", "add spending", "add glossary", "filter late", "filter off",
    "filter nothing-is-like-this",
    "set cost=12000", "set title=\"\"", "set due=průběžně", "set goal=1", "set cost_in=web",
    "set depends=web", "move first", "move 4.1", "move after 4", "remove", "done", "count 3",
    "count -2", "shift +1w", "shift -1m", "step up", "step down", "undo", "redo", "undo", "redo",
    "undo", "fold", "fold-all", "zoom in", "zoom out", "earlier", "later", "today", "go", "pane",
    "budget", "view", "snapshot", "faults", "help", "menu", "search", "search-next", "reload",
    "history", "history-plan", "waiting", "approve", "reject", "mine", "theirs", "take-back", "why",
    "as-of 1.6.2024", "as-of 1.1.2030", "as-of", "as-of", "wait", "wait", "wait",
    "redraw", "save", "command \"set \"", "dump-screen", "quit",
};

static const char *const sizes[] = {
    "80x24", "80x24", "120x36", "200x50", "60x15", "59x14", "1x1", "119x15", "300x70", "61x200",
};

#define SOME(walk, array) ((array)[below(walk, sizeof(array) / sizeof(array)[0])])

/* Marsaglia's xorshift64. */
static size_t below(struct walk *walk, size_t limit)
{
    walk->random ^= walk->random << 13;
    walk->random ^= walk->random >> 7;
    walk->random ^= walk->random << 17;
    return (size_t)(walk->random % limit);
}

/* That the program ended by itself is all right. */
static void end(struct walk *walk)
{
    int status = session_end(&walk->session);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
        return;
    }
    print_message("%s\n", pk_buf_text(&walk->lines));
    fail_msg("the program ended with %#x after these lines", (unsigned)status);
}

static void add_line(struct walk *walk, struct pk_buf *out)
{
    size_t kind = below(walk, 100);
    if (kind < 10) {
        pk_buf_str(out, "keys Esc Esc Esc");
    } else if (kind < 70) {
        pk_buf_str(out, "keys");
        for (size_t i = below(walk, KEYS_A_LINE) + 1; i > 0; i--) {
            pk_buf_printf(out, " %s", SOME(walk, keys));
        }
    } else if (kind < 80) {
        pk_buf_printf(out, "type %s", SOME(walk, texts));
    } else if (kind < 85) {
        pk_buf_printf(out, "paste %s", SOME(walk, texts));
        pk_buf_printf(out, "\\n%s\t", SOME(walk, texts));
    } else if (kind < 90) {
        pk_buf_printf(out, "resize %s", SOME(walk, sizes));
    } else {
        pk_buf_str(out, SOME(walk, commands));
    }
    pk_buf_char(out, '\n');
}

static void step(struct walk *walk)
{
    if (!walk->session.pid) {
        session_begin(&walk->session, walk->folder, "cs");
    }
    pk_buf_cut(&walk->lines, 0);
    for (int i = 0; i < LINES_A_STEP; i++) {
        add_line(walk, &walk->lines);
    }
    if (!session_send(&walk->session, pk_buf_text(&walk->lines), NULL)) {
        end(walk);
    }
}

/* Takes a line other than the first out of a file, or puts it in twice. */
static void change_line(struct walk *walk, const char *name)
{
    char *text = temp_read(walk->folder, name), *rest = NULL;
    size_t count = 0, chosen, twice = below(walk, 2);
    for (const char *at = text; *at; at++) {
        count += *at == '\n';
    }
    chosen = count > 1 ? below(walk, count - 1) + 1 : 0;
    struct pk_buf out = { 0 };
    count = 0;
    for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        size_t times = count++ != chosen || chosen == 0 ? 1 : 2 * twice;
        while (times-- > 0) {
            pk_buf_printf(&out, "%s\n", line);
        }
    }
    temp_put(walk->folder, name, pk_buf_text(&out));
    pk_buf_dispose(&out);
    free(text);
}

/* What other programs do to the folder meanwhile. */
static void meddle(struct walk *walk)
{
    static const char *const names[] = { "activities.csv", "goals.csv", "sources.csv" };
    const char *name = SOME(walk, names);
    char *path = temp_path(walk->folder, name);
    switch (below(walk, 12)) {
    case 0:
    case 1:
    case 2:
        if (access(path, R_OK) == 0) {
            change_line(walk, name);
        }
        break;
    case 3: temp_put(walk->folder, name, "id,name\na,\"not closed\n"); break;
    case 4: temp_put(walk->folder, name, "\n"); break;
    case 5: remove(path); break;
    case 6:
    case 7:
    case 8: session_restore(walk->folder, name); break;
    }
    free(path);
}

static void check_plan(const struct walk *walk)
{
    struct pk_buf command = { 0 };
    pk_buf_printf(&command, "'%s' -p '%s' list >/dev/null", session_program(), walk->folder);
    assert_int_equal(system(pk_buf_text(&command)), 0);
    pk_buf_dispose(&command);
}

static unsigned long number(const char *name, unsigned long otherwise)
{
    const char *text = getenv(name);
    return text ? strtoul(text, NULL, 10) : otherwise;
}

static void walk_along(void **state, bool with_others)
{
    struct walk walk = { .folder = *state };
    unsigned long seed = number("WALK_SEED", (unsigned long)time(NULL));
    unsigned long steps = number("WALK_STEPS", STEPS);
    walk.random = seed * 2654435769u + 1;
    print_message("WALK_SEED=%lu WALK_STEPS=%lu\n", seed, steps);
    session_restore_all(walk.folder);
    for (unsigned long i = 0; i < steps; i++) {
        step(&walk);
        if (with_others) {
            meddle(&walk);
        }
    }
    if (walk.session.pid) {
        end(&walk);
    }
    pk_buf_dispose(&walk.lines);
    if (!with_others) {
        check_plan(&walk);
    }
}

static void random_keys_do_no_harm(void **state)
{
    walk_along(state, false);
}

static void random_keys_do_no_harm_while_others_write(void **state)
{
    walk_along(state, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(random_keys_do_no_harm, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(random_keys_do_no_harm_while_others_write, temp_setup,
                                        temp_teardown),
    };
    signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
