/* help.h: the help, made from the tables of keys and commands.
 */
#ifndef PLANEK_UI_HELP_H
#define PLANEK_UI_HELP_H

#include "ui/app.h"

void ui_help_open(struct ui_app *app);

#endif
