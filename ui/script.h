/* script.h: keys from a file, for tests and pictures; no terminal is needed.
 *
 *     # a comment
 *     keys Down Down Enter      names of keys, see key.h
 *     type 31.6.                the rest of the line, as it would be typed
 *     paste a text              the same, pasted at once; \n is a line break
 *     resize 120x36
 *     wait                      as if nobody had pressed a key for a while
 *     click X Y                 what the mouse does; cells count from 0 0
 *     double X Y
 *     drag X Y X Y              from one place to another; hold does not let go there
 *     wheel up X Y              or down
 *     print a line of text      to stdout
 *     dump-svg FILE             the screen as a picture
 *     dump-screen               and any other command line
 */
#ifndef PLANEK_UI_SCRIPT_H
#define PLANEK_UI_SCRIPT_H

#include "planek/cli.h"
#include "planek/error.h"
#include "planek/grid.h"
#include "ui/key.h"

struct ui_script;

/* What a script drives: keys in, cells out. */
struct ui_scene {
    void *user;
    unsigned (*key)(void *user, const struct ui_key *key); /* enum ui_stale */
    void (*draw)(void *user, struct pk_grid *grid, int width, int height);
    /* A line that is none of the script's own; PK_ERR_USAGE when it is no command. */
    enum pk_err (*command)(void *user, const char *text, unsigned *stale, struct pk_diag *diag);
};

/* Opens the script that the options name, on a screen of the size that they name.  PK_ERR_USAGE
 * when that cannot be done. */
PK_MUST_USE enum pk_err ui_script_open(struct ui_script **out, const struct pk_options *options,
                                       struct pk_diag *diag);
void ui_script_close(struct ui_script *script);

/* Goes on with the script until the scene quits or the script is at its end; what is left of it is
 * for the next scene.  PK_ERR_USAGE names file and line of what is not understood. */
PK_MUST_USE enum pk_err ui_script_run(struct ui_script *script, const struct ui_scene *scene,
                                      struct pk_diag *diag);

#endif
