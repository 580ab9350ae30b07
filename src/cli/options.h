/* options.h: the table of options, and the reader of command lines. */
#ifndef PLANEK_CLI_OPTIONS_H
#define PLANEK_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "planek/cli.h"

enum pk_option_type {
    PK_OPTION_FLAG,   /* bool */
    PK_OPTION_TEXT,   /* const char *, as given */
    PK_OPTION_WORD,   /* const char *, one of the names */
    PK_OPTION_CHOICE, /* int, the place among the names */
    PK_OPTION_NUMBER, /* int, min to max */
    PK_OPTION_DAY     /* pk_day */
};

struct pk_option {
    const char *name;
    char letter;          /* -p; '\0' for none */
    const char *argument; /* in help, to be given to gettext; NULL for a flag */
    const char *help;     /* to be given to gettext */
    enum pk_option_type type;
    size_t offset;             /* in struct pk_options */
    const char *const *names;  /* NULL-terminated */
    int min, max;
    bool special;              /* only some commands take it, see their rows */
};

extern const struct pk_option pk_option_table[];
extern const size_t pk_option_count;

/* Reads options into invocation->options and keeps the other words, in their order, as argc and
 * argv (malloc'd).  given (pk_option_count of them) tells which options were given. */
PK_MUST_USE enum pk_err pk_options_read(struct pk_invocation *invocation, int argc, char **argv,
                                        bool *given, struct pk_diag *diag);

/* The value of --lang on a command line, NULL without one: messages about the other options are
 * to be in that language already. */
const char *pk_options_language(int argc, char *const *argv);

#endif
