/* press COLUMNSxROWS TEXT BEFORE KEYS TIMES PROGRAM [ARGUMENT...]: starts a program in a
 * pseudo-terminal, waits until the screen shows TEXT, presses the keys BEFORE (names separated by
 * blanks, each some times: `End Up*3`), and then KEYS, in turns, so many times.  Prints a line for
 * each of these: the bytes that it brings, and microseconds from the key to the last of them.  A
 * name such as `~900` is no key: so many milliseconds nothing happens.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "watched.h"

/* The next of the names, from the first on again. */
static void next_key(const char *keys, size_t *at, char name[32])
{
    int length;
    if (sscanf(keys + *at, " %31s%n", name, &length) != 1) {
        *at = 0;
        sscanf(keys, " %31s%n", name, &length);
    }
    *at += (size_t)length;
}

int main(int argc, char **argv)
{
    struct watched watched;
    size_t at = 0;
    if (argc < 7) {
        fputs("usage: press COLUMNSxROWS TEXT BEFORE KEYS TIMES PROGRAM [ARGUMENT...]\n", stderr);
        return 2;
    }
    if (!watched_start(&watched, argv[1], argv + 6)) {
        return 3;
    }
    bool drawn = watched_wait(&watched, argv[2]);
    if (drawn) {
        watched_press_all(&watched, argv[3]);
    }
    for (int i = 0; drawn && i < atoi(argv[5]); i++) {
        char name[32];
        next_key(argv[4], &at, name);
        if (*name == '~') {
            usleep((useconds_t)atoi(name + 1) * 1000);
            continue;
        }
        struct cost cost = watched_press(&watched, name);
        printf("%zu %lld\n", cost.bytes, (long long)cost.microseconds);
    }
    bool ended = drawn && watched_end(&watched);
    watched_free(&watched);
    return ended ? 0 : 1;
}
