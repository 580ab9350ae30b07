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

#include "planek/buf.h"
#include "planek/error.h"
#include "ui/offers.h"

struct ui_app;
struct ui_key;

/* What a command needs, as bits. */
enum ui_needs {
    UI_ROW = 1,      /* a goal or an activity under the cursor */
    UI_ACTIVITY = 2, /* an activity under the cursor */
    UI_WRITE = 4,    /* a plan that may be changed */
    UI_SILENT = 8,   /* makes sense on a key only: not offered in menu and list */
    UI_COUNTED = 16, /* a count typed before it does it so many times: "+1d" becomes "+3d", what
                        has no such argument runs again */
    UI_UNCOUNTED = 32, /* what a count means is its own affair: it reads app->count */
    UI_MARKED = 64 /* works on the marked rows where there are some, wherever the cursor is */
};

enum { UI_ARGUMENTS_MAX = 16 };

struct ui_command {
    const char *name;
    const char *arguments; /* as help shows them; "" */
    const char *label;     /* for people, to be given to gettext */
    unsigned needs;
    int least, most; /* arguments */
    unsigned (*run)(struct ui_app *app, int argc, const char *const *argv);
    ui_offer_fn *offer; /* what can be written as an argument; NULL: the words of `arguments` */
    /* Why it cannot be done now, translated; NULL where it can.  Asked after `needs`. */
    const char *(*hindrance)(const struct ui_app *app);
};

/* All commands in the order of help. */
size_t ui_command_count(void);
const struct ui_command *ui_command_at(size_t index);
const struct ui_command *ui_command_find(const char *name);
/* The one that the line begins with; NULL when there is none. */
const struct ui_command *ui_command_of(const char *line);
/* What its table is about, as the menu's heading, translated. */
const char *ui_command_topic(const struct ui_command *command);

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

/* Whether it can be done now; else `why`, where it is not NULL, gets the reason. */
bool ui_command_possible(const struct ui_app *app, const struct ui_command *command,
                         struct pk_buf *why);

/* Runs it, or says why it cannot be done now. */
unsigned ui_line_run(struct ui_app *app, const struct ui_line *line);

/* Parses and runs; what is wrong is said. */
unsigned ui_command_run(struct ui_app *app, const char *text);

/* Takes the theme that the options or planek.ini name, and whether the mouse is on. */
void ui_screen_begin(struct ui_app *app);
/* Says what a key does, when that was asked for; false otherwise. */
bool ui_screen_tell_key(struct ui_app *app, const struct ui_key *key);

/* The tables of the files commands_*.c, each ending with a NULL name. */
extern const struct ui_command ui_commands_move[], ui_commands_edit[], ui_commands_view[],
    ui_commands_app[], ui_commands_field[], ui_commands_history[], ui_commands_waiting[],
    ui_commands_table[], ui_commands_budget[], ui_commands_since[], ui_commands_find[],
    ui_commands_mark[], ui_commands_meeting[],
    ui_commands_screen[];

#endif
