/* command.h: the table of commands: a row says what a command needs, its function does it. */
#ifndef PLANEK_CLI_COMMAND_H
#define PLANEK_CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "planek/buf.h"
#include "planek/cli.h"
#include "planek/store.h"

/* What a command works with: the plan is open and the tables it needs are understood. */
struct pk_session {
    const struct pk_options *options;
    const char *const *argv;
    int argc;
    struct pk_store *store;
    const struct pk_plan *plan;
    struct pk_buf out; /* for stdout, written when the command ends well */
    bool answer_is_no; /* exit status 1 although nothing failed */
    bool edited;       /* something was committed: a checkpoint follows */
    int at;            /* which of the arguments the edit is about */
};

typedef enum pk_err pk_command_fn(struct pk_session *session, struct pk_diag *diag);

struct pk_command {
    const char *name;
    const char *arguments; /* in help, to be given to gettext */
    const char *help;      /* to be given to gettext */
    const char *options;   /* the special ones it takes, divided by blanks */
    int min, max;          /* how many arguments */
    bool writes;
    bool checks;           /* runs on a plan whose files are not understood, too */
    bool settles;          /* not for somebody who may only propose */
    bool alone;            /* opens no plan */
    unsigned tables;       /* bits 1u << enum pk_table that must be understood */
    pk_command_fn *run;    /* NULL: needs no plan (help) */
    const char *more;      /* what help of the command adds, to be given to gettext; may be NULL */
};

extern const struct pk_command pk_command_table[];
extern const size_t pk_command_count;

/* The row of that name, or NULL. */
const struct pk_command *pk_command_find(const char *name);
/* Whether the command takes that special option. */
bool pk_command_takes(const struct pk_command *command, const char *option);

pk_command_fn pk_command_snapshot, pk_command_list, pk_command_budget, pk_command_agenda,
    pk_command_check, pk_command_history, pk_command_minutes;
pk_command_fn pk_command_set, pk_command_add, pk_command_remove, pk_command_move, pk_command_undo,
    pk_command_accept, pk_command_reject;
pk_command_fn pk_command_new, pk_command_merge;

/* What documents of the session's plan have in common; filter as in struct pk_report. */
void pk_session_report(struct pk_report *report, const struct pk_query *filter,
                       const struct pk_session *session);

/* Collects the cells of an edit.  Called anew, after the plan was read again, when somebody else
 * was quicker; what it adds to session->out is then forgotten. */
typedef enum pk_err pk_collect_fn(struct pk_change *change, struct pk_session *session,
                                  struct pk_diag *diag);

/* Collects a change and commits it.  PK_ERR_CONFLICT where that failed several times. */
PK_MUST_USE enum pk_err pk_session_edit(struct pk_session *session, pk_collect_fn *collect,
                                        struct pk_diag *diag);

/* A cell that gives the change "history/TXN" or "history/last" named by session->argv[0] the reason
 * in session->argv[1], "why=TEXT". */
pk_collect_fn pk_collect_reason;
/* Whether the first argument names a change. */
bool pk_reason_asked(const struct pk_session *session);

/* Appends the help of all, or of one command. */
void pk_help_all(struct pk_buf *out);
void pk_help_command(struct pk_buf *out, const struct pk_command *command);

#endif
