/* A colour is the number that sets it as text, 0 for the terminal's own; one of 256 is FINE and
 * its number.
 */
#include "config.h"

#include "ui/termpen.h"

enum {
    UNDERLINE = 1u << 4,
    REVERSE = 1u << 7,
    MODES = 8,      /* 1 to 8 turn one on */
    TEXT = 30,      /* and the seven behind it */
    BRIGHT = 90,
    GROUND = 10,    /* from a colour of the text to the same of the ground */
    OWN = 9,        /* from the first colour to the terminal's own */
    MANY = 8,       /* from the first colour to 256 of them */
    FINE = 1000
};

/* The modes that a number from 22 to 28 turns off. */
static unsigned turned_off(int number)
{
    return number == 22 ? 1u << 1 | 1u << 2 : 1u << (number - 20);
}

static bool is_one_of_eight(int number, int first)
{
    return number >= first && number < first + MANY;
}

/* Takes a colour at the first of the numbers; returns how many belong to it, 0 when it is none. */
static int take_color(int *color, const int *numbers, int count, int offset)
{
    int number = numbers[0] - offset;
    if (is_one_of_eight(number, TEXT) || is_one_of_eight(number, BRIGHT)) {
        *color = number;
        return 1;
    }
    if (number == TEXT + OWN) {
        *color = 0;
        return 1;
    }
    if (number == TEXT + MANY && count > 2 && numbers[1] == 5) {
        *color = FINE + numbers[2];
        return 3;
    }
    return 0;
}

bool ui_pen_take(struct ui_pen *pen, const int *numbers, int count)
{
    for (int i = 0; i < count; i++) {
        int number = numbers[i];
        int taken = take_color(&pen->color, numbers + i, count - i, 0);
        taken = taken ? taken : take_color(&pen->ground, numbers + i, count - i, GROUND);
        if (taken) {
            i += taken - 1;
        } else if (number == 0) {
            *pen = (struct ui_pen){ 0 };
        } else if (number <= MODES) {
            pen->modes |= 1u << number;
        } else if (number >= 22 && number <= 28 && number != 26) {
            pen->modes &= ~turned_off(number);
        } else {
            return false;
        }
    }
    return true;
}

bool ui_pen_same(const struct ui_pen *a, const struct ui_pen *b)
{
    return a->modes == b->modes && a->color == b->color && a->ground == b->ground;
}

bool ui_pen_blanks_same(const struct ui_pen *a, const struct ui_pen *b)
{
    const unsigned inked = UNDERLINE | REVERSE;
    unsigned inks = (a->modes | b->modes) & inked;
    return a->ground == b->ground && (inks ? ui_pen_same(a, b) : true);
}

static void add_number(struct pk_buf *out, int number)
{
    pk_buf_number(out, (unsigned)number);
    pk_buf_char(out, ';');
}

static void add_color(struct pk_buf *out, int color, int offset)
{
    if (color >= FINE) {
        add_number(out, TEXT + MANY + offset);
        add_number(out, 5);
        add_number(out, color - FINE);
    } else if (color) {
        add_number(out, color + offset);
    }
}

void ui_pen_change(struct pk_buf *out, const struct ui_pen *from, const struct ui_pen *to)
{
    static const struct ui_pen none = { 0 };
    if (from && ui_pen_same(from, to)) {
        return;
    }
    pk_buf_str(out, "\033[");
    if (!from || (from->modes & ~to->modes) || (from->color && !to->color) ||
        (from->ground && !to->ground)) {
        pk_buf_char(out, ';'); /* a number that is left out is 0, a reset */
        from = &none;
    }
    for (unsigned mode = 1; mode <= MODES; mode++) {
        if (to->modes & ~from->modes & 1u << mode) {
            add_number(out, (int)mode);
        }
    }
    add_color(out, to->color != from->color ? to->color : 0, 0);
    add_color(out, to->ground != from->ground ? to->ground : 0, GROUND);
    pk_buf_cut(out, out->len - 1);
    pk_buf_char(out, 'm');
}
