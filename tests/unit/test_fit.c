/* Changes of the history brought to plans that are not quite those they were made for. */
#include "config.h"

#include "store/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "planek/mem.h"
#include "tests/unit/support.h"
#include "tests/unit/mergecase.h"

#define SOURCES (1u << PK_SOURCES)
#define HEADER "txn,when,who,why,table,id,field,was,now,left\n"

/* Cells of the sources as "id field was>now", one a line. */
static void read_cells(struct pk_change *change, struct pk_plan *plan, const char *text)
{
    pk_change_init(change);
    while (*text) {
        char id[16], field[16], was[16] = "", now[16] = "";
        int length = 0;
        sscanf(text, "%15s %15s%n", id, field, &length);
        const char *at = text + length + 1;
        size_t was_length = strcspn(at, ">"), now_length = strcspn(at + was_length + 1, "\n");
        snprintf(was, sizeof was, "%.*s", (int)was_length, at);
        snprintf(now, sizeof now, "%.*s", (int)now_length, at + was_length + 1);
        pk_change_add(change, PK_SOURCES, pk_plan_field(plan, PK_SOURCES, field), id, was, now);
        text = at + was_length + 1 + now_length + 1;
    }
}

#define TABLE "id,name,allocation,x\n"
#define AB TABLE "a,A,100,\nb,B,,\n"

static const struct {
    const char *what, *plan, *change, *fitted, *clashes;
} cases[] = {
    { "a cell that holds what was", AB, "a name A>C\n", TABLE "a,C,100,\nb,B,,\n", "" },
    { "a cell that holds what is now", AB, "a name C>A\n", AB, "" },
    { "a cell that holds neither", AB, "a name C>D\n", AB, "name of a: C | A | D\n" },
    { "values that are spelt otherwise", AB, "a allocation 100.00>200\n",
      TABLE "a,A,200,\nb,B,,\n", "" },
    { "a value that is there in another spelling", AB, "a allocation 7>100.00\n", AB, "" },
    { "an unknown column", AB, "b x >1\n", TABLE "a,A,100,\nb,B,,1\n", "" },
    { "cells of which one clashes", AB, "a name C>D\na allocation 100>7\n",
      TABLE "a,A,7,\nb,B,,\n", "name of a: C | A | D\n" },
    { "cells of a record that is gone are one clash", AB, "c name A>B\nc allocation 1>2\n", AB,
      "id of c: c |  | c\n" },
    { "a new record", AB, "c id >c\nc place >a\nc name >C\n",
      TABLE "a,A,100,\nc,C,,\nb,B,,\n", "" },
    { "a new record behind one that is not there", AB, "c id >c\nc place >z\nc name >C\n",
      TABLE "a,A,100,\nb,B,,\nc,C,,\n", "" },
    { "a new record that is there already", AB, "b id >b\nb place >a\nb name >B\n", AB, "" },
    { "a new record that is there with another name", AB, "b id >b\nb name >C\n", AB,
      "name of b:  | B | C\n" },
    { "a removal", AB, "a allocation 100>\na name A>\na place >\na id a>\n", TABLE "b,B,,\n", "" },
    { "a removal of what is gone", AB, "c name C>\nc id c>\n", AB, "" },
    { "a removal of a record that changed", AB, "a allocation 7>\na name A>\na id a>\n", AB,
      "id of a: a | a | \n" },
    { "a removal of a record that got more", AB, "a name A>\na id a>\n", AB,
      "id of a: a | a | \n" },
    { "a move", AB, "b place a>\n", TABLE "b,B,,\na,A,100,\n", "" },
    { "a move behind what is gone", AB, "b place a>z\n", AB, "" },
    { "a record that is removed and added again", AB,
      "b name B>\nb id b>\nb id >b\nb name >C\n", TABLE "a,A,100,\nb,C,,\n", "" },
    { "a record that stands behind a new one", AB, "c id >c\nc name >C\na place >c\n",
      TABLE "b,B,,\nc,C,,\na,A,100,\n", "" },
    { "a cell that changes twice", AB, "b name B>C\nb name C>D\n",
      TABLE "a,A,100,\nb,D,,\n", "" },
};

