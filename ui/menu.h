/* menu.h: everything that can be done here, under its topics.
 */
#ifndef PLANEK_UI_MENU_H
#define PLANEK_UI_MENU_H

#include "ui/app.h"

void ui_menu_open(struct ui_app *app);

#endif
