#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "planek/drafts.h"
#include "tests/unit/tempfolder.h"

#define WHO "jana"

static void type(struct pk_drafts *drafts, const char *id, const char *text)
{
    pk_drafts_add(drafts, &(struct pk_draft){ .table = "activities", .id = id, .token = "",
                                              .after = "" });
    pk_drafts_put(drafts, &(struct pk_draftcell){ "title", "Web", "Web", text });
    pk_drafts_put(drafts, &(struct pk_draftcell){ "goal", "g", "g", "g" });
}

/* This session's only draft becomes that; NULL: it has none any more. */
static void keep(struct pk_drafts *kept, const char *folder, const char *id, const char *text)
{
    struct pk_drafts now = { 0 };
    if (id) {
        type(&now, id, text);
    }
    assert_true(pk_drafts_keep(kept, &now, folder, WHO, false));
}

static void expect(const char *folder, const char *who, const char *expected)
{
    struct pk_drafts drafts;
    struct pk_buf all = { 0 };
    pk_drafts_read(&drafts, folder, who);
    for (size_t i = 0; i < drafts.count; i++) {
        const struct pk_draft *draft = &drafts.items[i];
        pk_buf_printf(&all, "%s%s=%s", i ? " " : "", draft->id, draft->cells[0].text);
    }
    assert_string_equal(pk_buf_text(&all), expected);
    pk_buf_dispose(&all);
    pk_drafts_dispose(&drafts);
}

static char *path_of(const char *folder, const char *name)
{
    struct pk_buf path = { 0 };
    pk_buf_printf(&path, "%s/.planek/%s", folder, name);
    return pk_buf_take(&path);
}

static void what_was_typed_is_there_for_the_next_session(void **state)
{
    struct pk_drafts kept = { 0 }, read;
    static const char text[] = "Web, \"nový\"\na další řádek";
    keep(&kept, *state, "web", text);
    pk_drafts_read(&read, *state, WHO);
    assert_int_equal(read.count, 1);
    const struct pk_draft *draft = &read.items[0];
    assert_string_equal(draft->table, "activities");
    assert_string_equal(draft->id, "web");
    assert_int_equal(draft->count, 2);
    assert_string_equal(draft->cells[0].field, "title");
    assert_string_equal(draft->cells[0].base, "Web");
    assert_string_equal(draft->cells[0].text, text);
    pk_drafts_dispose(&read);
    pk_drafts_dispose(&kept);
}

static void only_that_person_may_read_it_and_only_that_person_gets_it(void **state)
{
    struct pk_drafts kept = { 0 };
    struct stat status;
    keep(&kept, *state, "web", "a");
    char *path = path_of(*state, "drafts-" WHO);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    expect(*state, "petr", "");
    free(path);
    pk_drafts_dispose(&kept);
}

static void a_name_that_is_no_name_of_a_file_stays_in_the_folder(void **state)
{
    struct pk_drafts kept = { 0 }, now = { 0 };
    type(&now, "web", "a");
    assert_true(pk_drafts_keep(&kept, &now, *state, "../Jana Nová", false));
    expect(*state, "../Jana Nová", "web=a");
    char *path = path_of(*state, "drafts-%2e%2e%2fJana%20Nov%c3%a1");
    assert_int_equal(access(path, F_OK), 0);
    free(path);
    pk_drafts_dispose(&kept);
}

static void nothing_typed_leaves_no_file(void **state)
{
    struct pk_drafts kept = { 0 };
    char *path = path_of(*state, "drafts-" WHO);
    keep(&kept, *state, "web", "Web");
    keep(&kept, *state, NULL, NULL);
    assert_int_not_equal(access(path, F_OK), 0);
    free(path);
    pk_drafts_dispose(&kept);
}

static void two_sessions_keep_what_the_other_one_typed(void **state)
{
    struct pk_drafts first = { 0 }, second = { 0 };
    keep(&first, *state, "web", "a");
    keep(&second, *state, "ppc", "b");
    expect(*state, WHO, "web=a ppc=b");
    keep(&first, *state, "web", "c");
    expect(*state, WHO, "web=c ppc=b");
    keep(&first, *state, NULL, NULL);
    expect(*state, WHO, "ppc=b");
    pk_drafts_dispose(&first);
    pk_drafts_dispose(&second);
}

