#include "config.h"

#include "command.h"

#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "../terminal/terminal.h"
#include "planek/mem.h"

enum { WORDS = 24, PATIENCE_MS = TERMINAL_PATIENCE * 1000, PINNED = 8 };

bool command_full(void)
{
    const char *full = getenv("PK_FAULTS_FULL");
    return full && *full;
}

static char *assignment(const char *name, const char *value)
{
    struct pk_buf text = { 0 };
    pk_buf_printf(&text, "%s=%s", name, value);
    return pk_buf_take(&text);
}

/* The sanitizers want to be loaded before the interposer, which does not matter here. */
static char *sanitizer_setting(void)
{
    const char *old = getenv("ASAN_OPTIONS");
    struct pk_buf text = { 0 };
    pk_buf_printf(&text, "ASAN_OPTIONS=%s%sverify_asan_link_order=0", old ? old : "",
                  old && *old ? ":" : "");
    return pk_buf_take(&text);
}

static const char *interposer(void)
{
    const char *path = getenv("PK_TEST_INTERPOSE");
    if (!path || !*path) {
        path = "tests/faults/interpose.so";
    }
    if (access(path, R_OK) != 0) {
        fail_msg("PK_TEST_INTERPOSE names no interposer: %s", path);
    }
    return path;
}

void command_settings(char *settings[COMMAND_SETTINGS], const char *folder,
                      const struct faults *faults)
{
    char at[24];
    snprintf(at, sizeof at, "%zu", faults->at);
    settings[0] = assignment("LD_PRELOAD", interposer());
    settings[1] = sanitizer_setting();
    settings[2] = assignment("PK_FAULTS_DIR", folder);
    settings[3] = assignment("PK_FAULTS_LOG", faults->log ? faults->log : "");
    settings[4] = assignment("PK_FAULTS_AT", at);
    settings[5] = assignment("PK_FAULTS_WITH", faults->with ? faults->with : "");
    settings[6] = assignment(faults->sticky ? "PK_FAULTS_STICKY" : "PK_FAULTS_SHORT",
                             faults->sticky || faults->brief ? "1" : "");
    settings[7] = NULL;
}

static size_t pinned(char **environment)
{
    static const char *const fixed[] = { "LC_ALL=C.UTF-8", "LANGUAGE=en", "TZ=UTC0",
                                         "HOME=/nonexistent", "PATH=/usr/bin:/bin",
                                         "PLANEK_TODAY=2024-06-12" };
    size_t count = 0;
    for (; count < sizeof fixed / sizeof *fixed; count++) {
        environment[count] = pk_strdup(fixed[count]);
    }
    return count;
}

char *command_said(const char *folder)
{
    struct pk_buf path = { 0 };
    pk_buf_printf(&path, "%s.said", folder);
    return pk_buf_take(&path);
}

