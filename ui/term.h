/* term.h: the terminal: the only place that knows ncurses.
 *
 * Copies grids to it and reads keys from it.  Signals are read like keys, so nothing happens
 * behind the main loop's back.
 */
#ifndef PLANEK_UI_TERM_H
#define PLANEK_UI_TERM_H

#include <stdbool.h>

#include "planek/cli.h"
#include "planek/error.h"
#include "planek/grid.h"
#include "ui/key.h"
#include "ui/theme.h"

struct ui_term;

/* PK_ERR_USAGE when this terminal cannot show a screen. */
PK_MUST_USE enum pk_err ui_term_open(struct ui_term **out, enum pk_color color,
                                     struct pk_diag *diag);
/* The terminal is as it was before; NULL is a no-op. */
void ui_term_close(struct ui_term *term);

/* Milliseconds until an Esc is known to be alone; $ESCDELAY has precedence. */
void ui_term_esc_wait(struct ui_term *term, int milliseconds);

/* Everything drawn from now on looks like that, as far as the terminal can. */
void ui_term_wear(struct ui_term *term, const struct ui_theme *theme);

/* Whether the mouse sends keys; the terminal's own selecting of text is off then. */
void ui_term_mouse(struct ui_term *term, bool on);

/* Tells which characters beyond ASCII a terminal that is not UTF-8 can show; NULL when there are
 * none, or all. */
bool (*ui_term_keeps(const struct ui_term *term))(uint32_t character);

int ui_term_width(const struct ui_term *term);
int ui_term_height(const struct ui_term *term);

/* Shows the grid; repaint: whatever is there is drawn over. */
void ui_term_draw(struct ui_term *term, const struct pk_grid *grid, bool repaint);

/* Waits for a key, at most so many milliseconds (-1: as long as it takes), then UI_KEY_IDLE.  When
 * there is no key, but fd (-1: none) is readable, it is UI_KEY_NEWS. */
void ui_term_read(struct ui_term *term, struct ui_key *key, int timeout, int fd);

/* While on, keys are looked at only; whoever reads afterwards gets all of them. */
void ui_term_hold(struct ui_term *term, bool on);

#endif
