/* Signals are blocked and come through a descriptor that is waited for together with the
 * keyboard: a resize, a stop or an end is then one more kind of key.
 */
#include "config.h"

#include "ui/terminput.h"

#include <errno.h>
#include <langinfo.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

enum { ESC_WAIT_MS = 50, PASTE_WAIT_MS = 1000, DOUBLE_MS = 400 };

int64_t ui_terminput_now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* Where the locale knows only ASCII, whoever types more sends UTF-8. */
static void read_charset(struct ui_terminput *input)
{
    bool any = false;
    for (int byte = 0; byte < 128 && strcmp(nl_langinfo(CODESET), "UTF-8") != 0; byte++) {
        wint_t character = btowc(byte + 128);
        input->high[byte] = character == WEOF || character < 0xA0 ? 0 : (uint32_t)character;
        any |= input->high[byte] != 0;
    }
    input->keys.high = any ? input->high : NULL;
}

void ui_terminput_begin(struct ui_terminput *input)
{
    const char *wait = getenv("ESCDELAY");
    *input = (struct ui_terminput){ .esc_wait = wait ? atoi(wait) : ESC_WAIT_MS };
    read_charset(input);
    ui_signals_take(&input->signals);
}

void ui_terminput_end(struct ui_terminput *input)
{
    ui_signals_give_back(&input->signals);
    ui_termkeys_dispose(&input->keys);
}

enum waited { NOTHING, INPUT, SIGNAL, NEWS, ENDED };

static enum waited wait_for(const struct ui_terminput *input, int timeout, int fd)
{
    struct pollfd fds[] = { { STDIN_FILENO, POLLIN, 0 },
                            { input->signals.fd, POLLIN, 0 },
                            { fd, POLLIN, 0 } };
    if (poll(fds, 3, timeout) <= 0) {
        return NOTHING;
    }
    if (fds[1].revents & POLLIN) {
        return SIGNAL;
    }
    if (fds[0].revents) {
        return fds[0].revents & (POLLIN | POLLHUP) ? INPUT : ENDED;
    }
    return NEWS;
}

/* False when the other end is gone: there is something to be read again and again, and that is
 * nothing.  Once it may be that Ctrl-Z took away the keys that were there. */
static bool take_bytes(struct ui_terminput *input)
{
    enum { EMPTY_MOST = 3 };
    char bytes[4096];
    ssize_t got = read(STDIN_FILENO, bytes, sizeof bytes);
    if (got > 0) {
        ui_termkeys_feed(&input->keys, bytes, (size_t)got);
    }
    input->empty = got == 0 ? input->empty + 1 : 0;
    return got >= 0 ? input->empty < EMPTY_MOST : errno == EINTR || errno == EAGAIN;
}

void ui_terminput_asked(struct ui_terminput *input)
{
    input->keys.asked = true;
    input->asked = ui_terminput_now();
}

void ui_terminput_await(struct ui_terminput *input)
{
    enum { LATEST_MS = 1000, GRACE_MS = 300 };
    while (input->keys.asked && ui_terminput_now() - input->asked < LATEST_MS &&
           wait_for(input, GRACE_MS, -1) == INPUT && take_bytes(input)) {
    }
}

/* The second press in the same cell, soon after the first one, is a double click. */
static void see_double(struct ui_terminput *input, struct ui_key *key)
{
    if (key->code != UI_KEY_MOUSE || key->mouse != UI_MOUSE_PRESS) {
        return;
    }
    const struct ui_key *first = &input->pressed;
    if (first->code == UI_KEY_MOUSE && first->x == key->x && first->y == key->y &&
        key->when - first->when <= DOUBLE_MS) {
        key->mouse = UI_MOUSE_DOUBLE;
        input->pressed.code = UI_KEY_NONE;
    } else {
        input->pressed = *key;
    }
}

static bool next_key(struct ui_terminput *input, struct ui_key *key, bool complete)
{
    if (!ui_termkeys_next(&input->keys, key, complete)) {
        return false;
    }
    key->when = ui_terminput_now();
    see_double(input, key);
    return true;
}

void ui_terminput_hold(struct ui_terminput *input, bool on)
{
    if (on) {
        ui_termkeys_hold(&input->keys);
    } else {
        ui_termkeys_release(&input->keys);
    }
    input->pressed.code = UI_KEY_NONE;
}

void ui_terminput_note(struct ui_terminput *input)
{
    for (;;) {
        switch (ui_signals_read(&input->signals)) {
        case UI_NO_SIGNAL: return;
        case UI_SIGNAL_SIZE: input->size = true; break;
        case UI_SIGNAL_STOP: input->stop = true; break;
        case UI_SIGNAL_CANCEL: input->cancel = true; break;
        case UI_SIGNAL_END: input->ended = true; break;
        }
    }
}

/* The next of the signals that have come; an end comes first, and for good. */
static enum ui_input next_signal(struct ui_terminput *input, struct ui_key *key)
{
    bool size = input->size, stop = input->stop;
    if (input->ended) {
        return UI_INPUT_ENDED;
    }
    if (stop || size) {
        input->size = stop && size;
        input->stop = false;
        return stop ? UI_INPUT_STOP : UI_INPUT_SIZE;
    }
    if (input->cancel) {
        input->cancel = false;
        *key = (struct ui_key){ .code = 'c', .mods = UI_CTRL, .when = ui_terminput_now() };
        return UI_INPUT_KEY;
    }
    return UI_INPUT_NOTHING;
}

/* How long to wait: for what has begun to arrive not as long as for the next key. */
static int patience(const struct ui_terminput *input, int timeout)
{
    if (timeout == 0 || !ui_termkeys_begun(&input->keys)) {
        return timeout;
    }
    return input->keys.pasting ? PASTE_WAIT_MS : input->esc_wait;
}

enum ui_input ui_terminput_read(struct ui_terminput *input, struct ui_key *key, int timeout,
                                int fd)
{
    for (;;) {
        enum ui_input seen = next_signal(input, key);
        if (seen != UI_INPUT_NOTHING) {
            return seen;
        }
        if (next_key(input, key, false)) {
            return UI_INPUT_KEY;
        }
        bool begun = timeout != 0 && ui_termkeys_begun(&input->keys);
        switch (wait_for(input, patience(input, timeout), begun ? -1 : fd)) {
        case INPUT:
            if (!take_bytes(input)) {
                return UI_INPUT_ENDED;
            }
            break;
        case SIGNAL: ui_terminput_note(input); break;
        case NEWS: return UI_INPUT_NEWS;
        case ENDED: return UI_INPUT_ENDED;
        case NOTHING:
            if (begun && next_key(input, key, true)) {
                return UI_INPUT_KEY;
            }
            if (!begun && timeout >= 0) {
                return UI_INPUT_NOTHING;
            }
        }
    }
}