static void a_change_is_folded_cell_by_cell(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_plan *plan = plan_of("sources", cases[i].plan, NULL);
        struct pk_change change;
        struct pk_clashes clashes = { 0 };
        read_cells(&change, plan, cases[i].change);
        pk_fold(plan, &change, SOURCES, &clashes);
        pk_plan_verify(plan);
        char *image = image_of(plan, PK_SOURCES), *text = told(plan, &clashes);
        if (strcmp(image, cases[i].fitted) != 0 || strcmp(text, cases[i].clashes) != 0) {
            fail_msg("%s: %s%s", cases[i].what, image, text);
        }
        pk_fold(plan, &change, 0, NULL);
        free(text);
        free(image);
        pk_clashes_dispose(&clashes);
        pk_change_dispose(&change);
        pk_plan_free(plan);
    }
}

static void folding_twice_is_folding_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_plan *plan = plan_of("sources", cases[i].plan, NULL);
        struct pk_change change;
        read_cells(&change, plan, cases[i].change);
        if (strstr(cases[i].what, "again") || strstr(cases[i].what, "twice")) {
            pk_change_dispose(&change);
            pk_plan_free(plan);
            continue; /* goes through states that it has left behind */
        }
        pk_fold(plan, &change, SOURCES, NULL);
        char *once = image_of(plan, PK_SOURCES);
        pk_fold(plan, &change, SOURCES, NULL);
        char *twice = image_of(plan, PK_SOURCES);
        if (strcmp(once, twice) != 0) {
            fail_msg("%s: %s", cases[i].what, twice);
        }
        free(once);
        free(twice);
        pk_change_dispose(&change);
        pk_plan_free(plan);
    }
}

static void what_fits_can_be_applied_and_only_in_the_tables_asked_for(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of("sources", AB, "goals", "id,name\ng,Goal\n", NULL);
    struct pk_change change, fitted;
    pk_change_init(&change);
    pk_change_add(&change, PK_GOALS, PK_GOAL_NAME, "g", "Goal", "Aim");
    pk_change_add(&change, PK_SOURCES, PK_SOURCE_NAME, "a", "A", "C");
    pk_change_init(&fitted);
    pk_fit(&fitted, NULL, plan, &change, SOURCES);
    assert_int_equal(fitted.count, 1);
    assert_int_equal(pk_change_tables(&fitted), SOURCES);
    assert_int_equal(pk_change_apply(plan, &fitted, NULL), PK_OK);
    assert_string_equal(record_of(plan, PK_SOURCES, "a")->text[PK_SOURCE_NAME], "C");
    pk_change_dispose(&fitted);
    pk_change_dispose(&change);
    pk_plan_free(plan);
}

static void a_broken_table_stays(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of("sources", AB, NULL);
    struct pk_change change;
    read_cells(&change, plan, "a name A>C\n");
    pk_plan_set_broken(plan, PK_SOURCES);
    pk_fold(plan, &change, SOURCES, NULL);
    assert_string_equal(record_of(plan, PK_SOURCES, "a")->text[PK_SOURCE_NAME], "A");
    pk_change_dispose(&change);
    pk_plan_free(plan);
}

/* ---- histories ---- */

static void decode(struct pk_history *history, struct pk_plan *plan, const char *rows)
{
    size_t end;
    *history = (struct pk_history){ 0 };
    pk_history_decode(history, plan, rows, strlen(rows), 1, NULL, &end);
}

#define ROW(txn, field, was, now) \
    txn ",2024-06-12T08:15:00Z,me,,sources,a," field "," was "," now ",0\n"

