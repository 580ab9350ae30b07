/* frame COLUMNSxROWS TEXT KEYS PROGRAM [ARGUMENT...]: starts a program in a pseudo-terminal and
 * waits for its first full frame, which is there when the screen shows TEXT and then nothing
 * comes for a while.  Then presses Down so many times, and F10.  Prints one line:
 *
 *     microseconds from the start to the last byte of the frame
 *     bytes of the frame
 *     bytes that a press of Down brings, on average
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "clock.h"
#include "watched.h"

/* Bytes that one press brings. */
static size_t press_down(struct watched *watched, int times)
{
    size_t bytes = 0;
    for (int i = 0; i < times; i++) {
        bytes += watched_press(watched, "Down").bytes;
    }
    return times ? bytes / (size_t)times : 0;
}

int main(int argc, char **argv)
{
    struct watched watched;
    if (argc < 5) {
        fputs("usage: frame COLUMNSxROWS TEXT KEYS PROGRAM [ARGUMENT...]\n", stderr);
        return 2;
    }
    int64_t start = microseconds();
    if (!watched_start(&watched, argv[1], argv + 4)) {
        return 3;
    }
    bool drawn = watched_wait(&watched, argv[2]);
    int64_t took = watched.last - start;
    size_t bytes = watched.bytes, per_key = drawn ? press_down(&watched, atoi(argv[3])) : 0;
    bool ended = drawn && watched_end(&watched);
    if (ended) {
        printf("%lld %zu %zu\n", (long long)took, bytes, per_key);
    }
    watched_free(&watched);
    return ended ? 0 : 1;
}
