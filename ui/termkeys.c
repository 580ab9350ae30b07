#include "config.h"

#include "ui/termkeys.h"

#include <stdlib.h>
#include <string.h>

#include "planek/text.h"
#include "ui/termseq.h"

enum { ESC = 27, PASTE_MOST = 1 << 20, COLUMN_MOST = 10000 };

/* Bytes that are looked at. */
struct span {
    const unsigned char *at;
    size_t length;
    bool complete; /* no more will come */
};

void ui_termkeys_dispose(struct ui_termkeys *keys)
{
    pk_buf_dispose(&keys->bytes);
    pk_buf_dispose(&keys->paste);
}

void ui_termkeys_add(struct ui_termkeys *keys, const struct ui_termkey *extra)
{
    if (extra->sequence && *extra->sequence && keys->extra_count < UI_TERMKEYS_EXTRA) {
        keys->extra[keys->extra_count++] = *extra;
    }
}

static void forget_taken(struct ui_termkeys *keys)
{
    pk_buf_splice(&keys->bytes, 0, keys->taken, "", 0);
    keys->taken = 0;
}

void ui_termkeys_hold(struct ui_termkeys *keys)
{
    forget_taken(keys);
    keys->holds = true;
}

void ui_termkeys_release(struct ui_termkeys *keys)
{
    if (keys->holds) {
        keys->taken = 0;
        keys->holds = keys->pasting = false;
    }
}

/* It may have come between the bytes of a key, or of a paste. */
static void take_answer(struct ui_termkeys *keys)
{
    static const char begin[] = "\033[2;";
    const char *from = pk_buf_text(&keys->bytes) + keys->taken;
    size_t left = keys->bytes.len - keys->taken;
    const char *found = memmem(from, left, begin, sizeof begin - 1);
    if (!found) {
        return;
    }
    char *end;
    long column = strtol(found + sizeof begin - 1, &end, 10);
    if (*end == 'R' && column > 0 && column < COLUMN_MOST) {
        size_t at = keys->taken + (size_t)(found - from);
        pk_buf_splice(&keys->bytes, at, at + (size_t)(end + 1 - found), "", 0);
        keys->column = (int)column;
        keys->asked = false;
    }
}

void ui_termkeys_feed(struct ui_termkeys *keys, const char *bytes, size_t length)
{
    if (!keys->holds) {
        forget_taken(keys);
    }
    pk_buf_add(&keys->bytes, bytes, length);
    if (keys->asked) {
        take_answer(keys);
    }
}

bool ui_termkeys_begun(const struct ui_termkeys *keys)
{
    return keys->pasting || keys->taken < keys->bytes.len;
}

static struct span behind(struct span bytes, size_t count)
{
    bytes.at += count;
    bytes.length -= count;
    return bytes;
}

/* A character as it was typed. */
static size_t read_character(const struct ui_termkeys *keys, uint32_t *character,
                             struct span bytes)
{
    const char *text = (const char *)bytes.at;
    unsigned char first = bytes.at[0];
    *character = first;
    if (first < 0x80) {
        return 1;
    }
    if (keys->high) {
        *character = keys->high[first - 0x80] ? keys->high[first - 0x80] : UI_KEY_NONE;
        return 1;
    }
    size_t needs = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (bytes.length < needs && !bytes.complete && first >= 0xC2) {
        return 0;
    }
    if (bytes.length >= needs && pk_text_valid(text, needs) == needs) {
        return ui_key_character(character, text);
    }
    *character = UI_KEY_NONE;
    return 1;
}

/* ESC alone, with a character Alt, or a sequence.  Before a sequence it is a key of its own: on a
 * line that falls behind they come together, and rxvt's Alt with an arrow is worth less than an Esc
 * that is not lost. */
static size_t read_escape(struct ui_termkeys *keys, struct ui_key *key, struct span bytes,
                          bool *paste)
{
    const char *text = (const char *)bytes.at;
    bool opens = bytes.length > 1 && (text[1] == '[' || text[1] == 'O');
    bool waits = bytes.length == 1 || (bytes.length == 2 && (opens || text[1] == ESC));
    if (waits && !bytes.complete) {
        return 0;
    }
    if (opens && bytes.length > 2 && text[2] >= ' ') {
        size_t taken =
            ui_termseq_read(key, text + 1, bytes.length - 1, bytes.complete, paste);
        return taken ? 1 + taken : 0;
    }
    if (bytes.length == 1 || text[1] == ESC) {
        key->code = UI_KEY_ESC;
        return 1;
    }
    uint32_t character;
    size_t taken = read_character(keys, &character, behind(bytes, 1));
    ui_termseq_character(key, character);
    key->mods |= UI_ALT;
    return taken ? 1 + taken : 0;
}

