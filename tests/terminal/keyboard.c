#include "config.h"

#include "keyboard.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

static const struct {
    const char *name;
    VTermModifier modifier;
} modifiers[] = {
    { "Ctrl-", VTERM_MOD_CTRL },
    { "Alt-", VTERM_MOD_ALT },
    { "Shift-", VTERM_MOD_SHIFT },
};

static const struct {
    const char *name;
    VTermKey key;
} keys[] = {
    { "Backspace", VTERM_KEY_BACKSPACE },
    { "Del", VTERM_KEY_DEL },
    { "Down", VTERM_KEY_DOWN },
    { "End", VTERM_KEY_END },
    { "Enter", VTERM_KEY_ENTER },
    { "Esc", VTERM_KEY_ESCAPE },
    { "Home", VTERM_KEY_HOME },
    { "Ins", VTERM_KEY_INS },
    { "Left", VTERM_KEY_LEFT },
    { "PgDn", VTERM_KEY_PAGEDOWN },
    { "PgUp", VTERM_KEY_PAGEUP },
    { "Right", VTERM_KEY_RIGHT },
    { "Tab", VTERM_KEY_TAB },
    { "Up", VTERM_KEY_UP },
};

static bool is(const char *name, size_t length, const char *other)
{
    return strlen(other) == length && memcmp(name, other, length) == 0;
}

static VTermKey named_key(const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (is(name, length, keys[i].name)) {
            return keys[i].key;
        }
    }
    if (length > 1 && length < 4 && name[0] == 'F' && name[1] >= '1' && name[1] <= '9') {
        return (VTermKey)VTERM_KEY_FUNCTION(atoi(name + 1));
    }
    return VTERM_KEY_NONE;
}

/* The only character of the name, or -1. */
static utf8proc_int32_t character(const char *name, size_t length)
{
    utf8proc_int32_t code;
    if (is(name, length, "Space")) {
        return ' ';
    }
    utf8proc_ssize_t used =
        utf8proc_iterate((const utf8proc_uint8_t *)name, (utf8proc_ssize_t)length, &code);
    return used == (utf8proc_ssize_t)length ? code : -1;
}

bool keyboard_press(VTerm *vterm, const char *name, size_t length)
{
    int mods = VTERM_MOD_NONE;
    for (size_t i = 0; i < sizeof modifiers / sizeof *modifiers; i++) {
        size_t taken = strlen(modifiers[i].name);
        if (length > taken && memcmp(name, modifiers[i].name, taken) == 0) {
            mods |= modifiers[i].modifier;
            name += taken;
            length -= taken;
        }
    }
    VTermKey key = named_key(name, length);
    utf8proc_int32_t code = character(name, length);
    if (key != VTERM_KEY_NONE) {
        vterm_keyboard_key(vterm, key, (VTermModifier)mods);
    } else if (code >= 'A' && code <= 'Z' && mods & VTERM_MOD_CTRL) {
        vterm_keyboard_unichar(vterm, (uint32_t)(code - 'A' + 1),
                               (VTermModifier)(mods & ~VTERM_MOD_CTRL));
    } else if (code >= 0) {
        vterm_keyboard_unichar(vterm, (uint32_t)code, (VTermModifier)mods);
    }
    return key != VTERM_KEY_NONE || code >= 0;
}