static void by_its_last_change_a_cell_is_brought_up_to_date(void **state)
{
    static const struct {
        const char *plan, *expected;
    } files[] = {
        { TABLE "a,B,,\n", TABLE "a,C,,\n" }, /* all but the last */
        { TABLE "a,C,,\n", TABLE "a,C,,\n" }, /* all */
        { TABLE "a,A,,\n", TABLE "a,A,,\n" }, /* none: it may have been set back by hand */
        { TABLE "a,X,,\n", TABLE "a,X,,\n" },
        { TABLE, TABLE },
    };
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct pk_plan *plan = plan_of("sources", files[i].plan, NULL);
        struct pk_history history;
        decode(&history, plan, HEADER ROW("t1", "name", "A", "B") ROW("t2", "name", "B", "C"));
        assert_int_equal(history.count, 2);
        pk_fold_last(plan, &history, SOURCES);
        char *image = image_of(plan, PK_SOURCES);
        assert_string_equal(image, files[i].expected);
        free(image);
        pk_history_dispose(&history);
        pk_plan_free(plan);
    }
}

static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 8;
}

/* A row that the history accepts, sound or not in its place. */
static void add_row(struct pk_buf *rows, uint32_t *seed, int txn, unsigned left)
{
    static const char *const tables[] = { "sources", "activities", "goals", "glossary", "history" };
    static const char *const ids[] = { "a", "b", "c", "g" };
    static const char *const fields[] = { "id", "id", "id", "place", "place", "name", "title",
                                          "note", "allocation", "why", "depends" };
    static const char *const values[] = { "", "", "a", "b", "c", "g", "A", "B", "100", "x" };
#define PICK(array) array[next(seed) % (sizeof array / sizeof *array)]
    const char *table = PICK(tables), *id = PICK(ids), *field = PICK(fields);
    const char *was = PICK(values), *now = PICK(values);
#undef PICK
    if (strcmp(field, "id") == 0) {
        bool adds = next(seed) % 2;
        was = adds ? "" : id;
        now = adds ? id : "";
    }
    pk_buf_printf(rows, "t%d,2024-06-12T08:15:00Z,me,,%s,%s,%s,%s,%s,%u\n", txn, table, id, field,
                  was, now, left);
}

static void no_history_can_stop_the_program(void **state)
{
    (void)state;
    for (uint32_t round = 0; round < 20000; round++) {
        uint32_t seed = round;
        struct pk_buf rows = { 0 };
        struct pk_history history;
        struct pk_clashes clashes = { 0 };
        struct pk_plan *plan =
            plan_of("sources", AB, "goals", "id,name\ng,Goal\na,A\n", "activities",
                    "id,goal,title,depends\nb,g,Web,c\nc,g,Film,\n", NULL);
        pk_buf_str(&rows, HEADER);
        for (int txn = 0; txn < 4; txn++) {
            for (unsigned left = next(&seed) % 5 + 1; left-- > 0;) {
                add_row(&rows, &seed, txn, left);
            }
        }
        decode(&history, plan, pk_buf_text(&rows));
        for (size_t i = 0; i < history.count; i++) {
            pk_fold(plan, &history.items[i], ~0u, round % 2 ? &clashes : NULL);
        }
        pk_fold_last(plan, &history, ~0u);
        pk_plan_verify(plan);
        pk_clashes_dispose(&clashes);
        pk_history_dispose(&history);
        pk_buf_dispose(&rows);
        pk_plan_free(plan);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_change_is_folded_cell_by_cell),
        cmocka_unit_test(folding_twice_is_folding_once),
        cmocka_unit_test(what_fits_can_be_applied_and_only_in_the_tables_asked_for),
        cmocka_unit_test(a_broken_table_stays),
        cmocka_unit_test(by_its_last_change_a_cell_is_brought_up_to_date),
        cmocka_unit_test(no_history_can_stop_the_program),
    };
    return cmocka_run_group_tests_name("fit", tests, NULL, NULL);
}
