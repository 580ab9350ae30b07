/* legend.h: what the marks and bars mean.
 */
#ifndef PLANEK_UI_LEGEND_H
#define PLANEK_UI_LEGEND_H

#include "ui/app.h"

/* Appends lines indented by four, with the signs as this screen shows them. */
void ui_legend_text(const struct ui_app *app, struct pk_buf *out);

/* Shows them, with the public holidays of the year that is shown. */
void ui_legend_open(struct ui_app *app);

#endif
