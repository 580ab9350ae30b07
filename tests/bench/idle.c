/* idle [-k KEYS] COLUMNSxROWS TEXT SECONDS PROGRAM [ARGUMENT...]: starts a program in a
 * pseudo-terminal, waits until the screen shows TEXT, presses the keys (as press.c does it), waits
 * a while longer, and then does nothing for so many seconds.  Prints one line: the bytes that came,
 * and how often the program woke up.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "watched.h"

#define SETTLED 5.0 /* seconds after which nothing of the beginning is left to be done */

/* How often it has waited so far; -1 when that is not known. */
static long waits_of(const struct watched *watched)
{
    char path[64], line[256];
    long waits = -1;
    snprintf(path, sizeof path, "/proc/%ld/status", (long)watched->process.pid);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file)) {
        sscanf(line, "voluntary_ctxt_switches: %ld", &waits);
    }
    if (file) {
        fclose(file);
    }
    return waits;
}

static void do_nothing(struct watched *watched, double seconds)
{
    int64_t deadline = process_deadline(seconds);
    while (process_deadline(0) < deadline) {
        process_read(&watched->process, deadline);
    }
}

int main(int argc, char **argv)
{
    struct watched watched;
    const char *keys = "";
    if (argc > 2 && strcmp(argv[1], "-k") == 0) {
        keys = argv[2];
        argv += 2;
        argc -= 2;
    }
    if (argc < 5) {
        fputs("usage: idle [-k KEYS] COLUMNSxROWS TEXT SECONDS PROGRAM [ARGUMENT...]\n", stderr);
        return 2;
    }
    if (!watched_start(&watched, argv[1], argv + 4)) {
        return 3;
    }
    bool drawn = watched_wait(&watched, argv[2]);
    if (drawn) {
        watched_press_all(&watched, keys);
        do_nothing(&watched, SETTLED);
        size_t bytes = watched.bytes;
        long waits = waits_of(&watched);
        do_nothing(&watched, atof(argv[3]));
        printf("%zu %ld\n", watched.bytes - bytes, waits_of(&watched) - waits);
    }
    bool ended = drawn && watched_end(&watched);
    watched_free(&watched);
    return ended ? 0 : 1;
}
