/* session.h: the program run with a script that is written while it runs, so that a test can do
 * something in between.
 *
 * Everything is static inline, so that only the tests that include it know of it.
 */
#ifndef PLANEK_TESTS_SESSION_H
#define PLANEK_TESTS_SESSION_H

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../unit/tempfolder.h"
#include "planek/buf.h"

struct session {
    pid_t pid; /* 0: not running */
    FILE *to, *from;
};

static inline const char *session_program(void)
{
    const char *named = getenv("PK_TEST_PLANEK");
    return named ? named : "./planek";
}

/* Puts a file of the 2024 plan into the folder. */
static inline void session_restore(const char *folder, const char *name)
{
    const char *source = getenv("PK_TEST_SRCDIR");
    struct pk_buf sample = { 0 };
    pk_buf_printf(&sample, "%s/data/kk-2024", source ? source : ".");
    char *text = temp_read(pk_buf_text(&sample), name);
    temp_put(folder, name, text);
    free(text);
    pk_buf_dispose(&sample);
}

static inline void session_restore_all(const char *folder)
{
    static const char *const names[] = { "activities.csv", "glossary.csv", "goals.csv", "plan.ini",
                                         "sources.csv" };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        session_restore(folder, names[i]);
    }
}

static inline void session_begin(struct session *session, const char *folder, const char *language)
{
    int down[2], up[2];
    assert_int_equal(pipe2(down, O_CLOEXEC), 0);
    assert_int_equal(pipe2(up, O_CLOEXEC), 0);
    session->pid = fork();
    if (session->pid == 0) {
        dup2(down[0], STDIN_FILENO);
        dup2(up[1], STDOUT_FILENO);
        execl(session_program(), session_program(), "-p", folder, "--today", "2024-06-12",
              "--lang", language, "--script", "/dev/stdin", (char *)NULL);
        _exit(127);
    }
    close(down[0]);
    close(up[1]);
    session->to = fdopen(down[1], "w");
    session->from = fdopen(up[0], "r");
    assert_true(session->pid > 0 && session->to && session->from);
}

/* Sends lines and waits until they are done; what they print is added to out, which may be NULL.
 * False when the program has ended instead. */
static inline bool session_send(struct session *session, const char *lines, struct pk_buf *out)
{
    char text[4096];
    fprintf(session->to, "%s\nprint @done\n", lines);
    fflush(session->to);
    while (fgets(text, sizeof text, session->from)) {
        if (strcmp(text, "@done\n") == 0) {
            return true;
        }
        if (out) {
            pk_buf_str(out, text);
        }
    }
    return false;
}

/* Lets it come to its end; returns the status of waitpid(). */
static inline int session_end(struct session *session)
{
    char text[256];
    int status;
    fclose(session->to);
    while (fgets(text, sizeof text, session->from)) {
    }
    fclose(session->from);
    assert_int_equal(waitpid(session->pid, &status, 0), session->pid);
    session->pid = 0;
    return status;
}

#endif
