#include "config.h"

#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

static int64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
}

int64_t process_deadline(double seconds)
{
    return milliseconds() + (int64_t)(seconds * 1000);
}

/* Waits for one of the events; those that are there, 0 when the deadline has passed. */
static int wait_until(int fd, int events, int64_t deadline)
{
    for (;;) {
        int64_t left = deadline - milliseconds();
        struct pollfd watched = { .fd = fd, .events = (short)events };
        int ready = poll(&watched, 1, left > 0 ? (int)left : 0);
        if (ready > 0) {
            return watched.revents;
        }
        if (ready == 0 || errno != EINTR) {
            return 0;
        }
    }
}

/* Of the environment around only what tells where temporary files go and how sanitizers report. */
static void pin_environment(char *const *assignments)
{
    static const char *const kept[] = { "TMPDIR", "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS" };
    static const char *const pinned[][2] = {
        { "TERM", "xterm-256color" },   { "LC_ALL", "C.UTF-8" },
        { "TZ", "UTC0" },               { "HOME", "/nonexistent" },
        { "PATH", "/usr/bin:/bin" },    { "PLANEK_TODAY", "2024-06-12" },
    };
    enum { KEPT = sizeof kept / sizeof *kept, PINNED = sizeof pinned / sizeof *pinned };
    char *values[KEPT];
    for (size_t i = 0; i < KEPT; i++) {
        values[i] = getenv(kept[i]);
    }
    clearenv();
    for (size_t i = 0; i < KEPT; i++) {
        if (values[i]) {
            setenv(kept[i], values[i], 1);
        }
    }
    for (size_t i = 0; i < PINNED; i++) {
        setenv(pinned[i][0], pinned[i][1], 1);
    }
    for (; *assignments && strchr(*assignments, '='); assignments++) {
        putenv(*assignments);
    }
}

/* A file that may not grow is told by an error, as a full disk is. */
static void become(int slave, char *const *arguments)
{
    pin_environment(arguments);
    while (*arguments && strchr(*arguments, '=')) {
        arguments++;
    }
    signal(SIGXFSZ, SIG_IGN);
    if (login_tty(slave) == 0) {
        execvp(*arguments, arguments);
    }
    perror(*arguments);
    _exit(127);
}

bool process_start(struct process *process, int columns, int rows, char *const *arguments,
                   process_take_fn *take, void *user)
{
    struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns };
    int slave;
    *process = (struct process){ .take = take, .user = user };
    if (openpty(&process->master, &slave, NULL, NULL, &size) != 0) {
        return false;
    }
    tcgetattr(slave, &process->before);
    fcntl(process->master, F_SETFD, FD_CLOEXEC);
    fcntl(process->master, F_SETFL, O_NONBLOCK);
    fflush(NULL);
    process->pid = fork();
    if (process->pid == 0) {
        become(slave, arguments);
    }
    close(slave);
    return process->pid > 0;
}

bool process_read(struct process *process, int64_t deadline)
{
    char bytes[16384];
    if (process->silent || !wait_until(process->master, POLLIN, deadline)) {
        return false;
    }
    ssize_t got = read(process->master, bytes, sizeof bytes);
    if (got <= 0) {
        process->silent = got == 0 || errno != EAGAIN;
        return false;
    }
    process->take(bytes, (size_t)got, process->user);
    return true;
}

/* What the program sends is taken meanwhile, or both could wait for each other. */
bool process_write(struct process *process, const char *bytes, size_t length, int64_t deadline)
{
    while (length && !process->silent) {
        int ready = wait_until(process->master, POLLIN | POLLOUT, deadline);
        if (!ready) {
            return false;
        }
        if (ready & (POLLIN | POLLHUP)) {
            process_read(process, 0);
        }
        if (!(ready & POLLOUT)) {
            continue;
        }
        ssize_t sent = write(process->master, bytes, length);
        if (sent > 0) {
            bytes += sent;
            length -= (size_t)sent;
        }
    }
    return !length;
}

void process_resize(struct process *process, int columns, int rows)
{
    struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns };
    ioctl(process->master, TIOCSWINSZ, &size);
}

bool process_restored(const struct process *process)
{
    const struct termios *before = &process->before;
    struct termios now;
    return tcgetattr(process->master, &now) == 0 && now.c_iflag == before->c_iflag &&
           now.c_oflag == before->c_oflag && now.c_cflag == before->c_cflag &&
           now.c_lflag == before->c_lflag &&
           memcmp(now.c_cc, before->c_cc, sizeof now.c_cc) == 0;
}

void process_hang_up(struct process *process)
{
    close(process->master);
    process->master = -1;
    process->silent = true;
}

int process_reap(struct process *process, int64_t deadline)
{
    int status = -1, handle = pidfd_open(process->pid, 0);
    if (handle >= 0 && wait_until(handle, POLLIN, deadline) &&
        waitpid(process->pid, &status, 0) == process->pid) {
        process->pid = 0;
    }
    close(handle);
    return process->pid ? -1 : status;
}

void process_stop(struct process *process, int64_t deadline)
{
    if (process->master >= 0) {
        process_hang_up(process);
    }
    if (process->pid && process_reap(process, deadline) == -1) {
        kill(process->pid, SIGKILL);
        waitpid(process->pid, NULL, 0);
    }
}
