/* support.h: plans for tests, set up from short texts.
 */
#ifndef PLANEK_TESTS_SUPPORT_H
#define PLANEK_TESTS_SUPPORT_H

#include "planek/plan.h"

/* A plan of 2024 with the tables that follow as pairs of name and text, NULL at the end:
 *
 *     plan_of("goals", "id,name\ng1,Goal\n", "activities", "id,title\na,Film\n", NULL);
 *
 * A fault of structure fails the test.  pk_plan_free it. */
__attribute__((sentinel)) struct pk_plan *plan_of(const char *table, ...);

/* As plan_of, with the text of plan.ini. */
__attribute__((sentinel)) struct pk_plan *plan_from(const char *ini, const char *table, ...);

/* The activity, goal or other record of that id; the test fails where there is none. */
const struct pk_activity *activity_of(const struct pk_plan *plan, const char *id);
const struct pk_record *record_of(const struct pk_plan *plan, enum pk_table table, const char *id);

#endif
