#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "planek/buf.h"
#include "planek/edit.h"
#include "planek/mem.h"
#include "planek/merge.h"
#include "tests/unit/support.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))
#define GLOSSARY (1u << PK_GLOSSARY)

static char *image_of(const struct pk_plan *plan, enum pk_table table)
{
    struct pk_image image;
    pk_plan_encode(plan, table, &image);
    char *text = pk_buf_take(&image.bytes);
    pk_image_dispose(&image);
    return text;
}

/* Cells of the glossary as "id field was>now", one a line. */
static void read_cells(struct pk_change *change, struct pk_plan *plan, const char *text)
{
    pk_change_init(change);
    while (*text) {
        char id[16], field[16], was[16] = "", now[16] = "";
        int length = 0;
        sscanf(text, "%15s %15s%n", id, field, &length);
        const char *at = text + length + 1;
        size_t was_length = strcspn(at, ">"), now_length = strcspn(at + was_length + 1, "\n");
        snprintf(was, sizeof(was), "%.*s", (int)was_length, at);
        snprintf(now, sizeof(now), "%.*s", (int)now_length, at + was_length + 1);
        pk_change_add(change, PK_GLOSSARY, pk_plan_field(plan, PK_GLOSSARY, field), id, was, now);
        text = at + was_length + 1 + now_length + 1;
    }
}

/* A line for each clash: "term of a: before | here | wanted". */
static char *told(const struct pk_plan *plan, const struct pk_clashes *clashes)
{
    struct pk_buf out = { 0 };
    pk_buf_str(&out, "");
    for (size_t i = 0; i < clashes->count; i++) {
        const struct pk_clash *clash = &clashes->items[i];
        pk_buf_printf(&out, "%s of %s: %s | %s | %s\n",
                      pk_plan_field_name(plan, clash->table, clash->field), clash->id,
                      clash->base, clash->ours, clash->theirs);
    }
    char *text = pk_strdup(pk_buf_text(&out));
    pk_buf_dispose(&out);
    return text;
}

