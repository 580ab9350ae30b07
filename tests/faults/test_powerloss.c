/* The power goes between any two calls of a story.  Everything that the disk may then hold (disk.h)
 * is opened: what was acknowledged before must be there, what was not, wholly or not at all, and
 * every file must parse.
 *
 * PK_FAULTS_FULL opens all; otherwise a part of the stories and of their states is taken.
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
#include "disk.h"
#include "planek/mem.h"
#include "session.h"
#include "trial.h"

#define TORN_ROW "t-0,2024-06-01T10:00:00Z,nikdo,,activities,web,note,,půlka,1\nt-0,2024-06-01T10"

/* A bounded run opens so many states of a story, and edits in every fourth of them. */
enum { MOST_STATES = 70, THOROUGH = 4, SHOWN = 20 };

static const struct tale {
    struct story story;
    bool unsynced; /* the sync of the last deed's history fails */
} tales[] = {
    { { "commands in a fresh folder", { NULL },
        { "set web note=jedna", "add title=Plakáty goal=lide", "set tisk cost=15000" } },
      false },
    { { "a full screen", { "set besedy note=nula" },
        { "!screen jedna.", "!screen dvě.", "!screen tři." } },
      false },
    { { "commands of every kind", { "set web note=nula" },
        { "add sources id=osv name=Rozpočet", "move tisk first", "remove besedy",
          "set goals/lide name=Rodiny" } },
      false },
    { { "an edit after another program wrote a file",
        { "set web note=nula", "!replace activities.csv 12000 14000" }, { "set web note=jedna" } },
      false },
    { { "an edit behind a torn one", { "set web note=nula", "!append history.csv " TORN_ROW },
        { "set web note=jedna" } },
      false },
    { { "an edit in a fresh clone", { "set web note=nula", "!forget" }, { "set web note=jedna" } },
      false },
    { { "a sync that fails", { "set web note=nula" }, { "set tisk note=dvě", "set web note=tři" } },
      true },
    { { "a full screen in a fresh folder", { NULL }, { "!screen jedna.", "!screen dvě." } },
      false },
};
enum { TALES = sizeof tales / sizeof *tales };

/* A folder that may be found, and how many deeds it may show. */
struct find {
    struct image image;
    uint64_t hash;
    size_t least, most, call;
};

struct finds {
    struct find *items;
    size_t count, capacity;
    size_t told;
    size_t least, most, call; /* of what is told now */
};

/* After how many calls each deed began, and was acknowledged. */
struct times {
    size_t began[TRIAL_DEEDS], kept[TRIAL_DEEDS];
};

static struct {
    size_t told, opened, lost;
} total;

static size_t calls_so_far(const char *log)
{
    struct record_list calls;
    record_list_read(&calls, log);
    size_t count = calls.count;
    record_list_dispose(&calls);
    return count;
}

/* ---- the story happens ---- */

static void happen_on_screen(const struct trial *trial, struct times *times)
{
    struct session *session = session_open(trial->folder, &(struct faults){ .log = trial->log });
    for (size_t i = 0; i < trial->deeds; i++) {
        times->began[i] = i ? times->kept[i - 1] : 0;
        if (!session_edit(session, 1, strchr(trial->story->deeds[i], ' ') + 1)) {
            fail_msg("%s: the edit is not acknowledged", trial->story->name);
        }
        times->kept[i] = calls_so_far(trial->log);
    }
    session_leave(session);
}

static void happen(const struct trial *trial, struct times *times, size_t unsynced)
{
    if (*trial->story->deeds[0] == '!') {
        happen_on_screen(trial, times);
        return;
    }
    for (size_t i = 0; i < trial->deeds; i++) {
        struct faults faults = { .log = trial->log };
        if (unsynced && i + 1 == trial->deeds) {
            faults.at = unsynced;
            faults.with = "EIO";
        }
        times->began[i] = calls_so_far(trial->log);
        bool kept = trial_do(trial, trial->story->deeds[i], &faults);
        times->kept[i] = kept ? calls_so_far(trial->log) : SIZE_MAX;
    }
}

/* Which of the last deed's calls is the sync of the history. */
static size_t find_sync(const struct trial *trial)
{
    struct times times = { 0 };
    struct record_list calls;
    size_t found = 0;
    remove(trial->log);
    happen(trial, &times, 0);
    record_list_read(&calls, trial->log);
    size_t began = times.began[trial->deeds - 1];
    for (size_t i = began; i < calls.count && !found; i++) {
        if (calls.items[i].head.kind == RECORD_SYNC
            && strcmp(calls.items[i].path, "history.csv") == 0) {
            found = i - began + 1;
        }
    }
    record_list_dispose(&calls);
    image_write(&trial->start, trial->folder);
    assert_true(found > 0);
    return found;
}

/* ---- what may be found ---- */

