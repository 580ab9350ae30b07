#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/historycase.h"

static void assert_same_change(const struct pk_change *a, const struct pk_change *b)
{
    assert_string_equal(a->txn, b->txn);
    assert_string_equal(a->who, b->who);
    assert_string_equal(a->why, b->why);
    assert_true(a->when == b->when);
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        assert_int_equal(a->cells[i].table, b->cells[i].table);
        assert_int_equal(a->cells[i].field, b->cells[i].field);
        assert_string_equal(a->cells[i].id, b->cells[i].id);
        assert_string_equal(a->cells[i].was, b->cells[i].was);
        assert_string_equal(a->cells[i].now, b->cells[i].now);
    }
}

/* ---- rows ---- */

static void the_header_names_the_columns_of_the_schema(void **state)
{
    (void)state;
    const struct pk_table_schema *schema = pk_schema(PK_HISTORY);
    struct pk_buf header = { 0 };
    for (int i = 0; i < schema->field_count; i++) {
        pk_buf_printf(&header, "%s%s", i ? "," : "", schema->fields[i].name);
    }
    pk_buf_char(&header, '\n');
    assert_string_equal(pk_history_header, pk_buf_text(&header));
    pk_buf_dispose(&header);
}

static void a_change_is_a_row_for_each_cell_counted_down(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan();
    struct pk_change change;
    struct pk_buf out = { 0 };
    pk_change_init(&change);
    change.txn = "t";
    change.who = "Nováková, Jana";
    change.why = "usnesení\n12";
    change.when = 1718180100;
    pk_change_add(&change, PK_ACTIVITIES, 0, "c", "", "c");
    pk_change_add(&change, PK_ACTIVITIES, PK_FIELD_PLACE, "c", "", "a");
    pk_change_add(&change, PK_ACTIVITIES, PK_ACTIVITY_NOTE, "c", "", "a\\b\r\n\"c\"");
    pk_change_add(&change, PK_ACTIVITIES, PK_ACTIVITY_FIELDS, "c", "", " x");
    pk_history_encode(&out, plan, &change);
#define HEAD "t," AT ",\"Nováková, Jana\",usnesení\\n12,activities,c,"
    assert_string_equal(pk_buf_text(&out), HEAD "id,,c,3\n" HEAD "place,,a,2\n" HEAD
                                           "note,,\"a\\\\b\\r\\n\"\"c\"\"\",1\n" HEAD
                                           "x,,\" x\",0\n");
#undef HEAD
    pk_buf_dispose(&out);
    pk_change_dispose(&change);
    pk_plan_free(plan);
}

static uint32_t chance(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 8) % below;
}

static char *random_text(uint32_t *seed)
{
    static const char *const pieces[] = { "\n", "\r", "\r\n", "\\", "\\n", "\"", "\"\"", ",",
                                          " ",  "\t", ";",    "a",  "ž",   "€",  "😀",   "#",
                                          "\\r", "\xef\xbb\xbf", "\x01", "0" };
    struct pk_buf text = { 0 };
    for (uint32_t left = chance(seed, 12); left > 0; left--) {
        pk_buf_str(&text, pieces[chance(seed, sizeof pieces / sizeof *pieces)]);
    }
    return pk_buf_take(&text);
}

static void add_random_cell(struct pk_change *change, uint32_t *seed)
{
    char *id = random_text(seed), *was = random_text(seed), *now = random_text(seed);
    int field = 1 + (int)chance(seed, PK_ACTIVITY_FIELDS);
    pk_change_add(change, PK_ACTIVITIES, field, *id ? id : "a", was, now);
    free(id);
    free(was);
    free(now);
}

