#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "planek/change.h"
#include "planek/edit.h"
#include "planek/mem.h"
#include "planek/plan.h"
#include "tests/unit/support.h"

static const char goals[] = "id,name,priority\nonline,Online,3\nobsah,Obsah,2\n";
static const char activities[] =
    "id,goal,title,due,cost\n"
    "web,online,Web,2024-06-30,500000\n"
    "film,obsah,Film,2024-08-31,30000\n"
    "ppc,online,PPC,2024-12-31,\n"
    "nic,nikde,Nic,,\n";

static struct pk_plan *read_activities(const char *bytes, size_t length, struct pk_faults *faults)
{
    struct pk_plan *plan = plan_of("goals", goals, NULL);
    char *copy = pk_new(length + 1, 1);
    memcpy(copy, bytes, length);
    pk_plan_read_table(plan, PK_ACTIVITIES, copy, length, faults);
    return plan;
}

static void records_are_found_by_id_and_by_number(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of("goals", goals, "activities", activities, NULL);
    const struct pk_record *record;
    assert_int_equal(pk_plan_resolve(plan, PK_ACTIVITIES, "ppc", &record, NULL), PK_OK);
    assert_string_equal(record->text[0], "ppc");
    assert_int_equal(pk_plan_resolve(plan, PK_ACTIVITIES, "1.2", &record, NULL), PK_OK);
    assert_string_equal(record->text[0], "ppc");
    assert_int_equal(pk_plan_resolve(plan, PK_ACTIVITIES, "0.1", &record, NULL), PK_OK);
    assert_string_equal(record->text[0], "nic");
    assert_int_equal(pk_plan_resolve(plan, PK_GOALS, "2", &record, NULL), PK_OK);
    assert_string_equal(record->text[0], "obsah");
    static const char *const none[] = { "1.3", "3.1", "0.2", "1.", ".1", "1.1x", "", "wep2" };
    for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
        assert_int_equal(pk_plan_resolve(plan, PK_ACTIVITIES, none[i], &record, NULL),
                         PK_ERR_UNKNOWN);
    }
    pk_plan_free(plan);
}

static void an_unknown_name_brings_up_the_nearest(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of("goals", goals, "activities", activities, NULL);
    const struct pk_record *record;
    struct pk_diag diag;
    assert_int_equal(pk_plan_resolve(plan, PK_ACTIVITIES, "flim", &record, &diag),
                     PK_ERR_UNKNOWN);
    assert_non_null(strstr(diag.text, "film"));
    pk_plan_free(plan);
}

static void activities_stand_by_goal_in_the_order_of_the_file(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of("goals", goals, "activities", activities, NULL);
    const struct pk_group *groups;
    assert_int_equal(pk_plan_groups(plan, &groups), 3);
    assert_string_equal(groups[0].goal->id, "online");
    assert_int_equal(groups[0].count, 2);
    assert_string_equal(groups[0].activities[1]->id, "ppc");
    assert_null(groups[2].goal);
    assert_int_equal(groups[2].count, 1);
    struct pk_buf number = { 0 };
    pk_plan_number(&number, plan, &groups[0].activities[1]->record);
    assert_string_equal(pk_buf_text(&number), "1.2");
    pk_buf_dispose(&number);
    pk_plan_free(plan);
}

