#include "config.h"

#include "terminal.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "keyboard.h"
#include "planek/buf.h"
#include "planek/mem.h"
#include "process.h"
#include "screen.h"

enum { ARGUMENTS = 32, NEAR_ROWS = 2, NEAR_COLUMNS = 8, KEYS_SHOWN = 300 };

struct terminal {
    struct process process;
    struct screen *screen;
    size_t bytes, high_bytes;
    struct pk_buf sent; /* by the program */
    struct pk_buf pressed; /* all keys so far, for messages */
};

static int64_t patience(void)
{
    return process_deadline(TERMINAL_PATIENCE);
}

/* ---- what goes to and fro ---- */

static void take(const char *bytes, size_t length, void *user)
{
    struct terminal *terminal = user;
    for (size_t i = 0; i < length; i++) {
        terminal->high_bytes += (unsigned char)bytes[i] > 127;
    }
    terminal->bytes += length;
    pk_buf_add(&terminal->sent, bytes, length);
    screen_write(terminal->screen, bytes, length);
}

static void read_all(struct terminal *terminal)
{
    while (process_read(&terminal->process, 0)) {
    }
}

/* Reads until it is so; false when it is not so in time.  What was only half drawn when it became
 * so is read, too. */
static bool becomes(struct terminal *terminal,
                    bool (*so)(const struct terminal *terminal, const void *what),
                    const void *what)
{
    int64_t deadline = patience();
    do {
        read_all(terminal);
        if (so(terminal, what)) {
            return true;
        }
    } while (process_read(&terminal->process, deadline));
    read_all(terminal);
    return so(terminal, what);
}

static void print_terminal(struct terminal *terminal)
{
    size_t all = terminal->pressed.len, shown = all < KEYS_SHOWN ? all : KEYS_SHOWN;
    screen_print(terminal->screen);
    printf("keys so far: %s%s\n", shown < all ? "..." : "",
           pk_buf_text(&terminal->pressed) + all - shown);
}

void terminal_send(struct terminal *terminal, const char *bytes, size_t length)
{
    if (process_write(&terminal->process, bytes, length, patience())) {
        return;
    }
    print_terminal(terminal);
    fail_msg("the program takes no more keys");
}

/* ---- starting ---- */

const char *terminal_planek(void)
{
    const char *path = getenv("PK_TEST_PLANEK");
    return path && *path ? path : "./planek";
}

static void answer(const char *bytes, size_t length, void *user)
{
    terminal_send(user, bytes, length);
}

static struct terminal *start(int columns, int rows, char **arguments)
{
    struct terminal *terminal = pk_new(1, sizeof *terminal);
    terminal->screen = screen_new(columns, rows);
    screen_sends(terminal->screen, answer, terminal);
    if (!process_start(&terminal->process, columns, rows, arguments, take, terminal)) {
        fail_msg("no pseudo-terminal can be had: %s", strerror(errno));
    }
    return terminal;
}

/* Puts the program, unless it is NULL, between the assignments and the other arguments. */
static struct terminal *start_list(int columns, int rows, const char *program, va_list list)
{
    char *arguments[ARGUMENTS] = { NULL };
    int count = 0;
    const char *argument;
    while ((argument = va_arg(list, const char *))) {
        if (program && !strchr(argument, '=')) {
            arguments[count++] = pk_strdup(program);
            program = NULL;
        }
        assert_true(count + 2 < ARGUMENTS);
        arguments[count++] = pk_strdup(argument);
    }
    if (program) {
        arguments[count++] = pk_strdup(program);
    }
    struct terminal *terminal = start(columns, rows, arguments);
    while (count) {
        free(arguments[--count]);
    }
    return terminal;
}

struct terminal *terminal_open(int columns, int rows, ...)
{
    va_list list;
    va_start(list, rows);
    struct terminal *terminal = start_list(columns, rows, terminal_planek(), list);
    va_end(list);
    return terminal;
}

struct terminal *terminal_run(int columns, int rows, ...)
{
    va_list list;
    va_start(list, rows);
    struct terminal *terminal = start_list(columns, rows, NULL, list);
    va_end(list);
    return terminal;
}

/* ---- what a person does ---- */

void terminal_keys(struct terminal *terminal, const char *names)
{
    while (*(names += strspn(names, " "))) {
        size_t length = strcspn(names, " ");
        bool esc = length == 3 && strncmp(names, "Esc", 3) == 0;
        if (esc && names[length]) {
            fail_msg("Esc is followed by%s: press that after something was expected",
                     names + length);
        }
        pk_buf_add(&terminal->pressed, names, length);
        pk_buf_char(&terminal->pressed, ' ');
        if (!keyboard_press(screen_vterm(terminal->screen), names, length)) {
            fail_msg("there is no key %.*s", (int)length, names);
        }
        names += length;
    }
}

