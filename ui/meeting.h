/* meeting.h: the team's meeting: who is present, the points of its agenda one by one or as a list,
 * and how far it has got.
 *
 * The agenda is made once, of the plan as it stood when the meeting began (planek/meeting.h), and
 * what was done since is seen by comparing the two plans: so undo unticks a point, another session
 * ticks it off here, too, and a meeting that was interrupted goes on where it stopped.
 */
#ifndef PLANEK_UI_MEETING_H
#define PLANEK_UI_MEETING_H

#include <stdbool.h>
#include <stdint.h>

#include "planek/lookback.h"
#include "planek/meeting.h"
#include "planek/minutes.h"
#include "planek/passed.h"
#include "planek/since.h"
#include "ui/lineedit.h"
#include "ui/list.h"

struct ui_app;
struct ui_minutes;
struct ui_pane;

enum ui_handled {
    UI_POINT_OPEN,
    UI_POINT_PASSED, /* gone past */
    UI_POINT_TOUCHED /* something was done about it, or decided */
};

/* Somebody who may be present. */
struct ui_attendee {
    char *name;
    bool ticked;
};

struct ui_present {
    struct ui_attendee *items;
    size_t count, capacity;
    struct ui_lineedit typed; /* somebody who is not among them */
    struct ui_list list;
    char *offered; /* who was ticked at first */
};

/* What is typed about the point in front. */
enum ui_asked { UI_ASKED_DUE, UI_ASKED_NOTE };
struct ui_answer {
    enum ui_asked asked;
    struct ui_lineedit edit;
    struct pk_diag fault; /* "" */
};

struct ui_meeting {
    bool open;
    bool writes; /* what is gone past is written down */
    char *id;    /* of its record; NULL: only looked at */
    char *begun; /* txn of the change that began it just now with nothing but what was offered */
    pk_day last; /* the meeting before; PK_NO_DAY */
    struct pk_lookback lookback;
    struct pk_since since; /* from the last meeting to the beginning of this one */
    struct pk_points points;
    uint8_t *handled;  /* enum ui_handled of each point */
    uint32_t *decided; /* of each: the last earlier decision about it, its place counted from 1 */
    uint32_t *made;    /* places of the decisions of this meeting */
    size_t made_count, made_capacity, handled_count;
    struct pk_passed passed;
    struct ui_list list; /* of the points */
    struct ui_present present;
    struct ui_answer answer;
};

/* Takes the screen to today's meeting: asks who is present where that is not known yet. */
void ui_meeting_begin(struct ui_app *app);
/* The agenda of the meeting with that record; NULL only looks. */
void ui_meeting_enter(struct ui_app *app, const char *id);
/* The plan is another one: what is handled by now. */
void ui_meeting_renew(struct ui_app *app);
void ui_meeting_end(struct ui_app *app);
void ui_meeting_dispose(struct ui_meeting *meeting);

/* Whether a meeting's pane is in front. */
bool ui_meeting_in_front(const struct ui_app *app);

/* The point under the cursor, or NULL; the record that it is about in the plan as it stands, NULL
 * where it is gone; in any of its plans. */
const struct pk_point *ui_meeting_point(const struct ui_meeting *meeting);
const struct pk_record *ui_meeting_record(const struct ui_app *app);
const struct pk_record *ui_meeting_any_record(const struct ui_app *app,
                                              const struct pk_point *point);
/* The activity that a point is about, itself or as the subject of a decision or proposal; "". */
const char *ui_meeting_activity_id(const struct ui_app *app, const struct pk_point *point);

/* Notes that the point in front was gone past, unless it was handled. */
void ui_meeting_pass(struct ui_app *app);
/* To the next point that is not handled, from the first again; false when all are. */
bool ui_meeting_next(struct ui_app *app);

/* Opens the list of who may be present, those of `present` ticked. */
void ui_meeting_ask_present(struct ui_app *app, const char *present);
/* Nobody was ticked: today it is not asked again. */
void ui_meeting_note_asked(struct ui_app *app);
/* Notes that something came of it: its record stays. */
void ui_meeting_keep(struct ui_app *app);
/* Ticks the one under the cursor, or unticks. */
void ui_meeting_tick(struct ui_app *app);
/* Opens the line for a new deadline or a note. */
void ui_meeting_ask(struct ui_app *app, enum ui_asked asked);

/* Whether that command line can do anything about what is in front. */
bool ui_meeting_offers(const struct ui_app *app, const char *line);

/* Shows the minutes; writes those shown to a file, "" beside the plan (where they would not stay,
 * it asks for a place).  What stands there already and is another text is replaced only when that
 * is asked for once more. */
void ui_meeting_minutes(struct ui_app *app);
void ui_meeting_save_minutes(struct ui_app *app, const char *file);
void ui_minutes_dispose(struct ui_minutes *minutes);

extern const struct ui_pane ui_pane_meeting, ui_pane_agenda, ui_pane_present, ui_pane_answer,
    ui_pane_minutes;

#endif