static void any_text_comes_back_as_it_was(void **state)
{
    (void)state;
    for (uint32_t start = 0; start < 300; start++) {
        uint32_t seed = start;
        struct pk_plan *plan = make_plan();
        struct pk_change change;
        struct pk_buf out = { 0 };
        char *who = random_text(&seed), *why = random_text(&seed);
        pk_change_init(&change);
        change.txn = "20240612T081500Z-9f3c2a7b1d4e5f60";
        change.who = who;
        change.why = why;
        change.when = 1718180100 + (int64_t)start;
        for (uint32_t cells = 1 + chance(&seed, 5); cells > 0; cells--) {
            add_random_cell(&change, &seed);
        }
        pk_buf_str(&out, start % 2 ? pk_history_header : "");
        pk_history_encode(&out, plan, &change);
        struct reading reading = read_bytes(pk_buf_text(&out), out.len);
        assert_int_equal(reading.faults.count, 0);
        assert_int_equal(reading.end, out.len);
        assert_int_equal(reading.history.count, 1);
        assert_same_change(&reading.history.items[0], &change);
        reading_dispose(&reading);
        free(who);
        free(why);
        pk_buf_dispose(&out);
        pk_change_dispose(&change);
        pk_plan_free(plan);
    }
}

static void a_name_with_a_backslash_is_not_one_with_a_line_break(void **state)
{
    (void)state;
    struct reading reading = read_text("t1," AT ",a\\\\n,,activities,a,title,A,B,0\n"
                                       "t2," AT ",a\\n,,activities,a,title,B,C,0\n"
                                       "t3," AT ",a\\n\\,,activities,a,title,C,D,0\n");
    assert_string_equal(item_of(&reading, "t1")->who, "a\\n");
    assert_string_equal(item_of(&reading, "t2")->who, "a\n");
    assert_string_equal(item_of(&reading, "t3")->who, "a\n\\");
    reading_dispose(&reading);
}

/* ---- txn ---- */

static void each_change_gets_a_name_of_its_own(void **state)
{
    (void)state;
    struct pk_buf one = { 0 }, other = { 0 };
    pk_history_new_txn(&one, 1718180100);
    pk_history_new_txn(&other, 1718180100);
    assert_int_equal(one.len, 33);
    assert_memory_equal(pk_buf_text(&one), "20240612T081500Z-", 17);
    assert_int_equal(strspn(pk_buf_text(&one) + 17, "0123456789abcdef"), 16);
    assert_string_not_equal(pk_buf_text(&one), pk_buf_text(&other));
    pk_buf_dispose(&one);
    pk_buf_dispose(&other);
}

/* ---- reading ---- */

static void a_change_torn_at_any_byte_is_left_out(void **state)
{
    (void)state;
    static const char text[] = HEADER ROW("t1", "a", "2") ROW("t1", "b", "1")
        "t1," AT ",me,\"p, \"\"ř\"\"\",activities,a,note,,\"x, \\n ž\",0\n" ROW("t2", "a", "0")
            ROW("t3", "b", "10") ROW("t3", "a", "0") "t4," AT ",,,goals,g,name,\"Goal,\",,1\n"
                                                     "t4," AT ",,,goals,g,name,,Goal,0\n";
    size_t after[5] = { strlen(HEADER) }; /* the header and each of the whole changes */
    after[1] = (size_t)(strstr(text, "t2,") - text);
    after[2] = (size_t)(strstr(text, "t3,") - text);
    after[3] = strlen(text);
    static const char *const items[] = { "", "t1:3 ", "t1:3 t2:1 ", "t1:3 t2:1 t4:2 " };
    for (size_t length = 0; length < sizeof text; length++) {
        struct reading reading = read_bytes(text, length);
        size_t whole = 0;
        while (whole < 3 && after[whole + 1] <= length) {
            whole++;
        }
        assert_items(&reading, items[whole]);
        assert_int_equal(reading.end, length < after[0] ? 0 : after[whole]);
        reading_dispose(&reading);
    }
}

static void what_is_read_in_two_parts_is_read_as_one(void **state)
{
    (void)state;
    static const char text[] =
        HEADER ROW("t1", "a", "1") ROW("t1", "b", "0") ROW("t2", "a", "0") ROW("t1", "b", "0");
    struct reading whole = read_text(text);
    for (size_t cut = 0; cut < sizeof text; cut++) {
        struct reading parts = read_bytes(text, cut);
        size_t end = parts.end;
        reading_go_on(&parts, text + end, strlen(text) - end);
        assert_items(&parts, "t1:2 t2:1 ");
        assert_int_equal(end + parts.end, strlen(text));
        reading_dispose(&parts);
    }
    reading_dispose(&whole);
}

