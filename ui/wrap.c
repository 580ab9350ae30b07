#include "config.h"

#include "ui/wrap.h"

#include <stdlib.h>
#include <string.h>

#include "planek/mem.h"
#include "planek/text.h"

int ui_text_lines(const char *text, int cells)
{
    size_t length = strlen(text);
    int lines = 0;
    for (size_t at = 0, next; at < length; at += next, lines++) {
        pk_text_wrap(text + at, length - at, cells > 0 ? cells : 1, &next);
    }
    return lines;
}

void ui_text_put(struct pk_grid *grid, struct pk_rect rect, enum pk_role role, const char *text,
                 int from)
{
    size_t length = strlen(text);
    int line = 0;
    for (size_t at = 0, next; at < length && line - from < rect.height; at += next, line++) {
        size_t fits = pk_text_wrap(text + at, length - at, rect.width > 0 ? rect.width : 1,
                                   &next);
        if (line < from) {
            continue;
        }
        char *part = pk_strndup(text + at, fits);
        pk_grid_put(grid, rect.x, rect.y + line - from, rect.width, role, part);
        free(part);
    }
}