static void of_one_record_the_last_writer_stays(void **state)
{
    struct pk_drafts first = { 0 }, second = { 0 };
    keep(&first, *state, "web", "a");
    keep(&second, *state, "web", "b");
    expect(*state, WHO, "web=b");
    keep(&first, *state, NULL, NULL);
    expect(*state, WHO, "web=b");
    pk_drafts_dispose(&first);
    pk_drafts_dispose(&second);
}

static void a_session_that_did_nothing_to_a_draft_does_not_bring_it_back(void **state)
{
    struct pk_drafts first = { 0 }, second;
    keep(&first, *state, "web", "a");
    pk_drafts_read(&second, *state, WHO);
    keep(&first, *state, NULL, NULL);
    keep(&second, *state, "web", "a");
    expect(*state, WHO, "");
    pk_drafts_dispose(&first);
    pk_drafts_dispose(&second);
}

static void records_to_be_added_are_told_apart(void **state)
{
    struct pk_drafts kept = { 0 }, now = { 0 }, read;
    for (int i = 0; i < 2; i++) {
        struct pk_buf token = { 0 };
        pk_drafts_token(&token);
        pk_drafts_add(&now, &(struct pk_draft){ .table = "spending", .id = "",
                                                .token = pk_buf_text(&token), .after = "x" });
        pk_drafts_put(&now, &(struct pk_draftcell){ "note", "", "", i ? "b" : "a" });
        pk_buf_dispose(&token);
    }
    assert_true(pk_drafts_keep(&kept, &now, *state, WHO, true));
    pk_drafts_read(&read, *state, WHO);
    assert_int_equal(read.count, 2);
    assert_string_equal(read.items[1].cells[0].text, "b");
    assert_string_equal(read.items[1].after, "x");
    pk_drafts_dispose(&read);
    pk_drafts_dispose(&kept);
}

static void a_file_that_is_not_understood_holds_nothing(void **state)
{
    struct pk_drafts kept = { 0 };
    keep(&kept, *state, "web", "a");
    char *path = path_of(*state, "drafts-" WHO);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs("table,record\nactivities,web\n\"", file);
    fclose(file);
    expect(*state, WHO, "");
    free(path);
    pk_drafts_dispose(&kept);
}

static void where_it_cannot_be_written_that_is_said_and_tried_again(void **state)
{
    struct pk_drafts kept = { 0 }, now = { 0 };
    char *path = path_of(*state, "drafts-" WHO);
    keep(&kept, *state, "web", "a");
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkdir(path, 0700), 0);
    type(&now, "web", "b");
    assert_false(pk_drafts_keep(&kept, &now, *state, WHO, false));
    assert_string_equal(kept.items[0].cells[0].text, "a");
    assert_int_equal(rmdir(path), 0);
    keep(&kept, *state, "web", "b");
    expect(*state, WHO, "web=b");
    free(path);
    pk_drafts_dispose(&kept);
}

#define TEMP_TEST(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEMP_TEST(what_was_typed_is_there_for_the_next_session),
        TEMP_TEST(only_that_person_may_read_it_and_only_that_person_gets_it),
        TEMP_TEST(a_name_that_is_no_name_of_a_file_stays_in_the_folder),
        TEMP_TEST(nothing_typed_leaves_no_file),
        TEMP_TEST(two_sessions_keep_what_the_other_one_typed),
        TEMP_TEST(of_one_record_the_last_writer_stays),
        TEMP_TEST(a_session_that_did_nothing_to_a_draft_does_not_bring_it_back),
        TEMP_TEST(records_to_be_added_are_told_apart),
        TEMP_TEST(a_file_that_is_not_understood_holds_nothing),
        TEMP_TEST(where_it_cannot_be_written_that_is_said_and_tried_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