static void rows_between_those_of_others_and_twice_are_one_change(void **state)
{
    (void)state;
    static const struct {
        const char *text, *items;
        size_t tail; /* bytes behind the end */
    } cases[] = {
        { ROW("t1", "a", "1") ROW("t2", "a", "1") ROW("t1", "b", "0") ROW("t2", "b", "0"),
          "t1:2 t2:2 ", 0 },
        { ROW("t1", "a", "1") ROW("t2", "a", "0") ROW("t1", "b", "0"), "t1:2 t2:1 ", 0 },
        { ROW("t1", "a", "0") ROW("t2", "a", "0") ROW("t1", "a", "0"), "t1:1 t2:1 ", 0 },
        { ROW("t1", "a", "1") ROW("t1", "b", "0") ROW("t1", "a", "1") ROW("t1", "b", "0"),
          "t1:2 ", 0 },
        { ROW("t1", "a", "1") ROW("t1", "a", "1") ROW("t1", "b", "0") ROW("t1", "b", "0"),
          "t1:2 ", 0 },
        { ROW("t1", "a", "0") ROW("t1", "b", "1"), "t1:2 ", 0 },
        { ROW("t1", "a", "0") ROW("t2", "a", "1"), "t1:1 ", sizeof ROW("t2", "a", "1") - 1 },
        { ROW("t1", "a", "2") ROW("t1", "a", "0") ROW("t2", "a", "0"), "t2:1 ", 0 },
        { ROW("t1", "a", "2") ROW("t1", "a", "2") ROW("t1", "a", "0") ROW("t2", "a", "0"),
          "t2:1 ", 0 },
        { HEADER ROW("t1", "a", "0") HEADER ROW("t2", "a", "0"), "t1:1 t2:1 ", 0 },
        { "\n\n" ROW("t1", "a", "0") "\n" ROW("t2", "a", "0") "\n", "t1:1 t2:1 ", 0 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading reading = read_text(cases[i].text);
        assert_items(&reading, cases[i].items);
        assert_int_equal(reading.end, strlen(cases[i].text) - cases[i].tail);
        for (size_t k = 0; k < reading.history.count; k++) {
            const char *txn = reading.history.items[k].txn;
            assert_ptr_equal(item_of(&reading, txn), &reading.history.items[k]);
        }
        assert_null(pk_history_find(&reading.history, "t9"));
        reading_dispose(&reading);
    }
}

static void cells_stand_in_the_order_in_which_they_were_written(void **state)
{
    (void)state;
    struct reading reading =
        read_text(ROW("t1", "c", "0") ROW("t1", "b", "1") ROW("t1", "a", "2") ROW("t1", "b", "1"));
    const struct pk_change *item = item_of(&reading, "t1");
    assert_int_equal(item->count, 3);
    assert_string_equal(item->cells[0].id, "a");
    assert_string_equal(item->cells[1].id, "b");
    assert_string_equal(item->cells[2].id, "c");
    reading_dispose(&reading);
}

static void columns_are_found_by_the_header(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "\xef\xbb\xbf" HEADER "t1," AT ",me,so,activities,a,title,A,B,0\n",
        HEADER "t1," AT ",me,so,activities,a,title,A,B,0\r\n",
        "left,now,was,field,id,table,why,who,when,txn\n0,B,A,title,a,activities,so,me," AT ",t1\n",
        "mine,txn,when,who,why,table,id,field,was,now,left\n"
        "x,t1," AT ",me,so,activities,a,title,A,B,0\n",
        "txn,when,who,why,table,id,field,was,now,left,mine\n"
        "t1," AT ",me,so,activities,a,title,A,B,0,\n",
        /* What is written behind such a header has the columns of the schema. */
        "left,now,was,field,id,table,why,who,when,txn\nt1," AT
        ",me,so,activities,a,title,A,B,0\n",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading reading = read_text(cases[i]);
        const struct pk_change *item = item_of(&reading, "t1");
        assert_int_equal(reading.faults.count, 0);
        assert_int_equal(reading.end, strlen(cases[i]));
        assert_string_equal(item->who, "me");
        assert_string_equal(item->why, "so");
        assert_string_equal(item->cells[0].was, "A");
        assert_string_equal(item->cells[0].now, "B");
        reading_dispose(&reading);
    }
}

