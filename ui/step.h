/* step.h: moving a row of the chart up or down among those that are shown.
 */
#ifndef PLANEK_UI_STEP_H
#define PLANEK_UI_STEP_H

struct ui_app;

/* Moves the row under the cursor, or another pane's record, so many places up (below 0) or down as
 * one change and says what that did: at a goal's edge into the goal beside it; with a filter on
 * past what it hides. */
unsigned ui_step(struct ui_app *app, int steps);

#endif
