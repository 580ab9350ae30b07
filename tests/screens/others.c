/* others.c: what the screen does when somebody else changes the plan meanwhile: another program
 * that writes its files, or another screen. */
#include "config.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

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

/* What another program wrote is taken up once it has stood still for a while. */
static void expect_in_time(struct session *session, const char *shown)
{
    enum { TRIES = 200, PAUSE_US = 50000 };
    struct pk_buf out = { 0 };
    for (int i = 0; i < TRIES && !strstr(pk_buf_text(&out), shown); i++) {
        pk_buf_cut(&out, 0);
        usleep(i ? PAUSE_US : 0);
        assert_true(session_send(session, "wait\ndump-screen", &out));
    }
    if (!strstr(pk_buf_text(&out), shown)) {
        fail_msg("no \"%s\" in time:\n%s", shown, pk_buf_text(&out));
    }
    pk_buf_dispose(&out);
}

static void expect_file(const char *folder, const char *name, const char *text)
{
    char *content = temp_read(folder, name);
    if (!strstr(content, text)) {
        fail_msg("no \"%s\" in %s:\n%s", text, name, content);
    }
    free(content);
}

static void close_session(struct session *session)
{
    assert_int_equal(session_end(session), 0);
}

static void what_others_change_shows_and_the_cursor_stays(void **state)
{
    struct session session;
    setup_plan(&session, *state);
    expect(&session, "search\ntype webov\nkeys Enter", "› · Webové stránky");
    replace(*state, "activities.csv", "Webové stránky", "Nový web");
    expect_in_time(&session, "› · Nový web");
    close_session(&session);
}

static void the_cursor_stays_also_where_rows_are_sorted_and_filtered(void **state)
{
    struct session session;
    setup_plan(&session, *state);
    expect(&session, "search\ntype webov\nkeys Enter", "› · Webové stránky");
    expect(&session, "sort cost\nfilter source:osv", "› · 4.1 Webové stránky");
    replace(*state, "activities.csv", ",500000,", ",7,");
    expect_in_time(&session, "› · 4.1 Webové stránky                 30 Jun       7");
    replace(*state, "activities.csv", "Webové stránky", "Nový web");
    expect_in_time(&session, "› · 4.1 Nový web");
    expect(&session, "filter goal:2\nfilter off\nsort plan", "› · Nový web");
    close_session(&session);
}

/* Begins to edit the title of 4.1 while somebody else gives it another one. */
static void meet(struct session *session, const char *folder)
{
    setup_plan(session, folder);
    assert_true(session_send(session, "search\ntype webov\nkeys Enter Enter\ntype X", NULL));
    replace(folder, "activities.csv", "Webové stránky", "Nový web");
    expect_in_time(session, "changed meanwhile to: Nový web");
    expect(session, "", "Webové stránkyX");
}

static void a_form_keeps_what_was_typed_and_shows_what_others_changed(void **state)
{
    struct session session;
    meet(&session, *state);
    expect(&session, "keys F8", "Title          Nový web");
    assert_true(session_send(&session, "type !\nkeys F2\nwait", NULL));
    expect_file(*state, "activities.csv", "Nový web!");
    close_session(&session);
}

static void of_two_values_mine_can_be_taken(void **state)
{
    struct session session;
    meet(&session, *state);
    expect(&session, "keys F2", "m Mine                  Webové stránkyX");
    expect(&session, "", "t Theirs (in the plan)  Nový web");
    expect(&session, "keys m", "Nový web · Title: Webové stránkyX");
    expect(&session, "wait", "› · Webové stránkyX");
    expect_file(*state, "activities.csv", "Webové stránkyX");
    expect(&session, "keys H", "accepted: Webové stránkyX: Title Nový web → Webové stránkyX");
    expect(&session, "keys Enter", "    In the plan: Nový web\n");
    expect(&session, "", "    Mine: Webové stránkyX\n");
    expect(&session, "keys Esc r", "taken back: accepted: Webové stránkyX: Title Nový web");
    close_session(&session);
}

static void of_two_values_theirs_can_be_taken(void **state)
{
    struct session session;
    meet(&session, *state);
    expect(&session, "keys F2", "1 waits for a decision");
    expect(&session, "keys t", "Nový web · Title: Nový web");
    expect(&session, "keys H", "kept: Nový web: Title Nový web");
    expect(&session, "keys Esc\nwhy usnesení 15", "reason: usnesení 15");
    assert_true(session_send(&session, "wait", NULL));
    expect_file(*state, "activities.csv", ",Nový web,");
    close_session(&session);
}

