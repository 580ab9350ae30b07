#include "config.h"

#include "ui/lineedit.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "planek/mem.h"
#include "planek/text.h"
#include "ui/area.h"

void ui_lineedit_set(struct ui_lineedit *edit, const char *text)
{
    pk_buf_cut(&edit->text, 0);
    pk_buf_str(&edit->text, text);
    edit->at = edit->text.len;
    edit->scroll = 0;
}

void ui_lineedit_dispose(struct ui_lineedit *edit)
{
    pk_buf_dispose(&edit->text);
    pk_buf_dispose(&edit->killed);
}

void ui_lineedit_insert(struct ui_lineedit *edit, const char *text, size_t length)
{
    struct pk_buf clean = { 0 };
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\n' && edit->lines) {
            pk_buf_char(&clean, '\n');
            continue;
        }
        size_t end = i;
        while (end < length && (text[end] != '\n' || !edit->lines)) {
            end++;
        }
        pk_text_safe(&clean, text + i, end - i);
        i = end - 1;
    }
    pk_buf_splice(&edit->text, edit->at, edit->at, pk_buf_text(&clean), clean.len);
    edit->at += clean.len;
    pk_buf_dispose(&clean);
}

static size_t next(const struct ui_lineedit *edit)
{
    const char *text = pk_buf_text(&edit->text);
    return edit->at + pk_text_next(text + edit->at, edit->text.len - edit->at, NULL);
}

static size_t previous(const struct ui_lineedit *edit)
{
    return pk_text_previous(pk_buf_text(&edit->text), edit->at);
}

static size_t line_start(const struct ui_lineedit *edit)
{
    size_t at = edit->at;
    while (at > 0 && edit->text.data[at - 1] != '\n') {
        at--;
    }
    return at;
}

static size_t line_end(const struct ui_lineedit *edit)
{
    return edit->at + strcspn(pk_buf_text(&edit->text) + edit->at, "\n");
}

static bool is_word(char byte)
{
    return (unsigned char)byte >= 0x80 || isalnum((unsigned char)byte);
}

static size_t word_before(const struct ui_lineedit *edit)
{
    size_t at = edit->at;
    while (at > 0 && !is_word(edit->text.data[at - 1])) {
        at--;
    }
    while (at > 0 && is_word(edit->text.data[at - 1])) {
        at--;
    }
    return at;
}

static size_t word_after(const struct ui_lineedit *edit)
{
    size_t at = edit->at;
    while (at < edit->text.len && !is_word(edit->text.data[at])) {
        at++;
    }
    while (at < edit->text.len && is_word(edit->text.data[at])) {
        at++;
    }
    return at;
}

static void erase(struct ui_lineedit *edit, size_t from, size_t to)
{
    pk_buf_splice(&edit->text, from, to, "", 0);
    edit->at = from;
}

static void cut_out(struct ui_lineedit *edit, size_t from, size_t to)
{
    if (from == to) {
        return;
    }
    pk_buf_cut(&edit->killed, 0);
    pk_buf_add(&edit->killed, edit->text.data + from, to - from);
    erase(edit, from, to);
}

static bool control_key(struct ui_lineedit *edit, uint32_t code)
{
    switch (code) {
    case 'a': edit->at = line_start(edit); return true;
    case 'e': edit->at = line_end(edit); return true;
    case 'b': edit->at = previous(edit); return true;
    case 'f': edit->at = next(edit); return true;
    case 'd': erase(edit, edit->at, next(edit)); return true;
    case 'k': cut_out(edit, edit->at, line_end(edit)); return true;
    case 'u': cut_out(edit, line_start(edit), edit->at); return true;
    case 'w': cut_out(edit, word_before(edit), edit->at); return true;
    case 'y':
        ui_lineedit_insert(edit, pk_buf_text(&edit->killed), edit->killed.len);
        return true;
    case UI_KEY_LEFT: edit->at = word_before(edit); return true;
    case UI_KEY_RIGHT: edit->at = word_after(edit); return true;
    default: return false;
    }
}

static bool lines_key(struct ui_lineedit *edit, uint32_t code)
{
    switch (code) {
    case UI_KEY_ENTER: ui_lineedit_insert(edit, "\n", 1); return true;
    case UI_KEY_UP: return ui_area_step(edit, -1);
    case UI_KEY_DOWN: return ui_area_step(edit, 1);
    default: return false;
    }
}

static bool plain_key(struct ui_lineedit *edit, uint32_t code)
{
    switch (code) {
    case UI_KEY_LEFT: edit->at = previous(edit); return true;
    case UI_KEY_RIGHT: edit->at = next(edit); return true;
    case UI_KEY_HOME: edit->at = line_start(edit); return true;
    case UI_KEY_END: edit->at = line_end(edit); return true;
    case UI_KEY_BACKSPACE: erase(edit, previous(edit), edit->at); return true;
    case UI_KEY_DEL: erase(edit, edit->at, next(edit)); return true;
    default: return edit->lines && lines_key(edit, code);
    }
}

bool ui_lineedit_key(struct ui_lineedit *edit, const struct ui_key *key)
{
    if (key->code == UI_KEY_PASTE) {
        ui_lineedit_insert(edit, key->text, strlen(key->text));
        return true;
    }
    if (ui_key_types(key)) {
        struct pk_buf typed = { 0 };
        ui_key_utf8(&typed, key->code);
        ui_lineedit_insert(edit, pk_buf_text(&typed), typed.len);
        pk_buf_dispose(&typed);
        return true;
    }
    if (key->mods == UI_CTRL) {
        return control_key(edit, key->code);
    }
    return key->mods == 0 && plain_key(edit, key->code);
}

static int width_of(const struct pk_grid *grid, const struct ui_lineedit *edit, size_t from,
                    size_t to)
{
    char *part = pk_strndup(pk_buf_text(&edit->text) + from, to - from);
    int width = pk_grid_width(grid, part);
    free(part);
    return width;
}

/* Moves the first byte shown so that the cursor, a cell of its own, is within the cells. */
static void scroll(struct ui_lineedit *edit, const struct pk_grid *grid, int cells)
{
    if (width_of(grid, edit, 0, edit->text.len) < cells) {
        edit->scroll = 0;
    }
    if (edit->scroll <= edit->at && width_of(grid, edit, edit->scroll, edit->at) < cells) {
        return;
    }
    size_t from = edit->at;
    while (from > 0) {
        size_t before = pk_text_previous(pk_buf_text(&edit->text), from);
        if (width_of(grid, edit, before, edit->at) > cells * 2 / 3) {
            break;
        }
        from = before;
    }
    edit->scroll = from;
}

void ui_lineedit_draw(struct ui_lineedit *edit, struct pk_grid *grid, struct pk_rect rect,
                      enum pk_role role, bool focus)
{
    edit->cells = rect.width;
    pk_grid_fill(grid, rect, role);
    if (edit->lines) {
        ui_area_draw(edit, grid, rect, role, focus);
        return;
    }
    if (!focus) {
        pk_grid_put_cut(grid, rect.x, rect.y, rect.width, role, pk_buf_text(&edit->text));
        return;
    }
    scroll(edit, grid, rect.width);
    pk_grid_put(grid, rect.x, rect.y, rect.width, role, pk_buf_text(&edit->text) + edit->scroll);
    grid->cursor_x = rect.x + width_of(grid, edit, edit->scroll, edit->at);
    grid->cursor_y = rect.y;
}

int ui_lineedit_rows(const struct ui_lineedit *edit, int cells)
{
    return edit->lines ? ui_area_rows(edit, cells) : 1;
}
