/* Random keys as bytes, real sizes, stops and ends of all kinds, on terminals of all kinds.
 * Whatever comes, the program must neither crash nor hang, must show on its screen what it would
 * draw anew, must leave the terminal as it found it whenever it stops or ends, and a plan that
 * check finds nothing wrong with.
 *
 * Mostly there is a shell between the terminal and the program, since nothing can be stopped
 * without one; it tells by stopping itself that the program did.
 *
 * WALK_SEED repeats a walk that failed, WALK_STEPS makes walks longer (4000 are some 100,000
 * keys).  The same seed sends the same bytes; when they come is another matter.
 */
#include "config.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "../unit/tempfolder.h"
#include "plandir.h"
#include "process.h"
#include "screen.h"
#include "terminal.h"
#include "walkkeys.h"

enum { STEPS = 60, PIECES_A_STEP = 8, KEYS_A_PIECE = 5, SHOWN = 4000 };

#define ESC_PAUSE 0.03 /* seconds after which Esc is Esc, more than the ESCDELAY of what is started */
#define STILL 0.1      /* seconds without a sign of life, after which everything is done */

struct walk {
    struct process process;
    struct screen *screen;
    struct screen *anew; /* gets what comes instead, where not NULL; that is kept in `caught` */
    struct pk_buf caught;
    struct luck luck;
    const char *folder, *home;
    struct pk_buf piece;  /* to be sent */
    struct pk_buf lately; /* what was done, for messages */
    struct pk_buf drawn;  /* the last of what the program sent */
    size_t bytes;         /* so many in all */
    unsigned long keys, seed;
    char *program;
    int columns, rows;
    bool has_shell;
};

static int64_t patience(void)
{
    return process_deadline(TERMINAL_PATIENCE);
}

/* ---- telling ---- */

static void keep_end(struct pk_buf *text)
{
    if (text->len > 16 * SHOWN) {
        pk_buf_splice(text, 0, text->len - SHOWN, "", 0);
    }
}

__attribute__((noreturn, format(printf, 2, 3))) static void fail_walk(struct walk *walk,
                                                                      const char *format, ...)
{
    struct pk_buf why = { 0 };
    va_list args;
    va_start(args, format);
    pk_buf_vprintf(&why, format, args);
    va_end(args);
    screen_print(walk->screen);
    keep_end(&walk->lately);
    size_t from = walk->lately.len > SHOWN ? walk->lately.len - SHOWN : 0;
    printf("what was done last:\n%s\n", pk_buf_text(&walk->lately) + from);
    if (strstr(pk_buf_text(&walk->drawn), "Sanitizer") ||
        strstr(pk_buf_text(&walk->drawn), "runtime error")) {
        printf("what came last:\n%s\n", pk_buf_text(&walk->drawn));
    }
    fail_msg("WALK_SEED=%lu, after %lu keys: %s", walk->seed, walk->keys, pk_buf_text(&why));
    abort();
}

static void note(struct walk *walk, const char *what)
{
    pk_buf_printf(&walk->lately, "\n[%s] ", what);
    keep_end(&walk->lately);
}

/* ---- to and fro ---- */

static void take(const char *bytes, size_t length, void *user)
{
    struct walk *walk = user;
    walk->bytes += length;
    pk_buf_add(&walk->drawn, bytes, length);
    keep_end(&walk->drawn);
    if (walk->anew) {
        screen_write(walk->anew, bytes, length);
        pk_buf_add(&walk->caught, bytes, length);
    } else {
        screen_write(walk->screen, bytes, length);
    }
}

static void press(const char *bytes, size_t length, void *user)
{
    struct walk *walk = user;
    pk_buf_add(&walk->piece, bytes, length);
}

