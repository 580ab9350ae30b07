#include "config.h"

#include "ui/signals.h"

#include <stddef.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

static bool is_ignored(int signal)
{
    struct sigaction action;
    return sigaction(signal, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

static void nothing(int signal)
{
    (void)signal;
}

/* Curses has handlers for signals that have none: while it draws it would throw away a stop, and
 * would end the program wherever it is.  Ours never run, since the signals are blocked. */
static void keep_from_curses(int signal)
{
    struct sigaction handler = { .sa_handler = nothing }, now;
    if (sigaction(signal, NULL, &now) == 0 && now.sa_handler == SIG_DFL) {
        sigaction(signal, &handler, NULL);
    }
}

void ui_signals_take(struct ui_signals *signals)
{
    static const int taken[] = { SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP };
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++) {
        if (taken[i] != SIGTSTP || !is_ignored(SIGTSTP)) {
            sigaddset(&set, taken[i]);
        }
    }
    sigprocmask(SIG_BLOCK, &set, &signals->mask);
    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++) {
        keep_from_curses(taken[i]);
    }
    signals->fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

void ui_signals_give_back(struct ui_signals *signals)
{
    /* What is left to be done is done in peace, also when the terminal has just gone or somebody
     * is in a hurry. */
    static const int ends[] = { SIGHUP, SIGTERM, SIGINT };
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        signal(ends[i], SIG_IGN);
    }
    if (!is_ignored(SIGTSTP)) {
        signal(SIGTSTP, SIG_DFL);
    }
    while (ui_signals_read(signals) != UI_NO_SIGNAL) {
    }
    close(signals->fd);
    sigprocmask(SIG_SETMASK, &signals->mask, NULL);
}

enum ui_signal ui_signals_read(const struct ui_signals *signals)
{
    struct signalfd_siginfo info;
    if (read(signals->fd, &info, sizeof info) != (ssize_t)sizeof info) {
        return UI_NO_SIGNAL;
    }
    switch (info.ssi_signo) {
    case SIGWINCH: return UI_SIGNAL_SIZE;
    case SIGTSTP: return UI_SIGNAL_STOP;
    case SIGINT: return UI_SIGNAL_CANCEL;
    default: return UI_SIGNAL_END;
    }
}

static struct {
    char bytes[256];
    size_t length;
    struct termios settings;
} crash;

/* Does only what a handler may do. */
static void leave_sane(int signal)
{
    if (crash.length && write(STDOUT_FILENO, crash.bytes, crash.length) > 0) {
        tcsetattr(STDIN_FILENO, TCSANOW, &crash.settings);
    }
    raise(signal);
}

void ui_signals_prepare_crash(const char *bytes, const struct termios *settings)
{
    static const int fatal[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGQUIT };
    size_t length = bytes ? strlen(bytes) : 0;
    crash.length = 0;
    if (length && length <= sizeof crash.bytes) {
        memcpy(crash.bytes, bytes, length);
        crash.settings = *settings;
        crash.length = length;
    }
    struct sigaction handler = { .sa_handler = leave_sane, .sa_flags = SA_RESETHAND }, now;
    for (size_t i = 0; i < sizeof fatal / sizeof fatal[0]; i++) {
        if (sigaction(fatal[i], NULL, &now) == 0 && now.sa_handler == SIG_DFL) {
            sigaction(fatal[i], &handler, NULL);
        }
    }
}

void ui_signals_stop(void)
{
    struct sigaction usual = { .sa_handler = SIG_DFL }, before;
    sigset_t set, mask;
    sigemptyset(&set);
    sigaddset(&set, SIGTSTP);
    sigaction(SIGTSTP, &usual, &before);
    raise(SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &set, &mask);
    sigprocmask(SIG_SETMASK, &mask, NULL);
    sigaction(SIGTSTP, &before, NULL);
}
