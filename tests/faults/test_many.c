/* Many work on one plan at once, in commands and in full screens, and some of them are killed at
 * random moments.  Each change writes a value that no other writes, so that the history tells
 * whether it is there, and how often.
 *
 * One loop drives them all: it starts commands, types into screens, and sees who is done.
 * PK_FAULTS_FULL: 8 of them with 1,000 changes each, 50 killed.  PK_FAULTS_SEED repeats a run as
 * far as the system's order allows.
 */
#include "config.h"

#include <inttypes.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#include <cmocka.h>
#include <jansson.h>

#include "../unit/tempfolder.h"
#include "command.h"
#include "image.h"
#include "planek/mem.h"
#include "session.h"

enum {
    SCREENS = 2,
    ROWS_OF_SCREENS = 6,  /* the activities of the first goal, which stay where they are */
    SHARED_ROW = 1,
    PATIENCE = 5,         /* seconds for an answer on the screen */
    ESC_US = 300000,
    ANSWER_US = 20000,    /* what a change takes, in the beginning */
};

/* A cell's new value, which nobody else writes. */
struct deed {
    char id[24], now[24];
    const char *field;
    bool kept;
};

struct worker {
    int number, made;
    pid_t pid;               /* of the command that runs, 0 where none does */
    struct session *session; /* NULL for one who gives commands */
    bool typed;              /* an answer is waited for */
    int64_t began_at, kill_at, give_up_at; /* microseconds; 0: not */
    int64_t esc_until;       /* what is typed earlier could be taken for Alt and that key */
    int64_t takes;           /* about what a change takes: a kill comes within that */
    struct deed *deeds;
    bool *doomed; /* the changes in which it is killed */
    char extra[24]; /* the activity that it added, "" where there is none */
};

struct crew {
    char *folder;
    struct worker *workers;
    int count, changes, kills;
    uint64_t random;
    size_t killed, refused, clashed, unanswered, ended;
};

static int64_t microseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000) + now.tv_nsec / 1000;
}

static uint64_t random_below(struct crew *crew, uint64_t limit)
{
    crew->random ^= crew->random << 13;
    crew->random ^= crew->random >> 7;
    crew->random ^= crew->random << 17;
    return (crew->random >> 11) % limit;
}

/* ---- what there is to do ---- */

static void set_deed(struct deed *deed, const char *id, const char *field, const char *now)
{
    snprintf(deed->id, sizeof deed->id, "%s", id);
    snprintf(deed->now, sizeof deed->now, "%s", now);
    deed->field = field;
}

/* Mostly a note of one's own or one that all write, at times a title; now and then an activity
 * comes, and goes again. */
static void next_command(struct crew *crew, struct worker *worker, struct pk_buf *line)
{
    struct deed *deed = &worker->deeds[worker->made];
    char mark[24], id[24];
    int at = worker->made;
    snprintf(mark, sizeof mark, "w%d-%04d.", worker->number, at);
    snprintf(id, sizeof id, "k%d", random_below(crew, 3) ? 7 + worker->number % 6 : SHARED_ROW);
    if (at % 20 == 10) {
        snprintf(id, sizeof id, "x%d-%04d", worker->number, at);
        set_deed(deed, id, "title", mark);
        pk_buf_printf(line, "add id=%s goal=druhy title=%s", id, mark);
    } else if (at % 20 == 15 && *worker->extra) {
        set_deed(deed, worker->extra, "id", "");
        pk_buf_printf(line, "remove %s", worker->extra);
    } else {
        const char *field = at % 5 == 4 ? "title" : "note";
        set_deed(deed, id, field, mark);
        pk_buf_printf(line, "set %s %s=%s", id, field, mark);
    }
}

static void type_edit(struct crew *crew, struct worker *worker)
{
    struct deed *deed = &worker->deeds[worker->made];
    char mark[24], id[24];
    int row = random_below(crew, 4) ? 2 + worker->number % (ROWS_OF_SCREENS - 1) : SHARED_ROW;
    snprintf(mark, sizeof mark, "w%d-%04d.", worker->number, worker->made);
    snprintf(id, sizeof id, "k%d", row);
    set_deed(deed, id, "audience", mark);
    session_set(worker->session, row, mark);
}

/* ---- doing it ---- */

