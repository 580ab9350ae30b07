/* Every call by which an edit changes files goes wrong once, in every way: it fails for want of
 * room (for good, or after half a write), for a broken disk, because a signal came, because files
 * may not grow, or it is the last before the program is killed.  What was acknowledged must be
 * there afterwards, once; what was not, wholly or not at all; and every file must parse.
 *
 * PK_FAULTS_FULL takes every story and every call; otherwise they are sampled.
 */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../unit/tempfolder.h"
#include "command.h"
#include "trial.h"

/* `left` is a row of a change that a writer did not get to the end of. */
#define TORN_ROW "t-0,2024-06-01T10:00:00Z,nikdo,,activities,web,note,,půlka,1\nt-0,2024-06-01T10"

static const struct story stories[] = {
    { "the first edit of a folder", { NULL }, { "set web note=jedna" } },
    { "an edit after others", { "set web note=nula", "set tisk cost=13000" },
      { "set web note=jedna due=31.7." } },
    { "adding", { "set web note=nula" }, { "add title=Plakáty goal=lide cost=500 due=1.8." } },
    { "removing", { "set web note=nula" }, { "remove besedy" } },
    { "moving", { "set web note=nula" }, { "move tisk first" } },
    { "the first source, which brings along the others", { "set web note=nula" },
      { "add sources id=osv name=Rozpočet allocation=750000" } },
    { "an edit of two tables' worth of history", { "add sources id=osv name=Rozpočet" },
      { "set sources/osv allocation=100000" } },
    { "an edit after another program wrote a file",
      { "set web note=nula", "!replace activities.csv 12000 14000" }, { "set web note=jedna" } },
    { "an edit behind a torn one", { "set web note=nula", "!append history.csv " TORN_ROW },
      { "set web note=jedna" } },
    { "an edit in a fresh clone", { "set web note=nula", "!forget" }, { "set web note=jedna" } },
    { "a full screen", { "set besedy note=nula" }, { "!screen jedna." } },
    { "the first edit of a folder, in a full screen", { NULL }, { "!screen jedna." } },
};

static const struct way {
    const char *name;
    struct faults faults;
    bool unseen; /* where the system may do that to a call, the person is to see nothing of it */
} ways[] = {
    { "killed after it", { .with = "KILL" }, false },
    { "no room", { .with = "ENOSPC" }, false },
    { "interrupted", { .with = "EINTR" }, true },
    { "no room from then on, half written", { .with = "ENOSPC", .sticky = true, .brief = true },
      false },
    { "broken", { .with = "EIO" }, false },
    { "killed before it", { .with = "KILLBEFORE" }, false },
    { "half written, then interrupted", { .with = "EINTR", .brief = true }, true },
    { "broken for good", { .with = "EIO", .sticky = true }, false },
    { "too large", { .with = "EFBIG" }, false },
};
enum { STORIES = sizeof stories / sizeof *stories, WAYS = sizeof ways / sizeof *ways };

static struct {
    size_t calls, runs, kept, lost;
} total;

static bool may_be_interrupted(const struct record *record)
{
    int kind = record->head.kind;
    return kind == RECORD_OPEN || kind == RECORD_WRITE || kind == RECORD_SYNC
           || kind == RECORD_TRUNCATE;
}

static void complain(const struct trial *trial, const struct way *way, size_t at,
                     const struct record *record, const char *why, const struct image *found)
{
    struct pk_buf where = { 0 };
    pk_buf_printf(&where, "call %zu, ", at);
    record_describe(&where, record);
    pk_buf_printf(&where, ", %s", way->name);
    total.lost++;
    trial_complain(trial, pk_buf_text(&where), why, found);
    pk_buf_dispose(&where);
}

/* One accident, from a fresh copy of the folder to the judgement. */
static void suffer(const struct trial *trial, const struct way *way, size_t at,
                   const struct record *record)
{
    struct faults faults = way->faults;
    struct pk_buf why = { 0 };
    struct image found;
    faults.at = at;
    image_write(&trial->start, trial->folder);
    bool kept = trial_do(trial, trial->story->deeds[0], &faults);
    total.runs++;
    total.kept += kept;
    if (way->unseen && !kept && may_be_interrupted(record)) {
        complain(trial, way, at, record, "the person was told of it", NULL);
    }
    image_read(&found, trial->folder);
    if (trial_judge(trial, kept, 1, true, &why) < 0) {
        complain(trial, way, at, record, pk_buf_text(&why), &found);
    }
    image_dispose(&found);
    pk_buf_dispose(&why);
}

static void count_calls(const struct trial *trial, struct record_list *calls)
{
    remove(trial->log);
    assert_true(trial_do(trial, trial->story->deeds[0], &(struct faults){ .log = trial->log }));
    record_list_read(calls, trial->log);
    assert_true(calls->count > 0);
    total.calls += calls->count;
}

/* Sampled: other ways from call to call and from story to story, so that each way meets each kind
 * of call in some story; nothing of calls that fail anyway. */
static bool is_sampled(size_t story, size_t call, size_t way, const struct record *record)
{
    enum { EVERY = 17 };
    return command_full()
           || (record->head.result >= 0 && (story * 5 + call * 2 + way) % EVERY == 0);
}

static void go_wrong(void **state, size_t number)
{
    struct trial trial;
    struct record_list calls;
    trial_begin(&trial, &stories[number], *state);
    count_calls(&trial, &calls);
    for (size_t call = 0; call < calls.count; call++) {
        for (size_t way = 0; way < WAYS; way++) {
            if (is_sampled(number, call, way, &calls.items[call])) {
                suffer(&trial, &ways[way], call + 1, &calls.items[call]);
            }
        }
    }
    record_list_dispose(&calls);
    trial_end(&trial);
}

static void a_failing_call_loses_nothing(void **state)
{
    for (size_t i = 0; i < STORIES; i++) {
        const char *only = getenv("PK_FAULTS_STORY");
        if (!only || strcmp(only, stories[i].name) == 0) {
            go_wrong(state, i);
        }
    }
    assert_int_equal(total.lost, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_failing_call_loses_nothing, temp_setup, temp_teardown),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    print_message("%zu accidents at %zu calls of %d stories; in %zu of them the change was "
                  "acknowledged; lost or spoilt: %zu\n",
                  total.runs, total.calls, STORIES, total.kept, total.lost);
    return failed;
}
