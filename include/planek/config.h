/* config.h: what a user prefers: planek.ini in the configuration folder.
 *
 *     [plan]  default = DIR               opened when no plan is named
 *     [ui]    language = cs | en
 *             glyphs = wgl4 | fine
 *             escdelay = milliseconds     0 to 5000
 *             theme = NAME
 *             mouse = no | yes
 *     [meeting] days = 14                 what is due soon, 1 to 366
 *     [filters] NAME = WORDS              a filter under a name, see query.h
 *     [keys]  KEY = COMMAND LINE          a key in the chart; [keys.CONTEXT] elsewhere
 *
 * Nothing in it can stop the program: what is not understood is a warning.
 */
#ifndef PLANEK_CONFIG_H
#define PLANEK_CONFIG_H

#include <stddef.h>

#include "planek/faults.h"

enum pk_glyphs { PK_GLYPHS_WGL4, PK_GLYPHS_FINE };

/* A line that says NAME = VALUE, in the order of the file. */
struct pk_config_entry {
    char *section, *name, *value;
    size_t line;
};

struct pk_config {
    char *plan;     /* a path; "~/" and a relative one count from the home folder; NULL: none */
    char *language; /* "cs", "en"; NULL: by the environment */
    char *theme;    /* NULL: the screen's own choice */
    int glyphs;     /* enum pk_glyphs */
    int escdelay;   /* milliseconds; -1: not given */
    int mouse;      /* 1: on from the start */
    int meeting_days;
    struct pk_config_entry *filters, *keys; /* as they stand; whoever uses them judges them */
    size_t filter_count, filter_capacity, key_count, key_capacity;
    char *file; /* where it was read from, for messages; NULL: there was none */
};

void pk_config_init(struct pk_config *config);
void pk_config_dispose(struct pk_config *config);

/* Takes the options of the file's bytes; `file` is how warnings name it.  An unknown section, name
 * or value is a PK_WARNING with its line and the nearest known one. */
void pk_config_read(struct pk_config *config, const char *bytes, size_t length, const char *file,
                    struct pk_faults *warnings);

/* Reads the user's file, if there is one; not being able to read it is a warning, too. */
void pk_config_load(struct pk_config *config, struct pk_faults *warnings);

/* The filter of that name, without regard to case, diacritics and blanks around it; NULL: none. */
const struct pk_config_entry *pk_config_filter(const struct pk_config *config, const char *name);

/* Where it is: $XDG_CONFIG_HOME/planek/planek.ini, else ~/.config/planek/planek.ini; NULL when
 * there is no home.  To be given to free(). */
char *pk_config_path(void);

/* Makes the folder the [plan] default of the user's file; its other lines stay as they are.
 * PK_ERR_IO with the reason, PK_ERR_USAGE for a folder whose name cannot stand there. */
PK_MUST_USE enum pk_err pk_config_set_plan(const char *folder, struct pk_diag *diag);

#endif
