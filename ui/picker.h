/* picker.h: a short list of command lines to pick one of, narrowed by typing: the states of an
 * activity, views, orders, tables.
 *
 *      › Late              ui_picker_begin(app, _("Show"));
 *        Next 14 days      ui_picker_add(app, _("Late"), "filter late");
 *                          ui_picker_open(app);
 */
#ifndef PLANEK_UI_PICKER_H
#define PLANEK_UI_PICKER_H

#include "planek/mem.h"
#include "ui/lineedit.h"
#include "ui/list.h"

struct ui_app;

struct ui_pick {
    const char *label; /* for people, translated */
    const char *line;  /* the command line that choosing it runs */
};

struct ui_picker {
    char *title;
    struct ui_pick *all, *shown; /* shown: those that match what was typed */
    size_t count, capacity;
    struct pk_arena texts;
    struct ui_lineedit typed;
    struct ui_list list; /* of those shown */
};

/* Forgets what it held.  Texts are copied. */
void ui_picker_begin(struct ui_app *app, const char *title);
void ui_picker_add(struct ui_app *app, const char *label, const char *line);
/* Shows it with the cursor on the line that is `current` (NULL or none of them: on the first);
 * where nothing was added it says so. */
void ui_picker_open(struct ui_app *app, const char *current);

void ui_picker_dispose(struct ui_picker *picker);

#endif