static void the_choice_can_be_postponed_and_undone(void **state)
{
    struct session session;
    meet(&session, *state);
    expect(&session, "keys F2 Esc", "F12: 1   saved");
    expect(&session, "", "›?· Nový web");
    expect(&session, "keys F12", "Mine                  Webové stránkyX");
    expect(&session, "keys m", "› · Webové stránkyX");
    expect(&session, "keys u", "F12: 1   saved");
    expect(&session, "", "›?· Nový web");
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
    expect_in_time(&session, "somebody removed \"koordinator\" meanwhile");
    expect(&session, "keys F2", "added: Koordinátor na půl úvazkuX");
    assert_true(session_send(&session, "wait", NULL));
    expect_file(*state, "activities.csv", "\nkoordinator,rizeni,Koordinátor na půl úvazkuX,");
    close_session(&session);
}

static void what_others_changed_does_not_stop_undo_before_it(void **state)
{
    struct session session;
    setup_plan(&session, *state);
    expect(&session, "keys Down Down x Up x\nwait", "√ Koordinátor");
    replace(*state, "activities.csv", ",mzdy,done", ",mzdy,active");
    expect_in_time(&session, "! Koordinátor");
    expect(&session, "keys u", "Koordinátor na půl úvazku: Status – changed meanwhile by: outside");
    expect(&session, "", "! Koordinátor");
    expect(&session, "keys u\nkeys u", "· Pracovní tým");
    assert_true(session_send(&session, "wait", NULL));
    expect_file(*state, "activities.csv", "active");
    close_session(&session);
}

static void a_file_that_breaks_opens_the_faults_and_the_plan_stays(void **state)
{
    struct session session;
    setup_plan(&session, *state);
    replace(*state, "activities.csv", "Webové", "\"Webové");
    expect_in_time(&session, "activities.csv:17: a stray quote");
    expect(&session, "keys Esc\nsearch\ntype webov", "› · Webové stránky");
    expect(&session, "keys Enter .", "activities.csv is not understood");
    replace(*state, "activities.csv", "\"Webové", "Nové");
    expect_in_time(&session, "› · Nové stránky");
    expect(&session, "keys .", "1 Jul");
    close_session(&session);
}

static void faults_that_opened_by_themselves_close_when_they_are_mended(void **state)
{
    struct session session;
    setup_plan(&session, *state);
    replace(*state, "activities.csv", "Webové", "\"Webové");
    expect_in_time(&session, "activities.csv:17: a stray quote");
    replace(*state, "activities.csv", "\"Webové", "Nové");
    expect_in_time(&session, "activities.csv is understood again");
    expect(&session, "search\ntype nov", "› · Nové stránky");
    close_session(&session);
}

static void two_screens_see_each_other_and_what_the_other_does(void **state)
{
    struct session one, two;
    setup_plan(&one, *state);
    expect(&one, "", "saved");
    session_begin(&two, *state, "en");
    expect(&two, "", "2 here");
    expect(&one, "wait", "2 here");
    expect(&one, "keys Down x", "√ Koordinátor");
    expect(&two, "wait", "√ Koordinátor");
    expect(&two, "keys H", "Koordinátor na půl úvazku: Status");
    expect(&one, "keys Down x", "√ Pracovní tým");
    expect(&two, "wait", "Pracovní tým a jeho schůzky: Status");
    close_session(&one);
    expect(&two, "keys Esc\nwait", "2024   saved");
    close_session(&two);
}

static void undo_takes_back_only_what_was_done_here(void **state)
{
    struct session one, two;
    setup_plan(&one, *state);
    expect(&one, "", "saved");
    session_begin(&two, *state, "en");
    expect(&one, "keys Down x", "√ Koordinátor");
    expect(&two, "wait\nkeys u", "there is nothing to undo");
    expect(&two, "keys Down x", "! Koordinátor");
    expect(&one, "wait\nkeys u", "Koordinátor na půl úvazku: Status – changed meanwhile by:");
    expect(&one, "", "! Koordinátor");
    close_session(&one);
    close_session(&two);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
    const struct CMUnitTest tests[] = {
        TEST(what_others_change_shows_and_the_cursor_stays),
        TEST(the_cursor_stays_also_where_rows_are_sorted_and_filtered),
        TEST(a_form_keeps_what_was_typed_and_shows_what_others_changed),
        TEST(of_two_values_mine_can_be_taken),
        TEST(of_two_values_theirs_can_be_taken),
        TEST(the_choice_can_be_postponed_and_undone),
        TEST(a_record_removed_under_its_form_can_be_added_again),
        TEST(what_others_changed_does_not_stop_undo_before_it),
        TEST(a_file_that_breaks_opens_the_faults_and_the_plan_stays),
        TEST(faults_that_opened_by_themselves_close_when_they_are_mended),
        TEST(two_screens_see_each_other_and_what_the_other_does),
        TEST(undo_takes_back_only_what_was_done_here),
    };
    signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
