/* libvterm tells nobody which modes are on, so on their way the bytes pass a small recogniser of
 * `ESC [ ? 1 ; 2 h` and its like:
 *
 *     start --ESC--> escape --[--> csi --?--> numbers --h or l--> start
 */
#include "config.h"

#include "screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "planek/mem.h"

enum { MODES = 4096, NUMBERS = 16, KEYPAD = 0 };

struct modes {
    enum { START, ESCAPE, CSI, IN_NUMBERS } at;
    int numbers[NUMBERS], count;
    bool on[MODES]; /* by number; [KEYPAD] is the keypad's own */
};

struct screen {
    VTerm *vterm;
    VTermScreen *cells;
    struct modes modes;
    struct pk_buf begun; /* a character that is not whole yet: libvterm 0.1.4 cannot wait for it */
    int columns, rows;
    VTermOutputCallback *send;
    void *user;
    bool writing;
    struct pk_buf answers; /* that wait for the end of what is written */
};

/* The modes that are on in a fresh terminal: lines wrap, the cursor shows. */
static bool on_at_first(int mode)
{
    return mode == 7 || mode == 25;
}

static void modes_numbers(struct modes *modes, char byte)
{
    if (byte >= '0' && byte <= '9') {
        int *number = &modes->numbers[modes->count];
        *number = (*number * 10 + byte - '0') % MODES;
    } else if (byte == ';' && modes->count + 1 < NUMBERS) {
        modes->numbers[++modes->count] = 0;
    } else {
        for (int i = 0; i <= modes->count && (byte == 'h' || byte == 'l'); i++) {
            modes->on[modes->numbers[i]] = byte == 'h';
        }
        modes->at = START;
    }
}

static void modes_byte(struct modes *modes, char byte)
{
    if (modes->at == IN_NUMBERS) {
        modes_numbers(modes, byte);
    } else if (modes->at == CSI) {
        modes->at = byte == '?' ? IN_NUMBERS : START;
        modes->numbers[0] = modes->count = 0;
    } else if (modes->at == ESCAPE) {
        modes->at = byte == '[' ? CSI : START;
        if (byte == '=' || byte == '>') {
            modes->on[KEYPAD] = byte == '=';
        }
    } else if (byte == '\033') {
        modes->at = ESCAPE;
    }
}

/* libvterm 0.1.4 crashes where a wide character comes to a screen of one column. */
static int columns_of_vterm(int columns)
{
    return columns < 2 ? 2 : columns;
}

struct screen *screen_new(int columns, int rows)
{
    struct screen *screen = pk_new(1, sizeof *screen);
    *screen = (struct screen){ .columns = columns, .rows = rows };
    for (int i = 0; i < MODES; i++) {
        screen->modes.on[i] = on_at_first(i);
    }
    screen->vterm = vterm_new(rows, columns_of_vterm(columns));
    vterm_set_utf8(screen->vterm, 1);
    screen->cells = vterm_obtain_screen(screen->vterm);
    vterm_screen_enable_altscreen(screen->cells, 1);
    vterm_screen_reset(screen->cells, 1);
    return screen;
}

void screen_free(struct screen *screen)
{
    if (screen) {
        vterm_free(screen->vterm);
        pk_buf_dispose(&screen->answers);
        pk_buf_dispose(&screen->begun);
    }
    free(screen);
}

/* So many of the bytes end with a whole character. */
static size_t whole_length(const char *bytes, size_t length)
{
    for (size_t behind = 1; behind < 4 && behind <= length; behind++) {
        unsigned char byte = (unsigned char)bytes[length - behind];
        if (byte >= 0xC0) {
            size_t size = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
            return behind < size ? length - behind : length;
        }
    }
    return length;
}

void screen_write(struct screen *screen, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        modes_byte(&screen->modes, bytes[i]);
    }
    screen->writing = true;
    pk_buf_add(&screen->begun, bytes, length);
    size_t whole = whole_length(pk_buf_text(&screen->begun), screen->begun.len);
    vterm_input_write(screen->vterm, pk_buf_text(&screen->begun), whole);
    screen->writing = false;
    pk_buf_splice(&screen->begun, 0, whole, "", 0);
    struct pk_buf answers = screen->answers;
    screen->answers = (struct pk_buf){ 0 };
    if (answers.len) {
        screen->send(answers.data, answers.len, screen->user);
    }
    pk_buf_dispose(&answers);
}

static void pass_on(const char *bytes, size_t length, void *user)
{
    struct screen *screen = user;
    if (screen->writing) {
        pk_buf_add(&screen->answers, bytes, length);
    } else {
        screen->send(bytes, length, screen->user);
    }
}

void screen_sends(struct screen *screen, VTermOutputCallback *send, void *user)
{
    screen->send = send;
    screen->user = user;
    vterm_output_set_callback(screen->vterm, pass_on, screen);
}

void screen_resize(struct screen *screen, int columns, int rows)
{
    vterm_set_size(screen->vterm, rows, columns_of_vterm(columns));
    screen->columns = columns;
    screen->rows = rows;
}

VTerm *screen_vterm(const struct screen *screen)
{
    return screen->vterm;
}

static VTermScreenCell cell_at(const struct screen *screen, VTermPos place)
{
    VTermScreenCell cell = { .width = 1 };
    vterm_screen_get_cell(screen->cells, place, &cell);
    if (cell.width < 1) {
        cell.width = 1;
    }
    return cell;
}

/* The cell's character with its combining marks as UTF-8; the number of bytes. */
static size_t cell_text(const VTermScreenCell *cell, char text[VTERM_MAX_CHARS_PER_CELL * 4])
{
    size_t length = 0;
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++) {
        length += (size_t)utf8proc_encode_char((utf8proc_int32_t)cell->chars[i],
                                               (utf8proc_uint8_t *)text + length);
    }
    if (!length) {
        text[length++] = ' ';
    }
    return length;
}

