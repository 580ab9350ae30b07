/* list.h: a cursor in a list that is longer than the screen.
 */
#ifndef PLANEK_UI_LIST_H
#define PLANEK_UI_LIST_H

#include <stddef.h>

enum ui_motion {
    UI_MOVE_UP,
    UI_MOVE_DOWN,
    UI_MOVE_PAGE_UP,
    UI_MOVE_PAGE_DOWN,
    UI_MOVE_FIRST,
    UI_MOVE_LAST,
    UI_MOVE_LEFT,
    UI_MOVE_RIGHT
};

struct ui_list {
    size_t count, cursor, top;
    size_t height; /* lines it was last drawn with */
};

/* The cursor moves and stays inside; left and right do nothing. */
void ui_list_move(struct ui_list *list, enum ui_motion motion);

/* Scrolls by moving top, for texts without a cursor. */
void ui_list_scroll(struct ui_list *list, enum ui_motion motion);

/* Told before drawing: top such that the cursor is among `height` lines. */
void ui_list_fit(struct ui_list *list, size_t height);

#endif