static pid_t start(const char *folder, const struct faults *faults, const char *line, int out)
{
    char *environment[PINNED + COMMAND_SETTINGS] = { NULL };
    char *copy = pk_strdup(line), *words[WORDS] = { NULL }, *rest = copy;
    size_t count = pinned(environment), word = 0;
    if (faults) {
        command_settings(environment + count, folder, faults);
    } else {
        environment[count] = sanitizer_setting();
    }
    words[word++] = pk_strdup(terminal_planek());
    words[word++] = pk_strdup("-p");
    words[word++] = pk_strdup(folder);
    for (char *token; (token = strtok_r(rest, " ", &rest));) {
        assert_true(word + 1 < WORDS);
        words[word++] = pk_strdup(token);
    }

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    if (out < 0) {
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    } else {
        posix_spawn_file_actions_adddup2(&actions, out, 1);
    }
    char *said = command_said(folder);
    posix_spawn_file_actions_addopen(&actions, 2, said, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    pid_t pid;
    assert_int_equal(posix_spawn(&pid, words[0], &actions, NULL, words, environment), 0);
    posix_spawn_file_actions_destroy(&actions);
    free(said);
    while (word) {
        free(words[--word]);
    }
    for (size_t i = 0; environment[i]; i++) {
        free(environment[i]);
    }
    free(copy);
    return pid;
}

pid_t command_start(const char *folder, const char *line)
{
    return start(folder, NULL, line, -1);
}

/* To the end of what it prints; false when that does not come. */
static bool read_all(int fd, struct pk_buf *out)
{
    struct pollfd watched = { .fd = fd, .events = POLLIN };
    while (poll(&watched, 1, PATIENCE_MS) > 0) {
        char part[16384];
        ssize_t got = read(fd, part, sizeof part);
        if (got <= 0) {
            return true;
        }
        if (out) {
            pk_buf_add(out, part, (size_t)got);
        }
    }
    return false;
}

int command_run(struct pk_buf *out, const char *folder, const struct faults *faults,
                const char *line)
{
    int ends[2], status;
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    pid_t pid = start(folder, faults, line, ends[1]);
    close(ends[1]);
    bool ended = read_all(ends[0], out);
    close(ends[0]);
    if (!ended) {
        kill(pid, SIGKILL);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    if (!ended) {
        fail_msg("planek %s does not end", line);
    }
    if (WIFSIGNALED(status) && WTERMSIG(status) != SIGKILL) {
        fail_msg("planek %s was ended by signal %d", line, WTERMSIG(status));
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : COMMAND_KILLED;
}

/* ---- logs ---- */

static char *read_text(FILE *file, uint32_t length, bool *whole)
{
    char *text = pk_new(length + (size_t)1, 1);
    *whole = fread(text, 1, length, file) == length && *whole;
    return text;
}

static void record_dispose(struct record *record)
{
    free(record->path);
    free(record->other);
    free(record->data);
}

/* Whoever writes the log may be in the middle of a record. */
void record_list_read(struct record_list *out, const char *log)
{
    struct record_head head;
    FILE *file = fopen(log, "rb");
    bool whole = true;
    *out = (struct record_list){ 0 };
    while (file && whole && fread(&head, sizeof head, 1, file) == 1) {
        assert_int_equal(head.magic, RECORD_MAGIC);
        out->items = pk_reserve(out->items, &out->capacity, out->count + 1, sizeof *out->items);
        struct record *record = &out->items[out->count++];
        record->head = head;
        record->path = read_text(file, head.path, &whole);
        record->other = read_text(file, head.other, &whole);
        record->data = read_text(file, head.data, &whole);
    }
    if (!whole) {
        record_dispose(&out->items[--out->count]);
    }
    if (file) {
        fclose(file);
    }
}

void record_list_dispose(struct record_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        record_dispose(&list->items[i]);
    }
    free(list->items);
    *list = (struct record_list){ 0 };
}

void record_describe(struct pk_buf *out, const struct record *record)
{
    static const char *const names[] = {
        [RECORD_OPEN] = "open",       [RECORD_WRITE] = "write",   [RECORD_SYNC] = "sync",
        [RECORD_TRUNCATE] = "cut",    [RECORD_RENAME] = "rename", [RECORD_LINK] = "link",
        [RECORD_SYMLINK] = "symlink", [RECORD_UNLINK] = "unlink", [RECORD_RMDIR] = "rmdir",
        [RECORD_MKDIR] = "mkdir",     [RECORD_MODE] = "mode",
    };
    _Static_assert(sizeof names / sizeof *names == RECORD_KINDS, "each kind has a name");
    pk_buf_printf(out, "%s %s", names[record->head.kind], *record->path ? record->path : ".");
    if (*record->other) {
        pk_buf_printf(out, " to %s", record->other);
    }
    if (record->head.kind == RECORD_WRITE) {
        pk_buf_printf(out, " (%u bytes at %lld)", record->head.data,
                      (long long)record->head.offset);
    }
    if (record->head.result < 0) {
        pk_buf_printf(out, " failed: %s", strerror(record->head.error));
    }
}
