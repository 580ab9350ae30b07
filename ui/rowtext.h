/* rowtext.h: the whole text of a row.
 */
#ifndef PLANEK_UI_ROWTEXT_H
#define PLANEK_UI_ROWTEXT_H

#include "ui/app.h"

/* Appends "4.1 Webové stránky"; nothing when there is no row. */
void ui_text_title(const struct ui_app *app, struct pk_buf *out);

/* Appends "covers 4.2, 4.3": the activities whose cost stands in that one's; nothing when there
 * are none. */
void ui_text_covered(const struct ui_app *app, const char *id, struct pk_buf *out);

/* Appends lines about it: who, how much, when, what is written there, what waits for a decision. */
void ui_text_of_row(const struct ui_app *app, struct pk_buf *out);
void ui_text_of_activity(const struct ui_app *app, const struct pk_activity *activity,
                         struct pk_buf *out);

#endif
