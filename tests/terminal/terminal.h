/* terminal.h: the program in a pseudo-terminal, used as a person uses it: keys in, a screen to
 * read.
 *
 *     struct terminal *t = terminal_open(80, 24, "--demo", "--lang", "en", NULL);
 *     terminal_expect(t, "Budget");
 *     terminal_keys(t, "Down Down Enter");
 *     terminal_type(t, "31.6.");
 *     terminal_expect_beside(t, "Deadline", "June has only 30 days");
 *     terminal_resize(t, 120, 36);
 *     terminal_close(t);
 *
 * Nothing waits for time: whoever expects something waits until it is there, and the test fails
 * with the whole screen printed when it is not there after TERMINAL_PATIENCE seconds.  Rows and
 * columns count from 0, as in the printed screen.
 */
#ifndef PLANEK_TESTS_TERMINAL_H
#define PLANEK_TESTS_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { TERMINAL_PATIENCE = 20 };

struct terminal;

/* Starts planek with arguments, NULL behind the last.  The environment is pinned (UTF-8,
 * xterm-256color, today 2024-06-12, no settings of the person); as in env(1), arguments
 * NAME=VALUE before the others change it. */
__attribute__((sentinel)) struct terminal *terminal_open(int columns, int rows, ...);
/* Starts any program, which is the first argument. */
__attribute__((sentinel)) struct terminal *terminal_run(int columns, int rows, ...);
/* The planek to be tested. */
const char *terminal_planek(void);

/* F10, then as terminal_expect_end with status 0, then terminal_free. */
void terminal_close(struct terminal *terminal);
/* Ends the program, if it still runs, by closing the terminal. */
void terminal_free(struct terminal *terminal);

/* Presses keys, whose names stand between blanks.  Esc can only be the last of them, since a
 * program takes for Alt what follows it at once. */
void terminal_keys(struct terminal *terminal, const char *names);
/* Types a text letter by letter; pastes one. */
void terminal_type(struct terminal *terminal, const char *text);
void terminal_paste(struct terminal *terminal, const char *text);
/* Sends bytes as they are. */
void terminal_send(struct terminal *terminal, const char *bytes, size_t length);

void terminal_resize(struct terminal *terminal, int columns, int rows);
/* To the program, as `kill` does it. */
void terminal_signal(struct terminal *terminal, int signal);
/* The line drops: the terminal is gone.  Only terminal_expect_end makes sense afterwards. */
void terminal_hang_up(struct terminal *terminal);
/* Files the program writes cannot grow beyond so many bytes, as on a disk that is full; (off_t)-1
 * makes room again. */
void terminal_fill_disk(struct terminal *terminal, off_t bytes);

void terminal_expect(struct terminal *terminal, const char *text);
void terminal_expect_gone(struct terminal *terminal, const char *text);
/* It begins at most 2 rows and 8 columns from that place. */
void terminal_expect_near(struct terminal *terminal, const char *text, int row, int column);
/* Both on one line, `right` somewhere behind `left`. */
void terminal_expect_beside(struct terminal *terminal, const char *left, const char *right);
/* Reversed, as the row under the cursor is. */
void terminal_expect_lit(struct terminal *terminal, const char *text);
/* The screen, dress and all, becomes the other's. */
void terminal_expect_same(struct terminal *terminal, struct terminal *other);
/* The terminal is as the program found it: main screen, cursor, modes, colours, line discipline. */
void terminal_expect_sane(struct terminal *terminal);
/* Whether the program has closed the terminal. */
bool terminal_has_ended(struct terminal *terminal);
/* The program ends by itself, with that exit status, and leaves the terminal sane. */
void terminal_expect_end(struct terminal *terminal, int status);

/* The screen's lines without blanks at their ends; to be given to free(). */
char *terminal_screen(struct terminal *terminal);
/* What the program has sent so far; how many of these bytes were over 127. */
size_t terminal_bytes(const struct terminal *terminal);
size_t terminal_high_bytes(const struct terminal *terminal);
/* Whether the program has sent these bytes. */
bool terminal_sent(struct terminal *terminal, const char *bytes);
/* Whether some ESC [ numbers m of what it has sent holds a number that is none of the `count`. */
bool terminal_sent_attribute_but(struct terminal *terminal, const int *numbers, size_t count);
/* The program's processor time so far, in seconds. */
double terminal_busy(const struct terminal *terminal);

/* The plan of that folder in English at 120x36, its first frame drawn. */
struct terminal *terminal_open_plan(const char *folder);

/* Searches for the title, so that the cursor stands on its row. */
void terminal_find(struct terminal *t, const char *title);

#endif