/* False when the program has ended. */
static bool send(struct walk *walk)
{
    struct pk_buf piece = walk->piece;
    walk->piece = (struct pk_buf){ 0 }; /* takes what the terminal answers meanwhile */
    bool sent = process_write(&walk->process, piece.data, piece.len, patience());
    walkkeys_show(&walk->lately, piece.data, piece.len);
    pk_buf_char(&walk->lately, ' ');
    pk_buf_dispose(&piece);
    if (!sent && !walk->process.silent) {
        fail_walk(walk, "the program takes no more keys");
    }
    return sent;
}

static bool send_text(struct walk *walk, const char *text)
{
    pk_buf_str(&walk->piece, text);
    return send(walk);
}

static void rest(struct walk *walk, double seconds)
{
    int64_t deadline = process_deadline(seconds);
    while (process_deadline(0) < deadline && !walk->process.silent) {
        process_read(&walk->process, deadline);
    }
}

/* How often the program has waited so far; -1 when it is busy or gone. */
static long waits_of(pid_t pid)
{
    char path[64], line[256], state = 0;
    long waits = -1;
    snprintf(path, sizeof path, "/proc/%ld/status", (long)pid);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file)) {
        sscanf(line, "State: %c", &state);
        sscanf(line, "voluntary_ctxt_switches: %ld", &waits);
    }
    if (file) {
        fclose(file);
    }
    return state == 'S' ? waits : -1;
}

static pid_t program_of(const struct walk *walk)
{
    return tcgetpgrp(walk->process.master);
}

/* Until the program has done all that there is to be done.  False when it has ended. */
static bool settle(struct walk *walk)
{
    int64_t deadline = patience();
    for (;;) {
        long waits = waits_of(program_of(walk));
        size_t bytes = walk->bytes;
        rest(walk, STILL);
        if (walk->process.silent) {
            return false;
        }
        if (waits >= 0 && bytes == walk->bytes && waits == waits_of(program_of(walk))) {
            return true;
        }
        if (process_deadline(0) > deadline) {
            fail_walk(walk, "the program does not come to rest");
        }
    }
}

/* ---- beginning and end ---- */

static const char shell[] = "trap : HUP INT QUIT TERM TSTP\n"
                            "set -m\n"
                            "\"$@\"\n"
                            "status=$?\n"
                            "while [ $status -eq 148 ]; do\n"
                            "  kill -STOP $$\n"
                            "  fg >/dev/null\n"
                            "  status=$?\n"
                            "done\n"
                            "exit $status\n";

static void write_settings(struct walk *walk)
{
    static const char *const settings[] = { "[ui]\n", "[ui]\nmouse = yes\n",
                                            "[ui]\nmouse = yes\ntheme = colour-blind\n",
                                            "[ui]\nglyphs = fine\n" };
    temp_put(walk->home, ".config/planek/planek.ini", LUCK_SOME(&walk->luck, settings));
}

static void begin(struct walk *walk)
{
    static const char *const terms[] = { "TERM=xterm-256color", "TERM=xterm-256color", "TERM=xterm",
                                         "TERM=tmux-256color", "TERM=screen", "TERM=linux",
                                         "TERM=putty", "TERM=vt100", "TERM=rxvt" };
    static const char *const locales[] = { "LC_ALL=C.UTF-8", "LC_ALL=C.UTF-8", "LC_ALL=C" };
    static const char *const languages[] = { "cs", "cs", "en" };
    char *home = temp_path("HOME=", walk->home);
    const char *arguments[] = { home, "ESCDELAY=10", LUCK_SOME(&walk->luck, terms),
                                LUCK_SOME(&walk->luck, locales), "sh", "-c", shell, "sh",
                                walk->program, "-p", walk->folder, "--lang",
                                LUCK_SOME(&walk->luck, languages), NULL };
    enum { NAMED = 4, SHELL = 4, ALL = sizeof arguments / sizeof arguments[0] };
    walk->has_shell = luck_below(&walk->luck, 3) != 0;
    if (!walk->has_shell) {
        memmove(arguments + NAMED, arguments + NAMED + SHELL,
                (ALL - NAMED - SHELL) * sizeof arguments[0]);
    }
    void *list = arguments;
    walk->columns = 80;
    walk->rows = 24;
    walk->screen = screen_new(walk->columns, walk->rows);
    vterm_output_set_callback(screen_vterm(walk->screen), press, walk);
    pk_buf_cut(&walk->drawn, 0);
    note(walk, arguments[2]);
    note(walk, arguments[3]);
    write_settings(walk);
    assert_true(process_start(&walk->process, walk->columns, walk->rows, list, take, walk));
    free(home);
    while (walk->bytes == 0 || !strstr(pk_buf_text(&walk->drawn), "\033")) {
        if (!process_read(&walk->process, patience())) {
            fail_walk(walk, "the program does not begin");
        }
    }
}