static void who_and_why_may_be_no_columns(void **state)
{
    (void)state;
    struct reading reading = read_text("txn,when,table,id,field,was,now,left\n"
                                       "t1," AT ",activities,a,title,A,B,0\n");
    assert_items(&reading, "t1:1 ");
    assert_string_equal(item_of(&reading, "t1")->who, "");
    reading_dispose(&reading);
}

static void a_row_that_cannot_be_read_is_named_and_takes_its_change_along(void **state)
{
    (void)state;
    static const struct {
        const char *row, *items;
    } cases[] = {
        { "nonsense\n", "t1:1 t3:1 " },
        { ",,,,,,,,,\n", "t1:1 t3:1 " },
        { "<<<<<<< HEAD\n", "t1:1 t3:1 " },
        { "t2,yesterday,me,,activities,a,title,A,B,1\n" ROW("t2", "b", "0"), "t1:1 t3:1 " },
        { "t2,yesterday,me,,activities,a,title,A,B\n" ROW("t2", "b", "0"), "t1:1 t3:1 " },
        { "t2," AT ",me,,activities,a,title,A,B,-1\n", "t1:1 t3:1 " },
        { "t2," AT ",me,,activities,a,title,A,B,\n", "t1:1 t3:1 " },
        { "t2," AT ",me,,activities,a,title,A,B,x\n", "t1:1 t3:1 " },
        { "t2," AT ",me,,activities,a,title,A,B,9999999999\n", "t1:1 t3:1 " },
        { "t 2," AT ",me,,activities,a,title,A,B,0\n", "t1:1 t3:1 " },
        { "t2," AT ",me,,activities,a,title,A,B,1,\n" ROW("t2", "b", "0"), "t1:1 t3:1 " },
        { "t2," AT ",me,,activities,a,title,A,\xff,1\n" ROW("t2", "b", "0"), "t1:1 t3:1 " },
        { "t2," AT ",me,,activities,a,title,A \"B,C,1\n" ROW("t2", "b", "0"), "t1:1 t3:1 " },
        { "t2," AT ",me,,activities,a,title,\"A,B,1\n" ROW("t2", "b", "0"), "t1:1 t3:1 " },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_buf text = { 0 };
        pk_buf_printf(&text, HEADER ROW("t1", "a", "0") "%s" ROW("t3", "a", "0"), cases[i].row);
        struct reading reading = read_bytes(pk_buf_text(&text), text.len);
        assert_items(&reading, cases[i].items);
        assert_int_equal(reading.end, text.len);
        assert_int_equal(reading.faults.count, 1);
        assert_string_equal(reading.faults.items[0].file, "history.csv");
        assert_int_equal(reading.faults.items[0].line, 3);
        reading_dispose(&reading);
        pk_buf_dispose(&text);
    }
}

static void an_open_quote_takes_no_other_line_along(void **state)
{
    (void)state;
    struct reading reading = read_text(
        HEADER "t1," AT ",me,,activities,a,title,\"A,B,0\n" ROW("t2", "a", "0")
            ROW("t3", "a", "0") "t4," AT ",me,,activities,a,title,\"A, B\",C,0\n" ROW("t5", "a",
                                                                                    "0"));
    assert_items(&reading, "t2:1 t3:1 t4:1 t5:1 ");
    assert_int_equal(reading.faults.items[0].line, 2);
    assert_string_equal(item_of(&reading, "t4")->cells[0].was, "A, B");
    reading_dispose(&reading);
}

static void rows_after_bytes_that_are_not_utf8_are_read(void **state)
{
    (void)state;
    struct reading reading =
        read_text(TITLE("t1", "\xc3", "B") TITLE("t2", "ž", "€") TITLE("t3", "A", "\xfe")
                      TITLE("t4", "😀", "ž"));
    assert_items(&reading, "t2:1 t4:1 ");
    assert_int_equal(pk_faults_count(&reading.faults, PK_ERROR), 2);
    reading_dispose(&reading);
}

