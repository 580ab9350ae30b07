/* mouse.h: what the mouse does.  While panes draw they tell what stands where; a click is then what
 * a key would be there.
 *
 * It is off until M or planek.ini turns it on.
 */
#ifndef PLANEK_UI_MOUSE_H
#define PLANEK_UI_MOUSE_H

#include <stdbool.h>
#include <stddef.h>

#include "planek/date.h"
#include "planek/grid.h"
#include "ui/key.h"
#include "ui/list.h"

struct ui_app;

/* What a place on the screen is for; only one of the members is set. */
struct ui_place {
    struct pk_rect rect;
    struct ui_list *list; /* its row `index`; borrowed, as it was drawn */
    int *at;              /* becomes `index` */
    size_t index;
    const char *key; /* presses this one */
};

/* A bar's end on its way. */
enum ui_drag { UI_NO_DRAG, UI_DRAG_START, UI_DRAG_DUE };
struct ui_dragging {
    enum ui_drag what;
    char *id;   /* of the activity */
    int origin; /* its cell of the timeline */
    int cell;   /* where it is now */
    int beside; /* cells from the mouse to it */
};

struct ui_mouse_state {
    bool on;
    struct ui_place *places;
    size_t count, capacity;
    struct ui_dragging drag;
};

void ui_mouse_dispose(struct ui_mouse_state *mouse);

/* While drawing.  What was told before is covered by what is drawn now. */
void ui_mouse_cover(struct ui_app *app);
/* The lines of the rectangle are the rows of the list, from its top on. */
void ui_mouse_rows(struct ui_app *app, struct pk_rect rect, struct ui_list *list);
/* The rectangle is that row of the list; choosing it makes *at the index. */
void ui_mouse_row(struct ui_app *app, struct pk_rect rect, struct ui_list *list, size_t index);
void ui_mouse_at(struct ui_app *app, struct pk_rect rect, int *at, size_t index);
/* A click there presses the key of that name, which lives on. */
void ui_mouse_press(struct ui_app *app, struct pk_rect rect, const char *key);
/* Last of all: what is being dragged is drawn where it is now. */
void ui_mouse_draw(struct ui_app *app, struct pk_grid *grid);

/* Handles a key that the mouse sent; returns what is stale (enum ui_stale). */
unsigned ui_mouse_key(struct ui_app *app, const struct ui_key *key);
/* Gives up what is being dragged; false when nothing is, or the key is not Esc. */
bool ui_mouse_escape(struct ui_app *app, const struct ui_key *key);
void ui_mouse_cancel(struct ui_app *app);

/* For mouse.c: takes hold of the bar's end under the mouse, in the row under the cursor; drags it
 * to a cell of the screen; lets it go, which is one change of the plan. */
bool ui_drag_begin(struct ui_app *app, int x);
unsigned ui_drag_to(struct ui_app *app, int x);
unsigned ui_drag_end(struct ui_app *app);

#endif
