#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>

#include <cmocka.h>

#include "planek/history.h"
#include "planek/mem.h"
#include "store/journal.h"
#include "tests/unit/tempfolder.h"

#define NAME "history.csv"
#define HEADER "txn,when,who,why,table,id,field,was,now,left\n"
#define ROW(txn) txn ",2024-06-12T08:15:00Z,me,,activities,a,title,A,B,0\n"

/* Stands in for the system's: the call of that number fails, 0 for none. */
static int fdatasync_fails;

int fdatasync(int fd)
{
    if (fdatasync_fails && !--fdatasync_fails) {
        errno = EIO;
        return -1;
    }
    return (int)syscall(SYS_fdatasync, fd);
}

/* Locks, and tells whether the file is another one. */
static bool lock(struct pk_journal *journal, bool exclusive)
{
    struct pk_diag diag = { 0 };
    bool replaced;
    if (pk_journal_lock(journal, exclusive, &replaced, &diag)) {
        fail_msg("%s: %s", diag.file, diag.text);
    }
    return replaced;
}

static void read_all(struct pk_journal *journal)
{
    pk_journal_read_to(journal, pk_journal_size(journal));
}

static void append(struct pk_journal *journal, const char *rows)
{
    struct pk_diag diag = { 0 };
    if (pk_journal_append(journal, rows, strlen(rows), &diag)) {
        fail_msg("%s: %s", diag.file, diag.text);
    }
}

static void add(struct pk_journal *journal, const char *rows)
{
    lock(journal, true);
    read_all(journal);
    append(journal, rows);
    pk_journal_unlock(journal);
}

static void expect_read(const struct pk_journal *journal, size_t from, const char *expected)
{
    char *bytes;
    size_t length;
    assert_int_equal(pk_journal_read(journal, from, &bytes, &length, NULL), PK_OK);
    bytes[length] = '\0';
    assert_string_equal(bytes, expected);
    free(bytes);
}

static void looking_makes_no_file(void **state)
{
    struct pk_journal journal;
    size_t behind;
    pk_journal_init(&journal, *state);
    assert_false(lock(&journal, false));
    assert_int_equal(pk_journal_size(&journal), 0);
    assert_false(pk_journal_grew(&journal));
    assert_false(pk_journal_find(&journal, "t", &behind));
    expect_read(&journal, 0, "");
    pk_journal_unlock(&journal);
    pk_journal_dispose(&journal);
    assert_int_equal(temp_count(*state), 0);
}

static void the_first_lock_for_appending_makes_the_file_with_its_header(void **state)
{
    struct pk_journal journal;
    pk_journal_init(&journal, *state);
    assert_false(lock(&journal, true));
    assert_int_equal(journal.end, strlen(HEADER));
    append(&journal, ROW("t1"));
    append(&journal, ROW("t2"));
    pk_journal_unlock(&journal);
    assert_false(pk_journal_grew(&journal));
    pk_journal_dispose(&journal);
    temp_expect(*state, NAME, HEADER ROW("t1") ROW("t2"));
}

static void an_empty_file_gets_its_header(void **state)
{
    struct pk_journal journal;
    temp_put(*state, NAME, "");
    pk_journal_init(&journal, *state);
    assert_false(lock(&journal, true));
    append(&journal, ROW("t1"));
    pk_journal_dispose(&journal);
    temp_expect(*state, NAME, HEADER ROW("t1"));
}

static void a_header_that_was_never_finished_is_written_again(void **state)
{
    struct pk_journal journal;
    temp_put(*state, NAME, "txn,when,wh");
    pk_journal_init(&journal, *state);
    lock(&journal, true);
    append(&journal, ROW("t1"));
    pk_journal_dispose(&journal);
    temp_expect(*state, NAME, HEADER ROW("t1"));
}

static void what_others_appended_is_read_from_where_one_has_read_to(void **state)
{
    struct pk_journal one, two;
    pk_journal_init(&one, *state);
    pk_journal_init(&two, *state);
    add(&one, ROW("t1"));
    assert_false(lock(&two, false));
    read_all(&two);
    pk_journal_unlock(&two);
    add(&one, ROW("t2"));
    assert_true(pk_journal_grew(&two));
    assert_false(lock(&two, false));
    expect_read(&two, two.end, ROW("t2"));
    read_all(&two);
    pk_journal_unlock(&two);
    assert_false(pk_journal_grew(&two));
    pk_journal_dispose(&one);
    pk_journal_dispose(&two);
}

