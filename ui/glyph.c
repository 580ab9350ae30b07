#include "config.h"

#include "ui/glyph.h"

#include <limits.h>

void ui_glyph_widen(wchar_t *out, int most, const struct pk_gridcell *cell, int *width)
{
    mbstate_t state = { 0 };
    const char *at = cell->glyph;
    int count = 0;
    *width = cell->width;
    while (count < most - 1) {
        wchar_t character;
        size_t length = mbrtowc(&character, at, MB_LEN_MAX, &state);
        if (length == 0 || length >= (size_t)-2 ||
            wcwidth(character) != (count ? 0 : cell->width)) {
            break;
        }
        out[count++] = character;
        at += length;
    }
    if (count == 0) {
        out[count++] = cell->width == 2 ? L' ' : L'\xFFFD';
        *width = 1;
    }
    out[count] = L'\0';
}
