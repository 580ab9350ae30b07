/* What ESC [ and ESC O begin is one of
 *
 *     ESC [ numbers final      CSI: arrows, F-keys, pastes, the mouse (SGR)
 *     ESC [ M three bytes      the mouse, as X10 told it
 *     ESC [ [ letter           F1 to F5 of linux
 *     ESC O letter             SS3: arrows, F1 to F4, the application keypad
 */
#include "config.h"

#include "ui/termseq.h"

enum { ESC = 27, PARAMETERS = 4, PARAMETER_MOST = 100000 };

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const struct {
    char final; /* of CSI and SS3 */
    uint32_t code;
    unsigned mods;
} finals[] = {
    { 'A', UI_KEY_UP, 0 },           { 'B', UI_KEY_DOWN, 0 },
    { 'C', UI_KEY_RIGHT, 0 },        { 'D', UI_KEY_LEFT, 0 },
    { 'H', UI_KEY_HOME, 0 },         { 'F', UI_KEY_END, 0 },
    { 'P', UI_KEY_F1, 0 },           { 'Q', UI_KEY_F1 + 1, 0 },
    { 'R', UI_KEY_F1 + 2, 0 },       { 'S', UI_KEY_F1 + 3, 0 },
    { 'Z', UI_KEY_TAB, UI_SHIFT },
};

/* The application keypad, and Ctrl with the arrows of rxvt. */
static const struct {
    char final; /* of SS3 */
    uint32_t code;
    unsigned mods;
} keypad[] = {
    { 'M', UI_KEY_ENTER, 0 },      { 'I', UI_KEY_TAB, 0 },        { ' ', ' ', 0 },
    { 'X', '=', 0 },               { 'j', '*', 0 },               { 'k', '+', 0 },
    { 'l', ',', 0 },               { 'm', '-', 0 },               { 'n', '.', 0 },
    { 'o', '/', 0 },               { 'p', '0', 0 },               { 'q', '1', 0 },
    { 'r', '2', 0 },               { 's', '3', 0 },               { 't', '4', 0 },
    { 'u', '5', 0 },               { 'v', '6', 0 },               { 'w', '7', 0 },
    { 'x', '8', 0 },               { 'y', '9', 0 },               { 'a', UI_KEY_UP, UI_CTRL },
    { 'b', UI_KEY_DOWN, UI_CTRL }, { 'c', UI_KEY_RIGHT, UI_CTRL }, { 'd', UI_KEY_LEFT, UI_CTRL },
};

static const struct {
    int number; /* of CSI number ~ */
    uint32_t code;
    unsigned mods;
} numbers[] = {
    { 1, UI_KEY_HOME, 0 },           { 2, UI_KEY_INS, 0 },            { 3, UI_KEY_DEL, 0 },
    { 4, UI_KEY_END, 0 },            { 5, UI_KEY_PGUP, 0 },           { 6, UI_KEY_PGDN, 0 },
    { 7, UI_KEY_HOME, 0 },           { 8, UI_KEY_END, 0 },            { 11, UI_KEY_F1, 0 },
    { 12, UI_KEY_F1 + 1, 0 },        { 13, UI_KEY_F1 + 2, 0 },        { 14, UI_KEY_F1 + 3, 0 },
    { 15, UI_KEY_F1 + 4, 0 },        { 17, UI_KEY_F1 + 5, 0 },        { 18, UI_KEY_F1 + 6, 0 },
    { 19, UI_KEY_F1 + 7, 0 },        { 20, UI_KEY_F1 + 8, 0 },        { 21, UI_KEY_F1 + 9, 0 },
    { 23, UI_KEY_F1 + 10, 0 },       { 24, UI_KEY_F12, 0 },           { 25, UI_KEY_F1, UI_SHIFT },
    { 26, UI_KEY_F1 + 1, UI_SHIFT }, { 28, UI_KEY_F1 + 2, UI_SHIFT },
    { 29, UI_KEY_F1 + 3, UI_SHIFT }, { 31, UI_KEY_F1 + 4, UI_SHIFT },
    { 32, UI_KEY_F1 + 5, UI_SHIFT }, { 33, UI_KEY_F1 + 6, UI_SHIFT },
    { 34, UI_KEY_F1 + 7, UI_SHIFT },
};

/* Bytes that are looked at. */
struct span {
    const unsigned char *at;
    size_t length;
    bool complete; /* no more will come */
};

/* xterm's parameter as ours. */
static unsigned mods_of(int parameter)
{
    int bits = parameter > 1 ? parameter - 1 : 0;
    return (bits & 1 ? UI_SHIFT : 0u) | (bits & (2 | 8) ? UI_ALT : 0u) | (bits & 4 ? UI_CTRL : 0u);
}