static void add_line(const struct screen *screen, struct pk_buf *out, int row)
{
    size_t start = out->len, end = start;
    for (VTermPos at = { row, 0 }; at.col < screen->columns;) {
        char text[VTERM_MAX_CHARS_PER_CELL * 4];
        VTermScreenCell cell = cell_at(screen, at);
        size_t length = cell_text(&cell, text);
        pk_buf_add(out, text, length);
        if (length > 1 || *text != ' ') {
            end = out->len;
        }
        at.col += cell.width;
    }
    pk_buf_cut(out, end);
}

void screen_text(const struct screen *screen, struct pk_buf *out)
{
    for (int row = 0; row < screen->rows; row++) {
        add_line(screen, out, row);
        pk_buf_char(out, '\n');
    }
}

void screen_print(const struct screen *screen)
{
    int empty = 0;
    printf("the screen, %d columns, %d rows:\n", screen->columns, screen->rows);
    for (int row = 0; row < screen->rows; row++) {
        struct pk_buf line = { 0 };
        add_line(screen, &line, row);
        for (empty = line.len ? empty : empty + 1; line.len && empty; empty--) {
            printf("%3d|\n", row - empty);
        }
        if (line.len) {
            printf("%3d|%s\n", row, pk_buf_text(&line));
        }
        pk_buf_dispose(&line);
    }
    fflush(stdout);
}

/* Whether the text stands there; in reversed cells, where lit is asked for. */
static bool stands_at(const struct screen *screen, const char *text, VTermPos at, bool lit)
{
    while (*text && at.col < screen->columns) {
        char shown[VTERM_MAX_CHARS_PER_CELL * 4];
        VTermScreenCell cell = cell_at(screen, at);
        size_t length = cell_text(&cell, shown);
        if (strncmp(text, shown, length) != 0 || (lit && !cell.attrs.reverse)) {
            return false;
        }
        text += length;
        at.col += cell.width;
    }
    return !*text;
}

bool screen_find(const struct screen *screen, const char *text, VTermPos from, VTermPos *found)
{
    for (; from.row < screen->rows; from.row++, from.col = 0) {
        for (; from.col < screen->columns; from.col++) {
            if (stands_at(screen, text, from, false)) {
                *found = from;
                return true;
            }
        }
    }
    return false;
}

bool screen_lit(const struct screen *screen, const char *text, VTermPos place)
{
    return stands_at(screen, text, place, true);
}

/* Whether there is anything of the foreground's colour, weight and slope. */
static bool has_ink(const VTermScreenCell *cell)
{
    bool blank = cell->chars[0] == 0 || (cell->chars[0] == ' ' && cell->chars[1] == 0);
    return !blank || cell->attrs.underline || cell->attrs.reverse || cell->attrs.strike;
}

static bool same_dress(const VTermScreenCell *a, const VTermScreenCell *b)
{
    if (!has_ink(a) && !has_ink(b)) {
        return vterm_color_is_equal(&a->bg, &b->bg);
    }
    return a->attrs.bold == b->attrs.bold && a->attrs.underline == b->attrs.underline &&
           a->attrs.italic == b->attrs.italic && a->attrs.blink == b->attrs.blink &&
           a->attrs.reverse == b->attrs.reverse && vterm_color_is_equal(&a->fg, &b->fg) &&
           vterm_color_is_equal(&a->bg, &b->bg);
}

/* An empty cell and a blank look the same. */
static bool same_cell(const struct screen *a, const struct screen *b, VTermPos place)
{
    char ours[VTERM_MAX_CHARS_PER_CELL * 4], theirs[VTERM_MAX_CHARS_PER_CELL * 4];
    VTermScreenCell cell = cell_at(a, place), other = cell_at(b, place);
    size_t length = cell_text(&cell, ours);
    return length == cell_text(&other, theirs) && memcmp(ours, theirs, length) == 0 &&
           same_dress(&cell, &other);
}

bool screen_differ(const struct screen *a, const struct screen *b, VTermPos *first)
{
    VTermPos *at = first;
    *at = (VTermPos){ 0, 0 };
    if (a->columns != b->columns || a->rows != b->rows) {
        return true;
    }
    for (at->row = 0; at->row < a->rows; at->row++) {
        for (at->col = 0; at->col < a->columns; at->col += cell_at(a, *at).width) {
            if (!same_cell(a, b, *at)) {
                return true;
            }
        }
    }
    return false;
}

static bool pen_is_plain(const VTermState *state)
{
    VTermValue value;
    for (int attr = VTERM_ATTR_BOLD; attr <= VTERM_ATTR_STRIKE; attr++) {
        if (vterm_state_get_penattr(state, (VTermAttr)attr, &value) && value.number) {
            return false;
        }
    }
    vterm_state_get_penattr(state, VTERM_ATTR_FOREGROUND, &value);
    if (!VTERM_COLOR_IS_DEFAULT_FG(&value.color)) {
        return false;
    }
    vterm_state_get_penattr(state, VTERM_ATTR_BACKGROUND, &value);
    return VTERM_COLOR_IS_DEFAULT_BG(&value.color);
}

void screen_leftovers(const struct screen *screen, struct pk_buf *out)
{
    for (int i = 0; i < MODES; i++) {
        if (screen->modes.on[i] != on_at_first(i)) {
            pk_buf_printf(out, "mode %d is still %s\n", i, screen->modes.on[i] ? "on" : "off");
        }
    }
    if (!pen_is_plain(vterm_obtain_state(screen->vterm))) {
        pk_buf_str(out, "colours or attributes are left\n");
    }
}
