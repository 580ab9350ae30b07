/* watched.h: a program in a pseudo-terminal that is being measured: when its bytes come, and how
 * many.
 */
#ifndef PLANEK_BENCH_WATCHED_H
#define PLANEK_BENCH_WATCHED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../terminal/process.h"
#include "../terminal/screen.h"

#define WATCHED_PATIENCE 120.0 /* seconds: valgrind takes its time */

struct watched {
    struct process process;
    struct screen *screen;
    int64_t last;  /* when the first frame since the last key was complete, in microseconds */
    size_t bytes;
    size_t before; /* of these, what had come before the last key */
};

/* Starts it on a screen "COLUMNSxROWS"; false when that is none or the program cannot start. */
bool watched_start(struct watched *watched, const char *size, char *const *arguments);
/* Ends it with F10; whether it ended well. */
bool watched_end(struct watched *watched);
void watched_free(struct watched *watched);

/* Until the screen shows the text and nothing comes for a while; false when it does not. */
bool watched_wait(struct watched *watched, const char *text);

struct cost {
    size_t bytes;
    int64_t microseconds; /* from the key to the last byte of what it brings first */
};

/* Presses a key by its name, and waits until nothing comes for a while. */
struct cost watched_press(struct watched *watched, const char *name);
/* Presses keys, names separated by blanks, each some times: `End Up*3`. */
void watched_press_all(struct watched *watched, const char *keys);

#endif
