#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "planek/buf.h"
#include "planek/mem.h"
#include "planek/merge.h"
#include "tests/unit/support.h"
#include "tests/unit/mergecase.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* ---- tools ---- */

/* ---- the rules, one by one ---- */

static const struct {
    const char *what, *base, *ours, *theirs, *merged, *clashes;
} cases[] = {
    { "only theirs changed a cell", "id,title\na,A\n", "id,title\na,A\n", "id,title\na,B\n",
      "id,title\na,B\n", "" },
    { "only ours changed a cell", "id,title\na,A\n", "id,title\na,B\n", "id,title\na,A\n",
      "id,title\na,B\n", "" },
    { "both changed different cells", "id,title,note\na,A,n\n", "id,title,note\na,B,n\n",
      "id,title,note\na,A,m\n", "id,title,note\na,B,m\n", "" },
    { "both changed a cell alike", "id,due\na,\n", "id,due\na,2024-08-31\n",
      "id,due\na,31.08.2024\n", "id,due\na,2024-08-31\n", "" },
    { "both changed a cell differently", "id,title\na,A\n", "id,title\na,B\n",
      "id,title\na,C\n", "id,title\na,B\n", "title of a: A | B | C\n" },
    { "theirs is another form of the same value", "id,due,cost\na,2024-08-31,30000.50\n",
      "id,due,cost\na,2024-08-31,30000.50\n", "id;due;cost\na;31.08.2024;30000,50\n",
      "id,due,cost\na,2024-08-31,30000.50\n", "" },
    { "ours changed the form and theirs the value", "id,due\na,2024-08-31\n",
      "id,due\na,31.08.2024\n", "id,due\na,2024-09-30\n", "id,due\na,2024-09-30\n", "" },
    { "a decimal comma becomes a dot", "id,cost\na,1\n", "id,cost\na,1\n",
      "id;cost\na;30000,5\n", "id,cost\na,30000.50\n", "" },
    { "a decimal dot becomes a comma", "id;cost\na;1\n", "id;cost\na;1\n",
      "id,cost\na,30000.50\n", "id;cost\na;30000,50\n", "" },
    { "a clash has the form of files", "id;cost\na;1,50\n", "id;cost\na;2,50\n",
      "id;cost\na;3,50\n", "id;cost\na;2,50\n", "cost of a: 1.50 | 2.50 | 3.50\n" },
    { "an unknown text with a comma stays as it is", "id;x\na;1\n", "id;x\na;1\n",
      "id;x\na;30000,50\n", "id;x\na;30000,50\n", "" },
    { "removed by theirs", "id,title\na,A\nb,B\n", "id,title\na,A\nb,B\n", "id,title\nb,B\n",
      "id,title\nb,B\n", "" },
    { "removed by ours", "id,title\na,A\nb,B\n", "id,title\nb,B\n", "id,title\na,A\nb,B\n",
      "id,title\nb,B\n", "" },
    { "removed by both", "id,title\na,A\nb,B\n", "id,title\nb,B\n", "id,title\nb,B\n",
      "id,title\nb,B\n", "" },
    { "removed by theirs, changed by ours", "id,title\na,A\nb,B\n", "id,title\na,X\nb,B\n",
      "id,title\nb,B\n", "id,title\na,X\nb,B\n", "id of a: a | a | \n" },
    { "removed by ours, changed by theirs", "id,title\na,A\nb,B\n", "id,title\nb,B\n",
      "id,title\na,X\nb,B\n", "id,title\na,X\nb,B\n", "id of a: a |  | a\n" },
    { "removed by ours, written in another form by theirs", "id,due\na,2024-08-31\nb,\n",
      "id,due\nb,\n", "id,due\na,31.08.2024\nb,\n", "id,due\nb,\n", "" },
    { "a record of theirs whose column ours does not have", "id,x\na,1\nb,2\n", "id,x\nb,2\n",
      "id\na\nb\n", "id,x\nb,\n", "" },
    { "added by theirs", "id,title\na,A\n", "id,title\na,A\n", "id,title\na,A\nb,B\n",
      "id,title\na,A\nb,B\n", "" },
    { "added by both with one id", "id,title,note\n", "id,title,note\na,A,\n",
      "id,title,note\na,A,n\n", "id,title,note\na,A,n\n", "" },
    { "added by both with one id and another title", "id,title\n", "id,title\na,A\n",
      "id,title\na,B\n", "id,title\na,A\n", "title of a:  | A | B\n" },
    { "columns in another order", "id,title,x,y\na,A,1,2\n", "id,title,x,y\na,B,1,2\n",
      "y,title,id,x\n3,A,a,1\n", "id,title,x,y\na,B,1,3\n", "" },
    { "a column that only theirs has", "id,title\na,A\nb,B\n", "id,title,x\na,A,1\nb,B,2\n",
      "id,title,y\na,A,3\nb,B,\n", "id,title,x,y\na,A,1,3\nb,B,2,\n", "" },
    { "an unknown column named place", "id,title\na,A\n", "id,title\na,A\n",
      "place,id,title\nBrno,a,A\n", "id,title,place\na,A,Brno\n", "" },
    { "a column that theirs dropped", "id,x\na,1\n", "id,x\na,1\n", "id\na\n", "id,x\na,\n", "" },
    { "a table that ours does not have", "id\n", "id\n", "id,title,x\na,A,1\n",
      "id,title,x\na,A,1\n", "" },
};