static bool can_lock(struct pk_journal *journal, bool exclusive)
{
    struct pk_diag diag = { 0 };
    bool replaced, good = pk_journal_lock(journal, exclusive, &replaced, &diag) == PK_OK;
    if (!good) {
        assert_non_null(strstr(diag.text, "another planek"));
    }
    pk_journal_unlock(journal);
    return good;
}

static void readers_share_the_lock_and_a_writer_has_it_alone(void **state)
{
    struct pk_journal one, two;
    pk_journal_init(&one, *state);
    pk_journal_init(&two, *state);
    add(&one, ROW("t1"));
    lock(&one, false);
    assert_true(can_lock(&two, false));
    assert_false(can_lock(&two, true));
    pk_journal_unlock(&one);
    assert_true(can_lock(&two, true));
    lock(&one, true);
    assert_false(can_lock(&two, false));
    expect_read(&two, 0, HEADER ROW("t1")); /* as it stands */
    pk_journal_dispose(&one); /* as when its program is killed */
    assert_true(can_lock(&two, true));
    pk_journal_dispose(&two);
}

static void a_tail_is_cut_into_a_file_of_its_own(void **state)
{
    static const char torn[] = "t2,2024-06-12T08:15:00Z,me,,activ";
    struct pk_journal journal;
    char *name = NULL;
    temp_put(*state, NAME, HEADER ROW("t1"));
    pk_journal_init(&journal, *state);
    lock(&journal, true);
    read_all(&journal);
    assert_int_equal(pk_journal_cut(&journal, &name, NULL), PK_OK);
    assert_null(name);
    int fd = open(journal.path, O_WRONLY | O_APPEND);
    assert_int_equal(write(fd, torn, strlen(torn)), strlen(torn));
    close(fd);
    assert_int_equal(pk_journal_cut(&journal, &name, NULL), PK_OK);
    assert_int_equal(strncmp(name, ".planek/torn-", strlen(".planek/torn-")), 0);
    temp_expect(*state, name, torn);
    append(&journal, ROW("t3"));
    pk_journal_dispose(&journal);
    temp_expect(*state, NAME, HEADER ROW("t1") ROW("t3"));
    free(name);
}

static void a_tail_that_cannot_be_set_aside_is_not_cut(void **state)
{
    struct pk_journal journal;
    struct pk_diag diag;
    char *name = NULL;
    temp_put(*state, NAME, HEADER ROW("t1") "torn");
    temp_put(*state, ".planek", "in the way");
    pk_journal_init(&journal, *state);
    lock(&journal, true);
    pk_journal_read_to(&journal, strlen(HEADER ROW("t1")));
    assert_int_equal(pk_journal_cut(&journal, &name, &diag), PK_ERR_IO);
    assert_null(name);
    pk_journal_dispose(&journal);
    temp_expect(*state, NAME, HEADER ROW("t1") "torn");
}

/* Rows of 64 bytes, so that the txn looked for lies at every place of a block. */
static void a_change_is_found_from_the_end_across_blocks(void **state)
{
    enum { ROWS = 40000 };
    struct pk_buf text = { 0 };
    struct pk_journal journal;
    size_t behind;
    pk_buf_str(&text, HEADER);
    for (int i = 0; i < ROWS; i++) {
        pk_buf_printf(&text, "t%07d,2024-06-12T08:15:00Z,me,,activities,a,title,t%07d,B,0\n", i,
                      i - 1);
    }
    temp_put(*state, NAME, pk_buf_text(&text));
    pk_journal_init(&journal, *state);
    lock(&journal, false);
    for (int i = ROWS - 1; i >= 0; i -= i > ROWS - 5000 ? 1 : 997) {
        char txn[16];
        snprintf(txn, sizeof txn, "t%07d", i);
        size_t row = (text.len - strlen(HEADER)) / ROWS;
        if (!pk_journal_find(&journal, txn, &behind)
            || behind != strlen(HEADER) + row * ((size_t)i + 1)) {
            fail_msg("%s is found at %zu", txn, behind);
        }
    }
    assert_false(pk_journal_find(&journal, "t000", &behind));
    assert_false(pk_journal_find(&journal, "me", &behind));
    assert_false(pk_journal_find(&journal, "t9999999", &behind));
    pk_journal_dispose(&journal);
    pk_buf_dispose(&text);
}