/* Who should have been killed, and was quicker, is to be killed in the next change. */
static void finish(struct crew *crew, struct worker *worker, bool kept, bool died)
{
    struct deed *deed = &worker->deeds[worker->made];
    if (worker->doomed[worker->made] && !died && worker->made + 1 < crew->changes) {
        worker->doomed[worker->made + 1] = true;
    }
    if (!died) {
        worker->takes += (microseconds() - worker->began_at - worker->takes) / 4;
    }
    crew->killed += died;
    worker->made++;
    deed->kept = kept;
    worker->kill_at = 0;
    if (kept && strcmp(deed->field, "id") == 0) {
        worker->extra[0] = '\0';
    } else if (kept && deed->id[0] == 'x') {
        memcpy(worker->extra, deed->id, sizeof worker->extra);
    }
}

static void begin(struct crew *crew, struct worker *worker)
{
    worker->began_at = microseconds();
    if (worker->doomed[worker->made]) {
        worker->kill_at = worker->began_at + (int64_t)random_below(crew, (uint64_t)worker->takes);
    }
}

static bool is_due(int64_t time)
{
    return time && time <= microseconds();
}

static void go_on_with_commands(struct crew *crew, struct worker *worker)
{
    int status;
    if (!worker->pid) {
        struct pk_buf line = { 0 };
        next_command(crew, worker, &line);
        begin(crew, worker);
        worker->pid = command_start(crew->folder, pk_buf_text(&line));
        pk_buf_dispose(&line);
        return;
    }
    if (is_due(worker->kill_at)) {
        worker->kill_at = 0;
        kill(worker->pid, SIGKILL);
    }
    if (waitpid(worker->pid, &status, WNOHANG) == worker->pid) {
        bool kept = WIFEXITED(status) && WEXITSTATUS(status) == 0;
        crew->refused += WIFEXITED(status) && !kept;
        worker->pid = 0;
        finish(crew, worker, kept, WIFSIGNALED(status));
    }
}

/* Somebody else was quicker, and the person is asked which value it is to be. */
static bool is_asked(struct worker *worker)
{
    return session_shows_now(worker->session, "(in the plan)");
}

static void open_again(struct crew *crew, struct worker *worker)
{
    session_kill(worker->session);
    worker->session = session_open(crew->folder, NULL);
}

static void complain_of_silence(const struct worker *worker, const struct deed *deed)
{
    char *screen = session_screen(worker->session);
    printf("no answer to %s:\n%s\n", deed->now, screen);
    free(screen);
}

/* The change that was typed is over, in whatever way. */
static void go_on_after(struct crew *crew, struct worker *worker, bool answered, bool ended)
{
    const struct deed *deed = &worker->deeds[worker->made];
    bool dies = !ended && is_due(worker->kill_at);
    worker->typed = false;
    crew->ended += ended;
    finish(crew, worker, answered, dies);
    if (dies || ended) {
        open_again(crew, worker);
    } else if (!answered) {
        if (!is_asked(worker)) {
            crew->unanswered++;
            complain_of_silence(worker, deed);
        }
        session_keys(worker->session, "Esc");
        worker->esc_until = microseconds() + ESC_US;
    }
}

static void go_on_on_screen(struct crew *crew, struct worker *worker)
{
    bool ended = session_ended(worker->session);
    if (worker->typed) {
        bool answered = session_kept(worker->session, worker->deeds[worker->made].now);
        bool clashed = !answered && is_asked(worker);
        crew->clashed += clashed;
        if (answered || ended || clashed || is_due(worker->kill_at) || is_due(worker->give_up_at)) {
            go_on_after(crew, worker, answered, ended);
        }
    } else if (ended) {
        crew->ended++;
        open_again(crew, worker);
    } else if (is_due(worker->esc_until)
               && session_shows_now(worker->session, "Goals and activities")) {
        begin(crew, worker);
        type_edit(crew, worker);
        worker->give_up_at = worker->began_at + PATIENCE * INT64_C(1000000);
        worker->typed = true;
    }
}

static void work(struct crew *crew)
{
    for (bool busy = true; busy;) {
        busy = false;
        for (int i = 0; i < crew->count; i++) {
            struct worker *worker = &crew->workers[i];
            if (worker->made == crew->changes) {
                continue;
            }
            busy = true;
            if (worker->session) {
                go_on_on_screen(crew, worker);
            } else {
                go_on_with_commands(crew, worker);
            }
        }
        poll(NULL, 0, 1);
    }
}

/* ---- what became of it ---- */

static json_t *ask(const struct crew *crew, const char *line)
{
    struct pk_buf out = { 0 };
    assert_int_equal(command_run(&out, crew->folder, NULL, line), 0);
    json_t *answer = json_loads(pk_buf_text(&out), 0, NULL);
    pk_buf_dispose(&out);
    assert_non_null(answer);
    return answer;
}

