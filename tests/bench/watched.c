#include "config.h"

#include "watched.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "../terminal/keyboard.h"
#include "clock.h"

#define QUIET 0.05  /* seconds */
#define BREAK 20000 /* microseconds: what comes after such a break is another frame */
#define NOTHING 5.0 /* seconds after which a key is known to bring nothing */

static void take(const char *bytes, size_t length, void *user)
{
    struct watched *watched = user;
    int64_t now = microseconds();
    if (watched->bytes == watched->before || now - watched->last < BREAK) {
        watched->last = now;
    }
    watched->bytes += length;
    screen_write(watched->screen, bytes, length);
}

static void answer(const char *bytes, size_t length, void *user)
{
    process_write(user, bytes, length, process_deadline(WATCHED_PATIENCE));
}

bool watched_start(struct watched *watched, const char *size, char *const *arguments)
{
    int columns, rows;
    *watched = (struct watched){ .bytes = 0 };
    if (sscanf(size, "%dx%d", &columns, &rows) != 2) {
        fprintf(stderr, "%s: no size\n", size);
        return false;
    }
    watched->screen = screen_new(columns, rows);
    screen_sends(watched->screen, answer, &watched->process);
    if (!process_start(&watched->process, columns, rows, arguments, take, watched)) {
        perror(*arguments);
        return false;
    }
    return true;
}

static void become_quiet(struct watched *watched)
{
    while (process_read(&watched->process, process_deadline(QUIET))) {
    }
}

bool watched_wait(struct watched *watched, const char *text)
{
    int64_t deadline = process_deadline(WATCHED_PATIENCE);
    VTermPos found;
    while (!screen_find(watched->screen, text, (VTermPos){ 0, 0 }, &found)) {
        if (!process_read(&watched->process, deadline)) {
            screen_print(watched->screen);
            return false;
        }
    }
    become_quiet(watched);
    return true;
}

struct cost watched_press(struct watched *watched, const char *name)
{
    int64_t start = microseconds();
    watched->before = watched->bytes;
    watched->last = start;
    keyboard_press(screen_vterm(watched->screen), name, strlen(name));
    process_read(&watched->process, process_deadline(NOTHING));
    become_quiet(watched);
    return (struct cost){ watched->bytes - watched->before, watched->last - start };
}

void watched_press_all(struct watched *watched, const char *keys)
{
    char name[32];
    int length, times;
    for (; sscanf(keys, " %31[^ *]%n", name, &length) == 1; keys += length) {
        times = 1;
        if (keys[length] == '*') {
            char *end;
            times = (int)strtol(keys + length + 1, &end, 10);
            length = (int)(end - keys);
        }
        for (int i = 0; i < times; i++) {
            watched_press(watched, name);
        }
    }
}

bool watched_end(struct watched *watched)
{
    keyboard_press(screen_vterm(watched->screen), "F10", 3);
    while (process_read(&watched->process, process_deadline(WATCHED_PATIENCE))) {
    }
    int status = process_reap(&watched->process, process_deadline(WATCHED_PATIENCE));
    bool ended = status != -1 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (!ended) {
        screen_print(watched->screen);
    }
    return ended;
}

void watched_free(struct watched *watched)
{
    process_stop(&watched->process, process_deadline(WATCHED_PATIENCE));
    screen_free(watched->screen);
}
