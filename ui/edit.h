/* edit.h: how changes reach the plan from the screen: committed, named, undone, saved.
 */
#ifndef PLANEK_UI_EDIT_H
#define PLANEK_UI_EDIT_H

#include <stdbool.h>

#include "planek/change.h"
#include "ui/app.h"

/* Commits a change as one step that undo takes back, says what it did and puts the cursor on what
 * it changed.  Where somebody else was quicker, what fits is done, both values of the rest are
 * kept, and the pane that asks which one is to hold opens.  False when it was refused: the reason
 * is said. */
bool ui_commit(struct ui_app *app, struct pk_change *change);

/* Commits what takes back an earlier change of anybody (`named`); false where the plan is another
 * one meanwhile: that is said, with who changed it last. */
bool ui_commit_back(struct ui_app *app, struct pk_change *change,
                    const struct pk_change *named);

/* What cannot be undone because the plan is another one meanwhile is said and left out. */
void ui_undo(struct ui_app *app);
void ui_redo(struct ui_app *app);

/* Tries to write what is not on disk yet; true when everything is. */
bool ui_save(struct ui_app *app);

/* Adds to the message why something is not on disk, if it is not. */
void ui_tell_unsaved(struct ui_app *app);

/* As the shell would read a path: "~/" is the person's own folder.  To be given to free(). */
char *ui_path_expand(const char *path);

/* Writes the whole plan to another folder; whether all that is in the plan was written to one. */
void ui_save_as(struct ui_app *app, const char *folder);
bool ui_saved_elsewhere(const struct ui_app *app);

/* Looks at the files and reads the plan again where they have changed. */
void ui_reload(struct ui_app *app);

#endif
