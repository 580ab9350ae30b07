/* driver.c: runs the cases of tests/cases, each as a test of its own.
 *
 *     == A cost is set                      a new case in a fresh folder begins
 *     @ PLAN/sources.csv                    the lines that follow, indented by two, are the file
 *       id,name,allocation
 *     $ planek -p PLAN set web cost=1       a line for the shell, in the case's folder
 *     $ planek -p PLAN list web
 *       what it prints on stdout, indented by two; empty lines between such lines count
 *       ...                                 any lines, also none
 *     ! planek: what it says on stderr
 *     ? 2                                   the exit status when it is not 0
 *
 * PLAN is a copy of the sample plan where a case names it.  `planek` is $PK_TEST_PLANEK.  The world
 * is pinned: today is 12 June 2024, messages are English, HOME and TMPDIR are the case's own.
 */
#include "config.h"

#include <fcntl.h>
#include <glob.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "planek/atomic.h"
#include "planek/buf.h"
#include "planek/mem.h"

struct scene {
    char *name;       /* "edit.case: A cost is set" */
    const char *text; /* from the line after its title up to the next title */
    size_t length;
    size_t line; /* of the text's first line in its file */
};

struct scenes {
    struct CMUnitTest *tests;
    size_t count, capacity;
};

/* One line for the shell and what is expected of it. */
struct step {
    const char *command; /* with its length; NULL: none was read yet */
    size_t length, line;
    struct pk_buf out, err;
    int status;
};

static char *joined(const char *folder, const char *name)
{
    struct pk_buf path = { 0 };
    pk_buf_printf(&path, "%s/%s", folder, name);
    return pk_buf_take(&path);
}

static const char *source_folder(void)
{
    const char *named = getenv("PK_TEST_SRCDIR");
    return named ? named : ".";
}

static void require(bool done, const char *what, const char *path)
{
    if (!done) {
        fail_msg("%s %s", what, path);
    }
}

static void write_file(const char *folder, const char *name, size_t length, const char *bytes,
                       size_t size)
{
    char *file = pk_strndup(name, length), *path = joined(folder, file);
    FILE *out = fopen(path, "wb");
    require(out && fwrite(bytes, 1, size, out) == size && fclose(out) == 0, "cannot write", path);
    free(file);
    free(path);
}

static void copy_sample(const char *folder)
{
    static const char *const files[] = { "plan.ini",    "goals.csv",    "activities.csv",
                                         "sources.csv", "glossary.csv", NULL };
    char *plan = joined(folder, "PLAN"), *sample = joined(source_folder(), "data/kk-2024");
    require(mkdir(plan, 0777) == 0, "cannot make", plan);
    for (size_t i = 0; files[i]; i++) {
        char *from = joined(sample, files[i]), *bytes;
        size_t length;
        require(pk_file_read(from, &bytes, &length, NULL, NULL) == PK_OK, "cannot read", from);
        write_file(plan, files[i], strlen(files[i]), bytes, length);
        free(bytes);
        free(from);
    }
    free(plan);
    free(sample);
}

static char *program(void)
{
    const char *named = getenv("PK_TEST_PLANEK");
    char *path = realpath(named ? named : "./planek", NULL);
    if (!path) {
        fail_msg("no program to test; name it in PK_TEST_PLANEK");
    }
    return path;
}

/* The case's folder: work is where it runs, bin holds planek, home and tmp are what they say. */
static char *make_folder(void)
{
    static const char *const inside[] = { "work", "bin", "home", "tmp", NULL };
    const char *base = getenv("TMPDIR");
    char *folder = joined(base && *base ? base : "/tmp", "planek-case-XXXXXX");
    require(mkdtemp(folder) != NULL, "cannot make", folder);
    for (size_t i = 0; inside[i]; i++) {
        char *path = joined(folder, inside[i]);
        require(mkdir(path, 0777) == 0, "cannot make", path);
        free(path);
    }
    char *link = joined(folder, "bin/planek"), *planek = program();
    require(symlink(planek, link) == 0, "cannot make", link);
    free(planek);
    free(link);
    return folder;
}

static void pin_world(const char *folder)
{
    static const char *const unset[] = { "LANG",        "LC_MESSAGES", "LINES",   "ESCDELAY",
                                         "PLANEK_PLAN", "NO_COLOR",    "CDPATH",  "XDG_CACHE_HOME",
                                         "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME" };
    static const char *const set[][2] = { { "LC_ALL", "C.UTF-8" },
                                          { "LANGUAGE", "en" },
                                          { "TZ", "UTC0" },
                                          { "TERM", "dumb" },
                                          { "COLUMNS", "132" },
                                          { "PLANEK_TODAY", "2024-06-12" } };
    for (size_t i = 0; i < sizeof unset / sizeof unset[0]; i++) {
        unsetenv(unset[i]);
    }
    for (size_t i = 0; i < sizeof set / sizeof set[0]; i++) {
        setenv(set[i][0], set[i][1], 1);
    }
    struct pk_buf path = { 0 };
    const char *old = getenv("PATH");
    pk_buf_printf(&path, "%s/bin:%s", folder, old ? old : "/usr/bin:/bin");
    setenv("PATH", pk_buf_text(&path), 1);
    char *home = joined(folder, "home"), *tmp = joined(folder, "tmp");
    setenv("HOME", home, 1);
    setenv("TMPDIR", tmp, 1);
    free(home);
    free(tmp);
    pk_buf_dispose(&path);
}

