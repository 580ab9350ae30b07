#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "planek/history.h"
#include "planek/mergefile.h"
#include "tests/unit/tempfolder.h"

enum { NOW = 1718180100 };

/* Merges three texts as the file `path` of the folder; said gets the clashes. */
static enum pk_err merge_as(const char *folder, const char *path, const char *base,
                            const char *ours, const char *theirs, struct pk_faults *said,
                            struct pk_diag *diag)
{
    char *base_path = temp_write(folder, "base", base);
    char *ours_path = temp_write(folder, "ours", ours);
    char *theirs_path = temp_write(folder, "theirs", theirs), *place = temp_path(folder, path);
    struct pk_mergefile files = { base_path, ours_path, theirs_path, place, NOW };
    *said = (struct pk_faults){ 0 };
    enum pk_err err = pk_mergefile(&files, said, diag);
    free(base_path);
    free(ours_path);
    free(theirs_path);
    free(place);
    return err;
}

static void expect_merge(const char *folder, const char *path, const char *base, const char *ours,
                         const char *theirs, const char *merged)
{
    struct pk_faults said;
    struct pk_diag diag = { .text = "" };
    if (merge_as(folder, path, base, ours, theirs, &said, &diag) != PK_OK) {
        fail_msg("%s: %s", diag.file, diag.text);
    }
    assert_int_equal(said.count, 0);
    temp_expect(folder, "ours", merged);
    pk_faults_dispose(&said);
}

static void fields_and_records_of_both_sides_are_merged(void **state)
{
    expect_merge(*state, "activities.csv", "id,title,cost,due\na,Film,100,\nb,Web,,\nc,Old,,\n",
                 "id,title,cost,due\na,Film,200,\nb,Web,,\nd,Our,,\n",
                 "id,title,cost,due\na,Film,100,2024-06-30\nb,Website,,\nc,Old,,\n",
                 "id,title,cost,due\na,Film,200,2024-06-30\nb,Website,,\nd,Our,,\n");
    assert_int_equal(temp_count(*state), 3);
}

static void ours_keeps_its_dialect_and_gets_the_columns_of_both(void **state)
{
    expect_merge(*state, "activities.csv", "id,title\na,Film\nb,Web\n",
                 "\xEF\xBB\xBFid;title;colour\r\na;Film;red\r\nb;Web;\r\n",
                 "shape,title,id\nround,Film,a\n,Webs,b\n",
                 "\xEF\xBB\xBFid;title;colour;shape\r\na;Film;red;round\r\nb;Webs;;\r\n");
}

static void dates_without_a_year_are_those_of_the_plan(void **state)
{
    temp_put(*state, "plan.ini", "[plan]\nyear = 2024\n");
    expect_merge(*state, "activities.csv", "id,title,due\na,Film,2024-06-30\n",
                 "id,title,due\na,Films,30.6.\n", "id,title,due\na,Film,2024-07-01\n",
                 "id,title,due\na,Films,2024-07-01\n");
}

static void a_file_that_both_sides_added_is_merged_with_an_empty_one(void **state)
{
    expect_merge(*state, "sources.csv", "", "id,name\na,One\n", "id,name\na,One\nb,Two\n",
                 "id,name\na,One\nb,Two\n");
}

