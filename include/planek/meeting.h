/* meeting.h: what a meeting has to talk about: the points of its agenda, each once, in the order in
 * which they are urgent.
 *
 * Pure: plans in, points out.  The agenda is that of the plan as it stood when the meeting began,
 * so that a point stays on it, ticked off, once something was done about it, and a meeting that is
 * taken up again has the same agenda.
 */
#ifndef PLANEK_MEETING_H
#define PLANEK_MEETING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planek/history.h"
#include "planek/plan.h"
#include "planek/since.h"

/* Why something is on the agenda; of several the first counts. */
enum pk_reason {
    PK_REASON_LATE,
    PK_REASON_SOON,     /* due within some days */
    PK_REASON_MOVED,    /* other than it was at the last meeting, or gone */
    PK_REASON_STUCK,    /* under way, and no further than at the last meeting */
    PK_REASON_OVER,     /* a source of which more is planned or spent than it has */
    PK_REASON_DECISION, /* decided earlier and still open */
    PK_REASON_PROPOSED,
    PK_REASONS
};

struct pk_point {
    enum pk_reason reason;
    unsigned tags;       /* the other reasons, as bits 1u << enum pk_reason */
    enum pk_table table; /* PK_ACTIVITIES, PK_SOURCES, PK_DECISIONS or PK_PROPOSALS */
    const char *id;      /* borrowed from the plan, or of what is gone from that of then */
    int postponed;       /* how often its deadline was put off, see pk_points_postponed */
};

struct pk_points {
    struct pk_point *items;
    size_t count, capacity;
    uint32_t *by_id; /* their places, sorted by table and id */
};

/* since: what is other than at the last meeting; NULL when there was none: then nothing is moved or
 * stuck.  then: the plan of that time, NULL as since. */
void pk_points_make(struct pk_points *out, const struct pk_plan *plan, const struct pk_plan *then,
                    const struct pk_since *since, pk_day today, int days);
void pk_points_dispose(struct pk_points *points);

/* The point about that record, or NULL. */
const struct pk_point *pk_points_find(const struct pk_points *points, enum pk_table table,
                                      const char *id);

/* Counts, for each activity among the points, those of the first `count` changes of the history
 * that put its deadline off, but for what was taken back. */
void pk_points_postponed(struct pk_points *points, const struct pk_history *history,
                         size_t count, int year);

/* The meeting of that day (the last one in the file), or NULL. */
const struct pk_meeting *pk_meeting_on(const struct pk_plan *plan, pk_day day);
/* The place in the history of the change by which the meeting began: the first one of its record
 * since that moment; history->count when there is none. */
size_t pk_meeting_began(const struct pk_history *history, const char *id, int64_t since);

/* The meeting at which a decision was made: its day, or PK_NO_DAY. */
pk_day pk_decision_day(const struct pk_plan *plan, const struct pk_decision *decision);

/* The last line of a note that begins with a day before that one ("5. 6. 2024: waits for ..."):
 * where the text behind the day begins, and its length; NULL when there is none. */
const char *pk_note_before(const char *note, pk_day before, pk_day *day, size_t *length);

#endif
