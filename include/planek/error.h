/* error.h: the outcomes of a call, and the sentence that goes with a bad one.
 *
 * A function that can fail returns one of a few codes; the text for the person travels beside
 * it in a caller-owned struct pk_diag.  Nothing here prints, and only pk_die ends the program.
 */
#ifndef PLANEK_ERROR_H
#define PLANEK_ERROR_H

#include <stddef.h>

#if defined __GNUC__
#define PK_MUST_USE __attribute__((warn_unused_result))
#define PK_PRINTF(text, first) __attribute__((format(printf, text, first)))
#define PK_NORETURN __attribute__((noreturn))
#else
#define PK_MUST_USE
#define PK_PRINTF(text, first)
#define PK_NORETURN
#endif

/* One code for each outcome that a caller treats differently. */
enum pk_err {
    PK_OK,
    PK_ERR_USAGE,     /* a value, field or option that cannot be used as it is */
    PK_ERR_UNKNOWN,   /* no record of that name */
    PK_ERR_REFUSED,   /* a rule forbids it (others refer to the record, ...) */
    PK_ERR_CONFLICT,  /* a cell no longer holds what the change expects */
    PK_ERR_STRUCTURE, /* a file that is not understood */
    PK_ERR_IO,        /* a file that cannot be read or written */
    PK_ERR_READONLY,  /* the plan or the table may not be changed here */
    PK_ERR_STOPPED    /* the caller wanted no more of it */
};

/* What is wrong and what to do, in the language of the interface.  file is "" where no file is
 * concerned, line 0 where no line is; lines count from 1. */
struct pk_diag {
    char file[256];
    size_t line;
    char text[768];
};

/* Sets the text and returns err, so that a failure is one statement.  diag may be NULL.  File
 * and line are cleared; a text too long is cut between characters. */
enum pk_err pk_fail(struct pk_diag *diag, enum pk_err err, const char *format, ...)
    PK_PRINTF(3, 4);

/* As pk_fail, with the place: path and line (0 for none). */
enum pk_err pk_fail_at(struct pk_diag *diag, enum pk_err err, const char *path, size_t line,
                       const char *format, ...) PK_PRINTF(5, 6);

/* Ends the program with status 3 after calling the hook (which restores the terminal) and
 * writing "planek: message" to stderr.  For exhausted memory and broken invariants only. */
PK_NORETURN void pk_die(const char *message);
void pk_die_hook(void (*hook)(void *user), void *user);

/* The exit status of the command line for an outcome: 0, 1, 2 or 3. */
int pk_exit_status(enum pk_err err);

#endif
