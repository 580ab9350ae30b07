/* prompt.h: one line of input above the bottom bar: search, filter, command, the reason of a
 * change.
 */
#ifndef PLANEK_UI_PROMPT_H
#define PLANEK_UI_PROMPT_H

#include <stdbool.h>

#include "planek/error.h"
#include "planek/grid.h"
#include "planek/schema.h"
#include "ui/lineedit.h"
#include "ui/list.h"
#include "ui/pastlines.h"

struct ui_app;

enum ui_prompt_kind {
    UI_NO_PROMPT,
    UI_ASK_SEARCH,
    UI_ASK_FILTER,
    UI_ASK_COMMAND,
    UI_ASK_WHY,
    UI_ASK_CHANGE, /* of the marked rows, or the one under the cursor */
    UI_ASK_VALUE,  /* of one field of them */
    UI_ASK_ROLE,   /* who takes over */
    UI_ASKS
};

struct ui_prompt {
    enum ui_prompt_kind kind, asleep; /* asleep: another one than UI_NO_PROMPT waits */
    struct ui_lineedit edit;
    struct ui_pastlines past[UI_ASKS]; /* what was given */
    size_t origin;        /* search: where the cursor was */
    struct pk_diag fault; /* what is wrong with it as it stands; "" */
    bool offering;        /* the palette's hits are shown above it */
    const struct pk_field *field; /* the one whose value is written */
};

void ui_prompt_open(struct ui_app *app, enum ui_prompt_kind kind, const char *text);
void ui_prompt_dispose(struct ui_prompt *prompt);

/* What was given last; NULL when nothing was. */
const char *ui_prompt_last(const struct ui_prompt *prompt, enum ui_prompt_kind kind);

/* A key while it is open; false when it is none of its own. */
bool ui_prompt_key(struct ui_app *app, const struct ui_key *key, unsigned *stale);

/* Enter, Esc, Tab, and moving in what is offered; on an empty line up goes to earlier lines. */
unsigned ui_prompt_accept(struct ui_app *app);
void ui_prompt_cancel(struct ui_app *app);
unsigned ui_prompt_complete(struct ui_app *app);
unsigned ui_prompt_move(struct ui_app *app, enum ui_motion motion);
/* An earlier line (-1), or back to later ones (+1). */
unsigned ui_prompt_recall(struct ui_app *app, int direction);

/* Whether a command does something in it, for the bottom bar; and what it does there, translated,
 * NULL: what it does everywhere. */
bool ui_prompt_offers(const struct ui_app *app, const char *line);
const char *ui_prompt_brief(const struct ui_app *app, const char *line);

/* Other text is to be read, and the prompt goes on after that, unless another one was opened. */
void ui_prompt_sleep(struct ui_app *app);
void ui_prompt_wake(struct ui_app *app);

/* Draws it on the line and, for commands, a list above it. */
void ui_prompt_draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect line);

#endif
