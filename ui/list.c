#include "config.h"

#include "ui/list.h"

static size_t moved(size_t at, size_t last, size_t page, enum ui_motion motion)
{
    switch (motion) {
    case UI_MOVE_UP: return at > 0 ? at - 1 : 0;
    case UI_MOVE_DOWN: return at < last ? at + 1 : last;
    case UI_MOVE_PAGE_UP: return at > page ? at - page : 0;
    case UI_MOVE_PAGE_DOWN: return last - at > page ? at + page : last;
    case UI_MOVE_FIRST: return 0;
    case UI_MOVE_LAST: return last;
    case UI_MOVE_LEFT:
    case UI_MOVE_RIGHT: return at;
    }
    return at;
}

/* A page keeps one line of the one before. */
static size_t page_of(const struct ui_list *list)
{
    return list->height > 1 ? list->height - 1 : 1;
}

void ui_list_move(struct ui_list *list, enum ui_motion motion)
{
    if (list->count > 0) {
        list->cursor = moved(list->cursor, list->count - 1, page_of(list), motion);
    }
}

void ui_list_scroll(struct ui_list *list, enum ui_motion motion)
{
    size_t last = list->count > list->height ? list->count - list->height : 0;
    if (list->top > last) {
        list->top = last;
    }
    list->top = moved(list->top, last, page_of(list), motion);
}

void ui_list_fit(struct ui_list *list, size_t height)
{
    list->height = height;
    if (list->cursor >= list->count) {
        list->cursor = list->count ? list->count - 1 : 0;
    }
    if (list->cursor < list->top) {
        list->top = list->cursor;
    } else if (height > 0 && list->cursor >= list->top + height) {
        list->top = list->cursor - height + 1;
    }
    size_t last = list->count > height ? list->count - height : 0;
    if (list->top > last) {
        list->top = last;
    }
}