static void the_last_row_of_a_change_is_found_and_a_torn_one_is_not(void **state)
{
    struct pk_journal journal;
    size_t behind;
    temp_put(*state, NAME, HEADER ROW("t1") ROW("t1") ROW("t2") "t3,2024");
    pk_journal_init(&journal, *state);
    lock(&journal, false);
    assert_true(pk_journal_find(&journal, "t1", &behind));
    assert_int_equal(behind, strlen(HEADER ROW("t1") ROW("t1")));
    assert_false(pk_journal_find(&journal, "t3", &behind));
    pk_journal_dispose(&journal);
}

static void put_anew(const char *folder, const char *text)
{
    char *fresh = temp_write(folder, "fresh", text), *path = temp_path(folder, NAME);
    assert_int_equal(rename(fresh, path), 0);
    free(fresh);
    free(path);
}

static void a_file_that_took_the_place_of_the_old_one_is_noticed(void **state)
{
    struct pk_journal journal;
    pk_journal_init(&journal, *state);
    add(&journal, ROW("t1"));
    put_anew(*state, HEADER ROW("other"));
    assert_true(pk_journal_grew(&journal));
    assert_true(lock(&journal, true));
    assert_int_equal(journal.end, 0);
    expect_read(&journal, 0, HEADER ROW("other"));
    read_all(&journal);
    append(&journal, ROW("t2"));
    pk_journal_unlock(&journal);
    assert_false(lock(&journal, false));
    pk_journal_dispose(&journal);
    temp_expect(*state, NAME, HEADER ROW("other") ROW("t2"));
}

static void a_file_written_anew_with_the_same_rows_is_known_again(void **state)
{
    struct pk_journal journal;
    pk_journal_init(&journal, *state);
    add(&journal, ROW("t1"));
    put_anew(*state, HEADER ROW("t1") ROW("t2"));
    assert_true(pk_journal_grew(&journal));
    assert_false(lock(&journal, false));
    expect_read(&journal, journal.end, ROW("t2"));
    pk_journal_dispose(&journal);
}

static void rows_that_were_put_in_between_are_noticed(void **state)
{
    struct pk_journal journal;
    pk_journal_init(&journal, *state);
    add(&journal, ROW("t1"));
    put_anew(*state, HEADER ROW("t0") ROW("t1"));
    assert_true(lock(&journal, false));
    pk_journal_dispose(&journal);
}

/* As an editor does, or a file system that gives a new file the number of the old one. */
static void a_file_rewritten_in_place_is_noticed(void **state)
{
    static const char *const texts[] = { HEADER, HEADER ROW("o1"), HEADER ROW("t0") ROW("t1") };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct pk_journal journal;
        temp_put(*state, NAME, "");
        pk_journal_init(&journal, *state);
        add(&journal, ROW("t1"));
        temp_put(*state, NAME, texts[i]);
        if (!lock(&journal, false)) {
            fail_msg("not noticed: %s", texts[i]);
        }
        pk_journal_dispose(&journal);
    }
}

static void a_file_that_vanished_is_noticed(void **state)
{
    struct pk_journal journal;
    pk_journal_init(&journal, *state);
    add(&journal, ROW("t1"));
    assert_int_equal(unlink(journal.path), 0);
    assert_true(pk_journal_grew(&journal));
    assert_true(lock(&journal, false));
    assert_int_equal(pk_journal_size(&journal), 0);
    pk_journal_unlock(&journal);
    lock(&journal, true);
    append(&journal, ROW("t2"));
    pk_journal_dispose(&journal);
    temp_expect(*state, NAME, HEADER ROW("t2"));
}

static void a_write_that_fails_is_cut_off_again(void **state)
{
    static const size_t rooms[] = { 0, 1, 30, sizeof ROW("t2") - 2 };
    for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++) {
        struct pk_journal journal;
        struct pk_diag diag;
        struct rlimit old;
        temp_put(*state, NAME, HEADER ROW("t1"));
        pk_journal_init(&journal, *state);
        lock(&journal, true);
        read_all(&journal);
        temp_limit(strlen(HEADER ROW("t1")) + rooms[i], &old);
        enum pk_err err = pk_journal_append(&journal, ROW("t2"), strlen(ROW("t2")), &diag);
        temp_unlimit(&old);
        assert_int_equal(err, PK_ERR_IO);
        assert_string_equal(diag.file, journal.path);
        assert_non_null(strstr(diag.text, "larger"));
        temp_expect(*state, NAME, HEADER ROW("t1"));
        append(&journal, ROW("t2"));
        pk_journal_dispose(&journal);
        temp_expect(*state, NAME, HEADER ROW("t1") ROW("t2"));
    }
}

