/* record.h: what the rows of a plan look like in memory.
 *
 * Every cell keeps its text as it stands in the file (record.text, by field number); members
 * with a type of their own also hold the decoded value, empty where the text is no value (then
 * the cell's bit in record.bad is set).  All of it is borrowed from the plan and read-only;
 * a pointer to a record is good until the record is removed or the plan is freed.
 */
#ifndef PLANEK_RECORD_H
#define PLANEK_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planek/date.h"
#include "planek/money.h"
#include "planek/schema.h"

struct pk_record {
    uint8_t table;   /* enum pk_table */
    bool touched;    /* changed since its bytes were read or written */
    uint32_t place;  /* its index in the table */
    uint32_t line;   /* the line of its file it starts on; 0 while it is in no file */
    uint64_t bad;    /* bit per field whose text is no value of its type */
    size_t start;    /* its bytes in the table's file: record, then line end and empty lines */
    uint32_t length, tail;
    const char **text; /* by field, then the file's unknown columns; never NULL, "" is empty */
};

static inline bool pk_record_bad(const struct pk_record *record, int field)
{
    return record->bad >> field & 1;
}

enum pk_goal_field { PK_GOAL_ID, PK_GOAL_NAME, PK_GOAL_PRIORITY, PK_GOAL_FIELDS };
struct pk_goal {
    struct pk_record record;
    const char *id, *name;
    int priority; /* 1 is the most urgent; PK_NO_INT */
};

enum pk_status { PK_PROPOSED, PK_PLANNED, PK_ACTIVE, PK_DONE, PK_DROPPED };

enum pk_activity_field {
    PK_ACTIVITY_ID,
    PK_ACTIVITY_GOAL,
    PK_ACTIVITY_TITLE,
    PK_ACTIVITY_DETAIL,
    PK_ACTIVITY_RESPONSIBLE,
    PK_ACTIVITY_AUDIENCE,
    PK_ACTIVITY_START,
    PK_ACTIVITY_DUE,
    PK_ACTIVITY_COST,
    PK_ACTIVITY_COST_IN,
    PK_ACTIVITY_SOURCE,
    PK_ACTIVITY_STATUS,
    PK_ACTIVITY_TARGET,
    PK_ACTIVITY_DONE,
    PK_ACTIVITY_DEPENDS,
    PK_ACTIVITY_NOTE,
    PK_ACTIVITY_FIELDS
};
/* A chain of cost_in of more steps is a fault, so that following one is short work. */
enum { PK_COST_IN_MAX = 100 };

struct pk_activity {
    struct pk_record record;
    const char *id, *goal, *title, *detail, *responsible, *audience;
    pk_day start;
    struct pk_due due;
    pk_money cost; /* PK_NO_MONEY when empty: not the same as 0 */
    const char *cost_in, *source;
    int status; /* enum pk_status */
    pk_money target, done;
    const char *depends, *note;
    uint32_t group, position; /* from 0, see pk_plan_groups; valid once those were asked for */
};

enum pk_source_field { PK_SOURCE_ID, PK_SOURCE_NAME, PK_SOURCE_ALLOCATION, PK_SOURCE_FIELDS };
struct pk_source {
    struct pk_record record;
    const char *id, *name;
    pk_money allocation; /* PK_NO_MONEY: no limit */
};

enum pk_spending_state { PK_PAID, PK_ORDERED };
enum pk_spending_field {
    PK_SPENDING_ID,
    PK_SPENDING_DATE,
    PK_SPENDING_ACTIVITY,
    PK_SPENDING_SOURCE,
    PK_SPENDING_AMOUNT,
    PK_SPENDING_STATE,
    PK_SPENDING_DOCUMENT,
    PK_SPENDING_NOTE,
    PK_SPENDING_FIELDS
};
struct pk_spending {
    struct pk_record record;
    const char *id;
    pk_day date;
    const char *activity, *source;
    pk_money amount; /* may be negative: a refund */
    int state;       /* enum pk_spending_state */
    const char *document, *note;
};