static void forget(struct walk *walk)
{
    process_stop(&walk->process, patience());
    screen_free(walk->screen);
    walk->screen = NULL;
    walk->bytes = 0;
}

static void expect_sane(struct walk *walk)
{
    struct pk_buf leftovers = { 0 };
    screen_leftovers(walk->screen, &leftovers);
    if (!process_restored(&walk->process)) {
        pk_buf_str(&leftovers, "the line discipline is not as it was\n");
    }
    if (leftovers.len) {
        fail_walk(walk, "the terminal is not left as it was: %s", pk_buf_text(&leftovers));
    }
    pk_buf_dispose(&leftovers);
}

/* The program ends, or has ended, by itself or because it was killed. */
static void over(struct walk *walk, bool killed)
{
    int killed_status = walk->has_shell ? (128 + SIGKILL) << 8 : SIGKILL;
    bool there = walk->process.master >= 0;
    int64_t deadline = patience();
    while (!walk->process.silent && process_deadline(0) < deadline) {
        process_read(&walk->process, deadline);
    }
    int ended = walk->process.silent ? process_reap(&walk->process, deadline) : -1;
    if (ended == -1) {
        fail_walk(walk, "the program does not end");
    }
    if (ended != (killed ? killed_status : 0)) {
        fail_walk(walk, "the program has ended with %#x", (unsigned)ended);
    }
    if (there && !killed) {
        expect_sane(walk);
    }
    forget(walk);
}

/* Where the program asks which key it is to tell about, and in a paste, it takes one more. */
static void end_by_key(struct walk *walk)
{
    enum { MOST = 3 };
    bool runs = send_text(walk, "\033[201~\033[21~") && settle(walk);
    for (int i = 1; i < MOST && runs; i++) {
        runs = send_text(walk, "\033[21~") && settle(walk);
    }
    if (runs) {
        fail_walk(walk, "F10 does not end it");
    }
    over(walk, false);
}

static void end_by_signal(struct walk *walk, int signal)
{
    note(walk, strsignal(signal));
    bool runs = settle(walk);
    if (runs) {
        kill(program_of(walk), signal);
    }
    over(walk, runs && signal == SIGKILL);
}

/* A shell would not tell how the program ended when the line had dropped. */
static void end(struct walk *walk)
{
    size_t way = luck_below(&walk->luck, 6);
    if (!walk->has_shell && way > 2) {
        note(walk, "the line drops");
        process_hang_up(&walk->process);
        over(walk, false);
    } else if (way < 3) {
        end_by_signal(walk, (int[]){ SIGTERM, SIGHUP, SIGKILL }[way]);
    } else {
        end_by_key(walk);
    }
}

/* ---- what happens ---- */

static void resize(struct walk *walk)
{
    static const int usual[][2] = { { 80, 24 }, { 80, 24 }, { 120, 36 }, { 200, 50 }, { 60, 15 },
                                    { 59, 15 }, { 1, 1 },   { 119, 15 }, { 250, 60 }, { 61, 60 } };
    size_t chosen = luck_below(&walk->luck, 15);
    bool any = chosen >= sizeof usual / sizeof usual[0];
    walk->columns = any ? (int)luck_below(&walk->luck, 250) + 1 : usual[chosen][0];
    walk->rows = any ? (int)luck_below(&walk->luck, 60) + 1 : usual[chosen][1];
    pk_buf_printf(&walk->lately, "[%dx%d] ", walk->columns, walk->rows);
    while (process_read(&walk->process, 0)) {
    }
    screen_resize(walk->screen, walk->columns, walk->rows);
    process_resize(&walk->process, walk->columns, walk->rows);
}

