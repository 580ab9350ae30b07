/* Cells hold valid UTF-8, and a wchar_t is a code point, so that no conversion of the C library,
 * which keeps a state and looks at the locale, is needed for each of them.
 */
#include "config.h"

#include "ui/glyph.h"

#include "ui/key.h"

#ifndef __STDC_ISO_10646__
#error "wchar_t must hold code points"
#endif

static int widen_one(wchar_t *out, wchar_t character)
{
    out[0] = character;
    out[1] = L'\0';
    return 1;
}

int ui_glyph_widen(wchar_t *out, int most, const struct pk_gridcell *cell)
{
    const char *at = cell->glyph;
    if ((unsigned char)at[0] < 0x80 && !at[1]) {
        return widen_one(out, (wchar_t)at[0]);
    }
    int count = 0;
    while (*at && count < most - 1) {
        uint32_t character;
        at += ui_key_character(&character, at);
        if (wcwidth((wchar_t)character) != (count ? 0 : cell->width)) {
            break;
        }
        out[count++] = (wchar_t)character;
    }
    if (count == 0) {
        return widen_one(out, cell->width == 2 ? L' ' : L'\xFFFD');
    }
    out[count] = L'\0';
    return cell->width;
}