static const char *text_of(const json_t *row, const char *key)
{
    const char *text = json_string_value(json_object_get(row, key));
    return text ? text : "";
}

static void count_up(json_t *counts, const char *key)
{
    json_int_t old = json_integer_value(json_object_get(counts, key));
    json_object_set_new(counts, key, json_integer(old + 1));
}

/* Each change of a cell begins with what the one before left there.  A place is no value. */
static size_t follow_cells(const json_t *rows, json_t *counts, json_t *values)
{
    const json_t *row;
    size_t at, broken = 0;
    json_array_foreach(rows, at, row) {
        struct pk_buf cell = { 0 }, change = { 0 };
        pk_buf_printf(&cell, "%s/%s %s", text_of(row, "table"), text_of(row, "id"),
                      text_of(row, "field"));
        pk_buf_printf(&change, "%s %s=%s", text_of(row, "id"), text_of(row, "field"),
                      text_of(row, "now"));
        const json_t *last = json_object_get(values, pk_buf_text(&cell));
        if (last && strcmp(json_string_value(last), text_of(row, "was")) != 0
            && strcmp(text_of(row, "field"), "place") != 0) {
            printf("%s was \"%s\", but %s by %s goes from \"%s\" to \"%s\"\n", pk_buf_text(&cell),
                   json_string_value(last), text_of(row, "txn"), text_of(row, "who"),
                   text_of(row, "was"), text_of(row, "now"));
            broken++;
        }
        json_object_set_new(values, pk_buf_text(&cell), json_string(text_of(row, "now")));
        count_up(counts, pk_buf_text(&change));
        pk_buf_dispose(&cell);
        pk_buf_dispose(&change);
    }
    return broken;
}

static size_t count_lost(const struct crew *crew, const json_t *counts, size_t *kept)
{
    size_t lost = 0;
    for (int i = 0; i < crew->count; i++) {
        for (int j = 0; j < crew->changes; j++) {
            const struct deed *deed = &crew->workers[i].deeds[j];
            struct pk_buf key = { 0 };
            pk_buf_printf(&key, "%s %s=%s", deed->id, deed->field, deed->now);
            int times = (int)json_integer_value(json_object_get(counts, pk_buf_text(&key)));
            if (times > 1 || times < deed->kept) {
                printf("%s was %sacknowledged and is there %d times\n", pk_buf_text(&key),
                            deed->kept ? "" : "not ", times);
                lost++;
            }
            *kept += deed->kept;
            pk_buf_dispose(&key);
        }
    }
    return lost;
}

/* What the history says last is what the plan holds. */
static size_t compare_plan(const json_t *plan, const json_t *values)
{
    static const char *const fields[] = { "audience", "note", "title" };
    const json_t *row;
    size_t at, other = 0;
    json_array_foreach(plan, at, row) {
        for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
            struct pk_buf cell = { 0 };
            pk_buf_printf(&cell, "activities/%s %s", text_of(row, "id"), fields[i]);
            const json_t *last = json_object_get(values, pk_buf_text(&cell));
            if (last && strcmp(json_string_value(last), text_of(row, fields[i])) != 0) {
                printf("%s is \"%s\", in the history \"%s\"\n", pk_buf_text(&cell),
                            text_of(row, fields[i]), json_string_value(last));
                other++;
            }
            pk_buf_dispose(&cell);
        }
    }
    return other;
}

/* All titles, in the plan's order, within two seconds. */
static bool shows_plan(struct session *session, const json_t *plan)
{
    int64_t deadline = microseconds() + 2 * INT64_C(1000000);
    bool good = false;
    while (!good) {
        char *screen = session_screen(session);
        const char *place = screen;
        const json_t *row;
        size_t at;
        json_array_foreach(plan, at, row) {
            place = place ? strstr(place, text_of(row, "title")) : NULL;
        }
        good = place != NULL;
        if (!good && is_due(deadline)) {
            printf("a screen shows another plan:\n%s\n", screen);
            free(screen);
            return false;
        }
        free(screen);
        poll(NULL, 0, 5);
    }
    return true;
}

/* The files alone, without the history, hold the same plan. */
static void expect_files(const struct crew *crew, const json_t *plan, const char *scratch)
{
    static const char *const files[] = { "plan.ini", "goals.csv", "activities.csv" };
    struct crew copy = { .folder = temp_path(scratch, "copy") };
    assert_int_equal(mkdir(copy.folder, 0700), 0);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char *text = temp_read(crew->folder, files[i]);
        temp_put(copy.folder, files[i], text);
        free(text);
    }
    json_t *copied = ask(&copy, "list --format json");
    assert_true(json_equal(plan, copied));
    json_decref(copied);
    free(copy.folder);
}

