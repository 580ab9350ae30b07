/* terminal.h: the terminal as the command line and the user's planek.ini want it.
 */
#ifndef PLANEK_UI_TERMINAL_H
#define PLANEK_UI_TERMINAL_H

#include "planek/cli.h"
#include "ui/term.h"

/* As ui_term_open. */
PK_MUST_USE enum pk_err ui_terminal_open(struct ui_term **out, const struct pk_options *options,
                                         struct pk_diag *diag);

/* Makes the grid fit to be shown on it. */
void ui_terminal_grid(const struct ui_term *term, const struct pk_options *options,
                      struct pk_grid *grid);

#endif
