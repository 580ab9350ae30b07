/* span.h: which part of time the timeline shows.
 */
#ifndef PLANEK_UI_SPAN_H
#define PLANEK_UI_SPAN_H

#include "ui/app.h"

/* Closer (1) or wider (-1), around what of the row under the cursor is shown, else around today,
 * else around the middle. */
void ui_span_zoom(struct ui_app *app, int direction);
/* A step earlier (-1) or later (1); false when the whole year is shown. */
bool ui_span_scroll(struct ui_app *app, int direction);
void ui_span_today(struct ui_app *app);
/* To the deadline of the row under the cursor, else its start. */
void ui_span_go(struct ui_app *app);
/* To the bar of the row under the cursor, all of it where it fits; else its beginning and, where
 * that is shown already, its end. */
void ui_span_bar(struct ui_app *app);

struct pk_scale ui_span_scale(const struct ui_app *app, int cells);

#endif
