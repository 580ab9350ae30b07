/* historycase.h: reading a history from a text, for tests.  Comes after cmocka.h.
 */
#ifndef PLANEK_TESTS_HISTORYCASE_H
#define PLANEK_TESTS_HISTORYCASE_H

#include <string.h>

#include "planek/history.h"
#include "planek/mem.h"
#include "tests/unit/support.h"

#define AT "2024-06-12T08:15:00Z"
#define HEADER "txn,when,who,why,table,id,field,was,now,left\n"
#define ROW(txn, id, left) txn "," AT ",me,,activities," id ",title,A,B," left "\n"
#define TITLE(txn, was, now) txn "," AT ",me,,activities,a,title," was "," now ",0\n"

static inline struct pk_plan *make_plan(void)
{
    return plan_of("goals", "id,name\ng,Goal\n", "activities",
                   "id,goal,title,due,cost,note,x\na,g,A,2024-06-30,100,,one\nb,g,B,,,,two\n",
                   NULL);
}

/* A reading of a text, and what it found. */
struct reading {
    struct pk_plan *plan;
    struct pk_history history;
    struct pk_faults faults;
    size_t end;
};

static inline void reading_go_on(struct reading *reading, const char *bytes, size_t length)
{
    char *exact = pk_renew(NULL, length, 1); /* so that ASan sees a step beyond the end */
    memcpy(exact, bytes, length);
    pk_history_decode(&reading->history, reading->plan, exact, length, 1, &reading->faults,
                      &reading->end);
    free(exact);
}

static inline struct reading read_bytes(const char *bytes, size_t length)
{
    struct reading reading = { .plan = make_plan() };
    reading_go_on(&reading, bytes, length);
    return reading;
}

static inline struct reading read_text(const char *text)
{
    return read_bytes(text, strlen(text));
}

static inline void reading_dispose(struct reading *reading)
{
    pk_history_dispose(&reading->history);
    pk_faults_dispose(&reading->faults);
    pk_plan_free(reading->plan);
}

/* The txns in their order and how many cells each has: "t1:2 t2:1 ". */
static inline void assert_items(const struct reading *reading, const char *expected)
{
    struct pk_buf text = { 0 };
    for (size_t i = 0; i < reading->history.count; i++) {
        const struct pk_change *item = &reading->history.items[i];
        pk_buf_printf(&text, "%s:%zu ", item->txn, item->count);
    }
    assert_string_equal(pk_buf_text(&text), expected);
    pk_buf_dispose(&text);
}

static inline const struct pk_change *item_of(const struct reading *reading, const char *txn)
{
    const struct pk_change *item = pk_history_find(&reading->history, txn);
    assert_non_null(item);
    return item;
}

#endif
