/* meetingfacts.h: what the meeting is told about a point, in few words.
 */
#ifndef PLANEK_UI_MEETINGFACTS_H
#define PLANEK_UI_MEETINGFACTS_H

#include "planek/buf.h"
#include "planek/money.h"
#include "ui/meeting.h"

struct ui_facts {
    const char *mark; /* a sign and its ASCII form */
    char ascii;
    bool alarming; /* late or too much */
    struct pk_buf title, reason;
    struct pk_buf who, count, due; /* beside each other */
    struct pk_buf last, postponed; /* what was noted last; how often it was put off */
    struct pk_buf moved, tags;     /* since the last meeting; why else it is on the agenda */
    struct pk_buf agreed;          /* at this meeting, a line each */
    struct pk_buf hint;            /* keys for this kind of point only */
};

/* To be disposed of. */
void ui_facts_make(struct ui_facts *out, const struct ui_app *app, const struct pk_point *point);
void ui_facts_dispose(struct ui_facts *facts);

/* The amount as text, good until the next one in the same buffer. */
const char *ui_facts_amount(struct pk_buf *text, pk_money amount);

/* Only mark, title and reason: for the list. */
void ui_facts_brief(struct ui_facts *out, const struct ui_app *app, const struct pk_point *point);

#endif