static void each_rule_holds(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct pk_plan *base = plan_of("activities", cases[i].base, NULL);
        struct pk_plan *ours = plan_of("activities", cases[i].ours, NULL);
        struct pk_plan *theirs = plan_of("activities", cases[i].theirs, NULL);
        struct pk_clashes clashes = { 0 };
        merge_into(ours, base, theirs, PK_ACTIVITIES, &clashes);
        char *image = image_of(ours, PK_ACTIVITIES), *text = told(ours, &clashes);
        if (strcmp(image, cases[i].merged) != 0 || strcmp(text, cases[i].clashes) != 0) {
            fail_msg("%s:\n%s%s", cases[i].what, image, text);
        }
        free(image);
        free(text);
        pk_clashes_dispose(&clashes);
        pk_plan_free(base);
        pk_plan_free(ours);
        pk_plan_free(theirs);
    }
}

/* Records are letters; one that stands in the merged order was not removed. */
static const struct {
    const char *base, *ours, *theirs, *merged;
} orders[] = {
    { "abcd", "abcd", "dcba", "dcba" },       /* only theirs */
    { "abcd", "dcba", "abcd", "dcba" },       /* only ours */
    { "abcdef", "bacdef", "abcdfe", "bacdfe" }, /* at both ends */
    { "abcdef", "fabcde", "bcdefa", "fbcdea" }, /* different records across each other */
    { "abcdef", "afbcde", "abfcde", "afbcde" }, /* one to two places: the first */
    { "abcd", "abxycd", "abcd", "abxycd" },   /* added, which stay together */
    { "abcd", "abxzcd", "abycd", "abxzycd" }, /* at one place: by id, and stay together */
    { "ab", "xab", "yab", "xyab" },           /* in front */
    { "ab", "aby", "abxz", "abxzy" },         /* at the end */
    { "ab", "abxy", "abyx", "abxy" },         /* both added the same */
    { "ab", "xab", "abx", "xab" },            /* at two places: the first */
    { "abcd", "dabc", "abcdx", "dxabc" },     /* follows the record that it follows there */
    { "abcd", "abcx", "abcd", "abcx" },       /* what follows one that is gone */
    { "abcd", "acd", "abxcd", "axcd" },       /* behind one that the other removed */
    { "abcdef", "abdef", "bcdefa", "bdefa" }, /* moved by one, another removed */
    { "abc", "cba", "bca", "bca" },           /* crossing moves: one of the sides */
    { "", "ab", "cd", "abcd" },
    { "abc", "", "abcx", "x" },
};

static struct pk_plan *plan_of_letters(const char *letters)
{
    struct pk_buf text = { 0 };
    pk_buf_str(&text, "id,term\n");
    for (; *letters; letters++) {
        pk_buf_printf(&text, "%c,t\n", *letters);
    }
    struct pk_plan *plan = plan_of("glossary", pk_buf_text(&text), NULL);
    pk_buf_dispose(&text);
    return plan;
}

static void expect_order(const char *base, const char *ours, const char *theirs,
                         const char *merged)
{
    struct pk_plan *plans[] = { plan_of_letters(base), plan_of_letters(ours),
                                plan_of_letters(theirs) };
    struct pk_clashes clashes = { 0 };
    char order[32] = "";
    merge_into(plans[1], plans[0], plans[2], PK_GLOSSARY, &clashes);
    for (size_t i = 0; i < pk_plan_count(plans[1], PK_GLOSSARY); i++) {
        order[i] = *pk_plan_at(plans[1], PK_GLOSSARY, i)->text[0];
        order[i + 1] = '\0';
    }
    if (strcmp(order, merged) != 0) {
        fail_msg("%s, %s, %s: %s, not %s", base, ours, theirs, order, merged);
    }
    assert_int_equal(clashes.count, 0);
    pk_clashes_dispose(&clashes);
    for (size_t i = 0; i < COUNT(plans); i++) {
        pk_plan_free(plans[i]);
    }
}

