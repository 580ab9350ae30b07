/* What an edit costs is counted in calls and bytes: on a full screen one append to the history and
 * one sync of it, in a small plan as in a large one; a command pays one checkpoint more.
 */
#include "config.h"

#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../unit/tempfolder.h"
#include "command.h"
#include "session.h"

enum { SMALL = 25, LARGE = 100000, CHECKPOINT_US = 900000, QUIET_MS = 1300, PATIENCE_MS = 10000 };

/* What stands between the key and the answer. */
struct cost {
    size_t writes, syncs, others; /* of the history; all other calls */
    size_t bytes;
};

static void generate(const char *folder, int activities)
{
    const char *source = getenv("PK_TEST_SRCDIR");
    struct pk_buf line = { 0 };
    pk_buf_printf(&line, "'%s/tests/bench/generate' %d '%s'", source && *source ? source : "..",
                  activities, folder);
    assert_int_equal(system(pk_buf_text(&line)), 0);
    pk_buf_dispose(&line);
}

static size_t calls_so_far(const char *log)
{
    struct record_list calls;
    record_list_read(&calls, log);
    size_t count = calls.count;
    record_list_dispose(&calls);
    return count;
}

/* Until the checkpoint of what was done before is through: no call for longer than a checkpoint
 * takes to begin. */
static void wait_for_quiet(const char *log)
{
    size_t before = SIZE_MAX;
    for (int waited = 0; waited < PATIENCE_MS; waited += QUIET_MS) {
        size_t now = calls_so_far(log);
        if (now == before) {
            return;
        }
        before = now;
        poll(NULL, 0, QUIET_MS);
    }
    fail_msg("files are changed all the time");
}

static bool is_history(const struct record *call)
{
    return strcmp(call->path, "history.csv") == 0;
}

static void count_calls(struct cost *cost, const char *log, size_t first)
{
    struct record_list calls;
    int64_t synced = 0;
    record_list_read(&calls, log);
    *cost = (struct cost){ 0 };
    for (size_t i = first; i < calls.count; i++) {
        const struct record *call = &calls.items[i];
        if (synced && call->head.time - synced > CHECKPOINT_US) {
            break;
        }
        if (is_history(call) && call->head.kind == RECORD_WRITE) {
            cost->writes++;
            cost->bytes += call->head.data;
        } else if (is_history(call) && call->head.kind == RECORD_SYNC) {
            cost->syncs++;
            synced = call->head.time;
        } else if (!is_history(call) || call->head.kind != RECORD_OPEN || call->head.created) {
            struct pk_buf text = { 0 };
            record_describe(&text, call);
            print_error("a call that is one too many: %s\n", pk_buf_text(&text));
            pk_buf_dispose(&text);
            cost->others++;
        }
    }
    record_list_dispose(&calls);
}

/* The first edit of a folder makes files; the second is what an edit costs. */
static void edit_on_screen(struct cost *cost, const char *folder, const char *log)
{
    struct session *session = session_open(folder, &(struct faults){ .log = log });
    assert_true(session_edit(session, 1, "jedna."));
    wait_for_quiet(log);
    size_t first = calls_so_far(log);
    assert_true(session_edit(session, 1, "druhá."));
    count_calls(cost, log, first);
    session_leave(session);
}

struct command_cost {
    size_t appends, syncs, renames, others;
};

static void edit_by_command(struct command_cost *cost, const char *folder, const char *log)
{
    struct record_list calls;
    assert_int_equal(command_run(NULL, folder, NULL, "set krok-2 note=jedna"), 0);
    remove(log);
    assert_int_equal(
        command_run(NULL, folder, &(struct faults){ .log = log }, "set krok-2 note=druhá"), 0);
    record_list_read(&calls, log);
    *cost = (struct command_cost){ 0 };
    for (size_t i = 0; i < calls.count; i++) {
        int kind = calls.items[i].head.kind;
        bool history = is_history(&calls.items[i]);
        cost->appends += history && kind == RECORD_WRITE;
        cost->syncs += history && kind == RECORD_SYNC;
        cost->renames += kind == RECORD_RENAME;
        cost->others += kind != RECORD_WRITE && kind != RECORD_RENAME && !history;
    }
    record_list_dispose(&calls);
}

static void measure(struct cost *cost, struct command_cost *command, const char *scratch,
                    int activities)
{
    char *folder = temp_path(scratch, "plan"), *log = temp_path(scratch, "log");
    temp_remove(folder);
    remove(log);
    generate(folder, activities);
    edit_on_screen(cost, folder, log);
    edit_by_command(command, folder, log);
    print_message("%d activities: an edit on the screen is %zu write of %zu bytes, %zu sync, %zu "
                  "other calls; as a command %zu, %zu, %zu renames and %zu others\n",
                  activities, cost->writes, cost->bytes, cost->syncs, cost->others,
                  command->appends, command->syncs, command->renames, command->others);
    free(folder);
    free(log);
}

static void an_edit_costs_one_append_and_one_sync_in_any_plan(void **state)
{
    struct cost small, large;
    struct command_cost small_command, large_command;
    measure(&small, &small_command, *state, SMALL);
    measure(&large, &large_command, *state, LARGE);
    assert_int_equal(small.writes, 1);
    assert_int_equal(small.syncs, 1);
    assert_int_equal(small.others, 0);
    assert_int_equal(large.writes, 1);
    assert_int_equal(large.syncs, 1);
    assert_int_equal(large.others, 0);
    assert_int_equal(small.bytes, large.bytes);
    assert_int_equal(small_command.appends, 1);
    assert_int_equal(small_command.syncs, 1);
    assert_memory_equal(&small_command, &large_command, sizeof small_command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_edit_costs_one_append_and_one_sync_in_any_plan,
                                        temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