/* All of the screen is drawn again, and nothing of it is another one than before. */
static void compare(struct walk *walk)
{
    note(walk, "drawn anew");
    if (!send_text(walk, "\033[201~") || !settle(walk)) {
        return;
    }
    size_t bytes = walk->bytes;
    walk->anew = screen_new(walk->columns, walk->rows);
    kill(program_of(walk), SIGWINCH);
    while (bytes == walk->bytes && process_read(&walk->process, patience())) {
    }
    bool runs = settle(walk);
    if (runs && bytes == walk->bytes) {
        fail_walk(walk, "the program does not draw any more");
    }
    VTermPos first;
    if (runs && screen_differ(walk->screen, walk->anew, &first)) {
        screen_print(walk->anew);
        fail_walk(walk, "drawn anew the screen is another one at row %d, column %d", first.row,
                  first.col);
    }
    screen_free(walk->anew);
    walk->anew = NULL;
    screen_write(walk->screen, pk_buf_text(&walk->caught), walk->caught.len);
    pk_buf_cut(&walk->caught, 0);
}

/* Whether the shell, and so the program, has come to be stopped; false when both have ended, and
 * where there is no shell. */
static bool is_stopped(struct walk *walk)
{
    if (!walk->has_shell) {
        return false;
    }
    int64_t deadline = patience();
    siginfo_t info = { .si_pid = 0 };
    while (process_deadline(0) < deadline && info.si_pid == 0) {
        process_read(&walk->process, process_deadline(0.01));
        waitid(P_PID, (id_t)walk->process.pid, &info, WSTOPPED | WEXITED | WNOHANG | WNOWAIT);
    }
    if (info.si_pid == 0) {
        fail_walk(walk, "the program does not stop");
    }
    return info.si_code == CLD_STOPPED;
}

/* Stops it while it is still busy with some keys, by the key or by the signal. */
static void stop(struct walk *walk)
{
    note(walk, "a stop");
    if (!settle(walk)) {
        return;
    }
    pid_t program = program_of(walk);
    walk->keys += walkkeys_add(&walk->piece, &walk->luck, screen_vterm(walk->screen));
    if (!send(walk)) {
        return;
    }
    if (luck_below(&walk->luck, 2)) {
        send_text(walk, "\032");
    } else {
        kill(program, SIGTSTP);
    }
    if (!is_stopped(walk)) {
        return;
    }
    while (process_read(&walk->process, 0)) {
    }
    expect_sane(walk);
    if (luck_below(&walk->luck, 2)) {
        resize(walk);
    }
    waitid(P_PID, (id_t)walk->process.pid, &(siginfo_t){ .si_pid = 0 }, WSTOPPED);
    kill(walk->process.pid, SIGCONT);
    rest(walk, STILL);
}

/* A folder that is typed here could be any. */
static bool may_write_elsewhere(const struct walk *walk)
{
    VTermPos found;
    return screen_find(walk->screen, "save-as", (VTermPos){ 0, 0 }, &found);
}

static void add_some(struct walk *walk)
{
    for (size_t i = luck_below(&walk->luck, KEYS_A_PIECE) + 1; i > 0; i--) {
        walk->keys += walkkeys_add(&walk->piece, &walk->luck, screen_vterm(walk->screen));
    }
}

static bool press_esc(struct walk *walk)
{
    walk->keys++;
    bool runs = send_text(walk, "\033");
    rest(walk, ESC_PAUSE);
    return runs;
}

