/* cli.h: planek as a command: options, the table of commands, exit statuses.
 *
 * Knows no screen: main (ui/main.c) asks what to do and opens the full screen itself, which is
 * when pk_cli_screen says so.
 */
#ifndef PLANEK_CLI_H
#define PLANEK_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include "planek/config.h"
#include "planek/date.h"
#include "planek/error.h"
#include "planek/faults.h"
#include "planek/report.h"
#include "planek/store.h"

enum pk_color { PK_COLOR_AUTO, PK_COLOR_ALWAYS, PK_COLOR_NEVER };

/* What the command line says; texts are borrowed from it. */
struct pk_options {
    const char *plan;    /* -p, $PLANEK_PLAN, "." or the user's default; NULL when there is none */
    const char *lang;    /* --lang: "cs", "en" or NULL */
    const char *ui_lang; /* of the interface: --lang, else planek.ini, else the environment;
                            NULL: the plan's */
    const char *theme;   /* --theme; NULL: as planek.ini says */
    const struct pk_config *config; /* the user's planek.ini */
    const struct pk_faults *warnings; /* what is wrong in it; NULL: nothing is known */
    const char *script;  /* keys from a file */
    const char *size;    /* --size 80x24: the screen that --script draws on, without a terminal */
    const char *why;     /* the reason of an edit; NULL when none was given */
    const char *suggest; /* the name of somebody who may only propose, fit to be written down; NULL
                            for everybody else */
    pk_day today;
    bool by_clock; /* today is the clock's: it passes at midnight */
    pk_day as_of; /* the plan as it stood at the end of that day; PK_NO_DAY: as it stands */
    int color; /* enum pk_color; $NO_COLOR is seen to */
    bool ascii, plain, read_only, demo, help, version;

    /* of some commands only */
    const char *from, *to, *since; /* as typed: the plan's year completes them; NULL: not given */
    const char *title;             /* NULL when not given */
    int width, year;               /* 0 when not given */
    int format;                    /* enum pk_format */
    bool pages, install;
};

struct pk_invocation {
    struct pk_options options;
    const struct pk_command *command; /* NULL: none, the full screen or the snapshot */
    int argc;                         /* what is left for the command */
    const char **argv;
    char *demo_folder;         /* made by --demo, removed by pk_cli_dispose */
    struct pk_config config;   /* the user's planek.ini */
    struct pk_faults warnings; /* what is wrong in it; pk_cli_run prints them */
    char *environment_lang;    /* owns options.ui_lang where the environment says it */
    char *suggest;             /* owns options.suggest */
};

/* Sets up locale and messages from the environment (call once, first), with translations found
 * beside the executable or where they are installed; makes sure that the standard streams are
 * open. */
void pk_cli_locale(void);

/* Reads the command line.  Messages go to stderr.  Returns PK_OK or the failure whose status main
 * exits with; to be disposed of in both cases. */
PK_MUST_USE enum pk_err pk_cli_parse(struct pk_invocation *invocation, int argc, char **argv);

/* Whether it asks for the full screen: no command, and a terminal to draw on and to read keys from,
 * or --script. */
bool pk_cli_screen(const struct pk_invocation *invocation);

/* Whether it asks for the keys of the full screen: "help keys", or "help roff", which prints the
 * tables as a part of the manual page. */
bool pk_cli_keys(const struct pk_invocation *invocation);
/* Appends commands and options for a manual page. */
void pk_cli_roff(struct pk_buf *out);
/* Appends text of a manual page: nothing in it is a request, and a - stays one. */
void pk_cli_roff_text(struct pk_buf *out, const char *text);

/* Runs the command, help and version included (the snapshot when there is none); returns the exit
 * status. */
int pk_cli_run(struct pk_invocation *invocation);

void pk_cli_dispose(struct pk_invocation *invocation);

/* Fails: nobody said which plan, and nobody can be asked. */
PK_MUST_USE enum pk_err pk_cli_no_plan(struct pk_diag *diag);

/* Makes the copy of the sample plan for --demo, and options.plan its folder. */
PK_MUST_USE enum pk_err pk_cli_demo(struct pk_invocation *invocation, struct pk_diag *diag);

/* Opens the plan, for --suggest and --as-of in their ways, and makes its language that of messages
 * where no other is asked for; faults found on opening are worded in it, too.  As pk_store_open
 * otherwise. */
PK_MUST_USE enum pk_err pk_cli_open(struct pk_store **out, const struct pk_options *options,
                                    bool read_only, struct pk_diag *diag);

/* The same for somebody who waits: see pk_store_options. */
PK_MUST_USE enum pk_err pk_cli_open_waiting(struct pk_store **out,
                                            const struct pk_options *options, bool read_only,
                                            pk_store_progress_fn *progress, void *user,
                                            struct pk_diag *diag);

/* Appends a sentence where the history does not reach back to --as-of: since when it does.  False,
 * and nothing, everywhere else. */
bool pk_cli_past(struct pk_buf *out, const struct pk_options *options,
                 const struct pk_store *store);

/* Chooses the language of messages.  A document: --lang, else the plan's.  The interface: --lang,
 * else planek.ini, else the environment, else (C or none) the plan's.  plan_language may be ""
 * while there is no plan, or when it does not say: then Czech. */
void pk_cli_language(const struct pk_options *options, const char *plan_language, bool document);

/* Whether signs beyond ASCII are to be avoided on this stream: --ascii, or a terminal whose
 * locale is not UTF-8. */
bool pk_cli_ascii(const struct pk_options *options, int fd);

/* Prints "file:line: what is wrong", or "planek: ...", on stderr. */
void pk_cli_complain(const struct pk_options *options, const struct pk_diag *diag);

#endif
