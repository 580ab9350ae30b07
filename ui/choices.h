/* choices.h: the list of what can be chosen for a field, narrowed by typing: words in any order,
 * without regard to case and diacritics; where none of them fits, letters in their order.
 *
 * For a field that holds several names those it holds are ticked, and choosing adds or removes.
 */
#ifndef PLANEK_UI_CHOICES_H
#define PLANEK_UI_CHOICES_H

#include <stdbool.h>
#include <stddef.h>

#include "planek/mem.h"
#include "ui/lineedit.h"
#include "ui/list.h"

struct ui_app;

struct ui_choice {
    const char *value;  /* for the field */
    const char *label;  /* for people */
    const char *folded; /* the label, to be searched */
};

struct ui_choices {
    struct ui_choice *all, *shown; /* shown: those that match what was typed */
    size_t count, capacity;
    struct pk_arena arena; /* owns the texts */
    struct ui_lineedit typed;
    struct ui_list list;   /* of those shown */
    int widest;            /* cells of the longest label */
};

/* Opens the list for the form's field, narrowed by `typed`; false when the field has none. */
bool ui_choices_open(struct ui_app *app, const char *typed);
/* Adds what is under the cursor to a field of several names, or removes it; the list stays. */
void ui_choices_tick(struct ui_app *app);
void ui_choices_dispose(struct ui_choices *choices);

#endif
