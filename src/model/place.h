/* place.h: where a record stands in its file, and where it would have to stand: the ids behind
 * which it comes.
 */
#ifndef PLANEK_MODEL_PLACE_H
#define PLANEK_MODEL_PLACE_H

#include "planek/plan.h"

/* The id that the record follows, "" for the first.  Borrowed from the plan. */
const char *pk_place_of(const struct pk_plan *plan, const struct pk_record *record);

/* The id that a new record of the table follows to come last; an activity last in its goal. */
const char *pk_place_at_end(const struct pk_plan *plan, enum pk_table table, const char *goal);

#endif
