#include "config.h"

#include "ui/termkeys.h"

#include <string.h>

enum { PER_MODIFIER = 32, MODIFIERS = 7 };

static const struct {
    char final; /* in ESC [ 1 ; MODIFIER FINAL */
    uint32_t code;
} finals[] = {
    { 'A', UI_KEY_UP },   { 'B', UI_KEY_DOWN }, { 'C', UI_KEY_RIGHT },
    { 'D', UI_KEY_LEFT }, { 'H', UI_KEY_HOME }, { 'F', UI_KEY_END },
};

/* Sequences without a modifier. */
static const struct {
    const char *sequence;
    uint32_t code;
} plain[] = {
    { "\033[A", UI_KEY_UP },       { "\033OA", UI_KEY_UP },
    { "\033[B", UI_KEY_DOWN },     { "\033OB", UI_KEY_DOWN },
    { "\033[C", UI_KEY_RIGHT },    { "\033OC", UI_KEY_RIGHT },
    { "\033[D", UI_KEY_LEFT },     { "\033OD", UI_KEY_LEFT },
    { "\033[H", UI_KEY_HOME },     { "\033OH", UI_KEY_HOME },
    { "\033[F", UI_KEY_END },      { "\033OF", UI_KEY_END },
    { "\033[1~", UI_KEY_HOME },    { "\033[4~", UI_KEY_END },
    { "\033[7~", UI_KEY_HOME },    { "\033[8~", UI_KEY_END },
    { "\033[2~", UI_KEY_INS },     { "\033[3~", UI_KEY_DEL },
    { "\033[5~", UI_KEY_PGUP },    { "\033[6~", UI_KEY_PGDN },
    { "\033OP", UI_KEY_F1 },       { "\033[11~", UI_KEY_F1 },      { "\033[[A", UI_KEY_F1 },
    { "\033OQ", UI_KEY_F1 + 1 },   { "\033[12~", UI_KEY_F1 + 1 },  { "\033[[B", UI_KEY_F1 + 1 },
    { "\033OR", UI_KEY_F1 + 2 },   { "\033[13~", UI_KEY_F1 + 2 },  { "\033[[C", UI_KEY_F1 + 2 },
    { "\033OS", UI_KEY_F1 + 3 },   { "\033[14~", UI_KEY_F1 + 3 },  { "\033[[D", UI_KEY_F1 + 3 },
    { "\033[15~", UI_KEY_F1 + 4 }, { "\033[[E", UI_KEY_F1 + 4 },   { "\033[17~", UI_KEY_F1 + 5 },
    { "\033[18~", UI_KEY_F1 + 6 }, { "\033[19~", UI_KEY_F1 + 7 },  { "\033[20~", UI_KEY_F1 + 8 },
    { "\033[21~", UI_KEY_F1 + 9 }, { "\033[23~", UI_KEY_F1 + 10 }, { "\033[24~", UI_KEY_F12 },
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const struct {
    const char *sequence;
    int code;
} pastes[] = {
    { "\033[200~", UI_TERMKEYS_PASTE_BEGIN },
    { "\033[201~", UI_TERMKEYS_PASTE_END },
};

static int code_of(int modifier, uint32_t key)
{
    return UI_TERMKEYS_FIRST + modifier * PER_MODIFIER + (int)(key - UI_KEY_UP);
}

const char *ui_termkeys_sequence(size_t index, char room[UI_TERMKEYS_ROOM], int *code,
                                 bool *firm)
{
    *firm = true;
    if (index < COUNT(pastes)) {
        *code = pastes[index].code;
        return pastes[index].sequence;
    }
    index -= COUNT(pastes);
    if (index < MODIFIERS * COUNT(finals)) {
        int modifier = (int)(index / COUNT(finals)) + 1;
        const char final = finals[index % COUNT(finals)].final;
        const char text[] = { '\033', '[', '1', ';', (char)('1' + modifier), final, '\0' };
        memcpy(room, text, sizeof text);
        *code = code_of(modifier, finals[index % COUNT(finals)].code);
        return room;
    }
    index -= MODIFIERS * COUNT(finals);
    *firm = false;
    if (index >= COUNT(plain)) {
        return NULL;
    }
    *code = code_of(0, plain[index].code);
    return plain[index].sequence;
}

/* xterm's modifier parameter less one, as ours. */
static unsigned mods_of(int modifier)
{
    return (modifier & 1 ? UI_SHIFT : 0u) | (modifier & 2 ? UI_ALT : 0u) |
           (modifier & 4 ? UI_CTRL : 0u);
}

void ui_termkeys_of_code(struct ui_key *key, int code)
{
    if (code == UI_TERMKEYS_PASTE_BEGIN) {
        key->code = UI_KEY_PASTE;
    } else if (code >= UI_TERMKEYS_FIRST && code < UI_TERMKEYS_PASTE_BEGIN) {
        key->code = UI_KEY_UP + (uint32_t)((code - UI_TERMKEYS_FIRST) % PER_MODIFIER);
        key->mods = mods_of((code - UI_TERMKEYS_FIRST) / PER_MODIFIER);
    }
}

void ui_termkeys_of_character(struct ui_key *key, uint32_t character)
{
    switch (character) {
    case 27: key->code = UI_KEY_ESC; break;
    case '\t': key->code = UI_KEY_TAB; break;
    case '\n':
    case '\r': key->code = UI_KEY_ENTER; break;
    case '\b':
    case 127: key->code = UI_KEY_BACKSPACE; break;
    default: key->code = character;
    }
    if (key->code < ' ') {
        uint32_t letter = character ? character + '@' : ' ';
        key->code = letter >= 'A' && letter <= 'Z' ? letter + 'a' - 'A' : letter;
        key->mods = UI_CTRL;
    }
}
