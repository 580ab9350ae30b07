/* others.c: what the screen does when somebody else writes to the plan's files meanwhile. */
#include "config.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "session.h"

static void setup_plan(struct session *session, const char *folder)
{
    session_restore_all(folder);
    session_begin(session, folder, "en");
}

/* Another program replaces a text in a file: whole, as good editors do. */
static void replace(const char *folder, const char *name, const char *text, const char *other)
{
    char *content = temp_read(folder, name);
    char *at = strstr(content, text);
    assert_non_null(at);
    struct pk_buf out = { 0 };
    pk_buf_add(&out, content, (size_t)(at - content));
    pk_buf_printf(&out, "%s%s", other, at + strlen(text));
    char *path = temp_path(folder, name), *beside = temp_write(folder, "beside", pk_buf_text(&out));
    assert_int_equal(rename(beside, path), 0);
    pk_buf_dispose(&out);
    free(content);
    free(path);
    free(beside);
}

static void expect(struct session *session, const char *lines, const char *shown)
{
    struct pk_buf out = { 0 };
    struct pk_buf script = { 0 };
    pk_buf_printf(&script, "%s\ndump-screen", lines);
    assert_true(session_send(session, pk_buf_text(&script), &out));
    if (!strstr(pk_buf_text(&out), shown)) {
        fail_msg("no \"%s\" after %s:\n%s", shown, lines, pk_buf_text(&out));
    }
    pk_buf_dispose(&script);
    pk_buf_dispose(&out);
}

static void expect_file(const char *folder, const char *name, const char *text)
{
    char *content = temp_read(folder, name);
    assert_non_null(strstr(content, text));
    free(content);
}

static void close_session(struct session *session)
{
    assert_int_equal(session_end(session), 0);
}

static const char form_of_web[] = "edit 4.1\ntype X";

static void a_form_does_not_overwrite_unasked_what_others_changed(void **state)
{
    struct session session;
    setup_plan(&session, *state);
    assert_true(session_send(&session, form_of_web, NULL));
    replace(*state, "activities.csv", "Webové stránky", "Nový web");
    expect(&session, "keys F2", "F2 again saves yours, F8 takes theirs");
    expect_file(*state, "activities.csv", "Nový web");
    expect(&session, "keys F8", "Title          Nový web");
    assert_true(session_send(&session, "type !\nkeys F2", NULL));
    expect_file(*state, "activities.csv", "Nový web!");
    close_session(&session);
}

static void a_record_removed_under_its_form_can_be_added_again(void **state)
{
    struct session session;
    setup_plan(&session, *state);
    assert_true(session_send(&session, "edit 1.1\ntype X", NULL));
    char *content = temp_read(*state, "activities.csv");
    char *row = strstr(content, "\nkoordinator,");
    assert_non_null(row);
    *strchr(row + 1, '\n') = '\0';
    replace(*state, "activities.csv", row, "");
    free(content);
    expect(&session, "keys F2", "somebody removed \"koordinator\" meanwhile");
    expect(&session, "keys F2", "added: Koordinátor na půl úvazkuX");
    expect_file(*state, "activities.csv", "\nkoordinator,rizeni,Koordinátor na půl úvazkuX,");
    close_session(&session);
}

static void what_others_changed_does_not_stop_undo_before_it(void **state)
{
    struct session session;
    setup_plan(&session, *state);
    expect(&session, "keys Down Down x Up x", "√ Koordinátor");
    replace(*state, "activities.csv", ",mzdy,done", ",mzdy,active");
    expect(&session, "keys u", "u goes on with what was before");
    expect(&session, "keys u", "undone: Pracovní tým");
    expect_file(*state, "activities.csv", "active");
    close_session(&session);
}

static void a_file_that_breaks_opens_the_faults(void **state)
{
    struct session session;
    setup_plan(&session, *state);
    replace(*state, "sources.csv", "osv", "\"osv");
    expect(&session, "keys F5", "a quote that is never closed");
    expect(&session, "keys Esc\nadd sources", "sources.csv is not understood");
    replace(*state, "sources.csv", "\"osv", "osv");
    expect(&session, "keys F5\nadd sources", "Sources: new record");
    close_session(&session);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_form_does_not_overwrite_unasked_what_others_changed),
        TEST(a_record_removed_under_its_form_can_be_added_again),
        TEST(what_others_changed_does_not_stop_undo_before_it),
        TEST(a_file_that_breaks_opens_the_faults),
    };
    signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
