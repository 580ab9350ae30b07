/* command.h: planek run as a command, with or without faults, and what it did to files.
 */
#ifndef PLANEK_TESTS_COMMAND_H
#define PLANEK_TESTS_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "planek/buf.h"
#include "record.h"

/* See interpose.c; zeroed: nothing goes wrong, nothing is noted. */
struct faults {
    const char *log;
    size_t at;
    const char *with;
    bool sticky, brief;
};

enum { COMMAND_KILLED = -1, COMMAND_SETTINGS = 8 };

/* Whether everything is to be run: PK_FAULTS_FULL is set. */
bool command_full(void);

/* Assignments NAME=VALUE for an environment in which the interposer watches the folder; each to be
 * given to free(), NULL behind the last. */
void command_settings(char *settings[COMMAND_SETTINGS], const char *folder,
                      const struct faults *faults);

/* Runs `planek -p FOLDER LINE`, the line's words parted by blanks; the interposer is there unless
 * faults is NULL.  Returns the exit status or COMMAND_KILLED; out (may be NULL) gets what was
 * printed on stdout, the file command_said what was said on stderr.  The test fails where the
 * program does not end or ends by any signal but SIGKILL. */
int command_run(struct pk_buf *out, const char *folder, const struct faults *faults,
                const char *line);
/* Beside the folder; to be given to free(). */
char *command_said(const char *folder);
/* As command_run without waiting; nothing is read from it. */
pid_t command_start(const char *folder, const char *line);

/* A log's records. */
struct record {
    struct record_head head;
    char *path, *other, *data; /* with a NUL behind each */
};

struct record_list {
    struct record *items;
    size_t count, capacity;
};

/* Nothing where there is no such file; what was noted so far where the program still runs. */
void record_list_read(struct record_list *out, const char *log);
void record_list_dispose(struct record_list *list);
/* "write history.csv", "rename .planek-….tmp to goals.csv". */
void record_describe(struct pk_buf *out, const struct record *record);

#endif