static void a_clash_keeps_ours_and_becomes_a_row_of_conflicts(void **state)
{
    struct pk_faults said;
    struct pk_diag diag;
    static const char head[] = "id,table,record,field,base,ours,theirs,who,when\n";
    assert_int_equal(merge_as(*state, "activities.csv", "id,title,note\na,Film,\n",
                              "id,title,note\na,Films,\n", "id,title,note\na,Movie,new\n", &said,
                              &diag),
                     PK_ERR_CONFLICT);
    temp_expect(*state, "ours", "id,title,note\na,Films,new\n");
    assert_int_equal(said.count, 1);
    assert_non_null(strstr(said.items[0].text, "\"a\", title: ours \"Films\", theirs \"Movie\""));
    pk_faults_dispose(&said);
    char *conflicts = temp_read(*state, "conflicts.csv");
    assert_memory_equal(conflicts, head, strlen(head));
    assert_non_null(strstr(conflicts, ",activities,a,title,Film,Films,Movie,(git),2024-06-12T08"));

    /* once more: nothing is added, and the file is not even touched */
    char *path = temp_path(*state, "conflicts.csv");
    struct stat before, after;
    assert_int_equal(stat(path, &before), 0);
    assert_int_equal(merge_as(*state, "activities.csv", "id,title\na,Film\n", "id,title\na,Films\n",
                              "id,title\na,Movie\n", &said, &diag),
                     PK_ERR_CONFLICT);
    assert_int_equal(stat(path, &after), 0);
    assert_int_equal(before.st_ino, after.st_ino);
    temp_expect(*state, "conflicts.csv", conflicts);
    pk_faults_dispose(&said);
    free(conflicts);
    free(path);
}

static void a_record_removed_and_changed_stays_and_is_told(void **state)
{
    struct pk_faults said;
    struct pk_diag diag;
    assert_int_equal(merge_as(*state, "activities.csv", "id,title\na,Film\nb,Web\n",
                              "id,title\nb,Web\n", "id,title\na,Movie\nb,Web\n", &said, &diag),
                     PK_ERR_CONFLICT);
    assert_int_equal(said.count, 1);
    assert_non_null(strstr(said.items[0].text, "\"a\" was removed on one side"));
    temp_expect(*state, "ours", "id,title\na,Movie\nb,Web\n");
    pk_faults_dispose(&said);
}