static void records_follow_those_that_they_follow_on_the_side_that_moved_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(orders); i++) {
        expect_order(orders[i].base, orders[i].ours, orders[i].theirs, orders[i].merged);
        expect_order(orders[i].base, orders[i].theirs, orders[i].ours, orders[i].merged);
    }
}

static void as_few_records_as_possible_are_moved(void **state)
{
    (void)state;
    struct pk_plan *base = plan_of_letters("abcdefgh"), *theirs = plan_of_letters("bcadefhg");
    struct pk_clashes clashes = { 0 };
    assert_int_equal(merge_into(base, base, theirs, PK_GLOSSARY, &clashes), 2);
    pk_clashes_dispose(&clashes);
    pk_plan_free(base);
    pk_plan_free(theirs);
}

struct doubts {
    struct pk_buf asked;
    bool answer;
};

static bool doubt(const struct pk_cell *cell, void *user)
{
    struct doubts *doubts = user;
    pk_buf_printf(&doubts->asked, "%s %d %s>%s\n", cell->id, cell->field, cell->was, cell->now);
    return doubts->answer;
}

static void what_is_in_doubt_is_held_back_and_a_record_is_there(void **state)
{
    (void)state;
    for (int answer = 0; answer <= 1; answer++) {
        struct pk_plan *base = plan_of("glossary", "id,term\na,A\nb,B\nc,C\nd,D\n", NULL);
        struct pk_plan *ours = plan_of("glossary", "id,term\na,A\nb,B\nd,E\n", NULL);
        struct pk_plan *theirs =
            plan_of("glossary", "id,term\nb,X\nc,C\nd,D\ne,N\n", NULL);
        struct doubts doubts = { .answer = answer };
        struct pk_clashes clashes = { 0 };
        struct pk_change change;
        pk_change_init(&change);
        pk_merge_table(&change, &clashes, ours, base, theirs, PK_GLOSSARY, doubt, &doubts);
        assert_int_equal(pk_change_apply(ours, &change, NULL), PK_OK);
        char *image = image_of(ours, PK_GLOSSARY), *text = told(ours, &clashes);
        assert_string_equal(pk_buf_text(&doubts.asked), "a 0 a>\ne 0 >e\nb 1 B>X\n");
        assert_string_equal(image, answer ? "id,term\na,A\nb,B\nd,E\ne,N\n"
                                          : "id,term\nb,X\nd,E\ne,N\n");
        assert_string_equal(text, answer ? "id of a: a | a | \nid of e:  |  | e\n"
                                           "term of b: B | B | X\n"
                                         : "");
        free(image);
        free(text);
        pk_buf_dispose(&doubts.asked);
        pk_clashes_dispose(&clashes);
        pk_change_dispose(&change);
        pk_plan_free(base);
        pk_plan_free(ours);
        pk_plan_free(theirs);
    }
}

static void the_cells_of_a_change_stand_in_their_order(void **state)
{
    (void)state;
    struct pk_plan *base = plan_of("glossary", "id,term\na,A\nb,B\ne,E\nc,C\n", NULL);
    struct pk_plan *ours = plan_of("glossary", "id,term\na,A\nb,B\ne,E\nc,C\n", NULL);
    struct pk_plan *theirs = plan_of("glossary", "id,term\nc,C\nd,D\na,X\n", NULL);
    struct pk_clashes clashes = { 0 };
    struct pk_change change;
    struct pk_buf cells = { 0 };
    pk_change_init(&change);
    pk_merge_table(&change, &clashes, ours, base, theirs, PK_GLOSSARY, NULL, NULL);
    for (size_t i = 0; i < change.count; i++) {
        const struct pk_cell *cell = &change.cells[i];
        pk_buf_printf(&cells, "%s %s %s>%s\n", cell->id,
                      pk_plan_field_name(ours, PK_GLOSSARY, cell->field), cell->was, cell->now);
    }
    assert_string_equal(pk_buf_text(&cells), "a term A>X\n"
                                             "e term E>\ne place b>\ne id e>\n"
                                             "b term B>\nb place a>\nb id b>\n"
                                             "d id >d\nd place >c\nd term >D\n"
                                             "a place >d\n");
    pk_buf_dispose(&cells);
    pk_change_dispose(&change);
    pk_plan_free(base);
    pk_plan_free(ours);
    pk_plan_free(theirs);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_rule_holds),
        cmocka_unit_test(records_follow_those_that_they_follow_on_the_side_that_moved_them),
        cmocka_unit_test(as_few_records_as_possible_are_moved),
        cmocka_unit_test(what_is_in_doubt_is_held_back_and_a_record_is_there),
        cmocka_unit_test(the_cells_of_a_change_stand_in_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