/* What this terminal has of its own; 0 and *partly: its beginning. */
static size_t read_extra(const struct ui_termkeys *keys, struct ui_key *key, struct span bytes,
                         bool firm, bool *partly)
{
    for (size_t i = 0; i < keys->extra_count; i++) {
        const struct ui_termkey *extra = &keys->extra[i];
        size_t length = strlen(extra->sequence);
        size_t same = bytes.length < length ? bytes.length : length;
        if (extra->firm != firm || memcmp(extra->sequence, bytes.at, same) != 0) {
            continue;
        }
        if (same == length) {
            key->code = extra->code;
            key->mods = extra->mods;
            return length;
        }
        *partly = true;
    }
    return 0;
}

static size_t read_key(struct ui_termkeys *keys, struct ui_key *key, struct span bytes,
                       bool *paste)
{
    bool partly = false;
    size_t taken = read_extra(keys, key, bytes, true, &partly);
    if (taken || (partly && !bytes.complete)) {
        return taken;
    }
    if (bytes.at[0] == ESC) {
        taken = read_escape(keys, key, bytes, paste);
    } else {
        uint32_t character;
        taken = read_character(keys, &character, bytes);
        ui_termseq_character(key, character);
    }
    if (taken && key->code == UI_KEY_NONE && !*paste) {
        size_t extra = read_extra(keys, key, bytes, false, &partly);
        taken = extra ? extra : taken;
    }
    return taken;
}

static void paste_character(struct ui_termkeys *keys, uint32_t character)
{
    if (character < UI_KEY_NONE && keys->paste.len < PASTE_MOST) {
        ui_key_utf8(&keys->paste, character == '\r' ? '\n' : character);
    }
}

/* Takes what was pasted up to its end; true when that is there. */
static bool take_paste(struct ui_termkeys *keys, bool complete)
{
    static const char end[] = "\033[201~";
    const size_t end_length = sizeof end - 1;
    while (keys->taken < keys->bytes.len) {
        struct span bytes = { (const unsigned char *)keys->bytes.data + keys->taken,
                              keys->bytes.len - keys->taken, complete };
        size_t same = bytes.length < end_length ? bytes.length : end_length;
        uint32_t character;
        bool ends = memcmp(bytes.at, end, same) == 0;
        if (ends && same == end_length) {
            keys->taken += end_length;
            return true;
        }
        size_t taken = ends && !complete ? 0 : read_character(keys, &character, bytes);
        if (!taken) {
            return false;
        }
        paste_character(keys, character);
        keys->taken += taken;
    }
    return complete;
}

static bool next_paste(struct ui_termkeys *keys, struct ui_key *key, bool complete)
{
    if (!take_paste(keys, complete)) {
        return false;
    }
    keys->pasting = false;
    key->code = UI_KEY_PASTE;
    key->text = pk_buf_text(&keys->paste);
    return true;
}

bool ui_termkeys_next(struct ui_termkeys *keys, struct ui_key *key, bool complete)
{
    *key = (struct ui_key){ .code = UI_KEY_NONE, .when = key->when };
    while (!keys->pasting && keys->taken < keys->bytes.len) {
        struct span bytes = { (const unsigned char *)keys->bytes.data + keys->taken,
                              keys->bytes.len - keys->taken, complete };
        bool paste = false;
        *key = (struct ui_key){ .code = UI_KEY_NONE, .when = key->when };
        size_t taken = read_key(keys, key, bytes, &paste);
        if (!taken) {
            key->code = UI_KEY_NONE;
            return false;
        }
        keys->taken += taken;
        if (paste) {
            keys->pasting = true;
            pk_buf_cut(&keys->paste, 0);
        } else if (key->code != UI_KEY_NONE) {
            return true;
        }
    }
    return keys->pasting && next_paste(keys, key, complete);
}
