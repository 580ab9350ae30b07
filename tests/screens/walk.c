/* walk.c: random keys, texts, pastes, sizes, commands and what a mouse does, while now and then
 * somebody else writes to the files.  Whatever comes, the program must neither crash nor hang nor
 * give up, and must leave a plan that can be read, and that check finds nothing wrong with.
 *
 * The keys are those that are bound anywhere and some that nobody would press; the command lines
 * are those that keys run and some with arguments of their own.
 *
 * WALK_SEED repeats a walk that failed, WALK_STEPS makes walks longer (4000 are some 100,000 keys);
 * a step is some lines of a script, and the message holds the last step's.
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
#include "ui/keys.h"

enum { STEPS = 250, LINES_A_STEP = 12, KEYS_A_LINE = 4 };

struct walk {
    struct session session;
    const char *folder;
    uint64_t random;
    bool others;        /* write to the files meanwhile */
    unsigned long keys; /* pressed so far */
    int width, height;  /* of the screen, as long as it is the same program */
    struct pk_buf lines; /* the last ones sent */
};

static const struct ui_binding *const tables[] = {
    ui_bindings_chart, ui_bindings_budget,  ui_bindings_lists,
    ui_bindings_form,  ui_bindings_meeting, ui_bindings_anywhere,
};

/* Beside what is bound; those that lead on more than once. */
static const char *const keys[] = {
    "Up", "Down", "Down", "Down", "Left", "Right", "PgUp", "PgDn", "Home", "End", "Enter", "Enter",
    "Esc", "Esc", "Tab", "Tab", "Space", "Backspace", "Shift-Tab", "Shift-Up", "Alt-1", "Alt-9",
    "Alt-Enter", "Ctrl-A", "Ctrl-B", "Ctrl-D", "Ctrl-E", "Ctrl-F", "Ctrl-G", "Ctrl-K", "Ctrl-N",
    "Ctrl-P", "Ctrl-U", "Ctrl-W", "Ctrl-X", "Ctrl-Y", "0", "1", "2", "3", "9", "z", "ž", "Ř",
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

/* That the program ended by itself is all right, and so is 3 where others broke the files: it was
 * told to end although the last change could not be written. */
static void end(struct walk *walk)
{
    int status = session_end(&walk->session);
    bool unsaved = walk->others && WIFEXITED(status) && WEXITSTATUS(status) == 3;
    if (unsaved || (WIFEXITED(status) && WEXITSTATUS(status) == 0)) {
        return;
    }
    print_message("%s\n", pk_buf_text(&walk->lines));
    fail_msg("the program ended with %#x after these lines", (unsigned)status);
}

/* A row of the tables of keys; those that only a menu has, too. */
static const struct ui_binding *some_binding(struct walk *walk)
{
    for (;;) {
        const struct ui_binding *table = SOME(walk, tables);
        size_t count = 0;
        while (table[count].key) {
            count++;
        }
        if (count) {
            return &table[below(walk, count)];
        }
    }
}

/* What ends the program is done now and then only. */
static bool ends(const struct ui_binding *binding)
{
    return strcmp(binding->line, "quit") == 0;
}

static void add_keys(struct walk *walk, struct pk_buf *out)
{
    pk_buf_str(out, "keys");
    for (size_t i = below(walk, KEYS_A_LINE) + 1; i > 0; i--) {
        const struct ui_binding *bound = some_binding(walk);
        bool usable = *bound->key && !(ends(bound) && below(walk, 50));
        pk_buf_printf(out, " %s", usable && below(walk, 2) ? bound->key : SOME(walk, keys));
        walk->keys++;
    }
}

/* Somewhere on the screen, or beside it. */
static void add_place(struct walk *walk, struct pk_buf *out)
{
    pk_buf_printf(out, " %zu %zu", below(walk, (size_t)walk->width + 2),
                  below(walk, (size_t)walk->height + 2));
}

static void add_mouse(struct walk *walk, struct pk_buf *out)
{
    static const char *const words[] = { "click", "double", "drag", "hold", "wheel up",
                                         "wheel down" };
    const char *word = SOME(walk, words);
    pk_buf_str(out, word);
    add_place(walk, out);
    if (strcmp(word, "drag") == 0 || strcmp(word, "hold") == 0) {
        add_place(walk, out);
    }
    walk->keys++;
}

static void add_size(struct walk *walk, struct pk_buf *out)
{
    const char *size = SOME(walk, sizes);
    pk_buf_printf(out, "resize %s", size);
    sscanf(size, "%dx%d", &walk->width, &walk->height);
}

static void add_text(struct walk *walk, struct pk_buf *out)
{
    const char *text = SOME(walk, texts);
    pk_buf_printf(out, "type %s", text);
    walk->keys += strlen(text);
}

static void add_command(struct walk *walk, struct pk_buf *out)
{
    const struct ui_binding *bound = some_binding(walk);
    bool elsewhere = strstr(bound->line, "save-as"); /* into folders that happen to be typed */
    bool usable = !elsewhere && !(ends(bound) && below(walk, 50));
    pk_buf_str(out, usable && below(walk, 2) ? bound->line : SOME(walk, commands));
    walk->keys++;
}

static void add_line(struct walk *walk, struct pk_buf *out)
{
    size_t kind = below(walk, 100);
    if (kind < 10) {
        pk_buf_str(out, "keys Esc Esc Esc");
    } else if (kind < 65) {
        add_keys(walk, out);
    } else if (kind < 73) {
        add_text(walk, out);
    } else if (kind < 78) {
        pk_buf_printf(out, "paste %s", SOME(walk, texts));
        pk_buf_printf(out, "\\n%s\t", SOME(walk, texts));
    } else if (kind < 82) {
        add_size(walk, out);
    } else if (kind < 90) {
        add_mouse(walk, out);
    } else {
        add_command(walk, out);
    }
    pk_buf_char(out, '\n');
}

static void step(struct walk *walk)
{
    if (!walk->session.pid) {
        session_begin(&walk->session, walk->folder, "cs");
        walk->width = 80;
        walk->height = 24;
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

/* Warnings, and what waits for a decision, may have come about.  What others broke is put right
 * first; what they took out of one file another may still name, but every file is understood. */
static void check_plan(const struct walk *walk)
{
    struct pk_buf command = { 0 };
    if (walk->others) {
        session_restore_all(walk->folder);
    }
    pk_buf_printf(&command, "'%s' -p '%s' list >/dev/null", session_program(), walk->folder);
    assert_int_equal(system(pk_buf_text(&command)), 0);
    pk_buf_cut(&command, 0);
    pk_buf_printf(&command, "'%s' -p '%s' check --format json |", session_program(), walk->folder);
    pk_buf_printf(&command, " grep -E -A9 '\"severity\": *\"(%s)\"'",
                  walk->others ? "fatal" : "fatal|error");
    assert_int_not_equal(system(pk_buf_text(&command)), 0);
    pk_buf_dispose(&command);
}

static unsigned long number(const char *name, unsigned long otherwise)
{
    const char *text = getenv(name);
    return text ? strtoul(text, NULL, 10) : otherwise;
}

static void walk_along(void **state, bool with_others)
{
    struct walk walk = { .folder = *state, .others = with_others };
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
    print_message("%lu keys\n", walk.keys);
    pk_buf_dispose(&walk.lines);
    check_plan(&walk);
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
