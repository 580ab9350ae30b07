/* calendar.h: a small calendar to choose a day from, for any field that holds one.
 */
#ifndef PLANEK_UI_CALENDAR_H
#define PLANEK_UI_CALENDAR_H

#include <stdbool.h>

#include "planek/date.h"

struct ui_app;

/* What is done with the choice, in the form that pk_due_parse reads. */
typedef void ui_calendar_take_fn(struct ui_app *app, const char *text);

struct ui_calendar {
    pk_day day;   /* under the cursor */
    pk_day first; /* the first day shown, that of a month */
    bool periods; /* a month or a quarter may be chosen as well */
    char *title;
    ui_calendar_take_fn *take;
};

/* Opens it on a day (PK_NO_DAY: today). */
void ui_calendar_open(struct ui_app *app, const char *title, pk_day day, bool periods,
                      ui_calendar_take_fn *take);
void ui_calendar_today(struct ui_app *app);
/* Takes the month or the quarter of the day under the cursor; says so where none may be taken. */
void ui_calendar_take_period(struct ui_app *app, enum pk_due_kind kind);
void ui_calendar_dispose(struct ui_calendar *calendar);

#endif
