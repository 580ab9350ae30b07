#include "config.h"

#include "ui/key.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/text.h"

static const struct {
    const char *name;
    uint32_t code;
} names[] = {
    { "Up", UI_KEY_UP },        { "Down", UI_KEY_DOWN },           { "Left", UI_KEY_LEFT },
    { "Right", UI_KEY_RIGHT },  { "PgUp", UI_KEY_PGUP },           { "PgDn", UI_KEY_PGDN },
    { "Home", UI_KEY_HOME },    { "End", UI_KEY_END },             { "Enter", UI_KEY_ENTER },
    { "Esc", UI_KEY_ESC },      { "Tab", UI_KEY_TAB },             { "Space", ' ' },
    { "Del", UI_KEY_DEL },      { "Backspace", UI_KEY_BACKSPACE }, { "Ins", UI_KEY_INS },
};

static const struct {
    const char *name;
    unsigned mod;
} modifiers[] = {
    { "Ctrl-", UI_CTRL },
    { "Alt-", UI_ALT },
    { "Shift-", UI_SHIFT },
};

enum {
    NAMES = sizeof names / sizeof names[0],
    MODIFIERS = sizeof modifiers / sizeof modifiers[0]
};

static uint32_t parse_code(const char *name)
{
    if ((unsigned char)name[0] > ' ' && (unsigned char)name[0] < 0x7F && !name[1]) {
        return (unsigned char)name[0];
    }
    for (size_t i = 0; i < NAMES; i++) {
        if (name[0] == names[i].name[0] && strcmp(name, names[i].name) == 0) {
            return names[i].code;
        }
    }
    if (name[0] == 'F' && name[1] >= '1' && name[1] <= '9') {
        char *end;
        long number = strtol(name + 1, &end, 10);
        if (!*end && number <= 12) {
            return UI_KEY_F1 + (uint32_t)number - 1;
        }
    }
    size_t length = strlen(name);
    if (length == 0 || length > 4 || pk_text_valid(name, length) < length ||
        pk_text_next(name, length, NULL) != length) {
        return UI_KEY_NONE;
    }
    uint32_t code;
    ui_key_character(&code, name);
    return code;
}

bool ui_key_parse(struct ui_key *out, const char *name)
{
    *out = (struct ui_key){ .code = UI_KEY_NONE };
    for (size_t i = 0; i < MODIFIERS && name[0] && name[1]; i++) {
        size_t length = name[0] == modifiers[i].name[0] ? strlen(modifiers[i].name) : 0;
        if (length && strncmp(name, modifiers[i].name, length) == 0 && name[length]) {
            out->mods |= modifiers[i].mod;
            name += length;
        }
    }
    out->code = parse_code(name);
    if (out->mods & UI_CTRL && out->code >= 'A' && out->code <= 'Z') {
        out->code += 'a' - 'A';
    }
    return out->code != UI_KEY_NONE;
}

/* What stands on the key itself, where that is not its name. */
static const char *sign_of(uint32_t code)
{
    switch (code) {
    case ' ': return C_("key", "Space");
    case UI_KEY_UP: return "↑";
    case UI_KEY_DOWN: return "↓";
    case UI_KEY_LEFT: return "←";
    case UI_KEY_RIGHT: return "→";
    }
    return NULL;
}

static const char *name_of(uint32_t code)
{
    const char *sign = sign_of(code);
    for (size_t i = 0; i < NAMES && !sign; i++) {
        if (code == names[i].code) {
            sign = names[i].name;
        }
    }
    return sign;
}

void ui_key_label(struct pk_buf *out, const struct ui_key *key)
{
    for (size_t i = 0; i < MODIFIERS; i++) {
        if (key->mods & modifiers[i].mod) {
            pk_buf_str(out, modifiers[i].name);
        }
    }
    const char *name = name_of(key->code);
    if (name) {
        pk_buf_str(out, name);
    } else if (key->code >= UI_KEY_F1 && key->code <= UI_KEY_F12) {
        pk_buf_printf(out, "F%d", (int)(key->code - UI_KEY_F1) + 1);
    } else if (key->mods & UI_CTRL && key->code >= 'a' && key->code <= 'z') {
        pk_buf_char(out, (char)(key->code - 'a' + 'A'));
    } else {
        ui_key_utf8(out, key->code);
    }
}

bool ui_key_is(const struct ui_key *key, uint32_t code, unsigned mods)
{
    return key->code == code && key->mods == mods;
}

bool ui_key_same(const struct ui_key *a, const struct ui_key *b)
{
    return ui_key_is(a, b->code, b->mods);
}

bool ui_key_types(const struct ui_key *key)
{
    return key->mods == 0 && key->code >= ' ' && key->code != 0x7F && key->code < UI_KEY_NONE;
}

void ui_key_utf8(struct pk_buf *out, uint32_t code)
{
    if (code < 0x80) {
        pk_buf_char(out, (char)code);
    } else if (code < 0x800) {
        pk_buf_char(out, (char)(0xC0 | code >> 6));
        pk_buf_char(out, (char)(0x80 | (code & 0x3F)));
    } else if (code < 0x10000) {
        pk_buf_char(out, (char)(0xE0 | code >> 12));
        pk_buf_char(out, (char)(0x80 | (code >> 6 & 0x3F)));
        pk_buf_char(out, (char)(0x80 | (code & 0x3F)));
    } else if (code < UI_KEY_NONE) {
        pk_buf_char(out, (char)(0xF0 | code >> 18));
        pk_buf_char(out, (char)(0x80 | (code >> 12 & 0x3F)));
        pk_buf_char(out, (char)(0x80 | (code >> 6 & 0x3F)));
        pk_buf_char(out, (char)(0x80 | (code & 0x3F)));
    }
}

size_t ui_key_character(uint32_t *code, const char *text)
{
    unsigned char first = (unsigned char)text[0];
    size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    *code = length == 1 ? first : first & (0x7Fu >> length);
    for (size_t i = 1; i < length; i++) {
        *code = *code << 6 | ((unsigned char)text[i] & 0x3F);
    }
    return length;
}
