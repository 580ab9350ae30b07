/* screen.h: what a terminal shows after the bytes it was sent: libvterm, and the modes of which
 * libvterm tells nobody.
 */
#ifndef PLANEK_TESTS_SCREEN_H
#define PLANEK_TESTS_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include <vterm.h>

#include "planek/buf.h"

struct screen;

/* Rows and columns count from 0. */
struct screen *screen_new(int columns, int rows);
void screen_free(struct screen *screen);

/* What the terminal sends: the codes of keys, answers to questions. */
void screen_sends(struct screen *screen, VTermOutputCallback *send, void *user);

/* Answers to what is in the bytes are sent when all of them are taken. */
void screen_write(struct screen *screen, const char *bytes, size_t length);
void screen_resize(struct screen *screen, int columns, int rows);

/* The lines without the blanks at their ends, each with its line break. */
void screen_text(const struct screen *screen, struct pk_buf *out);
/* As screen_text on stdout, numbered, to the last line with anything on it. */
void screen_print(const struct screen *screen);

/* The first place of a text in reading order from `from` on. */
bool screen_find(const struct screen *screen, const char *text, VTermPos from, VTermPos *found);
/* Whether all cells of the text at that place are lit (reversed). */
bool screen_lit(const struct screen *screen, const char *text, VTermPos place);
/* Whether they show other characters or the same in another dress, and the first place of that. */
bool screen_differ(const struct screen *a, const struct screen *b, VTermPos *first);

/* Appends a line for each thing that is not as a program should leave a terminal: the alternate
 * screen, a hidden cursor, modes, colours. */
void screen_leftovers(const struct screen *screen, struct pk_buf *out);

/* For the codes of keys. */
VTerm *screen_vterm(const struct screen *screen);

#endif
