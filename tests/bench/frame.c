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
#include <string.h>
#include <sys/wait.h>

#include "../terminal/keyboard.h"
#include "../terminal/process.h"
#include "../terminal/screen.h"
#include "clock.h"

#define QUIET 0.05    /* seconds */
#define PATIENCE 60.0 /* seconds: valgrind takes its time */

struct frame {
    struct process process;
    struct screen *screen;
    int64_t last; /* when the last byte came */
    size_t bytes;
};

static void take(const char *bytes, size_t length, void *user)
{
    struct frame *frame = user;
    frame->last = microseconds();
    frame->bytes += length;
    screen_write(frame->screen, bytes, length);
}

static void answer(const char *bytes, size_t length, void *user)
{
    process_write(user, bytes, length, process_deadline(PATIENCE));
}

static void become_quiet(struct frame *frame)
{
    while (process_read(&frame->process, process_deadline(QUIET))) {
    }
}

static bool draw_first(struct frame *frame, const char *text)
{
    int64_t deadline = process_deadline(PATIENCE);
    VTermPos found;
    while (!screen_find(frame->screen, text, (VTermPos){ 0, 0 }, &found)) {
        if (!process_read(&frame->process, deadline)) {
            return false;
        }
    }
    become_quiet(frame);
    return true;
}

/* Bytes that one press brings. */
static size_t press_down(struct frame *frame, int times)
{
    size_t before = frame->bytes;
    for (int i = 0; i < times; i++) {
        keyboard_press(screen_vterm(frame->screen), "Down", 4);
        process_read(&frame->process, process_deadline(PATIENCE));
        become_quiet(frame);
    }
    return times ? (frame->bytes - before) / (size_t)times : 0;
}

static bool end(struct frame *frame)
{
    keyboard_press(screen_vterm(frame->screen), "F10", 3);
    while (process_read(&frame->process, process_deadline(PATIENCE))) {
    }
    int status = process_reap(&frame->process, process_deadline(PATIENCE));
    return status != -1 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

int main(int argc, char **argv)
{
    struct frame frame = { .bytes = 0 };
    int columns, rows;
    if (argc < 5 || sscanf(argv[1], "%dx%d", &columns, &rows) != 2) {
        fputs("usage: frame COLUMNSxROWS TEXT KEYS PROGRAM [ARGUMENT...]\n", stderr);
        return 2;
    }
    frame.screen = screen_new(columns, rows);
    vterm_output_set_callback(screen_vterm(frame.screen), answer, &frame.process);
    int64_t start = microseconds();
    if (!process_start(&frame.process, columns, rows, argv + 4, take, &frame)) {
        perror(argv[4]);
        return 3;
    }
    bool drawn = draw_first(&frame, argv[2]);
    int64_t took = frame.last - start;
    size_t bytes = frame.bytes, per_key = drawn ? press_down(&frame, atoi(argv[3])) : 0;
    bool ended = drawn && end(&frame);
    if (ended) {
        printf("%lld %zu %zu\n", (long long)took, bytes, per_key);
    } else {
        screen_print(frame.screen);
    }
    process_stop(&frame.process, process_deadline(PATIENCE));
    screen_free(frame.screen);
    return ended ? 0 : 1;
}