static const struct {
    const char *what, *plan, *change, *replayed, *clashes;
} cases[] = {
    { "a cell that holds what was", "id,term\na,A\n", "a term A>B\n", "id,term\na,B\n", "" },
    { "a cell that holds what is now", "id,term\na,B\n", "a term A>B\n", "id,term\na,B\n", "" },
    { "a cell that holds something else", "id,term\na,C\n", "a term A>B\n", "id,term\na,C\n",
      "term of a: A | C | B\n" },
    { "a cell of a column that the file lacks", "id,term\na,A\n", "a x >1\n",
      "id,term,x\na,A,1\n", "" },
    { "a cell that changes twice", "id,term\na,A\n", "a term A>B\na term B>C\n",
      "id,term\na,C\n", "" },
    { "a cell that changed twice and is done", "id,term\na,C\n", "a term A>B\na term B>C\n",
      "id,term\na,C\n", "" },
    { "a cell that changed twice and is half done", "id,term\na,B\n",
      "a term A>B\na term B>C\n", "id,term\na,C\n", "" },
    { "two changes of one cell that exclude each other", "id,term\na,A\n",
      "a term A>B\na term A>C\n", "id,term\na,B\n",
      "term of a: A | B | C\n" },
    { "a record that is missing", "id,term\na,A\n", "b id >b\nb place >\nb term >B\n",
      "id,term\nb,B\na,A\n", "" },
    { "a record that is there", "id,term\na,A\nb,B\n", "b id >b\nb place >\nb term >B\n",
      "id,term\na,A\nb,B\n", "" },
    { "a record that is there with another value", "id,term\nb,C\n", "b id >b\nb term >B\n",
      "id,term\nb,C\n", "term of b:  | C | B\n" },
    { "a record that is there in part", "id,term,x\nb,B,\n", "b id >b\nb term >B\nb x >1\n",
      "id,term,x\nb,B,1\n", "" },
    { "a record behind one that is gone", "id,term\na,A\n", "b id >b\nb place >z\nb term >B\n",
      "id,term\na,A\nb,B\n", "" },
    { "records behind each other", "id,term\na,A\nd,D\n",
      "b id >b\nb place >a\nb term >B\nc id >c\nc place >b\nc term >C\n",
      "id,term\na,A\nb,B\nc,C\nd,D\n", "" },
    { "an id that is not the record's", "id,term\na,A\n", "b id >c\n", "id,term\na,A\n", "" },
    { "cells of a record that is gone", "id,term\na,A\n",
      "b term B>C\na term A>X\nb x 1>2\n", "id,term\na,X\n", "id of b: b |  | b\n" },
    { "the place of a record that is gone", "id,term\na,A\n", "b place >a\n", "id,term\na,A\n",
      "" },
    { "a removal", "id,term,x\na,A,1\nb,B,\n", "a term A>\na x 1>\na place >\na id a>\n",
      "id,term,x\nb,B,\n", "" },
    { "a removal that is done", "id,term\nb,B\n", "a term A>\na place >\na id a>\n",
      "id,term\nb,B\n", "" },
    { "a removal of what somebody changed", "id,term,x\na,C,1\n",
      "a term A>\na x 1>\na place >\na id a>\n", "id,term,x\na,C,1\n", "id of a: a | a | \n" },
    { "a removal of what somebody added to", "id,term,x\na,A,1\n",
      "a term A>\na place >\na id a>\n", "id,term,x\na,A,1\n", "id of a: a | a | \n" },
    { "a removal of what somebody emptied", "id,term,x\na,,1\nb,B,\n",
      "a term A>\na x 1>\na place >\na id a>\n", "id,term,x\nb,B,\n", "" },
    { "removed and added again", "id,term\na,A\nb,B\n",
      "a term A>\na place >\na id a>\na id >a\na place >b\na term >C\n",
      "id,term\nb,B\na,C\n", "" },
    { "a move down", "id,term\na,A\nb,B\nc,C\n", "a place >b\n", "id,term\nb,B\na,A\nc,C\n",
      "" },
    { "a move up", "id,term\na,A\nb,B\nc,C\n", "c place b>\n", "id,term\nc,C\na,A\nb,B\n", "" },
    { "a move down that is done, others came between", "id,term\nb,B\nz,Z\na,A\nc,C\n",
      "a place >b\n", "id,term\nb,B\nz,Z\na,A\nc,C\n", "" },
    { "a move up that is done, others came between", "id,term\nz,Z\nc,C\na,A\nb,B\n",
      "c place b>\n", "id,term\nz,Z\nc,C\na,A\nb,B\n", "" },
    { "a move down from where others came between", "id,term\nz,Z\na,A\nb,B\nc,C\n",
      "a place >b\n", "id,term\nz,Z\nb,B\na,A\nc,C\n", "" },
    { "a move from behind one that is gone", "id,term\nb,B\nc,C\n", "c place a>\n",
      "id,term\nc,C\nb,B\n", "" },
    { "a move behind one that is gone", "id,term\na,A\nb,B\n", "a place >z\n",
      "id,term\na,A\nb,B\n", "" },
    { "a move behind one that the change adds", "id,term\na,A\nb,B\n",
      "n id >n\nn place b>b\nn term >N\na place >n\n", "id,term\nb,B\nn,N\na,A\n", "" },
    { "a move behind itself", "id,term\na,A\nb,B\n", "a place >a\n", "id,term\na,A\nb,B\n", "" },
};

static void each_cell_is_brought_where_it_is_missing(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct pk_plan *plan = plan_of("glossary", cases[i].plan, NULL);
        struct pk_change change;
        struct pk_clashes clashes = { 0 };
        read_cells(&change, plan, cases[i].change);
        pk_change_replay(plan, &change, GLOSSARY, &clashes);
        char *image = image_of(plan, PK_GLOSSARY), *text = told(plan, &clashes);
        if (strcmp(image, cases[i].replayed) != 0 || strcmp(text, cases[i].clashes) != 0) {
            fail_msg("%s:\n%s%s", cases[i].what, image, text);
        }
        free(image);
        free(text);
        pk_clashes_dispose(&clashes);
        pk_change_dispose(&change);
        pk_plan_free(plan);
    }
}

static void values_are_compared_as_values(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of("activities", "id;due;cost\na;30.06.2024;100,50\n", NULL);
    struct pk_change change;
    struct pk_clashes clashes = { 0 };
    pk_change_init(&change);
    pk_change_add(&change, PK_ACTIVITIES, PK_ACTIVITY_DUE, "a", "2024-01-01", "2024-06-30");
    pk_change_add(&change, PK_ACTIVITIES, PK_ACTIVITY_COST, "a", "100.50", "200.50");
    pk_change_replay(plan, &change, 1u << PK_ACTIVITIES, &clashes);
    char *image = image_of(plan, PK_ACTIVITIES);
    assert_string_equal(image, "id;due;cost\na;30.06.2024;200,50\n");
    assert_int_equal(clashes.count, 0);
    free(image);
    pk_change_dispose(&change);
    pk_plan_free(plan);
}