void terminal_type(struct terminal *terminal, const char *text)
{
    pk_buf_printf(&terminal->pressed, "\"%s\" ", text);
    terminal_send(terminal, text, strlen(text));
}

void terminal_paste(struct terminal *terminal, const char *text)
{
    vterm_keyboard_start_paste(screen_vterm(terminal->screen));
    terminal_type(terminal, text);
    vterm_keyboard_end_paste(screen_vterm(terminal->screen));
}

void terminal_resize(struct terminal *terminal, int columns, int rows)
{
    read_all(terminal);
    pk_buf_printf(&terminal->pressed, "[%dx%d] ", columns, rows);
    screen_resize(terminal->screen, columns, rows);
    process_resize(&terminal->process, columns, rows);
}

void terminal_signal(struct terminal *terminal, int signal)
{
    assert_int_equal(kill(terminal->process.pid, signal), 0);
}

void terminal_hang_up(struct terminal *terminal)
{
    process_hang_up(&terminal->process);
}

void terminal_fill_disk(struct terminal *terminal, off_t bytes)
{
    struct rlimit limit;
    assert_int_equal(prlimit(terminal->process.pid, RLIMIT_FSIZE, NULL, &limit), 0);
    limit.rlim_cur = bytes < 0 ? limit.rlim_max : (rlim_t)bytes;
    assert_int_equal(prlimit(terminal->process.pid, RLIMIT_FSIZE, &limit, NULL), 0);
}

/* ---- what a person sees ---- */

struct sight {
    const char *text, *behind;
    VTermPos near;
};

static bool shows(const struct terminal *terminal, const void *what)
{
    const struct sight *sight = what;
    VTermPos found;
    return screen_find(terminal->screen, sight->text, (VTermPos){ 0, 0 }, &found);
}

static bool shows_not(const struct terminal *terminal, const void *what)
{
    return !shows(terminal, what);
}

static bool shows_near(const struct terminal *terminal, const void *what)
{
    const struct sight *sight = what;
    VTermPos at = { 0, 0 };
    for (; screen_find(terminal->screen, sight->text, at, &at); at.col++) {
        if (abs(at.row - sight->near.row) <= NEAR_ROWS &&
            abs(at.col - sight->near.col) <= NEAR_COLUMNS) {
            return true;
        }
    }
    return false;
}

static bool shows_beside(const struct terminal *terminal, const void *what)
{
    const struct sight *sight = what;
    VTermPos at = { 0, 0 }, behind;
    for (; screen_find(terminal->screen, sight->text, at, &at); at.col++) {
        if (screen_find(terminal->screen, sight->behind, at, &behind) && behind.row == at.row) {
            return true;
        }
    }
    return false;
}

static bool shows_lit(const struct terminal *terminal, const void *what)
{
    const struct sight *sight = what;
    VTermPos at = { 0, 0 };
    for (; screen_find(terminal->screen, sight->text, at, &at); at.col++) {
        if (screen_lit(terminal->screen, sight->text, at)) {
            return true;
        }
    }
    return false;
}

static bool is_silent(const struct terminal *terminal, const void *what)
{
    (void)what;
    return terminal->process.silent;
}

void terminal_expect(struct terminal *terminal, const char *text)
{
    if (becomes(terminal, shows, &(struct sight){ .text = text })) {
        return;
    }
    print_terminal(terminal);
    fail_msg("\"%s\" does not appear", text);
}

void terminal_expect_gone(struct terminal *terminal, const char *text)
{
    if (becomes(terminal, shows_not, &(struct sight){ .text = text })) {
        return;
    }
    print_terminal(terminal);
    fail_msg("\"%s\" does not go away", text);
}

void terminal_expect_near(struct terminal *terminal, const char *text, int row, int column)
{
    struct sight sight = { .text = text, .near = { row, column } };
    if (becomes(terminal, shows_near, &sight)) {
        return;
    }
    print_terminal(terminal);
    fail_msg("\"%s\" does not appear near row %d, column %d", text, row, column);
}

void terminal_expect_beside(struct terminal *terminal, const char *left, const char *right)
{
    struct sight sight = { .text = left, .behind = right };
    if (becomes(terminal, shows_beside, &sight)) {
        return;
    }
    print_terminal(terminal);
    fail_msg("\"%s\" does not appear behind \"%s\"", right, left);
}

void terminal_expect_lit(struct terminal *terminal, const char *text)
{
    if (becomes(terminal, shows_lit, &(struct sight){ .text = text })) {
        return;
    }
    print_terminal(terminal);
    fail_msg("\"%s\" is not lit", text);
}