static void every_fault_of_structure_is_named_with_its_line(void **state)
{
    (void)state;
    static const struct {
        const char *file;
        size_t line;
        const char *says;
    } cases[] = {
        { "", 1, "header" },
        { "goal,title\n", 1, "\"id\"" },
        { "id,title,title\n", 1, "twice" },
        { "id,x,x\n", 1, "twice" },
        { "id,title\na,b\na,c\n", 3, "line 2" },
        { "id,title\n,c\n", 2, "empty" },
        { "id,title\na\n", 2, "1 fields" },
        { "id,title\na,b,c\n", 2, "3 fields" },
        { "id,title\na,\"b\n", 2, "quote" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct pk_faults faults = { 0 };
        struct pk_plan *plan =
            read_activities(cases[i].file, strlen(cases[i].file), &faults);
        assert_true(pk_faults_count(&faults, PK_FATAL) >= 1);
        assert_int_equal(faults.items[0].line, cases[i].line);
        assert_non_null(strstr(faults.items[0].text, cases[i].says));
        assert_true(pk_plan_broken(plan, PK_ACTIVITIES));
        pk_faults_dispose(&faults);
        pk_plan_free(plan);
    }
}

static void several_faults_are_reported_at_once(void **state)
{
    (void)state;
    struct pk_faults faults = { 0 };
    static const char text[] = "id,title\na\n,b\nc,d\nc,e\n";
    struct pk_plan *plan = read_activities(text, sizeof(text) - 1, &faults);
    assert_int_equal(pk_faults_count(&faults, PK_FATAL), 3);
    assert_int_equal(pk_plan_count(plan, PK_ACTIVITIES), 4);
    pk_faults_dispose(&faults);
    pk_plan_free(plan);
}

/* Applies one `set` and gives the file that follows. */
static char *file_after(const char *before, size_t length, const char *id, const char *field,
                        const char *value, bool *converted)
{
    struct pk_faults faults = { 0 };
    struct pk_plan *plan = read_activities(before, length, &faults);
    assert_int_equal(faults.count, 0);
    struct pk_change change;
    struct pk_diag diag;
    struct pk_assignment set = { field, value };
    pk_change_init(&change);
    assert_int_equal(pk_edit_set(&change, plan, record_of(plan, PK_ACTIVITIES, id), &set, 1,
                                 PK_NO_DAY, &diag),
                     PK_OK);
    assert_int_equal(pk_change_apply(plan, &change, &diag), PK_OK);
    pk_change_dispose(&change);
    struct pk_image image;
    pk_plan_encode(plan, PK_ACTIVITIES, &image);
    if (converted) {
        *converted = image.converted;
    }
    char *bytes = pk_buf_take(&image.bytes);
    pk_image_dispose(&image);
    pk_faults_dispose(&faults);
    pk_plan_free(plan);
    return bytes;
}

static void setting_one_cell_changes_one_record(void **state)
{
    (void)state;
    static const struct {
        const char *before, *id, *field, *value, *after;
    } cases[] = {
        /* needless quotes, blanks, an unknown column and empty lines of others stay */
        { "\n\nid,\"title\",x\n\"a\",\"A\",1\n\n\nb, B ,2\nc,\"C\n\nC\",3", "b", "title", "Nový",
          "\n\nid,\"title\",x\n\"a\",\"A\",1\n\n\nb,Nový,2\nc,\"C\n\nC\",3" },
        { "id,x,title\na,1,A\n", "a", "x", "2", "id,x,title\na,2,A\n" },
        /* the dialect stays: semicolons, a decimal comma, CRLF, a byte order mark */
        { "id;title;cost\r\na;A;1,50\r\nb;B;\r\n", "b", "cost", "30.000,50 Kč",
          "id;title;cost\r\na;A;1,50\r\nb;B;30000,50\r\n" },
        { "\xEF\xBB\xBFid\ttitle\na\tA\n", "a", "title", "x,y",
          "\xEF\xBB\xBFid\ttitle\na\tx,y\n" },
        /* a column that the file lacks is added to every record */
        { "id,title\n\"a\",A\r\nb,\"B\"\n", "b", "note", "pozn",
          "id,title,note\n\"a\",A,\r\nb,B,pozn\n" },
        /* the last record keeps having no line end */
        { "id,title\na,A", "a", "title", "B", "id,title\na,B" },
        { "title,id\n\"x,\"\"y\"\"\",a\nq,b\n", "b", "title", "\"w\", z",
          "title,id\n\"x,\"\"y\"\"\",a\n\"\"\"w\"\", z\",b\n" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char *after = file_after(cases[i].before, strlen(cases[i].before), cases[i].id,
                                 cases[i].field, cases[i].value, NULL);
        assert_string_equal(after, cases[i].after);
        free(after);
    }
}

static void windows_1250_stays_until_a_value_does_not_fit(void **state)
{
    (void)state;
    static const char before[] = "id;title\na;P\xF8\xED" "b\xEC" "hy\nb;B\n";
    bool converted;
    char *after = file_after(before, sizeof(before) - 1, "b", "title", "Děti", &converted);
    assert_false(converted);
    assert_string_equal(after, "id;title\na;P\xF8\xED" "b\xEC" "hy\nb;D\xEC" "ti\n");
    free(after);
    after = file_after(before, sizeof(before) - 1, "b", "title", "Děti → rodina", &converted);
    assert_true(converted);
    assert_string_equal(after, "\xEF\xBB\xBFid;title\na;Příběhy\nb;Děti → rodina\n");
    free(after);
}

static void windows_1250_that_would_read_as_utf_8_becomes_utf_8(void **state)
{
    (void)state;
    static const char before[] = "id;title\na;P\xF8\xED\nb;SOUT\xCC\x8E\n";
    bool converted;
    char *after = file_after(before, sizeof(before) - 1, "a", "title", "A", &converted);
    assert_true(converted);
    assert_string_equal(after, "\xEF\xBB\xBFid;title\na;A\nb;SOUTĚŽ\n");
    free(after);
}

static void a_change_taken_back_restores_the_very_bytes(void **state)
{
    (void)state;
    struct pk_faults faults = { 0 };
    static const char before[] = "id,\"title\"\n\"a\", A \nb,\"B\"\n";
    struct pk_plan *plan = read_activities(before, sizeof(before) - 1, &faults);
    struct pk_change change, back;
    pk_change_init(&change);
    pk_change_add(&change, PK_ACTIVITIES, PK_ACTIVITY_TITLE, "a", " A ", "X");
    assert_int_equal(pk_change_apply(plan, &change, NULL), PK_OK);
    pk_change_invert(&back, &change);
    assert_int_equal(pk_change_apply(plan, &back, NULL), PK_OK);
    struct pk_image image;
    pk_plan_encode(plan, PK_ACTIVITIES, &image);
    assert_string_equal(pk_buf_text(&image.bytes), before);
    pk_image_dispose(&image);
    pk_change_dispose(&change);
    pk_change_dispose(&back);
    pk_faults_dispose(&faults);
    pk_plan_free(plan);
}

static void after_a_save_the_image_is_the_file(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of("goals", goals, "activities", activities, NULL);
    struct pk_change change;
    struct pk_image image;
    pk_change_init(&change);
    pk_change_add(&change, PK_ACTIVITIES, PK_ACTIVITY_TITLE, "web", "Web", "Web\nna dva");
    assert_int_equal(pk_change_apply(plan, &change, NULL), PK_OK);
    pk_plan_encode(plan, PK_ACTIVITIES, &image);
    char *written = pk_strdup(pk_buf_text(&image.bytes));
    pk_plan_saved(plan, PK_ACTIVITIES, &image);
    assert_int_equal(record_of(plan, PK_ACTIVITIES, "film")->line, 4);
    pk_plan_encode(plan, PK_ACTIVITIES, &image);
    assert_string_equal(pk_buf_text(&image.bytes), written);
    pk_image_dispose(&image);
    free(written);
    pk_change_dispose(&change);
    pk_plan_free(plan);
}

static void a_table_without_a_file_begins_with_a_header(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of("goals", goals, "activities", activities, NULL);
    struct pk_change change;
    struct pk_assignment set[] = { { "name", "Nadace" }, { "allocation", "20 tis." } };
    const char *id;
    struct pk_image image;
    pk_change_init(&change);
    assert_int_equal(pk_edit_add(&change, plan, PK_SOURCES, set, 2, NULL, PK_NO_DAY, &id, NULL),
                     PK_OK);
    assert_string_equal(id, "nadace");
    assert_int_equal(pk_change_apply(plan, &change, NULL), PK_OK);
    pk_plan_encode(plan, PK_SOURCES, &image);
    assert_string_equal(pk_buf_text(&image.bytes), "id,name,allocation\nnadace,Nadace,20000\n");
    pk_plan_saved(plan, PK_SOURCES, &image);
    assert_true(pk_plan_has_table(plan, PK_SOURCES));
    pk_change_dispose(&change);
    pk_plan_free(plan);
}

static void settings_are_read_and_unknown_ones_named(void **state)
{
    (void)state;
    struct pk_faults faults = { 0 };
    struct pk_plan *plan = pk_plan_new();
    static const char ini[] = "[plan]\ntitle = Plán\nyear = 2024\nregoin = KK\n"
                              "adopted = 15. 1. 2024\n[meeting]\nweekday = středa\n"
                              "[print]\nwidth = 9\n";
    pk_plan_read_settings(plan, ini, sizeof(ini) - 1, &faults);
    const struct pk_settings *settings = pk_plan_settings(plan);
    assert_string_equal(settings->title, "Plán");
    assert_int_equal(settings->year, 2024);
    assert_int_equal(settings->weekday, 2);
    assert_int_equal(settings->adopted, pk_day_make(2024, 1, 15));
    assert_int_equal(settings->print_width, 0);
    assert_int_equal(faults.count, 2);
    assert_int_equal(faults.items[0].line, 4);
    assert_non_null(strstr(faults.items[0].text, "region"));
    assert_int_equal(faults.items[1].line, 9);
    pk_faults_dispose(&faults);
    pk_plan_free(plan);
}

static void a_plan_without_a_year_is_not_understood(void **state)
{
    (void)state;
    struct pk_faults faults = { 0 };
    struct pk_plan *plan = pk_plan_new();
    pk_plan_read_settings(plan, "[plan]\ntitle = x\n", 17, &faults);
    assert_int_equal(pk_faults_count(&faults, PK_FATAL), 1);
    pk_faults_dispose(&faults);
    pk_plan_free(plan);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_are_found_by_id_and_by_number),
        cmocka_unit_test(an_unknown_name_brings_up_the_nearest),
        cmocka_unit_test(activities_stand_by_goal_in_the_order_of_the_file),
        cmocka_unit_test(every_fault_of_structure_is_named_with_its_line),
        cmocka_unit_test(several_faults_are_reported_at_once),
        cmocka_unit_test(setting_one_cell_changes_one_record),
        cmocka_unit_test(windows_1250_stays_until_a_value_does_not_fit),
        cmocka_unit_test(windows_1250_that_would_read_as_utf_8_becomes_utf_8),
        cmocka_unit_test(a_change_taken_back_restores_the_very_bytes),
        cmocka_unit_test(after_a_save_the_image_is_the_file),
        cmocka_unit_test(a_table_without_a_file_begins_with_a_header),
        cmocka_unit_test(settings_are_read_and_unknown_ones_named),
        cmocka_unit_test(a_plan_without_a_year_is_not_understood),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
