#include "config.h"

#include "ui/pastlines.h"

#include <stdlib.h>
#include <string.h>

#include "planek/mem.h"

enum { LINES_MOST = 200 };

void ui_pastlines_dispose(struct ui_pastlines *past)
{
    for (size_t i = 0; i < past->count; i++) {
        free(past->items[i]);
    }
    free(past->items);
    free(past->typed);
    *past = (struct ui_pastlines){ 0 };
}

static void forget(struct ui_pastlines *past, size_t place)
{
    free(past->items[place]);
    past->count--;
    memmove(past->items + place, past->items + place + 1,
            (past->count - place) * sizeof *past->items);
}

void ui_pastlines_keep(struct ui_pastlines *past, const char *line)
{
    if (!line[strspn(line, " ")]) {
        return;
    }
    for (size_t i = 0; i < past->count; i++) {
        if (strcmp(past->items[i], line) == 0) {
            forget(past, i);
            break;
        }
    }
    if (past->count == LINES_MOST) {
        forget(past, 0);
    }
    past->items = pk_reserve(past->items, &past->capacity, past->count + 1, sizeof *past->items);
    past->items[past->count++] = pk_strdup(line);
    past->at = past->count;
}

void ui_pastlines_begin(struct ui_pastlines *past)
{
    past->at = past->count;
}

const char *ui_pastlines_step(struct ui_pastlines *past, int direction, const char *shown)
{
    if ((direction < 0 && past->at == 0) || (direction > 0 && past->at >= past->count)) {
        return NULL;
    }
    if (past->at == past->count) {
        free(past->typed);
        past->typed = pk_strdup(shown);
    }
    past->at = direction < 0 ? past->at - 1 : past->at + 1;
    return past->at == past->count ? past->typed : past->items[past->at];
}
