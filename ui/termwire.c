/* Three things are shortened:
 *
 *     ESC [ 39 m  ESC ( B  ESC [ 0 ; 7 m      ESC [ ; 7 m    attributes that follow one another
 *     ESC [ 12 ; 40 H  behind line 11         LF ESC [ 40 G  the next line
 *     ESC [ 12 ; 40 H  behind line 12         ESC [ 40 G     the same line
 *     ESC [ 12 d       behind line 11         LF
 */
#include "config.h"

#include "ui/termwire.h"

#include <stdbool.h>
#include <string.h>

enum { ESC = 27, SHIFT_IN = 15, PARAMETERS = 16 };

struct wire {
    struct pk_buf *out;
    const char *begin, *at, *end;
    bool lines, columns;
    int row;   /* of the cursor, from 1; 0 where it is not known */
    bool keep; /* the next choice of a character set */
};

/* ESC [ numbers final. */
struct control {
    size_t length; /* 0: it is none */
    char final;
    int values[PARAMETERS], count;
    bool plain; /* numbers only, and not too many */
};

static struct control control_at(const char *at, const char *end)
{
    struct control control = { .plain = true };
    const char *from = at;
    if (end - at < 3 || at[0] != ESC || at[1] != '[') {
        return control;
    }
    for (at += 2; at < end && (*at < '@' || *at > '~'); at++) {
        if (*at >= '0' && *at <= '9') {
            int *value = &control.values[control.count];
            *value = *value < 10000 ? *value * 10 + *at - '0' : *value;
        } else {
            control.plain = control.plain && *at == ';' && control.count + 1 < PARAMETERS;
            control.count += control.plain;
        }
    }
    control.count++;
    if (at < end) {
        control.final = *at;
        control.length = (size_t)(at + 1 - from);
    }
    return control;
}

/* How many bytes only choose the usual character set. */
static size_t charset_at(const char *at, const char *end)
{
    if (end - at >= 3 && memcmp(at, "\033(B", 3) == 0) {
        return 3;
    }
    return at < end && *at == SHIFT_IN;
}

static void copy(struct wire *wire, size_t length)
{
    pk_buf_add(wire->out, wire->at, length);
    wire->at += length;
}

static void add_number(struct pk_buf *out, int number)
{
    if (number >= 10) {
        add_number(out, number / 10);
    }
    pk_buf_char(out, (char)('0' + number % 10));
}

/* One sequence for all attributes that are set here; a reset makes those before it vain. */
static void merge_attributes(struct wire *wire, struct control control)
{
    pk_buf_str(wire->out, "\033[");
    size_t from = wire->out->len;
    while (control.length && control.final == 'm' && control.plain) {
        for (int i = 0; i < control.count; i++) {
            if (control.values[i] == 0 && (i == 0 || control.values[i - 1] != 5)) {
                pk_buf_cut(wire->out, from);
            } else {
                add_number(wire->out, control.values[i]);
            }
            pk_buf_char(wire->out, ';');
        }
        wire->at += control.length;
        while (charset_at(wire->at, wire->end)) {
            wire->at += charset_at(wire->at, wire->end);
        }
        control = control_at(wire->at, wire->end);
    }
    pk_buf_cut(wire->out, wire->out->len - 1);
    pk_buf_char(wire->out, 'm');
}

/* Down by line feeds, and to the column where that takes less than both numbers. */
static void go_to(struct wire *wire, const struct control *control)
{
    enum { FEEDS_MOST = 2 };
    bool whole = control->final == 'H';
    int row = control->values[0] ? control->values[0] : 1;
    int column = whole && control->values[1] ? control->values[1] : 1;
    int down = row - wire->row;
    bool near = wire->lines && wire->row && down >= 0 && down <= FEEDS_MOST && control->plain &&
                (wire->columns || !whole || column == 1);
    wire->row = control->plain ? row : 0;
    if (!near) {
        copy(wire, control->length);
        return;
    }
    pk_buf_fill(wire->out, '\n', (size_t)down);
    if (whole && column == 1) {
        pk_buf_char(wire->out, '\r');
    } else if (whole) {
        pk_buf_str(wire->out, "\033[");
        add_number(wire->out, column);
        pk_buf_char(wire->out, 'G');
    }
    wire->at += control->length;
}

/* A character again and again: not every terminal that says so can do it. */
static void repeat(struct wire *wire, const struct control *control)
{
    int times = control->values[0] ? control->values[0] : 1;
    if (wire->at > wire->begin && wire->at[-1] >= ' ') {
        pk_buf_fill(wire->out, wire->at[-1], (size_t)times);
        wire->at += control->length;
    } else {
        copy(wire, control->length);
    }
}

static void take_escape(struct wire *wire)
{
    static const char staying[] = "CDGJKPXbhlmt@";
    struct control control = control_at(wire->at, wire->end);
    size_t charset = charset_at(wire->at, wire->end);
    if (charset) {
        pk_buf_add(wire->out, wire->at, wire->keep ? charset : 0);
        wire->at += charset;
        wire->keep = false;
    } else if (control.final == 'm' && control.plain) {
        merge_attributes(wire, control);
    } else if (control.final == 'H' || control.final == 'd') {
        go_to(wire, &control);
    } else if (control.final == 'b' && control.plain) {
        repeat(wire, &control);
    } else {
        bool stays = control.length && strchr(staying, control.final);
        wire->row = stays ? wire->row : 0;
        copy(wire, control.length ? control.length : 1);
    }
}

void ui_wire_shorten(struct pk_buf *out, const char *bytes, size_t length, unsigned flags)
{
    struct wire wire = { .out = out, .begin = bytes, .at = bytes, .end = bytes + length,
                         .keep = flags & UI_WIRE_FIRST, .lines = flags & UI_WIRE_LINES,
                         .columns = flags & UI_WIRE_COLUMNS };
    while (wire.at < wire.end) {
        size_t plain = 0, left = (size_t)(wire.end - wire.at);
        while (plain < left && (unsigned char)wire.at[plain] >= ' ') {
            plain++;
        }
        copy(&wire, plain);
        if (wire.at == wire.end) {
            break;
        }
        if (*wire.at == ESC || *wire.at == SHIFT_IN) {
            take_escape(&wire);
        } else {
            wire.row = *wire.at == '\r' || *wire.at == '\b' ? wire.row : 0;
            copy(&wire, 1);
        }
    }
}
