/* checking.h: one look at records: the cell looked at, what is said about it and to whom, and
 * what the rules work out once for all records.
 *
 * Made for one call, it costs nothing until a rule asks: the check of one record walks only what
 * hangs on that record, the check of a plan walks everything once.
 */
#ifndef PLANEK_MODEL_CHECKING_H
#define PLANEK_MODEL_CHECKING_H

#include "planek/buf.h"
#include "planek/faults.h"
#include "planek/plan.h"

struct pk_finding {
    enum pk_severity severity;
    const struct pk_record *record;
    int field;
    const char *sentence; /* safe for a terminal; lives until the function returns */
};
typedef void pk_finding_fn(const struct pk_finding *finding, void *user);

struct pk_circles;
struct pk_overlay;

struct pk_checking {
    const struct pk_plan *plan;
    const struct pk_overlay *overlay; /* records as a change would leave them, or NULL */
    bool errors_only;
    pk_finding_fn *found;
    void *user;

    const struct pk_record *record; /* the cell looked at */
    int field;

    struct pk_buf scratch;
    const char **names[PK_TABLES]; /* ids, NULL-terminated, once a hint was wanted */
    size_t guesses;                /* how many names hints may still be compared with */
    struct pk_circles *circles;
    const struct pk_goal **ranked; /* goals by priority, then place */
    size_t ranked_count;
};

/* A rule about one column, asked for every record whose cell is a value of its type or empty. */
struct pk_rule {
    int field;
    bool warns; /* says nothing worse than PK_WARNING */
    void (*check)(struct pk_checking *checking);
};
/* The rules of a table, up to one without a function. */
const struct pk_rule *pk_check_rules(enum pk_table table);
extern const struct pk_rule pk_proposal_rules[], pk_conflict_rules[];

void pk_checking_init(struct pk_checking *checking, const struct pk_plan *plan,
                      pk_finding_fn *found, void *user);
void pk_checking_dispose(struct pk_checking *checking);

void pk_checking_cell(struct pk_checking *checking, const struct pk_record *record, int field);
void pk_checking_record(struct pk_checking *checking, const struct pk_record *record);

/* Reports something about the cell looked at. */
void pk_checking_say(struct pk_checking *checking, enum pk_severity severity, const char *format,
                     ...) PK_PRINTF(3, 4);

/* The text of the cell looked at. */
const char *pk_checking_text(const struct pk_checking *checking);
const struct pk_record *pk_checking_find(const struct pk_checking *checking, enum pk_table table,
                                         const char *id);
/* The next id of a list of references, or NULL; it lives until the next call. */
const char *pk_checking_item(struct pk_checking *checking, const char **cursor);
/* Records have places below this number, those that a change would add included. */
size_t pk_checking_places(const struct pk_checking *checking, enum pk_table table);

/* Whether the cell is a value of its type (an empty one is, unless it is required) and what it
 * refers to is there; says what is wrong. */
bool pk_check_type(struct pk_checking *checking);
/* Whether one of the tables (bits) has the id; says so when not. */
bool pk_check_reference(struct pk_checking *checking, unsigned tables, const char *id);

/* Whether the activity's cost_in, or depends, leads back to it over others. */
bool pk_circle_of_cost_in(struct pk_checking *checking, const struct pk_activity *activity);
bool pk_circle_of_depends(struct pk_checking *checking, const struct pk_activity *activity);
/* Whether cost_in leads on from the activity for more than PK_COST_IN_MAX steps, into no circle. */
bool pk_chain_too_long(struct pk_checking *checking, const struct pk_activity *activity);
void pk_circles_free(struct pk_circles *circles);

#endif