static void a_cell_that_can_be_in_no_plan_leaves_the_rest_of_its_change(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "t1," AT ",me,,nothing,a,title,A,B,1\n",  "t1," AT ",me,,history,t0,who,A,B,1\n",
        "t1," AT ",me,,activities,,title,A,B,1\n", "t1," AT ",me,,activities,a,,A,B,1\n",
        "t1," AT ",me,,activities,a,id,,b,1\n",    "t1," AT ",me,,activities,a,id,a,a,1\n",
        "t1," AT ",me,,activities,a,id,,,1\n",
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct pk_buf text = { 0 };
        pk_buf_printf(&text, "%s%s", rows[i], ROW("t1", "b", "0"));
        struct reading reading = read_bytes(pk_buf_text(&text), text.len);
        assert_items(&reading, "t1:1 ");
        assert_string_equal(reading.history.items[0].cells[0].id, "b");
        assert_int_equal(reading.faults.count, 1);
        assert_int_equal(reading.faults.items[0].line, 1);
        reading_dispose(&reading);
        pk_buf_dispose(&text);
    }
}

static void a_change_with_missing_rows_amid_others_is_named(void **state)
{
    (void)state;
    struct reading reading =
        read_text(HEADER ROW("t1", "a", "1") ROW("t2", "a", "0") ROW("t3", "a", "1"));
    assert_items(&reading, "t2:1 ");
    assert_int_equal(reading.faults.count, 1);
    assert_int_equal(reading.faults.items[0].line, 2);
    reading_dispose(&reading);
}

static void faults_need_nobody_who_asks(void **state)
{
    (void)state;
    struct pk_plan *plan = make_plan();
    struct pk_history history = { 0 };
    static const char text[] = "nonsense\n" ROW("t1", "a", "0");
    size_t end;
    pk_history_decode(&history, plan, text, strlen(text), 1, NULL, &end);
    assert_int_equal(history.count, 1);
    assert_int_equal(end, strlen(text));
    pk_history_decode(&history, plan, "", 0, 1, NULL, &end);
    assert_int_equal(end, 0);
    pk_history_dispose(&history);
    pk_plan_free(plan);
}

static void a_column_that_the_plan_does_not_know_is_learned_from_whole_changes(void **state)
{
    (void)state;
    struct reading reading =
        read_text("t1," AT ",me,,activities,a,mine,,1,0\n"
                  "t2," AT ",me,,activities,a,x,one,2,0\n"
                  "t3," AT ",me,,activities,a,torn,,3,1\n"
                  "t4," AT ",me,,activities,a,place,b,,0\n"
                  "t5," AT ",me,,activities,a,\"a, \\n b\",b,,0\n");
    assert_items(&reading, "t1:1 t2:1 t4:1 t5:1 ");
    assert_int_equal(item_of(&reading, "t1")->cells[0].field, PK_ACTIVITY_FIELDS + 1);
    assert_int_equal(item_of(&reading, "t2")->cells[0].field, PK_ACTIVITY_FIELDS);
    assert_int_equal(item_of(&reading, "t4")->cells[0].field, PK_FIELD_PLACE);
    assert_int_equal(item_of(&reading, "t5")->cells[0].field, PK_ACTIVITY_FIELDS + 2);
    assert_int_equal(pk_plan_extra_count(reading.plan, PK_ACTIVITIES), 3);
    assert_string_equal(pk_plan_extra_name(reading.plan, PK_ACTIVITIES, 1), "mine");
    assert_string_equal(pk_plan_extra_name(reading.plan, PK_ACTIVITIES, 2), "a, \n b");
    reading_dispose(&reading);
}

static void a_history_adds_only_so_many_columns(void **state)
{
    (void)state;
    struct pk_buf text = { 0 };
    for (int i = 0; i < 2000; i++) {
        pk_buf_printf(&text, "t%d," AT ",,,goals,g,c%d,,%d,0\n", i, i, i);
    }
    struct reading reading = read_bytes(pk_buf_text(&text), text.len);
    int extras = pk_plan_extra_count(reading.plan, PK_GOALS);
    assert_in_range(extras, 1, 999);
    assert_int_equal(reading.history.count, 2000);
    assert_int_equal(reading.faults.count, 2000 - extras);
    reading_dispose(&reading);
    pk_buf_dispose(&text);
}

