#include "config.h"

#include "session.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../terminal/keyboard.h"
#include "../terminal/process.h"
#include "../terminal/screen.h"
#include "../terminal/terminal.h"
#include "command.h"
#include "planek/mem.h"

enum { COLUMNS = 120, ROWS = 36 };

struct session {
    struct process process;
    struct screen *screen;
};

static void take(const char *bytes, size_t length, void *user)
{
    struct session *session = user;
    screen_write(session->screen, bytes, length);
}

static void answer(const char *bytes, size_t length, void *user)
{
    struct session *session = user;
    (void)process_write(&session->process, bytes, length, process_deadline(TERMINAL_PATIENCE));
}

struct session *session_open(const char *folder, const struct faults *faults)
{
    char *settings[COMMAND_SETTINGS] = { NULL }, *arguments[COMMAND_SETTINGS + 8] = { NULL };
    size_t count = 0;
    if (faults) {
        command_settings(settings, folder, faults);
    }
    for (; settings[count]; count++) {
        arguments[count] = settings[count];
    }
    char *words[] = { pk_strdup(terminal_planek()), pk_strdup(folder), pk_strdup("--lang"),
                      pk_strdup("en") };
    memcpy(arguments + count, words, sizeof words);
    struct session *session = pk_new(1, sizeof *session);
    session->screen = screen_new(COLUMNS, ROWS);
    screen_sends(session->screen, answer, session);
    assert_true(process_start(&session->process, COLUMNS, ROWS, arguments, take, session));
    for (size_t i = 0; i < count + sizeof words / sizeof *words; i++) {
        free(arguments[i]);
    }
    return session;
}

void session_read(struct session *session)
{
    while (process_read(&session->process, 0)) {
    }
}

bool session_shows_now(struct session *session, const char *text)
{
    VTermPos found;
    session_read(session);
    return screen_find(session->screen, text, (VTermPos){ 0, 0 }, &found);
}

bool session_shows(struct session *session, const char *text, double seconds)
{
    int64_t deadline = process_deadline(seconds);
    do {
        if (session_shows_now(session, text)) {
            return true;
        }
    } while (process_read(&session->process, deadline));
    return false;
}

void session_type(struct session *session, const char *text)
{
    answer(text, strlen(text), session);
}

void session_keys(struct session *session, const char *names)
{
    while (*(names += strspn(names, " "))) {
        size_t length = strcspn(names, " ");
        assert_true(keyboard_press(screen_vterm(session->screen), names, length));
        names += length;
    }
}

static bool shows_behind(struct session *session, const char *head, const char *text)
{
    struct pk_buf whole = { 0 };
    pk_buf_printf(&whole, "%s%s", head, text);
    bool shown = session_shows_now(session, pk_buf_text(&whole));
    pk_buf_dispose(&whole);
    return shown;
}

/* The message may have given way to another. */
static bool is_done(struct session *session, const char *text)
{
    return shows_behind(session, "→ ", text) || shows_behind(session, "For: ", text);
}

bool session_kept(struct session *session, const char *text)
{
    return is_done(session, text) && session_shows_now(session, " saved")
           && !session_shows_now(session, "NOT SAVED");
}

void session_set(struct session *session, int rows, const char *text)
{
    session_keys(session, "Home");
    for (int i = 0; i < rows; i++) {
        session_keys(session, "Down");
    }
    session_type(session, ":");
    session_type(session, "set audience=");
    session_type(session, text);
    session_keys(session, "Enter");
}

bool session_edit(struct session *session, int rows, const char *text)
{
    int64_t deadline = process_deadline(TERMINAL_PATIENCE / 2);
    if (!session_shows(session, "Goals and activities", TERMINAL_PATIENCE)) {
        return false;
    }
    session_set(session, rows, text);
    while (!is_done(session, text) && process_read(&session->process, deadline)) {
    }
    return session_kept(session, text);
}

char *session_screen(struct session *session)
{
    struct pk_buf text = { 0 };
    session_read(session);
    screen_text(session->screen, &text);
    return pk_buf_take(&text);
}

bool session_ended(struct session *session)
{
    session_read(session);
    if (!session->process.silent) {
        return false;
    }
    int status = session->process.pid ? process_reap(&session->process, process_deadline(1)) : -1;
    char *screen = session_screen(session);
    printf("a full screen has ended, wait status %#x:\n%s\n", (unsigned)status, screen);
    free(screen);
    return true;
}

static void dispose(struct session *session)
{
    screen_free(session->screen);
    free(session);
}

/* What cannot be saved is said on the first F10; the second one ends it all the same. */
void session_leave(struct session *session)
{
    session_keys(session, "F10");
    if (session_shows(session, "quit again", 0.3)) {
        session_keys(session, "F10");
    }
    int64_t deadline = process_deadline(TERMINAL_PATIENCE);
    while (process_read(&session->process, deadline)) {
    }
    process_stop(&session->process, deadline);
    dispose(session);
}

void session_kill(struct session *session)
{
    if (session->process.pid) {
        kill(session->process.pid, SIGKILL);
    }
    process_stop(&session->process, process_deadline(TERMINAL_PATIENCE));
    dispose(session);
}
