#include "config.h"

#include "walkkeys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#include <cmocka.h>

#include "keyboard.h"
#include "ui/keys.h"

/* What the terminal keeps for itself: Ctrl-Q, Ctrl-S, Ctrl-Z. */
static const char kept_back[] = "\021\023\032";

static const struct ui_binding *const tables[] = {
    ui_bindings_chart, ui_bindings_budget,  ui_bindings_lists,
    ui_bindings_form,  ui_bindings_meeting, ui_bindings_anywhere,
};

/* Beside what is bound; those that lead on more than once. */
static const char *const keys[] = {
    "Up", "Down", "Down", "Down", "Left", "Right", "PgUp", "PgDn", "Home", "End", "Enter", "Enter",
    "Enter", "Tab", "Tab", "Space", "Backspace", "Shift-Tab", "Alt-1", "Alt-9", "Alt-Enter",
    "Alt-ř", "Ctrl-A", "Ctrl-B", "Ctrl-D", "Ctrl-F", "Ctrl-G", "Ctrl-P", "Ctrl-X", "0", "1", "2",
    "3", "9", "z", "ž", "Ř", "ů", "ď", "€", "漢",
};

static const char *const texts[] = {
    "a", "web", "osv", "31.6.", "31. 8. 2024", "2024-Q3", "průběžně", "+14d", "12 000,50", "-5",
    "99999999999999999999", "15 tis.", "osv:100; mzdy", "x=1", "\"", "\"a b\"", "late next:14d",
    "Příliš žluťoučký kůň úpěl ďábelské ódy", "漢字かな交じり文", "e\xCC\x81\xCC\x81o\xCC\x88",
    "\xCC\x81", "\xF0\x9F\x8F\xB3\xEF\xB8\x8F\xE2\x80\x8D\xF0\x9F\x8C\x88", "a\xE2\x80\xAEz",
    "\xEF\xBB\xBF", "\xE2\x80\x8B", "; ; ;", "4.1", "1/2", "ﷺ", "a\tb\nc\r\nd",
};

static const char *const commands[] = {
    "edit 4.1", "edit goals/4", "edit sources/osv", "add goals", "add meetings", "add spending",
    "filter late", "filter off", "filter nothing-is-like-this", "set cost=12000", "set title=\"\"",
    "set due=průběžně", "set goal=1", "set cost_in=web", "set depends=web", "move first",
    "move after 4", "count -2", "shift -1m", "as-of 1.6.2024", "as-of", "as-of", "table spending",
    "theme mono", "theme high-contrast", "theme default", "mouse on", "mouse on", "meeting", "key",
    "reload", "compare list", "panes", "command \"set \"", "nonsense", "dump-screen",
};

/* Answers of a terminal to questions that nobody asked, and keys of terminals of long ago. */
static const char *const odd[] = {
    "\033[?1;2c", "\033[200;300R", "\033[I", "\033[O", "\033[8;24;80t", "\033Oz", "\033[[F",
    "\033[1;2;3;4;5;6;7x", "\033]11;rgb:0000/0000/0000\033\\", "\033P1$r0m\033\\", "\033[99999~",
    "\033[M\377\377\377", "\033[M !!", "\033[201~", "\033[<0;0;0M", "\033[<64;99999;99999M",
    "\033[<-1;-1;-1M", "\033[1;99A", "\033[27;5;1114112~", "\033[0;0u", "\033[4294967295u",
    "\033\033[A", "\033\033\033", "\033[;;;;~", "\233A", "\233<0;1;1M",
};

static const char *const broken_text[] = {
    "\377", "\300\200", "\355\240\200", "\364\220\200\200", "\342\202", "\305", "\200\200\200",
    "\360\237\217", "\302", "\376\377", "a\305b", "\302\233[A", "\302\205", "\177\177", "\001\002",
};

struct luck luck_of(unsigned long seed)
{
    return (struct luck){ seed * UINT64_C(2654435769) + 1 };
}

/* Marsaglia's xorshift64. */
size_t luck_below(struct luck *luck, size_t limit)
{
    luck->state ^= luck->state << 13;
    luck->state ^= luck->state >> 7;
    luck->state ^= luck->state << 17;
    return (size_t)(luck->state % limit);
}

static size_t press(VTerm *vterm, const char *name)
{
    if (!keyboard_press(vterm, name, strlen(name))) {
        fail_msg("no terminal sends %s", name);
    }
    return 1;
}

static size_t add_bound(struct luck *luck, VTerm *vterm)
{
    for (;;) {
        const struct ui_binding *table = LUCK_SOME(luck, tables);
        size_t count = 0;
        while (table[count].key) {
            count++;
        }
        const struct ui_binding *bound = &table[luck_below(luck, count)];
        bool ends = strcmp(bound->line, "quit") == 0;
        if (*bound->key && strcmp(bound->key, "Esc") != 0 && !(ends && luck_below(luck, 50))) {
            return press(vterm, bound->key);
        }
    }
}

static size_t add_text(struct pk_buf *out, struct luck *luck)
{
    const char *text = LUCK_SOME(luck, texts);
    pk_buf_str(out, text);
    return strlen(text);
}

/* A key with Shift, Alt and Ctrl in the ways of xterm, rxvt, linux and those that tell every key by
 * its character. */