static void a_version_that_is_not_understood_leaves_everything_as_it_was(void **state)
{
    static const char good[] = "id,title\na,Film\n", other[] = "id,title\na,Movie\n";
    static const char bad[] = "id,title\na,Film\na,Twice\n";
    static const struct {
        const char *base, *ours, *theirs, *says;
    } rows[] = {
        { bad, good, other, "the common version" },
        { good, bad, other, "our version" },
        { good, other, bad, "their version" },
        { good, "", other, "our version" },
        { good, other, "<<<<<<< HEAD\nid,title\n", "their version" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct pk_faults said;
        struct pk_diag diag;
        assert_int_equal(merge_as(*state, "activities.csv", rows[i].base, rows[i].ours,
                                  rows[i].theirs, &said, &diag),
                         PK_ERR_STRUCTURE);
        assert_non_null(strstr(diag.text, rows[i].says));
        temp_expect(*state, "ours", rows[i].ours);
        assert_int_equal(temp_count(*state), 3);
        pk_faults_dispose(&said);
    }
}

static void conflicts_that_are_not_understood_are_not_written_over(void **state)
{
    struct pk_faults said;
    struct pk_diag diag;
    temp_put(*state, "conflicts.csv", "<<<<<<< HEAD\n");
    assert_int_equal(merge_as(*state, "activities.csv", "id,title\na,Film\n", "id,title\na,Films\n",
                              "id,title\na,Movie\n", &said, &diag),
                     PK_ERR_STRUCTURE);
    temp_expect(*state, "conflicts.csv", "<<<<<<< HEAD\n");
    temp_expect(*state, "ours", "id,title\na,Films\n");
    pk_faults_dispose(&said);
}

static void rows_of_conflicts_never_clash(void **state)
{
    static const char head[] = "id,table,record,field,base,ours,theirs,who,when\n";
    static const char early[] = "x,activities,a,title,Film,Films,Movie,x,2024-06-12T08:15:00Z\n";
    static const char late[] = "x,activities,a,title,Film,Films,Movie,x,2024-06-12T09:00:00Z\n";
    struct pk_buf one = { 0 }, other = { 0 };
    pk_buf_printf(&one, "%s%s", head, early);
    pk_buf_printf(&other, "%s%s", head, late);
    expect_merge(*state, "conflicts.csv", "", pk_buf_text(&one), pk_buf_text(&other),
                 pk_buf_text(&one));
    expect_merge(*state, "conflicts.csv", "", pk_buf_text(&other), pk_buf_text(&one),
                 pk_buf_text(&one));
    pk_buf_dispose(&one);
    pk_buf_dispose(&other);
}

static void a_file_that_is_no_table_is_refused(void **state)
{
    struct pk_faults said;
    struct pk_diag diag;
    assert_int_equal(merge_as(*state, "addresses.csv", "a\n", "a\nb\n", "a\nc\n", &said, &diag),
                     PK_ERR_USAGE);
    temp_expect(*state, "ours", "a\nb\n");
    pk_faults_dispose(&said);
}

#define ROW(txn, now, left) txn ",2024-06-12T08:15:00Z,jana,,activities,a,title,," now "," left "\n"

/* With the header in front. */
static char *history(const char *rows)
{
    struct pk_buf text = { 0 };
    pk_buf_printf(&text, "%s%s", pk_history_header, rows);
    return pk_buf_take(&text);
}

static void histories_are_joined_by_change(void **state)
{
    static const struct {
        const char *ours, *theirs, *joined;
    } rows[] = {
        { ROW("t1", "x", "0") ROW("t2", "y", "0"), ROW("t1", "x", "0") ROW("t3", "z", "0"),
          ROW("t1", "x", "0") ROW("t2", "y", "0") ROW("t3", "z", "0") },
        { ROW("t1", "x", "0"), ROW("t3", "a", "1") ROW("t3", "b", "0") ROW("t1", "x", "0"),
          ROW("t1", "x", "0") ROW("t3", "a", "1") ROW("t3", "b", "0") },
        { "", ROW("t1", "x", "0"), ROW("t1", "x", "0") },
        { ROW("t1", "x", "0"), "", ROW("t1", "x", "0") },
        /* what was torn: half a row of ours, half a change of theirs */
        { ROW("t1", "x", "0") "t2,2024-06", ROW("t3", "z", "0"),
          ROW("t1", "x", "0") ROW("t3", "z", "0") },
        { ROW("t1", "x", "0"), ROW("t4", "a", "1") ROW("t5", "z", "0") ROW("t6", "q", "2"),
          ROW("t1", "x", "0") ROW("t5", "z", "0") },
        { ROW("t1", "x", "1"), ROW("t1", "x", "1") ROW("t1", "y", "0"),
          ROW("t1", "x", "1") ROW("t1", "x", "1") ROW("t1", "y", "0") },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *ours = history(rows[i].ours), *theirs = history(rows[i].theirs);
        char *joined = history(rows[i].joined);
        expect_merge(*state, "history.csv", "", ours, theirs, joined);
        free(ours);
        free(theirs);
        free(joined);
    }
    char *whole = history(ROW("t1", "x", "0"));
    expect_merge(*state, "history.csv", "", "", whole, whole);
    expect_merge(*state, "history.csv", "", whole, "", whole);
    free(whole);
}

#define FOLDER_TEST(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FOLDER_TEST(fields_and_records_of_both_sides_are_merged),
        FOLDER_TEST(ours_keeps_its_dialect_and_gets_the_columns_of_both),
        FOLDER_TEST(dates_without_a_year_are_those_of_the_plan),
        FOLDER_TEST(a_file_that_both_sides_added_is_merged_with_an_empty_one),
        FOLDER_TEST(a_clash_keeps_ours_and_becomes_a_row_of_conflicts),
        FOLDER_TEST(a_record_removed_and_changed_stays_and_is_told),
        FOLDER_TEST(a_version_that_is_not_understood_leaves_everything_as_it_was),
        FOLDER_TEST(conflicts_that_are_not_understood_are_not_written_over),
        FOLDER_TEST(rows_of_conflicts_never_clash),
        FOLDER_TEST(a_file_that_is_no_table_is_refused),
        FOLDER_TEST(histories_are_joined_by_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
