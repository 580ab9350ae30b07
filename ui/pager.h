/* pager.h: a text that covers the screen and can be scrolled.
 */
#ifndef PLANEK_UI_PAGER_H
#define PLANEK_UI_PAGER_H

#include "ui/app.h"

/* Takes the text; it is wrapped to the screen. */
void ui_pager_open(struct ui_app *app, const char *title, struct pk_buf *text);
/* As a page that stays as it is; as help, with keys so many cells wide. */
void ui_pager_open_page(struct ui_app *app, const char *title, struct pk_buf *text);
void ui_pager_open_help(struct ui_app *app, const char *title, struct pk_buf *text,
                        int key_cells);
void ui_pager_draw(struct ui_pager *pager, struct pk_grid *grid, struct pk_rect rect);
void ui_pager_dispose(struct ui_pager *pager);

#endif