enum pk_meeting_field { PK_MEETING_ID, PK_MEETING_DATE, PK_MEETING_PRESENT, PK_MEETING_NOTE,
                        PK_MEETING_FIELDS };
struct pk_meeting {
    struct pk_record record;
    const char *id;
    pk_day date;
    const char *present, *note;
};

enum pk_decision_status { PK_DECISION_OPEN, PK_DECISION_DONE, PK_DECISION_DROPPED };
enum pk_decision_field {
    PK_DECISION_ID,
    PK_DECISION_MEETING,
    PK_DECISION_ACTIVITY,
    PK_DECISION_TEXT,
    PK_DECISION_RESPONSIBLE,
    PK_DECISION_DUE,
    PK_DECISION_STATUS,
    PK_DECISION_FIELDS
};
struct pk_decision {
    struct pk_record record;
    const char *id, *meeting, *activity, *text, *responsible;
    struct pk_due due;
    int status; /* enum pk_decision_status */
};

enum pk_better { PK_BETTER_MORE, PK_BETTER_LESS };
enum pk_indicator_field {
    PK_INDICATOR_ID,
    PK_INDICATOR_NAME,
    PK_INDICATOR_UNIT,
    PK_INDICATOR_BETTER,
    PK_INDICATOR_BASELINE,
    PK_INDICATOR_TARGET,
    PK_INDICATOR_FIELDS
};
struct pk_indicator {
    struct pk_record record;
    const char *id, *name, *unit;
    int better; /* enum pk_better */
    pk_money baseline, target;
};

enum pk_measurement_field {
    PK_MEASUREMENT_ID,
    PK_MEASUREMENT_INDICATOR,
    PK_MEASUREMENT_DATE,
    PK_MEASUREMENT_VALUE,
    PK_MEASUREMENT_CHANNEL,
    PK_MEASUREMENT_ACTIVITY,
    PK_MEASUREMENT_NOTE,
    PK_MEASUREMENT_FIELDS
};
struct pk_measurement {
    struct pk_record record;
    const char *id, *indicator;
    pk_day date;
    pk_money value;
    const char *channel, *activity, *note;
};

enum pk_evaluation_next { PK_NEXT_KEEP, PK_NEXT_CHANGE, PK_NEXT_DROP };
enum pk_evaluation_field {
    PK_EVALUATION_ID,
    PK_EVALUATION_RATING,
    PK_EVALUATION_REACH,
    PK_EVALUATION_RESULT,
    PK_EVALUATION_LESSON,
    PK_EVALUATION_NEXT,
    PK_EVALUATION_FIELDS
};
struct pk_evaluation {
    struct pk_record record;
    const char *id; /* an activity's or a goal's */
    int rating;     /* 1 best .. 5, as in a Czech school; PK_NO_INT */
    pk_money reach;
    const char *result, *lesson;
    int next; /* enum pk_evaluation_next, -1 when empty */
};

enum pk_term_field { PK_TERM_ID, PK_TERM_TERM, PK_TERM_MEANING, PK_TERM_FIELDS };
struct pk_term {
    struct pk_record record;
    const char *id, *term, *meaning;
};

/* proposals.csv and conflicts.csv: what waits for somebody's decision. */
enum pk_pending_field {
    PK_PENDING_ID,
    PK_PENDING_TABLE,
    PK_PENDING_RECORD,
    PK_PENDING_FIELD,
    PK_PENDING_BASE,
    PK_PENDING_OURS,
    PK_PENDING_THEIRS,
    PK_PENDING_WHO,
    PK_PENDING_WHEN,
    PK_PENDING_FIELDS
};
struct pk_pending {
    struct pk_record record;
    const char *id, *table, *of, *field, *base, *ours, *theirs, *who, *when;
};

#endif