static void a_full_disk_leaves_no_file_that_is_half_begun(void **state)
{
    struct pk_journal journal;
    struct rlimit old;
    bool replaced;
    pk_journal_init(&journal, *state);
    temp_limit(10, &old);
    enum pk_err err = pk_journal_lock(&journal, true, &replaced, NULL);
    temp_unlimit(&old);
    assert_int_equal(err, PK_ERR_IO);
    temp_expect(*state, NAME, "");
    add(&journal, ROW("t1"));
    pk_journal_dispose(&journal);
    temp_expect(*state, NAME, HEADER ROW("t1"));
}

static void after_a_sync_that_fails_the_file_is_another_one_without_the_rows(void **state)
{
    struct pk_journal journal;
    struct pk_diag diag;
    struct stat before, after;
    pk_journal_init(&journal, *state);
    add(&journal, ROW("t1"));
    assert_int_equal(chmod(journal.path, 0640), 0);
    assert_int_equal(stat(journal.path, &before), 0);
    lock(&journal, true);
    fdatasync_fails = 1;
    assert_int_equal(pk_journal_append(&journal, ROW("t2"), strlen(ROW("t2")), &diag), PK_ERR_IO);
    pk_journal_unlock(&journal);
    temp_expect(*state, NAME, HEADER ROW("t1"));
    assert_int_equal(stat(journal.path, &after), 0);
    assert_true(before.st_ino != after.st_ino);
    assert_int_equal(after.st_mode & 07777, 0640);
    assert_false(lock(&journal, true)); /* known again */
    append(&journal, ROW("t2"));
    pk_journal_dispose(&journal);
    temp_expect(*state, NAME, HEADER ROW("t1") ROW("t2"));
    assert_int_equal(temp_count(*state), 1);
}

static void what_is_no_file_is_not_waited_for(void **state)
{
    struct pk_journal journal;
    struct pk_diag diag;
    bool replaced;
    char *path = temp_path(*state, NAME);
    for (int i = 0; i < 3; i++) {
        switch (i) {
        case 0:
            assert_int_equal(mkdir(path, 0700), 0);
            break;
        case 1:
            assert_int_equal(mkfifo(path, 0600), 0);
            break;
        case 2:
            assert_int_equal(symlink("nowhere", path), 0);
            break;
        }
        pk_journal_init(&journal, *state);
        assert_int_equal(pk_journal_lock(&journal, true, &replaced, &diag), PK_ERR_IO);
        assert_string_equal(diag.file, path);
        pk_journal_dispose(&journal);
        assert_int_equal(remove(path), 0);
    }
    assert_int_equal(temp_count(*state), 0);
    free(path);
}

#define TEMP_TEST(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEMP_TEST(looking_makes_no_file),
        TEMP_TEST(the_first_lock_for_appending_makes_the_file_with_its_header),
        TEMP_TEST(an_empty_file_gets_its_header),
        TEMP_TEST(a_header_that_was_never_finished_is_written_again),
        TEMP_TEST(what_others_appended_is_read_from_where_one_has_read_to),
        TEMP_TEST(readers_share_the_lock_and_a_writer_has_it_alone),
        TEMP_TEST(a_tail_is_cut_into_a_file_of_its_own),
        TEMP_TEST(a_tail_that_cannot_be_set_aside_is_not_cut),
        TEMP_TEST(a_change_is_found_from_the_end_across_blocks),
        TEMP_TEST(the_last_row_of_a_change_is_found_and_a_torn_one_is_not),
        TEMP_TEST(a_file_that_took_the_place_of_the_old_one_is_noticed),
        TEMP_TEST(a_file_written_anew_with_the_same_rows_is_known_again),
        TEMP_TEST(rows_that_were_put_in_between_are_noticed),
        TEMP_TEST(a_file_rewritten_in_place_is_noticed),
        TEMP_TEST(a_file_that_vanished_is_noticed),
        TEMP_TEST(a_write_that_fails_is_cut_off_again),
        TEMP_TEST(a_full_disk_leaves_no_file_that_is_half_begun),
        TEMP_TEST(after_a_sync_that_fails_the_file_is_another_one_without_the_rows),
        TEMP_TEST(what_is_no_file_is_not_waited_for),
    };
    return cmocka_run_group_tests_name("journal", tests, NULL, NULL);
}
