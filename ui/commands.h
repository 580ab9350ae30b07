/* commands.h: everything that can be done, as one table of commands.
 *
 * A command line is a name and its arguments, separated by blanks; "..." holds an argument
 * together.  The dispatcher parses, looks for what the command needs and refuses; the function
 * gets what it asked for and does one thing.
 */
#ifndef PLANEK_UI_COMMANDS_H
#define PLANEK_UI_COMMANDS_H

#include <stdbool.h>
#include <stddef.h>

#include "planek/error.h"

struct ui_app;

/* What a command needs, as bits. */
enum ui_needs {
    UI_ROW = 1,      /* a goal or an activity under the cursor */
    UI_ACTIVITY = 2, /* an activity under the cursor */
    UI_WRITE = 4,    /* a plan that may be changed */
    UI_SILENT = 8    /* makes sense on a key only: not offered in menu and list */
};

enum { UI_ARGUMENTS_MAX = 16 };

struct ui_command {
    const char *name;
    const char *arguments; /* as help shows them; "" */
    const char *label;     /* for people, to be given to gettext */
    unsigned needs;
    int least, most; /* arguments */
    unsigned (*run)(struct ui_app *app, int argc, const char *const *argv);
};

/* All commands in the order of help. */
size_t ui_command_count(void);
const struct ui_command *ui_command_at(size_t index);
const struct ui_command *ui_command_find(const char *name);

/* A parsed command line; argv borrows from text. */
struct ui_line {
    char *text;
    const struct ui_command *command;
    int argc;
    const char *argv[UI_ARGUMENTS_MAX];
};

/* PK_ERR_USAGE: no such command (the nearest is named), too few or too many arguments. */
PK_MUST_USE enum pk_err ui_line_parse(struct ui_line *out, const char *text,
                                      struct pk_diag *diag);
void ui_line_dispose(struct ui_line *line);

/* Runs it, or says why it cannot be done now. */
unsigned ui_line_run(struct ui_app *app, const struct ui_line *line);

/* Parses and runs; what is wrong is said. */
unsigned ui_command_run(struct ui_app *app, const char *text);

/* The tables of the files commands_*.c, each ending with a NULL name. */
extern const struct ui_command ui_commands_move[], ui_commands_edit[], ui_commands_view[],
    ui_commands_app[], ui_commands_field[], ui_commands_history[], ui_commands_waiting[];

#endif