static size_t add_modified(struct pk_buf *out, struct luck *luck)
{
    static const char finals[] = "ABCDEFHPQRSZabcdjklmnopqrstuvwxyzGIMX";
    char final = finals[luck_below(luck, sizeof finals - 1)];
    size_t modifier = luck_below(luck, 18), number = luck_below(luck, 36);
    switch (luck_below(luck, 7)) {
    case 0:
    case 1: pk_buf_printf(out, "\033[1;%zu%c", modifier, finals[luck_below(luck, 12)]); break;
    case 2: pk_buf_printf(out, "\033[%zu;%zu~", number, modifier); break;
    case 3: pk_buf_printf(out, "\033[%zu%c", number, "~^$@"[luck_below(luck, 4)]); break;
    case 4: pk_buf_printf(out, "\033O%c", final); break;
    case 5: pk_buf_printf(out, "\033[[%c", final); break;
    case 6: pk_buf_printf(out, "\033[%zu;%zuu", luck_below(luck, 400), modifier); break;
    }
    return 1;
}

/* Somewhere on the largest screen, or beside it. */
static size_t add_mouse(struct pk_buf *out, struct luck *luck)
{
    static const unsigned buttons[] = { 0, 0, 0, 0, 1, 2, 64, 65, 66, 4, 8, 16, 35, 128, 255 };
    unsigned button = LUCK_SOME(luck, buttons);
    size_t x = luck_below(luck, 3) ? luck_below(luck, 100) : luck_below(luck, 260);
    size_t y = luck_below(luck, 3) ? luck_below(luck, 30) : luck_below(luck, 64);
    if (luck_below(luck, 12) == 0) {
        pk_buf_printf(out, "\033[M%c%c%c", (char)(32 + (button & 95)), (char)(32 + x % 95),
                      (char)(32 + y % 95));
        return 1;
    }
    pk_buf_printf(out, "\033[<%u;%zu;%zuM", button, x, y);
    for (size_t drags = luck_below(luck, 4); drags > 1; drags--) {
        x += luck_below(luck, 9);
        y += luck_below(luck, 3);
        pk_buf_printf(out, "\033[<%u;%zu;%zuM", button | 32, x, y);
    }
    if (luck_below(luck, 8)) {
        pk_buf_printf(out, "\033[<%u;%zu;%zum", button, x, y);
    }
    return 1;
}

/* The end of some is missing or stands within. */
static size_t add_paste(struct pk_buf *out, struct luck *luck)
{
    static const char *const between[] = { "\n", "\r", "\t", "\r\n", "", "\033", "\033[201~",
                                           "\033[200~", "\033[A", "\001", "\302" };
    size_t times = luck_below(luck, 60) ? luck_below(luck, 4) : 2000;
    pk_buf_str(out, "\033[200~");
    for (add_text(out, luck); times > 0; times--) {
        pk_buf_str(out, LUCK_SOME(luck, between));
        add_text(out, luck);
    }
    if (luck_below(luck, 6)) {
        pk_buf_str(out, "\033[201~");
    }
    return 1;
}

static size_t add_garbage(struct pk_buf *out, struct luck *luck)
{
    static const char letters[] = "\033\033\033[[[OO<<;;0123456789~~^$@?MmABCDuRtc\377\200\303\251";
    for (size_t count = luck_below(luck, 12) + 1; count > 0; count--) {
        char byte = (char)luck_below(luck, 256);
        bool taken = luck_below(luck, 3) == 0 && byte && !strchr(kept_back, byte);
        pk_buf_char(out, taken ? byte : letters[luck_below(luck, sizeof letters - 1)]);
    }
    return 1;
}

static size_t add_whole(struct pk_buf *out, struct luck *luck, VTerm *vterm)
{
    size_t kind = luck_below(luck, 100);
    if (kind < 46) {
        return add_bound(luck, vterm);
    }
    if (kind < 68) {
        return press(vterm, LUCK_SOME(luck, keys));
    }
    if (kind < 76) {
        return add_modified(out, luck);
    }
    if (kind < 82) {
        return add_text(out, luck);
    }
    if (kind < 91) {
        return add_mouse(out, luck);
    }
    if (kind < 94) {
        return add_paste(out, luck);
    }
    if (kind < 96) {
        pk_buf_printf(out, ":%s\r", LUCK_SOME(luck, commands));
        return 3;
    }
    if (kind < 98) {
        return add_garbage(out, luck);
    }
    pk_buf_str(out, luck_below(luck, 2) ? LUCK_SOME(luck, odd) : LUCK_SOME(luck, broken_text));
    return 1;
}

size_t walkkeys_add(struct pk_buf *out, struct luck *luck, VTerm *vterm)
{
    size_t start = out->len, count = add_whole(out, luck, vterm);
    if (out->len > start + 1 && luck_below(luck, 25) == 0) {
        pk_buf_cut(out, start + 1 + luck_below(luck, out->len - start - 1));
    }
    return count;
}

void walkkeys_show(struct pk_buf *out, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte < ' ' || byte > '~' || byte == '\\' || byte == '%') {
            pk_buf_printf(out, "\\%03o", (unsigned)byte);
        } else {
            pk_buf_char(out, (char)byte);
        }
    }
}