/* Either may still be drawing. */
void terminal_expect_same(struct terminal *terminal, struct terminal *other)
{
    int64_t deadline = patience();
    VTermPos first;
    do {
        process_read(&terminal->process, process_deadline(0.01));
        read_all(terminal);
        read_all(other);
        if (!screen_differ(terminal->screen, other->screen, &first)) {
            return;
        }
    } while (process_deadline(0) < deadline);
    print_terminal(terminal);
    print_terminal(other);
    fail_msg("the first screen does not become the second, at row %d, column %d", first.row,
             first.col);
}

/* ---- the end ---- */

static void add_leftovers(const struct terminal *terminal, struct pk_buf *out)
{
    screen_leftovers(terminal->screen, out);
    if (!process_restored(&terminal->process)) {
        pk_buf_str(out, "the line discipline is not as it was\n");
    }
}

static bool is_sane(const struct terminal *terminal, const void *what)
{
    (void)what;
    struct pk_buf leftovers = { 0 };
    add_leftovers(terminal, &leftovers);
    bool sane = leftovers.len == 0;
    pk_buf_dispose(&leftovers);
    return sane;
}

void terminal_expect_sane(struct terminal *terminal)
{
    if (becomes(terminal, is_sane, NULL)) {
        return;
    }
    struct pk_buf leftovers = { 0 };
    add_leftovers(terminal, &leftovers);
    print_terminal(terminal);
    fail_msg("the terminal is not left as it was: %s", pk_buf_text(&leftovers));
}

bool terminal_has_ended(struct terminal *terminal)
{
    read_all(terminal);
    return terminal->process.silent;
}

void terminal_expect_end(struct terminal *terminal, int status)
{
    becomes(terminal, is_silent, NULL);
    int ended = terminal->process.silent ? process_reap(&terminal->process, patience()) : -1;
    if (ended == -1 || !WIFEXITED(ended) || WEXITSTATUS(ended) != status) {
        print_terminal(terminal);
    }
    if (ended == -1) {
        fail_msg("the program does not end");
    }
    if (WIFSIGNALED(ended)) {
        fail_msg("the program was ended by signal %d", WTERMSIG(ended));
    }
    assert_int_equal(WEXITSTATUS(ended), status);
    if (terminal->process.master >= 0) {
        terminal_expect_sane(terminal);
    }
}

void terminal_free(struct terminal *terminal)
{
    process_stop(&terminal->process, patience());
    screen_free(terminal->screen);
    pk_buf_dispose(&terminal->pressed);
    pk_buf_dispose(&terminal->sent);
    free(terminal);
}

void terminal_close(struct terminal *terminal)
{
    terminal_keys(terminal, "F10");
    terminal_expect_end(terminal, 0);
    terminal_free(terminal);
}

char *terminal_screen(struct terminal *terminal)
{
    struct pk_buf text = { 0 };
    read_all(terminal);
    screen_text(terminal->screen, &text);
    return pk_buf_take(&text);
}

size_t terminal_bytes(const struct terminal *terminal)
{
    return terminal->bytes;
}

size_t terminal_high_bytes(const struct terminal *terminal)
{
    return terminal->high_bytes;
}

bool terminal_sent(struct terminal *terminal, const char *bytes)
{
    read_all(terminal);
    return memmem(pk_buf_text(&terminal->sent), terminal->sent.len, bytes, strlen(bytes)) != NULL;
}

static bool is_one_of(long number, const int *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (numbers[i] == number) {
            return true;
        }
    }
    return false;
}

bool terminal_sent_attribute_but(struct terminal *terminal, const int *numbers, size_t count)
{
    read_all(terminal);
    const char *at = pk_buf_text(&terminal->sent), *all = at + terminal->sent.len;
    while ((at = memmem(at, (size_t)(all - at), "\033[", 2))) {
        at += 2;
        if (at[strspn(at, "0123456789;")] != 'm') {
            continue;
        }
        for (; *at != 'm'; at += *at == ';') {
            char *end;
            if (!is_one_of(strtol(at, &end, 10), numbers, count)) {
                return true;
            }
            at = end;
        }
    }
    return false;
}

double terminal_busy(const struct terminal *terminal)
{
    char path[64];
    long user = 0, system = 0;
    snprintf(path, sizeof path, "/proc/%ld/stat", (long)terminal->process.pid);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    int found = fscanf(file, "%*d (%*[^)]) %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %ld %ld",
                       &user, &system);
    assert_int_equal(found, 2);
    fclose(file);
    return (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
}

struct terminal *terminal_open_plan(const char *folder)
{
    struct terminal *t = terminal_open(120, 36, folder, "--lang", "en", NULL);
    terminal_expect(t, "Goals and activities");
    return t;
}

void terminal_find(struct terminal *t, const char *title)
{
    terminal_keys(t, "/");
    terminal_type(t, title);
    terminal_keys(t, "Enter");
    terminal_expect_lit(t, title);
}