static void other_tables_and_those_not_understood_stay(void **state)
{
    (void)state;
    struct pk_plan *plan =
        plan_of("glossary", "id,term\na,A\n", "goals", "id,name\ng,G\n", "sources",
                "id,name\ns,S\n", NULL);
    struct pk_change change;
    struct pk_clashes clashes = { 0 };
    pk_change_init(&change);
    pk_change_add(&change, PK_GLOSSARY, PK_TERM_TERM, "a", "A", "B");
    pk_change_add(&change, PK_GOALS, PK_GOAL_NAME, "g", "G", "H");
    pk_change_add(&change, PK_SOURCES, PK_SOURCE_NAME, "s", "S", "T");
    pk_change_add(&change, PK_HISTORY, 3, "t", "", "why");
    pk_plan_set_broken(plan, PK_SOURCES);
    pk_change_replay(plan, &change, GLOSSARY | 1u << PK_SOURCES | 1u << PK_HISTORY, &clashes);
    assert_string_equal(record_of(plan, PK_GLOSSARY, "a")->text[PK_TERM_TERM], "B");
    assert_string_equal(record_of(plan, PK_GOALS, "g")->text[PK_GOAL_NAME], "G");
    assert_string_equal(record_of(plan, PK_SOURCES, "s")->text[PK_SOURCE_NAME], "S");
    assert_int_equal(clashes.count, 0);
    pk_change_dispose(&change);
    pk_plan_free(plan);
}

/* ---- any changes ---- */

static const char start[] = "id,term,x\na,A,one\nb,B,\nc,C,two\nd,D,\n";

static void any_edit(struct pk_change *change, const struct pk_plan *plan, unsigned number)
{
    pk_change_init(change);
    size_t count = pk_plan_count(plan, PK_GLOSSARY);
    const struct pk_record *record =
        count ? pk_plan_at(plan, PK_GLOSSARY, (size_t)rand() % count) : NULL;
    char term[32];
    const char *id;
    snprintf(term, sizeof(term), "Term %u", number);
    struct pk_assignment set[] = { { "term", term }, { "x", rand() % 2 ? "y" : "" } };
    int kind = record ? rand() % 4 : 0;
    enum pk_err err = PK_OK;
    if (kind == 0) {
        err = pk_edit_add(change, plan, PK_GLOSSARY, set, 2, record, PK_NO_DAY, &id, NULL);
    } else if (kind == 1) {
        err = pk_edit_remove(change, plan, record, NULL);
    } else if (kind == 2) {
        err = pk_edit_set(change, plan, record, set, 2, PK_NO_DAY, NULL);
    } else {
        const struct pk_record *after = pk_plan_at(plan, PK_GLOSSARY, (size_t)rand() % count);
        err = pk_edit_move(change, plan, record, after == record ? NULL : after, NULL);
    }
    assert_int_equal(err, PK_OK);
}

static void expect_image(const struct pk_plan *plan, const char *expected)
{
    char *image = image_of(plan, PK_GLOSSARY);
    assert_string_equal(image, expected);
    free(image);
}

/* Applies, replays the same (nothing is missing), replays the inverse, and replays again. */
static void replay_all_ways(struct pk_plan *plan, const struct pk_change *change)
{
    struct pk_clashes clashes = { 0 };
    struct pk_change back;
    char *before = image_of(plan, PK_GLOSSARY);
    assert_int_equal(pk_change_apply(plan, change, NULL), PK_OK);
    char *after = image_of(plan, PK_GLOSSARY);
    pk_change_replay(plan, change, GLOSSARY, &clashes);
    expect_image(plan, after);
    pk_change_invert(&back, change);
    pk_change_replay(plan, &back, GLOSSARY, &clashes);
    expect_image(plan, before);
    pk_change_replay(plan, &back, GLOSSARY, &clashes);
    expect_image(plan, before);
    pk_change_replay(plan, change, GLOSSARY, &clashes);
    expect_image(plan, after);
    assert_int_equal(clashes.count, 0);
    pk_change_dispose(&back);
    free(before);
    free(after);
}

static void any_change_is_replayed_once_and_never_twice(void **state)
{
    (void)state;
    unsigned seed = (unsigned)time(NULL);
    print_message("seed %u\n", seed);
    srand(seed);
    for (unsigned round = 0; round < 50; round++) {
        struct pk_plan *plan = plan_of("glossary", start, NULL);
        for (unsigned i = 0; i < 40; i++) {
            struct pk_change change;
            any_edit(&change, plan, i);
            replay_all_ways(plan, &change);
            pk_change_dispose(&change);
        }
        pk_plan_free(plan);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_cell_is_brought_where_it_is_missing),
        cmocka_unit_test(values_are_compared_as_values),
        cmocka_unit_test(other_tables_and_those_not_understood_stay),
        cmocka_unit_test(any_change_is_replayed_once_and_never_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