static void collect(const struct image *state, void *user)
{
    struct finds *finds = user;
    uint64_t hash = image_hash(state);
    finds->told++;
    for (size_t i = 0; i < finds->count; i++) {
        struct find *find = &finds->items[i];
        if (find->hash == hash && image_same(&find->image, state)) {
            if (finds->least > find->least) {
                find->least = finds->least;
                find->call = finds->call;
            }
            find->most = finds->most < find->most ? finds->most : find->most;
            return;
        }
    }
    finds->items =
        pk_reserve(finds->items, &finds->capacity, finds->count + 1, sizeof *finds->items);
    struct find *find = &finds->items[finds->count++];
    *find = (struct find){ { 0 }, hash, finds->least, finds->most, finds->call };
    for (size_t i = 0; i < state->count; i++) {
        struct pk_buf bytes = { 0 };
        const struct image_item *item = &state->items[i];
        pk_buf_add(&bytes, pk_buf_text(&item->bytes), item->bytes.len);
        image_add(&find->image, item->path, item->folder, &bytes);
    }
}

static void imagine(const struct trial *trial, const struct image *start,
                    const struct record_list *calls, const struct times *times,
                    struct finds *finds)
{
    struct disk *disk = disk_new(start);
    struct image now, real;
    for (size_t i = 0; i <= calls->count; i++) {
        if (i) {
            disk_take(disk, &calls->items[i - 1]);
        }
        finds->least = finds->most = 0;
        finds->call = i;
        for (size_t deed = 0; deed < trial->deeds; deed++) {
            finds->least += times->kept[deed] <= i;
            finds->most += times->began[deed] <= i;
        }
        disk_states(disk, command_full(), collect, finds);
    }
    disk_now(disk, &now);
    image_read(&real, trial->folder);
    if (!image_same(&now, &real)) {
        fail_msg("%s: files were changed by calls that were not seen", trial->story->name);
    }
    image_dispose(&now);
    image_dispose(&real);
    disk_free(disk);
}

/* ---- opening it ---- */

static void complain(const struct trial *trial, const struct record_list *calls,
                     const struct find *find, const char *why)
{
    struct pk_buf where = { 0 };
    pk_buf_printf(&where, "the power goes after call %zu", find->call);
    if (find->call) {
        pk_buf_str(&where, ", ");
        record_describe(&where, &calls->items[find->call - 1]);
    }
    if (++total.lost <= SHOWN) {
        trial_complain(trial, pk_buf_text(&where), why, &find->image);
    }
    pk_buf_dispose(&where);
}

static void open_all(const struct trial *trial, const struct record_list *calls,
                     const struct finds *finds)
{
    size_t most = command_full() || finds->count < MOST_STATES ? finds->count : MOST_STATES;
    for (size_t i = 0; i < most; i++) {
        const struct find *find = &finds->items[i * finds->count / most];
        struct pk_buf why = { 0 };
        image_write(&find->image, trial->folder);
        total.opened++;
        if (find->least > find->most) {
            pk_buf_printf(&why, "the disk may be as it was before %zu deeds were acknowledged",
                          find->least);
        }
        if (why.len
            || trial_judge(trial, find->least, find->most, i % THOROUGH == 0, &why) < 0) {
            complain(trial, calls, find, pk_buf_text(&why));
        }
        pk_buf_dispose(&why);
    }
}

static void lose_power(void **state, const struct tale *tale)
{
    struct trial trial;
    struct image start;
    struct record_list calls;
    struct times times = { 0 };
    struct finds finds = { 0 };
    trial_begin(&trial, &tale->story, *state);
    size_t unsynced = tale->unsynced ? find_sync(&trial) : 0;
    remove(trial.log);
    image_read(&start, trial.folder);
    happen(&trial, &times, unsynced);
    record_list_read(&calls, trial.log);
    imagine(&trial, &start, &calls, &times, &finds);
    open_all(&trial, &calls, &finds);
    total.told += finds.count;
    if (command_full()) {
        print_message("%s: %zu calls, %zu states\n", tale->story.name, calls.count, finds.count);
    }
    while (finds.count) {
        image_dispose(&finds.items[--finds.count].image);
    }
    free(finds.items);
    record_list_dispose(&calls);
    image_dispose(&start);
    trial_end(&trial);
}

static void a_lost_power_loses_nothing(void **state)
{
    for (size_t i = 0; i < TALES; i++) {
        const char *only = getenv("PK_FAULTS_STORY");
        if (!only || strcmp(only, tales[i].story.name) == 0) {
            lose_power(state, &tales[i]);
        }
    }
    assert_int_equal(total.lost, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_lost_power_loses_nothing, temp_setup, temp_teardown),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    print_message("%zu states of the disk are possible, %zu were opened; lost or spoilt: %zu\n",
                  total.told, total.opened, total.lost);
    return failed;
}
