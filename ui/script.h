/* script.h: keys from a file, for tests and pictures; no terminal is needed.
 *
 *     # a comment
 *     keys Down Down Enter      names of keys, see key.h
 *     type 31.6.                the rest of the line, as it would be typed
 *     paste a text              the same, pasted at once; \n is a line break
 *     resize 120x36
 *     print a line of text      to stdout
 *     dump-screen               and any other command line
 */
#ifndef PLANEK_UI_SCRIPT_H
#define PLANEK_UI_SCRIPT_H

#include "ui/app.h"

/* Runs the script on a screen of that size ("80x24").  PK_ERR_USAGE names file and line of what
 * is not understood, PK_ERR_IO that it cannot be read. */
PK_MUST_USE enum pk_err ui_script_run(struct ui_app *app, const char *path, const char *size,
                                      struct pk_diag *diag);

#endif