void ui_termseq_character(struct ui_key *key, uint32_t character)
{
    switch (character) {
    case ESC: key->code = UI_KEY_ESC; return;
    case '\t': key->code = UI_KEY_TAB; return;
    case '\n':
    case '\r': key->code = UI_KEY_ENTER; return;
    case '\b':
    case 127: key->code = UI_KEY_BACKSPACE; return;
    default: key->code = character;
    }
    if (character < ' ') {
        uint32_t letter = character ? character + '@' : ' ';
        key->code = letter >= 'A' && letter <= 'Z' ? letter + 'a' - 'A' : letter;
        key->mods |= UI_CTRL;
    }
}

static bool set_final(struct ui_key *key, char final)
{
    for (size_t i = 0; i < COUNT(finals); i++) {
        if (finals[i].final == final) {
            key->code = finals[i].code;
            key->mods |= finals[i].mods;
            return true;
        }
    }
    return false;
}

static bool set_keypad(struct ui_key *key, char final)
{
    for (size_t i = 0; i < COUNT(keypad); i++) {
        if (keypad[i].final == final) {
            key->code = keypad[i].code;
            key->mods |= keypad[i].mods;
            return true;
        }
    }
    return false;
}

static void set_number(struct ui_key *key, int number)
{
    for (size_t i = 0; i < COUNT(numbers); i++) {
        if (numbers[i].number == number) {
            key->code = numbers[i].code;
            key->mods |= numbers[i].mods;
        }
    }
}

/* A key told by its character: CSI 27 ; modifier ; code ~ and CSI code ; modifier u. */
static void set_told(struct ui_key *key, int code, int modifier)
{
    if (code > 0 && code < UI_KEY_NONE) {
        ui_termseq_character(key, (uint32_t)code);
        key->mods |= mods_of(modifier);
    }
    if (key->mods & UI_CTRL && key->code >= 'A' && key->code <= 'Z') {
        key->code += 'a' - 'A';
    }
    if (key->mods == UI_SHIFT && key->code < UI_KEY_NONE) {
        key->mods = 0; /* the character says it already */
    }
}

/* Bits of what the mouse tells about a button. */
enum { MOUSE_BUTTON = 3, MOUSE_MOVED = 32, MOUSE_WHEEL = 64, MOUSE_MORE = 128 };

static void set_mouse(struct ui_key *key, int bits, int x, int y, bool released)
{
    int button = bits & MOUSE_BUTTON;
    bool wheel = (bits & MOUSE_WHEEL) != 0;
    bool left = button == 0 && !(bits & MOUSE_MORE);
    if (x < 1 || y < 1 || (wheel ? button > 1 || released : !left && !released)) {
        return;
    }
    if (released && !left && button != MOUSE_BUTTON) {
        return;
    }
    key->code = UI_KEY_MOUSE;
    key->mods |= mods_of((bits >> 2 & 7) + 1);
    key->x = x - 1;
    key->y = y - 1;
    if (wheel) {
        key->mouse = button == 0 ? UI_MOUSE_WHEEL_UP : UI_MOUSE_WHEEL_DOWN;
    } else if (released) {
        key->mouse = UI_MOUSE_RELEASE;
    } else {
        key->mouse = bits & MOUSE_MOVED ? UI_MOUSE_DRAG : UI_MOUSE_PRESS;
    }
}

/* The parts of a control sequence. */
struct control {
    char mark; /* '<', '?' and the like before the numbers; 0 for none */
    int values[PARAMETERS];
    int count;
    char final; /* 0: not all of it is there */
    size_t length;
    bool broken; /* a byte that cannot stand there, at length */
};

static void read_digit(struct control *control, unsigned char digit)
{
    int *value = &control->values[control->count ? control->count - 1 : 0];
    control->count = control->count ? control->count : 1;
    if (*value < PARAMETER_MOST) {
        *value = *value * 10 + digit - '0';
    }
}

/* Reads from behind ESC [ on. */
static struct control read_control(struct span bytes)
{
    struct control control = { .mark = 0 };
    for (; control.length < bytes.length; control.length++) {
        unsigned char byte = bytes.at[control.length];
        if (byte >= '0' && byte <= '9') {
            read_digit(&control, byte);
        } else if (byte == ';' || byte == ':') {
            control.count += control.count ? 0 : 1;
            control.count += control.count < PARAMETERS;
        } else if (byte >= '<' && byte <= '?' && !control.count) {
            control.mark = (char)byte;
        } else if ((byte >= '@' && byte <= '~') || byte == '$') {
            control.final = (char)byte;
            control.length++;
            return control;
        } else if (byte < ' ' || byte > '/') {
            control.broken = true;
            return control;
        }
    }
    return control;
}

