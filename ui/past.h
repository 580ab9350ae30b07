/* past.h: the screen on the plan as it stood at the end of some day, for reading only, and back in
 * the present.
 */
#ifndef PLANEK_UI_PAST_H
#define PLANEK_UI_PAST_H

struct ui_app;

/* To the day that is named; "" comes back to the present. */
void ui_past_go(struct ui_app *app, const char *day);

/* Told when the screen begins in the past: says since when something is known. */
void ui_past_tell(struct ui_app *app);

/* Why nothing can be changed there, and what returns. */
const char *ui_past_refusal(const struct ui_app *app);

/* Back to the present's store, if another one is shown, without showing it. */
void ui_past_leave(struct ui_app *app);

#endif
