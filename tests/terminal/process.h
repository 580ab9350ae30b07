/* process.h: a program in a pseudo-terminal: its bytes, its end, what it does to the line.
 */
#ifndef PLANEK_TESTS_PROCESS_H
#define PLANEK_TESTS_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <termios.h>

typedef void process_take_fn(const char *bytes, size_t length, void *user);

struct process {
    int master;  /* -1 once the line dropped */
    pid_t pid;   /* 0 once its end was seen */
    bool silent; /* no more bytes will come */
    struct termios before;
    process_take_fn *take; /* gets what the program sends */
    void *user;
};

/* Starts a program in a pinned environment: UTF-8, xterm-256color, today 2024-06-12, nothing of
 * the person's own but where temporary files go.  As in env(1) the arguments, NULL behind the
 * last, may begin with NAME=VALUE to change it.  False with errno. */
bool process_start(struct process *process, int columns, int rows, char *const *arguments,
                   process_take_fn *take, void *user);

/* Milliseconds of a clock that never goes back, so many seconds from now; for what follows. */
int64_t process_deadline(double seconds);

/* Takes what the program has sent by then; false when that is nothing. */
bool process_read(struct process *process, int64_t deadline);
/* Sends bytes, and takes what comes meanwhile; false when the program does not read them. */
bool process_write(struct process *process, const char *bytes, size_t length, int64_t deadline);

void process_resize(struct process *process, int columns, int rows);
/* Whether the line discipline is what it was before the program came. */
bool process_restored(const struct process *process);

/* The line drops. */
void process_hang_up(struct process *process);
/* Waits for the end; the status as waitpid gives it, or -1. */
int process_reap(struct process *process, int64_t deadline);
/* Hangs up, where that did not happen, and sees that the program is gone. */
void process_stop(struct process *process, int64_t deadline);

#endif