/* What rxvt tells by the last character of a number. */
static void set_rxvt(struct ui_key *key, const struct control *control)
{
    static const struct {
        char final;
        unsigned mods;
    } dressed[] = { { '^', UI_CTRL }, { '$', UI_SHIFT }, { '@', UI_CTRL | UI_SHIFT } };
    for (size_t i = 0; i < COUNT(dressed); i++) {
        if (dressed[i].final == control->final) {
            key->mods |= dressed[i].mods;
            set_number(key, control->values[0]);
        }
    }
    if (control->final >= 'a' && control->final <= 'd' && !control->count) {
        key->mods |= UI_SHIFT;
        set_final(key, (char)(control->final - 'a' + 'A'));
    }
}

static void set_control(struct ui_key *key, const struct control *control)
{
    const int *values = control->values;
    int modifier = control->count > 1 ? values[1] : 0;
    if (control->mark) {
        if (control->mark == '<' && (control->final == 'M' || control->final == 'm')) {
            set_mouse(key, values[0], values[1], values[2], control->final == 'm');
        }
    } else if (control->final == '~' && values[0] == 27) {
        set_told(key, values[2], modifier);
    } else if (control->final == '~') {
        set_number(key, values[0]);
        key->mods |= mods_of(modifier);
    } else if (control->final == 'u') {
        set_told(key, values[0], modifier);
    } else if (control->count < 3 && set_final(key, control->final)) {
        key->mods |= mods_of(control->count == 1 ? values[0] : modifier);
    } else {
        set_rxvt(key, control);
    }
}

enum { X10_BYTES = 3, X10_BASE = 32 };

/* The functions below return how many bytes they take; 0: there is more to come. */

static size_t read_x10(struct ui_key *key, struct span bytes)
{
    if (bytes.length < X10_BYTES) {
        return bytes.complete ? bytes.length : 0;
    }
    int bits = bytes.at[0] - X10_BASE;
    bool released = (bits & MOUSE_BUTTON) == MOUSE_BUTTON && !(bits & (MOUSE_MOVED | MOUSE_WHEEL));
    set_mouse(key, bits, bytes.at[1] - X10_BASE, bytes.at[2] - X10_BASE, released);
    return X10_BYTES;
}

static struct span behind(struct span bytes, size_t count)
{
    bytes.at += count;
    bytes.length -= count;
    return bytes;
}

static size_t plus(size_t before, size_t taken)
{
    return taken ? before + taken : 0;
}

/* From behind ESC [ on; *paste: a paste begins. */
static size_t read_csi(struct ui_key *key, struct span bytes, bool *paste)
{
    if (!bytes.length) {
        return 0;
    }
    if (bytes.at[0] == 'M') {
        size_t taken = read_x10(key, behind(bytes, 1));
        return taken || bytes.complete ? 1 + taken : 0;
    }
    if (bytes.at[0] == '[') {
        if (bytes.length > 1 && bytes.at[1] >= 'A' && bytes.at[1] <= 'E') {
            key->code = UI_KEY_F1 + (uint32_t)(bytes.at[1] - 'A');
        }
        return bytes.length > 1 || bytes.complete ? bytes.length > 1 ? 2 : 1 : 0;
    }
    struct control control = read_control(bytes);
    if (control.final) {
        *paste = control.final == '~' && control.values[0] == 200;
        set_control(key, &control);
        return control.length;
    }
    return control.broken || bytes.complete ? control.length + !control.length : 0;
}

/* From behind ESC O on: a letter, and before it perhaps a modifier. */
static size_t read_ss3(struct ui_key *key, struct span bytes)
{
    size_t digit = bytes.length && bytes.at[0] >= '1' && bytes.at[0] <= '9';
    if (bytes.length <= digit) {
        return bytes.complete ? bytes.length : 0;
    }
    if (digit) {
        key->mods |= mods_of(bytes.at[0] - '0');
    }
    char final = (char)bytes.at[digit];
    if (!set_keypad(key, final)) {
        set_final(key, final);
    }
    return digit + 1;
}

size_t ui_termseq_read(struct ui_key *key, const char *bytes, size_t length, bool complete,
                       bool *paste)
{
    struct span rest = { (const unsigned char *)bytes + 1, length - 1, complete };
    return plus(1, bytes[0] == '[' ? read_csi(key, rest, paste) : read_ss3(key, rest));
}