static void judge(const struct crew *crew, const char *scratch)
{
    json_t *plan = ask(crew, "list --format json");
    size_t other_screens = 0, kept = 0;
    for (int i = 0; i < crew->count; i++) {
        struct worker *worker = &crew->workers[i];
        if (worker->session) {
            other_screens += !shows_plan(worker->session, plan);
            session_leave(worker->session);
        }
    }
    json_decref(plan);
    assert_int_equal(command_run(NULL, crew->folder, NULL, "set k12 note=konec"), 0);
    plan = ask(crew, "list --format json");
    json_t *rows = ask(crew, "history --format json"), *counts = json_object();
    json_t *values = json_object();
    size_t broken = follow_cells(rows, counts, values), lost = count_lost(crew, counts, &kept);
    size_t others = compare_plan(plan, values);
    int found = command_run(NULL, crew->folder, NULL, "check");
    print_message("%d processes made %d changes each, %zu were killed; %zu changes were "
                  "acknowledged, %zu refused, %zu clashed, %zu not answered; lost or there twice: "
                  "%zu\n",
                  crew->count, crew->changes, crew->killed, kept, crew->refused,
                  crew->clashed, crew->unanswered, lost);
    expect_files(crew, plan, scratch);
    json_decref(plan);
    json_decref(rows);
    json_decref(counts);
    json_decref(values);
    if (lost + broken + others + other_screens) {
        struct image image;
        image_read(&image, crew->folder);
        image_keep(&image);
        image_dispose(&image);
    }
    assert_int_equal(lost, 0);
    assert_int_equal(broken, 0);
    assert_int_equal(others, 0);
    assert_int_equal(other_screens, 0);
    assert_in_range(found, 0, 1);
    assert_true(kept > 0);
    assert_int_equal(crew->ended, 0);
}

/* ---- the crew ---- */

static void write_plan(const char *folder)
{
    struct pk_buf rows = { 0 };
    pk_buf_str(&rows, "id,goal,title,audience,note\n");
    for (int i = 1; i <= 12; i++) {
        pk_buf_printf(&rows, "k%d,%s,Krok %d,,\n", i, i <= ROWS_OF_SCREENS ? "prvni" : "druhy", i);
    }
    assert_int_equal(mkdir(folder, 0700), 0);
    temp_put(folder, "plan.ini", "[plan]\ntitle = Plán mnohých\nyear = 2024\nlanguage = cs\n");
    temp_put(folder, "goals.csv", "id,name,priority\nprvni,První,\ndruhy,Druhý,\n");
    temp_put(folder, "activities.csv", pk_buf_text(&rows));
    pk_buf_dispose(&rows);
}

static void hire(struct crew *crew)
{
    crew->workers = pk_new((size_t)crew->count, sizeof *crew->workers);
    for (int i = 0; i < crew->count; i++) {
        struct worker *worker = &crew->workers[i];
        worker->number = i;
        worker->takes = ANSWER_US;
        worker->esc_until = 1;
        worker->deeds = pk_new((size_t)crew->changes, sizeof *worker->deeds);
        worker->doomed = pk_new((size_t)crew->changes, sizeof *worker->doomed);
        if (i < SCREENS) {
            worker->session = session_open(crew->folder, NULL);
        }
    }
    for (int i = 0; i < crew->kills; i++) {
        struct worker *worker = &crew->workers[i % crew->count];
        worker->doomed[random_below(crew, (uint64_t)crew->changes)] = true;
    }
}

static void dismiss(struct crew *crew)
{
    for (int i = 0; i < crew->count; i++) {
        free(crew->workers[i].deeds);
        free(crew->workers[i].doomed);
    }
    free(crew->workers);
    free(crew->folder);
}

static void many_at_once_lose_nothing(void **state)
{
    const char *seed = getenv("PK_FAULTS_SEED");
    struct crew crew = { .folder = temp_path(*state, "plan"), .count = 4, .changes = 25,
                         .kills = 6 };
    if (command_full()) {
        crew.count = 8;
        crew.changes = 1000;
        crew.kills = 50;
    }
    crew.random = seed && *seed ? strtoull(seed, NULL, 10) : (uint64_t)time(NULL);
    crew.random += !crew.random;
    print_message("PK_FAULTS_SEED=%" PRIu64 "\n", crew.random);
    write_plan(crew.folder);
    hire(&crew);
    work(&crew);
    judge(&crew, *state);
    dismiss(&crew);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(many_at_once_lose_nothing, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
