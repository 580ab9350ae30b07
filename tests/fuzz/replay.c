/* replay.c: gives each file of tests/fuzz/corpus/NAME to the target of that name, as a test of its
 * own.  Files named as arguments are replayed instead; the folder they lie in names the target.
 */
#include "config.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "planek/atomic.h"
#include "planek/mem.h"
#include "tests/fuzz/fuzz.h"

static const struct {
    const char *name;
    fuzz_target_fn *run;
} targets[] = {
    { "change", fuzz_change },   { "csv", fuzz_csv },   { "due", fuzz_due },
    { "history", fuzz_history }, { "ini", fuzz_ini },   { "money", fuzz_money },
    { "plan", fuzz_plan },       { "query", fuzz_query }, { "shares", fuzz_shares },
    { "text", fuzz_text },       { "value", fuzz_value },
};
enum { TARGETS = sizeof targets / sizeof *targets };

struct replay {
    fuzz_target_fn *run;
    char *path;
};

struct replays {
    struct CMUnitTest *tests;
    size_t count, capacity;
};

void fuzz_fail(const char *file, int line, const char *condition)
{
    print_error("%s:%d: does not hold: %s\n", file, line, condition);
    _fail(file, line);
    abort();
}

static void replay_file(void **state)
{
    const struct replay *replay = *state;
    char *bytes;
    size_t length;
    if (pk_file_read(replay->path, &bytes, &length, NULL, NULL) != PK_OK) {
        fail_msg("cannot read %s", replay->path);
    }
    uint8_t *exact = pk_renew(NULL, length, 1); /* so that ASan sees a step beyond the end */
    memcpy(exact, bytes, length);
    replay->run(exact, length);
    free(exact);
    free(bytes);
}

static void add_file(struct replays *replays, fuzz_target_fn *run, const char *path)
{
    const char *name = path + strlen(path);
    for (int slashes = 0; name > path && slashes < 2; name--) {
        slashes += name[-1] == '/';
    }
    struct replay *replay = pk_new(1, sizeof *replay);
    *replay = (struct replay){ run, pk_strdup(path) };
    replays->tests = pk_reserve(replays->tests, &replays->capacity, replays->count + 1,
                                sizeof *replays->tests);
    replays->tests[replays->count++] = (struct CMUnitTest){
        replay->path + (name - path) + (*name == '/'), replay_file, NULL, NULL, replay
    };
}

static bool add_corpus(struct replays *replays, size_t target)
{
    struct pk_buf pattern = { 0 };
    const char *folder = getenv("PK_TEST_SRCDIR");
    glob_t found = { 0 };
    pk_buf_printf(&pattern, "%s/tests/fuzz/corpus/%s/*", folder ? folder : ".",
                  targets[target].name);
    glob(pk_buf_text(&pattern), 0, NULL, &found);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        add_file(replays, targets[target].run, found.gl_pathv[i]);
    }
    if (!found.gl_pathc) {
        print_error("no file is named %s\n", pk_buf_text(&pattern));
    }
    bool any = found.gl_pathc > 0;
    globfree(&found);
    pk_buf_dispose(&pattern);
    return any;
}

/* The target in whose folder the file lies, or TARGETS. */
static size_t target_of(const char *path)
{
    size_t target = 0;
    for (; target < TARGETS; target++) {
        struct pk_buf folder = { 0 };
        pk_buf_printf(&folder, "/%s/", targets[target].name);
        bool here = strstr(path, pk_buf_text(&folder)) != NULL;
        pk_buf_dispose(&folder);
        if (here) {
            break;
        }
    }
    return target;
}

int main(int argc, char **argv)
{
    struct replays replays = { 0 };
    bool complete = true;
    for (size_t i = 0; argc < 2 && i < TARGETS; i++) {
        complete &= add_corpus(&replays, i);
    }
    for (int i = 1; i < argc; i++) {
        size_t target = target_of(argv[i]);
        if (target == TARGETS) {
            print_error("%s lies in no target's folder\n", argv[i]);
            return 2;
        }
        add_file(&replays, targets[target].run, argv[i]);
    }
    int failed = _cmocka_run_group_tests("corpus", replays.tests, replays.count, NULL, NULL);
    for (size_t i = 0; i < replays.count; i++) {
        struct replay *replay = replays.tests[i].initial_state;
        free(replay->path);
        free(replay);
    }
    free(replays.tests);
    return failed != 0 || !complete;
}
