/* welcome.h: what stands on the screen when there is no plan to open: look at the sample, begin a
 * plan, open one.
 *
 * Knows no terminal and no app: keys in, cells out, and at the end an answer.
 */
#ifndef PLANEK_UI_WELCOME_H
#define PLANEK_UI_WELCOME_H

#include <stdbool.h>
#include <stddef.h>

#include "planek/cli.h"
#include "planek/grid.h"
#include "planek/places.h"
#include "ui/key.h"
#include "ui/lineedit.h"

enum ui_welcome_answer { UI_WELCOME_NONE, UI_WELCOME_QUIT, UI_WELCOME_SAMPLE, UI_WELCOME_PLAN };

enum ui_welcome_page { UI_WELCOME_MENU, UI_WELCOME_NEW, UI_WELCOME_OPEN };

/* What can be chosen on a page.  In the menu the plans nearby stand before the first one, on
 * UI_WELCOME_OPEN those that were found follow the last one. */
enum { UI_MENU_SAMPLE, UI_MENU_NEW, UI_MENU_OPEN, UI_MENU_QUIT, UI_MENU_ITEMS };
enum {
    UI_NEW_YEAR,
    UI_NEW_TITLE,
    UI_NEW_REGION,
    UI_NEW_FOLDER,
    UI_NEW_AGAIN,
    UI_NEW_MAKE,
    UI_NEW_ITEMS
};
enum { UI_OPEN_FOLDER, UI_OPEN_AGAIN, UI_OPEN_FOUND };

enum { UI_WELCOME_FIELDS = UI_NEW_FOLDER + 1 };

struct ui_welcome {
    const struct pk_options *options;
    enum ui_welcome_page page;
    size_t cursor, top; /* the item that is lit; the first of the plans shown */
    struct ui_lineedit fields[UI_WELCOME_FIELDS]; /* of the page for a new plan */
    struct ui_lineedit open;                      /* the folder to open */
    bool folder_typed; /* the folder for a new plan is not the one that follows from the year */
    bool again;        /* the plan is to be opened next time, too */
    bool refused;      /* no plan could begin without a title */
    struct pk_places nearby;
    struct pk_places found;
    bool looked;
    size_t recent; /* how many of those found were opened lately; they stand first */
    struct pk_buf message; /* below, until the next key */
    bool fault;
    enum ui_welcome_answer answer;
    char *folder; /* with UI_WELCOME_PLAN */
};

void ui_welcome_init(struct ui_welcome *welcome, const struct pk_options *options);
void ui_welcome_dispose(struct ui_welcome *welcome);

/* Handles a key; returns what is stale (enum ui_stale), UI_QUIT once there is an answer. */
unsigned ui_welcome_key(struct ui_welcome *welcome, const struct ui_key *key);

/* The answer led nowhere: says why and asks again. */
void ui_welcome_again(struct ui_welcome *welcome, const struct pk_diag *why);

/* Whether the field that is lit holds a folder, whose name Tab completes. */
bool ui_welcome_on_folder(const struct ui_welcome *welcome);

/* Draws everything. */
void ui_welcome_draw(struct ui_welcome *welcome, struct pk_grid *grid, int width, int height);

/* ---- welcomeplan.c: what the pages are for ---- */

/* The folder for a new plan follows the year until another one is typed. */
void ui_welcome_suggest(struct ui_welcome *welcome);

/* Appends what is to be said beside that item of the page; true when it is a fault. */
bool ui_welcome_beside(const struct ui_welcome *welcome, size_t item, struct pk_buf *out);

/* Begins the plan; opens the one that is lit, or typed.  There is an answer then, or a message. */
void ui_welcome_make(struct ui_welcome *welcome);
void ui_welcome_take(struct ui_welcome *welcome);

/* Looks for plans opened lately, and below the current folder and the home folder, the first
 * time. */
void ui_welcome_look(struct ui_welcome *welcome);
/* Looks where a plan is first looked for: among those opened lately, just below the current folder,
 * and where plans begin. */
void ui_welcome_look_nearby(struct ui_welcome *welcome);
/* How many of those nearby the menu offers. */
size_t ui_welcome_nearby(const struct ui_welcome *welcome);

void ui_welcome_say(struct ui_welcome *welcome, const char *text);
void ui_welcome_complain(struct ui_welcome *welcome, const struct pk_diag *diag);

#endif
