/* What is shortened:
 *
 *     ESC [ 39 m  ESC ( B  ESC [ 0 ; 7 m      ESC [ ; 7 m    attributes that follow one another
 *     ESC [ m  blanks  ESC [ 2 m              blanks  ESC [ 2 m   blanks look the same with both
 *     ESC [ 12 ; 40 H  behind line 11         LF ESC [ 40 G  the next line
 *     ESC [ 12 ; 40 H  behind line 12         ESC [ 40 G     the same line
 *     ESC [ 12 d       behind line 11         LF
 *     ─────────────                           ─ ESC [ 11 b ─ a row of the same character
 *
 * Where repeating ends in the last column or before it, libvterm goes on to the next line: so of
 * the characters up to there the last two are sent by themselves.
 */
#include "config.h"

#include "ui/termwire.h"

#include <stdbool.h>
#include <string.h>

enum { ESC = 27, SHIFT_IN = 15, PARAMETERS = 16 };

struct wire {
    struct pk_buf *out;
    struct ui_wire_pen *pen;
    const char *begin, *at, *end;
    bool lines, columns, late, repeats;
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

/* Sets what the terminal is to draw with from here on. */
static void use_pen(struct wire *wire)
{
    struct ui_wire_pen *pen = wire->pen;
    if (pen->strange || !pen->told) {
        return;
    }
    ui_pen_change(wire->out, pen->known ? &pen->now : NULL, &pen->wanted);
    pen->now = pen->wanted;
    pen->known = true;
}

/* The same before what leaves blanks behind. */
static void use_pen_for_blanks(struct wire *wire)
{
    if (!wire->pen->known || !ui_pen_blanks_same(&wire->pen->now, &wire->pen->wanted)) {
        use_pen(wire);
    }
}

static bool has_reset(const struct control *control)
{
    for (int i = 0; i < control->count; i++) {
        if (control->values[i] == 0 && (i == 0 || control->values[i - 1] != 5)) {
            return true;
        }
    }
    return false;
}

/* Attributes that nobody knows here go through as they are, until a reset. */
static void take_strange(struct wire *wire, const struct control *control)
{
    use_pen(wire);
    wire->pen->strange = true;
    wire->pen->known = false;
    copy(wire, control->length);
}

/* One sequence for all attributes that are set here, when something is drawn with them. */
static void take_attributes(struct wire *wire, struct control control)
{
    struct ui_wire_pen *pen = wire->pen;
    while (control.length && control.final == 'm') {
        struct ui_pen next = pen->wanted;
        bool known = control.plain && ui_pen_take(&next, control.values, control.count);
        if (!known || (pen->strange && !has_reset(&control))) {
            take_strange(wire, &control);
            return;
        }
        pen->wanted = next;
        pen->strange = false;
        pen->told = true;
        wire->at += control.length;
        while (!wire->keep && charset_at(wire->at, wire->end)) {
            wire->at += charset_at(wire->at, wire->end);
        }
        control = control_at(wire->at, wire->end);
    }
    if (!wire->late) {
        use_pen(wire);
    }
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
        pk_buf_number(wire->out, (unsigned)column);
        pk_buf_char(wire->out, 'G');
    }
    wire->at += control->length;
}

/* What ncurses repeats is ASCII. */
static void repeat(struct wire *wire, const struct control *control)
{
    int times = control->values[0] ? control->values[0] : 1;
    if (!wire->repeats && wire->at > wire->begin && wire->at[-1] >= ' ') {
        pk_buf_fill(wire->out, wire->at[-1], (size_t)times);
        wire->at += control->length;
    } else {
        copy(wire, control->length);
    }
}

/* The bytes of a character that takes one cell anywhere: ASCII, lines, blocks and the like; 0 for
 * others. */
static size_t length_of_plain(const char *at, const char *end)
{
    const unsigned char *bytes = (const unsigned char *)at;
    if (bytes[0] < 0x80) {
        return 1;
    }
    return end - at >= 3 && bytes[0] == 0xE2 && bytes[1] >= 0x94 && bytes[1] <= 0x97 ? 3 : 0;
}

/* Characters that are the same from here on. */
static size_t same_from(const char *at, const char *end, size_t length)
{
    size_t count = 1;
    while (at + (count + 1) * length <= end && memcmp(at, at + count * length, length) == 0) {
        count++;
    }
    return count;
}

