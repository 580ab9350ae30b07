/* waitingcase.h: a plan with rows that wait for a decision, for the tests of waiting.h.
 *
 * Everything is static inline, so that only the tests that include it know of it.
 */
#ifndef PLANEK_TESTS_WAITINGCASE_H
#define PLANEK_TESTS_WAITINGCASE_H

#include "planek/waiting.h"
#include "support.h"

#define WHEN INT64_C(1718180100)
#define MOMENT "2024-06-12T08:15:00Z"
#define PENDING "id,table,record,field,base,ours,theirs,who,when\n"

static inline struct pk_plan *make_plan(const char *proposals, const char *conflicts)
{
    return plan_of("goals", "id,name\ng,Goal\n", "activities",
                   "id,goal,title,due,cost,status,depends,note,colour\n"
                   "web,g,Web,2024-06-30,500,planned,,,red\n"
                   "film,g,Film,,,proposed,,,\n"
                   "ppc,g,PPC,,,proposed,,,\n"
                   "radio,g,Radio,,,active,ppc,,\n",
                   "sources", "id,name\nosv,OSV\n", "proposals", proposals, "conflicts", conflicts,
                   NULL);
}

static inline void apply(struct pk_plan *plan, struct pk_change *change)
{
    struct pk_diag diag = { 0 };
    if (pk_change_apply(plan, change, &diag) != PK_OK) {
        fail_msg("%s", diag.text);
    }
    pk_plan_verify(plan);
    pk_change_dispose(change);
}

/* The rows of the table but for their ids: "activities web cost 1 2 3 jana WHEN" a line. */
static inline void expect_rows(const struct pk_plan *plan, enum pk_table table, const char *expected)
{
    struct pk_buf rows = { 0 };
    for (size_t i = 0; i < pk_plan_count(plan, table); i++) {
        const struct pk_record *row = pk_plan_at(plan, table, i);
        for (int field = 1; field < PK_PENDING_FIELDS; field++) {
            pk_buf_printf(&rows, "%s%s", field > 1 ? "," : "", row->text[field]);
        }
        pk_buf_char(&rows, '\n');
    }
    assert_string_equal(pk_buf_text(&rows), expected);
    pk_buf_dispose(&rows);
}

static inline const char *text_of(const struct pk_plan *plan, const char *id, int field)
{
    return record_of(plan, PK_ACTIVITIES, id)->text[field];
}

static inline enum pk_err settle(struct pk_plan *plan, enum pk_table table, const char *id, bool accept,
                          struct pk_diag *diag)
{
    struct pk_change change;
    pk_change_init(&change);
    const struct pk_record *record = record_of(plan, table, id);
    enum pk_err err = accept ? pk_waiting_accept(&change, plan, record, diag)
                             : pk_waiting_reject(&change, plan, record, diag);
    if (err == PK_OK) {
        apply(plan, &change);
    } else {
        pk_change_dispose(&change);
    }
    return err;
}

#endif
