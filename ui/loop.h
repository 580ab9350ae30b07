/* loop.h: the main loop: wait for a key, for news or for the next moment at which something is due,
 * handle it, draw once.
 */
#ifndef PLANEK_UI_LOOP_H
#define PLANEK_UI_LOOP_H

#include "ui/app.h"
#include "ui/term.h"

/* Until somebody quits or the terminal is gone. */
void ui_loop(struct ui_app *app, struct ui_term *term);

/* Prints what handlers asked to be printed (UI_DUMP, UI_DUMP_ROLES) from a drawn grid. */
void ui_dump(FILE *out, const struct pk_grid *grid, unsigned stale);

#endif
