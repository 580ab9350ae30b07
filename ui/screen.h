/* screen.h: the full screen as main sees it.
 */
#ifndef PLANEK_UI_SCREEN_H
#define PLANEK_UI_SCREEN_H

#include "planek/cli.h"

/* Opens the plan (without one it asks which) and shows it until somebody quits or the script of the
 * options ends; returns the exit status. */
int ui_screen_run(struct pk_invocation *invocation);

#endif
