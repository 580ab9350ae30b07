/* Mostly there is a shell between the terminal and the program, since nothing can be stopped
 * without one; it tells by stopping itself that the program did.
 */
#include "config.h"

#include "walker.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
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
#include "terminal.h"

enum { SHOWN = 4000 };

#define STILL 0.1 /* seconds without a sign of life, after which everything is done */

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

/* Whether a sanitizer says something. */
static bool has_report(const struct walk *walk)
{
    static const char *const words[] = { "Sanitizer", "runtime error" };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (memmem(pk_buf_text(&walk->drawn), walk->drawn.len, words[i], strlen(words[i]))) {
            return true;
        }
    }
    return false;
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
    if (has_report(walk)) {
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

bool walk_send(struct walk *walk)
{
    bool sent = true;
    while (sent && walk->piece.len) { /* meanwhile the terminal may have been asked something */
        struct pk_buf piece = walk->piece;
        walk->piece = (struct pk_buf){ 0 };
        sent = process_write(&walk->process, piece.data, piece.len, patience());
        walkkeys_show(&walk->lately, piece.data, piece.len);
        pk_buf_char(&walk->lately, ' ');
        pk_buf_dispose(&piece);
    }
    if (!sent && !walk->process.silent) {
        fail_walk(walk, "the program takes no more keys");
    }
    return sent;
}

bool walk_send_text(struct walk *walk, const char *text)
{
    pk_buf_str(&walk->piece, text);
    return walk_send(walk);
}

void walk_rest(struct walk *walk, double seconds)
{
    int64_t deadline = process_deadline(seconds);
    while (process_deadline(0) < deadline && !walk->process.silent) {
        process_read(&walk->process, deadline);
        walk_send(walk);
    }
}

void walk_watch(struct walk *walk, double seconds)
{
    while (process_read(&walk->process, process_deadline(seconds))) {
        walk_send(walk);
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

bool walk_settle(struct walk *walk)
{
    int64_t deadline = patience();
    for (;;) {
        long waits = waits_of(program_of(walk));
        size_t bytes = walk->bytes;
        walk_rest(walk, STILL);
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

static const char shell[] = "cd \"$HOME\" || exit 9\n"
                            "trap : HUP INT QUIT TERM TSTP\n"
                            "set -m\n"
                            "\"$@\"\n"
                            "status=$?\n"
                            "while [ $status -eq 148 ]; do\n"
                            "  kill -STOP $$\n"
                            "  fg >/dev/null\n"
                            "  status=$?\n"
                            "done\n"
                            "exit $status\n";

static const char no_shell[] = "cd \"$HOME\" && exec \"$@\"";

static void write_settings(struct walk *walk)
{
    static const char *const settings[] = { "[ui]\n", "[ui]\nmouse = yes\n",
                                            "[ui]\nmouse = yes\ntheme = colour-blind\n",
                                            "[ui]\nglyphs = fine\n" };
    temp_put(walk->home, ".config/planek/planek.ini", LUCK_SOME(&walk->luck, settings));
}

void walk_start(struct walk *walk)
{
    static const char *const terms[] = { "TERM=xterm-256color", "TERM=xterm-256color", "TERM=xterm",
                                         "TERM=tmux-256color", "TERM=screen", "TERM=linux",
                                         "TERM=putty", "TERM=vt100", "TERM=rxvt" };
    static const char *const locales[] = { "LC_ALL=C.UTF-8", "LC_ALL=C.UTF-8", "LC_ALL=C" };
    static const char *const languages[] = { "cs", "cs", "en" };
    char *home = temp_path("HOME=", walk->home);
    walk->has_shell = luck_below(&walk->luck, 3) != 0;
    const char *arguments[] = { home, "ESCDELAY=10", LUCK_SOME(&walk->luck, terms),
                                LUCK_SOME(&walk->luck, locales), "sh", "-c",
                                walk->has_shell ? shell : no_shell, "sh", walk->program, "-p",
                                walk->folder, "--lang", LUCK_SOME(&walk->luck, languages), NULL };
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
    while (!strstr(pk_buf_text(&walk->drawn), "\033")) {
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
    pk_buf_cut(&walk->piece, 0);
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
static void expect_end(struct walk *walk, bool killed)
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
    if (ended != (killed ? killed_status : 0) || has_report(walk)) {
        fail_walk(walk, "the program has ended with %#x", (unsigned)ended);
    }
    if (there && !killed) {
        expect_sane(walk);
    }
    forget(walk);
}

void walk_over(struct walk *walk)
{
    expect_end(walk, false);
}

/* Where the program asks which key it is to tell about, and in a paste, it takes one more. */
static void quit(struct walk *walk)
{
    enum { MOST = 3 };
    bool runs = walk_send_text(walk, "\033[201~\033[21~") && walk_settle(walk);
    for (int i = 1; i < MOST && runs; i++) {
        runs = walk_send_text(walk, "\033[21~") && walk_settle(walk);
    }
    if (runs) {
        fail_walk(walk, "F10 does not end it");
    }
    walk_over(walk);
}

static void end_by_signal(struct walk *walk, int signal)
{
    note(walk, strsignal(signal));
    bool runs = walk_settle(walk);
    if (runs) {
        kill(program_of(walk), signal);
    }
    expect_end(walk, runs && signal == SIGKILL);
}

/* A shell would not tell how the program ended when the line had dropped. */
void walk_leave(struct walk *walk)
{
    size_t way = luck_below(&walk->luck, 6);
    if (!walk->has_shell && way > 2) {
        note(walk, "the line drops");
        process_hang_up(&walk->process);
        walk_over(walk);
    } else if (way < 3) {
        end_by_signal(walk, (int[]){ SIGTERM, SIGHUP, SIGKILL }[way]);
    } else {
        quit(walk);
    }
}

/* ---- what happens ---- */

void walk_resize(struct walk *walk)
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

void walk_compare(struct walk *walk)
{
    note(walk, "drawn anew");
    if (!walk_send_text(walk, "\033[201~") || !walk_settle(walk)) {
        return;
    }
    size_t bytes = walk->bytes;
    walk->anew = screen_new(walk->columns, walk->rows);
    kill(program_of(walk), SIGWINCH);
    while (bytes == walk->bytes && process_read(&walk->process, patience())) {
    }
    bool runs = walk_settle(walk);
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

bool walk_stop(struct walk *walk)
{
    note(walk, "a stop");
    if (luck_below(&walk->luck, 2)) {
        walk_send_text(walk, "\032");
    } else {
        kill(program_of(walk), SIGTSTP);
    }
    if (!is_stopped(walk)) {
        return false;
    }
    while (process_read(&walk->process, 0)) {
    }
    expect_sane(walk);
    if (luck_below(&walk->luck, 2)) {
        walk_resize(walk);
    }
    waitid(P_PID, (id_t)walk->process.pid, &(siginfo_t){ .si_pid = 0 }, WSTOPPED);
    kill(walk->process.pid, SIGCONT);
    return true;
}

/* ---- the whole ---- */

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

static char *make_home(void)
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

void walk_begin(struct walk *walk, const char *folder)
{
    const char *seed = getenv("WALK_SEED");
    *walk = (struct walk){ .folder = folder, .home = make_home(),
                           .program = realpath(terminal_planek(), NULL),
                           .seed = seed && *seed ? strtoul(seed, NULL, 10)
                                                 : (unsigned long)time(NULL) };
    assert_non_null(walk->program);
    walk->luck = luck_of(walk->seed);
    print_message("WALK_SEED=%lu\n", walk->seed);
}

void walk_end(struct walk *walk)
{
    void *home = walk->home;
    if (walk->screen) {
        quit(walk);
    }
    check_plan(walk);
    pk_buf_dispose(&walk->piece);
    pk_buf_dispose(&walk->lately);
    pk_buf_dispose(&walk->drawn);
    pk_buf_dispose(&walk->caught);
    free(walk->program);
    temp_teardown(&home);
}