static void redirect(const char *folder, const char *name, int fd, int flags)
{
    char *path = joined(folder, name);
    int file = open(path, flags, 0666);
    if (file < 0 || dup2(file, fd) < 0) {
        _exit(126);
    }
    close(file);
    free(path);
}

static void in_child(const char *folder, const char *command)
{
    char *work = joined(folder, "work");
    pin_world(folder);
    redirect(folder, "out", STDOUT_FILENO, O_WRONLY | O_CREAT | O_TRUNC);
    redirect(folder, "err", STDERR_FILENO, O_WRONLY | O_CREAT | O_TRUNC);
    redirect("/dev", "null", STDIN_FILENO, O_RDONLY);
    if (chdir(work) != 0) {
        _exit(126);
    }
    execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    _exit(127);
}

static int run(const char *folder, const char *command)
{
    pid_t child = fork();
    int status = 0;
    if (child == 0) {
        in_child(folder, command);
    }
    if (child < 0 || waitpid(child, &status, 0) != child) {
        fail_msg("cannot run: %s", command);
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* Whether the text is what the pattern says; a line "..." of it stands for any lines. */
static bool matches(const char *text, const char *pattern)
{
    while (*pattern) {
        if (strncmp(pattern, "...\n", 4) == 0) {
            for (const char *at = text;; at++) {
                if ((at == text || at[-1] == '\n') && matches(at, pattern + 4)) {
                    return true;
                }
                if (!*at) {
                    return false;
                }
            }
        }
        size_t line = strcspn(pattern, "\n") + 1;
        if (strncmp(text, pattern, line) != 0) {
            return false;
        }
        text += line;
        pattern += line;
    }
    return !*text;
}

static char *output_of(const char *folder, const char *name)
{
    char *path = joined(folder, name), *bytes;
    size_t length;
    require(pk_file_read(path, &bytes, &length, NULL, NULL) == PK_OK, "cannot read", path);
    struct pk_buf text = { 0 };
    for (size_t i = 0; i < length; i++) {
        if (bytes[i]) {
            pk_buf_char(&text, bytes[i]);
        } else {
            pk_buf_str(&text, "<NUL>");
        }
    }
    free(path);
    free(bytes);
    if (text.len && text.data[text.len - 1] != '\n') {
        pk_buf_char(&text, '\n');
    }
    return text.len ? pk_buf_take(&text) : pk_strdup("");
}

/* In lines of their own, for cmocka cuts what is long. */
static void print_text(const char *out, const char *err)
{
    for (; *out; out += strcspn(out, "\n") + 1) {
        print_error("  %.*s\n", (int)strcspn(out, "\n"), out);
    }
    for (; *err; err += strcspn(err, "\n") + 1) {
        print_error("! %.*s\n", (int)strcspn(err, "\n"), err);
    }
}

static void finish_step(const char *folder, struct step *step)
{
    if (!step->command) {
        return;
    }
    char *command = pk_strndup(step->command, step->length);
    int status = run(folder, command);
    char *out = output_of(folder, "out"), *err = output_of(folder, "err");
    const char *wanted_out = pk_buf_text(&step->out), *wanted_err = pk_buf_text(&step->err);
    bool good = status == step->status && matches(out, wanted_out) && matches(err, wanted_err);
    if (!good) {
        print_error("line %zu: $ %s\nexpected, status %d:\n", step->line, command, step->status);
        print_text(wanted_out, wanted_err);
        print_error("got, status %d:\n", status);
        print_text(out, err);
        fail();
    }
    free(command);
    free(out);
    free(err);
    pk_buf_dispose(&step->out);
    pk_buf_dispose(&step->err);
    *step = (struct step){ 0 };
}

/* Adds an indented line, and the empty lines before it when it is not the first. */
static void add_expected(struct pk_buf *out, const char *line, size_t length, size_t empty)
{
    if (out->len) {
        pk_buf_fill(out, '\n', empty);
    }
    pk_buf_add(out, line + 2, length - 2);
    pk_buf_char(out, '\n');
}

/* Writes the file of an "@ NAME" line from the indented lines after it; returns where they end. */
static const char *take_file(const char *folder, const char *name, size_t length, const char *at,
                             const char *end, size_t *line)
{
    struct pk_buf bytes = { 0 };
    char *work = joined(folder, "work");
    while (at < end && at[0] == ' ' && at[1] == ' ') {
        size_t step = strcspn(at, "\n");
        pk_buf_add(&bytes, at + 2, step - 2);
        pk_buf_char(&bytes, '\n');
        at += step + (at + step < end);
        ++*line;
    }
    write_file(work, name, length, pk_buf_text(&bytes), bytes.len);
    pk_buf_dispose(&bytes);
    free(work);
    return at;
}

static void take_mark(struct step *step, const char *line, size_t length, size_t number)
{
    switch (line[0]) {
    case '!':
        pk_buf_add(&step->err, line + 2, length > 2 ? length - 2 : 0);
        pk_buf_char(&step->err, '\n');
        break;
    case '?':
        step->status = atoi(line + 1);
        break;
    case '#':
        break;
    default:
        fail_msg("line %zu is not understood: %.*s", number, (int)length, line);
    }
}

static void play(const char *folder, const struct scene *scene)
{
    struct step step = { 0 };
    const char *end = scene->text + scene->length;
    size_t number = scene->line, empty = 0;
    for (const char *at = scene->text; at < end; number++) {
        const char *line = at;
        size_t length = strcspn(at, "\n");
        at += length + (at + length < end);
        if (length == 0) {
            empty++;
        } else if (line[0] == ' ' && line[1] == ' ') {
            add_expected(&step.out, line, length, empty);
            empty = 0;
        } else if (line[0] == '$' || line[0] == '@') {
            finish_step(folder, &step);
            empty = 0;
            if (line[0] == '@') {
                at = take_file(folder, line + 2, length - 2, at, end, &number);
            } else {
                step = (struct step){ .command = line + 2, .length = length - 2, .line = number };
            }
        } else {
            take_mark(&step, line, length, number);
        }
    }
    finish_step(folder, &step);
}

static void run_scene(void **state)
{
    const struct scene *scene = *state;
    char *folder = make_folder(), *work = joined(folder, "work");
    if (memmem(scene->text, scene->length, "PLAN", 4)) {
        copy_sample(work);
    }
    play(folder, scene);
    struct pk_buf command = { 0 };
    pk_buf_printf(&command, "cd / && chmod -R u+w '%s' && rm -rf '%s'", folder, folder);
    run(folder, pk_buf_text(&command));
    pk_buf_dispose(&command);
    free(work);
    free(folder);
}

static void add_scene(struct scenes *scenes, const char *file, const char *title, size_t length,
                      const char *end, size_t line)
{
    struct scene *scene = pk_new(1, sizeof *scene);
    struct pk_buf name = { 0 };
    const char *slash = strrchr(file, '/');
    pk_buf_printf(&name, "%s: %.*s", slash ? slash + 1 : file, (int)length, title);
    scene->name = pk_buf_take(&name);
    scene->text = title + length + 1;
    scene->length = scene->text < end ? (size_t)(end - scene->text) : 0;
    scene->line = line + 1;
    scenes->tests = pk_reserve(scenes->tests, &scenes->capacity, scenes->count + 1,
                               sizeof *scenes->tests);
    scenes->tests[scenes->count++] = (struct CMUnitTest){ scene->name, run_scene, NULL, NULL,
                                                          scene };
}

/* Takes the cases of a file; its text stays for as long as the program runs. */
static bool read_scenes(struct scenes *scenes, const char *path)
{
    char *bytes;
    size_t length, line = 1;
    if (pk_file_read(path, &bytes, &length, NULL, NULL) != PK_OK) {
        return false;
    }
    char *text = pk_strndup(bytes ? bytes : "", length);
    free(bytes);
    for (const char *at = text; *at; line++) {
        size_t step = strcspn(at, "\n");
        if (strncmp(at, "== ", 3) == 0) {
            const char *next = strstr(at, "\n== ");
            add_scene(scenes, path, at + 3, step - 3, next ? next + 1 : text + length, line);
        }
        at += step + (at[step] == '\n');
    }
    return true;
}

int main(int argc, char **argv)
{
    struct scenes scenes = { 0 };
    char *pattern = joined(source_folder(), "tests/cases/*.case");
    glob_t found = { 0 };
    glob(pattern, 0, NULL, &found);
    size_t count = argc > 1 ? (size_t)argc - 1 : found.gl_pathc;
    char **paths = argc > 1 ? argv + 1 : found.gl_pathv;
    for (size_t i = 0; i < count; i++) {
        if (!read_scenes(&scenes, paths[i])) {
            fprintf(stderr, "cannot read %s\n", paths[i]);
            return 1;
        }
    }
    if (!scenes.count) {
        fprintf(stderr, "no cases match %s\n", pattern);
        return 1;
    }
    int failed = _cmocka_run_group_tests("cases", scenes.tests, scenes.count, NULL, NULL);
    globfree(&found);
    free(pattern);
    return failed != 0;
}