static void many_changes_are_read_and_found(void **state)
{
    (void)state;
    enum { CHANGES = 100000 };
    struct pk_buf text = { 0 };
    pk_buf_str(&text, pk_history_header);
    for (int i = 0; i < CHANGES; i++) {
        pk_buf_printf(&text, "t%d," AT ",me,,activities,a%d,title,%d,%d,0\n", i, i % 5000, i,
                      i + 5000);
    }
    struct reading reading = read_bytes(pk_buf_text(&text), text.len);
    assert_int_equal(reading.history.count, CHANGES);
    assert_int_equal(reading.faults.count, 0);
    assert_int_equal(reading.end, text.len);
    assert_ptr_equal(item_of(&reading, "t77777"), &reading.history.items[77777]);
    for (int i = 0; i < 5000; i++) {
        char id[16], was[16];
        snprintf(id, sizeof id, "a%d", i);
        snprintf(was, sizeof was, "%d", i + 95000);
        struct pk_cell cell = { .table = PK_ACTIVITIES, .field = PK_ACTIVITY_TITLE, .id = id };
        assert_true(pk_history_had(&reading.history, reading.plan, &cell, was));
        assert_false(pk_history_had(&reading.history, reading.plan, &cell, "100000"));
    }
    reading_dispose(&reading);
    pk_buf_dispose(&text);
}

static void a_change_of_many_cells_is_read_in_any_order(void **state)
{
    (void)state;
    enum { CELLS = 20000 };
    struct pk_buf text = { 0 };
    for (int i = 0; i < CELLS; i++) {
        int left = (int)((int64_t)i * 7919 % CELLS);
        pk_buf_printf(&text, "t," AT ",me,,activities,a%d,title,A,B,%d\n", left, left);
    }
    struct reading reading = read_bytes(pk_buf_text(&text), text.len);
    assert_items(&reading, "t:20000 ");
    assert_string_equal(reading.history.items[0].cells[0].id, "a19999");
    assert_string_equal(reading.history.items[0].cells[CELLS - 1].id, "a0");
    reading_dispose(&reading);
    pk_buf_dispose(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_header_names_the_columns_of_the_schema),
        cmocka_unit_test(a_change_is_a_row_for_each_cell_counted_down),
        cmocka_unit_test(any_text_comes_back_as_it_was),
        cmocka_unit_test(a_name_with_a_backslash_is_not_one_with_a_line_break),
        cmocka_unit_test(each_change_gets_a_name_of_its_own),
        cmocka_unit_test(a_change_torn_at_any_byte_is_left_out),
        cmocka_unit_test(what_is_read_in_two_parts_is_read_as_one),
        cmocka_unit_test(rows_between_those_of_others_and_twice_are_one_change),
        cmocka_unit_test(cells_stand_in_the_order_in_which_they_were_written),
        cmocka_unit_test(columns_are_found_by_the_header),
        cmocka_unit_test(who_and_why_may_be_no_columns),
        cmocka_unit_test(a_row_that_cannot_be_read_is_named_and_takes_its_change_along),
        cmocka_unit_test(an_open_quote_takes_no_other_line_along),
        cmocka_unit_test(rows_after_bytes_that_are_not_utf8_are_read),
        cmocka_unit_test(a_cell_that_can_be_in_no_plan_leaves_the_rest_of_its_change),
        cmocka_unit_test(a_change_with_missing_rows_amid_others_is_named),
        cmocka_unit_test(faults_need_nobody_who_asks),
        cmocka_unit_test(a_column_that_the_plan_does_not_know_is_learned_from_whole_changes),
        cmocka_unit_test(a_history_adds_only_so_many_columns),
        cmocka_unit_test(many_changes_are_read_and_found),
        cmocka_unit_test(a_change_of_many_cells_is_read_in_any_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