/* Whether more text follows on the line at once, or with other attributes. */
static bool text_follows(const struct wire *wire, const char *at)
{
    for (size_t skipped = 1; skipped; at += skipped) {
        struct control control = control_at(at, wire->end);
        skipped = control.final == 'm' ? control.length : charset_at(at, wire->end);
    }
    return at < wire->end && (unsigned char)*at >= ' ';
}

/* A row of the same character; false when repeating it would not take less. */
static bool add_repeated(struct wire *wire, const char *at, size_t length, size_t count)
{
    enum { SEQUENCE = 4 }; /* bytes at least */
    size_t alone = count * length > SEQUENCE && text_follows(wire, at + count * length) ? 1 : 2;
    size_t times = count > alone + 1 ? count - alone - 1 : 0;
    size_t digits = times >= 100 ? 3 : times >= 10 ? 2 : 1;
    if (times * length < SEQUENCE + digits) {
        return false;
    }
    pk_buf_add(wire->out, at, length);
    pk_buf_str(wire->out, "\033[");
    pk_buf_number(wire->out, (unsigned)times);
    pk_buf_char(wire->out, 'b');
    pk_buf_add(wire->out, at, alone * length);
    return true;
}

/* Text in which rows of the same character are repeated, where that takes less. */
static void add_text(struct wire *wire, const char *at, const char *end)
{
    while (wire->repeats && at < end) {
        size_t length = length_of_plain(at, end);
        size_t count = length ? same_from(at, end, length) : 1;
        length = length ? length : 1;
        if (count == 1 || !add_repeated(wire, at, length, count)) {
            pk_buf_add(wire->out, at, count * length);
        }
        at += count * length;
    }
    pk_buf_add(wire->out, at, (size_t)(end - at));
}

/* Characters up to the next control. */
static void take_text(struct wire *wire)
{
    const char *at = wire->at, *blanks = at;
    while (at < wire->end && (unsigned char)*at >= ' ') {
        at++;
    }
    while (blanks < at && *blanks == ' ') {
        blanks++;
    }
    if (blanks > wire->at) {
        use_pen_for_blanks(wire);
        add_text(wire, wire->at, blanks);
    }
    if (at > blanks) {
        use_pen(wire);
        add_text(wire, blanks, at);
    }
    wire->at = at;
}

static void take_other(struct wire *wire, const struct control *control)
{
    static const char moving[] = "ACDG", erasing[] = "JKPX@", staying[] = "bhlmt";
    char final = control->length ? control->final : '\0';
    if (final && strchr(erasing, final)) {
        use_pen_for_blanks(wire);
    } else if (!final || !strchr(moving, final)) {
        use_pen(wire);
    }
    bool stays = final && (strchr(erasing, final) || strchr(staying, final) ||
                           (final != 'A' && strchr(moving, final)));
    wire->row = stays ? wire->row : 0;
    copy(wire, control->length ? control->length : 1);
}

static void take_escape(struct wire *wire)
{
    struct control control = control_at(wire->at, wire->end);
    size_t charset = charset_at(wire->at, wire->end);
    if (charset) {
        pk_buf_add(wire->out, wire->at, wire->keep ? charset : 0);
        wire->at += charset;
        wire->keep = false;
    } else if (control.final == 'm') {
        take_attributes(wire, control);
    } else if (control.final == 'H' || control.final == 'd') {
        go_to(wire, &control);
    } else if (control.final == 'b' && control.plain) {
        repeat(wire, &control);
    } else {
        take_other(wire, &control);
    }
}

void ui_wire_shorten(struct pk_buf *out, struct ui_wire_pen *pen, const char *bytes,
                     size_t length, unsigned flags)
{
    struct wire wire = { .out = out, .pen = pen, .begin = bytes, .at = bytes,
                         .end = bytes + length, .keep = flags & UI_WIRE_FIRST,
                         .lines = flags & UI_WIRE_LINES, .columns = flags & UI_WIRE_COLUMNS,
                         .late = flags & UI_WIRE_LATE, .repeats = flags & UI_WIRE_REPEATS };
    if (flags & UI_WIRE_FIRST) {
        *pen = (struct ui_wire_pen){ .known = false };
    }
    while (wire.at < wire.end) {
        take_text(&wire);
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
    use_pen(&wire);
}