/* Somebody holds the terminal for a while, by Ctrl-S.  With more keys than a line holds even Ctrl-Q
 * would not come through. */
static bool press_held(struct walk *walk)
{
    enum { MOST = 500 };
    pk_buf_char(&walk->piece, '\023');
    add_some(walk);
    pk_buf_cut(&walk->piece, MOST);
    pk_buf_char(&walk->piece, '\021');
    return send(walk);
}

/* False when the program has ended. */
static bool go_on(struct walk *walk)
{
    size_t kind = luck_below(&walk->luck, 100), storm = luck_below(&walk->luck, 12);
    if (kind < 6) {
        for (resize(walk); kind == 0 && storm > 0; storm--) {
            resize(walk);
        }
    } else if (kind < 16 || may_write_elsewhere(walk)) {
        return press_esc(walk);
    } else if (kind < 18) {
        return press_held(walk);
    } else {
        add_some(walk);
        if (!send(walk)) {
            return false;
        }
    }
    while (process_read(&walk->process, process_deadline(0.002))) {
    }
    return !walk->process.silent;
}

static void step(struct walk *walk)
{
    bool runs = true;
    if (!walk->screen) {
        begin(walk);
    }
    for (int i = 0; i < PIECES_A_STEP && runs; i++) {
        runs = go_on(walk);
    }
    if (runs && luck_below(&walk->luck, 12) == 0) {
        compare(walk);
    }
    if (!walk->process.silent && luck_below(&walk->luck, 25) == 0) {
        stop(walk);
    }
    if (walk->process.silent) {
        over(walk, false);
    } else if (luck_below(&walk->luck, 30) == 0) {
        end(walk);
    }
}

static void check_plan(const struct walk *walk)
{
    struct pk_buf command = { 0 };
    pk_buf_printf(&command, "'%s' -p '%s' list >/dev/null", walk->program, walk->folder);
    assert_int_equal(system(pk_buf_text(&command)), 0);
    pk_buf_cut(&command, 0);
    pk_buf_printf(&command, "'%s' -p '%s' check --format json | grep '\"severity\": *\"error\"'",
                  walk->program, walk->folder);
    assert_int_not_equal(system(pk_buf_text(&command)), 0);
    pk_buf_dispose(&command);
}

static unsigned long number(const char *name, unsigned long otherwise)
{
    const char *text = getenv(name);
    return text && *text ? strtoul(text, NULL, 10) : otherwise;
}

static void *make_home(void)
{
    static const char *const folders[] = { ".config", ".config/planek" };
    void *home;
    assert_int_equal(temp_setup(&home), 0);
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        char *path = temp_path(home, folders[i]);
        assert_int_equal(mkdir(path, 0777), 0);
        free(path);
    }
    return home;
}

static void random_bytes_do_no_harm(void **state)
{
    void *home = make_home();
    struct walk walk = { .folder = *state, .home = home, .program = realpath(terminal_planek(), NULL),
                         .seed = number("WALK_SEED", (unsigned long)time(NULL)) };
    assert_non_null(walk.program);
    assert_int_equal(chdir(home), 0); /* files that somebody happens to name go there */
    unsigned long steps = number("WALK_STEPS", STEPS);
    walk.luck = luck_of(walk.seed);
    print_message("WALK_SEED=%lu WALK_STEPS=%lu\n", walk.seed, steps);
    for (unsigned long i = 0; i < steps; i++) {
        step(&walk);
    }
    if (walk.screen) {
        end_by_key(&walk);
    }
    print_message("%lu keys\n", walk.keys);
    check_plan(&walk);
    pk_buf_dispose(&walk.piece);
    pk_buf_dispose(&walk.lately);
    pk_buf_dispose(&walk.drawn);
    pk_buf_dispose(&walk.caught);
    free(walk.program);
    temp_teardown(&home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(random_bytes_do_no_harm, plandir_setup, plandir_teardown),
    };
    signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
